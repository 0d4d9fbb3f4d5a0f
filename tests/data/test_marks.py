"""Which rows repeat others: within a file, and where files of one source overlap."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller.data.contract import marks
from taller.data.reading import Part, Staged


@pytest.fixture
def staged(tmp_path):
    def make(*files: list[str]) -> Staged:
        """Files of rows "order,amount"."""
        rows = [row.split(",") for file in files for row in file]
        columns = dict(zip(("c0", "c1"), zip(*rows, strict=True), strict=True))
        path = tmp_path / "staged.parquet"
        pq.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), path)
        starts = np.cumsum([0, *map(len, files)])[:-1]
        parts = tuple(
            Part(f"{first}.csv", int(first), len(file), 2)
            for first, file in zip(starts, files, strict=True)
        )
        return Staged("*.csv", list(columns), path, len(rows), frozenset(), frozenset(), parts)

    return make


def found(staged: Staged) -> tuple[list[int], list[int]]:
    """Duplicates, and rows told anew by a later file; the order is the key."""
    con = duckdb.connect()
    twice = marks.duplicates(con, staged, ["c0", "c1"])
    sign = "starts_with(c1, '-')"
    return sorted(twice), marks.superseded(con, staged, ["c0"], sign, twice).tolist()


def test_a_row_is_a_duplicate_only_within_its_file(staged):
    assert found(staged(["1,5", "2,5", "1,5"])) == ([2], [])
    assert found(staged(["1,5", "2,5"], ["1,5"])) == ([], [0])


def test_yesterdays_file_again_counts_once(staged):
    """Three rows, all told again: the first telling gives way."""
    rows = ["1,5", "2,6", "3,7"]
    assert found(staged(rows, rows)) == ([], [0, 1, 2])


def test_a_corrected_row_counts_as_it_was_last_told(staged):
    assert found(staged(["1,5"], ["1,4"], ["2,1"])) == ([], [0])


def test_a_duplicate_in_the_first_file_does_not_cost_the_row_itself(staged):
    """Order 1 twice in one file and once in the next: one row is left, the last."""
    assert found(staged(["1,5", "1,5"], ["1,5"])) == ([1], [0])


def test_two_rows_of_one_key_are_matched_first_with_first(staged):
    """Key 1 stands for two rows in each file, and for a third in the second one."""
    assert found(staged(["1,5", "1,6"], ["1,5", "1,6", "1,7"])) == ([], [0, 1])


def test_a_return_does_not_replace_its_sale(staged):
    assert found(staged(["1,5"], ["1,-5"])) == ([], [])


@pytest.mark.parametrize("others", [0, 200])
def test_hashing_the_telling_cells_alone_finds_the_same_duplicates(staged, monkeypatch, others):
    """With 200 other rows the six of one order are few enough to be compared in full."""
    hashed = []
    hashes = marks._hashes
    monkeypatch.setattr(marks, "_hashes", lambda *a: hashed.append(a[2]) or hashes(*a))
    rows = ["1,5", "1,6", "1,5", "1,7", "1,6", "1,8"]
    made = staged([*rows, *(f"x{i},1" for i in range(others))])
    con = duckdb.connect()
    assert sorted(marks.duplicates(con, made, ["c0", "c1"], ["c0"])) == [2, 4]
    assert hashed == ([["c0"]] if others else [["c0"], ["c0", "c1"]])


@pytest.mark.parametrize("block", [1, 2, 4, 8, 9, 1024])
def test_marks_are_read_back_row_by_row(staged, monkeypatch, block):
    monkeypatch.setattr(marks, "BLOCK", block)
    con, made = (
        duckdb.connect(),
        staged(["1,5", "2,5", "3,5", "4,5", "5,1", "6,1", "7,1", "8,1", "9,1"]),
    )
    kept = marks.keep(con, "odd_ones", made, np.array([0, 5, 8]))
    read = con.execute(
        f"SELECT {marks.marked('odd_ones', made.rows)} "
        f"FROM read_parquet('{made.parquet}', file_row_number=true)"
    ).fetchall()
    assert [row[0] for row in read] == kept.tolist()
    assert np.flatnonzero(kept).tolist() == [0, 5, 8]
