"""Which servers an engagement file may have us connect to: those that the analyst said yes to.

An engagement file may be a stranger's, and a connection hands over a user's name and a password, a
key, or the client's own texts. So a server is asked about once, for each file that names it; the
answer is kept in ``TALLER_HOME``.
A file that `taller new` wrote names the server that the analyst gave, and needs no asking.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.people import salts
from taller.data.reading.containers import databases
from taller.errors import Fault, InputError
from taller.phase import Section
from taller.workbench.engagement.named import Names
from taller.workbench.engagement.yaml_lines import Key, dotted
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement

FILE = "trusted.json"


@dataclass(frozen=True)
class Server:
    """A server outside that an engagement file names, by which key, and what would go there."""

    key: Key
    name: str
    sent: str


def servers(engagement: Engagement) -> list[Server]:
    """The servers an engagement names: of its data, as host:port/database, and of its sections.

    Raises
    ------
    DataError
        If a database's URL cannot be read, or asks for more than a connection.
    """
    found, url = [], getattr(engagement.data, "url", None)
    if url is not None and databases.is_postgres(url):
        sent = "a user's name and password"
        found.append(Server(("data", "url"), databases.server(url), sent))
    steps = workflow.discover(engagement.root, [])  # a broken notebook is told elsewhere
    for name, given in engagement.sections.items():
        model = steps[name].section
        if model.reaches is not Section.reaches:
            context = Names(steps, engagement.sections)
            held = model.model_validate(given, context=context)
            found += [Server((name, *key), *to) for key, to in held.reaches().items()]
    return found


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
            for new in _new(each):
                asked = f"{each.path} names the server {new.name}: {new.sent} would go there. "
                if agreed(f"{asked}Connect to it?"):
                    trust(each.file, new.name)


def require(engagement: Engagement) -> None:
    """Refuse to go on where a file names servers that nobody here said yes to.

    Raises
    ------
    InputError
        Naming each server, and what to do.
    """
    faults = []
    for new in _new(engagement):
        what = (
            f"names the server {new.name}, which this file has not been connected to from here: "
            f"{new.sent} would go there. If that is right, give --trust to `taller check` or "
            "`taller run`, once"
        )
        faults.append(Fault(dotted(new.key), what, engagement.line(new.key)))
    if faults:
        raise InputError(engagement.path, faults)


def _new(engagement: Engagement) -> list[Server]:
    """Each server once that nobody here said yes to."""
    named = {each.name: each for each in reversed(servers(engagement))}
    return [each for each in reversed(named.values()) if not is_trusted(engagement.file, each.name)]


def _kept() -> dict[str, list[str]]:
    if not _place().is_file():  # reading a pipe would wait for ever
        return {}
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {k: list(v) for k, v in json.loads(_place().read_text(encoding="utf-8")).items()}
    return {}


def _place() -> Path:
    return salts.folder().parent / FILE
