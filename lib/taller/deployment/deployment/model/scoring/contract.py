"""What a model takes: its columns, their kinds, and what was seen of them."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from taller.deployment.deployment.model.scoring.messages import say

Kind = Literal["probability", "value", "items"]
ColumnKind = Literal["number", "text", "time"]
MOST_LEVELS = 100  # that a contract lists: where it lists so many there may be others


@dataclass(frozen=True)
class Column:
    """A column that a model takes.

    Attributes
    ----------
    low, high : range that was seen; None of a text, or where nothing was
    levels : texts that were seen, the first hundred
    missing : share of the rows where it was not known
    """

    name: str
    kind: ColumnKind
    low: float | str | None = None
    high: float | str | None = None
    levels: tuple[str, ...] = ()
    missing: float = 0.0

    def outside(self, value: Any) -> bool:
        """Whether a value is none of those that were learned from; a missing one never is."""
        if is_missing(value):
            return False
        if self.kind == "text":
            return len(self.levels) < MOST_LEVELS and str(value) not in self.levels
        if self.kind == "time" or self.low is None or self.high is None:
            return False
        return not float(self.low) <= float(value) <= float(self.high)


@dataclass(frozen=True)
class Contract:
    """What a model takes, and what it gives.

    Attributes
    ----------
    columns : in the model's order; of a recommender none
    """

    kind: Kind
    columns: tuple[Column, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """A column by its name."""
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def digest(self) -> str:
        """A hash of what a caller relies on: names and kinds, not the ranges that were seen."""
        plain = [self.kind, sorted((column.name, column.kind) for column in self.columns)]
        return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def of(
    kind: Kind, agreed: Mapping[str, Any], columns: Iterable[tuple[str, Mapping[str, Any]]]
) -> Contract:
    """The contract of the columns that a model takes, from the file that was kept with it.

    Parameters
    ----------
    columns : each with what the model knows of it; one may stand there twice

    Raises
    ------
    KeyError, TypeError, ValueError
        If the file does not hold one of them as the model learned it, or is no contract.
    """
    taken = {name: known["kind"] for name, known in columns}
    told = agreed["columns"] if taken else {}
    return Contract(kind, tuple(_column(name, told[name], taken[name]) for name in taken))


def _column(name: str, known: Mapping[str, Any], kind: str) -> Column:
    if known["kind"] != kind:
        raise ValueError(f"{name}: {known['kind']}, learned as {kind}")
    low, high = known.get("low"), known.get("high")
    levels, missing = tuple(map(str, known.get("levels", ()))), float(known["missing"])
    return Column(name, known["kind"], low, high, levels, missing)


def differences(old: Contract, new: Contract) -> list[str]:
    """What a caller of the one would have to change to call the other, in words."""
    if old.kind != new.kind:
        return [say("scoring-differs.kind", old=old.kind, new=new.kind)]
    was = {column.name: column.kind for column in old.columns}
    now = {column.name: column.kind for column in new.columns}
    found = [say("scoring-differs.new", name=name) for name in now if name not in was]
    found += [say("scoring-differs.gone", name=name) for name in was if name not in now]
    found += [
        say("scoring-differs.other", name=name, old=was[name], new=now[name])
        for name in now
        if name in was and was[name] != now[name]
    ]
    return found


def unusual(contract: Contract, row: Mapping[str, Any]) -> list[str]:
    """Columns of a row whose values are outside what the model learned from."""
    return [column.name for column in contract.columns if column.outside(row.get(column.name))]


def example(contract: Contract) -> dict[str, Any]:
    """A row within what the model learned from: the lowest number, the first text, the last time.

    A customer of one purchase long ago is one that every model of purchases knows.
    """
    row: dict[str, Any] = {}
    for column in contract.columns:
        if column.kind == "text":
            row[column.name] = column.levels[0] if column.levels else None
        else:
            row[column.name] = column.high if column.kind == "time" else column.low
    if "age" in row and "frequency" in row:
        once = {"frequency": 0.0, "recency": 0.0, "age": contract.column("age").high}
        row |= {name: value for name, value in once.items() if name in row}
    return row


def is_missing(value: Any) -> bool:
    """Whether a value is none: nothing, not a number, not a time.

    >>> is_missing(None), is_missing(float("nan")), is_missing(""), is_missing(0)
    (True, True, False, False)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in ("NaTType", "NAType")
