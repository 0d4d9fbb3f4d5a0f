"""Whether customers differ in what a treatment does to them, so far as a score can tell."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from numpy.typing import ArrayLike

from taller.measurement.uplift.curves import qini
from taller.phase import Estimate, Unit

ALPHA = 0.05


@dataclass(frozen=True)
class Heterogeneity:
    """What the test says.

    Attributes
    ----------
    verdict : ``detected``, or ``none_detectable``: treat all alike, whatever the scores say
    p : probability of a Qini this large where effects do not differ
    qini : what the ranking gains over a lot, per customer
    """

    verdict: Literal["detected", "none_detectable"]
    p: float
    qini: Estimate


def heterogeneity(
    score: ArrayLike, treated: ArrayLike, responded: ArrayLike,
    propensity: ArrayLike | None = None, *, alpha: float = ALPHA, unit: Unit = "number",
) -> Heterogeneity:  # fmt: skip
    """Test whether ranking by the score gains more than a lot: one-sided, on the Qini's error.

    Holds its rate of false alarms for scores of `fit_uplift`, each by a model of earlier blocks;
    not for scores of ordinary cross-fitting (see `taller.measurement.uplift.fitting`).

    Parameters
    ----------
    alpha : rate of false alarms; divide it by the number of treatments tested together

    References
    ----------
    Yadlowsky, Fleming, Shah, Brunskill, Wager (2025), "Evaluating treatment prioritization rules
    via rank-weighted average treatment effects".
    """
    found = qini(score, treated, responded, propensity, unit=unit)
    error = (found.high - found.low) / 2 / NormalDist().inv_cdf(0.975)
    p = 1 - NormalDist().cdf(found.value / error)
    return Heterogeneity("detected" if p < alpha else "none_detectable", p, found)
