"""Media mix: what each channel's spend sold, how sure that is, and what the next euro would sell.

::

    panel = from_tables(spend, sales, controls=holidays)      weeks, regions, channels; faults told
    found = fit(panel, seed=7, lifts=[Lift("search", first, last, sales)])
    found.told      found.checks      found.warned            may a channel's figure be believed?
    found.roi       found.share       found.contributions     with intervals; by draw, region, week
    validate(panel, seed=7)      calibrated(before, found, lifts)     weeks held back; trials
    curves = found.curves()      curves.weekly(plan)          what a plan would sell, carry-over in

Spend that follows demand looks as if it had made it: read the verdicts before the figures.
"""

from taller.measurement.media_mix.calibration import Calibrated, calibrated
from taller.measurement.media_mix.checks import Checks
from taller.measurement.media_mix.curves import Curves
from taller.measurement.media_mix.fitting import Fit, fit
from taller.measurement.media_mix.lifts import Lift
from taller.measurement.media_mix.panel import Panel, from_tables
from taller.measurement.media_mix.validation import Validation, validate
from taller.measurement.media_mix.verdicts import Told, Verdict

__all__ = ["Calibrated", "Checks", "Curves", "Fit", "Lift", "Panel", "Told", "Validation",
           "Verdict", "calibrated", "fit", "from_tables", "validate"]  # fmt: skip
