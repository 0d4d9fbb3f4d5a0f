"""Small shops for the tests of recommendations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from taller.development.recommendation.features import Catalogue, Gathered, Past
from taller.development.recommendation.params import Params

DAY = dt.date(2026, 1, 1)
ITEM = ["item_id", "item_name", "item_category", "item_brand", "item_variant", "price", "cost",
        "stock"]  # fmt: skip


class Tables:
    """Canonical tables as the data layer gives them, from frames."""

    min_group, simulated = 10, False

    def __init__(self, **frames: Any) -> None:
        self.frames = frames

    def has(self, name: str) -> bool:
        return name in self.frames

    def __getattr__(self, name: str) -> Any:
        import ibis

        found = self.frames[name]
        return ibis.memtable(found) if isinstance(found, pd.DataFrame) else found


def items(rows: Iterable[tuple]) -> pd.DataFrame:
    """A table of items from ``id, name, category, brand, variant, price, cost, stock``."""
    frame = pd.DataFrame(list(rows), columns=ITEM)
    for column in ITEM[:5]:
        frame[column] = frame[column].astype("string")
    return frame.astype({"price": "float64", "cost": "float64", "stock": "float64"})


def catalogue(rows: Iterable[tuple]) -> Catalogue:
    """The same as the notebook holds it."""
    frame = items(rows).set_index("item_id")
    for column in ITEM[1:5]:
        frame[column] = frame[column].astype(object).where(frame[column].notna(), None)
    return Catalogue(frame.index.to_numpy(dtype=object), frame)


def plain(n: int) -> Catalogue:
    """So many items of which nothing is known but the code."""
    return catalogue((f"i{i}", None, None, None, None, np.nan, np.nan, np.nan) for i in range(n))


def past(bought: np.ndarray, looked: np.ndarray | None = None, day: dt.date = DAY) -> Past:
    """A history; all of it is recent."""
    held = sparse.csr_matrix(bought.astype("float32"))
    seen = None if looked is None else sparse.csr_matrix(looked.astype("float32"))
    return Past(day, held, held, seen)


def gathered(
    now: np.ndarray, then: np.ndarray | None = None, truth: np.ndarray | None = None,
    held: Catalogue | None = None, **knobs: Any,
) -> Gathered:  # fmt: skip
    """What `gather` would have found; validation and test are the same."""
    then = now if then is None else then
    truth = np.zeros_like(now) if truth is None else truth
    after = sparse.csr_matrix(truth.astype("float32"))
    users = np.array([f"u{i}" for i in range(len(now))], dtype=object)
    return Gathered(
        Params(**knobs), None, users, held or plain(now.shape[1]), past(then), past(then),
        past(now), after, after,
    )  # fmt: skip


def tastes(users: int = 240, count: int = 24, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Two tastes of half the items each: histories, and what came true afterwards."""
    draw = np.random.default_rng(seed)
    likes = np.repeat([0, 1], users // 2)[:, None] == np.arange(count)[None, :] % 2
    then = (draw.random((users, count)) < np.where(likes, 0.3, 0.02)).astype(float)
    after = (draw.random((users, count)) < np.where(likes, 0.15, 0.01)) & (then == 0)
    return then, after.astype(float)
