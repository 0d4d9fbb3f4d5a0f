"""Tasks as a CSV for Jira's importer: an epic for each phase, links for what waits for what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from taller import handed

if TYPE_CHECKING:
    from taller.planning.plan.model.schedule import Schedule

# Jira's own names since its issues are called work items; none of them is a person's number.
HEADS = ("Work item ID", "Work type", "Summary", "Parent", "Assignee", "Start date", "Due date",
         "Original estimate", "Status", "Labels")  # fmt: skip
LINK = "Outward issue link (Blocks)"  # a column for each link, as the importer wants it
SECONDS = 8 * 3600  # of a working day


def write(path: Path, made: Schedule, *, phases: Mapping[str, str]) -> None:
    """Write the file, whole or not at all; no cell is a formula.

    Parameters
    ----------
    phases : what each phase is called, in its order
    """
    there = [phase for phase in phases if any(task.phase == phase for task in made.tasks)]
    number = {key: n for n, key in enumerate([*there, *(task.key for task in made.tasks)], 1)}
    blocks = {task.key: [number[later.key] for later in made.tasks if task.key in later.needs]
              for task in made.tasks}  # fmt: skip
    width = max(map(len, blocks.values()), default=0)
    rows: list[list[object]] = [[*HEADS, *[LINK] * width]]
    rows += [[number[ph], "Epic", phases[ph], *[""] * 6, ph, *[""] * width] for ph in there]
    for task, load in zip(made.tasks, made.work.tasks, strict=True):
        links = blocks[task.key]
        rows.append([
            number[task.key], "Task", task.name, number[task.phase],
            made.work.person(task.owner).name, task.starts_on, task.ends_on,
            round(load.person_days * SECONDS), "Done" if task.done_on else "To Do", task.key,
            *links, *[""] * (width - len(links)),
        ])  # fmt: skip
    handed.write_rows(path, rows)
