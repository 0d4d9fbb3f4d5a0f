"""The report's page: what it reads from the executed notebook, and what it leaves out."""

from __future__ import annotations

import re
import subprocess
import sys
from html import escape, unescape
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat import v4

from taller import language
from taller.workbench.report import exporter as report
from taller.workbench.report import glossary, look, markup, vega
from tests.workbench import pages


@pytest.fixture(scope="module")
def english() -> str:
    return report.render(pages.executed("en"), name="clustering")


def text_of(page: str) -> str:
    """The words of a page's body, in order."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page.partition("<body>")[2], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_headline_figures_and_decisions_come_before_the_evidence(english):
    text = text_of(english)
    said = pages.SAID["en"]
    order = [
        text.index(part)
        for part in (
            "Moda Viva", "31 August 2011", "simulated data", said["title"], said["headline"],
            "62.0%", "95% interval: 58.0% to 67.0%", "Target 45.0%: the figure is above it",
            said["decision"], "Owner: CRM", said["lead"], "See the source (https://example.org/x)",
            "✗ not passed No segment under 2 %", "It does not say why", "Data fingerprint",
        )
    ]  # fmt: skip
    assert order[1:4] == sorted(order[1:4])
    assert order[3:] == sorted(order[3:])


def test_title_is_not_repeated(english):
    assert english.count("<h1") == 1
    assert text_of(english).count(pages.SAID["en"]["title"]) == 1


def test_spanish_page_is_spanish():
    page = report.render(pages.executed("es"), name="clustering")
    text = text_of(page)
    assert '<html lang="es-ES">' in page
    for said in ("Qué decidir", "A cargo de: CRM", "datos simulados", "1.234 €", "62,0 %",
                 "Objetivo 45,0 %: el dato lo supera", "31 de agosto de 2011",
                 "Gráfico 1", "Guardar datos (CSV)", "archivo del proyecto"):  # fmt: skip
        assert said in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "What to decide" not in text


def test_origin_of_parameters_and_code_is_told(english):
    text = text_of(english)
    assert "max_segments 8 set for this run" in text
    assert "contact_cost 0.35 engagement file" in text
    assert "as_of – default" in text
    assert "5ab2bea, with uncommitted changes" in text
    assert "pandas 3.1.1" in text
    assert "9.4 s" in text


def test_no_reference_leaves_the_file():
    page = report.render(pages.executed("en", hostile=True), name="x")
    found = []

    class Addresses(HTMLParser):
        def handle_starttag(self, tag, attrs):
            names = ("href", "src", "action", "data", "poster", "srcset", "background")
            found.extend(value for name, value in attrs if name in names)

    Addresses().feed(page)
    assert len(found) > 5
    assert [address for address in found if not address.startswith(("#", "data:"))] == []


def test_policy_names_exactly_the_page_s_scripts(english):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', english)[1]
    policy = unescape(policy)
    scripts = re.findall(r"<script>(.*?)</script>", english, flags=re.DOTALL)
    assert len(scripts) == 3
    assert all(look.hash_source(script) in policy for script in scripts)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in re.sub(r"<script\b.*?</script>", "", english, flags=re.DOTALL)


def test_vega_is_there_once_and_only_with_charts(english):
    program = vega.program()
    assert english.count(program) == 1
    plain = report.render(pages.executed("en", charts=0), name="x")
    assert len(plain) < 60_000


def test_six_charts_weigh_under_1600_kilobytes():
    page = report.render(pages.executed("es", charts=6), name="x")
    assert len(page.encode()) < 1_600_000


def started(program):
    """A program as the page's script starts it."""
    return f"window.startVega = () => {{{program}\n}};"


def test_program_is_made_again_where_the_cache_cannot_be_written(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("a file, not a folder")
    import platformdirs
    import vl_convert

    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _name: str(blocked))
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_a, **_k: "let a='</script>';")
    assert vega.program.__wrapped__() == started("let a='<\\/script>';")


def test_half_written_program_is_not_used(monkeypatch, tmp_path):
    import platformdirs
    import vl_convert

    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda _name: str(tmp_path))
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_a, **_k: "whole();")
    assert vega.program.__wrapped__() == started("whole();")
    [kept] = tmp_path.iterdir()
    kept.write_text("who")
    assert vega.program.__wrapped__() == started("whole();")
    monkeypatch.setattr(vl_convert, "javascript_bundle", None)
    assert vega.program.__wrapped__() == started("whole();")


def test_foreign_notebook_renders():
    nb = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("Some text first\n\n# Sales of 2011\n\n## Spring"),
            v4.new_code_cell("1", outputs=[v4.new_output("execute_result", {"text/plain": "1"})]),
        ]
    )
    page = report.render(nb, name="sales")
    assert "<title>Sales of 2011</title>" in page
    assert 'class="alone">Sales of 2011</h1>' in page
    assert '<pre class="said">1</pre>' in page
    assert '<html lang="en-GB">' in page


def test_empty_notebook_is_titled_by_its_name():
    assert "<title>bare</title>" in report.render(v4.new_notebook(), name="bare")


@pytest.mark.parametrize(
    ("code", "title", "where"),
    [
        ("en", "This analysis ran out of time", "It stopped at cell 7 of 7"),
        ("es", "Este análisis agotó su tiempo", "Se detuvo en la celda 7 de 7"),
    ],
)
def test_failure_is_told_first_and_the_rest_stands_below(code, title, where):
    nb = pages.executed(code)
    nb.cells = nb.cells[:7]
    nb.cells[6].outputs = [
        v4.new_output(
            "error", ename="ValueError", evalue="\x1b[31mno <b>", traceback=["\x1b[0;31mT"]
        )
    ]
    nb.metadata["taller"] = {
        "failure": {
            "state": "timed out", "cell": 7, "error": "ValueError: no", "detail": "d",
            "advice": "Ask for less.",
        }
    }  # fmt: skip
    page = report.render(nb, name="clustering")
    text = text_of(page)
    assert text.index(title) < text.index(where) < text.index("Ask for less.")
    assert text.index("Ask for less.") < text.index(pages.SAID[code]["lead"])
    assert "\x1b" not in page
    assert "ValueError: no <b>" in text


def test_a_result_of_another_version_is_shown_as_far_as_it_goes():
    """Extra fields of a phase's own result are no obstacle."""
    nb = pages.executed("en", charts=0)
    payload = nb.cells[-1].outputs[0]["data"]["application/vnd.taller.result+json"]
    payload["result"]["segments"] = [{"name": "A"}]
    assert pages.SAID["en"]["headline"] in report.render(nb, name="x")


def test_code_without_outputs_leaves_nothing_but_code():
    nb = v4.new_notebook(cells=[v4.new_code_cell("x = '<b>'")])
    page = report.render(nb, name="x")
    assert 'id="code"' in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize("tag", ["remove_cell", "papermill-error-cell-tag"])
def test_tagged_cells_are_left_out(tag):
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("secret", metadata={"tags": [tag]})])
    assert "secret" not in text_of(report.render(nb, name="x"))


def test_a_progress_bar_shows_its_last_state():
    output = v4.new_output("stream", name="stdout", text=" 10%\r 50%\r100%\ndone\n")
    nb = v4.new_notebook(cells=[v4.new_code_cell("run()", outputs=[output])])
    assert text_of(report.render(nb, name="x")).startswith("Skip to the content")
    assert "100% done" in text_of(report.render(nb, name="x"))
    assert "50%" not in text_of(report.render(nb, name="x"))


def test_widget_shows_the_html_beside_it_or_the_table_from_its_state():
    view = {"model_id": "a" * 32, "version_major": 2, "version_minor": 0}
    kind = "application/vnd.jupyter.widget-view+json"
    both = v4.new_output("display_data", {kind: view, "text/html": "<p>the whole table</p>"})
    alone = v4.new_output("display_data", {kind: view, "text/plain": "VBox()"})
    nb = v4.new_notebook(
        cells=[v4.new_code_cell("w", outputs=[both]), v4.new_code_cell("w", outputs=[alone])]
    )
    children = ["IPY_MODEL_b", "IPY_MODEL_c", "IPY_MODEL_d"]
    chosen = {"description": "Segment <i>", "_options_labels": ["Loyal", "New"], "index": 1}
    said = {"output_type": "stream", "name": "stdout", "text": "inside"}
    slider = {"description": "Budget", "value": 2.5}
    state = {
        "a" * 32: {"model_name": "VBoxModel", "state": {"children": children}},
        "b": {"model_name": "DropdownModel", "state": chosen},
        "c": {"model_name": "FloatSliderModel", "state": slider},
        "d": {"model_name": "OutputModel", "state": {"outputs": [said]}},
    }
    nb.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": state, "version_major": 2}
    }
    page = report.render(nb, name="x")
    text = text_of(page)
    assert "the whole table" in text
    assert "Control Set to Segment <i> New Budget 2.5 inside" in text
    assert "a" * 32 not in page
    assert "VBox()" not in page


def test_widget_that_holds_itself_ends():
    view = {"model_id": "loop"}
    output = v4.new_output("display_data", {"application/vnd.jupyter.widget-view+json": view})
    nb = v4.new_notebook(cells=[v4.new_code_cell("w", outputs=[output])])
    held = {"loop": {"model_name": "VBoxModel", "state": {"children": ["IPY_MODEL_loop"]}}}
    nb.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": held}}
    assert "interactive element" in text_of(report.render(nb, name="x"))


def test_heading_ids_are_unique_and_never_the_page_s_own():
    cells = [v4.new_markdown_cell("## Checks\n\n## Checks\n\n### Main\n\n## ¿Qué?")]
    page = report.render(v4.new_notebook(cells=cells), name="x")
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"s-checks", "s-checks-2", "s-main", "s-que"} <= set(ids)


def test_pandas_table_can_be_scrolled_and_keeps_no_style():
    table = '<table border="1" class="dataframe"><tr><td>1</td></tr></table>'
    html = f"<style scoped>th{{color:red}}</style><div>\n{table}</div>"
    shown = markup.output_html(html)
    assert '<div class="t-scroll" role="group" tabindex="0" aria-label="Table"><table>' in shown
    assert "color:red" not in shown


@pytest.mark.parametrize(
    "colour", ["#ffe14d", "#000000", "#ffffff", "#7a2048", "#00a0df", "#808080"]
)
def test_client_s_colour_becomes_readable_on_both_papers(colour):
    for paper in look.PAPER.values():
        assert look.contrast(look.readable(colour, paper), paper) >= 4.5


@pytest.mark.parametrize("colour", [None, "red;}body{display:none", "#12345", ""])
def test_a_colour_that_is_none_falls_back(colour):
    assert look.DEFAULT_COLOUR in look.accent_rules(colour)


def test_a_logo_must_be_an_image_within_the_page():
    assert look.logo("https://example.org/logo.png") is None
    assert look.logo('data:image/png;base64,AAAA" onerror="x') is None
    assert look.logo(pages.LOGO) == pages.LOGO


def test_lone_series_take_the_accent_and_several_keep_the_palette():
    palette = ["#111111", "#222222", "#999999"]
    config = {"mark": {"color": "#111111"}, "range": {"category": palette}}
    scales = [["#999999", "#111111"], palette]
    layers = [{"mark": "bar", "encoding": {"color": {"scale": {"range": r}}}} for r in scales]
    found = vega.in_accent({"layer": layers, "config": config})
    assert found["config"]["mark"]["color"] == vega.ACCENT
    pair, several = (layer["encoding"]["color"]["scale"]["range"] for layer in found["layer"])
    assert pair == [vega.REST, vega.ACCENT]
    assert several == found["config"]["range"]["category"] == palette


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_grey_of_a_pair_differs_in_lightness_from_any_accent(scheme):
    """So that the two are told apart whatever the client's colour and the reader's eyes."""
    paper = look.PAPER[scheme]
    grey = re.search(rf"--rest-{scheme}: (#\w+);", look.asset("style.css"))[1]
    assert look.contrast(grey, paper) >= 2.9
    for brand in ("#000000", "#ffffff", "#8a9099", "#656c75", "#8c2f5a", "#ffe14d"):
        assert look.contrast(look.readable(brand, paper), grey) >= 1.4


def test_whisker_places_value_interval_and_target():
    """From 0 to 10, with 4 % of the span free on either side: 0 lies at 0.4 / 10.8 of 200."""
    from taller.phase import Estimate

    estimate = Estimate(value=5, low=0, high=8, unit="number", n=9, method="m")
    assert look.whisker(estimate, 10) == {
        "zero": 7.4, "low": 7.4, "value": 100.0, "high": 155.6, "target": 192.6,
    }  # fmt: skip
    exact = Estimate.exact(5, unit="count", n=5, method="m")
    assert look.whisker(exact, None) is None


@pytest.mark.parametrize(
    ("low", "high", "target"),
    [(0.61, 0.63, None), (-0.2, 0.9, 3.0), (0.0, 0.01, 0.9), (0.98, 1, 0)],
)
def test_a_whisker_s_ends_are_numbers_that_stand_apart_within_it(low, high, target):
    made = pages.make_result(pages.SAID["en"]).figures[0]
    figure = made.model_dump(mode="json") | {"target": target}
    figure["estimate"] |= {"low": low, "high": high, "value": (low + high) / 2}
    shown = look.shown_figure(figure)
    (left, near, first), (right, far, last) = shown["ends"]
    assert [first, last] == [look.signed(language.percent(each)) for each in (low, high)]
    half = [50 * len(each) / look.FIT for each in (first, last)]
    begin = left if near == "start" else left - half[0]
    end = right if far == "end" else right + half[1]
    assert -0.1 <= begin < begin + 2 * half[0] < end - 2 * half[1] < end <= 100.1


def test_a_counted_figure_has_no_ends():
    counted = pages.make_result(pages.SAID["en"]).figures[3].model_dump(mode="json")
    assert look.shown_figure(counted | {"target": 9000})["ends"] == []


@pytest.mark.parametrize(("code", "begun"), [("en", "Percentile"), ("es", "Regresión logística")])
def test_words_of_the_field_are_explained_once_on_the_page_that_has_them(code, begun):
    """In the evidence, in a table's cell, in how a figure was made; not in code."""
    table = f"<table><tbody><tr><td>{begun}</td><td>AUROC</td></tr></tbody></table>"
    nb = pages.executed(code)
    nb.cells += [
        v4.new_markdown_cell("## AUROC\n\nThe AUROC of `RFM`, and AUROC again."),
        v4.new_code_cell("Gini", outputs=[v4.new_output("display_data", {"text/html": table})]),
    ]
    page = report.render(nb, name="clustering")
    with language.speaking(code):
        expected = glossary.found(f"bootstrap AUROC {begun}")
    assert {word.key for word in expected} == {*re.findall(r'<dt id="w-([^"]+)">', page)}
    with language.speaking(code):
        assert all(f"<dd>{escape(word.sentence, quote=False)}</dd>" in page for word in expected)
    assert page.count('<a href="#w-auroc">AUROC</a>') == 1
    assert f">{begun}</a>" in page


def test_words_in_a_chart_s_axis_are_explained_too():
    chart = {"mark": "bar", "data": {"values": [{"x": 1}]},
             "encoding": {"x": {"field": "x", "title": "Apart (standard deviations)"}}}  # fmt: skip
    out = v4.new_output("display_data", {"application/vnd.vegalite.v5+json": chart})
    nb = v4.new_notebook(cells=[v4.new_code_cell("", outputs=[out])])
    assert '<dt id="w-standard-deviation">' in report.render(nb, name="apart")


def test_a_page_without_such_words_has_no_list():
    nb = v4.new_notebook(cells=[v4.new_markdown_cell("# Sales\n\nThey rose.")])
    assert 'id="words"' not in report.render(nb, name="sales")


@pytest.mark.slow
def test_nbconvert_writes_the_same_page(tmp_path, english):
    """`jupyter nbconvert --to taller`, as JupyterLab's export menu calls it."""
    path = tmp_path / "clustering.ipynb"
    nbformat.write(pages.executed("en"), path)
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "taller", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = path.with_suffix(".html").read_text(encoding="utf-8")
    assert text_of(written) == text_of(english)


def test_exporter_is_offered_in_the_export_menu():
    from nbconvert.exporters import get_exporter

    exporter = get_exporter("taller")
    assert exporter is report.TallerExporter
    assert exporter.export_from_notebook == "Taller report"
    assert exporter().file_extension == ".html"


def test_a_range_over_assumptions_is_never_called_an_interval_of_some_coverage():
    held = {"value": 0.62, "low": 0.5, "high": 0.7, "unit": "index", "n": 16, "method": "m"}
    said = {
        level: look.shown_figure({"label": "Score", "estimate": held | {"level": level}})
        for level in (None, 0.9)
    }
    assert said[None]["interval"] == "As assumptions move: 0.50 to 0.70"
    assert said[None]["range"] == "0.50 to 0.70 (sensitivity)"
    assert said[0.9]["interval"] == "90% interval: 0.50 to 0.70"


def test_a_picture_that_each_mark_has_of_its_own_reaches_out():
    """An address may be a channel: a value of it, or a column of the data."""
    for url in ({"value": "file:///etc/x.png"}, {"field": "picture"}, "/etc/x.csv"):
        assert vega.reaches_out({"mark": "image", "encoding": {"url": url}})
    assert not vega.reaches_out({"mark": "bar", "data": {"values": [{"url": "x"}]}})


def test_a_section_to_be_shown_only_with_something_is_left_out_without():
    """The second heading's cells show nothing, the third's a line; the first spans a part of it."""
    from nbformat import v4

    def heading(text):
        return v4.new_markdown_cell(text, metadata={"tags": ["if-shown"]})

    said = v4.new_output("stream", name="stdout", text="a line\n")
    nb = v4.new_notebook(cells=[
        v4.new_markdown_cell("# Title"), heading("## Whole"), v4.new_code_cell("1"),
        heading("### Empty"), v4.new_code_cell("2"), heading("### Full"),
        v4.new_code_cell("3", outputs=[said]), heading("## Nothing"), v4.new_code_cell("4"),
    ])  # fmt: skip
    page = report.render(nb, name="x")
    assert [part in page for part in (">Whole<", ">Empty<", ">Full<", ">Nothing<")] == [
        True, False, True, False,
    ]  # fmt: skip


def test_a_month_s_first_among_other_days_is_a_day():
    """Weeks that begin on Mondays: 1 June is one of them. Months alone stay months."""
    from taller.workbench.report import vega

    form = {"type": "temporal", "format": "%b %Y"}
    spec = {"encoding": {"x": {"field": "day", "title": "Day", **form}},
            "datasets": {"d": [{"day": "2026-05-25"}, {"day": "2026-06-01"}]}}  # fmt: skip
    table = {"dataset": "d", "columns": [["day", "Day"]]}
    with language.speaking("en", "en_GB"):
        assert vega._shown(spec, table)["rows"] == [("25 May 2026",), ("1 June 2026",)]
        spec["datasets"]["d"][0]["day"] = "2026-05-01"
        assert vega._shown(spec, table)["rows"] == [("May 2026",), ("June 2026",)]
