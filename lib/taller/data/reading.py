"""Reading a client's file as text: every cell as it stands, every row with its number.

A file is staged once as a Parquet file of text columns ``c0 … cN``, in its own order. What a cell
means is decided later, by `taller.data.contract`; here only a file that cannot be read as a table
is refused.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.checks import NO_ID
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.sources import TableFile

HEAD = 1 << 16  # bytes of a file that its header, delimiter and kind are read from
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
    padded : staged columns some of whose cells have blanks around them, or only blanks
    worded : staged columns some of whose cells may hold a word for "nothing", such as nan
    """

    path: Path
    header: list[str]
    parquet: Path
    rows: int
    padded: frozenset[str]
    worded: frozenset[str]

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
    names, parquet = header(file, path), scratch / f"{name}.parquet"
    if _head(path).startswith(b"PAR1"):
        rows = _stage_parquet(con, path, parquet)
        padded = worded = frozenset(f"c{i}" for i in range(len(names)))
    else:
        rows, padded, worded = _stage_csv(con, file, path, names, parquet)
    return Staged(path, names, parquet, rows, frozenset(padded), frozenset(worded))


def _stage_parquet(con: Any, path: Path, to: Path) -> int:
    import duckdb

    names = _parquet_header(path)[0]
    cells = ", ".join(
        f"CAST({identifier(name)} AS VARCHAR) AS c{i}" for i, name in enumerate(names)
    )
    query = f"SELECT {cells} FROM read_parquet({literal(path)})"
    try:
        copied = con.execute(f"COPY ({query}) TO {literal(to)} (FORMAT parquet)").fetchone()
    except duckdb.Error as error:
        raise _refusal(path, error) from error
    return int(copied[0])


def _stage_csv(
    con: Any, file: TableFile, path: Path, names: list[str], to: Path
) -> tuple[int, set[str], set[str]]:
    """Stream the text through Arrow's dictionaries, so that a repeated cell is handled once."""
    import pyarrow as pa
    import pyarrow.csv as pc
    import pyarrow.parquet as pq

    head = _head(path)
    lines = _lines(file, path, head)
    skipped = head[: len(head) - len(head.lstrip(b"\xef\xbb\xbf\r\n "))].count(b"\n") + 1
    cells = [f"c{i}" for i in range(len(names))]
    text = pa.dictionary(pa.int32(), pa.string())
    block = 1 << (21 if path.stat().st_size < SMALL else 23)
    rows, padded, worded = 0, set(), set()
    try:
        with _opened(path) as source, pc.open_csv(
            source,
            # Nothing is guessed: a guess from the first rows is a guess about all the others.
            pc.ReadOptions(
                column_names=cells, skip_rows=skipped, block_size=block, encoding=file.encoding
            ),
            pc.ParseOptions(delimiter=_delimiter(file, lines[0]), newlines_in_values=True),
            pc.ConvertOptions(
                column_types=dict.fromkeys(cells, text), null_values=[""],
                strings_can_be_null=True, quoted_strings_can_be_null=True,
            ),
        ) as batches, pq.ParquetWriter(
            to, batches.schema, write_statistics=False, store_schema=False
        ) as staged, ThreadPoolExecutor(1) as writer:  # fmt: skip
            written = None
            for batch in batches:
                if written is not None:
                    written.result()
                written = writer.submit(staged.write_batch, batch)  # while the next is parsed
                rows += batch.num_rows
                padded |= {cell for cell in cells if _is_padded(batch[cell].dictionary)}
                worded |= {cell for cell in cells if _has_null_words(batch[cell].dictionary)}
            if written is not None:
                written.result()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _broken_gzip(path, error) from error
    except (pa.ArrowException, UnicodeError) as error:
        raise _diagnosis(con, file, path, names, error) from error
    return rows, padded, worded


def _is_padded(values: Any) -> bool:
    import pyarrow.compute as pc

    return not pc.utf8_trim_whitespace(values).equals(values)


def _has_null_words(values: Any) -> bool:
    import pyarrow as pa
    import pyarrow.compute as pc

    lowered = pc.utf8_lower(pc.utf8_trim_whitespace(values))
    return bool(pc.any(pc.is_in(lowered, pa.array(NO_ID))).as_py())


def _opened(path: Path) -> Any:
    """The file's bytes, unpacked where it is gzipped; unpacking verifies its checksum."""
    import pyarrow as pa

    packed = _raw_head(path).startswith(b"\x1f\x8b")
    return gzip.open(path, "rb") if packed else pa.OSFile(str(path))


def _diagnosis(
    con: Any, file: TableFile, path: Path, names: list[str], error: Exception
) -> Exception:
    """Why a file cannot be read: DuckDB's stricter reader knows the line, Arrow's does not."""
    import duckdb

    mark = _delimiter(file, _lines(file, path, _head(path))[0])
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(names)))
    try:
        con.execute(
            f"SELECT max(hash(COLUMNS(*))) FROM read_csv({literal(path)}, auto_detect=false, "
            f"header=true, delim={literal(mark)}, quote='\"', escape='\"', "
            f"encoding={literal(file.encoding)}, columns={{{columns}}})"
        ).fetchall()
    except duckdb.Error as better:
        return _refusal(path, better)
    return _refusal(path, error)


def literal(value: object) -> str:
    """A string as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A column name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


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
    elif "straddl" in text or "line size" in text.lower():
        what = "a line is longer than 2 MB; is a quotation mark left open?"
    else:
        what = f"cannot be read as a table: {text.splitlines()[0]}"
    return DataError(path, Fault("", what, line))
