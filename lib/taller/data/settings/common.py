"""What every source of data says of itself: few people, the client's own totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from taller.data.settings.table_sources import ClosedSettings

CONTROL = (
    "orders", "lines", "units", "gross", "refunds", "net", "shipping", "total", "tax", "customers",
)  # fmt: skip
"""The control totals of a month, in the order they are shown (see `taller.data.tell.reconcile`)."""


class Totals(ClosedSettings):
    """The client's own figures by month, which Taller's are held against."""

    path: str | None = Field(
        None, description="a CSV with the column month (2026-01) and any of the control totals"
    )
    months: Mapping[str, Mapping[Literal[CONTROL], float]] = Field(  # type: ignore[valid-type]
        default_factory=dict, description="the figures themselves: month, then figure"
    )
    includes: tuple[str, ...] = Field(
        (),
        description="reasons of rejected rows that the client's figures count all the same; "
        "shipping, where net counts it too; tax, where total counts tax on top of prices",
    )


class Data(ClosedSettings):
    """What every source has."""

    min_group: int = Field(
        10, ge=1, le=1000, description="fewest people of a group in anything that is forwarded"
    )
    tolerance: float = Field(
        0.005, ge=0, lt=1, description="largest relative difference from the client's own totals"
    )
    totals: Totals | None = Field(None, description="the client's own figures by month")

    def __reduce__(self) -> tuple[Any, ...]:
        """Taken to another process as an engagement file would say it: models are made here."""
        from taller.data.settings.sources import again

        return again, (self.model_dump_json(exclude_unset=True),)

    @property
    def simulated(self) -> bool:
        """Whether a simulator makes the data."""
        return False


class Simulated(Data):
    """What every simulator has."""

    @property
    def simulated(self) -> bool:
        """Whether a simulator makes the data."""
        return True

    @property
    def size(self) -> int:
        """About how many bytes of data it makes, by which its memory and time are bounded."""
        raise NotImplementedError


class RegionsSettings(Simulated):
    """A simulated campaign in some regions (`taller.data.simulators.regions`)."""

    source: Literal["regions"]
    regions: int = Field(24, ge=3, le=500, description="regions whose sales are told by day")
    days: int = Field(140, ge=2, le=2000, description="days told, the campaign's among them")
    campaign: int = Field(21, ge=0, le=365, description="of them the last, with the campaign")
    treated: int = Field(3, ge=0, description="regions drawn by lot to have the campaign")
    lift: float = Field(0.08, gt=-0.9, le=5, description="what it adds to their sales, as a share")
    begin: dt.date = Field(dt.date(2026, 1, 12), description="the first day told")

    @property
    def size(self) -> int:
        """About how many bytes of data it makes."""
        return self.regions * self.days * 100
