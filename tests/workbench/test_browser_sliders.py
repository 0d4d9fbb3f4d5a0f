"""Sliders in a report, without a kernel: what they change is drawn, said, kept and saved."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import altair as alt
import nbformat
import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from taller import charts, language
from taller.development.classification import charts as classification_charts
from taller.development.regression import charts as regression_charts
from taller.monitoring.experiment import charts as experiment_charts
from taller.monitoring.optimisation.charts import budget
from taller.monitoring.optimisation.model.budget import frontier
from taller.phase import Estimate
from taller.planning.plan import charts as plan_charts
from taller.preparation import readiness
from taller.preparation.readiness import charts as readiness_charts
from taller.workbench.report import exporter
from tests.monitoring.optimisation.true_curves import TrueCurves, asked

POINTS = {"data_access": 4, "infrastructure": 1, "ai_budget": 0, "real_time": 2, "main_goals": 3}


@pytest.fixture
def opened(browser, tmp_path):
    """A page with a chart, in Spanish, opened by file."""
    contexts = []

    def open_page(make):
        with language.speaking("es"):
            output = nbformat.v4.new_output("display_data", data={charts.MIME: make().to_dict()})
            cell = nbformat.v4.new_code_cell("", outputs=[output])
            html = exporter.render(nbformat.v4.new_notebook(cells=[cell]), name="sliders")
        path = tmp_path / "sliders.html"
        path.write_text(html, encoding="utf-8")
        contexts.append(browser.new_context(offline=True, accept_downloads=True))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector(".plot[data-drawn]")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened):
    """The chart of readiness with a slider for each weight."""
    found = readiness.assess(readiness.Params.model_validate({"answers": POINTS}))
    return opened(lambda: readiness_charts.weights(found))


def test_what_a_slider_stands_at_is_written_as_its_reader_writes_it(opened):
    def chart():
        base = charts.bars(pd.DataFrame({"a": ["x"], "b": [0.2]}), label="a", value="b",
                           unit="number", title="T", axis="A")  # fmt: skip
        weight = alt.binding_range(min=0, max=1, step=0.05, name="Peso")
        money = alt.binding_range(min=0, max=100_000, step=5000, name="Dinero")
        return base.add_params(
            alt.param(name="weight", value=0.25, bind=weight),
            alt.param(name="money", value=75_000, bind=money),
        )

    page = opened(chart)
    shown = page.locator(".vega-bind input + *")
    assert shown.all_inner_texts() == ["0,25", "75.000"]
    slider(page, "Peso").focus()
    page.keyboard.press("ArrowRight")
    expect(shown.first).to_have_text("0,3")
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(600)
    assert shown.all_inner_texts() == ["0,3", "75.000"]


def test_an_axis_title_longer_than_its_axis_is_whole(opened):
    axis = (
        "Previsto por cliente en los doce meses siguientes (margen de contribución, descontado " * 2
    )
    frame = pd.DataFrame({"a": ["Una etiqueta bastante larga, de una fila"], "b": [0.2]})
    page = opened(lambda: charts.dots(frame, label="a", value="b", unit="number", title="T",
                                      axis=axis))  # fmt: skip
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(600)
        cut = page.evaluate(
            """() => {
                const box = document.querySelector('.plot svg').getBoundingClientRect();
                return [...document.querySelectorAll('.plot svg text')]
                    .map((each) => each.getBoundingClientRect())
                    .filter((each) => each.left < box.left - 1 || each.right > box.right + 1)
                    .length;
            }"""
        )
        assert cut == 0


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
    expect(status).to_contain_text("0,68")
    assert status.inner_text() == "Puntuación: 0,68; nivel: Medio"
    drawn = page.locator(".plot svg").inner_html()
    assert "Puntuación: 0,68; nivel: Medio" in drawn
    assert page.complaints == []


def test_what_is_set_outlives_a_change_of_width_and_is_saved(page):
    slider(page, "Disponibilidad de presupuesto").fill("0")
    said = "Puntuación: 0,72; nivel: Medio"  # .46875 / .65
    expect(page.get_by_role("status")).to_have_text(said)
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


def test_another_total_of_a_budget_is_shared_out_and_said_between_those_worked_out(opened):
    """At 104 % four tenths of the way from 100 to 110 %, in what is drawn and in what is said."""
    spent = [[2000.0, 2000]] + [[1000.0, 1000]] * 30
    curves = TrueCurves([10_000, 40_000], [1000, 1000], carry=0, spent=spent)
    found = frontier.along(asked(curves))
    page = opened(lambda: budget.totals(found))
    status = page.get_by_role("status")
    at = [0.6 * found.brings[5].value + 0.4 * found.brings[6].value, found.brings[-1].value]
    told = [f"Ventas esperadas: {round(each):,} €".replace(",", ".") for each in at]
    slider(page, "Total, % del de hoy").fill("104")
    expect(status).to_have_text(told[0])
    slider(page, "Total, % del de hoy").focus()
    page.keyboard.press("End")
    expect(status).to_have_text(told[1])
    assert page.complaints == []


def reads(page, told: str) -> None:
    """The sentence beside the slider, and what is drawn of it, says so; the title stands once."""
    expect(page.get_by_role("status")).to_have_text(told)
    assert page.locator(".plot svg .role-title").count() == 0
    drawn = "".join(page.locator(".plot svg text").all_text_contents())
    assert told.replace(" ", "").replace("\xa0", "") in drawn.replace(" ", "").replace("\xa0", "")
    assert page.complaints == []


def test_what_other_contacts_at_another_price_bring_is_said(opened):
    """Half of 1,000 at .50 bring 1,000 times 2. Half a euro more of 500 contacts takes 250."""
    earned = Estimate(value=2, low=1.5, high=2.5, unit="money", n=4, method="m")
    found = SimpleNamespace(
        gap=None, advice="score", share=np.array([0, 0.5, 1]), curve=np.array([0, 2.0, 1.0]),
        low=np.array([0, 1.5, 0]), high=np.array([0, 2.5, 2.0]),
        tested=SimpleNamespace(predicted=np.array([0.9, 0.8, 0.1, 0.1])),
        money=SimpleNamespace(threshold=0.5, limited=False, profit=earned, contact_cost=0.5),
    )  # fmt: skip
    page = opened(lambda: classification_charts.profit(found))
    at = "500 de 1.000 como en la prueba, a {} cada uno: {}"
    reads(page, at.format("0,50 €", "2.000 € (de 1.500 € a 2.500 €)"))
    slider(page, "Coste de un contacto").fill("1")
    reads(page, at.format("1,00 €", "1.750 € (de 1.250 € a 2.250 €)"))
    slider(page, "Contactados de cada 1.000").focus()
    page.keyboard.press("End")
    told = "1.000 de 1.000 como en la prueba, a 1,00 € cada uno: 500 € (de −500 € a 1.500 €)"
    reads(page, told)


def test_a_sentence_beside_a_slider_leaves_a_phone_its_chart(opened):
    """Vega makes room for what it writes: what is drawn is still wider than half of it."""
    made = SimpleNamespace(weeks=[(w, 0.2 / w) for w in range(1, 13)], power=0.8)
    page = opened(lambda: experiment_charts.plan(made))
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(600)
    line = page.locator(".plot svg .mark-line path").first.bounding_box()
    assert line["width"] > 195
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_so_many_weeks_of_a_test_show_is_read_off(opened):
    made = SimpleNamespace(weeks=[(1, 0.2), (2, 0.14), (3, 0.12), (4, 0.1), (5, 0.09)], power=0.8)
    page = opened(lambda: experiment_charts.plan(made))
    reads(page, "4 semanas: se ve un cambio del 10,0 % o más")
    slider(page, "Semanas").focus()
    page.keyboard.press("End")
    reads(page, "5 semanas: se ve un cambio del 9,0 % o más")


def test_how_much_the_first_customers_hold_is_read_off(opened):
    """Of ten customers the first is worth 50 of 100, the second 30."""
    valued = SimpleNamespace(
        concentrated=True, expected=np.array([5, 30, 50, 5, 5, 5, 0, 0, 0, 0.0]),
        value=SimpleNamespace(top_share=0.5, customers=10, months=12),
    )  # fmt: skip
    page = opened(lambda: regression_charts.concentration(valued))
    reads(page, "Los 1 primeros clientes (10 %): el 50 % del valor esperado")
    slider(page, "Los más valiosos, en %").fill("20")
    reads(page, "Los 2 primeros clientes (20 %): el 80 % del valor esperado")


def test_what_a_plan_is_worth_is_said_where_sliders_stand(opened):
    """100 + 200 brought less 150 spent; twice as much brought, 450; used half as far, 150 again."""
    found = SimpleNamespace(
        valued=True, needed=None, months=3, discount=0.0,
        unit_benefits=lambda: np.array([0, 100, 200]),
        middle=SimpleNamespace(costs=np.array([[150.0, 0, 0]])),
        drivers={"adoption": SimpleNamespace(span=SimpleNamespace(mid=0.5))},
    )  # fmt: skip
    page = opened(lambda: plan_charts.cash(found))
    reads(page, "Vale hoy: 150 €")
    moved = page.get_by_role("slider")
    moved.nth(0).fill("200")
    reads(page, "Vale hoy: 450 €")
    moved.nth(1).fill("25")
    reads(page, "Vale hoy: 150 €")
    moved.nth(2).fill("200")
    reads(page, "Vale hoy: 0 €")
