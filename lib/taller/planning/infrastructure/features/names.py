"""What each cloud allows as a name or a tag.

References
----------
AWS: "Tag your resources" (keys up to 128, values up to 256 characters of letters, digits, blanks
and ``+ - = . _ : / @``; ``aws:`` reserved; 50 tags); RDS identifiers (no two hyphens in a row).
Azure: "Naming rules and restrictions", "Resolve reserved resource name errors" (reserved words),
"Use tags" (no ``< > % & \\ ? /`` in names; 50 tags). Google Cloud: RFC 1035 names; buckets "cannot
contain google or close misspellings"; labels (lower-case letters, digits, ``_`` and ``-``; 64).
"""

from __future__ import annotations

import re

from taller.faults import Found

LONGEST = 20  # so that the longest name made of it keeps within 30, Google's service accounts
FALLBACK = "taller"
NAME = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){1,19}")
RESERVED = {
    "aws": ("aws", "amazon"),
    "azure": ("microsoft", "windows", "login", "xbox"),
    "gcp": ("goog", "g00gle", "gogle"),
}
TAGS = {
    "aws": (r"(?!aws:)[\w .:/=+@-]{1,128}", r"[\w .:/=+@-]{0,256}", 46),
    "azure": (r"(?i)(?!microsoft|azure|windows)[^<>%&\\?/]{1,128}", r".{0,256}", 46),
    "gcp": (r"[a-z][a-z0-9_-]{0,62}", r"[a-z0-9_-]{0,63}", 60),
}
TAGS_SAID = {
    "aws": "letters, digits, blanks and . : / = + @ _ - (a name not beginning with aws:)",
    "azure": "a name without < > % & \\ ? / and not beginning with microsoft, azure or windows",
    "gcp": "lower-case letters, digits, _ and - (a name begins with a letter)",
}


def wrong_name(name: str, provider: str) -> str | None:
    """Why a cloud would refuse names that begin so, or None.

    >>> wrong_name("moda--viva", "aws")
    'must be 2 to 20 lower-case letters, digits and single hyphens, a letter first'
    >>> wrong_name("googleshop", "gcp")
    "holds 'goog', which the cloud forbids in names"
    """
    if not NAME.fullmatch(name):
        return (
            f"must be 2 to {LONGEST} lower-case letters, digits and single hyphens, a letter first"
        )
    held = next((word for word in RESERVED.get(provider, ()) if word in name), None)
    return f"holds '{held}', which the cloud forbids in names" if held else None


def named_after(slug: str, provider: str) -> str:
    """A name made of a client's, or a plain one where a cloud would refuse that.

    >>> named_after("moda-viva", "aws"), named_after("7-leguas", "gcp"), named_after("東京", "aws")
    ('moda-viva', 'taller', 'taller')
    """
    name = slug[:LONGEST].rstrip("-")
    return FALLBACK if wrong_name(name, provider) else name


def faults(given: dict, provider: str) -> Found:
    """What is wrong with a section's name and tags, for its provider."""
    name, tags = given.get("name"), given.get("tags")
    if isinstance(name, str) and (what := wrong_name(name, provider)):
        yield ("name",), what, name
    key_rule, value_rule, most = TAGS[provider]
    for key, value in tags.items() if isinstance(tags, dict) else ():
        if not isinstance(key, str) or not isinstance(value, str):
            continue
        if _differs(key_rule, key) or _differs(value_rule, value):
            yield ("tags", key), f"a tag here takes {TAGS_SAID[provider]}", value
    if isinstance(tags, dict) and len(tags) > most:
        yield ("tags",), f"must be at most {most} (there are {len(tags)})", len(tags)


def _differs(rule: str, text: str) -> bool:
    return re.fullmatch(rule, text) is None or not text.isprintable()
