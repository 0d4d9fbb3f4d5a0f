"""Media mix: what each channel's spend sold, how sure that is, and what the next euro would sell.

::

    panel = from_tables(spend, sales, controls=holidays)      weeks, regions, channels; faults told
    found = fit(panel, seed=7, lifts=[Lift("search", first, last, sales)])
    found.roi      found.share      found.contributions       with intervals; by draw, region, week
    curves = found.curves()      curves.weekly(plan)          what a plan would sell, carry-over in

Spend that follows demand looks as if it had made it: read the verdicts before the figures.
"""

from taller.measurement.media_mix.curves import Curves
from taller.measurement.media_mix.fitting import Fit, fit
from taller.measurement.media_mix.lifts import Lift
from taller.measurement.media_mix.panel import Panel, from_tables

__all__ = ["Curves", "Fit", "Lift", "Panel", "fit", "from_tables"]
