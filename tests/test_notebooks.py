"""Every notebook keeps the house's shape; taken from a glob, never from a list."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
import pytest

from taller.workbench.notebook import i18n
from taller.workbench.run import workflow

ROOT = Path(__file__).parent.parent
STEPS = workflow.discover(ROOT)
MAX_CELLS, MAX_LINES = 34, 12  # a cell does one thing, so a long analysis has some more


@pytest.fixture(params=sorted(STEPS), scope="module")
def step(request) -> workflow.Step:
    return STEPS[request.param]


@pytest.fixture(scope="module")
def nb(step):
    return nbformat.read(step.path, as_version=4)


def _code(nb) -> list[str]:
    return [cell.source for cell in nb.cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert "clustering" in STEPS


def test_one_name_four_places(step):
    assert step.module is not None, "a shipped notebook has a library module of its name"
    package = step.module.split(".")[1]
    assert (ROOT / "lib" / "taller" / package / step.name / "__init__.py").exists()
    assert list((ROOT / "tests" / package / step.name).glob("test_*.py"))


def test_the_parameters_cell_names_exactly_the_fields_of_the_model(step, nb):
    tagged = [c for c in nb.cells if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    body = ast.parse(tagged[0].source).body
    assert all(isinstance(node, ast.AnnAssign) for node in body), "flat and typed"
    named = {node.target.id: node.value for node in body}
    assert list(named)[:2] == ["engagement", "run_dir"]
    knobs = {name: value for name, value in named.items() if name not in ("engagement", "run_dir")}
    assert set(knobs) == set(step.section.model_fields)
    assert all(isinstance(v, ast.Constant) and v.value is None for v in knobs.values())
    commented = [line for line in tagged[0].source.splitlines() if "#" in line]
    assert len(commented) >= len(named), "each parameter has a comment"


def test_every_knob_is_resolved_through_the_model_and_stays_what_it_is(step, nb):
    """A cell that gave a knob's name to something else would set the knob when run again."""
    source = "\n".join(_code(nb))
    assert f"p = run.params({step.name}.Params, globals())" in source
    cells = [c.source for c in nb.cells if "parameters" not in c.metadata.get("tags", [])
             and c.cell_type == "code"]  # fmt: skip
    names = [node for cell in cells for node in ast.walk(ast.parse(cell))]
    assigned = {n.id for n in names if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    assert assigned.isdisjoint(step.section.model_fields)


def test_it_waits_for_notebooks_that_there_are(step):
    """One that is not there is passed over, so that a mistyped name would never be told."""
    assert {*step.waits_for} <= {*STEPS}


def test_a_notebook_imports_its_package_alone(step, nb):
    imports = [line for line in "\n".join(_code(nb)).splitlines() if "import" in line.split()]
    phase = step.module.split(".")[1]
    assert imports == ["from taller import open_run", f"from taller.{phase} import {step.name}"]


def test_logic_lives_in_the_library(nb):
    banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While)
    for source in _code(nb):
        found = [type(n).__name__ for n in ast.walk(ast.parse(source)) if isinstance(n, banned)]
        assert found == [], source


def test_it_is_short_and_without_outputs(nb):
    assert len(nb.cells) <= MAX_CELLS
    for cell in nb.cells:
        assert cell.get("outputs", []) == []
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            assert len(cell.source.splitlines()) <= MAX_LINES, cell.source


def test_the_first_cell_asks_and_the_last_saves(nb):
    assert nb.cells[0].cell_type == "markdown"
    assert nb.cells[0].source.startswith("# ")
    assert "run.save(result)" in _code(nb)[-1]


def test_every_markdown_cell_has_fresh_spanish(step, nb):
    sections = i18n.read(i18n.translation_path(step.path, "es"))
    cells = {c.id: c.source for c in nb.cells if c.cell_type == "markdown"}
    assert set(sections) == set(cells)
    stale = [k for k, s in sections.items() if s.english != i18n.english_hash(cells[k])]
    assert stale == [], (
        "look at the Spanish again, then: python -m taller.workbench.notebook.i18n --stamp"
    )
    same = [k for k, s in sections.items() if s.text == cells[k].strip()]
    assert same == [], "left in English"
