"""Customers of a request as the models of their purchases take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np

from taller.deployment.deployment.model.scoring.encoding import Columns
from taller.development.regression.artifacts import ABOUT
from taller.development.regression.features.histories import Histories
from taller.development.regression.model.candidates import Lifetime


@dataclass(frozen=True)
class Base:
    """What a candidate asks of `features.customers.Customers`, without a frame.

    Attributes
    ----------
    frame, about : column to (n,)
    """

    frame: Mapping[str, np.ndarray]
    about: Mapping[str, np.ndarray]
    recent_days: float

    @classmethod
    def of(cls, matrix: np.ndarray, columns: Columns, recent_days: float) -> Self:
        """Customers of the first columns of a matrix."""
        frame, about, first = {}, {}, 0
        for name, known in columns:
            if known["kind"] == "number":
                frame[name] = matrix[:, first]
                first += 1
                continue
            levels = np.array([*known["levels"], "", ""], dtype=object)
            last = first + len(levels)
            about[name.removeprefix(ABOUT)] = levels[matrix[:, first:last].argmax(axis=1)]
            first = last
        return cls(frame, about, recent_days)

    def __len__(self) -> int:
        return len(next(iter(self.frame.values())))

    @cached_property
    def histories(self) -> Histories:
        """For the models of purchases, in days."""
        f = self.frame
        return Histories(f["frequency"], f["recency"], f["age"])


def taken(names: list[str], history: Lifetime | None, described: set[str]) -> Columns:
    """The columns that a model of purchases takes, as an encoder would know them.

    Parameters
    ----------
    names : all that the candidate takes
    described : those that its trees take
    """
    levels = history.design_.levels_ if history is not None else {}
    found: list[tuple[str, Mapping[str, Any]]] = []
    for name in names:
        about = levels.get(name.removeprefix(ABOUT)) if name.startswith(ABOUT) else None
        if about is not None:
            found.append((name, {"kind": "text", "levels": about}))
        elif name not in described:
            found.append((name, {"kind": "number"}))
    return tuple(found)
