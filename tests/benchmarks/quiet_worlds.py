"""Daily figures with weekdays and memory in which nothing happens, or one thing of known size.

Also the rules that two drift tools follow when nobody sets them, as read in their source (see the
README beside the public data): Evidently's and NannyML's, for figures beside ours.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

MONDAY = date(2026, 1, 5)
SETTLED = 200  # days that a memory runs before the first is looked at


def days(count: int, first: date = MONDAY) -> list[date]:
    """So many days in a row."""
    return [first + timedelta(k) for k in range(count)]


def remembered(
    rng: np.random.Generator, count: int, columns: int, kept: np.ndarray | float, *,
    alone: float = 0.0, tail: float | None = None,
) -> np.ndarray:  # fmt: skip
    """(days, columns) of variance 1 that keep a share of the day before; some of the day alone."""
    shape = (count + SETTLED, columns)
    shock = rng.standard_normal(shape)
    if tail is not None:
        shock = rng.standard_t(tail, shape) / np.sqrt(tail / (tail - 2))
    slow, fresh = np.zeros(shape), np.sqrt(1 - np.square(kept))
    for day in range(1, len(slow)):
        slow[day] = kept * slow[day - 1] + fresh * shock[day]
    own = rng.standard_normal((count, columns))
    return np.sqrt(1 - alone) * slow[SETTLED:] + np.sqrt(alone) * own


def weekly(rng: np.random.Generator, count: int, columns: int, size: float = 1.0) -> np.ndarray:
    """(days, columns) by weekday alone."""
    return size * rng.standard_normal((7, columns))[np.arange(count) % 7]


def evidently(reference: np.ndarray, current: np.ndarray) -> np.ndarray:
    """(columns,) whether its default rule for numbers calls a column drifted.

    Up to 1,000 reference rows Kolmogorov and Smirnov's test at .05; above, Wasserstein's distance
    in standard deviations of the reference at .1. No correction for many columns.
    """
    from scipy.stats import ks_2samp, wasserstein_distance

    pairs = list(zip(reference.T, current.T, strict=True))
    if len(reference) <= 1000:
        return np.array([ks_2samp(a, b, method="asymp").pvalue < 0.05 for a, b in pairs])
    return np.array([wasserstein_distance(a, b) / max(np.std(a), 1e-3) >= 0.1 for a, b in pairs])


def nannyml(reference: np.ndarray, current: np.ndarray) -> np.ndarray:
    """(columns,) whether its default rule alerts on any chunk of current rows.

    Parameters
    ----------
    reference, current : (chunks, rows, columns)

    Jensen-Shannon's distance of each chunk from all reference rows; an alert beyond the mean of
    the reference's own chunks and three of their standard deviations, on the upper side alone.
    """
    found = []
    for column in range(reference.shape[2]):
        rows = reference[..., column]
        edges = np.histogram_bin_edges(rows, bins="doane")
        own = np.array([_jensen_shannon(rows.ravel(), chunk, edges) for chunk in rows])
        bound = own.mean() + 3 * own.std()
        chunks = current[..., column]
        found.append(any(_jensen_shannon(rows.ravel(), c, edges) > bound for c in chunks))
    return np.array(found)


def _jensen_shannon(reference: np.ndarray, chunk: np.ndarray, edges: np.ndarray) -> float:
    """Distance of two samples by bins; what lies outside them counts as one bin more."""
    p, q = (np.histogram(part, edges)[0] / len(part) for part in (reference, chunk))
    p, q = (np.append(part, max(1 - part.sum(), 0.0)).round(12) for part in (p, q))
    middle = (p + q) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        each = [
            np.nansum(np.where(part > 0, part * np.log2(part / middle), 0.0)) for part in (p, q)
        ]
    return float(np.sqrt(max(sum(each) / 2, 0.0)))
