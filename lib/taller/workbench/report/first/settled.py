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
    told = [
        {
            "what": held[name]["what"] if name in held else record.what or name,
            "said": look.signed(_said(record, held.get(name))),
        }
        for name, record in newest
    ]
    return waiting, told


def _said(record: Taken, row: dict[str, Any] | None) -> str:
    words = {
        "taken": _("Taken on {day} by {who}"),
        "postponed": _("Postponed on {day} by {who}"),
        "refused": _("Refused on {day} by {who}"),
    }
    said = words[record.state].format(day=_day(record.on), who=record.by)
    if record.until:
        said += _(", until {day}").format(day=_day(record.until))
    if record.note:
        said += f" ({record.note})"
    return f"{said}. {_since(record.expected, row)}"


def _since(then: Estimate | None, row: dict[str, Any] | None) -> str:
    if row is None:
        return _("It is not proposed any more.")
    now: Estimate | None = row["worth"]
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
