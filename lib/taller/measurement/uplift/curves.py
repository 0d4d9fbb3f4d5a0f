"""What contacting customers in order of a score gains: the curve, its areas, its beginning.

Intervals take the scores as given: they say how sure the figure is for these scores among customers
like these. Scores have to come from models that did not see the rows (`fit_uplift`).

References
----------
Radcliffe (2007), "Using control groups to target on predicted lift".
Yadlowsky, Fleming, Shah, Brunskill, Wager (2025), "Evaluating treatment prioritization rules via
rank-weighted average treatment effects".
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from taller.errors import AnalysisError, DataError
from taller.measurement.uplift.influence import of_influence, unseen
from taller.measurement.uplift.ranked import Ranked
from taller.phase import Estimate, Unit

NEAR = 0.05  # share of ranks on either side whose effect stands for that at the last rank


def qini_curve(
    score: ArrayLike, treated: ArrayLike, responded: ArrayLike,
    propensity: ArrayLike | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Extra responses gained by contacting customers in order of score.

    Parameters
    ----------
    score : (n,) float
        Predicted uplift; ties are kept together, rows without a score left out.
    treated : (n,) of 0 or 1
    responded : (n,) of 0 or 1, or an amount
    propensity : (n,) probability of treatment, where it differs between rows

    Returns
    -------
    DataFrame with ``contacted`` (share, 0 to 1) and ``gain``: responses of the treated beyond those
    of as many controls, in treated customers (with propensities: in all customers)

    Raises
    ------
    DataError
        If lengths differ or one trial arm is empty.

    References
    ----------
    Radcliffe (2007), "Using control groups to target on predicted lift".

    >>> qini_curve([3, 2, 1, 0], [1, 0, 1, 0], [1, 0, 1, 1])["gain"].tolist()
    [0.0, 1.0, 1.0, 2.0, 1.0]
    """
    ranked = Ranked.of(score, treated, responded, propensity)
    gain, *_ = _gains(ranked)
    return pd.DataFrame({"contacted": np.r_[0.0, ranked.contacted], "gain": np.r_[0.0, gain]})


def auuc(
    score: ArrayLike, treated: ArrayLike, responded: ArrayLike,
    propensity: ArrayLike | None = None, *, unit: Unit = "number",
) -> Estimate:  # fmt: skip
    """Area under the uplift curve: gain per customer, averaged over all shares one could contact.

    Half the average effect for a ranking that tells nothing.
    """
    return _area(Ranked.of(score, treated, responded, propensity), beyond=False, unit=unit)


def qini(
    score: ArrayLike, treated: ArrayLike, responded: ArrayLike,
    propensity: ArrayLike | None = None, *, unit: Unit = "number",
) -> Estimate:  # fmt: skip
    """Area between the uplift curve and the straight line of contacting by lot, per customer.

    0 for a ranking that tells nothing. Not divided by the area of a perfect ranking: nobody knows
    who would have responded anyway, so that area is not known either.
    """
    return _area(Ranked.of(score, treated, responded, propensity), beyond=True, unit=unit)


def uplift_at(
    score: ArrayLike, treated: ArrayLike, responded: ArrayLike,
    propensity: ArrayLike | None = None, *, share: float = 0.3, unit: Unit = "number",
) -> Estimate:  # fmt: skip
    """Effect on the customers with the highest scores: mean of the treated less mean of control.

    Parameters
    ----------
    share : of customers, 0 to 1; those who tie with the last of them are included

    Raises
    ------
    AnalysisError
        If fewer than two customers of an arm are among them.

    >>> uplift_at([4, 3, 2, 1] * 2, [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 0, 0, 0, 1, 1, 0],
    ...           share=0.5).value  # 2 of 2 against 1 of 2
    0.5
    """
    if not 0 < share <= 1:
        raise DataError("share", f"is above 0 and at most 1 (got {share})")
    ranked = Ranked.of(score, treated, responded, propensity)
    last = int(np.searchsorted(ranked.contacted, share - 1e-9))
    top = ranked.group <= last
    t, c, y = ranked.treated * top, ranked.control * top, ranked.outcome
    if min((t > 0).sum(), (c > 0).sum()) < 2:
        raise AnalysisError(f"the first {share:.0%} by score hold fewer than 2 rows of an arm")
    of_treated, of_control = y @ t / t.sum(), y @ c / c.sum()
    value = of_treated - of_control
    influence = t * (y - of_treated) / t.mean() - c * (y - of_control) / c.mean()
    influence -= (_at_rank(ranked, last) - value) * top / top.mean()
    more = unseen(y[top], t[top]) + unseen(y[top], c[top])
    return of_influence(float(value), influence, unit=unit, n=int(top.sum()), more=more)


def _gains(ranked: Ranked) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gain up to each group's end; treated per control there; mean outcome of control there."""
    treated, control = ranked.upto(ranked.treated), ranked.upto(ranked.control)
    seen = np.where(control > 0, control, 1.0)
    ratio = np.where(control > 0, treated / seen, 0.0)
    base = ranked.upto(ranked.control * ranked.outcome) / seen
    return ranked.upto(ranked.treated * ranked.outcome) - treated * base, ratio, base


def _area(ranked: Ranked, *, beyond: bool, unit: Unit) -> Estimate:
    """Area under the curve per customer, less the straight line's if ``beyond``.

    The area is a weighted sum of the curve's points. A row moves each point from its own group on,
    through its arm's mean; and it moves everybody else's rank.
    """
    gain, ratio, base = _gains(ranked)
    total, n = ranked.treated.sum(), len(ranked.outcome)
    gain = gain / total
    u = np.r_[0.0, ranked.contacted]
    width = (np.r_[u[2:], 1.0] - u[:-1]) / 2
    width[-1] -= 0.5 * beyond
    value = float(width @ gain)
    after = [
        np.cumsum((width * each)[::-1])[::-1][ranked.group]
        for each in (np.ones(len(width)), base, ratio, ratio * base)
    ]
    t, c, y = ranked.treated, ranked.control, ranked.outcome
    moved = t * (y * after[0] - after[1]) - c * (y * after[2] - after[3]) - t * value
    before = np.r_[0.0, gain[:-1]]
    ranks = ((before + gain) / 2)[ranked.group]
    return of_influence(value, moved * n / total + ranks, unit=unit)


def _at_rank(ranked: Ranked, last: int) -> float:
    """Effect near the end of a group, by which the figure moves as the last rank moves.

    Where many tie with the last, it does not move: the effect counts as that of the top.
    """
    n, end = len(ranked.outcome), ranked.contacted[last]
    start = ranked.contacted[last - 1] if last else 0.0
    rank = (np.arange(n) + 0.5) / n
    chosen = rank <= end if end - start > NEAR else np.abs(rank - end) <= NEAR
    t, c = ranked.treated * chosen, ranked.control * chosen
    if not t.any() or not c.any():
        return 0.0
    return float(ranked.outcome @ t / t.sum() - ranked.outcome @ c / c.sum())
