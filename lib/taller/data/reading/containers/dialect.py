"""How a delimited text is written: encoding, delimiter, and the row that names its columns.

The head proposes; reading the whole file confirms, since every row must be as wide as the header
and every byte must be in the encoding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.data.reading import headers, refusals
from taller.data.reading.containers import encodings
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.reading.packed import Member
    from taller.data.settings.sources import TableFile

HEAD = 1 << 16  # bytes a dialect is first proposed from
LARGEST_HEAD = 1 << 22  # where the first lines are long
ROWS = 1000
DELIMITERS = ",;\t|"
LONGEST = 1 << 23  # characters of a line


@dataclass(frozen=True)
class Dialect:
    """How a text is written.

    Attributes
    ----------
    names : the columns
    cells : the header's cells as they stand, without blanks around them
    line : the line its header begins on
    skip : lines up to the header's end, which may hold line breaks
    given : settings of the engagement that decided
    """

    encoding: str
    delimiter: str
    names: list[str]
    cells: list[str]
    line: int
    skip: int
    given: frozenset[str]

    def detected(self) -> list[Detected]:
        """What was understood, for the reader."""
        found = {
            "encoding": self.encoding,
            "delimiter": shown(self.delimiter),
            "header_row": str(self.line),
        }
        return [
            Detected(what, value, "given" if what in self.given else "found")
            for what, value in found.items()
        ]


def shown(delimiter: str) -> str:
    """A delimiter as messages name it."""
    return "tab" if delimiter == "\t" else delimiter


def propose(
    member: Member, source: TableFile, wanted: Collection[str], encoding: str | None = None
) -> Dialect:
    """The dialect that the first lines speak.

    Parameters
    ----------
    encoding : as judged from the whole file, if it was

    Raises
    ------
    DataError
        If the text is not a table, or has no header, or a column name twice.
    """
    head, whole = _head(member)
    encoding = source.encoding or encoding or encodings.of_head(member.name, head)
    _refuse_utf16_given_otherwise(member.name, head, source.encoding)
    text = encodings.decode(member.name, head, encoding)
    given = {k for k in ("encoding", "delimiter", "header_row") if getattr(source, k) is not None}
    mark, text, before = _announced(text)
    if mark and source.delimiter is None:
        marks = [mark]
    else:
        marks = [source.delimiter] if source.delimiter else list(DELIMITERS)
    tables = [_rows(text, mark, whole, before) for mark in marks]
    best = max(range(len(marks)), key=lambda i: _fitness(tables[i], marks[i], wanted))
    rows, mark = tables[best], marks[best]
    if source.delimiter is not None:
        _refuse_better_delimiter(member.name, text, whole, rows, source, wanted)
    if not rows:
        raise DataError(member.name, "is empty; export the data again")
    if not whole and len(rows) == 1:
        line, end, _ = rows[0]
        ended = end <= text.count("\n") + before  # then it is the next that has no end
        raise DataError(member.name, refusals.too_long(end + 1 if ended else line, len(text)))
    index = _header(member.name, [(line, row) for line, _, row in rows], source, wanted)
    line, end, row = rows[index]
    above = rows[index - 1][2] if index else ()
    names = headers.named(member.name, row, line, above)
    _refuse_one_column(member.name, names, wanted, line)
    cells = [cell.strip() for cell in row]
    return Dialect(encoding, mark, names, cells, line, end, frozenset(given))


def _head(member: Member) -> tuple[bytes, bool]:
    """The first bytes, as many as hold some lines; and whether they are all there are."""
    size = HEAD
    while True:
        head = member.head(size)
        if len(head) < size or size >= LARGEST_HEAD or head.count(b"\n") > 20:
            return head, len(head) < size
        size *= 8


def _announced(text: str) -> tuple[str | None, str, int]:
    """The delimiter in a first line ``sep=;``, as Excel reads it; the rest; lines before it."""
    first, _, rest = text.partition("\n")
    first = first.strip('\r"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest, 1
    return None, text, 0


def _rows(text: str, mark: str, whole: bool, before: int) -> list[tuple[int, int, list[str]]]:
    """The first rows with any text under a delimiter: first line, last line, cells."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    reader, found, line = csv.reader(io.StringIO(text, newline=""), delimiter=mark), [], 0
    for row in reader:
        if any(cell.strip() for cell in row):
            found.append((line + 1 + before, reader.line_num + before, row))
        line = reader.line_num
        if len(found) == ROWS:
            return found
    # The last row of a head that is not the whole may be cut.
    return found if whole or len(found) < 2 else found[:-1]


def _fitness(
    rows: list[tuple[int, int, list[str]]], mark: str, wanted: Collection[str]
) -> tuple[float, ...]:
    """How well a delimiter explains the first rows; greater is better."""
    if not rows:
        return (0,)
    numbered = [(line, row) for line, _, row in rows]
    known = {name.strip() for name in wanted}
    held = max(len(known & {cell.strip() for cell in row}) for _, row in numbered)
    width = headers.modal_width(numbered)
    if width < 2:
        return held, 0
    alike = sum(1 for _, row in numbered if len(row) == width) / len(rows)
    index = headers.find(numbered, wanted)
    names = numbered[index][1] if index is not None else []
    foreign = sum(1 for name in names for other in DELIMITERS if other != mark and other in name)
    return held, 1, round(alike, 2), -foreign, width


def _header(name: str, rows: headers.Rows, source: TableFile, wanted: Collection[str]) -> int:
    if source.header_row is not None:
        for index, (line, _) in enumerate(rows):
            if line == source.header_row:
                return index
        what = f"holds no column names, though the engagement says header_row: {source.header_row}"
        raise DataError(name, Fault("", what, source.header_row))
    return headers.sure(name, rows, wanted)


def _refuse_better_delimiter(
    name: str, text: str, whole: bool, rows: list[tuple[int, int, list[str]]],
    source: TableFile, wanted: Collection[str],
) -> None:  # fmt: skip
    """A delimiter that is given and makes no table, where another does."""
    given = source.delimiter
    if not rows or _fitness(rows, given, wanted)[1:3] == (1, 1.0):
        return
    for mark in DELIMITERS.replace(given, ""):
        others = _rows(text, mark, whole, 0)
        if others and _fitness(others, mark, wanted)[1:3] == (1, 1.0):
            what = (
                f"is no table under delimiter '{shown(given)}'; is it '{shown(mark)}'? "
                "Remove delimiter"
            )
            raise DataError(name, Fault("", what, rows[0][0]))


def _refuse_one_column(name: str, names: list[str], wanted: Collection[str], line: int) -> None:
    """A table of one column is one where no delimiter was found, if more are wanted."""
    if len(names) == 1 and len(set(wanted)) > 1:
        what = "has one column only; set delimiter to what separates its columns"
        raise DataError(name, Fault("", what, line))


def _refuse_utf16_given_otherwise(name: str, head: bytes, encoding: str | None) -> None:
    if encoding in (None, "utf-16"):
        return
    if encodings.of_head(name, head).startswith("utf-16"):
        raise DataError(name, "is UTF-16 text; remove encoding, or set encoding: utf-16")
