"""Answers that are no answer: one status, one code, one sentence, and all faults at once."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from taller.errors import DataError, printable

MOST = 50  # faults that are told
LONGEST = 200  # characters of what was given


class RefusedError(Exception):
    """A request that is not answered as it was meant.

    Parameters
    ----------
    status : of HTTP
    code : for programs, such as ``invalid``
    message : for people; nothing of a key, a path or the code is in it
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        faults: list[dict[str, str]] | None = None,
        headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.faults, self.headers = faults, headers

    def body(self, request_id: str) -> bytes:
        """As JSON."""
        told: dict[str, Any] = {
            "error": self.code, "message": self.message, "request_id": request_id,
        }  # fmt: skip
        return to_json(told | ({"faults": self.faults} if self.faults else {}))


def invalid(error: ValidationError) -> RefusedError:
    """The refusal of a body: 400 where it is no JSON, else 422 with each place that is wrong."""
    found = error.errors(include_url=False, include_context=False)
    if found[0]["type"] == "json_invalid":
        return RefusedError(400, "malformed", printable(found[0]["msg"])[:LONGEST])
    faults = [
        {"where": ".".join(printable(str(part))[:80] for part in each["loc"]), "what": _what(each)}
        for each in found[:MOST]
    ]
    more = f"; {len(found) - MOST} more" if len(found) > MOST else ""
    count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
    return RefusedError(422, "invalid", f"the request has {count}{more}", faults=faults)


def impossible(error: DataError) -> RefusedError:
    """The refusal of a row that a model says cannot be."""
    faults = [
        {"where": printable(fault.where)[:LONGEST], "what": printable(fault.what)[:LONGEST]}
        for fault in error.faults[:MOST]
    ]
    return RefusedError(422, "invalid", printable(error.source)[:LONGEST], faults=faults)


def _what(fault: Any) -> str:
    given = fault["input"]
    if fault["type"] == "missing" or isinstance(given, dict | list):
        return printable(fault["msg"])
    return f"{printable(fault['msg'])} (got {repr(given)[:LONGEST]})"
