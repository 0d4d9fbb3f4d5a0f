"""What is predicted, how rows were split, and what the figures cannot tell: in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.classification.messages import say
from taller.development.template import source
from taller.language import number

if TYPE_CHECKING:
    from taller.data.contract.row_order import Order
    from taller.development.classification.evaluation.money import Decided
    from taller.development.classification.evaluation.test import Tested
    from taller.development.classification.evaluation.wait import Waiting
    from taller.development.classification.features.rows import Gathered, Prepared
    from taller.development.classification.params import Params


def time(value: float, unit: str) -> str:
    """A time with its unit."""
    return f"{number(value, 0 if value == int(value) else 1)}\u00a0{unit}"


def event(p: Params) -> str:
    """What happens, as a noun phrase."""
    of = p.purpose if p.target is None else "column"
    return say("event", of=of, target=p.target, days=p.horizon_days)


def purpose(gathered: Gathered) -> str:
    """What the model predicts, for whom, at which moment."""
    p = gathered.p
    return say("card.purpose", origin=gathered.origin, target=gathered.target, event=event(p),
               active=p.active_days)  # fmt: skip


def split_in_words(prepared: Prepared) -> str:
    """How rows were split, in a sentence or two."""
    split, gathered = prepared.split, prepared.gathered
    if gathered.origin == "orders":
        *earlier, last = gathered.dates
        return say("split-orders", earlier=source.in_words(earlier), last=last,
                   days=gathered.p.horizon_days)  # fmt: skip
    text = say("split-rows", how=split.how, n=len(split.train), m=len(split.test))
    if split.how == "time" and gathered.order is not None:
        return f"{text} {say('split-order', reason=order(gathered.order))}"
    return text


def order(found: Order) -> str:
    """What speaks for an order in time, within a sentence."""
    return say(f"order.{found.code}", column=found.column)


def limits(tested: Tested, decided: Decided | None) -> tuple[str, ...]:
    """What the figures cannot tell."""
    prepared = tested.fitted.prepared
    gathered = prepared.gathered
    found = [say("limit-persuaded")]
    if tested.shifted:
        found.append(say("limit-shift", before=tested.train_rate, after=tested.test_rate,
                         shift=tested.shift))  # fmt: skip
    if prepared.split.how != "time":
        found.append(say("limit-lot"))
    gone = decided.people.gone if decided is not None else 0
    if gone and tested.signal:
        found.append(say("limit-gone", n=gone, m=len(gathered.rows or ())))
    few = [f.detail for f in prepared.findings if f.code == "few_positives"]
    found += [say("limit-note", note=text) for text in few]
    if gathered.p.tuning_trials and tested.fitted.tuned.stopped:
        found.append(say("limit-tuning"))
    return (*found, *(say("limit-note", note=note) for note in gathered.notes))


def time_limits(waiting: Waiting | None) -> tuple[str, ...]:
    """What the second view takes for granted."""
    if waiting is None or waiting.timed is None:
        return ()
    found, timed = [], waiting.timed
    if waiting.unit != say("unit.days"):
        found.append(say("limit-hindsight"))
        if not waiting.late:
            found.append(say("limit-early"))
    if timed.times[-1] < timed.within:
        last = time(round(float(timed.times[-1])), waiting.unit)
        found.append(say("limit-beyond", time=last))
    if waiting.left_out:
        found.append(say("limit-no-time", n=waiting.left_out))
    return tuple(found)
