"""Ten thousand schedules: how the end spreads as the durations do, together and apart.

Each duration is drawn from the triangular distribution of its minimum, likely and maximum (Kotz
and van Dorp 2004, "Beyond Beta", ch. 1), whose inverse is a formula; against PERT's beta it gives
the long tail more weight. What delays one task, such as a slow client or a key person, delays
others: a normal factor that all tasks share correlates the draws, as van Dorp and Duffey (1999),
"Statistical dependence in risk analysis for project networks using Monte Carlo methods", show is
needed lest overruns cancel out. Ranges and correlation are assumptions: what comes out is a
sensitivity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from taller.measurement.estimates import generator
from taller.measurement.ranges import Range, triangular
from taller.planning.plan.model.network import Network
from taller.planning.plan.params.tasks import Task

_NEAR = 1e-9


@dataclass(frozen=True)
class Simulation:
    """Schedules drawn; tasks in the order they were given.

    Attributes
    ----------
    days : (n, draws) how long each task takes; a done one what was likely
    ends : (draws,) moments at which all is done
    """

    days: np.ndarray
    ends: np.ndarray

    def end(self, share: float) -> float:
        """The moment by which this share of the schedules is done."""
        return float(np.quantile(self.ends, share, method="inverted_cdf"))

    def done_by(self, moment: float) -> float:
        """Share of the schedules that are done by a moment."""
        return float(np.mean(self.ends <= moment + _NEAR))


def simulate(
    tasks: Sequence[Task], network: Network, *, draws: int, seed: int, correlation: float
) -> Simulation:
    """Draw all durations, and run the network with each draw.

    Parameters
    ----------
    draws : how many schedules
    correlation : 0 (each task by itself) to 1 (all early or all late together)
    """
    rng = generator(seed, "schedule")
    common, own = rng.standard_normal(draws), rng.standard_normal((len(tasks), draws))
    chance = together(common, own, correlation)
    days = np.array([triangular(task.days, chance[i]) for i, task in enumerate(tasks)])
    ends = network.run(days)[1].max(axis=0)
    over = ~np.isnan(network.ended)
    days[over] = np.array([task.days.mid for task in tasks])[over, None]
    return Simulation(days, ends)


def together(common: np.ndarray, own: np.ndarray, correlation: float) -> np.ndarray:
    """Chances, 0 to 1, whose normal scores any two of which are correlated by a common factor."""
    from scipy.special import ndtr

    return ndtr(np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own)


def drawing(n: int, correlation: float, seed: int) -> Callable[..., np.ndarray]:
    """Draws from a range by a key of its own, with a factor that its group shares."""

    def draw(span: Range, key: str, group: str = "effect") -> np.ndarray:
        common, own = (generator(seed, "money", name).standard_normal(n) for name in (group, key))
        return triangular(Range(*span), together(common, own, correlation))

    return draw
