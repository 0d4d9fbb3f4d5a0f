"""Progress by file: a CSV of all tasks, filled in with the days they were done, read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from taller import handed
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.planning.plan.model.schedule import Schedule

HEADS = ("key", "task", "owner", "starts_on", "ends_on", "done_on")
KEYS, DONE = ("key", "clave"), ("done_on", "done", "hecha", "terminada")
LONGEST_CELL = 10_000
MOST = 1_000_000  # bytes
NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


def write(path: Path, made: Schedule) -> None:
    """Write the file, whole or not at all; no cell is a formula."""
    rows = [
        [t.key, t.name, made.work.person(t.owner).name, t.starts_on, t.ends_on, t.done_on or ""]
        for t in made.tasks
    ]
    handed.write_rows(path, [HEADS, *rows])


def read(path: Path, *, month_first: bool = False) -> dict[str, dt.date]:
    """The tasks that are done, and since when, as a spreadsheet saved them.

    Parameters
    ----------
    month_first : whether 03/04/2026 is the fourth of March

    Raises
    ------
    DataError
        If it cannot be read, lacks a column, or holds what is no date: all faults at once.
    """
    rows = _rows(path)
    heads = [head.strip().casefold() for head in rows[0]]
    key = next((i for i, head in enumerate(heads) if head in KEYS), None)
    done = next((i for i, head in enumerate(heads) if head in DONE), None)
    if key is None or done is None:
        raise DataError(
            path, f"needs the columns 'key' and 'done_on' (got {', '.join(heads)[:80]})"
        )
    found: dict[str, dt.date] = {}
    faults = []
    for line, row in enumerate(rows[1:], 2):
        name, day = (row[i].strip() if i < len(row) else "" for i in (key, done))
        if not day:
            continue
        date = _date(day, month_first)
        if not name or date is None:
            what = f"must be a date, as in 2026-03-31 (got {day[:40]!r})" if name else "has no key"
            faults.append(Fault("done_on", what, line))
        elif found.setdefault(name, date) != date:
            faults.append(Fault("done_on", f"'{name[:80]}' is done on two days", line))
    if faults:
        raise DataError(path, faults)
    return found


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from None
    if len(raw) > MOST:
        raise DataError(path, "is larger than 1 MB, and no list of done tasks")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise DataError(path, f"is no CSV: {error}") from None
    if not rows:
        raise DataError(path, "is empty")
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise DataError(path, f"is no CSV: a cell has more than {LONGEST_CELL:,} characters")
    return rows


def _date(text: str, month_first: bool) -> dt.date | None:
    """
    >>> _date("03/04/2026", month_first=False), _date("2026-02-29", month_first=False)
    (datetime.date(2026, 4, 3), None)
    """
    try:
        if match := NUMBERED.match(text):
            one, other, year = map(int, match.groups())
            return dt.date(year, one, other) if month_first else dt.date(year, other, one)
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
