"""When charts are drawn, in a browser: after the text, the nearest first, all before a print."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from taller.workbench.report import exporter
from tests.workbench import pages

DESK = {"width": 1280, "height": 500}
CHARTS = 6
HELD = "window.later = []; window.setTimeout = (what) => window.later.push(what);"
"""Nothing that is to come later comes by itself."""

THEN = "document.addEventListener('DOMContentLoaded', () => {{ {}; }});"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A page of several charts, most of them below what is in view."""
    made = tmp_path_factory.mktemp("drawing") / "many.html"
    nb = pages.executed("en", charts=CHARTS)
    made.write_text(exporter.render(nb, name="many"), encoding="utf-8")
    return made


@pytest.fixture
def opened(browser, path):
    """Open the page with a script of the test's before its own; close it afterwards."""
    context = browser.new_context(viewport=DESK, offline=True)

    def open_page(script="", place=""):
        page = context.new_page()
        page.add_init_script(script)
        page.goto(path.as_uri() + place)
        return page

    yield open_page
    context.close()


def drawn(page):
    """The plots that hold a drawing."""
    return page.locator("figure.chart .plot[data-drawn]")


def test_the_text_is_there_before_the_program_that_draws_has_run(opened):
    page = opened(THEN.format("window.had = 'vegaEmbed' in window"))
    expect(drawn(page)).to_have_count(CHARTS)
    assert page.evaluate("window.had") is False
    assert page.evaluate("'vegaEmbed' in window") is True


def test_a_chart_below_what_is_in_view_is_drawn_though_nobody_scrolls(opened):
    page = opened()
    expect(drawn(page)).to_have_count(CHARTS)
    assert page.evaluate("scrollY") == 0
    expect(page.locator("figure.chart").last).not_to_be_in_viewport()


def test_where_the_reader_is_is_drawn_first(opened):
    page = opened(HELD)
    expect(drawn(page)).to_have_count(0)
    page.locator("figure.chart").last.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    page.evaluate("window.later.shift()()")
    expect(page.locator("figure.chart").last.locator(".plot[data-drawn]")).to_have_count(1)
    expect(drawn(page)).to_have_count(1)


def test_a_print_has_every_chart_also_those_that_were_not_drawn_yet(opened):
    from io import BytesIO

    from pypdf import PdfReader

    page = opened(HELD)
    expect(drawn(page)).to_have_count(0)
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert text.count(pages.SAID["en"]["axis"]) >= CHARTS
    expect(drawn(page)).to_have_count(CHARTS)


def test_who_comes_by_a_link_finds_a_place_that_no_later_drawing_moves(opened):
    """What stands above it is drawn, and nothing else yet."""
    page = opened(HELD, "#figure-3")
    expect(page.locator("#figure-3")).to_be_in_viewport(ratio=0.9)
    expect(drawn(page)).to_have_count(2)
    there = "document.querySelector('#figure-3').offsetTop"
    before = page.evaluate(there)
    for _ in range(CHARTS - 2):
        page.evaluate("window.later.shift()()")
    expect(drawn(page)).to_have_count(CHARTS)
    assert page.evaluate(there) == before
