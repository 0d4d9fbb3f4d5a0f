"""The static page is looked into by channel and group, without a kernel, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import expect

from taller import charts, language
from taller.monitoring import monitoring
from taller.monitoring.monitoring.features.collecting import collect
from taller.monitoring.monitoring.model.watching import watch
from taller.monitoring.monitoring.params import Params
from taller.workbench.report import exporter
from tests.monitoring.monitoring.made import run_of, tables, visits


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Both charts one chooses in, in Spanish: 48 visits a day by google, 16 by a newsletter."""
    letter = [row | {"session_id": f"n{row['session_id']}", "source": "newsletter",
                     "medium": "email", "device_category": "desktop"}
              for row in visits(60, 16)]  # fmt: skip
    made = tables(tmp_path, sessions=[*visits(60), *letter])
    with language.speaking("es"):
        found = collect(run_of(made, tmp_path), Params())
        drawn = (monitoring.charts.course(found, watch(found)), monitoring.charts.split(found))
        cells = [
            nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output(
                "display_data", data={charts.MIME: chart.to_dict()})])
            for chart in drawn
        ]  # fmt: skip
        html = exporter.render(nbformat.v4.new_notebook(cells=cells), name="monitoring")
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.complaints = []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("console", lambda told: opened.complaints.append(told.text))
    opened.goto(path.as_uri())
    expect(opened.locator(".plot[data-drawn]")).to_have_count(2)
    yield opened
    context.close()


def test_a_figure_is_chosen_by_channel_and_group_and_drawn_anew(page: Any) -> None:
    split = page.locator("figure.chart").nth(1)
    last = split.locator(".mark-text.role-axis-label text").filter(has_text="60")
    expect(last).to_have_count(1)  # 64 visits a day in all
    split.get_by_role("combobox", name="Canal").select_option("newsletter / correo electrónico")
    expect(last).to_have_count(0)
    expect(split.locator("svg")).to_contain_text("15")
    split.get_by_role("combobox", name="Grupo").select_option("móvil")  # nobody came so
    expect(split.locator(".mark-line path[d*='L']")).to_have_count(0)
    split.get_by_role("combobox", name="Grupo").select_option("ordenador")
    split.get_by_role("combobox", name="Cifra").select_option("Visitas que compran")
    expect(split.locator("svg")).to_contain_text("%")
    assert page.complaints == []


def test_another_figure_has_its_own_course_and_unit(page: Any) -> None:
    course = page.locator("figure.chart").first
    expect(course.locator("svg")).not_to_contain_text("%")
    course.get_by_role("combobox", name="Cifra").select_option("Visitas que compran")
    expect(course.locator("svg")).to_contain_text("%")
    assert page.complaints == []
