"""The files a path, a folder or a pattern names."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.settings import places
from taller.errors import DataError

if TYPE_CHECKING:
    from taller.data.settings.sources import TableFile

SUFFIXES = (
    ".csv", ".tsv", ".txt", ".tab", ".psv", ".gz", ".zip", ".xlsx", ".xlsm", ".xls", ".xlsb",
    ".ods", ".json", ".jsonl", ".ndjson", ".parquet", ".pq",
)  # fmt: skip
"""How files that hold a table are called, in a folder or a zip file of several."""
NAMED = 50  # files of a folder or pattern that the ledger names


def input_files(source: TableFile, root: Path) -> list[Path]:
    """Every file that a source's path names, by natural name: day 2 before day 10.

    In a folder, files that are called like no table are left out, and hidden ones too.

    Raises
    ------
    DataError
        If there is none.
    """
    place = places.located(source.path, root)
    places.refuse_no_file(place, source.path)
    if place.is_dir():
        found = [path for path in place.iterdir() if path.is_file() and holds_table(path.name)]
        what = f"is a folder without tables; files of these kinds are read: {', '.join(SUFFIXES)}"
    elif os.path.lexists(place) or not glob.has_magic(source.path):
        return [place]  # also where it is missing: then reading it says so
    else:
        pattern = places.pattern(source.path, root)
        paths = (Path(name) for name in glob.glob(pattern, recursive=True))
        found = [path for path in paths if path.is_file() and not path.name.startswith((".", "~$"))]
        what = "no file is called like this pattern; check the path, or the variable in it"
    if not found:
        raise DataError(source.path, what)
    return sorted(found, key=natural)


def several(source: TableFile, root: Path) -> str:
    """The files that a folder or a pattern stands for; empty where a path is a file's own."""
    paths = input_files(source, root)
    if paths == [places.located(source.path, root)]:
        return ""
    names = [shown(path, source, root) for path in paths]
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def left_out(source: TableFile, root: Path) -> list[str]:
    """Names of the files in a source's folder that are called like no table."""
    place = places.located(source.path, root)
    if not place.is_dir():
        return []
    names = (path.name for path in place.iterdir() if path.is_file())
    return sorted(name for name in names if not name.startswith(".") and not holds_table(name))


def holds_table(name: str) -> bool:
    """Whether a file is called like one that holds a table."""
    return not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES)


def natural(path: Path | str) -> tuple[object, ...]:
    """Sorting key under which 2 comes before 10."""
    parts = re.split(r"(\d+)", Path(path).as_posix().lower())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts), str(path)


def shown(path: Path, source: TableFile, root: Path) -> str:
    """A file's name in messages: as the engagement file writes it."""
    return places.written(path, source.path, root)
