"""Knobs that every template with a flat table has, said once."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Section


class FlatTable(Section):
    """How a flat table is read, split and learned from; a template's ``Params`` adds its own."""

    time: str | None = Field(
        None, min_length=1, description="column of the flat table that says when a row was"
    )
    ordered: bool = Field(
        False, description="whether the rows of the flat table stand in order of time"
    )
    subject: str | None = Field(
        None, min_length=1, description="column of the flat table that says whom a row is about"
    )
    exclude: tuple[str, ...] = Field(
        (), description="columns that are known only afterwards, or must not be used"
    )
    keep: tuple[str, ...] = Field(
        (), description="columns that are known in time, whatever they look like"
    )
    test_share: float = Field(
        0.2, gt=0.02, le=0.5, description="share of the flat table's rows to test on, 0 to 1"
    )
    folds: int = Field(
        4, ge=2, le=10, description="parts of the training rows that are validated on in turn"
    )
    tuning_trials: int = Field(
        0, ge=0, le=1000, description="settings to try by validation; 0 takes the defaults"
    )
    tuning_seconds: float = Field(
        60, gt=0, le=86_400, description="seconds after which no further setting is tried"
    )
