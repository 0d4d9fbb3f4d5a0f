"""What a client's own codes mean in a table of orders: the rules beside its columns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.data.table_sources import ClosedSettings


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
