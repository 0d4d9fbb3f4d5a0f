"""What the classification means, and how far to trust it: the result, its checks and limits."""

from __future__ import annotations

from taller.development.classification import words
from taller.development.classification.evaluation import calibrated
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.evaluation.wait import Waiting
from taller.development.classification.features.rows import Gathered
from taller.development.classification.findings import advice
from taller.development.classification.findings.study import Study
from taller.development.classification.result import Guard, Result, Timing
from taller.development.template.comparison import Score, demanded
from taller.development.template.guards import NAMED_FEW
from taller.language import _, interval, listing, number, percent, quoted
from taller.phase import Check, Decision, Estimate

DRIVERS, LEAK = 12, 0.02


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, tested, decided = study.gathered, study.tested, study.decided
    if tested is None or decided is None:
        return _not_assessed(gathered)
    fitted, prepared = tested.fitted, tested.fitted.prepared
    limits = (*words.limits(tested, decided), *words.time_limits(study.waiting))
    if simulated:
        limits = (_("The data is simulated: the figures say nothing about a real shop."), *limits)
    return Result(
        headline=advice.headline(study),
        figures=advice.figures(study),
        decisions=advice.decisions(study),
        checks=_checks(study),
        limits=limits,
        artifacts=study.kept.artifacts if study.kept else (),
        assessed=True, purpose=gathered.p.purpose, origin=gathered.origin,
        rows=len(gathered.rows or ()), test_rows=len(tested.rows), split=prepared.split.how,
        base_rate=tested.train_rate, test_rate=tested.test_rate, shifted=tested.shifted,
        model=fitted.model.kind, signal=tested.signal, usable=decided.advice == "score",
        auroc=tested.score("auroc").estimate, brier=tested.score("brier").estimate,
        calibration_error=tested.calibration_error,
        guards=tuple(
            Guard(code=f.code, columns=f.columns, severity=f.severity, detail=f.detail)
            for f in prepared.findings
        ),
        drivers=study.explained.drivers[:DRIVERS] if study.explained else (),
        parts=tested.parts if tested.signal else (),
        deciles=decided.deciles if tested.signal else (),
        missing=decided.missing, money=decided.money, choices=decided.choices,
        timing=_timing(study.waiting),
    )  # fmt: skip


def _timing(waiting: Waiting | None) -> Timing | None:
    """The second view, where there is a model of it."""
    if waiting is None or waiting.timed is None:
        return None
    timed, error = waiting.timed, waiting.timed.score("error")
    assert error.difference is not None
    return Timing(
        what=waiting.what, unit=waiting.unit, model=timed.model.kind, signal=timed.signal,
        subjects=timed.subjects, events=timed.events,
        concordance=timed.score("concordance").estimate, error=error.estimate,
        less=error.difference, ahead=timed.ahead, left_out=timed.left_out,
    )  # fmt: skip


def _not_assessed(gathered: Gathered) -> Result:
    text = _("Not assessed: {reason}.")
    what = _("Give what is missing, and run this notebook again")
    effect = _("then it can be said who is likely to leave, buy or respond")
    return Result(
        headline=text.format(reason=gathered.reason),
        decisions=(Decision(what=what, owner=_("Data owner"), effect=effect),),
        limits=(_("Nothing was learned and nothing was tested."),),
        assessed=False, purpose=gathered.p.purpose, origin="none",
    )  # fmt: skip


def _checks(study: Study) -> tuple[Check, ...]:
    tested, fitted = study.both[0], study.both[0].fitted
    auroc = tested.score("auroc").estimate
    simple = next(s for s in tested.against_simple if s.measure == "auroc" and s.difference)
    assert simple.difference is not None
    found = [
        (_("It tells who better than chance"), tested.signal,
         _("of two rows, one to which it happened and one to which it did not, it puts {share} in "
           "the right order; by chance half (AUROC {value}, {low} to {high})").format(
               share=percent(auroc.value, 0), value=number(auroc.value, 3),
               low=number(auroc.low, 3), high=number(auroc.high, 3))),
        (_("Better than a plain weighted sum of the columns"), bool(simple.better),
         _simple(simple)),
        (_("No column knows too much"), not fitted.prepared.leaks, _leaks(tested)),
    ]  # fmt: skip
    if tested.signal:
        found.insert(2, (_("Probabilities come near what happens"), _calibrated(study),
                         calibration(study.both[1])))  # fmt: skip
    if fitted.prepared.split.how == "time":
        found.append((_("No great change is found in how often it happens"), not tested.shifted,
                      _("{before} of the rows learned from, {after} of those tested on; great is a "
                        "change by a quarter or more, beyond chance").format(
                          before=percent(tested.train_rate.value),
                          after=percent(tested.test_rate.value))))  # fmt: skip
    timed = study.waiting.timed if study.waiting is not None else None
    if timed is not None:
        less = timed.score("error").difference
        assert less is not None
        text = _("its curves are off by less than the one curve for all (Kaplan-Meier): {value} "
                 "({interval})")  # fmt: skip
        found.append((_("It tells when, better than the same curve for all"), timed.signal,
                      text.format(value=number(less.value, 3), interval=_three(less))))  # fmt: skip
    if study.kept is not None:
        text = _("read back from its files, it gives the same probabilities to the last digit")
        found.append((_("The saved model is the tested one"), study.kept.same, text))
    return tuple(Check(name=n, passed=bool(ok), detail=text) for n, ok, text in found)


def _simple(found: Score) -> str:
    """How much better than a logistic regression, and what would be enough."""
    assert found.difference is not None
    text = _("more pairs in the right order than a logistic regression puts: {value} ({interval}); "
             "where that is not above 0, the simple model does as well")  # fmt: skip
    text = text.format(value=number(found.difference.value, 3), interval=_three(found.difference))
    return demanded(text, found.difference)


def _calibrated(study: Study) -> bool:
    """Whether probabilities hold in every part that is looked at."""
    tested, decided = study.both
    return decided.gap is None and calibrated.worst(tested) is None


def calibration(decided: Decided) -> str:
    """How far predicted and observed are apart: on average, and in the worst part."""
    average = calibrated.apart(decided.tested)
    gap = decided.gap or calibrated.worst(decided.tested)
    if gap is None:
        text = _("predicted and observed are {average} apart on average, and in no part by more "
                 "than a quarter beyond chance")  # fmt: skip
        return text.format(average=average)
    text = _("predicted and observed are {average} apart on average; in one part {predicted} was "
             "predicted and it happened to {observed} ({interval})")  # fmt: skip
    return text.format(
        average=average, predicted=percent(gap.predicted), interval=interval(gap.happened),
        observed=percent(gap.happened.value),
    )  # fmt: skip


def _leaks(tested: Tested) -> str:
    fitted = tested.fitted
    if not fitted.prepared.leaks:
        return _("none was found")
    names = listing([quoted(name) for name in fitted.prepared.leaks], NAMED_FEW)
    text = _("left out: {names}")
    if fitted.leaky is not None and fitted.leaky - fitted.auroc > LEAK:
        text = _("left out: {names}; had that been kept, validation would have pretended an AUROC "
                 "of {high} in place of {low}")  # fmt: skip
    return text.format(names=names, high=number(fitted.leaky or 0, 2), low=number(fitted.auroc, 2))


def _three(found: Estimate) -> str:
    """An interval to three decimals, as differences of AUROC need them."""
    return _("{low} to {high}").format(low=number(found.low, 3), high=number(found.high, 3))
