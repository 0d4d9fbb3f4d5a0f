"""A shipped notebook in a real JupyterLab: read, run, asked, moved, interrupted and saved."""

from __future__ import annotations

import shutil
import time

import nbformat
import pytest

from tests.workbench import jupyter

pytestmark = [pytest.mark.slow, pytest.mark.timeout(480)]
playwright = pytest.importorskip("playwright.sync_api")
PATH = "notebooks/06_monitoring/optimisation.ipynb"
LONG = 60_000  # milliseconds; a page is looked at again and again until then


@pytest.fixture(scope="module")
def base(tmp_path_factory, root):
    base = tmp_path_factory.mktemp("lab")
    shutil.copytree(root / "notebooks", base / "notebooks")
    (base / "params").mkdir()
    shutil.copy(root / "params" / "ecommerce_b2c.yaml", base / "params")
    return base


@pytest.fixture(scope="module")
def page(base, browser):
    """The notebook, opened where it stands and run to its end."""
    with jupyter.started(base) as address:
        page = jupyter.opened(browser, address, PATH)
        jupyter.run_all(page)
        saved = base / "reports" / "moda-viva" / "scratch" / "results" / "optimisation.json"
        deadline = time.monotonic() + 240
        while not saved.exists() and time.monotonic() < deadline:
            page.wait_for_timeout(500)
        assert saved.exists()
        page.wait_for_selector("#jp-main-statusbar :text('Idle')")
        yield page
        page.context.close()


def seen(page, where: str):
    """What is there of a selector, once the notebook is scrolled to it."""
    found = page.locator(where)
    outer = page.locator(".jp-WindowedPanel-outer")
    height = outer.evaluate("e => e.scrollHeight")
    for top in range(0, height + 1, 500):  # JupyterLab shows only what is near
        outer.evaluate(f"e => e.scrollTop = {top}")
        page.wait_for_timeout(250)
        if found.count() and found.first.is_visible():
            return found.first
    raise AssertionError(f"nothing is seen of {where}")


def written(page, code: str, key: str) -> None:
    """A new last cell with the code, and a key pressed in it."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+End")
    page.locator(".jp-Notebook .jp-Cell .jp-InputPrompt").last.click()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type(code)
    page.keyboard.press(key)


def answers(page, text: str) -> None:
    """Wait until the last cells show a text."""
    shown = page.locator(".jp-OutputArea-output", has_text=text).last
    playwright.expect(shown).to_be_visible(timeout=LONG)


def test_prose_and_parameters_are_in_the_client_s_language(page):
    assert seen(page, "h1:has-text('Optimización')")
    table = seen(page, "table:has(caption:has-text('Parámetros: optimisation'))")
    said = table.inner_text()
    assert "archivo del proyecto" in said
    assert "margen de contribución de lo que se vende" in said
    assert "{'" not in said


def test_no_bar_is_left_behind(page):
    assert page.locator("progress").count() == 0


def test_a_slider_solves_the_budget_again(page):
    title = seen(page, ".taller-form .taller-title")
    before = title.inner_text()
    page.locator(".taller-form input[type=range]").first.focus()
    page.keyboard.press("End")
    playwright.expect(title).not_to_have_text(before, timeout=LONG)
    page.keyboard.press("Home")
    playwright.expect(title).to_contain_text("€", timeout=LONG)


@pytest.mark.parametrize(
    ("code", "offered", "never"),
    [("run.", "tables", "_own_result"), ("run.tables.", "orders", "_record"),
     ("optimisation.", "allocate", "face")],
)  # fmt: skip
def test_completion_offers_what_one_needs(page, code, offered, never):
    written(page, code, "Tab")
    match = page.locator(".jp-Completer-match")
    playwright.expect(match.filter(has_text=offered).first).to_be_visible(timeout=LONG)
    assert match.filter(has_text=never).count() == 0
    page.keyboard.press("Escape")


def test_a_step_shows_its_code(page):
    written(page, "optimisation.allocate??", "Shift+Enter")
    answers(page, "def allocate(")


def test_what_a_cell_ends_with_is_a_table(page):
    written(page, "p", "Shift+Enter")
    answers(page, "Parámetros: optimisation")


def test_a_running_cell_is_stopped_by_its_button_and_the_next_one_works(page):
    written(page, "while True: pass", "Shift+Enter")
    page.wait_for_selector("#jp-main-statusbar :text('Busy')")
    page.locator("[data-command='notebook:interrupt-kernel'], [title*='Interrupt']").first.click()
    answers(page, "KeyboardInterrupt")
    written(page, "print('sigue', 40 + 2)", "Shift+Enter")
    answers(page, "sigue 42")


def test_saved_it_is_english_as_before(page, base, root):
    page.keyboard.press("Control+s")
    deadline, now = time.monotonic() + 60, ""
    while "sigue" not in now and time.monotonic() < deadline:
        page.wait_for_timeout(300)
        now = (base / PATH).read_text(encoding="utf-8")
    page.wait_for_timeout(500)  # it is not written in one go
    assert prose(base) == prose(root)
    beside = "notebooks/06_monitoring/optimisation.es.md"
    assert (base / beside).read_bytes() == (root / beside).read_bytes()


def prose(folder) -> dict[str, str]:
    """The notebook's Markdown, by cell."""
    cells = nbformat.read(folder / PATH, as_version=4).cells
    return {cell.id: cell.source for cell in cells if cell.cell_type == "markdown"}
