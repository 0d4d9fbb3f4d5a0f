"""What the tests of decks and shared pages share: a finished run without the cost of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat

from taller.workbench.engagement import engagement
from taller.workbench.report import exporter
from taller.workbench.report.first import index
from taller.workbench.run import state
from tests.workbench import pages

ENGAGEMENT = """\
client: Moda Viva
language: {code}
currency: EUR
seed: 7
brand:
  colour: "#7a2048"
{more}data:
  source: fashion_store
  users: 300
  items: 60
"""


@dataclass
class Ran:
    """A finished run: its engagement file, the folder of all runs, its own folder."""

    file: Path
    reports: Path
    folder: Path

    @property
    def engagement(self) -> engagement.Engagement:
        return engagement.read(self.file, self.file.parent.parent)


def result_of(nb) -> dict:
    """The result a notebook saved, to be changed in place."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            held = output.get("data", {}).get("application/vnd.taller.result+json")
            if held:
                return held["result"]
    raise AssertionError("the notebook saved no result")


def charts_of(nb) -> list[dict]:
    """The specifications of a notebook's charts, to be changed in place."""
    key = "application/vnd.vegalite.v5+json"
    return [
        output["data"][key]
        for cell in nb.cells
        for output in cell.get("outputs", [])
        if key in output.get("data", {})
    ]


def run(
    base: Path, code: str = "en", nb=None, *, more: str = "", label: str = "may",
    files: dict[str, str] | None = None, **given,
) -> Ran:  # fmt: skip
    """Leave a run's folder as the runner does, from a notebook executed already.

    Parameters
    ----------
    files : artifacts by path in the run folder; the result lists each
    given : what ``run.json`` says otherwise
    """
    root, reports = base / "bench", base / "out"
    (root / "params").mkdir(parents=True, exist_ok=True)
    (root / "notebooks").mkdir(exist_ok=True)
    file = root / "params" / "x.yaml"
    file.write_text(ENGAGEMENT.format(code=code, more=more), encoding="utf-8")
    folder = reports / "moda-viva" / label
    (folder / "results").mkdir(parents=True, exist_ok=True)
    nb = nb or pages.executed(code)
    result = result_of(nb)
    result["artifacts"] = [{"path": name, "label": f"File {name}"} for name in files or {}]
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    nbformat.write(nb, folder / "clustering.ipynb")
    (folder / "results" / "clustering.json").write_text(json.dumps({"result": result}))
    step = state.StepState(
        "clustering", "03_development", pages.SAID[code]["title"], state="done",
        report="clustering.html", notebook="clustering.ipynb",
    )  # fmt: skip
    told = {
        "client": "Moda Viva", "slug": "moda-viva", "label": label, "language": code,
        "locale": {"en": "en_GB", "es": "es_ES"}[code], "currency": "EUR",
        "engagement": "params/x.yaml", "brand": {"colour": "#7a2048", "logo": None},
        "simulated": True, "state": "done", "started": "2011-08-31T10:00:00+00:00",
        "user": "beatriz", "host": "portatil-de-bea", "notebooks": [step],
    }  # fmt: skip
    ran = state.RunState(**told | given, folder=folder)
    (folder / "run.json").write_text(json.dumps(ran.to_dict()), encoding="utf-8")
    (folder / "clustering.html").write_text(
        exporter.render(nb, name="clustering"), encoding="utf-8"
    )
    (folder / "index.html").write_text(index.render(ran.to_dict(), folder, None), encoding="utf-8")
    return Ran(file, reports, folder)
