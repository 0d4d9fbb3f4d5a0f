"""Control totals, the client's own beside them, and why they differ; numbers worked by hand."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller import language
from taller.data.settings.common import Totals
from taller.data.tell import control_totals, reconcile
from taller.data.tell.control_totals import Amounts, Control, Month, Rejected
from tests.data.order_rows import line, rows

D = Decimal
HERE = Path()


def totals(months: dict, **more) -> Totals:
    return Totals(months=months, **more)


def compared(*lines, theirs: dict, tolerance: float = 0.005, **more):
    return reconcile.reconcile(rows(*lines), totals(theirs, **more), tolerance, HERE)


def january(net: str, **more) -> list[dict]:
    """Two lines, on the first and the last day, so that the month is whole."""
    return [
        line("0", "2026-01-01", 1, D(net) - D("0.01"), **more),
        line("0", "2026-01-31", 1, "0.01", **{**more, "tax": 0}),
    ]


def month(name: str, net: str, **more) -> Month:
    return Month(name, Amounts(lines=1, units=1, gross=D(net)), orders=1, customers=1, **more)


# --- control totals -------------------------------------------------------------------------------


def test_control_totals_of_one_month_by_hand():
    """Two sales (19.00 + 5.00), one cancellation of 5.00, and 2.50 given back without goods."""
    table = rows(
        line("1", "2026-01-05 10:00", 2, "9.50", tax="3.30"),
        line("1", "2026-01-05 10:00", 1, "5.00", tax="0.87", refund="2.50"),
        line("C1", "2026-01-09 10:00", -1, "5.00", tax="-0.87"),
        line("2", "2026-01-10 10:00", 1, "1.00", reasons=["missing_user"], user_id=None),
    )
    (found,) = reconcile.control(table).months
    assert found.month == "2026-01"
    assert (found.orders, found.customers, found.cancelling) == (1, 1, 1)
    held = found.amounts
    assert (held.lines, held.units, held.returned) == (3, 3, 1)
    assert (held.gross, held.refunds, held.net) == (D("24.00"), D("7.50"), D("16.50"))
    assert (held.tax, held.sales_tax) == (D("3.30"), D("4.17"))


def test_refunds_that_are_lines_of_their_own_are_no_order_lines():
    sale = line("1", "2026-01-05 10:00", 1, "10")
    back = line("1", "2026-01-06 10:00", 0, "4", kind="refund", value="-4")
    (found,) = reconcile.control(rows(sale, back)).months
    assert (found.amounts.lines, found.amounts.gross, found.amounts.refunds) == (1, 10, 4)


def test_an_order_counts_in_each_month_it_has_a_sale_in():
    table = rows(line("1", "2026-01-31 23:00", 1, 1), line("1", "2026-02-01 01:00", 1, 1))
    assert [(m.month, m.orders) for m in reconcile.control(table).months] == [
        ("2026-01", 1), ("2026-02", 1),
    ]  # fmt: skip


def test_without_tax_the_tax_is_not_known():
    (found,) = reconcile.control(rows(line("1", "2026-01-05", 1, 1))).months
    assert found.figure("tax") is None


def test_accepted_orders_may_be_read_from_the_canonical_table():
    typed = rows(
        line("1", "2026-01-05", 1, 1), line("2", "2026-01-05", 1, 2, reasons=["missing_user"])
    )
    canonical = rows(line("1", "2026-01-05", 1, 1)).drop(
        "rejected", "reasons", "duplicate", "superseded", "refund"
    )
    typed_backend = typed.get_backend()
    typed_backend.con.register("kept", canonical.to_pyarrow())
    found = reconcile.control(typed, accepted=typed_backend.table("kept"))
    assert found == reconcile.control(typed)


def test_rejected_rows_are_held_by_month_and_all_their_reasons():
    table = rows(
        line("1", "2026-01-05", 1, "10"),
        line("1", "2026-01-05", 2, "3", reasons=["not_merchandise"]),
        line("2", "2026-01-05", 1, "4", reasons=["missing_user", "not_merchandise"], user_id=None),
        line("3", None, 1, "5", reasons=["missing_date"], user_id="bea"),
        line("4", "2026-01-05", 1, None, reasons=["missing_price"], user_id="bea"),
    )
    found = reconcile.control(table).rejected
    assert {(r.month, r.reasons): (r.amounts.gross, r.orders, r.customers) for r in found} == {
        (None, ("missing_date",)): (5, 1, 1),
        ("2026-01", ("missing_price",)): (0, 1, 1),
        ("2026-01", ("not_merchandise",)): (6, 0, 0),  # order and customer count already
        ("2026-01", ("missing_user", "not_merchandise")): (4, 1, 0),
    }
    assert [r.amounts.unvalued for r in found if r.reasons == ("missing_price",)] == [1]


def test_dates_beyond_any_calendar_do_not_stop_the_rejected_rows():
    wild = line("1", "2026-01-05", 1, 1, reasons=["future_date"])
    table = rows(wild, line("2", "2026-01-05", 1, 1))
    far = "CASE WHEN rejected THEN TIMESTAMP '20000-01-01' ELSE event_timestamp END"
    con = table.get_backend()
    con.con.execute(
        f"CREATE VIEW far AS SELECT * REPLACE ({far} AS event_timestamp) FROM typed_orders"
    )
    assert reconcile.control(con.table("far"), includes=["future_date"]).rejected[0].month is None


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_totals_are_the_same_to_the_cent_on_any_number_of_threads(threads):
    """Prices with four decimals over 200,000 lines: floats would differ in the last cents."""
    con = rows(line("1", "2026-01-01", 1, 1), threads=threads).get_backend()
    con.con.execute(
        "CREATE TABLE many AS SELECT (i // 3)::VARCHAR AS transaction_id, (i % 97)::VARCHAR AS "
        "user_id, TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS event_timestamp, 1 AS quantity, "
        "((i * 7919) % 10007 / 10000)::DECIMAL(18, 4) AS value, 'sale' AS kind, "
        "i % 50 = 0 AS rejected, ['missing_user'] AS reasons FROM range(200000) AS t(i)"
    )
    found = reconcile.control(con.table("many"))
    cents = [(i * 7919) % 10007 for i in range(200_000)]
    assert (
        sum(m.amounts.gross for m in found.months)
        == D(sum(c for i, c in enumerate(cents) if i % 50)) / 10_000
    )
    assert sum(r.amounts.gross for r in found.rejected) == D(sum(cents[::50])) / 10_000


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(-3, 3).filter(bool),
            st.integers(0, 10**7),
            st.sampled_from(
                [(), ("missing_user",), ("duplicate_row", "missing_user"), ("shipping",)]
            ),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=12, deadline=None)
def test_the_bridge_adds_up_whatever_the_rows(made):
    """What the file holds less each step is what is used, to a hundredth of a cent."""
    lines = [
        line(str(i), f"2026-0{m}-05", units, D(price) / 10_000, reasons=why)
        for i, (m, units, price, why) in enumerate(made)
    ]
    found = reconcile.compare(reconcile.control(rows(*lines)), None, 0.005, HERE)
    for name in (None, *(f"2026-0{m}" for m, *_rest in made)):
        whole, *out, used = found.bridge(name)
        assert whole.value - sum(s.value for s in out) == used.value
        assert whole.lines - sum(s.lines for s in out) == used.lines
    assert found.bridge()[0].lines == len(lines)
    assert found.bridge()[0].value == sum(row["value"] for row in lines)


def test_a_row_with_two_reasons_is_left_out_once_under_the_one_that_decides():
    table = rows(line("1", "2026-01-05", 1, 3, reasons=["missing_user", "test_order"]))
    found = reconcile.compare(reconcile.control(table), None, 0.005, HERE)
    assert [(s.code, s.lines) for s in found.bridge()] == [
        ("file", 1), ("test_order", 1), ("used", 0),
    ]  # fmt: skip


# --- against the client's figures -----------------------------------------------------------------


def test_without_the_clients_figures_nothing_is_blocked():
    found = reconcile.compare(reconcile.control(rows(line("1", "2026-01-05", 1, 1))), None, 0, HERE)
    assert not found.blocked
    assert "Nobody has compared" in found.why()


def test_within_the_tolerance_the_totals_agree_and_one_cent_beyond_they_do_not():
    """0.5 % of 200.00 is 1.00."""
    theirs = {"2026-01": {"net": 200.00}}
    assert not compared(*january("199.00"), theirs=theirs, tolerance=0.005).blocked
    off = compared(*january("198.49"), theirs=theirs, tolerance=0.005)
    assert off.blocked
    assert off.differing[0].difference == D("-1.51")
    assert round(off.differing[0].relative, 5) == -0.00755


def test_whole_figures_of_the_client_may_be_rounded():
    assert not compared(*january("0.60"), theirs={"2026-01": {"net": 1}}, tolerance=0).blocked
    assert compared(*january("0.60"), theirs={"2026-01": {"net": 0.61}}, tolerance=0).blocked


def test_the_reason_names_month_figure_and_by_how_much():
    found = compared(
        *january("100"), line("2", "2026-02-05", 1, "90"), line("3", "2026-03-05", 1, "100"),
        theirs={"2026-01": {"net": 100}, "2026-02": {"net": 97.77}, "2026-03": {"net": 100}},
    )  # fmt: skip
    why = found.why()
    assert "February 2026" in why
    assert "€90.00 in the data and €97.77 in your figures: €7.77 (7.9%) less" in why
    assert "differs in 1 of 3 months" in why
    assert "None of the usual reasons" in why


def test_refunds_given_below_zero_are_read_as_money_given_back():
    lines = [*january("20"), line("C", "2026-01-06", -1, 10)]
    assert not compared(*lines, theirs={"2026-01": {"refunds": -10.0}}).blocked


def test_a_month_at_the_edge_that_the_data_holds_in_part_does_not_block():
    """Daily rows to 10 March: March is partial, and only if the data is the lower."""
    lines = [
        line(str(day), str(dt.date(2026, 2, 1) + dt.timedelta(day)), 1, 1) for day in range(38)
    ]
    found = compared(*lines, theirs={"2026-02": {"net": 28}, "2026-03": {"net": 31}})
    assert not found.blocked
    assert found.partial == ("2026-03",)
    assert compared(*lines, theirs={"2026-02": {"net": 28}, "2026-03": {"net": 9}}).blocked


def test_two_missing_days_do_not_excuse_half_a_month_of_money():
    """Two of March's 31 days are missing; 20 of 49 is more than twice 2/31."""
    days = [str(dt.date(2026, 2, 1) + dt.timedelta(d)) for d in range(28 + 29)]
    lines = [line(day, day, 1, 1) for day in days]
    february = {"2026-02": {"net": 28}}
    assert compared(*lines, theirs={**february, "2026-03": {"net": 49}}).differing
    assert compared(*lines, theirs={**february, "2026-03": {"net": 31}}).partial == ("2026-03",)


def test_a_gap_within_the_data_is_no_partial_month():
    lines = [line("1", "2026-01-31", 1, 1), line("2", "2026-03-01", 1, 1)]
    found = compared(*lines, theirs={"2026-02": {"net": 28}})
    assert found.blocked
    assert found.differing[0].ours == 0


def test_months_that_only_one_side_has_are_said():
    lines = [line("1", "2026-01-31", 1, 1), line("2", "2026-02-01", 1, 1)]
    found = compared(*lines, theirs={"2025-12": {"net": 5}, "2026-01": {"net": 1}})
    assert not found.blocked
    assert (found.only_theirs, found.only_ours) == (("2025-12",), ("2026-02",))


def test_no_month_in_common_blocks():
    found = compared(line("1", "2026-01-31", 1, 1), theirs={"2020-12": {"net": 5}})
    assert found.blocked
    assert "December 2020" in found.why()
    assert "January 2026" in found.why()


def test_tax_that_the_data_cannot_tell_is_not_compared():
    found = compared(line("1", "2026-01-05", 1, 1), theirs={"2026-01": {"net": 1, "tax": 2}})
    assert found.untold == ("tax",)
    assert not found.blocked


def test_rows_the_clients_figures_include_are_added_back_to_compare():
    lines = [
        *january("10"),
        line("2", "2026-01-05", 1, "4", reasons=["shipping"]),
        line("3", "2026-01-05", 1, "2", reasons=["shipping", "missing_user"]),
    ]
    theirs = {"2026-01": {"net": 14.0, "orders": 2}}
    assert compared(*lines, theirs=theirs).blocked
    found = compared(*lines, theirs=theirs, includes=["shipping"])
    assert not found.blocked
    assert found.months[0].amounts.net == 10  # what is used stays what it is


def test_a_reconciliation_survives_its_json():
    found = compared(
        *january("10.01", tax=1), line("2", None, 1, 4, reasons=["missing_date"]),
        line("3", "2026-01-05", 1, "5", reasons=["shipping"]),
        theirs={"2026-01": {"net": 15.01, "tax": 1}},
    )  # fmt: skip
    assert found.explanations
    assert reconcile.Reconciliation.from_json(json.loads(json.dumps(found.to_json()))) == found


# --- why they differ ------------------------------------------------------------------------------

THREE = ("2026-01", "2026-02", "2026-03")


def made(nets, rejected=(), **more) -> Control:
    months = tuple(month(m, v) for m, v in zip(THREE, nets, strict=True))
    span = (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    return Control(months, tuple(rejected), (), months, *span, **more)


def reason(found: Control, *theirs: float, figure: str = "net"):
    given = {m: {figure: v} for m, v in zip(THREE, theirs, strict=True)}
    (explanation,) = reconcile.compare(found, totals(given), 0.005, HERE).explanations
    return explanation


def out(month: str, value: str, *reasons: str) -> Rejected:
    return Rejected(month, reasons, Amounts(lines=1, units=1, gross=D(value)), 1, 1)


def test_rows_left_out_for_one_reason_that_the_client_counts_are_found():
    left_out = [out(m, v, "shipping") for m, v in zip(THREE, ("5", "6", "7"), strict=True)]
    left_out += [out(m, "3", "missing_user") for m in THREE]
    left_out += [out(m, "40", "missing_user", "shipping") for m in THREE]  # stay out
    found = reason(made(("100", "100", "100"), left_out), 105.0, 106.0, 107.0)
    assert (found.kind, found.codes, found.left) == ("added_back", ("shipping",), 0)
    assert (found.lines, found.amount) == (3, 18)


def test_two_reasons_together_are_found_with_the_rows_that_have_both():
    left_out = [
        row
        for m, v in zip(THREE, ("5", "6.5", "7"), strict=True)
        for row in (
            out(m, v, "shipping"), out(m, "30", "missing_user"),
            out(m, "0.5", "missing_user", "shipping"),
        )
    ]  # fmt: skip
    found = reason(made(("100", "100", "100"), left_out), 135.5, 137.0, 137.5)
    assert (found.kind, found.codes) == ("added_back", ("missing_user", "shipping"))


def test_gross_given_as_net_is_found():
    months = tuple(
        Month(m, Amounts(1, 1, 1, D(100), D(back)))
        for m, back in zip(THREE, (9, 5, 7), strict=True)
    )
    found = reason(Control(months, (), (), months, last=dt.date(2026, 3, 31)), 100, 100, 100)
    assert (found.kind, found.codes) == ("instead", ("gross",))


def test_tax_included_is_found_from_the_tax_of_the_data():
    months = tuple(
        Month(m, Amounts(gross=D(100), tax=D(t), sales_tax=D(t)))
        for m, t in zip(THREE, (21, 10, 15), strict=True)
    )
    found = reason(Control(months, (), (), months, last=dt.date(2026, 3, 31)), 121, 110, 115)
    assert found.kind == "with_tax"
    assert found.whole


def test_vat_is_found_where_the_data_has_no_tax():
    found = reason(made(("100", "200", "300")), 121.0, 242.0, 363.0)
    assert (found.kind, found.value, found.codes) == ("vat", D("0.21"), ("added",))
    found = reason(made(("116", "232", "348")), 100, 200, 300)
    assert (found.kind, found.value, found.codes) == ("vat", D("0.16"), ("taken",))


def test_cents_are_found_also_in_one_month_alone():
    assert reason(made(("100", "200", "30000")), 100, 200, 300).value == D("0.01")
    assert reason(made(("1", "2", "3")), 100, 200, 300).value == 100


def test_another_constant_factor_is_found():
    found = reason(made(("100", "200", "300")), 108.4, 216.8, 325.2)
    assert (found.kind, round(found.value, 4)) == ("factor", D("1.084"))


def test_months_named_one_later_are_found():
    found = reason(made(("100", "250", "420")), 0, 100, 250)
    assert (found.kind, found.value) == ("month", 1)


def test_another_time_zone_is_found_from_what_lies_near_the_turn_of_months():
    """Sales at 23:30 on the last of January and at 22:30 on the last of February."""
    lines = [
        line("1", "2026-01-10 12:00", 1, 50), line("2", "2026-01-31 23:30", 1, 7),
        line("3", "2026-02-10 12:00", 1, 60), line("4", "2026-02-28 22:30", 1, 11),
        line("5", "2026-03-30 12:00", 1, 70),
    ]  # fmt: skip
    theirs = {"2026-01": {"net": 50.0}, "2026-02": {"net": 67.0 + 11}, "2026-03": {"net": 70.0}}
    (found,) = compared(*lines, theirs=theirs).explanations
    assert (found.kind, found.value) == ("clock", 1)


def test_what_no_reason_explains_is_not_explained():
    assert reconcile.compare(
        made(("100", "100", "100")),
        totals({m: {"net": v} for m, v in zip(THREE, (103.3, 91.7, 100), strict=True)}),
        0.005, HERE,
    ).explanations == ()  # fmt: skip


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_explanation_can_be_said_in_both_languages(code):
    from taller.data.tell.explanations import Explanation

    values = [D(v) for v in ("100", "0.01", "1000", "0.001", "1.0843")]
    said = [Explanation("factor", "net", value=v) for v in values]
    said += [Explanation(k, "net", value=D(v)) for k in ("clock", "month") for v in (-1, 1)]
    said += [Explanation("vat", "net", (c,), D("0.21")) for c in ("added", "taken")]
    said += [Explanation(k, "net") for k in ("with_tax", "without_tax")]
    said += [
        Explanation("instead", "net", (c,)) for c in ("gross", "net", "kept_units", "documents")
    ]
    said += [Explanation("added_back", "net", ("shipping",), lines=2, amount=D(5))]
    with language.speaking(code):
        texts = [found.text() for found in said]
    assert len(set(texts)) == len(texts)
    assert not any("{" in text for text in texts)


def test_primary_puts_what_should_not_count_before_faults():
    assert control_totals.primary(("missing_user", "duplicate_row", "shipping")) == "duplicate_row"
