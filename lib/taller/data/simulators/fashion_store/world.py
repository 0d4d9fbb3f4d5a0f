"""The shop before anything is sold: its days, items, advertising and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.data.simulators.fashion_store import catalogue, customers, marketing, seasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from taller.data.settings.sources import FashionStoreSettings


@dataclass(frozen=True)
class World:
    """What stands before the first order: the same settings and seed give the same world."""

    days: seasons.Calendar
    items: catalogue.Catalogue
    ads: marketing.Advertising
    demand: seasons.Demand
    people: customers.Customers


def world(settings: FashionStoreSettings, generators: Sequence[np.random.Generator]) -> World:
    """Draw each part from a generator of its own, so that one does not disturb another."""
    for_days, for_items, for_ads, for_people = generators
    days = seasons.calendar(for_days, settings.end, settings.months)
    items = catalogue.catalogue(for_items, settings.items)
    ads = marketing.advertising(for_ads, days)
    demand = seasons.demand(days, ads.total)
    people = customers.customers(for_people, settings.users, demand, settings.frequency)
    return World(days, items, ads, demand, people)
