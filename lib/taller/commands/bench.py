"""``taller init``, ``upgrade`` and ``notebook``: a workbench, and notebooks, of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taller.errors import InputError


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="a folder that is not there yet")],
) -> None:
    """Make a workbench of one's own: notebooks, engagements, README and .gitignore."""
    from taller.workbench.begin import bench

    written = bench.init(folder)
    print(f"{folder}: {written} files; cd {folder} && taller run params/ecommerce_b2c.yaml")


def upgrade(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="the workbench; this one unless given")
    ] = None,
) -> None:
    """Bring newer shipped notebooks into this workbench; what was changed here stays."""
    from taller.workbench.begin import bench
    from taller.workbench.run import workflow

    root = folder or workflow.find_root(Path.cwd())
    if root is None:
        raise InputError(str(Path.cwd()), "is in no workbench; name one: taller upgrade DIR")
    brought = bench.upgrade(root)
    for word, names in (("new", brought.new), ("renewed", brought.renewed)):
        for name in names:
            print(f"{word}: {name}")
    for name in brought.beside:
        stem, dot, suffix = name.rpartition(".")
        print(f"kept, as it was changed here: {name}; the shipped one is {stem}.new{dot}{suffix}")
    print(f"{brought.unchanged} files as they were")


def notebook(
    name: Annotated[str, typer.Argument(metavar="NAME", help="lower-case letters, digits, '_'")],
    phase: Annotated[str, typer.Option(metavar="P", help="A phase's folder, as 06_monitoring.")],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="an engagement file; one of params/ if not given"),
    ] = None,
) -> None:  # fmt: skip
    """Write a notebook of one's own, with a query, a chart, a table, a check and a result."""
    from taller.workbench.begin import own
    from taller.workbench.engagement import engagement
    from taller.workbench.run import workflow

    if file is None:
        root = workflow.find_root(Path.cwd())
        found = sorted((root / "params").glob("*.yaml")) if root else []
        demo = [path for path in found if path.stem == "ecommerce_b2c"]
        if not found:
            raise InputError("taller notebook", "no engagement file in params/; name one")
        file = (demo or found)[0]
    read = engagement.read(file)
    left = own.write(name, phase, read)
    print(f"{left}; try it: taller run {read.shown_path} --only {name}")
