"""A real Postgres server on the loopback interface, for the tests of a session.

Import the fixtures where they are wanted::

    from tests.data.postgres import postgres, server
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

PASSWORD = "not a secret"
USER = "taller"


@dataclass(frozen=True)
class Server:
    """A running server; its superuser is `USER`, whose password is `PASSWORD`."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """What an engagement file says; the password is not in it."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def execute(self, *statements: str) -> None:
        """Run statements, each in a transaction of its own."""
        with psycopg.connect(self.url, password=PASSWORD, autocommit=True) as con:
            for statement in statements:
                con.execute(statement)


def _programs() -> Path | None:
    """The folder with Postgres' programs: on the path, or where Debian keeps them."""
    found = shutil.which("initdb")
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).parent if found else known[-1].parent if known else None


def _as_user() -> tuple[list[str], int | None]:
    """How to run as somebody else than root, whom Postgres refuses; and who that is."""
    if os.geteuid() != 0:
        return [], None
    try:
        somebody = pwd.getpwnam("postgres")
    except KeyError:
        somebody = pwd.getpwnam("nobody")
    ids = [f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids], somebody.pw_uid


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that lives as long as the session."""
    programs = _programs()
    if programs is None:
        pytest.skip("Postgres is absent: install it, or put its initdb on the path")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("Postgres does not run as root, and setpriv is absent")
    prefix, owner = _as_user()
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    if owner is not None:
        for path in (folder, folder / "password"):
            os.chown(path, owner, -1)
    data, port = folder / "data", _free_port()

    def run(program: str, *arguments: str) -> None:
        command = [*prefix, str(programs / program), "-D", str(data), *arguments]
        subprocess.run(
            command, check=True, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    try:
        run("initdb", "-U", USER, "--auth=scram-sha-256", f"--pwfile={folder / 'password'}",
            "--encoding=UTF8", "--no-locale", "--no-sync")  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run("pg_ctl", "-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(port, folder)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, without tables, with the password where a user would have it."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    server.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    return server
