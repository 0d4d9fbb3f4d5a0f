"""What to raise first: the score each question would add per person-day, one after the other.

Raising a question by one point adds its criterion's weight over four times the questions of that
criterion. What that costs is an assumption, which the engagement file may replace. Both are linear,
so the order is the same whether a question is raised by one point or to its best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _
from taller.preparation.readiness.checklist.questions import BEST, FEEDS, level_of
from taller.preparation.readiness.model import whole
from taller.preparation.readiness.result import Step

if TYPE_CHECKING:
    from taller.preparation.readiness.model import Assessment
    from taller.preparation.readiness.params import Params

EARLY = 2  # points below which a question needs its first step, not its last


def steps(found: Assessment, p: Params) -> list[Step]:
    """All questions below 4 that have an answer, the most score per person-day first.

    Each step says what the score and level are once it and all before it are done. What adds
    nothing, since its criterion has no weight, is left out.
    """
    if found.score is None:
        return []
    values = {key: held.value for key, held in found.questions.items()}
    open_ = [key for key, value in values.items() if value is not None and value < BEST]
    score, made = found.score, []
    for key in sorted(open_, key=lambda key: -_gain_per_day(key, values, found, p)):
        before, now = score, values[key]
        score = _score(values | {key: float(BEST)}, found)
        if now is None or score - before <= 1e-12:
            continue
        values[key] = float(BEST)
        days = (BEST - now) * getattr(p.effort, key)
        step = Step(question=key, now=now, gain=score - before, days=days, owner=owner(key),
                    next_step=next_step(key, now), score_after=score,
                    level_after=level_of(score))  # fmt: skip
        made.append(step)
    return made


def to_next_level(found: Assessment, made: list[Step]) -> tuple[Step, float] | None:
    """The step that first lifts the level, and person-days up to and with it; None if none does."""
    days = 0.0
    for step in made:
        days += step.days
        if step.level_after != found.level:
            return step, days
    return None


def _score(values: dict[str, float | None], found: Assessment) -> float:
    """The score with these values; what has none stands aside, as in the assessment itself."""
    means = []
    for keys in FEEDS.values():
        known = [v for key in keys if (v := values[key]) is not None]
        means.append(sum(known) / len(known) / BEST if known else None)
    score = whole(means, [held.weight for held in found.criteria.values()])
    return score if score is not None else 0.0


def _gain_per_day(key: str, values: dict[str, float | None], found: Assessment, p: Params) -> float:
    """Score per person-day, which does not depend on how far the question is raised."""
    raised = _score(values | {key: float(BEST)}, found) - _score(values, found)
    return raised / ((BEST - (values[key] or 0.0)) * getattr(p.effort, key))


def owner(key: str) -> str:
    """Who can raise a question, at most clients."""
    owners = {
        "data_access": _("IT"),
        "infrastructure": _("IT"),
        "technical_people": _("Management"),
        "ai_budget": _("Management"),
        "available_data": _("Head of data or analytics"),
        "data_cleanliness": _("Whoever exports the data"),
        "analytics_tools": _("Head of data or analytics"),
        "real_time": _("IT"),
        "marketing_team": _("Marketing director"),
        "ai_experience": _("Head of data or analytics"),
        "team_time": _("Marketing director"),
        "specialists": _("Human resources"),
        "main_goals": _("Management"),
        "target_metrics": _("Marketing director"),
        "expected_timeline": _("Marketing director"),
        "expected_roi": _("Finance"),
    }
    return owners[key]


def next_step(key: str, now: float) -> str:
    """What to do next about a question, from where it stands."""
    first, last = (_technology() | _people() | _goals())[key]
    return first if now < EARLY else last


def _technology() -> dict[str, tuple[str, str]]:
    return {
        "data_access": (
            _("Name one person who may export the data, and get the first export"),
            _("Automate the export, document its columns and settle consent"),
        ),
        "infrastructure": (
            _("Bring orders, customers and campaigns into one database"),
            _("Move the joins made by hand to a warehouse that someone looks after"),
        ),
        "available_data": (
            _("Start to record customers and campaigns beside orders"),
            _("Complete two years of orders, customers, visits and campaigns"),
        ),
        "data_cleanliness": (
            _("Work through the list on the page about the data with whoever exports it"),
            _("Check every export by itself, and hold its totals against those of finance"),
        ),
        "analytics_tools": (
            _("Install one web analytics tool and agree on the events it records"),
            _("Make one report a week from it, and one test a month"),
        ),
        "real_time": (
            _("Turn the export by hand into a daily one"),
            _("Connect the interface that the first live use case needs"),
        ),
    }


def _people() -> dict[str, tuple[str, str]]:
    return {
        "technical_people": (
            _("Assign an analyst for two days a week, from within or under contract"),
            _("Take the analysts off other work for as long as the pilot lasts"),
        ),
        "marketing_team": (
            _("Name one person who answers for digital marketing"),
            _("Give each channel someone who answers for it, and all of them a lead"),
        ),
        "ai_experience": (
            _("Make one small trial whose result is measured"),
            _("Put the best trial into daily use and measure its effect"),
        ),
        "team_time": (
            _("Agree with line managers on half a day a week"),
            _("Free named people in writing for as long as the project lasts"),
        ),
        "specialists": (
            _("List which skills are missing, and for how long"),
            _("Sign contracts for the missing skills before the start"),
        ),
    }


def _goals() -> dict[str, tuple[str, str]]:
    return {
        "ai_budget": (
            _("Put a trial of one use case, with its costs, to management"),
            _("Have a year approved, running costs included"),
        ),
        "main_goals": (
            _("Agree on the main goals in one meeting with management"),
            _("Rank the goals and give each an owner"),
        ),
        "target_metrics": (
            _("Choose two metrics and write down where they stand today"),
            _("Set a target for each metric and say what reaching it is worth"),
        ),
        "expected_timeline": (
            _("Agree on a first result in three months, not weeks"),
            _("Split the timeline into stages, with room for one that fails"),
        ),
        "expected_roi": (
            _("Work out the return of one use case with finance"),
            _("State the return as a range and agree on it with finance"),
        ),
    }
