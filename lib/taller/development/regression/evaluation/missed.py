"""How far totals were missed: by hold-outs, of which one as long as the horizon counts most.

A window of three months is missed by its season as well as by the model; over a year the seasons
are all there. So where orders reach back far enough, customers are valued once more as they stood
a whole horizon ago, by the same kind of model, and held against what they spent since. A miss to
one side is taken to be as likely to the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taller.development.regression.evaluation.test import Tested
from taller.development.regression.features.customers import FEWEST, Customers, customers, spent
from taller.development.regression.messages import say
from taller.development.regression.model.candidates import Candidate
from taller.development.regression.model.training import fit_all

HISTORY = 180  # days of orders before a hold-out as long as the horizon
LONGER = 1.5  # times the test window, from which a hold-out of the horizon tells more
LEANING = {"blend": ("bg_nbd", "blend"), "lightgbm": ("bg_nbd", "lightgbm")}


@dataclass(frozen=True)
class Missed:
    """True over predicted total, the least and the greatest.

    Attributes
    ----------
    low, high : as factors; around 1
    days : length of the hold-out that was as long as the horizon; 0 where it was shorter ones
    ratio : true over predicted of that hold-out
    """

    low: float
    high: float
    days: int = 0
    ratio: float = 1.0

    @property
    def told(self) -> str:
        """Which hold-outs were missed, and by how much."""
        return say("missed", days=self.days, below=self.low, above=self.high)


def missed(tested: Tested, seed: int) -> Missed:
    """The miss over a whole horizon where there is room for one, else those of both hold-outs."""
    return over_horizon(tested, seed) or of_windows(tested)


def over_horizon(tested: Tested, seed: int) -> Missed | None:
    """Customers as they stood a horizon ago against what they spent since; None without room."""
    g = tested.fitted.gathered
    now = g.now
    assert now is not None
    days = round(g.p.horizon_months * 365.25 / 12)
    first = now.day - dt.timedelta(days=int(now.frame["age"].max()))
    day = now.day - dt.timedelta(days=days)
    if (day - first).days < HISTORY or days < LONGER * g.p.holdout_days:
        return None
    base = customers(now.past, day, first, now.about)
    made = refitted(tested, base, seed) if len(base) >= FEWEST else {}
    if (candidate := made.get(tested.used)) is None:
        return None
    predicted = float(candidate.predict(base, days).sum())
    actual = float(spent(now.past, base, now.day).sum())
    if predicted <= 0 or actual <= 0:
        return None
    factor = actual / predicted
    return Missed(min(factor, 1 / factor), max(factor, 1 / factor), days, factor)


def refitted(tested: Tested, base: Customers, seed: int) -> dict[str, Candidate]:
    """The candidate used, and what it leans on, learned from other customers."""
    g, used = tested.fitted.gathered, tested.used
    only = LEANING.get(used, (used,))
    return fit_all(g, base, g.p.holdout_days, seed, tested.refitted, only)[0]


def of_windows(tested: Tested) -> Missed:
    """Both hold-outs, validation and test."""
    g = tested.fitted.gathered
    assert g.earlier_spend is not None
    found = [1.0]
    for actual, predicted in (
        (g.earlier_spend, tested.fitted.predicted.get(tested.used)),
        (tested.actual, tested.predicted[tested.used]),
    ):
        if predicted is not None and predicted.sum() > 0:
            found.append(float(actual.sum() / predicted.sum()))
    return Missed(min(found), max(found))
