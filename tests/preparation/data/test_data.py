"""The data page: what it says of rows, totals and quality, for sound data and faulty."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.tell.quality import Period
from taller.data.tell.rhythm import Gap
from taller.language import speaking
from taller.phase import Decision
from taller.preparation import data
from taller.preparation.data import charts as data_charts
from taller.preparation.data import findings as data_findings
from taller.preparation.data import fixes as data_fixes
from taller.preparation.data import quality as data_quality
from taller.preparation.data import tables as data_tables
from taller.preparation.data import words as data_words
from taller.preparation.data.messages import say
from tests.data.conftest import COLUMNS, GOOD, HEADER, settings, take
from tests.data.test_shapes_ga4 import event

P = data.Params()
TODAY = dt.date(2026, 4, 1)


def lines(days: int = 90) -> list[str]:
    """Two orders a day from 1 January 2026 on, at 10 euros each."""
    first = dt.date(2026, 1, 1)
    dates = [first + dt.timedelta(days=n) for n in range(days)]
    return [f"{n}-{day},c{day.day},hat,{day},1,10" for day in dates for n in range(2)]


@pytest.fixture(scope="module")
def looked_at() -> dict[str, data.Study]:
    """What is known of lines that an earlier test gave too; nobody changes it."""
    return {}


@pytest.fixture
def study(tmp_path_factory, monkeypatch, looked_at):
    """What is known of the lines given."""

    def make(*rows: str, p: data.Params = P, today: dt.date = TODAY, **more) -> data.Study:
        asked = repr((rows, p, today, more))
        if asked not in looked_at:
            folder = tmp_path_factory.mktemp("study")
            monkeypatch.setenv("TALLER_HOME", str(folder / "home"))
            (folder / "orders.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
            tables = take(folder / "run", folder, settings(**more))
            looked_at[asked] = data.look(tables, p, today=today)
        return looked_at[asked]

    return make


@pytest.fixture
def customers(tmp_path, monkeypatch):
    """What is known of customers alone."""
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    (tmp_path / "who.csv").write_text("id,land\nana,ES\nbea,MX\n")
    source = {"path": "who.csv", "columns": {"user_id": "id", "country": "land"}}
    chosen = TypeAdapter(DataSettings).validate_python({"source": "files", "customers": source})
    return data.look(take(tmp_path / "run", tmp_path, chosen), P, today=TODAY)


def figures(held: data.Study) -> dict[str, float]:
    return {f.key: f.estimate.value for f in data_findings.conclude(held).figures}


def steps_of(chart: dict) -> list[dict]:
    """The steps of a bridge as its labels have them."""
    return chart["datasets"][chart["layer"][-1]["data"]["name"]]


def decisions(held: data.Study) -> list[Decision]:
    return [fix.decision for fix in data_fixes.fixes(held)]


# --- headline, figures, checks --------------------------------------------------------------------


def test_sound_data_without_totals_says_that_they_still_have_to_be_compared(study):
    held = study(*lines())
    result = data_findings.conclude(held)
    assert result.agrees is None
    assert (
        result.headline
        == (
            "every row that should count could be used; the totals still have to be held against "
            "your own."
        ).capitalize()
    )
    assert [d.owner for d in result.decisions] == ["Finance"]
    assert figures(held) == {"rows_used": 1, "money_used": 1, "net_sales": 1800, "age": 1}
    assert all(check.passed for check in result.checks)


def test_totals_that_agree_are_said_to(study):
    """January: 31 days, two orders a day at 10."""
    held = study(*lines(), totals={"months": {"2026-01": {"net": 620, "orders": 62}}})
    result = data_findings.conclude(held)
    assert result.agrees is True
    assert result.headline.startswith("The totals agree with your own figures in January 2026")
    assert figures(held)["months_agreeing"] == 1
    assert result.decisions == ()


def test_totals_that_differ_are_the_headline_with_month_and_figure(study):
    held = study(*lines(), totals={"months": {"2026-01": {"net": 700}}})
    result = data_findings.conclude(held)
    assert result.agrees is False
    assert result.headline == (
        "The totals do not agree yet: for January 2026, the data has €620.00 and your figures "
        "€700.00 as net revenue."
    )
    assert "before anything else" in result.decisions[0].what
    assert [c.passed for c in result.checks] == [True, True, False, True]
    assert "-80" in repr(data_tables.differences(held))
    assert "differs most in January 2026, by 11.4%" in str(data_charts.totals(held).to_dict())


def test_no_month_in_common_is_the_headline_too(study):
    held = study(*lines(), totals={"months": {"2020-01": {"net": 700}}})
    assert "No month of your figures (January 2020)" in data_findings.conclude(held).headline


def test_rows_left_out_on_purpose_do_not_lower_what_could_be_used(study):
    """180 rows, 2 postage, 1 repeated, 3 without customer: 180 of 183 should-count rows used."""
    rows = lines()
    more = ["p,c1,POST,2026-01-02,1,4"] * 2 + ["x,,hat,2026-01-02,1,5"] * 1
    more += ["y,,hat,2026-01-02,1,5", "z,,hat,2026-01-02,1,5"]
    held = study(*rows, *more, rows[0], orders={"shipping_items": ["POST"]})
    assert held.rows["orders"] == data.Rows(read=186, used=180, aside=3, faulty=3)
    assert held.total.share == pytest.approx(180 / 183)
    assert held.money == (Decimal(1800), Decimal(15))
    assert "98.4% of the rows and 99.2% of the sales" in data_findings.conclude(held).headline


def test_a_share_is_100_percent_only_if_it_is_all():
    assert data_findings._written(0.99999) == "99.99%"
    assert data_findings._written(1) == "100.0%"


def test_customers_alone_make_a_page_without_money(customers):
    assert data_tables.totals(customers) is None
    assert data_tables.bridge(customers) is None
    assert data_tables.differences(customers) is None
    assert data_charts.totals(customers) is None
    assert data_charts.bridge(customers) is None
    assert data_quality.rows_over_time(customers) is None
    result = data_findings.conclude(customers)
    assert "there are no orders" in result.headline
    assert [figure.key for figure in result.figures] == ["rows_used"]


def test_simulated_data_is_said_to_be_and_asks_nothing_of_anyone(study):
    held = replace(study(*lines()), simulated=True)
    result = data_findings.conclude(held)
    assert result.headline.startswith("Simulated data: every row")
    assert result.decisions == ()
    assert "simulated" in result.limits[-1]


# --- what to mend ---------------------------------------------------------------------------------


def test_faults_are_mended_in_the_order_of_the_money_they_concern(study):
    """Three rows of 5 euros without a customer weigh less than one of 40 with a date unread."""
    more = [f"x{i},,hat,2026-01-02,1,5" for i in range(3)] + ["y,c1,hat,pronto,1,40"]
    found = decisions(study(*lines(), *more))
    assert [d.effect for d in found if "correct the rows" in d.what] == [
        "1 row more could be used, worth €40.00", "3 rows more could be used, worth €15.00",
    ]  # fmt: skip


def test_a_row_with_another_fault_is_not_won_by_mending_one(study):
    """Of three lines without a customer one has no price either: two come back, worth 10."""
    more = ["x1,,hat,2026-01-02,1,5", "x2,,hat,2026-01-02,1,5", "x3,,hat,2026-01-02,1,0"]
    found = decisions(study(*lines(), *more))
    assert [d.effect for d in found if "correct the rows" in d.what] == [
        "2 rows more could be used, worth €10.00",
    ]  # fmt: skip


def test_where_nothing_has_a_date_no_gap_is_denied(customers):
    assert "No unusual gap" not in {c.name for c in data_findings.conclude(customers).checks}


def test_a_score_is_told_as_faultless_only_where_it_is():
    assert data_quality._rounded_down(0.99995) == 0.999
    assert (data_quality._rounded_down(1.0), data_quality._rounded_down(None)) == (1.0, None)


def test_rows_left_out_on_purpose_are_nothing_to_mend(study):
    rows = lines()
    assert not [d for d in decisions(study(*rows, *rows[:9])) if "correct the rows" in d.what]


def test_a_gap_in_march_is_seen_named_and_a_decision(study):
    """Two orders a day; 9 to 22 March 2026 is missing."""
    rows = [line for line in lines() if not "2026-03-09" <= line.split(",")[3] <= "2026-03-22"]
    held = study(*rows)
    title = data_quality.rows_over_time(held).to_dict()["title"]["text"]
    assert title == "Orders: no rows (9–22 Mar 2026)"
    (gap,) = [d for d in decisions(held) if "find out whether rows are missing" in d.what]
    assert gap.effect == (
        "If nothing was closed then, about 28 rows are missing, going by the days around it"
    )
    assert held.scores()["orders"]["timeliness"] == pytest.approx(1 - 14 / 90)


def test_old_data_is_to_be_exported_again(study):
    held = study(*lines(), today=dt.date(2026, 7, 9))  # the newest row is of 31 March
    assert [d.effect for d in decisions(held) if "export again" in d.what] == [
        "The newest row is of 31 March 2026, 100 days old"
    ]
    assert not [d for d in decisions(study(*lines())) if "export again" in d.what]


def test_what_was_assumed_is_to_be_confirmed(study):
    rows = [f"{n},c{n},hat,0{1 + n % 9}/0{1 + n // 9}/2026,1,10" for n in range(36)]
    found = [d.what for d in decisions(study(*rows)) if "confirm what had to be assumed" in d.what]
    assert found == ["Orders: confirm what had to be assumed (dates: DD/MM/YYYY)"]


def test_contradictions_beyond_chance_are_looked_into(study):
    rows = [f"{n},c{k},{item},2026-01-0{1 + n % 9},1,10"
            for n in range(20) for k, item in ((n % 3, "hat"), (n % 2, "cap"))]  # fmt: skip
    found = [d for d in decisions(study(*rows)) if "orders with several customers" in d.what]
    assert len(found) == 1


# --- tables and charts ----------------------------------------------------------------------------


def test_earlier_months_are_summed_up_by_year(study):
    """Six months, two shown: May and June one by one, the four before as one line."""
    rows = [f"{m},c{m},hat,2026-0{m}-15,1,10" for m in range(1, 7)]
    shown = data_tables.totals(study(*rows, p=data.Params(months_shown=2))).text
    assert "Jun\u00a02026" in shown
    assert "2026 (4 months)" in shown
    assert "Apr\u00a02026" not in shown


def test_customers_too_few_to_be_shown_are_not(study, tmp_path):
    held = study(GOOD, *[f"{n},c{n},hat,2026-02-0{1 + n % 9},1,10" for n in range(12)])
    text = data_tables.totals(held).text
    assert "under 10" in text
    data_tables.write_totals(tmp_path / "totals.csv", held)
    with (tmp_path / "totals.csv").open(encoding="utf-8-sig") as file:
        written = {(r["month"], r["figure"]): r["ours"] for r in csv.DictReader(file)}
    assert ("2026-01", "customers") not in written
    assert written["2026-02", "customers"] == "12"
    assert Decimal(written["2026-02", "net"]) == 120


def test_every_column_that_was_understood_stands_in_the_file(study, tmp_path):
    """The page names but some of many; a row of the file is one column and one finding."""
    held = study(GOOD)
    data_tables.write_understood(tmp_path / "columns.csv", held)
    with (tmp_path / "columns.csv").open(encoding="utf-8-sig") as file:
        written = [(r["Your columns"], r["How we know"]) for r in csv.DictReader(file)]
    found = [each for ledger in held.sources.values() for each in ledger.detected]
    assert len(found) > 3
    assert [column for column, _ in written] == [each.column or "" for each in found]
    assert all(how for _, how in written)


def test_the_bridge_chart_ends_at_what_is_used(study):
    more = [f"x{i},,hat,2026-01-02,1,50" for i in range(4)]
    chart = data_charts.bridge(study(*lines(), *more)).to_dict()
    assert [(s["_low"], s["_high"]) for s in steps_of(chart)] == [
        (0, 2000),
        (1800, 2000),
        (0, 1800),
    ]
    assert chart["title"]["text"] == "€1,800 of the €2,000 in the files is used"
    assert data_charts.bridge(study(*lines())) is None


def test_many_reasons_are_gathered_in_the_chart_and_all_in_the_table(study):
    from taller.data.tell.reconcile import Amounts, Rejected

    held = study(*lines())
    left = tuple(Rejected("2026-01", (f"missing_{i}",), Amounts(1, 1, 0, Decimal(i + 1)))
                 for i in range(12))  # fmt: skip
    held = replace(held, reconciliation=replace(held.reconciliation, rejected=left))
    steps = steps_of(data_charts.bridge(held).to_dict())
    assert len(steps) == 2 + data_charts.MOST_STEPS + 1
    assert steps[-2]["step"] == "Other reasons"
    assert steps[-2]["_low"] == steps[-1]["_high"] == 1800
    assert data_tables.bridge(held).html.count("<tr>") == 1 + 14


@pytest.mark.slow
def test_one_month_makes_no_line_and_ten_years_make_a_page(study):
    assert data_charts.totals(study(*lines(20))) is None
    first = dt.date(2016, 4, 1)
    rows = [f"{n},c{n % 50},hat,{first + dt.timedelta(days=n)},1,10" for n in range(3640)]
    held = study(*rows)
    assert len(held.quality["orders"].periods) == 120
    assert held.quality["orders"].gaps == ()
    assert data_tables.totals(held).html.count("<tr>") == 1 + 12 + 10
    assert data_quality.rows_over_time(held).to_dict()["title"]["text"].startswith("No unusual gap")


def test_only_what_is_faulty_is_drawn_over_time(study):
    """In February some rows have no customer; weeks of fewer rows than asked are not scored."""
    rows = [line.replace(",c5,", ",,").replace(",c10,", ",,") if "-02-" in line else line
            for line in lines()]  # fmt: skip
    held = study(*rows, p=data.Params(min_rows=10))
    chart = data_quality.faults_over_time(held)
    assert "Orders: filled in" in chart.to_dict()["title"]["text"]
    assert data_quality.faults_over_time(replace(held, p=data.Params(min_rows=500))) is None
    assert data_quality.faults_over_time(study(*lines())) is None


def test_every_table_of_the_page_can_be_shown_in_both_languages(study):
    held = study(
        *lines(), "x,,hat,2026-01-02,1,5", lines()[0], totals={"months": {"2026-01": {"net": 700}}}
    )
    pages = []
    for code in ("en", "es"):
        with speaking(code):
            made = [
                data_tables.totals(held), data_tables.differences(held), data_tables.bridge(held),
                data_tables.rows(held), data_tables.reasons(held), data_tables.understood(held),
                data_quality.scores(held), data_quality.evidence(held),
            ]  # fmt: skip
            assert all("<table>" in each.html for each in made)
            result = data_findings.conclude(held)
            pages.append((result.headline, [table.html for table in made]))
    assert pages[0][0] != pages[1][0]
    assert all(en != es for en, es in zip(pages[0][1], pages[1][1], strict=True))


def test_people_are_named_by_column_and_never_by_value(study):
    rows = [line.replace(",c", ",persona.privada").replace(",hat", "@correo.es,hat")
            for line in lines()]  # fmt: skip
    held = study(*rows, orders={"columns": COLUMNS})
    shown = data_tables.people(held).html
    assert "customer" in shown
    assert "persona.privada" not in shown


def test_columns_written_alike_are_told_once(study):
    shown = data_tables.understood(study(*lines())).text
    assert shown.count("Column separator") == 1


@pytest.mark.parametrize(
    "value, en, es",
    [("%d/%m/%Y %H:%M", "DD/MM/YYYY HH:MM", "DD/MM/AAAA HH:MM"),
     ("epoch seconds", "seconds since 1970", "segundos desde 1970")],
)  # fmt: skip
def test_dates_are_shown_as_people_write_them(value, en, es):
    assert data_words.shown("dates", value) == en
    with speaking("es"):
        assert data_words.shown("dates", value) == es


def test_what_lowers_a_score_has_words_whatever_it_is():
    """Each code that quality counts is said in words, not as a code."""
    import inspect
    import re

    from taller.data.contract import integrity
    from taller.data.orders import head_totals, money_told, whole_orders
    from taller.data.tell import measuring, quality, quality_rules

    modules = (measuring, quality_rules, quality, whole_orders, integrity, head_totals, money_told)
    source = "".join(map(inspect.getsource, modules))
    quoted = set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*)"', source))
    known = {"empty", "unreadable", "future", "before_1990", "zero", "negative", "fraction",
             "too_large", "no_currency", "duplicate_row", "duplicate_key", "several_customers",
             "several_days", "several_currencies", "without_purchase", "unknown_to_table",
             "unknown_item", "tax_beyond_value", "refund_beyond_value", "purchase_without_order",
             "more_clicks_than_shown", "cost_without_clicks", "cost_beyond_price",
             "ends_before_it_starts", "closed_before_opened", "unknown_customer", "unknown_order",
             "before_sign_up", "after_end", "back_before_ordered", "delivered_before_ordered",
             "head_without_lines", "lines_differ_from_head", "value_is_no_product"}  # fmt: skip
    assert known <= quoted
    with speaking("es"):
        for code in known:
            assert data_words.evidence(code, "price") != code.replace("_", " ")


# --- what is not known, and people too few to be told ---------------------------------------------


def test_prices_without_units_stand_in_the_headline_the_first_decisions_and_the_checks(study):
    columns = {k: v for k, v in COLUMNS.items() if k != "quantity"}
    result = data_findings.conclude(study(*lines(), orders={"columns": columns}))
    assert "but without units, so what was sent back counts as sold" in result.headline
    assert "which column holds the units" in result.decisions[1].what
    assert [c.name for c in result.checks if not c.passed] == [
        "What was sent back is told from sales"
    ]


def test_units_that_are_known_are_not_mentioned(study):
    result = data_findings.conclude(study(*lines()))
    assert "without units" not in result.headline
    assert all(check.passed for check in result.checks)


def test_events_without_a_purchase_ask_for_the_purchases(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    text = "".join(json.dumps(event("page_view", 60 * n)) + "\n" for n in range(4))
    (tmp_path / "events.jsonl").write_text(text, encoding="utf-8")
    source = {"path": "events.jsonl", "shape": "ga4_events"}
    chosen = {"source": "files", "orders": source, "events": source}
    chosen = TypeAdapter(DataSettings).validate_python(chosen)
    held = data.look(take(tmp_path / "run", tmp_path, chosen), P, today=TODAY)
    result = data_findings.conclude(held)
    assert "there are no orders" in result.headline
    assert result.decisions[0].what == "Orders: export the purchases as well"
    assert "holds no purchases" in repr(data_tables.reasons(held))


def test_a_month_of_few_customers_is_not_told_wherever_customers_are_compared(study):
    """January has 31 customers; February 28, of whom fewer than 30 may not be told."""
    totals = {"months": {"2026-01": {"customers": 40}, "2026-02": {"customers": 40}}}
    held = replace(study(*lines(), totals=totals), min_group=30)
    shown = data_tables.differences(held).text
    assert "under 30" in shown
    assert "28" not in shown.replace("2026", "")
    drawn = data_charts.totals(held).to_dict()
    points = [p for rows in drawn["datasets"].values() for p in rows if "month" in p]
    ours = {p["month"][:7]: p["value"] for p in points if p.get("who") == "In the data"}
    assert ours["2026-01"] == 31
    assert ours.get("2026-02") is None
    worst = data_findings.conclude(replace(held, min_group=50)).headline
    assert "the data has under 50" in worst


def test_whatever_was_understood_of_a_file_has_a_name():
    """Each code of a `Detected`, as the readers write it, is said in words in both languages."""
    import re
    from pathlib import Path

    from taller import data as package

    folder = Path(package.__path__[0])
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    codes = set(re.findall(r'Detected\(\s*"([a-z_]+)"', source))
    assert {"other_sheets", "repeated_headers", "absent_in", "files_not_read"} <= codes
    named = {code: say(f"detected.{code}") for code in codes}
    assert len(set(named.values())) == len(codes)
    with speaking("es"):
        alike = {code for code in codes if say(f"detected.{code}") == named[code]}
    assert not alike


def test_a_few_early_customers_do_not_push_all_else_into_a_corner(study):
    """Two of 2013 are left out of the chart, and said; a gap of theirs would bring them back."""
    held = study(*lines())
    orders = held.quality["orders"]
    first = orders.periods[0].start
    old = (Period(dt.date(2013, 7, 1), 2), *(Period(p.start, 9) for p in orders.periods))
    people = replace(orders, table="customers", periods=old)
    both = replace(held, quality={"customers": people, "orders": orders})
    chart = data_quality.rows_over_time(both).to_dict()
    drawn = [row["start"] for rows in chart["datasets"].values() for row in rows]
    assert min(drawn)[:10] == str(first)
    assert "Not drawn: 2 customers from before" in chart["title"]["subtitle"]
    assert data_quality._begins({"customers": people}).year == 2013
    gap = Gap(dt.date(2014, 1, 1), dt.date(2014, 1, 31), 5)
    gone = {"customers": replace(people, gaps=(gap,)), "orders": orders}
    assert data_quality._begins(gone).year == 2014
