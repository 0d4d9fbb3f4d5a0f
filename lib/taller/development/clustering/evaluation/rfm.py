"""Segments against classic RFM quintiles: which explains spend better in a period neither saw?

Both learn at one date from the customers known then and what they spend in the period after it.
Both are then judged on the next period, from what is known at its start. Nothing of the last
period is used before that one comparison.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.development.clustering.evaluation.later import pearson, sales_of
from taller.development.clustering.features import Customers, buyers
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import choose, fit, prepare
from taller.development.clustering.params import FEWEST_CUSTOMERS, Params
from taller.development.clustering.result import Comparison, Contender
from taller.measurement import estimates
from taller.phase import Estimate

if TYPE_CHECKING:
    import ibis

QUINTILES = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Quintiles:
    """RFM cells with cut points learned at one date; customers who tie share a quintile."""

    cuts: dict[str, np.ndarray]

    @classmethod
    def learn(cls, frame: pd.DataFrame) -> Quintiles:
        """Cut points at the 20, 40, 60 and 80 percent quantiles of each of R, F and M."""
        columns = ("recency_days", "frequency", "monetary")
        return cls({c: np.quantile(frame[c], QUINTILES) for c in columns})

    def scores(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Scores from 1 to 5, 5 best: most recent, most frequent, highest spend."""
        found = {c: np.searchsorted(cuts, frame[c], side="left") for c, cuts in self.cuts.items()}
        found["recency_days"] = 4 - found["recency_days"]
        return pd.DataFrame(found, index=frame.index) + 1

    def cells(self, frame: pd.DataFrame) -> pd.Series:
        """One of 125 cells, written as in "543"."""
        scores = self.scores(frame)
        return scores["recency_days"] * 100 + scores["frequency"] * 10 + scores["monetary"]


def compare(
    orders: ibis.Table, as_of: dt.date, p: Params, seed: int
) -> tuple[Comparison | None, str]:
    """Judge both on spend from ``as_of - holdout_days`` to ``as_of``.

    Returns the comparison, or None and the reason why there is none, in the run's language.
    """
    period = dt.timedelta(days=p.holdout_days)
    learning, judging = buyers(orders, as_of - 2 * period), buyers(orders, as_of - period)
    if len(learning) < FEWEST_CUSTOMERS:
        n, least = len(learning), FEWEST_CUSTOMERS
        return None, say("not-compared.short", days=p.holdout_days, n=n, fewest=least)
    learned = np.log1p(sales_of(learning, orders, judging.as_of)["spend"])
    actual = np.log1p(sales_of(judging, orders, as_of)["spend"])
    if actual.nunique() < 2:
        return None, say("not-compared.nobody")
    groupings = _groupings(learning, judging, p, seed)
    if groupings["segments"][0].nunique() < 2:
        return None, say("not-compared.alike")
    predicted = {key: _group_means(learned, then, now) for key, (then, now) in groupings.items()}
    groups = {key: int(then.nunique()) for key, (then, _now) in groupings.items()}
    contenders, difference, difference_score = _judge(predicted, groups, actual, seed)
    return Comparison(
        learned_from=learning.as_of,
        learned_to=judging.as_of,
        judged_to=as_of,
        customers=len(judging),
        contenders=contenders,
        difference=difference,
        difference_score=difference_score,
        verdict=_verdict(contenders, difference, difference_score),
    ), ""


def _groupings(
    learning: Customers, judging: Customers, p: Params, seed: int
) -> dict[str, tuple[pd.Series, pd.Series]]:
    """Each way of grouping: the groups at the first date, and by the same rule at the second."""
    prepared = prepare(learning, p)
    model, _choice = fit(prepared, choose(prepared, p, seed), learning)
    rfm = Quintiles.learn(learning.frame)
    k = len(model.centres)
    total_then, total_now = (rfm.scores(c.frame).sum(axis=1) for c in (learning, judging))
    cuts = np.quantile(total_then, np.arange(1, k) / k)
    return {
        "segments": (model.assign(learning.frame), model.assign(judging.frame)),
        "rfm_cells": (rfm.cells(learning.frame), rfm.cells(judging.frame)),
        "rfm_score": tuple(
            pd.Series(np.searchsorted(cuts, total, side="left"), index=total.index)
            for total in (total_then, total_now)
        ),
    }


def _group_means(learned: pd.Series, then: pd.Series, now: pd.Series) -> np.ndarray:
    """What a group spent in the first period, for those in it at the second; else the mean."""
    return now.map(learned.groupby(then).mean()).fillna(learned.mean()).to_numpy()


def _judge(
    predicted: dict[str, np.ndarray], groups: dict[str, int], actual: pd.Series, seed: int
) -> tuple[tuple[Contender, ...], Estimate, Estimate]:
    """R² and rank correlation of each contender, and how far the segments lead.

    Sums of each column are all that these need, so one pass of resampling serves them all.
    """
    keys = list(predicted)
    y = actual.to_numpy() - actual.mean()
    ranks_y = _centred_ranks(y)
    columns = [np.ones(len(y)), y, y**2, ranks_y, ranks_y**2]
    for key in keys:
        error, ranks = (actual.to_numpy() - predicted[key]) ** 2, _centred_ranks(predicted[key])
        columns += [error, ranks, ranks**2, ranks * ranks_y]
    at = {key: 5 + 4 * i for i, key in enumerate(keys)}
    r_squared = [partial(_r_squared, error=at[key]) for key in keys]
    rank = [partial(_rank_correlation, first=at[key] + 1) for key in keys]
    lead = [partial(_lead, error=at[keys[0]], other=at[key]) for key in keys[1:]]
    found = estimates.statistics(
        np.column_stack(columns),
        [*r_squared, *rank, *lead],
        estimates.generator(seed, "judge"),
        unit="index",
        methods=[
            *[lambda n, draws: say("method.r-squared", n=n, draws=draws)] * len(keys),
            *[lambda n, draws: say("method.spearman", n=n, draws=draws)] * len(keys),
            *[lambda n, draws: say("method.lead", n=n, draws=draws)] * len(lead),
        ],
    )
    contenders = tuple(
        Contender(
            key=key,
            label=say(f"contender.{key}", n=groups[key]),
            groups=groups[key],
            r_squared=found[i],
            rank_correlation=found[len(keys) + i],
        )
        for i, key in enumerate(keys)
    )
    return contenders, *found[2 * len(keys) :]


def _total(sums: np.ndarray) -> np.ndarray:
    """Sum of squares about the mean, from the sums of 1, y and y²."""
    return np.maximum(sums[:, 2] - sums[:, 1] ** 2 / sums[:, 0], 1e-12)


def _r_squared(sums: np.ndarray, *, error: int) -> np.ndarray:
    return 1 - sums[:, error] / _total(sums)


def _lead(sums: np.ndarray, *, error: int, other: int) -> np.ndarray:
    return (sums[:, other] - sums[:, error]) / _total(sums)


def _rank_correlation(sums: np.ndarray, *, first: int) -> np.ndarray:
    return pearson(sums[:, [0, first, 3, first + 1, 4, first + 2]])


def _centred_ranks(values: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    ranks = rankdata(values)
    return (ranks - ranks.mean()) / len(ranks)


def _verdict(contenders: tuple[Contender, ...], difference: Estimate, score: Estimate) -> str:
    ours, cells, total = (contender.r_squared for contender in contenders)
    standing, size = _standing(difference), abs(difference.value)
    told = [
        say("verdict.cells", standing=standing, ours=ours, theirs=cells, gap=difference, size=size),
        say("verdict.score", standing=_standing(score), theirs=total, gap=score),
    ]
    return " ".join(told)


def _standing(lead: Estimate) -> str:
    return "above" if lead.low > 0 else "below" if lead.high < 0 else "level"
