"""The data page: what it says of rows, totals and quality, of sound data and of data that fails."""

from __future__ import annotations

import datetime as dt

import pytest

from taller.language import speaking
from taller.preparation import data, data_charts, data_findings, data_tables
from tests.data.conftest import COLUMNS, GOOD, HEADER, settings, take

P = data.Params()
TODAY = dt.date(2026, 3, 10)


def lines(months: int = 3) -> list[str]:
    """Two orders a day for some months, at 10 euros each."""
    first = dt.date(2026, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range(30 * months)]
    return [f"{day:%m%d}{n},c{day.day % 7},hat,{day},1,10" for day in days for n in range(2)]


@pytest.fixture
def study(tmp_path, monkeypatch):
    """What is known of the lines given."""
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))

    def make(*rows: str, **more) -> data.Study:
        (tmp_path / "orders.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return data.look(take(tmp_path / "run", tmp_path, settings(**more)), P, today=TODAY)

    return make


def test_sound_data_without_totals_says_that_nobody_has_compared_them(study):
    result = data_findings.conclude(study(*lines()))
    assert result.agrees is None
    assert result.headline.startswith("Nobody has compared these totals")
    assert "100.0% of the 180 rows read can be used" in result.headline
    assert result.decisions[0].owner == "Finance"
    figures = {figure.key: figure.estimate.value for figure in result.figures}
    assert (figures["rows_used"], figures["net_sales"], figures["value_set_aside"]) == (1, 1800, 0)
    assert [check.passed for check in result.checks] == [True, True]


def test_totals_that_agree_are_said_to(study):
    """January: 31 days, two orders a day at 10."""
    result = data_findings.conclude(
        study(*lines(), totals={"months": {"2026-01": {"net": 620, "orders": 62}}})
    )
    assert result.agrees is True
    assert "agree with your own figures" in result.headline


def test_totals_that_differ_are_the_headline_with_month_and_figure(study):
    held = study(*lines(), totals={"months": {"2026-01": {"net": 700}}})
    result = data_findings.conclude(held)
    assert result.agrees is False
    assert "January 2026" in result.headline
    assert not result.checks[1].passed
    assert "differs" in repr(data_tables.differences(held))


def test_rows_that_cannot_be_used_are_a_decision_by_their_share(study):
    """One row in ten without a customer."""
    rows = [line.replace(",c1,", ",,") for line in lines()]
    held = study(*rows)
    result = data_findings.conclude(held)
    lost = held.read - held.used
    assert lost > 10
    assert any("no customer" in d.what and f"{lost} rows" in d.effect for d in result.decisions)


def test_a_gap_in_march_is_seen_and_named(study):
    """Ninety days with two orders each, the third week of February missing."""
    rows = [line for line in lines() if not "2026-02-15" <= line.split(",")[3] <= "2026-02-21"]
    held = study(*rows)
    assert "15 February 2026" in str(data_charts.rows(held).to_dict()["title"])
    assert any("15 February 2026" in d.what for d in data_findings.conclude(held).decisions)


def test_every_table_of_the_page_can_be_shown_in_both_languages(study):
    held = study(*lines(), GOOD, totals={"months": {"2026-01": {"net": 700}}})
    for code in ("en", "es"):
        with speaking(code):
            for make in (
                data_tables.totals,
                data_tables.differences,
                data_tables.bridge,
                data_tables.rows,
                data_tables.understood,
                data_tables.quality,
            ):
                assert "<table>" in make(held).html
            data_findings.conclude(held)


def test_customers_alone_make_a_page_without_money(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    (tmp_path / "who.csv").write_text("id,land\nana,ES\nbea,MX\n")
    from pydantic import TypeAdapter

    from taller.data.sources import DataSettings

    customers = {"path": "who.csv", "columns": {"user_id": "id", "country": "land"}}
    chosen = TypeAdapter(DataSettings).validate_python({"source": "files", "customers": customers})
    held = data.look(take(tmp_path / "run", tmp_path, chosen), P, today=TODAY)
    assert data_tables.totals(held) is None
    assert data_tables.bridge(held) is None
    assert data_charts.money(held) is None
    assert data_findings.conclude(held).headline.startswith("The data was read whole")


def test_people_are_named_by_column_and_never_by_value(study):
    rows = [line.replace(",c", ",persona.privada").replace(",hat", "@correo.es,hat")
            for line in lines()]  # fmt: skip
    held = study(*rows, orders={"columns": COLUMNS})
    shown = data_tables.people(held).html
    assert "customer" in shown
    assert "persona.privada" not in shown
