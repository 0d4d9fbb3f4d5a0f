"""Kinds of personal data, and what they are called."""

from __future__ import annotations

from taller.language import _

KINDS = ("email", "phone", "name", "address", "identifier", "birth_date")
NOT_PERSONAL = "none"


def label(kind: str) -> str:
    """A kind in words, in the language in force."""
    return {
        "email": _("e-mail addresses"),
        "phone": _("phone numbers"),
        "name": _("names of people"),
        "address": _("postal addresses"),
        "identifier": _("personal identifiers"),
        "birth_date": _("dates of birth"),
    }.get(kind, kind)
