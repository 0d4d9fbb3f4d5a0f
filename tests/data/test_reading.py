"""Files that are not what they should be: one clear message each, and never a traceback."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from taller.data.settings import sources
from taller.errors import DataError
from tests.data.conftest import GOOD, HEADER, settings, take

pytestmark = pytest.mark.usefixtures("unmeasured")

LINES = f"{HEADER}\n{GOOD}\n"


def attempt(tmp_path: Path, content: bytes | None, name: str = "orders.csv", **file):
    """A snapshot of a file of this content."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    return take(tmp_path / "run", tmp_path, settings(name, orders=file))


def many(lines: int) -> bytes:
    rows = (f"{i},ana,hat{i % 97},2026-01-05 10:00,2,9.50\n" for i in range(lines))
    return (HEADER + "\n" + "".join(rows)).encode()


TRUNCATED = gzip.compress(many(50_000))[:-5000]
DAMAGED = gzip.compress(many(3000))[:-8] + bytes(8)
WRONG = {
    "missing": (None, r"orders\.csv: no such file; check the path, or the variable in it"),
    "empty": (b"", r"orders\.csv: is empty; export the data again"),
    "blank": (b"\xef\xbb\xbf \n\n", r"orders\.csv: is empty"),
    "binary": (b"\x7fELF\x02\x01\x00\x00" * 50, r"is a binary file, not text"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", r"is a binary file, not text"),
    "workbook": (b"PK\x03\x04 sheet", r"is a zip file that is damaged"),
    "login page": (b"<!DOCTYPE html><html>", r"is a web page, perhaps a login page"),
    "header only": (HEADER.encode() + b"\n\n", r"holds a header and no rows"),
    "repeated header": (
        b"order,customer,sku,when,units,price,sku\n1,a,b,2026-01-01,1,2,c\n",
        r"line 1 +repeats the column 'sku'; rename all but one",
    ),
    "truncated gzip": (TRUNCATED, r"is a gzip file that ends too early; copy or download it again"),
    "gzip of four bytes": (gzip.compress(b"x")[:12], r"is a gzip file that ends too early"),
    "damaged gzip": (DAMAGED, r"is a gzip file that is damaged"),
    "damaged Parquet": (b"PAR1" + bytes(100), r"is a damaged Parquet file"),
    "short row": (
        f"{LINES}2,ana,hat\n{GOOD}\n".encode(),
        r"line 3 +has fewer columns than the header",
    ),
    "long row": (
        f"{LINES}2,ana,hat,2026-01-05,1,9,10\n".encode(),
        r"line 3 +has more columns than",
    ),
    "open quote": (f'{LINES}2,"ana,hat,2026-01-05,1,9\n'.encode(), r"line 3 +a quotation mark"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path, case):
    content, message = WRONG[case]
    with pytest.raises(DataError, match=message):
        attempt(tmp_path, content)
    assert not list((tmp_path / "run").glob("**/*.parquet"))


def test_a_folder_without_tables_is_said_to_be(tmp_path):
    (tmp_path / "orders.csv").mkdir()
    with pytest.raises(DataError, match=r"is a folder without tables"):
        attempt(tmp_path, None)


def test_latin_1_is_found_wherever_it_begins_and_said(tmp_path):
    """After five thousand lines that are UTF-8 as well."""
    late = many(5000) + "7,Begoña,hat,2026-01-05,1,9\n".encode("latin-1")
    tables = attempt(tmp_path, late)
    assert "Begoña" in set(tables.orders.user_id.execute())
    found = {d.what: (d.value, d.how) for d in tables.ledger("orders").detected}
    assert found["encoding"] == ("cp1252", "found")


def test_an_encoding_that_was_given_and_is_wrong_is_refused_with_the_line(tmp_path):
    late = many(5000) + "7,Begoña,hat,2026-01-05,1,9\n".encode("latin-1")
    with pytest.raises(DataError, match=r"line 5002 +is not utf-8 text"):
        attempt(tmp_path, late, encoding="utf-8")


def test_utf_16_is_found_without_being_told(tmp_path):
    tables = attempt(tmp_path, LINES.encode("utf-16"))
    assert tables.orders.count().execute() == 1


def test_the_file_that_cannot_be_read_leaves_an_earlier_snapshot_alone(tmp_path):
    before = attempt(tmp_path, LINES.encode())
    with pytest.raises(DataError, match="is empty"):
        attempt(tmp_path, b"")
    assert before.orders.count().execute() == 1


@pytest.mark.parametrize(
    "content, file",
    [
        (b"\xef\xbb\xbf" + LINES.encode(), {}),
        (LINES.replace("\n", "\r\n").encode(), {}),
        (LINES.rstrip("\n").encode(), {}),
        (b"\n\r\n" + LINES.replace("\n", "\n\n").encode(), {}),
        (LINES.replace(",", ";").encode(), {}),
        (LINES.replace(",", "\t").encode(), {}),
        (LINES.replace("ana", "Begoña").encode("latin-1"), {"encoding": "latin-1"}),
        (LINES.encode("utf-16"), {"encoding": "utf-16"}),
        (gzip.compress(LINES.encode()), {}),
    ],
    ids=[
        "BOM",
        "CRLF",
        "no last newline",
        "blank lines",
        "semicolon",
        "tab",
        "Latin-1",
        "UTF-16",
        "gzip",
    ],
)
def test_common_ways_to_write_a_table_are_read(tmp_path, content, file):
    """One order of 2 at 9.50."""
    row = attempt(tmp_path, content, **file).orders.execute().iloc[0]
    assert (row["quantity"], float(row["value"])) == (2, 19.0)
    assert row["user_id"] == ("Begoña" if file.get("encoding") == "latin-1" else "ana")


def test_quoted_newlines_and_delimiters_stay_in_their_cell(tmp_path):
    tables = attempt(tmp_path, f'{LINES}2,"a\nb, ""c""",hat,2026-01-05,1,9\n'.encode())
    assert tables.orders.user_id.execute().tolist() == ["ana", 'a\nb, "c"']


def test_parquet_is_read_whatever_its_types(tmp_path):
    """Numbers and dates of their own types give what their text would."""
    frame = pd.DataFrame(
        {
            "order": [1, 2], "customer": [17850.0, None], "sku": ["hat", "hat"],
            "when": pd.to_datetime(["2026-01-05 10:00", "2026-01-06 00:00"]),
            "units": [2, 1], "price": [9.5, 3.0],
        }
    )  # fmt: skip
    frame.to_parquet(tmp_path / "orders.parquet")
    tables = attempt(tmp_path, None, "orders.parquet")
    row = tables.orders.execute().iloc[0]
    assert (row["user_id"], row["quantity"], float(row["value"])) == ("17850", 2, 19.0)
    assert str(row["event_timestamp"]) == "2026-01-05 10:00:00"
    assert tables.ledger("orders").rejected == 1


def test_check_names_key_line_and_nearest_column(tmp_path):
    """Lines come from the engagement file; here each key stands on line 7."""
    (tmp_path / "orders.csv").write_text(LINES.replace("customer", "Customer"))
    chosen = settings(customers={"path": "who.csv", "columns": {"user_id": "id"}})
    found = sources.check(chosen, root=tmp_path, source_name="x.yaml", line_of=lambda key: 7)
    assert [(fault.where, fault.line) for fault in found] == [
        ("data.orders.columns.user_id", 7),
        ("data.customers.path", 7),
    ]
    assert found[0].what == "orders.csv has no column 'customer'; did you mean 'Customer'?"
    assert found[1].what.endswith("who.csv: no such file; check the path, or the variable in it")


def test_check_of_a_good_file_finds_nothing(tmp_path):
    (tmp_path / "orders.csv").write_text(LINES)
    found = sources.check(settings(), root=tmp_path, source_name="x.yaml", line_of=lambda key: None)
    assert found == []
    assert sources.input_files(settings(), root=tmp_path) == [tmp_path / "orders.csv"]


def test_a_snapshot_names_all_columns_that_are_absent(tmp_path):
    (tmp_path / "orders.csv").write_text("order,client,sku,date\n1,2,3,4\n")
    with pytest.raises(DataError, match="4 faults") as caught:
        take(tmp_path / "run", tmp_path)
    keys = [fault.where.rpartition(".")[2] for fault in caught.value.faults]
    assert keys == ["user_id", "event_timestamp", "quantity", "price"]
