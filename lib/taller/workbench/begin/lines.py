"""Lines of a new engagement file: YAML, the comment beside it, and what comments have in common."""

from __future__ import annotations

import unicodedata

from taller.data.propose.proposal import SURE
from taller.language import _

Line = tuple[str, str]  # the YAML, and the comment beside it


def shown(name: str) -> str:
    """A column's name fit for a comment: one line, printable, not long."""
    clean = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", name))
    clean = " ".join(clean.split())
    return f"'{clean[:59]}…'" if len(clean) > 60 else f"'{clean}'"


def to_check() -> str:
    """The word where somebody should look."""
    return _("CHECK")


def sure(confidence: float) -> str:
    """How sure a line is: a percentage, and a word where somebody should look."""
    share = f"{int(confidence * 100)} %"
    return f"{share} {to_check()}:" if confidence < SURE else f"{share}:"
