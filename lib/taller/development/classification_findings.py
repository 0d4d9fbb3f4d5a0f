"""What the classification means: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development import classification_when as timing
from taller.development import classification_words as words
from taller.development.classification import Guard, Params, Result, Timing
from taller.development.classification_assess import Tested
from taller.development.classification_data import Gathered
from taller.development.classification_explain import Explained
from taller.development.classification_money import Decided
from taller.development.classification_saving import Kept
from taller.development.classification_wait import Waiting
from taller.language import _, interval, listing, money, ngettext, number, percent
from taller.phase import Check, Decision, Estimate, Figure

GOOD_CALIBRATION = 0.05  # mean distance of predicted and observed, beyond which it is said
DRIVERS, LEAK = 12, 0.02
BANDS = 5  # of customers, by how likely it happens next


@dataclass(frozen=True)
class Study:
    """All that the steps found; None but for `gathered` where nothing could be learned."""

    gathered: Gathered
    tested: Tested | None = None
    decided: Decided | None = None
    explained: Explained | None = None
    waiting: Waiting | None = None
    kept: Kept | None = None


def conclude(study: Study, *, simulated: bool = False) -> Result:
    """Put everything found into one result."""
    gathered, tested, decided = study.gathered, study.tested, study.decided
    if tested is None or decided is None or study.explained is None:
        return _not_assessed(gathered)
    fitted, prepared = tested.fitted, tested.fitted.prepared
    limits = (*words.limits(tested, decided), *words.time_limits(study.waiting))
    if simulated:
        limits = (_("The data is simulated: the figures say nothing about a real shop."), *limits)
    return Result(
        headline=_headline(study),
        figures=_figures(tested, decided),
        decisions=_decisions(study),
        checks=_checks(study),
        limits=limits,
        artifacts=study.kept.artifacts if study.kept else (),
        assessed=True, purpose=gathered.p.purpose, origin=gathered.origin,
        rows=len(gathered.rows or ()), test_rows=len(tested.rows), split=prepared.split.how,
        base_rate=tested.train_rate, test_rate=tested.test_rate, shifted=tested.shifted,
        model=fitted.model.kind, signal=tested.signal, usable=usable(tested, decided),
        auroc=tested.score("auroc").estimate, brier=tested.score("brier").estimate,
        calibration_error=tested.calibration_error,
        guards=tuple(
            Guard(code=f.code, columns=f.columns, severity=f.severity, detail=f.detail)
            for f in prepared.findings
        ),
        drivers=study.explained.drivers[:DRIVERS], parts=tested.parts, deciles=decided.deciles,
        money=decided.money, timing=_timing(study.waiting),
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


def usable(tested: Tested, decided: Decided) -> bool:
    """Whether contacting by this score is worth it: a signal, and a gain over all or nobody."""
    return tested.signal and decided.money.gain.low > 0


def _headline(study: Study) -> str:
    """The finding, and a shift that whoever reads on must know of."""
    text, tested = _found(study), study.tested
    assert tested is not None
    if not tested.shifted:
        return text
    more = _("It happens in {after} of the rows tested on, against {before} of those learned from.")
    said = {"after": tested.test_rate.value, "before": tested.train_rate.value}
    return f"{text} {more.format(**{name: percent(v, 0) for name, v in said.items()})}"


def _found(study: Study) -> str:
    tested, decided = study.tested, study.decided
    assert tested is not None
    assert decided is not None
    p, auroc = study.gathered.p, tested.score("auroc").estimate
    said = {
        "who": words.who(p), "auroc": number(auroc.value, 2),
        "low": number(auroc.low, 2), "high": number(auroc.high, 2),
        "event": words.event(p),
    }  # fmt: skip
    if not tested.signal:
        text = _("No signal here: the model does not tell {who} better than chance (AUROC {auroc}, "
                 "{low} to {high}); do not use it.")  # fmt: skip
        return text.format(**said)
    first = decided.deciles[0]
    said |= {
        "lift": number(first.lift, 1), "rate": percent(first.happened.value, 0),
        "base": percent(tested.test_rate.value, 0),
    }  # fmt: skip
    if not usable(tested, decided):
        text = _("The model ranks {who} (AUROC {auroc}, {low} to {high}), but choosing by it is "
                 "not shown to earn more than contacting all or nobody.")  # fmt: skip
        return text.format(**said)
    text = _("In the tenth of customers with the highest scores it happens {lift} times as often "
             "as on average ({event}: {rate} against {base}; AUROC {auroc}, {low} to {high}); "
             "choosing by score earns {gain} more per customer than contacting all or "
             "nobody.")  # fmt: skip
    return text.format(**said, gain=money(decided.money.gain.value))


def _figures(tested: Tested, decided: Decided) -> tuple[Figure, ...]:
    lift = tested.score("lift").estimate
    return (
        Figure(key="auroc", label=_("Ranking (AUROC)"), estimate=tested.score("auroc").estimate),
        Figure(key="lift", label=_("Lift in the first tenth"), estimate=lift),
        Figure(key="base_rate", label=_("How often it happens (test rows)"),
               estimate=tested.test_rate),
        Figure(key="contacted", label=_("Customers worth a contact"),
               estimate=decided.money.contacted),
        Figure(key="profit", label=_("Profit per customer, by score"),
               estimate=decided.money.profit),
    )  # fmt: skip


def _decisions(study: Study) -> tuple[Decision, ...]:
    tested, decided, p = study.tested, study.decided, study.gathered.p
    assert tested is not None
    assert decided is not None
    found = []
    leaks = tested.fitted.prepared.leaks
    if leaks:
        found.append(
            Decision(
                what=ngettext(
                    "Confirm that {columns} is known only afterwards",
                    "Confirm that {columns} are known only afterwards",
                    len(leaks),
                ).format(columns=listing([f"“{name}”" for name in leaks])),
                owner=_("Data owner"),
                effect=_("left out of the model; what is known in time is named in keep"),
            )
        )
    if tested.signal and tested.shifted and not usable(tested, decided):
        found.append(
            Decision(
                what=_("Set the probabilities right on newer customers before choosing by them"),
                owner=_("Data owner"),
                effect=_("the order of the scores holds; the threshold, learned earlier, does not"),
            )
        )
    elif not usable(tested, decided):
        found.append(
            Decision(
                what=_("Do not choose customers by this score"), owner=_("Marketing director"),
                effect=_("avoids paying for a choice that is no better than none"),
            )
        )  # fmt: skip
    else:
        found += _to_contact(study, decided, p)
    found += _first(study)
    if decided.money.assumed:
        names = listing([words.assumption(name) for name in decided.money.assumed])
        found.append(
            Decision(
                what=_("Give your own figures: {names}").format(names=names),
                owner=_("Finance"),
                effect=_("the threshold and the profit then rest on them"),
            )
        )
    return tuple(found)


def _to_contact(study: Study, decided: Decided, p: Params) -> list[Decision]:
    m, kept = decided.money, study.kept
    n = kept.contacted if kept is not None else 0
    what = _("Contact customers from a probability of {p} on: {n} of the {all} to whom it can "
             "still happen").format(
        p=percent(m.threshold, 0), n=number(n), all=number(kept.open_to if kept else 0)
    )  # fmt: skip
    effect = _("{gain} per customer of the base over the better of all and nobody ({interval})")
    first = Decision(
        what=what, owner=_("CRM"),
        effect=effect.format(gain=money(m.gain.value), interval=interval(m.gain)),
    )  # fmt: skip
    held = Decision(
        what=_("Keep a tenth of those to be contacted aside, drawn by lot, and compare"),
        owner=_("CRM"),
        effect=_("shows what the contact changes, which no score can"),
    )
    return [first, held]


def _first(study: Study) -> list[Decision]:
    """With whom to begin, where a model of when is worth it and the time is a client's own."""
    waiting = study.waiting
    if waiting is None or waiting.timed is None or study.gathered.origin != "flat":
        return []
    timed = waiting.timed
    if not timed.signal:
        return []
    risk = timing.worths(timed, study.gathered)[0]["risk"]
    first = risk.iloc[: max(1, len(risk) // BANDS)]
    what = _("Begin with the {n} to whom it is most likely to happen within {time}: {share} of all "
             "to whom it will, as predicted")  # fmt: skip
    told = what.format(n=number(len(first)), time=words.time(timed.ahead, waiting.unit),
                       share=percent(first.sum() / max(risk.sum(), 1e-12), 0))  # fmt: skip
    c = timed.score("concordance").estimate
    effect = _("the model of when puts {value} of pairs in the right order ({interval})")
    shown = effect.format(value=number(c.value, 2), interval=_three(c))
    return [Decision(what=told, owner=_("CRM"), effect=shown)]


def _checks(study: Study) -> tuple[Check, ...]:
    tested, decided = study.tested, study.decided
    assert tested is not None
    assert decided is not None
    auroc, fitted = tested.score("auroc"), tested.fitted
    assert auroc.difference is not None
    simple = next(s for s in tested.against_simple if s.measure == "auroc" and s.difference)
    assert simple.difference is not None
    found = [
        (_("Better than the naive answer"), tested.signal,
         _("AUROC {value} above chance ({interval})").format(
             value=number(auroc.difference.value, 3), interval=_three(auroc.difference))),
        (_("Better than logistic regression"), simple.difference.low > 0,
         _("AUROC less that of the regression: {value} ({interval})").format(
             value=number(simple.difference.value, 3), interval=_three(simple.difference))),
        (_("Probabilities mean what they say"), tested.calibration_error <= GOOD_CALIBRATION,
         _("predicted and observed are {gap} apart on average").format(
             gap=percent(tested.calibration_error))),
        (_("It happens as often as before"), not tested.shifted,
         _("{before} of the rows learned from, {after} of those tested on").format(
             before=percent(tested.train_rate.value), after=percent(tested.test_rate.value))),
        (_("No column knows too much"), not fitted.prepared.leaks, _leaks(tested)),
    ]  # fmt: skip
    timed = study.waiting.timed if study.waiting is not None else None
    if timed is not None:
        less = timed.score("error").difference
        assert less is not None
        text = _("error of the curves less that of Kaplan-Meier: {value} ({interval})")
        found.append((_("It tells when, better than the same curve for all"), timed.signal,
                      text.format(value=number(less.value, 3), interval=_three(less))))  # fmt: skip
    if study.kept is not None:
        text = _("read back from its files, it gives the same probabilities to the last digit")
        found.append((_("The saved model is the tested one"), study.kept.same, text))
    return tuple(Check(name=n, passed=bool(ok), detail=text) for n, ok, text in found)


def _leaks(tested: Tested) -> str:
    fitted = tested.fitted
    if not fitted.prepared.leaks:
        return _("none was found")
    names = listing([f"“{name}”" for name in fitted.prepared.leaks])
    text = _("left out: {names}")
    if fitted.leaky is not None and fitted.leaky - fitted.auroc > LEAK:
        text = _("left out: {names}; with them, validation would have pretended an AUROC of {high} "
                 "in place of {low}")  # fmt: skip
    return text.format(names=names, high=number(fitted.leaky or 0, 2), low=number(fitted.auroc, 2))


def _three(found: Estimate) -> str:
    """An interval to three decimals, as differences of AUROC need them."""
    return _("{low} to {high}").format(low=number(found.low, 3), high=number(found.high, 3))
