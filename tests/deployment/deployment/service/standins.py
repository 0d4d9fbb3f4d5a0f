"""A scorer that stands in for a model: what it does stands in its folder, ``model.json``.

``base`` is its score, plus a tenth of the column ``x``. ``fault`` may be raise, nan, short, sleep
(``seconds``), leak (``mib`` a call) or exit; ``load`` may be raise or slow.
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

from taller.errors import DataError

SCORERS = "tests.deployment.deployment.service.standins:load"


class Columns(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, strict=True)
    x: float = Field(ge=-1e6, le=1e6)
    city: str | None = Field(None, max_length=50)


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
    request: type[BaseModel] = Columns
    leaked: list[bytes] = field(default_factory=list)

    def row(self, request: BaseModel) -> dict[str, Any]:
        return request.model_dump()

    def example(self) -> dict[str, Any]:
        return {"x": 1.0, "city": "Madrid"}

    def score(self, rows: Sequence[Mapping[str, Any]]) -> list[float]:
        self._fail()
        if self.says.get("fault") == "nan":
            return [float("nan")] * len(rows)
        if self.says.get("fault") == "short":
            return []
        return [self.says["base"] + row["x"] / 10 for row in rows]

    def explain(self, row: Mapping[str, Any]) -> list[Reason]:
        return [Reason("x", row["x"], row["x"] / 10)]

    def recommend(self, history: Sequence[str], k: int | None, **_more: Any) -> Suggested:
        self._fail()
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
        if fault == "exit":
            os._exit(3)


def load(folder: Path) -> Scorer:
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
