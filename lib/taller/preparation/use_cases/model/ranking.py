"""Priority of each use case, what would lift it, and what would change the order.

Priority is the weighted mean of five scores from 1 to 5. Feasibility starts from what it would be
were everything in place, and falls by a stated rule:

* each kind of data the client lacks takes `missing_data` points off;
* where the weakest criterion of readiness a case leans on lies below `readiness_needed`, up to
  `readiness_loss` points are taken off, in proportion to how far below;
* what is *not known* (readiness not assessed, other data not asked about) lowers only the low end;
* never below 1.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from taller.preparation.use_cases.features import catalogue, trade
from taller.preparation.use_cases.features.catalogue import (
    CRITERIA,
    LOWEST,
    OTHER_DATA,
    Case,
    Range,
)
from taller.preparation.use_cases.features.tested import verdicts

if TYPE_CHECKING:
    from taller.preparation.use_cases.params import Params

LEANED_ON = ("data_quality", "technical_infrastructure", "team_expertise")


@dataclass(frozen=True)
class Known:
    """What is known of the client.

    Attributes
    ----------
    tables : canonical tables there are
    readiness : criteria of readiness, 0 to 1; None, or left out, where not assessed
    currency : of the client's money
    notebooks : notebooks of this workbench that are there
    level : name of the client's level of readiness, empty if not assessed
    tested : cases that an analysis of the client's data has tested, each with why the data does
        not bear it, in words; None where it does
    sold : net sales of the last year; None where no orders tell
    """

    tables: frozenset[str] = frozenset()
    readiness: Mapping[str, float | None] | None = None
    currency: str = "EUR"
    notebooks: frozenset[str] = frozenset()
    level: str = ""
    tested: Mapping[str, str | None] = field(default_factory=dict)
    sold: float | None = None

    def told_by(self, kind: str) -> str:
        """The kind of data that tells this client what ``kind`` tells a shop.

        >>> Known(tables=frozenset({"subscriptions"})).told_by("orders"), Known().told_by("orders")
        ('subscriptions', 'orders')
        """
        subscribed = "subscriptions" in self.tables and "orders" not in self.tables
        return catalogue.SUBSCRIBED.get(kind, kind) if subscribed else kind

    @property
    def refuted(self) -> dict[str, str]:
        """The cases that the client's own data speaks against, each with the reason."""
        return {case: why for case, why in self.tested.items() if why is not None}

    @property
    def borne_out(self) -> frozenset[str]:
        """The cases that were done on the client's own data: nothing they need is missing."""
        return frozenset(case for case, why in self.tested.items() if why is None)

    @property
    def unassessed(self) -> tuple[str, ...]:
        """The criteria that use cases lean on and nobody has assessed."""
        return tuple(c for c in LEANED_ON if (self.readiness or {}).get(c) is None)

    @property
    def assessed(self) -> bool:
        """Whether all that use cases lean on is known of the client's readiness."""
        return not self.unassessed


def known(run: Any) -> Known:
    """What a run knows of the client: tables, readiness, currency, and the notebooks there are."""
    ready = run.load("readiness")
    folder = run.engagement.root / "notebooks"
    return Known(
        tables=frozenset(run.tables.names),
        readiness=dict(ready.criteria),
        currency=run.currency,
        notebooks=frozenset(path.stem for path in folder.glob("*/*.ipynb")),
        level=ready.level_name if ready.level else "",
        tested=verdicts(run),
        sold=trade.sold(run.tables),
    )


@dataclass(frozen=True)
class Lift:
    """Something that would make a case more feasible, and what that would do for it.

    Attributes
    ----------
    what : a kind of data, or criteria of readiness
    kind : ``data`` or ``readiness``
    feasibility, score, rank : what they would become
    """

    what: tuple[str, ...]
    kind: str
    feasibility: float
    score: float
    rank: int


@dataclass(frozen=True)
class Ranked:
    """A case with its place.

    Attributes
    ----------
    score : priority with every range at its middle, 1 to 5
    low, high : priority with every range at its lowest and its highest, the weights as given
    feasibility : after what is missing was taken off
    missing, unknown : kinds of data the client lacks, and those nobody has asked about
    lifts : what would raise it, the greatest gain first
    """

    case: Case
    rank: int
    score: float
    low: float
    high: float
    feasibility: Range
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    lifts: tuple[Lift, ...]

    def points(self, criterion: str) -> Range:
        """The range of one criterion, feasibility as it stands at this client."""
        return self.feasibility if criterion == "feasibility" else self.case.points(criterion)

    def middles(self) -> tuple[float, ...]:
        """The middle of each criterion, in the order of `CRITERIA`."""
        return tuple(self.points(name).mid for name in CRITERIA)


def rank(p: Params, client: Known | None = None) -> tuple[Ranked, ...]:
    """All cases, the first to do first.

    Parameters
    ----------
    p : weights, cases and the rule by which feasibility falls
    client : what is known of the client; nothing if not given

    Equal scores are told apart by impact, then by the key, so that the order never depends on the
    order of a file.
    """
    client = client or Known()
    cases = catalogue.cases(p, client.currency, client.refuted)
    done = client.borne_out
    cases = [replace(case, data=tuple(map(client.told_by, case.data)),
                     after=() if case.key in done else case.after) for case in cases]  # fmt: skip
    found = [_scored(case, p, client) for case in cases]
    found.sort(key=lambda s: (-round(s.score, 9), -s.case.impact.mid, s.case.key))
    scores = [each.score for each in found]
    return tuple(
        Ranked(
            each.case, place, each.score, each.low, each.high, each.feasibility, each.missing,
            each.unknown, _lifts(each, p, client, scores),
        )
        for place, each in enumerate(found, 1)
    )  # fmt: skip


@dataclass(frozen=True)
class _Scored:
    case: Case
    score: float
    low: float
    high: float
    feasibility: Range
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def _scored(case: Case, p: Params, client: Known) -> _Scored:
    needed = () if case.key in client.borne_out else case.data
    missing = tuple(kind for kind in needed if has(kind, p, client) is False)
    unknown = tuple(kind for kind in needed if has(kind, p, client) is None)
    feasibility = _feasibility(case, p, client, missing, unknown)
    ranges = [feasibility if n == "feasibility" else case.points(n) for n in CRITERIA]
    low, score, high = (_weighted(p, [r[i] for r in ranges]) for i in range(3))
    return _Scored(case, score, low, high, feasibility, missing, unknown)


def has(kind: str, p: Params, client: Known) -> bool | None:
    """Whether the client has a kind of data; None where nobody has asked."""
    if kind in p.other_data:
        return p.other_data[kind]  # type: ignore[index]
    return None if kind in OTHER_DATA else kind in client.tables


def _weighted(p: Params, points: Sequence[float]) -> float:
    return sum(w * x for w, x in zip(p.weights.values(), points, strict=True))


def _feasibility(
    case: Case, p: Params, client: Known, missing: Collection[str], unknown: Collection[str]
) -> Range:
    """Feasibility at this client, by the rule at the top of this module."""
    sure = p.missing_data * len(missing) + _readiness_loss(case, p, client, unassessed=1.0)
    unsure = p.missing_data * (len(missing) + len(unknown))
    unsure += _readiness_loss(case, p, client, unassessed=0.0)
    low, mid, high = case.feasibility
    return Range(max(LOWEST, low - unsure), max(LOWEST, mid - sure), max(LOWEST, high - sure))


def _readiness_loss(case: Case, p: Params, client: Known, *, unassessed: float) -> float:
    """Points lost by the weakest criterion leaned on, those not assessed taken at a value."""
    held = client.readiness or {}
    values = [held.get(name) for name in case.leans_on]
    weakest = min((unassessed if v is None else v for v in values), default=1.0)
    below = max(0.0, p.readiness_needed - weakest) / p.readiness_needed
    return p.readiness_loss * below


def _lifts(each: _Scored, p: Params, client: Known, scores: Sequence[float]) -> tuple[Lift, ...]:
    """Each thing that is missing, as if it alone were there; then all of them together."""
    case = each.case
    weak = tuple(
        name
        for name in case.leans_on
        if (value := (client.readiness or {}).get(name)) is not None and value < p.readiness_needed
    )
    ready = Known(client.tables, {**(client.readiness or {}), **dict.fromkeys(weak, 1.0)})
    steps = [((kind,), "data", client, _less(each.missing, kind)) for kind in each.missing]
    if weak:
        steps.append((weak, "readiness", ready, each.missing))
    if len(steps) > 1:
        steps.append(((*each.missing, *weak), "all", ready, ()))
    found = []
    for what, kind, then, missing in steps:
        value = _feasibility(case, p, then, missing, each.unknown).mid
        score = each.score + p.weights.feasibility * (value - each.feasibility.mid)
        if value > each.feasibility.mid + 1e-9:
            others = sum(s > score + 1e-9 for s in scores) - (each.score > score + 1e-9)
            found.append(Lift(what, kind, value, score, others + 1))
    return tuple(sorted(found, key=lambda lift: -lift.score))


def _less(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(k for k in kinds if k != kind)


@dataclass(frozen=True)
class Swap:
    """The smallest move of one weight that makes two neighbours change places.

    Attributes
    ----------
    above, below : keys of the neighbours
    gap : how far the one above leads, in points
    criterion : the weight to move; None where no move of a single weight does it
    weight, becomes : that weight now and then, the others shrinking or growing in proportion
    """

    above: str
    below: str
    gap: float
    criterion: str | None = None
    weight: float = 0.0
    becomes: float = 0.0

    @property
    def move(self) -> float:
        """How far the weight has to move."""
        return self.becomes - self.weight


def swaps(ranking: Sequence[Ranked], p: Params) -> tuple[Swap, ...]:
    """For each pair of neighbours, the smallest move of one weight at which they tie.

    Moving weight k from w to w', the others keep their proportions: each is multiplied by
    (1 - w')/(1 - w). With d the lead, and dk the lead in criterion k alone, the lead becomes
    w' dk + (1 - w') r, where r = (d - w dk)/(1 - w) is the lead in all other criteria. It is zero
    at w' = r/(r - dk).
    """
    return tuple(_swap(above, below, p) for above, below in pairwise(ranking))


def _swap(above: Ranked, below: Ranked, p: Params) -> Swap:
    leads = [a - b for a, b in zip(above.middles(), below.middles(), strict=True)]
    gap, found = _weighted(p, leads), []
    for name, weight, lead in zip(CRITERIA, p.weights.values(), leads, strict=True):
        if weight >= 1:
            continue
        rest = (gap - weight * lead) / (1 - weight)
        if abs(rest - lead) < 1e-12:
            continue
        becomes = rest / (rest - lead)
        # At 0 or 1 itself they are level, and no further move makes them change places.
        if 1e-9 < becomes < 1 - 1e-9:
            found.append(Swap(above.case.key, below.case.key, gap, name, weight, becomes))
    nearest = min(found, key=lambda s: abs(s.move), default=None)
    return nearest or Swap(above.case.key, below.case.key, gap)
