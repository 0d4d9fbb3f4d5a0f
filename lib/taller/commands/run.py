"""``taller run``: the workflow of one or several engagements, here or on a cluster."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from taller.commands.arguments import ONLY, Trust
from taller.commands.engagements import has_sound_data, read_all, settle_trust
from taller.errors import InputError
from taller.language import told

# Exit codes besides 0, done.
NOTEBOOK_FAILED, WRONG_INPUT, INTERRUPTED = 1, 2, 130


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="engagement files")],
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help=ONLY)] = None,
    label: Annotated[
        str | None, typer.Option(metavar="L", help="Name of the run folder; the day unless given.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where run folders go; reports/ if not given."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Notebooks at a time; one per core if not given."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Run on a Dask cluster: tcp://scheduler:8786."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=256,
            help="Run on so many Dask workers, started on this machine.",
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Run everything again, unchanged or not.")
    ] = False,
    timeout: Annotated[
        float | None, typer.Option(metavar="S", min=0.1, help="Seconds one notebook may take.")
    ] = None,
    run_timeout: Annotated[
        float | None, typer.Option(metavar="S", min=0.1, help="Seconds the whole run may take.")
    ] = None,
    trust: Trust = False,
) -> None:
    """Run the workflow of one or several engagements and write their reports."""
    from taller.workbench.cluster import connection
    from taller.workbench.run import runner
    from taller.workbench.run.progress import Progress

    began = time.monotonic()
    if sum(given is not None for given in (cluster, workers, jobs)) > 1:
        raise InputError("run", "give one of --cluster, --workers and --jobs, not several")
    engagements = read_all(files)
    settle_trust(engagements, trust)
    sound = [read for read in engagements if has_sound_data(read)]
    if not sound:
        raise typer.Exit(WRONG_INPUT)
    with (
        _saying_how_to_go_on(),
        connection.opened(cluster, workers) as there,
        Progress(began) as progress,
    ):
        states = runner.run(
            sound,
            only=only or (),
            label=label,
            out=out,
            jobs=jobs,
            fresh=fresh,
            timeout=timeout,
            run_timeout=run_timeout,
            observer=progress,
            cluster=there,
        )
    if len(sound) < len(engagements):
        raise typer.Exit(WRONG_INPUT)
    if any(state.state != "done" for state in states):
        raise typer.Exit(NOTEBOOK_FAILED)


@contextlib.contextmanager
def _saying_how_to_go_on() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:  # Typer would leave without a word
        said = "taller: interrupted; the same command goes on where it stopped"
        print(told(said), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
