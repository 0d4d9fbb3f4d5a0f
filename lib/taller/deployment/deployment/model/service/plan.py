"""What a service is started with, as its processes hand it to each other."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path

from taller.deployment.deployment.model.service import limits
from taller.deployment.deployment.model.service.settings import Settings
from taller.phase import Record

SCORERS = "taller.deployment.deployment.model.scoring:load"
COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # the variable that names where workers' counts are kept


class Plan(Record):
    """One service: no secret is in it, as a command line shows it."""

    state: Path
    host: str
    port: int
    workers: int
    client: str | None
    settings: Settings
    scorers: str = SCORERS  # module:function that makes a scorer of a folder
    scratch: Path  # for what the processes share, gone with the service

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys it takes, from the environment."""
        return limits.split(os.environ.get(limits.KEY, ""))

    @cached_property
    def salt(self) -> bytes:
        """The key of the users' pseudonyms: the client's, or one that ends with the service."""
        if self.client is None:
            file = self.scratch / "salt"
            return file.read_bytes()
        from taller.data.people import key

        return key(self.client)

    def prepare(self) -> None:
        """Make what the processes share."""
        limits.Pace.make(self.pace)
        self.counts.mkdir()
        if self.client is None:
            with open(self.scratch / "salt", "wb", opener=_private) as file:
                file.write(secrets.token_bytes(32))

    @property
    def url(self) -> str:
        """Where it is asked."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def pace(self) -> Path:
        """Where the pace of each key is kept."""
        return self.scratch / "pace"

    @property
    def counts(self) -> Path:
        """Where the workers' counts are kept."""
        return self.scratch / "counts"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
