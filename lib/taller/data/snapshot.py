"""The snapshot: a client's data read once per run, as canonical Parquet tables with a ledger."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import checks, contract, reading, sources
from taller.data.tables import LEDGER, SCHEMAS, Ledger, Reason, Tables, Treatment
from taller.errors import DataError, Fault, cannot_write, is_disk_full

if TYPE_CHECKING:
    from taller.data.sources import FashionStoreSettings, FilesSettings

THREADS: int | None = None  # all that the machine has
SCRATCH = ".snapshot-"
MEMORY = "3GB"  # beyond it the embedded database works on disk


def take(
    settings: FilesSettings | FashionStoreSettings,
    *,
    root: Path,
    folder: Path,
    seed: int,
    currency: str,
    now: dt.datetime,
) -> Tables:
    """Read or simulate a client's data, apply the contracts, and keep the result.

    Writes ``tables/{orders,customers,items}.parquet`` and ``tables/ledger.json``, and
    ``rejected_<table>.parquet`` with the rows no table can use. Each file appears whole or not at
    all, the ledger last. The same input gives the same content, on any number of threads.

    Parameters
    ----------
    now : UTC without zone; a date more than a day after it is in the future

    Raises
    ------
    DataError
        If a file cannot be read, lacks a column, or holds no usable row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{SCRATCH}*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    with (
        _full_disk_told(folder),
        tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as name,
    ):
        scratch = Path(name)
        (scratch / "out" / "tables").mkdir(parents=True)
        simulated = settings.source == "fashion_store"
        with _connected(scratch) as con:
            if simulated:
                ledgers = _simulate(settings, scratch / "out", seed, currency)
            else:
                _refuse_faulty_headers(settings, root)
                try:
                    ledgers = _read(con, settings, root, scratch, currency, now)
                except DataError:
                    _publish(scratch / "out", folder, only="rejected_*.parquet")
                    raise
            _write_ledger(con, scratch / "out" / "tables", ledgers, simulated)
        _publish(scratch / "out", folder)
    return Tables(folder)


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
    import ibis

    threads = {} if THREADS is None else {"threads": THREADS}
    spill = str(scratch / "spill")
    con = ibis.duckdb.connect(memory_limit=MEMORY, temp_directory=spill, **threads)
    try:
        yield con
    finally:
        con.disconnect()


def _refuse_faulty_headers(settings: FilesSettings, root: Path) -> None:
    for name, file in settings.files().items():
        found = sources.file_faults(file, root)
        if found and found[0][0] == "path":
            reading.header(file, sources.located(file, root))  # raises the error itself
        if found:
            faults = [Fault(f"data.{name}.{key}", what) for key, what in found]
            raise DataError(sources.located(file, root), faults)


def _read(
    con: Any, settings: FilesSettings, root: Path, scratch: Path, currency: str, now: dt.datetime
) -> dict[str, Ledger]:
    out = scratch / "out"
    found = {}
    for name, file in settings.files().items():
        staged = reading.stage(con.con, file, sources.located(file, root), scratch, name)
        found[name] = contract.source(con, name, file, staged)
    ledger, derived = _orders(con, found["orders"], out, currency, now)
    ledgers = {"orders": ledger}
    for name, query in derived.items():
        given = _keyed(con, found[name], out) if name in found else None
        ledgers[name] = _completed(con, name, query, out, given)
    return ledgers


def _orders(
    con: Any, found: contract.Source, out: Path, currency: str, now: dt.datetime
) -> tuple[Ledger, dict[str, str]]:
    """Orders, and the queries of the customers and items they name."""
    rows = contract.typed_orders(con, found)
    agreed = checks.orders(rows, not_items=found.file.not_items, now=now)
    reasons, agreed = _failed(con, rows, agreed)
    turned = contract.judge(con, found, rows, agreed)
    good = rows.filter(~rows.rejected)
    target = out / "tables" / "orders.parquet"
    accepted = _copy(con, contract.canonical_orders(con, good, currency), target)
    rejected = contract.keep_rejected(
        con, rows, agreed, found.staged, out / "rejected_orders.parquet"
    )
    treatments = [
        *contract.float_treatments(found),
        *(contract.order_treatments(con, target, turned) if accepted else []),
    ]
    derived = {name: contract.details(con, good, name) for name in ("customers", "items")}
    return _balanced(found, accepted, rejected, reasons, treatments), derived


def _failed(
    con: Any, rows: Any, agreed: list[checks.Check]
) -> tuple[list[Reason], list[checks.Check]]:
    """The reasons found, and their checks: the others need not be looked at again."""
    reasons = contract.broken(con, rows, agreed)
    codes = {reason.code for reason in reasons}
    return reasons, [check for check in agreed if check.code in codes] or agreed[:1]


def _keyed(con: Any, found: contract.Source, out: Path) -> Ledger:
    """A table the client gave whole: customers or items."""
    name, key = found.schema.name, found.schema.columns[0].name
    rows = contract.typed(con, found)
    agreed = checks.keyed(rows, key)
    reasons, agreed = _failed(con, rows, agreed)
    contract.judge(con, found, rows, agreed)
    good = rows.filter(~rows.rejected).select([column.name for column in found.schema.columns])
    accepted = _copy(con, con.compile(good), out / "tables" / f"{name}.parquet")
    rejected = contract.keep_rejected(
        con, rows, agreed, found.staged, out / f"rejected_{name}.parquet"
    )
    return _balanced(found, accepted, rejected, reasons, contract.float_treatments(found))


def _balanced(
    found: contract.Source, accepted: int, rejected: int,
    reasons: list[Reason], treatments: list[Treatment],
) -> Ledger:  # fmt: skip
    staged = found.staged
    if accepted + rejected != staged.rows:
        raise AssertionError(f"{staged.rows} rows read, {accepted} accepted, {rejected} rejected")
    ledger = Ledger(
        found.schema.name, staged.path.name, staged.rows, accepted, rejected,
        tuple(reasons), tuple(treatments),
    )  # fmt: skip
    contract.refuse_if_nothing_is_left(found, ledger, f"rejected_{ledger.table}.parquet")
    return ledger


def _completed(con: Any, name: str, derived: str, out: Path, given: Ledger | None) -> Ledger:
    """Customers or items: the client's own rows, and one for each that orders name besides."""
    key = SCHEMAS[name].columns[0].name
    target = out / "tables" / f"{name}.parquet"
    if given is None:
        rows = _copy(con, f"{derived} ORDER BY {key}", target)
        return Ledger(name, "orders", rows, rows, 0)
    theirs = f"SELECT * FROM read_parquet({reading.literal(target)})"
    both = (
        f"{theirs} UNION ALL SELECT * FROM ({derived}) AS d "
        f"ANTI JOIN ({theirs}) AS t ON d.{key} = t.{key} ORDER BY {key}"
    )
    merged = target.with_suffix(".merged")
    added = _copy(con, both, merged) - given.accepted
    merged.replace(target)
    if not added:
        return given
    treatments = (*given.treatments, Treatment("added", added))
    return Ledger(
        name, given.source, given.read, given.accepted, given.rejected, given.reasons, treatments
    )


def _copy(con: Any, query: str, to: Path) -> int:
    target = reading.literal(to)
    return int(con.con.execute(f"COPY ({query}) TO {target} (FORMAT parquet)").fetchone()[0])


def _simulate(
    settings: FashionStoreSettings, out: Path, seed: int, currency: str
) -> dict[str, Ledger]:
    from taller.data.simulators import fashion_store

    frames = fashion_store.simulate(settings, seed=seed, currency=currency)
    fashion_store.write(frames, out / "tables")
    ledgers = {}
    for name in SCHEMAS:
        rows = frames[name].num_rows
        ledgers[name] = Ledger(name, "fashion_store", rows, rows, 0)
    return ledgers


def _write_ledger(con: Any, tables: Path, ledgers: dict[str, Ledger], simulated: bool) -> None:
    if simulated:
        ledger = ledgers["orders"]
        treatments = tuple(contract.order_treatments(con, tables / "orders.parquet", 0))
        ledgers["orders"] = Ledger(
            ledger.table, ledger.source, ledger.read, ledger.accepted, 0, (), treatments
        )
    plain = {name: ledger.to_json() for name, ledger in ledgers.items()}
    truth = sorted(path.stem.removeprefix("truth_") for path in tables.glob("truth_*.parquet"))
    record = {
        "schema": 1,
        "simulated": simulated,
        "truth": truth,
        "tables": plain,
        "fingerprint": _fingerprint(con, tables, plain),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (tables / LEDGER).write_text(text + "\n", encoding="utf-8")


def _fingerprint(con: Any, tables: Path, ledgers: dict[str, Any]) -> str:
    """Hash of the content: every row of every table, and the ledgers."""
    digest = hashlib.sha256(json.dumps(ledgers, sort_keys=True).encode())
    for name, schema in SCHEMAS.items():
        columns = ", ".join(column.name for column in schema.canonical)
        # Sum and xor of the rows' hashes do not depend on how threads shared the rows.
        found = con.con.execute(
            f"SELECT count(*), sum(hash({columns})::HUGEINT), bit_xor(hash({columns})) "
            f"FROM read_parquet({reading.literal(tables / f'{name}.parquet')})"
        ).fetchone()
        digest.update(f"{name} {columns} {found}".encode())
    return digest.hexdigest()


def _publish(made: Path, folder: Path, only: str = "**/*") -> None:
    """Put finished files in their place, the ledger last: it says that the snapshot is whole."""
    (folder / "tables").mkdir(exist_ok=True)
    if only == "**/*":
        (folder / "tables" / LEDGER).unlink(missing_ok=True)
        for old in [*folder.glob("rejected_*.parquet"), *(folder / "tables").glob("*.parquet")]:
            old.unlink()
    files = [path for path in made.glob(only) if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == LEDGER):
        path.replace(folder / path.relative_to(made))
