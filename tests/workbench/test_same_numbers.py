"""A notebook gives the same numbers under the runner, plain papermill, nbmake and JupyterLab."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench import jupyter

pytestmark = pytest.mark.slow  # JupyterLab, papermill and nbmake, each whole
BIN = Path(sys.executable).parent
CLIENT = "prueba-hijos"
SMALL = """\
client: Prueba & Hijos
language: es
currency: EUR
seed: 7
data:
  source: fashion_store
  users: 1500
  items: 150
clustering:
  max_segments: 5
  resamples: 8
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory, root) -> Path:
    """A workbench with this repository's notebooks and a small engagement for the demo's."""
    base = tmp_path_factory.mktemp("same")
    shutil.copytree(root / "notebooks", base / "notebooks")
    (base / "params").mkdir()
    (base / "params" / "ecommerce_b2c.yaml").write_text(SMALL, encoding="utf-8")
    return base


def _call(base: Path, *command: str, seconds: float = 240) -> str:
    done = subprocess.run(
        list(command), cwd=base, capture_output=True, text=True, timeout=seconds,
        env=os.environ | {"JUPYTER_PLATFORM_DIRS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def by_runner(base) -> dict:
    command = ("run", "params/ecommerce_b2c.yaml", "--label", "runner", "--only", "clustering")
    _call(base, str(BIN / "taller"), *command)
    return _result(base / "reports" / CLIENT / "runner")


def _result(folder: Path) -> dict:
    return json.loads((folder / "results" / "clustering.json").read_text(encoding="utf-8"))[
        "result"
    ]


def same(one: object, other: object, where: str = "") -> None:
    """Equal, numbers to 1e-9 relative."""
    assert type(one) is type(other), where
    if isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key in one:
            same(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(other), where
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            same(a, b, f"{where}[{i}]")
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-12), where
    else:
        assert one == other, where


def test_plain_papermill_gives_the_same_numbers(base, by_runner):
    _call(
        base, str(BIN / "papermill"), "notebooks/03_development/clustering.ipynb",
        str(base / "papermill.ipynb"), "-p", "run_dir", "reports/by_papermill",
    )  # fmt: skip
    same(by_runner, _result(base / "reports" / "by_papermill"))


def test_nbmake_gives_the_same_numbers(base, by_runner):
    shutil.rmtree(base / "reports" / CLIENT / "scratch", ignore_errors=True)
    _call(
        base, sys.executable, "-m", "pytest", "--nbmake", "-q", "-p", "no:cacheprovider",
        "--rootdir", str(base), "notebooks/03_development/clustering.ipynb",
    )  # fmt: skip
    same(by_runner, _result(base / "reports" / CLIENT / "scratch"))


@pytest.mark.timeout(1800)
def test_every_notebook_runs_under_nbmake(tmp_path, root):
    """With the engagement that it names, made small; what one needs of another it computes."""
    for folder in ("notebooks", "params"):
        shutil.copytree(root / folder, tmp_path / folder)
    params = tmp_path / "params"
    small = SMALL.replace("  items: 150\n", "  items: 150\n  texts: 150\n")
    (params / "ecommerce_b2c.yaml").write_text(small, encoding="utf-8")
    for name, size, smaller in (("saas_b2b", "accounts: 9600", "accounts: 1200"),
                                ("trial", "users: 24000", "users: 3000")):  # fmt: skip
        given = (params / f"{name}.yaml").read_text(encoding="utf-8")
        assert size in given
        (params / f"{name}.yaml").write_text(given.replace(size, smaller), encoding="utf-8")
    told = _call(
        tmp_path, sys.executable, "-m", "pytest", "--nbmake", "-q", "-p", "no:cacheprovider",
        "--rootdir", ".", "notebooks", seconds=1700,
    )  # fmt: skip
    assert f"{len([*(root / 'notebooks').glob('*/*.ipynb')])} passed" in told


@pytest.fixture
def jupyterlab(base) -> Iterator[str]:
    """JupyterLab at the workbench's root; its address."""
    with jupyter.started(base) as address:
        yield address


def test_jupyterlab_run_top_to_bottom_gives_the_same_numbers(base, by_runner, jupyterlab, browser):
    scratch = base / "reports" / CLIENT / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    page = browser.new_context(viewport={"width": 1300, "height": 1000}).new_page()
    page.goto(f"{jupyterlab}/lab/tree/notebooks/03_development/clustering.ipynb?token=t")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    page.wait_for_selector("text=Python 3", timeout=60_000)
    assert page.get_by_text("Jupyter news").count() == 0
    page.click("text=Run >> nth=0")
    page.click("text=Run All Cells")
    deadline = time.monotonic() + 120
    while not (scratch / "results" / "clustering.json").exists() and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    page.wait_for_timeout(2000)
    if os.environ.get("TALLER_SCREENSHOTS"):
        page.screenshot(path=Path(os.environ["TALLER_SCREENSHOTS"]) / "jupyterlab.png")
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0
    drawn = ".jp-OutputArea canvas, .jp-OutputArea svg.marks"
    page.wait_for_selector(drawn, state="attached", timeout=30_000)
    page.close()
    same(by_runner, _result(scratch))
