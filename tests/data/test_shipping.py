"""Shipping in the control totals: once per order, by month, beside net; numbers worked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from taller import language
from taller.data.settings.common import Totals
from taller.data.tell import reconcile
from taller.data.tell.control_totals import Amounts, Control, Month
from tests.data.conftest import HEADER, reasons, settings, take
from tests.data.order_rows import line, rows

D = Decimal
THREE = ("2026-01", "2026-02", "2026-03")


def paid(*lines: dict, **more) -> dict[str | None, tuple]:
    found = reconcile.control(rows(*lines), shipped=True, **more)
    return {m.month: (m.amounts.net, m.amounts.shipping, m.amounts.total) for m in found.months}


def compared(*lines, theirs: dict, **more):
    found = reconcile.control(rows(*lines), shipped=True, includes=more.get("includes", ()))
    return reconcile.compare(found, Totals(months=theirs, **more), 0.005, Path())


# --- what was paid --------------------------------------------------------------------------------


def test_an_amount_repeated_on_each_line_counts_once_and_in_the_month_of_the_order():
    """4.95 once for order 1; order 2 paid 3.00 in February; order 3 nothing."""
    assert paid(
        line("1", "2026-01-05", 1, 10, shipping="4.95"),
        line("1", "2026-01-05", 2, 5, shipping="4.95"),
        line("2", "2026-02-05", 1, 7, shipping="3"),
        line("3", "2026-02-06", 1, 1),
    ) == {"2026-01": (20, D("4.95"), D("24.95")), "2026-02": (8, 3, 11)}


def test_amounts_that_differ_within_an_order_are_of_its_lines_and_add_up():
    lines = [line("1", "2026-01-05", 1, 1, shipping=s) for s in ("4", "2.5", "4")]
    assert paid(*lines)["2026-01"][1] == D("10.5")
    first_only = [line("1", "2026-01-05", 1, 1, shipping=s) for s in ("4", None, None)]
    assert paid(*first_only)["2026-01"][1] == 4


def test_a_document_that_only_gives_goods_back_gives_its_shipping_back_too():
    sale = line("1", "2026-01-05", 2, 10, shipping=5)
    one_back = line("1", "2026-01-05", -1, 10, shipping=5)  # one of two sent back: shipping stays
    assert paid(sale, one_back)["2026-01"] == (10, 5, 15)
    credit = line("C1", "2026-01-09", -2, 10, shipping=5)
    assert paid(sale, credit)["2026-01"] == (0, 0, 0)


def test_orders_without_a_line_that_counts_paid_nothing_and_repetitions_neither():
    lines = [
        line("1", "2026-01-05", 1, 10, shipping=5),
        line("2", "2026-01-05", 1, 10, shipping=5, reasons=["test_order"]),
        line("1", "2026-01-05", 1, 10, shipping=7, reasons=["superseded_row"]),
        line("1", "2026-01-05", 1, 10, shipping=7, reasons=["duplicate_row"]),
    ]
    assert paid(*lines)["2026-01"] == (10, 5, 15)
    # The order's amount stands on a line that cannot be used: it was paid all the same.
    lines = [
        line("3", "2026-01-05", 1, None, shipping=6, reasons=["missing_price"]),
        line("3", "2026-01-05", 1, 10),
    ]
    assert paid(*lines)["2026-01"][1] == 6


def test_lines_that_are_postage_count_as_shipping_and_not_in_net():
    lines = [
        line("1", "2026-01-05", 1, 10, shipping=1),
        line("1", "2026-01-05", 2, 3, reasons=["shipping"]),
        line("2", "2026-01-05", 1, 9, reasons=["shipping", "duplicate_row"]),
    ]
    assert paid(*lines)["2026-01"] == (10, 7, 17)
    (found,) = reconcile.control(rows(*lines[1:], line("1", "2026-01-05", 1, 10))).months
    assert (found.amounts.net, found.amounts.shipping) == (10, 6)


def test_without_shipping_it_is_not_known_and_the_total_is_net():
    (found,) = reconcile.control(rows(line("1", "2026-01-05", 1, 10))).months
    assert found.figure("shipping") is None
    assert found.figure("total") == 10


# --- beside the client's figures ------------------------------------------------------------------

LINES = [
    line("1", "2026-01-01", 1, 100, tax=21, shipping=5),
    line("2", "2026-01-31", 1, 50, tax="10.5", shipping=4),
]


def test_net_and_the_total_with_shipping_may_both_be_given():
    theirs = {"2026-01": {"net": 150, "shipping": 9, "total": 159}}
    assert not compared(*LINES, theirs=theirs).blocked


def test_a_net_that_counts_shipping_agrees_once_that_is_said():
    theirs = {"2026-01": {"net": 159.0, "shipping": 9.0, "total": 159.0}}
    assert compared(*LINES, theirs=theirs).differing[0].figure == "net"
    found = compared(*LINES, theirs=theirs, includes=["shipping"])
    assert not found.blocked
    assert found.months[0].amounts.net == 150  # what is used stays what it is


def test_a_total_with_tax_on_top_agrees_once_that_is_said():
    theirs = {"2026-01": {"net": 150.0, "total": 190.5}}
    off = compared(*LINES, theirs=theirs)
    assert [e.kind for e in off.explanations] == ["with_tax"]
    found = compared(*LINES, theirs=theirs, includes=["tax"])
    assert not found.blocked
    assert reconcile.Reconciliation.from_json(found.to_json()) == found


def test_shipping_that_the_data_cannot_tell_is_not_compared():
    found = reconcile.reconcile(
        rows(line("1", "2026-01-05", 1, 1)),
        Totals(months={"2026-01": {"net": 1, "shipping": 2}}), 0.005, Path(),
    )  # fmt: skip
    assert found.untold == ("shipping",)
    assert not found.blocked


# --- why they differ ------------------------------------------------------------------------------


def months(*amounts: Amounts, orders=(1, 1, 1)) -> Control:
    made = [Month(m, a, o) for m, a, o in zip(THREE, amounts, orders, strict=True)]
    return Control(tuple(made), (), (), tuple(made), dt.date(2026, 1, 1), dt.date(2026, 3, 31))


def why(found: Control, *theirs: float, figure: str = "net"):
    given = {m: {figure: v} for m, v in zip(THREE, theirs, strict=True)}
    return reconcile.compare(found, Totals(months=given), 0.005, Path()).explanations


def known(figure: str, *theirs: float) -> str:
    three = [
        Amounts(gross=D(g), tax=D(t), sales_tax=D(t), shipping=D(s))
        for g, t, s in ((100, 21, 9), (300, 12, 4), (200, 30, 17))
    ]
    (found,) = why(months(*three), *theirs, figure=figure)
    return found.kind


@pytest.mark.parametrize(
    ("figure", "theirs", "kind"),
    [
        ("net", (109, 304, 217), "with_shipping"),
        ("gross", (109, 304, 217), "with_shipping"),
        ("net", (130, 316, 247), "with_both"),
        ("net", (121, 312, 230), "with_tax"),
        ("total", (100, 300, 200), "without_shipping"),
        ("total", (130, 316, 247), "with_tax"),
    ],
)
def test_shipping_and_tax_are_found_from_those_of_the_data(figure, theirs, kind):
    assert known(figure, *theirs) == kind


def test_an_amount_for_each_order_is_found_where_the_data_holds_no_shipping():
    """4.95 for each of 10, 40 and 20 orders, of which a few were free."""
    three = [Amounts(gross=D(g)) for g in (1000, 2500, 2200)]
    (found,) = why(months(*three, orders=(10, 40, 20)), 1049.5, 2698.0, 2299.0)
    assert (found.kind, found.value) == ("per_order", D("4.95"))
    (found,) = why(months(*three, orders=(10, 40, 20)), 950.5, 2302.0, 2101.0)
    assert (found.kind, found.value) == ("per_order", D("-4.95"))


@pytest.mark.parametrize("code", ["en", "es"])
def test_each_of_these_reasons_can_be_said_in_both_languages(code):
    from taller.data.tell.explanations import Explanation

    with language.speaking(code):
        said = {
            Explanation(kind, "net", value=value).text()
            for kind in ("with_shipping", "without_shipping", "with_both", "per_order")
            for value in (D("4.95"), D("-4.95"))
        }
    assert len(said) == 5
    assert all(("envío" in text) == (code == "es") for text in said)


# --- from files -----------------------------------------------------------------------------------


def test_a_column_of_shipping_is_read_and_words_in_it_count_as_none(tmp_path):
    (tmp_path / "orders.csv").write_text(
        f"{HEADER},envio\n1,ana,hat,2026-01-05,1,10,\"4,95 €\"\n"
        "1,ana,cap,2026-01-05,1,10,\"4,95 €\"\n2,bea,hat,2026-01-06,1,10,gratis\n"
        "3,eva,hat,2026-01-07,1,10,\n"
    )  # fmt: skip
    columns = {"transaction_id": "order", "user_id": "customer", "item_id": "sku",
               "event_timestamp": "when", "quantity": "units", "price": "price"}  # fmt: skip
    chosen = settings(orders={"columns": {**columns, "shipping": "envio"}})
    tables = take(tmp_path / "run", tmp_path, chosen)
    (month,) = tables.reconciliation.months
    assert (month.amounts.net, month.amounts.shipping) == (40, D("4.95"))
    told = {t.code: (t.rows, t.column) for t in tables.ledger("orders").treatments}
    assert told["shipping_unread"] == (1, "envio")
    assert "shipping" not in tables.orders.columns


def test_lines_of_shipping_without_a_code_are_told_by_their_name(tmp_path):
    (tmp_path / "orders.csv").write_text(
        f"{HEADER},name\n1,ana,hat,2026-01-05,1,10,Hat\n1,ana,,2026-01-05,1,4,Gastos de envío\n"
        "1,ana,,2026-01-05,1,2,Comisión\n1,ana,,2026-01-05,1,3,Cap\n"
    )
    columns = {"transaction_id": "order", "user_id": "customer", "item_id": "sku",
               "event_timestamp": "when", "quantity": "units", "price": "price",
               "item_name": "name"}  # fmt: skip
    rules = {"shipping_items": ["gastos de envío"], "not_items": ["Comis*"]}
    tables = take(tmp_path / "run", tmp_path, settings(orders={"columns": columns, **rules}))
    assert reasons(tables) == [["shipping"], ["not_merchandise"], ["missing_item"]]
    (month,) = tables.reconciliation.months
    assert (month.amounts.net, month.amounts.shipping) == (10, 4)
