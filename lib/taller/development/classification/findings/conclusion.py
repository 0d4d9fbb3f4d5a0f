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
from taller.development.classification.messages import say
from taller.development.classification.result import Result, Timing
from taller.development.template.comparison import Score, demanded
from taller.development.template.guards import NAMED_FEW
from taller.language import listing, quoted
from taller.phase import Check, Decision

DRIVERS, LEAK = 12, 0.02


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, tested, decided = study.gathered, study.tested, study.decided
    if tested is None or decided is None:
        return _not_assessed(gathered)
    fitted, prepared = tested.fitted, tested.fitted.prepared
    limits = (*words.limits(tested, decided), *words.time_limits(study.waiting))
    if simulated:
        limits = (say("limit-simulated"), *limits)
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
        guards=prepared.findings,
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
    return Result(
        headline=say("not-assessed", reason=gathered.reason),
        decisions=(
            Decision.told("missing", say.parts("decision-missing"), effort="days", within_days=30),
        ),
        limits=(say("limit-nothing"),),
        assessed=False, purpose=gathered.p.purpose, origin="none",
    )  # fmt: skip


def _checks(study: Study) -> tuple[Check, ...]:
    tested, fitted = study.both[0], study.both[0].fitted
    auroc = tested.score("auroc").estimate
    simple = next(s for s in tested.against_simple if s.measure == "auroc" and s.difference)
    assert simple.difference is not None
    found = [
        ("who", tested.signal, say("check-who.detail", auroc=auroc)),
        ("leaks", not fitted.prepared.leaks, _leaks(tested)),
    ]
    if tested.signal:  # a model that tells nothing is better than no other
        found[1:1] = [
            ("simple", bool(simple.better), _simple(simple)),
            ("calibration", _calibrated(study), calibration(study.both[1])),
        ]
    if fitted.prepared.split.how == "time":
        rates = say("check-shift.detail", before=tested.train_rate, after=tested.test_rate)
        found.append(("shift", not tested.shifted, rates))
    timed = study.waiting.timed if study.waiting is not None else None
    if timed is not None:
        less = timed.score("error").difference
        assert less is not None
        found.append(("when", timed.signal, say("check-when.detail", difference=less)))
    if study.kept is not None:
        found.append(("saved", study.kept.same, say("check-saved.detail")))
    return tuple(
        Check(name=say(f"check-{key}.name"), passed=bool(ok), detail=text)
        for key, ok, text in found
    )


def _simple(found: Score) -> str:
    """How much better than a logistic regression, and what would be enough."""
    more = found.difference
    assert more is not None
    return demanded(say("check-simple.detail", difference=more), more)


def _calibrated(study: Study) -> bool:
    """Whether probabilities hold in every part that is looked at."""
    tested, decided = study.both
    return decided.gap is None and calibrated.worst(tested) is None


def calibration(decided: Decided) -> str:
    """How far predicted and observed are apart: on average, and in the worst part."""
    gap = decided.gap or calibrated.worst(decided.tested)
    return say("check-calibration.detail", average=calibrated.apart(decided.tested),
               off=gap is not None, predicted=gap and gap.predicted,
               observed=gap and gap.happened)  # fmt: skip


def _leaks(tested: Tested) -> str:
    fitted = tested.fitted
    pretended = fitted.leaky is not None and fitted.leaky - fitted.auroc > LEAK
    found = "none" if not fitted.prepared.leaks else "told" if pretended else "some"
    names = listing([quoted(name) for name in fitted.prepared.leaks], NAMED_FEW)
    return say("check-leaks.detail", found=found, names=names, high=fitted.leaky,
               low=fitted.auroc)  # fmt: skip
