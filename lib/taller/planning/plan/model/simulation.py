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

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.measurement.estimates import generator
from taller.measurement.ranges import triangular
from taller.planning.plan.features.clocks import WorkingTime
from taller.planning.plan.model.network import Network
from taller.planning.plan.params.tasks import Task

_NEAR = 1e-9


@dataclass(frozen=True)
class Simulation:
    """Schedules drawn; tasks in the order they were given.

    Attributes
    ----------
    ends : (draws,) moments at which all is done
    critical : (n,) share of draws in which a task moved the end
    person_days : (draws,) work of all tasks together, done ones at what was likely
    correlation : of the durations' normal scores, between any two tasks; assumed
    seed : of the draws
    """

    ends: np.ndarray
    critical: np.ndarray
    person_days: np.ndarray
    correlation: float
    seed: int

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
    drawn = durations(tasks, draws=draws, seed=seed, correlation=correlation)
    starts, ends = network.run(drawn)
    shares, over = np.array([task.share for task in tasks]), ~np.isnan(network.ended)
    drawn[over] = np.array([task.days.mid for task in tasks])[over, None]
    return Simulation(
        ends=ends.max(axis=0),
        critical=network.critical(starts, ends).mean(axis=1),
        person_days=shares @ drawn,
        correlation=correlation,
        seed=seed,
    )


def durations(tasks: Sequence[Task], *, draws: int, seed: int, correlation: float) -> np.ndarray:
    """Durations (n, draws), correlated by one factor that all tasks share."""
    from scipy.special import ndtr

    rng = generator(seed, "schedule")
    common = rng.standard_normal(draws)
    own = rng.standard_normal((len(tasks), draws))
    scores = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own
    chance = ndtr(scores)
    return np.array([triangular(task.days, chance[i]) for i, task in enumerate(tasks)])


def chances(
    tasks: Sequence[Task], network: Network, time: WorkingTime, days: Sequence[dt.date], *,
    draws: int, seed: int, correlations: Sequence[float],
) -> pd.DataFrame:  # fmt: skip
    """Share of the schedules done by the end of each day, as the assumed correlation varies.

    Returns
    -------
    DataFrame with ``date``, ``low``, ``middle`` and ``high``: the least, that of the middle
    correlation given, and the most
    """
    ends = []
    for correlation in correlations:
        drawn = durations(tasks, draws=draws, seed=seed, correlation=correlation)
        ends.append(network.run(drawn)[1].max(axis=0))
    rows = []
    for day in days:
        evening = time.moment(day) + 1 + _NEAR
        found = [float(np.mean(each <= evening)) for each in ends]
        rows.append((day, min(found), found[len(found) // 2], max(found)))
    return pd.DataFrame(rows, columns=["date", "low", "middle", "high"])
