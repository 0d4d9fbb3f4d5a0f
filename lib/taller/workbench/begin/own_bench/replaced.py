"""A copy of a shipped notebook made this workbench's own version of it, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable
from taller.errors import InputError, did_you_mean
from taller.workbench.begin.own_bench import bench
from taller.workbench.engagement.engagement import relative_to_root
from taller.workbench.notebook import i18n, owned
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from taller.workbench.run.workflow import Step

OF_A_COPY = ("name", "phase", "language", "untranslated", owned.FROM)  # what `taller open` told it


def replace(name: str, copy: Path, root: Path) -> str:
    """Put a copy, as an analyst has changed it, in the place of the notebook it was made from.

    The values that `taller open` wrote into it stay behind, as do its outputs; prose that was
    changed in a client's language goes into the translation beside the notebook.

    Returns
    -------
    the notebook's path, as the workbench's root sees it

    Raises
    ------
    InputError
        If there is no such notebook, the copy is none of it, or it asks the library for what it
        has not.
    """
    step = _known(name, root)
    notebook = _read(copy, step)
    told = notebook.metadata.setdefault("taller", {})
    came_from = told.get(owned.OWN) or told.get(owned.FROM) or owned.origin(step.path)
    shown = told.get(i18n.SHOWN)
    notebook.metadata["taller"] = {k: v for k, v in told.items() if k not in OF_A_COPY}
    notebook.metadata["taller"][owned.OWN] = came_from
    for key in ("papermill", "widgets"):
        notebook.metadata.pop(key, None)
    notebook.cells = [cell for cell in notebook.cells if not _injected(cell)]
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if step.module:
        advice = "correct the copy, then give the command again"
        owned.refuse(step, notebook.cells, copy, advice)
    if shown:
        i18n.restore(notebook, step.path)
    _write(step.path, notebook)
    return relative_to_root(step.path, root)


def put_back(name: str, root: Path) -> tuple[str, str]:
    """Put the shipped notebook back; this workbench's own version is laid beside it.

    Returns
    -------
    the paths of the notebook, and of the own version that was put aside, as the root sees them

    Raises
    ------
    InputError
        If there is no such notebook, it is the shipped one, or nothing shipped is at hand.
    """
    step = _known(name, root)
    where = relative_to_root(step.path, root)
    if not step.own:
        raise InputError(where, "is the shipped notebook; there is nothing to put back")
    shipped = bench.source() / where
    if bench.source() == root or not shipped.is_file():
        raise InputError(where, f"nothing shipped is at hand; with git: git checkout -- {where}")
    aside = step.path.with_name(f"{name}.own.ipynb")
    step.path.replace(aside)
    durable.write_whole(step.path, shipped.read_bytes())
    for path in shipped.parent.glob(f"{name}.*.md"):
        durable.write_whole(step.path.with_name(path.name), path.read_bytes())
    return where, relative_to_root(aside, root)


def _known(name: str, root: Path) -> Step:
    steps = workflow.discover(root)
    if name not in steps:
        raise InputError(name, f"no such notebook{did_you_mean(name, steps)}")
    return steps[name]


def _read(copy: Path, step: Step) -> NotebookNode:
    """A copy of a notebook, refused where it is none, or another's."""
    import nbformat

    try:
        notebook = nbformat.read(copy, as_version=4)
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise InputError(copy, f"no such file; taller open {step.name} FILE leaves one") from None
    except (OSError, ValueError, nbformat.ValidationError) as error:
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(copy, f"is not a notebook: {what}") from None
    other = notebook.metadata.get("taller", {}).get("name", step.name)
    if other != step.name:
        raise InputError(copy, f"is a copy of '{other}', not of '{step.name}'")
    if not any("parameters" in cell.metadata.get("tags", []) for cell in notebook.cells):
        raise InputError(copy, "no cell is tagged 'parameters'; tag the one that names its knobs")
    return notebook


def _injected(cell: Any) -> bool:
    return "injected-parameters" in cell.metadata.get("tags", [])


def _write(path: Path, notebook: NotebookNode) -> None:
    import nbformat

    text = nbformat.writes(notebook)
    durable.write_whole(path, text if text.endswith("\n") else text + "\n")
