"""A new engagement file: what the client's files seem to be, written down for a person to check.

Nothing is overwritten, and nothing is left behind that `taller check` would refuse.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.schemas import SCHEMAS
from taller.errors import DataError, Fault, InputError, did_you_mean
from taller.workbench import new_text, workflow
from taller.workbench.engagement import relative_to_root

if TYPE_CHECKING:
    from taller.data.propose import Proposal
    from taller.data.sources import TableFile

NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,59}$")
DATABASE = re.compile(r"^postgres(?:ql)?://")
DATABASE_FILES = (".duckdb", ".ddb", ".db")


@dataclass(frozen=True)
class Written:
    """A new engagement file.

    Attributes
    ----------
    path : the file, as the workbench's root sees it
    language : of its comments and its reports
    proposals : what each source seems to be; none for a template
    """

    path: str
    language: str
    proposals: tuple[Proposal, ...]


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
        If the name is none or taken, or a source cannot be read or understood; all faults at once.
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
    if any(_is_database(one) for one in given):
        database, proposals = _of_database(given, tables, root)
    elif tables:
        raise InputError("--table", "is for a database; files say by their columns what they hold")
    else:
        database, proposals = None, _of_files(given, root)
    _refuse_twice(proposals)
    spoken = language or ("es" if _is_spanish(proposals) else "en")
    text = new_text.engagement(client, spoken, path.name, proposals, database)
    _leave(path, text, root)
    return Written(relative_to_root(path, root), spoken, tuple(proposals))


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
    from taller.workbench import engagement

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        shown = relative_to_root(path, root)
        raise InputError(shown, "exists already, and is never overwritten") from None
    except OSError as error:
        from taller.errors import cannot_write

        path.unlink(missing_ok=True)
        raise cannot_write(relative_to_root(path, root), error) from None
    try:
        engagement.check_data(engagement.read(path, root))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _is_database(one: str) -> bool:
    return bool(DATABASE.match(one)) or one.lower().endswith(DATABASE_FILES)


def _is_spanish(proposals: Sequence[Proposal]) -> bool:
    spanish = sum(proposal.language == "es" for proposal in proposals)
    return spanish * 2 > len(proposals)


def _of_files(given: Sequence[str], root: Path) -> list[Proposal]:
    """A proposal for each source: files of the same columns are one source."""
    from taller.data import propose, reading
    from taller.data.sources import TableFile

    faults: list[InputError] = []
    groups: dict[frozenset[str], list[str]] = {}
    for one in dict.fromkeys(given):
        path = _from_root(one, root)
        with _collecting(faults):
            header = reading.header(TableFile(path=path), root=root)
            groups.setdefault(frozenset(header), []).append(path)
    _raise_all(faults)
    proposals = []
    for paths in groups.values():
        with _collecting(faults):
            source = TableFile(path=_together(paths, root))
            proposals.append(propose.propose(source, root=root))
    _raise_all(faults)
    return proposals


@contextlib.contextmanager
def _collecting(faults: list[InputError]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        faults.append(error)


def _raise_all(errors: Sequence[InputError]) -> None:
    from taller.errors import SeveralError

    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise SeveralError(errors)


def _from_root(one: str, root: Path) -> str:
    """A path given from the current folder, as the workbench's root sees it."""
    if "${" in one:
        raise InputError(one, "a path with '${' in it cannot be written down; rename the file")
    path = Path(one).expanduser()
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
    from taller.data.sources import TableFile

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


def _of_database(
    given: Sequence[str], tables: Sequence[str], root: Path
) -> tuple[str, list[Proposal]]:
    """A proposal for each table named of one database."""
    from taller.data import propose
    from taller.data.sources import DatabaseSettings, DatabaseTable

    if len(given) > 1:
        raise InputError(", ".join(given), "one database, or files; not both, nor several")
    url = given[0]
    if re.match(r"^\w+://[^/@]*:[^/@]*@", url):
        what = "holds a password; leave it out, and give it in PGPASSWORD or ~/.pgpass"
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
    faults = []
    for one in tables:
        canonical, mark, own = one.partition("=")
        if not mark or not own.strip():
            faults.append(Fault("--table", f"must look like orders=public.pedidos (got {one!r})"))
        elif canonical not in SCHEMAS:
            what = f"no such table: '{canonical}'{did_you_mean(canonical, SCHEMAS)}"
            faults.append(Fault("--table", what))
        elif canonical in named:
            faults.append(Fault("--table", f"gives {canonical} twice; keep one"))
        else:
            named[canonical] = own.strip()
    if faults:
        raise InputError("taller new", faults)
    return named


def _refuse_twice(proposals: Sequence[Proposal]) -> None:
    """One source per canonical table."""
    by_table: dict[str, list[str]] = {}
    for proposal in proposals:
        for table in proposal.tables:
            by_table.setdefault(table.table, []).append(_origin(proposal.source))
    faults = [
        Fault("", f"{' and '.join(origins)} both look like {table}, with different columns; one "
              "file, folder or pattern per table: leave the others out")
        for table, origins in by_table.items()
        if len(origins) > 1
    ]  # fmt: skip
    if faults:
        raise InputError("taller new", faults)


def _origin(source: TableFile | Any) -> str:
    return source.path if hasattr(source, "path") else source.table
