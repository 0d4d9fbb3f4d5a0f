"""A shop in plain Python: its canonical rows, and what a shop's other systems hold besides.

Everything invented here (names, addresses, visits, advertising) follows from the canonical orders
and a seed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

FIRST_NAMES = ("Lucía", "Íñigo", "Begoña", "João", "Zoé", "Álvaro", "Núria", "Marco", "Ximena")
LAST_NAMES = ("Muñoz Peña", "García Ibáñez", "O'Neill", "Gonçalves", "Lefèvre", "Rossi", "Ruiz")
STREETS = ("Calle Mayor", "Rua Augusta", "Avenida de los Álamos", "Rue des Écoles", "Paseo Nuevo")
TOWNS = {
    "Spain": (("Málaga", "Andalucía"), ("León", "Castilla y León"), ("Bilbao", "País Vasco")),
    "Portugal": (("Évora", "Alentejo"), ("Porto", "Norte")),
    "France": (("Nîmes", "Occitanie"), ("Lyon", "Auvergne-Rhône-Alpes")),
    "Mexico": (("Mérida", "Yucatán"), ("León", "Guanajuato")),
    "Italy": (("Forlì", "Emilia-Romagna"), ("Torino", "Piemonte")),
}
CODES = {"Spain": "ES", "Portugal": "PT", "France": "FR", "Mexico": "MX", "Italy": "IT"}
CHANNELS = (
    ("google", "cpc", "rebajas"),
    ("google", "organic", None),
    ("newsletter", "email", "novedades"),
    ("instagram", "social", "primavera"),
    (None, None, None),
)
CAMPAIGNS = (("google", "cpc", "rebajas"), ("instagram", "social", "primavera"))
STAGES = ("lead", "customer", "evangelist")
VAT = Decimal("0.21")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Person:
    """What identifies a customer; none of it may come out of a snapshot."""

    first: str
    last: str
    email: str
    phone: str
    street: str
    postcode: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must not be seen again."""
        return (self.email, self.phone, self.street)


@dataclass(frozen=True)
class Shop:
    """A shop's rows, keyed by canonical name, in plain Python values.

    Attributes
    ----------
    orders : lines in order of time, cancellations among them, with ``tax``, the item's name and
        category and the customer's country
    customers, items, events, spend : rows of those canonical tables
    people : what identifies each customer, by ``user_id``
    """

    orders: list[dict[str, Any]]
    customers: list[dict[str, Any]]
    items: list[dict[str, Any]]
    events: list[dict[str, Any]]
    spend: list[dict[str, Any]]
    people: dict[str, Person]
    currency: str


def from_tables(tables: Mapping[str, pa.Table], *, seed: int, lines: int) -> Shop:
    """A small shop of some customers of a larger one, all of whose orders it has.

    Parameters
    ----------
    tables : canonical ``orders``, ``customers`` and ``items``
    lines : order lines to have, about
    """
    rng = random.Random(f"shop {seed}")
    orders = tables["orders"].to_pylist()
    chosen = _some_customers(orders, rng, lines)
    items = {row["item_id"]: row for row in tables["items"].to_pylist()}
    customers = {row["user_id"]: row for row in tables["customers"].to_pylist()}
    kept = [
        _line(row, items[row["item_id"]], customers[row["user_id"]])
        for row in orders
        if row["user_id"] in chosen
    ]
    known = [customers[user] for user in sorted(chosen)]
    first = {row["user_id"]: row["event_timestamp"] for row in reversed(kept)}
    bought = sorted({row["item_id"] for row in kept})
    return Shop(
        orders=kept,
        customers=[_customer(row, first[row["user_id"]], rng) for row in known],
        items=[_item(items[item], rng) for item in bought],
        events=_events(kept, rng),
        spend=_spend(kept, rng),
        people={row["user_id"]: _person(row, rng) for row in known},
        currency=orders[0]["currency"],
    )


def _some_customers(orders: list[dict[str, Any]], rng: random.Random, lines: int) -> set[str]:
    of_customer: dict[str, int] = {}
    for row in orders:
        of_customer[row["user_id"]] = of_customer.get(row["user_id"], 0) + 1
    users = sorted(of_customer)
    rng.shuffle(users)
    chosen: set[str] = set()
    count = 0
    for user in users:
        if count >= lines:
            break
        chosen.add(user)
        count += of_customer[user]
    return chosen


def _line(row: dict[str, Any], item: dict[str, Any], customer: dict[str, Any]) -> dict[str, Any]:
    moment = row["event_timestamp"].replace(microsecond=0)
    value = row["value"]
    return {
        **{name: row[name] for name in ("transaction_id", "user_id", "item_id", "kind")},
        "event_timestamp": moment,
        "quantity": row["quantity"],
        "price": row["price"],
        "value": value,
        "tax": (value - value / (1 + VAT)).quantize(CENT),
        "item_name": item["item_name"],
        "item_category": item["item_category"],
        "country": customer["country"],
    }


def _customer(row: dict[str, Any], first: dt.datetime, rng: random.Random) -> dict[str, Any]:
    city, region = rng.choice(TOWNS.get(row["country"], (("Soria", "Castilla y León"),)))
    source, medium, _campaign = rng.choice(CHANNELS)
    return {
        "user_id": row["user_id"],
        "created_timestamp": first - dt.timedelta(days=rng.randrange(40), hours=1),
        "country": row["country"],
        "region": region,
        "city": city,
        "source": source,
        "medium": medium,
        "lifecycle_stage": rng.choice(STAGES),
        "accepts_marketing": rng.random() < 0.6,
    }


def _item(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    price = Decimal(rng.randrange(995, 139_995, 100)) / 100
    return {
        "item_id": row["item_id"],
        "item_name": row["item_name"],
        "item_category": row["item_category"],
        "item_brand": rng.choice(("Arándano", "Norte & Sur", "Muñeca")),
        "item_variant": rng.choice(("S", "M", "L", "XL")),
        "price": price,
        "cost": (price * Decimal("0.4")).quantize(CENT),
        "stock": rng.randrange(0, 4000),
    }


def _person(row: dict[str, Any], rng: random.Random) -> Person:
    number = int("".join(c for c in row["user_id"] if c.isdigit()) or 0)
    first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
    return Person(
        first,
        last,
        f"cliente.{number}@correo-{rng.randrange(1, 9)}.example",
        f"+34 6{rng.randrange(10, 99)} {number % 1000:03d} {rng.randrange(100, 999)}",
        f"{rng.choice(STREETS)} {number}, {rng.randrange(1, 9)}º B",
        f"{rng.randrange(1, 52):02d}{number % 1000:03d}",
    )


def _events(orders: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Visits that led to orders, and some that led to nothing; in order of time."""
    found: list[dict[str, Any]] = []
    for row in orders:
        if row["kind"] != "sale":
            continue
        source, medium, campaign = rng.choice(CHANNELS)
        start = row["event_timestamp"] - dt.timedelta(minutes=rng.randrange(3, 40))
        pseudo = f"{rng.randrange(10**9)}.{rng.randrange(10**9)}"
        visit = {
            "user_pseudo_id": pseudo,
            "session_id": str(int((start - dt.datetime(1970, 1, 1)).total_seconds())),
            "source": source,
            "medium": medium,
            "campaign": campaign,
            "device_category": rng.choice(("desktop", "mobile", "tablet")),
            "country": row["country"],
        }
        bought = rng.random() < 0.5
        item = {"item_id": row["item_id"], "item_name": row["item_name"]}
        found.append({**visit, "event_name": "page_view", "event_timestamp": start})
        later = start + dt.timedelta(seconds=rng.randrange(5, 170))
        found.append({**visit, **item, "event_name": "view_item", "event_timestamp": later})
        if bought:
            found.append(
                {**visit, **item, "event_name": "purchase", "user_id": row["user_id"],
                 "event_timestamp": row["event_timestamp"],
                 "transaction_id": row["transaction_id"], "value": row["value"],
                 "quantity": row["quantity"], "price": row["price"],
                 "item_category": row["item_category"]}
            )  # fmt: skip
    return sorted(found, key=lambda row: (row["event_timestamp"], row["session_id"]))


def _spend(orders: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    last = orders[-1]["event_timestamp"].date()
    found = []
    for back in range(40):
        day = last - dt.timedelta(days=back)
        for source, medium, campaign in CAMPAIGNS:
            clicks = rng.randrange(20, 900)
            found.append(
                {
                    "date": day,
                    "source": source,
                    "medium": medium,
                    "campaign": campaign,
                    "cost": Decimal(rng.randrange(500, 250_000)) / 100,
                    "impressions": clicks * rng.randrange(20, 80),
                    "clicks": clicks,
                }
            )
    return found[::-1]
