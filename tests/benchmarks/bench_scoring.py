"""Scoring: a row beside the same model through a frame, and a million rows from file to file.

The model is the mean of a logistic regression and of LightGBM with the settings it has where rows
are few (1,000 trees), the slowest that the templates make. ``python -m
tests.benchmarks.bench_scoring IN OUT FOLDER`` is the plain script: pandas and the model's own
``predict``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LEARNED, MILLION, BLOCK = 4_000, 1_000_000, 100_000
ROWS, FRAMES = 2_000, 100  # answers that are timed, one at a time
TIMES, SECONDS = 8, 30.0  # faster than through a frame, at least; for a million rows, at most


def figures() -> Iterator[dict[str, Any]]:
    """Milliseconds of a row, of its reasons and of a list; seconds and memory of a million rows."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        model, frame = _kept(scratch / "model")
        yield from _of_rows(scratch / "model", model, frame)
        yield from _of_lists(scratch / "items")
        yield from _of_a_table(scratch)


def made(n: int, seed: int) -> Any:
    """Twenty numbers and four texts."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    held = {f"n{place}": rng.gamma(2, 50, n).round(2) for place in range(20)}
    return pd.DataFrame(held | {f"t{place}": rng.choice([*"abcdef"], n) for place in range(4)})


def _kept(folder: Path) -> tuple[Any, Any]:
    import numpy as np

    from taller.development.classification.artifacts.model import files
    from taller.development.classification.model import models
    from taller.development.template import saving
    from taller.measurement.calibration import Platt

    frame, rng = made(LEARNED, 1), np.random.default_rng(2)
    z = (frame["n0"].to_numpy() - 100) / 80 + (frame["t0"] == "a").to_numpy()
    target = (rng.random(LEARNED) < 1 / (1 + np.exp(-z))).astype(float)
    both = [model.fit(frame, target) for model in (models.Logistic(), models.Boosted(1))]
    model = models.Calibrated(models.Blend(*both), Platt(0.9, -0.1), tuple(frame.columns))
    folder.mkdir()
    plain = {"contract.json": saving.contract(frame), "profile.json": {}, "card.json": {}}
    saving.write(folder, {**files(model), **plain})
    return model, frame


def _of_rows(folder: Path, model: Any, frame: Any) -> Iterator[dict[str, Any]]:
    import pandas as pd

    from taller.deployment.deployment.model import scoring

    scorer, row = scoring.load(folder), frame.iloc[:1].to_dict("records")
    ours = _milliseconds(lambda: scorer.score(row), ROWS)
    theirs = _milliseconds(lambda: model.predict(pd.DataFrame(row)), FRAMES)
    yield {
        "name": "one row, a request's mapping to its probability", "value": ours, "unit": "ms",
        "beside": f"the same model through a frame: {theirs:.3g} ms", "ratio": theirs / ours,
        "target": f"{TIMES} times", "met": theirs >= TIMES * ours,
    }  # fmt: skip
    reasons = _milliseconds(lambda: scorer.explain(row[0]), FRAMES)
    yield {"name": "its reasons, by tree SHAP", "value": reasons, "unit": "ms"}


def _of_lists(folder: Path) -> Iterator[dict[str, Any]]:
    from taller.deployment.deployment.model import scoring
    from tests.deployment import kept

    applied = kept.recommender(folder)
    scorer = scoring.load(folder, salt=kept.SALT)
    user = str(applied.trained.gathered.users[0])
    found = _milliseconds(lambda: scorer.recommend(user=user), FRAMES)
    yield {"name": "a known customer's list, of 26 items", "value": found, "unit": "ms"}


def _milliseconds(call: Callable[[], Any], times: int) -> float:
    call()
    began = time.perf_counter()
    for _time in range(times):
        call()
    return (time.perf_counter() - began) / times * 1e3


def _of_a_table(scratch: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table, writer = scratch / "in.parquet", None
    for first in range(0, MILLION, BLOCK):
        frame = made(BLOCK, first)
        block = pa.Table.from_pandas(frame.assign(user_id=[f"u{first + n}" for n in range(BLOCK)]))
        writer = writer or pq.ParquetWriter(table, block.schema)
        writer.write_table(block)
    assert writer is not None
    writer.close()
    for name in ("out.parquet", "out.csv"):
        ours, memory, cpu = _measured("ours", table, scratch / name, scratch / "model")
        theirs, more, _cpu = _measured("plain", table, scratch / f"plain-{name}", scratch / "model")
        told = f"{memory:.0f} MB, {cpu:.0f} s of processor"
        yield {
            "name": f"{MILLION:,} rows of 24 columns, from Parquet to {name[4:]} ({told})",
            "value": ours, "unit": "s", "ratio": theirs / ours, "target": f"{SECONDS:.0f} s",
            "beside": f"pandas and the model's predict: {theirs:.3g} s, {more:.0f} MB",
            "met": ours <= SECONDS,
        }  # fmt: skip


def _measured(way: str, *paths: Path) -> tuple[float, float, float]:
    """Seconds of a process of its own, imports included; its memory at most, MB; of processor."""
    began = time.perf_counter()
    command = [sys.executable, "-m", __name__, way, *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    seconds = time.perf_counter() - began
    memory, processor = map(float, done.stdout.split()[-2:])
    return seconds, memory, processor


def _ours(table: str, to: str, folder: str) -> None:
    import datetime as dt

    from taller.deployment.deployment.model import scoring
    from taller.deployment.deployment.model.scoring import reading, writing

    scorer = scoring.load(Path(folder))
    with reading.opened(table) as blocks:
        scores = scorer.batch(blocks)
        writing.target(to)(writing.signed(scores, "classification", 1, dt.datetime.now(dt.UTC)))


def _plain(table: str, to: str, folder: str) -> None:
    import pandas as pd

    from taller.development.classification.artifacts.model import read

    frame, model = pd.read_parquet(table), read(Path(folder))
    found = frame[["user_id"]].assign(probability=model.predict(frame))
    if to.endswith(".csv"):
        found.to_csv(to, index=False)
    else:
        found.to_parquet(to)


if __name__ == "__main__":
    import resource

    {"ours": _ours, "plain": _plain}[sys.argv[1]](*sys.argv[2:])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)
