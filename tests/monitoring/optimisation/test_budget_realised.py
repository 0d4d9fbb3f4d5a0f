"""What budgets drawn from fitted curves truly bring, in worlds whose truth is known."""

import pytest

from tests.benchmarks.bench_budget import realised


@pytest.mark.slow
def test_most_of_what_true_curves_allow_is_had_and_no_claim_is_worse_than_today():
    found = [realised(seed) for seed in range(5)]
    assert sum(each.had for each in found) >= 0.9 * sum(each.best for each in found)
    assert all(each.had > 0 for each in found if each.claimed)
