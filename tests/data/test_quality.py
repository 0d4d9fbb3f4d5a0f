"""Quality in five dimensions, with numbers worked by hand, and gaps in a table's rhythm."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.settings.schemas import SCHEMAS
from taller.data.tell import quality
from taller.data.tell.ledger import Ledger, Treatment
from taller.data.tell.quality import DIMENSIONS, Dimension, Evidence, Quality
from taller.data.tell.rhythm import Gap, gaps
from tests.data.order_rows import MONEY, line, rows

NOW = dt.datetime(2026, 7, 1, 12)
TODAY = NOW.date()
MAPPED = {"transaction_id", "user_id", "item_id", "event_timestamp", "quantity", "price"}
ARROW = {"string": pa.string(), "int64": pa.int64(), "decimal(18, 4)": MONEY,
         "timestamp": pa.timestamp("us"), "date": pa.date32(), "boolean": pa.bool_()}  # fmt: skip


def measured(*lines: dict, mapped: set[str] = MAPPED, **how) -> Quality:
    table = rows(*lines)
    return quality.measure(
        table.get_backend(), table, SCHEMAS["orders"], mapped=mapped, now=NOW, **how
    )


def typed(name: str, *given: dict[str, Any]) -> ibis.Table:
    """Typed rows of any table; a cell given as text where it should not be is unreadable."""
    columns: dict[str, Any] = {}
    for column in SCHEMAS[name].given:
        cells = [row.get(column.name) for row in given]
        if column.type == "string":
            columns[column.name] = columns[f"{column.name}_text"] = pa.array(cells, pa.string())
            continue
        read = [None if isinstance(cell, str) else cell for cell in cells]
        columns[column.name] = pa.array(read, ARROW[column.type])
        texts = [None if cell is None else str(cell) for cell in cells]
        columns[f"{column.name}_text"] = pa.array(texts, pa.string())
    for flag in ("duplicate", "rejected"):
        columns[flag] = pa.array([bool(row.get(flag)) for row in given])
    con = ibis.duckdb.connect()
    con.con.register("given", pa.table(columns))
    con.con.execute("CREATE TABLE typed AS SELECT * FROM given")
    return con.table("typed")


def of(name: str, *given: dict[str, Any], mapped: set[str] | None = None) -> Quality:
    table = typed(name, *given)
    mapped = mapped or {key for row in given for key in row} - {"duplicate", "rejected"}
    return quality.measure(table.get_backend(), table, SCHEMAS[name], mapped=mapped, now=NOW)


def failures(found: Quality, dimension: str) -> dict[tuple[str, str | None], int]:
    return {(e.code, e.column): e.failed for e in found.dimensions[dimension].evidence}


# --- the dimensions -------------------------------------------------------------------------------


def test_faultless_rows_score_one_in_all_that_can_be_asked():
    found = measured(line("1", "2026-06-30", 1, 2), line("1", "2026-06-30", 1, 3))
    assert found.scores(TODAY) == dict.fromkeys(DIMENSIONS, 1.0)


def test_completeness_is_filled_cells_over_all_cells():
    """2 rows of 6 columns each; one customer and one item are missing: 10 of 12."""
    found = measured(
        line("1", "2026-06-30", 1, 2, user_id=None), line("2", "2026-06-30", 1, 2, item_id=None)
    )
    assert found.dimensions["completeness"].score == pytest.approx(10 / 12)
    assert failures(found, "completeness") == {("empty", "user_id"): 1, ("empty", "item_id"): 1}


def test_a_cell_that_cannot_be_read_is_filled_but_not_valid():
    """Dates, quantities and prices of 2 rows: 6 cells have a form; 1 breaks it."""
    bad = line("1", "2026-06-30", 1, 2)
    found = measured(bad | {"price": None, "price_text": "dos"}, line("2", "2026-06-30", 1, 2))
    assert found.dimensions["completeness"].score == 1
    assert found.dimensions["validity"].score == pytest.approx(5 / 6)
    assert failures(found, "validity") == {("unreadable", "price"): 1}


def test_values_out_of_range_are_not_valid_each_under_its_own_name():
    found = measured(
        line("1", "2027-01-01", 1, 2), line("2", "1980-01-01", 0, 2),
        line("3", "2026-06-30", 1, -2), line("4", "2026-06-30", 1, 0) | {"quantity_number": 1.5},
    )  # fmt: skip
    assert failures(found, "validity") == {
        ("future", "event_timestamp"): 1, ("before_1990", "event_timestamp"): 1,
        ("zero", "quantity"): 1, ("fraction", "quantity"): 1,
        ("negative", "price"): 1, ("zero", "price"): 1,
    }  # fmt: skip
    assert found.dimensions["validity"].score == pytest.approx(1 - 6 / 12)
    assert found.undated == 2


def test_only_cells_with_something_in_them_are_asked_to_be_valid():
    blank = line("1", "2026-06-30", 1, None)
    assert measured(blank).dimensions["validity"].asked == 2


def test_uniqueness_is_rows_that_repeat_no_earlier_one():
    again = line("1", "2026-06-30", 1, 2, reasons=["duplicate_row"])
    found = measured(line("1", "2026-06-30", 1, 2), again, line("2", "2026-06-30", 1, 2))
    assert found.dimensions["uniqueness"].score == pytest.approx(2 / 3)
    assert failures(found, "uniqueness") == {("duplicate_row", None): 1}
    keyed = of("customers", {"user_id": "a"}, {"user_id": "a", "duplicate": True})
    assert failures(keyed, "uniqueness") == {("duplicate_key", None): 1}


def test_an_order_has_one_customer_one_day_and_one_currency():
    """Three orders of two lines; each breaks one rule, of two or three asked."""
    lines = [
        line("1", "2026-06-01 10:00", 1, 2), line("1", "2026-06-01 10:00", 1, 2, user_id="bea"),
        line("2", "2026-06-01 10:00", 1, 2), line("2", "2026-06-03 10:00", 1, 2),
        line("3", "2026-06-01 23:59", 1, 2), line("3", "2026-06-02 00:01", 1, 2, currency="USD"),
        line("4", "2026-06-01 10:00", 1, 2),
    ]  # fmt: skip
    found = measured(*lines)
    assert failures(found, "consistency") == {
        ("several_customers", None): 1, ("several_days", None): 1,
    }  # fmt: skip
    assert found.dimensions["consistency"].score == pytest.approx(1 - 2 / 6)
    with_currency = measured(*lines, mapped=MAPPED | {"currency"})
    assert failures(with_currency, "consistency")[("several_currencies", None)] == 1
    assert with_currency.dimensions["consistency"].score == pytest.approx(1 - 3 / 9)


def test_rejected_rows_do_not_make_an_order_inconsistent():
    other = line("1", "2026-06-01", 1, 2, user_id="bea", reasons=["not_merchandise"])
    lines = [line("1", "2026-06-01", 1, 2), line("1", "2026-06-01", 1, 3), other]
    assert measured(*lines).dimensions["consistency"].failed == 0


def test_tax_fits_in_the_value_of_its_line_and_refunds_in_what_their_order_was_charged():
    lines = [
        line("1", "2026-06-01", 1, 10, tax=11), line("2", "2026-06-01", 1, 10),
        line("3", "2026-06-01", -1, 10, tax=-2),
    ]  # fmt: skip
    found = measured(*lines, mapped=MAPPED | {"tax", "refund"}, refunds=(1, 2))
    assert failures(found, "consistency") == {
        ("tax_beyond_value", None): 1, ("refund_beyond_value", None): 1,
    }  # fmt: skip
    assert found.dimensions["consistency"].asked == 2 + 2


def test_items_that_the_clients_items_lack_are_counted():
    con = rows(line("1", "2026-06-01", 1, 2), line("2", "2026-06-01", 1, 2, item_id="cap"))
    backend = con.get_backend()
    backend.con.execute("CREATE TABLE known AS SELECT 'hat' AS item_id")
    found = quality.measure(
        backend, con, SCHEMAS["orders"], mapped=MAPPED, now=NOW, known_items=backend.table("known")
    )
    assert failures(found, "consistency") == {("unknown_item", "item_id"): 1}


def test_sessions_end_after_they_start():
    start, end = dt.datetime(2026, 6, 1, 10), dt.datetime(2026, 6, 1, 9)
    found = of(
        "sessions",
        {"session_id": "1", "session_start": start, "session_end": end},
        {"session_id": "2", "session_start": end, "session_end": start},
        {"session_id": "3", "session_start": end, "session_end": None},
    )
    assert failures(found, "consistency") == {("ends_before_it_starts", None): 1}
    assert found.dimensions["consistency"].asked == 2


def test_spend_with_cost_but_no_clicks_or_more_clicks_than_views_is_seen():
    day = dt.date(2026, 6, 1)
    found = of(
        "spend",
        {"date": day, "cost": 5, "clicks": 0, "impressions": 0},
        {"date": day, "cost": 5, "clicks": 9, "impressions": 4},
        {"date": day, "cost": 5, "clicks": 0, "impressions": 400},  # shown, not clicked
        {"date": day, "cost": -5, "clicks": 1, "impressions": "x"},
    )
    assert failures(found, "consistency") == {
        ("cost_without_clicks", None): 1, ("more_clicks_than_shown", None): 1,
    }  # fmt: skip
    assert failures(found, "validity") == {
        ("negative", "cost"): 1,
        ("unreadable", "impressions"): 1,
    }


def test_a_purchase_in_events_names_its_order():
    when = dt.datetime(2026, 6, 1)
    found = of(
        "events",
        {"event_name": "purchase", "event_timestamp": when, "transaction_id": None, "user_id": "a"},
        {"event_name": "purchase", "event_timestamp": when, "transaction_id": "1", "user_id": "a"},
        {
            "event_name": "page_view",
            "event_timestamp": when,
            "transaction_id": None,
            "user_id": None,
        },
    )
    assert failures(found, "consistency") == {("purchase_without_order", None): 1}
    assert found.dimensions["completeness"].score == 1  # who and what is not in every event


def test_items_without_dates_have_no_timeliness():
    found = of("items", {"item_id": "1", "price": 2, "cost": 3}, {"item_id": "2", "price": 2})
    assert failures(found, "consistency") == {("cost_beyond_price", None): 1}
    assert found.timeliness(TODAY) is None
    assert found.periods == ()


def test_an_item_without_price_is_incomplete():
    assert failures(
        of("items", {"item_id": "1", "price": 2}, {"item_id": "2"}), "completeness"
    ) == {("empty", "price"): 1}


def test_nothing_asked_is_no_score():
    assert of("customers", {"user_id": "a"}).scores(TODAY)["consistency"] is None


def test_a_table_without_rows_has_no_scores():
    table = rows(line("1", "2026-06-01", 1, 1))
    found = quality.measure(
        table.get_backend(), table.filter(table.quantity > 5), SCHEMAS["orders"], mapped=MAPPED,
        now=NOW,
    )  # fmt: skip
    assert found.rows == 0
    assert set(found.scores(TODAY).values()) == {None}


def test_the_ledger_adds_what_other_tables_and_cancellations_tell():
    found = measured(line("1", "2026-06-01", 1, 1))
    ledger = Ledger(
        "orders", "o.csv", 9, 9, 0,
        treatments=(Treatment("cancellations", 8), Treatment("cancellations_unmatched", 2)),
    )  # fmt: skip
    assert found.with_ledger(ledger).dimensions["consistency"].score == 1 - 2 / 8
    items = Ledger("items", "i.csv", 6, 6, 0, treatments=(Treatment("added", 2),))
    held = of("items", {"item_id": "1"}).with_ledger(items).dimensions["consistency"]
    assert held.evidence == (Evidence("unknown_to_table", None, 2, 8),)


@given(
    st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 9), st.integers(0, 9))),
    st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 9), st.integers(0, 9))),
)
def test_dimensions_add_up_evidence_by_evidence(first, second):
    def made(held) -> Dimension:
        evidence = [Evidence(code, None, f, f + a) for code, (f, a) in held.items()]
        return Dimension(
            sum(e.asked for e in evidence), sum(e.failed for e in evidence), tuple(evidence)
        )

    both = made(first) + made(second)
    assert both.failed == sum(e.failed for e in both.evidence)
    assert both.asked == sum(e.asked for e in both.evidence)
    assert {e.code for e in both.evidence} == set(first) | set(second)


# --- over time ------------------------------------------------------------------------------------


def test_a_short_history_is_shown_by_week_and_a_long_one_by_month():
    short = measured(line("1", "2026-06-03", 1, 1), line("2", "2026-06-16", 1, 1))
    assert short.by == "week"
    assert [(p.start.isoformat(), p.rows) for p in short.periods] == [
        ("2026-06-01", 1), ("2026-06-08", 0), ("2026-06-15", 1),
    ]  # fmt: skip
    long = measured(line("1", "2025-12-31", 1, 1), line("2", "2026-06-16", 1, 1))
    assert [p.start.month for p in long.periods] == [12, 1, 2, 3, 4, 5, 6]


def test_quality_over_time_names_the_month_that_is_worse():
    """In May one of two customers is missing: 11 of 12 cells are filled."""
    found = measured(
        line("1", "2026-01-31", 1, 1), line("2", "2026-05-16", 1, 1),
        line("3", "2026-05-16", 1, 1, user_id=None, reasons=["missing_user"]),
        line("4", "2026-06-16", 1, 1),
    )  # fmt: skip
    scores = {p.start.month: p.score("completeness") for p in found.periods}
    assert scores == {1: 1, 2: None, 3: None, 4: None, 5: pytest.approx(11 / 12), 6: 1}


def test_all_rows_are_in_a_period_or_undated():
    found = measured(line("1", "2026-01-31", 1, 1), line("2", None, 1, 1, reasons=["missing_date"]))
    assert sum(p.rows for p in found.periods) + found.undated == found.rows == 2


def test_timeliness_is_continuity_times_freshness():
    found = Quality("orders", 1, {}, first=dt.date(2026, 1, 1), newest=dt.date(2026, 4, 10),
                    gaps=(Gap(dt.date(2026, 3, 1), dt.date(2026, 3, 20), 5),))  # fmt: skip
    assert found.timeliness(dt.date(2026, 4, 20)) == pytest.approx(0.8)  # 80 of 100 days
    assert found.age(dt.date(2026, 7, 9)) == 90
    assert found.timeliness(dt.date(2026, 7, 9), stale_days=45) == pytest.approx(0.8 * 0.5)
    assert found.age(dt.date(2026, 4, 9)) == 0


def test_quality_survives_its_json():
    found = measured(line("1", "2026-01-31", 1, 1), line("2", "2026-05-16", 1, 1, user_id=None))
    found = quality.replace(found, gaps=(Gap(dt.date(2026, 3, 1), dt.date(2026, 3, 20), 5),))
    assert Quality.from_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_quality_is_the_same_on_any_number_of_threads(threads):
    con = rows(line("1", "2026-01-01", 1, 1), threads=threads).get_backend()
    con.con.execute(
        "CREATE TABLE many AS SELECT t.* REPLACE ((i // 2)::VARCHAR AS transaction_id, "
        "TIMESTAMP '2026-01-01' + INTERVAL (i) MINUTE AS event_timestamp, "
        "CASE WHEN i % 10 THEN (i // 3)::VARCHAR END AS user_id, "
        "CASE WHEN i % 10 THEN '' END AS user_id_text) "
        "FROM typed_orders AS t, range(100000) AS r(i)"
    )
    found = quality.measure(con, con.table("many"), SCHEMAS["orders"], mapped=MAPPED, now=NOW)
    expected = [i // 3 for i in range(100_000)]
    several = sum(
        1 for i in range(0, 100_000, 2)
        if expected[i] != expected[i + 1] and i % 10 and (i + 1) % 10
    )  # fmt: skip
    assert failures(found, "completeness") == {("empty", "user_id"): 10_000}
    assert failures(found, "consistency") == {("several_customers", None): several}


# --- gaps -----------------------------------------------------------------------------------------

START = dt.date(2023, 1, 2)  # a Monday


def days(counts, start: dt.date = START) -> dict[dt.date, int]:
    return {start + dt.timedelta(i): int(n) for i, n in enumerate(counts) if n}


def test_a_gap_in_march_is_seen_and_named():
    found = days([20] * 540)
    missing = [dt.date(2024, 3, 4) + dt.timedelta(i) for i in range(12)]
    assert gaps({d: n for d, n in found.items() if d not in missing}) == (
        Gap(missing[0], missing[-1], 240),
    )


def test_a_single_day_is_a_gap_where_every_day_has_many_rows():
    found = days([500] * 200)
    del found[dt.date(2023, 3, 14)]
    assert [(g.first.isoformat(), g.days) for g in gaps(found)] == [("2023-03-14", 1)]


def test_weekends_without_rows_are_no_gaps_but_a_week_is():
    weekdays = [30, 30, 30, 30, 30, 0, 0] * 30
    assert gaps(days(weekdays)) == ()
    weekdays[70:75] = [0] * 5
    (gap,) = gaps(days(weekdays))
    assert (gap.first, gap.last) == (START + dt.timedelta(68), START + dt.timedelta(76))


def test_days_without_rows_are_usual_where_rows_are_few():
    assert gaps(days([1, 0, 0, 0, 2, 0, 0, 0, 0, 0] * 40)) == ()


def test_a_shop_that_closes_each_august_has_no_gap_in_august_but_one_in_may():
    closed = {d for d in days([1] * 1300) if d.month == 8 and d.day <= 21}
    may = {dt.date(2025, 5, 1) + dt.timedelta(i) for i in range(14)}
    found = {d: 40 for d in days([1] * 1300) if d not in closed | may}
    assert [(g.first, g.last) for g in gaps(found)] == [(min(may), max(may))]


@pytest.mark.parametrize("daily", [{}, {START: 3}, {START: 1, START + dt.timedelta(1): 1}])
def test_nothing_or_one_day_or_two_have_no_gap(daily):
    assert gaps(daily) == ()


@given(st.integers(0, 10_000), st.floats(0.2, 300), st.floats(0.5, 20))
@settings(max_examples=30, deadline=None)
def test_a_steady_table_has_no_gaps_whatever_its_rhythm(seed, mean, size):
    """Counts drawn from one negative binomial: at most one false gap in all these tables."""
    rng = np.random.default_rng(seed)
    drawn = rng.negative_binomial(size, size / (size + mean), 700)
    assert len(gaps(days(drawn))) <= 1


def test_a_table_ten_years_long_is_looked_at_in_no_time():
    rng = np.random.default_rng(4)
    assert len(gaps(days(rng.poisson(0.4, 3650)))) <= 1


def test_a_few_rows_long_before_all_others_do_not_make_a_gap():
    strays = [line(f"s{i}", "1999-01-01", 1, 1) for i in range(2)]
    rest = [line(str(i), str(START + dt.timedelta(i % 300)), 1, 1) for i in range(600)]
    found = measured(*strays, *rest)
    assert found.first == START
    assert found.gaps == ()
