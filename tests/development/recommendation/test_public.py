"""MovieLens-100k: above every published row, with settings chosen on the training part alone."""

from __future__ import annotations

import numpy as np
import pytest

from taller.development.recommendation.model.models import EASE, Popularity
from taller.development.recommendation.model.training import Filled, main_settings
from tests.development import movielens

AT_LEAST = (0.152, 0.490, 0.426, 0.232)


@pytest.fixture(scope="module")
def parts(shared_data):
    return movielens.split(shared_data)


def test_the_figures_of_the_closed_form_are_those_computed_independently(parts):
    """Regularisation 800 and nothing else, to the digits of an independent computation."""
    train, test = parts
    found = movielens.figures(EASE(800.0, 0.0).fit(train), train, test)
    assert found == pytest.approx((0.148030, 0.480627, 0.416755, 0.226435), abs=2e-6)


def test_best_sellers_are_as_good_as_was_computed_independently(parts):
    train, test = parts
    found = movielens.figures(Popularity().fit(train), train, test)
    assert found == pytest.approx((0.055959, 0.252353, 0.228738, 0.113188), abs=5e-4)


@pytest.mark.slow
def test_settings_chosen_on_the_training_part_beat_every_published_row(parts):
    """The gaps to the best published row are .007 and more, the tolerance is 2e-4."""
    train, test = parts
    chosen = movielens.chosen_on_cuts(
        train, movielens.K, main_settings(3, train.shape[1], 20_000), cuts=2
    )
    model = Filled(chosen.make(), chosen.trend).fit(train)
    found = np.array(movielens.figures(model, train, test))
    assert found == pytest.approx((0.1531, 0.4922, 0.4283, 0.2333), abs=2e-4)
    assert (found >= AT_LEAST).all()
    assert (found - 2e-4 > np.max(list(movielens.PUBLISHED.values()), axis=0)).all()
