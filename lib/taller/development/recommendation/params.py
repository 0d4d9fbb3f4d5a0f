"""Recommendation: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from taller.phase import Section

Kind = Literal["ease", "als", "copurchase", "popularity"]


class Params(Section):
    """Knobs of notebooks/03_development/recommendation.ipynb."""

    k: int = Field(10, ge=1, le=100, description="suggestions for each customer")
    as_of: dt.date | None = Field(
        None, description="date suggestions are made at (none: the day after the last order)"
    )
    horizon_days: int = Field(
        60, ge=7, le=365, description="days after a date in which suggestions come true or not"
    )
    popular_days: int = Field(
        60, ge=1, le=3650, description="days up to a date that decide what is a best-seller"
    )
    settings: int = Field(
        3, ge=1, le=6, description="settings of the model to try on validation; 1 takes the first"
    )
    ease_items: int = Field(
        20_000, ge=0, le=40_000,
        description="most items for the closed form (a fit takes 5 bytes for each pair of items, "
        "and time in their cube); above it factors are used",
    )  # fmt: skip
    view_weight: float = Field(
        0.2, ge=0, le=1, description="what a look at an item counts, where a purchase counts 1"
    )
    cart_weight: float = Field(
        0.5, ge=0, le=1, description="what an item put into the cart counts, of a purchase's 1"
    )
    repeat: bool = Field(
        False, description="whether items already bought may be suggested again, in any category"
    )
    repeat_categories: tuple[str, ...] = Field(
        (), description="categories whose items may be suggested again"
    )
    in_stock: bool = Field(True, description="whether items with no stock are left out")
    exclude_items: tuple[str, ...] = Field(
        (), description="codes of items that are never suggested"
    )
    margin_weight: float = Field(
        0.0, ge=0, le=5,
        description="how far an item's margin moves its score: with 1, ten points of margin above "
        "the average item's add a tenth",
    )  # fmt: skip
    breadth: float = Field(
        0.0, ge=0, le=1,
        description="how far well-known items give way to others: with 1, an item of many buyers "
        "counts by score per buyer",
    )  # fmt: skip
    diversity: float = Field(
        0.0, ge=0, lt=1, description="weight of being unlike the other suggestions, 0 to 1"
    )
    max_per_category: int | None = Field(
        None, ge=1, description="most suggestions of one category in a list; no limit if absent"
    )
    max_per_name: int | None = Field(
        1, ge=1, description="most suggestions of one name in a list, such as sizes of one product"
    )
    new_item_customers: int = Field(
        50, ge=1, le=10_000, description="customers named for each item that nobody bought yet"
    )
