"""Canonical tables from a few rows, for tests of optimisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import ibis
import pandas as pd

from taller.data.settings.schemas import SCHEMAS

KINDS = {"string": "string", "int64": "int64", "timestamp": "timestamp", "date": "date",
         "boolean": "boolean"}  # fmt: skip


@dataclass
class Made:
    """Tables as a snapshot gives them; columns that are not given are empty."""

    frames: dict[str, pd.DataFrame]
    simulated: bool = False
    _read: dict[str, Any] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.frames

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.frames:
            raise AttributeError(name)
        if name not in self._read:
            columns = SCHEMAS[name].canonical
            frame = self.frames[name].reset_index(drop=True)
            whole = pd.DataFrame({c.name: frame.get(c.name, pd.Series([None] * len(frame)))
                                  for c in columns})  # fmt: skip
            types = {c.name: KINDS.get(c.type, "float64") for c in columns}
            self._read[name] = ibis.memtable(whole.to_dict("records"), schema=ibis.schema(types))
        return self._read[name]


def tables(**frames: pd.DataFrame) -> Made:
    """Tables by name."""
    return Made(frames)


def visits(*rows: tuple[str | None, str | None, str, str, str]) -> pd.DataFrame:
    """Visits: customer, device, day, source and session."""
    names = ["user_id", "user_pseudo_id", "day", "source", "session_id"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        session_start=pd.to_datetime("2026-" + frame["day"].astype(str), format="ISO8601"),
        medium="cpc",
    )


def sales(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Orders: number, customer, day of 2026 and net sales."""
    frame = pd.DataFrame(rows, columns=["transaction_id", "user_id", "day", "value"])
    return frame.assign(
        event_timestamp=pd.to_datetime("2026-" + frame["day"].astype(str), format="ISO8601")
    )
