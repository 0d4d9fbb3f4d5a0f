"""The contract: what a caller relies on, what is outside of it, and what changed for a caller."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.scoring import Column, Contract
from tests.deployment import kept

OLD = Contract("probability", (
    Column("spend", "number", 0.0, 100.0), Column("channel", "text", levels=("web", "mail")),
    Column("since", "time", "2024-01-01", "2026-01-01"),
))  # fmt: skip


def test_the_same_columns_of_other_ranges_are_the_same_contract():
    """A model learned anew next month has seen other values; its callers need no change."""
    wider = replace(OLD, columns=(Column("spend", "number", -5.0, 900.0), *OLD.columns[:0:-1]))
    assert wider.digest == OLD.digest
    assert scoring.differences(OLD, wider) == []


@pytest.mark.parametrize(
    ("columns", "told"),
    [(OLD.columns[1:], ["no longer takes spend"]),
     ((*OLD.columns, Column("age", "number")), ["takes age, which it did not"]),
     ((Column("spend", "text"), *OLD.columns[1:]), ["takes spend as text, not as number"])],
)  # fmt: skip
def test_what_a_caller_would_have_to_change_is_said(columns, told):
    new = Contract("probability", columns)
    assert scoring.differences(OLD, new) == told
    assert new.digest != OLD.digest


def test_another_kind_of_answer_is_another_contract():
    assert scoring.differences(OLD, Contract("value", OLD.columns)) == [
        "gives value, not probability"
    ]
    assert Contract("value", OLD.columns).digest != OLD.digest


@pytest.mark.parametrize(
    ("column", "value", "outside"),
    [(0, 0.0, False), (0, 100, False), (0, 100.1, True), (0, None, False), (0, float("nan"), False),
     (1, "web", False), (1, "Web", True), (1, None, False), (2, "1990-01-01", False)],
)  # fmt: skip
def test_a_value_is_outside_where_none_like_it_was_seen(column, value, outside):
    assert OLD.columns[column].outside(value) is outside


def test_of_a_hundred_levels_there_may_be_others():
    levels = tuple(f"l{n}" for n in range(100))
    assert not Column("city", "text", levels=levels).outside("l100")
    assert Column("city", "text", levels=levels[:99]).outside("l100")


def test_many_threads_get_the_answers_that_one_gets(tmp_path):
    kept.classifier(tmp_path / "c")
    kept.recommender(tmp_path / "r", "als")
    rows = kept.frame(64, seed=8).astype(object)
    rows = rows.where(rows.notna(), None).to_dict("records")
    one, items = scoring.load(tmp_path / "c"), scoring.load(tmp_path / "r", salt=kept.SALT)
    ready = threading.Barrier(8)

    def ask(row):
        return one.score([row]), items.recommend(user=f"u{row['orders']}").items

    def many(_thread):
        ready.wait()
        return [ask(row) for row in rows]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(many, range(8)))
    assert all(each == [ask(row) for row in rows] for each in found)
