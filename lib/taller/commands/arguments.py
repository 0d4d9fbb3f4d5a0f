"""Arguments that commands share or write more freely than Typer reads; help in any language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from taller.language import _, told

ONLY = "Only this notebook and what it needs; repeat for more."
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="an engagement file, params/<name>.yaml")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="a notebook's name, such as clustering")]
Label = Annotated[
    str | None, typer.Option(metavar="L", help="The run's label; the newest run unless given.")
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="F", help="The file, or a folder for it; reports/<client>/ if not given."),
]
Reports = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where run folders stand; reports/ if not given.")
]
Trust = Annotated[
    bool, typer.Option("--trust", help="Let the file connect to the server it names, from now on.")
]


def one_name_each(arguments: list[str]) -> list[str]:
    """``--only a b`` as ``--only a --only b``: names follow until an option or a YAML file.

    >>> one_name_each(["run", "--only", "a", "b", "x.yaml"])
    ['run', '--only', 'a', '--only', 'b', 'x.yaml']
    """
    spread: list[str] = []
    after_only = False
    for given in arguments:
        is_name = not given.startswith("-") and not given.endswith((".yaml", ".yml"))
        if after_only and is_name and spread[-1] != "--only":
            spread.append("--only")
        after_only = given == "--only" or (after_only and is_name)
        spread.append(given)
    return spread


def confirmed(question: str) -> bool:
    """Whether somebody at the terminal says yes, in either language; whatever else is no."""
    answer = typer.prompt(f"{told(question)} [{_('y/N')}]", default="", show_default=False)
    return answer.strip().casefold() in ("y", "yes", "s", "si", "sí")


def in_language(command: Any) -> Any:
    """The command, with its help and that of all below it in the language in force.

    Typer knows English alone; the Spanish of what it says stands in ``locales/es/help.po``.
    """
    for thing, name, text in texts(command):
        setattr(thing, name, _(text))
    for each in _with_all_below(command):
        each.get_usage = partial(_usage, each.get_usage)
        for parameter in each.get_params(typer.Context(each)):
            parameter.display_type = partial(_choices, parameter.display_type)
    return command


def texts(command: Any) -> Iterator[tuple[Any, str, str]]:
    """What the help of a command and of all below it says: of which thing, which attribute."""
    for each in _with_all_below(command):
        things = [each, *each.get_params(typer.Context(each))]
        for thing in things:
            for name in ("help", "metavar", "options_metavar", "subcommand_metavar"):
                if len(text := getattr(thing, name, None) or "") > 1:
                    yield thing, name, text


def _with_all_below(command: Any) -> Iterator[Any]:
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from _with_all_below(each)


def _usage(shown: Any, context: typer.Context) -> str:
    """A command's first line; it comes before the titles, which Typer keeps for the process."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = _("Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = _("Options")
    rich_utils.COMMANDS_PANEL_TITLE = _("Commands")
    rich_utils.DEFAULT_STRING = _("[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[required]")
    return str(shown(context)).replace("Usage:", _("Usage:"), 1)


def _choices(shown: Any, context: typer.Context) -> str | None:
    """What one chooses from; a type's name in Python tells nobody else anything."""
    kind = str(shown(context))
    return kind if "|" in kind else None
