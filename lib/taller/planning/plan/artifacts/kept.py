"""The files that the plan leaves for others: to change, to import, to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.phase import Artifact
from taller.planning.plan.artifacts import ics, jira, progress, project_xml, sheet
from taller.planning.plan.messages import say
from taller.planning.plan.model.budget import PHASES

if TYPE_CHECKING:
    from taller.planning.plan.model.study import Study

FILES = {"budget": "budget.xlsx", "project": "plan.xml", "jira": "jira.csv", "calendar": "plan.ics",
         "done": "done.csv"}  # fmt: skip


def keep(study: Study, run: Any) -> tuple[Artifact, ...]:
    """Write the files beside the run, and say what each is."""
    paths = {key: run.artifact(name) for key, name in FILES.items()}
    made, phases = study.made, {phase: say(f"phase.{phase}") for phase in PHASES}
    title = say("file-title", client=study.client.client)
    sheet.write(paths["budget"], study.client.client, study.budget, study.money)
    project_xml.write(paths["project"], made, title=title, phases=phases)
    jira.write(paths["jira"], made, phases=phases)
    ics.write(paths["calendar"], made, title=title, deadlines=study.p.deadlines,
              deadline=say("ends-rows.deadline"))  # fmt: skip
    progress.write(paths["done"], made)
    return tuple(
        Artifact(path=run.relative(path), label=say(f"file.{key}")) for key, path in paths.items()
    )
