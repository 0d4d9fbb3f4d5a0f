"""Arguments that commands share, and those that are written more freely than Typer reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
