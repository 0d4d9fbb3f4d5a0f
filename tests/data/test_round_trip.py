"""Every messy export comes back as the same tables, or is refused with file and line.

All 200 are tested (`make bench` does it as well). Those few that hold each shape, fault, container,
encoding, delimiter and way of writing dates and numbers are measured too: totals and quality.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from taller.data.snapshot import assembly
from tests import messy
from tests.data import round_trips

FEW = messy.few(60)
SPECS = messy.specs()


@pytest.fixture(scope="module")
def shop() -> messy.Shop:
    return round_trips.a_shop()


@pytest.mark.slow
@pytest.mark.parametrize("spec", FEW, ids=lambda spec: spec.name)
def test_an_export_comes_back_the_same_or_is_refused(shop, tmp_path, spec):
    trip = round_trips.go(shop, spec, tmp_path)
    assert trip.end in ("same", "refused"), trip.why


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("spec", [s for s in SPECS if s not in FEW], ids=lambda spec: spec.name)
def test_every_export_comes_back_the_same_or_is_refused(shop, tmp_path, spec):
    trip = round_trips.go(shop, spec, tmp_path)
    assert trip.end in ("same", "refused"), trip.why


@pytest.mark.slow
@pytest.mark.usefixtures("unmeasured")
def test_rows_told_anew_are_told_apart_every_time(shop, tmp_path):
    """Small files of one folder are read side by side, which must not mix their rows."""
    spec = messy.spec(1472, "shop_en", "overlap")
    for n in range(6):
        trip = round_trips.go(shop, spec, tmp_path / str(n))
        assert trip.end == "same", trip.why


def changed(monkeypatch, **what) -> None:
    """Exports whose expectation is another than what was written."""
    monkeypatch.setattr(assembly, "_measure", lambda *_: None)  # nothing here looks at it
    written = messy.write

    def write(shop, spec, root):
        export = written(shop, spec, root)
        return dataclasses.replace(export, **{k: f(getattr(export, k)) for k, f in what.items()})

    monkeypatch.setattr(messy, "write", write)


PLAIN = messy.Spec(0, "orders_en", messy.Dialect())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("price", Decimal("0.01")),
        ("event_timestamp", dt.datetime(2026, 1, 1, 0, 0, 1)),
        ("user_id", "U1"),
    ],
)
def test_one_cell_that_comes_back_otherwise_is_seen(shop, tmp_path, monkeypatch, column, value):
    def other(tables):
        rows = [{**tables["orders"][0], column: value}, *tables["orders"][1:]]
        return {**tables, "orders": rows}

    changed(monkeypatch, tables=other)
    trip = round_trips.go(shop, PLAIN, tmp_path)
    assert trip.end == "wrong"
    assert column in trip.why


def test_a_row_more_or_another_order_of_rows_is_seen(shop, tmp_path, monkeypatch):
    for n, rows in enumerate((lambda r: [*r, r[0]], lambda r: r[::-1])):
        with monkeypatch.context() as patch:
            changed(patch, tables=lambda t, rows=rows: {**t, "orders": rows(t["orders"])})
            trip = round_trips.go(shop, PLAIN, tmp_path / str(n))
        assert trip.end == "wrong"


def test_what_should_have_been_refused_is_seen_when_it_is_read(shop, tmp_path, monkeypatch):
    changed(monkeypatch, outcome=lambda _: "refused")
    assert round_trips.go(shop, PLAIN, tmp_path).end == "wrong"


def test_a_refusal_of_something_else_is_seen(shop, tmp_path, monkeypatch):
    spec = messy.Spec(3, "orders_en", messy.Dialect(), "ragged_rows")
    for n, (key, value) in enumerate(
        (("file", "other.csv"), ("lines", range(1, 2)), ("about", ("login",)))
    ):
        with monkeypatch.context() as patch:
            changed(patch, refusal=lambda r, k=key, v=value: dataclasses.replace(r, **{k: v}))
            assert round_trips.go(shop, spec, tmp_path / str(n)).end == "wrong"


def test_reasons_and_people_that_come_out_are_seen(shop, tmp_path, monkeypatch):
    for n, what in enumerate(
        ({"rejected": lambda _: {"orders": {("shipping",): 1}}},
         {"secrets": lambda _: frozenset({shop.orders[0]["item_name"]})})
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            changed(patch, **what)
            assert round_trips.go(shop, PLAIN, tmp_path / str(n)).end == "wrong"


def test_a_column_proposed_for_another_counts_as_wrong(shop, tmp_path, monkeypatch):
    export = messy.write(shop, messy.Spec(0, "shopify_orders", messy.Dialect()), tmp_path)
    judged = round_trips.proposed(export)
    assert all(meant == told for _column, meant, told in judged)
    meant = export.meant[0]
    column = next(c for c, meaning in meant.columns.items() if meaning == "orders.user_id")
    meant = dataclasses.replace(meant, columns={**meant.columns, column: "orders.item_id"})
    judged = round_trips.proposed(dataclasses.replace(export, meant=(meant,)))
    assert [c for c, meaning, told in judged if meaning != told] == [column]
