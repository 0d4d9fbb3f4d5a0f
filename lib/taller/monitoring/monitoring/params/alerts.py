"""When somebody is told: rules in the engagement file, beside the bands that are learned."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from taller.faults import Found, entries, is_number, together
from taller.outbox import Name
from taller.phase import Record

Severity = Literal["notice", "warning", "critical"]
"""``notice``: on the page alone; of the others somebody is told."""
EVERY = "*"
PAYS = "pays"
"""What a rule names that is broken when choosing by a model, its channel, no longer pays."""


class Silence(Record):
    """Days on which nobody is told; what is still so afterwards is told then."""

    first: dt.date = Field(description="first day")
    last: dt.date = Field(description="last day")
    metric: str = Field("", max_length=80, description="of this figure alone; all unless given")
    why: str = Field("", max_length=200, description="why, for the page")


class Escalation(Record):
    """Who else is told when it stays so."""

    after_hours: float = Field(24, gt=0, le=24 * 60, description="hours after the first message")
    to: tuple[Name, ...] = Field(min_length=1, max_length=20, description="names of recipients")


class Rule(Record):
    """A bound that a figure should keep to."""

    metric: str = Field(
        min_length=1, max_length=80, description="the figure; 'pays', without a bound: that "
        "choosing by a model, named as channel, still pays",
    )  # fmt: skip
    collector: Literal["", "performance", "business", "technical", "users"] = Field(
        "", description="whose figure, where several have one of that name"
    )
    channel: str = Field("", max_length=200, description="the channel; all as one unless given; "
                         "'*': each for itself")  # fmt: skip
    segment: str = Field("", max_length=200, description="the segment, as the channel")
    below: float | None = Field(None, description="broken when surely below this; shares as 0.02")
    above: float | None = Field(None, description="broken when surely above this")
    for_days: int = Field(1, ge=1, le=60, description="known days in a row that must be beyond it")
    unknown_days: int = Field(
        3, ge=1, le=60, description="days without a value after which that itself is told"
    )
    severity: Severity = Field("warning", description="notice, warning or critical")
    owner: str = Field("", max_length=80, description="who acts; the alerts' owner unless given")
    to: tuple[Name, ...] = Field((), max_length=20, description="names; the alerts' unless given")


class Rules(Record):
    """Who is told what, and when."""

    owner: str = Field("", max_length=80, description="who acts where a rule does not say")
    to: tuple[Name, ...] = Field(
        (), max_length=20, description="names of recipients, whose addresses TALLER_NOTIFY_<NAME> "
        "or the keyring holds; nobody is told unless given",
    )  # fmt: skip
    learned: Severity | None = Field(
        "warning", description="how grave it is when a figure leaves what its past leads to expect"
    )
    escalate: Escalation | None = Field(None, description="who else is told when it stays so")
    silence: tuple[Silence, ...] = Field((), max_length=50, description="days without messages")
    recovery: bool = Field(False, description="whether those told are told when it is over")
    rules: tuple[Rule, ...] = Field((), max_length=200, description="bounds that figures keep to")

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)

    @property
    def names(self) -> tuple[str, ...]:
        """All recipients that are named."""
        told = [*self.to, *(name for rule in self.rules for name in rule.to)]
        return tuple(dict.fromkeys([*told, *(self.escalate.to if self.escalate else ())]))


def _faults(given: dict) -> Found:
    """What no single field can tell."""
    for i, rule in entries(given, "rules"):
        below, above = rule.get("below"), rule.get("above")
        if rule.get("metric") == PAYS:
            if below is not None or above is not None:
                what = "has no bound: it is broken when choosing by the model no longer pays"
                yield ("rules", i), what, PAYS
        elif below is None and above is None:
            what = "must have a bound, `below` or `above`"
            yield ("rules", i), what, rule.get("metric", "")
        elif is_number(below) and is_number(above) and below > above:
            what = f"every value would break it: below {below} or above {above}"
            yield ("rules", i), what, rule.get("metric", "")
    for i, silence in entries(given, "silence"):
        first, last = silence.get("first"), silence.get("last")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            yield ("silence", i, "last"), f"must not be before the first day, {first}", last
