"""The rule of a trial: what decides it, written down and hashed before the data are opened."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Self

from pydantic import Field, model_validator

from taller.measurement.trials.metric import Metric
from taller.phase import Section


class Rule(Section):
    """Which metric decides, what it must reach, when the trial stops, how often it is looked at.

    Its metrics are part of it, with their columns, covariates and margins: another covariate is
    another rule. What they are called, and how they are read, is not.
    """

    metrics: tuple[Metric, ...] = Field(description="one primary, and the guardrails")
    control: str = Field(description="the arm that the others are held against")
    shares: dict[str, float] = Field(description="the lot's shares, by arm, control's among them")
    threshold: float = Field(0.0, ge=0, description="relative change the primary must exceed")
    units: int | None = Field(None, gt=0, description="stop when so many units are in, of all arms")
    until: dt.date | None = Field(None, description="stop on this day")
    looks: int = Field(1, ge=1, description="how often it may be looked at; 1: only at the end")
    level: float = Field(0.95, gt=0.5, lt=1, description="coverage of its intervals")
    typical: float = Field(
        0.05, gt=0, description="standard deviation of the relative changes that such trials truly "
        "make, as assumed before"
    )  # fmt: skip

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if sum(metric.role == "primary" for metric in self.metrics) != 1:
            raise ValueError("exactly one metric is primary")
        if self.control not in self.shares or len(self.shares) < 2:
            raise ValueError("shares need control and at least one other arm")
        if any(share <= 0 for share in self.shares.values()):
            raise ValueError("an arm's share must be above 0")
        if self.units is None and self.until is None:
            raise ValueError("a rule needs a stop: `units` or `until`")
        return self

    @property
    def primary(self) -> Metric:
        """The metric that decides."""
        return next(metric for metric in self.metrics if metric.role == "primary")

    def canonical(self) -> str:
        """The rule as text: the same for the same rule, however it was written."""
        # What is as by default is left out: a later release's new knob changes no older rule.
        held = self.model_dump(mode="json", exclude_defaults=True)
        kept = [metric.model_dump(mode="json", exclude_defaults=True, exclude={"name", "unit"})
                for metric in self.metrics if metric.role != "secondary"]  # fmt: skip
        held["metrics"] = sorted(kept, key=lambda metric: metric["key"])
        whole = sum(self.shares.values())
        held["shares"] = {arm: round(part / whole, 9) for arm, part in self.shares.items()}
        return json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def finished(self, units: int, day: dt.date | None = None) -> bool:
        """Whether its stop is reached: by units of all arms, or by the day, if it names one."""
        if self.until is not None:
            return day is not None and day >= self.until
        return units >= (self.units or 0)

    def planned(self, arm: str) -> int | None:
        """Units of an arm and control when it stops, as far as the rule says."""
        if self.units is None:
            return None
        both = self.shares[self.control] + self.shares[arm]
        return round(self.units * both / sum(self.shares.values()))
