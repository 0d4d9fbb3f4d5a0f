"""What to raise first: the score each question would add per person-day, one after the other.

Raising a question by one point adds its criterion's weight over four times the questions of that
criterion. What that costs is an assumption, which the engagement file may replace. Both are linear,
so the order is the same whether a question is raised by one point or to its best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.preparation.readiness.checklist.questions import BEST, FEEDS, level_of
from taller.preparation.readiness.messages import say
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
    return say(f"question-{key}.owner")


def next_step(key: str, now: float) -> str:
    """What to do next about a question, from where it stands."""
    return say(f"question-{key}.first" if now < EARLY else f"question-{key}.later")


def whole_days(days: float) -> int:
    """An effort as sentences tell it, in whole person-days."""
    return max(1, round(days))
