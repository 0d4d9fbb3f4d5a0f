"""The texts' categories as a file that a CRM or a help desk imports, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller.development.llm.messages import say
from taller.development.llm.written import write_copies
from taller.handed import write_csv
from taller.phase import Artifact

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.llm.model.copy import Copy

COLUMNS = ("text_id", "category", "confidence", "offline")


def keep(
    placed: pd.DataFrame | None, run: Any, copies: Sequence[Copy] = ()
) -> tuple[Artifact, ...]:
    """Write each text's number and category, and not the text; and the campaigns' texts whole."""
    found = []
    if placed is not None and placed["category"].notna().any():
        path = run.artifact("categories.csv")
        write_csv(path, [placed[list(COLUMNS)].round({"confidence": 3})])
        found.append(Artifact(path=run.relative(path), label=say("artifact")))
    if copies:
        path = run.artifact("copies.csv")
        write_copies(copies, path)
        found.append(Artifact(path=run.relative(path), label=say("artifact-copies")))
    return tuple(found)
