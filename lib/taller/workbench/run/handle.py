"""What a notebook holds of its run: parameters, tables, others' results, and where its own go.

The same object serves in JupyterLab, under plain papermill and under the runner, so that a
notebook gives the same numbers in each.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from taller import language, messages
from taller.controls import progress
from taller.errors import InputError, did_you_mean
from taller.language import _
from taller.phase import PhaseResult, Section
from taller.workbench.engagement import engagement as engagements
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.engagement.validation import validate
from taller.workbench.engagement.yaml_lines import Document
from taller.workbench.keep import results, withheld
from taller.workbench.keep.standing import ensure_tables
from taller.workbench.notebook import drawing, knobs, provenance
from taller.workbench.notes import taken
from taller.workbench.run import history, workflow

if TYPE_CHECKING:
    import pandas as pd

    from taller.data.tables import Tables
    from taller.workbench.engagement.section_file import SectionFile

S = TypeVar("S", bound=Section)
RUN_MIME = "application/vnd.taller.run+json"
PARAMS_MIME = "application/vnd.taller.params+json"
RESULT_MIME = "application/vnd.taller.result+json"
SCRATCH = "scratch"


def open_run(engagement: str | Path, run_dir: str | Path = "") -> Run:
    """Open a run for a notebook: read the engagement, choose its language, show both.

    Parameters
    ----------
    engagement : the engagement file; relative to the current folder or the workbench's root
    run_dir : where results go; "" takes the engagement's scratch folder

    Raises
    ------
    InputError
        If the engagement file is wrong.
    """
    read = engagements.read(engagement)
    read = read.speaking(os.environ.get("TALLER_LANGUAGE", read.language))  # of this run
    language.use(read.language, read.locale, read.currency)
    drawing.prepare()
    if run_dir:
        folder = engagements.resolve(run_dir, read.root)
    else:
        folder = read.root / "reports" / read.slug / SCRATCH
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    run = Run(read, folder)
    messages.look_beside(read.root / "notebooks", run.name)
    payload = {
        "name": run.name,
        "phase": os.environ.get("TALLER_PHASE"),
        "client": read.client,
        "language": read.language,
        "locale": read.locale,
        "currency": read.currency,
        "label": folder.name,
        "date": run.started.date().isoformat(),
        "brand": {"colour": read.brand.colour, "logo": read.logo_uri()},
        "engagement": read.shown_path,
        "simulated": read.data.simulated,
    }
    _show(RUN_MIME, payload, repr(run))
    return run


@dataclass(repr=False)
class Run:
    """One notebook's side of a run.

    Attributes
    ----------
    engagement : the validated engagement
    dir : the run folder, which holds ``results/`` and ``artifacts/``
    name : the notebook's name; known from the runner, else from its parameters or result
    """

    engagement: Engagement
    dir: Path
    name: str | None = field(default_factory=lambda: os.environ.get("TALLER_NOTEBOOK"))
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now().astimezone())

    @property
    def seed(self) -> int:
        """The engagement's seed."""
        return self.engagement.seed

    @property
    def salt(self) -> bytes:
        """The client's salt, under which people's ids are hashed; made on first use."""
        from taller.data import people

        return people.key(self.engagement.slug)

    @property
    def currency(self) -> str:
        """The engagement's currency."""
        return self.engagement.currency

    def params(self, model: type[S], cell: Mapping[str, Any]) -> S:
        """Resolve a notebook's parameters and show them.

        A value given in the cell (or by papermill) goes before the engagement's section, which
        goes before the model's default; ``None`` means not given.

        Parameters
        ----------
        cell : the notebook's ``globals()``, of which the model's fields are read

        Raises
        ------
        InputError
            Naming every value that is wrong.
        """
        section = knobs.capability(model)
        self.name = self.name or section
        messages.look_beside(self.engagement.root / "notebooks", self.name)
        section = section if section in self.engagement.sections else self.name
        in_file = self.engagement.sections.get(section, {})
        in_cell = {key: cell[key] for key in model.model_fields if cell.get(key) is not None}
        faults: list = []
        resolved = validate(TypeAdapter(model), in_file | in_cell, (section,), Document({}), faults)
        if faults:
            raise InputError("parameters", faults)
        self._require_trust(resolved)
        origin = dict.fromkeys(in_file, "engagement") | dict.fromkeys(in_cell, "cell")
        values = knobs.resolved(resolved, origin)
        text = "\n".join(f"{v['name']} = {v['value']}  ({v['origin']})" for v in values)
        payload = {"section": section, "values": values}
        _show(PARAMS_MIME, payload, text, knobs.table(resolved))
        return resolved

    def settings(self, model: type[S]) -> S:
        """Another notebook's parameters, as its section of the engagement file has them.

        The notebook that reads them names the other in its metadata, as ``settings_of``: it is
        then run anew when they change.
        """
        held = model.model_validate(self.engagement.sections.get(knobs.capability(model), {}))
        self._require_trust(held)
        return held

    def _require_trust(self, section: Section) -> None:
        if section.reaches():
            from taller.workbench.engagement import trust

            trust.require(self.engagement)

    @property
    def live(self) -> bool:
        """Whether someone sits at the notebook: a kernel of JupyterLab's, not of a run's."""
        return progress.live()

    def section_file(self, name: str) -> SectionFile:
        """A notebook's section of the engagement file, for a form to read and save."""
        from taller.workbench.engagement.section_file import SectionFile

        return SectionFile(self.engagement, name)

    @cached_property
    def tables(self) -> Tables:
        """The client's canonical tables, snapshotted once per run."""
        return ensure_tables(self.engagement, self.dir)

    def sql(self, query: str) -> pd.DataFrame:
        """What a query in SQL answers of the client's tables."""
        return self.tables.sql(query)

    def __repr__(self) -> str:
        read = self.engagement
        place = engagements.relative_to_root(self.dir, read.root)
        return f"{read.client} · {read.shown_path} · {_('results in {place}').format(place=place)}"

    def __dir__(self) -> list[str]:
        return [name for name in (*vars(self), *vars(type(self))) if not name.startswith("_")]

    def artifact(self, filename: str) -> Path:
        """The path of a file this notebook leaves for further use; its folder is made."""
        path = self.dir / "artifacts" / self._known_name() / filename
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def relative(self, path: Path) -> str:
        """A path in the run folder as a result names it."""
        return path.relative_to(self.dir).as_posix()

    def save(self, result: PhaseResult) -> None:
        """Keep what the notebook found, for the report and for the notebooks after it."""
        if type(result) is not PhaseResult:
            self.name = self.name or knobs.capability(type(result))
        if "tables" in self.__dict__:
            result = withheld.if_totals_differ(result, self.tables)
        finished = dt.datetime.now().astimezone()
        payload: dict[str, Any] = {
            "name": self._known_name(),
            "result": result.model_dump(mode="json"),
            "provenance": provenance.provenance(self.engagement.root)
            | {
                "data_fingerprint": self.tables.fingerprint if "tables" in self.__dict__ else None,
                "seed": self.seed,
                "started": self.started.isoformat(timespec="seconds"),
                "finished": finished.isoformat(timespec="seconds"),
                "fingerprint": self._fingerprint(),
            },
        }
        payload = results.write(self.dir, self._known_name(), payload)
        _show(RESULT_MIME, payload, result.headline)

    def load(self, name: str) -> PhaseResult:
        """Another notebook's result.

        This run's; else the newest of the same engagement whose fingerprint is still valid; else
        the notebook is run once, and says so.

        Raises
        ------
        InputError
            If there is no such notebook.
        TallerError
            If it had to be run, and failed.
        """
        steps = workflow.discover(self.engagement.root)
        if name not in steps:
            raise InputError("run.load", f"no such notebook: '{name}'{did_you_mean(name, steps)}")
        found = self._own_result(name) or self._valid_result(steps[name])
        if found is None:
            from taller.workbench.run import runner

            print(_("'{name}' has no valid result yet: it is run now.").format(name=name))
            scratch = self._client
            label = f"{SCRATCH}-{name}"
            ran = runner.run([self.engagement], only=[name], label=label, out=scratch.parent)[0]
            failed = next((n for n in ran.notebooks if n.message and n.state != "done"), None)
            found = results.read(scratch / f"{SCRATCH}-{name}", name)
            if failed is not None or found is None:
                what = failed.message if failed else "it saved no result"
                raise InputError(f"run.load('{name}')", f"the notebook failed: {what}")
        return _typed(steps[name], found["result"])

    def found(self, name: str) -> PhaseResult | None:
        """Another notebook's result where there is a valid one; nothing is run for it.

        In a run's folder this run's; in a scratch folder the newest of the same engagement.
        """
        step = workflow.discover(self.engagement.root).get(name)
        if step is None:
            return None
        scratch = self.dir.name.startswith(SCRATCH)
        found = self._valid_result(step) if scratch else self._own_result(name)
        return None if found is None else _typed(step, found["result"])

    def earlier(self) -> dict[str, tuple[str, PhaseResult]]:
        """Title and result of the notebooks that this one waits for, of those that have one."""
        from taller.workbench.notebook.prepare import title

        steps = workflow.discover(self.engagement.root)
        waits_for = {*steps[self._known_name()].waits_for}
        names = [step.name for step in workflow.order(steps) if step.name in waits_for]
        found = {name: self.found(name) for name in names}
        return {
            name: (title(steps[name], self.engagement.language), result)
            for name, result in found.items()
            if result is not None
        }

    def went(self) -> dict[str, history.Went]:
        """How the notebooks that this one waits for went in this run; none in a scratch folder."""
        steps = workflow.discover(self.engagement.root)
        return history.went(self.dir, steps[self._known_name()].waits_for)

    def before(self, days: int = 1) -> history.Before | None:
        """The engagement's newest run that began at least so many days before this one.

        Where all are younger, the oldest that began on an earlier day; None where there is none.
        """
        steps = workflow.discover(self.engagement.root)
        return history.before(
            self.dir, self.engagement.shown_path, self.started.date(), days,
            read=lambda name, kept: _typed(steps[name], kept) if name in steps else None,
        )  # fmt: skip

    def decided(self) -> dict[str, taken.Taken]:
        """What people decided on what earlier runs recommended, by its name.

        The notebook that reads it says ``"history": true`` in its metadata.
        """
        return taken.read(self.engagement.file)

    def left(self, name: str, filename: str) -> Path | None:
        """A file that another notebook left beside the result that `load` gives; None without."""
        step = workflow.discover(self.engagement.root).get(name)
        if step is None:
            return None
        folder = self.dir if self._own_result(name) else self._valid_folder(step)
        path = None if folder is None else folder / "artifacts" / name / filename
        return path if path is not None and path.is_file() else None

    def newest(self, name: str) -> tuple[PhaseResult, Path] | None:
        """Another notebook's newest result and what folder it left, whatever changed since."""
        step = workflow.discover(self.engagement.root).get(name)
        return step and history.newest(self._client, name, partial(_typed, step))

    @property
    def _client(self) -> Path:
        return self.engagement.root / "reports" / self.engagement.slug

    def _own_result(self, name: str) -> dict[str, Any] | None:
        # In a scratch folder nothing says that a result is of the present code and data.
        return None if self.dir.name.startswith(SCRATCH) else results.read(self.dir, name)

    def _valid_result(self, step: workflow.Step) -> dict[str, Any] | None:
        folder = self._valid_folder(step)
        return None if folder is None else results.read(folder, step.name)

    def _valid_folder(self, step: workflow.Step) -> Path | None:
        """The newest folder of the engagement with a result that is still valid."""
        from taller.workbench.keep import fingerprint

        data = self.tables.fingerprint
        for folder in results.folders(self._client, step.name):
            found = results.read(folder, step.name)
            expected = fingerprint.of_step(step, self.engagement, data, folder)
            if found and found.get("provenance", {}).get("fingerprint") == expected:
                return folder
        return None

    def _fingerprint(self) -> str | None:
        """What the runner computed for this notebook, else the same computed here."""
        given = os.environ.get("TALLER_FINGERPRINT")
        if given:
            return given
        from taller.workbench.keep import fingerprint

        step = workflow.discover(self.engagement.root).get(self._known_name())
        if step is None:
            return None
        return fingerprint.of_step(step, self.engagement, self.tables.fingerprint, self.dir)

    def _known_name(self) -> str:
        if self.name is None:
            # JupyterLab tells a kernel which notebook it serves.
            session = os.environ.get("JPY_SESSION_NAME")
            if not session:
                what = "the notebook's name is not known; call run.params(...), or set run.name"
                raise InputError("run", what)
            self.name = Path(session).stem
        return self.name


def _typed(step: workflow.Step, result: dict[str, Any]) -> PhaseResult:
    if step.module is None:
        return PhaseResult.model_validate(result)
    import importlib

    try:
        return importlib.import_module(step.module).Result.model_validate(result)
    except ValidationError as error:
        if not step.own:
            raise
        wrong = dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"])
        what = (
            "this workbench's own version of it leaves another result than Taller's "
            f"({', '.join(wrong)}); end it as the shipped one does, with a {step.name}.Result"
        )
        raise InputError(f"run.load('{step.name}')", what) from None


def _show(mime: str, payload: dict[str, Any], text: str, html: str = "") -> None:
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return
    if get_ipython() is not None:
        rich = {"text/html": html} if html else {}
        display({mime: payload, "text/plain": text, **rich}, raw=True)
