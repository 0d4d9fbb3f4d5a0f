"""The report in a real browser: what a client sees, reads, presses, prints and is safe from."""

from __future__ import annotations

import csv
import io
import re
from importlib import resources

import pytest
from playwright.sync_api import expect

from taller.workbench.report import exporter
from tests.workbench import pages

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Reports in both languages, one with planted markup, opened as from an e-mail: by file."""
    folder = tmp_path_factory.mktemp("reports")
    made = {
        "en": pages.executed("en"),
        "es": pages.executed("es"),
        "hostile": pages.executed("en", hostile=True),
    }
    for name, nb in made.items():
        (folder / f"{name}.html").write_text(exporter.render(nb, name=name), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def segments(tmp_path_factory):
    """A report with the shapes of chart that do not stretch: small multiples and a matrix."""
    import altair as alt
    import nbformat
    import pandas as pd

    from taller import charts

    rows = pd.DataFrame({"from": [0, 1], "to": [1, 2], "n": [3, 4]})
    panel = alt.Chart(rows).mark_bar().encode(x="from:Q", x2="to:Q", y="n:Q")
    panels = [panel.properties(width=168, height=110) for _ in range(6)]
    names = [f"{n} A segment of a long name" for n in range(1, 9)]
    flows = pd.DataFrame([{"to": b[:1], "from": a, "share": 0.125} for a in names for b in names])
    spend = pd.DataFrame({"segment": names, "spend": range(8), "low": range(8), "high": range(8)})
    wide = charts.heatmap(flows, x="to", y="from", value="share", unit="share", title="They stay",
                          x_axis="Now", y_axis="Before").properties(width=alt.Step(54))  # fmt: skip
    made = [
        alt.concat(*panels, columns=3, spacing={"row": 18, "column": 22}).properties(title="Six"),
        wide,
        charts.dots(spend, label="segment", value="spend", low="low", high="high", unit="money",
                    title="Spend", axis="EUR"),
    ]  # fmt: skip
    outputs = [
        nbformat.v4.new_output("display_data", data={charts.MIME: chart.to_dict()})
        for chart in made
    ]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=outputs)])
    path = tmp_path_factory.mktemp("segments") / "segments.html"
    path.write_text(exporter.render(nb, name="segments"), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, folder):
    """Open a report without a network; remember requests, console messages and script errors."""
    contexts = []

    def open_page(name, *, viewport=DESK, scheme="light", **options):
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, offline=True, accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.complaints, page.stopped = [], [], {}
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("requestfailed", lambda r: page.stopped.update({r.url: r.failure}))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto((folder / f"{name}.html").as_uri())
        if options.get("java_script_enabled", True):
            expect(page.locator(".plot:not([data-drawn])")).to_have_count(0)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ["en", "es", "hostile"])
def test_nothing_is_fetched_and_nothing_complains(opened, name):
    """Only the file itself and data: images inside it; no error, no violated policy."""
    page = opened(name)
    page.wait_for_timeout(200)
    assert [u for u in page.requests if not u.startswith("data:")] == [page.url]
    assert page.complaints == []


def test_planted_markup_is_text_and_does_nothing(opened):
    page = opened("hostile")
    for link in page.locator("main a").all():
        link.evaluate("element => element.click()")
    page.wait_for_timeout(100)
    assert page.evaluate("window.planted") is None
    assert (
        page.locator(
            "main form:not(.vega-bindings), main iframe, main style, main meta, main link"
        ).count()
        == 0
    )
    text = page.inner_text("main")
    assert f"Product {pages.PLANTED}" in text
    assert f"Camisa {pages.PLANTED}" in text
    assert "kept" in text
    assert "5f0e1d2c3b4a5968" not in page.content()


def test_policy_stops_a_script_that_got_in(opened):
    """Even markup written straight into the page cannot run a script or fetch an image."""
    page = opened("en")
    page.evaluate(
        """() => {
          const box = document.createElement("div");
          box.innerHTML = "<img src='https://example.org/x.png' onerror='window.planted=1'>";
          document.body.append(box);
          const script = document.createElement("script");
          script.textContent = "window.planted=2";
          document.body.append(script);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.planted") is None
    assert page.stopped == {"https://example.org/x.png": "csp"}


@pytest.mark.parametrize(
    "scheme, viewport",
    [
        pytest.param("light", DESK, id="light-desk"),
        pytest.param("dark", PHONE, id="dark-phone"),
        pytest.param("dark", DESK, id="dark-desk", marks=pytest.mark.slow),
        pytest.param("light", PHONE, id="light-phone", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_no_violation(opened, scheme, viewport):
    page = opened("es", viewport=viewport, scheme=scheme, bypass_csp=True)
    page.locator("figure.chart details summary").first.click()
    page.locator("#code").click()
    assert violations(page) == []


def violations(page) -> list[str]:
    """What axe finds wrong, one line each."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.add_script_tag(content=axe)
    found = page.evaluate("axe.run(document)")
    return [
        f"{v['id']}: {n['target']} {n['failureSummary']}"
        for v in found["violations"]
        for n in v["nodes"]
    ]


def test_phone_has_no_sideways_scroll(opened):
    page = opened("es", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".toc-narrow").is_visible()
    assert not page.locator(".toc-wide").is_visible()


def table_page(browser, tmp_path, frame, viewport):
    """A page with one table, opened."""
    import nbformat

    from taller import tabular

    made = tabular.table(frame, caption="Many columns")
    outputs = [nbformat.v4.new_output("display_data", data=made._repr_mimebundle_())]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=outputs)])
    path = tmp_path / "table.html"
    path.write_text(exporter.render(nb, name="table"), encoding="utf-8")
    page = browser.new_page(viewport=viewport)
    page.goto(path.as_uri())
    return page


SIDEWAYS = "({ scrollWidth, clientWidth }) => scrollWidth - clientWidth"


def test_no_column_head_nor_legend_is_cut_off_at_the_edge_of_its_chart(browser, tmp_path):
    """A slanted head ends beyond the last column; four long names are wider than a page."""
    import nbformat
    import pandas as pd

    from taller import charts

    heads = ["First visit", "Last visit", "All visits alike", "Ends most", "Lost without it",
             "Channels alike"]  # fmt: skip
    cells = pd.DataFrame([{"to": b, "from": a, "share": 0.1} for a in "AB" for b in heads])
    names = [f"facebook · prospecting {n}" for n in range(4)]
    lines = pd.DataFrame([{"n": n, "sold": n + k, "of": name}
                          for k, name in enumerate(names) for n in range(3)])  # fmt: skip
    made = [
        charts.heatmap(cells, x="to", y="from", value="share", unit="share", title="t",
                       x_axis="x", y_axis="y"),
        charts.line(lines, x="n", y="sold", series="of", unit="number", title="t", x_axis="x",
                    y_axis="y"),
    ]  # fmt: skip
    outputs = [nbformat.v4.new_output("display_data", data={charts.MIME: chart.to_dict()})
               for chart in made]  # fmt: skip
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=outputs)])
    path = tmp_path / "edges.html"
    path.write_text(exporter.render(nb, name="edges"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 700, "height": 900})
    page.goto(path.as_uri())
    expect(page.locator(".plot[data-drawn]")).to_have_count(2)
    for at, said in ((0, heads[-1]), (1, names[-1])):
        plot = page.locator(".plot").nth(at)
        svg, text = plot.locator("svg").first.bounding_box(), plot.get_by_text(said, exact=True)
        end = text.bounding_box()
        assert end["x"] + end["width"] <= svg["x"] + svg["width"] + 0.5, said
    page.close()


def test_a_table_with_many_columns_is_read_row_by_row_on_a_phone(browser, tmp_path):
    """Each value beside its head, told as a table's; nothing is moved sideways."""
    import pandas as pd

    heads = [f"A head of some length, as those of measures often are {n}" for n in range(7)]
    frame = pd.DataFrame([[f"row {n}", *(f"value {n}" for _ in heads[2:]), n] for n in range(5)],
                         columns=heads)  # fmt: skip
    page = table_page(browser, tmp_path, frame, PHONE)
    box = page.locator(".t-scroll")
    expect(box).to_have_class("t-scroll stacked")
    assert box.evaluate(SIDEWAYS) <= 1
    assert page.locator("html").evaluate(SIDEWAYS) <= 0
    expect(page.get_by_role("rowheader")).to_have_count(5)
    first = page.get_by_role("cell").first
    expect(first).to_have_attribute("data-head", heads[1])
    assert heads[1] in first.evaluate("(cell) => getComputedStyle(cell, '::before').content")
    page.set_viewport_size(DESK)
    expect(box).not_to_have_class("t-scroll stacked")
    page.close()


def test_a_long_grid_keeps_its_first_column_on_a_phone(browser, tmp_path):
    import pandas as pd

    frame = pd.DataFrame({"Week": [f"week {n}" for n in range(12)]}
                         | {f"Column {k}": range(12) for k in range(9)})  # fmt: skip
    page = table_page(browser, tmp_path, frame, PHONE)
    box = page.locator(".t-scroll")
    expect(box).to_have_class("t-scroll pinned")
    expect(box).to_have_attribute("tabindex", "0")
    box.evaluate("(box) => { box.scrollLeft = 400; }")
    left = page.get_by_role("rowheader").nth(3).bounding_box()["x"]
    assert left == pytest.approx(box.bounding_box()["x"], abs=1)
    assert page.locator("html").evaluate(SIDEWAYS) <= 0
    page.close()


def test_many_sentences_are_read_row_by_row_on_a_phone(browser, tmp_path):
    import pandas as pd

    text = "What was tested is told in a sentence, and beside it what it measured, at some length"
    frame = pd.DataFrame({"Test": [f"{text} {n}" for n in range(30)], "Found": [text] * 30})
    frame["So"] = [text] * 30
    page = table_page(browser, tmp_path, frame, PHONE)
    box = page.locator(".t-scroll")
    expect(box).to_have_class("t-scroll stacked")
    assert box.evaluate(SIDEWAYS) <= 1
    page.close()


def test_a_table_takes_of_a_desktop_s_free_margin_what_it_needs(browser, tmp_path):
    import pandas as pd

    text = "Some words that tell of it at length"
    frame = pd.DataFrame({f"Column {k}": [text] * 3 for k in range(7)})
    page = table_page(browser, tmp_path, frame, {"width": 1440, "height": 900})
    wide, measure = (page.locator(at).bounding_box()["width"] for at in (".t-scroll", "main"))
    assert wide > measure + 100
    assert page.locator("html").evaluate(SIDEWAYS) <= 0
    page.close()


def test_contents_lead_to_their_sections(opened):
    page = opened("en", viewport={"width": 1400, "height": 900})
    links = page.locator(".toc-wide a")
    assert links.first.inner_text() == "What to decide"
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1


def test_code_is_behind_one_toggle_that_a_keyboard_reaches(opened):
    page = opened("en")
    code = page.locator(".code").first
    assert not code.is_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "code":
            break
    page.keyboard.press("Enter")
    assert code.is_visible()
    assert page.locator("#code").get_attribute("aria-pressed") == "true"


def test_dark_is_chosen_and_remembered(opened):
    page = opened("en")
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_forbidden_storage_does_no_harm(browser, folder):
    """Some browsers refuse storage to a local file: the theme still switches."""
    context = browser.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((folder / "en.html").as_uri())
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert errors == []
    context.close()


def test_chart_is_drawn_with_alt_text_and_the_locale_s_numbers(opened):
    page = opened("es")
    svg = page.locator(".plot svg").first
    assert svg.get_attribute("role") == "img"
    assert "El mayor: Fieles" in svg.get_attribute("aria-label")
    assert "1.235" in svg.inner_html()
    assert "currentColor" in svg.inner_html()


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_every_chart_of_the_analysis_fits_without_scrolling(browser, segments, viewport):
    """Histograms wrap, matrices shrink; and nothing is said on the console."""
    page = browser.new_page(viewport=viewport, offline=True)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(segments.as_uri())
    expect(page.locator(".plot[data-drawn]")).to_have_count(3)
    assert page.locator(".plot.wide").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert said == []
    assert "…" not in page.locator("main").inner_text()
    panels = page.locator("#figure-1 .plot svg .mark-rect").evaluate_all(
        "all => new Set(all.map(one => one.parentElement.getBoundingClientRect().left | 0)).size"
    )
    assert panels == (2 if viewport is PHONE else 3)
    page.close()


def test_lone_series_are_in_the_client_s_colour(browser, segments):
    """Dark and light, by the page's own variable; ramps keep their colours."""
    page = browser.new_page(viewport=DESK, offline=True)
    page.goto(segments.as_uri())
    expect(page.locator(".plot[data-drawn]")).to_have_count(3)
    shown = page.locator("#figure-3 .plot svg path[fill='var(--accent)']").first
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        accent = page.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
        )
        fill = shown.evaluate("element => getComputedStyle(element).fill")
        assert re.findall(r"\d+", fill) == [str(int(accent[i : i + 2], 16)) for i in (1, 3, 5)]
    matrix = page.locator("#figure-2 .plot svg").inner_html()
    assert "var(--accent)" not in matrix
    page.close()


def _saved(page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"figure.chart [data-save='{kind}']").first.click()
    with open(waiting.value.path(), "rb") as file:
        return waiting.value.suggested_filename, file.read()


def test_chart_saves_its_svg_and_png(opened):
    page = opened("en")
    name, svg = _saved(page, "svg")
    assert name == "clustering-1.svg"
    assert pages.SAID["en"]["chart"] in svg.decode()
    assert b"currentColor" not in svg
    assert b"var(--" not in svg
    name, png = _saved(page, "png")
    assert name == "clustering-1.png"
    assert png.startswith(b"\x89PNG")
    assert len(png) > 5000


def test_chart_saves_its_data_as_the_client_s_spreadsheet_reads_it(opened):
    _, content = _saved(opened("es"), "csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["segment", pages.SAID["es"]["axis"]]
    assert rows[1][:2] == ["Fieles", "1234,5"]
    _, content = _saved(opened("en"), "csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[2][:2] == ["Ocasionales", "205.25"]


def test_saved_data_cannot_start_a_formula(browser, folder):
    """Text like =HYPERLINK gets an apostrophe; numbers, also negative ones as text, do not.

    So many rows that the page holds them by column: they come back in their order.
    """
    nb = pages.executed("en", charts=1)
    chart = next(
        o["data"]["application/vnd.vegalite.v5+json"]
        for cell in nb.cells
        for o in cell.get("outputs", [])
        if "application/vnd.vegalite.v5+json" in o.get("data", {})
    )
    rows = next(iter(chart["datasets"].values()))
    names = ['=HYPERLINK("x")', "+1+1", "-2,5x", "@sum", "\tx", "\rx", "-3.5", "plain", "a,b"]
    rows[:] = [{"segment": name, "spend": place - 1.5, "low": -2, "high": -1}
               for place, name in enumerate(3 * names)]  # fmt: skip
    path = folder / "formula.html"
    path.write_text(exporter.render(nb, name="formula"), encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector(".plot[data-drawn]")
    _, content = _saved(page, "csv")
    context.close()
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[0] for row in read[1:]] == 3 * [
        '\'=HYPERLINK("x")', "'+1+1", "'-2,5x", "'@sum", "'\tx", "'\rx", "-3.5", "plain", "a,b"
    ]  # fmt: skip
    assert [float(row[1]) for row in read[1:]] == [place - 1.5 for place in range(27)]


def test_print_is_light_whole_and_without_buttons(opened, tmp_path):
    from pypdf import PdfReader

    page = opened("en", scheme="dark")
    page.locator("#code").click()
    path = tmp_path / "report.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(path).pages).split())
    assert pages.SAID["en"]["headline"] in text
    assert "Spend per customer and year (EUR)" in text
    assert "Save as SVG" not in text
    assert "open_run" not in text
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_javascript_the_data_still_shows(opened):
    page = opened("en", java_script_enabled=False)
    assert "switched off" in page.locator("noscript").inner_text()
    page.locator("figure.chart details summary").first.click()
    assert re.search(r"Fieles\s+€1,23", page.locator("figure.chart table").first.inner_text())
    assert not page.locator("#theme").is_visible()
