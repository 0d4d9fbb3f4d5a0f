"""What is so in a world, whatever a page says of it; and the tables that come out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

END = pd.Timestamp("2026-01-01")  # of every shop's records
ORDERS = {
    "transaction_id": "pedido", "user_id": "cliente", "item_id": "articulo",
    "event_timestamp": "fecha", "quantity": "unidades", "price": "precio",
}  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """What is so. None: the world does not say, and nothing is judged by it.

    Attributes
    ----------
    structure : of customers: all alike, differing by degrees, or in groups far apart
    future : whether what a customer spent so far tells who will spend more
    leaving : whether anything known tells who stops buying
    tastes : whether what a customer bought tells what they buy next
    answer : whether the other columns of a flat table tell its target
    happens : how often it happens where a page learns, and in the last part
    sales : expected net sales, over the next twelve months, of those who are customers
    top_share : share of these that the tenth of customers with the most expected holds
    giant : the one customer who makes up a large part of the sales
    gain : most that choosing by the true probability could earn per row, over all or nobody
    ample : whether what there is to find is so strong that to deny it is wrong
    seasonal : whether the only movement in time is the season
    """

    structure: Literal["none", "degrees", "groups"] | None = None
    future: bool | None = None
    leaving: bool | None = None
    tastes: bool | None = None
    answer: bool | None = None
    happens: tuple[float, float] | None = None
    sales: float | None = None
    top_share: float | None = None
    giant: str | None = None
    gain: float | None = None
    ample: bool = False
    seasonal: bool = False


@dataclass(frozen=True)
class World:
    """Tables and settings as a client would hand them over, and the truth behind them.

    Attributes
    ----------
    table : order lines with the columns of `ORDERS`, or the flat table
    sections : of the engagement file, by notebook
    notebooks : those that apply
    """

    kind: str
    seed: int
    table: pd.DataFrame
    truth: Truth
    notebooks: tuple[str, ...]
    flat: bool = False
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Kind and seed, by which anyone makes the same world again."""
        return f"{self.kind}-{self.seed}"

    @property
    def language(self) -> str:
        """Half of the worlds speak Spanish."""
        return "es" if self.seed % 2 else "en"

    def stated(self, notebook: str) -> set[str]:
        """The settings that the client gave for a notebook."""
        return set(self.sections.get(notebook, {}))

    @property
    def ids(self) -> set[str]:
        """Customers of the order lines; nobody of a flat table."""
        return set() if self.flat else set(self.table["cliente"])

    def customers(self) -> pd.DataFrame:
        """What each customer really did, by the names of a segment's profile."""
        return figures(self.table)


def figures(orders: pd.DataFrame) -> pd.DataFrame:
    """Recency, orders, spend, tenure, items and returns of each customer, from order lines.

    Written apart from the product's own, on purpose.

    >>> lines = pd.DataFrame([["a", "x", "i", "2026-01-01", 2, 5.0],
    ...     ["b", "x", "i", "2026-01-03", -1, 5.0], ["c", "y", "j", "2026-01-11", 1, 1.0]],
    ...     columns=list(ORDERS.values()))
    >>> figures(lines).loc["x"].tolist()
    [11.0, 1.0, 5.0, 11.0, 1.0, 0.5]
    """
    lines = orders.assign(money=orders["unidades"] * orders["precio"])
    day = pd.to_datetime(lines["fecha"]).dt.normalize()
    now = day.max() + pd.Timedelta(days=1)
    sold = lines["unidades"] > 0
    by = lines[sold].assign(day=day[sold]).groupby("cliente")
    gross, net = by["money"].sum(), lines.groupby("cliente")["money"].sum()
    return pd.DataFrame(
        {
            "recency_days": (now - by["day"].max()).dt.days.astype(float),
            "frequency": by["pedido"].nunique().astype(float),
            "monetary": net.reindex(gross.index).astype(float),
            "tenure_days": (now - by["day"].min()).dt.days.astype(float),
            "breadth": by["articulo"].nunique().astype(float),
            "return_rate": np.maximum(1 - net.reindex(gross.index) / gross, 0.0),
        }
    )
