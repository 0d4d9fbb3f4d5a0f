"""Statistics by day compared: has the last week moved beyond its weekdays and its memory?

What a model is fed differs from day to day beyond the noise of a day's rows, and a day is like the
day before it. So it is days that are compared: the level of the last week with the level before,
under every memory a daily figure may have (`series.memory`). All statistics tell each other of
their memory, since thirty days of one tell little.

`rate` is the share of weekly runs with any false alarm, whatever number of columns is looked at:
at 1 % the chance of one in a year of Mondays is less than a half, and the same alarm of
overlapping weeks is one incident.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from taller.monitoring.monitoring.model.drift.found import ColumnDrift, judged
from taller.monitoring.monitoring.model.series import seasons
from taller.monitoring.monitoring.model.series.memory import whiten
from taller.monitoring.monitoring.model.series.weighed import weigh

if TYPE_CHECKING:
    import pandas as pd

RECENT = 7  # days
FEWEST_RECENT = 4  # days known of the last week
FEWEST_BEFORE = 14  # days known before
COMMON = 8  # values of a category whose share is followed
PLACE = "place"
PLAIN = 1e-4  # p at which a place has moved by itself
POOLED = 5.0  # series' worth of what is thought of memories beforehand


def over_days(
    panel: pd.DataFrame, *, recent: int = RECENT, rate: float = 0.01, smallest: float = 0.0
) -> tuple[ColumnDrift, ...]:
    """How far the last days of each statistic are from the days before.

    Parameters
    ----------
    panel : (days, statistics); its index are days, NaN is not known; where its columns have two
        levels (`daily`), the first is the column and the second its statistic
    recent : calendar days, the last of the panel, that are compared with all before
    rate : share of runs with any false alarm, where nothing has moved
    smallest : change, in the statistic's unit, below which it does not matter

    Raises
    ------
    ValueError
        If a day is given twice.
    """
    import pandas as pd

    if not len(panel):
        return ()
    given = [pd.Timestamp(day).date() for day in panel.index]
    if len(set(given)) != len(given):
        raise ValueError("a day is given twice")
    days = seasons.calendar(min(given), max(given))
    values = np.full((len(days), panel.shape[1]), np.nan)
    values[[(day - days[0]).days for day in given]] = panel.to_numpy(dtype=float)
    values[~np.isfinite(values)] = np.nan
    names = [(str(name[0]), str(name[1])) if isinstance(name, tuple) else (str(name), "")
             for name in panel.columns]  # fmt: skip
    told = _compared(days, values, names, min(recent, len(days)))
    return judged(_by_column(told), rate=rate, smallest=smallest)


def daily(frame: pd.DataFrame, day: pd.Series, reference: pd.DataFrame) -> pd.DataFrame:
    """Statistics of each column by day, for `over_days`.

    Of a number: ``place``, its mean rank among the reference (0 to 1), and ``spread``, its mean
    distance from the reference's middle (0 to 1). Of a category: the share of each common value.
    Of both: the share ``missing``. Points in time are left out.

    Parameters
    ----------
    frame : rows, with the reference's columns
    day : (rows,) the day of each
    reference : rows that say where values lie, such as those a model learned from
    """
    import pandas as pd

    day = pd.to_datetime(day).dt.normalize()
    found = {}
    for name in frame.columns.intersection(reference.columns):
        for statistic, each in _statistics(frame[name], reference[name]).items():
            found[str(name), statistic] = each.groupby(day.to_numpy()).mean()
    return pd.DataFrame(found)


def _statistics(column: pd.Series, reference: pd.Series) -> dict[str, pd.Series]:
    """What each row adds to each statistic; NaN where it adds nothing."""
    import pandas as pd
    from pandas.api import types

    if types.is_datetime64_any_dtype(column) or types.is_datetime64_any_dtype(reference):
        return {}
    column = column.reset_index(drop=True)
    found = {}
    if column.isna().any() or reference.isna().any():
        found["missing"] = column.isna().astype(float)
    number = types.is_numeric_dtype(reference) and not types.is_bool_dtype(reference)
    if number and types.is_numeric_dtype(column):
        known = np.sort(reference.dropna().to_numpy(dtype=float))
        value = column.to_numpy(dtype=float)
        sides = sum(np.searchsorted(known, value, side=side) for side in ("left", "right"))
        rank = pd.Series(sides / (2 * max(len(known), 1))).where(column.notna())
        return {PLACE: rank, "spread": (2 * rank - 1).abs(), **found}
    text = column.astype(str)
    common = reference.dropna().astype(str).value_counts().index[:COMMON]
    shares = {value: (text == value).astype(float).where(column.notna()) for value in common}
    return {**shares, **found}


def _compared(
    days: tuple[date, ...], values: np.ndarray, names: list[tuple[str, str]], recent: int
) -> list[ColumnDrift]:
    """Each statistic on its own; those known on the same days are compared at once."""
    last = np.arange(len(days)) >= len(days) - recent
    known = np.isfinite(values)
    patterns: dict[bytes, list[int]] = {}
    for k in range(len(names)):
        patterns.setdefault(known[:, k].tobytes(), []).append(k)
    found = {
        k: drift
        for columns in patterns.values()
        for k, drift in zip(columns, _alike(days, values, names, columns, last), strict=True)
    }
    return [found[k] for k in range(len(names))]


def _alike(
    days: tuple[date, ...], values: np.ndarray, names: list[tuple[str, str]],
    columns: list[int], last: np.ndarray,
) -> list[ColumnDrift]:  # fmt: skip
    known = np.isfinite(values[:, columns[0]])
    counts = int((known & ~last).sum()), int((known & last).sum())
    x, _grows = seasons.terms(days, known, growth=False)
    x = np.column_stack([last * 1.0, x])
    too_few = counts[0] < FEWEST_BEFORE or counts[1] < FEWEST_RECENT
    if too_few or known.sum() < x.shape[1] + seasons.WEEK:
        return [ColumnDrift(names[k][0], "daily", names[k][1], None, None, None, None, None,
                            *counts, "too_few") for k in columns]  # fmt: skip
    told = np.zeros((4, len(columns)))  # effect, low, high, p: a statistic that never moves
    told[3] = 1.0
    moves = np.ptp(values[known][:, columns], axis=0) > 0
    if moves.any():
        y = values[:, columns][:, moves]
        y = np.where(known[:, None], y - y[known].mean(axis=0), 0.0)
        found = weigh(whiten(np.column_stack([x, y]), known), x.shape[1], pooled=POOLED)
        told[:, moves] = found.middle(0), *found.within(0), found.beyond(0)
    return [
        ColumnDrift(names[k][0], "daily", names[k][1], *each, each[3], *counts, "steady")
        for k, each in zip(columns, told.T.tolist(), strict=True)
    ]


def _by_column(found: list[ColumnDrift]) -> list[ColumnDrift]:
    """One for each column: its statistic that moved most surely, among all it has.

    A number that moved as a whole is told as that, though its spread about what was may be surer.
    """
    groups: dict[str, list[ColumnDrift]] = {}
    for each in found:
        groups.setdefault(each.name, []).append(each)
    told = []
    for group in groups.values():
        tested = [each for each in group if each.p is not None]
        if not tested:
            told.append(group[0])
            continue
        best = min(tested, key=lambda each: (each.p > PLAIN or each.where != PLACE, each.p))  # type: ignore[operator]
        told.append(replace(best, p=min(best.p * len(tested), 1.0)))  # type: ignore[operator]
    return told
