"""What became of decisions that people took, postponed or refused: what was, and is, expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from taller import language
from taller.language import _
from taller.phase import Estimate
from taller.workbench.notes.taken import Taken, name_of
from taller.workbench.report import look
from taller.workbench.report.first import ranked


def apart(
    rows: Sequence[dict[str, Any]], records: Mapping[str, Taken], day: str
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The decisions that wait, and what became of those that somebody decided on.

    What was postponed waits again from its day on.

    Parameters
    ----------
    rows : as `ranked.decisions` gives them
    records : the last of each decision, by its name
    day : today, ISO 8601

    Returns
    -------
    waiting : rows, as they were
    settled : ``what``, and ``said`` of it, the newest first
    """
    held = {name_of(row["name"], row["key"]): row for row in rows}
    settled = {name: each for name, each in records.items() if not each.waits_again(day)}
    waiting = [row for row in rows if name_of(row["name"], row["key"]) not in settled]
    newest = sorted(settled.items(), key=lambda item: item[1].on, reverse=True)
    told = []
    for name, record in newest:
        row = held.get(name)
        what, worth = (
            (row["what"], _gain(row["of"], row["worth"])) if row else (record.what or name, None)
        )
        told.append({"what": what, "said": said(record, worth, proposed=row is not None)})
    return waiting, told


def of(name: str, decision: Mapping[str, Any], records: Mapping[str, Taken]) -> str:
    """What became of one decision of a notebook's page; "" where nobody decided on it.

    Parameters
    ----------
    decision : as `taller.phase.Decision` is saved, or a consultant's own
    """
    record = records.get(name_of(name, str(decision.get("key") or "")))
    of = str((decision.get("worth") or {}).get("of") or "gain")
    return said(record, _gain(of, ranked.worth_of(decision)), proposed=True) if record else ""


def _gain(of: str, worth: Estimate | None) -> Estimate | None:
    """What a decision brings; what it costs or is about is nothing that may come of it."""
    return worth if of == "gain" else None


def said(record: Taken, worth: Estimate | None, *, proposed: bool) -> str:
    """What somebody decided, and what is expected of it now.

    Parameters
    ----------
    worth : what it is expected to bring now; None where that is not known
    proposed : whether it is still proposed
    """
    words = {
        "taken": _("Taken on {day} by {who}"),
        "postponed": _("Postponed on {day} by {who}"),
        "refused": _("Refused on {day} by {who}"),
    }
    told = words[record.state].format(day=_day(record.on), who=record.by)
    if record.until:
        told += _(", until {day}").format(day=_day(record.until))
    if record.note:
        told += f" ({record.note})"
    since = _since(record.expected, worth) if proposed else _("It is not proposed any more.")
    return look.signed(f"{told}. {since}")


def _since(then: Estimate | None, now: Estimate | None) -> str:
    if then is None and now is None:
        return _("What it brings is not known yet.")
    if then is None:
        return _("Its effect was not known then; now {now} is expected.").format(now=_money(now))
    if now is None:
        return _("{then} was expected then; now its effect is not known.").format(then=_money(then))
    said = (
        _("{then} was expected then; now {now}, which is more than its interval explains.")
        if now.moved_from(then)
        else _("{then} was expected then; {now} now.")
    )
    return said.format(then=_money(then), now=_money(now))


def _money(worth: Estimate | None) -> str:
    return language.quantity(worth.value, "money") if worth else ""


def _day(iso: str) -> str:
    return language.date(dt.date.fromisoformat(iso))
