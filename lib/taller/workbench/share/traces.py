"""What of this machine stands in a file that is to leave it: paths, names, secrets.

A path anywhere counts. The user's and the host's name count as whole words, unless they are words
that machines are commonly given (``root``, ``ubuntu``, ``vm``): those count where they name an
account (``root@vm``, ``"user": "root"``), since the word alone says nothing of anyone.
"""

from __future__ import annotations

import base64
import getpass
import io
import os
import re
import socket
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taller.data.people import salts
from taller.errors import Fault
from taller.workbench.share.handover import Handover

_PLACES = "home|Users|root|tmp|var|opt|mnt|srv|usr|private|Volumes|etc"
_PATHS = (
    re.compile(rf"(?<![\w.:/<\\-])/(?:{_PLACES})/[\w.@~-]+"),
    re.compile(r"(?<![A-Za-z])[A-Za-z]:\\{1,2}[\w .~-]+\\"),
    re.compile(r"(?<![A-Za-z])[A-Za-z]:/(?:Users|Windows|Program Files|temp)\b", re.IGNORECASE),
    re.compile(r"file:/{2,}[\w.]", re.IGNORECASE),
)
_SECRET = re.compile(
    r"pass|secret|token|credential|_key$|^key_|apikey|api_key|private", re.IGNORECASE
)
_COMMON = {
    "root", "admin", "administrator", "user", "users", "ubuntu", "debian", "docker", "jovyan",
    "runner", "guest", "test", "vagrant", "nobody", "default", "app", "taller", "marketing",
    "analyst", "analytics", "data", "localhost", "vm", "server", "laptop", "desktop", "host",
}  # fmt: skip
_SHORTEST_NAME, _SHORTEST_SECRET = 4, 8
_ZIPPED = (".zip", ".pptx", ".xlsx")


@dataclass(frozen=True)
class Traces:
    """What to look for: patterns, each with what it would give away."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    own: tuple[str, ...] = ()  # texts of the program itself, which are no one's

    def faults(self, name: str, content: bytes | str) -> list[Fault]:
        """All that a file gives away; what it holds packed is unpacked."""
        if isinstance(content, bytes) and name.endswith(_ZIPPED):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                inside = [(part.filename, packed.read(part)) for part in packed.infolist()]
            return [fault for part, data in inside for fault in self.faults(f"{name}/{part}", data)]
        text = content if isinstance(content, str) else _text(content)
        for ours in self.own:
            text = text.replace(ours, "")
        return [Fault(name, f"{what} ({_shown(hit)})") for hit, what in self._hits(text)]

    def _hits(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        for pattern, what in self.patterns:
            if hit := pattern.search(text):
                yield hit, what


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _shown(hit: re.Match[str]) -> str:
    """Where it stands, without the secret itself."""
    found = hit[0]
    before = " ".join(hit.string[max(0, hit.start() - 30) : hit.start()].split())
    return f"…{before}{found[:3]}***" if "secret" in (hit.re.groupindex or {}) else (
        f"…{before}{found[:60]}"
    )  # fmt: skip


def of(handover: Handover, own: Iterable[str] = ()) -> Traces:
    """What this machine, and the one the run was made on, must not leave in a file.

    Parameters
    ----------
    own : texts of the program itself that are not searched
    """
    engagement, ran = handover.engagement, handover.state
    places = {
        str(Path.home()), str(engagement.root), str(handover.folder), str(Path.cwd()),
        tempfile.gettempdir(), sys.prefix, str(salts.folder()),
    }  # fmt: skip
    patterns = [(pattern, "a path of a machine") for pattern in _PATHS]
    patterns += [
        (re.compile(rf"(?<![\w/-]){re.escape(place)}(?![\w-])"), "a path of this machine")
        for place in sorted(places)
        if place.count("/") + place.count("\\") > 1
    ]
    users, hosts = {ran.user, _user()}, {ran.host, socket.gethostname()}
    for who, what in ((users, "a user's name"), (hosts, "a machine's name")):
        patterns += [(pattern, what) for name in sorted(who) for pattern in _name(name)]
    accounts = sorted(f"{user}@{host}" for user in users for host in hosts if user and host)
    patterns += [(re.compile(re.escape(each)), "a user's name") for each in accounts]
    secrets = sorted(_secrets(engagement.slug))
    patterns += [
        (re.compile(f"(?P<secret>{re.escape(each)})"), "a secret of this machine")
        for each in secrets
    ]
    return Traces(tuple(patterns), tuple(own))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _name(name: str) -> list[re.Pattern[str]]:
    """How an account or a machine is recognised in a text."""
    if not name:
        return []
    escaped = re.escape(name)
    if len(name) < _SHORTEST_NAME or name.lower() in _COMMON:
        return [re.compile(rf"\b(?:user|host|hostname|username)[\"']?\s*[:=]\s*[\"']?{escaped}\b")]
    return [re.compile(rf"(?<![\w@]){escaped}(?![\w@])")]


def _secrets(slug: str) -> set[str]:
    """Values of the environment that are named like secrets, and the client's salt as text."""
    found = {
        value
        for name, value in os.environ.items()
        if _SECRET.search(name) and len(value) >= _SHORTEST_SECRET and not Path(value).exists()
    }
    try:
        salt = salts.path(slug).read_bytes()
    except OSError:
        return found
    return found | {salt.hex(), base64.b64encode(salt).decode()}
