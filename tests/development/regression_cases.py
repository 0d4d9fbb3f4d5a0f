"""A shop whose customers buy and leave at known rates, and tables as a notebook reads them."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

BEGIN, DAYS = dt.date(2025, 1, 1), 540


class Tables:
    """Some tables and no others."""

    simulated = False

    def __init__(self, **tables: Any) -> None:
        self.__dict__.update(tables)
        self._names = set(tables)

    def has(self, name: str) -> bool:
        return name in self._names

    def ledger(self, name: str) -> SimpleNamespace:
        """A ledger that tells of no people."""
        return SimpleNamespace(personal=())


def rows(customers: int = 700, seed: int = 5, leaving: float = 0.6) -> pd.DataFrame:
    """Order lines: rates ~ gamma(.8, 60 days), leaving ~ gamma(leaving, 80 days), spend differs."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(customers):
        first = int(rng.integers(0, 360))
        rate = rng.gamma(0.8, 1 / 60)
        stays = rng.exponential(1) / max(rng.gamma(leaving, 1 / 80), 1e-9)
        seen = min(stays, DAYS - first)
        later = first + np.ceil(rng.uniform(0, seen, rng.poisson(rate * seen)))
        typical = rng.lognormal(3.5, 0.5)
        for k, day in enumerate(sorted({first, *later.astype(int).tolist()})):
            if day < DAYS:
                price = round(float(typical * rng.lognormal(0, 0.3)), 2)
                on = BEGIN + dt.timedelta(days=int(day))
                found.append((f"u{i:04d}", f"u{i:04d}-{k}", f"i{i % 7}", on, 1, price))
    columns = ["user", "order", "item", "day", "quantity", "price"]
    return pd.DataFrame(found, columns=columns)


def flat(n: int = 500, seed: int = 2, signal: float = 1.0) -> pd.DataFrame:
    """Amounts that are often 0, from two columns of three."""
    rng = np.random.default_rng(seed)
    size, kind = rng.uniform(0, 3, n), rng.choice(["a", "b", "c"], n)
    level = signal * (size + np.where(kind == "a", 1.0, 0.0))
    spend = np.where(rng.random(n) < 0.3, 0.0, np.exp(level + rng.normal(0, 0.3, n)))
    return pd.DataFrame(
        {"id": np.arange(n).astype(str), "size": size, "kind": kind, "noise": rng.normal(size=n),
         "spend": spend}
    )  # fmt: skip
