"""A notebook's prose changes language before it runs, or says what it could not change."""

from __future__ import annotations

import nbformat

from taller.workbench.notebook import i18n
from tests.conftest import notebook


def _write(folder, text: str):
    nb = notebook("x = 1")
    nb.cells[0].source = "# Hello"
    nbformat.write(nb, folder / "n.ipynb")
    (folder / "n.es.md").write_text(text, encoding="utf-8")
    return nb


def test_a_fresh_translation_replaces_the_english(tmp_path):
    nb = _write(
        tmp_path, f"<!-- cell: title · english: {i18n.english_hash('# Hello')} -->\n# Hola\n"
    )
    assert i18n.translate(nb, tmp_path / "n.ipynb", "es") == []
    assert nb.cells[0].source == "# Hola"


def test_a_translation_of_other_english_is_not_used_and_is_named(tmp_path):
    nb = _write(
        tmp_path, f"<!-- cell: title · english: {i18n.english_hash('# Bye')} -->\n# Adiós\n"
    )
    assert i18n.translate(nb, tmp_path / "n.ipynb", "es") == ["title"]
    assert nb.cells[0].source == "# Hello"


def test_english_is_left_as_it_is(tmp_path):
    nb = _write(tmp_path, "")
    assert i18n.translate(nb, tmp_path / "n.ipynb", "en") == []


def test_update_keeps_the_spanish_and_stamp_accepts_it(tmp_path):
    _write(tmp_path, "<!-- cell: title · english: 000000000000 -->\n# Hola\n")
    assert i18n.update(tmp_path / "n.ipynb") == ["title"]
    assert i18n.update(tmp_path / "n.ipynb", stamp=True) == []
    sections = i18n.read(tmp_path / "n.es.md")
    assert sections["title"] == i18n.Section("# Hola", i18n.english_hash("# Hello"))
