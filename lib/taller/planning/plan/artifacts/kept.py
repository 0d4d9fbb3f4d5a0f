"""The files that the plan leaves for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.phase import Artifact
from taller.planning.plan.artifacts import sheet
from taller.planning.plan.messages import say

if TYPE_CHECKING:
    from taller.planning.plan.model.study import Study


def keep(study: Study, run: Any) -> tuple[Artifact, ...]:
    """Write the files beside the run, and say what each is."""
    path = run.artifact("budget.xlsx")
    sheet.write(path, study.client.client, study.budget, study.money)
    return (Artifact(path=run.relative(path), label=say("file.budget")),)
