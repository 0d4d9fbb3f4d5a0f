"""Money: what contacting by score brings, from which probability on, and within which capacity.

Retention (churn): contacting one who would leave keeps them with the acceptance's probability, and
costs contact and incentive; one who would stay takes the incentive for nothing. Propensity and
response: one who acts is worth the value, each contact costs its price, nothing is given away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.development.classification import Decile, Money, Params
from taller.development.classification_assess import Tested
from taller.development.template import comparison
from taller.language import _, number
from taller.measurement import estimates, profit
from taller.measurement.profit import Campaign
from taller.phase import Estimate

ASSUMED_VALUE = 200.0  # the published default (Verbraken et al. 2013), where nothing is known
GRID = 200  # groups of scores between which the curve's interval is drawn
DRAWS = 300
CERTAIN = 1e6  # of a Beta(alpha, 1): acceptance within a millionth of 1


@dataclass(frozen=True)
class Decided:
    """Whom it pays to contact.

    Attributes
    ----------
    gain, loss : of contacting one to whom it would happen, and one to whom it would not
    share, money, low, high : the profit curve: share contacted, money per customer, its interval
    """

    tested: Tested
    campaign: Campaign
    money: Money
    deciles: tuple[Decile, ...]
    gain: float
    loss: float
    share: np.ndarray
    curve: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def contacts(self, probabilities: np.ndarray) -> np.ndarray:
        """Which of these customers to contact: above the threshold, within the capacity."""
        return chosen(probabilities, self.money.threshold, self.tested.fitted.prepared.gathered.p)


def decide(tested: Tested | None, seed: int) -> Decided | None:
    """Threshold, profit and deciles on the test rows."""
    if tested is None:
        return None
    p = tested.fitted.prepared.gathered.p
    campaign, assumed = _campaign(tested)
    gain, loss = worth(p, campaign)
    threshold = loss / (gain + loss) if gain + loss > 0 else 2.0
    target, predicted = tested.rows.target, tested.predicted
    each = np.where(target > 0, gain, -loss)
    contacted = chosen(predicted, threshold, p)
    rng = estimates.generator(seed, "money")
    best_flat = max(float(each.mean()), 0.0)
    share, curve, low, high = _curve(target, predicted, gain, loss, rng)
    top, at = _maximum(tested, campaign, rng)
    money = Money(
        value=campaign.value, contact_cost=campaign.contact, incentive_cost=campaign.incentive,
        acceptance=campaign.accepted, assumed=assumed, threshold=min(threshold, 2.0),
        contacted=estimates.share(int(contacted.sum()), len(target)),
        limited=bool(p.capacity is not None and (predicted > threshold).sum() > p.capacity),
        profit=_mean(each * contacted, rng), everybody=_mean(each, rng),
        gain=_mean(each * contacted - (each if best_flat > 0 else 0.0), rng),
        maximum=top, maximum_at=at,
    )  # fmt: skip
    return Decided(tested, campaign, money, deciles(target, predicted), gain, loss, share, curve,
                   low, high)  # fmt: skip


def _campaign(tested: Tested) -> tuple[Campaign, tuple[str, ...]]:
    """Costs as given, else measured, else assumed; and the names of what is assumed."""
    gathered = tested.fitted.prepared.gathered
    p, given = gathered.p, gathered.p.model_fields_set
    assumed = [name for name in ("contact_cost",) if name not in given]
    if p.purpose == "churn":
        assumed += [n for n in ("incentive_cost", "acceptance") if n not in given]
    if p.customer_value is not None:
        value = p.customer_value
    elif gathered.value is not None:
        value = gathered.value * p.margin
        assumed += [name for name in ("margin",) if name not in given]
    else:
        value = ASSUMED_VALUE
        assumed.append("customer_value")
    campaign = Campaign(
        value, p.incentive_cost if p.purpose == "churn" else 0.0, p.contact_cost,
        p.acceptance * p.acceptance_certainty, (1 - p.acceptance) * p.acceptance_certainty,
    )  # fmt: skip
    return campaign, tuple(assumed)


def worth(p: Params, campaign: Campaign) -> tuple[float, float]:
    """Gain of contacting one to whom it would happen, loss of one to whom it would not."""
    if p.purpose == "churn":
        return campaign.gain, campaign.loss
    return campaign.value - campaign.contact, campaign.contact


def chosen(probabilities: np.ndarray, threshold: float, p: Params) -> np.ndarray:
    """Whom to contact: above the threshold, the highest first where capacity is short."""
    above = probabilities > threshold
    if p.capacity is None or int(above.sum()) <= p.capacity:
        return above
    order = np.argsort(-probabilities, kind="stable")[: p.capacity]
    within = np.zeros(len(probabilities), dtype=bool)
    within[order] = True
    return above & within


def _curve(
    target: np.ndarray, predicted: np.ndarray, gain: float, loss: float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Profit per customer by share contacted, with a pointwise interval."""
    order = np.argsort(-predicted, kind="stable")
    each = np.where(target[order] > 0, gain, -loss) / len(target)
    ends = np.unique(np.linspace(0, len(target), min(GRID, len(target)) + 1).astype(int))
    starts = ends[:-1]
    value = np.r_[0.0, np.cumsum(np.add.reduceat(each, starts))]
    drawn = np.concatenate(
        [
            np.cumsum(np.add.reduceat(weights[:, order] * each, starts, axis=1), axis=1)
            for weights in comparison.resamples(len(target), DRAWS, rng)
        ]
    )
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    low, high = np.minimum(np.r_[0.0, low], value), np.maximum(np.r_[0.0, high], value)
    return ends / len(target), value, low, high


def _maximum(
    tested: Tested, campaign: Campaign, rng: np.random.Generator
) -> tuple[Estimate, float]:
    """Expected maximum profit with its interval; for other purposes, acceptance is certain."""
    p, target = tested.fitted.prepared.gathered.p, tested.rows.target
    if p.purpose != "churn":
        # Nothing is given away, and whoever acts is worth the value for certain.
        campaign = Campaign(campaign.value, 0.0, campaign.contact, CERTAIN, 1.0)
    exact = profit.empc(target, tested.predicted, campaign)
    # The interval's draws take groups of like scores: the hull has few corners anyway.
    ranks = np.argsort(np.argsort(tested.predicted, kind="stable"), kind="stable")
    group = (ranks * min(GRID, len(target)) // len(target)).astype(int)
    drawn = []
    for weights in comparison.resamples(len(target), DRAWS, rng):
        for row in weights:
            good = np.bincount(group, row * target)
            bad = np.bincount(group, row * (1 - target))
            if good.sum() and bad.sum():
                drawn.append(profit.of_counts(good[::-1], bad[::-1], campaign).profit)
    shift = (
        exact.profit
        - profit.of_counts(
            np.bincount(group, target)[::-1], np.bincount(group, 1 - target)[::-1], campaign
        ).profit
    )
    low, high = np.quantile(drawn, [0.025, 0.975]) + shift
    method = _("expected maximum profit on {n} test rows, bootstrap with {draws} resamples")
    estimate = Estimate(
        value=exact.profit, low=min(float(low), exact.profit), high=max(float(high), exact.profit),
        unit="money", n=len(target),
        method=method.format(n=number(len(target)), draws=number(len(drawn))),
    )  # fmt: skip
    return estimate, exact.fraction


def _mean(each: np.ndarray, rng: np.random.Generator) -> Estimate:
    """A mean in money; exact where every customer has the same."""
    if np.ptp(each) == 0:
        method = _("the same for each of {n} test rows").format(n=number(len(each)))
        return Estimate.exact(float(each[0]), unit="money", n=len(each), method=method)
    return estimates.mean(each, rng, unit="money", draws=DRAWS)


def deciles(target: np.ndarray, predicted: np.ndarray) -> tuple[Decile, ...]:
    """Tenths of the rows by score, the highest first."""
    order = np.argsort(-predicted, kind="stable")
    base, reached, found = float(target.mean()), 0.0, []
    for place, part in enumerate(np.array_split(order, min(10, len(order))), 1):
        happened = estimates.share(int(target[part].sum()), len(part))
        reached += float(target[part].sum())
        found.append(
            Decile(number=place, rows=len(part), predicted=float(predicted[part].mean()),
                   happened=happened, lift=happened.value / base,
                   reached=reached / float(target.sum()))
        )  # fmt: skip
    return tuple(found)
