"""A world taken through the notebooks that apply to it: what they saved, and the files they wrote.

The notebooks' own cells run in this process, one after the other, with the engagement file and the
run's folder as their parameters. Only what would merely be shown (a chart, a table) is left out.
"""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import json
import warnings
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import nbformat
import pandas as pd

import taller
from tests.claims.world import ORDERS, World

NOTEBOOKS = Path(taller.__file__).parents[2] / "notebooks"
CLIENT = "Cliente simulado"


@dataclass(frozen=True)
class Page:
    """What a notebook found in a world.

    Attributes
    ----------
    result : as it was saved; empty where nothing was
    refused : why nothing was, where the notebook said why
    crashed : the error, where it did not
    files : CSV files that it left for the client's systems, by their name
    """

    world: World
    notebook: str
    result: dict[str, Any] = field(default_factory=dict)
    refused: str = ""
    crashed: str = ""
    files: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """World and notebook."""
        return f"{self.world.name} {self.notebook}"


def pages(world: World, folder: Path) -> list[Page]:
    """All pages of a world, made in an empty folder."""
    engagement = written(world, folder)
    return [_page(world, name, engagement, folder / "out") for name in world.notebooks]


def written(world: World, folder: Path) -> Path:
    """The client's file and the engagement file, in a workbench of their own; the latter's path."""
    (folder / "params").mkdir(parents=True)
    (folder / "notebooks").symlink_to(NOTEBOOKS, target_is_directory=True)
    table = folder / "datos.csv"
    world.table.to_csv(table, index=False, quoting=csv.QUOTE_MINIMAL)
    given: dict[str, Any] = {"path": str(table)}
    if not world.flat:
        given["columns"] = ORDERS
    text = {
        "client": CLIENT, "language": world.language, "currency": "EUR", "seed": 20261,
        "data": {"source": "files", "flat" if world.flat else "orders": given},
        **{name: dict(section) for name, section in world.sections.items()},
    }  # fmt: skip
    path = folder / "params" / "world.yaml"
    # JSON is YAML.
    path.write_text(json.dumps(text, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def _page(world: World, notebook: str, engagement: Path, out: Path) -> Page:
    from taller.errors import TallerError

    try:
        _execute(notebook, engagement, out)
    except TallerError as error:
        return Page(world, notebook, refused=str(error))
    except Exception as error:  # whatever it was, it is told, and the other worlds go on
        return Page(world, notebook, crashed=f"{type(error).__name__}: {error}")
    saved = json.loads((out / "results" / f"{notebook}.json").read_text(encoding="utf-8"))
    files = {
        path.name: pd.read_csv(path, keep_default_na=False)
        for path in sorted((out / "artifacts" / notebook).glob("*.csv"))
    }
    return Page(world, notebook, saved["result"], files=files)


def _execute(notebook: str, engagement: Path, out: Path) -> None:
    scope: dict[str, Any] = {"__name__": f"notebook_{notebook}"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for code, parameters in _cells(notebook):
            exec(code, scope)
            if parameters:
                scope |= {"engagement": str(engagement), "run_dir": str(out)}


@cache
def _cells(notebook: str) -> tuple[tuple[CodeType, bool], ...]:
    """The compiled code cells of a notebook, and whether each is the one of its parameters."""
    (path,) = NOTEBOOKS.glob(f"*/{notebook}.ipynb")
    cells = nbformat.read(path, as_version=4).cells
    return tuple(
        (_without_showing(cell.source), "parameters" in cell.metadata.get("tags", ()))
        for cell in cells
        if cell.cell_type == "code"
    )


def _without_showing(source: str) -> CodeType:
    tree = ast.parse(source)
    tree.body = [line for line in tree.body if not _shows(line)]
    return compile(tree, "cell", "exec")


def _shows(line: ast.stmt) -> bool:
    """Whether a line is an expression for a reader's eyes: none but calls of ``run`` do anything.

    >>> [_shows(line) for line in ast.parse("charts.parts(tested)\\nrun.save(result)").body]
    [True, False]
    """
    return isinstance(line, ast.Expr) and not ast.unparse(line).startswith("run.")
