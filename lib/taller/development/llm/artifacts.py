"""The texts' categories as a file that a CRM or a help desk imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.development.llm.messages import say
from taller.handed import write_csv
from taller.phase import Artifact

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("text_id", "category", "confidence", "offline")


def keep(placed: pd.DataFrame | None, run: Any) -> tuple[Artifact, ...]:
    """Write each text's number and category, and not the text."""
    if placed is None or placed["category"].isna().all():
        return ()
    path = run.artifact("categories.csv")
    write_csv(path, [placed[list(COLUMNS)].round({"confidence": 3})])
    return (Artifact(path=run.relative(path), label=say("artifact")),)
