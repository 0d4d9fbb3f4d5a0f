"""Who buys: kinds of customer, each customer with a rate, a lifetime, a style, a size, a taste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators.fashion_store.catalogue import CATEGORIES, STYLE_DIMENSIONS, directions
from taller.data.simulators.fashion_store.output import codes, picked, stamps
from taller.data.simulators.fashion_store.seasons import DAY, Demand

if TYPE_CHECKING:
    import pyarrow as pa

# kind: share of customers, orders a year, spread of the rate (gamma shape), mean years until
# dropout, lines an order beyond the first, price taste (log units), times the return rate, share
# in the loyalty club
KINDS = {
    "devoted": (0.12, 9.0, 4.0, 4.0, 1.6, 0.25, 0.8, 0.7),
    "seasonal": (0.33, 1.0, 3.0, 2.5, 1.0, 0.0, 0.9, 0.2),
    "bargain": (0.30, 3.5, 2.0, 1.2, 0.7, -0.45, 1.0, 0.35),
    "tryer": (0.25, 2.8, 2.0, 0.7, 2.2, 0.1, 2.2, 0.15),
}
# country, region, city: share of customers
PLACES = (
    ("Spain", "Comunidad de Madrid", "Madrid", 0.19),
    ("Spain", "Cataluña", "Barcelona", 0.15),
    ("Spain", "Comunitat Valenciana", "Valencia", 0.09),
    ("Spain", "Andalucía", "Sevilla", 0.08),
    ("Spain", "País Vasco", "Bilbao", 0.06),
    ("Spain", "Galicia", "A Coruña", 0.05),
    ("Portugal", "Lisboa", "Lisboa", 0.06),
    ("Portugal", "Norte", "Porto", 0.04),
    ("France", "Île-de-France", "Paris", 0.06),
    ("France", "Occitanie", "Toulouse", 0.04),
    ("Mexico", "Ciudad de México", "Ciudad de México", 0.08),
    ("Mexico", "Jalisco", "Guadalajara", 0.04),
    ("Italy", "Lombardia", "Milano", 0.06),
)
TAX = {"Spain": 0.21, "Portugal": 0.23, "France": 0.20, "Mexico": 0.16, "Italy": 0.22}
COUNTRIES = tuple(TAX)
KNOWN_BEFORE = 0.35  # share of customers who had bought before history begins
ACCEPTS = 0.55  # share who agreed to be written to
MEAN_SIZE, SIZE_SPREAD = 1.4, 0.9  # in sizes from the smallest


@dataclass(frozen=True)
class Customers:
    """The customers, (n,) each.

    Attributes
    ----------
    pace : 1 for those who come almost only in season (see `seasons.Demand`)
    joined, left : first order and dropout, microseconds; ``known_before`` if not the first ever
    rate : orders a year while alive, averaged over the seasons
    style : (n, dimensions) direction of unit length
    size : true size, in sizes from the smallest; labels are whole numbers
    taste : liked price, as log over the median price
    """

    kind: np.ndarray
    pace: np.ndarray
    rate: np.ndarray
    joined: np.ndarray
    left: np.ndarray
    known_before: np.ndarray
    basket: np.ndarray
    sends_back: np.ndarray
    taste: np.ndarray
    size: np.ndarray
    style: np.ndarray
    favourite: np.ndarray
    place: np.ndarray
    accepts: np.ndarray
    member: np.ndarray

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.kind)

    @property
    def country(self) -> np.ndarray:
        """Each one's country, as a position in COUNTRIES."""
        return np.array([COUNTRIES.index(place[0]) for place in PLACES])[self.place]

    def ids(self, which: np.ndarray) -> pa.Array:
        """Codes of customers by position, U000001 and on."""
        return codes("U", which + 1, 6, self.n)


def customers(
    rng: np.random.Generator, n: int, demand: Demand, frequency: float = 1.0
) -> Customers:
    """Draw the customers, and when each is first seen; ``frequency`` multiplies all rates."""
    traits = np.array(list(KINDS.values()))
    kind = rng.choice(len(KINDS), n, p=traits[:, 0])
    _, rate, shape, lifetime, basket, taste, sends_back, member = traits[kind].T
    pace = (kind == list(KINDS).index("seasonal")).astype(np.int8)
    rates = rng.gamma(shape, frequency * rate / shape)
    before, joined = _joined(rng, rates, pace, demand)
    shares = np.array([share for *_, share in PLACES])
    return Customers(
        kind=kind.astype(np.int8),
        pace=pace,
        rate=rates,
        joined=joined,
        left=joined + (rng.exponential(lifetime) * 365.25 * DAY).astype(np.int64),
        known_before=before,
        basket=basket,
        sends_back=sends_back,
        taste=taste + rng.normal(0, 0.2, n),
        size=rng.normal(MEAN_SIZE, SIZE_SPREAD, n),
        style=directions(rng, n).astype(np.float32),
        favourite=rng.integers(0, len(CATEGORIES), n).astype(np.int8),
        place=rng.choice(len(PLACES), n, p=shares / shares.sum()).astype(np.int8),
        accepts=rng.random(n) < ACCEPTS,
        member=rng.random(n) < member,
    )


def _joined(
    rng: np.random.Generator, rates: np.ndarray, pace: np.ndarray, demand: Demand
) -> tuple[np.ndarray, np.ndarray]:
    """Who had bought before history begins, and when each is first seen in it.

    Those are first seen when they next buy; the others come all along history, ever more of them,
    whatever their pace later.
    """
    n, usual = len(rates), np.zeros_like(pace)
    total = demand.total(usual)
    before = rng.random(n) < KNOWN_BEFORE
    wait = np.minimum(rng.exponential(1 / np.maximum(rates, 0.2)) / total, rng.random(n))
    share = np.where(before, 0.99 * wait, rng.random(n) ** 0.8)
    return before, demand.when(usual, share * total)


def table(
    rng: np.random.Generator,
    people: Customers,
    first_order: np.ndarray,
    came_by: dict[str, pa.Array],
) -> pa.Table:
    """The canonical customers.

    Parameters
    ----------
    first_order : (n,) time of each one's first order
    came_by : source and medium of each one's first order
    """
    import pyarrow as pa

    lag = np.where(
        people.known_before,
        rng.exponential(400, people.n) * 86_400,
        np.where(rng.random(people.n) < 0.7, rng.uniform(30, 600, people.n),
                 rng.exponential(20, people.n) * 86_400),
    )  # fmt: skip
    country, region, city = (
        np.array(names) for names in zip(*[p[:3] for p in PLACES], strict=True)
    )
    return pa.table(
        {
            "user_id": people.ids(np.arange(people.n)),
            "created_timestamp": stamps(first_order - lag.astype(np.int64) * 1_000_000),
            "country": picked(country, people.place),
            "region": picked(region, people.place),
            "city": picked(city, people.place),
            **came_by,
            "lifecycle_stage": picked(np.array(["customer", "member"]), people.member),
            "accepts_marketing": people.accepts,
        }
    )


def truth(people: Customers, end: int) -> pa.Table:
    """Kind, rate, whether still alive, and the latent style, size and tastes."""
    import pyarrow as pa

    alive = people.left >= end
    columns = {
        "user_id": people.ids(np.arange(people.n)),
        "kind": picked(np.array(list(KINDS)), people.kind),
        "rate": people.rate,
        "alive": alive,
        "left": stamps(np.where(alive, 0, people.left), ~alive),
        "size": people.size,
        "price_taste": people.taste,
        "favourite": picked(np.array(list(CATEGORIES)), people.favourite),
        "sends_back": people.sends_back,
    }
    styles = {f"style_{i + 1}": people.style[:, i] for i in range(STYLE_DIMENSIONS)}
    return pa.table({**columns, **styles})
