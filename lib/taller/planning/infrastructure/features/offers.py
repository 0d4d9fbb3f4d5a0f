"""What the clouds offer: regions, zones, machine types and their list prices, as of a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from ruamel.yaml import YAML

from taller.errors import AnalysisError
from taller.phase import Record

Provider = Literal["aws", "azure", "gcp"]
FILE = Path(__file__).parent / "offers.yaml"
HOURS = 730  # of a month, as the clouds' own calculators count
NAMES = {"aws": "AWS", "azure": "Azure", "gcp": "Google Cloud"}


class Machine(Record):
    """A type of machine or database: its size, and its price an hour by region."""

    vcpus: int
    gib: float
    usd_hour: tuple[float, ...]
    tier: str = ""


class Offer(Record):
    """What one cloud offers, as of the month of its list prices.

    Attributes
    ----------
    priced : the regions that prices are held of, the first the default; prices stand in this order
    regions : every region the cloud names, for telling a slip from a region
    rates : other prices by what is counted, in the same order
    versions : the version of the database that is asked for, by its major one
    without_budget : regions in which the cloud's template service cannot make a budget
    few_zones : how many zones a region has, where that is fewer than three
    """

    noted_on: dt.date
    source: str
    priced: tuple[str, ...]
    regions: tuple[str, ...]
    machines: dict[str, Machine]
    databases: dict[str, Machine]
    rates: dict[str, tuple[float, ...]]
    versions: dict[str, str]
    without_budget: tuple[str, ...] = ()
    few_zones: dict[str, int] = Field(default_factory=dict)

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Names of all that has a price, by part."""
        return {part: tuple(getattr(self, part)) for part in ("machines", "databases", "rates")}


@dataclass(frozen=True)
class Prices:
    """Prices in a region, in US dollars.

    Attributes
    ----------
    listed : the region whose list prices are used: itself, or the first where none are held of it
    own : prices that the engagement file gives, by part and name; they go before the list's
    """

    offer: Offer
    region: str
    own: Mapping[str, Mapping[str, float]]

    @property
    def listed(self) -> str:
        """See the class."""
        return self.region if self.region in self.offer.priced else self.offer.priced[0]

    def is_own(self, part: str, name: str) -> bool:
        """Whether the engagement file gives this price."""
        return name in self.own.get(part, {})

    def usd(self, part: str, name: str) -> float:
        """The price of one hour, or of what a rate counts."""
        if self.is_own(part, name):
            return self.own[part][name]
        held = getattr(self.offer, part)[name]
        prices = held.usd_hour if isinstance(held, Machine) else held
        return prices[self.offer.priced.index(self.listed)]


@cache
def raw() -> dict[str, Any]:
    """The file as it stands."""
    return YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))


def per_usd(currency: str) -> float:
    """A currency for one US dollar, rounded: an assumption.

    Raises
    ------
    AnalysisError
        If no rate is held of it.
    """
    if currency not in raw()["per_usd"]:
        raise AnalysisError(
            f"clouds bill in US dollars, and no rate of {currency} is held here; "
            "give `infrastructure.per_usd`, its units for one dollar"
        )
    return float(raw()["per_usd"][currency])


@cache
def of(provider: Provider) -> Offer:
    """What a cloud offers.

    >>> of("aws").machines["m6i.large"].vcpus, of("aws").priced[0]
    (2, 'eu-west-1')
    """
    return Offer.model_validate(raw()[provider])
