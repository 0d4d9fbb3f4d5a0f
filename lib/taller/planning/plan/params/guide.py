"""The guide's plan: the tasks that every engagement starts from, and those of each use case."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from taller.faults import folded

FILE = Path(__file__).with_name("guide.yaml")
_ONE = re.compile(r"^[a-z][a-z0-9_]*$")


@cache
def raw() -> dict[str, Any]:
    """The packaged file as plain data."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))


def roles() -> set[str]:
    """The guide's roles, as they are called here and in each language."""
    return {name for key, names in raw()["roles"].items() for name in (key, *names.values())}


@cache
def _called() -> dict[str, tuple[str, ...]]:
    both = [*raw()["roles"].values(), *raw()["owners"]]
    return {folded(name): tuple(names.values()) for names in both for name in names.values()}


def called(role: str) -> tuple[str, ...]:
    """A role as it was given, then as each language calls it.

    >>> called("customer service"), called("Tiendas")
    (('customer service', 'Customer service', 'Atención al cliente'), ('Tiendas',))
    """
    return (role, *_called().get(folded(role), ()))


def is_generated(key: str) -> bool:
    """Whether a key is one of the guide's tasks, or may be one of a use case's or a gap's.

    >>> [is_generated(key) for key in ("kick_off", "churn.build", "gap.data_access", "churn.biuld")]
    [True, True, True, False]
    """
    before, dot, after = key.partition(".")
    if not dot:
        return key in raw()["tasks"]
    return bool(_ONE.match(before) and _ONE.match(after)) and (
        after in raw()["steps"] or before == "gap"
    )
