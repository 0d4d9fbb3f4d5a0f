"""Errors that remember, whitened; a regression over all memories; what no single day decides."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress

from taller.monitoring.monitoring.model.series.memory import GRID, PRIOR, whiten
from taller.monitoring.monitoring.model.series.weighed import robust, weigh
from tests.benchmarks.quiet_worlds import remembered


def covariance(kept: float, alone: float, noise: np.ndarray) -> np.ndarray:
    """Of what is left, day by day."""
    apart = np.abs(np.subtract.outer(np.arange(len(noise)), np.arange(len(noise))))
    return (1 - alone) * float(kept) ** apart + np.diag(alone * noise)


@given(
    known=st.lists(st.booleans(), min_size=3, max_size=12).filter(any),
    noise=st.lists(st.floats(0.1, 10), min_size=12, max_size=12),
)
@settings(max_examples=25, deadline=None)
def test_whitened_days_are_those_that_the_covariance_of_known_days_gives(known, noise):
    """Whitening is the inverse of Cholesky's factor, whichever days are known."""
    at, own = np.array(known), np.array(noise[: len(known)])
    y = np.sin(np.arange(len(at)) * 1.7)
    found = whiten(y[:, None], at, own)
    for g, (kept, alone) in enumerate(GRID):
        factor = np.linalg.cholesky(covariance(kept, alone, own)[np.ix_(at, at)])
        assert found.columns[g, :, 0] == pytest.approx(np.linalg.solve(factor, y[at]), abs=1e-9)
        assert found.log_scale[g] == pytest.approx(np.log(np.diag(factor)).sum(), abs=1e-9)


def test_two_days_that_keep_half_are_whitened_by_hand():
    """The second day less half the first, over the root of three quarters."""
    found = whiten(np.array([[2.0], [5.0]]), np.ones(2, dtype=bool)).columns
    half = GRID.tolist().index([0.5, 0.0])
    assert found[half, :, 0] == pytest.approx([2.0, (5 - 0.5 * 2) / 0.75**0.5])


def test_without_memory_a_slope_is_as_sure_as_least_squares_makes_it():
    """One memory alone, that of nothing kept, gives Student's t of ordinary least squares."""
    x, y = np.arange(9.0), np.array([1.0, 2, 2, 4, 3, 6, 5, 8, 7])
    only = np.zeros(len(GRID))
    only[0] = 1.0
    columns = np.column_stack([x, np.ones(9), y])
    found = weigh(whiten(columns, np.ones(9, dtype=bool)), 2, prior=only)
    beside = linregress(x, y)
    assert found.middle(0)[0] == pytest.approx(beside.slope)
    assert found.beyond(0)[0] == pytest.approx(beside.pvalue)
    reach = 2.364624 * beside.stderr  # Student's t, 7 degrees of freedom
    low, high = found.within(0)
    assert (high[0] - low[0]) / 2 == pytest.approx(reach, rel=1e-5)


def test_the_chances_of_memories_are_those_of_all_and_none_is_left_out():
    assert len(PRIOR) == len(GRID)
    assert (PRIOR > 0).all()


def test_memories_that_bear_the_data_out_count_more():
    """A figure that keeps nine tenths is not taken for one that keeps nothing."""
    rng, slow = np.random.default_rng(1), [0.0]
    for _day in range(200):
        slow.append(0.94 * slow[-1] + rng.standard_normal())
    y = np.array(slow[1:])
    found = weigh(whiten(np.column_stack([np.ones(200), y]), np.ones(200, dtype=bool)), 1)
    assert found.weights[GRID[:, 0] >= 0.7, 0].sum() > 0.99


def test_series_tell_each_other_of_their_memory():
    """Thirty days tell little of memory; forty figures that keep four fifths tell it together."""
    y = remembered(np.random.default_rng(2), 30, 40, 0.8)
    whitened = whiten(np.column_stack([np.ones(30), y]), np.ones(30, dtype=bool))
    none = (GRID[:, 0] == 0).nonzero()[0]
    alone, pooled = (weigh(whitened, 1, pooled=each) for each in (0.0, 5.0))
    assert pooled.weights[none].sum(axis=0).mean() < alone.weights[none].sum(axis=0).mean() / 2


def test_a_great_shock_that_fades_does_not_make_a_step_and_a_week_at_another_level_does():
    """All days alike take both for certain; where no single day may decide, only the week is."""
    quiet = remembered(np.random.default_rng(0), 60, 1, 0.5)[:, 0]
    after = np.arange(60) >= 40
    fades = after * 12 * 0.5 ** np.maximum(np.arange(60) - 40, 0.0)
    holds = after * 5.0 * (np.arange(60) < 47)
    p = []
    for odd in (fades, holds):
        steps = [np.ones(60), after * 1.0, (np.arange(60) >= 47) * 1.0]
        whitened = whiten(np.column_stack([*steps, quiet + odd]), np.ones(60, dtype=bool))
        found = weigh(whitened, 3)
        p.append((found.beyond(1)[0], robust(whitened, found, [1])[0]))
    assert p[0][0] < 1e-8 < 1e-3 < p[0][1]
    assert max(p[1]) < 1e-8
