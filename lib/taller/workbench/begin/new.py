"""A new engagement file: what the client's files seem to be, written down for a person to check.

Nothing is overwritten, and nothing is left behind that `taller check` would refuse.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.reading.containers import databases
from taller.errors import Fault, InputError, cannot_write
from taller.workbench.begin import sources
from taller.workbench.begin import text as new_text
from taller.workbench.begin.sources import Unused
from taller.workbench.engagement import trust
from taller.workbench.engagement.engagement import relative_to_root
from taller.workbench.process import contained
from taller.workbench.run import workflow

if TYPE_CHECKING:
    from taller.data.propose.proposal import Proposal

CLEARLY = 1.5  # times as much like a table as another source, from which the other is left out
NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,59}$")


@dataclass(frozen=True)
class Written:
    """A new engagement file.

    Attributes
    ----------
    path : the file, as the workbench's root sees it
    language : of its comments and its reports
    proposals : what each source seems to be; none for a template
    unused : sources that were left out
    """

    path: str
    language: str
    proposals: tuple[Proposal, ...]
    unused: tuple[Unused, ...] = ()


def write(
    name: str,
    given: Sequence[str] = (),
    *,
    tables: Sequence[str] = (),
    language: str | None = None,
    client: str | None = None,
    root: Path | None = None,
) -> Written:
    """Write ``params/<name>.yaml`` from files, from a database, or as a template.

    Parameters
    ----------
    given : files, folders or patterns; or one database
    tables : ``canonical=own`` for each table of a database to be read
    language : es or en; that of the files' headers unless given
    client : the client's name; made of ``name`` unless given

    Raises
    ------
    InputError
        If the name is none or taken, a source cannot be read, or none can be understood; all
        faults at once.
    """
    root = root or workflow.find_root(Path.cwd())
    if root is None:
        what = "is in no workbench: none of the folders above holds both params/ and notebooks/"
        raise InputError(str(Path.cwd()), what)
    path = _place(name, root)
    if language not in (None, "es", "en"):
        raise InputError("--language", f"must be es or en (got {language!r})")
    client = client or " ".join(re.split(r"[_-]+", name)).title()
    if not given:
        if tables:
            raise InputError("--table", "says which tables of a database to read; name it first")
        text = new_text.template(client, language or "es", path.name)
        _leave(path, text, root)
        return Written(relative_to_root(path, root), language or "es", ())
    unused: list[Unused] = []
    if any(sources.is_database(one) for one in given):
        database, proposals = contained.call(sources.of_database, given, tables, root)
    elif tables:
        raise InputError("--table", "is for a database; files say by their columns what they hold")
    else:
        database = None
        proposals, unused = contained.call(sources.of_files, given, root)
    proposals, weaker = _one_source_each(proposals)
    unused += weaker
    spoken = language or ("es" if _is_spanish(proposals) else "en")
    text = new_text.engagement(client, spoken, path.name, proposals, database, unused)
    _leave(path, text, root)
    if database is not None and databases.is_postgres(database):
        trust.trust(path, databases.server(database))
    return Written(relative_to_root(path, root), spoken, tuple(proposals), tuple(unused))


def _place(name: str, root: Path) -> Path:
    """Where the new file goes."""
    if not NAME.match(name):
        stem = Path(name).stem.lower()
        hint = f"; did you mean '{stem}'?" if stem != name and NAME.match(stem) else ""
        what = "a name is lower-case letters, digits, '_' and '-', such as moda_viva"
        raise InputError(name, what + hint)
    path = root / "params" / f"{name}.yaml"
    if path.exists() or path.is_symlink():
        shown = relative_to_root(path, root)
        raise InputError(shown, "exists already, and is never overwritten; give another name")
    return path


def _leave(path: Path, text: str, root: Path) -> None:
    """Write the file, and take it away again if it would not pass a check."""
    from taller.workbench.engagement import engagement

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        shown = relative_to_root(path, root)
        raise InputError(shown, "exists already, and is never overwritten") from None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise cannot_write(relative_to_root(path, root), error) from None
    try:
        engagement.check_data(engagement.read(path, root))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _is_spanish(proposals: Sequence[Proposal]) -> bool:
    spanish = sum(proposal.language == "es" for proposal in proposals)
    return spanish * 2 > len(proposals)


def _one_source_each(proposals: Sequence[Proposal]) -> tuple[list[Proposal], list[Unused]]:
    """Each canonical table from one source, and the sources that are left out for it.

    One of its own goes before a part of another export, and one that is the table clearly before
    one that is so only for want of a better.

    Raises
    ------
    InputError
        If two sources of their own look about as much like the same table.
    """
    alone = {p.tables[0].table for p in proposals if len(p.tables) == 1}
    kept = []
    for proposal in proposals:
        tables = proposal.tables
        if len(tables) > 1:
            tables = tuple(table for table in tables if table.table not in alone)
        if tables:
            kept.append(dataclasses.replace(proposal, tables=tables))
    by_table: dict[str, list[Proposal]] = {}
    for proposal in kept:
        for table in proposal.tables:
            by_table.setdefault(table.table, []).append(proposal)
    faults, unused = [], []
    for table, rivals in by_table.items():
        best, *others = sorted(rivals, key=lambda rival: -_strength(rival, table))
        if others and _strength(best, table) < CLEARLY * _strength(others[0], table):
            named = " and ".join(sources.origin(rival.source) for rival in rivals)
            faults.append(Fault("", f"{named} both look like {table}, with different columns; one "
                          "file, folder or pattern per table: leave the others out"))  # fmt: skip
        for other in others:
            left = tuple(each for each in other.tables if each.table != table)
            at = next(i for i, one in enumerate(kept) if one.source == other.source)
            kept[at] = dataclasses.replace(other, tables=left)
            first, second = (sources.origin(one.source) for one in (other, best))
            unused.append(Unused(first, table, other=second))
    if faults:
        raise InputError("taller new", faults)
    return [proposal for proposal in kept if proposal.tables], unused


def _strength(proposal: Proposal, table: str) -> float:
    return next(each.strength for each in proposal.tables if each.table == table)
