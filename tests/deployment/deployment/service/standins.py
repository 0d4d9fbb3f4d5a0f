"""A scorer that stands in for a model: what it does stands in its folder, ``model.json``.

``base`` is its score, plus a tenth of the column ``x``. ``fault``, which it has for any row but its
example, may be raise, nan, short, impossible, sleep (``seconds``), leak (``mib`` a call) or exit;
``load`` may be slow (``seconds``).
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from taller.errors import DataError, Fault

SCORERS = "tests.deployment.deployment.service.standins:load"


class Columns(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, strict=True)
    x: float = Field(ge=-1e6, le=1e6)
    city: str | None = Field(None, max_length=50)


class Basket(BaseModel):
    model_config = ConfigDict(extra="forbid")
    user: str | None = None
    history: list[str] = []
    k: int | None = Field(None, ge=1, le=100)
    without: list[str] = []


@dataclass(frozen=True)
class Reason:
    column: str
    value: Any
    adds: float


@dataclass(frozen=True)
class Item:
    item_id: str
    score: float
    because: str | None = None


@dataclass(frozen=True)
class Suggested:
    items: tuple[Item, ...]
    origin: str


@dataclass(frozen=True)
class Scorer:
    says: Mapping[str, Any]
    kind: str = "value"
    explains: bool = True
    leaked: list[bytes] = field(default_factory=list)

    @property
    def request(self) -> type[BaseModel]:
        return Basket if self.kind == "items" else Columns

    @property
    def sha256(self) -> str:
        return f"of {self.says['base']}"

    def row(self, request: BaseModel) -> dict[str, Any]:
        return request.model_dump()

    def example(self) -> dict[str, Any]:
        return {} if self.kind == "items" else {"x": 1.0, "city": "Madrid"}

    def score(self, rows: Sequence[Mapping[str, Any]]) -> list[float]:
        if rows != [self.example()]:
            self._fail()
            if self.says.get("fault") == "nan":
                return [float("nan")] * len(rows)
            if self.says.get("fault") == "short":
                return []
        return [self.says["base"] + row["x"] / 10 for row in rows]

    def explain(self, row: Mapping[str, Any]) -> list[Reason]:
        return [Reason("x", row["x"], row["x"] / 10)]

    def recommend(
        self, history: Sequence[str] = (), k: int | None = None, **_more: Any
    ) -> Suggested:
        items = [Item(f"v{self.says['base']}-{i}", 1 / (i + 1)) for i in range(k or 3)]
        return Suggested(tuple(items), "history" if history else "best-sellers")

    def _fail(self) -> None:
        fault = self.says.get("fault")
        if fault == "raise":
            raise ZeroDivisionError("secret: /home/ana")
        if fault == "sleep":
            time.sleep(self.says["seconds"])
        if fault == "leak":
            self.leaked.append(os.urandom(self.says["mib"] << 20))
        if fault == "impossible":
            raise DataError("a row", [Fault("row 1, x", "cannot be")])
        if fault == "exit":
            os._exit(3)


def load(folder: Path, salt: bytes | None = None) -> Scorer:
    try:
        says = json.loads((folder / "model.json").read_text())
    except (OSError, ValueError) as error:
        raise DataError(folder, "is broken") from error
    if says.get("load") == "slow":
        time.sleep(says["seconds"])
    return Scorer(says, kind=says.get("kind", "value"))


def make(folder: Path, base: float, **says: Any) -> Path:
    """A version's folder."""
    folder.mkdir(parents=True)
    (folder / "model.json").write_text(json.dumps({"base": base, **says}))
    return folder
