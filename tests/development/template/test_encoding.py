"""Encoding: learned from the training part, unseen and missing told apart, JSON and back."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from taller.development.template.encoding import Encoder, centred, dense

TRAIN = pd.DataFrame(
    {
        "n": [1.0, np.inf, None, 4.0] * 5,
        "t": ["a", "b", "a", None] * 5,
        "d": pd.to_datetime(["2026-01-01", "2026-01-02", None, "2026-01-04"] * 5),
        "b": [True, False] * 10,
    }
)


def test_numbers_times_and_texts():
    made = Encoder().fit(TRAIN)
    matrix = made.transform(TRAIN)
    assert made.sources_ == ["n", "t", "t", "t", "t", "d", "b"]
    assert np.isnan(matrix[[1, 2], 0]).all()
    assert matrix[:4, 1:5].tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert matrix[3, 5] - matrix[0, 5] == 3
    assert matrix[:2, 6].tolist() == [1, 0]


def test_a_value_seen_only_later_is_other():
    later = pd.DataFrame({"n": [0.0], "t": ["new"], "d": [pd.Timestamp("2027-01-01")], "b": [True]})
    assert Encoder().fit(TRAIN).transform(later)[0, 1:5].tolist() == [0, 0, 1, 0]


def test_levels_are_the_commonest_and_rare_ones_are_other():
    frame = pd.DataFrame({"t": ["x"] * 50 + ["y"] * 40 + [f"r{i}" for i in range(10)]})
    assert Encoder().fit(frame).columns_["t"]["levels"] == ["x", "y"]
    assert Encoder(most_levels=1).fit(frame).columns_["t"]["levels"] == ["x"]


def test_json_and_back_encodes_the_same():
    made = Encoder().fit(TRAIN)
    again = Encoder.from_json(json.loads(json.dumps(made.to_json())))
    np.testing.assert_array_equal(made.transform(TRAIN), again.transform(TRAIN))


def test_dense_is_on_one_scale_with_missing_at_the_centre():
    matrix = np.array([[1.0, 5.0], [np.nan, 5.0], [1e6, 5.0], [-10.0, 5.0]])
    found = dense(matrix, *centred(matrix))
    assert abs(found[[0, 2, 3], 0].mean()) < 1e-12
    assert found[1, 0] == 0
    assert (found[:, 1] == 0).all()
