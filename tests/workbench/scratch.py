"""A small workbench in a temporary folder, with whatever notebooks a test needs."""

from __future__ import annotations

import itertools
import json
import sys
import types
from pathlib import Path

from taller.workbench.engagement import engagement
from taller.workbench.engagement.engagement import Engagement

PARAMETERS = 'engagement: str = ""  # the client\'s file\nrun_dir: str = ""  # where results go'
ENGAGEMENT = """\
client: {client}
language: {language}
currency: EUR
seed: 7
data: {{source: fashion_store, users: 200, items: 50}}
"""
SAVE = """\
import json, pathlib, os
from taller.workbench.run.state import write_whole
payload = {{"name": "{name}", "result": {{"headline": str({value}), "artifacts": []}},
           "provenance": {{"fingerprint": os.environ["TALLER_FINGERPRINT"]}}}}
root = pathlib.Path(os.environ["TALLER_ROOT"])
write_whole(root / run_dir / "results" / "{name}.json", json.dumps(payload))"""


def save(name: str, value: str) -> str:
    """A cell that leaves a value as the notebook's result, without the cost of tables."""
    return SAVE.format(name=name, value=value)


def notebook(*cells: str, parameters: str = PARAMETERS, needs: tuple[str, ...] = ()) -> dict:
    """A notebook of a heading, a parameters cell and code cells; the first of these is cell 4."""
    numbers = itertools.count()

    def cell(kind: str, source: str, tags: tuple[str, ...] = ()) -> dict:
        made = {"cell_type": kind, "id": f"c{next(numbers)}", "source": source, "metadata": {}}
        if tags:
            made["metadata"]["tags"] = list(tags)
        if kind == "code":
            made |= {"outputs": [], "execution_count": None}
        return made

    return {
        "cells": [
            cell("markdown", "# What is asked?"),
            cell("code", parameters, ("parameters",)),
            *(cell("code", source) for source in cells),
        ],
        "metadata": {
            "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
            "taller": {"needs": list(needs)},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def put(root: Path, **notebooks: dict) -> None:
    """Write notebooks into the workbench's third phase."""
    folder = root / "notebooks" / "03_development"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in notebooks.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")


def workbench(
    root: Path, client: str = "Moda Viva", language: str = "en", more: str = "", **notebooks: dict
) -> Engagement:
    """A workbench with these notebooks, and its engagement."""
    put(root, **notebooks)
    file = root / "params" / f"{client.lower().replace(' ', '_')}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(ENGAGEMENT.format(client=client, language=language) + more, encoding="utf-8")
    return engagement.read(file, root)


def be_quick() -> None:
    """Give runs a stand-in for tables and pages, whose own tests are elsewhere."""
    from taller.workbench.keep import fingerprint
    from taller.workbench.run import handle

    class Tables:
        fingerprint = "the same tables"
        simulated = True

    fingerprint.library_hash = lambda: "the same library"
    handle.ensure_tables = lambda engagement, run_dir, **options: Tables()
    stand_in_pages()


def stand_in_pages() -> None:
    """Let what renders pages give stand-ins, in this process and in what is forked from it."""
    for name in ("report.exporter", "report.first.index"):
        module = types.ModuleType(f"taller.workbench.{name}")
        module.render = lambda *args, **options: "<!doctype html><title>stand-in</title>"
        sys.modules[module.__name__] = module


def printed(run_dir: Path, name: str) -> str:
    """All text that a notebook's executed copy holds as output."""
    cells = json.loads((run_dir / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    texts = ["".join(o.get("text", "")) + o.get("evalue", "") for o in outputs]
    texts += ["".join(o.get("data", {}).get("text/plain", "")) for o in outputs]
    return "".join(texts)
