"""How much room text takes on a slide: measured, so that what does not fit is split, not shrunk.

Measured in Aileron, which Pillow carries within itself, so that a deck is the same on every
machine; widths are taken a little larger, since the deck's own fonts run a little wider.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
SLACK = 1.2  # Arial is 2 % wider than what is measured with, DejaVu Sans, where there is none, 18 %
BOLD = 1.12  # a bold face is 6 % wider than its regular, that of DejaVu Sans 12 %
LINE = 1.2  # height of a line, in sizes of its text
MIN_SIZE = 14  # points; nothing that is to be read is set smaller
_EM = 100


@cache
def _font() -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(_EM)


@cache
def _advance(character: str) -> float:
    """Width of a character in sizes of its text."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _font().getlength(character) / _EM


def width(text: str, size: float, *, bold: bool = False, slack: float = SLACK) -> float:
    """Width of one line of text in points.

    >>> 120 < width("Uno de los 5", 20) < 150
    True
    """
    return sum(map(_advance, text)) * size * slack * (BOLD if bold else 1)


def wrapped(
    text: str, size: float, room: float, *, bold: bool = False, slack: float = SLACK
) -> list[str]:
    """The lines a text breaks into; no-break spaces hold, a word too long for a line is cut.

    >>> wrapped("one two", 20, 50)
    ['one', 'two']
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold=bold, slack=slack) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _cut(word, size, room, bold, slack)
            lines += whole
        lines.append(line)
    return lines


def _cut(word: str, size: float, room: float, bold: bool, slack: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, bold=bold, slack=slack) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def height(
    text: str, size: float, room: float, *, bold: bool = False, slack: float = SLACK
) -> float:
    """Height in points of a text set in lines of a given width."""
    return len(wrapped(text, size, room, bold=bold, slack=slack)) * size * LINE


def largest(
    text: str, sizes: Iterable[float], room: float, tall: float,
    *, bold: bool = False, slack: float = SLACK,
) -> float:  # fmt: skip
    """The first size at which a text fits; where none does, the last."""
    for size in sizes:
        if height(text, size, room, bold=bold, slack=slack) <= tall:
            return size
    return size


def portions(text: str, size: float, room: float, tall: float, slack: float = SLACK) -> list[str]:
    """A text in portions that each fit into a height, broken where its lines break."""
    lines = wrapped(text, size, room, slack=slack)
    most = max(1, int(tall // (size * LINE)))
    return [" ".join(lines[i : i + most]) for i in range(0, len(lines), most)]


def pages(
    items: Iterable[T], tall: float, measure: Callable[[T], float], *, one: bool = False
) -> list[list[T]]:
    """Items on as few pages as hold them, in order, each no taller than ``tall``, evenly filled.

    >>> pages([30, 30, 30, 30], 100, float), pages([30, 30, 30, 30], 100, float, one=True)
    ([[30, 30], [30, 30]], [[30, 30, 30]])
    """
    measured = [(item, measure(item)) for item in items]
    made = _filled(measured, tall)
    if one:
        return made[:1]
    for share in range(1, 20):
        evener = _filled(measured, tall * share / 20)
        if len(evener) == len(made):
            return evener
    return made


def _filled(measured: list[tuple[T, float]], tall: float) -> list[list[T]]:
    made: list[list[T]] = []
    left = 0.0
    for item, needed in measured:
        if not made or needed > left:
            made.append([])
            left = tall
        made[-1].append(item)
        left -= needed
    return made
