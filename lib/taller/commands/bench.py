"""``taller init``, ``upgrade`` and ``notebook``: a workbench, and notebooks, of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taller.errors import InputError
from taller.language import told


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="a folder that is not there yet")],
) -> None:
    """Make a workbench of one's own: notebooks, engagements, README and .gitignore."""
    from taller.workbench.begin.own_bench import bench

    written = bench.init(folder)
    then = f"cd {folder} && taller run params/ecommerce_b2c.yaml"
    print(told(f"{folder}: {written} files; {then}"))


def upgrade(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="the workbench; this one unless given")
    ] = None,
) -> None:
    """Bring newer shipped notebooks into this workbench; what was changed here stays."""
    from taller.workbench.begin.own_bench import bench
    from taller.workbench.run import workflow

    root = folder or workflow.find_root(Path.cwd())
    if root is None:
        raise InputError(str(Path.cwd()), "is in no workbench; name one: taller upgrade DIR")
    brought = bench.upgrade(root)
    for word, names in (("new", brought.new), ("renewed", brought.renewed)):
        for name in names:
            print(told(f"{word}: {name}"))
    for name in brought.beside:
        stem, dot, suffix = name.rpartition(".")
        beside = f"{stem}.new{dot}{suffix}"
        print(told(f"kept, as it was changed here: {name}; the shipped one is {beside}"))
    print(told(f"{brought.unchanged} files as they were"))


def notebook(
    name: Annotated[str, typer.Argument(metavar="NAME", help="lower-case letters, digits, '_'")],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="an engagement file; one of params/ if not given"),
    ] = None,
    phase: Annotated[
        str | None, typer.Option(metavar="P", help="A phase's folder, as 06_monitoring.")
    ] = None,
    copy: Annotated[
        Path | None,
        typer.Option("--from", metavar="COPY", help="Your copy, to replace the notebook NAME."),
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Put the shipped notebook NAME back.")
    ] = False,
) -> None:
    """Write a notebook of one's own: a new one, or of a copy one that replaces a shipped one."""
    if [phase is not None, copy is not None, shipped].count(True) != 1:
        what = "give one of --phase P (a new one), --from COPY (in its place), --shipped (back)"
        raise InputError("taller notebook", what)
    if phase is not None:
        _new(name, phase, file)
    else:
        _replaced(name, copy)


def _new(name: str, phase: str, file: Path | None) -> None:
    from taller.workbench.begin.own_bench import template
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
    left = template.write(name, phase, read)
    print(told(f"{left}; try it: taller run {read.shown_path} --only {name}"))


def _replaced(name: str, copy: Path | None) -> None:
    from taller.workbench.begin.own_bench import replaced
    from taller.workbench.run import workflow

    root = workflow.find_root(Path.cwd())
    if root is None:
        raise InputError(str(Path.cwd()), "is in no workbench")
    if copy is None:
        back, aside = replaced.put_back(name, root)
        print(told(f"{back} is the shipped one again; yours is {aside}"))
        return
    left = replaced.replace(name, copy, root)
    print(
        told(f"{left} is this workbench's own now; its page says so, and taller upgrade keeps it")
    )
    print(told(f"the shipped one comes back by: taller notebook {name} --shipped"))
