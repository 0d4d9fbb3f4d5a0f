"""One site: each page leads to the summary, its neighbours and all pages, and nowhere else."""

from __future__ import annotations

import json
import re

import pytest

from taller.workbench.report import exporter
from taller.workbench.report.first import index
from taller.workbench.report.site import Site
from taller.workbench.share.pages import trimmed
from tests.workbench import pages
from tests.workbench.test_index import STATE

SITE = Site(
    (("data", "Sus datos: qué se ha leído"), ("clustering", "Segmentos"), ("plan", "Plan <b>"))
)


def bar(html: str) -> str:
    return html.partition('<nav class="site"')[2].partition("</nav>")[0]


def test_pages_follow_the_first_page_s_order_and_what_has_no_page_is_left_out(tmp_path):
    """Planning before development, whatever came first; a notebook that was skipped has no page."""
    (tmp_path / "run.json").write_text(json.dumps(STATE), encoding="utf-8")
    site = Site.of(tmp_path)
    assert [name for name, _title in site.pages] == ["plan", "clustering", "regression"]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"notebooks": [3]}', '{"notebooks": [{}]}'])
def test_without_a_run_beside_it_a_page_leads_nowhere(tmp_path, content):
    (tmp_path / "run.json").write_text(content, encoding="utf-8")
    assert Site.of(tmp_path) == Site()
    assert Site.of(tmp_path / "none") == Site()
    assert Site().around("data") is None
    assert Site().around(None) is None


def test_a_page_has_its_neighbours():
    around = SITE.around("clustering")
    assert (around["previous"]["href"], around["next"]["href"]) == ("data.html", "plan.html")
    assert around["previous"]["short"] == "Sus datos"
    assert SITE.around("data")["previous"] is None
    assert SITE.around("plan")["next"] is None
    assert SITE.around(None)["next"]["href"] == "data.html"
    assert SITE.around("llm") is None  # not of this run


def test_another_order_or_title_is_another_site():
    assert Site(SITE.pages[:2]).digest != SITE.digest
    assert Site(SITE.pages[::-1]).digest != SITE.digest
    assert Site(tuple(SITE.pages)).digest == SITE.digest


def test_the_bar_is_on_report_and_first_page_and_titles_are_text(tmp_path):
    report = bar(exporter.render(pages.executed("es"), name="clustering", site=SITE))
    assert re.findall(r'href="([^"]*)"', report) == [
        "index.html", "data.html", "plan.html", "data.html", "clustering.html", "plan.html",
    ]  # fmt: skip
    assert "Plan &lt;b&gt;" in report
    (tmp_path / "run.json").write_text(json.dumps(STATE), encoding="utf-8")
    first = bar(index.render(STATE, tmp_path, None))
    assert first.startswith(' aria-label="Páginas de esta ejecución"')
    assert 'href="index.html" aria-current="page"' in first
    assert bar(exporter.render(pages.executed("es"), name="clustering")) == ""


def test_what_does_not_go_along_is_not_in_a_client_s_bar():
    page = exporter.render(pages.executed("es"), name="clustering", site=SITE)
    kept = bar(trimmed(page, {"index.html", "clustering.html", "data.html"}, "Borrador"))
    assert set(re.findall(r'href="([^"]*)"', kept)) == {
        "index.html", "clustering.html", "data.html"
    }  # fmt: skip
    assert "Plan" not in kept


def test_a_reader_goes_through_the_pages_by_keyboard_and_paper_has_no_bar(browser, tmp_path):
    html = exporter.render(pages.executed("es"), name="clustering", site=SITE)
    for name, _title in SITE.pages:
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844}, offline=True)
    page.goto((tmp_path / "clustering.html").as_uri())
    page.get_by_role("link", name="Siguiente: Plan <b>").press("Enter")
    page.wait_for_url("**/plan.html")
    page.locator(".site summary").press("Enter")
    page.get_by_role("link", name="Sus datos: qué se ha leído", exact=True).click()
    page.wait_for_url("**/data.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    assert not page.locator(".site").is_visible()
    page.close()
