"""What readiness means: headline, key figures, what to do first, checks and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taller.phase import Check, Decision, Estimate, Figure, Unit, effort_of
from taller.preparation.readiness.checklist.questions import QUESTIONS
from taller.preparation.readiness.evaluation.answers import (
    Contradiction,
    Difference,
    contradictions,
    differences,
)
from taller.preparation.readiness.evaluation.sensitivity import Sensitivity
from taller.preparation.readiness.features import Measured
from taller.preparation.readiness.findings.advice import owner, steps, whole_days
from taller.preparation.readiness.messages import say
from taller.preparation.readiness.model import Assessment
from taller.preparation.readiness.params import Params
from taller.preparation.readiness.result import Result, Step
from taller.preparation.readiness.words import written

MOST_DECISIONS = 5
FIRMLY = 0.5  # share of answers that should rest on more than opinion


@dataclass(frozen=True)
class Study:
    """All that the page tells of."""

    p: Params
    found: Assessment
    measured: Measured | None
    sensitivity: Sensitivity | None

    @property
    def steps(self) -> list[Step]:
        """What to raise, first things first."""
        return steps(self.found, self.p)

    @property
    def differences(self) -> list[Difference]:
        """Where people are far apart."""
        return differences(self.found, self.p)

    @property
    def contradictions(self) -> list[Contradiction]:
        """What can hardly both be true."""
        return contradictions(self.found, self.p)


def conclude(study: Study) -> Result:
    """Put everything known of the client's readiness into one result."""
    found, p = study.found, study.p
    return Result(
        headline=_headline(study),
        figures=_figures(study),
        decisions=_decisions(study),
        checks=_checks(study),
        limits=_limits(study),
        assessed_on=p.assessed_on,
        score=found.score,
        score_low=found.low,
        score_high=found.high,
        level=found.level,
        level_name=say(f"level.{found.level or 'unassessed'}"),
        criteria={key: held.value for key, held in found.criteria.items()},
        questions={key: held.value for key, held in found.questions.items()},
        unanswered=found.unanswered,
        measured_quality=found.measured_quality,
        steps=tuple(study.steps),
        goals=p.goals,
    )


def _headline(study: Study) -> str:
    found = study.found
    if found.score is None:
        why = "nothing" if found.measured_quality is None else "data-only"
        why = "weightless" if study.p.answers.given else why
        return say(f"headline-unassessed.{why}", all=len(QUESTIONS))
    known = "open" if found.unanswered else "whole"
    firm = "stands" if found.lowest_level == found.highest_level else "moves"
    return say(
        f"headline.{known}-{firm}", level=say(f"level.{found.level}"), score=written(found.score),
        short=say(f"level-short.{found.level}"), low=say(f"level-short.{found.lowest_level}"),
        high=say(f"level-short.{found.highest_level}"), n=found.answered, all=len(QUESTIONS),
    )  # fmt: skip


def _figures(study: Study) -> tuple[Figure, ...]:
    found, p, made = study.found, study.p, []
    if found.score is not None:
        told = say.parts(
            "figure-score", weight=p.weight_spread, measured=p.measured_spread,
            documented=p.documented_spread, opinion=p.opinion_spread,
        )  # fmt: skip
        estimate = Estimate(value=found.score, low=min(found.low, found.score),
                            high=max(found.high, found.score), unit="index", n=found.answered,
                            method=told["method"], level=None)  # fmt: skip
        made.append(Figure(key="score", label=told["label"], estimate=estimate))
    held = study.sensitivity
    if held is not None:
        told = say.parts("figure-level_holds", n=held.settings)
        made.append(_exact("level_holds", told, held.holds, "share", held.settings))
    told = say.parts("figure-answered", n=len(QUESTIONS))
    made.append(_exact("answered", told, found.answered, "count", len(QUESTIONS)))
    if study.measured is not None and found.score is not None:
        told, points = say.parts("figure-measured_quality"), study.measured.points
        made.append(_exact("measured_quality", told, points, "number", study.measured.rows))
    return tuple(made)


def _exact(key: str, told: Mapping[str, str], value: float, unit: Unit, n: int) -> Figure:
    estimate = Estimate.exact(float(value), unit=unit, n=n, method=told["method"])
    return Figure(key=key, label=told["label"], estimate=estimate)


def _decisions(study: Study) -> tuple[Decision, ...]:
    made = []
    if study.found.unanswered:
        told = say.parts("decision-ask", n=len(study.found.unanswered))
        made.append(Decision.told("ask", told, effort="hours", within_days=14))
    if study.differences:
        widest = study.differences[0]
        apart = [say(f"question-{each.key}") for each in study.differences[:3]]
        told = say.parts("decision-talk", questions=apart, n=widest.width)
        said = told | {"owner": owner(widest.key)}
        made.append(Decision.told(f"talk.{widest.key}", said, effort="hours", within_days=14))
    for step in study.steps[: MOST_DECISIONS - len(made)]:
        effect = say(
            "decision-step", question=say(f"question-{step.question}"), gain=step.gain,
            days=whole_days(step.days), score=written(step.score_after),
            level=say(f"level-short.{step.level_after}"),
        )  # fmt: skip
        said = {"what": step.next_step, "owner": step.owner, "effect": effect,
                "measured": say("decision-step.measured")}  # fmt: skip
        made.append(Decision.told(f"raise.{step.question}", said, effort=effort_of(step.days),
                                  within_days=30))  # fmt: skip
    return tuple(made)


def _checks(study: Study) -> tuple[Check, ...]:
    found = study.found
    if found.score is None:
        return ()
    rest, apart = len(found.unanswered), len(study.differences)
    against = len(study.contradictions)
    firm = [q for q in found.questions.values() if q.source in ("measured", "documented")]
    share = len(firm) / max(found.answered, 1)
    tips = len(study.sensitivity.tipping) if study.sensitivity else 0
    low, high = found.lowest_level, found.highest_level
    several = any(len(q.answers) > 1 for q in found.questions.values())
    people = say.parts("check-people", least=study.p.difference, n=apart)
    ends = say.parts("check-range", low=say(f"level-short.{low}"), high=say(f"level-short.{high}"))
    return (
        Check(**say.parts("check-answered", n=rest), passed=rest == 0),
        Check(**say.parts("check-evidence", share=share), passed=share >= FIRMLY),
        Check(**ends, passed=low == high),
        Check(**say.parts("check-single", n=tips), passed=tips == 0),
        # Where one person answered each, nobody can differ.
        *([Check(**people, passed=apart == 0)] if several else []),
        Check(**say.parts("check-contradictions", n=against), passed=against == 0),
    )


def _limits(study: Study) -> tuple[str, ...]:
    limits = [say("limit-people"), say("limit-choice"), say("limit-assumptions")]
    if study.measured is not None:
        limits.append(say("limit-tables"))
    if study.measured is not None and study.measured.simulated:
        limits.append(say("limit-simulated"))
    return tuple(limits)
