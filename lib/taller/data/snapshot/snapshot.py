"""The snapshot: a client's data read once per run, as canonical Parquet tables with a ledger."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable
from taller.data import people
from taller.data.contract import contract
from taller.data.engine import aliases, bounds, engine
from taller.data.reading import refusals
from taller.data.settings import sources
from taller.data.snapshot import assembly, simulated, watching
from taller.data.tables import LEDGER, Tables
from taller.data.tell import record
from taller.errors import DataError, Fault, SeveralError, cannot_write, is_disk_full

if TYPE_CHECKING:
    from taller.data.settings.sources import Settings

THREADS: int | None = None  # all that the machine has
SCRATCH = ".snapshot-"
QUARANTINE_TOLD = """\
Cuarentena / Quarantine

ES  Filas que no se pudieron usar, tal como venían en los datos del cliente, con su archivo, su
    número de fila y los motivos. Pueden contener datos personales sin ocultar: no reenvíe esta
    carpeta. `taller forget` la borra.
EN  Rows that could not be used, as they stood in the client's data, with their file, their row
    number and the reasons. They may hold personal data unhidden: do not forward this folder.
    `taller forget` removes it.
"""


def take(
    settings: Settings,
    *,
    root: Path,
    folder: Path,
    seed: int,
    currency: str,
    now: dt.datetime,
    client: str = "client",
    passing: bool = False,
) -> Tables:
    """Read or simulate a client's data, apply the contracts, and keep the result.

    Writes ``tables/<table>.parquet`` and ``tables/ledger.json``, and ``quarantine/<table>.parquet``
    with the rows no table can use. Each file appears whole or not at all, the ledger last. The same
    input gives the same content, on any number of threads.

    Parameters
    ----------
    now : UTC without zone; a date more than a day after it is in the future
    client : the client's slug, whose salt makes the pseudonyms of people
    passing : whether the snapshot is looked at and thrown away: a client without a salt gets none

    Raises
    ------
    DataError
        If a file cannot be read, lacks a column, holds no usable row, or changed meanwhile; a
        `SeveralError` where several tables are faulty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear(folder)
    with (
        _full_disk_told(folder),
        people.guarded(),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as name,
    ):
        scratch = aliases.plain(Path(name))
        out = scratch / "out"
        for made in ("tables", contract.QUARANTINE):
            (out / made).mkdir(parents=True)
        _tell_sizes(settings, root)
        with _connected(scratch) as con:
            if settings.simulated:
                found = simulated.simulate(
                    con, settings, out, seed=seed, currency=currency, now=now
                )
            else:
                try:
                    with watching.watched(settings, root), refusals.netted("data"):
                        _refuse_faulty_headers(settings, root)
                        found = assembly.assemble(
                            con, settings, root=root, scratch=scratch, currency=currency, now=now,
                            client=client, passing=passing,
                        )  # fmt: skip
                except watching.ChangedError:
                    raise
                except (DataError, SeveralError):
                    rejected = f"{contract.QUARANTINE}/*.parquet"
                    if any(out.glob(rejected)):
                        _publish(out, folder, only=rejected)
                    raise
            record.write(con, out / "tables", found, settings, root)
        _publish(out, folder)
    return Tables(folder)


def clear(folder: Path) -> None:
    """Remove what a process that was killed amid `take` has left."""
    for left in folder.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)


def _tell_sizes(settings: Settings, root: Path) -> None:
    """Say how large all is that will be read, from which follows what the database may take."""
    if settings.simulated:
        bounds.makes("data", settings.size)
        return
    with suppress(DataError):  # said by whoever reads them
        bounds.reads("data", *sources.input_files(settings, root=root))


@contextmanager
def _full_disk_told(folder: Path) -> Iterator[None]:
    """One clear message for a full disk, whichever library ran into it."""
    try:
        yield
    except Exception as error:
        if is_disk_full(error):
            raise cannot_write(folder, OSError(errno.ENOSPC, "disk full")) from error
        raise


@contextmanager
def _connected(scratch: Path) -> Iterator[Any]:
    threads = {} if THREADS is None else {"threads": THREADS}
    con = engine.connect_ibis(scratch / "spill", **threads)
    # DuckDB 2.0 makes a join of a long IN, after which a copy no longer keeps the rows' order.
    con.con.execute("SET disabled_optimizers = 'in_clause'")
    try:
        with engine.interruptible(con.con):
            yield con
    finally:
        con.disconnect()


def _refuse_faulty_headers(settings: Settings, root: Path) -> None:
    found = sources.check(settings, root=root, source_name="data", line_of=lambda key: None)
    if found:
        raise DataError("data", found) if len(found) > 1 else DataError(*_alone(found[0]))


def _alone(fault: Fault) -> tuple[str, Fault]:
    return "data", fault


def _publish(made: Path, folder: Path, only: str = "**/*") -> None:
    """Put finished files in their place, the ledger last: it says that the snapshot is whole."""
    for name in ("tables", contract.QUARANTINE):
        (folder / name).mkdir(exist_ok=True)
        if only == "**/*":
            (folder / "tables" / LEDGER).unlink(missing_ok=True)
            for old in (folder / name).glob("*.parquet"):
                old.unlink()
    told = made / contract.QUARANTINE / "README.txt"
    told.write_text(QUARANTINE_TOLD, encoding="utf-8")
    files = [told, *(path for path in made.glob(only) if path.is_file() and path != told)]
    for path in sorted(files, key=lambda path: path.name == LEDGER):
        durable.place(path, folder / path.relative_to(made), durable.PRIVATE)
