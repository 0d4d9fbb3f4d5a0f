"""What drift costs: whether the decision that a model serves still pays."""

from taller.monitoring.monitoring.evaluation.paying import Paying, still_pays
from taller.monitoring.monitoring.model.unlabelled import Scored

__all__ = ["Paying", "Scored", "still_pays"]
