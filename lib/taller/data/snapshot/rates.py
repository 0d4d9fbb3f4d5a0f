"""Exchange rates: money in several currencies brought to the engagement's, by dated rates.

The rate of a day is the last one dated on or before it, for at most `LASTS` days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from taller.data.engine import bounds
from taller.data.reading import refusals
from taller.data.settings import places
from taller.errors import DataError, Fault, did_you_mean

LASTS = 31  # days
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)  # of a date; each day between has a rate
COLUMNS = ("date", "currency", "rate")


@dataclass(frozen=True)
class Rates:
    """Units of the engagement's currency for one unit of each other, day by day.

    Attributes
    ----------
    daily : currency -> (first day, rate of each day from it on; None where there is none)
    """

    daily: dict[str, tuple[dt.date, list[Decimal | None]]]

    def define(self, con: Any) -> None:
        """Put the rates into the database, where `sql` finds them."""
        for currency, (_first, rates) in self.daily.items():
            listed = ", ".join("NULL" if rate is None else str(rate) for rate in rates)
            con.execute(f"SET VARIABLE rate_{currency} = [{listed}]::DECIMAL(18, 8)[]")

    def sql(self, currency: str, day: str, own: str) -> str:
        """SQL: the rate for a row's currency and day; 1 for the engagement's own, else null.

        By position in a list, not by a join, which would lose the rows' order.
        """
        whens = [f"WHEN {currency} = '{own}' THEN 1::DECIMAL(18, 8)"]
        for code, (first, rates) in self.daily.items():
            place = f"date_diff('day', DATE '{first}', {day}::DATE) + 1"
            inside = f"{place} BETWEEN 1 AND {len(rates)}"
            rate = f"CASE WHEN {inside} THEN getvariable('rate_{code}')[{place}] END"
            whens.append(f"WHEN {currency} = '{code}' THEN {rate}")
        return f"CASE {' '.join(whens)} END"


def read(path: Path, shown: str | None = None) -> Rates:
    """Read a file of rates: columns ``date`` (ISO), ``currency`` (ISO 4217), ``rate``.

    Parameters
    ----------
    shown : the path as messages name it

    Raises
    ------
    DataError
        Naming every line that is wrong.
    """
    shown = shown or str(path)
    with refusals.netted(shown):
        bounds.reads(shown, path)
        found = _read(path, shown)
        bounds.reads("data")
        return found


def _read(path: Path, shown: str) -> Rates:
    import csv

    places.refuse_no_file(path, shown)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise DataError(shown, f"cannot be read: {what}") from None
    lines = csv.reader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    header = [name.strip().lower() for name in next(lines, [])]
    absent = [f"has no column '{name}'{did_you_mean(name, header)}" for name in COLUMNS
              if name not in header]  # fmt: skip
    if absent:
        raise DataError(shown, [Fault("", what, 1) for what in absent])
    faults: list[Fault] = []
    dated: dict[str, dict[dt.date, Decimal]] = {}
    for number, row in enumerate(lines, start=2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            _take(cells, number, dated, faults)
    if faults:
        raise DataError(shown, faults)
    if not dated:
        raise DataError(shown, "holds no rate; give lines of date, currency and rate")
    return Rates({currency: _daily(found) for currency, found in sorted(dated.items())})


def _take(
    cells: dict[str, str],
    number: int,
    dated: dict[str, dict[dt.date, Decimal]],
    faults: list[Fault],
) -> None:
    from babel.numbers import is_currency

    wrong = len(faults)
    currency = cells.get("currency", "").upper()
    if not is_currency(currency):
        faults.append(
            Fault("currency", f"must be an ISO 4217 code (got {currency[:30]!r})", number)
        )
    try:
        day = dt.date.fromisoformat(cells.get("date", "")[:10])
        if not FIRST <= day <= LAST:
            what = f"must lie between {FIRST.year} and {LAST.year} (got {day.isoformat()})"
            faults.append(Fault("date", what, number))
    except ValueError:
        faults.append(
            Fault("date", f"must be as 2026-01-31 (got {cells.get('date', '')[:30]!r})", number)
        )
    try:
        rate = Decimal(cells.get("rate", "").replace(",", ".")).quantize(Decimal("1e-8"))
        if not 0 < rate < 10**9:
            raise InvalidOperation
    except InvalidOperation:
        what = f"must be a positive number (got {cells.get('rate', '')[:30]!r})"
        faults.append(Fault("rate", what, number))
    if len(faults) > wrong:
        return
    known = dated.setdefault(currency, {})
    if known.get(day, rate) != rate:
        faults.append(Fault("rate", f"a second rate of {currency} for {day}; keep one", number))
    known[day] = rate


def _daily(found: dict[dt.date, Decimal]) -> tuple[dt.date, list[Decimal | None]]:
    first, last = min(found), max(found)
    rates: list[Decimal | None] = []
    dated = first
    for offset in range((last - first).days + 1 + LASTS):
        day = first + dt.timedelta(days=offset)
        dated = day if day in found else dated
        rates.append(found[dated] if (day - dated).days <= LASTS else None)
    return first, rates
