"""Change values within YAML text, and leave every other byte as it is.

ruamel's own round trip keeps comments, yet wraps long lines, moves comments to other columns and
indents lists anew: a consultant who keeps an engagement file by hand would find it full of changes
after one slider moved. So ruamel tells where each value stands, and only there is the text
changed. What comes out is read again, and must hold what was meant and every comment.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from taller.errors import InputError
from taller.workbench.engagement import yaml_emit, yaml_lines

Span = tuple[int, int]
SHARED = (
    "'{section}' shares a value with another part of the file (an anchor & or an alias *), so it "
    "cannot be changed alone; write the value out in both places"
)


def set_section(text: str, name: str, new: dict[str, Any], shown_as: str) -> str:
    """The text with one top-level section holding new values.

    Parameters
    ----------
    text : a YAML mapping
    name : the section's key, added at the end where the text lacks it
    new : plain data; a key that it lacks is taken out of the text
    shown_as : how a message names the file

    Raises
    ------
    InputError
        If the text is not sound, or the section shares a value with another.
    """
    old = yaml_lines.parse(text, shown_as).data
    wanted = old | {name: new}
    if same(old.get(name) or {}, new):
        return text
    for closely in (True, False):  # else the section is written anew, its comments above it
        editor = Editor(text, closely)
        editor.change(editor.root, old, wanted, Place())
        edited = editor.applied()
        try:
            read_back = yaml_lines.parse(edited, shown_as).data
        except InputError:
            continue
        if same(read_back, wanted) and not Counter(comments(text)) - Counter(comments(edited)):
            return edited
    raise InputError(shown_as, SHARED.format(section=name))


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of plain data are equal, where 1 is 1.0 but not true.

    >>> same([1, {"a": 2.0}], (1.0, {"a": 2})), same(1, True)
    (True, False)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    return type(one) is type(other) and one == other


def comments(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The comments that begin in a stretch of YAML text."""
    from ruamel.yaml import YAML

    end = len(text) if end is None else end
    found: list[str] = []
    before = 0
    for token in YAML(typ="safe", pure=True).scan(text):
        gap = text[max(before, start) : min(token.start_mark.index, end)]
        found += re.findall(r"#[^\r\n]*", gap)
        before = max(before, token.end_mark.index)
    return found


@dataclass(frozen=True)
class Place:
    """Where a value stands.

    Attributes
    ----------
    indent : column of its key or dash
    flow : whether braces or brackets hold it
    line : start of the outermost line it belongs to; comments saved from it go above
    """

    indent: int = 0
    flow: bool = False
    line: int = 0


class Editor:
    """Edits of a text, found by comparing its nodes with new data.

    Parameters
    ----------
    text : a YAML mapping
    closely : change single values; else whole top-level sections
    """

    def __init__(self, text: str, closely: bool = True) -> None:
        from ruamel.yaml import YAML

        self.text = text
        self.closely = closely
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.root = YAML(typ="safe", pure=True).compose(text)
        self.marks = [
            (type(token).__name__, token.end_mark.index)
            for token in YAML(typ="safe", pure=True).scan(text)
        ]
        self.seats: dict[int, int] = {}
        self.edits: list[tuple[int, int, str]] = []

    def applied(self) -> str:
        """The text with all edits made."""
        made, at = "", 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            made += self.text[at:start] + new.replace("\n", self.newline)
            at = max(at, end)
        return made + self.text[at:]

    def change(self, node: Any, old: Any, new: Any, at: Place) -> None:
        """Turn the old value into the new one where they differ."""
        if same(old, new):
            return
        alike = old and new and (self.closely or node is self.root)
        if alike and isinstance(old, dict) and isinstance(new, dict):
            self._mapping(node, old, new, at)
        elif alike and isinstance(old, list) and isinstance(new, list | tuple):
            self._sequence(node, old, list(new), at)
        else:
            self._replace(node, old, new, at)

    def _mapping(self, node: Any, old: dict, new: dict, at: Place) -> None:
        flow = at.flow or bool(node.flow_style)
        spans = []
        for key, value in node.value:
            self._seat(value, "ValueToken", key.end_mark.index)
            spans.append((key.start_mark.index, self._end(value)))
            if key.value in new:
                self.change(value, old[key.value], new[key.value], self._place(key, flow, at))
        gone = [key.value not in new for key, _ in node.value]
        self._remove(spans, gone, flow, at)
        added = {key: value for key, value in new.items() if key not in old}
        if added:
            kept = [i for i, is_gone in enumerate(gone) if not is_gone] or [len(gone) - 1]
            indent = node.value[0][0].start_mark.column
            self._add(spans[kept[-1]][1], added, indent, flow, at_end=node is self.root)

    def _sequence(self, node: Any, old: list, new: list, at: Place) -> None:
        flow = at.flow or bool(node.flow_style)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        kept = min(len(old), len(new)) - tail
        spans = []
        for child in node.value:
            start = child.start_mark.index
            spans.append((start if flow else self._mark("BlockEntryToken", start) - 1,
                          self._end(child)))  # fmt: skip
        indent = at.indent if flow else node.start_mark.column
        for i in range(head, kept):
            line = at.line if flow else self._line_start(spans[i][0])
            self.change(node.value[i], old[i], new[i], Place(indent, flow, line))
        gone = [kept <= i < len(old) - tail for i in range(len(old))]
        self._remove(spans, gone, flow, at)
        added = new[kept : len(new) - tail]
        if added and kept:
            self._add(spans[kept - 1][1], added, indent, flow)
        elif added:
            before = spans[0][0] if flow else self._line_start(spans[0][0])
            text = f"{yaml_emit.flow(added)[1:-1]}, " if flow else yaml_emit.block(added, indent)
            self.edits.append((before, before, text))

    def _place(self, key: Any, flow: bool, at: Place) -> Place:
        if flow:
            return Place(at.indent, True, at.line)
        return Place(key.start_mark.column, False, self._line_start(key.start_mark.index))

    def _add(
        self, after: int, added: dict | list, indent: int, flow: bool, at_end: bool = False
    ) -> None:
        if flow:
            self.edits.append((after, after, f", {yaml_emit.flow(added)[1:-1]}"))
            return
        text, line_end = yaml_emit.block(added, indent), self._line_end(after)
        if at_end:  # a section of its own goes after all comments, with a line between
            ended = any(kind == "DocumentEndToken" for kind, _ in self.marks)
            line_end, text = line_end if ended else len(self.text), f"\n{text}"
        self._insert_lines(line_end, text)

    def _insert_lines(self, at: int, text: str) -> None:
        """Put lines at the start of a line, or after a last line that lacks its end."""
        if at and not self.text[:at].endswith("\n"):
            text = f"\n{text.removesuffix(chr(10))}"
        self.edits.append((at, at, text))

    def _remove(
        self, spans: list[tuple[int, int]], gone: list[bool], flow: bool, at: Place
    ) -> None:
        for i, (start, end) in enumerate(spans):
            if not gone[i]:
                continue
            last = all(gone[i:])
            line = self._line_start(start)
            if not flow and not self.text[line:start].strip():
                cut, indent = (line, self._line_end(end)), start - line
                self.edits.append((*cut, self._saved(*cut, indent)))
                continue
            cut = (
                (spans[i - 1][1], end) if last and i else (start, end if last else spans[i + 1][0])
            )
            self.edits.append((*cut, ""))
            self._save_above(*cut, at)

    def _replace(self, node: Any, old: Any, new: Any, at: Place) -> None:
        start, end = self._start(node), self._end(node)
        if node.id != "scalar" and not node.flow_style:  # a block stands below its key or dash
            start = max(self._mark("ValueToken", start), self._mark("BlockEntryToken", start))
        self._save_above(start, end, at)
        if at.flow or yaml_emit.fits(new):
            space = " " if self.text[start - 1 : start] in (":", "-") else ""
            nested = isinstance(new, dict | list | tuple)
            style = node.style if node.id == "scalar" else None
            text = yaml_emit.flow(new) if nested else yaml_emit.scalar(new, style)
            self.edits.append((start, end, space + text))
            return
        self.edits.append((len(self.text[:start].rstrip(" ")), end, ""))
        self._insert_lines(self._line_end(end), self._lines(new, old, (start, end), at.indent + 2))

    def _lines(self, new: Any, old: Any, span: Span, indent: int) -> str:
        """A value as lines; the old value, where it became one of a list, as it was written."""
        written = self.text[slice(*span)].strip()
        if not isinstance(new, list | tuple) or "\n" in written or not written:
            return yaml_emit.block(new, indent)
        return "".join(
            f"{' ' * indent}- {written}\n" if same(item, old) else yaml_emit.block([item], indent)
            for item in new
        )

    def _saved(self, start: int, end: int, indent: int) -> str:
        """The comments of a stretch of text, as lines of their own."""
        return "".join(f"{' ' * indent}{each}\n" for each in comments(self.text, start, end))

    def _save_above(self, start: int, end: int, at: Place) -> None:
        saved = self._saved(start, end, at.indent)
        if saved:
            self.edits.append((at.line, at.line, saved))

    def _seat(self, value: Any, kind: str, after: int) -> None:
        """Give a value that is not written its place: right after its key's colon."""
        if value.id == "scalar" and value.start_mark.index == value.end_mark.index:
            ends = [end for found, end in self.marks if found == kind and end > after]
            if ends:
                self.seats[id(value)] = ends[0]

    def _start(self, node: Any) -> int:
        return self.seats.get(id(node), node.start_mark.index)

    def _end(self, node: Any) -> int:
        """Where a value's last character stands; a block's own mark lies after later comments."""
        if node.id != "scalar" and not node.flow_style and node.value:
            last = node.value[-1]
            if node.id == "mapping":
                self._seat(last[1], "ValueToken", last[0].end_mark.index)
                last = last[1]
            return self._end(last)
        start, end = self._start(node), self.seats.get(id(node), node.end_mark.index)
        if node.id == "scalar" and node.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return end

    def _mark(self, kind: str, before: int) -> int:
        """The end of the last mark of a kind that ends before a position."""
        return max((end for found, end in self.marks if found == kind and end <= before), default=0)

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1


def _common(one: list, other: list) -> int:
    """How many items two lists have in common from their start."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if not same(a, b):
            break
        count += 1
    return count
