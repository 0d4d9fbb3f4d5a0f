"""What is expected of a day before anything happens: its weekday, and steady growth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

WEEK = 7
TWICE = 2  # days of a weekday that are known, before the weekday is told apart
TREND = 56  # days from which growth is told apart from a change of level


def calendar(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last."""
    return tuple(first + timedelta(n) for n in range((last - first).days + 1))


def terms(
    days: Sequence[date],
    known: np.ndarray,
    *,
    noise: np.ndarray | None = None,
    growth: bool = True,
) -> tuple[np.ndarray, bool]:
    """Terms of a regression, (days, terms), of full rank on the days known; whether one is growth.

    The first is the level of a usual day: weekdays are told as differences from the mean of all
    days known, each as sure as it is, so that a rare Saturday does not move it.

    Parameters
    ----------
    noise : (days,) variance of each day alone, 1 on average; None: all alike
    growth : whether steady growth is a term, where enough days are known; False: growth is a change
    """
    weekday = np.array([day.weekday() for day in days])
    counts = np.bincount(weekday[known], minlength=WEEK)
    told = np.flatnonzero(counts >= TWICE)
    columns = [np.ones(len(days))]
    if len(told) > 1:
        sure = known * (1.0 if noise is None else 1 / noise)
        weight = np.bincount(weekday, weights=sure, minlength=WEEK)
        base = int(told[weight[told].argmax()])
        columns += [(weekday == k) * 1.0 - (weekday == base) * weight[k] / weight[base]
                    for k in told if k != base]  # fmt: skip
    grows = growth and int(known.sum()) >= TREND
    if grows:
        columns.append(np.linspace(-1.0, 1.0, len(days)))
    return _independent(np.column_stack(columns), known, grows)


def _independent(x: np.ndarray, known: np.ndarray, grows: bool) -> tuple[np.ndarray, bool]:
    """Leave out columns that say what those before them say."""
    kept: list[int] = []
    for k in range(x.shape[1]):
        if np.linalg.matrix_rank(x[known][:, [*kept, k]]) == len(kept) + 1:
            kept.append(k)
    return x[:, kept], grows and x.shape[1] - 1 in kept
