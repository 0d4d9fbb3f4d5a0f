"""How fast a service may be asked, over all threads and processes, and when it is left alone.

A call takes a slot before it is sent, and waits for it: the earliest moment at which the calls and
tokens of the minute before leave room. Half a per cent is added to the minute; who wakes later than
that margin moves the slot to now, or gives it up where others already count on it: no minute ever
holds more than its limit.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.requests import Kind, Refused
from taller.development.llm.model.door.settings import Provider

WINDOW, MARGIN = 60.0, 0.005
FULL = WINDOW * (1 + MARGIN)
LATE = WINDOW * MARGIN  # seconds within which a slot must be used
FAILURES, PAUSE = 5, 30.0  # failures in a row that open the breaker; seconds it stays open
LONGEST_WAIT = 60.0  # seconds we wait because a service asks for it
FAILED: frozenset[Kind] = frozenset({"busy", "server", "timeout", "lost"})
_CLEAN_EVERY = 64


class Clock:
    """The time, and how to let it pass; tests run it faster."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def now(self) -> float:
        """Seconds since 1970, times the speed."""
        return time.time() * self.speed

    def sleep(self, seconds: float) -> None:
        """Wait so many of this clock's seconds."""
        time.sleep(max(0.0, seconds) / self.speed)


@dataclass(frozen=True)
class Slot:
    """A moment at which a call may be sent; number 0 where nothing is limited."""

    n: int
    at: float


def slot(db: sqlite3.Connection, name: str, provider: Provider, tokens: int, now: float) -> Slot:
    """Take the next slot of a service.

    Parameters
    ----------
    tokens : the most that the call may take; `correct` tells later how many it took
    """
    if not provider.rpm and not provider.tpm:
        return Slot(0, now)
    n, at, total = db.execute(
        "select n, at, total from slots where provider = ? order by n desc limit 1", (name,)
    ).fetchone() or (0, now, 0)
    n, at, tokens = n + 1, max(now, at), min(tokens, provider.tpm or tokens)
    full = []
    if provider.rpm:
        full += db.execute(
            "select at from slots where provider = ? and n = ?", (name, n - provider.rpm)
        )
    if provider.tpm:  # the call whose tokens have to be a minute old to leave room
        room = total + tokens - provider.tpm
        full += db.execute(
            "select at from slots where provider = ? and total >= ? and total - tokens < ? "
            "order by total limit 1", (name, room, room),
        ) if room > 0 else ()  # fmt: skip
    at = max([at, *(held + FULL for (held,) in full)])
    row = (name, n, at, tokens, total + tokens)
    db.execute("insert into slots values (?, ?, ?, ?, ?)", row)
    if n % _CLEAN_EVERY == 0:
        db.execute("delete from slots where provider = ? and at < ?", (name, now - 2 * FULL))
    return Slot(n, at)


def late(
    db: sqlite3.Connection, name: str, provider: Provider, held: Slot, tokens: int, now: float
) -> Slot:
    """What becomes of a slot whose moment is over: the same now, or another."""
    (newest,) = db.execute(
        "select at from slots where provider = ? order by n desc limit 1", (name,)
    ).fetchone()
    if newest >= held.at + FULL:  # somebody's slot needs this one to have been used in time
        correct(db, name, held.n, 0)
        return slot(db, name, provider, tokens, now)
    moved = (now, name, held.n, now)
    db.execute("update slots set at = ? where provider = ? and n >= ? and at < ?", moved)
    return Slot(held.n, now)


def correct(db: sqlite3.Connection, name: str, n: int, tokens: int) -> None:
    """Tell how many tokens a call took."""
    held = db.execute("select tokens from slots where provider = ? and n = ?", (name, n)).fetchone()
    if held and (less := held[0] - tokens) > 0:
        given = (less, name, n)
        db.execute("update slots set tokens = tokens - ? where provider = ? and n = ?", given)
        db.execute("update slots set total = total - ? where provider = ? and n >= ?", given)


def opens(db: sqlite3.Connection, endpoint: str, now: float) -> float:
    """From when an endpoint may be asked: now, or when it asked us to come back.

    Raises
    ------
    Refused
        If it failed too often just now. Once that is a while ago, one call goes to look.
    """
    failures, until = db.execute(
        "select failures, until from breakers where endpoint = ?", (endpoint,)
    ).fetchone() or (0, 0.0)
    if failures < FAILURES:
        return max(now, min(until, now + LONGEST_WAIT))
    if until > now:
        raise Refused("open", say("door-open", endpoint=endpoint, failures=failures), until - now)
    db.execute("update breakers set until = ? where endpoint = ?", (now + PAUSE, endpoint))
    return now


def heard(
    db: sqlite3.Connection, endpoint: str, kind: Kind | None, after: float | None, now: float
) -> None:
    """Remember how a call ended: what fails again and again is left alone for a while."""
    if kind == "limit" and after:
        db.execute(
            "insert into breakers values (?, 0, ?) on conflict do update set "
            "until = max(until, excluded.until)", (endpoint, now + min(after, LONGEST_WAIT)),
        )  # fmt: skip
    elif kind in FAILED:
        db.execute(
            "insert into breakers values (?, 1, 0) on conflict do update set "
            "failures = failures + 1, until = iif(failures + 1 >= ?, ?, until)",
            (endpoint, FAILURES, now + PAUSE),
        )
    elif kind is None:
        db.execute("delete from breakers where endpoint = ? and failures > 0", (endpoint,))
