"""Names of metrics and versions, and effects as sentences take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from taller.language import money, number, percent, span
from taller.measurement import estimates
from taller.monitoring.experiment.messages import say
from taller.phase import Estimate, Unit

if TYPE_CHECKING:
    from taller.measurement.trials.metric import Metric
    from taller.monitoring.experiment.params import Params, Regions


Money = Literal["fine", "unsure", "loses", "unknown"]


def name(metric: Metric) -> str:
    """What reports call a metric."""
    return metric.name or metric.key


def named(p: Params, key: str) -> str:
    """The same, by its key."""
    return next((name(metric) for metric in p.metrics if metric.key == key), key)


def size(found: Estimate) -> Estimate:
    """An effect without its sign, for a sentence that says which way it goes.

    >>> down = Estimate(value=-0.2, low=-0.3, high=-0.1, unit="share", n=9, method="")
    >>> size(down).low, size(down).high
    (0.1, 0.3)
    """
    return found if found.value >= 0 else estimates.scaled(found, -1)


def chance(p: float) -> str:
    """A chance in a few letters.

    >>> chance(0.25), chance(0.0034), chance(1e-9)
    ('0.25', '0.0034', '< 0.0001')
    """
    return f"< {number(0.0001, 4)}" if p < 0.0001 else number(p, 4 if p < 0.01 else 2)


def standing(worth: Estimate | None, *, priced: bool) -> Money:
    """What may be advised by money: nothing where something is paid and nobody said for what.

    >>> worth = Estimate(value=-1, low=-9, high=7, unit="money", n=9, method="")
    >>> standing(worth, priced=True), standing(None, priced=True), standing(None, priced=False)
    ('loses', 'unknown', 'fine')
    """
    if worth is None:
        return "unknown" if priced else "fine"
    return "loses" if worth.value < 0 else "unsure" if worth.low < 0 else "fine"


def measured(asked: Regions) -> str:
    """What is sold in the regions, as it was named."""
    return asked.measure or say("sales")


def amount(value: float, unit: Unit) -> str:
    """An amount without digits that say nothing."""
    digits = 0 if abs(value) >= 100 else 1
    written = {"share": percent(value), "money": money(value, digits)}
    return written.get(unit, number(value, digits))


def figure(found: Estimate) -> str:
    """An amount with its interval."""
    low, high = (amount(end, found.unit) for end in (found.low, found.high))
    return f"{amount(found.value, found.unit)} ({span(low, high)})"
