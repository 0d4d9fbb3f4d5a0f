"""YAML with positions: plain data plus the line of each key, all faults of form at once.

ruamel.yaml parses; this module walks the node tree, so that a repeated key, an alias bomb and a
key that is not text are each reported with their line, together, and nothing is constructed
beyond plain scalars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taller.data.settings import places
from taller.errors import Fault, InputError

MAX_BYTES = 1_000_000
MAX_NODES = 20_000  # after aliases are followed: a bomb of a few lines unfolds to millions
MAX_DEPTH = 40
MAX_BITS = 256  # of a whole number
TIMESTAMP = "tag:yaml.org,2002:timestamp"
CORE_TAGS = {TIMESTAMP} | {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")
}
EMPTY = "is empty; it needs at least 'client', 'language' and 'data'"

Key = tuple[str | int, ...]


@dataclass
class Document:
    """A YAML mapping as plain data, with the 1-based line of every key path."""

    data: dict
    lines: dict[Key, int] = field(default_factory=dict)

    def line(self, path: Key) -> int | None:
        """Line of the nearest enclosing key that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read(path: Path, shown_as: str, faults: list[Fault] | None = None) -> Document:
    """Read a YAML mapping.

    Parameters
    ----------
    faults : where given, those of single keys are added to it, and the others are read

    Raises
    ------
    InputError
        If the file is absent, not readable, not text, not YAML, not a mapping, repeats a key or
        unfolds without end; ``shown_as`` is how the message names the file.
    """
    return parse(decoded(raw(path, shown_as), shown_as), shown_as, faults)


def parse(text: str, shown_as: str, faults: list[Fault] | None = None) -> Document:
    """The YAML mapping that a text holds; raises as `read` does."""
    node = _compose(text, shown_as)
    walker = _Walker()
    data = walker.build(node, ())
    if faults is not None:
        faults += walker.faults
    elif walker.faults:
        raise InputError(shown_as, walker.faults)
    if data is None:
        raise InputError(shown_as, EMPTY)
    if not isinstance(data, dict):
        what = "a list" if isinstance(data, list) else f"one value ({str(data)[:40]!r})"
        fault = f"must hold keys with values, such as 'client: ...' (got {what})"
        raise InputError(shown_as, fault)
    return Document(data, walker.lines)


def raw(path: Path, shown_as: str) -> bytes:
    """The bytes of an engagement file, one more than allowed at most; raises as `read` does."""
    places.refuse_no_file(path, shown_as)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        beside = path.parent.glob("*.yaml") if path.parent.is_dir() else ()
        near = sorted(p.name for p in beside if not p.name.startswith("."))
        hint = f"; there are: {', '.join(near)}" if near else ""
        raise InputError(shown_as, f"no such file{hint}") from None
    except IsADirectoryError:
        raise InputError(shown_as, "is a folder; name one engagement file in it") from None
    except OSError as error:
        raise InputError(shown_as, f"cannot be read: {error.strerror}") from None


def decoded(raw: bytes, shown_as: str) -> str:
    """The text of an engagement file's bytes; raises as `read` does."""
    if len(raw) > MAX_BYTES:
        raise InputError(shown_as, f"is larger than {MAX_BYTES:,} bytes: not an engagement file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"is not UTF-8 text (byte {raw[error.start]:#04x}); save it as UTF-8"
        raise InputError(shown_as, Fault("", what, line)) from None
    if not text.strip():
        raise InputError(shown_as, EMPTY)
    return text


def _compose(text: str, shown_as: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    class Bounded(Composer):
        """What ends where a file holds more, or deeper, than any engagement does."""

        nodes = depth = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            self.nodes, self.depth = self.nodes + 1, self.depth + 1
            if self.nodes > MAX_NODES:
                raise InputError(shown_as, f"holds more than {MAX_NODES:,} values: no engagement")
            if self.depth > 2 * MAX_DEPTH:  # what is less deep is told with its line
                raise RecursionError
            found = super().compose_node(parent, index)
            self.depth -= 1
            return found

    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = Bounded
    yaml.allow_duplicate_keys = True  # they are reported by the walk, all of them
    try:
        return yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(error.problem or error.context or "").split())
        fault = Fault("", f"is not YAML: {problem}", mark.line + 1 if mark else None)
        raise InputError(shown_as, fault) from None
    except (YAMLError, ValueError) as error:
        problem = " ".join(str(error).split())[:200]
        raise InputError(shown_as, f"is not YAML text: {problem}") from None
    except RecursionError:
        raise InputError(shown_as, "is nested too deeply to be an engagement file") from None


class _Walker:
    """Build plain data from nodes, noting lines and faults."""

    def __init__(self) -> None:
        from ruamel.yaml import YAML

        self.constructor = YAML(typ="safe", pure=True).constructor
        self.lines: dict[Key, int] = {}
        self.faults: list[Fault] = []
        self.nodes = 0

    def build(self, node: Any, path: Key) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(path) > MAX_DEPTH:
            if not any("unfolds" in fault.what for fault in self.faults):
                what = "the file unfolds to too many values; write values out instead of aliases"
                self.faults.append(Fault(dotted(path[:1]), what, _line(node)))
            return None
        if node is None:
            return None
        if node.id == "mapping":
            return self._mapping(node, path)
        if node.id == "sequence":
            return [self._item(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: Any, path: Key) -> dict:
        built: dict = {}
        for key_node, value_node in node.value:
            key, line = key_node.value, _line(key_node)
            if key_node.id != "scalar" or not isinstance(key, str):
                self.faults.append(Fault(dotted(path), "a key must be one word of text", line))
                continue
            if key_node.tag == "tag:yaml.org,2002:merge":
                what = "'<<' is not supported; write the keys out"
                self.faults.append(Fault(dotted(path), what, line))
                continue
            here = (*path, key)
            if key in built:
                what = f"the key is given twice (first on line {self.lines[here]}); keep one"
                self.faults.append(Fault(dotted(here), what, line))
                continue
            self.lines[here] = line
            built[key] = self.build(value_node, here)
        return built

    def _item(self, node: Any, path: Key) -> Any:
        self.lines.setdefault(path, _line(node))
        return self.build(node, path)

    def _scalar(self, node: Any, path: Key) -> Any:
        if str(node.tag) in CORE_TAGS:
            try:
                found = self.constructor.construct_object(node)
                if isinstance(found, int) and found.bit_length() > MAX_BITS:
                    raise ValueError("a number of more digits than anything has")
                return found
            except Exception as error:
                if str(node.tag) == TIMESTAMP:  # no such day: its text, for its key to refuse
                    return str(node.value)
                what = f"cannot be read: {' '.join(str(error).split())[:120]}"
                self.faults.append(Fault(dotted(path), what, _line(node)))
                return None
        self.faults.append(Fault(dotted(path), f"the tag {node.tag} is not allowed", _line(node)))
        return None


def _line(node: Any) -> int:
    return node.start_mark.line + 1


def dotted(path: Key) -> str:
    """A key path as the user writes it.

    >>> dotted(("data", "orders", "not_items", 0))
    'data.orders.not_items[0]'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
