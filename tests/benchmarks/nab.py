"""NAB's score of a detector on the cost series of an ad exchange, and what was published of others.

The score is as NAB's ``scorer.py`` and ``sweeper.py`` make it: the first hour found in a window
earns up to 1, the earlier the more; a window missed costs 1; each hour found elsewhere costs up to
.11, less right after a window; the first 15 % of a series are not scored. Published: each
detector's ``*_standard_scores.csv`` in numenta/NAB's ``results``, whose threshold was chosen on
all 58 series of the benchmark, these included; ours is fixed beforehand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

FALSE_ALARM, PROBATION = 0.11, 0.15
SERIES = ("exchange-2_cpc", "exchange-3_cpm", "exchange-4_cpm")
PUBLISHED = {  # standard profile, in the order of SERIES
    "CAD OSE": (0.890719864077, 0.862098587352, 1.60471036268),
    "Numenta HTM": (0.53195803375, 0.752161591569, 1.49471036268),
    "KNN CAD": (0.5362056115016636, 0.20316025691210748, 1.1069434926526864),
    "Windowed Gaussian": (-1.0, 0.862098587352162, 1.274710362684976),
    "Twitter ADVec": (-1.0, 0.862098587352, -0.373526424877),
    "Relative Entropy": (-0.525094509197, 0.752128157778, -2.24176321244),
    "Bayesian changepoint": (-1.439999433903159, 0.6420985873521621, -2.461763212438341),
    "Etsy Skyline": (-1.0, -1.0, -4.0),
}


@dataclass(frozen=True)
class Labelled:
    """An hourly series, and the windows in which it is known to be odd, as first and last rows."""

    values: np.ndarray
    hours: pd.DatetimeIndex
    windows: tuple[tuple[int, int], ...]


def read(folder: Path, name: str) -> Labelled:
    """One of the three series."""
    frame = pd.read_csv(folder / f"{name}.csv", parse_dates=["timestamp"])
    given = json.loads((folder / "windows.json").read_text(encoding="utf-8"))[name]
    hours = pd.DatetimeIndex(frame["timestamp"])
    windows = tuple(
        (int(hours.searchsorted(pd.Timestamp(a))), int(hours.searchsorted(pd.Timestamp(b))))
        for a, b in given
    )
    return Labelled(frame["value"].to_numpy(), hours, windows)


def score(found: np.ndarray, windows: tuple[tuple[int, int], ...]) -> float:
    """NAB's score, standard profile.

    Parameters
    ----------
    found : (hours,) bool, where the detector gives alarm
    windows : first and last row of each, in order

    >>> round(score(np.arange(100) == 50, ((50, 59),)), 6), score(np.zeros(100), ((50, 59),))
    (1.0, -1.0)
    """
    scored = np.asarray(found, dtype=bool) & (np.arange(len(found)) >= probation(len(found)))
    total = 0.0
    inside = np.zeros(len(scored), dtype=bool)
    for first, last in windows:
        inside[first : last + 1] = True
        hits = np.flatnonzero(scored[first : last + 1])
        width = last - first + 1
        early = (
            _sigmoid(-(last - (first + hits[0]) + 1) / width) / _sigmoid(-1) if len(hits) else -1
        )
        total += float(early)
    for row in np.flatnonzero(scored & ~inside):
        before = [w for w in windows if w[1] < row]
        past = (row - before[-1][1]) / (before[-1][1] - before[-1][0]) if before else np.inf
        total += FALSE_ALARM * float(_sigmoid(past) if past <= 3 else -1.0)
    return total


def probation(rows: int) -> int:
    """Rows at the start of a series that are not scored."""
    return int(min(np.floor(PROBATION * rows), PROBATION * 5000))


def normalised(scores: tuple[float, ...], windows: int) -> float:
    """From 0, finding nothing, to 100, finding all windows at once and nothing else."""
    return 100 * (sum(scores) + windows) / (2 * windows)


def _sigmoid(position: float) -> float:
    """From nearly 1 at a window's start (-1) through 0 at its end to nearly -1 beyond it."""
    return 2 / (1 + np.exp(5 * position)) - 1


def windowed_gaussian(values: np.ndarray, size: int = 1000) -> np.ndarray:
    """NAB's own baseline: hours so far out that their normal tail is 0 in double precision."""
    from scipy.special import erfc

    found = np.zeros(len(values), dtype=bool)
    for row in range(1, len(values)):
        before = values[max(0, row - size) : row]
        z = abs(values[row] - before.mean()) / (before.std() or 1e-6)
        found[row] = 1 - 0.5 * erfc(z / 1.4142) >= 1.0
    return found


DAY = 24  # hours between two fits, and of silence after an alarm: it is one incident
RATE = 1 / (365 * DAY)  # of hours on which nothing happens: one false alarm a year


def ours(labelled: Labelled) -> np.ndarray:
    """Hours beyond what the hours before them let expect, by the parts that watch daily figures.

    Fitted once a day on what was known by then: hours of the day, every memory weighed, no hour so
    far off that it is no guide. Each hour is judged given the hours before it.
    """
    from taller.monitoring.monitoring.model.series.memory import whiten
    from taller.monitoring.monitoring.model.series.scales import scale_of
    from taller.monitoring.monitoring.model.series.watch import FAR, Tail
    from taller.monitoring.monitoring.model.series.weighed import weigh

    count, hour = len(labelled.values), labelled.hours.hour.to_numpy()
    x = np.column_stack([np.ones(count), *((hour == h) * 1.0 - (hour == 0) for h in range(1, DAY))])
    known, found = np.ones(count, dtype=bool), np.zeros(count, dtype=bool)
    quiet = -1
    for start in range(probation(count), count, DAY):
        end = min(start + DAY, count)
        past = known & (np.arange(count) < start)
        scale = scale_of(x[:end], labelled.values[:end], past[:end], None)
        y = scale.there(labelled.values[:end])
        fit = weigh(whiten(np.column_stack([x[:start], y[:start]]), past[:start]), x.shape[1])
        seen = past[:end] | (np.arange(end) >= start)
        columns = whiten(np.column_stack([x[:end], y]), seen).columns
        left = columns[..., -1] - (columns[..., :-1] @ fit.values[:, 0, :, None])[..., 0]
        off = fit.weights[:, 0] @ (left / fit.scale)  # in standard deviations, by hour seen
        before = int(past.sum())
        tail = Tail.of(off[:before], fit.freedom)
        for row, far in zip(range(start, end), off[before:], strict=True):
            known[row] = abs(far) <= FAR
            if tail.beyond(np.array([abs(far)]))[0] <= RATE and row > quiet:
                found[row], quiet = True, row + DAY
    return found
