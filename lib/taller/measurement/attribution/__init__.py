"""Attribution: which channels the journeys that bought went through, and how that is shared out.

::

    journeys = from_paths(frame)               one row per path, as a web analytics tool exports it
    journeys = Journeys.of(touches, starts, converted, value, channels, groups)     arrays, at scale
    chosen = best_order(journeys)              how much of a journey the next touch depends on
    credits(journeys, order=chosen)            each method's conversions and value by channel

Every method shares out what was sold; none shows what a channel caused. That takes an experiment.
"""

from taller.measurement.attribution.credits import METHODS, credits
from taller.measurement.attribution.journeys import Journeys, from_paths
from taller.measurement.attribution.markov import best_order

__all__ = ["METHODS", "Journeys", "best_order", "credits", "from_paths"]
