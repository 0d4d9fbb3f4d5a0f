"""What is wrong with a section beyond a single value: told with all else, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import ValidationError

Found = Iterator[tuple[tuple[str | int, ...], str, Any]]
"""Faults: at which keys, what is wrong, and what was given."""


def together(cls: Any, given: Any, handler: Any, look: Callable[[dict], Found]) -> Any:
    """Validate, and report what `look` finds beside what the fields themselves find.

    Raises
    ------
    ValidationError
        With all faults, each at its own place.
    """
    found = list(look(given)) if isinstance(given, dict) else []
    lines: list[Any] = [
        {"type": "value_error", "loc": loc, "input": value, "ctx": {"error": ValueError(what)}}
        for loc, what, value in found
    ]
    made = None
    try:
        made = handler(given)
    except ValidationError as error:
        lines = [
            {"type": e["type"], "loc": e["loc"], "input": e["input"], "ctx": e.get("ctx", {})}
            for e in error.errors(include_url=False)
        ] + lines
    if lines:
        raise ValidationError.from_exception_data(cls.__name__, lines)
    return made


def circles(waits: dict[str, list[str]]) -> Iterator[tuple[list[str], str]]:
    """Circles of what waits for each other, each begun and ended by the same; and what is wrong.

    >>> [circle for circle, what in circles({"a": ["b"], "b": ["a"], "c": ["c"]})]
    [['a', 'b', 'a'], ['c', 'c']]
    """
    waits = dict(waits)
    while True:
        try:
            TopologicalSorter(waits).prepare()
            return
        except CycleError as error:
            circle = error.args[1][::-1]
        first = min(circle)
        turned = circle[:-1][(at := circle.index(first)) :] + circle[:at] + [first]
        told = " → ".join(turned)
        yield turned, f"these wait for each other in a circle: {told}; let one go first"
        waits[first] = []  # so that the next circle, if any, is told too


def entries(given: dict, name: str) -> list[tuple[int, dict]]:
    """The mappings in a list that was given, with their places; none of what is no list."""
    found = given.get(name)
    found = found if isinstance(found, list | tuple) else ()
    return [(i, entry) for i, entry in enumerate(found) if isinstance(entry, dict)]


def texts(values: Any) -> list[str]:
    """The texts in a list that was given; none of what is no list."""
    return [v for v in values if isinstance(v, str)] if isinstance(values, list | tuple) else []


def mapping(value: Any) -> dict:
    """A mapping that was given; an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def is_number(value: Any) -> bool:
    """Whether a number was given, which yes and no are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def folded(name: str) -> str:
    """A name as it is looked up, whatever its case and blanks.

    >>> folded(" Ana  RUIZ ")
    'ana ruiz'
    """
    return " ".join(name.casefold().split())
