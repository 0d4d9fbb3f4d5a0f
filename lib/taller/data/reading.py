"""Reading a client's file as text: every cell as it stands, every row with its number.

A file is staged once as a Parquet file of text columns ``c0 … cN``. What a cell means is decided
later, by `taller.data.contract`; here only a file that cannot be read as a table is refused.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.sources import TableFile

HEAD = 1 << 16  # bytes of a file that its header, delimiter and kind are read from
CHUNK = 1 << 20
SMALL = 1 << 26  # bytes of a file that is read in small parts
DELIMITERS = ",;\t|"
ROW = "source_row"


@dataclass(frozen=True)
class Staged:
    """A file's rows as text.

    Attributes
    ----------
    path : the client's file
    header : its column names
    parquet : the staged rows, columns ``c0 … cN`` in the file's order
    rows : how many
    """

    path: Path
    header: list[str]
    parquet: Path
    rows: int

    def cell(self, column: str) -> str:
        """The staged name of a column of the client's."""
        return f"c{self.header.index(column)}"

    @property
    def cells(self) -> list[str]:
        """All staged names."""
        return [f"c{i}" for i in range(len(self.header))]


def header(file: TableFile, path: Path) -> list[str]:
    """The column names of a file.

    Raises
    ------
    DataError
        If the file is missing, empty, not a table, without rows, or repeats a column name.
    """
    head = _head(path)
    if head.startswith(b"PAR1"):
        names, rows = _parquet_header(path)
    else:
        lines = _lines(file, path, head)
        names = next(csv.reader(lines[:1], delimiter=_delimiter(file, lines[0])))
        rows = len(lines) - 1
    names = [name.strip() or f"column_{i}" for i, name in enumerate(names, start=1)]
    repeated = [name for name, times in Counter(names).items() if times > 1]
    if repeated:
        listed = ", ".join(f"'{name}'" for name in repeated)
        raise DataError(path, Fault("", f"repeats the column {listed}; rename all but one", 1))
    if rows == 0:
        raise DataError(path, "holds a header and no rows; export the data again")
    return names


def stage(con: Any, file: TableFile, path: Path, scratch: Path, name: str) -> Staged:
    """Read a file whole, each cell as text, into a Parquet file in ``scratch``.

    Raises
    ------
    DataError
        If the file cannot be read as a table to its end; names the line where known.
    """
    import duckdb

    names = header(file, path)
    parquet = scratch / f"{name}.parquet"
    try:
        source = _relation(file, path, names, scratch)
        cells = ", ".join(f"c{i}" for i in range(len(names)))
        # Row groups are what threads share out: a small file needs small ones.
        group = 40_960 if path.stat().st_size < SMALL else 122_880
        copied = con.execute(
            f"COPY (SELECT {cells} FROM {source}) TO {literal(parquet)} "
            f"(FORMAT parquet, ROW_GROUP_SIZE {group})"
        ).fetchone()
    except duckdb.Error as error:
        raise _refusal(path, error) from error
    return Staged(path, names, parquet, copied[0])


def literal(value: object) -> str:
    """A string as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A column name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _relation(file: TableFile, path: Path, names: list[str], scratch: Path) -> str:
    head = _head(path)
    if head.startswith(b"PAR1"):
        renamed = ", ".join(
            f"CAST({identifier(name)} AS VARCHAR) AS c{i}"
            for i, name in enumerate(_parquet_header(path)[0])
        )
        return f"(SELECT {renamed} FROM read_parquet({literal(path)}))"
    delimiter = _delimiter(file, _lines(file, path, head)[0])
    if _raw_head(path).startswith(b"\x1f\x8b"):
        # Unpacked first: its checksum is then verified, and both cores parse it.
        path = _unpack(path, scratch / f"{path.name}.csv")
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(names)))
    part = 1 << (22 if path.stat().st_size < SMALL else 25)  # bytes a thread takes at a time
    # Nothing is sniffed: a guess from the first rows is a guess about all the others.
    return (
        f"read_csv({literal(path)}, auto_detect=false, header=true, delim={literal(delimiter)}, "
        f"quote='\"', escape='\"', encoding={literal(file.encoding)}, "
        f"buffer_size={part}, columns={{{columns}}})"
    )


def _unpack(path: Path, to: Path) -> Path:
    try:
        with gzip.open(path, "rb") as packed, to.open("wb") as plain:
            while chunk := packed.read(CHUNK):
                plain.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _broken_gzip(path, error) from error
    return to


def _broken_gzip(path: Path, error: Exception) -> DataError:
    what = "ends too early" if isinstance(error, EOFError) else f"is damaged ({error})"
    return DataError(path, f"is a gzip file that {what}; copy or download it again")


def _raw_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except FileNotFoundError:
        raise DataError(path, "no such file; check the path, or the variable in it") from None
    except IsADirectoryError:
        raise DataError(path, "is a folder; name one file in it") from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from error


def _head(path: Path) -> bytes:
    """The first bytes, unpacked where the file is gzipped; refuses what is not a table."""
    head = _raw_head(path)
    if head.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path, "rb") as packed:
                head = packed.read(HEAD)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _broken_gzip(path, error) from error
    if not head.strip(b"\xef\xbb\xbf \r\n\t"):
        raise DataError(path, "is empty; export the data again")
    if head.startswith(b"PK"):
        raise DataError(path, "is a zip file or an Excel workbook; save its table as CSV")
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise DataError(path, "is a web page, perhaps a login page; download the file again")
    return head


def _lines(file: TableFile, path: Path, head: bytes) -> list[str]:
    """The non-blank lines the head holds; the last may be cut."""
    encoding = {"utf-8": "utf-8-sig"}.get(file.encoding, file.encoding)
    if file.encoding != "utf-16":
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise DataError(path, "is UTF-16 text; set encoding: utf-16")
        if any(byte in head for byte in b"\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
            raise DataError(path, "is a binary file, not text; export the table as CSV")
    try:
        # A head may cut a character in two: an incremental decoder forgives that, and only that.
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        raise _not_encoded(path, file.encoding, line) from error
    return [line for line in text.splitlines() if line.strip()]


def _not_encoded(path: Path, encoding: str, line: int | None) -> DataError:
    other = "latin-1" if encoding == "utf-8" else "utf-8"
    return DataError(path, Fault("", f"is not {encoding} text; set encoding: {other}", line))


def _delimiter(file: TableFile, first_line: str) -> str:
    if file.delimiter:
        return file.delimiter
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([first_line], delimiter=mark))))


def _parquet_header(path: Path) -> tuple[list[str], int]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            return list(file.schema_arrow.names), file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        what = "is a damaged Parquet file; copy or export it again"
        raise DataError(path, what) from error


def _refusal(path: Path, error: Exception) -> Exception:
    """A database's error about a file, said so that the file's owner can mend it."""
    text = str(error)
    if "No space left" in text or "could not allocate" in text.lower():
        return OSError(28, "no space left to read the data", str(path))
    found = re.search(r"Line: (\d+)", text)
    line = int(found[1]) if found else None
    if "nicode" in text or "not utf-8 encoded" in text.lower():
        return _not_encoded(path, "utf-8", line)
    counts = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if "unterminated quote" in text:
        what = 'a quotation mark (") opens and is never closed'
    elif counts:
        # Found says how many it had met when it gave up, so only "more" or "fewer" is certain.
        more = "more" if int(counts[2]) > int(counts[1]) else "fewer"
        what = f"has {more} columns than the header, which has {counts[1]}"
    elif "line size" in text.lower():
        what = "a line is longer than 16 MB; is a quotation mark left open?"
    else:
        what = f"cannot be read as a table: {text.splitlines()[0]}"
    return DataError(path, Fault("", what, line))
