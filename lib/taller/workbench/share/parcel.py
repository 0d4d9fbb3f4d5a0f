"""What goes to the client: one zip, or one page, with nothing of the machine in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from taller.errors import Fault, InputError
from taller.workbench.deck import file
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.keep import kept
from taller.workbench.report import look, vega
from taller.workbench.share import artifacts as share_artifacts
from taller.workbench.share import handover
from taller.workbench.share import single as share_single
from taller.workbench.share import traces as share_traces
from taller.workbench.share.handover import Handover
from taller.workbench.share.pages import trimmed

INDEX = "index.html"


@dataclass(frozen=True)
class Shared:
    """What was written, what it holds, and what stayed with the reason why."""

    path: Path
    holds: tuple[str, ...]
    stays: dict[str, str]


def write(
    engagement: Engagement,
    *,
    label: str | None = None,
    single: bool = False,
    out: Path | None = None,
    reports: Path | None = None,
) -> Shared:
    """Write a run's pages for the client.

    Parameters
    ----------
    label : the run; the newest unless given
    single : one page that holds all, in place of a zip
    out : the file, or a folder for it; beside the run's folder unless given
    reports : where run folders stand

    Raises
    ------
    InputError
        If there is no such run, the file cannot be written, or something of this machine would
        stand in it.
    """
    found = handover.find(engagement, label, reports)
    target = found.target(out, ".html" if single else ".zip")
    with handover.netted(found):
        return _written(found, target, single=single)


def _written(found: Handover, target: Path, *, single: bool) -> Shared:
    artifacts, stays = share_artifacts.sorted_out(found)
    if single:
        stays |= dict.fromkeys(artifacts, "one page holds no files beside it")
        artifacts = []
    stays |= dict.fromkeys(found.left_out, "the notebook did not come to its end")
    made = pages(found, artifacts)
    if single:
        with found.speaking():
            files = {target.name: share_single.page(found, made).encode()}
    else:
        files = {name: page.encode() for name, page in made.items()}
        files |= {name: (found.folder / name).read_bytes() for name in artifacts}
    _refuse_traces(found, files)
    file.keep(target, files[target.name] if single else _zipped(files, target.stem))
    return Shared(target, tuple(made) if single else tuple(files), stays)


def one(found: Handover, name: str) -> bytes:
    """A notebook's page alone, as the client gets it; its links to others are text.

    Raises
    ------
    InputError
        If it did not come to its end, or something of this machine would stand in it.
    """
    page = next((each for each in found.pages if each.name == name and each.report), None)
    if page is None or page.report is None:
        what = f"has no page '{name}'; run it again: {handover.command(found.engagement)}"
        raise InputError(found.shown(found.folder), what)
    with handover.netted(found):
        html = _read(found, page.report.name, {page.report.name}).encode()
    _refuse_traces(found, {page.report.name: html})
    return html


def pages(found: Handover, artifacts: list[str]) -> dict[str, str]:
    """The index and the pages of the notebooks that came to their end, for the client.

    Parameters
    ----------
    artifacts : files that go along, to which the pages may lead

    Raises
    ------
    InputError
        If a page is not there, or cannot be read.
    """
    names = [INDEX, *(page.report.name for page in found.pages if page.report)]
    goes = {*names, *artifacts}
    return {name: _read(found, name, goes) for name in names}


def _read(found: Handover, name: str, goes: set[str]) -> str:
    """A page of the run, without what is not for the client."""
    if not kept.is_inside(found.folder, name):
        what = f"is not there; run it again: {handover.command(found.engagement)}"
        raise InputError(found.shown(found.folder / name), what)
    with found.speaking():
        status = found.status
    try:
        return trimmed((found.folder / name).read_text(encoding="utf-8"), goes, status)
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read ({error}); run it again: {handover.command(found.engagement)}"
        raise InputError(found.shown(found.folder / name), what) from error


def _refuse_traces(found: Handover, files: dict[str, bytes]) -> None:
    own = [vega.program(), look.asset("page.js"), look.asset("style.css")]
    traces = share_traces.of(found, own)
    faults: list[Fault] = [
        fault for name, content in files.items() for fault in traces.faults(name, content)
    ]
    if faults:
        raise InputError("nothing is written, since it would give away", faults)


def _zipped(files: dict[str, bytes], folder: str) -> bytes:
    """All files in one folder, so that unpacking strews nothing about."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            file.add(packed, f"{folder}/{name}", content)
    return made.getvalue()
