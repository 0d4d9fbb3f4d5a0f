"""Parameterised copies of notebooks, for an analyst to go on from in JupyterLab."""

from __future__ import annotations

from pathlib import Path

from taller.workbench.engagement.engagement import Engagement, relative_to_root
from taller.workbench.notebook import i18n, owned
from taller.workbench.notebook.prepare import parameters, prepare
from taller.workbench.run.handle import SCRATCH
from taller.workbench.run.workflow import Step


def leave(step: Step, engagement: Engagement) -> str:
    """Write a parameterised copy of a notebook into the engagement's scratch folder.

    A copy that is there already is never overwritten: the new one gets a number.

    Returns
    -------
    the copy's path, as the workbench's root sees it
    """
    import nbformat
    import papermill

    folder = engagement.root / "reports" / engagement.slug / SCRATCH
    folder.mkdir(parents=True, exist_ok=True)
    prepared = prepare(step, engagement)
    i18n.mark(prepared, engagement.language, prepared.metadata["taller"]["untranslated"])
    prepared.metadata["taller"][owned.FROM] = owned.origin(step.path)
    notebook = papermill.execute_notebook(
        prepared,
        None,
        parameters=parameters(step, engagement, None),
        prepare_only=True,
        progress_bar=False,
    )
    text = nbformat.writes(notebook)
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        path = folder / f"{step.name}{suffix}.ipynb"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            number += 1
            continue
        return relative_to_root(Path(path), engagement.root)
