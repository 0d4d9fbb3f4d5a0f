"""Lifetime value: money over the horizon, discounted, as contribution margin; total and by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from taller.development.regression.evaluation.held import FAR, first_tenth, largest
from taller.development.regression.evaluation.missed import Missed, missed, refitted
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.features.customers import Customers
from taller.development.regression.messages import say
from taller.development.regression.model.candidates import Candidate, Lifetime
from taller.development.regression.model.simulation import Simulated, simulate
from taller.development.regression.model.training import alike
from taller.development.regression.params import Params
from taller.development.regression.result import Part, Value
from taller.looked import Looked
from taller.measurement import estimates
from taller.phase import Estimate

YEAR = 365.25
FEWEST = 30  # customers of a part, to be told apart
ONE, MOST = 0.25, 0.5  # share of one customer, from which that is told; and no total is
OTHER = 3.0  # factor, to either side, by which a year is missed where it was like no other
Said = Literal["plainly", "with its miss", "not"]


@dataclass(frozen=True)
class Valued(Looked):
    """What customers are worth from now on.

    Attributes
    ----------
    base : customers at the date of valuation
    candidate : the model used, learned from everything
    low, high : 95% interval of each customer's value, as contribution margin
    missed : how far totals of hold-outs were missed
    alive : probability that each still buys; None where the model used does not know it
    """

    tested: Tested
    base: Customers
    candidate: Candidate
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray
    value: Value
    missed: Missed
    alive: np.ndarray | None = None

    @property
    def said(self) -> Said:
        """How far the test bears the total.

        A test window that was missed by more than `FAR` is told beside it. There is no total where
        it was missed beyond chance and no look back over a whole horizon came near; where it, or
        that look back, was missed by so much that something has changed; or where one customer
        stands for most of it.
        """
        whole = self.tested.whole
        if self.one >= MOST or self.other:
            return "not"
        if whole.near:
            return "plainly"
        if whole.very_far:
            return "not"
        total = self.tested.total
        assert total is not None
        inside = whole.bearable or total.low <= float(self.tested.actual.sum()) <= total.high
        looked_back = bool(self.missed.days) and abs(self.missed.ratio - 1) <= FAR
        return "with its miss" if inside or looked_back else "not"

    @property
    def other(self) -> bool:
        """Whether what was spent over the last horizon tells of a change, not of what is next."""
        return not 1 / OTHER <= self.missed.ratio <= OTHER

    @property
    def off(self) -> tuple[int, float]:
        """Days of the hold-out that tells most of a miss, and true over predicted in it."""
        if self.other:
            return self.missed.days, self.missed.ratio
        return self.tested.fitted.gathered.p.holdout_days, self.tested.whole.ratio

    @property
    def one(self) -> float:
        """Share of the money, expected or spent in the test, that one customer stands for."""
        return max(largest(self.expected), largest(self.tested.actual))

    @property
    def ranks(self) -> bool:
        """Whether the values' own order is the one that the test shows to be better than chance."""
        return self.tested.ranked_by == self.tested.used

    @property
    def amounts(self) -> bool:
        """Whether amounts of single customers and of parts may be told."""
        by_rank = self.ranks and self.tested.bearable("top")
        return self.said != "not" and by_rank and self.one < ONE

    @property
    def concentrated(self) -> bool:
        """Whether the share that the first tenth is to bring may be told."""
        return self.amounts and self.tested.share_held

    @property
    def order(self) -> np.ndarray:
        """(n,) places of the customers, the first to be chosen first; by what ranks them."""
        by = self.expected if self.ranks else self.base.frame["recent"].to_numpy()
        return np.argsort(-by, kind="stable")


def horizon_days(months: int) -> float:
    """Days of so many months.

    >>> horizon_days(12)
    365.25
    """
    return months * YEAR / 12


def per_day(annual: float) -> float:
    """The continuous rate per day that an annual rate is.

    >>> round(float(np.exp(-per_day(0.1) * 365.25)), 6)  # 1 / 1.1
    0.909091
    """
    return float(np.log1p(annual) / YEAR)


def value(tested: Tested | None, seed: int) -> Valued | None:
    """Fit the model used on everything, and simulate what each customer will bring."""
    if tested is None or tested.total is None:
        return None
    g = tested.fitted.gathered
    p, base = g.p, g.now
    assert base is not None
    candidate = _final(tested, base, seed)
    days, discount = horizon_days(p.horizon_months), per_day(p.discount)
    expected = candidate.predict(base, days, discount)
    top = np.zeros(len(base), dtype=bool)
    top[np.argsort(-expected, kind="stable")[: first_tenth(len(base))]] = True
    parts, names = _parts(base, top)
    told = simulate(candidate, base, days, p.futures, estimates.generator(seed, "value"),
                    discount=discount, parts=parts)  # fmt: skip
    off = missed(tested, seed)
    sales = candidate.predict(base, days).sum()
    found = _value(tested, told, parts, names, float(sales), off)
    left = kept_of_sales(p)
    alive = candidate.alive(base) if isinstance(candidate, Lifetime) else None
    return Valued(
        tested, base, candidate, told.expected * left, told.low * left, told.high * left, found,
        off, alive,
    )  # fmt: skip


def kept_of_sales(p: Params) -> float:
    """What is counted of a unit of net sales: the margin, or all of it where none is given."""
    return 1.0 if p.margin is None else p.margin


def _final(tested: Tested, base: Customers, seed: int) -> Candidate:
    made = refitted(tested, base, seed)
    candidate = made.get(tested.used, made["naive"])
    return alike(tested.predicted[tested.used], tested.actual, candidate)


def _parts(base: Customers, top: np.ndarray) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Which customers belong to each part, and its name; the top tenth comes first."""
    columns = [top]
    names = [("top", "top")]
    frame = base.about.assign(segment=base.segments())
    for by in ["segment", *base.about.columns]:
        levels = frame[by].value_counts()
        if len(levels) < 2:
            continue
        for level, n in levels.items():
            if n >= FEWEST:
                columns.append((frame[by] == level).to_numpy())
                names.append((by, str(level)))
    return pd.DataFrame(np.column_stack(columns), index=base.frame.index), names


def _value(
    tested: Tested, told: Simulated, parts: pd.DataFrame, names: list[tuple[str, str]],
    sales: float, off: Missed,
) -> Value:  # fmt: skip
    p, n = tested.fitted.gathered.p, len(told.expected)
    left = kept_of_sales(p)
    member = parts.to_numpy()
    means = told.expected @ member
    shares = told.sums[0] / np.maximum(told.totals, 1e-300)
    top = float(means[0] / max(told.expected.sum(), 1e-300))
    made = []
    for k, (by, level) in enumerate(names[1:], start=1):
        size = int(member[:, k].sum())
        total = _estimate(means[k] * left, told.sums[k] * left, off, size, p.futures)
        made.append(Part(by=by, level=level, customers=size, total=total, mean=_over(total, size)))
    total = _estimate(told.expected.sum() * left, told.totals * left, off, n, p.futures)
    relative = total.low / max(total.value, 1e-300), total.high / max(total.value, 1e-300)
    return Value(
        months=p.horizon_months, discount=p.discount, margin=p.margin, customers=n,
        total=total, mean=_over(total, n),
        sales=total.model_copy(update={"value": sales, "low": sales * relative[0],
                                       "high": sales * relative[1]}),
        top_share=estimates.of_draws(top, shares, unit="share", n=n, method=say("method-share")),
        parts=tuple(made),
    )  # fmt: skip


def _estimate(value: float, drawn: np.ndarray, off: Missed, n: int, futures: int) -> Estimate:
    """The interval of the futures, and at least as wide as totals of hold-outs were missed by."""
    low, high = np.quantile(drawn, [0.025, 0.975])
    method = say("method-value", n=n, futures=futures, missed=off.told)
    return Estimate(
        value=float(value), low=min(float(low), value * off.low),
        high=max(float(high), value * off.high), unit="money", n=n, method=method,
    )  # fmt: skip


def _over(total: Estimate, size: int) -> Estimate:
    ends = {name: getattr(total, name) / size for name in ("value", "low", "high")}
    return total.model_copy(update=ends)
