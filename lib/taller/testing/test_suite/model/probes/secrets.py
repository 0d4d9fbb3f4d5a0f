"""Keys, passwords and the client's salt in the files of a run, by shapes that services give them.

Each shape has a beginning that nothing else has, or a name before it that says what it is: a hash
in a report is no finding.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from taller.data.settings.places import SECRET

SHORTEST = 8  # characters of a secret of this process that is looked for
# By whose it is: marks, one of which each such key holds, and its shape.
_SHAPES: dict[str, tuple[tuple[str, ...], str]] = {
    "OpenAI": (("sk-",), r"\bsk-(?:proj-|svcacct-|admin-)?(?=\w*\d)[\w-]{32,}"),
    "Anthropic": (("sk-ant-",), r"\bsk-ant-[\w-]{20,}"),
    "Google": (("AIza",), r"\bAIza[\w-]{35}\b"),
    "Google OAuth": (("GOCSPX-",), r"\bGOCSPX-[\w-]{28}\b"),
    "AWS": (("AKIA", "ASIA"), r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    "Azure": (("AccountKey=", "SharedAccessKey="), r"\b(?:Account|SharedAccess)Key=[\w+/]{40,}=*"),
    "GitHub": (("ghp_", "gho_", "ghs_", "github_pat_"),
               r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})\b"),
    "GitLab": (("glpat-",), r"\bglpat-[\w-]{20,}"),
    "Slack": (("xox",), r"\bxox[abeprs]-[\w-]{20,}"),
    "Stripe": (("_live_", "_test_"), r"\b[srp]k_(?:live|test)_[A-Za-z0-9]{16,}\b"),
    "SendGrid": (("SG.",), r"\bSG\.[\w-]{22}\.[\w-]{43}\b"),
    "Mailchimp": (("-us",), r"\b[0-9a-f]{32}-us\d{1,2}\b"),
    "Shopify": (("shp",), r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"),
    "HubSpot": (("pat-",), r"\bpat-(?:na|eu)\d-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
    "Meta": (("EAA",), r"\bEAA[A-Za-z0-9]{60,}\b"),
    "Hugging Face": (("hf_",), r"\bhf_[A-Za-z0-9]{34}\b"),
    "PyPI": (("pypi-",), r"\bpypi-[\w-]{40,}"),
    "JWT": (("eyJ",), r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}"),
    "private key": (("PRIVATE KEY-----",), r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    "password in an address": (("://",), r"://[^\s:/@\"'<>]{1,64}:(?![^@\s]{0,3}\*\*)"
                                         r"[^\s:/@\"'<>{}$\[\]]{3,64}@[\w.-]+"),
}  # fmt: skip
_PATTERNS = {whose: (marks, re.compile(shape)) for whose, (marks, shape) in _SHAPES.items()}
_PAIRS = ("api key", "access token", "auth token", "client secret", "secret key", "private key")
_NAMES = (
    *(pair.replace(" ", joint) for pair in _PAIRS for joint in "_- "),
    "apikey", "password", "passwd", "contraseña",
)  # fmt: skip
_GIVEN = re.compile(
    r"[\"']?\s{0,3}[:=]\s{0,3}[\"']?"
    r"((?=[\w+/.-]*\d)(?=[\w+/.-]*[A-Za-z])[\w+/.-]{16,})"
)


class Secret(NamedTuple):
    """Where a secret stands, whose it is, and its beginning."""

    where: str
    whose: str
    shown: str


def shaped(where: str, text: str) -> Iterator[Secret]:
    """What of a text has the shape of a service's key, once each.

    >>> [found.whose for found in shaped("log", "AKIA" + "ABCDEFGH" * 2 + " and sk-learn")]
    ['AWS']
    """
    for whose, (marks, pattern) in _PATTERNS.items():
        if any(mark in text for mark in marks):
            for found in dict.fromkeys(each[0] for each in pattern.finditer(text)):
                yield Secret(where, whose, f"{found[:6]}***")
    for found in dict.fromkeys(_given(text)):
        yield Secret(where, "named", f"{found[:3]}***")


def _given(text: str) -> Iterator[str]:
    """What stands after a name such as ``api_key:``."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that is two in lower case: places would differ
        lower = text
    for name in _NAMES:
        place = lower.find(name)
        while place >= 0:
            if given := _GIVEN.match(text, place + len(name)):
                yield given[1]
            place = lower.find(name, place + 1)


def own(
    salt: bytes | None = None,
    keys: Iterable[str] = (),
    environment: Mapping[str, str] = os.environ,
) -> dict[bytes, str]:
    """Secrets of this process in every way they may be written, each with a name that is none.

    Parameters
    ----------
    salt : the client's, which turns pseudonyms back into people
    keys : of the service
    environment : variables; what is called like a secret is one
    """
    found = {key.encode(): "service" for key in keys if len(key) >= SHORTEST}
    for name, value in environment.items():
        if SECRET.search(name) and len(value) >= SHORTEST and not os.path.exists(value):
            found[value.encode()] = name
    if salt:
        plain = base64.b64encode(salt).rstrip(b"=")
        web = base64.urlsafe_b64encode(salt).rstrip(b"=")
        for written in (salt, salt.hex().encode(), salt.hex().upper().encode(), plain, web):
            found[written] = "salt"
    return found


def held(where: str, content: bytes, known: Mapping[bytes, str]) -> Iterator[Secret]:
    """Which secrets of this process a content holds."""
    for written, whose in known.items():
        if written in content:
            yield Secret(where, whose, "***")


def marks(known: Mapping[bytes, str]) -> str:
    """What every text with a secret in it holds, for RE2: most texts need no second look."""
    literal = {mark for held, _pattern in _PATTERNS.values() for mark in held}
    literal |= {written.decode() for written in known if written.isascii()}
    return f"{'|'.join(map(re.escape, sorted(literal)))}|(?i:{'|'.join(_NAMES)})"
