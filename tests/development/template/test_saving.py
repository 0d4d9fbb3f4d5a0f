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


def kept(folder, simulated=False, **more):
    """What a template keeps, in a folder of a run."""
    held = {
        "lists": {"list.csv": [pd.DataFrame({"user_id": ["=1", "2"]})]},
        "model": {"model.json": {"weight": 0.5}, "model.txt": "tree"},
        "contract": {"columns": {}}, "profile": {"rows": 0},
        "card": saving.Card(title="t", purpose="p", data=("d",), details={"k": "v"}),
        "same": lambda folder: saving.read_json(folder / "model.json") == {"weight": 0.5},
        "labels": {"model.json": "M", "model.txt": "T", "list.csv": "L", "contract.json": "C",
                   "profile.json": "P"},
        "libraries": ("NumPy",),
    }  # fmt: skip
    return saving.keep(
        saving.Contents(**held | more), folder, folder.parent, seed=11, simulated=simulated
    )


def test_all_is_written_told_of_and_read_back(tmp_path):
    """Lists come first, then the card, then what programs read; formulas are none."""
    with language.speaking("en"):
        found = kept(tmp_path / "a")
    names = "list.csv card.html card.json model.json model.txt contract.json profile.json"
    assert [a.path for a in found.artifacts] == [f"a/{name}" for name in names.split()]
    assert [a.label[:10] for a in found.artifacts] == ["L", *["Model card"] * 2, *"MTCP"]
    assert found.same
    assert "'=1" in (tmp_path / "a" / "list.csv").read_text()
    assert (tmp_path / "a" / "model.txt").read_text() == "tree"
    assert saving.read_json(tmp_path / "a" / "contract.json") == {"columns": {}}


def test_what_is_read_back_otherwise_is_not_the_same(tmp_path):
    assert not kept(tmp_path / "a", model={"model.json": {"weight": 0.6}}).same


def test_of_a_model_and_a_list_kept_before_nothing_is_left(tmp_path):
    kept(tmp_path / "a")
    found = kept(tmp_path / "a", lists={"list.csv": None},
                 model={"model.json": {"weight": 0.5}, "model.txt": None})  # fmt: skip
    assert "a/list.csv" not in {artifact.path for artifact in found.artifacts}
    assert not (tmp_path / "a" / "list.csv").exists()
    assert not (tmp_path / "a" / "model.txt").exists()


@pytest.mark.parametrize("simulated", [False, True])
def test_the_card_says_what_is_told_of_every_model(tmp_path, simulated):
    with language.speaking("en"):
        kept(tmp_path / "a", simulated)
    card = saving.Card.model_validate(saving.read_json(tmp_path / "a" / "card.json"))
    assert card.data == ("d", "The data is simulated.")[: 1 + simulated]
    assert list(card.details) == ["k", "Seed", "Python", "NumPy"]
    assert (card.details["Seed"], card.details["NumPy"]) == ("11", np.__version__)


def test_the_card_is_text_never_markup(tmp_path):
    estimate = Estimate(value=0.8, low=0.7, high=0.9, unit="index", n=9, method="m")
    card = saving.Card(
        title="<script>x</script>", purpose="p", limits=("<b>",),
        metrics=(saving.Metric(name="AUROC", estimate=estimate),), details={"k": "<i>"},
    )  # fmt: skip
    with language.speaking("es"):
        kept(tmp_path / "a", card=card)
    page = (tmp_path / "a" / "card.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "0,80" in page
    assert 'lang="es"' in page


def test_a_broken_file_is_told_of(tmp_path):
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="saved model"):
        saving.read_json(tmp_path / "x.json")


def test_whatever_an_engine_raises_over_a_model_is_one_message_that_names_the_file(tmp_path):
    import zipfile

    (tmp_path / "model.npz").write_bytes(b"PK\x03\x04 cut off")
    with (
        language.speaking("en"),
        pytest.raises(DataError, match=r"model.npz: is no saved model of this kind"),
        saving.reading(tmp_path / "model.npz"),
    ):
        zipfile.ZipFile(tmp_path / "model.npz")
