"""Saving: a contract that names every fault, a profile that adds up, a card that is no markup."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.development.template import saving
from taller.errors import DataError
from taller.phase import Estimate

FRAME = pd.DataFrame(
    {"n": [1.0, 2.0, np.nan, np.inf], "t": ["a", "b", None, "a"],
     "d": pd.to_datetime(["2026-01-01", "2026-03-01", None, "2026-02-01"])}
)  # fmt: skip


def test_the_contract_says_what_was_seen():
    columns = saving.contract(FRAME)["columns"]
    assert columns["n"] == {"kind": "number", "low": 1.0, "high": 2.0, "missing": 0.25}
    assert columns["t"] == {"kind": "text", "levels": ["a", "b"], "missing": 0.25}
    assert columns["d"]["low"].startswith("2026-01-01")


def test_every_fault_is_named_at_once():
    agreed = saving.contract(FRAME)
    with pytest.raises(DataError) as told:
        saving.conform(pd.DataFrame({"n": ["1", "two"]}), agreed)
    assert len(told.value.faults) == 3
    assert "two" in str(told.value)


def test_columns_come_in_order_and_numbers_as_text_are_read():
    agreed = saving.contract(FRAME)
    given = pd.DataFrame({"more": [1], "t": ["z"], "d": ["2026-05-01"], "n": ["7.5"]})
    made = saving.conform(given, agreed)
    assert list(made.columns) == ["n", "t", "d"]
    assert made["n"].tolist() == [7.5]


def test_the_profile_adds_up():
    frame = pd.DataFrame({"n": np.arange(100.0), "t": ["a"] * 60 + ["b"] * 40})
    found = saving.profile(frame, np.linspace(0, 1, 100))
    assert found["rows"] == 100
    assert sum(found["columns"]["n"]["shares"]) == pytest.approx(1)
    assert len(found["columns"]["n"]["shares"]) == len(found["columns"]["n"]["edges"]) + 1
    assert found["columns"]["n"]["shares"][0] == pytest.approx(0.1, abs=0.011)
    assert found["columns"]["t"]["levels"] == {"a": 0.6, "b": 0.4}
    json.dumps(found, allow_nan=False)


def test_the_card_is_text_never_markup(tmp_path):
    estimate = Estimate(value=0.8, low=0.7, high=0.9, unit="index", n=9, method="m")
    card = saving.Card(
        title="<script>x</script>", purpose="p", limits=("<b>",),
        metrics=(saving.Metric(name="AUROC", estimate=estimate),), details={"k": "<i>"},
    )  # fmt: skip
    with language.speaking("es"):
        saving.write_card(tmp_path, card)
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "0,80" in page
    assert 'lang="es"' in page
    assert saving.Card.model_validate(saving.read_json(tmp_path / "card.json")) == card


def test_a_broken_file_is_told_of(tmp_path):
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="saved model"):
        saving.read_json(tmp_path / "x.json")
