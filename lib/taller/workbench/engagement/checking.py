"""All that is wrong with an engagement, of every kind, before anything runs.

One fault hides no other: what can be looked at without the faulty part is looked at, and what
cannot is said.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from taller.errors import Fault, InputError, SeveralError, TallerError
from taller.language import current
from taller.workbench.engagement import engagement, preflight, trust, wording
from taller.workbench.engagement.engagement import DATA, Engagement
from taller.workbench.engagement.yaml_lines import Document
from taller.workbench.notebook import owned, prepare
from taller.workbench.notes.voice import Voice
from taller.workbench.run import closing, workflow
from taller.workbench.run.workflow import Step

P = ParamSpec("P")
T = TypeVar("T")
STAND_IN = {"source": "fashion_store"}  # for data that cannot be looked at


@dataclass
class Checked:
    """What a look at an engagement found.

    Attributes
    ----------
    read : the engagement, without what of its file is faulty; None where nothing can be made of it
    steps : the notebooks of its run
    voice : the consultant's notes and what was decided, where these are sound
    errors : all that is wrong, as it was found
    unseen : what could not be looked at, and why, as errors are told (`taller.language.told`)
    notes : what is no fault, and should be known
    """

    read: Engagement | None = None
    steps: list[Step] = field(default_factory=list)
    voice: Voice | None = None
    errors: list[TallerError] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    def attempt(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What a call returns; None where it refuses, which is kept."""
        try:
            return call(*args, **kwargs)
        except SeveralError as error:
            self.errors += error.errors
        except TallerError as error:
            self.errors.append(error)
        return None

    def by_source(self) -> list[TallerError]:
        """One error for each file, its faults in the order of their lines, each told once."""
        held: dict[str, list[Fault]] = {}
        others = [error for error in self.errors if not isinstance(error, InputError)]
        for error in self.errors:
            if isinstance(error, InputError):
                held.setdefault(error.source, []).extend(error.faults)
        found = [
            InputError(source, sorted(dict.fromkeys(faults), key=lambda f: f.line or 0))
            for source, faults in held.items()
        ]
        return [*found, *others]


def look(path: Path, agreed: Callable[[str], bool]) -> Checked:
    """Look at an engagement file, its data, its notebooks, and what stands beside it.

    Parameters
    ----------
    agreed : whether the answer to a question is yes, asked about a server that is new
    """
    found = Checked()
    faulty = _read_as_far(found, path)
    if (read := found.read) is None:
        found.unseen.append("data, notes and notebooks, since the file cannot be read")
        return found
    trust.settle([read], agreed)
    found.voice = found.attempt(Voice.read, read)
    sound = [step for step in found.steps if found.attempt(prepare.prepare, step, read)]
    found.attempt(wording.refuse_faulty, read, sound)
    found.attempt(owned.refuse_unfit, sound)
    _look_at_data(found, read, [step for step in sound if step.name not in faulty], faulty)
    found.attempt(closing.refuse_tampered, read.root / "reports" / read.slug)
    return found


def _read_as_far(found: Checked, path: Path) -> set[str]:
    """Read what of the file is sound; the top keys that are not, which are left out of it."""
    form: list[Fault] = []
    broken: list[Fault] = []
    opened = found.attempt(engagement.opened, path, faults=form)
    if opened is None:
        return set()
    document, written, root, shown = opened
    known = workflow.discover(root, broken)
    if broken:
        found.errors.append(InputError("notebooks", broken))
    nameless = {Path(fault.where).stem for fault in broken}
    document = replace(document, data={k: v for k, v in document.data.items() if k not in nameless})
    made, wrong = _sound_part(document, partial(engagement.validated, path=written, root=root,
                                                shown=shown, steps=known))  # fmt: skip
    lines = {fault.line for fault in form}
    faults = [*form, *(fault for fault in wrong if fault.line not in lines or not fault.line)]
    if faults:
        found.errors.append(InputError(shown, faults))
    found.read = made
    if made is not None:
        found.steps = found.attempt(workflow.asked, known, made) or []
    return {_top(fault) for fault in faults} | nameless


def _sound_part(
    document: Document, validated: Callable[[Document], Engagement]
) -> tuple[Engagement | None, list[Fault]]:
    """The engagement without its faulty keys, and all faults of the file as it was given."""
    first: list[Fault] = []
    data = dict(document.data)
    for _round in range(len(data) + 1):
        try:
            return validated(replace(document, data=data)), first
        except InputError as error:
            first = first or error.faults
            wrong = {_top(fault) for fault in error.faults}
        if wrong & {"reviewer", "reviewed_on"}:
            wrong.add("status")
        data = {key: value for key, value in data.items() if key not in wrong}
        data = {"client": "-", "language": current().code, DATA: STAND_IN} | data
        data["client"] = data["client"] if data["client"] != "-" else "client"
    return None, first


def _look_at_data(found: Checked, read: Engagement, steps: list[Step], faulty: set[str]) -> None:
    if DATA in faulty:
        found.unseen.append("the data, since its settings have faults")
        return
    before = len(found.errors)
    found.attempt(engagement.check_data, read)
    faults = list(_faults(found.errors[before:]))
    if faults:
        found.unseen.append("what notebooks ask of the data, since files or columns are missing")
        every = set() if read.data.simulated else set(read.data.every())
        without = {part for fault in faults for part in fault.where.split(".")[1:2]}
        if not without < every or any(fault.where.count(".") < 2 for fault in faults):
            found.unseen.append("the rows of the data")
            return
        read, steps = _without(read, without), []
        found.unseen.append(f"the rows of {', '.join(sorted(without))}")
    for name in sorted(faulty & {step.name for step in found.steps if preflight.asks(step)}):
        found.unseen.append(f"what {name} asks of the data, since its section has faults")
    found.notes += found.attempt(preflight.look, read, steps) or []


def _without(read: Engagement, tables: Iterable[str]) -> Engagement:
    """The same without some tables of its data."""
    gone = dict.fromkeys(set(tables) & set(type(read.data).model_fields))
    data = read.data.model_copy(update=gone)
    return replace(read, common=read.common.model_copy(update={"data": data}))


def _faults(errors: Iterable[TallerError]) -> Iterator[Fault]:
    for error in errors:
        with contextlib.suppress(AttributeError):
            yield from error.faults  # type: ignore[attr-defined]


def _top(fault: Fault) -> str:
    return fault.where.partition(".")[0].partition("[")[0]


def remarks(found: Checked) -> Iterator[str]:
    """What is no fault of an engagement without any, and should be looked at."""
    from taller.data.settings import sources

    read, voice = found.read, found.voice
    if read is None or voice is None:
        return
    line_of = partial(_line_of, read)
    for note in [*sources.warnings(read.data, line_of), *found.notes]:
        yield f"{read.path}: {note}"
    names = [step.name for step in found.steps]
    yield from closing.outlook(voice, read, names, read.root / "reports" / read.slug)


def _line_of(read: Engagement, key: str) -> int | None:
    return read.line(tuple(key.split(".")))
