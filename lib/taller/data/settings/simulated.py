"""What an engagement's ``data:`` may say of a simulated client: a shop, a trial, a platform."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.data.settings.common import Simulated


class FashionStoreSettings(Simulated):
    """A simulated fashion shop (`taller.data.simulators.fashion_store`)."""

    source: Literal["fashion_store"]
    users: int = Field(25_000, ge=1, le=1_000_000, description="customers who ever bought")
    items: int = Field(2_000, ge=1, le=100_000, description="items of the catalogue")
    months: int = Field(18, ge=1, le=120, description="months of history")
    end: dt.date = Field(
        dt.date(2026, 6, 30),
        ge=dt.date(2001, 1, 1),
        le=dt.date(2100, 12, 31),
        description="last day of history, as YYYY-MM-DD",
    )
    frequency: float = Field(
        1.0,
        gt=0,
        le=10,
        description="orders a year, over those of each kind of customer by default",
    )
    return_rate: float = Field(0.12, ge=0, le=1, description="share of lines sent back, 0 to 1")
    events: bool = Field(True, description="whether visits and their events are simulated too")
    sessions_per_order: float = Field(
        3, ge=1, le=100, description="measured visits for each order, that of the order included"
    )
    recommendations_help: bool = Field(
        True,
        description="whether visitors look at what is recommended to them, in a trial after it",
    )
    texts: int = Field(
        0, ge=0, le=100_000, description="reviews and messages that customers wrote, at most"
    )

    @property
    def size(self) -> int:
        """About how many bytes: some hundred for each customer and month."""
        return 100 * self.users * self.months


class TrialSettings(Simulated):
    """A simulated experiment (`taller.data.simulators.trial`)."""

    source: Literal["trial"]
    users: int = Field(24_000, ge=20, le=5_000_000, description="users the lot is drawn for")
    days: int = Field(28, ge=1, le=365, description="days the test runs")
    begin: dt.date = Field(dt.date(2026, 5, 4), description="first day of the test")
    conversion: float = Field(0.06, gt=0, lt=0.5, description="share of control that buys")
    lift: float = Field(0.15, gt=-0.9, le=1, description="what the new version adds to it")

    @property
    def size(self) -> int:
        """About how many bytes: a hundred for each user."""
        return 100 * self.users


class SaasPlatformSettings(Simulated):
    """A simulated platform sold by the seat (`taller.data.simulators.saas_platform`)."""

    source: Literal["saas_platform"]
    accounts: int = Field(9_600, ge=1, le=100_000, description="accounts that ever subscribed")
    months: int = Field(18, ge=8, le=60, description="months of history")
    usage_months: int = Field(8, ge=1, le=60, description="months of which use is kept")
    end: dt.date = Field(
        dt.date(2026, 6, 30),
        ge=dt.date(2001, 1, 1),
        le=dt.date(2100, 12, 31),
        description="day whose month is the history's last, as YYYY-MM-DD",
    )
    effects: Literal["mixed", "none", "unrelated"] = Field(
        "mixed",
        description="what campaigns do: help some, hurt a few; nothing; or help whom nothing tells",
    )
    texts: int = Field(
        0, ge=0, le=100_000, description="requests to support whose text is kept, at most"
    )

    @property
    def size(self) -> int:
        """About how many bytes: twenty people's use for each account and month."""
        return 2_500 * self.accounts * self.usage_months
