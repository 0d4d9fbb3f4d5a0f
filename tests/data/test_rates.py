"""Exchange rates: the last one dated on or before the day, for a month at most."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import duckdb
import pytest

from taller.data.snapshot import rates
from taller.errors import DataError


def read(tmp_path, text: str) -> rates.Rates:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return rates.read(path)


def rate_of(found: rates.Rates, currency: str, day: str) -> Decimal | None:
    con = duckdb.connect()
    found.define(con)
    sql = found.sql(f"'{currency}'", f"TIMESTAMP '{day} 10:00'", "EUR")
    return con.execute(f"SELECT {sql}").fetchone()[0]


LINES = "date,currency,rate\n2026-01-05,USD,0.92\n2026-01-08,usd,0.93\n2026-01-05,MXN,0.0502\n"


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2026-01-04", None), ("2026-01-05", "0.92"), ("2026-01-07", "0.92"), ("2026-01-08", "0.93"),
     ("2026-02-08", "0.93"), ("2026-02-09", None)],
)  # fmt: skip
def test_a_days_rate_is_the_last_dated_on_or_before_it_for_31_days(tmp_path, day, rate):
    """8 January and 31 days is 8 February."""
    found = rate_of(read(tmp_path, LINES), "USD", day)
    assert found == (None if rate is None else Decimal(rate))


def test_the_engagements_own_currency_needs_no_rate(tmp_path):
    found = read(tmp_path, LINES)
    assert rate_of(found, "EUR", "1999-01-01") == 1
    assert rate_of(found, "GBP", "2026-01-05") is None


def test_semicolons_and_decimal_commas_are_read(tmp_path):
    found = read(tmp_path, "date;currency;rate\n2026-01-05;USD;0,92\n")
    assert found.daily["USD"][0] == dt.date(2026, 1, 5)
    assert rate_of(found, "USD", "2026-01-05") == Decimal("0.92")


def test_every_wrong_line_is_named_at_once(tmp_path):
    text = LINES + "05/01/2026,USD,1\n2026-01-06,DOLLAR,1\n2026-01-06,USD,-1\n2026-01-05,USD,2\n"
    with pytest.raises(DataError) as error:
        read(tmp_path, text)
    assert [(fault.where, fault.line) for fault in error.value.faults] == [
        ("date", 5), ("currency", 6), ("rate", 7), ("rate", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [("day,currency,rate\n", "has no column 'date'"), ("date,currency,rate\n", "holds no rate")],
)
def test_a_file_without_rates_is_refused(tmp_path, text, said):
    with pytest.raises(DataError, match=said):
        read(tmp_path, text)
