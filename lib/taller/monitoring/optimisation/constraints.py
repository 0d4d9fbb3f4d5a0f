"""What a media budget must keep to: totals, floors, ceilings, ratios, contracts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from taller.faults import Found, together
from taller.phase import Section

Money = Annotated[float, Field(ge=0)]


class Ratio(Section):
    """A channel's spend beside another's, or beside that of all, over the whole plan."""

    channel: str = Field(description="whose spend is bound")
    of: str = Field("", description="beside which channel's (none: beside that of all)")
    least: float = Field(0.0, ge=0, description="its least part of that (0.2: a fifth)")
    most: float | None = Field(None, ge=0, description="its most, likewise (none: no bound)")

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError(f"most ({self.most:g}) must not be below least ({self.least:g})")
        if self.of == self.channel:
            raise ValueError("a channel has no ratio to itself")
        return self


class Contract(Section):
    """What is committed already: at least so much a week, in the weeks between two days."""

    channel: str = Field(description="with whom it is spent")
    weekly: float = Field(gt=0, description="money a week, in the client's currency")
    starts_on: dt.date | None = Field(None, description="first day (none: from the plan's first)")
    ends_on: dt.date | None = Field(None, description="last day (none: to the plan's last)")

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on must not be before starts_on")
        return self


class Period(Section):
    """A stretch of the plan that has a total of its own."""

    weeks: int = Field(ge=1, le=53, description="weeks of it")
    total: float = Field(gt=0, description="money spent in it, in the client's currency")


class Constraints(Section):
    """What the plan of a media budget must keep to; amounts are in the client's currency."""

    total: float | None = Field(
        None, gt=0, description="money for all weeks that are planned (none: as much as today)"
    )
    periods: tuple[Period, ...] = Field(
        (), description="or: stretches one after the other, each with its own weeks and total"
    )
    floors: dict[str, Money] = Field(
        default_factory=dict, description="least money a week, by channel"
    )
    ceilings: dict[str, Money] = Field(
        default_factory=dict, description="most money a week, by channel"
    )
    ratios: tuple[Ratio, ...] = Field((), description="channels' spend beside each other's")
    contracts: tuple[Contract, ...] = Field((), description="what is committed already")
    move: float | None = Field(
        None, gt=0, description="how far a channel may move from today (0.3: by 30 %; none: freely)"
    )
    beyond: float = Field(
        0.0, ge=0, le=4, description="how far above the most ever spent in a week a channel may "
        "go (0: not at all)",
    )  # fmt: skip
    season: Literal["none", "demand"] = Field(
        "none", description="whether advertising is taken to sell more in weeks of more demand: "
        "an assumption, which the plan then says",
    )  # fmt: skip

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)

    def length(self, weeks: int) -> int:
        """Weeks of the whole plan: those of its periods, where it has them."""
        return sum(period.weeks for period in self.periods) or weeks


def _faults(given: dict[str, Any]) -> Found:
    """What contradicts each other whatever the data hold."""
    if given.get("periods") and given.get("total") is not None:
        yield ("periods",), "stand in place of total; keep one of the two", given["total"]
    floors, ceilings = given.get("floors") or {}, given.get("ceilings") or {}
    if isinstance(floors, dict) and isinstance(ceilings, dict):
        for name in sorted(set(floors) & set(ceilings), key=str):
            low, high = floors[name], ceilings[name]
            if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
                yield ("floors", name), f"is above its ceiling, {high:g}", low
