"""Amounts of a flat table: what is refused, which model is chosen, intervals that hold."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest

from taller.development.regression.evaluation.test import assess, is_better, measures
from taller.development.regression.features import customers as data
from taller.development.regression.model import flat, training
from taller.development.regression.model import flat_models as models
from taller.development.regression.model.flat import Conformal
from taller.development.regression.params import Params
from taller.development.template import comparison
from taller.errors import AnalysisError, DataError
from tests.development import regression_cases as cases
from tests.development.regression_cases import Tables


def of(frame, **params):
    p = Params(target="spend", subject="id", **params)
    gathered = data.gather(Tables(flat=ibis.memtable(frame)), p)
    return assess(training.train(gathered, 3), 3)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["12", "x", "y"], r"'spend' must hold numbers.*got 'x' and 1 more"),
        ([None, None, None], "'spend' has no amount in any row"),
        ([5.0, 5.0, None], "'spend' is 5.00 in every row: there is nothing to predict"),
    ],
)
def test_a_target_that_is_no_amount_is_refused(values, told):
    with pytest.raises(DataError, match=told):
        flat.amount(pd.Series(values), "spend")


def test_rows_without_an_amount_are_left_out_and_said():
    values = pd.Series([1.0, np.nan, np.inf, -4.0, 2.0])
    found, notes = flat.amount(values, "spend")
    assert found[[0, 3, 4]].tolist() == [1, -4, 2]
    assert np.isnan(found[[1, 2]]).all()
    assert [note[:2] for note in notes] == ["1 ", "1 ", "1 "]
    assert "infinite" in notes[1]
    assert "below 0" in notes[2]


def test_one_row_is_too_few():
    frame = cases.flat(1)
    with pytest.raises(AnalysisError, match="rows: 1; learning"):
        of(frame)


def test_skewed_amounts_are_told_by_what_their_shape_asks_for():
    found = of(cases.flat(1000))
    assert found.better
    assert found.used == found.chosen != "mean"
    explained = found.score("explained").estimate
    assert explained.low > 0.2
    assert set(found.predicted) >= {"mean", "linear_log", "lightgbm_tweedie"}
    assert found.covered.low < 0.95 < found.covered.high + 0.03
    assert (found.low >= 0).all()


def test_without_a_signal_the_mean_stands():
    found = of(cases.flat(400, signal=0.0))
    assert not found.better
    assert found.used == "mean"


def test_nearer_than_a_spoiled_mean_is_no_signal():
    """One huge amount learned from makes the mean 100; saying 10 of 0 to 9 is nearer, and blind."""
    actual = np.arange(60) % 10.0
    said = {"mean": np.full(60, 100.0), "ten": np.full(60, 10.0), "near": actual + 0.5}
    rng = np.random.default_rng(1)
    scores = comparison.compare(actual, said, measures(flat=True), rng, baseline="mean")
    explained = {s.model: s for s in scores if s.measure == "explained"}
    assert explained["ten"].better
    assert explained["ten"].estimate.value == pytest.approx(1 - 38.5 / 8.25)
    assert not is_better(scores, "ten", "mean")
    assert is_better(scores, "near", "mean")


def test_amounts_below_zero_get_no_logarithm():
    frame = cases.flat(200)
    frame["spend"] -= 5
    assert set(of(frame).predicted) == {"mean", "linear", "lightgbm"}


def test_infinite_and_empty_columns_and_repeated_subjects_are_told():
    frame = cases.flat(300)
    frame["nothing"] = np.nan
    frame.loc[5, "noise"] = np.inf
    frame["id"] = (np.arange(300) // 2).astype(str)
    p = Params(target="spend", subject="id")
    gathered = data.gather(Tables(flat=ibis.memtable(frame)), p)
    assert any("150 rows are about a subject" in note for note in gathered.notes)
    found = training.train(gathered, 3).flat
    assert {f.code for f in found.findings} >= {"empty", "infinite"}
    assert found.split.how == "group"


def test_an_interval_is_the_rank_that_conformal_prediction_asks_for():
    """19 misses: the 95% interval takes the 19th, as (19 + 1) * .95 = 19; 39 take the 38th."""
    nineteen = np.arange(1, 20, dtype=float)
    assert Conformal.fit(np.zeros(19), nineteen).widths == (19.0,)
    thirty_nine = np.arange(1, 40, dtype=float)
    assert Conformal.fit(np.zeros(39), thirty_nine).widths == (38.0,)
    low, high = Conformal((), (3.0,), 0.0).around(np.array([1.0, 5.0]))
    assert low.tolist() == [0, 2]
    assert high.tolist() == [4, 8]


def test_a_logarithm_is_brought_back_with_its_total():
    frame = cases.flat(300)
    columns, target = frame[["size", "kind", "noise"]], frame["spend"].to_numpy()
    for model in (models.Linear("linear_log"), models.Boosted(1, "lightgbm_log")):
        total = model.fit(columns, target).predict(columns).sum()
        assert total == pytest.approx(target.sum(), rel=0.05)


@pytest.mark.parametrize("kind", list(models.makers(np.ones(1), 1, {})))
def test_a_model_read_back_is_the_same(kind):
    frame = cases.flat(200)
    columns, target = frame[["size", "kind", "noise"]], frame["spend"].to_numpy()
    model = models.makers(target, 1, {})[kind]().fit(columns, target)
    plain, text = model.dumps()
    again = models.loads(plain, text)
    assert again.predict(columns) == pytest.approx(model.predict(columns), rel=1e-12)


def test_tuning_keeps_the_defaults_unless_others_are_better():
    p = Params(target="spend", subject="id", tuning_trials=3)
    gathered = data.gather(Tables(flat=ibis.memtable(cases.flat(150))), p)
    tuned = training.train(gathered, 3).flat.tuned
    assert tuned.trials == 3
    assert tuned.value >= tuned.first
