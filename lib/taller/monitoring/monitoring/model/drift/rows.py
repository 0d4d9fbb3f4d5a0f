"""Two samples of rows compared, column by column: has what the model is fed moved?

For rows that do not depend on each other, as customers scored once. Where all rows of a day move
together (prices, campaigns, weekdays), every day differs from every other beyond the noise of its
rows: `days.over_days` takes that into account.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.measurement.estimates import generator
from taller.monitoring.monitoring.model.drift.found import ColumnDrift, Verdict, judged

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 200  # rows of each sample, below which a column is not judged
MOST = 50_000  # rows of each sample that are looked at, drawn by lot
COMMON = 20  # values of a category that are told apart; all others are one
DRAWS = 200
_STEPS = 100  # places between which numbers are told apart, for the interval
Distance = Callable[[np.ndarray], np.ndarray]
_EXPECTED = 5  # rows expected in a cell, below which it is counted with the others


def compare(
    reference: pd.DataFrame, current: pd.DataFrame, *,
    seed: int, rate: float = 0.01, smallest: float = 0.05, fewest: int = FEWEST,
) -> tuple[ColumnDrift, ...]:  # fmt: skip
    """How far each column of one sample of rows is from the same column of another.

    Numbers by Kolmogorov and Smirnov's test of two samples, categories by chi² of two samples;
    what is missing is tested beside the values. Points in time are left out: they always move.

    Parameters
    ----------
    rate : share of calls with any false alarm, where nothing has moved: at 1 %, less than one in
        a year of Mondays
    smallest : share of the rows that would have to be elsewhere, below which it does not matter
    fewest : known rows of each sample, below which a column is not judged

    >>> import pandas as pd
    >>> before = pd.DataFrame({"plan": ["a", "b"] * 500, "age": [20, 40] * 500})
    >>> after = pd.DataFrame({"plan": ["a", "a", "a", "b"] * 250, "age": [20, 40] * 500})
    >>> [(c.name, c.verdict, round(c.effect, 2)) for c in compare(before, after, seed=1)]
    [('plan', 'drifted', 0.25), ('age', 'steady', 0.0)]
    """
    columns = list(dict.fromkeys([*reference.columns, *current.columns]))
    found = [
        _column(str(name), reference.get(name), current.get(name), seed, fewest)
        for name in columns
        if not _is_time(reference.get(name)) and not _is_time(current.get(name))
    ]
    return judged(found, rate=rate, smallest=smallest)


@dataclass(frozen=True)
class _Moved:
    """How far counts by place are from other counts, and how likely that is by chance."""

    where: str
    p: float
    effect: float
    low: float
    high: float


def _column(
    name: str, reference: pd.Series | None, current: pd.Series | None, seed: int, fewest: int
) -> ColumnDrift:
    if reference is None or current is None:
        present = current if reference is None else reference
        verdict: Verdict = "new" if reference is None else "gone"
        sizes = (0, len(present)) if reference is None else (len(present), 0)
        return _unjudged(name, present, sizes, verdict)
    sizes = int(reference.notna().sum()), int(current.notna().sum())
    if min(len(reference), len(current)) < fewest:
        return _unjudged(name, reference, sizes, "too_few")
    rng = generator(seed, "drift", name)
    before, after = _drawn(reference, rng), _drawn(current, rng)
    numbers = _is_number(before) and _is_number(after)
    tests = [_missing(before, after, rng)]
    if min(sizes) >= fewest:
        tests.append(_numbers(before, after, rng) if numbers else _categories(before, after, rng))
    tests = [test for test in tests if test is not None]
    best = min(tests, key=lambda test: test.p, default=None)
    if best is None:
        return _unjudged(name, reference, sizes, "too_few")
    p = min(best.p * len(tests), 1.0)
    kind = "number" if numbers else "category"
    return ColumnDrift(name, kind, best.where, best.effect, best.low, best.high, p, p, *sizes,
                       "steady")  # fmt: skip


def _unjudged(
    name: str, column: pd.Series, sizes: tuple[int, int], verdict: Verdict
) -> ColumnDrift:
    kind = "number" if _is_number(column) else "category"
    return ColumnDrift(name, kind, "", None, None, None, None, None, *sizes, verdict)


def _drawn(column: pd.Series, rng: np.random.Generator) -> pd.Series:
    if len(column) <= MOST:
        return column
    return column.iloc[np.sort(rng.choice(len(column), MOST, replace=False))]


def _numbers(before: pd.Series, after: pd.Series, rng: np.random.Generator) -> _Moved:
    from scipy.stats import ks_2samp

    first, second = (part.dropna().to_numpy(dtype=float) for part in (before, after))
    found = ks_2samp(first, second, method="asymp")
    places = np.unique(np.quantile(np.r_[first, second], np.linspace(0, 1, _STEPS + 1)[1:-1]))
    counts = [np.bincount(np.searchsorted(places, part), minlength=len(places) + 1)
              for part in (first, second)]  # fmt: skip
    effect, low, high = _interval(counts, _largest_gap, rng)
    return _Moved("values", float(found.pvalue), effect, low, high)


def _categories(before: pd.Series, after: pd.Series, rng: np.random.Generator) -> _Moved:
    from scipy.stats import chi2_contingency

    first, second = (part.dropna().astype(str) for part in (before, after))
    both = first.value_counts().add(second.value_counts(), fill_value=0)
    table = np.array([part.value_counts().reindex(both.index, fill_value=0).to_numpy()
                      for part in (first, second)], dtype=float)  # fmt: skip
    table = table[:, np.lexsort((both.index, -both.to_numpy()))]
    share = table.sum(axis=1).min() / table.sum()
    apart = table.sum(axis=0) * share >= _EXPECTED
    apart[COMMON:] = False
    cells = np.column_stack([table[:, apart], table[:, ~apart].sum(axis=1)])
    cells = cells[:, cells.sum(axis=0) > 0]
    p = float(chi2_contingency(cells, correction=False).pvalue) if cells.shape[1] > 1 else 1.0
    effect, low, high = _interval(list(cells.astype(int)), _total_variation, rng)
    return _Moved("values", p, effect, low, high)


def _missing(before: pd.Series, after: pd.Series, rng: np.random.Generator) -> _Moved | None:
    from scipy.stats import fisher_exact

    counts = [np.array([part.isna().sum(), part.notna().sum()]) for part in (before, after)]
    if not any(part[0] for part in counts):
        return None
    effect, low, high = _interval(counts, _total_variation, rng)
    return _Moved("missing", float(fisher_exact(counts).pvalue), effect, low, high)


def _interval(
    counts: list[np.ndarray], distance: Distance, rng: np.random.Generator
) -> tuple[float, float, float]:
    """A distance of two sets of counts, less what chance alone adds to it, with its interval.

    A distance of samples is off by no more than the distance of what chance adds to their shares,
    so the interval holds at least as often as it says, also where nothing has moved.
    """
    shares = [part / part.sum() for part in counts]
    drawn = [rng.multinomial(part.sum(), share, DRAWS) / part.sum()
             for part, share in zip(counts, shares, strict=True)]  # fmt: skip
    seen = float(distance(shares[0] - shares[1]))
    again = distance(drawn[0] - drawn[1])
    off = distance((drawn[0] - shares[0]) - (drawn[1] - shares[1]))
    reach = float(np.quantile(off, 0.95))
    low, high = max(seen - reach, 0.0), min(seen + reach, 1.0)
    return min(max(2 * seen - float(again.mean()), low), high), low, high


def _largest_gap(shares: np.ndarray) -> np.ndarray:
    """Largest difference of cumulative shares, of differences of shares (..., places)."""
    return np.abs(np.cumsum(shares, axis=-1)).max(axis=-1)


def _total_variation(shares: np.ndarray) -> np.ndarray:
    """Share that would have to be elsewhere, of differences of shares (..., places)."""
    return np.abs(shares).sum(axis=-1) / 2


def _is_number(column: pd.Series) -> bool:
    from pandas.api import types

    return types.is_numeric_dtype(column) and not types.is_bool_dtype(column)


def _is_time(column: pd.Series | None) -> bool:
    from pandas.api import types

    return column is not None and (types.is_datetime64_any_dtype(column)
                                   or types.is_timedelta64_dtype(column))  # fmt: skip
