"""Files that together are one source: folders, patterns, and what they may differ in."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller.data import reading
from taller.data.settings import sources
from taller.errors import DataError
from tests.data.conftest import settings
from tests.data.staged_files import MAPPED, column, detected, rows, source, stage, write

HEADER = ",".join(MAPPED.values())
ONE = "1,ana,hat,2026-01-05,2,9.50"


def test_a_folder_of_daily_files_is_one_table_in_natural_order(tmp_path):
    for day in (10, 2, 1):
        write(tmp_path, f"order,customer\n{day},ana\n", f"exports/day{day}.csv")
    write(tmp_path, "x", "exports/.hidden.csv")
    write(tmp_path, "x", "exports/notes.md")
    staged = stage(tmp_path, "exports")
    assert column(staged, "order") == ["1", "2", "10"]
    assert [part.name for part in staged.parts] == [
        "exports/day1.csv",
        "exports/day2.csv",
        "exports/day10.csv",
    ]
    assert [part.first for part in staged.parts] == [0, 1, 2]
    assert staged.place(2) == ("exports/day10.csv", 2)
    assert detected(staged)["parts"] == ("3", "found")
    assert detected(staged)["files_not_read"] == ("notes.md", "found")
    assert detected(staged)["files_read"] == (
        "exports/day1.csv, exports/day2.csv, exports/day10.csv", "found"
    )  # fmt: skip


def test_a_pattern_names_files_in_folders_too(tmp_path):
    write(tmp_path, "order\n1\n", "2026/01/a.csv")
    write(tmp_path, "order\n2\n", "2026/02/a.csv")
    write(tmp_path, "order\n3\n", "2026/02/b.txt")
    staged = stage(tmp_path, "2026/**/*.csv")
    assert column(staged, "order") == ["1", "2"]
    assert detected(staged)["files_read"] == ("2026/01/a.csv, 2026/02/a.csv", "found")
    files = reading.input_files(source("2026/**/*.csv"), tmp_path)
    assert files == [tmp_path / "2026/01/a.csv", tmp_path / "2026/02/a.csv"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    write(tmp_path, "order\n1\n", "orders[1].csv")
    write(tmp_path, "order\n1\n2\n", "orders1.csv")
    staged = stage(tmp_path, "orders[1].csv")
    assert staged.rows == 1
    assert "files_read" not in detected(staged)  # it is the path itself


def test_a_pattern_that_names_nothing_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"exports/\*\.csv: no file is called like this pattern"):
        stage(tmp_path, "exports/*.csv")


def test_a_folder_without_tables_is_refused_with_what_is_read(tmp_path):
    write(tmp_path, "x", "exports/notes.md")
    with pytest.raises(DataError, match=r"exports: is a folder without tables; files of these kin"):
        stage(tmp_path, "exports")


def test_columns_are_aligned_by_name(tmp_path):
    """February has the columns in another order, another dialect, and one column more."""
    write(tmp_path, "order,customer\n1,ana\n", "x/jan.csv")
    write(tmp_path, "customer;channel;order\nBegoña;web;2\n".encode("cp1252"), "x/feb.csv")
    staged = stage(tmp_path, "x/*.csv")
    assert dict(zip(staged.header, zip(*rows(staged), strict=True), strict=True)) == {
        "order": ("2", "1"),
        "customer": ("Begoña", "ana"),
        "channel": ("web", None),
    }
    shown = {(found.what, found.value, found.column) for found in staged.detected}
    assert ("delimiter", "; (x/feb.csv)", None) in shown
    assert ("encoding", "utf-8 (x/jan.csv)", None) in shown
    assert ("absent_in", "x/jan.csv", "channel") in shown


def test_files_of_different_kinds_are_one_table(tmp_path):
    write(tmp_path, "order,price\n1,2.5\n", "x/1.csv")
    write(tmp_path, '{"price": 3.5, "order": 2}\n', "x/2.jsonl")
    pd.DataFrame({"order": [3], "price": [4.5]}).to_parquet(tmp_path / "x/3.parquet")
    pd.DataFrame({"order": [4], "price": [5.5]}).to_excel(tmp_path / "x/4.xlsx", index=False)
    staged = stage(tmp_path, "x")
    assert rows(staged) == [("1", "2.5"), ("2", "3.5"), ("3", "4.5"), ("4", "5.5")]
    assert [staged.place(row) for row in range(4)] == [
        ("x/1.csv", 2),
        ("x/2.jsonl", 1),
        ("x/3.parquet", None),
        ("x/4.xlsx/Sheet1", 2),
    ]


def test_a_later_file_that_lost_a_mapped_column_is_named(tmp_path):
    """Of two files without it, the one before the column was known is no fault."""
    mapped = {**MAPPED, "tax": "iva"}
    write(tmp_path, f"{HEADER}\n{ONE}\n", "x/1.csv")
    write(tmp_path, f"{HEADER},iva\n{ONE},1\n", "x/2.csv")
    assert column(stage(tmp_path, source("x", columns=mapped)), "iva") == [None, "1"]
    write(tmp_path, f"{HEADER}\n{ONE}\n", "x/3.csv")
    with pytest.raises(
        DataError, match=r"data\.orders\.columns\.tax: x/3\.csv has no column 'iva'"
    ):
        stage(tmp_path, source("x", columns=mapped))


def test_every_file_needs_a_required_column(tmp_path):
    write(tmp_path, f"{HEADER}\n{ONE}\n".replace("customer", "client"), "x/1.csv")
    write(tmp_path, f"{HEADER}\n{ONE}\n", "x/2.csv")
    with pytest.raises(DataError, match=r"user_id: x/1\.csv has no column 'customer'; it has: ord"):
        stage(tmp_path, source("x", columns=MAPPED))


def test_a_day_without_rows_is_no_fault_where_others_have_some(tmp_path):
    write(tmp_path, "order,customer\n", "x/1.csv")
    write(tmp_path, "order,customer\n1,ana\n", "x/2.csv")
    write(tmp_path, "order,customer\n", "x/3.csv")
    staged = stage(tmp_path, "x")
    assert (staged.rows, staged.place(0)) == (1, ("x/2.csv", 2))


def test_a_fault_in_one_file_of_many_names_that_file(tmp_path):
    write(tmp_path, "order,customer\n1,ana\n", "x/1.csv")
    write(tmp_path, "<!DOCTYPE html><html>", "x/2.csv")
    with pytest.raises(DataError, match=r"x/2\.csv: is a web page, perhaps a login page"):
        stage(tmp_path, "x")


def test_an_encoding_that_shows_late_in_one_file_does_not_lose_the_others(tmp_path):
    """Each file's one character beyond ASCII comes behind its head."""
    good = "".join(f"{i},ana\n" for i in range(10_000))
    for day in range(4):
        content = f"order,customer\n{good}x{day},Begoña\n"
        write(tmp_path, content.encode("cp1252" if day % 2 else "utf-8"), f"x/{day}.csv")
    staged = stage(tmp_path, "x")
    assert staged.rows == 4 * 10_001
    ends = [rows(staged)[10_001 * (day + 1) - 1] for day in range(4)]
    assert ends == [(f"x{day}", "Begoña") for day in range(4)]


def test_the_header_is_that_of_the_newest_file(tmp_path):
    write(tmp_path, "order\n1\n", "x/day9.csv")
    write(tmp_path, "order,channel\n1,web\n", "x/day10.csv")
    assert reading.header(source("x"), root=tmp_path) == ["order", "channel"]


def test_parquet_of_any_type_is_text(tmp_path):
    """A time with a zone says so, whatever zone the machine is in; lists are JSON."""
    table = pa.table(
        {
            "n": pa.array([1, None], pa.int64()),
            "money": pa.array([Decimal("9.50"), None], pa.decimal128(9, 2)),
            "when": pa.array(pd.to_datetime(["2026-01-05 10:00", None])),
            "utc": pa.array(pd.to_datetime(["2026-01-05 10:00", None], utc=True)),
            "geo": pa.array([{"country": "ES", "size": {"w": 2}}, None]),
            "items": pa.array([[{"id": "a"}], None]),
            "blank": pa.array(["", "x"]),
            "kind": pa.array(["a", "b"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "orders.parquet")
    staged = stage(tmp_path, "orders.parquet")
    assert staged.header[4:7] == ["geo.country", "geo.size.w", "items"]
    assert rows(staged) == [
        ("1", "9.50", "2026-01-05 10:00:00", "2026-01-05 10:00:00+00:00", "ES", "2",
         '[{"id":"a"}]', None, "a"),
        (None, None, None, None, None, None, None, "x", "b"),
    ]  # fmt: skip


def test_parquet_files_keep_their_order(tmp_path):
    for day in range(3):
        frame = pd.DataFrame({"order": range(day * 200_000, (day + 1) * 200_000)})
        frame.to_parquet(tmp_path / f"day{day}.parquet")
    staged = stage(tmp_path, "*.parquet")
    found = duckdb.sql(
        "SELECT count(*), bool_and(c0 = file_row_number::VARCHAR) "
        f"FROM read_parquet('{staged.parquet}', file_row_number=true)"
    ).fetchall()
    assert found == [(600_000, True)]


def test_parquet_with_a_name_twice_is_refused(tmp_path):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "a"])
    pq.write_table(table, tmp_path / "orders.parquet")
    with pytest.raises(DataError, match="repeats the column 'a'"):
        stage(tmp_path, "orders.parquet")


def test_a_duckdb_file_given_as_a_file_is_told_where_it_belongs(tmp_path):
    with duckdb.connect(str(tmp_path / "orders.csv")) as con:
        con.execute("CREATE TABLE a (x INT)")
    with pytest.raises(DataError, match="is a DuckDB database; give it with source: database"):
        stage(tmp_path)


def test_check_names_the_file_and_the_line_of_the_key(tmp_path):
    """A folder of two files, one of which lacks a mapped column; the key stands on line 7."""
    write(tmp_path, f"{HEADER}\n{ONE}\n", "x/1.csv")
    write(tmp_path, f"{HEADER}\n{ONE}\n".replace("sku", "SKU"), "x/2.csv")
    found = sources.check(settings("x"), root=tmp_path, source_name="y", line_of=lambda key: 7)
    assert [(fault.where, fault.line) for fault in found] == [("data.orders.columns.item_id", 7)]
    assert found[0].what == "x/2.csv has no column 'sku'; did you mean 'SKU'?"
