"""The levels that earn most within the limits: a mixed-integer linear programme.

Each channel's expected curve is taken as straight between the points of a grid. Where it bends down
all along, the programme is linear; where it first bends up, as where little is spent in vain, it
may be worth to spend in one channel and not in another, and integers find which. So the best is
found and not a best nearby.

References
----------
Vielma, Ahmed, Nemhauser (2010), "Mixed-integer models for nonseparable piecewise-linear
optimization", section 2: the convex-combination formulation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from taller.errors import AnalysisError
from taller.monitoring.optimisation.model.budget.limits import Limit

POINTS, COARSE = 61, 31  # of each channel's grid: of a plan; where many plans are compared
NODES = 400  # of the search; a bound on work that, unlike one on time, gives the same each run
GAP = 1e-4  # relative, within which a plan counts as the best
SLACK = 1e-6  # of a curve's height, by which a level may be told too high


def solve(
    grid: np.ndarray, worth: np.ndarray, weights: np.ndarray, limits: Sequence[Limit]
) -> np.ndarray:
    """Levels by block and channel that bring most.

    Integers are asked for only where, without them, a level would bring more than its curve says.

    Parameters
    ----------
    grid : (C, K) spend a week at each point, rising
    worth : (C, K) what it brings a week
    weights : (B,) of each block: its weeks times their season
    limits : which levels are allowed; they must not contradict each other

    Returns
    -------
    (B, C) spend a week

    Raises
    ------
    AnalysisError
        If none was found.
    """
    places: set[int] = set()
    while True:
        shares = _shares(grid, worth, weights, limits, sorted(places))
        levels = (shares * grid).sum(axis=2)
        curves = zip(levels.T, grid, worth, strict=True)
        along = np.column_stack([np.interp(level, *curve) for level, *curve in curves])
        above = (shares * worth).sum(axis=2) - along > SLACK * np.abs(worth).max(axis=1)
        if not (found := {*np.flatnonzero(above.ravel()).tolist()} - places):
            return levels
        places |= found


def _shares(
    grid: np.ndarray, worth: np.ndarray, weights: np.ndarray, limits: Sequence[Limit],
    places: Sequence[int],
) -> np.ndarray:  # fmt: skip
    """How each level is made up of the points of its grid, (B, C, K); each sums to 1.

    Parameters
    ----------
    places : of block and channel, those whose level lies between two points side by side
    """
    n_blocks, (n, points) = len(weights), grid.shape
    each_row = sparse.block_diag([row[None, :] for row in grid])
    spend = sparse.kron(sparse.eye(n_blocks), each_row, format="csr")
    gains = np.concatenate([weight * worth.ravel() for weight in weights])
    ones = sparse.kron(sparse.eye(n_blocks * n), np.ones((1, points)), format="csr")
    steps = len(places) * (points - 1)
    held = [_beside(place, i, points, len(gains), steps) for i, place in enumerate(places)]
    held.append(LinearConstraint(_widened(ones, steps), 1, 1))
    held += [LinearConstraint(_widened(sparse.csr_matrix(each.weights) @ spend, steps), each.least,
                              each.most) for each in limits]  # fmt: skip
    found = milp(
        np.r_[-gains / max(float(np.abs(gains).max()), 1e-12), np.zeros(steps)],
        constraints=held, integrality=np.r_[np.zeros(len(gains)), np.ones(steps)],
        bounds=Bounds(0, 1), options={"node_limit": NODES, "mip_rel_gap": GAP},
    )  # fmt: skip
    if found.x is None:
        raise AnalysisError(f"optimisation.budget: no plan was found ({found.message})")
    return np.asarray(found.x[: len(gains)]).reshape(n_blocks, n, points)


def _widened(rows: sparse.csr_matrix, steps: int) -> sparse.csr_matrix:
    return sparse.hstack([rows, sparse.csr_matrix((rows.shape[0], steps))], format="csr")


def _beside(place: int, which: int, points: int, size: int, steps: int) -> LinearConstraint:
    """One of the steps from point to point is chosen, and only its two points count."""
    rows = sparse.lil_matrix((points + 1, size + steps))
    rows[:points, place * points : (place + 1) * points] = np.eye(points)
    chosen = slice(size + which * (points - 1), size + (which + 1) * (points - 1))
    rows[:points, chosen] = -(np.eye(points, points - 1) + np.eye(points, points - 1, k=-1))
    rows[points, chosen] = 1
    ends = np.r_[np.full(points, -np.inf), 1], np.r_[np.zeros(points), 1]
    return LinearConstraint(rows.tocsr(), *ends)
