"""Classification: who will leave, buy or answer, how sure that is, and whom it pays to contact.

The steps, in the order the notebook takes them::

    gather     rows with their target, from orders or a flat table  classification_data
    prepare    guards, and a split whose test part opens once       classification_data
    train      baselines and LightGBM, calibrated on validation     classification_train, _model
    assess     the test part, once: measures, parts of it           classification_assess
    decide     whom a contact pays for, or at which value it would  classification_money,
               on one population, scored as of now                  _people, _calibrated
    explain    what drives the model, and each score                classification_explain
    wait       how long until it happens, and to whom first         classification_wait, _when
    keep       model, contract, profile, card, scores               classification_saving, _scores
    conclude   headline, key figures, decisions, limits             classification_findings

This module imports nothing heavy: an engagement file is checked against `Params` in no time.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from taller.development.template.knobs import FlatTable
from taller.phase import Estimate, PhaseResult

Purpose = Literal["churn", "propensity", "response"]


class Params(FlatTable):
    """Knobs of notebooks/03_development/classification.ipynb."""

    purpose: Purpose = Field(
        "churn",
        description="what is predicted: churn (will not buy), propensity (will buy), or response "
        "(a column of the flat table)",
    )
    target: str | None = Field(
        None, min_length=1, description="column of the flat table that says what happened"
    )
    positive: str | None = Field(
        None, description="value of the target that counts as yes; found if absent"
    )
    slices: tuple[str, ...] = Field(
        (), description="columns by which quality is told apart; chosen if none are given"
    )
    duration: str | None = Field(
        None, min_length=1,
        description="column of the flat table with the time until it happened or was last seen",
    )  # fmt: skip
    unit: str | None = Field(
        None, min_length=1, max_length=20, description="unit of duration, as reports say it: months"
    )
    entered: str | None = Field(
        None, min_length=1,
        description="column of the flat table with the time from which a row was watched, on the "
        "clock of duration (none: from 0 on, so that those who left early are in the table too)",
    )  # fmt: skip
    ahead: float | None = Field(
        None, gt=0,
        description="time ahead for which the risk is told, in the unit of duration, or days",
    )  # fmt: skip
    worth: str | None = Field(
        None, min_length=1, description="column of the flat table with what a customer is worth"
    )
    as_of: dt.date | None = Field(
        None, description="date at which customers are scored (none: the day after the last order)"
    )
    horizon_days: int = Field(
        90, ge=7, le=730, description="days after a date in which it happens or not"
    )
    active_days: int = Field(
        365, ge=7, le=3650, description="days since the last order up to which a customer counts"
    )
    cutoffs: int = Field(
        3, ge=1, le=12, description="most dates to learn from, before the date of the test"
    )
    customer_value: float | None = Field(
        None, gt=0,
        description="what one customer kept, or one who answers, is worth, in the client's "
        "currency; measured from orders if absent, else there is no advice in money",
    )  # fmt: skip
    margin: float = Field(
        0.5, gt=0, le=1, description="share of net sales that is left, where value is measured"
    )
    contact_cost: float = Field(
        1.0, ge=0, description="cost of one contact, in the client's currency"
    )
    incentive_cost: float = Field(
        10.0, ge=0, description="what is given to whoever accepts, in the client's currency"
    )
    acceptance: float = Field(
        0.3, gt=0, lt=1, description="share of those who would leave that the campaign keeps"
    )
    acceptance_certainty: float = Field(
        20, gt=0, le=10_000, description="customers' worth of experience behind that share"
    )
    capacity: int | None = Field(
        None, ge=1, description="most customers that can be contacted; no limit if absent"
    )


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Guard(_Record):
    """Something a guard found; see `taller.development.template.guards.Finding`."""

    code: str
    columns: tuple[str, ...]
    severity: str
    detail: str


class Driver(_Record):
    """A column that moves the scores."""

    column: str
    label: str
    importance: Estimate = Field(description="mean absolute contribution, in log-odds")
    direction: str = Field(description="which way, in words")


class Part(_Record):
    """How often it happens in a part of the test rows, and how well it is told there."""

    column: str
    level: str
    rows: int
    happened: Estimate
    predicted: float
    auroc: Estimate | None = Field(None, description="None where too few of either kind")


class Decile(_Record):
    """A tenth of the test rows, the highest scores first."""

    number: int
    rows: int
    predicted: float
    happened: Estimate
    lift: float
    reached: float = Field(description="share of all positives in this and the tenths above")


class Money(_Record):
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
    earned_by_all: Estimate = Field(description="from contacting all to whom it can still happen")
    profit: Estimate = Field(description="per test row, by score")
    everybody: Estimate = Field(description="per test row, contacting all")
    gain: Estimate = Field(
        description="per test row, over the better of none and all, or of as many drawn by lot"
    )


class Choice(_Record):
    """Whom a contact would pay for if a customer were worth so much."""

    value: float
    threshold: float
    contacted: int
    people: int
    earned: Estimate


class Timing(_Record):
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
    guards: tuple[Guard, ...] = ()
    drivers: tuple[Driver, ...] = ()
    parts: tuple[Part, ...] = ()
    deciles: tuple[Decile, ...] = ()
    missing: tuple[str, ...] = Field((), description="figures that nobody stated")
    money: Money | None = None
    choices: tuple[Choice, ...] = ()
    timing: Timing | None = None
