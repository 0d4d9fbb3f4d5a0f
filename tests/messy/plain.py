"""Tables as a shop's own system or a spreadsheet has them, with English or Spanish headers."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from tests.messy.headers import CUSTOMERS, ITEMS, ORDERS, SPEND
from tests.messy.sheets import Row, Sheet
from tests.messy.shop import Person, Shop

NOTES = ("tarjeta", "PayPal", "Bizum", "contra reembolso; llamar antes", 'pone "regalo"', None)
NAMES = {"en": ("orders", "customers", "items", "spend"),
         "es": ("pedidos", "clientes", "articulos", "campañas")}  # fmt: skip
Identify = Callable[[str], Any]


def orders(shop: Shop, rng: random.Random, language: str) -> list[Sheet]:
    """One file of order lines."""
    headers = rng.choice(ORDERS[language])
    identify = identities(shop, rng)
    return [table(shop, "orders", headers, shop.orders, NAMES[language][0], rng, identify)]


def shop(shop: Shop, rng: random.Random, language: str) -> list[Sheet]:
    """Order lines, customers, items and advertising, each in a file of its own."""
    identify, names = identities(shop, rng), NAMES[language]
    order, customer, item, spend = (
        rng.choice(sets[language]) for sets in (ORDERS, CUSTOMERS, ITEMS, SPEND)
    )
    return [
        table(shop, "orders", order, shop.orders, names[0], rng, identify),
        table(shop, "customers", customer, shop.customers, names[1], rng, identify),
        table(shop, "items", item, shop.items, names[2], rng),
        table(shop, "spend", spend, shop.spend, names[3], rng),
    ]


def identities(shop: Shop, rng: random.Random) -> Identify:
    """How a system writes who a customer is."""
    how = rng.choice(("code", "number", "email"))
    if how == "email":
        return lambda user: shop.people[user].email
    if how == "number":
        return lambda user: str(12_000 + int(user[1:]))
    return lambda user: user


def table(
    shop: Shop,
    canonical: str,
    headers: Mapping[str, str],
    rows: list[dict[str, Any]],
    name: str,
    rng: random.Random,
    identify: Identify | None = None,
) -> Sheet:
    """A sheet whose every row is one canonical row."""
    made = []
    for row in rows:
        person = shop.people[row["user_id"]] if identify and "user_id" in row else None
        known = {**row, "user_id": identify(row["user_id"])} if identify else row
        cells = tuple(
            _beside(key, person, rng) if key.isupper() else known.get(key) for key in headers
        )
        kept = {key: known.get(key) for key in (*headers, "kind") if not key.isupper()}
        made.append(Row(cells, ((canonical, kept),)))
    columns = {key: header for key, header in headers.items() if not key.isupper()}
    meant = {
        header: None if key.isupper() else f"{canonical}.{key}" for key, header in headers.items()
    }
    return Sheet(
        name, (canonical,), tuple(headers.values()), tuple(made),
        {canonical: {"columns": columns}}, meant,
    )  # fmt: skip


def _beside(key: str, person: Person | None, rng: random.Random) -> Any:
    """A cell that means nothing canonical."""
    if key == "NOTE" or person is None:
        return rng.choice(NOTES)
    return {
        "NAME": person.name,
        "EMAIL": person.email,
        "PHONE": person.phone,
        "STREET": person.street,
    }[key]
