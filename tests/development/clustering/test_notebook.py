"""The notebook: its knobs are the library's, it is short, and all of it is translated."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import nbformat
import pytest

from taller import language
from taller.development import clustering
from taller.workbench.notebook import i18n

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / "notebooks" / "03_development" / "clustering.ipynb"
MODULES = sorted((ROOT / "lib" / "taller" / "development").glob("clustering*.py"))
MODULES.append(ROOT / "lib" / "taller" / "measurement" / "estimates.py")


@pytest.fixture(scope="module")
def cells():
    return nbformat.read(NOTEBOOK, as_version=4).cells


def test_the_parameters_cell_names_exactly_the_fields_of_params(cells):
    cell = next(c for c in cells if "parameters" in c.metadata.get("tags", []))
    knobs = [n.target.id for n in ast.parse(cell.source).body]
    values = {n.target.id: ast.literal_eval(n.value) for n in ast.parse(cell.source).body}
    assert knobs == ["engagement", "run_dir", *clustering.Params.model_fields]
    assert {values[k] for k in clustering.Params.model_fields} == {None}
    assert all("#" in line for line in cell.source.splitlines())


def test_cells_are_few_and_short_and_hold_no_logic(cells):
    assert len(cells) <= 34
    for cell in (c for c in cells if c.cell_type == "code"):
        assert len(cell.source.splitlines()) <= 12, cell.id
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda}, cell.id
        assert not cell.outputs
        assert cell.execution_count is None


def test_every_markdown_cell_is_translated_from_its_present_english(cells):
    sections = i18n.read(i18n.translation_path(NOTEBOOK, "es"))
    prose = {c.id: i18n.english_hash(c.source) for c in cells if c.cell_type == "markdown"}
    assert {cell: section.english for cell, section in sections.items()} == prose
    for cell in (c for c in cells if c.cell_type == "markdown"):
        assert sections[cell.id].text.count("#") == cell.source.count("#"), cell.id


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_string_a_client_sees_has_its_spanish(module):
    """With the same placeholders, or a figure would be lost in translation."""
    from babel.messages.extract import extract_from_file

    known = language.catalogue("es")
    keywords = {"_": None, "ngettext": (1, 2)}
    for _line, message, _comments, _context in extract_from_file("python", module, keywords):
        forms = (message,) if isinstance(message, str) else message
        spanish = known.get(forms[0])
        assert spanish, forms[0]
        told = (spanish,) if isinstance(spanish, str) else spanish
        for english, translated in zip(forms, told, strict=True):
            assert set(re.findall(r"{\w+}", translated)) == set(re.findall(r"{\w+}", english))


def test_charts_take_what_the_analysis_found_and_describe_themselves():
    """Each public chart has a docstring, and no chart fits anything."""
    from taller.development.clustering import charts as clustering_charts

    public = [f for n, f in inspect.getmembers(clustering_charts, inspect.isfunction)
              if f.__module__ == clustering_charts.__name__ and not n.startswith("_")]  # fmt: skip
    assert len(public) == 7
    assert all(f.__doc__ for f in public)
    assert ".fit(" not in Path(clustering_charts.__file__).read_text(encoding="utf-8")
