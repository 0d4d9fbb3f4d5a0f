"""Delimited text: streamed through Arrow, every cell as it stands."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from taller.data.reading import headers, refusals
from taller.data.reading.cell_bytes import edges, holds, least_byte
from taller.data.reading.containers import dialect as dialects
from taller.data.reading.containers import encodings, spaced
from taller.data.reading.readers import Again, Reader
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.reading.packed import Member
    from taller.data.settings.sources import TableFile

SMALL = 1 << 26  # bytes of a file that is read in small parts
BLOCKS = (1 << 21, 1 << 23)  # of a small and of a large file; no line may be longer
TOLD = 5  # faults of one kind


class DelimitedReader(Reader):
    """One text, with the dialect it speaks."""

    def __init__(self, member: Member, source: TableFile, wanted: Collection[str]) -> None:
        member = spaced.understood(member, source)
        self.member, self.source, self.wanted = member, source, wanted
        self.dialect = dialects.propose(member, source, wanted)
        self.repeats = 0
        self._multiline = self._doubtful = False
        self._rows = 0
        self._block = BLOCKS[member.size() >= SMALL]

    @property
    def name(self) -> str:
        """As messages name it."""
        return self.member.name

    @property
    def names(self) -> list[str]:
        """The columns."""
        return self.dialect.names

    @property
    def line(self) -> int:
        """Line of the first row, unless blank lines are above it."""
        return self.dialect.skip + 1

    @property
    def straight(self) -> bool:
        """Whether no cell holds a line break and no row was left out."""
        return not (self._multiline or self.repeats)

    def detected(self) -> list[Detected]:
        """Encoding, delimiter, header, and headers that came again."""
        found = self.dialect.detected()
        if isinstance(self.member, spaced.Spaced):
            found = [replace(d, value=" ") if d.what == "delimiter" else d for d in found]
        if self.repeats:
            found.append(Detected("repeated_headers", str(self.repeats)))
        return found

    def settle(self, con: Any) -> None:
        """Judge the encoding from the whole file, before its rows are read."""
        if self.source.encoding is None and self.dialect.encoding in ("utf-8", "cp1252"):
            with self.member.opened() as stream:
                encoding = encodings.of_whole(self.name, stream)
            if encoding != self.dialect.encoding:
                self._redo(encoding)

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The rows; `Again` where the encoding proves to be another than the head said."""
        import pyarrow as pa

        self.repeats, self._rows = 0, 0
        self._multiline = self._doubtful = False
        if self.dialect.encoding == "cp1252" and self.source.encoding is None:
            self.settle(con)
        try:
            with self.member.opened() as stream:
                yield from self._checked(stream)
        except UnicodeError as error:
            raise self._not_encoded() from error
        except pa.ArrowException as error:
            raise self._explained(error) from error
        if self._doubtful:
            self._verify_quotes()

    def _checked(self, stream: Any) -> Iterator[pa.RecordBatch]:
        for batch in _ahead(arrow_batches(stream, self.dialect, self._block)):
            for column in batch.columns:
                if least_byte(column) < 14:
                    self._look_at_breaks(column)
                # What a quote that closed too early leaves in a cell ends with the one meant.
                if not self._doubtful and holds(column, '"'):
                    self._doubtful = bool((edges(column)[1] == ord('"')).any())
            batch = self._without_headers(batch)
            self._rows += batch.num_rows
            if batch.num_rows:
                yield batch

    def _look_at_breaks(self, values: Any) -> None:
        """A line break in a cell is fine, unless it may be that of a quote left open."""
        import pyarrow.compute as pc

        broken = values.filter(pc.match_substring_regex(values, "[\r\n]"))
        if not len(broken):
            return
        self._multiline = True
        for mark in ('"', self.dialect.delimiter):
            self._doubtful |= bool(pc.any(pc.match_substring(broken, mark)).as_py())

    def _without_headers(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Leave out the header where it comes again, as where exports were pasted together."""
        import pyarrow as pa
        import pyarrow.compute as pc

        header = self.dialect.cells
        named = [cell for cell in header if cell]
        if not named:
            return batch
        first = batch.column(header.index(named[0]))
        listed = pa.array([*named, *(f"\ufeff{name}" for name in named)])
        found = pc.is_in(first, listed)
        drop = []
        for position in pc.indices_nonzero(found).to_pylist():
            row = [_bare(column[position].as_py()) for column in batch.columns]
            try:
                if headers.comes_again(self.name, row, header, None):
                    drop.append(position)
            except DataError as error:
                line = self._line_of_record(self._rows + self.repeats + position)
                raise DataError(self.name, [replace(f, line=line) for f in error.faults]) from None
        self.repeats += len(drop)
        if not drop:
            return batch
        keep = pc.invert(pc.is_in(pa.array(range(batch.num_rows)), pa.array(drop)))
        return batch.filter(keep)

    def line_of(self, offset: int) -> int:
        """The line of a row, by position."""
        if self.straight and self._is_one_line_each():
            return self.line + offset
        seen = -1
        for line, row in self.records():
            if [_bare(cell) for cell in row] == self.dialect.cells:
                continue
            seen += 1
            if seen == offset:
                return line
        return self.line + offset

    def records(self, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
        """Each row below the header with the line it begins on; blank lines are none.

        Raises
        ------
        DataError
            At a line beyond all bounds, or, where ``strict``, at a quote that is left open.
        """
        csv.field_size_limit(max(csv.field_size_limit(), dialects.LONGEST))
        with self.member.opened() as stream:
            lines = self._bounded(self._text(stream))
            for _ in range(self.dialect.skip):
                next(lines, None)
            reader = csv.reader(lines, delimiter=self.dialect.delimiter, strict=strict)
            line = self.dialect.skip
            try:
                for row in reader:
                    if row:
                        yield line + 1, row
                    line = self.dialect.skip + reader.line_num
            except csv.Error as error:
                raise DataError(self.name, self._quote_fault(error, line + 1)) from error

    def _text(self, stream: Any) -> io.TextIOWrapper:
        encoding = {"utf-8": "utf-8-sig"}.get(self.dialect.encoding, self.dialect.encoding)
        # Whether the encoding is right is judged elsewhere.
        return io.TextIOWrapper(_buffered(stream), encoding, errors="replace", newline="")

    def _bounded(self, text: io.TextIOWrapper) -> Iterator[str]:
        for number, line in enumerate(iter(lambda: text.readline(self._block), ""), start=1):
            if len(line) == self._block and not line.endswith(("\n", "\r")):
                raise DataError(self.name, refusals.too_long(number, self._block))
            yield line

    def _quote_fault(self, error: csv.Error, line: int) -> Fault:
        if "field larger" in str(error):
            return refusals.too_long(line, self._block)
        if "unexpected end" in str(error):
            what = 'a quotation mark (") opens and is never closed'
        else:
            what = 'a quotation mark (") opens or closes inside a cell; write it twice there'
        return Fault("", what, line)

    def _verify_quotes(self) -> None:
        """Refuse a quote that closes too early or never; Arrow has read the text without a word."""
        with self.member.opened() as stream:
            text = self._text(stream)
            deque((next(text, None) for _ in range(self.dialect.skip)), 0)
            # A line without a quotation mark neither opens nor closes a cell.
            quoted = (line for line in text if '"' in line)
            try:
                deque(csv.reader(quoted, delimiter=self.dialect.delimiter, strict=True), 0)
            except csv.Error:
                deque(self.records(strict=True), 0)  # which tells the line

    def _line_of_record(self, position: int) -> int | None:
        for i, (line, _) in enumerate(self.records()):
            if i == position:
                return line
        return None

    def _is_one_line_each(self) -> bool:
        newlines = 0
        with self.member.opened() as stream:
            while block := stream.read(1 << 22):
                newlines += bytes(block).count(b"\n")
        return self._rows + self.dialect.skip - newlines in (0, 1)

    def _redo(self, encoding: str) -> None:
        self.dialect = dialects.propose(self.member, self.source, self.wanted, encoding)

    def _not_encoded(self) -> Exception:
        """The text is not in the encoding the head or the engagement says."""
        if self.source.encoding is None and not self.dialect.encoding.startswith("utf-16"):
            before = self.dialect.encoding
            self.settle(None)
            if self.dialect.encoding != before:
                return Again()
        with self.member.opened() as stream:
            line = encodings.first_fault(stream, self.dialect.encoding)
        if self.dialect.encoding.startswith("utf-16"):
            what = "is UTF-16 text that is damaged; copy or download it again"
            return DataError(self.name, Fault("", what, line))
        return refusals.not_encoded(self.name, self.dialect.encoding, line)

    def _explained(self, error: Exception) -> Exception:
        """What Arrow met: it knows neither the line nor what would mend it."""
        text = str(error)
        if "UTF8" in text or "UTF-8" in text:
            return self._not_encoded()
        try:
            faults = list(self._ragged())
        except DataError as found:
            return found
        if not faults and "straddl" in text:
            faults = [refusals.too_long(self.line, self._block)]
        if not faults:
            return DataError(self.name, "cannot be read as a table; export it as CSV anew")
        return DataError(self.name, faults)

    def _ragged(self) -> Iterator[Fault]:
        """The first rows that are wider or narrower than the header."""
        width, told = len(self.names), 0
        for line, row in self.records(strict=True):
            if len(row) == width:
                continue
            mark = dialects.shown(self.dialect.delimiter)
            if other := self._other_delimiter(row):
                yield refusals.other_delimiter(mark, dialects.shown(other), line)
                return  # as are, most likely, all lines after it
            yield refusals.other_width(len(row), width, mark, line)
            told += 1
            if told == TOLD:
                return

    def _other_delimiter(self, row: Sequence[str]) -> str | None:
        """A delimiter that makes of a row as many cells as the header has, where ours finds fewer.

        What has a decimal comma was split at it: the row is put together again first.
        """
        mine, width = self.dialect.delimiter, len(self.names)
        if len(row) > width:
            return None
        line = [mine.join(row)]
        others = dialects.DELIMITERS.replace(mine, "")
        return next((m for m in others if len(next(csv.reader(line, delimiter=m))) == width), None)


def arrow_batches(stream: Any, dialect: dialects.Dialect, block: int) -> Iterator[pa.RecordBatch]:
    """Text columns ``c0 … cN``, as Arrow reads them."""
    import pyarrow as pa
    import pyarrow.csv as pc

    cells = [f"c{i}" for i in range(len(dialect.names))]
    with pc.open_csv(
        stream,
        # Nothing is guessed: a guess from the first rows is a guess about all the others.
        pc.ReadOptions(
            column_names=cells, skip_rows=dialect.skip, block_size=block, encoding=dialect.encoding
        ),
        pc.ParseOptions(delimiter=dialect.delimiter, newlines_in_values=True),
        pc.ConvertOptions(
            column_types=dict.fromkeys(cells, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    ) as batches:
        yield from batches


def _ahead(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same, each read while the one before it is worked on."""
    with ThreadPoolExecutor(1) as thread:
        pending = thread.submit(next, batches, None)
        while (batch := pending.result()) is not None:
            pending = thread.submit(next, batches, None)
            yield batch


def _bare(cell: str | None) -> str:
    return (cell or "").lstrip("\ufeff").strip()


def _buffered(stream: Any) -> Any:
    """A stream as text wrappers want it."""
    if isinstance(stream, io.IOBase):
        return stream if isinstance(stream, io.BufferedIOBase) else io.BufferedReader(stream)
    return stream
