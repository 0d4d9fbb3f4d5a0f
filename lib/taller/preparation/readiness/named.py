"""What other sections of an engagement file may name: who can improve an answer."""

from __future__ import annotations

from typing import Any

from taller.language import DEFAULT_LOCALE, speaking
from taller.preparation.readiness.messages import say


def names(given: dict[str, Any]) -> dict[str, set[str]]:
    """The roles that readiness' advice names, in any language."""
    found: set[str] = set()
    for language in DEFAULT_LOCALE:
        with speaking(language):
            found |= set(say.parts("owner").values())
    return {"roles": found}
