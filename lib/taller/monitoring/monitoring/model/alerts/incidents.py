"""Incidents: what is broken becomes one, somebody is told of it once, and it ends.

The same thing seen again, in the next hour or on the next day, is the same incident; so it is where
it comes back within a week of being over. Of an incident each recipient gets one message, unless
the file asks for an all-clear. On silent days nobody is told; what is still so then is told later.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taller.monitoring.monitoring.model.alerts import breaches, wording
from taller.monitoring.monitoring.model.alerts.breaches import Breach, Learned, Look
from taller.monitoring.monitoring.model.alerts.state import Kept, Note, State
from taller.monitoring.monitoring.params.alerts import Rules
from taller.monitoring.monitoring.result import Incident

if TYPE_CHECKING:
    import pandas as pd

AGAIN = dt.timedelta(days=7)  # within which what comes back is the same incident
REMEMBERED = dt.timedelta(days=90)
GRAVEST = ("critical", "warning", "notice")
Stage = Literal["new", "lasting", "over"]


@dataclass(frozen=True)
class Judged:
    """What one look comes to: incidents for the page, messages to send, and what to remember."""

    incidents: tuple[Incident, ...]
    messages: tuple[Note, ...]
    state: State


def judge(
    rows: pd.DataFrame, learned: Learned, rules: Rules, *, now: dt.datetime, state: State,
    client: str, failed: str = "",
) -> Judged:  # fmt: skip
    """Hold the figures against rules and bands, and say what is new, lasts and is over.

    Parameters
    ----------
    rows : figures by day, as the store has them
    learned : what was found of them without rules
    now : with its time zone, whose day counts
    state : what was known before; the same state and figures give the same messages
    client : whose figures they are, for the messages
    failed : why the figures could not be had, where they could not
    """
    today = now.date()
    if failed:  # nothing else can be said: what is open stays so
        all_open = frozenset(each.breach.identity for each in state.incidents)
        seen = Look((breaches.failed(rules, failed, today),), all_open)
    else:
        seen = breaches.look(rows, learned, rules, today)
        unjudged = {
            each.breach.identity
            for each in state.incidents
            if each.breach.kind in breaches.MODEL
            and each.breach.series.channel not in {fit.name for fit in learned.models}
        }
        seen = Look(seen.broken, seen.undecided | unjudged)  # fmt: skip
    kept = [_told(each, rules, now) for each in _followed(state.incidents, seen, now)]
    notes = tuple(_notes([(each, stages) for each, stages in kept if stages], client, now))
    held = tuple(each for each, _stages in kept)
    return Judged(
        tuple(_shown(held, rules, now)), notes, State(incidents=held, notes=notes)
    )  # fmt: skip


def _followed(before: Sequence[Kept], seen: Look, now: dt.datetime) -> Iterator[Kept]:
    """Incidents as they stand now: going on, over, come back, new."""
    broken = {each.identity: each for each in seen.broken}
    for kept in before:
        breach = broken.get(kept.breach.identity)
        if kept.over is not None and now - kept.over > AGAIN:
            if now - kept.over <= REMEMBERED:
                yield kept
        elif breach is not None and not _is_another(breach, kept.breach):
            del broken[kept.breach.identity]
            breach = breach.model_copy(update={"since": min(breach.since, kept.breach.since)})
            back = {"over": None, "all_clear": False}
            if kept.all_clear:  # they believe that it is over
                back |= {"told": None, "to": (), "escalated": None}
            yield kept.model_copy(update={"breach": breach, **back})
        elif kept.over is None and kept.breach.identity not in seen.undecided:
            yield kept.model_copy(update={"over": now})
        else:
            yield kept
    yield from (Kept(breach=breach, opened=now) for breach in broken.values())


def _is_another(breach: Breach, before: Breach) -> bool:
    """Whether a figure's level changed once more, and not the same change was dated otherwise."""
    both = breach.kind == before.kind == "changed"
    return both and breach.since - before.since > AGAIN


def _told(kept: Kept, rules: Rules, now: dt.datetime) -> tuple[Kept, tuple[tuple[str, Stage], ...]]:
    """The incident with whom it is told to now, and who that is."""
    if kept.breach.severity == "notice" or is_silent(kept.breach, rules, now.date()):
        return kept, ()
    if kept.over is not None:
        if not (rules.recovery and kept.told and not kept.all_clear):
            return kept, ()
        told = tuple((name, "over") for name in kept.to)
        return kept.model_copy(update={"all_clear": True}), told
    if kept.told is None:
        to = tuple(dict.fromkeys(kept.breach.to))
        if not to:
            return kept, ()
        return kept.model_copy(update={"told": now, "to": to}), tuple((name, "new") for name in to)
    further = rules.escalate
    if further is None or kept.escalated:
        return kept, ()
    if now - kept.told < dt.timedelta(hours=further.after_hours):
        return kept, ()
    to = tuple(name for name in dict.fromkeys(further.to) if name not in kept.to)
    escalated = kept.model_copy(update={"escalated": now, "to": (*kept.to, *to)})
    return escalated, tuple((name, "lasting") for name in to)


def is_silent(breach: Breach, rules: Rules, today: dt.date) -> bool:
    """Whether nobody is told of it today."""
    return any(each.first <= today <= each.last and each.metric in ("", breach.series.metric)
               for each in rules.silence)  # fmt: skip


def _notes(
    told: Sequence[tuple[Kept, tuple[tuple[str, Stage], ...]]], client: str, now: dt.datetime
) -> Iterator[Note]:
    """One message for each recipient, with all that is told to them now, the gravest first."""
    by: dict[str, list[tuple[Stage, Kept]]] = {}
    for kept, stages in sorted(told, key=lambda pair: _gravity(pair[0])):
        for name, stage in stages:
            by.setdefault(name, []).append((stage, kept))
    for name, held in by.items():
        told_of = "\n".join(f"{kept.key} {stage} {kept.opened}" for stage, kept in held)
        key = hashlib.sha256(f"{told_of}\n{now.isoformat()}".encode()).hexdigest()[:24]
        subject, text = wording.message(client, [(stage, kept.breach) for stage, kept in held], now)
        yield Note(key=f"alert-{key}", to=name, subject=subject, text=text)


def _shown(held: Sequence[Kept], rules: Rules, now: dt.datetime) -> Iterator[Incident]:
    """The incidents of the page: what is open, and what was over not long ago."""
    for kept in sorted(held, key=_gravity):
        if kept.over is not None and now - kept.over > AGAIN:
            continue
        breach = kept.breach
        silent = is_silent(breach, rules, now.date())
        state = "over" if kept.over else "silent" if silent else "open"
        yield Incident(
            key=kept.key, severity=breach.severity, state=state, since=breach.since,
            what=wording.sentence(breach), owner=breach.owner, series=breach.series,
        )  # fmt: skip


def _gravity(kept: Kept) -> tuple[bool, int, dt.date, str]:
    breach = kept.breach
    return kept.over is not None, GRAVEST.index(breach.severity), breach.since, breach.identity
