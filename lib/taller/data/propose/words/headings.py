"""Headings: rows with one cell that says what those below it belong to; values in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from taller.data.propose.columns.values import DATE, EMAIL, is_number
from taller.errors import DataError, Fault

FEW = 2  # headings from which a column is one of headings
LINE = 3  # filled cells from which a row is a line


def column_of(cells: Mapping[str, Sequence[str | None]]) -> int | None:
    """The column, from 1, in which headings stand; None where there are none.

    A heading is alone in its row, other lines follow it, and no line has a cell in its column.
    Days, months' numbers and the like name no one.

    >>> column_of({"": ["Ana", None, "Eva", None], "Num": [None, "1", None, "2"],
    ...            "Day": [None, "5", None, "6"], "Paid": [None, "9", None, "8"]})
    1
    """
    rows = [[(cell or "").strip() for cell in row] for row in zip(*cells.values(), strict=True)]
    filled = [[i for i, cell in enumerate(row) if cell] for row in rows]
    lines = Counter(i for own in filled if len(own) >= LINE for i in own)
    found: Counter[int] = Counter()
    for row, own, below in zip(rows, filled, filled[1:], strict=False):
        if len(own) == 1 and len(below) >= LINE:
            cell = row[own[0]]
            found[own[0]] += not (is_number(cell) or DATE.match(cell))
    best = max(found, key=lambda i: found[i], default=None)
    return None if best is None or found[best] < FEW or lines[best] else best + 1


def fault(missing: Sequence[str], at: int) -> Fault:
    """Orders whose customer stands above their lines, in a column from 1."""
    others = ", ".join(name for name in missing if name != "user_id")
    lacks = f"; nor for {others}" if others else ""
    what = "looks like orders, but no column was found for the customer; it stands in heading rows"
    return Fault("", f"{what} (column {at}){lacks}. Export the report as a plain list, with the "
                 "customer on each line")  # fmt: skip


def refuse_values_as_header(origin: str, header: Sequence[str]) -> None:
    """Names of columns that are values: they could be somebody's, and would be written down.

    Raises
    ------
    DataError
        If any is an e-mail address, or most are dates or numbers.
    """
    if any(EMAIL.match(column.strip()) for column in header) or (
        sum(bool(DATE.match(c.strip()) or is_number(c.strip())) for c in header) * 2 > len(header)
    ):
        what = "its first row holds values, not names of columns; put a row of names above it"
        raise DataError(origin, Fault("", what, 1))
