"""Recommendation: what to suggest to each customer, why, and whether that beats the best-sellers.

The steps, in the order the notebook takes them::

    gather     what customers bought and looked at, as of several days   recommendation_data
    train      models and settings chosen on a later window              recommendation_train
    assess     the last window, once; and a random split beside it       recommendation_assess
    broaden    what showing more of the items costs                      recommendation_breadth
    apply      lists for everybody, under the business rules             recommendation_rules
    explain    because you bought ...; items that nobody bought yet      recommendation_reasons
    keep       arrays, contract, profile, card, lists                    recommendation_saving
    conclude   headline, key figures, decisions, limits                  recommendation_findings

The models themselves stand in `recommendation_models`. This module imports nothing heavy: an
engagement file is checked against `Params` in no time.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from taller.phase import Estimate, PhaseResult, Section

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
        description="most items for the closed form (a fit takes 12 bytes for each pair of items, "
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


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Score(_Record):
    """One measure of one model under one protocol."""

    protocol: Literal["time", "random"]
    model: str
    measure: str
    estimate: Estimate
    over_popularity: Estimate | None = Field(None, description="paired, on the same customers")
    over_copurchase: Estimate | None = Field(None, description="paired, on the same customers")


class Part(_Record):
    """How good suggestions are for some of the customers."""

    name: Literal["warm", "cold"]
    customers: int
    ndcg: Estimate | None = Field(None, description="None where there are too few")


class Result(PhaseResult):
    """What recommendation found."""

    assessed: bool = Field(description="whether there was something to learn from")
    customers: int = 0
    items: int = 0
    pairs: int = Field(0, description="customers and items they bought, each pair once")
    test_customers: int = 0
    model: str = Field("", description="the model chosen on validation")
    settings: dict[str, float] = Field(default_factory=dict)
    events: bool = Field(False, description="whether looks and carts are learned from")
    signal: bool = Field(False, description="whether the test shows it to beat the best-sellers")
    scores: tuple[Score, ...] = ()
    parts: tuple[Part, ...] = ()
    suggested: int = Field(0, description="customers with at least one suggestion")
    coverage: Estimate | None = None
    new_items: int = 0
    new_item_ranking: Estimate | None = Field(
        None, description="how well customers are ranked for items treated as new; 0.5 is chance"
    )
