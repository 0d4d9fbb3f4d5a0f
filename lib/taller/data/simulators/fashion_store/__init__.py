"""A simulated fashion shop: who buys what, how often, in which season, and what they send back.

Customers buy at random times at a rate of their own (gamma across customers), until they drop out
unseen (exponential), as in Schmittlein, Morrison and Colombo (1987), "Counting your customers".
Four kinds of customer differ in rate, loyalty, basket, price taste and returns; the kind, the rate
and whether a customer is still alive are the truth that analyses can be held against.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.sources import FashionStoreSettings

DAY = 86_400_000_000  # microseconds
SHOP_HOURS = (8.0, 23.0)

# kind: share of customers, orders a year, spread of the rate (gamma shape), mean years until
# dropout, lines an order beyond the first, price taste (log units), times the return rate
KINDS = {
    "devoted": (0.12, 9.0, 4.0, 4.0, 1.6, 0.25, 0.8),
    "seasonal": (0.33, 2.2, 3.0, 2.5, 1.0, 0.0, 0.9),
    "bargain": (0.30, 3.5, 2.0, 1.2, 0.7, -0.45, 1.0),
    "tryer": (0.25, 2.8, 2.0, 0.7, 2.2, 0.1, 2.2),
}
# category: share of the catalogue, median price, words for names
CATEGORIES = {
    "dresses": (0.16, 48.0, ("wrap dress", "shirt dress", "knit dress", "slip dress")),
    "tops": (0.24, 22.0, ("ribbed top", "linen shirt", "boxy tee", "silk blouse")),
    "trousers": (0.16, 39.0, ("wide trousers", "straight jeans", "pleated trousers", "culottes")),
    "knitwear": (0.12, 44.0, ("cardigan", "roll-neck jumper", "merino vest", "cable jumper")),
    "coats": (0.08, 110.0, ("wool coat", "trench coat", "quilted jacket", "parka")),
    "shoes": (0.12, 69.0, ("ankle boots", "loafers", "canvas trainers", "block sandals")),
    "accessories": (0.12, 18.0, ("leather belt", "bucket bag", "wool scarf", "hoop earrings")),
}
COLOURS = ("ink", "sand", "olive", "cherry", "ivory", "slate", "mustard", "lilac", "rust", "teal")
COUNTRIES = {"Spain": 0.62, "Portugal": 0.10, "France": 0.10, "Mexico": 0.12, "Italy": 0.06}
# how busy each month is, from January: sales in January and July, Christmas at the end
SEASON = np.array([1.25, 0.75, 0.9, 0.95, 1.0, 1.05, 1.4, 0.7, 0.95, 1.0, 1.25, 1.8])
SALES = {1: 0.8, 7: 0.7}  # price in the months of sales, as a share of the full one


def simulate(settings: FashionStoreSettings, *, seed: int, currency: str) -> dict[str, pa.Table]:
    """Simulate a shop's history.

    Returns
    -------
    Canonical ``orders``, ``customers`` and ``items``, and what only a simulator knows:
    ``truth_customers`` (kind, yearly rate while alive, alive at the end, dropout time) and
    ``truth_items`` (popularity, full price). The same settings and seed give the same tables.
    """
    rng = np.random.default_rng(seed)
    end = _micros(settings.end + dt.timedelta(days=1))
    start = _micros(_months_before(settings.end + dt.timedelta(days=1), settings.months))
    items = _items(rng, settings.items)
    users = _users(rng, settings.users, start, end)
    visits = _orders(rng, users, start, end)
    lines = _lines(rng, users, items, visits)
    returns = _returns(rng, lines, users, settings.return_rate, end)
    return _tables(users, items, lines, returns, currency, end)


def write(
    settings: FashionStoreSettings, *, seed: int, currency: str, folder: Path
) -> dict[str, int]:
    """Simulate as `simulate` does, each table to ``<name>.parquet`` of a folder that exists.

    Returns
    -------
    Rows of each table written, those of the truth included (``truth_customers`` ...)
    """
    import pyarrow.parquet as pq

    tables = simulate(settings, seed=seed, currency=currency)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return {name: table.num_rows for name, table in tables.items()}


def _items(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    shares = np.array([share for share, _, _ in CATEGORIES.values()])
    category = rng.choice(len(CATEGORIES), n, p=shares / shares.sum())
    median = np.array([price for _, price, _ in CATEGORIES.values()])[category]
    price = np.round(median * np.exp(rng.normal(0, 0.35, n))) - 0.05
    words = np.array([words for _, _, words in CATEGORIES.values()])[
        category, rng.integers(0, 4, n)
    ]
    colour = np.array(COLOURS)[rng.integers(0, len(COLOURS), n)]
    name = np.char.add(np.char.add(words, ", "), colour)
    popularity = rng.permutation(1 / (np.arange(n) + 10.0))  # a few items sell most
    return {
        "id": np.char.add("F", np.char.zfill(np.arange(1, n + 1).astype(str), 5)),
        "name": name,
        "category": category,
        "price": np.maximum(price, 3.95),
        "popularity": popularity / popularity.sum(),
    }


def _users(rng: np.random.Generator, n: int, start: int, end: int) -> dict[str, np.ndarray]:
    traits = np.array(list(KINDS.values()))
    kind = rng.choice(len(KINDS), n, p=traits[:, 0])
    _, rate, shape, lifetime, basket, taste, sends_back = traits[kind].T
    countries = np.array(list(COUNTRIES.values()))
    rates = rng.gamma(shape, rate / shape)
    # A third were customers before history begins, and are first seen when they next buy; the
    # others come all along it.
    years = (end - start) / (365.25 * DAY)
    wait = np.minimum(rng.exponential(1 / np.maximum(rates, 0.2)) / years, rng.random(n))
    joined = np.where(rng.random(n) < 0.35, wait, rng.random(n) ** 0.8) * 0.99
    joined = (start + joined * (end - start)).astype(np.int64)
    return {
        "id": np.char.add("U", np.char.zfill(np.arange(1, n + 1).astype(str), 6)),
        "kind": kind,
        "country": np.array(list(COUNTRIES))[rng.choice(len(COUNTRIES), n, p=countries)],
        "rate": rates,
        "joined": joined,
        "left": joined + (rng.exponential(lifetime) * 365.25 * DAY).astype(np.int64),
        "basket": basket,
        "taste": taste + rng.normal(0, 0.2, n),
        "sends_back": sends_back,
        "favourite": rng.integers(0, len(CATEGORIES), n),
    }


def _orders(
    rng: np.random.Generator, users: dict[str, np.ndarray], start: int, end: int
) -> dict[str, np.ndarray]:
    """Order times: the first on joining, then at the customer's rate, thinned by season."""
    until = np.minimum(users["left"], end)
    years = (until - users["joined"]) / (365.25 * DAY)
    more = rng.poisson(users["rate"] * years * SEASON.max() / SEASON.mean())
    user = np.repeat(np.arange(len(more)), more)
    time = users["joined"][user] + (rng.random(len(user)) * (until - users["joined"])[user]).astype(
        np.int64
    )
    busy = SEASON[_month(time) - 1] / SEASON.max()
    # Seasonal customers come almost only in the busy months.
    power = np.where(users["kind"][user] == list(KINDS).index("seasonal"), 3.0, 1.0)
    kept = rng.random(len(user)) < busy**power
    user = np.concatenate([np.arange(len(more)), user[kept]])
    time = np.concatenate([users["joined"], time[kept]])
    day = time // DAY * DAY
    hours = rng.triangular(SHOP_HOURS[0], 20.0, SHOP_HOURS[1], len(time))
    time = day + (hours * 3600).astype(np.int64) * 1_000_000
    order = np.lexsort((user, time))
    return {"user": user[order], "time": time[order]}


def _lines(
    rng: np.random.Generator,
    users: dict[str, np.ndarray],
    items: dict[str, np.ndarray],
    visits: dict[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """Order lines: items by popularity, the customer's favourite category and price taste."""
    count = 1 + np.minimum(rng.poisson(users["basket"][visits["user"]]), 8)
    visit = np.repeat(np.arange(len(count)), count)
    user = visits["user"][visit]
    item = rng.choice(len(items["price"]), (3, len(visit)), p=items["popularity"])
    # Of three items seen, the one nearest to the customer's taste is bought.
    dear = np.log(items["price"] / np.median(items["price"]))
    away = np.abs(dear[item] - users["taste"][user])
    away -= 0.8 * (items["category"][item] == users["favourite"][user])
    item = item[np.argmin(away, axis=0), np.arange(len(visit))]
    # One item once an order: a second pick of the same item is dropped.
    _, first = np.unique(visit * len(items["price"]) + item, return_index=True)
    time = visits["time"][visit[first]]
    sale = np.ones(13)
    for month, share in SALES.items():
        sale[month] = share
    return {
        "visit": visit[first],
        "user": user[first],
        "item": item[first],
        "time": time,
        "quantity": 1 + (rng.random(len(first)) < 0.06),
        "cents": np.round(items["price"][item[first]] * sale[_month(time)] * 100).astype(np.int64),
    }


def _returns(
    rng: np.random.Generator,
    lines: dict[str, np.ndarray],
    users: dict[str, np.ndarray],
    rate: float,
    end: int,
) -> dict[str, np.ndarray]:
    """Lines sent back whole, 3 to 30 days later, as cancellations of the same price."""
    chance = np.minimum(rate * users["sends_back"][lines["user"]], 0.9)
    back = rng.random(len(chance)) < chance
    seconds = (rng.uniform(3, 30, back.sum()) * 86_400).astype(np.int64)
    time = lines["time"][back] + seconds * 1_000_000
    seen = time < end
    return {
        **{name: values[back][seen] for name, values in lines.items()},
        "time": time[seen],
        "quantity": -lines["quantity"][back][seen],
    }


def _tables(
    users: dict[str, np.ndarray],
    items: dict[str, np.ndarray],
    lines: dict[str, np.ndarray],
    returns: dict[str, np.ndarray],
    currency: str,
    end: int,
) -> dict[str, pa.Table]:
    import pyarrow as pa

    both = {name: np.concatenate([lines[name], returns[name]]) for name in lines}
    order = np.argsort(both["time"], kind="stable")
    both = {name: values[order] for name, values in both.items()}
    cancelled = both["quantity"] < 0
    number = np.char.zfill((both["visit"] + 1).astype(str), 7)
    categories = np.array(list(CATEGORIES))[items["category"]]
    orders = {
        "transaction_id": np.char.add(np.where(cancelled, "R", "T"), number),
        "line": np.arange(1, len(order) + 1),
        "user_id": _picked(users["id"], both["user"]),
        "item_id": _picked(items["id"], both["item"]),
        "event_timestamp": pa.array(both["time"], pa.timestamp("us")),
        "quantity": both["quantity"],
        "price": _money(both["cents"]),
        "value": _money(both["cents"] * both["quantity"]),
        "currency": pa.repeat(currency, len(order)).dictionary_encode(),
        "kind": _picked(np.array(["sale", "cancellation"]), cancelled.astype(int)),
    }
    alive = users["left"] >= end
    return {
        "orders": pa.table(orders),
        "customers": pa.table({"user_id": users["id"], "country": users["country"]}),
        "items": pa.table(
            {"item_id": items["id"], "item_name": items["name"], "item_category": categories}
        ),
        "truth_customers": pa.table(
            {
                "user_id": users["id"],
                "kind": np.array(list(KINDS))[users["kind"]],
                "rate": users["rate"],
                "alive": alive,
                "left": pa.array(np.where(alive, 0, users["left"]), pa.timestamp("us"), mask=alive),
            }
        ),
        "truth_items": pa.table(
            {"item_id": items["id"], "popularity": items["popularity"], "price": items["price"]}
        ),
    }


def _picked(values: np.ndarray, index: np.ndarray) -> pa.Array:
    """Values by position, as an Arrow dictionary: small, and quick to write."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(values))


def _money(cents: np.ndarray) -> pa.Array:
    """Exact DECIMAL(18, 4) from whole cents, through the decimal's own bytes."""
    import pyarrow as pa

    units = cents.astype(np.int64) * 100
    words = np.empty((len(units), 2), dtype="<i8")  # a decimal128: low word, then sign
    words[:, 0], words[:, 1] = units, units >> 63
    return pa.Array.from_buffers(pa.decimal128(18, 4), len(units), [None, pa.py_buffer(words)])


def _micros(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * DAY


def _months_before(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)


def _month(time: np.ndarray) -> np.ndarray:
    months = time.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    return months % 12 + 1
