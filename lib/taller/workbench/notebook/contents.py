"""What JupyterLab shows of a notebook's prose: the client's language, whatever stands in the file.

A notebook that is opened where it stands is read with the Markdown of its translation, in the
language of the engagement that its ``parameters`` cell names. Saved, its prose goes back: what was
not changed is English in the notebook as before, what was changed stands in the translation beside
it. So nobody who only looks, or only works on code, changes a word of either file.
"""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from taller.errors import InputError
from taller.workbench.engagement import yaml_lines
from taller.workbench.engagement.engagement import resolve
from taller.workbench.notebook import i18n
from taller.workbench.run import workflow


class Contents(AsyncLargeFileManager):
    """JupyterLab's files, of which notebooks are read in the client's language."""

    async def get(self, path: str, content: bool = True, *given: Any, **more: Any) -> Any:
        """A file's model; of a notebook its content in the client's language."""
        model = await super().get(path, content, *given, **more)
        if model["type"] == "notebook" and content:
            file = Path(self._get_os_path(path))
            i18n.show(model["content"], file, language_of(model["content"], file))
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> Any:
        """Save a file; a notebook's prose in the two places it came from."""
        if model.get("type") == "notebook" and "content" in model:
            notebook = nbformat.from_dict(model["content"])
            i18n.restore(notebook, Path(self._get_os_path(path)))
            model = {**model, "content": notebook}
        return await super().save(model, path)


def language_of(notebook: Any, file: Path) -> str:
    """The language of the engagement that a notebook's ``parameters`` cell names.

    Parameters
    ----------
    file : where the notebook stands

    Returns
    -------
    ``en`` where it names none, or one that cannot be read: opening it is the time to mend that
    """
    given = os.environ.get("TALLER_LANGUAGE")
    root = workflow.find_root(file.parent)
    named = _engagement(notebook)
    if given or root is None or not named:
        return given or "en"
    try:
        held = yaml_lines.read(resolve(named, root), named).data
    except (InputError, OSError):
        return "en"
    language = held.get("language") if isinstance(held, dict) else None
    return language if isinstance(language, str) and language.isalpha() else "en"


def _engagement(notebook: Any) -> str:
    """The engagement file that the last cell of parameters names; empty for none."""
    found = ""
    for cell in notebook.cells:
        if {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", [])):
            try:
                body = ast.parse(cell.source).body
            except (SyntaxError, ValueError):
                continue
            for node in body:
                names = getattr(node, "targets", [getattr(node, "target", None)])
                value = getattr(node, "value", None)
                if getattr(names[0], "id", "") == "engagement" and isinstance(value, ast.Constant):
                    found = str(value.value)
    return found
