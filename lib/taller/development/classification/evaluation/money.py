"""Money: whom a contact pays for, on figures that somebody stated; else the choice over a range.

Retention (churn): contacting one who would leave keeps them with the acceptance's probability, and
costs contact and incentive; one who would stay takes the incentive for nothing. Propensity and
response: one who acts is worth the value, each contact costs its price, nothing is given away.

What earns more is judged on test rows, whose outcome is known. What contacting earns is told of
those who can be contacted, scored as of now, as sure as the test rows alike make it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from taller.development.classification.evaluation import calibrated
from taller.development.classification.evaluation import people as people_of
from taller.development.classification.evaluation.calibrated import Gap
from taller.development.classification.evaluation.people import People
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.messages import say
from taller.development.classification.params import Params
from taller.development.classification.result import Choice, Decile, Money
from taller.development.template import comparison
from taller.looked import Looked
from taller.measurement import estimates
from taller.measurement.profit import Campaign
from taller.phase import Estimate

GRID = 200  # groups of scores between which the curve's interval is drawn
DRAWS = 300
STEPS = (1.0, 2.0, 5.0)  # of a range of values, times powers of ten
MOST = 12  # values that are shown

Advice = Literal["score", "all", "nobody", "none"]
"""Contact by score, all, nobody; or none: no advice can be given."""


@dataclass(frozen=True)
class Decided(Looked):
    """Whom it pays to contact.

    Attributes
    ----------
    missing : figures that nobody stated, without which no advice is given
    money : None where figures are missing
    choices : what would be right at several values of a customer, where figures are missing
    gap : where probabilities are off in what the decision uses; None where they hold
    share, curve, low, high : the profit curve: share contacted, money per customer, its interval
    """

    tested: Tested
    people: People
    deciles: tuple[Decile, ...]
    missing: tuple[str, ...] = ()
    money: Money | None = None
    choices: tuple[Choice, ...] = ()
    gap: Gap | None = None
    advice: Advice = "none"
    share: np.ndarray | None = None
    curve: np.ndarray | None = None
    low: np.ndarray | None = None
    high: np.ndarray | None = None

    def contacts(self, probabilities: np.ndarray) -> np.ndarray:
        """Which of these customers to contact: above the threshold, within the capacity."""
        assert self.money is not None
        p = self.tested.fitted.prepared.gathered.p
        return chosen(probabilities, self.money.threshold, p.capacity)


def decide(tested: Tested | None, seed: int) -> Decided | None:
    """Whom it pays to contact, where all that it takes is stated; else the range of the choice."""
    if tested is None:
        return None
    people = people_of.scored(tested)
    tenths = deciles(tested.rows.target, tested.predicted)
    missing = unstated(tested)
    if not tested.signal:
        return Decided(tested, people, tenths, missing)
    if missing:
        gap = calibrated.worst(tested)
        choices = () if gap is not None else _choices(tested, people)
        return Decided(tested, people, tenths, missing, choices=choices, gap=gap)
    p, rng = tested.fitted.prepared.gathered.p, estimates.generator(seed, "money")
    campaign = _campaign(tested, stated_value(tested) or 0.0)
    gain, loss = worth(p, campaign)
    money = _money(tested, people, campaign, rng)
    gap = calibrated.off(tested, min(money.threshold, 1.0))
    share, curve, low, high = _curve(tested.rows.target, tested.predicted, gain, loss, rng)
    return Decided(tested, people, tenths, (), money, (), gap, _advice(money, gap), share, curve,
                   low, high)  # fmt: skip


def unstated(tested: Tested) -> tuple[str, ...]:
    """Names of the figures that advice rests on and nobody stated."""
    gathered = tested.fitted.prepared.gathered
    p, given = gathered.p, gathered.p.model_fields_set
    needed = ["contact_cost"]
    if p.purpose == "churn":
        needed += ["incentive_cost", "acceptance"]
    missing = [name for name in needed if name not in given]
    if p.customer_value is None:
        measured = gathered.value is not None
        missing += [] if measured and "margin" in given else ["margin" if measured
                                                              else "customer_value"]  # fmt: skip
    return tuple(missing)


def stated_value(tested: Tested) -> float | None:
    """What a customer is worth, as given, or as measured at the margin given."""
    gathered = tested.fitted.prepared.gathered
    if gathered.p.customer_value is not None or gathered.value is None:
        return gathered.p.customer_value
    return gathered.value * gathered.p.margin


def _campaign(tested: Tested, value: float) -> Campaign:
    p = tested.fitted.prepared.gathered.p
    return Campaign(
        value, p.incentive_cost if p.purpose == "churn" else 0.0, p.contact_cost,
        p.acceptance * p.acceptance_certainty, (1 - p.acceptance) * p.acceptance_certainty,
    )  # fmt: skip


def worth(p: Params, campaign: Campaign) -> tuple[float, float]:
    """Gain of contacting one to whom it would happen, loss of one to whom it would not."""
    if p.purpose == "churn":
        return campaign.gain, campaign.loss
    return campaign.value - campaign.contact, campaign.contact


def threshold_of(gain: float, loss: float) -> float:
    """The probability from which a contact pays; 2 where none does."""
    return min(loss / (gain + loss), 2.0) if gain + loss > 0 else 2.0


def chosen(probabilities: np.ndarray, threshold: float, most: int | None) -> np.ndarray:
    """Whom to contact: above the threshold, the highest first where capacity is short."""
    above = probabilities > threshold
    if most is None or int(above.sum()) <= most:
        return above
    order = np.argsort(-probabilities, kind="stable")[:most]
    within = np.zeros(len(probabilities), dtype=bool)
    within[order] = True
    return above & within


def _money(tested: Tested, people: People, campaign: Campaign, rng: np.random.Generator) -> Money:
    p, target = tested.fitted.prepared.gathered.p, tested.rows.target
    gain, loss = worth(p, campaign)
    threshold = threshold_of(gain, loss)
    listed = people.probabilities
    on_list = chosen(listed, threshold, p.capacity)
    limited = p.capacity is not None and int((listed > threshold).sum()) > p.capacity
    # The test rows are another number of people: they are contacted in the list's proportion.
    most = round(p.capacity / max(len(listed), 1) * len(target)) if p.capacity else None
    contacted = chosen(tested.predicted, threshold, most)
    beyond, past = (listed > threshold) & ~on_list, (tested.predicted > threshold) & ~contacted
    each = np.where(target > 0, gain, -loss)
    reach = contacted.mean() if limited else 1.0  # of contacting as many, drawn by lot
    blind = each * reach if each.mean() > 0 else np.zeros(len(each))
    return Money(
        value=campaign.value, measured=p.customer_value is None, contact_cost=campaign.contact,
        incentive_cost=campaign.incentive, acceptance=campaign.accepted, threshold=threshold,
        people=len(listed), contacted=int(on_list.sum()), limited=limited,
        earned=_earned(tested, listed[on_list], contacted, gain, loss),
        left_out=int(beyond.sum()) if limited else 0,
        beyond=_earned(tested, listed[beyond], past, gain, loss) if limited else None,
        earned_by_all=_earned(tested, listed, np.ones(len(target), dtype=bool), gain, loss),
        profit=_mean(each * contacted, rng), everybody=_mean(each, rng),
        gain=_mean(each * contacted - blind, rng),
    )  # fmt: skip


def _earned(
    tested: Tested, listed: np.ndarray, alike: np.ndarray, gain: float, loss: float
) -> Estimate:
    """What contacting these people earns: as predicted where test rows alike bear that out.

    Where they do not, at the rate that they showed. The interval is by what they showed.

    Parameters
    ----------
    listed : probabilities of the people contacted
    alike : which test rows the same rule contacts; all where it contacts too few to tell
    """
    target, predicted = tested.rows.target, tested.predicted
    if alike.sum() < calibrated.FEWEST:
        alike = np.ones(len(target), dtype=bool)
    seen = estimates.share(int(target[alike].sum()), int(alike.sum()))
    foreseen = max(float(predicted[alike].mean()), 1e-12)
    borne_out = seen.low <= foreseen <= seen.high
    value, low, high = (
        float((np.minimum(listed * rate / foreseen, 1.0) * (gain + loss) - loss).sum())
        for rate in (foreseen if borne_out else seen.value, seen.low, seen.high)
    )
    low, high = min(low, high), max(low, high)
    kind = "expected" if borne_out else "observed"
    method = say(f"method.{kind}", n=len(listed), m=int(alike.sum()))
    return Estimate(
        value=value, low=min(low, value), high=max(high, value), unit="money", n=len(listed),
        method=method,
    )  # fmt: skip


def _advice(money: Money, gap: Gap | None) -> Advice:
    if gap is not None:
        return "none"
    if money.gain.low > 0 and money.contacted and money.earned.value > 0:
        return "score"
    # Either is right only where its own interval says so.
    if money.everybody.low > 0 and not money.limited:
        return "all"
    return "nobody" if money.everybody.high <= 0 else "none"


def _choices(tested: Tested, people: People) -> tuple[Choice, ...]:
    """Whom a contact pays for at several values of a customer, from nobody to everybody."""
    p, listed = tested.fitted.prepared.gathered.p, people.probabilities
    found = []
    for value in _values(tested, listed):
        gain, loss = worth(p, _campaign(tested, value))
        threshold = threshold_of(gain, loss)
        on_list = chosen(listed, threshold, p.capacity)
        alike = tested.predicted > threshold
        found.append(
            Choice(value=value, threshold=threshold, contacted=int(on_list.sum()),
                   people=len(listed), earned=_earned(tested, listed[on_list], alike, gain, loss))
        )  # fmt: skip
    return tuple(found)


def _values(tested: Tested, listed: np.ndarray) -> list[float]:
    """Round values from where nobody pays to where everybody does."""
    p = tested.fitted.prepared.gathered.p
    at = [_pays_from(p, share) for share in (float(listed.max()), float(listed.min()))]
    low, high = (value if np.isfinite(value) and value > 0 else 1.0 for value in at)
    grid = [step * 10.0**power for power in range(-2, 9) for step in STEPS]
    below = [value for value in grid if value < low][-1:]
    above = [value for value in grid if value > high][:1]
    found = [*below, *(value for value in grid if low <= value <= high), *above]
    return found[:MOST]


def _pays_from(p: Params, share: float) -> float:
    """The value of a customer from which contacting one of this probability pays."""
    campaign = Campaign(0.0, p.incentive_cost if p.purpose == "churn" else 0.0, p.contact_cost)
    share = max(share, 1e-6)
    if p.purpose != "churn":
        return campaign.contact / share
    # share * (acceptance * (value - incentive) - contact) = (1 - share) * (incentive + contact)
    lost = (1 - share) * campaign.loss / share
    return (lost + campaign.contact) / p.acceptance + campaign.incentive


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


def _mean(each: np.ndarray, rng: np.random.Generator) -> Estimate:
    """A mean in money; exact where every customer has the same."""
    if np.ptp(each) == 0:
        method = say("method.same", n=len(each))
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
