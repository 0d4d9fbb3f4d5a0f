"""Whatever an engine meets in a file of somebody else's is one message that names the file."""

from __future__ import annotations

import contextlib
import os
import random
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller.data import reading
from taller.data.reading import readers, refusals
from taller.data.reading.readers import Again
from taller.data.settings import sources
from taller.data.settings.common import Totals
from taller.data.settings.sources import TableFile
from taller.data.snapshot import rates
from taller.data.tell import totals
from taller.errors import DataError, InputError
from taller.workbench.engagement import yaml_lines
from tests.data.conftest import GOOD, HEADER, settings
from tests.data.staged_files import MAPPED, stage, write


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RecursionError(), "nested too deeply"),
        (UnicodeDecodeError("utf-8", b"x", 0, 1, "secret cell"), "no Unicode"),
        (OverflowError("secret cell"), "a number or date beyond what is read"),
        (MemoryError(), "needs more memory"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
        (KeyError("secret cell"), r"in an unknown way \(KeyError\)"),
        (pa.ArrowInvalid("secret cell"), r"in an unknown way \(ArrowInvalid\)"),
    ],
)
def test_what_nobody_foresaw_is_told_of_its_file_and_tells_no_cell(error, said):
    with pytest.raises(DataError, match=rf"^o\.csv: .*{said}") as told, refusals.netted("o.csv"):
        raise error
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is error


@pytest.mark.parametrize("error", [DataError("x", "y"), Again(), OSError(28, "No space left")])
def test_what_is_told_already_and_a_full_disk_pass_the_net(error):
    with pytest.raises(type(error)) as told, refusals.netted("o.csv"):
        raise error
    assert told.value is error


def test_columns_alike_but_for_their_case_and_without_a_name_are_each_read(tmp_path):
    """The database takes sku and SKU for one column: then one was read twice, in silence."""
    inner = [{"a": 1, "A": 2, "": 3}]
    table = pa.table([["x"], ["X"], inner, ["u"], [7]], names=["sku", "SKU", "s", "", "No."])
    pq.write_table(table, tmp_path / "o.parquet")
    for direct in (False, True):
        (tmp_path / "scratch").mkdir(exist_ok=True)
        with duckdb.connect() as con:
            staged = reading.stage(
                con, TableFile(path="o.parquet"), root=tmp_path, scratch=tmp_path / "scratch",
                name="orders", direct=direct,
            )  # fmt: skip
            cells = ", ".join(staged.cells)
            rows = con.execute(f"SELECT {cells} FROM {staged.relation()}").fetchall()
        assert staged.header == ["sku", "SKU", "s.a", "s.A", "s.column_3", "column_4", "No."]
        assert rows == [("x", "X", "1", "2", "3", "u", "7")]


def test_bytes_turned_over_in_a_parquet_file_are_a_message_or_are_read(tmp_path):
    pq.write_table(
        pa.table({name: [f"{name}{i}" for i in range(50)] for name in MAPPED.values()}),
        tmp_path / "whole.parquet",
    )
    whole, chance = (tmp_path / "whole.parquet").read_bytes(), random.Random(7)
    read = 0
    for _ in range(25):
        content = bytearray(whole)
        content[chance.randrange(4, len(content))] ^= 1 << chance.randrange(8)
        write(tmp_path, bytes(content), "o.parquet")
        with contextlib.suppress(DataError):
            stage(tmp_path, "o.parquet")
            read += 1
    assert 0 < read < 25


def test_a_date_beyond_all_bounds_in_parquet_is_told_as_one(tmp_path):
    made = pa.table({"order": ["1"], "when": pa.array([2**62], pa.timestamp("ms"))})
    pq.write_table(made, tmp_path / "o.parquet")
    with pytest.raises(DataError, match=r"^o\.parquet: holds a number or date beyond what is read"):
        stage(tmp_path, "o.parquet")


@pytest.mark.parametrize("name", ["jd.jsonl", "pf15.parquet"])
def test_the_shared_files_that_ended_in_a_traceback_are_a_message(name, tmp_path, shared_cases):
    write(tmp_path, (shared_cases / "attack" / name).read_bytes(), name)
    with pytest.raises(DataError, match=rf"^{name}: "):
        stage(tmp_path, name)


def check(tmp_path: Path, **more) -> list[str]:
    write(tmp_path, f"{HEADER}\n{GOOD}\n")
    found = sources.check(
        settings(**more), root=tmp_path, source_name="x.yaml", line_of=lambda key: None
    )
    return [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "r.csv: cannot be read: No such file or directory"),
        ("folder", "r.csv: cannot be read: Is a directory"),
        ("date,currency,rate\n2026-13-01,USD,1\n", "r.csv: line 2  date: must be as 2026-01-31"),
        ("date,currency,rate\n2026-01-01,USD," + "9" * 20_000, "r.csv: line 2  rate: must be a po"),
        ("", "r.csv: line 1  has no column 'date'"),
    ],
)
def test_rates_are_looked_at_by_a_check_and_told_with_their_key(content, said, tmp_path):
    if content == "folder":
        (tmp_path / "r.csv").mkdir()
    elif content is not None:
        write(tmp_path, content, "r.csv")
    told = check(tmp_path, rates="r.csv")
    assert told[0].startswith(f"data.rates: {said}")
    assert len(told[0]) < 200


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "r.csv: cannot be read: No such file or directory"),
        ("folder", "r.csv: cannot be read: Is a directory"),
        ("month,net\n2026-13,1\n", "r.csv: line 2  month: '2026-13' is not a month"),
        ("month,net\n2026-01," + "9" * 20_000, "r.csv: line 2  net: '99999"),
    ],
)
def test_totals_are_looked_at_by_a_check_and_told_with_their_key(content, said, tmp_path):
    if content == "folder":
        (tmp_path / "r.csv").mkdir()
    elif content is not None:
        write(tmp_path, content, "r.csv")
    (told,) = check(tmp_path, totals={"path": "r.csv"})
    assert told.startswith(f"data.totals: {said}")
    assert len(told) < 200


def test_figures_of_a_month_that_is_none_or_beyond_all_money_are_told(tmp_path):
    months = {"2026-13": {"net": 1.0}, "2026-01": {"net": 1e300}}
    with pytest.raises(DataError, match="2026-13: is not a month") as told:
        totals.read(Totals(months=months), tmp_path)
    assert "2026-01: holds a figure that is no money" in str(told.value)


def test_rates_of_the_first_and_the_last_year_there_are_told_with_their_lines(shared_cases):
    """Each day between two rates has one: from year 1 to 9999 there were three million."""
    with pytest.raises(DataError, match="line 2  date: must lie between 1900 and 2199") as told:
        rates.read(shared_cases / "attack" / "rates_wide.csv", "r.csv")
    assert "line 3  date: must lie between 1900 and 2199 (got 9999-12-31)" in str(told.value)


@pytest.mark.parametrize("digits", ["9" * 20_000, "0x" + "f" * 5000])
def test_a_number_of_twenty_thousand_digits_in_yaml_is_told_with_its_line(digits):
    with pytest.raises(InputError, match=r"x\.yaml: line 2  seed: cannot be read") as told:
        yaml_lines.parse(f"client: A\nseed: {digits}\n", "x.yaml")
    assert len(str(told.value)) < 300


@pytest.mark.parametrize("name", ["pipe.yaml", "loop.yaml"])
def test_an_engagement_file_that_is_a_pipe_or_a_loop_is_refused_before_it_is_opened(name, tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    with pytest.raises(InputError, match=f"{name}: is (no file|a link that leads back)"):
        yaml_lines.read(tmp_path / name, name)


def test_yaml_of_more_values_than_any_engagement_ends_early(monkeypatch):
    monkeypatch.setattr(yaml_lines, "MAX_NODES", 200)
    with pytest.raises(InputError, match=r"x\.yaml: holds more than 200 values"):
        yaml_lines.parse("".join(f"k{n}: 1\n" for n in range(120)), "x.yaml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"a": 1, "": 2}\n', "has a key without a name"),
        ('{"a": {"": 2}}\n', "has a key without a name"),
        ('{"' + "a" * 2000 + '": 2}\n', "longer than 1,000 characters"),
    ],
)
def test_keys_that_are_no_names_of_columns_are_told(content, said, tmp_path):
    write(tmp_path, content * 3, "o.jsonl")
    with pytest.raises(DataError, match=f"^o.jsonl: .*{said}"):
        stage(tmp_path, "o.jsonl")


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("SELECT CAST(CASE WHEN i > 300000 THEN 'x' ELSE '1' END AS INT)::VARCHAR "
         "FROM range(400000) t(i)", duckdb.ConversionException),
        ("SELECT error('x')::VARCHAR FROM range(3)", duckdb.Error),
    ],
)  # fmt: skip
def test_an_error_on_the_way_of_a_query_is_the_databases_own(sql, kind):
    with duckdb.connect() as con, pytest.raises(kind):
        for _ in readers.queried(con, sql, rows=1000):
            pass


def test_whoever_interrupts_a_reading_is_not_told_that_the_file_is_damaged():
    """DuckDB raises an error of its own, whose cause is the interrupt."""
    with pytest.raises(KeyboardInterrupt), refusals.netted("orders.csv"):
        raise RuntimeError("Query interrupted") from KeyboardInterrupt()
