"""One row by LightGBM's way for one: the numbers of `Booster.predict`, from any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import lightgbm
import numpy as np
import pytest

from taller.development.template.one_row import predicted


@pytest.fixture(scope="module")
def booster() -> lightgbm.Booster:
    rng = np.random.default_rng(1)
    matrix = rng.normal(size=(400, 4))
    data = lightgbm.Dataset(matrix, (matrix[:, 0] > matrix[:, 1] ** 2).astype(float))
    options = {"objective": "binary", "verbosity": -1, "num_threads": 1, "min_data_in_leaf": 5}
    return lightgbm.train(options, data, 20)


@pytest.mark.parametrize("raw", [False, True])
def test_one_row_is_what_it_is_in_a_table(booster: lightgbm.Booster, raw: bool):
    """Gaps and infinities included, to the last digit."""
    rows = np.random.default_rng(2).normal(size=(50, 4))
    rows[::7, 1], rows[::5, 2], rows[3, 0] = np.nan, 0.0, np.inf
    alone = [predicted(booster, rows[i : i + 1], raw=raw)[0] for i in range(50)]
    assert alone == booster.predict(rows, raw_score=raw, num_threads=1).tolist()


def test_many_threads_may_ask_at_once(booster: lightgbm.Booster):
    rows = np.random.default_rng(3).normal(size=(400, 4))
    with ThreadPoolExecutor(8) as pool:
        alone = list(pool.map(lambda i: predicted(booster, rows[i : i + 1])[0], range(400)))
    assert alone == predicted(booster, rows).tolist()


def test_a_row_of_another_width_is_refused(booster: lightgbm.Booster):
    with pytest.raises(ValueError, match="one row of 4 columns"):
        predicted(booster, np.zeros((1, 5)))
    with pytest.raises(lightgbm.basic.LightGBMError, match="number of features"):
        predicted(booster, np.zeros((2, 5)))


def test_a_row_that_is_no_float_or_is_not_in_one_piece_is_taken(booster: lightgbm.Booster):
    wide = np.arange(8, dtype="float32").reshape(1, 8)
    assert predicted(booster, wide[:, ::2]) == booster.predict(wide[:, ::2].astype(float))
