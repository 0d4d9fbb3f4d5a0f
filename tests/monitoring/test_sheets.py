"""The week and the day in a real run, browser and mail: on one sheet, and told what failed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taller import language, outbox
from taller.monitoring import weekly_report
from taller.monitoring.template.letter import writing
from taller.monitoring.weekly_report.params import Params
from taller.planning.plan.result import Feared
from taller.workbench.report import exporter
from tests.monitoring.weeks import before, estimate, found, gathered, plan, task
from tests.outbox.receivers import mail_server
from tests.own_files import Bench
from tests.workbench import handed, pages

NAMES = ("weekly_report", "daily_checklist")
ENGAGEMENT = """\
client: Moda Viva
language: es
currency: EUR
seed: 7
workflow: [plan, clustering, weekly_report, daily_checklist]
data: {source: fashion_store, users: 300, items: 60}
plan:
  dated: 2026-03-02
  starts_on: 2026-01-19
  people: [{key: ana, name: Ana Ruiz, role: Dirección del proyecto}]
  done: {kick_off: 2026-01-20, goals: 2026-03-03}
  risks: [{name: "<b>Lluvia</b>", probability: [0.1, 0.2, 0.3], impact: [1000, 2000, 4000]}]
weekly_report: {dated: 2026-03-09, recipients: [{to: ana, language: en}]}
daily_checklist: {dated: 2026-03-09}
"""
"""Of a run in which a notebook fails, with none before it."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory, root) -> Bench:
    """A run of the plan, the week and the day, with a notebook that fails."""
    bench = Bench(tmp_path_factory.mktemp("week"), root)
    path = bench.root / "notebooks" / "03_development" / "clustering.ipynb"
    text = path.read_text(encoding="utf-8")
    assert "from taller import open_run" in text
    broken = text.replace("from taller import open_run", "raise OSError('/etc/secret')")
    path.write_text(broken, encoding="utf-8")
    (bench.root / "params" / "x.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    assert bench.run("x").code == 1  # as a notebook failed
    return bench


def _sheets(browser, html: str, tmp_path: Path) -> int:
    """How many sheets of A4 a page is printed on."""
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    printed = page.pdf(format="A4")
    page.close()
    return len(re.findall(rb"/Type\s*/Page[^s]", printed))


@pytest.mark.slow
def test_a_run_in_which_a_notebook_failed_says_so_on_both_pages(ran):
    """What failed is named with what to do, and not by the machine's words."""
    week, today = (ran.result(name) for name in NAMES)
    assert week["problems"][0]["kind"] == "failed"
    assert "se detuvo en un error" in week["problems"][0]["what"]
    assert "No hay una ejecución anterior" in week["headline"]
    assert week["progress"]["done"] == 2
    assert today["headline"].startswith("Mire primero: «Ver que los análisis llegaron a su fin».")
    for name in NAMES:
        html = (ran.folder() / f"{name}.html").read_text(encoding="utf-8")
        assert "/etc/secret" not in html
        assert "<b>Lluvia" not in html


@pytest.mark.slow
def test_both_pages_print_on_one_sheet(ran, browser, tmp_path):
    for name in NAMES:
        html = (ran.folder() / f"{name}.html").read_text(encoding="utf-8")
        assert _sheets(browser, html, tmp_path) == 1, name


@pytest.mark.slow
def test_it_is_sent_in_another_language_by_a_run_made_once_more(ran, monkeypatch):
    """Body and page in English, of a run in Spanish; the second time nothing is made or sent."""
    with mail_server() as mails:
        monkeypatch.setenv(outbox.variable("ana"), mails.url())
        first, second = (ran.taller("send", "params/x.yaml", "--label", "first") for _ in range(2))
    assert (first.code, second.code) == (0, 0), first.text
    (mail,) = mails.taken
    assert mail["Subject"] == "Moda Viva · Weekly report, 9 March 2026 (draft)"
    (page,) = mail.iter_attachments()
    html = page.get_payload(decode=True).decode()
    assert "The week: how far" in html
    assert "Get access to the data" in html  # the plan's own words, of the same run
    assert "según el plan" not in html
    assert "/etc/secret" not in mail.as_string()


LONG = (
    "Ponerse de acuerdo con quienes lo usarán en qué se mide, desde cuándo y quién responde de ello"
)


def _full(code: str):
    """A week with as many lines as there may be, of texts as long as they may be."""
    late = [task(f"l{n}", -9, -1, name=f"{LONG} {n}", critical=n == 1) for n in range(9)]
    done = [task(f"d{n}", -9, -3, done=-3, name=f"{LONG} {n}") for n in range(9)]
    now = [task(f"n{n}", -2, 3, name=f"{LONG} {n}") for n in range(9)]
    soon = [task(f"s{n}", 2, 5, name=f"{LONG} {n}") for n in range(9)]
    risks = tuple(Feared(name=LONG, probability=0.3, cost=9e5, mitigation=LONG, owner="Ana Ruiz",
                         trigger="", computed=False) for _ in range(9))  # fmt: skip
    with language.speaking(code):
        shop = found(*(estimate(900000.0 + n, 2, "money") for n in range(9)))
        named = [f.model_copy(update={"label": LONG, "target": 5e6}) for f in shop.figures]
        shop = shop.model_copy(update={"figures": tuple(named)})
        was = found(*(estimate(500000.0, 2, "money") for _ in range(9)))
        tasks = (*late, *done, *now, *soon)
        held = gathered(before(shop=was, plan=plan(*tasks)), shop=shop,
                        plan=plan(*tasks, risks=risks))  # fmt: skip
        return weekly_report.conclude(weekly_report.look(held, Params()))


@pytest.mark.slow
@pytest.mark.parametrize("code", ["es", "en"])
def test_the_fullest_week_still_prints_on_one_sheet(code, browser, tmp_path):
    """Five lines a section, each text as long as it may be."""
    week = _full(code)
    nb = pages.executed(code, charts=0)
    nb.metadata["taller"] = {"one_page": True}
    with language.speaking(code):
        shown = [weekly_report.tables.shown(week, name).html
                 for name in weekly_report.tables.sections(week)]  # fmt: skip
    handed.result_of(nb).clear()
    handed.result_of(nb).update(week.model_dump(mode="json"))
    nb.cells[4:-1] = [pages._code("x", pages._display({"text/html": html})) for html in shown]
    assert _sheets(browser, exporter.render(nb, name="weekly_report"), tmp_path) == 1


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_letter_is_read_on_a_phone_and_at_night(scheme, browser, tmp_path):
    """Nothing is wider than a phone, and nothing is asked of any server; text can be read."""
    with language.speaking("es"):
        letter = weekly_report.letter(_full("es"), client="Moda Viva", colour="#8c2f5a")
        html = writing.as_html(letter)
    path = tmp_path / "letter.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert asked == [path.as_uri()]
    colours = page.evaluate(
        "[getComputedStyle(document.querySelector('.first')).color,"
        " getComputedStyle(document.querySelector('.sheet')).backgroundColor]"
    )
    dark = scheme == "dark"
    assert colours == (["rgb(230, 232, 235)", "rgb(20, 23, 27)"] if dark
                       else ["rgb(27, 31, 36)", "rgb(255, 255, 255)"])  # fmt: skip
    context.close()
