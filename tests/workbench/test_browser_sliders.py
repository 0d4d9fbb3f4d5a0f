"""Sliders in a report, without a kernel: what they change is drawn, said, kept and saved."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import nbformat
import pytest

from taller import charts, language
from taller.preparation import readiness
from taller.preparation.readiness import charts as readiness_charts
from taller.workbench import report

POINTS = {"data_access": 4, "infrastructure": 1, "ai_budget": 0, "real_time": 2, "main_goals": 3}


@pytest.fixture
def page(browser, tmp_path):
    """The chart of readiness with a slider for each weight, in Spanish, opened by file."""
    found = readiness.assess(readiness.Params.model_validate({"answers": POINTS}))
    with language.speaking("es"):
        spec = readiness_charts.weights(found).to_dict()
        output = nbformat.v4.new_output("display_data", data={charts.MIME: spec})
        cell = nbformat.v4.new_code_cell("", outputs=[output])
        html = report.render(nbformat.v4.new_notebook(cells=[cell]), name="sliders")
    path = tmp_path / "sliders.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True, accept_downloads=True)
    opened = context.new_page()
    opened.complaints = []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(path.as_uri())
    opened.wait_for_selector(".plot[data-drawn]")
    yield opened
    context.close()


def slider(page, name: str):
    return page.get_by_role("slider", name=name)


def test_each_slider_has_the_name_of_its_criterion_and_is_moved_by_keys(page):
    """Data at 1, technology at .375, budget at 0, timeline at .75, of weights 30, 25, 15, 10.

    .3 + .09375 + 0 + .075 = .46875, over .8: .59. With technology at 24: .465 / .79 = .59.
    """
    assert page.get_by_role("slider").count() == 4  # nobody said anything of the team
    status = page.get_by_role("status")
    assert status.inner_text() == "Puntuación: 0,59; nivel: Bajo"
    technology = slider(page, "Infraestructura técnica")
    assert technology.input_value() == "25"
    technology.focus()
    page.keyboard.press("ArrowLeft")
    assert technology.input_value() == "24"
    # down to nothing: (.3 + .075) / .55 = .68
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('[role=status]').textContent.includes('0,68')")
    assert status.inner_text() == "Puntuación: 0,68; nivel: Medio"
    drawn = page.locator(".plot svg").inner_html()
    assert "Puntuación: 0,68; nivel: Medio" in drawn
    assert page.complaints == []


def test_what_is_set_outlives_a_change_of_width_and_is_saved(page):
    slider(page, "Disponibilidad de presupuesto").fill("0")
    said = "Puntuación: 0,72; nivel: Medio"  # .46875 / .65
    page.wait_for_function(f"document.querySelector('[role=status]').textContent === {said!r}")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(600)
    assert page.get_by_role("status").inner_text() == said
    assert slider(page, "Disponibilidad de presupuesto").input_value() == "0"
    assert page.get_by_role("status").count() == 1
    with page.expect_download() as saved:
        page.locator("button[data-save=svg]").click()
    assert said in Path(saved.value.path()).read_text(encoding="utf-8")


def test_axe_finds_nothing_wrong_with_sliders(page):
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(f"{axe}; null")  # a script element would break the page's policy
    found = page.evaluate("axe.run(document.querySelector('figure.chart'))")
    assert [each["id"] for each in found["violations"]] == []


def test_sliders_fit_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.wait_for_timeout(600)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.vega-bind')]"
        ".map(each => each.getBoundingClientRect().right))"
    )
    assert right <= 360
