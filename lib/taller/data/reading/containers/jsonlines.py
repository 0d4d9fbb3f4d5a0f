"""JSON lines: one object a line, or an array of objects; objects within become dotted columns.

Lines may hold different keys, so the columns are those of all lines together. Arrays stay JSON.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.reading import readers, refusals
from taller.data.reading.containers import encodings
from taller.data.reading.readers import Reader
from taller.data.reading.staged import identifier, literal
from taller.data.tell.ledger import Detected
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.reading.packed import Member

HEAD = 1 << 18
MOST_COLUMNS = 5000
LONGEST = 1 << 24  # bytes of one object
BEGINS = re.compile(rb"\s*(\{\s*[\"}]|\[\s*\{)")
Path_ = tuple[str, ...]


class JsonReader(Reader):
    """A text of JSON objects."""

    sparse = True

    def __init__(self, member: Member, scratch: Path) -> None:
        self.member, self.scratch = member, scratch
        self.name = member.name
        head = member.head(HEAD)
        self.encoding = encodings.of_head(self.name, head)
        text = encodings.decode(self.name, head, self.encoding)
        self.array = text.lstrip().startswith("[")
        self.line = None if self.array else 1
        self.paths = self._head_paths(text, whole=len(head) < HEAD)

    @property
    def names(self) -> list[str]:
        """Keys, those of objects within after a dot."""
        return [".".join(path) for path in self.paths]

    def detected(self) -> list[Detected]:
        """That it is JSON, and its encoding."""
        kind = "json array" if self.array else "json lines"
        return [Detected("format", kind), Detected("encoding", self.encoding)]

    def settle(self, con: Any) -> None:
        """Find the keys of all lines."""
        import duckdb

        objects = f"read_json_objects({literal(self._plain())}, {self._options})"
        try:
            # The structures of single objects, of which few differ: together they fill the memory.
            kinds = con.execute(f"SELECT DISTINCT json_structure(json) FROM {objects}").fetchall()
        except duckdb.Error as error:
            raise self._explained(error) from error
        structures = [json.loads(kind) for (kind,) in kinds if kind is not None]
        objects_only = all(isinstance(structure, dict) for structure in structures)
        if not objects_only or (self.array and not self._is_closed()):
            raise self._explained(None)
        found = _columns(structures)
        if len(found) > MOST_COLUMNS:
            what = f"has {len(found):,} different keys; are some of them values?"
            raise DataError(self.name, what)
        # The database's threads meet keys in no fixed order: first those of the head, in order.
        known = set(found)
        early = [path for path in self.paths if path in known]
        self.paths = early + sorted(known.difference(early))
        _refuse_odd(self.name, self.paths)

    def query(self) -> str:
        """SQL of all objects, each value as text."""
        lowered = [name.lower() for name in self.names]
        if len(set(lowered)) == len(lowered):
            return self._typed_query()
        cells = ", ".join(
            f"nullif(json_extract_string(json, {literal(_pointer(path))}), '') AS c{i}"
            for i, path in enumerate(self.paths)
        )
        return f"SELECT {cells} FROM read_json_objects({literal(self._plain())}, {self._options})"

    def batches(self, con: Any) -> Iterator[pa.RecordBatch]:
        """The objects as rows."""
        import duckdb

        try:
            yield from readers.queried(con, self.query())
        except duckdb.Error as error:
            raise self._explained(error) from error

    def line_of(self, offset: int) -> int | None:
        """The line of an object; blank lines are none."""
        if self.line is None:
            return None
        for i, (line, _) in enumerate(self._lines()):
            if i == offset:
                return line
        return None

    @property
    def _options(self) -> str:
        """What is known of the file, so that nothing is guessed from its name."""
        kind = "array" if self.array else "newline_delimited"
        return f"format='{kind}', compression='uncompressed', maximum_object_size={LONGEST}"

    def _typed_query(self) -> str:
        """Each line is parsed once, into a structure whose leaves are texts."""
        tree: dict[str, Any] = {}
        for path in self.paths:
            place = tree
            for key in path[:-1]:
                place = place.setdefault(key, {})
            place[path[-1]] = None
        columns = ", ".join(f"{literal(key)}: {literal(_type(sub))}" for key, sub in tree.items())
        cells = ", ".join(
            f"nullif({'.'.join(identifier(key) for key in ('t', *path))}, '') AS c{i}"
            for i, path in enumerate(self.paths)
        )
        return (
            f"SELECT {cells} FROM read_json({literal(self._plain())}, {self._options}, "
            f"records=true, columns={{{columns}}}) AS t"
        )

    def _head_paths(self, text: str, *, whole: bool) -> list[Path_]:
        """Keys of the objects the head holds whole, in order."""
        values: list[dict[str, Any]] = []
        texts = _objects(text) if self.array else text.splitlines()
        for i, line in enumerate(texts):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError:
                if i == 0:  # else it is cut, or is told of when the whole is read
                    raise self._explained(None) from None
                break
            if not isinstance(value, dict):
                raise self._explained(None)
            values.append(value)
        paths = _columns(values, nothing=(None, [], {}))
        _refuse_odd(self.name, paths)
        return paths

    def _plain(self) -> Path:
        """The text as a UTF-8 file without a byte-order mark."""
        path = self.member.plain(self.scratch)
        with path.open("rb") as file:
            marked = file.read(3) == b"\xef\xbb\xbf"
        if self.encoding == "utf-8" and not marked:
            return path
        encoding = "utf-8-sig" if marked else self.encoding
        digest = hashlib.sha256(str(path).encode()).hexdigest()
        target = self.scratch / "recoded" / digest[:16]
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            try:
                with path.open(encoding=encoding, newline="") as source, target.open(
                    "w", encoding="utf-8", newline=""
                ) as copy:  # fmt: skip
                    while block := source.read(1 << 22):
                        copy.write(block)
            except UnicodeError as error:
                target.unlink()
                raise refusals.not_encoded(self.name, self.encoding, None) from error
        return target

    def _is_closed(self) -> bool:
        """Whether an array ends as one: the database takes the end of the file for its end too."""
        with self._plain().open("rb") as file:
            file.seek(max(file.seek(0, 2) - 4096, 0))
            return file.read().rstrip().endswith(b"]")

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        with self._plain().open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), start=1):
                if len(line) == LONGEST and not line.endswith(b"\n"):
                    raise DataError(self.name, refusals.too_long(number, LONGEST))
                if line.strip():
                    yield number, line

    def _explained(self, error: Exception | None) -> Exception:
        """The first line that is no object: the database counts lines by its own blocks."""
        full = refusals.is_full(self.name, error)
        if full is not None:
            return full
        if self.array:
            return DataError(self.name, "is damaged JSON; export it as JSON lines")
        try:
            for number, line in self._lines():
                try:
                    sound = isinstance(json.loads(line), dict)
                except ValueError:
                    sound = False
                if not sound:
                    what = "is not a JSON object; export one object per line"
                    return DataError(self.name, Fault("", what, number))
        except DataError as found:
            return found
        return DataError(self.name, "cannot be read as JSON lines; export the data again")


def _columns(
    objects: Iterable[dict[str, Any]], nothing: Sequence[Any] = ("NULL", "JSON")
) -> list[Path_]:
    """Paths to all that is no object, in order; what is an object in some lines alone is one value.

    Parameters
    ----------
    nothing : what stands for a value that may as well be an object: null, and one without keys
    """
    kinds: dict[Path_, str] = {}

    def look(value: dict[str, Any], before: Path_) -> None:
        for key, inner in value.items():
            path = (*before, key)
            if isinstance(inner, dict) and inner:
                kinds[path] = "object" if kinds.get(path) in (None, "object", "nothing") else "both"
                look(inner, path)
            elif inner in nothing:
                kinds.setdefault(path, "nothing")
            else:
                kinds[path] = "value" if kinds.get(path) in (None, "value", "nothing") else "both"

    for each in objects:
        look(each, ())
    whole = {path for path, kind in kinds.items() if kind != "object"}
    return [p for p in kinds if p in whole and not any(p[:n] in whole for n in range(1, len(p)))]


def _type(tree: dict[str, Any] | None) -> str:
    if tree is None:
        return "VARCHAR"
    return "STRUCT(" + ", ".join(f"{identifier(k)} {_type(sub)}" for k, sub in tree.items()) + ")"


def _pointer(path: Path_) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)


def _objects(text: str) -> Iterator[str]:
    """The objects of an array, as far as the text holds them whole."""
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            _, end = decoder.raw_decode(text, at)
        except ValueError:
            return
        yield text[at:end]
        at = end


def _refuse_odd(name: str, paths: Collection[Path_]) -> None:
    """Refuse keys that are no names of columns: empty ones, and those that come to the same."""
    seen: set[str] = set()
    for path in paths:
        if "" in path:
            raise DataError(name, "has a key without a name; name it, or leave it out")
        column = ".".join(path)
        if column in seen:
            raise DataError(name, f"repeats the column '{column}'; rename all but one")
        seen.add(column)
