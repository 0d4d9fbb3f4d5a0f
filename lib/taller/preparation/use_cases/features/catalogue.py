"""The use cases there are to choose from: Taller's own, as the client changed them, and theirs."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from taller import language
from taller.measurement.ranges import Amounts, Range, within

if TYPE_CHECKING:
    from taller.preparation.use_cases.params import CaseGiven, Params

FILE = Path(__file__).with_name("catalogue.yaml")
CRITERIA = ("impact", "feasibility", "cost", "timeline", "risk")
LOWEST, HIGHEST = 1.0, 5.0
OTHER_DATA = ("texts", "leads", "content", "creatives")
SUBSCRIBED = {"orders": "subscriptions", "customers": "accounts", "events": "usage"}
"""What tells a business of subscriptions what these tell a shop."""

# Where scores of cost and timeline change: the amount (euros, weeks) at which a score is reached.
COST_SCALE = ((3_000, 5), (10_000, 4), (30_000, 3), (80_000, 2), (200_000, 1))
TIMELINE_SCALE = ((3, 5), (6, 4), (10, 3), (18, 2), (30, 1))


Points = Annotated[Range, within(LOWEST, HIGHEST)]
Money = Amounts
Days = Amounts
Weeks = Annotated[Range, within(1, 520)]
Criterion = Literal["impact", "feasibility", "cost", "timeline", "risk"]
Kind = Literal[
    "orders", "customers", "items", "events", "sessions", "spend",
    "subscriptions", "accounts", "usage",
    "texts", "leads", "content", "creatives",
]  # fmt: skip
Readiness = Literal[
    "data_quality", "technical_infrastructure", "team_expertise", "budget_availability",
    "timeline_flexibility",
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One use case, complete.

    Attributes
    ----------
    impact, feasibility, cost, timeline, risk : points from 1 to 5, 5 always the best
    money : spent outside the company until it runs, in the client's currency
    person_days : of the client's own people until it runs
    data : kinds of data without which it cannot be done
    leans_on : criteria of readiness without which it fails
    notebook : the notebook here that does it; None where there is none
    after : cases that must be running first
    source : where the ranges come from; empty for an assumption of ours
    """

    key: str
    name: str
    what: str
    impact: Range
    feasibility: Range
    cost: Range
    timeline: Range
    risk: Range
    money: Range
    person_days: Range
    weeks: Range
    data: tuple[str, ...] = ()
    leans_on: tuple[str, ...] = ()
    notebook: str | None = None
    after: tuple[str, ...] = ()
    owner: str = ""
    metric: str = ""
    source: str = ""

    def points(self, criterion: str) -> Range:
        """The range of one criterion."""
        return getattr(self, criterion)


@cache
def raw() -> dict[str, Any]:
    """The packaged file as plain data."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))


def rate(currency: str, p: Params | None = None) -> float:
    """Units of a currency for one euro of the catalogue: as given, else as assumed, else 1."""
    if p is not None and p.cost_factor is not None:
        return p.cost_factor
    return float(raw()["rates"].get(currency, 1))


def cost_points(money: Range, per_euro: float = 1.0) -> Range:
    """Points for what a case costs: 5 up to 3,000 euros, 1 from 200,000.

    >>> cost_points(Range(3_000, 30_000, 400_000))
    Range(low=1.0, mid=3.0, high=5.0)
    """
    return _points(Range(*(amount / per_euro for amount in money)), COST_SCALE)


def timeline_points(weeks: Range) -> Range:
    """Points for how long a case takes: 5 up to 3 weeks, 1 from 30.

    >>> timeline_points(Range(2, 6, 18))
    Range(low=2.0, mid=4.0, high=5.0)
    """
    return _points(weeks, TIMELINE_SCALE)


def _points(amounts: Range, scale: tuple[tuple[float, int], ...]) -> Range:
    return Range(*(_read_off(amount, scale) for amount in reversed(amounts)))


def _read_off(amount: float, scale: tuple[tuple[float, int], ...]) -> float:
    """The score of an amount, between two steps of the scale in proportion to the logarithm."""
    if amount <= scale[0][0]:
        return float(scale[0][1])
    for (below, more), (above, less) in pairwise(scale):
        if amount <= above:
            part = math.log(amount / below) / math.log(above / below)
            return round(more - part * (more - less), 1)
    return float(scale[-1][1])


def cases(p: Params, currency: str = "EUR", refuted: Collection[str] = ()) -> tuple[Case, ...]:
    """The cases to rank: the catalogue's, changed as the client said, then the client's own.

    Those refuted, which the client's own data speaks against, are left out; nothing waits for them.
    """
    per_euro, given = rate(currency, p), dict(p.cases)
    left_out, over = {*p.exclude, *p.done, *refuted}, (*p.done, *refuted)
    made: list[Case] = []
    if p.catalogue:
        for key, entry in raw()["cases"].items():
            changed = given.pop(key, None)
            if key not in left_out:
                made.append(_case(key, _own_money(entry, per_euro), changed, per_euro))
    for key, own in given.items():
        if key not in left_out:
            made.append(_case(key, {}, own, per_euro))
    return tuple(_without(case, over) for case in made)


def name_of(key: str, p: Params) -> str:
    """A case's name, also of one that is excluded or done."""
    given = p.cases.get(key)
    if given is not None and given.name:
        return given.name
    entry = raw()["cases"].get(key)
    return entry["name"][language.current().code] if entry else key


def _own_money(entry: Mapping[str, Any], per_euro: float) -> dict[str, Any]:
    return {**entry, "money": [amount * per_euro for amount in entry["money"]]}


def _case(key: str, entry: dict[str, Any], given: CaseGiven | None, per_euro: float) -> Case:
    """A case of the catalogue's entry (empty for the client's own) and what the client said."""
    code = language.current().code
    told = {n: v[code] if isinstance(v, dict) else v for n, v in entry.items()}
    said = {n: v for n, v in (given or ()) if v is not None}
    values: dict[str, Any] = {"name": key, "what": ""} | told | said
    for name in ("money", "person_days", "weeks", *CRITERIA):
        if name in values:
            values[name] = Range(*values[name])
    values.setdefault("cost", cost_points(values["money"], per_euro))
    values.setdefault("timeline", timeline_points(values["weeks"]))
    for name in ("data", "leans_on", "after"):
        values[name] = tuple(values.get(name) or ())
    return Case(key=key, **values)


def _without(case: Case, done: tuple[str, ...]) -> Case:
    """The case, no longer waiting for what is running already, or will not be."""
    from dataclasses import replace

    left = tuple(key for key in case.after if key not in done)
    return case if left == case.after else replace(case, after=left)
