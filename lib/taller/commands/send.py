"""``taller send``: the week's report, or the day's list, to each recipient in their own language.

Whom it goes to stands in the engagement file by name; addresses, only in the environment or the
keyring of whoever gives the command. What waits is tried again by the same command.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taller.commands.arguments import File, Label
from taller.errors import Fault, InputError, did_you_mean, printable
from taller.language import told

if TYPE_CHECKING:
    from taller.language import Code
    from taller.monitoring.template.letter.writing import Letter
    from taller.outbox import Attachment, Entry, Message, Outbox
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.share.handover import Handover

NOT_ALL_SENT = 1
REPORTS = ("weekly_report", "daily_checklist")
BOX = ".monitoring"  # one outbox for alerts and reports
What = Annotated[
    str, typer.Option("--what", metavar="NAME", help="weekly_report or daily_checklist.")
]
Again = Annotated[
    bool, typer.Option("--again", help="Send it once more to those who have it already.")
]
Wait = Annotated[
    float,
    typer.Option(metavar="MIN", min=0, help="Minutes to go on trying those not reached at once."),
]


@dataclass(frozen=True)
class Posted:
    """A report in one language, ready to be put into envelopes."""

    letter: Letter
    text: str
    html: str
    page: Attachment

    @property
    def digest(self) -> str:
        """What it says, in short: the same report is not sent twice."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def send(
    file: File,
    what: What = REPORTS[0],
    label: Label = None,
    again: Again = False,
    wait: Wait = 0.0,
) -> None:
    """Send a run's report to its recipients, each in their language; what waits is tried again."""
    from taller import outbox
    from taller.workbench.engagement import engagement
    from taller.workbench.share import handover

    read = engagement.read(file)
    params = _params(read, what)
    addresses = _addresses(read, what, params)
    found = handover.find(read, label)
    runs = {read.language: found}
    for each in params.recipients:
        code = each.language or read.language
        if code not in runs:
            runs[code] = _once_more(found, code)
    posted = {code: _posted(run, what) for code, run in runs.items()}
    with outbox.Outbox.open(read.root / "reports" / read.slug / BOX) as box:
        for each in params.recipients:
            box.put(_message(what, found, posted[each.language or read.language], each.to, again))
        _delivered(box, addresses, params.owner, read, wait)
        _tell(box, [each.to for each in params.recipients], what)


def _params(read: Engagement, what: str) -> Any:
    """The report's settings; an InputError where nobody is to get it."""
    import importlib

    if what not in REPORTS:
        fault = Fault("--what", f"no such report: '{what}'{did_you_mean(what, REPORTS)}")
        raise InputError("taller send", fault)
    model = importlib.import_module(f"taller.monitoring.{what}").Params
    params = model.model_validate(read.sections.get(what, {}))
    if not params.recipients:
        nobody = ("names nobody; for example [{to: direccion, language: es}], with the address in "
                  "TALLER_NOTIFY_DIRECCION")  # fmt: skip
        fault = Fault(f"{what}.recipients", nobody, read.line((what,)))
        raise InputError(read.shown_path, fault)
    return params


def _addresses(read: Engagement, what: str, params: Any) -> dict[str, str]:
    """The address of everybody; an InputError naming all who have none, before anything is sent."""
    from taller import outbox

    names = [each.to for each in params.recipients] + ([params.owner] if params.owner else [])
    found = dict(outbox.addresses(names))
    faults = [
        Fault(f"{what}.recipients", f"'{name}' has no address here; set {outbox.variable(name)}, "
              f"or notify/{name} in the keyring 'taller'", read.line((what, "recipients")))
        for name in dict.fromkeys(names) if name not in found
    ]  # fmt: skip
    if faults:
        raise InputError(read.shown_path, faults)
    return found


def _once_more(found: Handover, code: Code) -> Handover:
    """The same run in another language: made where it is not there yet, of the same data.

    Raises
    ------
    InputError
        If it did not come to its end, or the data have changed since the run.
    """
    from taller.workbench.run import history, runner
    from taller.workbench.run.progress import Progress
    from taller.workbench.share import handover

    read = found.engagement
    other = read.speaking(code)
    base = history.in_language(found.folder.parent, code)
    names = [step.name for step in found.state.notebooks]
    print(told(f"{code}: the run {found.folder.name} is made once more in this language"))
    with Progress() as progress:
        runner.run([other], only=names, label=found.folder.name, out=base, observer=progress)
    made = handover.find(other, found.folder.name, base)
    if made.state.data.get("fingerprint") != found.state.data.get("fingerprint"):
        what = f"the data have changed since; give `{handover.command(read)}` first"
        raise InputError(found.shown(found.folder), what)
    return made


def _posted(found: Handover, what: str) -> Posted:
    """A run's report as letter and page, in the run's language."""
    import importlib

    from taller import outbox
    from taller.monitoring.template.letter import writing
    from taller.workbench.engagement.engagement import slug
    from taller.workbench.notes.seen import result_in
    from taller.workbench.share import parcel

    page = parcel.one(found, what)
    package = importlib.import_module(f"taller.monitoring.{what}")
    result = package.Result.model_validate(result_in(found.folder, what))
    shown = next(each.result for each in found.pages if each.name == what)
    hidden = found.voice.hidden(what)
    with found.speaking():
        letter = package.letter(
            result.model_copy(update={"headline": shown["headline"]}),
            client=found.state.client,
            standing="" if found.is_final else found.status.lower(),
            colour=found.state.brand.get("colour"),
            without={key.removesuffix("-table") for key in hidden},
        )
        name = f"{found.engagement.slug}-{slug(letter.title)}-{found.folder.name}.html"
        attached = outbox.Attachment(name, page, "text/html")
        return Posted(letter, writing.as_text(letter), writing.as_html(letter), attached)


def _message(what: str, found: Handover, posted: Posted, to: str, again: bool) -> Message:
    from taller import outbox

    key = f"{what}/{found.folder.name}/{posted.digest}"
    if again:
        key = f"{key}/{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"
    return outbox.Message(key, to, posted.letter.subject, posted.text, posted.html, (posted.page,))


def _delivered(
    box: Outbox, addresses: dict[str, str], owner: str | None, read: Engagement, wait: float
) -> None:
    """Try what is due, again until the time is up; the owner is told of what has failed."""
    until = time.monotonic() + wait * 60
    while True:
        _deliver(box, addresses)
        if _told_owner(box, owner, read):
            _deliver(box, addresses)
        waiting = [each for each in box.entries("waiting") if each.to in addresses]
        left = until - time.monotonic()
        if not waiting or left <= 0:
            return
        due = min(each.due for each in waiting) - dt.datetime.now(dt.UTC)
        time.sleep(max(min(due.total_seconds(), left), 0.05))


def _deliver(box: Outbox, addresses: dict[str, str]) -> None:
    """Deliver this report's messages, and others' that wait here, to those with an address."""
    from taller import outbox

    others = {each.to for each in box.entries("waiting")} - set(addresses)
    box.deliver({**outbox.addresses(sorted(others)), **addresses})


def _told_owner(box: Outbox, owner: str | None, read: Engagement) -> bool:
    """Whether a message to the owner was put for a report that has failed; once for each."""
    from taller import outbox
    from taller.language import speaking

    put = False
    for entry in box.entries("failed"):
        if owner is None or entry.to == owner or not entry.key.startswith(REPORTS):
            continue
        with speaking(read.language, read.locale, read.currency):
            text = outbox.told(entry)
        key = f"failed/{entry.key}/{entry.to}"
        put |= box.put(outbox.Message(key, owner, f"{read.client}: {entry.subject}", text))
    return put


def _tell(box: Outbox, names: Sequence[str], what: str) -> None:
    """Say what became of each; exit code 1 where somebody does not have it."""
    from taller import outbox

    newest: dict[str, Entry] = {}
    for entry in box.entries():
        if entry.to in names and entry.key.startswith(f"{what}/"):
            newest[entry.to] = entry
    for entry in newest.values():
        print(printable(outbox.told(entry)))
    if any(entry.state != "sent" for entry in newest.values()):
        raise typer.Exit(NOT_ALL_SENT)
