"""What keeps a start light: a part of a library that nobody here asks for is not loaded."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def light_formats() -> Iterator[None]:
    """Keep jsonschema from loading a grammar of web addresses that takes it a second.

    Altair, nbformat, papermill and nbconvert all import jsonschema; none has it check addresses.
    """
    name = "rfc3987_syntax"
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            sys.modules.pop(name, None)


def load_engine() -> None:
    """Import what a notebook's thread needs first, before it needs it."""
    # Whoever needs it next will see what is wrong.
    with light_formats(), contextlib.suppress(Exception):
        from taller.workbench.process import engine  # noqa: F401
