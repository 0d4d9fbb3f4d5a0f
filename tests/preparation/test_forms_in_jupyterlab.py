"""The workshop's forms in a real JupyterLab and a real browser: fill in, see, save, read again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench import jupyter, latency

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]
TITLE = ".taller-form .taller-live-result .taller-title"
STATUS = ".taller-form .taller-live-status .taller-title"
PLANTED = "<img src=x onerror='window.planted=1'>"
FILE = """\
# Prueba & Hijos, workshop of 15 January
client: Prueba & Hijos
language: {language}      # of the reports
data:
  source: fashion_store
  users:   300            # few
  items: 60

readiness:                # filled in with the client
  answers:
    data_access: 1        # to be seen
    infrastructure: {{score: 1, by: 'Ana', evidence: documented}}   # from the audit
  weight_spread: 0.05     # agreed
# the end
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory, root):
    base = tmp_path_factory.mktemp("forms")
    shutil.copytree(root / "notebooks", base / "notebooks")
    (base / "params").mkdir()
    with jupyter.started(base) as address:
        yield base, address


def _open(browser, lab, name: str, code: str):
    """A fresh copy of a notebook, opened and run, and its engagement file."""
    base, address = lab
    file = base / "params" / f"{code}.yaml"
    file.write_text(FILE.format(language=code), encoding="utf-8")
    made = subprocess.run(
        [Path(sys.executable).parent / "taller", "open", name, f"params/{code}.yaml"],
        cwd=base, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    page = jupyter.opened(browser, address, made.stdout.strip())
    _run(page)
    return page, file


def _run(page) -> None:
    jupyter.run_all(page)
    page.wait_for_selector(TITLE)
    page.wait_for_selector("#jp-main-statusbar :text('Idle')")
    # JupyterLab has gone to the last cell, and shows only what is near it.
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.locator(".taller-form").scroll_into_view_if_needed()
    page.wait_for_timeout(500)


def _slider(page, label: str):
    return page.get_by_role("slider", name=label)


def _button(page, name: str):
    return page.locator(".taller-form").get_by_role("button", name=name, exact=True)


def _says(page, where: str, text: str) -> None:
    page.wait_for_selector(f"{where}:has-text('{text}')", timeout=20_000)


def test_the_checklist_is_filled_in_saved_and_read_again(browser, lab):
    page, file = _open(browser, lab, "readiness", "es")
    before = file.read_text(encoding="utf-8")
    shown = page.locator(TITLE).inner_text()
    assert "Bajo – Requiere preparación significativa" in shown
    questions = page.locator(".taller-form .taller-question input[type=range]")
    assert questions.count() == 16
    for place in range(16):
        questions.nth(place).focus()
        page.keyboard.press("End")
    _says(page, TITLE, "Alto – Listo para implementación completa")
    note = page.get_by_label("Nota: Acceso a los datos")
    note.fill(f"{PLANTED} 'a': #b")
    note.press("Tab")
    _button(page, "Guardar").click()
    _says(page, STATUS, "Guardado en params/es.yaml")
    _check_saved(before, file.read_text(encoding="utf-8"))

    page.reload()
    jupyter.ready(page)
    _run(page)
    _says(page, TITLE, "Alto – Listo para implementación completa")
    assert page.get_by_label("Nota: Acceso a los datos").input_value() == f"{PLANTED} 'a': #b"
    assert _slider(page, "¿Qué datos hay?").get_attribute("aria-valuetext").startswith("4")
    assert page.evaluate("window.planted") is None
    page.context.close()


def _check_saved(before: str, after: str) -> None:
    """Comments, order and quotes are where they were; only answers differ."""
    old, new = before.splitlines(), after.splitlines()
    assert new[: old.index("  answers:") + 1] == old[: old.index("  answers:") + 1]
    assert new[-2:] == ["  weight_spread: 0.05     # agreed", "# the end"]
    quoted = "\"<img src=x onerror='window.planted=1'> 'a': #b\""
    assert f"    data_access: {{score: 4, note: {quoted}}}        # to be seen" in new
    place = new.index("    infrastructure:   # from the audit")
    assert new[place + 1 : place + 3] == [
        "      - {score: 1, by: 'Ana', evidence: documented}",
        "      - 4",
    ]
    assert sum(line.endswith((": 4", "- 4")) for line in new) == 15


def test_saves_are_undone_and_a_file_changed_elsewhere_is_kept(browser, lab):
    page, file = _open(browser, lab, "readiness", "en")
    before = file.read_bytes()
    _slider(page, "How easily can good data be got at?").focus()
    page.keyboard.press("End")
    page.keyboard.press("Control+s")
    _says(page, STATUS, "Saved in params/en.yaml")
    saved = file.read_bytes()
    assert saved == before.replace(b"data_access: 1 ", b"data_access: 4 ")
    _button(page, "Undo").click()
    _says(page, STATUS, "Save undone")
    assert file.read_bytes() == before
    _button(page, "Redo").press("Enter")
    _says(page, STATUS, "Saved again")
    assert file.read_bytes() == saved

    file.write_bytes(saved + b"# theirs\n")
    page.keyboard.press("Tab")
    _slider(page, "Which data is there?").focus()
    page.keyboard.press("End")
    _button(page, "Save").click()
    _says(page, STATUS, "changed elsewhere since it was read here")
    assert file.read_bytes() == saved + b"# theirs\n"
    _button(page, "Read the file again").click()
    _says(page, STATUS, "your unsaved changes are kept")
    _button(page, "Save").click()
    _says(page, STATUS, "Saved in params/en.yaml")
    assert b"available_data: 4" in file.read_bytes()
    assert file.read_bytes().endswith(b"# theirs\n")
    page.context.close()


@pytest.mark.parametrize(("name", "code"), [("readiness", "es"), ("use_cases", "en")])
def test_keys_reach_every_control_and_each_has_a_name(browser, lab, name, code):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _file = _open(browser, lab, name, code)
    faults = axe.run(page, context=".taller-form").response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    controls = page.locator(
        ".taller-form :is(button, input, select, textarea):not([tabindex='-1'])"
    )
    expected = controls.evaluate_all("all => all.filter(e => e.checkVisibility()).length")
    controls.first.focus()
    walked = page.evaluate("() => (window.walked = [document.activeElement], 1)")
    while walked < expected:
        page.keyboard.press("Tab")
        walked = page.evaluate("() => window.walked.push(document.activeElement)")
    in_order = page.evaluate(
        """() => new Set(window.walked).size === window.walked.length && window.walked.every(
            (e, i) => e.closest(".taller-form") && (!i ||
            window.walked[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING))"""
    )
    assert in_order, "the tab key walks through all controls in the order they are read"
    page.context.close()


@pytest.mark.parametrize(
    ("name", "slider"),
    [("readiness", ".taller-question input[type=range]"),
     ("use_cases", ".taller-form input[type=range]")],
)  # fmt: skip
def test_each_move_of_a_slider_changes_the_result(browser, lab, name, slider):
    """How fast is measured by the benchmark ``forms``; that none is lost is tested here."""
    page, _file = _open(browser, lab, name, "en")
    assert len(latency.measure(page, slider, ".taller-live-result", moves=12)) == 12
    page.context.close()
