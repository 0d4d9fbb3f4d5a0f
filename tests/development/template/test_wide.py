"""Wide tables: trees see what tells most, weights come by way of the fewer of the two."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.classification.model import models as classification_model
from taller.development.regression.model import flat_models as regression_flat_models
from taller.development.template import trees
from taller.development.template.encoding import Encoder
from taller.measurement import discrimination

DRAW = np.random.default_rng(13)


def test_a_tree_of_a_wide_table_draws_its_columns_once():
    """Up to 200 columns nothing changes; then a tree draws 200 of those seen, or a fifth."""
    given = {"feature_fraction_bynode": 0.5, "rounds": 300}
    assert trees.of_width(given, 200, 1_000) == given
    found = [
        trees.of_width(given, k, rows)["feature_fraction"]
        for k, rows in ((1_000, 1_000), (300, 20_000), (800, 20_000), (5_000, 20_000))
    ]
    assert found == [0.5, 0.5, 0.25, 0.2]


def test_trees_see_the_columns_that_tell_most_by_a_line_a_bend_or_a_rare_mark():
    """Up to 200 columns, or with ten rows for each, they see all."""
    matrix = DRAW.normal(size=(1_000, 300))
    matrix[:, 11] = DRAW.random(1_000) < 0.03
    matrix[::5, 7] = np.nan
    target = np.nan_to_num(matrix[:, 7]) + matrix[:, 9] ** 2 + 3 * matrix[:, 11]
    seen = trees.seen(matrix, target + DRAW.normal(size=1_000))
    told = (seen != 0).any(axis=0)
    assert told.sum() == 200
    assert told[[7, 9, 11]].all()
    assert np.array_equal(seen[:, told], matrix[:, told], equal_nan=True)
    settings = {"rounds": 20, "num_leaves": 8, "min_data_in_leaf": 20, "max_bin": 32,
                "feature_fraction_bynode": 0.5}  # fmt: skip
    found = trees.grown(matrix, target, settings, objective="regression", seed=1)
    assert not (found.feature_importance()[~trees.seen(matrix, target).any(axis=0)] > 0).any()
    alone = trees._telling(matrix, target)
    assert sorted(np.argsort(-alone)[:3].tolist()) == [7, 9, 11]
    few, long = matrix[:, :200], np.zeros((3_000, 300))
    assert trees.seen(few, target) is few
    assert trees.seen(long, np.zeros(3_000)) is long


def test_the_page_says_where_trees_do_not_see_every_column():
    assert trees.in_words(200, 1_000) == ""
    assert trees.in_words(300, 3_000) == ""
    assert "1,000 columns" in trees.in_words(1_000, 1_600)
    assert "at most 200" in trees.in_words(1_000, 1_600)


def test_columns_are_chosen_by_the_rows_learned_from_alone():
    """Of 600 columns of noise the best look good to who chose them, and say nothing of others."""
    frame = pd.DataFrame(DRAW.normal(size=(600, 600))).rename(columns=str)
    target = (DRAW.random(600) < 0.5).astype(float)
    model = classification_model.Boosted(1, {"rounds": 40}).fit(frame[:400], target[:400])
    own, other = (
        discrimination.auroc(target[part], model.predict(frame[part]))(np.ones((1, n)))[0]
        for part, n in ((slice(400), 400), (slice(400, 600), 200))
    )
    assert own > 0.75
    assert abs(other - 0.5) < 0.12  # three standard errors


def test_a_column_of_numbers_is_encoded_the_same_beside_others_and_alone():
    frame = pd.DataFrame({
        "whole": [1, 2, 3], "half": [0.5, np.nan, -np.inf], "yes": [True, False, True],
        "text": pd.array(["a", None, "a"], dtype="str"),
        "day": pd.to_datetime(["1970-01-02", None, "1970-01-04"]),
    })  # fmt: skip
    together = Encoder().fit(frame).transform(frame)
    alone = [Encoder().fit(frame[[name]]).transform(frame[[name]]) for name in frame.columns]
    assert np.array_equal(together, np.column_stack(alone), equal_nan=True)
    assert together[:, :3].tolist()[0] == [1.0, 0.5, 1.0]
    assert np.isnan(together[1:, 1]).all()
    assert together[0, -1] == 1.0


def test_both_ways_of_fitting_a_logistic_regression_agree(monkeypatch):
    """Newton's steps for few columns, another way to the same minimum for many."""
    frame = pd.DataFrame(DRAW.normal(size=(300, 8)), columns=list("abcdefgh"))
    target = (DRAW.random(300) < 1 / (1 + np.exp(-frame["a"]))).astype(float).to_numpy()
    few = classification_model.Logistic().fit(frame, target)
    monkeypatch.setattr(trees, "MANY", 4)
    many = classification_model.Logistic().fit(frame, target)
    assert many.weights_ == pytest.approx(few.weights_, abs=1e-4)


def test_contributions_of_indicators_are_summed_by_column():
    each = np.array([[1.0, 2.0, 4.0, 8.0]])
    summed = classification_model._by_source(each, ["a", "t", "t", "b"], pd.RangeIndex(1))
    assert summed.to_dict("records") == [{"a": 1.0, "t": 6.0, "b": 8.0}]


def test_more_columns_than_rows_have_the_weights_of_the_same_equation():
    z, y = DRAW.normal(size=(20, 50)), DRAW.normal(size=20)
    weights = regression_flat_models._ridge(z, y)
    assert z.T @ (z @ weights - y) + weights == pytest.approx(np.zeros(50), abs=1e-9)
