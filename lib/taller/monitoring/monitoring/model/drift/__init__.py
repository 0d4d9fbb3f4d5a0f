"""Drift: has what a model is fed, or what it says, moved since it learned?"""

from taller.monitoring.monitoring.model.drift.days import daily, over_days
from taller.monitoring.monitoring.model.drift.found import ColumnDrift
from taller.monitoring.monitoring.model.drift.rows import compare

__all__ = ["ColumnDrift", "compare", "daily", "over_days"]
