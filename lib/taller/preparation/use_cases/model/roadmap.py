"""The roadmap: which case is worked on in which week, by the people there are.

A case starts as soon as the cases it waits for have ended and, in every one of its weeks, its
person-days fit beside those already placed. Cases are placed in the order of their priority. That
keeps every rule, and need not be the shortest plan there is.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence

from taller.preparation.use_cases.features.catalogue import Case, Range
from taller.preparation.use_cases.model.portfolio import WORKDAYS
from taller.preparation.use_cases.model.ranking import Ranked
from taller.preparation.use_cases.params import Params
from taller.preparation.use_cases.result import Roadmap, Stage

_SLACK = 1e-9


def schedule(
    ranking: Sequence[Ranked], chosen: Collection[str], p: Params, at: str = "mid"
) -> Roadmap:
    """Place the chosen cases week by week.

    Parameters
    ----------
    ranking : the cases in order of priority
    chosen : keys of those to place; what they wait for is chosen too, or is running already
    p : `people`: how many person-days fit into a week; `starts_on`: the day week 1 begins
    at : which end of the ranges of weeks and person-days counts: ``low``, ``mid`` or ``high``
    """
    capacity = p.people * WORKDAYS
    waiting = [each.case for each in ranking if each.case.key in chosen]
    used: list[float] = []
    ends: dict[str, int] = {}
    stages = []
    while waiting:
        case = next(c for c in waiting if not set(c.after) & {w.key for w in waiting})
        waiting.remove(case)
        weeks, days = getattr(case.weeks, at), getattr(case.person_days, at)
        length = _weeks(weeks, days, capacity)
        per_week = days / length
        ready = max((ends[key] for key in case.after if key in ends), default=0)
        start = _first_fit(used, ready, length, per_week, capacity)
        used += [0.0] * (start + length - len(used))
        for week in range(start, start + length):
            used[week] += per_week
        ends[case.key] = start + length
        stages.append(_stage(case, start + 1, start + length, per_week, p.starts_on))
    stages.sort(key=lambda s: (s.start_week, s.end_week))
    return Roadmap(
        people=p.people,
        weeks=max(ends.values(), default=0),
        starts_on=p.starts_on,
        stages=tuple(stages),
    )


def span(ranking: Sequence[Ranked], chosen: Collection[str], p: Params) -> Range:
    """Weeks the roadmap takes with all weeks and person-days at their lowest, middle, highest."""
    ends = [schedule(ranking, chosen, p, at).weeks for at in ("low", "mid", "high")]
    # A list schedule may grow shorter where one case grows longer.
    return Range(min(ends), ends[1], max(ends))


def load(roadmap: Roadmap) -> list[float]:
    """Person-days in each week, from week 1."""
    weeks = [0.0] * roadmap.weeks
    for stage in roadmap.stages:
        for week in range(stage.start_week - 1, stage.end_week):
            weeks[week] += stage.per_week
    return weeks


def _weeks(weeks: float, days: float, capacity: float) -> int:
    """As many weeks as it usually takes; more where its work does not fit into those."""
    return max(1, math.ceil(weeks - _SLACK), math.ceil(days / capacity - _SLACK))


def _first_fit(used: list[float], ready: int, length: int, load: float, capacity: float) -> int:
    """The first week, from 0, from which on the work fits in every week."""
    start = ready
    while start < len(used):
        full = [w for w in range(start, min(start + length, len(used)))
                if used[w] + load > capacity + _SLACK]  # fmt: skip
        if not full:
            return start
        start = full[-1] + 1
    return start


def _stage(case: Case, start: int, end: int, per_week: float, first: dt.date | None) -> Stage:
    return Stage(
        key=case.key,
        name=case.name,
        owner=case.owner,
        start_week=start,
        end_week=end,
        starts_on=first and first + dt.timedelta(weeks=start - 1),
        ends_on=first and first + dt.timedelta(weeks=end, days=-1),
        person_days=per_week * (end - start + 1),
        per_week=per_week,
        money=case.money.mid,
        after=case.after,
        metric=case.metric,
    )
