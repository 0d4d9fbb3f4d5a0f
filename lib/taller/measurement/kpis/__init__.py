"""Business figures, each with one definition: what it is, how it is computed, who defined it so.

`DEFINITIONS` holds unit, direction and source of each, and says its name and formula in the
language of the run; the function of the same name computes it, and gives None where there is no
such figure (nothing was spent, nobody was won, it is never paid back).
"""

from taller.measurement.kpis.customers import (
    conversion,
    feature_breadth,
    gross_retention,
    logo_churn,
    net_retention,
    retention,
    revenue_churn,
    stickiness,
)
from taller.measurement.kpis.definitions import DEFINITIONS, Definition
from taller.measurement.kpis.money import cac, ltv, ltv_to_cac, payback, roas, roi

__all__ = [
    "DEFINITIONS", "Definition", "cac", "conversion", "feature_breadth", "gross_retention",
    "logo_churn", "ltv", "ltv_to_cac", "net_retention", "payback", "retention", "revenue_churn",
    "roas", "roi", "stickiness",
]  # fmt: skip
