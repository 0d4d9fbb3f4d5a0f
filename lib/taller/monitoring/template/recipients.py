"""Who gets a report by post: names, whose addresses the environment or the keyring holds."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from taller.faults import Found
from taller.language import Code
from taller.outbox.message import Name
from taller.phase import Section


class Recipient(Section):
    """Somebody who gets a report, in their own language."""

    to: Name = Field(description="a name, such as direccion; its address stands in no file")
    language: Code | None = Field(None, description="es or en (none: the engagement's)")


def faults(given: dict[str, Any]) -> Found:
    """Who is named twice."""
    listed = given.get("recipients")
    names = [each.get("to") if isinstance(each, dict) else None
             for each in (listed if isinstance(listed, list | tuple) else ())]  # fmt: skip
    if twice := sorted({str(name) for name in names if name and names.count(name) > 1}):
        yield ("recipients",), f"names must differ (twice: {', '.join(twice)})", twice
