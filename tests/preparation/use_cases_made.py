"""Small use cases whose figures can be worked by hand."""

from __future__ import annotations

from taller.preparation.use_cases.features.catalogue import Case, Range
from taller.preparation.use_cases.model.ranking import Ranked
from taller.preparation.use_cases.params import Params

TABLES = frozenset(["orders", "customers", "items", "events", "sessions", "spend"])
READY = {"data_quality": 0.8, "technical_infrastructure": 0.8, "team_expertise": 0.8}


def own(name: str, **changed) -> dict:
    """A case of the client's own, as the engagement file gives it; every score 3 unless changed."""
    made = {
        "name": name, "impact": 3, "feasibility": 3, "cost": 3, "timeline": 3, "risk": 3,
        "money": 1000, "person_days": 10, "weeks": 4,
    }  # fmt: skip
    return made | changed


def only(**cases: dict) -> Params:
    """Parameters with these cases and no catalogue."""
    return Params(catalogue=False, cases=cases)


def ranked(key: str, rank: int, **changed) -> Ranked:
    """A ranked case with single values in place of ranges."""
    given = {
        "impact": 3, "money": 1000, "person_days": 10, "weeks": 4, "after": (), "score": 5.0,
    } | changed  # fmt: skip
    after, score = given.pop("after"), given.pop("score")
    spans = {name: Range(value, value, value) for name, value in given.items()}
    three = Range(3, 3, 3)
    case = Case(key=key, name=key, what="", feasibility=three, cost=three, timeline=three,
                risk=three, after=after, **spans)  # fmt: skip
    return Ranked(case, rank, score, score, score, three, (), (), ())
