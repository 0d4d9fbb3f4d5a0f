"""A bounded sample of a source: head, middle and end, in whole stretches of rows."""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import aliases, engine
from taller.errors import DataError

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.settings.sources import TableSource

STRETCH = 4_000  # rows of each stretch
CELLS = 100_000  # cells of a sample at most, so that a wide file takes no longer
LARGE = 1 << 28  # bytes of a plain text file beyond which only pieces of it are read
PIECE = 1 << 24  # bytes of such a piece
FILES = 3  # files of a folder that are looked into: the first, one in the middle, the last


@dataclass(frozen=True)
class Sample:
    """Some rows of a source, and what is needed to ask for more.

    Attributes
    ----------
    staged : what was read; of a very large source, only pieces of it
    con : the DuckDB connection
    cells : the client's column: its values in the sample, all of the same rows
    whole : whether ``staged`` holds all of the source
    """

    staged: Staged
    con: Any
    cells: dict[str, list[str | None]]
    whole: bool

    def distinct(self, *columns: str, limit: int = 200_000) -> list[tuple[str | None, ...]]:
        """Distinct values, or combinations, of a client's columns among all staged rows."""
        from taller.data.reading import literal

        cells = ", ".join(f"trim({self.staged.cell(column)})" for column in columns)
        query = f"SELECT DISTINCT {cells} FROM read_parquet({literal(self.staged.parquet)})"
        return self.con.execute(f"{query} ORDER BY ALL LIMIT {limit}").fetchall()


@contextlib.contextmanager
def taken(
    source: TableSource, *, root: Path, database: Any = None, table: str = "orders"
) -> Iterator[Sample]:
    """Read a sample of a source; its files are gone after the ``with`` block.

    Parameters
    ----------
    table : the canonical table it may be for; what is read does not depend on it

    Raises
    ------
    DataError
        If the source cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="taller-") as folder:
        scratch = aliases.plain(Path(folder))
        with engine.connect(scratch / "spill") as con:
            staged, whole = _stage(con, source, root, scratch, table, database)
            yield Sample(staged, con, _cells(con, staged), whole)


def _stage(
    con: Any, source: Any, root: Path, scratch: Path, table: str, database: Any
) -> tuple[Staged, bool]:
    from taller.data import reading

    def stage(given: Any) -> Staged:
        return reading.stage(con, given, root=root, scratch=scratch, name=table, database=database)

    if hasattr(source, "path"):
        files = reading.input_files(source, root)
        few = _spread(files, FILES)
        if len(few) < len(files) or any(_is_large_text(file) for file in few):
            pieces = scratch / "pieces"
            pieces.mkdir()
            for number, file in enumerate(few):
                _shorten(file, pieces / f"{number}_{file.name}")
            with contextlib.suppress(DataError):  # a piece may cut a cell in two: then read it all
                found = stage(source.model_copy(update={"path": str(pieces)}))
                return dataclasses.replace(found, origin=source.path), False
    return stage(source), True


def _spread(things: Sequence[Path], most: int) -> list[Path]:
    """At most so many, the first and the last among them."""
    if len(things) <= most:
        return list(things)
    return [things[round(i * (len(things) - 1) / (most - 1))] for i in range(most)]


def _is_large_text(file: Path) -> bool:
    if file.stat().st_size <= LARGE:
        return False
    with file.open("rb") as opened:
        head = opened.read(4)
    packed = (b"\x1f\x8b", b"PK", b"PAR1", b"\xd0\xcf", b"\xff\xfe", b"\xfe\xff")
    return not head.startswith(packed)


def _shorten(file: Path, to: Path) -> None:
    """A link to a file, or the head, the middle and the end of a very large text, in lines."""
    if not _is_large_text(file):
        to.symlink_to(file.resolve())
        return
    size = file.stat().st_size
    with file.open("rb") as whole, to.open("wb") as short:
        for start in (0, size // 2, size - PIECE):
            whole.seek(start)
            if start:
                whole.readline()
            piece = whole.read(PIECE if start < size - PIECE else -1)
            short.write(piece[: piece.rfind(b"\n") + 1] or piece)


def _cells(con: Any, staged: Staged) -> dict[str, list[str | None]]:
    """The values of head, middle and end of what was staged, column by column."""
    from taller.data.reading import literal

    stretch = max(50, min(STRETCH, CELLS // (3 * max(len(staged.header), 1))))
    starts = sorted({0, max(staged.rows // 2 - stretch // 2, 0), max(staged.rows - stretch, 0)})
    ranges = " OR ".join(
        f"file_row_number BETWEEN {start} AND {start + stretch - 1}" for start in starts
    )
    rows = con.execute(
        f"SELECT {', '.join(staged.cells)} FROM read_parquet({literal(staged.parquet)}, "
        f"file_row_number=true) WHERE {ranges} ORDER BY file_row_number"
    ).fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * len(staged.header)
    return {name: list(values) for name, values in zip(staged.header, columns, strict=True)}
