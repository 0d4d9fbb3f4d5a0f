"""``taller task``: what of the plan is done, written into the engagement file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.commands.arguments import File
from taller.errors import Fault, InputError, did_you_mean
from taller.language import told

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

PLAN = "plan"

app = typer.Typer(
    help="Tell what of the plan is done; the next run forecasts the end anew.",
    no_args_is_help=True,
)
On = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DAY", help="The last day of it; today unless given."
    ),
]


@app.command()
def done(
    name: Annotated[str, typer.Argument(metavar="NAME", help="a task's key, such as churn.build")],
    file: File,
    on: On = None,
) -> None:
    """Write into the engagement file that a task is done; its comments stay."""
    _tell(file, {name: on.date() if on else dt.date.today()})


@app.command(name="import")
def import_(
    csv: Annotated[Path, typer.Argument(metavar="CSV", help="the plan's done.csv, filled in")],
    file: File,
) -> None:
    """Write into the engagement file all tasks that a CSV says are done."""
    from taller.planning.plan.artifacts import progress
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    _tell(file, progress.read(csv, month_first=read.locale.endswith("US")))


def _tell(file: Path, days: Mapping[str, dt.date]) -> None:
    from taller.workbench.engagement import engagement

    changed = mark(engagement.read(file), days)
    for name, day in changed.items():
        print(told(f"{name}: done on {day}"))
    again = f"taller run {file} --only {PLAN}"
    print(told(f"{len(changed)} new in {file}; {again} forecasts the end anew"))


def mark(read: Engagement, days: Mapping[str, dt.date]) -> dict[str, dt.date]:
    """Write into an engagement file which tasks are done, and change nothing else in it.

    Returns
    -------
    what the file did not say already

    Raises
    ------
    InputError
        Naming each task that the plan has not, each day that has not come, and what else would
        make the file unsound; it stays as it was.
    """
    from taller.workbench.engagement.section_file import SectionFile

    section = SectionFile(read, PLAN)
    known = _known(read)
    faults = [
        Fault(f"{PLAN}.done.{name}", f"no such task in the newest plan{did_you_mean(name, known)}")
        for name in days
        if known and name not in known
    ]
    faults += [
        Fault(f"{PLAN}.done.{name}", f"must not lie ahead (got {day})")
        for name, day in days.items()
        if day > dt.date.today()
    ]
    if faults:
        raise InputError(read.shown_path, faults)
    values = section.read()
    before = values.get("done") or {}
    new = {name: day for name, day in days.items() if before.get(name) != day}
    if new:
        section.save(values | {"done": {**before, **new}})
    return new


def _known(read: Engagement) -> list[str]:
    """Keys of the tasks of the newest plan made of this file; none where there is none."""
    from taller.workbench.notes import seen

    folder = seen.newest(read, read.root / "reports" / read.slug, PLAN)
    found = seen.result_in(folder, PLAN) if folder else None
    return [task["key"] for task in (found or {}).get("tasks", ())]
