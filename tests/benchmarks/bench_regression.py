"""Lifetime value on public data, and fits beside `lifetimes` on cohorts that grow.

CDNOW: the 1/10 sample, 39 weeks to fit and 39 to predict, purchases of a day counted once (Fader,
Hardie, Lee 2005). Online Retail: fitted to 2011-05-31, tested on the three months after.
``python -m tests.benchmarks regression``
"""

from __future__ import annotations

import datetime as dt
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TALLER_TEST_DATA", ROOT.parent / "shared" / "data"))
CUT, END = pd.Timestamp(1997, 9, 30), pd.Timestamp(1998, 6, 30)
SIZES = (2_000, 20_000, 200_000)
SECONDS = 280  # one fit may take so long
PARETO = (0.55, 10.5, 0.6, 11.5)  # of the simulated cohorts, weeks


class Cdnow(NamedTuple):
    """Histories of the first 39 weeks, purchases of the next 39, first days and repeat days."""

    histories: Any
    after: np.ndarray
    first: pd.Series
    repeats: pd.Series
    lines: pd.DataFrame


def lines(folder: Path = DATA) -> pd.DataFrame:
    """The sample's lines: customer, day, units, money."""
    frame = pd.read_csv(
        folder / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", header=None, dtype={0: str, 2: str},
        names=["customer", "sample", "day", "units", "value"],
    )  # fmt: skip
    return frame.assign(day=pd.to_datetime(frame["day"], format="%Y%m%d"))


def cdnow(folder: Path = DATA) -> Cdnow:
    """The sample as the published analyses take it."""
    from taller.development.regression.features.histories import Histories

    rows = lines(folder)
    days = rows[["customer", "day"]].drop_duplicates()
    first = days.groupby("customer")["day"].min()
    before = days[days["day"] <= CUT].groupby("customer")["day"].agg(["count", "max"])
    before = before.reindex(first.index)
    recency = (before["max"] - first).dt.days / 7
    histories = Histories(before["count"] - 1, recency, (CUT - first).dt.days / 7)
    after = days[days["day"] > CUT].groupby("customer").size().reindex(first.index).fillna(0)
    repeats = days[days["day"] > days["customer"].map(first)]["day"]
    return Cdnow(histories, after.to_numpy(), first, repeats, rows)


def held_out(model: Any, data: Cdnow) -> tuple[float, float]:
    """Correlation with the next 39 weeks, and the error of all repeat purchases to week 78."""
    fitted = model.fit(data.histories)
    correlation = np.corrcoef(fitted.expected(data.histories, 39.0), data.after)[0, 1]
    whole = fitted.expected_new(((END - data.first).dt.days / 7).to_numpy()).sum()
    return float(correlation), float(whole / len(data.repeats) - 1)


class Orders:
    """Orders alone, as a notebook reads them."""

    simulated = False

    def __init__(self, orders: Any) -> None:
        self.orders = orders

    def has(self, name: str) -> bool:
        """Whether there is such a table."""
        return name == "orders"


def online_retail(folder: Path, scratch: Path) -> Any:
    """The test of the notebook's own steps: fitted to 2011-05-31, three months to test."""
    from taller.development.regression.evaluation import test as regression_assess
    from taller.development.regression.features import customers as regression_data
    from taller.development.regression.model import training as regression_train
    from taller.development.regression.params import Params

    p = Params(as_of=dt.date(2011, 9, 1), holdout_days=92)
    gathered = regression_data.gather(retail_tables(folder, scratch), p)
    assert gathered.before is not None
    assert gathered.before.day == dt.date(2011, 6, 1)
    return regression_assess.assess(regression_train.train(gathered, 2011), 2011)


def retail_tables(folder: Path, scratch: Path) -> Any:
    """The snapshot that the shipped engagement file gives."""
    from taller import open_run

    os.environ["TALLER_TEST_DATA"] = str(folder)
    return open_run(ROOT / "params" / "online_retail.yaml", scratch).tables


def cohort(n: int, seed: int = 7) -> Any:
    """Customers of the Pareto/NBD process, known for 20 to 78 weeks, days as the unit."""
    from taller.development.regression.features.histories import Histories

    rng = np.random.default_rng(seed)
    r, alpha, s, beta = PARETO
    age = rng.integers(140, 546, n)
    rate = rng.gamma(r, 1 / (alpha * 7), n)
    stays = rng.exponential(1, n) / np.maximum(rng.gamma(s, 1 / (beta * 7), n), 1e-12)
    count = rng.poisson(rate * np.minimum(age, stays))
    owner = np.repeat(np.arange(n), count)
    moments = np.ceil(rng.random(len(owner)) * np.minimum(age, stays)[owner]).clip(1)
    days = pd.DataFrame({"owner": owner, "day": np.minimum(moments, age[owner])}).drop_duplicates()
    by = days.groupby("owner")["day"].agg(["count", "max"]).reindex(range(n)).fillna(0)
    return Histories(by["count"], by["max"], age)


MEASURED = """
import re, sys, time
from pathlib import Path
from tests.benchmarks import bench_regression as bench
who, kind, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
h = bench.cdnow().histories if n == 0 else bench.cohort(n)
if who == "ours":
    from taller.development.regression.model import purchases as ours
    model = getattr(ours, kind)()
else:
    import lifetimes
    model = {"BetaGeoNBD": lifetimes.BetaGeoFitter, "ParetoNBD": lifetimes.ParetoNBDFitter}[kind]()
began = time.perf_counter()
try:
    model.fit(h) if who == "ours" else model.fit(h.frequency, h.recency, h.age)
    found = model.params_.values() if who == "ours" else model.params_
    said = ", ".join(f"{value:.3g}" for value in found)
except Exception as error:
    said = type(error).__name__
took = time.perf_counter() - began
# Not getrusage, whose peak begins with that of the process which started this one.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(took, peak, said)
"""


def timed(who: str, kind: str, n: int) -> tuple[float, float, str]:
    """Seconds, peak megabytes of the whole process, and the parameters or what was raised.

    Each fit has a process of its own; ``n`` of 0 is CDNOW.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", MEASURED, who, kind, str(n)],
            capture_output=True, text=True, cwd=ROOT, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return float(SECONDS), float("nan"), "still running"
    if done.returncode:
        return float("nan"), float("nan"), done.stderr.strip().splitlines()[-1][:80]
    seconds, memory, said = done.stdout.split(maxsplit=2)
    return float(seconds), float(memory), said.strip()


def figures() -> Iterator[dict[str, Any]]:
    """The published figures, the test on Online Retail, and the fits beside `lifetimes`."""
    import tempfile

    yield from _published()
    with tempfile.TemporaryDirectory(prefix="taller-clv-") as folder:
        tested = online_retail(DATA, Path(folder))
    for measure in ("spearman", "gini"):
        ours = tested.score(measure).estimate.value
        naive = tested.score(measure, "naive").estimate.value
        yield {
            "name": f"Online Retail, June to August 2011: {measure} of `{tested.chosen}`",
            "value": ours, "unit": "", "beside": f"past spend {naive:.4f}", "ratio": ours / naive,
            "target": "past spend", "met": ours >= naive,
        }  # fmt: skip
    for kind in ("BetaGeoNBD", "ParetoNBD"):
        before = None
        for n in (0, *SIZES):
            row = _fit(kind, n, before)
            before = (n, row["value"], row.pop("memory"))
            yield row


def _published() -> Iterator[dict[str, Any]]:
    from taller.development.regression.model.purchases import BetaGeoNBD, ParetoNBD

    data = cdnow()
    for model, published in ((BetaGeoNBD, 0.626), (ParetoNBD, 0.630)):
        correlation, error = held_out(model(), data)
        name = f"CDNOW, {model.__name__}"
        yield {"name": f"{name}: correlation with the next 39 weeks", "value": correlation,
               "unit": "", "beside": f"published {published}", "target": "at least .62",
               "met": correlation >= 0.62}  # fmt: skip
        yield {"name": f"{name}: error of all repeat purchases to week 78", "value": 100 * error,
               "unit": "%", "beside": "published, BG/NBD: -4 %"}  # fmt: skip


def _fit(kind: str, n: int, before: tuple[int, float, float] | None) -> dict[str, Any]:
    """Seconds and peak memory of both, and how ours grew with the customers."""
    seconds, memory, said = timed("ours", kind, n)
    theirs, their_memory, their_word = timed("lifetimes", kind, n)
    what = f"{n:,} simulated customers" if n else "CDNOW"
    return {
        "name": f"{kind} fit, {what}: seconds ({memory:.0f} MB; {said})", "value": seconds,
        "unit": "s",
        "beside": f"`lifetimes`: {theirs:.3g} s, {their_memory:.0f} MB; {their_word}"
        + _grown(n, seconds, memory, before),
        "ratio": theirs / seconds, "memory": memory,
    }  # fmt: skip


def _grown(n: int, seconds: float, memory: float, before: tuple[int, float, float] | None) -> str:
    """Exponents of time and memory from one size to the next."""
    if before is None or not before[0]:
        return ""
    wider = math.log(n / before[0])
    time, space = math.log(seconds / before[1]) / wider, math.log(memory / before[2]) / wider
    return f"; grows with the power {time:.2f} in time, {space:.2f} in memory"
