"""The executive page: states, findings and what changed, at every moment of a run."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from html import unescape

import pytest

from taller.phase import Estimate
from taller.workbench.report.first import cards, index
from tests.workbench import pages

STATE = {
    "schema": 1, "client": "Moda Viva", "slug": "moda-viva", "label": "2011-08-31",
    "language": "es", "locale": "es_ES", "currency": "EUR", "engagement": "params/moda_viva.yaml",
    "brand": {"colour": "#7a2048", "logo": pages.LOGO}, "simulated": True, "state": "failed",
    "run_id": "r", "pid": 1, "host": "h", "user": "u", "started": "2011-08-31T10:00:00+00:00",
    "finished": "2011-08-31T10:02:05+00:00", "seconds": 125.0, "previous": "2011-07-31",
    "data": {"state": "done", "seconds": 3.2, "fingerprint": "ab" * 32, "message": None},
    "notebooks": [
        {"name": "clustering", "phase": "03_development", "title": "Segmentos", "state": "done",
         "seconds": 9.4, "cells_done": 9, "cells_total": 9, "message": None,
         "report": "clustering.html", "notebook": "clustering.ipynb",
         "result": "results/clustering.json"},
        {"name": "plan", "phase": "02_planning", "title": "Plan <b>", "state": "timed out",
         "seconds": 60, "message": "stopped after 60 s", "report": "plan.html",
         "notebook": "plan.ipynb", "result": None},
        {"name": "regression", "phase": "03_development", "title": "Regresión",
         "state": "running", "cells_done": 3, "cells_total": 9, "message": None, "report": None,
         "notebook": None, "result": None},
        {"name": "test_suite", "phase": "04_testing", "title": "Pruebas", "state": "skipped",
         "message": "plan failed", "report": None, "notebook": None, "result": None},
    ],
}  # fmt: skip


def keep(folder, share: float, *, without: str = "") -> None:
    """Save a clustering result into a run folder, with another share and perhaps a figure less."""
    result = pages.make_result(pages.SAID["es"], share).model_dump(mode="json")
    result["figures"] = [f for f in result["figures"] if f["key"] != without]
    (folder / "results").mkdir(parents=True, exist_ok=True)
    text = json.dumps({"name": "clustering", "result": result, "provenance": {}})
    (folder / "results" / "clustering.json").write_text(text, encoding="utf-8")


@pytest.fixture
def folders(tmp_path):
    now, before = tmp_path / "2011-08-31", tmp_path / "2011-07-31"
    keep(now, 0.62)
    keep(before, 0.62)
    return now, before


def words(page: str) -> str:
    body = re.sub(r"<script\b.*?</script>", " ", page.partition("<body>")[2], flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", " ", body)).replace("\u202f", " ").replace("\xa0", " ")
    return " ".join(text.split())


def test_cards_stand_in_phase_order_with_their_state_in_words(folders):
    text = words(index.render(STATE, *folders))
    order = [
        text.index(part)
        for part in (
            "Moda Viva", "datos simulados", "Incompleto: algo ha fallado", "1 de 4 análisis",
            "Planificación", "se agotó el tiempo", "stopped after 60 s", "Desarrollo",
            pages.SAID["es"]["headline"], "62,0 %", "terminado, 1 comprobación no superada",
            "Regresión en marcha celda 3 de 9", "omitido plan failed", "Origen y archivos",
            "2 min 5 s", "Datos: terminado", "Segmentos 9,4 s",
        )
    ]  # fmt: skip
    assert order == sorted(order)


def test_links_lead_to_files_beside_the_page_only(folders):
    page = index.render(STATE, *folders)
    links = set(re.findall(r'href="([^"]*)"', page))
    assert links == {
        "data:,", "#main", "clustering.html", "clustering.ipynb", "plan.html", "plan.ipynb",
        "artifacts/clustering/segments.csv",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "", None, 3])
def test_a_path_out_of_the_run_folder_is_no_link(path):
    assert cards.link(path) is None


def test_a_scheme_in_a_path_is_no_scheme():
    assert cards.link("javascript:x()") == "javascript%3Ax%28%29"


def test_what_stayed_within_its_interval_is_not_a_change(tmp_path):
    """0.62 (0.58 to 0.67) before, 0.64 now: each lies within the other's interval."""
    keep(tmp_path / "now", 0.64)
    keep(tmp_path / "before", 0.62)
    text = words(index.render(STATE, tmp_path / "now", tmp_path / "before"))
    assert "Qué ha cambiado desde la ejecución «2011-07-31»" in text
    assert "Ninguna cifra se ha movido más allá de su intervalo (4 comparadas)." in text


def test_what_moved_beyond_its_interval_is_told(tmp_path):
    """0.50 (0.46 to 0.55) before, 0.62 (0.58 to 0.67) now."""
    keep(tmp_path / "now", 0.62)
    keep(tmp_path / "before", 0.50)
    text = words(index.render(STATE, tmp_path / "now", tmp_path / "before"))
    assert "Ventas · Top 20 % sube de 50,0 % a 62,0 % (de 58,0 % a 67,0 %)" in text
    assert "Gasto / spend sube" not in text
    keep(tmp_path / "before", 0.75)
    text = words(index.render(STATE, tmp_path / "now", tmp_path / "before"))
    assert "baja de 75,0 % a 62,0 %" in text


def test_a_figure_of_another_subject_is_another_figure(tmp_path):
    """The best segment's 46 % of today is not what became of another segment's 61 %."""
    for name, subject, value in (("now", "best", 0.46), ("before", "good", 0.61)):
        keep(tmp_path / name, value)
        file = tmp_path / name / "results" / "clustering.json"
        held = json.loads(file.read_text(encoding="utf-8"))
        figure = held["result"]["figures"][0]
        figure |= {"subject": subject, "label": f"Ventas de {subject}"}
        file.write_text(json.dumps(held), encoding="utf-8")
    text = words(index.render(STATE, tmp_path / "now", tmp_path / "before"))
    assert "Ventas de best cifra nueva" in text
    assert "Ventas de good ya no aparece" in text
    assert "baja de" not in text


def test_new_and_lost_figures_are_told(tmp_path):
    keep(tmp_path / "now", 0.62, without="spend")
    keep(tmp_path / "before", 0.62, without="stability")
    text = words(index.render(STATE, tmp_path / "now", tmp_path / "before"))
    assert "Índice cifra nueva" in text
    assert "Gasto / spend ya no aparece" in text


def test_first_run_has_no_changes(folders):
    text = words(index.render(STATE, folders[0], None))
    assert "Qué ha cambiado Es la primera ejecución: todavía no hay con qué compararla." in text


def test_result_of_a_failed_notebook_is_not_shown(folders):
    """A result left by an earlier run under the same label is not this notebook's."""
    state = copy.deepcopy(STATE)
    state["notebooks"][0]["state"] = "failed"
    assert pages.SAID["es"]["headline"] not in index.render(state, *folders)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"result": null}', "\x00"])
def test_an_unreadable_result_leaves_its_card(folders, content):
    (folders[0] / "results" / "clustering.json").write_text(content)
    assert "Segmentos" in words(index.render(STATE, *folders))


def test_figure_of_another_version_is_left_out(folders):
    path = folders[0] / "results" / "clustering.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    held["result"]["figures"][0]["estimate"]["unit"] = "furlongs"
    path.write_text(json.dumps(held), encoding="utf-8")
    text = words(index.render(STATE, *folders))
    assert "62,0 %" not in text
    assert "Índice" in text


def test_barely_begun_run_has_its_page(tmp_path):
    state = {
        "client": "A", "label": "x", "language": "en", "state": "running", "notebooks": [],
        "data": {"state": "running"},
    }  # fmt: skip
    text = words(index.render(state, tmp_path, None))
    assert "Running" in text
    assert "Data: running" in text


def test_index_imports_nothing_heavy():
    """The runner imports it at its start."""
    code = (
        "import sys, taller.workbench.report.first.index;"
        "print([m for m in ('pandas','altair','nbconvert','papermill','ibis','mistune','nh3')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_moved_from_is_what_decides():
    """A count that differs at all has moved: its interval is the value itself."""
    one = Estimate.exact(10, unit="count", n=10, method="m")
    assert Estimate.exact(11, unit="count", n=11, method="m").moved_from(one)
    assert not Estimate.exact(10, unit="count", n=10, method="m").moved_from(one)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser, folders, tmp_path, scheme):
    from tests.workbench.test_browser_report import violations

    path = tmp_path / "index.html"
    path.write_text(index.render(STATE, *folders), encoding="utf-8")
    context = browser.new_context(
        color_scheme=scheme, offline=True, bypass_csp=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [u for u in requests if not u.startswith("data:")] == [page.url]
    assert violations(page) == []
    context.close()
