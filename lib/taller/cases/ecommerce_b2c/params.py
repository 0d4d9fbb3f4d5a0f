"""The online shop's case: the parameters of its notebook."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from taller.phase import Section

TARGETS = {"conversion": 0.45, "cac": -0.35, "ltv": 0.60, "roi": 4.20}
"""The guide's: relative changes, and the return itself."""


class Targets(Section):
    """What each figure is to reach: relative changes, of ROI the return itself."""

    conversion: float = Field(TARGETS["conversion"], description="of visitors who buy (0.45: +45%)")
    cac: float = Field(TARGETS["cac"], description="of the cost of winning a customer")
    ltv: float = Field(TARGETS["ltv"], description="of what a customer is worth")
    roi: float = Field(TARGETS["roi"], description="gain over cost, less 1 (4.2: 420%)")


class Params(Section):
    """Knobs of notebooks/cases/ecommerce_b2c.ipynb."""

    weeks: int = Field(8, ge=1, le=26, description="weeks that the trial runs")
    share: float = Field(
        0.5, gt=0, lt=1, description="share of visitors who are shown recommendations (0 to 1)"
    )
    places: int = Field(10, ge=1, le=50, description="items that a visitor is shown at a time")
    popular_days: int = Field(60, ge=1, le=3650, description="days that decide the best-sellers")
    before_days: int = Field(
        180, ge=7, le=730, description="days before the trial whose revenue evens out chance"
    )
    tolerated: float = Field(
        0.10, gt=0, lt=1, description="fall of visitors who buy that is tolerated (0 to 1)"
    )
    typical: float = Field(
        0.05, gt=0, lt=1, description="how far such changes usually move sales (0.05: 5%)"
    )
    targets: Targets = Field(Targets(), description="conversion, cac, ltv, roi: what to reach")
    project_cost: float | None = Field(
        None, ge=0, description="cost of building and trying it, in the client's currency"
    )
    monthly_cost: float = Field(0.0, ge=0, description="cost of running it, a month, likewise")
    experiment: str | None = Field(
        None, description="which experiment of the client's log, where it holds several"
    )
    control: str = Field("best_sellers", description="the arm shown best-sellers, in that log")
    treatment: str = Field("recommended", description="the arm shown recommendations, in that log")
    ends_on: dt.date | None = Field(
        None, description="last day of the client's own trial, as in 2026-05-31"
    )
    rule: str | None = Field(
        None, description="fingerprint of the rule, noted before the client's log was opened"
    )
