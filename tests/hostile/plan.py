"""The 500 hostile inputs: so many of each kind, drawn with a fixed seed."""

from __future__ import annotations

import random

from tests.hostile import books, named, planted, strangers, tables
from tests.hostile.case import Case

MANY = 500
KINDS = (
    named.names,
    named.paths,
    tables.damaged_parquet,
    tables.damaged,
    tables.extreme,
    tables.columns,
    tables.shapes,
    tables.beside,
    books.workbooks,
    books.packed,
    strangers.values,
    strangers.files,
    strangers.urls,
    strangers.settings,
    planted.injections,
    planted.databases,
)


def cases(many: int = MANY) -> list[Case]:
    """The inputs, in an order that mixes their kinds; ``many`` of all that can be made."""
    found = [case for kind in KINDS for case in kind()]
    random.Random(13).shuffle(found)
    return found[:many]
