"""`taller check` asks all that `taller run` would refuse, and tells all of it at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from taller.workbench.engagement import preflight
from tests.own_files import Bench

HEAD = "client: Prueba\nlanguage: en\ncurrency: EUR\nseed: 7\n"
ORDERS = """\
data:
  source: files
  orders:
    path: {path}
    columns: {{transaction_id: o, user_id: c, event_timestamp: d, price: p}}
"""
FLAT = "data:\n  source: files\n  flat: {{path: {path}}}\nworkflow: [{notebook}]\n"


def _orders(path: Path, customers: int = 60) -> Path:
    rows = [f"O{i},C{i % customers},2026-0{1 + i % 6}-15,{10 + i % 7}.50" for i in range(240)]
    path.write_text("\n".join(["o,c,d,p", *rows]), encoding="utf-8")
    return path


def _flat(path: Path) -> Path:
    rows = [f"{i},{'yes' if i % 3 else 'no'},{i % 9},same,{i}-x" for i in range(300)]
    path.write_text("\n".join(["id,left,visits,alike,code", *rows]), encoding="utf-8")
    return path


def _checked(bench: Bench, text: str):
    bench.settings("x").write_text(HEAD + text, encoding="utf-8")
    return bench.check("x")


def test_sound_orders_are_sound_and_check_leaves_nothing(bench, tmp_path):
    """Neither a report nor the client's salt is made by a look at the data."""
    said = _checked(bench, ORDERS.format(path=_orders(tmp_path / "o.csv")))
    assert said.code == 0, said.text
    assert "CHECK" not in said.text.replace(
        "CHECK " + str(bench.settings("x")) + ": line", "", 1
    )  # that of a price without units
    assert not (bench.root / "reports").exists()
    assert not list(bench.home.rglob("*.key"))


def test_all_tables_that_cannot_be_used_are_told_at_once(bench, tmp_path):
    orders, items = tmp_path / "o.csv", tmp_path / "i.csv"
    orders.write_text("o,c,d,p\nA,B,soon,1\nC,D,later,2\n", encoding="utf-8")
    items.write_text("id,name\n,x\n,y\n", encoding="utf-8")
    more = f"  items: {{path: {items}, columns: {{item_id: id, item_name: name}}}}\n"
    said = _checked(bench, ORDERS.format(path=orders) + more)
    assert said.code == 2
    assert "o.csv: all 2 rows were rejected: 2 with a date that cannot be read" in said.text
    assert "i.csv: all 2 rows were rejected: 2 with no item" in said.text
    assert "kept" not in said.text  # of a look at the data nothing is


AS_OF = (
    "clustering: {as_of: 2025-12-01}\nregression: {as_of: 2025-12-01}\n"
    "recommendation: {as_of: 2025-12-01}\nclassification: {as_of: 2025-12-01}\n"
)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (AS_OF, ("clustering.as_of: as_of is", "regression.as_of", "recommendation.as_of",
                 "classification.as_of")),
        ("clustering: {as_of: 2031-01-01}\nclassification: {target: left}\n"
         "regression: {target: left}\n",
         ("clustering.as_of: .*nothing is known of the time between",
          "classification.target: names a column, but", "regression.target: names a column, but")),
        ("classification: {purpose: response}\n", ("classification.purpose: a response is",)),
    ],
)  # fmt: skip
def test_parameters_that_the_orders_cannot_bear(bench, tmp_path, more, told):
    """They stand on line 10 of the file and after, which follow the block of data."""
    said = _checked(bench, ORDERS.format(path=_orders(tmp_path / "o.csv")) + more)
    assert said.code == 2
    for number, each in enumerate(told, start=10):
        assert re.search(rf"line {number} +{each}", said.text), said.text


def test_a_shop_too_small_for_a_notebook_is_sound_and_told(bench, tmp_path):
    path = _orders(tmp_path / "o.csv", customers=20)
    said = _checked(bench, ORDERS.format(path=path))
    assert said.code == 0
    assert "clustering: segmenting needs at least 50 customers" in said.text


@pytest.mark.parametrize(
    ("knobs", "told"),
    [
        ("target: lef", "target: there is no column 'lef'; did you mean 'left'?"),
        ("target: alike", "target: every row says “same”"),
        ("target: visits", "target: it has 9 values"),
        ("target: left, positive: si", "target: no row says “si”"),
        ("target: left, slices: [zone]", "slices: there is no column 'zone'"),
        ("target: left, exclude: [zone]", "exclude: there is no column 'zone'"),
        ("target: left, worth: code", "worth: column 'code' holds no numbers"),
        ("target: left, time: code", "time: column 'code' holds neither dates nor numbers"),
    ],
)
def test_parameters_that_the_flat_table_cannot_bear(bench, tmp_path, knobs, told):
    flat = FLAT.format(path=_flat(tmp_path / "f.csv"), notebook="classification")
    said = _checked(bench, f"{flat}classification: {{purpose: response, {knobs}}}\n")
    assert said.code == 2
    assert f"classification.{told}" in said.text


def test_all_parameters_at_once_and_the_sound_ones_not(bench, tmp_path):
    flat = FLAT.format(path=_flat(tmp_path / "f.csv"), notebook="classification")
    knobs = "{purpose: response, target: left, subject: id, slices: [zone], worth: gone}"
    said = _checked(bench, f"{flat}classification: {knobs}\n")
    assert "2 faults" in said.text
    assert "'zone'" in said.text
    assert "'gone'" in said.text
    sound = "{purpose: response, target: left, subject: id, slices: [alike], worth: visits}"
    assert _checked(bench, f"{flat}classification: {sound}\n").code == 0


def test_an_amount_to_predict_must_be_one(bench, tmp_path):
    flat = FLAT.format(path=_flat(tmp_path / "f.csv"), notebook="regression")
    said = _checked(bench, f"{flat}regression: {{target: code}}\n")
    assert said.code == 2
    assert "regression.target: column 'code' must hold numbers" in said.text


def test_a_notebook_that_reads_orders_where_there_are_none(bench, tmp_path):
    flat = FLAT.format(path=_flat(tmp_path / "f.csv"), notebook="clustering")
    said = _checked(bench, flat)
    assert "clustering: there are no orders" in said.text


@pytest.mark.slow
def test_a_date_reaches_an_own_notebook_as_text(bench, shared_cases):
    """2026-01-31 in the engagement file is '2026-01-31' in the notebook."""
    case = shared_cases / "money" / "check_passes_date_parameter"
    shutil.copy(case / "own_dates.ipynb", bench.root / "notebooks" / "03_development")
    shutil.copy(case / "own_dates.yaml", bench.settings("own_dates"))
    assert bench.check("own_dates").code == 0
    assert bench.run("own_dates", "own_dates").code == 0
    page = (bench.folder() / "own_dates.ipynb").read_text(encoding="utf-8")
    assert "'2026-01-31'" in page


def test_what_no_notebook_can_be_given_is_named_with_its_line(bench, shared_cases):
    case = shared_cases / "money" / "check_passes_date_parameter"
    shutil.copy(case / "own_dates.ipynb", bench.root / "notebooks" / "03_development")
    text = (case / "own_dates.yaml").read_text(encoding="utf-8")
    bench.settings("own").write_text(text.replace("2026-01-31", ".inf"), encoding="utf-8")
    said = bench.check("own")
    assert said.code == 2
    assert "line 9  own_dates.since: must be a finite number" in said.text


def test_a_surprise_in_what_is_asked_is_one_remark(monkeypatch):
    """A traceback would hide whatever else is told of the file."""

    def faults(tables, params):
        raise ZeroDivisionError("division by zero\nmore")

    module = SimpleNamespace(faults=faults)
    monkeypatch.setattr(preflight.importlib, "import_module", lambda name: module)
    step = SimpleNamespace(module="taller.x", section=lambda **given: None)
    [(key, told)] = preflight._faults(step, None, {})
    assert key == ""
    assert told.startswith("could not be asked of this data (ZeroDivisionError: division by zero)")
