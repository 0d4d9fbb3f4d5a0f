"""Recommendation: what its notebook finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record


class Score(Record):
    """One measure of one model under one protocol."""

    protocol: Literal["time", "random"]
    model: str
    measure: str
    estimate: Estimate
    over_popularity: Estimate | None = Field(None, description="paired, on the same customers")
    over_copurchase: Estimate | None = Field(None, description="paired, on the same customers")


class Part(Record):
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
