"""The people that the client's own files name, looked for word by word in what a run wrote.

What `people` finds by its form needs no file; a name alone has no form, so it is looked for as it
stands in the columns that hold personal data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from taller.testing.test_suite.model.probes.files import Piece, pieces

if TYPE_CHECKING:
    import pyarrow as pa

READ = (".csv", ".tsv", ".parquet")
MOST, SHORTEST = 300, 8  # values of a column that are looked for, and characters of one
LARGEST = 300_000_000  # bytes of a file that is read for them
_EDGE = r"[^\pL\d]"


def of(paths: Iterable[Path], columns: Collection[str], allowed: str = "") -> tuple[str, ...]:
    """Values from all over some columns of some files, long enough to stand for somebody.

    Parameters
    ----------
    columns : those that hold personal data
    allowed : a text whose people may be named
    """
    found: dict[str, None] = {}
    for path in paths:
        if columns and path.suffix.lower() in READ and path.stat().st_size <= LARGEST:
            for piece in pieces(path, path.name):
                if piece.column in columns:
                    found |= dict.fromkeys(_spread(piece))
    return tuple(value for value in found if value.casefold() not in allowed.casefold())


def _spread(piece: Piece) -> list[str]:
    """Some of a column's values; numbers alone could be any number of a report."""
    step = -(-len(piece.values) // MOST) or 1
    values = (value.strip() for value in piece.values[::step].to_pylist())
    return [v for v in values if len(v) >= SHORTEST and re.search(r"[^\W\d]", v)]


def pattern(people: Collection[str]) -> str:
    """What finds any of them as whole words, for RE2; empty where there is nobody.

    >>> pattern(["Lucía (L.)"])
    '(?:^|[^\\\\pL\\\\d])(?:Lucía\\\\ \\\\(L\\\\.\\\\))(?:$|[^\\\\pL\\\\d])'
    """
    if not people:
        return ""
    return rf"(?:^|{_EDGE})(?:{'|'.join(map(re.escape, people))})(?:$|{_EDGE})"


def among(values: pa.Array, people: Collection[str], found: str) -> list[str]:
    """Who of them stands in some texts.

    Parameters
    ----------
    found : their `pattern`
    """
    import pyarrow.compute as pc

    if not found:
        return []
    text = "\n".join(values.filter(pc.match_substring_regex(values, found)).to_pylist())
    return [one for one in people if one in text]
