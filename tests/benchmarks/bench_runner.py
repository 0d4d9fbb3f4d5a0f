"""How much faster a run is than what one would do instead, and what a run costs beyond its cells.

Both sides run on the same machine, one after the other, with bytecode compiled. Run alone with
``python -m tests.benchmarks.bench_runner``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taller.workbench.run import state
from tests.workbench.scratch import notebook, put

BIN = Path(sys.executable).parent
NOTEBOOKS = 16
LIGHT = (
    "import altair as alt\nimport ibis\nimport lightgbm\nimport pandas as pd",
    "from taller import open_run\nrun = open_run(engagement, run_dir)",
    "frame = pd.DataFrame({'x': range(10), 'y': [n * n for n in range(10)]})\nframe.head(3)",
    "float(ibis.memtable(frame).y.sum().execute()), lightgbm.__version__",
    "alt.Chart(frame).mark_line().encode(x='x', y='y').to_dict()['mark']",
)
HEAVY = (
    "import lightgbm as lgb, numpy as np\nfrom sklearn.ensemble import RandomForestRegressor",
    "rng = np.random.default_rng({seed})\nx = rng.normal(size=(40_000, 20))\n"
    "y = x[:, 0] * x[:, 1] + rng.normal(size=40_000)",
    "booster = lgb.LGBMRegressor(n_estimators=250, random_state=1, n_jobs=1, verbose=-1).fit(x, y)",
    "forest = RandomForestRegressor(12, max_depth=10, random_state=1).fit(x[:15_000], y[:15_000])",
)
ENGAGEMENT = """\
client: Banco de Pruebas
language: es
currency: EUR
seed: 1
data: {source: fashion_store, users: 200, items: 50}
"""
FILES = """\
client: Grandes Datos
language: en
currency: GBP
data:
  source: files
  orders:
    path: big.csv
    columns: {transaction_id: id, item_id: item, quantity: quantity, event_timestamp: day,
              price: price, user_id: user}
"""


def figures() -> Iterator[dict[str, Any]]:
    """All figures of the runner.

    Yields
    ------
    name, value, unit, beside (what one would do instead), ratio, target, met
    """
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        yield from light_notebooks(base / "light")
        yield heavy_notebooks(base / "heavy")
        yield big_file(base / "big")
        yield help_page()


def light_notebooks(root: Path) -> list[dict[str, Any]]:
    """Sixteen light notebooks, everything included, and what each and the start cost."""
    names = [f"light_{n:02}" for n in range(NOTEBOOKS)]
    bench(root, ENGAGEMENT, {name: notebook(*LIGHT) for name in names})
    by_hand(root, names[:1])  # compiles bytecode and fills the system's file cache for both
    taller(root, "warm-up", "--only", names[0])
    ours = taller(root, "all")
    one = taller(root, "one", "--only", names[0])
    again = taller(root, "all")
    theirs = by_hand(root, names)
    found = state.read(next((root / "reports").glob("*/all")))
    overheads = sorted(n.seconds - work(found.folder / n.notebook) for n in found.notebooks)
    overhead = (ours - one) / (NOTEBOOKS - 1)
    once, median, faster = one - overhead, overheads[NOTEBOOKS // 2], theirs / ours
    return [
        figure(
            f"{NOTEBOOKS} light notebooks, everything included",
            ours,
            "at least 12 times faster",
            faster >= 12,
            f"papermill + nbconvert: {theirs:.0f} s",
            faster,
        ),
        figure(
            "a warm notebook beyond its cells' work, render included (median)",
            median,
            "at most 0.6 s",
            median <= 0.6,
        ),
        figure(
            "once-only cost: a run of one light notebook less that notebook",
            once,
            "at most 4 s",
            once <= 4,
        ),
        figure(
            "unchanged run of the 16",
            again,
            "under 2 s",
            again < 2,
            f"first run: {ours:.1f} s",
            ours / again,
        ),
    ]


def heavy_notebooks(root: Path) -> dict[str, Any]:
    """Four notebooks that train models, two at a time against one at a time."""
    cells = [[cell.replace("{seed}", str(n)) for cell in HEAVY] for n in range(4)]
    bench(root, ENGAGEMENT, {f"heavy_{n}": notebook(*own) for n, own in enumerate(cells)})
    parallel = taller(root, "two", "--jobs", "2")
    series = taller(root, "one", "--jobs", "1")
    part = parallel / series
    return figure(
        "four compute-heavy notebooks, two at a time",
        parallel,
        "at most 0.65 of it",
        part <= 0.65,
        f"in series: {series:.1f} s",
        part,
    )


def big_file(root: Path) -> dict[str, Any]:
    """A run whose data file of 500 MB has not changed."""
    bench(root, FILES, {"light": notebook("1 + 1")})
    line = "T{0:07},I{1},{2},2025-0{3}-1{4} 10:00:00,9.99,U{5}," + "x" * 400
    with (root / "big.csv").open("w") as file:
        file.write("id,item,quantity,day,price,user,note\n")
        for n in range(1_150_000):
            file.write(line.format(n, n % 50, 1 + n % 3, 1 + n % 9, n % 9, n % 9_000) + "\n")
    first = taller(root, "x")
    time.sleep(2.1)  # a file changed just now is not trusted to be unchanged
    taller(root, "x")
    size = (root / "big.csv").stat().st_size / 1e6
    again = taller(root, "x")
    return figure(
        f"unchanged run, data file of {size:.0f} MB",
        again,
        "under 2 s",
        again < 2,
        f"first run: {first:.1f} s",
        first / again,
    )


def help_page() -> dict[str, Any]:
    """The command line's own start."""
    seconds = min(timed([BIN / "taller", "--help"], Path.cwd()) for _ in range(3))
    return figure("taller --help", seconds, "under 0.5 s", seconds < 0.5)


def bench(root: Path, engagement: str, notebooks: dict[str, dict]) -> None:
    """A scratch workbench."""
    (root / "params").mkdir(parents=True)
    (root / "params" / "x.yaml").write_text(engagement)
    put(root, **notebooks)


def taller(root: Path, label: str, *options: str) -> float:
    """Seconds of one ``taller run``."""
    return timed([BIN / "taller", "run", "params/x.yaml", "--label", label, *options], root)


def by_hand(root: Path, names: list[str]) -> float:
    """Seconds of papermill and nbconvert for each notebook, as one would do it without us."""
    seconds = 0.0
    (root / "by_hand").mkdir(exist_ok=True)
    for name in names:
        source, left = f"notebooks/03_development/{name}.ipynb", f"by_hand/{name}.ipynb"
        given = ["-p", "engagement", "params/x.yaml", "-p", "run_dir", "by_hand"]
        seconds += timed([BIN / "papermill", source, left, *given], root)
        seconds += timed([BIN / "jupyter", "nbconvert", "--to", "html", left], root)
    return seconds


def timed(command: list[str | Path], folder: Path) -> float:
    """Seconds a command takes; it must succeed."""
    began = time.perf_counter()
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}\n{done.stderr}")
    return seconds


def work(executed: Path) -> float:
    """Seconds that a notebook's cells themselves took."""
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    spent = (cell["metadata"].get("papermill", {}).get("duration") for cell in cells)
    return sum(seconds for seconds in spent if seconds)


def figure(
    name: str, value: float, target: str, met: bool, beside: str = "", ratio: float | None = None
) -> dict[str, Any]:
    """One measured figure, in seconds."""
    return {"name": name, "value": value, "unit": "s", "beside": beside, "ratio": ratio,
            "target": target, "met": met}  # fmt: skip


if __name__ == "__main__":
    for one in figures():
        print(one)
