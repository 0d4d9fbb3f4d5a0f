"""Data: the parameters of its notebook."""

from __future__ import annotations

from pydantic import Field

from taller.phase import Section


class Params(Section):
    """Knobs of notebooks/01_preparation/data.ipynb; they stand in the block ``data``."""

    stale_days: int = Field(
        35, ge=1, le=3650, description="age up to which the newest row counts as fresh, in days"
    )
    months_shown: int = Field(
        12, ge=1, le=240, description="most recent months shown one by one; earlier ones by year"
    )
    min_rows: int = Field(
        30, ge=1, le=100_000, description="fewest rows a month or week needs to be scored"
    )
