"""What was understood of a file, what lowers a score, and few people, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.preparation.data.messages import say

if TYPE_CHECKING:
    from decimal import Decimal

MARKS = {"\t": "tab", "tab": "tab", ",": "comma", ";": "semicolon", ".": "point", "|": "bar",
         " ": "space", "'": "apostrophe"}  # fmt: skip
CLOCKS = {"epoch seconds": "seconds", "epoch milliseconds": "milliseconds", "excel": "excel"}


def people(value: Decimal | int, minimum: int) -> Decimal | int | str:
    """A number of people, or that they are too few to be told.

    >>> people(12, 10), people(9, 10), people(0, 10)
    (12, 'under 10', 0)
    """
    # A handful of people could be told from one another.
    return say("few", n=minimum) if 0 < value < minimum else value


def shown(what: str, value: str) -> str:
    """A value as a reader sees it: marks have names."""
    if what in ("delimiter", "decimal", "thousands"):
        return say(f"mark.{MARKS[value]}") if value in MARKS else value
    return _pattern(value) if what == "dates" else value


def _pattern(value: str) -> str:
    """A strptime format as people write dates.

    >>> _pattern("%d/%m/%Y %H:%M")
    'DD/MM/YYYY HH:MM'
    """
    if value in CLOCKS:
        return say(f"clock.{CLOCKS[value]}")
    # Letters of day, month and year as the language has them.
    parts = {"%d": say("letters.day"), "%m": "MM", "%Y": say("letters.year"),
             "%y": say("letters.short-year"), "%H": "HH", "%I": "HH", "%M": "MM", "%S": "SS",
             "%f": "ffffff", "%p": "AM/PM", "%z": "±HH:MM",
             "%b": say("letters.month-name")}  # fmt: skip
    value = value.replace("T%H", " %H")
    for code, letters in parts.items():
        value = value.replace(code, letters)
    return value


def evidence(code: str, column: str | None) -> str:
    """What lowered a score."""
    # A flat table's columns are the client's own.
    is_known = say.has(f"column.{column}")
    return say(f"evidence.{code}", column=say(f"column.{column}") if is_known else column)
