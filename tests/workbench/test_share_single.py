"""All in one page, in a real browser: views, deep links, print, and what cannot get in or out."""

from __future__ import annotations

import pytest

from taller.workbench.share import parcel
from tests.workbench import handed, pages
from tests.workbench.test_browser_report import DESK, PHONE, violations


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    ran = handed.run(tmp_path_factory.mktemp("single"), "es", pages.executed("es", hostile=True))
    return parcel.write(ran.engagement, single=True, reports=ran.reports)


@pytest.fixture
def opened(browser, single):
    contexts = []

    def open_page(place="", *, viewport=DESK, scheme="light", **options):
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, offline=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(single.path.as_uri() + place)
        if options.get("java_script_enabled", True):
            page.locator(".plot[data-drawn]").nth(1).wait_for(state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()


def shown(page) -> list[str]:
    """Names of the views that can be seen."""
    return [view.get_attribute("id") for view in page.locator(".view").all() if view.is_visible()]


def test_one_file_holds_every_page(single):
    assert single.path.name == "moda-viva-may-borrador.html"
    assert single.holds == ("index.html", "clustering.html")
    text = single.path.read_text(encoding="utf-8")
    assert text.count("<!doctype") == text.count('id="main"') == 1
    assert "ipynb" not in text.partition("<body>")[2].partition("<script>")[0]


def test_opens_at_the_summary_and_switches_without_a_network(opened):
    page = opened()
    assert shown(page) == ["index"]
    page.locator(".card h3 a").click()
    assert shown(page) == ["clustering"]
    assert page.locator(".views a[aria-current]").inner_text() == "Segmentos"
    assert page.evaluate("document.activeElement.id") == "clustering"
    page.go_back()
    assert shown(page) == ["index"]
    assert [url for url in page.requests if not url.startswith("data:")] == [page.url]
    assert page.complaints == []


def test_a_deep_link_leads_to_its_place(opened):
    page = opened("#clustering--decisions")
    assert shown(page) == ["clustering"]
    assert page.locator("#clustering--decisions").is_visible()
    top = page.locator("#clustering--decisions").bounding_box()["y"]
    assert -1 <= top < DESK["height"] / 2
    page.evaluate("location.hash = '#no-such'")
    page.wait_for_timeout(50)
    assert shown(page) == ["clustering"]


def test_ids_are_unique_and_every_link_leads_somewhere(opened):
    page = opened()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    leads = page.evaluate("[...document.querySelectorAll('a[href]')].map(e => e.hash.slice(1))")
    assert set(leads) <= set(ids)
    labels = page.evaluate(
        "[...document.querySelectorAll('[aria-labelledby]')]"
        ".map(e => e.getAttribute('aria-labelledby'))"
    )
    assert set(labels) <= set(ids)


def test_charts_are_drawn_to_the_width_of_their_place(opened):
    page = opened("#clustering")
    plot = page.locator(".plot[data-drawn]").first
    assert plot.locator("svg").first.bounding_box()["width"] > 500


@pytest.mark.parametrize(
    "scheme, viewport",
    [
        pytest.param("light", DESK, id="light-desk"),
        pytest.param("dark", PHONE, id="dark-phone"),
        pytest.param("dark", DESK, id="dark-desk", marks=pytest.mark.slow),
        pytest.param("light", PHONE, id="light-phone", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("place", ["", "#clustering"])
def test_axe_finds_no_violation(opened, place, viewport, scheme):
    page = opened(place, viewport=viewport, scheme=scheme, bypass_csp=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_planted_scripts_do_not_run(opened):
    page = opened("#clustering")
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
    page.wait_for_timeout(100)
    assert page.evaluate("window.planted") is None
    assert pages.PLANTED in page.inner_text("#clustering")


def test_print_gives_all_views(opened, tmp_path):
    from pypdf import PdfReader

    page = opened()
    path = tmp_path / "all.pdf"
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    sheets = PdfReader(path).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "Resumen" in text
    assert pages.SAID["es"]["axis"] in text
    assert pages.SAID["es"]["decision"] in text


def test_without_scripts_everything_stands_one_below_the_other(opened):
    page = opened(java_script_enabled=False)
    assert shown(page) == ["index", "clustering"]
