"""The request log of a model: whole Parquet files, one row per scored row; people are hashed."""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
import unicodedata
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import to_json

from taller.data import people
from taller.durable import beside
from taller.errors import is_disk_full

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "requests"
_BLANKS = " \t\n\v\f\r\xa0"


class Row(NamedTuple):
    """One scored row, in the order of the file's columns; user and inputs as they were given."""

    at: int  # microseconds since 1970, UTC
    request_id: str
    row: int
    user: str | None
    version: int
    slot: str
    generation: int
    share: int
    route: str
    status: int
    seconds: float
    answered: bool
    shadow: bool
    probe: bool
    score: float | None
    items: list[str] | None
    inputs: dict[str, Any] | None
    fault: str | None


def schema() -> pa.Schema:
    """Columns of the log and their types."""
    import pyarrow as pa

    return pa.schema([
        ("at", pa.timestamp("us", "UTC")), ("request_id", pa.string()), ("row", pa.int32()),
        ("user", pa.string()), ("version", pa.int32()), ("slot", pa.string()),
        ("generation", pa.uint32()), ("share", pa.int32()), ("route", pa.string()),
        ("status", pa.int16()), ("seconds", pa.float64()), ("answered", pa.bool_()),
        ("shadow", pa.bool_()), ("probe", pa.bool_()), ("score", pa.float64()),
        ("items", pa.list_(pa.string())), ("inputs", pa.string()), ("fault", pa.string()),
    ])  # fmt: skip


def requests(folder: Path, since: dt.datetime | None = None) -> pa.Table:
    """The requests that are on the disk, oldest first.

    Parameters
    ----------
    folder : the model's, ``.deployment/<model>``
    since : leaves out rows before it; with its time zone
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found = [
        pq.read_table(path, schema=schema(), partitioning=None)
        for path in sorted((folder / FOLDER).glob("*.parquet"))
        if since is None or _written(path) >= since
    ]
    table = pa.concat_tables(found) if found else schema().empty_table()
    if since is not None:
        table = table.filter(pc.field("at") >= pa.scalar(since, pa.timestamp("us", "UTC")))
    return table.sort_by("at")


def _written(path: Path) -> dt.datetime:
    """Up to when a file holds rows, as its name tells."""
    try:
        told = dt.datetime.strptime(path.name.split("-")[0], "%Y%m%dT%H%M%S")
    except ValueError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)
    return told.replace(tzinfo=dt.UTC) + dt.timedelta(seconds=1)


def pseudonym(user: str, key: bytes) -> str | None:
    """The pseudonym of a user, as the client's tables have it; one that is given stays.

    >>> pseudonym(" Ana@Example.com ", b"k" * 32) == pseudonym("ana@example.com", b"k" * 32)
    True
    """
    text = unicodedata.normalize("NFC", user)
    # One character for each, as DuckDB has it; Python makes two of İ, and another of a last Σ.
    lower = text.lower() if text.isascii() else "".join(each.lower()[0] for each in text)
    plain = lower.strip(_BLANKS)
    return people.pseudonym(plain, key) if plain else None


class RequestLog:
    """Rows of one worker that wait for the disk, and the thread that writes them.

    A disk that takes none stops no answer: rows wait, up to `most`, then the oldest are lost; both
    are told by `state`.

    Parameters
    ----------
    folder : the model's
    salt : key of the users' pseudonyms
    every : seconds between writings
    most : rows that may wait
    """

    def __init__(self, folder: Path, salt: bytes, every: float, most: int) -> None:
        self.folder = folder / FOLDER
        self.salt, self.every, self.most = salt, every, most
        self.written = self.lost = 0
        self.why = ""
        self._rows: deque[Row] = deque()
        self._last, self._files = time.monotonic(), 0
        self._writing = threading.Lock()

    def add(self, row: Row) -> None:
        """Take a row; it is on the disk some seconds later."""
        if len(self._rows) >= self.most:
            self._rows.popleft()
            self.lost += 1
        self._rows.append(row)

    @property
    def waiting(self) -> int:
        """Rows that are not on the disk."""
        return len(self._rows)

    def due(self) -> bool:
        """Whether it is time to write."""
        return bool(self._rows) and time.monotonic() - self._last >= self.every

    def flush(self) -> None:
        """Write what waits as one more file, whole; what cannot be written goes on waiting."""
        with self._writing:
            self._last = time.monotonic()
            rows = [self._rows.popleft() for _ in range(len(self._rows))]
            if not rows:
                return
            try:
                self._write(rows)
            except (OSError, ValueError) as error:
                full = is_disk_full(error)
                self.why = "the disk is full" if full else f"cannot be written: {error}"[:200]
                room = max(0, self.most - len(self._rows))
                self.lost += max(0, len(rows) - room)
                self._rows.extendleft(reversed(rows[max(0, len(rows) - room) :] if room else []))
            else:
                self.written += len(rows)
                self.why = ""

    def _write(self, rows: list[Row]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        shape = schema()
        columns = dict(zip(Row._fields, zip(*rows, strict=True), strict=True))
        columns["user"] = [user and pseudonym(user, self.salt) for user in columns["user"]]
        columns["inputs"] = [None if x is None else to_json(x).decode() for x in columns["inputs"]]
        arrays = [pa.array(columns[f.name], f.type) for f in shape]
        table = pa.Table.from_arrays(arrays, schema=shape)
        self.folder.mkdir(parents=True, exist_ok=True)
        now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
        self._files += 1
        path = self.folder / f"{now}-{os.getpid()}-{self._files}.parquet"
        with beside(path, hurried=True) as made:
            pq.write_table(table, made, compression="zstd")
            made.chmod(0o600)
