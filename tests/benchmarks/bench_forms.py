"""From a key to the changed result in JupyterLab, in a real browser, beside a plain `interact`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import sync_playwright

from tests.conftest import ENGAGEMENT, ROOT
from tests.workbench import jupyter, latency, pages

MOVES = 48
OURS = """\
from taller import open_run
from taller.preparation import {name}_form as form
form.show(open_run("params/x.yaml"))"""
THEIRS = {
    "readiness": """\
import ipywidgets
from taller.preparation.readiness.params import Params
from taller.preparation.readiness.model import assess
def told(score):
    found = assess(Params.model_validate({"answers": {"data_access": score}}))
    print(found.score, found.level, found.criteria)
ipywidgets.interact(told, score=(0, 4));""",
    "use_cases": """\
import ipywidgets
from taller.preparation.use_cases.params import Params
from taller.preparation.use_cases.model.ranking import rank
from taller.preparation.use_cases.draft import prepared
def told(impact):
    weights = dict(impact=impact, feasibility=.25, cost=.2, timeline=.15, risk=.1)
    for each in rank(Params.model_validate(prepared({"weights": weights})))[:10]:
        print(each.rank, each.case.name, each.score)
ipywidgets.interact(told, impact=(0.0, 1.0, 0.01));""",
}


def figures() -> Iterator[dict[str, Any]]:
    """The 95th percentile for both forms, and for `interact` of the same function."""
    with tempfile.TemporaryDirectory(prefix="taller-forms-") as folder:
        base = _workbench(Path(folder))
        with jupyter.started(base) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=pages.CHROMIUM,
                args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            )
            for name in THEIRS:
                yield _figure(browser, address, name)
            browser.close()


def _figure(browser: Any, address: str, name: str) -> dict[str, Any]:
    ours = _moves(
        browser,
        address,
        f"{name}.ipynb",
        ".taller-form .taller-slider input",
        ".taller-live-result",
    )
    theirs = _moves(
        browser,
        address,
        f"{name}_interact.ipynb",
        ".noUi-handle",
        ".widget-interact .widget-output",
    )
    value, beside = latency.percentile(ours), latency.percentile(theirs)
    return {
        "name": f"form `{name}`: key to changed result, 95th percentile of {MOVES} moves",
        "value": value, "unit": "ms",
        "beside": f"ipywidgets.interact of the same function: {beside:.3g} ms",
        "ratio": beside / value, "target": "within 200 ms", "met": value <= 200,
    }  # fmt: skip


def _moves(browser: Any, address: str, notebook: str, slider: str, result: str) -> list[float]:
    page = jupyter.opened(browser, address, f"reports/{notebook}")
    jupyter.run_all(page)
    page.wait_for_selector(slider)
    page.wait_for_selector("#jp-main-statusbar :text('Idle')")
    page.wait_for_timeout(1000)
    latency.measure(page, slider, result, moves=6)  # to warm up
    times = latency.measure(page, slider, result, MOVES)
    page.context.close()
    return times


def _workbench(base: Path) -> Path:
    shutil.copytree(ROOT / "notebooks", base / "notebooks")
    (base / "params").mkdir()
    (base / "params" / "x.yaml").write_text(ENGAGEMENT.format(language="en"), encoding="utf-8")
    (base / "reports").mkdir()
    for name, theirs in THEIRS.items():
        for file, source in ((name, OURS.format(name=name)), (f"{name}_interact", theirs)):
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
            notebook.metadata["kernelspec"] = {
                "name": "python3", "display_name": "Python 3", "language": "python",
            }  # fmt: skip
            nbformat.write(notebook, base / "reports" / f"{file}.ipynb")
    return base
