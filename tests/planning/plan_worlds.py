"""Small clients to plan for: cases with round figures, and what an engagement may say of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from taller.measurement.ranges import Range
from taller.planning import plan
from taller.planning.plan.features.known import Case, Known, technical

SAID: dict[str, Any] = {"draws": 500, "gaps": 0, "calendar": {"country": "ES"}}


def case(key: str, money: tuple = (10_000, 10_000, 10_000), **more: Any) -> Case:
    """A case that takes six weeks and 20 person-days."""
    told = {"owner": "CRM", "metric": "a trial"}
    return Case(
        key=key, name=key.title(), impact=Range(2, 3, 4), money=Range(*money),
        person_days=Range(20, 20, 20), weeks=Range(4, 6, 10), **(told | more),
    )  # fmt: skip


def client(*cases: Case, **more: Any) -> Known:
    """A client that starts on Monday, 2 February 2026, two weeks after the plan's date."""
    made = Known(
        client="Client", currency="EUR", language="en", locale="en_GB", day=dt.date(2026, 1, 19),
        first=dt.date(2026, 2, 2), first_given=True, goals={}, level="", cases=cases, gaps=(),
        budget=None, discount=0.1, discount_given=True,
    )  # fmt: skip
    return replace(made, **more)


def planned(known: Known, **said: Any) -> Any:
    """The whole plan of it."""
    p = plan.Params.model_validate(SAID | said)
    known = replace(known, technical=technical(p.technical, known.cloud))
    made = plan.schedule(plan.work(known, p), known, p, 1)
    return plan.Study(p, known, made, plan.money(made, known, p, 1))
