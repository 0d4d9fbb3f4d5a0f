"""``taller decide``: what people decided on what a run proposed, for the next run to take up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taller.commands.arguments import File
from taller.errors import Fault, InputError, did_you_mean, printable
from taller.language import told

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.notes.taken import Taken


class Choice(StrEnum):
    """What becomes of a decision."""

    taken = "taken"
    postponed = "postponed"
    refused = "refused"


Decision = Annotated[
    str | None,
    typer.Argument(metavar="DECISION", help="its name, such as classification.contact; "
                   "without one, all that wait are listed"),
]  # fmt: skip
Day = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Until when it is postponed."),
]


def decide(
    file: File,
    decision: Decision = None,
    choice: Annotated[
        Choice | None, typer.Argument(metavar="CHOICE", help="what became of it")
    ] = None,
    by: Annotated[str, typer.Option(metavar="WHO", help="Who decided.")] = "",
    until: Day = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")] = "",
    csv: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Take decisions from a filled-in CSV.")
    ] = None,
) -> None:
    """Record what was decided; the next run says what came of it. Alone: list what waits."""
    from taller.workbench.engagement import engagement
    from taller.workbench.notes import taken

    read = engagement.read(file)
    proposed = of_newest(read)
    if csv is not None:
        if decision or choice:
            raise InputError("taller decide", "takes a decision's name or --csv, not both")
        new = taken.of_csv(csv)
        _refuse(csv.name, _unknown([record.decision for record in new], proposed))
    elif decision is None:
        _list(proposed, taken.read(read.file))
        return
    else:
        faults = [*_unknown([decision], proposed), *_unsaid(choice, by, until)]
        _refuse(read.shown_path, faults)
        new = [_one(decision, str(choice), by, until, note)]
    new = [_completed(record, proposed.get(record.decision)) for record in new]
    taken.write(read.file, new)
    for record in new:
        print(told(f"{record.decision}: {record.state} by {printable(record.by)}, {record.on}"))
    where = taken.path(read.file).name
    print(told(f"{len(new)} recorded in {where}; the next run says what came of it"))


def of_newest(read: Engagement) -> dict[str, dict[str, Any]]:
    """What the newest run of each notebook proposes, by the decision's name."""
    from taller.workbench.notes import seen, taken
    from taller.workbench.run import workflow

    base = read.root / "reports" / read.slug
    found: dict[str, dict[str, Any]] = {}
    for name in workflow.discover(read.root):
        folder = seen.newest(read, base, name)
        held = seen.result_in(folder, name) if folder else None
        for proposal in (held or {}).get("decisions") or ():
            if full := taken.name_of(name, str(proposal.get("key") or "")):
                found[full] = proposal
    return found


def _unsaid(choice: Choice | None, by: str, until: dt.datetime | None) -> list[Fault]:
    faults = []
    if choice is None:
        faults.append(Fault("choice", "say what became of it: taken, postponed or refused"))
    if not by.strip():
        faults.append(Fault("--by", "say who decided: --by 'Marta Vidal'"))
    if until is not None and choice is not Choice.postponed:
        faults.append(Fault("--until", "belongs to one that is postponed"))
    return faults


def _one(decision: str, choice: str, by: str, until: dt.datetime | None, note: str) -> Taken:
    from taller.workbench.notes.taken import Taken

    day = until.date().isoformat() if until else ""
    today = dt.date.today().isoformat()
    who, why = " ".join(by.split()), " ".join(note.split())
    return Taken(decision, choice, who, today, day, why)  # type: ignore[arg-type]


def _unknown(names: Sequence[str], proposed: Mapping[str, Any]) -> list[Fault]:
    if not proposed:
        return [Fault("decisions", "no run has proposed anything yet; run it first")]
    return [
        Fault(name, f"no run proposes it{did_you_mean(name, proposed)}")
        for name in names
        if name not in proposed
    ]


def _refuse(where: str, faults: list[Fault]) -> None:
    if faults:
        raise InputError(where, faults)


def _completed(record: Taken, proposal: Mapping[str, Any] | None) -> Taken:
    """With what was proposed, and what it was expected to bring."""
    from dataclasses import replace

    worth = (proposal or {}).get("worth") or {}
    estimate = (worth.get("estimate") if worth.get("of", "gain") == "gain" else None) or {}
    money = {name: estimate.get(name) for name in ("value", "low", "high")}
    return replace(record, what=str((proposal or {}).get("what") or ""), **money)


def _list(proposed: Mapping[str, Mapping[str, Any]], records: Mapping[str, Taken]) -> None:
    today = dt.date.today().isoformat()
    for name, proposal in proposed.items():
        record = records.get(name)
        waits = record is None or record.waits_again(today)
        state = "waiting" if waits or record is None else f"{record.state} {record.on}"
        print(f"{name}  [{told(state)}]  {printable(str(proposal.get('what') or ''))}")
    if not proposed:
        print(told("no run has proposed anything yet"))
