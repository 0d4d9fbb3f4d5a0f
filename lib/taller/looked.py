"""What a step made, looked at: a record that ends a notebook's cell shows what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import fields, is_dataclass
from html import escape
from typing import Any, ClassVar

LONGEST = 80  # characters shown of a value


class Looked:
    """A dataclass that shows itself as a small table: each field, and how much it holds.

    It is for whoever works in the notebook; no cell of a report ends with one.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Made(Looked):
    ...     "Two figures."
    ...     rows: list[int]
    ...     share: float
    >>> "rows</th><td>list of 3</td>" in Made([1, 2, 3], 0.5)._repr_html_()
    True
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def _repr_html_(self) -> str:
        title = (type(self).__doc__ or type(self).__name__).strip().splitlines()[0]
        told = {each.name: held(getattr(self, each.name)) for each in fields(self)}
        rows = "".join(
            f"<tr><th>{escape(k)}</th><td>{escape(v)}</td></tr>" for k, v in told.items()
        )
        return f"<table><caption>{escape(title)}</caption>{rows}</table>"


def held(value: Any) -> str:
    """A value in a few words: a frame's rows and columns, how many a list holds, or itself.

    >>> import pandas as pd
    >>> held(pd.DataFrame({"a": [1, 2], "b": [3, 4]}))
    '2 rows: a, b'
    >>> held(None), held(0.25), held({"x": 1})
    ('none', '0.25', 'dict of 1')
    """
    if value is None:
        return "none"
    if hasattr(value, "columns") and hasattr(value, "index"):
        return _short(f"{len(value)} rows: {', '.join(map(str, value.columns))}")
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"{' × '.join(map(str, value.shape)) or 1} of {value.dtype}"
    if is_dataclass(value) or (hasattr(value, "model_fields") and not isinstance(value, type)):
        return type(value).__name__
    if isinstance(value, Sized) and (isinstance(value, Mapping) or not isinstance(value, str)):
        return f"{type(value).__name__} of {len(value)}"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
