"""The rule of a regional trial, written down and hashed before the data are opened; its outcome."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

from pydantic import Field

from taller.phase import Estimate, Section

Outcome = Literal["won", "worse", "too_small", "open"]


class GeoRule(Section):
    """Who has the campaign and when, and what its days must show."""

    treated: tuple[str, ...] = Field(description="regions with the campaign; none: all of them")
    starts_on: dt.date = Field(description="first day of the campaign")
    until: dt.date = Field(description="last day that counts")
    better: Literal["up", "down"] = Field("up", description="which way is better")
    threshold: float = Field(0.0, ge=0, description="relative change it must exceed")
    level: float = Field(0.95, gt=0.5, lt=1, description="coverage of its interval")

    @property
    def days(self) -> int:
        """How many days count."""
        return (self.until - self.starts_on).days + 1

    def canonical(self) -> str:
        """The rule as text: the same whichever way its regions are listed."""
        held = self.model_copy(update={"treated": tuple(sorted(self.treated))})
        return held.model_dump_json(exclude_defaults=True)

    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def outcome(self, lift: Estimate) -> Outcome:
        """What an interval says by it.

        >>> rule = GeoRule(treated=(), starts_on="2026-03-02", until="2026-03-15", threshold=0.02)
        >>> of = lambda low, high: Estimate(value=low, low=low, high=high, unit="share", n=9,
        ...                                 method="")
        >>> [rule.outcome(of(*ends)) for ends in ((.03, .1), (-.1, .1), (-.1, .01), (-.2, -.1))]
        ['won', 'open', 'too_small', 'worse']
        """
        low, high = (lift.low, lift.high) if self.better == "up" else (-lift.high, -lift.low)
        if high < 0:
            return "worse"
        return "too_small" if high < self.threshold else "won" if low > self.threshold else "open"
