"""A notebook's prose in the client's language.

English stands in the notebook; the Spanish of ``clustering.ipynb`` stands beside it in
``clustering.es.md``, one section per Markdown cell::

    <!-- cell: intro · english: 3f2a9c0d41be -->
    # Segmentos: ¿qué clientes se parecen?

The hash is of the English that the section translates, so that a change of the English shows which
sections to look at again. ``python -m taller.workbench.notebook.i18n NOTEBOOK…`` writes missing
sections (with the English to translate) and, with ``--stamp``, accepts the present Spanish as up to
date.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taller import durable

HEADER = re.compile(r"^<!-- cell: (?P<cell>\S+) · english: (?P<hash>[0-9a-f]{12}) -->$", re.M)
HASH_DIGITS = 12
SHOWN = "shown"  # in a notebook's metadata: what stands in another language than in its file


@dataclass(frozen=True)
class Section:
    """The translation of one cell, and the hash of the English it was made from."""

    text: str
    english: str


def english_hash(source: str) -> str:
    """The first 12 hex digits of the SHA-256 of a cell's text."""
    return hashlib.sha256(source.encode()).hexdigest()[:HASH_DIGITS]


def translation_path(notebook: Path, language: str) -> Path:
    """Where the translation of a notebook stands."""
    return notebook.with_suffix(f".{language}.md")


def read(path: Path) -> dict[str, Section]:
    """Sections of a translation file by cell id; empty where there is no file."""
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    marks = list(HEADER.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        mark["cell"]: Section(text[mark.end() : end].strip(), mark["hash"])
        for mark, end in zip(marks, ends, strict=True)
    }


def translate(notebook: Any, path: Path, language: str) -> list[str]:
    """Put a notebook's Markdown cells into a language, in place.

    Parameters
    ----------
    notebook : NotebookNode, changed in place
    path : the notebook's file, beside which the translation stands
    language : ``en`` leaves the notebook as it is

    Returns
    -------
    ids of cells left in English because their translation is missing or was made from other English
    """
    if language == "en":
        return []
    sections = read(translation_path(path, language))
    left: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        section = sections.get(cell.get("id", ""))
        if section is None or section.english != english_hash(cell.source):
            left.append(cell.get("id", ""))
        else:
            cell.source = section.text
    return left


def show(notebook: Any, path: Path, language: str) -> None:
    """Translate a notebook for whoever edits it, in place, so that `restore` finds the way back.

    Nothing is done where no translation stands beside it.
    """
    if translation_path(path, language).is_file():
        mark(notebook, language, translate(notebook, path, language))


def mark(notebook: Any, language: str, left: Collection[str]) -> None:
    """Note in a notebook which cells stand in which language, and in which words.

    Parameters
    ----------
    left : ids of cells that stayed in English
    """
    if language == "en":
        return
    cells = {cell.get("id", ""): english_hash(cell.source) for cell in notebook.cells
             if cell.cell_type == "markdown" and cell.get("id", "") not in left}  # fmt: skip
    taller = notebook.metadata.setdefault("taller", {})
    taller[SHOWN] = {"language": language, "cells": cells}


def restore(notebook: Any, path: Path) -> None:
    """Put back into English what was shown in a language, in place.

    Where somebody wrote other words in that language, they go into the translation file, and the
    English that they translate stays as it is.

    Parameters
    ----------
    notebook : NotebookNode, marked or not, as it is to be kept; changed in place
    path : the notebook's file, which holds the English, and beside which the translation stands
    """
    import nbformat

    shown = notebook.metadata.get("taller", {}).get(SHOWN)
    if not isinstance(shown, dict) or not path.is_file():
        return
    target = translation_path(path, str(shown.get("language")))
    if not target.is_file():  # a copy elsewhere stays as it is shown
        return
    del notebook.metadata["taller"][SHOWN]
    english = {cell.get("id", ""): cell.source for cell in nbformat.read(path, as_version=4).cells
               if cell.cell_type == "markdown"}  # fmt: skip
    sections = read(target)
    reworded = dict(sections)
    for cell in notebook.cells:
        name = cell.get("id", "")
        if cell.cell_type != "markdown" or not {name} <= english.keys() & shown["cells"].keys():
            continue
        if english_hash(cell.source) != shown["cells"][name]:
            reworded[name] = Section(cell.source.strip(), english_hash(english[name]))
        cell.source = english[name]
    if reworded != sections:
        _write(target, reworded)


def update(path: Path, language: str = "es", *, stamp: bool = False) -> list[str]:
    """Bring a translation file in line with its notebook; returns what still needs a translator."""
    import nbformat

    cells = nbformat.read(path, as_version=4).cells
    target = translation_path(path, language)
    sections, open_ends = read(target), []
    written: dict[str, Section] = {}
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        present, english = sections.get(cell.id), english_hash(cell.source)
        kept = english if present is None or stamp else present.english
        written[cell.id] = Section(present.text if present else cell.source, kept)
        if present is None or kept != english:
            open_ends.append(cell.id)
    _write(target, written)
    return open_ends


def _write(path: Path, sections: Mapping[str, Section]) -> None:
    parts = [
        f"<!-- cell: {cell} · english: {held.english} -->\n{held.text}\n"
        for cell, held in sections.items()
    ]
    durable.write_whole(path, "\n".join(parts))


def main(arguments: list[str]) -> int:
    """Update the translation files of the notebooks named; 1 while any needs a translator."""
    stamp = "--stamp" in arguments
    open_ends = 0
    for name in (a for a in arguments if not a.startswith("--")):
        for cell in update(Path(name), stamp=stamp):
            print(f"{name}: cell '{cell}' needs its Spanish")
            open_ends += 1
    return int(open_ends > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
