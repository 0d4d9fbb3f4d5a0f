"""Tables of optimisation, a part of the page each."""

from taller.monitoring.optimisation.tables import budget
from taller.monitoring.optimisation.tables.attribution import credit, journeys, sources
from taller.monitoring.optimisation.tables.engine import earlier, recommendations
from taller.monitoring.optimisation.tables.response import lifts, response

__all__ = [
    "budget",
    "credit",
    "earlier",
    "journeys",
    "lifts",
    "recommendations",
    "response",
    "sources",
]
