"""What a cloud refuses, told in one message; and when to ask again."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from taller.data.settings.places import SECRET
from taller.errors import CloudError, InputError, TallerError, printable
from taller.language import told
from taller.planning.infrastructure.clouds.messages import say

T = TypeVar("T")
Kind = Literal[
    "credentials", "forbidden", "throttled", "quota", "conflict", "gone", "invalid", "lost", "other"
]
GIVEN = ("credentials", "forbidden", "invalid")  # what was given is wrong; else the cloud failed
ATTEMPTS = 6
LONGEST_WAIT = 120.0  # seconds we wait because a cloud asks for it
LONGEST_TEXT = 400
LONGEST_WORK = 2 * 3600.0  # seconds an operation of a cloud may take
_QUOTA = re.compile(r"quota|limit ?exceeded|exceeds? .{0,40}limit", re.IGNORECASE)
_BY_STATUS: dict[int, Kind] = {
    400: "invalid", 401: "credentials", 403: "forbidden", 404: "gone", 409: "conflict",
    429: "throttled",
}  # fmt: skip
_LOOKS_SECRET = re.compile(
    r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\beyJ[\w-]{8,}(?:\.[\w-]+)*|\bya29\.[\w-]+"
    r"|(?<=Bearer )\S+|-----BEGIN[^-]*PRIVATE KEY-----.*"
)


@dataclass(frozen=True)
class Refusal:
    """What a cloud's client raised: of which kind, in the cloud's words, and when to ask again."""

    kind: Kind
    text: str
    after: float | None = None


class RefusedError(CloudError):
    """A cloud's refusal whose kind the caller may act on."""

    def __init__(self, kind: Kind, message: str) -> None:
        self.kind = kind
        super().__init__(message)


def kind_of(status: int | None, text: str) -> Kind:
    """Of which kind an answer is, by its HTTP status and words.

    >>> kind_of(400, "Operation results in exceeding quota limits"), kind_of(503, "")
    ('quota', 'lost')
    """
    if status not in (401, 404, 429) and _QUOTA.search(text):
        return "quota"
    if status is not None and status >= 500:
        return "lost"
    return _BY_STATUS.get(status or 0, "other")


def seconds(retry_after: str | None) -> float | None:
    """``Retry-After`` in seconds; None where there is none, or none that can be read.

    >>> seconds("7"), seconds(None), seconds("soon")
    (7.0, None, None)
    """
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, float(retry_after or ""))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after or "").timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def redacted(text: str) -> str:
    """A cloud's words, short, on one line, without what this machine's environment keeps secret."""
    for name, value in os.environ.items():
        if SECRET.search(name) and len(value) > 5:
            text = text.replace(value, "***")
    return printable(_LOOKS_SECRET.sub("***", " ".join(text.split())))[:LONGEST_TEXT]


class Patient:
    """Asks one cloud: waits as it is told to, and tells what is refused in one message.

    Parameters
    ----------
    cloud : its name, as messages write it
    read : what an error of the cloud's client is; None for one that is not the client's
    sleep : waits so many seconds
    every : seconds between two looks at what takes long
    """

    def __init__(
        self, cloud: str, read: Callable[[Exception], Refusal | None],
        sleep: Callable[[float], None] = time.sleep, every: float = 5.0,
    ) -> None:  # fmt: skip
        self.cloud, self.read, self.sleep, self.every = cloud, read, sleep, every

    def __call__(self, function: Callable[..., T], /, *args: Any, **facts: Any) -> T:
        """What a call gives; asked again where the cloud is busy or the network was cut.

        Raises
        ------
        InputError, RefusedError
        """
        for attempt in range(ATTEMPTS):
            try:
                return function(*args, **facts)
            except TallerError:
                raise
            except Exception as error:
                refusal = self.read(error)
                if refusal is None:
                    raise
                wait = refusal.after if refusal.after is not None else min(2.0**attempt, 30.0)
                again = refusal.kind in ("throttled", "lost") and wait <= LONGEST_WAIT
                if not again or attempt == ATTEMPTS - 1:
                    raise self.told(refusal) from None
            self.sleep(wait)
        raise AssertionError("unreachable")

    def maybe(self, function: Callable[..., T], /, *args: Any, **facts: Any) -> T | None:
        """What a call gives; None where the cloud has no such thing."""
        try:
            return self(function, *args, **facts)
        except RefusedError as refused:
            if refused.kind == "gone":
                return None
            raise

    def told(self, refusal: Refusal) -> TallerError:
        """The one message of a refusal."""
        after = round(refusal.after) if refusal.after is not None else "none"
        message = say(
            "cloud-refused", kind=refusal.kind, text=told(redacted(refusal.text)), after=after,
            variables=say("cloud-variables", cloud=self.cloud.lower()),
        )  # fmt: skip
        if refusal.kind in GIVEN:
            return InputError(self.cloud, message)
        return RefusedError(refusal.kind, f"{self.cloud}: {message}")

    def until(self, look: Callable[[], T], done: Callable[[T], bool]) -> T:
        """What is seen once it is done; looked at again and again, within bounds."""
        for _ in range(int(LONGEST_WORK / max(self.every, 1.0))):
            seen = look()
            if done(seen):
                return seen
            self.sleep(self.every)
        raise CloudError(f"{self.cloud}: {say('cloud-still')}")
