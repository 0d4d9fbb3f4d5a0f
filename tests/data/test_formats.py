"""A whole source: columns that decide for each other, refusals that name part and line."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller.data import formats, reading
from taller.data.settings.schemas import MONEY, ORDERS, Column, Schema
from taller.data.settings.sources import TableSource
from taller.data.tell.ledger import Detected
from taller.errors import DataError

TIMES = Schema(
    "times", "", (Column("a", "timestamp", ""), Column("b", "date", ""), Column("c", MONEY, ""),
                  Column("d", MONEY, ""), Column("e", "boolean", "")),
)  # fmt: skip


def Staged(folder: Path, columns: dict[str, list[str | None]]) -> reading.Staged:
    """Staged columns of one part, whose first row is line 2 of it."""
    path, rows = folder / "staged.parquet", len(next(iter(columns.values())))
    cells = {f"c{i}": pa.array(v, pa.string()) for i, v in enumerate(columns.values())}
    pq.write_table(pa.table(cells), path)
    return reading.Staged(
        "exports/*.csv", list(columns), path, rows, frozenset(), frozenset(),
        (reading.Part("exports/jan.csv", 0, rows, 2),),
    )  # fmt: skip


def find(staged, named, schema=TIMES, **hints):
    source = TableSource(**{k: hints.pop(k) for k in ("decimal", "timestamp_format") if k in hints})
    hints = {"day_first": None, "timezone": None, **hints}
    with duckdb.connect() as con:
        found = formats.find_all(con, staged, named, schema, source, **hints)
        listed = ", ".join(f"({found[n].sql(c)})::VARCHAR" for n, c in named.items() if n in found)
        rows = con.execute(f"SELECT {listed} FROM read_parquet('{staged.parquet}')").fetchall()
    return found, rows


def test_only_columns_that_are_not_text_get_a_format(tmp_path):
    staged = Staged(tmp_path, {"Pedido": ["1"], "Fecha": ["2024-01-31"], "Uds": ["3"]})
    named = {"transaction_id": "c0", "event_timestamp": "c1", "quantity": "c2"}
    found, rows = find(staged, named, ORDERS)
    assert list(found) == ["event_timestamp", "quantity"]
    assert rows == [("2024-01-31 00:00:00", "3")]


def test_a_source_of_text_alone_needs_no_format(tmp_path):
    with duckdb.connect() as con:
        staged = Staged(tmp_path, {"Pedido": ["1"]})
        args = (con, staged, {"transaction_id": "c0"}, ORDERS, TableSource())
        assert formats.find_all(*args, day_first=None, timezone=None) == {}


def test_a_mark_with_three_digits_is_what_the_other_number_column_says(tmp_path):
    """1.234 is a thousand where the other column has a decimal comma."""
    found, rows = find(
        Staged(tmp_path, {"Total": ["1.234", "5"], "IVA": ["12,50", "3,1"]}), {"c": "c0", "d": "c1"}
    )
    assert rows == [("1234", "12.50"), ("5", "3.1")]
    assert Detected("decimal", ",", "found", "Total") in found["c"].detected


def test_a_day_that_could_be_a_month_is_what_the_other_date_column_says(tmp_path):
    """04/13 can only be 13 April, so 03/04 is 4 March."""
    staged = Staged(tmp_path, {"Alta": ["03/04/2024"], "Baja": ["04/13/2024"]})
    found, rows = find(staged, {"a": "c0", "b": "c1"})
    assert rows == [("2024-03-04 00:00:00", "2024-04-13")]
    assert found["a"].detected == (Detected("dates", "%m/%d/%Y", "found", "Alta"),)


def test_the_setting_decides_before_the_other_column(tmp_path):
    staged = Staged(tmp_path, {"Alta": ["03/04/2024"], "Baja": ["04/13/2024"]})
    found, rows = find(staged, {"a": "c0", "b": "c1"}, day_first=True)
    assert rows == [("2024-04-03 00:00:00", "2024-04-13")]
    assert found["a"].detected == (Detected("dates", "%d/%m/%Y", "given", "Alta"),)


def test_an_assumption_is_said(tmp_path):
    staged = Staged(tmp_path, {"Alta": ["03/04/2024"], "b": ["2024-01-01"], "Total": ["1.234"]})
    found, rows = find(staged, {"a": "c0", "b": "c1", "c": "c2"})
    assert rows == [("2024-04-03 00:00:00", "2024-01-01", "1234")]
    assert found["a"].detected == (Detected("dates", "%d/%m/%Y", "assumed", "Alta"),)
    assert Detected("decimal", ",", "assumed", "Total") in found["c"].detected


def test_all_columns_whose_format_changes_are_told_at_once_with_part_and_line(tmp_path):
    """Rows 0 to 9 in one way, 10 to 19 in another: the change is on line 12."""
    dates = ["31/01/2024"] * 10 + ["01/31/2024"] * 10
    totals = ["12.50"] * 10 + ["12,50"] * 10
    staged = Staged(tmp_path, {"Fecha": dates, "Total": totals})
    with pytest.raises(DataError) as error:
        find(staged, {"a": "c0", "c": "c1"})
    message = str(error.value)
    assert message.startswith("exports/*.csv: 2 faults")
    assert "line 12  column 'Fecha': in exports/jan.csv it is written as month/day/year" in message
    assert (
        "line 12  column 'Total': in exports/jan.csv it is written with a decimal comma" in message
    )


def test_a_change_far_beyond_the_first_rows_is_found(tmp_path):
    """5,000 rows day-first, then 5,000 ISO: line 5,002."""
    dates = ["31/01/2024"] * 5000 + ["2024-01-31"] * 5000
    with pytest.raises(
        DataError, match=r"line 5002  column 'Fecha'.*year-month-day, in rows above"
    ):
        find(Staged(tmp_path, {"Fecha": dates}), {"a": "c0"})


def test_the_line_comes_from_source_row_where_rows_were_made_from_others(tmp_path):
    """A reshaped source: its rows 0 and 1 were rows 7 and 8."""
    staged = Staged(tmp_path, {"Total": ["12.50", "12,50"]})
    table = pq.read_table(staged.parquet).append_column("source_row", pa.array([7, 8]))
    pq.write_table(table, staged.parquet)
    staged = replace(staged, rowed=True)
    with pytest.raises(DataError, match="line 10  column 'Total'"):
        find(staged, {"c": "c0"})


def test_given_formats_are_used_and_nothing_is_refused(tmp_path):
    staged = Staged(tmp_path, {"Fecha": ["31/01/2024", "2024-01-31"], "Total": ["12,50", "12.50"]})
    found, rows = find(
        staged, {"a": "c0", "c": "c1"}, timestamp_format="%d/%m/%Y", decimal=","
    )  # fmt: skip
    assert rows == [("2024-01-31 00:00:00", "12.50"), (None, None)]
    assert [d.how for f in found.values() for d in f.detected] == ["given", "given"]


def test_a_given_format_that_is_none_is_refused(tmp_path):
    staged = Staged(tmp_path, {"Fecha": ["31/01/2024"]})
    with pytest.raises(DataError, match=r"timestamp_format: '%Q' is no strptime format"):
        find(staged, {"a": "c0"}, timestamp_format="%Q")


def test_padded_cells_are_trimmed_of_blanks_of_every_kind(tmp_path):
    staged = Staged(
        tmp_path, {"Fecha": [" 2024-01-31\u00a0", "\t"], "Total": ["\u202f12,50 ", " "]}
    )
    staged = replace(staged, padded=frozenset({"c0", "c1"}))
    _found, rows = find(staged, {"a": "c0", "c": "c1"})
    assert rows == [("2024-01-31 00:00:00", "12.50"), (None, None)]


def test_the_first_rows_may_be_empty(tmp_path):
    """1,500 empty rows, more than are looked at first, before the first date."""
    staged = Staged(
        tmp_path, {"Fecha": [None] * 1500 + ["31/01/95"], "Total": [None] * 1500 + ["1,5"]}
    )
    _found, rows = find(staged, {"a": "c0", "c": "c1"})
    assert rows[-1] == ("1995-01-31 00:00:00", "1.5")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["Sí", "NO", "si", "?"], ["true", "false", "true", None]),
        (["x", None, "X"], ["true", "false", "true"]),
        (["1", "0", "1.0"], ["true", "false", "true"]),
        (["verdadero", "FALSO", None], ["true", "false", None]),
        (["x", "no"], [None, "false"]),
        (["on", "off"], ["true", "false"]),
        (["Y", "n", "T", "f"], ["true", "false", "true", "false"]),
    ],
)
def test_truth_values(tmp_path, cells, values):
    _found, rows = find(Staged(tmp_path, {"Acepta": cells}), {"e": "c0"})
    assert [row[0] for row in rows] == values


def test_no_message_holds_a_cell(tmp_path):
    """Column and line say enough; a cell may be personal."""
    cells = ["31/12/1987"] * 3 + ["1987-12-30"] * 3
    with pytest.raises(DataError) as error:
        find(Staged(tmp_path, {"Nacida": cells}), {"a": "c0"})
    assert "1987" not in str(error.value)
