"""What is kept for other programs: campaign texts, each text's category, what the door counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller import durable
from taller.development.llm.messages import say
from taller.development.llm.written import write_copies
from taller.handed import write_csv
from taller.phase import Artifact

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.llm.model.copy import Copy
    from taller.development.llm.model.door import Door

COLUMNS = ("text_id", "category", "confidence", "offline")


def keep(
    copies: Sequence[Copy], placed: pd.DataFrame | None, door: Door, run: Any
) -> tuple[Artifact, ...]:
    """Write campaign texts, customers' texts by number and category, and counts for Prometheus."""
    made: dict[str, Any] = {}
    if copies:
        made["copies.csv"] = lambda path: write_copies(copies, path)
    if placed is not None and placed["category"].notna().any():
        rows = placed[list(COLUMNS)].round({"confidence": 3})
        made["categories.csv"] = lambda path: write_csv(path, [rows])
    if not door.counters.table().empty:
        told = door.counters.prometheus().encode()
        made["calls.prom"] = lambda path: durable.write_whole(path, told)
    for name, write in made.items():
        write(run.artifact(name))
    return tuple(
        Artifact(path=run.relative(run.artifact(name)),
                 label=say(f"artifact.{name.partition('.')[0]}"))
        for name in made
    )  # fmt: skip
