"""Drift: how often it cries wolf where nothing happens, what it finds where something does.

Beside the default rules of Evidently and NannyML on the same rows. Seeds were fixed before any
result was seen: each world's is its name. NAB's own score stands beside what was published.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from taller.measurement.estimates import generator
from taller.monitoring.monitoring.model import drift, series, watching
from tests.benchmarks import nab, quiet_worlds

DATA = Path(os.environ.get("TALLER_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
SEED, FEATURES, DAYS, RECENT, RUNS = 19, 50, 30, 7, 500
ROWS = 100  # a day
WORLDS = {  # share kept from day to day, of the day alone, degrees of freedom of the tails
    "none kept": (0.0, 0.0, None),
    "half kept": (0.5, 0.0, None),
    "four fifths kept": (0.8, 0.0, None),
    "nine tenths kept, half of the day alone": (0.9, 0.5, None),
    "half kept, heavy tails": (0.5, 0.0, 4.0),
    "each its own": (None, 0.2, None),
}
SIZES = (1.0, 2.0, 3.0, 4.0)  # standard deviations of a daily figure
MOVED = 5  # of the features


def figures() -> Iterator[dict[str, Any]]:
    """False alarms, power, NAB."""
    for name in WORLDS:
        false = sum(_alarms(name, run) > 0 for run in range(RUNS))
        yield {"name": f"runs with a false alarm, {name}: {FEATURES} features, {DAYS} days",
               "value": 100 * false / RUNS, "unit": f"% of {RUNS}", "target": "at most 5",
               "met": false <= 0.05 * RUNS}  # fmt: skip
    yield from _beside()
    yield _year()
    yield from _power()
    yield _figures_watched()
    yield from _christmas()
    yield from _nab()


def _christmas(runs: int = 40, figures: int = 6) -> Iterator[dict[str, Any]]:
    """Windows of 180 days that end about Christmas, in which nothing but holidays is unusual.

    Sales keep half from day to day; a public holiday of Spain brings three quarters, New Year two
    fifths and Christmas three tenths of a usual day.
    """
    for known in (False, True):
        false = sum(_festive(run, figures, known=known) for run in range(runs))
        yield {"name": f"windows about Christmas with a false odd day, {figures} figures, holidays "
               f"{'known' if known else 'not known'}", "value": 100 * false / runs,
               "unit": f"% of {runs}", "target": "at most 5" if known else "",
               "met": not known or false <= 0.05 * runs}  # fmt: skip


def _festive(run: int, figures: int, *, known: bool) -> bool:
    rng = generator(SEED, "christmas", run)
    last = date(2025, 12, 22) + timedelta(int(rng.integers(0, 25)))
    days = [last - timedelta(back) for back in range(179, -1, -1)]
    off = watching.holidays("ES", days)
    level = np.array([{(12, 25): 0.3, (1, 1): 0.4}.get(
        (day.month, day.day), 0.75 if day in off else 1.0) for day in days])  # fmt: skip
    kept = quiet_worlds.remembered(rng, len(days), figures, 0.5)
    held = {
        f"f{k}": series.watch(days, 200 * level * np.exp(0.08 * kept[:, k]),
                              holidays=off if known else ())
        for k in range(figures)
    }  # fmt: skip
    return bool(series.unusual(held, last - timedelta(27)))


def panel(name: str, run: int | str, days: int = DAYS) -> np.ndarray:
    """(days, features) of daily figures with weekdays and memory, in which nothing happens."""
    kept, alone, tail = WORLDS[name]
    rng = generator(SEED, name, run)
    each = rng.uniform(0.0, 0.9, FEATURES) if kept is None else kept
    left = quiet_worlds.remembered(rng, days, FEATURES, each, alone=alone, tail=tail)
    return left + quiet_worlds.weekly(rng, days, FEATURES)


def _frame(values: np.ndarray) -> pd.DataFrame:
    index = quiet_worlds.days(len(values))
    return pd.DataFrame(values, index=index, columns=[f"f{k}" for k in range(values.shape[1])])


def _alarms(name: str, run: int) -> int:
    return sum(each.verdict == "drifted" for each in drift.over_days(_frame(panel(name, run))))


def _rows(rng: np.random.Generator, figures: np.ndarray) -> np.ndarray:
    """(days, rows, features): people of each day, whose level the day moves by a third."""
    noise = rng.standard_normal((len(figures), ROWS, figures.shape[1]))
    return noise + 0.3 * figures[:, None, :]


def _others(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which features Evidently's and NannyML's rules call drifted in the last days."""
    before, last = rows[:-RECENT], rows[-RECENT:]
    flat = [part.reshape(-1, part.shape[2]) for part in (before, last)]
    return quiet_worlds.evidently(*flat), quiet_worlds.nannyml(before, last)


def _ours(rows: np.ndarray) -> np.ndarray:
    found = {each.name: each for each in drift.over_days(_frame(rows.mean(axis=1)))}
    return np.array([found[f"f{k}"].verdict == "drifted" for k in range(rows.shape[2])])


def _beside(runs: int = 20) -> Iterator[dict[str, Any]]:
    """All three on the same rows."""
    counts = np.zeros(3)
    for run in range(runs):
        rng = generator(SEED, "rows", run)
        rows = _rows(rng, panel("each its own", f"rows {run}"))
        counts += [_ours(rows).any(), *(found.any() for found in _others(rows))]
    yield {"name": f"runs with a false alarm, {ROWS} rows a day", "value": 100 * counts[0] / runs,
           "unit": f"% of {runs}", "target": "at most 5", "met": counts[0] <= 0.05 * runs,
           "beside": f"Evidently's rule {100 * counts[1] / runs:.0f} %, "
                     f"NannyML's {100 * counts[2] / runs:.0f} %"}  # fmt: skip


def _year(years: int = 40, mondays: int = 52) -> dict[str, Any]:
    """A message is a feature said to drift that was not said to the Monday before."""
    messages, runs = 0, 0
    for year in range(years):
        values = _frame(panel("each its own", f"year {year}", DAYS + 7 * mondays))
        told: set[str] = set()
        for monday in range(mondays):
            found = drift.over_days(values.iloc[7 * monday : 7 * monday + DAYS])
            now = {each.name for each in found if each.verdict == "drifted"}
            messages += len(now - told) > 0
            runs += len(now) > 0
            told = now
    name = f"false messages in a year of Mondays, {FEATURES} features"
    return {"name": name, "value": messages / years, "unit": f"a year, of {years}",
            "beside": f"{runs / years:.2f} runs a year with any", "target": "at most 1",
            "met": messages <= years}  # fmt: skip


def _power(runs: int = 8) -> Iterator[dict[str, Any]]:
    """Features that moved in the last week, found; and of those that did not, called drifted."""
    for size in SIZES:
        found, wrong = np.zeros(3), np.zeros(3)
        for run in range(runs):
            rng = generator(SEED, "power", size, run)
            values = panel("half kept", f"power {run}")
            values[-RECENT:, :MOVED] += size
            rows = _rows(rng, values)
            for k, hits in enumerate([_ours(rows), *_others(rows)]):
                found[k] += hits[:MOVED].mean() / runs
                wrong[k] += hits[MOVED:].mean() / runs
        told = [f"{100 * a:.0f} % and {100 * b:.0f} %" for a, b in zip(found, wrong, strict=True)]
        yield {"name": f"found of {MOVED} features moved by {size:g} daily standard deviations",
               "value": 100 * found[0], "unit": f"% (and of the others {100 * wrong[0]:.1f} %)",
               "beside": f"Evidently's rule {told[1]}, NannyML's {told[2]}"}  # fmt: skip


def _figures_watched(weeks: int = 25, count: int = 40, length: int = 90) -> dict[str, Any]:
    """Forty business figures of 90 days each: weeks in which any message is sent, by chance."""
    days, false = quiet_worlds.days(length), 0
    for week in range(weeks):
        rng = generator(SEED, "figures", week)
        kept = rng.uniform(0.0, 0.9, count)
        values = quiet_worlds.remembered(rng, length, count, kept, alone=0.2)
        values += 20 + quiet_worlds.weekly(rng, length, count)
        watches = {str(k): series.watch(days, values[:, k]) for k in range(count)}
        odd = series.unusual(watches, days[-1] - timedelta(RECENT - 1))
        false += bool(odd) or bool(series.borne_out(watches))
    return {"name": f"weeks with a false message, {count} figures of {length} days",
            "value": 100 * false / weeks, "unit": f"% of {weeks}", "target": "at most 5",
            "met": false <= 0.05 * weeks}  # fmt: skip


def _nab() -> Iterator[dict[str, Any]]:
    """The score on the three series, 0 to 100, and each detector's as published."""
    read = [nab.read(DATA / "nab_ad_exchange", name) for name in nab.SERIES]
    windows = sum(len(each.windows) for each in read)
    own = tuple(nab.score(nab.ours(each), each.windows) for each in read)
    told = ", ".join(f"{name} {nab.normalised(published, windows):.0f}"
                     for name, published in nab.PUBLISHED.items())  # fmt: skip
    yield {"name": f"NAB's score on {', '.join(nab.SERIES)}: {own[0]:.2f}, {own[1]:.2f}, "
                   f"{own[2]:.2f}", "value": nab.normalised(own, windows), "unit": "of 100",
           "beside": told}  # fmt: skip
