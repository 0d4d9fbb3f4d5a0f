"""What readiness means: headline, key figures, what to do first, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.language import _, listing, ngettext, number, percent
from taller.phase import Check, Decision, Estimate, Figure
from taller.preparation.readiness import words
from taller.preparation.readiness.checklist.questions import QUESTIONS
from taller.preparation.readiness.evaluation.answers import (
    Contradiction,
    Difference,
    contradictions,
    differences,
)
from taller.preparation.readiness.evaluation.sensitivity import Sensitivity
from taller.preparation.readiness.features import Measured
from taller.preparation.readiness.findings.advice import owner, steps
from taller.preparation.readiness.model import Assessment
from taller.preparation.readiness.params import Params
from taller.preparation.readiness.result import Result, Step

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
        level_name=words.level_name(found.level),
        criteria={key: held.value for key, held in found.criteria.items()},
        questions={key: held.value for key, held in found.questions.items()},
        unanswered=found.unanswered,
        measured_quality=found.measured_quality,
        steps=tuple(study.steps),
        goals=p.goals,
    )


def _headline(study: Study) -> str:
    found = study.found
    if found.score is None and study.p.answers.given:
        return _("Not assessed: the questions answered so far carry no weight.")
    if found.score is None or found.level is None:
        if found.measured_quality is not None:
            text = _("Not assessed yet: the data itself answers 1 of the {n} questions, and nobody "
                     "has answered the others.")  # fmt: skip
            return text.format(n=number(len(QUESTIONS)))
        return _("Not assessed yet: none of the {n} questions has been answered.").format(
            n=number(len(QUESTIONS))
        )
    level, score = words.level_name(found.level), words.written(found.score)
    low, high = (words.level_short(x) for x in (found.lowest_level, found.highest_level))
    if found.unanswered:
        text = _("The level is not settled yet, with {n} of {all} questions answered: anything "
                 "from “{low}” to “{high}”. By these answers alone it is “{short}”, at a score of "
                 "{score}.")  # fmt: skip
        if low == high:
            text = _("{level}: the score is {score} with {n} of {all} questions answered, and the "
                     "others cannot change the level.")  # fmt: skip
    elif low == high:
        text = _("{level}: the score is {score}, and the level stands however weights and answers "
                 "move within their spreads.")  # fmt: skip
    else:
        text = _("{level}: the score is {score}; if all answers are off the same way, the level is "
                 "anything from “{low}” to “{high}”.")  # fmt: skip
    return text.format(
        level=level, short=words.level_short(found.level), score=score, low=low, high=high,
        n=number(found.answered), all=number(len(QUESTIONS)),
    )  # fmt: skip


def _figures(study: Study) -> tuple[Figure, ...]:
    found, p = study.found, study.p
    made = []
    if found.score is not None:
        method = _("mean of the criteria by weight; range: exact extremes as weights move by "
                   "{weight} and answers by {measured} (measured), {documented} (documented) or "
                   "{opinion} (opinion) points")  # fmt: skip
        method = method.format(
            weight=number(p.weight_spread, 2), measured=number(p.measured_spread, 2),
            documented=number(p.documented_spread, 2), opinion=number(p.opinion_spread, 2),
        )  # fmt: skip
        estimate = Estimate(value=found.score, low=min(found.low, found.score),
                            high=max(found.high, found.score), unit="index", n=found.answered,
                            method=method, level=None)  # fmt: skip
        made.append(Figure(key="score", label=_("Readiness, 0 to 1"), estimate=estimate))
    held = study.sensitivity
    if held is not None:
        method = _("counted over {n} settings of weights and answers; a sensitivity, no "
                   "probability").format(n=number(held.settings))  # fmt: skip
        label = _("Settings in which the level holds")
        made.append(_exact("level_holds", label, held.holds, "share", held.settings, method))
    all_ = number(len(QUESTIONS))
    label = _("Questions answered, of {n}").format(n=all_)
    method = _("counted, of the {n} on the checklist").format(n=all_)
    made.append(_exact("answered", label, found.answered, "count", len(QUESTIONS), method))
    if study.measured is not None and found.score is not None:
        label = _("Data quality as measured, 0 to 4")
        method = _("mean of four dimensions, then of the tables; counted over all rows")
        made.append(_exact("measured_quality", label, study.measured.points, "number",
                           study.measured.rows, method))  # fmt: skip
    return tuple(made)


def _exact(key: str, label: str, value: float, unit: str, n: int, method: str) -> Figure:
    estimate = Estimate.exact(float(value), unit=unit, n=n, method=method)  # type: ignore[arg-type]
    return Figure(key=key, label=label, estimate=estimate)


def _decisions(study: Study) -> tuple[Decision, ...]:
    made = []
    if study.found.unanswered:
        made.append(_ask_the_rest(study))
    if study.differences:
        widest = study.differences[0]
        what = _("Settle in one talk what people see differently: {questions}").format(
            questions=listing([words.short(each.key) for each in study.differences[:3]])
        )
        effect = _("Answers {n} points apart cannot both be right").format(n=number(widest.width))
        made.append(Decision(what=what, owner=owner(widest.key), effect=effect))
    for step in study.steps[: MOST_DECISIONS - len(made)]:
        effect = _("“{question}” raised to 4 points adds {gain} for about {work} (assumed); with "
                   "the steps above: {score}, {level}")  # fmt: skip
        effect = effect.format(
            question=words.short(step.question), gain=number(step.gain, 3),
            work=words.work(step.days), score=words.written(step.score_after),
            level=words.level_short(step.level_after),
        )  # fmt: skip
        made.append(Decision(what=step.next_step, owner=step.owner, effect=effect))
    return tuple(made)


def _ask_the_rest(study: Study) -> Decision:
    rest = study.found.unanswered
    text = ngettext("Answer the {n} question that is still open",
                    "Answer the {n} questions that are still open", len(rest))  # fmt: skip
    effect = _("Until then each may be anything from 0 to 4")
    return Decision(what=text.format(n=number(len(rest))), owner=_("Marketing director"),
                    effect=effect)  # fmt: skip


def _checks(study: Study) -> tuple[Check, ...]:
    found = study.found
    if found.score is None:
        return ()
    rest = len(found.unanswered)
    n = len(study.differences), len(study.contradictions)
    firm = [q for q in found.questions.values() if q.source in ("measured", "documented")]
    share = len(firm) / max(found.answered, 1)
    held = study.sensitivity
    tips = len(held.tipping) if held else 0
    several = any(len(q.answers) > 1 for q in found.questions.values())
    return (
        Check(name=_("Every question is answered"), passed=rest == 0,
              detail=_("{n} open").format(n=number(rest)) if rest else ""),
        Check(name=_("At least half of the answers rest on more than opinion"),
              passed=share >= FIRMLY, detail=percent(share, 0)),
        Check(name=_("The level is the same at both ends of the range"),
              passed=found.lowest_level == found.highest_level,
              detail=_("{low} to {high}").format(low=words.level_short(found.lowest_level),
                                                 high=words.level_short(found.highest_level))),
        Check(name=_("No single answer or weight changes the level"), passed=tips == 0,
              detail=ngettext("{n} would", "{n} would do so", tips).format(
                  n=number(tips)) if tips else ""),
        # Where one person answered each, nobody can differ.
        *([Check(name=_("Nobody differs by {n} points or more").format(
                     n=number(study.p.difference)), passed=n[0] == 0,
                 detail=ngettext("on {n} question", "on {n} questions", n[0]).format(
                     n=number(n[0])) if n[0] else "")] if several else []),
        Check(name=_("No answer contradicts another, or the data"), passed=n[1] == 0,
              detail=ngettext("{n} contradiction", "{n} contradictions", n[1]).format(
                  n=number(n[1])) if n[1] else ""),
    )  # fmt: skip


def _limits(study: Study) -> tuple[str, ...]:
    limits = [
        _("A checklist says how people see themselves; it predicts no result of a project."),
        _("Which question feeds which criterion, and that its questions count alike, is a choice "
          "made here and stated above."),
        _("Spreads and person-days are assumptions. Put your own in their place in the project's "
          "file."),
    ]  # fmt: skip
    if study.measured is not None:
        limits.append(_("Quality is measured in the tables handed over; what was not handed over "
                        "may be better or worse."))  # fmt: skip
    if study.measured is not None and study.measured.simulated:
        limits.append(_("The tables are simulated: their quality says nothing of a real client."))
    return tuple(limits)
