"""The sources of a new engagement file: files, sheets of a workbook, tables of a database."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.settings.places import home
from taller.data.settings.schemas import SCHEMAS, TRIALS
from taller.errors import DataError, Fault, InputError, SeveralError, did_you_mean, printable
from taller.workbench.engagement.engagement import relative_to_root

if TYPE_CHECKING:
    from taller.data.propose.proposal import Proposal
    from taller.data.propose.sampling import Sample
    from taller.data.settings.sources import TableFile

DATABASE = re.compile(r"^postgres(?:ql)?://")
DATABASE_FILES = (".duckdb", ".ddb", ".db")
MOST_TABLES = 30  # of one workbook, each of which is sampled
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def is_database(one: str) -> bool:
    """Whether what was given is a database's address or file."""
    return bool(DATABASE.match(one)) or one.lower().endswith(DATABASE_FILES)


@dataclass(frozen=True)
class Unused:
    """A source that is left out of an engagement file, and why.

    Attributes
    ----------
    table : the canonical table it is nearest to; None where it is near none
    missing : canonical columns that it lacks to be that table
    other : the source that holds the table, where that tells more of it
    why : in other words, where it could not be read
    """

    origin: str
    table: str | None = None
    missing: tuple[str, ...] = ()
    other: str = ""
    why: str = ""


def origin(source: Any) -> str:
    """A source as its owner knows it, on one line: path and sheet, or table."""
    if not hasattr(source, "path"):
        return printable(source.table)
    return printable(f"{source.path}/{source.sheet}" if source.sheet else source.path)


def of_files(given: Sequence[str], root: Path) -> tuple[list[Proposal], list[Unused]]:
    """A proposal for each source that is a table, and the others.

    Files of the same columns are one source.

    Raises
    ------
    InputError
        If a file cannot be read, or none can be understood; all faults at once.
    """
    from taller.data import reading
    from taller.data.settings.sources import TableFile

    faults: list[InputError] = []
    groups: dict[frozenset[str], list[str]] = {}
    books: list[list[TableFile]] = []
    for one in dict.fromkeys(given):
        with _collecting(faults):
            path = _from_root(one, root)
            if sheets := _sheets(path, root):
                books.append(sheets)
                continue
            header = reading.header(TableFile(path=path), root=root)
            groups.setdefault(frozenset(header), []).append(path)
    _raise_all(faults)
    sources = [sheet for sheets in books for sheet in sheets]
    for paths in groups.values():
        with _collecting(faults):
            sources.append(TableFile(path=_together(paths, root)))
    _raise_all(faults)
    return _proposed(sources, root)


def _proposed(sources: Sequence[TableFile], root: Path) -> tuple[list[Proposal], list[Unused]]:
    """A proposal for each source that is a table, at least one, and the others."""
    from taller.data.propose import joined, sampling
    from taller.data.propose import proposal as propose
    from taller.data.reading import refusals

    found, unused, faults, none, read = [], [], [], [], []
    with contextlib.ExitStack() as samples:
        for source in sources:
            try:
                sample = samples.enter_context(sampling.taken(source, root=root))
                read.append((source, sample))
                with refusals.netted(origin(source)):
                    found.append(propose.of_sample(source, sample))
            except propose.NoTableError as error:
                near = error.nearest
                none.append(error)
                unused.append(Unused(origin(source), *((near.table, near.missing) if near else ())))
            except DataError as error:  # a cover or a note beside the sheets that are tables
                (none if source.sheet else faults).append(error)
                unused.append(Unused(origin(source), why="; ".join(f.what for f in error.faults)))
        pair = joined.propose(read, found)
        found, unused = _with_accounts(read, found, unused)
    if pair is not None:
        two = {origin(pair.source), origin(pair.tables[0].heads.source)}
        found = [pair, *(one for one in found if origin(one.source) not in two)]
        unused = [one for one in unused if one.origin not in two]
    if faults or not found:
        _raise_all([*faults, *none])
    return found, unused


def _with_accounts(
    read: Sequence[tuple[TableFile, Sample]], found: list[Proposal], unused: list[Unused]
) -> tuple[list[Proposal], list[Unused]]:
    """The accounts that subscriptions name, where alone they are customers, or nothing."""
    from taller.data.propose import proposal as propose

    by_table = {table.table: table for proposal in found for table in proposal.tables}
    if "subscriptions" not in by_table:
        return found, unused
    if "accounts" in by_table:  # their contracts tell who left, so no flat table of it is needed
        return [replace(p, tables=p.tables[:1]) if p.tables[0].table == "accounts" else p
                for p in found], unused  # fmt: skip
    key = by_table["subscriptions"].columns["account_id"]
    left = {origin(p.source) for p in found if p.tables[0].table == "customers"}
    left |= {one.origin for one in unused if one.table == "customers"}
    for source, sample in read:
        if (name := origin(source)) not in left or key not in sample.staged.header:
            continue
        with contextlib.suppress(propose.NoTableError):
            accounts = propose.of_sample(source, sample, only="accounts")
            found = [*(p for p in found if origin(p.source) != name), accounts]
            unused = [one for one in unused if one.origin != name]
    return found, unused


def _sheets(path: str, root: Path) -> list[TableFile]:
    """The sheets of a workbook that hold different tables; none where it is one table."""
    from taller.data import reading
    from taller.data.settings.sources import TableFile

    file = root / path
    if not path.lower().endswith(WORKBOOKS) or not file.is_file():
        return []
    try:
        found = reading.sheets(TableFile(path=path), root=root)
    except DataError:
        return []  # reading it says why
    kinds = len({frozenset(names) for names in found.values()})
    if kinds < 2:
        return []
    if kinds > MOST_TABLES:
        what = f"holds {kinds} tables with different columns, more than {MOST_TABLES}"
        raise DataError(path, f"{what}; save those to be read as a workbook of their own")
    return [TableFile(path=path, sheet=name) for name in found]


@contextlib.contextmanager
def _collecting(faults: list[InputError]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        faults.append(error)


def _raise_all(errors: Sequence[InputError]) -> None:
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SeveralError(errors)


def _from_root(one: str, root: Path) -> str:
    """A path given from the current folder, as the workbench's root sees it."""
    if "${" in one:
        raise InputError(one, "a path with '${' in it cannot be written down; rename the file")
    if printable(one) != one:
        what = "has a name that cannot be written down; rename it, in letters and digits"
        raise InputError(one, what)
    path = home(one)
    here = path if path.is_absolute() else Path(os.path.abspath(path))
    return relative_to_root(here, root)


def _together(paths: Sequence[str], root: Path) -> str:
    """One path for several files of the same columns: their folder, or a pattern.

    Raises
    ------
    DataError
        If no folder and no pattern holds these files and no others.
    """
    from taller.data import reading
    from taller.data.settings.sources import TableFile

    if len(paths) == 1:
        return paths[0]
    wanted = sorted((root / path).resolve() for path in paths)
    for tried in _patterns(paths):
        with contextlib.suppress(DataError):
            found = reading.input_files(TableFile(path=tried), root)
            if sorted(path.resolve() for path in found) == wanted:
                return tried
    listed = ", ".join(paths[:5]) + (" ..." if len(paths) > 5 else "")
    what = "have the same columns, but no folder or pattern holds them and nothing else"
    raise DataError(listed, f"{what}; put them into a folder of their own and name it")


def _patterns(paths: Sequence[str]) -> list[str]:
    folders = {os.path.dirname(path) for path in paths}
    if len(folders) > 1:
        return []
    folder = folders.pop()
    names = [os.path.basename(path) for path in paths]
    start = _common_start(names)
    end = _common_start([name[len(start) :][::-1] for name in names])[::-1]
    # A digit that happens to be common would leave out next month's file.
    shorter = re.sub(r"\d+$", "", start)
    kept = [f"{stem}*{end}" for stem in dict.fromkeys((shorter, start))]
    kept = [pattern for pattern in kept if not set("[?") & set(pattern)]
    return [folder or "."] + [f"{folder}/{pattern}" if folder else pattern for pattern in kept]


def _common_start(names: Sequence[str]) -> str:
    """The letters that all names begin with."""
    alike = itertools.takewhile(lambda at: len(set(at)) == 1, zip(*names, strict=False))
    return "".join(at[0] for at in alike)


def of_database(
    given: Sequence[str], tables: Sequence[str], root: Path
) -> tuple[str, list[Proposal]]:
    """A proposal for each table named of one database."""
    from taller.data.propose import proposal as propose
    from taller.data.settings.sources import DatabaseSettings, DatabaseTable

    if len(given) > 1:
        raise InputError(", ".join(given), "one database, or files; not both, nor several")
    url = given[0]
    if re.match(r"^\w+://[^/@]*:[^/@]*@", url):
        what = "holds a password; leave it out, and give it in PGPASSWORD, ~/.pgpass or the keyring"
        raise InputError("the database's address", what)
    if not DATABASE.match(url):
        url = _from_root(url, root)
    if not tables:
        what = "say which of its tables to read, such as --table orders=public.pedidos"
        raise InputError(url, what)
    named = _named_tables(tables)
    settings = DatabaseSettings.model_construct(source="database", url=url, timeout=600.0)
    faults: list[InputError] = []
    proposals = []
    for canonical, own in named.items():
        with _collecting(faults):
            source = DatabaseTable(table=own)
            proposals.append(propose.propose(source, root=root, database=settings, only=canonical))
    _raise_all(faults)
    return url, proposals


def _named_tables(tables: Sequence[str]) -> dict[str, str]:
    """``orders=public.pedidos`` taken apart."""
    named: dict[str, str] = {}
    faults, known = [], (*SCHEMAS, TRIALS.name)
    for one in tables:
        canonical, mark, own = one.partition("=")
        if not mark or not own.strip():
            faults.append(Fault("--table", f"must look like orders=public.pedidos (got {one!r})"))
        elif canonical not in known:
            what = f"no such table: '{canonical}'{did_you_mean(canonical, known)}"
            faults.append(Fault("--table", what))
        elif canonical in named:
            faults.append(Fault("--table", f"gives {canonical} twice; keep one"))
        else:
            named[canonical] = own.strip()
    if faults:
        raise InputError("taller new", faults)
    return named
