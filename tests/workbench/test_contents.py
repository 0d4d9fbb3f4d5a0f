"""Opened in JupyterLab a notebook is in the client's language, and each language is kept apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from taller.workbench.notebook import i18n
from taller.workbench.notebook.contents import Contents, language_of
from tests.conftest import notebook

PATH = "notebooks/cases/n.ipynb"
SPANISH = "# Hola\n\nUn texto."


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.delenv("TALLER_LANGUAGE", raising=False)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))  # for what it signs
    folder = tmp_path / "notebooks" / "cases"
    folder.mkdir(parents=True)
    (tmp_path / "params").mkdir()
    for code in ("es", "en"):
        (tmp_path / "params" / f"{code}.yaml").write_text(f"language: {code}\n", encoding="utf-8")
    nb = notebook(parameters='engagement: str = "params/es.yaml"\nrun_dir: str = ""')
    nb.cells[0].source = "# Hello"
    nbformat.write(nb, folder / "n.ipynb")
    stamp = i18n.english_hash("# Hello")
    (folder / "n.es.md").write_text(
        f"<!-- cell: title · english: {stamp} -->\n{SPANISH}\n", encoding="utf-8"
    )
    return tmp_path


class Files:
    """JupyterLab's files; each call in a thread of its own, as the tests' may hold a loop."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def open(self, path: str = PATH) -> dict:
        """What JupyterLab is given of a notebook."""
        return self._call(lambda files: files.get(path))

    def save(self, model: dict, path: str = PATH) -> None:
        """What JupyterLab does on save."""
        self._call(lambda files: files.save(model, path))

    def _call(self, asked: Callable) -> Any:
        with ThreadPoolExecutor(1) as pool:
            there = str(self.base)
            return pool.submit(lambda: asyncio.run(asked(Contents(root_dir=there)))).result()


@pytest.fixture
def files(base):
    return Files(base)


def held(base, name="n.ipynb"):
    return (base / "notebooks" / "cases" / name).read_bytes()


def test_what_is_looked_at_and_saved_changes_neither_file(base, files):
    before = nbformat.reads(held(base), 4), held(base, "n.es.md")
    model = files.open()
    assert model["content"].cells[0].source == SPANISH
    files.save(model)
    assert (nbformat.reads(held(base), 4), held(base, "n.es.md")) == before


def test_other_words_go_into_the_translation_and_code_into_the_notebook(base, files):
    model = files.open()
    model["content"].cells[0].source = "# Adiós"
    model["content"].cells[1].source += "\nx = 2"
    files.save(model)
    saved = nbformat.reads(held(base), 4)
    assert [cell.source for cell in saved.cells[:1]] == ["# Hello"]
    assert saved.cells[1].source.endswith("x = 2")
    assert i18n.read(base / "notebooks/cases/n.es.md")["title"].text == "# Adiós"
    assert files.open()["content"].cells[0].source == "# Adiós"


def test_words_changed_on_disk_meanwhile_are_kept(base, files):
    model = files.open()
    beside = base / "notebooks/cases/n.es.md"
    beside.write_bytes(held(base, "n.es.md").replace(b"Hola", b"Buenas"))
    files.save(model)
    assert "# Buenas" in beside.read_text(encoding="utf-8")


def test_another_engagement_named_meanwhile_leaves_the_english_english(base, files):
    """The page still shows Spanish when the cell that names the client is changed."""
    model = files.open()
    cell = model["content"].cells[1]
    cell.source = cell.source.replace("es.yaml", "en.yaml")
    files.save(model)
    assert nbformat.reads(held(base), 4).cells[0].source == "# Hello"
    assert files.open()["content"].cells[0].source == "# Hello"


def test_a_duplicate_stays_as_it_was_shown(base, files):
    model = files.open()
    for _time in range(2):
        files.save(model, "notebooks/cases/other.ipynb")
        model = files.open("notebooks/cases/other.ipynb")
        assert model["content"].cells[0].source.startswith("# Hola")
        model["content"].cells[0].source += "!"


@pytest.mark.parametrize(
    ("cell", "said"),
    [('engagement = "params/es.yaml"', "es"), ('engagement: str = "params/en.yaml"', "en"),
     ('engagement = "params/none.yaml"', "en"), ("engagement =", "en"), ("x = 1", "en"),
     ("engagement = 3", "en"), ("a, b = 1, 2", "en")],
)  # fmt: skip
def test_the_language_is_that_of_the_engagement_named_in_the_cell(base, cell, said):
    nb = notebook(parameters=cell)
    assert language_of(nb, base / "notebooks/cases/n.ipynb") == said


def test_who_asks_for_a_language_gets_it(base, files, monkeypatch):
    monkeypatch.setenv("TALLER_LANGUAGE", "en")
    assert files.open()["content"].cells[0].source == "# Hello"
