"""Which servers an engagement file may have us connect to: those that the analyst said yes to.

An engagement file may be a stranger's, and a connection hands over a user's name and a password.
So a server is asked about once, for each file that names it; the answer is kept in ``TALLER_HOME``.
A file that `taller new` wrote names the server that the analyst gave, and needs no asking.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.people import salts
from taller.data.reading.containers import databases
from taller.errors import Fault, InputError

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

FILE = "trusted.json"


def server(engagement: Engagement) -> str | None:
    """The database server an engagement names, as host:port/database; None where it names none.

    Raises
    ------
    DataError
        If its URL cannot be read, or asks for more than a connection.
    """
    url = getattr(engagement.data, "url", None)
    return databases.server(url) if url is not None and databases.is_postgres(url) else None


def is_trusted(file: Path, named: str) -> bool:
    """Whether somebody here said that this file may connect to this server."""
    return named in _kept().get(str(file.resolve()), [])


def trust(file: Path, named: str) -> None:
    """Remember that this file may connect to this server."""
    from taller.workbench.run.state import write_whole

    kept = _kept()
    servers = kept.setdefault(str(file.resolve()), [])
    if named not in servers:
        servers.append(named)
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(place, json.dumps(kept, indent=1, sort_keys=True))


def settle(engagements: Iterable[Engagement], agreed: Callable[[str], bool]) -> None:
    """Remember the servers that somebody agrees to, asked once about each that is new.

    Parameters
    ----------
    agreed : whether the answer to a question is yes
    """
    for each in engagements:
        with contextlib.suppress(InputError):  # a URL that is wrong is told with the other faults
            named = server(each)
            if named is None or is_trusted(each.file, named):
                continue
            if agreed(f"{each.path} names the database server {named}. Connect to it?"):
                trust(each.file, named)


def require(engagement: Engagement) -> None:
    """Refuse to go on where a file names a server that nobody here said yes to.

    Raises
    ------
    InputError
        Naming the server, and what to do.
    """
    named = server(engagement)
    if named is not None and not is_trusted(engagement.file, named):
        what = (
            f"names the server {named}, which this file has not been connected to from here: a "
            "user's name and password would go there. If that is right, give --trust to `taller "
            "check` or `taller run`, once"
        )
        raise InputError(engagement.path, Fault("data.url", what, engagement.line(("data", "url"))))


def _kept() -> dict[str, list[str]]:
    if not _place().is_file():  # reading a pipe would wait for ever
        return {}
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {k: list(v) for k, v in json.loads(_place().read_text(encoding="utf-8")).items()}
    return {}


def _place() -> Path:
    return salts.folder().parent / FILE
