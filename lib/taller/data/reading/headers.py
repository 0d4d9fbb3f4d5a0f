"""The row that names a table's columns: beneath titles, and told apart from rows of data."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence

from taller.errors import DataError, Fault, did_you_mean

Rows = Sequence[tuple[int, list[str]]]
"""The first rows of a table, each with its line; rows without any text are left out."""

NUMBER = re.compile(
    r"[-+(]?\s*[$€£]?\s*\d[\d.,' \u00a0]*\s*[$€£%]?\)?|[-+]?\d+(\.\d+)?[eE][-+]?\d+"
)
TITLES = 50  # rows among which the header is
YEAR = re.compile(r"(19|20)\d\d")
DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AaPp]\.?[Mm]\.?|"
    r"[-+]\d{2}:?\d{2})?)?"
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def find(rows: Rows, wanted: Collection[str]) -> int | None:
    """Index of the row that names the columns; None where no row can be it.

    The row that holds most of the columns ``wanted`` (at least half of them) is believed; else the
    first row that is as wide as the table and filled for more than half, unless it has gaps and
    a row of names without any follows.
    """
    if not rows:
        return None
    known = {name.strip() for name in wanted}
    held = [len(known & {cell.strip() for cell in row}) for _, row in rows]
    if known and max(held) * 2 >= len(known):
        return held.index(max(held))
    width = modal_width(rows)
    first = None
    for i, (_, row) in enumerate(rows[:TITLES]):
        filled = sum(1 for cell in row if cell.strip())
        if len(row) != width or filled * 2 <= width:
            continue
        if filled < width:
            first = i if first is None else first  # "Sales | 2026 | ": a title, if names follow
            continue
        names = first is None or _follows_title(rows, first, i)
        return i if names else first
    return first


def _follows_title(rows: Rows, title: int, index: int) -> bool:
    """Whether a full row names columns beneath a title with gaps, and is not the first of data."""
    if looks_like_data(rows, index):
        return False
    if looks_like_data(rows, title):
        return True
    width = len(rows[index][1])
    below = [row for _, row in rows[index + 1 :] if len(row) == width]
    return any(
        sum(is_value(cell.strip()) for cell in column) * 2 > len(below)
        for column in zip(*below, strict=True)
    )


def modal_width(rows: Rows) -> int:
    """The number of cells that most rows have; the larger where two are as frequent."""
    widths = Counter(len(row) for _, row in rows)
    return max(widths, key=lambda width: (widths[width], width))


def sure(name: str, rows: Rows, wanted: Collection[str]) -> int:
    """Index of the row that names the columns.

    Raises
    ------
    DataError
        If there is none: the first row is data already.
    """
    index = find(rows, wanted)
    if index is not None and wanted and set(wanted) <= {cell.strip() for cell in rows[index][1]}:
        return index
    if index is not None and not looks_like_data(rows, index):
        return index
    first = rows[0][1]
    filled = sum(1 for cell in first if cell.strip())
    if index != 0 and filled > 1 and filled * 2 >= len(first) and not looks_like_data(rows, 0):
        return 0  # few names; or a row of another width than the others, which is then refused
    raise no_header(name, rows[index or 0][0])


def comes_again(name: str, row: Sequence[str], cells: Sequence[str], line: int | None) -> bool:
    """Whether a row is the header once more, as where exports were pasted together.

    Raises
    ------
    DataError
        If it names the columns in another order, or some of them with others.
    """
    if list(row) == list(cells):
        return True
    named = {cell for cell in cells if cell}
    if len(named) > 1 and len(set(row) & named) * 2 > len(named):
        what = (
            "names the columns again, in another order or with others: two exports are pasted "
            "together; give them as two files"
        )
        raise DataError(name, Fault("", what, line))
    return False


def looks_like_data(rows: Rows, index: int) -> bool:
    """Whether a row holds what a header never does, so that the table has none.

    E-mail addresses, dates and numbers (years aside) do; so do texts most of which come again
    below in their own columns.
    """
    _, row = rows[index]
    cells = [cell.strip() for cell in row]
    if any(is_value(cell) for cell in cells if cell):
        return True
    below = [later for _, later in rows[index + 1 :] if len(later) == len(row) and later != row]
    filled = [i for i, cell in enumerate(cells) if cell]
    again = [i for i in filled if sum(later[i].strip() == cells[i] for later in below) > 1]
    return len(again) * 2 > len(filled)


def is_value(cell: str) -> bool:
    """Whether a cell is an e-mail address, a date or a number other than a year."""
    return bool(
        EMAIL.fullmatch(cell)
        or DATE.fullmatch(cell)
        or (NUMBER.fullmatch(cell) and not YEAR.fullmatch(cell))
    )


def no_header(name: str, line: int) -> DataError:
    """A table whose first row is data already."""
    what = (
        "has no header row: its first row looks like data; export it with column names, "
        f"or set header_row: {line} if these are the names"
    )
    return DataError(name, Fault("", what, line))


def named(name: str, row: Sequence[str], line: int, above: Sequence[str] = ()) -> list[str]:
    """The column names of a header row; those without a name are called column_1, column_2 …

    Parameters
    ----------
    above : the row above it, which may name groups of columns: a name that is repeated is told
        apart by its group, as in ``Buyer / State``

    Raises
    ------
    DataError
        If a name is repeated, and no group tells which is which.
    """
    row = _within_groups(row, above)
    names = [cell.strip() or f"column_{i}" for i, cell in enumerate(row, start=1)]
    repeated = [column for column, times in Counter(names).items() if times > 1]
    if repeated:
        listed = ", ".join(f"'{column}'" for column in repeated)
        raise DataError(name, Fault("", f"repeats the column {listed}; rename all but one", line))
    return names


def _within_groups(row: Sequence[str], above: Sequence[str]) -> list[str]:
    """Names that are repeated, each with the heading of its group of columns.

    A heading stands above the first column of its group, and holds up to the next.

    >>> _within_groups(["Id", "State", "Name", "State"], ["Sale", "", "Buyer", ""])
    ['Id', 'Sale / State', 'Name', 'Buyer / State']
    """
    names = [cell.strip() for cell in row]
    groups = [cell.strip() for cell in above]
    told = set(filter(None, groups))
    if len(groups) != len(names) or len(told) < 2 or any(map(is_value, told)):
        return names  # a title, or rows of data
    held = list(itertools.accumulate(groups, lambda last, group: group or last))
    again = {name for name, times in Counter(names).items() if name and times > 1}
    return [
        f"{group} / {name}" if name in again and group else name
        for name, group in zip(names, held, strict=True)
    ]


def did_you_mean_column(name: str, header: Sequence[str]) -> str:
    """The nearest column, whatever its case; else what columns there are."""
    lowered = {column.lower(): column for column in header}
    if name.lower() in lowered:
        return f"; did you mean '{lowered[name.lower()]}'?"
    near = did_you_mean(name, lowered)
    for low, column in lowered.items():
        near = near.replace(f"'{low}'", f"'{column}'")
    return near if near.startswith("; did") else f"; it has: {', '.join(header[:20])}"
