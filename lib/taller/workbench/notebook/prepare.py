"""A notebook made ready to run for one engagement: its prose translated, its parameters known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import InputError
from taller.workbench.engagement.engagement import Engagement, relative_to_root
from taller.workbench.notebook import i18n
from taller.workbench.run import workflow
from taller.workbench.run.workflow import Step

if TYPE_CHECKING:
    from nbformat import NotebookNode


def prepare(step: Step, engagement: Engagement) -> NotebookNode:
    """The notebook in the engagement's language, without outputs, ready for papermill.

    Raises
    ------
    InputError
        If it has no cell tagged ``parameters`` (papermill would run it on its defaults in
        silence), or that cell is not Python.
    """
    import nbformat

    notebook = nbformat.read(step.path, as_version=4)
    where = relative_to_root(step.path, engagement.root)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    for cell in tagged:
        workflow.parsed(cell.source, where)
    if not tagged:
        raise InputError(where, "no cell is tagged 'parameters'; tag the one that names its knobs")
    left = i18n.translate(notebook, step.path, engagement.language)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    taller = notebook.metadata.setdefault("taller", {})
    taller.update(name=step.name, phase=step.phase, language=engagement.language, untranslated=left)
    return notebook


def parameters(step: Step, engagement: Engagement, run_dir: Path | None) -> dict[str, Any]:
    """What papermill injects: the file, the run folder, what a command gives and, for a notebook
    without a library module, the values of its section (the others read their section themselves).
    """
    given = dict(engagement.given.get(step.name, {}))
    if not step.module:
        section = step.section(**engagement.sections.get(step.name, {}))
        given = section.model_dump(exclude_unset=True)
    return {
        "engagement": engagement.shown_path,
        "run_dir": relative_to_root(run_dir, engagement.root) if run_dir else "",
    } | given


def flat_parameters(step: Step, engagement: Engagement) -> dict[str, Any]:
    """Every parameter of a notebook with the value this engagement gives it."""
    section = step.section(**engagement.sections.get(step.name, {}))
    return {"engagement": engagement.shown_path} | section.model_dump(mode="json")


def title(step: Step, language: str) -> str:
    """A notebook's first heading in a language; English where it is not translated."""
    sections = {}
    if language != "en":
        sections = i18n.read(i18n.translation_path(step.path, language))
    for cell in step.cells:
        if cell.get("cell_type") == "markdown" and cell.get("id") in sections:
            for line in sections[cell["id"]].text.splitlines():
                if line.startswith("# "):
                    return line[2:].strip()
    return step.title
