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

POINTS = 81  # of the grid of each channel
NODES = 400  # of the search; a bound on work that, unlike one on time, gives the same each run
GAP = 1e-4  # relative, within which a plan counts as the best


def solve(
    grid: np.ndarray, worth: np.ndarray, weights: np.ndarray, limits: Sequence[Limit]
) -> np.ndarray:
    """Levels by block and channel that bring most.

    Parameters
    ----------
    grid : (C, K) spend a week at each point, evenly rising
    worth : (C, K) what it brings a week
    weights : (B,) of each block: its weeks times their season
    limits : which levels are allowed; they must not contradict each other

    Returns
    -------
    (B, C) spend a week
    """
    n_blocks, (n, points) = len(weights), grid.shape
    size = n_blocks * n * points
    spend = sparse.kron(
        sparse.eye(n_blocks), sparse.block_diag([row[None, :] for row in grid]), format="csr"
    )
    gains = np.concatenate([weight * worth.ravel() for weight in weights])
    scale = max(float(np.abs(gains).max()), 1e-12)
    ones = sparse.kron(sparse.eye(n_blocks * n), np.ones((1, points)), format="csr")
    steps, links = _integers(worth, n_blocks)
    rows = [_widened(ones, steps)]
    low, high = [np.ones(n_blocks * n)], [np.ones(n_blocks * n)]
    for each in limits:
        rows.append(_widened(sparse.csr_matrix(each.weights) @ spend, steps))
        low.append(each.least)
        high.append(each.most)
    if steps:
        rows.append(links)
        low.append(np.full(links.shape[0], -np.inf))
        high.append(np.tile(np.r_[np.zeros(points), 1.0], links.shape[0] // (points + 1)))
    found = milp(
        np.r_[-gains / scale, np.zeros(steps)],
        constraints=LinearConstraint(sparse.vstack(rows), np.concatenate(low),
                                     np.concatenate(high)),
        integrality=np.r_[np.zeros(size), np.ones(steps)], bounds=Bounds(0, 1),
        options={"node_limit": NODES, "mip_rel_gap": GAP},
    )  # fmt: skip
    if found.x is None:
        raise AnalysisError(f"optimisation.budget: no plan was found ({found.message})")
    return (spend @ found.x[:size]).reshape(n_blocks, n)


def _widened(rows: sparse.csr_matrix, steps: int) -> sparse.csr_matrix:
    return sparse.hstack([rows, sparse.csr_matrix((rows.shape[0], steps))], format="csr")


def _integers(worth: np.ndarray, n_blocks: int) -> tuple[int, sparse.csr_matrix]:
    """Columns that say between which two points a level lies, of curves that bend up somewhere.

    Returns
    -------
    How many there are, and the rows that tie the points to them: for each such curve and block
    ``K`` rows (a point counts only beside the chosen step) and one (one step is chosen).
    """
    n, points = worth.shape
    slopes = np.diff(worth, axis=1)
    bends = (np.diff(slopes, axis=1) > 1e-9 * np.abs(slopes).max(initial=1e-300)).any(axis=1)
    where = [b * n + c for b in range(n_blocks) for c in np.flatnonzero(bends)]
    steps, size = len(where) * (points - 1), n_blocks * n * points
    beside = np.eye(points, points - 1) + np.eye(points, points - 1, k=-1)
    made = [sparse.csr_matrix((0, size + steps))]
    for i, place in enumerate(where):
        left = np.zeros((points + 1, size))
        left[:points, place * points : (place + 1) * points] = np.eye(points)
        right = np.zeros((points + 1, steps))
        right[:, i * (points - 1) : (i + 1) * (points - 1)] = np.vstack(
            [-beside, np.ones(points - 1)]
        )
        made.append(sparse.csr_matrix(np.hstack([left, right])))
    return steps, sparse.vstack(made, format="csr")
