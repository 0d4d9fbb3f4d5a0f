"""A package's face: the names it offers, each loaded from its room when it is first asked for.

An engagement file is checked against a notebook's `Params` in no time: nothing heavy is imported
for that, although the same package offers the steps that train models.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def face(
    package: str, steps: Mapping[str, str], rooms: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """A package's ``__getattr__`` and ``__dir__``.

    Parameters
    ----------
    package : its full name
    steps : module within it, as ``model.training``, to the names it offers, by blanks
    rooms : modules within it that are offered as they are, as ``charts``

    >>> get, names = face("taller", {"errors": "Fault InputError"}, ("phase",))
    >>> get("InputError").__name__, get("phase").__name__, names()
    ('InputError', 'taller.phase', ['Fault', 'InputError', 'phase'])
    """
    places = {name: module for module, names in steps.items() for name in names.split()}

    def get(name: str) -> Any:
        if name in rooms:
            return importlib.import_module(f"{package}.{name}")
        if name in places:
            return getattr(importlib.import_module(f"{package}.{places[name]}"), name)
        raise AttributeError(f"{package} offers no {name}")

    return get, lambda: sorted([*places, *rooms])
