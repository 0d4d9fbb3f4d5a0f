"""Gamma-Gamma: what a customer spends per purchase, from the few purchases seen.

A customer's purchases vary around their own mean, and the means vary between customers. A customer
with one large purchase is therefore drawn towards the average, one with twenty hardly at all.

References
----------
Fader, Hardie (2013), The Gamma-Gamma model of monetary value.
"""

from __future__ import annotations

from typing import Self

import numpy as np
from scipy import optimize, special

from taller.development.regression.messages import say
from taller.development.regression.model.integrals import covariance
from taller.errors import AnalysisError

WIDEST = 14.0
LEAST_Q = 1.05  # at 1 and below the mean over customers would be infinite


class GammaGamma:
    """Spend per purchase ~ gamma(p, nu), nu ~ gamma(q, gamma) over customers.

    Attributes
    ----------
    params_ : dict of ``p``, ``q`` and ``gamma`` (in the currency of the data)
    log_likelihood_, converged_
    at_bound_ : whether q was held from 1: the mean over customers is then hardly finite
    covariance_ : of the logarithms of p, q and gamma
    """

    names = ("p", "q", "gamma")

    def fit(self, purchases: np.ndarray, mean_spend: np.ndarray) -> Self:
        """Maximum likelihood.

        Parameters
        ----------
        purchases : (n,) purchases behind each mean, 1 and more
        mean_spend : (n,) mean money per purchase, above 0

        Raises
        ------
        AnalysisError
            If a value is not above 0, or there are fewer than three customers.
        """
        x, m = np.asarray(purchases, dtype="float64"), np.asarray(mean_spend, dtype="float64")
        if len(x) != len(m) or len(x) < 3:
            raise AnalysisError(say("error-few-spend"))
        if not (np.isfinite(x).all() and np.isfinite(m).all() and (x > 0).all() and (m > 0).all()):
            raise AnalysisError(say("error-spend"))
        scale = float(np.average(m, weights=x))
        bounds = [(-WIDEST, WIDEST), (np.log(LEAST_Q), WIDEST), (-WIDEST, WIDEST)]
        tried = []
        for start in ([0.5, 1.0, 0.5], [2.0, 1.0, 0.0], [0.0, 2.5, 2.0]):
            found = optimize.minimize(
                self._objective, start, args=(x, m / scale), jac=True, method="L-BFGS-B",
                bounds=bounds, options={"maxiter": 1000, "ftol": 1e-14, "gtol": 1e-9},
            )  # fmt: skip
            tried.append((float(found.fun), tuple(found.x)))
        value, theta = min(tried)
        self.theta_ = np.array(theta)
        slope = self._objective(self.theta_, x, m / scale)[1]
        edge = [low + 1e-6 < t < high - 1e-6 for t, (low, high) in zip(theta, bounds, strict=True)]
        self.converged_ = bool(np.abs(slope[edge]).max(initial=0.0) < 1e-4)
        self.at_bound_ = not all(edge)
        wide = covariance(lambda t: self._objective(t, x, m / scale)[1], self.theta_, len(x))
        self.theta_[2] += np.log(scale)
        self.take(self.theta_, wide)
        # A density of money: one over the scale for each customer's mean.
        self.log_likelihood_ = -value * len(x) - len(x) * np.log(scale)
        return self

    def take(self, theta: np.ndarray, covariance: np.ndarray | None = None) -> Self:
        """Parameters from elsewhere: drawn, or read from a file."""
        self.theta_ = theta
        if covariance is not None:
            self.covariance_ = covariance
        self.params_ = dict(zip(self.names, np.exp(theta).tolist(), strict=True))
        return self

    @staticmethod
    def _objective(theta: np.ndarray, x: np.ndarray, m: np.ndarray) -> tuple[float, np.ndarray]:
        p, q, gamma = np.exp(theta)
        digamma, px = special.digamma, p * x
        log_sum = np.log(gamma + x * m)
        each = special.gammaln(px + q) - special.gammaln(px) - special.gammaln(q)
        each += q * np.log(gamma) + (px - 1) * np.log(m) + px * np.log(x) - (px + q) * log_sum
        by_p = x * (digamma(px + q) - digamma(px) + np.log(m) + np.log(x) - log_sum)
        by_q = digamma(px + q) - digamma(q) + np.log(gamma) - log_sum
        by_gamma = q / gamma - (px + q) / (gamma + x * m)
        gradient = [p * by_p.mean(), q * by_q.mean(), gamma * by_gamma.mean()]
        return -float(each.mean()), -np.array(gradient)

    def drawn(self, rng: np.random.Generator) -> Self:
        """The same model with parameters drawn from what the data leaves open."""
        theta = rng.multivariate_normal(self.theta_, self.covariance_, method="eigh")
        theta[1] = max(theta[1], np.log(LEAST_Q))
        return type(self)().take(theta)

    def expected(self, purchases: np.ndarray, mean_spend: np.ndarray) -> np.ndarray:
        """Mean spend per purchase expected of each customer, (n,); of one not seen where x is 0."""
        p, q, gamma = (self.params_[name] for name in self.names)
        x = np.asarray(purchases, dtype="float64")
        spent = x * np.where(x > 0, np.asarray(mean_spend, dtype="float64"), 0.0)
        return p * (gamma + spent) / (p * x + q - 1)

    def draw(
        self, purchases: np.ndarray, mean_spend: np.ndarray, bought: np.ndarray,
        rng: np.random.Generator,
    ) -> np.ndarray:  # fmt: skip
        """Possible spend of each customer in ``bought`` further purchases, of the shape of it.

        ``bought`` is (n,) for one future, or (futures, n).
        """
        p, q, gamma = (self.params_[name] for name in self.names)
        x = np.asarray(purchases, dtype="float64")
        spent = x * np.where(x > 0, np.asarray(mean_spend, dtype="float64"), 0.0)
        nu = np.maximum(rng.gamma(p * x + q, 1 / (gamma + spent), np.shape(bought)), 1e-300)
        return np.where(bought > 0, rng.gamma(np.maximum(p * bought, 1e-12)) / nu, 0.0)
