"""Charts of optimisation, a part of the page each."""

from taller.monitoring.optimisation.charts import budget
from taller.monitoring.optimisation.charts.attribution import credit, sources
from taller.monitoring.optimisation.charts.response import curves, validation

__all__ = ["budget", "credit", "curves", "sources", "validation"]
