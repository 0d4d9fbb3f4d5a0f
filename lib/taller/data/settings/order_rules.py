"""What a client's own codes, and the way its rows stand, mean in a table of orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from taller.data.settings.table_sources import ClosedSettings


class OrdersRules(ClosedSettings):
    """What a client's own codes mean in a table of orders."""

    cancelled_prefix: str | None = Field(
        None, min_length=1, description="transactions that start so are cancellations"
    )
    orders_are: Literal["customer_days", "customer_times"] | None = Field(
        None,
        description="where no column numbers the orders: what a customer buys in a day is one, or "
        "what they buy at one moment",
    )
    fill_down: bool = Field(
        False,
        description="whether an order's date, customer and state stand on its first line alone, "
        "and hold for its further lines (known exports are read so by themselves)",
    )
    packs: bool = Field(
        False,
        description="whether products stand below a head row that has the money and the buyer of "
        "all of them; they then belong to its order and share its money by units times price",
    )
    per_order: tuple[Literal["discount", "tax", "refund"], ...] = Field(
        (),
        description="columns whose amount is that of the whole order, on its first line or on each",
    )
    not_items: tuple[str, ...] = Field(
        (),
        description="item codes that are not merchandise (names, for lines without a code); "
        "* stands for any characters",
    )
    shipping_items: tuple[str, ...] = Field(
        (),
        description="item codes that are postage or shipping (names, for lines without a code); "
        "* stands for any characters",
    )
    prices_alike: bool = Field(
        False,
        description="whether the prices of all files are in the same unit even where those of one "
        "look like cents",
    )
    ignored_statuses: tuple[str, ...] = Field(
        (),
        description="values of status whose orders are no sales: never paid, cancelled, only "
        "quoted; * stands for any characters",
    )
    test_values: tuple[str, ...] = Field(
        ("true", "yes", "1", "test", "sí", "si"),
        description="values of test that mark a test order, in lower case",
    )


def refuse_numbered(found: Any, settings: Mapping[str, Any]) -> None:
    """Orders told by customer and day need both, and no number of their own."""
    lacking = [name for name in ("user_id", "event_timestamp") if getattr(found, name) is None]
    if lacking:
        raise ValueError(f"names no {' and no '.join(lacking)}, which tell orders apart")
    if (
        found.transaction_id is not None
        or settings.get("cancelled_prefix")
        or settings.get("heads")
    ):
        raise ValueError("orders_are is for orders without a number; leave one of both out")


def refuse_packs_without(found: Any, heads: Any) -> None:
    """Products are told from their head row by having an item and no value.

    Raises
    ------
    ValueError
        If either is not named, or heads stand in a file of their own.
    """
    if heads is not None or found.item_id is None or found.value is None:
        raise ValueError(
            "packs needs item_id, and value for the money of the head row, both of one file"
        )
