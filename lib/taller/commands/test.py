"""``taller test``: the tests of an engagement's models, data and service, from a shell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taller.commands.arguments import File, Label
from taller.errors import Fault, InputError, did_you_mean, printable

if TYPE_CHECKING:
    from taller.testing.test_suite.evaluation import Judged
    from taller.testing.test_suite.model.running import Performed
    from taller.workbench.engagement.engagement import Engagement

NOT_PASSED = 1
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="K", help="Only this kind; repeat for more."),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="NAME", help="Only tests with this in their name."),
]
Junit = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Where to write JUnit XML.")
]


def perform(
    file: File, kind: Kinds = None, only: Only = None, label: Label = None, junit: Junit = None
) -> None:
    """Test what a run made: data, models and the service that answers by them."""
    from taller import durable, open_run
    from taller.testing import test_suite
    from taller.testing.test_suite.model import junit as xml
    from taller.workbench.engagement import engagement

    read = engagement.read(file)
    kinds = _known(kind or [])
    run = open_run(file, _folder(read, label))
    run.name = "test_suite"
    p = run.settings(test_suite.Params)
    p = p.model_copy(update={"kinds": kinds}) if kinds else p
    found = test_suite.perform(run, p, " or ".join(only or []))
    judged = test_suite.judge(_named(found, only) if only else found)
    _tell(judged)
    if junit:
        durable.write_whole(junit, xml.write(judged.cases))
    if judged.state != "passed":
        raise typer.Exit(NOT_PASSED)


def _known(given: list[str]) -> tuple[str, ...]:
    from taller.testing.test_suite.params import KINDS

    faults = [Fault("--kind", f"no such kind: '{each}'{did_you_mean(each, KINDS)}")
              for each in given if each not in KINDS]  # fmt: skip
    if faults:
        raise InputError("taller test", faults)
    return tuple(dict.fromkeys(given))


def _named(found: Performed, only: list[str]) -> Performed:
    """Only the kinds that the tests named are of."""
    kinds = tuple(dict.fromkeys(case.kind for case in found.cases))
    if not kinds and not found.unread:
        raise InputError("taller test", Fault("--only", f"no test is called like {only[0]!r}"))
    return replace(found, p=found.p.model_copy(update={"kinds": kinds or found.p.kinds}))


def _folder(read: Engagement, label: str | None) -> Path | str:
    """The run of a label, else the newest that kept a model, else the scratch folder."""
    from taller.workbench.notes import seen

    base = read.root / "reports" / read.slug
    if label is not None:
        if not (base / label / "results").is_dir():
            raise InputError(base, f"no run '{label}'; `taller run {read.shown_path}` makes one")
        return base / label
    from taller.deployment.deployment.features.kept import TEMPLATES

    held = [folder for name in TEMPLATES if (folder := seen.newest(read, base, name))]
    return max(held, key=lambda folder: folder.stat().st_mtime, default="")


def _tell(judged: Judged) -> None:
    from taller.testing.test_suite import tables
    from taller.testing.test_suite.messages import say

    for case in judged.cases:
        print(printable(f"{say(f'outcome.{case.outcome}'):10}{case.kind:12}{case.title}"))
        if case.evidence:
            print(printable(f"{'':22}{tables.measured(case.evidence)}"))
        if case.why:
            print(printable(f"{'':22}{case.why}"))
    for line in (*judged.performed.unread, *tables.told(judged)):
        print(line)
