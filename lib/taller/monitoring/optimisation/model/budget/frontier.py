"""Plans over a range of totals: how much to spend, beside how to share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.errors import InputError
from taller.looked import Looked
from taller.measurement import estimates
from taller.monitoring.optimisation.model.budget.messages import say
from taller.monitoring.optimisation.model.budget.plan import Asked, best_levels, evidence_of, sold
from taller.monitoring.optimisation.model.budget.solving import COARSE

if TYPE_CHECKING:
    from taller.phase import Estimate

SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)  # of today's total
FEWEST = 3  # totals without which there is nothing to move between


@dataclass(frozen=True)
class Frontier(Looked):
    """The best plan at each of several totals.

    Attributes
    ----------
    totals : (n,) money in all weeks, rising
    spend : (n, C) of each channel in all weeks
    brings : of each total: profit where the margin is known (less the spend), else sales
    today : place of today's total
    best : place of the total that brings most; None where no margin tells
    more : what that brings more than today's total does, both at their best mix; None likewise
    longer : the channels of which so much was never spent for so long as at the best total
    """

    asked: Asked
    totals: np.ndarray
    spend: np.ndarray
    brings: tuple[Estimate, ...]
    today: int
    best: int | None
    more: Estimate | None
    longer: tuple[str, ...] = ()

    @property
    def claimed(self) -> bool:
        """Whether a page may say that another total leaves more profit than today's."""
        return self.more is not None and self.best != self.today and estimates.above(self.more)


def along(asked: Asked, shares: Sequence[float] = SHARES) -> Frontier | None:
    """The best plans at shares of today's total; None where limits leave fewer than three."""
    tried, method = [], ""
    for share in shares:
        totals = tuple(share * asked.as_today * weeks for weeks in asked.lengths)
        try:
            levels, at, _held = best_levels(asked, totals, points=COARSE)
        except InputError:  # floors or ceilings do not allow that total
            continue
        spend = at.spread(levels)
        added = asked.worth * sold(asked, spend).sum(axis=1)
        tried.append((share, spend, added - spend.sum() * asked.profit))
    if len(tried) < FEWEST or 1.0 not in [share for share, *_rest in tried]:
        return None
    drawn = np.array([each[2] for each in tried])
    method = say("budget-method", draws=drawn.shape[1])
    n, today = len(asked.spent), [share for share, *_rest in tried].index(1.0)
    best = int(drawn.mean(axis=1).argmax()) if asked.profit else None
    spend = np.array([each[1].sum(axis=0) for each in tried])
    longer = () if best is None else never_so_long(asked, tried[best][1])
    return Frontier(
        asked, spend.sum(axis=1), spend, tuple(_money(row, n, method) for row in drawn), today,
        best, None if best is None else _money(drawn[best] - drawn[today], n, method), longer,
    )  # fmt: skip


def never_so_long(asked: Asked, spend: np.ndarray) -> tuple[str, ...]:
    """The channels of which so much as in a plan, (W, C), was never spent for so long."""
    names = enumerate(asked.curves.channels)
    return tuple(name for c, name in names if evidence_of(asked, spend, c) != "seen")


def _money(drawn: np.ndarray, n: int, method: str) -> Estimate:
    return estimates.of_draws(float(drawn.mean()), drawn, unit="money", n=n, method=method)
