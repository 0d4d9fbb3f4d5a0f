"""Experiments: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from taller.faults import Found, together
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.rule import Rule
from taller.phase import Section

if TYPE_CHECKING:
    from taller.measurement.geo.rule import GeoRule

NEVER = dt.date.max  # stop of a rule that names none


class Regions(Section):
    """A campaign in some regions, or in all at once; without its days, one to be designed."""

    treated: tuple[str, ...] = Field((), description="the regions that had it")
    everywhere: bool = Field(False, description="or that all had it at once: before and after")
    starts_on: dt.date | None = Field(None, description="its first day, as in 2026-05-04")
    ends_on: dt.date | None = Field(None, description="the last day that counts")
    better: Literal["up", "down"] = Field("up", description="which way is better")
    measure: str | None = Field(None, description="what is sold, as reports call it")
    unit: Literal["money", "count"] = Field("money", description="what it is counted in")
    size: int = Field(2, ge=1, description="for a design: regions that would have it")
    days: tuple[int, ...] = Field((14, 28), description="for a design: its days, each tried")
    daily_cost: float = Field(0.0, ge=0, description="what it costs a day in a region")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        wrong = []
        begun = self.treated or self.everywhere
        if self.treated and self.everywhere:
            wrong.append("treated and everywhere contradict each other; keep one")
        if bool(begun) != bool(self.starts_on and self.ends_on):
            wrong.append("regions that had it (treated, or everywhere), starts_on and ends_on "
                         "belong together: name all three, or none for a design")  # fmt: skip
        if self.starts_on and self.ends_on and self.ends_on <= self.starts_on:
            wrong.append("ends_on must be after starts_on")
        if not self.days or min(self.days) < 2:
            wrong.append("days must each be 2 or more")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


class Params(Section):
    """Knobs of notebooks/06_monitoring/experiment.ipynb."""

    name: str | None = Field(None, description="which experiment, where the log holds several")
    control: str | None = Field(None, description="the version that changes nothing")
    shares: dict[str, float] = Field(
        default_factory=dict, description="the lot's shares by version (alike if not given)"
    )
    metrics: tuple[Metric, ...] = Field(
        (), description="what is measured; exactly one is primary, and decides"
    )
    threshold: float = Field(
        0.0, ge=0, lt=10, description="relative change that the primary must exceed (0.02: 2 %)"
    )
    ends_on: dt.date | None = Field(None, description="day the test stops, as in 2026-05-31")
    units: int | None = Field(None, gt=0, description="or: users in all at which it stops")
    looks: int = Field(1, ge=1, description="how often it may be looked at; 1: only at the end")
    level: float = Field(0.95, gt=0.5, lt=1, description="coverage of its intervals (0 to 1)")
    state: Literal["planned", "running", "ended"] | None = Field(
        None, description="where the test stands (none: as its stop and the data tell)"
    )
    clusters: bool | None = Field(
        None, description="whether the lot was drawn for accounts (none: where the log names them)"
    )
    crossed: float = Field(
        0.01, ge=0, lt=1, description="most users of several versions with which there is a verdict"
    )
    traits: tuple[str, ...] = Field(
        (), description="columns known before the lot, by which users may gain differently"
    )
    sold_out: str | None = Field(
        None, description="column that counts what a user wanted and was sold out"
    )
    regions: Regions | None = Field(
        None, description="sales by region and day: which had a campaign, from when to when"
    )
    value: float | None = Field(
        None, gt=0, description="what one unit of the primary is worth, in the client's currency"
    )
    cost: float = Field(0.0, ge=0, description="what the new version costs per user, likewise")
    setup: float = Field(0.0, ge=0, description="what it costs once to roll it out, likewise")
    users_per_year: float | None = Field(
        None, gt=0, description="users in a year to whom it would be shown"
    )
    typical: float = Field(
        0.05, gt=0, lt=1, description="how far such changes usually move the primary (0.05: 5 %)"
    )
    baseline: float | None = Field(
        None, gt=0, lt=1, description="for a plan: share of users who do it today (0 to 1)"
    )
    users_per_day: float | None = Field(None, gt=0, description="for a plan: new users a day")
    power: float = Field(
        0.8, gt=0.5, lt=1, description="for a plan: chance that a true effect shows (0 to 1)"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)

    @property
    def primary(self) -> Metric | None:
        """The metric that decides."""
        return next((metric for metric in self.metrics if metric.role == "primary"), None)

    @property
    def whole(self) -> bool:
        """Whether the rule needs nothing of the data."""
        return bool(self.metrics and self.control and self.shares)

    @property
    def regional_rule(self) -> GeoRule | None:
        """The rule of a campaign in regions; None where none is said to have been."""
        from taller.measurement.geo.rule import GeoRule

        given = self.regions
        if given is None or given.starts_on is None or given.ends_on is None:
            return None
        return GeoRule(
            treated=given.treated,
            starts_on=given.starts_on,
            until=given.ends_on,
            better=given.better,
            threshold=self.threshold,
            level=self.level,
        )

    def rule(self, control: str, shares: dict[str, float]) -> Rule:
        """The rule, with what of it the data may have had to tell.

        Where no stop was fixed it may have been chosen by what was seen: it counts as looked at.
        """
        stopped = self.ends_on is not None or self.units is not None
        return Rule(
            metrics=tuple(m for m in self.metrics if m.role != "secondary"), control=control,
            shares=shares, threshold=self.threshold, units=self.units,
            until=self.ends_on if stopped else NEVER, looks=self.looks if stopped else 2,
            level=self.level, typical=self.typical,
        )  # fmt: skip


def _faults(given: dict[str, Any]) -> Found:
    """What of the metrics, the control and the shares does not fit together."""
    metrics = given.get("metrics") or ()
    held = [m if isinstance(m, dict) else m.model_dump() for m in metrics if m]
    if held and sum(each.get("role") == "primary" for each in held) != 1:
        yield ("metrics",), "exactly one must be primary: it decides", [e.get("key") for e in held]
    keys = [each.get("key") for each in held]
    if twice := sorted({str(key) for key in keys if keys.count(key) > 1}):
        yield ("metrics",), f"keys must differ (twice: {', '.join(twice)})", twice
    kinds: dict[str, set[bool]] = {}
    for each in held:
        kinds.setdefault(str(each.get("column")), set()).add(each.get("kind") == "share")
    if both := sorted(column for column, kind in kinds.items() if len(kind) > 1):
        what = f"{', '.join(both)}: a share counts users who have any, so give it its own column"
        yield ("metrics",), what, both
    shares, control = given.get("shares") or {}, given.get("control")
    if isinstance(shares, dict) and shares:
        if len(shares) < 2:
            yield ("shares",), "needs the control and at least one other version", shares
        if control is not None and str(control) not in map(str, shares):
            yield ("shares",), f"must hold the control, {control}", list(shares)
        if any(not isinstance(s, int | float) or s <= 0 for s in shares.values()):
            yield ("shares",), "each must be above 0", list(shares.values())
