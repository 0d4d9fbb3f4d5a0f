"""Where the elements of one of our own pages begin and end, so that parts can be cut or changed.

The rest of a page stays as it is, byte by byte: its policy holds hashes of its scripts and styles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "source"}


@dataclass(eq=False)
class Element:
    """One element: its tag, its attributes, and the places of its tags in the page."""

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = -1
    end: int = -1
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.attributes.get("class", "").split())

    def within(self, *classes: str) -> bool:
        """Whether it stands in an element of one of these classes."""
        above = self.parent
        while above is not None and not above.classes & set(classes):
            above = above.parent
        return above is not None


class Elements(HTMLParser):
    """Reads a page's elements, in their order.

    Examples
    --------
    >>> page = "<p>one <b class='x'>two</b></p>"
    >>> [(e.tag, page[e.inner:e.inner_end]) for e in Elements(page).found]
    [('p', "one <b class='x'>two</b>"), ('b', 'two')]
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.found: list[Element] = []
        self._open: list[Element] = []
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(page)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        """Note where an element begins."""
        start = self._here()
        inner = start + len(self.get_starttag_text() or "")
        parent = self._open[-1] if self._open else None
        made = Element(tag, {k: v or "" for k, v in attrs}, start, inner, parent=parent)
        self.found.append(made)
        if parent is not None:
            parent.children.append(made)
        if tag in _VOID:
            made.inner_end = made.end = inner
        else:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[Any]) -> None:
        """An element that ends where it begins, as those of drawings do."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            made = self._open.pop()
            made.inner_end = made.end = made.inner

    def handle_endtag(self, tag: str) -> None:
        """Note where an element ends; what was left open within it ends there too."""
        if not any(each.tag == tag for each in self._open):
            return
        place = self._here()
        while self._open:
            made = self._open.pop()
            made.inner_end = place
            if made.tag == tag:
                made.end = self.page.index(">", place) + 1
                return
            made.end = place

    def text(self, element: Element) -> str:
        """The text of an element without elements of its own."""
        return unescape(self.page[element.inner : element.inner_end]).strip()


class Edits:
    """Changes to a page, made all at once; a change within a part that is cut is dropped."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._made: list[tuple[int, int, str]] = []

    def cut(self, element: Element) -> None:
        """Take an element out."""
        self._made.append((element.start, element.end, ""))

    def unwrap(self, element: Element) -> None:
        """Take an element's tags out, and leave what it holds."""
        self._made.append((element.start, element.inner, ""))
        self._made.append((element.inner_end, element.end, ""))

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in place of another."""
        self._made.append((start, end, text))

    def applied(self) -> str:
        """The page with all changes made."""
        pieces: list[str] = []
        reached = 0
        for start, end, text in sorted(self._made, key=lambda each: (each[0], -each[1])):
            if start < reached:
                continue
            pieces += [self.page[reached:start], text]
            reached = end
        return "".join([*pieces, self.page[reached:]])
