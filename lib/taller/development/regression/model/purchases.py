"""Buy till you die: how often each customer buys, and whether they still do.

Two models of repeat purchases without a contract. In both a customer buys as a Poisson process
whose rate differs between customers by a gamma distribution. In `ParetoNBD` customers leave at any
moment, at a rate that differs by another gamma distribution; in `BetaGeoNBD` they leave right after
a purchase, with a probability that differs by a beta distribution.

Both are fitted by maximum likelihood with analytic gradients, on a scale where the mean age is 1
and each distinct history is looked at once. The likelihood of Pareto/NBD is taken from its
integral over the moment of leaving, all of whose terms are positive: the usual difference of two
hypergeometric functions loses every digit for long histories, which is where other
implementations stop converging.

Covariates shift the typical purchase rate and the typical time to leaving of a customer by
``exp(z @ coefficients)``, as Fader & Hardie (2007) put them in.

References
----------
Fader, Hardie, Lee (2005), "Counting your customers" the easy way. Marketing Science 24(2).
Fader, Hardie (2005), A note on deriving the Pareto/NBD model and related expressions.
Fader, Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

import numpy as np
from scipy import optimize, special

from taller.development.regression.features.histories import Histories
from taller.development.regression.messages import say
from taller.development.regression.model.integrals import (
    NODES,
    WEIGHTS,
    covariance,
    moments,
    still_buying,
    time_left,
)
from taller.errors import AnalysisError

WIDEST = 14.0  # bound of the logarithm of each parameter, on the scale of the fit
PLATEAU = 6.0  # logarithm of a parameter beyond which customers hardly differ by it
STARTS = (0.0, -1.5)  # logarithms of the shapes to start from
FARTHEST = 8.0  # log-likelihood below the optimum that a draw may have (chi-square, 4: 99.7%)
RIDGE = 1e-3  # of a standardised covariate's coefficient, per customer's worth of likelihood


class _Purchases(ABC):
    """What both models share: the fit, its uncertainty, and draws of what comes next.

    Attributes
    ----------
    params_ : dict of the four parameters, time in the unit of the data
    coefficients_ : dict of ``purchase`` and ``leaving``, (k,) each; empty without covariates
    log_likelihood_ : float
    converged_ : whether the gradient at the optimum vanishes
    at_bound_ : parameters that ran to the edge of what was allowed: no difference between customers
    covariance_ : covariance of the logarithms of the parameters and the coefficients
    """

    names: ClassVar[tuple[str, ...]]
    timed: ClassVar[tuple[bool, ...]]  # whether a parameter is a time
    _seen: tuple[Histories, np.ndarray, np.ndarray] | None = None

    def fit(self, histories: Histories, near: Self | None = None) -> Self:
        """Maximum likelihood.

        Parameters
        ----------
        near : the same model of an earlier date, to start from

        Raises
        ------
        AnalysisError
            If nobody bought a second time: the parameters could be anything.
        """
        if not (histories.frequency > 0).any():
            raise AnalysisError(say("error-no-second"))
        scale = float(histories.age.mean())
        once, counts, _index = histories.distinct(scale)
        width = 0 if histories.covariates is None else histories.covariates.shape[1]
        starts = [np.full(4, start) for start in STARTS]
        if near is not None:
            former = near.theta_[:4] - np.where(self.timed, np.log(scale), 0.0)
            # One far out may lie on a plateau, which no slope leads away from.
            starts = [former, *starts[:1]] if np.abs(former).max() > PLATEAU else [former]
        theta = self._best(once, counts, width, starts)
        value, gradient = self._objective(theta, once, counts)
        bounded = np.abs(theta) > WIDEST - 0.01
        self.converged_ = bool(np.abs(gradient[~bounded]).max(initial=0.0) < 1e-3)
        self.at_bound_ = tuple(n for n, b in zip(self.names, bounded, strict=False) if b)
        self.covariance_ = self._covariance(theta, once, counts)
        shift = np.where(self.timed, np.log(scale), 0.0)
        self._seen = (once, counts, shift)
        self.take(np.r_[theta[:4] + shift, theta[4:]], self.covariance_)
        penalty = self._penalty(theta)[0]
        repeats = float(histories.frequency.sum())
        # The density of the purchase times carries one over time for each purchase.
        self.log_likelihood_ = -(value - penalty) * counts.sum() - repeats * np.log(scale)
        return self

    def take(self, theta: np.ndarray, covariance: np.ndarray | None = None) -> Self:
        """Parameters from elsewhere: drawn, or read from a file."""
        self.theta_, width = theta, (len(theta) - 4) // 2
        if covariance is not None:
            self.covariance_ = covariance
        self.params_ = dict(zip(self.names, np.exp(theta[:4]).tolist(), strict=True))
        self.coefficients_ = {}
        if width:
            self.coefficients_ = {"purchase": theta[4 : 4 + width], "leaving": theta[4 + width :]}
        return self

    def _best(
        self, once: Histories, counts: np.ndarray, width: int, starts: list[np.ndarray]
    ) -> np.ndarray:
        bounds = [(-WIDEST, WIDEST)] * 4 + [(-5.0, 5.0)] * (2 * width)
        tried = []
        for start in starts:
            first = np.concatenate([np.clip(start, -WIDEST, WIDEST), np.zeros(2 * width)])
            tried.append(self._descended(first, once, counts, bounds))
        # Where the likelihood is huge, a step that is small beside it ends the descent too early:
        # begun anew from there, it goes on, and where it was at its end it stays.
        return np.array(self._descended(np.array(min(tried)[1]), once, counts, bounds)[1])

    def _descended(
        self, start: np.ndarray, once: Histories, counts: np.ndarray, bounds: list
    ) -> tuple[float, tuple[float, ...]]:
        found = optimize.minimize(
            self._objective, start, args=(once, counts), jac=True, method="L-BFGS-B",
            bounds=bounds, options={"maxiter": 1000, "ftol": 1e-14, "gtol": 1e-8},
        )  # fmt: skip
        return float(found.fun), tuple(found.x)

    def _objective(
        self, theta: np.ndarray, once: Histories, counts: np.ndarray
    ) -> tuple[float, np.ndarray]:
        """Mean negative log-likelihood with its penalty, and the gradient."""
        each, slopes = self._log_likelihood(theta, once)
        share = counts / counts.sum()
        gradient = slopes @ share
        if once.covariates is not None:
            z = once.covariates
            ways = self._covariate_slopes(slopes)
            gradient = np.concatenate([gradient, *((way * share) @ z for way in ways)])
        penalty, pull = self._penalty(theta)
        return float(-(each @ share) + penalty), -gradient + pull

    @staticmethod
    def _penalty(theta: np.ndarray) -> tuple[float, np.ndarray]:
        pull = np.zeros_like(theta)
        pull[4:] = 2 * RIDGE * theta[4:]
        return float(RIDGE * (theta[4:] ** 2).sum()), pull

    def _covariance(self, theta: np.ndarray, once: Histories, counts: np.ndarray) -> np.ndarray:
        return covariance(lambda t: self._objective(t, once, counts)[1], theta, counts.sum())

    def drawn(self, rng: np.random.Generator) -> Self:
        """The same model with parameters drawn from what the data leaves open.

        Along a curved ridge the normal distribution reaches where the data says no: such a draw is
        brought half the way back until it is one the data allows. A model read from a file has no
        data to ask.
        """
        theta = rng.multivariate_normal(self.theta_, self.covariance_, method="eigh")
        return type(self)().take(theta if self._seen is None else self._allowed(theta))

    def _allowed(self, theta: np.ndarray) -> np.ndarray:
        """The draw, halved towards the optimum until its likelihood is not out of question."""
        once, counts, shift = self._seen
        moved = np.concatenate([shift, np.zeros(len(theta) - 4)])
        most = self._objective(self.theta_ - moved, once, counts)[0] + FARTHEST / counts.sum()
        for _halving in range(12):
            value = self._objective(theta - moved, once, counts)[0]
            if value <= most:
                break
            theta = (theta + self.theta_) / 2
        return theta

    def draw(self, h: Histories, ahead: float, rng: np.random.Generator) -> np.ndarray:
        """One possible future, (n,) of int."""
        return self.draws(h, ahead, rng, 1)[0]

    @abstractmethod
    def alive(self, h: Histories) -> np.ndarray:
        """Probability that each customer still buys, (n,)."""

    @abstractmethod
    def draws(
        self, h: Histories, ahead: float, rng: np.random.Generator, futures: int
    ) -> np.ndarray:
        """Possible futures: purchases of each customer in the time ``ahead``, (futures, n)."""

    @abstractmethod
    def _log_likelihood(self, theta: np.ndarray, h: Histories) -> tuple[np.ndarray, np.ndarray]:
        """Per history: the log-likelihood, and its slope by each parameter's logarithm, (4, n)."""

    @abstractmethod
    def _covariate_slopes(self, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Slopes of each history by ``z @ purchase`` and by ``z @ leaving``, (n,) each."""

    @staticmethod
    def _shifts(theta: np.ndarray, h: Histories) -> tuple[np.ndarray | float, np.ndarray | float]:
        """``z @ coefficients`` of purchasing and of leaving."""
        if h.covariates is None:
            return 0.0, 0.0
        width = h.covariates.shape[1]
        return h.covariates @ theta[4 : 4 + width], h.covariates @ theta[4 + width :]


class ParetoNBD(_Purchases):
    """Pareto/NBD: rate ~ gamma(r, alpha), leaving rate ~ gamma(s, beta)."""

    names = ("r", "alpha", "s", "beta")
    timed = (False, True, False, True)

    def _at(self, theta: np.ndarray, h: Histories) -> tuple[Any, ...]:
        buys, leaves = self._shifts(theta, h)
        r, alpha, s, beta = np.exp(theta[:4])
        return r, alpha * np.exp(-buys), s, beta * np.exp(-leaves)

    def _covariate_slopes(self, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return -slopes[1], -slopes[3]

    def _log_likelihood(self, theta: np.ndarray, h: Histories) -> tuple[np.ndarray, np.ndarray]:
        found = [self._of_block(theta, part) for part in h.blocks]
        return np.concatenate([each for each, _ in found]), np.hstack([slope for _, slope in found])

    def _of_block(self, theta: np.ndarray, h: Histories) -> tuple[np.ndarray, np.ndarray]:
        r, alpha, s, beta = self._at(theta, h)
        x, age = h.frequency, h.age
        here = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
        u, logs = moments(r + x, alpha, s, beta, h)
        gone = special.logsumexp(logs, axis=0)
        both = np.logaddexp(here, gone)
        stays, leaves = np.exp(here - both), np.exp(gone - both)
        inside = np.exp(logs - gone)  # the moment of leaving, for one who left
        front = h.by_frequency(lambda x: special.gammaln(r + x) - special.gammaln(r))
        front = front + r * np.log(alpha) + s * np.log(beta)
        by_r = h.by_frequency(lambda x: special.digamma(r + x) - special.digamma(r)) + np.log(alpha)
        by_r = by_r - stays * np.log(alpha + age) - leaves * (inside * np.log(alpha + u)).sum(0)
        by_alpha = r / alpha - stays * (r + x) / (alpha + age)
        by_alpha = by_alpha - leaves * (r + x) * (inside / (alpha + u)).sum(0)
        by_s = np.log(beta) - stays * np.log(beta + age)
        by_s = by_s + leaves * (1 / s - (inside * np.log(beta + u)).sum(0))
        by_beta = s / beta - stays * s / (beta + age)
        by_beta = by_beta - leaves * (s + 1) * (inside / (beta + u)).sum(0)
        slopes = np.stack([r * by_r, alpha * by_alpha, s * by_s, beta * by_beta])
        return front + both, slopes

    def alive(self, h: Histories) -> np.ndarray:
        """Probability that each customer still buys, (n,)."""
        r, alpha, s, beta = self._at(self.theta_, h)
        here = -(r + h.frequency) * np.log(alpha + h.age) - s * np.log(beta + h.age)
        gone = special.logsumexp(moments(r + h.frequency, alpha, s, beta, h)[1], axis=0)
        return special.expit(here - gone)

    def expected(self, h: Histories, ahead: float, discount: float = 0.0) -> np.ndarray:
        """Purchases expected of each customer in the time ``ahead``, (n,); see `BetaGeoNBD`."""
        r, alpha, s, beta = self._at(self.theta_, h)
        rate = (r + h.frequency) / (alpha + h.age)
        if discount == 0:
            return self.alive(h) * rate * time_left(s, beta + h.age, ahead)
        later = ahead * (NODES[:, None] + 1) / 2
        stays = np.exp(-s * np.log1p(later / (beta + h.age)) - discount * later)
        return self.alive(h) * rate * ahead / 2 * (WEIGHTS @ stays)

    def expected_new(self, age: np.ndarray) -> np.ndarray:
        """Repeat purchases expected of a new customer up to each age, without covariates."""
        r, alpha, s, beta = np.exp(self.theta_[:4])
        return r / alpha * time_left(s, beta, np.asarray(age, dtype="float64"))

    def draws(
        self, h: Histories, ahead: float, rng: np.random.Generator, futures: int
    ) -> np.ndarray:
        """Possible futures: purchases of each customer in the time ``ahead``, (futures, n)."""
        r, alpha, s, beta = self._at(self.theta_, h)
        size = (futures, len(h))
        alive = rng.random(size) < self.alive(h)
        rate = rng.gamma(r + h.frequency, 1 / (alpha + h.age), size)
        leaving = rng.gamma(s, 1 / (beta + h.age), size)
        stays = np.minimum(rng.exponential(1, size) / np.maximum(leaving, 1e-300), ahead)
        return np.where(alive, rng.poisson(rate * stays), 0)


class BetaGeoNBD(_Purchases):
    """BG/NBD: rate ~ gamma(r, alpha), probability of leaving after a purchase ~ beta(a, b)."""

    names = ("r", "alpha", "a", "b")
    timed = (False, True, False, False)

    def _at(self, theta: np.ndarray, h: Histories) -> tuple[Any, ...]:
        buys, leaves = self._shifts(theta, h)
        r, alpha, a, b = np.exp(theta[:4])
        return r, alpha * np.exp(-buys), a * np.exp(leaves), b

    def _covariate_slopes(self, slopes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return -slopes[1], slopes[2]

    def _log_likelihood(self, theta: np.ndarray, h: Histories) -> tuple[np.ndarray, np.ndarray]:
        r, alpha, a, b = self._at(theta, h)
        x, age, digamma, gammaln = h.frequency, h.age, special.digamma, special.gammaln
        # Frequencies are few: what is a function of them alone is taken once for each.
        of = h.by_frequency
        alike = of if h.covariates is None else (lambda function: function(x))
        here, gone = self._ends(r, alpha, a, b, h)
        both = np.logaddexp(here, gone)
        stays, leaves = np.exp(here - both), np.exp(gone - both)
        front = of(lambda x: gammaln(r + x) - gammaln(r)) + r * np.log(alpha)
        front = front + alike(lambda x: special.betaln(a, b + x)) - special.betaln(a, b)
        log_now, log_last = np.log(alpha + age), np.log(alpha + h.recency)
        by_r = of(lambda x: digamma(r + x) - digamma(r)) + np.log(alpha)
        by_r = by_r - stays * log_now - leaves * log_last
        by_alpha = stays / (alpha + age) + leaves / (alpha + h.recency)
        by_alpha = r / alpha - (r + x) * by_alpha
        total = digamma(a + b) - alike(lambda x: digamma(a + b + x))
        by_a = total + leaves / a
        last = np.where(x > 0, b + x - 1, 1.0)
        by_b = total + of(lambda x: digamma(b + x)) - digamma(b)
        by_b = by_b - np.where(x > 0, leaves / last, 0.0)
        return front + both, np.stack([r * by_r, alpha * by_alpha, a * by_a, b * by_b])

    @staticmethod
    def _ends(r: Any, alpha: Any, a: Any, b: Any, h: Histories) -> tuple[np.ndarray, np.ndarray]:
        """Logarithms of still buying, and of having left after the last purchase."""
        x = h.frequency
        here = -(r + x) * np.log(alpha + h.age)
        last = np.where(x > 0, b + x - 1, 1.0)
        gone = np.log(a) - np.log(last) - (r + x) * np.log(alpha + h.recency)
        return here, np.where(x > 0, gone, -np.inf)

    def alive(self, h: Histories) -> np.ndarray:
        """Probability that each customer still buys, (n,); 1 where there was no repeat purchase."""
        here, gone = self._ends(*self._at(self.theta_, h), h)
        return special.expit(here - gone)

    def expected(self, h: Histories, ahead: float, discount: float = 0.0) -> np.ndarray:
        """Purchases expected of each customer in the time ``ahead``, (n,).

        Parameters
        ----------
        discount : continuous rate per unit of time; a purchase at t then counts exp(-discount t)
        """
        r, alpha, a, b = self._at(self.theta_, h)
        x, now = h.frequency, alpha + h.age
        # The rate at each moment ahead, given that the customer is there now: no term can cancel.
        later = ahead * (NODES[:, None] + 1) / 2
        rate = still_buying(r + x + 1, a, b + x, later / now) * np.exp(-discount * later)
        ahead_of_one = ahead / 2 * (WEIGHTS @ rate) * (r + x) / now
        return self.alive(h) * ahead_of_one

    def expected_new(self, age: np.ndarray) -> np.ndarray:
        """Repeat purchases expected of a new customer up to each age, without covariates."""
        r, alpha, a, b = np.exp(self.theta_[:4])
        age = np.asarray(age, dtype="float64")
        rate = still_buying(r + 1, a, b, age * (NODES[:, None] + 1) / 2 / alpha)
        return age / 2 * (WEIGHTS @ rate) * r / alpha

    def draws(
        self, h: Histories, ahead: float, rng: np.random.Generator, futures: int
    ) -> np.ndarray:
        """Possible futures: purchases of each customer in the time ``ahead``, (futures, n)."""
        r, alpha, a, b = self._at(self.theta_, h)
        size = (futures, len(h))
        alive = rng.random(size) < self.alive(h)
        bought = rng.poisson(rng.gamma(r + h.frequency, 1 / (alpha + h.age), size) * ahead)
        leaving = np.clip(rng.beta(a, b + h.frequency, size), 1e-12, 1.0)
        return np.where(alive, np.minimum(bought, rng.geometric(leaving)), 0)
