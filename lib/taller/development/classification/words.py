"""What is predicted, how rows were split, what it is for and what not: in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.template import source
from taller.language import _, date, interval, number, percent

if TYPE_CHECKING:
    from taller.data.row_order import Order
    from taller.development.classification.evaluation.money import Decided
    from taller.development.classification.evaluation.test import Tested
    from taller.development.classification.evaluation.wait import Waiting
    from taller.development.classification.features.rows import Gathered, Prepared
    from taller.development.classification.params import Params, Purpose


def model(kind: str) -> str:
    """A model's name."""
    return {
        "naive": _("Same rate for all"),
        "rule": _("Best single column"),
        "logistic": _("Logistic regression"),
        "lightgbm": _("LightGBM"),
        "blend": _("Both, averaged"),
    }[kind]


def timing(kind: str) -> str:
    """Name of a model of when."""
    return {
        "naive": _("The same curve for all (Kaplan-Meier)"),
        "proportional": _("Rates times factors (proportional hazards)"),
        "boosted": _("Rates, factors and trees (boosted hazards)"),
    }[kind]


def time(value: float, unit: str) -> str:
    """A time with its unit."""
    return f"{number(value, 0 if value == int(value) else 1)}\u00a0{unit}"


def not_yet(found: Waiting) -> str:
    """Of those still waited for, within a chart."""
    return _("No further order yet") if found.ordering else _("It has not happened yet")


def still_waited_for(found: Waiting, at: float, share: str) -> str:
    """How many are left at the end, as a heading."""
    text = _("At {time}, it has not happened to {share}")
    if found.ordering:
        text = _("At {time}, {share} have not ordered again")
    return text.format(time=time(at, found.unit), share=share)


def half_done(found: Waiting, at: float) -> str:
    """After what time it has happened to half, as a heading."""
    text = _("It has happened to half of them after {time}")
    if found.ordering:
        text = _("Half of them have ordered again after {time}")
    return text.format(time=time(at, found.unit))


def peak(found: Waiting, at: float, high: str, then: float, low: str) -> str:
    """When it happens most and least, as a heading."""
    text = _("It happens most around {at} and least around {then}: {high} against {low}")
    if found.ordering:
        text = _("Orders come most around {at} and least around {then}: {high} against {low}")
    return text.format(at=time(at, found.unit), then=time(then, found.unit), high=high, low=low)


def apart(found: Waiting, at: float, first: str, last: str) -> str:
    """How far the groups by predicted probability come to lie apart, as a heading."""
    text = _("After {time}, it has not happened to {first} of the group of highest predicted "
             "probability, and to {last} of that of lowest")  # fmt: skip
    if found.ordering:
        text = _("After {time}, {first} of the group of highest predicted probability have not "
                 "ordered again, and {last} of that of lowest")  # fmt: skip
    return text.format(time=time(at, found.unit), first=first, last=last)


def event(p: Params) -> str:
    """What happens, as a noun phrase."""
    if p.target is not None:
        return _("“{target}”").format(target=p.target)
    days = number(p.horizon_days)
    if p.purpose == "churn":
        return _("no order in {days} days").format(days=days)
    return _("an order in {days} days").format(days=days)


def who(p: Params) -> str:
    """Those to whom it will happen, within a sentence."""
    return {
        "churn": _("who will leave"),
        "propensity": _("who will buy"),
        "response": _("who will answer"),
    }[p.purpose]


def title(gathered: Gathered) -> str:
    """The card's title."""
    return _("Model card: {event}").format(event=event(gathered.p))


def purpose(gathered: Gathered) -> str:
    """What the model predicts, for whom, at which moment."""
    p = gathered.p
    if gathered.origin == "flat":
        text = _("Predicts the probability that {target}, for each row of the flat table, from "
                 "what its other columns say.")  # fmt: skip
        return text.format(target=gathered.target)
    text = _("Predicts the probability of {event}, for customers who ordered in the last {active} "
             "days, from what is known of them at a date.")  # fmt: skip
    return text.format(event=event(p), active=number(p.active_days))


def use(of: Purpose) -> tuple[str, ...]:
    """What the scores are meant for."""
    what = {
        "churn": _("Choosing whom to offer something so that they stay."),
        "propensity": _("Choosing whom to send an offer to."),
        "response": _("Choosing whom to contact in the next campaign."),
    }[of]
    return (what, _("Choosing in order of score, from the probability at which a contact pays."))


def misuse() -> tuple[str, ...]:
    """What the scores are not meant for."""
    return (
        _("Saying what a contact changes: that takes a control group drawn by lot."),
        _("Decisions about credit, prices or access of single persons."),
    )


def split_in_words(prepared: Prepared) -> str:
    """How rows were split, in a sentence or two."""
    split, gathered = prepared.split, prepared.gathered
    if gathered.origin == "orders":
        *earlier, last = gathered.dates
        text = _("Customers as they were on {earlier} teach; as they were on {last}, with the "
                 "{days} days after, they test. No window overlaps another.")  # fmt: skip
        return text.format(
            earlier=source.in_words(earlier), last=date(last), days=number(gathered.p.horizon_days)
        )
    n, m = number(len(split.train)), number(len(split.test))
    if split.how == "time":
        text = _("The first {n} rows in time teach, the last {m} test.").format(n=n, m=m)
        if gathered.order is None:
            return text
        more = _("Nobody stated that order: {reason}.").format(reason=order(gathered.order))
        return f"{text} {more}"
    if split.how == "group":
        text = _("{n} rows teach and {m} test, drawn by lot; no subject is on both sides.")
        return text.format(n=n, m=m)
    return _("{n} rows teach and {m} test, drawn by lot in proportion to the target.").format(
        n=n, m=m
    )


def order(found: Order) -> str:
    """What speaks for an order in time, within a sentence."""
    text = {
        "dates": _("the dates of “{column}” go along with the rows"),
        "months": _("the months of “{column}” follow one another along the rows"),
        "rate": _("it happens far more often in some parts of the file than in others"),
        "drift": _("“{column}” differs from one part of the file to the next"),
        "sorted": _("the file seems sorted by “{column}”"),
    }[found.code]
    return text.format(column=found.column)


def limits(tested: Tested, decided: Decided | None) -> tuple[str, ...]:
    """What the figures cannot tell."""
    p = tested.fitted.prepared.gathered.p
    found = [
        _("A score says who is likely, not who can be persuaded: only a control group shows what "
          "contacting them changes.")
    ]  # fmt: skip
    if tested.shifted:
        text = _("It happened in {before} of the rows learned from and in {after} of those tested "
                 "on ({difference} apart): probabilities learned earlier are off, the ranking "
                 "less so.")  # fmt: skip
        found.append(
            text.format(
                before=percent(tested.train_rate.value), after=percent(tested.test_rate.value),
                difference=interval(tested.shift),
            )
        )  # fmt: skip
    if tested.fitted.prepared.split.how != "time":
        found.append(_("Rows to test on were drawn by lot among all: whether it happens as often "
                       "later, and to the same people, was not tested."))  # fmt: skip
    gone = decided.people.gone if decided is not None else 0
    if gone and tested.signal:
        text = _(
            "To {n} of the {m} rows it has happened already: they teach and test, and "
            "cannot be contacted. What the others will do is foreseen from them, not seen."
        )
        rows = len(tested.fitted.prepared.gathered.rows or ())
        found.append(text.format(n=number(gone), m=number(rows)))
    few = [f.detail for f in tested.fitted.prepared.findings if f.code == "few_positives"]
    found += [f"{text[:1].upper()}{text[1:]}." for text in few]
    if p.tuning_trials and tested.fitted.tuned.stopped:
        found.append(_("Tuning ran out of time: a faster machine may choose otherwise."))
    found += [f"{note[:1].upper()}{note[1:]}." for note in tested.fitted.prepared.gathered.notes]
    return tuple(found)


def time_limits(waiting: Waiting | None) -> tuple[str, ...]:
    """What the second view takes for granted."""
    if waiting is None or waiting.timed is None:
        return ()
    found, p = [], waiting.timed
    if waiting.unit != _("days"):
        found.append(_("When it happens is learned from what is known at the end, as if it had "
                       "been so all along: what comes with time, such as a longer contract, looks "
                       "safer than it is."))  # fmt: skip
        if not waiting.late:
            found.append(_("It is taken that the table also holds those who left early; if it only "
                           "holds recent ones, name with entered since when each was "
                           "watched."))  # fmt: skip
    if p.times[-1] < p.within:
        found.append(_("Times beyond {time} are not tested.").format(
            time=time(round(float(p.times[-1])), waiting.unit)))  # fmt: skip
    if waiting.left_out:
        found.append(_("{n} rows have no time and are left out of the view of when.").format(
            n=number(waiting.left_out)))  # fmt: skip
    return tuple(found)
