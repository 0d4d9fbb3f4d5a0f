"""Flat tables of 50 to 1,000 columns of noise: from `taller run` to the pages, and `taller check`.

Beside it stands what a user would do instead, in a fresh process: pandas.read_csv, and scikit-learn
and LightGBM cross-validated with the settings that Taller takes, without guards, intervals, a test
kept apart or a page. Memory is that of all processes together (shared pages counted once).
``python -m tests.benchmarks.bench_wide FILE`` is such a process.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROWS, COLUMNS, FOLDS = 2_000, (50, 100, 200, 400, 1_000), 4
SECONDS, MEGABYTES = 60, 2_048  # of the widest
NOTEBOOKS = {
    "classification": "purpose: response, target: answer",
    "regression": "target: amount, exclude: [answer]",
}
ENGAGEMENT = """\
client: Wide
language: en
currency: EUR
seed: 1
data: {{source: files, flat: {{path: {path}}}}}
workflow: [data, {notebook}]
{notebook}: {{{given}}}
"""


def figures() -> Iterator[dict[str, Any]]:
    """Seconds and memory of each width, and how both grow with it."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        for notebook, given in NOTEBOOKS.items():
            found = {}
            for columns in COLUMNS:
                path = _written(scratch, columns)
                found[columns] = _run(scratch, path, notebook, given)
                plain = _measured([sys.executable, "-m", __name__, str(path), notebook], scratch)
                yield _figure(f"{notebook}, {ROWS:,} × {columns:,}", columns, found[columns], plain)
            yield _growth(notebook, found)
        checked = _measured([*_taller(), "check", str(scratch / "engagement.yaml")], scratch)
        yield _figure(f"check, {ROWS:,} × {COLUMNS[-1]:,}", COLUMNS[-1], checked, None)


def _figure(
    name: str, columns: int, ours: tuple[float, float], plain: tuple[float, float] | None
) -> dict[str, Any]:
    seconds, megabytes = ours
    beside = f"plain script: {plain[0]:.3g} s, {plain[1]:.0f} MB" if plain else ""
    widest = columns == COLUMNS[-1]
    return {
        "name": f"wide table, {name}: {megabytes:.0f} MB", "value": seconds, "unit": "s",
        "beside": beside, "ratio": seconds / plain[0] if plain else None,
        "target": f"under {SECONDS} s and {MEGABYTES / 1024:.0f} GB" if widest else "",
        "met": not widest or (seconds < SECONDS and megabytes < MEGABYTES),
    }  # fmt: skip


def _growth(notebook: str, found: dict[int, tuple[float, float]]) -> dict[str, Any]:
    """The power of the columns that the time beyond the narrowest one's grows with."""
    middle, widest = COLUMNS[-2], COLUMNS[-1]
    least = found[COLUMNS[0]][0]
    more = [max(found[k][0] - least, 0.1) for k in (middle, widest)]
    power = math.log(more[1] / more[0]) / math.log(
        (widest - COLUMNS[0]) / (middle - COLUMNS[0])
    )  # fmt: skip
    return {
        "name": f"wide table, {notebook}: time grows with columns to the power", "value": power,
        "unit": "", "beside": ", ".join(f"{k}: {s:.3g} s" for k, (s, _mb) in found.items()),
        "target": "about 1: in proportion to the cells", "met": power < 1.3,
    }  # fmt: skip


def _written(scratch: Path, columns: int) -> Path:
    """A table of noise with an answer and an amount that nothing foretells."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(columns)
    frame = pd.DataFrame(
        draw.normal(size=(ROWS, columns)).round(6), columns=[f"x{i}" for i in range(columns)]
    )
    frame["answer"] = np.where(draw.random(ROWS) < 0.3, "yes", "no")
    frame["amount"] = draw.gamma(2.0, 50.0, ROWS).round(2)
    path = scratch / f"wide_{columns}.csv"
    frame.to_csv(path, index=False)
    return path


def _run(scratch: Path, path: Path, notebook: str, given: str) -> tuple[float, float]:
    settings = scratch / "engagement.yaml"
    settings.write_text(ENGAGEMENT.format(path=path, notebook=notebook, given=given))
    command = [*_taller(), "run", str(settings), "--out", str(scratch / "out"), "--fresh"]
    return _measured(command, scratch)


def _taller() -> list[str]:
    return [str(Path(sys.executable).with_name("taller"))]


def _measured(command: list[str], home: Path) -> tuple[float, float]:
    """Seconds, and megabytes of the process and its descendants at their highest."""
    begun, peak = time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=told, stderr=told,
            env={**os.environ, "TALLER_HOME": str(home)},
        )  # fmt: skip
        while process.poll() is None:
            peak = max(peak, sum(map(_megabytes, _family(process.pid))))
            time.sleep(0.1)
        if process.returncode:
            told.seek(0)
            raise RuntimeError(told.read().decode(errors="replace"))
    return time.perf_counter() - begun, peak


def _family(first: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    found = [first]
    for pid in found:
        found += children.get(pid, [])
    return found


def _megabytes(pid: int) -> float:
    """A process's share of the memory in use (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def plain(path: Path, notebook: str) -> None:
    """What a user would write: the same candidates, cross-validated."""
    import lightgbm as lgb
    import pandas as pd
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    from taller.development.classification.model import models as classification_model
    from taller.development.regression.model import flat_models as regression_flat_models

    table = pd.read_csv(path)
    features = table.drop(columns=["answer", "amount"])
    more = {"n_jobs": 1, "verbosity": -1, "subsample_freq": 1}
    if notebook == "classification":
        settings = dict(classification_model.defaults(len(table)))
        target = (table["answer"] == "yes").astype(int)
        trees = [lgb.LGBMClassifier(n_estimators=settings.pop("rounds"), **settings, **more)]
        straight = [LogisticRegression(max_iter=2_000)]
    else:
        settings = dict(regression_flat_models.TREES)
        target, rounds = table["amount"], settings.pop("rounds")
        objectives = ("regression", "regression", "tweedie")
        trees = [lgb.LGBMRegressor(n_estimators=rounds, objective=objective, **settings, **more)
                 for objective in objectives]  # fmt: skip
        straight = [Ridge(), Ridge()]
    for model in [*trees, *(make_pipeline(StandardScaler(), each) for each in straight)]:
        cross_val_score(model, features, target, cv=FOLDS)
        model.fit(features, target)


if __name__ == "__main__":
    plain(Path(sys.argv[1]), sys.argv[2])
