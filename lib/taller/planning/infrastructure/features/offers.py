"""What the clouds offer: regions, zones, machine types and their list prices, as of a date."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

Provider = Literal["aws", "azure", "gcp"]
FILE = Path(__file__).parent / "offers.yaml"
HOURS = 730  # of a month, as the clouds' own calculators count
NAMES = {"aws": "AWS", "azure": "Azure", "gcp": "Google Cloud"}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Machine(_Record):
    """A type of machine or database: its size, and its price an hour by region."""

    vcpus: int
    gib: float
    usd_hour: tuple[float, ...]
    tier: str = ""


class Offer(_Record):
    """What one cloud offers, as of of the month of its list prices.

    Attributes
    ----------
    priced : the regions that prices are held of, the first the default; prices stand in this order
    regions : every region the cloud names, for telling a slip from a region
    rates : other prices by what is counted, in the same order
    versions : the version of the database that is asked for, by its major one
    without_budget : regions in which the cloud's template service cannot make a budget
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

    def place(self, region: str) -> int:
        """At which place prices of a region stand; of one without prices, the first region's."""
        return self.priced.index(region) if region in self.priced else 0


@cache
def raw() -> dict[str, Any]:
    """The file as it stands."""
    return YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))


def per_usd(currency: str) -> float:
    """A currency for one US dollar, rounded: an assumption; 1 for one that is not known."""
    return float(raw()["per_usd"].get(currency, 1))


@cache
def of(provider: Provider) -> Offer:
    """What a cloud offers.

    >>> of("aws").machines["m6i.large"].vcpus, of("aws").priced[0]
    (2, 'eu-west-1')
    """
    return Offer.model_validate(raw()[provider])
