"""What the files of a folder say: distinct values of columns, lines of texts, members of archives.

Nothing is loaded as an object: tables are read by Arrow, arrays by NumPy without pickles, the rest
as text.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

LARGEST = 500_000_000  # bytes of a file that is looked through
_PROGRAM = re.compile(
    r"<(script|style)\b(?![^>]*\bjson\b)[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_PACKED = (".zip", ".xlsx", ".pptx", ".docx", ".npz", ".pt", ".skops", ".whl", ".jar")


@dataclass(frozen=True)
class Piece:
    """Values that stand together: a column's, or the lines of a text.

    Attributes
    ----------
    where : the file's name within its folder, and the member within the file
    values : distinct texts, none of them null
    column : its header; None for a text's lines
    """

    where: str
    values: pa.Array
    column: str | None = None

    @property
    def place(self) -> str:
        """File, member and column, as a finding names them."""
        return self.where if self.column is None else f"{self.where} · {self.column}"


def files(folder: Path, *, without: Collection[str] = ()) -> Iterator[Path]:
    """The files of a folder in order of their names; no link is followed.

    Parameters
    ----------
    without : folders, relative to it, that are left out
    """
    left_out = [folder / name for name in without]
    for path in sorted(folder.rglob("*")):
        inside = any(each in path.parents for each in left_out)
        if path.is_file() and not path.is_symlink() and not inside:
            yield path


def pieces(path: Path, where: str) -> Iterator[Piece]:
    """All that one file says.

    Parameters
    ----------
    where : what the file is called in a finding
    """
    if path.suffix == ".parquet":
        yield from _parquet(path, where)
    elif path.suffix in (".csv", ".tsv"):
        yield from _csv(path, where)
    else:
        yield from _content(path.read_bytes(), where)


def _content(content: bytes, where: str) -> Iterator[Piece]:
    import pyarrow as pa

    suffix = Path(where.rpartition("!")[2]).suffix.lower()
    if suffix in _PACKED and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                if member.file_size <= LARGEST:
                    yield from _content(packed.read(member), f"{where}!{member.filename}")
    elif suffix == ".npy":
        yield from _array(content, where)
    else:
        lines = list(dict.fromkeys(_text(content, suffix).split("\n")))
        yield Piece(where, pa.array(lines, pa.large_string()))


def _text(content: bytes, suffix: str) -> str:
    """A file's text; of a page what it shows and holds as data, not its programs."""
    text = content.decode("utf-8", "replace") if suffix else content.decode("latin-1")
    if suffix in (".html", ".htm", ".xml", ".svg"):
        text = html.unescape(_TAG.sub("\n", _PROGRAM.sub("\n", text)))
    if suffix in (".json", ".ipynb", ".jsonl"):
        text = text.replace("\\n", "\n").replace('\\"', '"')
    return text.replace("\r", "\n")


def _array(content: bytes, where: str) -> Iterator[Piece]:
    """The texts of an array; one of objects is code, not text (see `code`)."""
    import numpy as np
    import pyarrow as pa

    try:
        values = np.load(io.BytesIO(content), allow_pickle=False)
    except ValueError:
        return
    if values.dtype.kind in "SU":
        distinct = np.unique(values.ravel()).astype(str)
        yield Piece(where, pa.array(distinct.tolist(), pa.large_string()), column="")


def _parquet(path: Path, where: str) -> Iterator[Piece]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    told = [field for field in pq.read_schema(path) if _says_something(field.type)]
    # Read as they are stored: each value once, not once a row.
    by_value = _stored_by_value(pq.read_metadata(path))
    plain = [f.name for f in told if pa.types.is_string(f.type) and f.name in by_value]
    with pq.ParquetFile(path, read_dictionary=plain) as held:
        for field in told:
            read = held.iter_batches(1_000_000, columns=[field.name], use_threads=False)
            chunks = [_distinct(_flat(batch.column(0))) for batch in read]
            whole = _distinct(pa.chunked_array(chunks, pa.large_string()))
            yield Piece(where, whole, field.name)


def _stored_by_value(metadata: pq.FileMetaData) -> set[str]:
    """The columns whose values stand in dictionaries; Arrow reads no others as such.

    DuckDB writes a column in which hardly a value recurs by differences of lengths.
    """
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    chunks = [group.column(i) for group in groups for i in range(group.num_columns)]
    told = {chunk.path_in_schema for chunk in chunks}
    return told - {c.path_in_schema for c in chunks if any("DELTA" in e for e in c.encodings)}


def _says_something(kind: pa.DataType) -> bool:
    import pyarrow as pa

    types = pa.types
    if types.is_dictionary(kind) or types.is_list(kind) or types.is_large_list(kind):
        return _says_something(kind.value_type)
    if types.is_struct(kind) or types.is_map(kind):
        return True
    return types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind)


def _flat(values: pa.Array) -> pa.Array:
    """A column's values as texts, those of lists one by one, structures as they are written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    types = pa.types
    if types.is_dictionary(values.type):
        return _flat(values.dictionary)
    if types.is_list(values.type) or types.is_large_list(values.type):
        return _flat(pc.list_flatten(values))
    if types.is_struct(values.type) or types.is_map(values.type):
        return pa.array([str(each) for each in values.to_pylist()], pa.large_string())
    if types.is_binary(values.type):
        texts = [each.decode("latin-1") for each in values.drop_null().to_pylist()]
        return pa.array(texts, pa.large_string())
    return values.cast(pa.large_string())


def _distinct(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    import pyarrow.compute as pc

    return pc.unique(values.drop_null())


def _csv(path: Path, where: str) -> Iterator[Piece]:
    """A table's columns; one that is no table is told as a text."""
    import pyarrow as pa
    from pyarrow import csv

    with path.open(encoding="utf-8-sig", errors="replace") as file:
        first = file.readline()
    separator = max(",;\t", key=first.count)
    names = [name.strip().strip('"') for name in first.strip().split(separator)]
    try:
        table = csv.read_csv(
            path,
            read_options=csv.ReadOptions(column_names=names, skip_rows=1, use_threads=False),
            parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), check_utf8=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        yield from _content(path.read_bytes(), where)
        return
    for name in dict.fromkeys(names):
        columns = [table.column(i) for i, each in enumerate(names) if each == name]
        for column in columns:
            yield Piece(where, _distinct(column), name)
