"""Text whose columns stand apart by spaces: brought to one tab between cells, line by line.

It is taken for a table only where all its first lines are of as many cells as the first one, which
names them and holds none of the usual delimiters.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taller.data.reading import headers
from taller.data.reading.packed import Member
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.settings.sources import TableFile

HEAD = 1 << 16  # bytes that are looked at
BLOCK = 1 << 20  # bytes brought to tabs at once
APART = (rb" {2,}", rb" +")  # what stands between cells: two spaces, where cells have one; or any
LEAST = 3  # columns of a table that would be read so
OTHER = re.compile(rb"[,;\t|]")
NO_TEXT = re.compile(rb'["\0]')  # quotation marks, and text of two bytes a letter


@dataclass(frozen=True)
class Spaced(Member):
    """A text of columns apart by spaces, as if it had a tab between them.

    Attributes
    ----------
    apart : what stands between two cells
    """

    apart: bytes = APART[1]

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The bytes, with a tab between cells; lines stay lines, rules beneath names are blank."""
        with super().opened() as stream:
            yield _Tabbed(stream, self.apart)


class _Tabbed(io.RawIOBase):
    """A stream of lines with a tab between their cells."""

    def __init__(self, stream: Any, apart: bytes) -> None:
        self._stream, self._apart = stream, re.compile(apart)
        self._rest = self._ready = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._ready) < size:
            block = bytes(self._stream.read(BLOCK))
            whole, end, self._rest = (self._rest + block).rpartition(b"\n")
            if not block:
                whole, end, self._rest = whole + end + self._rest, b"", b""
            self._ready += _tabbed(whole, self._apart) + end
            if not block:
                break
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def readinto(self, buffer: Any) -> int:
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def understood(member: Member, source: TableFile) -> Member:
    """The text as a `Spaced` one where its columns are apart by spaces, else as it is.

    Raises
    ------
    DataError
        If they are, and nothing names them.
    """
    if source.delimiter is not None or source.header_row is not None:
        return member
    head = member.head(HEAD)
    text = head if len(head) < HEAD else head.rpartition(b"\n")[0]
    lines = [line for line in text.splitlines() if line.strip(b" -=")]
    if len(lines) < 2 or OTHER.search(lines[0]) or NO_TEXT.search(head):
        return member
    for apart in APART:
        rows = [_cells(line, apart) for line in lines]
        if len(rows[0]) >= LEAST and {len(row) for row in rows} == {len(rows[0])}:
            return _table(member, apart, rows)
    return member


def _table(member: Member, apart: bytes, rows: list[list[str]]) -> Member:
    """A text of rows that are all as wide, if any of its columns is one of values."""
    names, *below = rows
    values = [sum(map(headers.is_value, cells)) for cells in zip(*below, strict=True)]
    if max(values) * 2 <= len(below):
        return member  # words: no table, whatever their number
    if any(map(headers.is_value, names)):
        what = (
            "holds columns separated by spaces, without a header: its first row holds values; "
            "put a line above it that names them, separated by spaces as well"
        )
        raise DataError(member.name, Fault("", what, 1))
    return Spaced(member.name, member.path, member.inside, member.archive, apart)


def _tabbed(text: bytes, apart: re.Pattern[bytes]) -> bytes:
    return b"\n".join(
        apart.sub(b"\t", line.strip()) if line.strip(b" -=\r") else b""
        for line in text.split(b"\n")
    )


def _cells(line: bytes, apart: bytes) -> list[str]:
    return re.split(apart.decode(), line.strip().decode("latin-1"))
