"""One round of `taller monitor`, in an order in which a kill loses nothing and doubles nothing.

What is to be told is written down with the incidents it is of; then it is put into the outbox,
which takes a message once; then it is sent. Who is killed in between puts it there in the next
round.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.errors import HeldError, InputError, TallerError, printable

if TYPE_CHECKING:
    from taller.monitoring.monitoring.model.alerts import Judged, Note
    from taller.monitoring.monitoring.params import Params
    from taller.monitoring.monitoring.result import Result
    from taller.outbox import Entry, Outbox
    from taller.workbench.engagement.engagement import Engagement

NAME = "monitoring"
STATE = ".monitoring"  # with the outbox
PAST = 400  # days of figures that are judged
ALERT = "alert-"  # how the keys of alerts begin
LONGEST = 300  # characters told of why it failed


def once(read: Engagement) -> bool:
    """One round; whether all went well."""
    from taller.language import speaking
    from taller.monitoring.monitoring.model.alerts import State

    p, state = _params(read), state_of(read)
    with _outbox(read) as box, speaking(read.language, read.locale, read.currency):
        before = State.read(state)
        _hand_over(box, before.notes)
        now = dt.datetime.now().astimezone()
        page, result, failed = _run(read, p, now.date())
        judged = _judge(read, p, result, failed, now, before)
        judged.state.write(state)
        _hand_over(box, judged.messages)
        _keep_index(read)
        well = _deliver(read, box) and not failed
        _tell(now, page, judged, failed)
    return well


def send(read: Engagement) -> bool:
    """Send what is due by now; whether nothing was given up."""
    from taller.language import speaking

    with _outbox(read) as box, speaking(read.language, read.locale, read.currency):
        return _deliver(read, box)


def again(read: Engagement) -> None:
    """Let what was given up wait once more."""
    with _outbox(read) as box:
        box.again()


def addresses(read: Engagement, more: Iterable[str] = ()) -> Mapping[str, str]:
    """The addresses of all whom the file names for alerts, and of others.

    Raises
    ------
    InputError
        If one is no address.
    """
    from taller import outbox

    return outbox.addresses([*_params(read).alerts.names, *more])


def state_of(read: Engagement) -> Path:
    """Where what is known from round to round stands."""
    return read.root / "reports" / read.slug / STATE


def _params(read: Engagement) -> Params:
    from taller.monitoring.monitoring.params import Params

    return Params.model_validate(read.sections.get(NAME, {}))


def _outbox(read: Engagement) -> Outbox:
    from taller.outbox import Outbox

    return Outbox.open(state_of(read))


def _pages(read: Engagement) -> Path:
    """Where the pages of days stand, apart from the runs of `taller run`."""
    return read.root / "reports" / read.slug / NAME


def _run(read: Engagement, p: Params, today: dt.date) -> tuple[Path | None, Result | None, str]:
    """The page of the day, its result, and why there is none."""
    from taller.monitoring.monitoring.result import Result
    from taller.workbench.keep import results
    from taller.workbench.run import runner

    as_of = (p.as_of or today).isoformat()
    asked = read.giving(NAME, keep=True, as_of=as_of)
    try:
        ran = runner.run([asked], only=[NAME], label=as_of, out=_pages(read), fresh=True)[0]
    except TallerError as error:
        return None, None, _short(str(error))
    folder = _pages(read) / read.slug / as_of
    step = next(each for each in ran.notebooks if each.name == NAME)
    found = results.read(folder, NAME) if step.state == "done" else None
    _forget_tables(folder)
    page = folder / step.report if step.report else None
    if found is None:
        return page, None, _short(step.message or str(ran.data.get("message") or step.state))
    return page, Result.model_validate(found["result"]), ""


def _forget_tables(today: Path) -> None:
    """Let go of the client's tables of earlier days, which nobody asks for any more."""
    for folder in today.parent.iterdir():
        if folder.name < today.name:
            with contextlib.suppress(OSError):
                shutil.rmtree(folder / "artifacts", ignore_errors=True)


def _judge(
    read: Engagement, p: Params, result: Result | None, failed: str, now: dt.datetime, before: Any
) -> Judged:
    from taller.monitoring.monitoring.artifacts.store import Store
    from taller.monitoring.monitoring.model.alerts import Learned, judge

    if p.as_of is not None:  # the file says what day it is
        now = now.replace(year=p.as_of.year, month=p.as_of.month, day=p.as_of.day)
    rows = Store.open(state_of(read) / "metrics").read(since=now.date() - dt.timedelta(days=PAST))
    learned = Learned(result.changes, result.odd, result.gaps, result.models) if result \
        else Learned()  # fmt: skip
    return judge(rows, learned, p.alerts, now=now, state=before, client=read.client,
                 failed=failed)  # fmt: skip


def _hand_over(box: Outbox, notes: Iterable[Note]) -> None:
    from taller.outbox import Message

    for note in notes:
        box.put(Message(note.key, note.to, note.subject, note.text))


def _deliver(read: Engagement, box: Outbox) -> bool:
    """Send what is due, and tell of what does not arrive; whether nothing was given up."""
    from taller.commands.engagements import tell
    from taller.outbox import told

    known = _known(read, [entry.to for entry in box.entries("waiting")])
    try:
        done = box.deliver(known)
        if _tell_others(read, box, done.failed):
            box.deliver(known)
    except HeldError as error:  # `taller send` is at it: what waits is sent by it, or next time
        tell(error)
        return True
    for entry in done.sent:
        print(printable(told(entry)))
    for entry in (*done.failed, *(each for each in done.waiting if each.why)):
        print(f"taller: {printable(told(entry))}", file=sys.stderr)
    return not done.failed


def _known(read: Engagement, waiting: list[str]) -> Mapping[str, str]:
    """Addresses of whoever is waited for; one that is none keeps nobody else waiting."""
    from taller.commands.engagements import tell

    try:
        return addresses(read, waiting)
    except InputError as error:
        tell(error)
        return addresses(read)


def _tell_others(read: Engagement, box: Outbox, failed: Iterable[Entry]) -> bool:
    """Whether others of the file's names were put a message that one does not get theirs."""
    from taller.outbox import Message, told

    names, put = _params(read).alerts.names, False
    for entry in failed:
        if entry.key.startswith(ALERT):  # and not what tells of another
            for name in names:
                if name != entry.to:
                    key = f"undelivered/{entry.key}/{entry.to}"
                    subject = f"{read.client}: {entry.subject}"
                    put |= box.put(Message(key, name, subject, told(entry)))
    return put


def _keep_index(read: Engagement) -> None:
    """The index of days, made anew."""
    from taller import durable
    from taller.commands.monitoring import days

    durable.write_whole(_pages(read) / "index.html", days.render(read, list(_days(read))))


def _days(read: Engagement) -> Iterator[Any]:
    from taller.commands.monitoring.days import Day
    from taller.workbench.keep import results

    for folder in (_pages(read) / read.slug).glob("*"):
        with contextlib.suppress(ValueError):  # a folder of another name
            day = dt.date.fromisoformat(folder.name)
            found = (results.read(folder, NAME) or {}).get("result", {})
            page = folder / f"{NAME}.html"
            opened = [each["what"] for each in found.get("incidents", ())
                      if each.get("state") == "open"]  # fmt: skip
            link = page.relative_to(_pages(read)).as_posix() if page.is_file() else ""
            yield Day(day, link, str(found.get("headline") or ""), tuple(opened))


def _tell(now: dt.datetime, page: Path | None, judged: Judged, failed: str) -> None:
    """One line: when, what is open, what was told, and where the page is."""
    from taller.language import told

    opened = sum(each.state == "open" for each in judged.incidents)
    said = told(f"{opened} open, {len(judged.messages)} to tell")
    line = f"{now:%Y-%m-%d %H:%M} {said}"
    if failed:
        print(f"taller: {printable(failed)}", file=sys.stderr)
    print(f"{line}: {page}" if page else line, flush=True)


def _short(why: str) -> str:
    return " ".join(why.split())[:LONGEST]
