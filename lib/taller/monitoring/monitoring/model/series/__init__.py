"""Daily figures over time: what was expected of each day, and the days their level changed."""

from taller.monitoring.monitoring.model.series.told import (
    ChangePoint,
    Unusual,
    Watch,
    borne_out,
    unusual,
)
from taller.monitoring.monitoring.model.series.watch import FEWEST, watch

__all__ = ["FEWEST", "ChangePoint", "Unusual", "Watch", "borne_out", "unusual", "watch"]
