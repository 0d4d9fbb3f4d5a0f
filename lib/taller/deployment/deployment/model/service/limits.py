"""Who may ask, and how often: keys in constant time, one pace for all workers."""

from __future__ import annotations

import hashlib
import hmac
import mmap
import os
import time
from collections.abc import Sequence
from pathlib import Path

from taller.errors import InputError

KEY = "TALLER_API_KEY"
RING = ("taller", "service")  # service and user name in the keyring
SHORTEST = 16
BURST = 1.0  # seconds' worth of requests that may come at once
_SIZE = 4096


def split(given: str) -> tuple[str, ...]:
    """Keys that a variable holds, by commas or blanks: an old and a new one while they change.

    >>> split("old-key-0123456789, new-key-0123456789")
    ('old-key-0123456789', 'new-key-0123456789')
    """
    return tuple(given.replace(",", " ").split())


def found() -> tuple[str, ...]:
    """The keys of this machine: of the environment, else of the keyring; none where neither has."""
    if given := os.environ.get(KEY):
        return split(given)
    import keyring
    from keyring.errors import KeyringError

    try:
        return split(keyring.get_password(*RING) or "")
    except KeyringError:
        return ()


def checked(keys: Sequence[str], host: str) -> tuple[str, ...]:
    """Keys as they were given.

    Raises
    ------
    InputError
        If one is too short to be none's guess, or there is none although others can reach the
        service. A key itself is not told.
    """
    faults = [
        f"key {number} must have at least {SHORTEST} letters, digits or signs, without blanks "
        f"and commas (has {len(key)})"
        for number, key in enumerate(keys, 1)
        if len(key) < SHORTEST or split(key) != (key,) or not key.isascii() or not key.isprintable()
    ]
    if not keys and host not in ("127.0.0.1", "::1", "localhost"):
        faults.append(f"without a key the service answers this machine alone (host is {host})")
    if len(keys) > _SIZE // 8:
        faults.append(f"at most {_SIZE // 8} keys (got {len(keys)})")
    if faults:
        raise InputError(KEY, faults)
    return tuple(keys)


class Keys:
    """The keys that a service takes, as digests: all are compared, whatever was given."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._digests = [hashlib.sha256(key.encode()).digest() for key in keys]

    def which(self, given: bytes) -> int | None:
        """The number of the key that was given; 0 where none is asked for; None for a wrong one.

        >>> Keys(["a" * 16, "b" * 16]).which(b"b" * 16)
        1
        """
        if not self._digests:
            return 0
        digest, found = hashlib.sha256(given).digest(), None
        for number, known in enumerate(self._digests):
            if hmac.compare_digest(digest, known):
                found = number
        return found


class Pace:
    """How often each key may ask, over all workers: one time per key in memory that they share.

    The generic cell rate algorithm: a request costs its interval; who is more than a burst ahead of
    the clock waits. Two workers that write in the same microsecond may let one request too many in.

    Parameters
    ----------
    file : the memory's file; made anew by `make`
    a_minute : requests of one key; 0 for no limit
    """

    def __init__(self, file: Path, a_minute: int) -> None:
        self.interval = int(60e9 / a_minute) if a_minute else 0  # nanoseconds
        self.burst = max(int(BURST * 1e9), self.interval)
        if self.interval:
            with file.open("r+b") as opened:
                self._times = memoryview(mmap.mmap(opened.fileno(), 0)).cast("Q")

    @staticmethod
    def make(file: Path) -> None:
        """Make the memory's file: nobody has asked yet."""
        file.write_bytes(bytes(_SIZE))

    def wait(self, key: int, now: int | None = None) -> float:
        """Seconds until this key may ask again; 0 where it may now, which is then counted."""
        if not self.interval:
            return 0.0
        now = time.monotonic_ns() if now is None else now
        due = max(self._times[key], now)
        ahead = due - now + self.interval - self.burst
        if ahead > 0:
            return ahead / 1e9
        self._times[key] = due + self.interval
        return 0.0
