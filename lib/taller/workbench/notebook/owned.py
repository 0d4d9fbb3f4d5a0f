"""A workbench's own version of a shipped notebook: what it came from, and whether it still fits.

Its metadata says so: ``"taller": {"own": {"version": "0.1.0", "hash": "…"}}``, the version of
Taller whose notebook it was made from, and that notebook's hash.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import taller
from taller.errors import Fault, InputError, did_you_mean, gathered
from taller.workbench.notebook.modules import tree_of
from taller.workbench.run import workflow
from taller.workbench.run.workflow import Step

OWN = "own"
FROM = "from"  # in a copy's metadata: what it was copied from


def origin(path: Path) -> dict[str, str]:
    """What a copy of a notebook comes from: the version shipped, also through an own one."""
    told = own_of(json.loads(path.read_text(encoding="utf-8")))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return told or {"version": taller.__version__, "hash": digest}


def own_of(notebook: Mapping[str, Any]) -> dict[str, str]:
    """What an own version says that it was made from; empty for any other notebook."""
    told = notebook.get("metadata", {}).get("taller", {})
    held = told.get(OWN) if isinstance(told, dict) else None
    return held if isinstance(held, dict) else {}


def refuse_unfit(steps: Iterable[Step]) -> None:
    """Refuse own versions of shipped notebooks that ask the library for what it has no more.

    Raises
    ------
    InputError
        Naming each notebook, and all that it asks in vain with its cell.
    """
    own = [step for step in steps if step.own and step.module]
    gathered(
        partial(refuse, step, step.cells, Path(*step.path.parts[-3:]), _what_to_do(step))
        for step in own
    )


def refuse(step: Step, cells: Sequence[Mapping[str, Any]], where: Path, advice: str) -> None:
    """Refuse cells, in the place of a notebook's, that ask the library for what it has not.

    Parameters
    ----------
    where : the file that holds them
    advice : what to do about it

    Raises
    ------
    InputError
        Naming all that they ask in vain, each with its cell.
    """
    faults = [*_unknown_steps(cells), *_unknown_knobs(step, cells)]
    if faults:
        raise InputError(where, [*faults, Fault("", advice)])


def _what_to_do(step: Step) -> str:
    newer = step.path.with_name(f"{step.name}.new.ipynb")
    beside = f"; the shipped one is {newer.name}, beside it" if newer.is_file() else ""
    return (
        f"it is this workbench's own version, from the one of Taller {step.own}, and this is "
        f"Taller {taller.__version__}{beside}; correct it, or put the shipped one back: "
        f"taller notebook {step.name} --shipped"
    )


def _unknown_knobs(step: Step, cells: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    known = [*step.section.model_fields, "engagement", "run_dir"]
    for number, cell in enumerate(cells, 1):
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            for name in workflow.names_of(_tree(cell).body):
                if name not in known:
                    what = f"is no knob of {step.name}{did_you_mean(name, known)}"
                    yield Fault(f"cell {number}, {name}", what)


def _unknown_steps(cells: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """What it imports from the library, or calls of a package there, and is not there."""
    known: dict[str, ModuleType] = {}
    faults: dict[str, Fault] = {}
    for number, cell in enumerate(cells, 1):
        for node in ast.walk(_tree(cell)):
            for name, what in [*_imports(node, known), *_calls(node, known)]:
                if what:
                    faults.setdefault(name, Fault(f"cell {number}, {name}", what))
    return [*faults.values()]


def _imports(node: ast.AST, known: dict[str, ModuleType]) -> Iterator[tuple[str, str]]:
    """Names that a statement takes from the library, and what is wrong with each."""
    if not (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "taller"):
        return
    for alias in node.names:
        found, what = _member(_module(str(node.module)), alias.name)
        if isinstance(found, ModuleType):
            known[alias.asname or alias.name] = found
        yield f"{node.module}.{alias.name}", what


def _calls(node: ast.AST, known: dict[str, ModuleType]) -> Iterator[tuple[str, str]]:
    """Names asked of a module of the library, and what is wrong with each."""
    first, *rest = _chain(node)
    whole: Any = known.get(first)
    said = first
    for name in rest:
        if not isinstance(whole, ModuleType):
            return
        said = f"{said}.{name}"
        whole, what = _member(whole, name)
        yield said, what


def _member(whole: ModuleType | None, name: str) -> tuple[Any, str]:
    """A module's member, and what is wrong where it has none."""
    if whole is None:
        return None, "is not there"
    try:
        return getattr(whole, name), ""
    except AttributeError:
        found = _module(f"{whole.__name__}.{name}")
        near = did_you_mean(name, dir(whole))
        return found, "" if found else f"is not there{near}"


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def _chain(node: ast.AST) -> list[str]:
    """``a.b.c`` as its names; the first is empty where it begins otherwise."""
    if isinstance(node, ast.Attribute):
        return [*_chain(node.value), node.attr]
    return [node.id if isinstance(node, ast.Name) else ""]


def _tree(cell: Mapping[str, Any]) -> ast.Module:
    code = cell.get("cell_type") == "code"
    return tree_of("".join(cell["source"])) if code else ast.Module([], [])
