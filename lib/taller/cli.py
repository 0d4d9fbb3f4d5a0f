"""The command line: parse, call, one line, exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from taller.commands import (
    bench,
    check,
    decide,
    deploy,
    infra,
    run,
    score,
    send,
    serve,
    task,
    test,
)
from taller.commands.arguments import (
    ONLY,
    File,
    Label,
    Name,
    Out,
    Reports,
    confirmed,
    in_language,
    one_name_each,
)
from taller.commands.engagements import read_all, reader, tell
from taller.commands.monitoring import command as monitoring
from taller.commands.run import INTERRUPTED, NOTEBOOK_FAILED, WRONG_INPUT
from taller.errors import InputError, TallerError
from taller.language import speaking, told
from taller.workbench.process.light import light_formats

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

# Commands that read a client's files.
READING = ("check", "infra", "monitor", "new", "run", "score", "send")

app = typer.Typer(
    help="Taller: one engagement file and the client's data in, decision-ready reports out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(task.app, name="task")
app.add_typer(infra.app, name="infra")
app.command()(check.check)
app.command()(serve.serve)
app.command()(score.score)
app.command()(decide.decide)
app.command()(bench.init)
app.command()(bench.upgrade)
app.command()(bench.notebook)
app.command()(score.versions)
app.command()(send.send)
app.command("test")(test.perform)
app.command()(run.run)
app.command()(monitoring.monitor)


@app.callback(invoke_without_command=True)
def _version(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.")
    ] = False,
) -> None:
    if version:
        from taller import __version__

        print(__version__)
        raise typer.Exit
    if context.invoked_subcommand in READING:
        from taller.workbench.process import contained

        context.with_resource(contained.children())
        contained.prepare()


@app.command(name="open")
def open_(name: Name, file: File) -> None:
    """Leave a parameterised copy of a notebook for JupyterLab, and print its path."""
    from taller.workbench.notebook import copies

    left = copies.leave(_step(name, read := read_all([file])[0]), read)
    print(os.path.relpath(read.root / left))


@app.command()
def params(file: File, name: Name) -> None:
    """Print a notebook's parameters as flat YAML, for `papermill -f`."""
    from ruamel.yaml import YAML

    from taller.workbench.notebook import prepare

    read = read_all([file])[0]
    YAML().dump(prepare.flat_parameters(_step(name, read), read), sys.stdout)


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="name of the new engagement file")],
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="the client's files, folders or patterns; or postgresql://... or a .duckdb file",
        ),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(metavar="TABLE=OWN", help="A database's table: orders=public.pedidos."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="L", help="es or en; the files' own language unless given."),
    ] = None,
    client: Annotated[
        str | None, typer.Option(metavar="C", help="The client's name; made of NAME unless given.")
    ] = None,
) -> None:
    """Write params/NAME.yaml: what the client's files seem to be, with reasons, to be checked."""
    from taller.workbench.begin import new as creation
    from taller.workbench.begin import summary

    written = creation.write(
        name, files or (), tables=table or (), language=language, client=client
    )
    summary.tell(written)


@app.command()
def request(
    file: File,
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help=ONLY)] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where it goes; reports/<client>/request/ if not given."),
    ] = None,
) -> None:
    """Write what the client should export, and from where, in both languages, ready to e-mail."""
    from taller.workbench.begin import request as asking

    for path in asking.write(read_all([file])[0], only=only or (), out=out):
        print(path)


@app.command()
def deck(
    file: File,
    label: Label = None,
    full: Annotated[
        bool, typer.Option("--full", help="All charts and limits, not ten slides.")
    ] = False,
    template: Annotated[
        Path | None, typer.Option(metavar="T.pptx", help="The client's PowerPoint template.")
    ] = None,
    out: Out = None,
    reports: Reports = None,
) -> None:
    """Make a PowerPoint of a run in ten slides: what to decide first, and for how much."""
    from taller.workbench.deck import writing as slides
    from taller.workbench.process import contained

    left: list[str] = []
    with contained.children():  # a template is a stranger's file
        path = slides.write(
            read_all([file])[0], full=full, label=label, template=template, out=out,
            reports=reports, told=left.append,
        )  # fmt: skip
    print(os.path.relpath(path))
    if left:
        print(told(f"  not carried over from the template: {', '.join(left)}"))


@app.command(name="print")
def print_(file: File, label: Label = None, out: Out = None, reports: Reports = None) -> None:
    """Make one PDF of a run: all pages in the order of the first, with contents and numbers."""
    from taller.workbench.share import printed

    path = printed.write(read_all([file])[0], label=label, out=out, reports=reports)
    print(os.path.relpath(path))


@app.command()
def sheet(file: File, label: Label = None, out: Out = None, reports: Reports = None) -> None:
    """Make a workbook of a run: decisions, figures, checks and every table, as numbers."""
    from taller.workbench.share import sheet as workbook

    print(
        os.path.relpath(workbook.write(read_all([file])[0], label=label, out=out, reports=reports))
    )


@app.command()
def share(
    file: File,
    label: Label = None,
    single: Annotated[
        bool, typer.Option("--single", help="One HTML page in place of a zip.")
    ] = False,
    out: Out = None,
    reports: Reports = None,
) -> None:
    """Make one zip, or one page, of a run that the client can open, with nothing of the machine."""
    from taller.workbench.share import parcel as sharing

    shared = sharing.write(
        read_all([file])[0], label=label, single=single, out=out, reports=reports
    )
    print(f"{os.path.relpath(shared.path)}: {', '.join(shared.holds)}")
    for name, reason in shared.stays.items():
        print(told(f"  left out: {name}, since {reason}"))


@app.command()
def forget(
    client: Annotated[
        str,
        typer.Argument(metavar="CLIENT", help="the client's name, or their engagement file"),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before removing.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where run folders stand; reports/ if not given."),
    ] = None,
) -> None:
    """Remove all that is kept of a client, once you have confirmed it, and say what that was."""
    from taller.workbench.begin import forget as forgetting

    kept = forgetting.find(client, out)
    if not kept:
        print(told(f"{client}: nothing is kept"))
        return
    print(told(f"Kept of {kept.slug}:"), *(told(str(f)) for f in kept.folders), sep="\n  ")
    for record in kept.records:
        print(told(f"  {record} (figures the notes were written for)"))
    if kept.salt:
        print(told(f"  {kept.salt} (the salt; without it, pseudonyms lead to nobody)"))
    print(told(f"Not touched: {kept.untouched}"))
    if not (yes or _confirmed("Remove it for good?")):
        print(told("nothing was removed"))
        return
    forgetting.remove(kept)
    print(told(f"removed: {kept.sum}"))


@app.command()
def notes(
    file: File,
    new: Annotated[
        bool, typer.Option("--new", help="Begin the notes file, with all there is to write under.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Let notes stand that were written for other figures.")
    ] = False,
    reports: Reports = None,
) -> None:
    """List the consultant's notes, params/<name>.notes.md, and those whose figures have moved."""
    from taller.workbench.notes import command as noting

    read = read_all([file])[0]
    if new:
        print(noting.begin(read))
        return
    found = noting.accept(read, reports) if accept else noting.listed(read, reports)
    for said in found:
        print(told(f"accepted: {said}" if accept else str(said)))
    if not found:
        print(
            told("no note is written for other figures" if accept else "no notes are written yet")
        )
    elif accept:
        print(told(f"the next run shows it: taller run {file}"))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(context: typer.Context) -> None:
    """Start JupyterLab at the workbench's root; further options go to JupyterLab."""
    from taller.workbench.notebook import lab as jupyterlab

    raise typer.Exit(jupyterlab.start(context.args))


for command in (deploy.deploy, deploy.rollback, deploy.shadow, deploy.deployments):
    app.command()(command)


def _step(name: str, read: Engagement) -> Step:
    from taller.workbench.run import workflow

    steps = workflow.discover(read.root)
    workflow.order(steps, [name])  # names an unknown notebook
    return steps[name]


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise InputError("forget", "asks before it removes; where nobody can answer, give --yes")
    return confirmed(question)


def main() -> None:
    """The ``taller`` command; what a user can cause never ends in a traceback."""
    arguments = one_name_each(sys.argv[1:])
    with speaking(reader(arguments)):
        try:
            with light_formats():
                command = in_language(get_command(app))
                sys.exit(command(arguments, prog_name="taller", standalone_mode=False) or 0)
        except TallerError as error:
            tell(error)
            sys.exit(WRONG_INPUT if isinstance(error, InputError) else NOTEBOOK_FAILED)
        except (KeyboardInterrupt, typer.Abort):
            sys.exit(INTERRUPTED)
        except typer.BadParameter.__base__ as error:  # any that the command line itself refuses
            sys.exit(_misused(error))


def _misused(error: Exception) -> int:
    """Tell what is wrong with a command itself, in our words and the reader's language."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "taller"
    if type(error).__name__ == "NoArgsIsHelpError":  # the help was shown, unless it is plain text
        print(error.format_message())
    else:
        said = told(error.format_message())
        print(f"{command}: {said}", file=sys.stderr)
        print(told(f"see: {command} --help"), file=sys.stderr)
    return WRONG_INPUT


if __name__ == "__main__":
    main()
