"""Use cases: priority, feasibility and what changes the order, worked by hand."""

from __future__ import annotations

import pytest

from taller.preparation import use_cases as uc


def test_the_default_weights_are_those_of_the_guide():
    assert uc.Weights().values() == pytest.approx((0.30, 0.25, 0.20, 0.15, 0.10))
