"""Classification: what its notebook finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.development.classification.params import Purpose
from taller.development.template.protocol import Finding
from taller.phase import Estimate, PhaseResult, Record


class Driver(Record):
    """A column that moves the scores."""

    column: str
    label: str
    importance: Estimate = Field(description="mean absolute contribution, in log-odds")
    direction: str = Field(description="which way, in words")


class Part(Record):
    """How often it happens in a part of the test rows, and how well it is told there."""

    column: str
    level: str
    rows: int
    happened: Estimate
    predicted: float
    auroc: Estimate | None = Field(None, description="None where too few of either kind")


class Decile(Record):
    """A tenth of the test rows, the highest scores first."""

    number: int
    rows: int
    predicted: float
    happened: Estimate
    lift: float
    reached: float = Field(description="share of all positives in this and the tenths above")


class Money(Record):
    """What contacting by score brings, under costs that somebody stated."""

    value: float
    measured: bool = Field(description="whether the value is measured, times the margin given")
    contact_cost: float
    incentive_cost: float
    acceptance: float
    threshold: float = Field(description="probability from which a contact pays; above 1: never")
    people: int = Field(description="those to whom it can still happen, scored as of now")
    contacted: int = Field(description="of them, those to contact by score")
    limited: bool = Field(description="whether the capacity contacts fewer than would pay")
    earned: Estimate = Field(description="from contacting them")
    left_out: int = Field(0, description="those who pay and are beyond the capacity")
    beyond: Estimate | None = Field(
        None, description="from contacting them too; None where the capacity leaves nobody out"
    )
    earned_by_all: Estimate = Field(description="from contacting all to whom it can still happen")
    profit: Estimate = Field(description="per test row, by score")
    everybody: Estimate = Field(description="per test row, contacting all")
    gain: Estimate = Field(
        description="per test row, over the better of none and all, or of as many drawn by lot"
    )


class Choice(Record):
    """Whom a contact would pay for if a customer were worth so much."""

    value: float
    threshold: float
    contacted: int
    people: int
    earned: Estimate


class Timing(Record):
    """The second view: when it happens, by a model that knows who the customer is."""

    what: str
    unit: str
    model: str = Field(description="proportional or boosted")
    signal: bool = Field(description="whether it beats the same curve for all, beyond chance")
    subjects: int
    events: int
    concordance: Estimate
    error: Estimate = Field(description="integrated Brier score")
    less: Estimate = Field(description="that error, less the one of Kaplan-Meier's curve")
    ahead: float
    left_out: tuple[str, ...] = Field((), description="columns that grow with time by themselves")


class Result(PhaseResult):
    """What classification found."""

    assessed: bool = Field(description="whether there was something to learn from")
    purpose: Purpose
    origin: Literal["orders", "flat", "none"]
    rows: int = 0
    test_rows: int = 0
    split: str = ""
    base_rate: Estimate | None = None
    test_rate: Estimate | None = None
    shifted: bool = False
    model: str = ""
    signal: bool = False
    usable: bool = False
    auroc: Estimate | None = None
    brier: Estimate | None = None
    calibration_error: float | None = None
    guards: tuple[Finding, ...] = ()
    drivers: tuple[Driver, ...] = ()
    parts: tuple[Part, ...] = ()
    deciles: tuple[Decile, ...] = ()
    missing: tuple[str, ...] = Field((), description="figures that nobody stated")
    money: Money | None = None
    choices: tuple[Choice, ...] = ()
    timing: Timing | None = None
