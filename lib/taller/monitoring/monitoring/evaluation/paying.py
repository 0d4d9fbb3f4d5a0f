"""What drift costs the decision in money: does choosing by the old threshold still pay?

A column may drift and cost nothing; a model may be as good as ever and its campaign not pay any
more, because fewer people are left to win. So the decision itself is priced: what choosing everyone
above the threshold earned of the people the model was judged on, what it earns of today's, and,
where outcomes are known, what another threshold would earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from taller.looked import Looked
from taller.measurement import estimates
from taller.measurement.calibration import Platt, log_odds, probability
from taller.monitoring.monitoring.evaluation.messages import say
from taller.monitoring.monitoring.model.unlabelled import Scored, expected
from taller.phase import Estimate

DRAWS = 2000
_JEFFREYS = 0.5  # added to each count of outcomes in a draw: none seen is not none at all

Verdict = Literal["pays", "stopped", "unclear"]


@dataclass(frozen=True)
class Paying(Looked):
    """What choosing by the old threshold earned, and earns of today's people.

    Attributes
    ----------
    before, now, change : money for so many people as were asked about
    everybody : money that choosing all of today's people would earn
    chosen_before, chosen_now : share of the people who are chosen
    labelled : whether today's outcomes are known; else they are expected by probabilities, which
        cannot see that people now do otherwise
    verdict : ``pays`` or ``stopped`` beyond doubt, else ``unclear``
    costs : whether the decision earns less than it did, beyond doubt
    better, regret : threshold that earns more of today's people beyond doubt, and how much; None
        where none is shown to, or outcomes are not known
    """

    before: Estimate
    now: Estimate
    change: Estimate
    everybody: Estimate
    chosen_before: float
    chosen_now: float
    labelled: bool
    verdict: Verdict
    costs: bool
    better: float | None = None
    regret: Estimate | None = None


def still_pays(
    reference: Scored, current: Scored, *,
    gain: float, loss: float, threshold: float, people: int, seed: int,
) -> Paying | None:  # fmt: skip
    """Whether choosing everyone scored above a threshold still pays, and what drift costs it.

    Parameters
    ----------
    reference : rows with outcomes, on which the decision was judged
    current : today's rows, with outcomes where these are known
    gain, loss : money of choosing one to whom it happens, and lost on one to whom it does not
    people : whom the money is told for, such as those scored in a month

    Returns
    -------
    None where too few outcomes were ever known to tell
    """
    if not reference.enough or not len(current.score):
        return None
    asked = _Asked(gain, loss, threshold, people, seed)
    labelled = current.enough
    before = asked.earned(reference, "before")
    now = asked.earned(current, "now") if labelled else asked.foreseen(reference, current)
    all_of = _Asked(gain, loss, -1.0, people, seed)
    everybody = all_of.earned(current, "all") if labelled else all_of.foreseen(reference, current)
    change = _Drawn(now.value - before.value, now.drawn - before.drawn, now.n, now.method)
    told = [each.told() for each in (before, now, change, everybody)]
    better, regret = asked.better(current) if labelled else (None, None)
    return Paying(
        *told, float((reference.score > threshold).mean()),
        float((current.score > threshold).mean()), labelled, _verdict(told[1]),
        estimates.below(told[2]), better, regret,
    )  # fmt: skip


def _verdict(now: Estimate) -> Verdict:
    if estimates.above(now):
        return "pays"
    return "stopped" if estimates.below(now) or now.value == now.high == 0 else "unclear"


@dataclass(frozen=True)
class _Drawn:
    """An amount of money, and draws of it."""

    value: float
    drawn: np.ndarray
    n: int
    method: str

    def told(self) -> Estimate:
        return estimates.of_draws(self.value, self.drawn, unit="money", n=self.n,
                                  method=self.method)  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """A decision: what a choice earns, above which probability, for how many people."""

    gain: float
    loss: float
    threshold: float
    people: int
    seed: int

    def earned(self, scored: Scored, purpose: str) -> _Drawn:
        """What the choice earned, by known outcomes: chosen rightly, chosen wrongly, left alone."""
        assert scored.happened is not None
        chosen, hit = scored.score > self.threshold, scored.happened > 0
        n = len(chosen)
        counts = np.array([(chosen & hit).sum(), (chosen & ~hit).sum(), (~chosen).sum()])
        money = self.people * np.array([self.gain, -self.loss, 0.0])
        possible = counts + _JEFFREYS * np.array([chosen.any(), chosen.any(), (~chosen).any()])
        rng = estimates.generator(self.seed, "paying", purpose)
        drawn = np.zeros((DRAWS, 3))
        drawn[:, possible > 0] = rng.dirichlet(possible[possible > 0], DRAWS)
        method = say("paying.known", n=n, people=self.people)
        return _Drawn(float(counts @ money) / n, drawn @ money, n, method)

    def foreseen(self, reference: Scored, current: Scored) -> _Drawn:
        """What the choice will earn, by outcomes that probabilities expect."""
        rng = estimates.generator(self.seed, "paying", "foreseen")
        found = expected(reference, current, rng, DRAWS)
        n, chosen = len(current.score), found.score > self.threshold
        rows = float(found.rows[chosen].sum())
        hits = np.r_[found.mean[chosen].sum(), found.hits[:, chosen].sum(axis=1)]
        money = self.people / n * (hits * (self.gain + self.loss) - rows * self.loss)
        known = len(reference.score)
        method = say("paying.expected", n=n, known=known, people=self.people)
        return _Drawn(float(money[0]), money[1:], n, method)

    def better(self, current: Scored) -> tuple[float | None, Estimate | None]:
        """A threshold that earns more, and how much more: found on one half, tried on the other."""
        assert current.happened is not None
        rng = estimates.generator(self.seed, "paying", "better")
        half = rng.permutation(len(current.score)) % 2
        each = np.where(current.happened > 0, self.gain, -self.loss) * self.people
        more = np.zeros(len(each))
        for part in (0, 1):
            threshold = self._right(current, half != part)
            tried = (current.score > threshold) * 1.0 - (current.score > self.threshold)
            more = np.where(half == part, tried * each, more)
        if np.ptp(more) == 0:
            return None, None
        regret = estimates.mean(more, rng, unit="money")
        if not estimates.above(regret):
            return None, None
        method = say("paying.better", n=len(each), people=self.people)
        threshold = self._right(current, np.ones(len(each), dtype=bool))
        return threshold, regret.model_copy(update={"method": method})

    def _right(self, current: Scored, rows: np.ndarray) -> float:
        """The score from which a choice pays, once probabilities are set right on these rows."""
        assert current.happened is not None
        fit = Platt.fit(log_odds(current.score[rows]), current.happened[rows])
        pays = self.loss / (self.gain + self.loss) if self.gain + self.loss > 0 else 1.0
        at = (log_odds(np.array([pays]))[0] - fit.shift) / fit.slope
        return float(probability(np.array([at]))[0])
