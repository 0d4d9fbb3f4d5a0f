"""Columns stacked one below the other: the same answers as each column alone, a pattern once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from taller.data.engine import stacked
from taller.data.reading import Staged


@pytest.fixture
def staged(tmp_path):
    """Two columns of text, and one without a cell."""
    path = Path(tmp_path / "rows.parquet")
    con = duckdb.connect()
    con.execute(
        "COPY (SELECT * FROM (VALUES ('1', 'x', NULL::VARCHAR), ('1', NULL, NULL), "
        f"('22', 'x', NULL)) AS t(c0, c1, c2)) TO '{path}' (FORMAT parquet)"
    )
    return con, Staged("rows", ["a", "b", "empty"], path, 3, frozenset(), frozenset())


def test_each_column_is_told_as_if_it_were_asked_alone(staged):
    con, rows = staged
    texts = {"b": "c1", "empty": "c2", "a": "c0"}
    found = stacked.ask(con, rows, texts, "count(v), max(length(v))")
    assert found == {"b": (2, 1), "empty": (0, None), "a": (3, 2)}
    assert list(found) == ["b", "empty", "a"]


def test_different_cells_are_counted_once_with_how_often_they_come(staged):
    con, rows = staged
    texts = {"a": "c0", "b": "c1", "empty": "c2"}
    found = stacked.ask(con, rows, texts, "count(*), sum(n), max(n)", distinct=True)
    assert found == {"a": (2, 3, 2), "b": (1, 2, 2)}


def test_columns_that_bring_a_pattern_of_their_own_come_in_small_batches():
    """Compiled patterns of 1,000 columns took 20 GB."""
    made = {f"x{i}": f"regexp_matches(c{i}, 'a')" if i % 2 else f"c{i}" for i in range(100)}
    batches = list(stacked.batches(made, rows=10))
    assert [name for batch in batches for name in batch] == list(made)
    assert [sum("regexp" in made[name] for name in batch) for batch in batches] == [16, 16, 16, 2]
    assert len(list(stacked.batches(dict.fromkeys(map(str, range(600)), "c0"), rows=10))) == 3
