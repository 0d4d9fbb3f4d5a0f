"""What of a run may be handed to a client: the run itself, its status, its notebooks as shown."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from taller import language
from taller.data.settings.places import home
from taller.errors import Fault, InputError, TallerError, did_you_mean
from taller.language import _
from taller.workbench.engagement.engagement import Engagement, relative_to_root
from taller.workbench.keep import kept
from taller.workbench.notes import freeze
from taller.workbench.notes.seen import result_in
from taller.workbench.notes.voice import Voice
from taller.workbench.report import look
from taller.workbench.run import state
from taller.workbench.run.handle import SCRATCH

Result = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One notebook of the run that came to its end, as the client reads it."""

    name: str
    title: str
    phase: str
    result: Result
    notebook: Path
    report: Path | None


@dataclass(frozen=True)
class Handover:
    """A finished run, ready to be handed over.

    Attributes
    ----------
    engagement, folder, state : whose run it is, where it stands, what ``run.json`` says
    voice : what the consultant says of it, and who reviewed it
    is_final : whether it is final, and nothing in its folder has changed since
    pages : its notebooks that came to their end, in order of phase
    left_out : titles of those that did not
    """

    engagement: Engagement
    folder: Path
    state: state.RunState
    voice: Voice
    is_final: bool
    pages: tuple[Page, ...]
    left_out: tuple[str, ...]

    def speaking(self) -> AbstractContextManager[None]:
        """The engagement's language, for a ``with`` block."""
        read = self.engagement
        return language.speaking(read.language, read.locale, read.currency)

    @property
    def day(self) -> dt.date:
        """The day the run began."""
        return dt.datetime.fromisoformat(self.state.started).date()

    @property
    def status(self) -> str:
        """The status in words, in the language in force."""
        return _("Final") if self.is_final else _("Draft")

    def file_name(self, suffix: str) -> str:
        """The name of a file that is handed over; a draft says so, in the engagement's language."""
        with self.speaking():
            mark = "" if self.is_final else f"-{_('draft')}"
        return f"{self.engagement.slug}-{self.folder.name}{mark}{suffix}"

    def target(self, out: Path | None, suffix: str) -> Path:
        """Where the file goes: as told, or beside the run's folder, which stays as it was.

        Raises
        ------
        InputError
            If it would stand in the run's folder, or has another ending.
        """
        name = self.file_name(suffix)
        path = self.folder.parent / name if out is None else home(str(out)).absolute()
        path = path / name if path.is_dir() else path
        if path.suffix.lower() != suffix:
            raise InputError(out or path, f"must end in {suffix}, or be a folder (got {path.name})")
        if path.resolve().is_relative_to(self.folder.resolve()):
            raise InputError(out or path, "stands in the run's folder; choose a place outside it")
        return path

    def shown(self, path: Path) -> str:
        """A path as the user would write it from the workbench's root."""
        return relative_to_root(path, self.engagement.root)


@contextlib.contextmanager
def netted(found: Handover) -> Iterator[None]:
    """What trips over something in a run's folder that no run writes says so, in one message.

    Raises
    ------
    InputError
        Naming the run, and what to do.
    """
    try:
        yield
    except (TallerError, OSError):
        raise
    except Exception as error:
        what = f"something in it is not as a run writes it ({type(error).__name__})"
        again = f"make it again: {command(found.engagement)} --label {found.folder.name} --fresh"
        raise InputError(found.shown(found.folder), f"{what}; {again}") from error


def find(engagement: Engagement, label: str | None, reports: Path | None = None) -> Handover:
    """The run of a label, else the newest, checked and as the client reads it.

    Parameters
    ----------
    label : the run's folder name; the newest run unless given
    reports : where run folders stand; ``reports/`` of the workbench unless given

    Raises
    ------
    InputError
        If there is no such run, it has not ended, holds nothing, or is final and was changed.
    """
    base = home(str(reports)).absolute() if reports else engagement.root / "reports"
    found = _run(engagement, base / engagement.slug, label)
    shown = relative_to_root(found.folder, engagement.root)
    is_final = _is_final(engagement, found.folder, shown)
    if not is_final:  # a frozen run was compared with its manifest
        _refuse_broken(engagement, found, shown)
    voice = Voice.read(engagement)
    steps = sorted(found.notebooks, key=lambda step: step.phase)
    pages = [page for step in steps if (page := _page(found, step, voice))]
    if not pages:
        what = f"none of its notebooks came to its end; run it again: {command(engagement)}"
        raise InputError(shown, what)
    if is_final:
        _refuse_other_words(pages, shown)
    names = {page.name for page in pages}
    left_out = tuple(step.title for step in found.notebooks if step.name not in names)
    return Handover(engagement, found.folder, found, voice, is_final, tuple(pages), left_out)


def _is_final(engagement: Engagement, folder: Path, shown: str) -> bool:
    """Whether a run is final; one that is not as it was frozen is refused."""
    if not freeze.is_frozen(folder):
        if engagement.status == "final":
            what = f"is not frozen, while the engagement says final; {command(engagement)}"
            raise InputError(shown, what)
        return False
    if changed := freeze.verify(folder):
        what = "is final, but no longer as it was reviewed; restore it, or run it anew"
        raise InputError(shown, [Fault("", what), *(Fault("", each) for each in changed)])
    return True


def _refuse_broken(engagement: Engagement, found: state.RunState, shown: str) -> None:
    """What was cut, edited or lost since the run left it is not handed over."""
    left = {name: was for step in found.notebooks for name, was in step.files.items()}
    broken = kept.broken(found.folder, found.files | left)
    if broken:
        faults = [Fault("", f"{name}: {what}") for name, what in broken.items()]
        what = f"is not as the run left it; the same command mends it: {command(engagement)}"
        raise InputError(shown, [Fault("", what), *faults])


def _refuse_other_words(pages: list[Page], shown: str) -> None:
    """Notes that were changed after the run was frozen do not slip into what is made of it."""
    faults = []
    for page in pages:
        headline = look.signed(str(page.result.get("headline") or ""))
        html = page.report.read_text(encoding="utf-8") if page.report else ""
        if headline and html and escape(headline) not in html.replace("&#34;", "&quot;"):
            what = "the headline is no longer the one that was reviewed; undo the change of the "
            faults.append(Fault(page.name, f"{what}notes, or run it again under another label"))
    if faults:
        raise InputError(shown, faults)


def _run(engagement: Engagement, base: Path, label: str | None) -> state.RunState:
    shown = relative_to_root(base, engagement.root)
    runs = {
        path.parent.name: found
        for path in base.glob("*/run.json")
        if not path.parent.name.startswith(SCRATCH)
        and (found := state.read(path.parent))
        and found.client == engagement.client  # another's name may make the same folder
    }
    own = {name: ran for name, ran in runs.items() if ran.engagement == engagement.shown_path}
    if label is None and own:
        runs = own
    if label is not None and label not in runs:
        known = did_you_mean(label, runs) if runs else f"; run it first: {command(engagement)}"
        raise InputError(shown, f"no run is labelled '{label}'{known}")
    if not runs:
        raise InputError(shown, f"there is no run yet; run it first: {command(engagement)}")
    newest = max(runs, key=lambda name: runs[name].started)
    found = runs[label or newest]
    if found.state == "running":
        what = "the run has not come to its end; wait for it, or give the same command to go on"
        raise InputError(f"{shown}/{found.label}", what)
    return found


def command(engagement: Engagement) -> str:
    """What makes an engagement's run again."""
    return f"taller run {engagement.shown_path}"


def _page(found: state.RunState, step: state.StepState, voice: Voice) -> Page | None:
    """A notebook that came to its end and left a result and itself; else None."""
    notebook = found.folder / f"{step.name}.ipynb"
    if step.state not in state.ENDED_WELL or not kept.is_inside(found.folder, notebook.name):
        return None
    result = result_in(found.folder, step.name) or {}
    report = found.folder / f"{step.name}.html"
    shown = voice.apply(step.name, result) if result.get("headline") else result
    has_page = kept.is_inside(found.folder, report.name)
    return Page(step.name, step.title, step.phase, shown, notebook, report if has_page else None)
