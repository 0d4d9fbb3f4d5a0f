"""Faults of cells and rows: what goes wrong in exports, and what must become of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tests.messy.dialects import CALENDAR, Dialect
from tests.messy.sheets import (
    Outcome,
    Row,
    Sheet,
    Written,
    whole_orders,
)
from tests.messy.shop import Shop

SHIPPING = {"en": "SHIPPING", "es": "PORTES"}


@dataclass(frozen=True)
class Work:
    """An export in the making.

    Attributes
    ----------
    at : rows of the first sheet that a refusal may name; None where it names no line
    beside : further files, by name
    more : keys of the ``data:`` block
    """

    shop: Shop
    sheets: tuple[Sheet, ...]
    dialect: Dialect
    rng: random.Random
    language: str = "en"
    outcome: Outcome = "same"
    at: range | None = None
    spare: int = 0
    beside: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first(self) -> Sheet:
        """The sheet that faults happen to."""
        return self.sheets[0]

    @property
    def rows(self) -> list[Row]:
        """Its rows."""
        return list(self.first.rows)

    def having(self, rows: list[Row], **more: Any) -> Work:
        """The same with other rows in the first sheet."""
        sheet = replace(self.first, rows=tuple(rows))
        return replace(self, sheets=(sheet, *self.sheets[1:]), **more)

    def position(self, canonical: str) -> int:
        """Where a canonical column of the first sheet stands."""
        found = self.first.position(canonical)
        if found is None:
            raise ValueError(f"{self.first.name} has no {canonical}")
        return found

    def some(self, share: float) -> list[int]:
        """Rows at random, at least two, those that become something."""
        usable = [i for i, row in enumerate(self.first.rows) if row.made]
        return sorted(self.rng.sample(usable, max(2, int(share * len(usable)))))


def put(row: Row, position: int, cell: Any) -> Row:
    """A row with another cell."""
    cells = list(row.cells)
    cells[position] = cell
    return replace(row, cells=tuple(cells))


def spoilt(row: Row, *reasons: str) -> Row:
    """A row that cannot be used."""
    tables = [table for table, made in row.made if made.get("kind") != "refund"]
    return replace(row, made=(), rejected=tuple((table, reasons) for table in tables))


def ragged_rows(work: Work) -> Work:
    """A row with two cells too many: a file broken by a comma in a text."""
    rows = work.rows
    k = work.rng.randrange(len(rows) // 3, len(rows))
    rows[k] = replace(rows[k], cells=(*rows[k].cells, Written("x"), Written("y")))
    return work.having(rows, outcome="refused", at=range(k, k + 1))


def short_rows(work: Work) -> Work:
    """A row that lacks its last cells."""
    rows = work.rows
    k = work.rng.randrange(len(rows) // 3, len(rows))
    rows[k] = replace(rows[k], cells=rows[k].cells[: len(rows[k].cells) // 2])
    return work.having(rows, outcome="refused", at=range(k, k + 1))


def wrong_quotes(work: Work) -> Work:
    """Quotation marks within a quoted text that are not doubled."""
    rows, at = work.rows, work.position("item_name")
    for i in work.some(0.02):
        name = f'top "azul", {i}'
        rows[i] = put(rows[i], at, Written(f'"{name}"', raw=True))
        rows[i] = replace(
            rows[i], made=tuple((t, {**made, "item_name": name}) for t, made in rows[i].made)
        )
    return work.having(rows, outcome="either")


def unclosed_quote(work: Work) -> Work:
    """A quotation mark that opens and is never closed."""
    rows, at = work.rows, work.position("item_name")
    k = work.rng.randrange(len(rows) // 2, len(rows))
    rows[k] = put(rows[k], at, Written('"wrap dress', raw=True))
    return work.having(rows, outcome="refused", at=range(k, len(rows)))


def header_row_4(work: Work) -> Work:
    """Three lines of titles above the header."""
    return replace(work, dialect=replace(work.dialect, titles=3))


def header_repeated(work: Work) -> Work:
    """The header once more in the middle, as when exports are pasted together."""
    rows = work.rows
    rows.insert(len(rows) // 2, Row(tuple(Written(name) for name in work.first.columns)))
    return work.having(rows, outcome="either", spare=1)


def dates_half_way(work: Work) -> Work:
    """The way dates are written changes half way."""
    new = "day_first_seconds" if work.dialect.dates != "day_first_seconds" else "iso"
    return _from_half(work, {"dates": new})


def decimal_half_way(work: Work) -> Work:
    """Decimal points become decimal commas half way."""
    work = replace(work, dialect=replace(work.dialect, thousands="", decimal="."))
    return _from_half(work, {"decimal": ","})


def _from_half(work: Work, written: dict[str, Any]) -> Work:
    rows = work.rows
    k = whole_orders(work.first, rows, len(rows) // 2)
    rows[k:] = [replace(row, written=written) for row in rows[k:]]
    return work.having(rows, outcome="refused", at=range(k, k + 1))


def mixed_dates(work: Work) -> Work:
    """Day-first and month-first dates in turn: nobody can tell 3 April from 4 March."""
    rows = [
        replace(row, written={"dates": ("day_first_seconds", "month_first")[i % 2]})
        for i, row in enumerate(work.rows)
    ]
    return work.having(rows, outcome="refused")


def feb_29(work: Work) -> Work:
    """Days that do not exist: 29 February 2011."""
    rows, at = work.rows, work.position("event_timestamp")
    form = CALENDAR[work.dialect.dates]
    there = dt.datetime(2011, 2, 28, 10, 0, 0).strftime(form).replace("28", "29")
    for i in work.some(0.01):
        rows[i] = spoilt(put(rows[i], at, Written(there)), "unreadable_date")
    return work.having(rows)


def dst_doubles(work: Work) -> Work:
    """Half past two happens twice when the clocks go back, an hour apart."""
    rows, at = work.rows, work.position("event_timestamp")
    moment = dt.datetime(2025, 10, 26, 2, 30)
    for i, offset in zip(work.some(0.01)[:2], ("+02:00", "+01:00"), strict=True):
        rows[i] = put(rows[i], at, Written(f"2025-10-26T02:30:00{offset}"))
        made = tuple((t, {**made, "event_timestamp": moment}) for t, made in rows[i].made)
        rows[i] = replace(rows[i], made=made)
    return work.having(rows)


def negative_quantity(work: Work) -> Work:
    """Goods sent back under the number of the order that bought them, without a mark."""
    rows, at = work.rows, work.position("transaction_id")
    for i, row in enumerate(rows):
        number = row.cells[at]
        if row.made and row.made[0][1]["kind"] == "cancellation":
            plain = "T" + number[1:] if number.startswith("R") else number.lstrip("C")
            made = tuple((t, {**made, "transaction_id": plain}) for t, made in row.made)
            rows[i] = replace(put(row, at, plain), made=made)
    return work.having(rows)


def blank_numbers(work: Work) -> Work:
    """Blank strings where numbers belong."""
    rows = work.rows
    amount = "price" if work.first.position("price") is not None else "value"
    for name, code in (("quantity", "missing_quantity"), (amount, "missing_price")):
        at = work.position(name)
        for i in work.rng.sample([i for i, row in enumerate(rows) if row.made], 3):
            rows[i] = spoilt(put(rows[i], at, Written("  ")), code)
    return work.having(rows)


def float_ids(work: Work) -> Work:
    """Customers' numbers written as floats, 17850.0."""
    sheets = []
    for sheet in work.sheets:
        at = sheet.position("user_id")
        rows = sheet.rows
        if at is not None:
            rows = tuple(
                row if str(row.cells[at]).endswith(".0")
                else put(row, at, Written(f"{row.cells[at]}.0"))
                for row in rows
            )  # fmt: skip
        sheets.append(replace(sheet, rows=rows))
    return replace(work, sheets=tuple(sheets))


def duplicated_rows(work: Work) -> Work:
    """Rows told twice over."""
    sheets = []
    for sheet in work.sheets:
        code = "duplicate_key" if sheet.tables[0] in ("customers", "items") else "duplicate_row"
        rows = list(sheet.rows)
        usable = [i for i, row in enumerate(rows) if row.made]
        for i in sorted(work.rng.sample(usable, 4), reverse=True):
            rows.insert(i + 1, spoilt(rows[i], code))
        sheets.append(replace(sheet, rows=tuple(rows)))
    return replace(work, sheets=tuple(sheets))


def missing_ids(work: Work) -> Work:
    """Rows that do not say who, or which order: blank, or another program's word for it."""
    rows = work.rows
    for name, code in (("user_id", "missing_user"), ("transaction_id", "missing_transaction")):
        at = work.position(name)
        for i in work.rng.sample([i for i, row in enumerate(rows) if row.made], 3):
            word = work.rng.choice(("", "nan", "NULL", " "))
            rows[i] = spoilt(put(rows[i], at, Written(word)), code)
    return work.having(rows)


def test_orders(work: Work) -> Work:
    """Orders that the shop placed to try itself."""
    name = "Prueba" if work.language == "es" else "Test order"
    rows = [replace(row, cells=(*row.cells, False)) for row in work.rows]
    for i in work.some(0.03):
        rows[i] = spoilt(put(rows[i], len(rows[i].cells) - 1, True), "test_order")
    # The analyst says which words mark a test, since the list that is known is not endless.
    settings = {"test_values": [work.dialect.words[0].lower()]}
    return _more_column(work.having(rows), name, "test", settings)


def shipping_lines(work: Work) -> Work:
    """Postage among the goods."""
    rows, at = work.rows, work.position("item_id")
    code = SHIPPING[work.language]
    orders = {row.cells[work.position("transaction_id")]: i for i, row in enumerate(rows)}
    for i in sorted(work.rng.sample(sorted(orders.values()), 5), reverse=True):
        rows.insert(i + 1, spoilt(put(rows[i], at, code), "shipping"))
    return _with_settings(work.having(rows), {"shipping_items": [f"{code[:5]}*"]})


def currencies(work: Work) -> Work:
    """Money in three currencies, and a file of dated rates."""
    first = min(row["event_timestamp"] for row in work.shop.orders).date()
    rates = {
        (first + dt.timedelta(days=21 * n), code): Decimal(base + n % 7) / 100
        for n in range(40)
        for code, base in (("USD", 85), ("MXN", 4))
    }
    rows = []
    for row in work.rows:
        code = work.rng.choices((work.shop.currency, "USD", "MXN"), (6, 2, 2))[0]
        made = tuple((t, _exchanged(made, code, rates)) for t, made in row.made)
        rows.append(replace(row, cells=(*row.cells, code), made=made))
    lines = ["date,currency,rate", *(f"{day},{code},{rate}" for (day, code), rate in rates.items())]
    name = "Moneda" if work.language == "es" else "Currency"
    work = work.having(
        rows, beside={"rates.csv": "\n".join(lines) + "\n"}, more={"rates": "rates.csv"}
    )
    return _more_column(work, name, "currency", {})


def _exchanged(
    made: Mapping[str, Any], code: str, rates: Mapping[tuple[dt.date, str], Decimal]
) -> dict[str, Any]:
    """Money brought to the shop's own currency at the last rate dated on or before the day."""
    day = made["event_timestamp"].date()
    dated = [d for d, c in rates if c == code and d <= day]
    rate = rates[(max(dated), code)] if dated else Decimal(1)
    money = {n: made[n] * rate for n in ("price", "value", "tax") if made.get(n) is not None}
    return {**made, **money, "currency": None}


def _more_column(work: Work, name: str, canonical: str, settings: dict[str, Any]) -> Work:
    sheet = work.first
    table = sheet.tables[0]
    columns = {**sheet.settings[table]["columns"], canonical: name}
    more = {**sheet.settings[table], **settings, "columns": columns}
    sheet = replace(
        sheet,
        columns=(*sheet.columns, name),
        settings={**sheet.settings, table: more},
        meant={**sheet.meant, name: f"{table}.{canonical}"},
    )
    return replace(work, sheets=(sheet, *work.sheets[1:]))


def _with_settings(work: Work, settings: dict[str, Any]) -> Work:
    sheet = work.first
    table = sheet.tables[0]
    more = {**sheet.settings, table: {**sheet.settings[table], **settings}}
    return replace(work, sheets=(replace(sheet, settings=more), *work.sheets[1:]))


def line_breaks(work: Work) -> Work:
    """Texts of several lines."""
    rows, at = work.rows, work.position("item_name")
    for i, row in enumerate(rows):
        if row.made:
            # Of an item named several ways the last holds: so the same for all its lines.
            name = f"{row.made[0][1]['item_name']}\nsegunda línea"
            made = tuple((t, {**made, "item_name": name}) for t, made in row.made)
            rows[i] = replace(put(row, at, name), made=made)
    return work.having(rows)


def swapped_keys(work: Work) -> Work:
    """The mapping takes the order's column for the customer's, and the other way round."""
    columns = dict(work.first.settings["orders"]["columns"])
    columns["transaction_id"], columns["user_id"] = columns["user_id"], columns["transaction_id"]
    return replace(_with_settings(work, {"columns": columns}), outcome="refused")


def ambiguous_dates(work: Work) -> Work:
    """Dates of the first twelve days of months only: 03/04 may be April or March."""
    rows, at = work.rows, work.position("event_timestamp")
    for i, row in enumerate(rows):
        moment = row.cells[at].replace(day=(row.cells[at].day - 1) % 12 + 1)
        made = tuple((t, {**made, "event_timestamp": moment}) for t, made in row.made)
        rows[i] = replace(put(row, at, moment), made=made)
    return work.having(rows, outcome="either")


def day_first_told(work: Work) -> Work:
    """The same, and the analyst says which it is."""
    work = ambiguous_dates(work)
    return replace(work, outcome="same", more={**work.more, "day_first": True})


FAULTS: dict[str, Callable[[Work], Work]] = {
    fault.__name__: fault
    for fault in (
        ragged_rows, short_rows, wrong_quotes, unclosed_quote, header_row_4, header_repeated,
        dates_half_way, decimal_half_way, mixed_dates, feb_29, dst_doubles, negative_quantity,
        blank_numbers, float_ids, duplicated_rows, missing_ids, test_orders, shipping_lines,
        currencies, line_breaks, swapped_keys, ambiguous_dates, day_first_told,
    )
}  # fmt: skip

# what a refusal must be about
ABOUT: dict[str, tuple[str, ...]] = {
    "ragged_rows": ("columns",),
    "short_rows": ("columns",),
    "wrong_quotes": ("quotation mark",),
    "unclosed_quote": ("quotation mark",),
    "header_repeated": ("header",),
    "dates_half_way": ("is written",),
    "decimal_half_way": ("decimal",),
    "mixed_dates": ("is written",),
    "swapped_keys": ("exchanged",),
    "ambiguous_dates": ("day_first",),
}
