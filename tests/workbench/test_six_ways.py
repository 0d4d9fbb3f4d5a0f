"""One notebook of one's own, run in six ways, gives the same page: figures, charts, tables, words.

The ways: `taller run`, plain papermill, nbmake, `jupyter execute`, an executor that knows nothing
of the runner (ipykernel by nbclient, as an editor has it), and JupyterLab.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from taller.workbench.report import exporter
from tests.workbench import jupyter

BIN = Path(sys.executable).parent
MONTHLY = (
    "SELECT date_trunc('month', event_timestamp)::DATE AS month, "
    "sum(CAST(value AS DOUBLE)) AS amount FROM orders GROUP BY month ORDER BY month"
)
CELLS = (
    "from taller import open_run\n"
    "from taller.phase import Estimate, Figure, PhaseResult\n"
    'run = open_run(engagement, run_dir)\nrun.name = "own"',
    f'monthly = run.sql("{MONTHLY}")\nmonthly',
    "import altair as alt\n"
    'alt.Chart(monthly, title="Sales").mark_line().encode(x="month:T", y="amount:Q")',
    'import matplotlib.pyplot as plt\nplt.plot(monthly.month, monthly.amount)\nplt.title("Sales");',
    'import plotly.express as px\npx.line(monthly, x="month", y="amount")',
    "import ipywidgets\nipywidgets.Label(value='dicho')",
    'counted = Estimate.exact(len(monthly), unit="count", n=len(monthly), method="counted")\n'
    'run.save(PhaseResult(headline="H.", figures=(Figure(key="n", label="N", estimate=counted),)))',
)
FACTS = {"charts": 1, "pictures": 1, "tables": 2, "left out": 1, "widget": 1}
"""Of the page: the Altair chart, Matplotlib's picture, the frame and the chart's own table of data,
the note on Plotly, the label."""


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("six")
    (base / "notebooks" / "cases").mkdir(parents=True)
    (base / "params").mkdir()
    (base / "params" / "x.yaml").write_text(
        "client: Seis\nlanguage: es\ncurrency: EUR\nseed: 7\ndata:\n  source: fashion_store\n"
        "  users: 300\n  items: 60\n  events: false\n",
        encoding="utf-8",
    )
    parameters = v4.new_code_cell('engagement: str = "params/x.yaml"\nrun_dir: str = ""')
    parameters.metadata["tags"] = ["parameters"]
    cells = [v4.new_markdown_cell("# Propio"), parameters, *map(v4.new_code_cell, CELLS)]
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3",
                                       "language": "python"}  # fmt: skip
    nbformat.write(notebook, base / "notebooks" / "cases" / "own.ipynb")
    return base


def call(base: Path, *command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=base, capture_output=True, text=True, timeout=240,
        env=os.environ | {"JUPYTER_PLATFORM_DIRS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def by_runner(base: Path, _copy: Path) -> Path:
    call(base, BIN / "taller", "run", "params/x.yaml", "--label", "a", "--only", "own")
    return base / "reports/seis/a/own.ipynb"


def by_papermill(base: Path, copy: Path) -> Path:
    out = copy.with_name("papermill.ipynb")
    call(base, BIN / "papermill", copy, out)
    return out


def by_nbmake(base: Path, copy: Path) -> Path:
    call(base, sys.executable, "-m", "pytest", "--nbmake", "--overwrite", "-q", "-p",
         "no:cacheprovider", "--rootdir", base, copy)  # fmt: skip
    return copy


def by_jupyter_execute(base: Path, copy: Path) -> Path:
    call(base, BIN / "jupyter", "execute", "--inplace", copy)
    return copy


def by_another_executor(base: Path, copy: Path) -> Path:
    from nbclient import NotebookClient

    notebook = nbformat.read(copy, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(base)}}, timeout=200).execute()
    nbformat.write(notebook, copy)
    return copy


WAYS = (by_runner, by_papermill, by_nbmake, by_jupyter_execute, by_another_executor)


def page_of(notebook: Any) -> dict[str, int]:
    html = exporter.render(notebook, name="own")
    return {
        "charts": html.count('<figure class="chart"'),
        "pictures": html.count('class="picture"'),
        "tables": len(re.findall(r"<th[^>]*>amount</th>", html)),
        "left out": html.count("Se ha dejado fuera un gráfico de Plotly"),
        "widget": html.count("dicho</"),
    }


def figure_of(notebook: Any) -> float:
    kind = "application/vnd.taller.result+json"
    saved = [output.data[kind] for cell in notebook.cells for output in cell.get("outputs", ())
             if kind in output.get("data", {})]  # fmt: skip
    return saved[0]["result"]["figures"][0]["estimate"]["value"]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_notebook_of_one_s_own_gives_the_same_page_whatever_runs_it(base, way):
    copy = base / "notebooks" / "cases" / "own.ipynb"
    if way is not by_runner:
        own = base / f"{way.__name__}.ipynb"
        own.write_bytes(copy.read_bytes())
        copy = own
    notebook = nbformat.read(way(base, copy), as_version=4)
    assert page_of(notebook) == FACTS
    assert figure_of(notebook) == 18


@pytest.mark.slow
def test_and_jupyterlab_shows_it(base, browser):
    """Drawn there: the chart, the picture, Plotly's own chart, the table and the label."""
    result = base / "reports" / "seis" / "scratch" / "results" / "own.json"
    result.unlink(missing_ok=True)
    with jupyter.started(base) as address:
        page = jupyter.opened(browser, address, "notebooks/cases/own.ipynb")
        page.click("text=Run >> nth=0")
        page.click("text=Run All Cells")
        deadline = time.monotonic() + 120
        while not result.exists() and time.monotonic() < deadline:
            page.wait_for_timeout(500)
        drawn = ".jp-OutputArea canvas, .jp-OutputArea svg.marks"
        page.wait_for_selector(drawn, state="attached", timeout=30_000)
        assert page.locator(".jp-RenderedImage img").count() == 1
        assert page.get_by_text("dicho").count() >= 1
        page.close()
    held = json.loads(result.read_text(encoding="utf-8"))["result"]
    assert held["figures"][0]["estimate"]["value"] == 18


@pytest.mark.parametrize(
    "html", ["<script>draw()</script>", '<iframe src="https://x.example"></iframe>', "<div></div>"]
)
def test_what_needs_a_script_is_never_silently_absent(html):
    output = v4.new_output("display_data", data={"text/html": html, "text/plain": "x"})
    page = exporter.render(
        v4.new_notebook(cells=[v4.new_code_cell("", outputs=[output])]), name="x"
    )
    said = "An output that needs to run a script of its own was left out." in page
    assert said == ("div" not in html)


def test_a_table_with_a_script_beside_it_is_a_table():
    html = "<table><tr><td>held</td></tr></table><script>sort()</script>"
    output = v4.new_output("display_data", data={"text/html": html})
    page = exporter.render(
        v4.new_notebook(cells=[v4.new_code_cell("", outputs=[output])]), name="x"
    )
    assert "held" in page
    assert "left out" not in page
