"""Learners: what they find where effects are known, and what their scores may not know."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.errors import DataError
from taller.measurement.uplift import (
    LEARNERS,
    estimated_propensity,
    fit_uplift,
    qini,
    train_uplift,
)
from taller.measurement.uplift.ranked import pair


def trial(n=3000, seed=3):
    """Women gain 1 by mail, men 1 by call; each is worth nothing to the other."""
    rng = np.random.default_rng(seed)
    features = pd.DataFrame({"sex": rng.choice(["f", "m"], n), "age": rng.normal(size=n)})
    arm = rng.choice(["none", "mail", "call"], n)
    moved = ((features["sex"] == "f") & (arm == "mail")) | (
        (features["sex"] == "m") & (arm == "call")
    )
    return features, arm, features["age"] + moved + rng.normal(size=n)


@pytest.mark.parametrize("learner", LEARNERS)
def test_every_learner_finds_whom_each_treatment_moves(learner):
    features, arm, outcome = trial()
    scores = fit_uplift(features, arm, outcome, control="none", learner=learner, seed=1)
    assert list(scores) == ["call", "mail"]
    mean = scores.groupby(features["sex"]).mean()
    assert mean.loc["f", "mail"] - mean.loc["m", "mail"] > 0.4
    assert mean.loc["m", "call"] - mean.loc["f", "call"] > 0.4
    one = pair(scores, arm, outcome, treatment="mail", control="none")
    assert qini(*one).low > 0.05  # 1/8 where each is told apart: half the customers gain 1


def test_the_first_block_is_not_scored_and_the_others_share_a_mean():
    features, arm, outcome = trial(600)
    scores = fit_uplift(features, arm, outcome, control="none", blocks=(0.5, 0.25, 0.25))
    assert scores.isna().all(axis=1).mean() == pytest.approx(0.5, abs=0.01)
    assert scores.index.equals(features.index)


def test_a_score_does_not_know_its_own_outcome():
    """A row's outcome changed, its own block's scores stay as they were."""
    features, arm, outcome = trial(600)
    before = fit_uplift(features, arm, outcome, control="none", seed=2)
    for row in np.flatnonzero(before["mail"].notna())[:3]:
        other = outcome.copy()
        other.iloc[row] += 1000
        after = fit_uplift(features, arm, other, control="none", seed=2)
        assert after.iloc[row].tolist() == before.iloc[row].tolist()


def test_the_same_seed_gives_the_same_scores():
    data = trial(600)
    one, two = (fit_uplift(*data, control="none", seed=4) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_a_model_of_all_rows_scores_others_and_texts_it_never_saw():
    features, arm, outcome = trial()
    model = train_uplift(features, arm, outcome, control="none", learner="t")
    found = model.predict(pd.DataFrame({"sex": ["f", "m", "x"], "age": [0.0, 0.0, np.nan]}))
    assert found.shape == (3, 2)
    assert found["mail"][0] > found["mail"][1]


def test_where_no_lot_was_drawn_propensities_are_found():
    rng = np.random.default_rng(8)
    features = pd.DataFrame({"age": rng.uniform(-1, 1, 4000)})
    chance = np.where(features["age"] > 0, 0.8, 0.2)
    arm = np.where(rng.uniform(size=4000) < chance, "mail", "none")
    found = estimated_propensity(features, arm, seed=1)
    assert found.sum(axis=1).to_numpy() == pytest.approx(1)
    assert np.abs(found["mail"] - chance).mean() < 0.05
    outcome = 2 * features["age"] + rng.normal(size=4000)
    scores = fit_uplift(features, arm, outcome, control="none", propensity=found, learner="dr")
    assert abs(scores["mail"].mean()) < 0.2  # the plain difference of means is 1.2


def test_faults_are_told():
    features, arm, outcome = trial(100)
    with pytest.raises(DataError, match="needs 'nobody' and a treatment"):
        fit_uplift(features, arm, outcome, control="nobody")
    with pytest.raises(DataError, match="features, arm and outcome: need one row each"):
        fit_uplift(features, arm[1:], outcome, control="none")
    with pytest.raises(DataError, match="needs 10 rows in each of 4 blocks"):
        fit_uplift(features, arm, outcome, control="none")
    with pytest.raises(DataError, match="learner: is one of s, t, x, dr"):
        train_uplift(features, arm, outcome, control="none", learner="q")
