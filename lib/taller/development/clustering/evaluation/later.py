"""What customers did after an earlier date: by the segment they were in then, and by their spend.

Who is in a segment, or among those who had spent most, is decided by what was known at the start;
the spend looked at comes after it. So a difference found here is not one that the segments were
made of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data.tell import groups
from taller.development.clustering.features import Customers, buyers, sales_between
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Model
from taller.development.clustering.params import FEWEST_CUSTOMERS, Params
from taller.development.clustering.result import Comparison, Flow, Persistence, Standing
from taller.looked import Looked
from taller.measurement import estimates
from taller.phase import Estimate

if TYPE_CHECKING:
    import ibis

FEWEST_OBSERVED = 20  # customers below which a segment's next-period spend is not estimated
STRICT = 0.99  # level at which spend must be shown to persist, as a decision rests on it
LEVEL = 0.95  # of all comparisons of segments with the others together
ONE_PERSON = 0.5  # share of a sum from which it speaks of one customer


@dataclass(frozen=True)
class Outlook(Looked):
    """What customers did after an earlier date, by the segment they were in then.

    Attributes
    ----------
    others_spend : mean spend of those in other segments
    lead : mean spend less that of the others
    returns : share of value sent back less that of the others
    """

    start: dt.date
    end: dt.date
    next_spend: dict[int, Estimate]
    came_back: dict[int, Estimate]
    all_came_back: Estimate
    others_spend: dict[int, float]
    lead: dict[int, Estimate]
    returns: dict[int, Estimate]

    @property
    def days(self) -> int:
        """Length of the period."""
        return (self.end - self.start).days

    def standing(self, segment: int) -> Standing:
        """Whether a segment went on to spend more or less than the others, beyond chance."""
        lead = self.lead.get(segment)
        if lead is None:
            return "unknown"
        return "above" if lead.low > 0 else "below" if lead.high < 0 else "level"


@dataclass(frozen=True)
class Afterwards(Looked):
    """All that is known of what customers did after they were described; None where it is not.

    Attributes
    ----------
    comparison : segments learned on one period, judged on the next (`evaluation.rfm`)
    """

    outlook: Outlook | None = None
    comparison: Comparison | None = None
    persistence: Persistence | None = None

    @property
    def tells_apart(self) -> bool:
        """Whether segments learned on one period are shown to tell spend in a later one apart."""
        if self.comparison is None:
            return False
        ours = self.comparison.contenders[0]
        return estimates.above(ours.r_squared) and estimates.above(ours.rank_correlation)


@dataclass(frozen=True)
class Migration(Looked):
    """Who went where between two dates; segment 0 is 'not yet a customer'.

    Attributes
    ----------
    hidden : origin and destination of the flows of so few people that they are not told
    minimum : fewest people of a flow that is told
    """

    start: dt.date
    end: dt.date
    flows: list[Flow]
    hidden: frozenset[tuple[int, int]] = frozenset()
    minimum: int = 1

    @property
    def told(self) -> list[Flow]:
        """The flows that may be told."""
        return [f for f in self.flows if (f.origin, f.destination) not in self.hidden]


def look_ahead(
    model: Model, orders: ibis.Table, customers: Customers, p: Params, seed: int
) -> Outlook | None:
    """Spend in the `holdout_days` before the date, by segment at the period's start.

    None where too few customers (50) are known at the start of that period. A segment of few
    people, or whose later spend is mostly one customer's, has no figures.
    """
    start = customers.as_of - dt.timedelta(days=p.holdout_days)
    before = buyers(orders, start)
    if len(before) < FEWEST_CUSTOMERS:
        return None
    segment = model.assign(before.frame)
    later = sales_of(before, orders, customers.as_of)
    sizes = {int(n): int(size) for n, size in segment.value_counts().items()}
    hidden = groups.suppress(sizes, model.minimum)
    told = [
        n
        for n in sorted(sizes)
        if sizes[n] >= FEWEST_OBSERVED and n not in hidden
        and not is_one_person(later.loc[segment == n, "spend"])
    ]  # fmt: skip
    spends = {n: later.loc[segment == n, "spend"] for n in told}
    compared = [n for n in told if sizes[n] < len(segment)]
    level = 1 - (1 - LEVEL) / max(len(compared), 1)
    found = {n: _against_others(later, segment == n, level, seed, n) for n in compared}
    spent = later["spend"]
    return Outlook(
        start,
        customers.as_of,
        {n: _mean_spend(x, seed, n) for n, x in spends.items()},
        {n: estimates.share(int((x > 0).sum()), len(x)) for n, x in spends.items()},
        estimates.share(int((spent > 0).sum()), len(spent)),
        {n: float(spent[segment != n].mean()) for n in compared},
        {n: lead for n, (lead, _returns) in found.items()},
        {n: returns for n, (_lead, returns) in found.items()},
    )


def persist(orders: ibis.Table, customers: Customers, p: Params, seed: int) -> Persistence | None:
    """Whether customers who had spent more by an earlier date spent more after it.

    None where too few customers (50) are known at the earlier date.
    """
    start = customers.as_of - dt.timedelta(days=p.holdout_days)
    before = buyers(orders, start)
    if len(before) < FEWEST_CUSTOMERS:
        return None
    had, spent = before.frame["monetary"], sales_of(before, orders, customers.as_of)["spend"]
    correlation = _rank_correlation(had, spent, seed)
    # Of those who spent the same, the first by customer: as many in the fifth each time.
    most = had.rank(method="first", ascending=False) <= len(had) / 5
    sales = pd.DataFrame({"spend": spent, "bought": spent})
    lead, _returns = _against_others(sales, most, STRICT, seed, "persist")
    hidden = is_one_person(spent)
    return Persistence(
        start=start,
        end=customers.as_of,
        rank_correlation=correlation,
        top=None if hidden else _mean_spend(spent[most], seed, "top"),
        others=None if hidden else _mean_spend(spent[~most], seed, "others"),
        shown=correlation.low > 0 and (hidden or lead.low > 0),
    )


def sales_of(customers: Customers, orders: ibis.Table, end: dt.date) -> pd.DataFrame:
    """`sales_between` of each customer from their date to ``end``; 0 where there is nothing."""
    table = sales_between(orders, customers.as_of, end).to_pandas()
    return table.set_index("user_id").reindex(customers.frame.index, fill_value=0.0)


def is_one_person(sums: pd.Series) -> bool:
    """Whether a sum is mostly one customer's, so that it would speak of a person."""
    return bool(sums.max() > ONE_PERSON * sums.sum()) if len(sums) else False


def migrate(model: Model, orders: ibis.Table, customers: Customers, p: Params) -> Migration | None:
    """Segments at two dates under the same fitted model; None where nobody was known before."""
    start = customers.as_of - dt.timedelta(days=p.migration_days)
    before = buyers(orders, start)
    if len(before) < FEWEST_CUSTOMERS:
        return None
    now = model.assign(customers.frame)
    then = model.assign(before.frame).reindex(now.index, fill_value=0)
    counts = pd.crosstab(then, now)
    flows = [
        Flow(
            origin=int(origin),
            destination=int(destination),
            customers=int(count),
            share=estimates.share(int(count), int(row.sum())),
        )
        for origin, row in counts.iterrows()
        for destination, count in row.items()
    ]
    cells = groups.suppress_table(counts, model.minimum).stack()
    hidden = frozenset((int(o), int(d)) for (o, d), too_few in cells.items() if too_few)
    return Migration(start, customers.as_of, flows, hidden, model.minimum)


def _against_others(
    later: pd.DataFrame, members: pd.Series, level: float, seed: int, purpose: int | str
) -> tuple[Estimate, Estimate]:
    """Mean spend, and share of value sent back, of some customers less those of the others."""
    inside = members.to_numpy(float)
    columns = [inside, 1 - inside]
    for amount in (later["spend"], later["bought"]):
        columns += [inside * amount, (1 - inside) * amount]
    lead, returns = estimates.statistics(
        np.column_stack(columns),
        [_lead, _more_returned],
        estimates.generator(seed, "others", purpose),
        unit="number",
        methods=[lambda n, draws: say("method.difference", n=n, draws=draws)] * 2,
        level=level,
    )
    return lead.model_copy(update={"unit": "money"}), returns


def _lead(sums: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return sums[:, 2] / sums[:, 0] - sums[:, 3] / sums[:, 1]


def _more_returned(sums: np.ndarray) -> np.ndarray:
    bought = np.maximum(sums[:, 4:6], 1e-9)
    return sums[:, 3] / bought[:, 1] - sums[:, 2] / bought[:, 0]


def _rank_correlation(had: pd.Series, spent: pd.Series, seed: int) -> Estimate:
    """Spearman's, with the interval of the level a decision asks for."""
    x, y = (values.rank().to_numpy() / len(values) for values in (had, spent))
    x, y = x - x.mean(), y - y.mean()
    (found,) = estimates.statistics(
        np.column_stack([np.ones(len(x)), x, y, x * x, y * y, x * y]),
        [pearson],
        estimates.generator(seed, "persist"),
        unit="index",
        methods=[lambda n, draws: say("method.spearman", n=n, draws=draws)],
        level=STRICT,
    )
    return found


def pearson(sums: np.ndarray) -> np.ndarray:
    """Correlation from the sums of 1, x, y, x², y² and xy, (draws, 6); 0 where one is constant."""
    n, x, y, xx, yy, xy = sums.T
    spread = np.maximum((xx - x * x / n) * (yy - y * y / n), 0.0)
    return np.where(spread > 1e-12, (xy - x * y / n) / np.sqrt(np.maximum(spread, 1e-12)), 0.0)


def _mean_spend(spends: pd.Series, seed: int, purpose: int | str) -> Estimate:
    rng = estimates.generator(seed, "spend", purpose)
    return estimates.mean(spends, rng, unit="money", within=(0.0, np.inf))
