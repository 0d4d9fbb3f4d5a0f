"""What keeps a start light: a part of a library that nobody here asks for is not loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
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
