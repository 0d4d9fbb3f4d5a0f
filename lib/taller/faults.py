"""What is wrong with a section beyond a single value: told with all else, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
