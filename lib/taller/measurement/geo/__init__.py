"""Effects on whole regions, or on everybody at once, where no lot was drawn among customers.

::

    panel = region_panel(sales, region="city", day="date", value="sales")
    plans = designs(panel, sets=candidate_sets(panel, 2, seed=7), days=[14, 28], daily_cost=900)
    found = geo_effect(panel, ["chicago", "portland"], start)     a day and region, in all, in %
    placebo_regions(panel, treated, start)   placebo_dates(panel, treated, start)
    before_after(series, start)   placebo_starts(series, start)   where all got it at once
    judge(panel, rule)   design(past, size=3)      by a rule fixed before; where one would show
"""

from taller.measurement.geo.before_after import BeforeAfter, before_after, placebo_starts
from taller.measurement.geo.design import candidate_sets, designs
from taller.measurement.geo.panel import region_panel
from taller.measurement.geo.placebo import placebo_dates, placebo_regions
from taller.measurement.geo.rule import GeoRule
from taller.measurement.geo.trial import GeoEffect, geo_effect
from taller.measurement.geo.verdict import GeoVerdict, design, judge

__all__ = [
    "BeforeAfter", "GeoEffect", "GeoRule", "GeoVerdict", "before_after", "candidate_sets", "design",
    "designs", "geo_effect", "judge", "placebo_dates", "placebo_regions", "placebo_starts",
    "region_panel",
]  # fmt: skip
