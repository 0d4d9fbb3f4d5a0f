"""The workflow: which notebooks there are, what each needs, and the order that follows.

A notebook is a file ``notebooks/<phase>/<name>.ipynb``; what it needs stands in its own metadata,
``"taller": {"needs": ["clustering"]}``, and beside it the canonical tables it reads,
``"tables": ["orders"]``. So a notebook that an analyst drops into a phase's folder
belongs to the workflow without another file being edited.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import importlib.util
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator

from taller.data.settings.schemas import OWN, SCHEMAS
from taller.data.settings.sources import holds
from taller.errors import Fault, InputError, did_you_mean
from taller.phase import Section

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

NAME = re.compile(r"^[a-z][a-z0-9_]*$")
ASIDE = (".new", ".own")  # laid beside a notebook: the shipped one, or one's own put aside
TABLES = (*SCHEMAS, *OWN)
SECONDS = 2.0  # that a notebook is taken to need where its metadata says nothing
NAMED = ("needs", "tables", "after", "only_with", "settings_of")  # lists in a notebook's metadata


@dataclass(frozen=True)
class Step:
    """One notebook of the workflow.

    Attributes
    ----------
    name : the capability's one name, e.g. ``clustering``
    phase : its folder, e.g. ``03_development``
    path : the notebook
    needs : names of the notebooks whose results it reads
    after : names of those it reads where they belong to the same run, and does without otherwise
    always : whether it belongs to every run, asked for or not
    tables : names of the canonical tables it reads
    only_with : those without which it belongs to no run that does not ask for it, by name or by a
        section of its file; ``trials|regions``: either will do
    settings_of : names of those whose section of the engagement file it reads beside its own
    history : whether it tells how runs went, this one and earlier ones
    seconds : it takes about so long; only what starts first depends on it
    own : of this workbench's own version of a shipped notebook, the version of Taller it is from
    """

    name: str
    phase: str
    path: Path
    needs: tuple[str, ...] = ()
    always: bool = False
    tables: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    settings_of: tuple[str, ...] = ()
    history: bool = False
    seconds: float = SECONDS
    own: str = ""

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Names of the notebooks that come before it."""
        return (*self.needs, *self.after)

    @cached_property
    def module(self) -> str | None:
        """The library module behind the notebook, or None for an analyst's own notebook."""
        package = re.sub(r"^\d+_", "", self.phase)
        try:
            found = importlib.util.find_spec(f"taller.{package}.{self.name}")
        except ModuleNotFoundError:
            return None
        return found.name if found else None

    @cached_property
    def section(self) -> type[Section]:
        """The model of its parameters: the module's ``Params``, else its parameters cell."""
        if self.module:
            return importlib.import_module(self.module).Params
        return _section_of_cell(self.name, self.cells, f"notebooks/{self.phase}/{self.path.name}")

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """The notebook's cells as JSON."""
        return _load(self.path)["cells"]

    @property
    def title(self) -> str:
        """The first heading of the notebook."""
        for cell in self.cells:
            if cell.get("cell_type") == "markdown":
                for line in "".join(cell["source"]).splitlines():
                    if line.startswith("# "):
                        return line[2:].strip()
        return self.name.replace("_", " ").capitalize()


def find_root(start: Path) -> Path | None:
    """The workbench's root: the nearest parent that holds ``params/`` and ``notebooks/``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "params").is_dir() and (folder / "notebooks").is_dir():
            return folder
    return None


def discover(root: Path, told: list[Fault] | None = None) -> dict[str, Step]:
    """All notebooks of a workbench by name, in order of phase and name.

    Parameters
    ----------
    told : where given, faults are added to it, and the sound notebooks returned

    Raises
    ------
    InputError
        If two notebooks share a name, one is not readable, or one needs what does not exist.
    """
    steps: dict[str, Step] = {}
    faults: list[Fault] = []
    for path in sorted((root / "notebooks").glob("*/*.ipynb")):
        if path.stem.endswith(ASIDE):
            continue
        where = path.relative_to(root).as_posix()
        name = path.stem
        if not NAME.match(name):
            faults.append(Fault(where, "a notebook's name is lower-case letters, digits and '_'"))
        elif name in steps:
            faults.append(Fault(where, f"the name '{name}' is taken by {steps[name].phase}/"))
        else:
            try:
                loaded = _load(path)
                flags = {k: _told(loaded).get(k) is True for k in ("always", "history")}
                named = {k: _names(loaded, k) for k in NAMED}
                own, seconds = _own(_told(loaded)), _seconds(loaded)
                steps[name] = Step(
                    name, path.parent.name, path, seconds=seconds, own=own, **flags, **named
                )
            except (ValueError, OSError) as error:
                faults.append(Fault(where, f"{_why(error)}; mend it, or move it elsewhere"))
    for step in steps.values():
        for need in step.needs:
            if need not in steps:
                what = f"needs '{need}', which is no notebook{did_you_mean(need, steps)}"
                faults.append(Fault(f"notebooks/{step.phase}/{step.name}.ipynb", what))
        for table in (*step.tables, *(one for each in step.only_with for one in each.split("|"))):
            if table not in TABLES:
                what = f"reads '{table}', which is no table{did_you_mean(table, TABLES)}"
                faults.append(Fault(f"notebooks/{step.phase}/{step.name}.ipynb", what))
    if faults and told is None:
        raise InputError("notebooks", faults)
    wrong = {Path(fault.where).stem for fault in faults}
    if told is not None:
        told += faults
    return {name: step for name, step in steps.items() if name not in wrong}


def with_always(steps: dict[str, Step], wanted: Iterable[str], engagement: Engagement) -> list[str]:
    """The notebooks wanted, and those that belong to every run.

    Parameters
    ----------
    wanted : names; if none, all but those that ask for tables which the client's data does not
        hold, unless the engagement file has a section for them
    """
    held = set(holds(engagement.data))
    wanted = list(wanted) or [
        name for name, step in steps.items()
        if all(held & set(each.split("|")) for each in step.only_with)
        or name in engagement.sections
    ]  # fmt: skip
    return list(dict.fromkeys([*wanted, *(step.name for step in steps.values() if step.always)]))


def asked(steps: dict[str, Step], engagement: Engagement) -> list[Step]:
    """The notebooks of an engagement's whole run, in order."""
    return order(steps, with_always(steps, engagement.workflow or (), engagement))


def order(steps: dict[str, Step], only: Iterable[str] = ()) -> list[Step]:
    """The named notebooks and all they need, each after what it needs.

    Raises
    ------
    InputError
        If a name is unknown, or notebooks need each other in a circle.
    """
    wanted = list(only) or list(steps)
    unknown = [name for name in wanted if name not in steps]
    if unknown:
        faults = [Fault(name, f"no such notebook{did_you_mean(name, steps)}") for name in unknown]
        raise InputError("workflow", faults)
    chosen: dict[str, Step] = {}
    while wanted:
        step = steps[wanted.pop()]
        if step.name not in chosen:
            chosen[step.name] = step
            wanted.extend(step.needs)
    for step in chosen.values():
        after = tuple(name for name in step.after if name in chosen)
        chosen[step.name] = replace(step, after=after)
    sorter = TopologicalSorter({name: chosen[name].waits_for for name in steps if name in chosen})
    try:
        return [chosen[name] for name in sorter.static_order()]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise InputError("notebooks", f"these need each other in a circle: {circle}") from None


def urgency(steps: Mapping[str, Step]) -> dict[str, float]:
    """Seconds from each notebook's beginning to the end of the longest chain behind it.

    What is started first where several are ready: a run ends no sooner than its longest chain.

    Parameters
    ----------
    steps : the notebooks of a run by name, each after what it waits for, as `order` gives them
    """
    ahead = dict.fromkeys(steps, 0.0)
    for name, step in reversed(steps.items()):
        ahead[name] += step.seconds
        for before in step.waits_for:
            if before in ahead:
                ahead[before] = max(ahead[before], ahead[name])
    return ahead


def _load(path: Path) -> dict[str, Any]:
    """A notebook as JSON; a ValueError says why it is none."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError("it has no cells")
    if notebook.get("nbformat") != 4:
        raise ValueError(f"its nbformat is {notebook.get('nbformat')!r}, not 4")
    for number, cell in enumerate(notebook["cells"], 1):
        has_source = isinstance(cell, dict) and isinstance(cell.get("source"), str | list)
        if not (has_source and cell.get("cell_type") and _is_tagged_well(cell)):
            raise ValueError(f"its cell {number} is not a notebook's cell")
    return notebook


def _is_tagged_well(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata", {})
    return isinstance(metadata, dict) and isinstance(metadata.get("tags", []), list)


def _told(notebook: dict[str, Any]) -> dict[str, Any]:
    """What a notebook's metadata tells the workflow."""
    found: Any = notebook
    for key in ("metadata", "taller"):
        found = found.get(key, {})
        if not isinstance(found, dict):
            raise ValueError(f"its {key!r} must hold keys with values")
    return found


def _own(told: dict[str, Any]) -> str:
    """The version of Taller that a notebook of one's own in place of a shipped one is from."""
    held = told.get("own")
    return str(held.get("version", "")) if isinstance(held, dict) else ""


def _names(notebook: dict[str, Any], key: str) -> tuple[str, ...]:
    names = _told(notebook).get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"its taller.{key} must be a list of names (got {names!r})")
    return tuple(names)


def _seconds(notebook: dict[str, Any]) -> float:
    given = _told(notebook).get("seconds", SECONDS)
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given < math.inf:
        raise ValueError(f"its taller.seconds must be a number above 0 (got {given!r})")
    return float(given)


def _why(error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return f"is not a notebook: it is not JSON text ({error})"
    return f"is not a notebook: {error}"


def parsed(source: str, where: str) -> ast.Module:
    """A parameters cell as Python; an InputError names its notebook and the line."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = f", line {error.lineno}" if getattr(error, "lineno", None) else ""
        what = f"its parameters cell{line}, is not Python: {getattr(error, 'msg', error)}"
        raise InputError(where, f"{what}; correct the cell") from None


def _as_json(value: Any) -> Any:
    """A value as a notebook can be given it: dates as texts, such as 2026-01-31."""
    if isinstance(value, dict):
        return {key: _as_json(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_json(held) for held in value]
    if isinstance(value, dt.date):  # with its time of day, where there is one
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a finite number")
    return value


_Given = Annotated[Any, AfterValidator(_as_json)]
"""A value for a notebook whose library has no model of its parameters."""


def names_of(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The names that statements assign."""
    for node in body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else []
        targets += node.targets if isinstance(node, ast.Assign) else []
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _section_of_cell(name: str, cells: list[dict[str, Any]], where: str) -> type[Section]:
    """A closed model with one free field per name assigned in the ``parameters`` cell."""
    from pydantic import create_model

    fields: dict[str, Any] = {}
    for cell in cells:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            body = parsed("".join(cell["source"]), where).body
            fields |= dict.fromkeys(names_of(body), (_Given, None))
    fields = {key: kind for key, kind in fields.items() if key not in ("engagement", "run_dir")}
    return create_model(f"{name.capitalize()}Params", __base__=Section, **fields)
