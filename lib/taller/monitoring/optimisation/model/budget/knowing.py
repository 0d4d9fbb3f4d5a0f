"""What it is worth to know an effect better before money is shared out.

References
----------
Strong, Oakley, Brennan, Breeze (2015), "Estimating the expected value of sample information using
the probabilistic sensitivity analysis sample: a fast, nonparametric regression-based method",
Medical Decision Making 35.
"""

from __future__ import annotations

import numpy as np

from taller.measurement.estimates import generator

REPEATS = 20  # results simulated of each draw
NULLS = 10  # shuffles by which what the regression finds in noise is told
DEGREE = 3  # of the regression of a plan's worth on the result


def worth_of_all(values: np.ndarray) -> float:
    """Expected worth of knowing everything: (P, D) what each plan brings in each draw.

    >>> worth_of_all(np.array([[0.0, 0.0], [3.0, -1.0]]))  # 3 / 2 rather than 1
    0.5
    """
    return float(values.max(axis=0).mean() - values.mean(axis=1).max())


def worth_of_result(values: np.ndarray, signal: np.ndarray, noise: float, seed: int) -> float:
    """Expected worth of a trial's result: of choosing the plan after it and not before.

    What the same regression finds in a result that tells nothing is taken off.

    Parameters
    ----------
    values : (P, D) what each plan brings in each draw
    signal : (D,) what the trial measures, in each draw
    noise : standard deviation with which it does
    """
    if signal.std() <= 1e-12 * max(float(np.abs(signal).max()), 1e-300) or len(values) < 2:
        return 0.0
    rng = generator(seed, "knowing")
    errors = noise * rng.standard_normal((REPEATS, len(signal)))
    nulls = [_gain(values, signal[rng.permutation(len(signal))] + errors) for _ in range(NULLS)]
    return max(_gain(values, signal + errors) - float(np.mean(nulls)), 0.0)


def _gain(values: np.ndarray, results: np.ndarray) -> float:
    scaled = (results - results.mean()) / results.std()
    basis = np.polynomial.hermite_e.hermevander(np.clip(scaled, -3, 3).ravel(), DEGREE)
    wanted = np.tile(values, (1, len(results))).T
    fitted = basis @ np.linalg.lstsq(basis, wanted, rcond=None)[0]
    return float(fitted.max(axis=1).mean() - fitted.mean(axis=0).max())
