"""Integrals that the models need, by sums of which no term cancels another; and curvature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from taller.development.regression.features.histories import Histories

NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)
SMOOTHING = 3  # power that takes the kink of the integrand at its far end away


def covariance(
    gradient: Callable[[np.ndarray], np.ndarray], theta: np.ndarray, n: float
) -> np.ndarray:
    """Inverse of the observed information, from differences of the analytic gradient.

    Parameters
    ----------
    gradient : of the mean negative log-likelihood of n customers

    >>> curve = np.array([1.0, 4.0])  # of ten customers: 1 / (10 * 1) and 1 / (10 * 4)
    >>> covariance(lambda theta: curve * theta, np.ones(2), 10).round(6).tolist()
    [[0.1, 0.0], [0.0, 0.025]]
    """
    step = 1e-4
    moves = np.eye(len(theta)) * step
    hessian = np.array([(gradient(theta + m) - gradient(theta - m)) / (2 * step) for m in moves])
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2 * n)
    # A direction the data says nothing of would be infinitely wide: it is held to e^±3.
    return (vectors / np.maximum(values, 1 / 9)) @ vectors.T


def still_buying(power: Any, a: Any, b: Any, z: np.ndarray) -> np.ndarray:
    """Mean of ``(1 + p z)^-power`` over p ~ beta(a, b): a hypergeometric function.

    Where customers hardly differ its terms overflow; p then is as good as its mean.
    """
    with np.errstate(all="ignore"):
        found = special.hyp2f1(power, a, a + b, -z)
    alike = np.exp(-power * np.log1p(a / (a + b) * z))
    return np.where(np.isfinite(found) & (found >= 0) & (found <= 1), found, alike)


def time_left(s: Any, beta: Any, ahead: Any) -> Any:
    """Mean time until leaving or ``ahead``, whichever is first, at a gamma(s, beta) leaving rate.

    ``beta / (s - 1) * (1 - (beta / (beta + ahead)) ** (s - 1))``, which at s = 1 is a logarithm.
    """
    log = np.log1p(ahead / beta)
    return beta * log * special.exprel(-(s - 1) * log)


def moments(
    power: np.ndarray, alpha: Any, s: Any, beta: Any, h: Histories
) -> tuple[np.ndarray, np.ndarray]:
    """Moments of leaving between the last purchase and now, and the logarithms of their weights.

    Their sum is the integral of ``s (alpha + u)^-power (beta + u)^-(s + 1)`` over u from recency to
    age, by Gauss-Legendre in ``((c + recency) / (c + u))^k``, where c is the lesser of alpha and
    beta and k the speed at which the integrand falls at first: what is left to integrate is nearly
    constant.

    Returns
    -------
    Two arrays of (nodes, n)
    """
    lesser, t_x = np.minimum(alpha, beta), h.recency
    speed = power * (lesser + t_x) / (alpha + t_x) + (s + 1) * (lesser + t_x) / (beta + t_x) - 1
    k = np.maximum(speed, 0.5)
    span = np.log((lesser + h.age) / (lesser + t_x))
    edge = np.exp(-k * span / SMOOTHING)
    half = np.maximum(-np.expm1(-k * span / SMOOTHING), 1e-300) / 2
    log_y = SMOOTHING * np.log(edge + half * (NODES[:, None] + 1))
    u = np.maximum((lesser + t_x) * np.exp(-log_y / k) - lesser, t_x)
    measure = np.log(SMOOTHING * half / k) - log_y / SMOOTHING + np.log(lesser + u)
    logs = np.log(s) - power * np.log(alpha + u) - (s + 1) * np.log(beta + u)
    return u, logs + measure + np.log(WEIGHTS[:, None])
