"""Rows: the answer is the model's own to the last digit, and what is wrong is told at once."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.deployment.deployment.model import scoring
from taller.errors import AnalysisError, DataError
from tests.deployment import kept

NUMBERS = st.none() | st.floats(allow_nan=True, allow_infinity=True, width=64)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "spend": NUMBERS,
            "orders": st.integers(-(2**53), 2**53),
            "channel": st.none() | st.sampled_from(["mail", "web", "=shop", "new", ""]),
            "since": st.none() | st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1)),
            "accepts": st.booleans(),
        }
    ),
    min_size=1,
    max_size=5,
)


def as_frame(rows: list[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["spend", "orders", "channel", "since", "accepts"])
    frame["spend"] = pd.to_numeric(frame["spend"]).astype("float64")
    frame["channel"] = frame["channel"].astype(object)
    frame["since"] = pd.to_datetime(frame["since"]).astype("datetime64[us]")
    return frame


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Each kind of model of a flat table, and how it was kept."""
    held = {}
    for made, kinds in ((kept.classifier, kept.CLASSIFIERS), (kept.amount, kept.AMOUNTS)):
        for kind in kinds:
            folder = tmp_path_factory.mktemp("model")
            held[made.__name__, kind] = made(folder, kind), scoring.load(folder)
    return held


@given(rows=ROWS)
@settings(deadline=None, max_examples=60)
def test_every_model_of_a_table_answers_a_row_as_it_answers_a_frame(models, rows):
    frame = as_frame(rows)
    for name, (model, scorer) in models.items():
        assert scorer.score(rows) == model.predict(frame).tolist(), name


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), None])
def test_a_number_that_is_none_counts_as_missing(models, value):
    frame = kept.frame(3, seed=6).assign(spend=value).astype({"spend": "float64"})
    rows = frame.assign(channel=None).astype(object).to_dict("records")
    frame["channel"] = pd.Series([None] * 3, dtype=object)
    table = pa.Table.from_pandas(frame.astype({"channel": "string"}))
    for name, (model, scorer) in models.items():
        assert scorer.score(rows) == model.predict(frame).tolist(), name
        found = pa.Table.from_batches(scorer.batch(table.to_batches()))[scorer.kind]
        assert found.to_pylist() == model.predict(frame).tolist(), name


def test_a_table_is_answered_as_a_frame_is(models):
    frame = kept.frame(400, seed=9)
    table = pa.Table.from_pandas(frame.assign(user_id=[f"u{n}" for n in range(400)]))
    for (_made, kind), (model, scorer) in models.items():
        blocks = list(scorer.batch(table.to_batches(max_chunksize=130)))
        found = pa.Table.from_batches(blocks)
        parts = [model.predict(frame.iloc[at : at + 130]) for at in range(0, 400, 130)]
        assert found[scorer.kind].to_pylist() == np.concatenate(parts).tolist(), kind
        assert [n for n in found.column_names if n not in frame] == ["user_id", scorer.kind]


def test_reasons_are_what_the_model_says_each_column_adds(models):
    frame = kept.frame(5, seed=4)
    row = frame.astype(object).where(frame.notna(), None).to_dict("records")[2]
    for kind in kept.CLASSIFIERS:
        model, scorer = models["classifier", kind]
        told = {reason.column: reason.adds for reason in scorer.explain(row)}
        theirs = model.contributions(frame.iloc[2:3]).iloc[0].to_dict()
        assert told == pytest.approx(theirs, abs=1e-12)
        first = scorer.explain(row, most=1)
        assert abs(first[0].adds) == max(map(abs, told.values()))
        assert first[0].value == row[first[0].column]


def test_reasons_of_a_straight_line_add_up_to_the_amount(models):
    """The level and what each column adds is the amount."""
    model, scorer = models["amount", "linear"]
    row = kept.frame(1, seed=3).astype(object).to_dict("records")[0]
    added = sum(reason.adds for reason in scorer.explain(row))
    assert scorer.score([row])[0] == pytest.approx(model.level_ + added)
    assert models["amount", "mean"][1].explain({}) == []
    assert not models["amount", "mean"][1].explains


@pytest.fixture(scope="module", params=kept.LIFETIMES)
def valued(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    return *kept.lifetime(folder, request.param), scoring.load(folder)


def test_a_customers_value_is_that_of_the_run(valued):
    """Of .4 of net sales, over 365.25 days at the discount that the run was set to."""
    from taller.development.regression.artifacts import known, taken

    model, customers, scorer = valued
    rows = known(customers, taken(model)).astype(object).to_dict("records")
    found = model.predict(customers, 365.25, 0.0003) * 0.4
    assert scorer.kind == "value"
    assert scorer.score(rows) == found.tolist()
    # Alone, a sum over 48 points goes another way through the processor.
    assert [scorer.score([row])[0] for row in rows[:20]] == pytest.approx(found[:20], rel=1e-12)


def test_a_history_that_cannot_be_is_told(tmp_path):
    kept.lifetime(tmp_path, "bg_nbd")
    scorer = scoring.load(tmp_path)
    row = scorer.example() | {"frequency": 2, "recency": 90, "age": 30}
    with pytest.raises(DataError, match=r"the rows to score: .*recency"):
        scorer.score([row])


@pytest.mark.parametrize("model", ["naive", "blend"])
def test_what_a_model_cannot_do_without_is_asked_for(tmp_path, model):
    """A contract lets any column be empty; past spend that is not known cannot be carried on."""
    kept.lifetime(tmp_path, model)
    scorer = scoring.load(tmp_path)
    row = scorer.example()
    told = "the rows to score: row 2, recent: must be given: this model tells nothing without it"
    with pytest.raises(DataError, match=told):
        scorer.score([row, row | {"recent": None}])


def test_all_that_is_wrong_with_rows_is_told_at_once(models):
    scorer = models["classifier", "blend"][1]
    good = {"spend": 1, "orders": 2, "channel": "web", "since": "2026-01-01", "accepts": True}
    bad = {"spend": "12", "channel": "web", "since": "yesterday", "accepts": None}
    with pytest.raises(DataError) as told:
        scorer.score([good, bad])
    assert [fault.where for fault in told.value.faults] == [
        "row 2, spend", "row 2, orders", "row 2, since",
    ]  # fmt: skip
    assert "must be a number; got 12" in str(told.value)
    assert "must be a date or a time, such as 2026-03-01; got yesterday" in str(told.value)


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [("orders", ["1", "x"], "orders: must be a number; got .*x"),
     ("since", [1, 2], "since: must be a date or a time, such as 2026-03-01; got int64"),
     ("orders", None, "orders: is missing; name it")],
)  # fmt: skip
def test_a_table_with_other_columns_is_told(models, column, values, told):
    table = pa.Table.from_pandas(kept.frame(2))
    at = table.schema.get_field_index(column)
    table = table.remove_column(at)
    if values is not None:
        table = table.append_column(column, [values])
    with pytest.raises(DataError, match=f"the table to score: {told}"):
        list(models["classifier", "blend"][1].batch(table.to_batches()))


def test_text_that_says_numbers_and_dates_is_taken_from_a_table(models):
    """As a CSV without types has them."""
    frame = kept.frame(6, seed=2)
    typed = pa.Table.from_pandas(frame)
    texts = typed.set_column(1, "orders", typed["orders"].cast(pa.string()))
    texts = texts.set_column(3, "since", typed["since"].cast(pa.string()))
    scorer = models["classifier", "lightgbm"][1]
    both = [pa.Table.from_batches(scorer.batch(t.to_batches())) for t in (typed, texts)]
    assert both[0]["probability"] == both[1]["probability"]


def test_a_moment_with_a_zone_is_taken_in_utc(models):
    scorer = models["classifier", "blend"][1]
    row = {"spend": 1.0, "orders": 2, "channel": "web", "accepts": 1}
    local = dt.datetime(2026, 3, 1, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    told = [scorer.score([{**row, "since": s}]) for s in (local, "2026-02-28T23:30:00Z")]
    assert told[0] == told[1] == scorer.score([{**row, "since": dt.datetime(2026, 2, 28, 23, 30)}])


def test_a_model_that_gives_no_number_is_told(models, monkeypatch):
    from dataclasses import replace

    scorer = models["classifier", "blend"][1]
    broken = replace(scorer.predicting, of=lambda matrix: np.array([0.5, math.nan]))
    with pytest.raises(AnalysisError, match="no number for row 2"):
        replace(scorer, predicting=broken).score([scorer.example()] * 2)


def test_no_row_gives_no_score(models):
    assert models["classifier", "blend"][1].score([]) == []


def test_a_model_of_rows_suggests_nothing(models):
    with pytest.raises(AnalysisError, match="gives a probability, and suggests no items"):
        models["classifier", "blend"][1].recommend(["i01"])
