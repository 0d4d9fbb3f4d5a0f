"""Plain data as YAML text: what a person would have typed, on as few lines as read well."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

PLAIN = re.compile(r"^[^\W\d_][\w ./()º°%+-]*$")
WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "none"))
WIDTH = 88  # of a list or mapping that still goes on its key's line


def scalar(value: Any, style: str | None = None) -> str:
    """One value; a text keeps the quotes of the one it replaces.

    >>> scalar("Ana", '"'), scalar("it's", "'"), scalar("Ana"), scalar(0.3), scalar(None)
    ('"Ana"', "'it''s'", 'Ana', '0.3', 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} has no place in an engagement file")
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if style == '"' and value.isprintable():
        return json.dumps(value, ensure_ascii=False)
    return plain_or_quoted(value)


def flow(value: Any) -> str:
    """A value on one line.

    >>> flow({"score": 3, "by": "Ana"}), flow([])
    ('{score: 3, by: Ana}', '[]')
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def fits(value: Any) -> bool:
    """Whether a value goes on its key's line."""
    if not isinstance(value, dict | list | tuple) or not value:
        return True
    inner = value.values() if isinstance(value, dict) else value
    plain = not any(isinstance(item, dict | list | tuple) for item in inner)
    return plain and len(flow(value)) <= WIDTH


def block(value: dict | list | tuple, indent: int) -> str:
    """A mapping or list on lines of its own.

    >>> print(block({"data_access": [{"score": 3}, {"score": 1}]}, 2), end="")
      data_access:
        - {score: 3}
        - {score: 1}
    """
    heads = [f"{scalar(key)}:" for key in value] if isinstance(value, dict) else ["-"] * len(value)
    made = ""
    for head, item in zip(heads, value.values() if isinstance(value, dict) else value, strict=True):
        if fits(item):
            rest = f" {flow(item)}\n"
        elif head == "-":
            rest = f" {block(item, indent + 2).lstrip()}"
        else:
            rest = f"\n{block(item, indent + 2)}"
        made += f"{' ' * indent}{head}{rest}"
    return made


def plain_or_quoted(text: str) -> str:
    """A text as YAML writes it, quoted wherever it could be read as something else.

    >>> [plain_or_quoted(text) for text in ("Fecha pedido", "yes", "a: b #1", '"x"')]
    ['Fecha pedido', '"yes"', '"a: b #1"', '"\\\\"x\\\\""']
    """
    is_plain = PLAIN.match(text) and text == text.strip() and text.lower() not in WORDS
    if is_plain and text.isprintable():
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
