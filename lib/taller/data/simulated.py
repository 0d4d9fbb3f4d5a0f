"""A simulated client's tables, with the record of a client's own: nothing in them is rejected."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import contract, quality, reading, reconcile
from taller.data.ledger import Ledger
from taller.data.record import Found
from taller.data.schemas import SCHEMAS

if TYPE_CHECKING:
    import ibis

    from taller.data.sources import FashionStoreSettings


def simulate(
    con: Any,
    settings: FashionStoreSettings,
    out: Path,
    *,
    seed: int,
    currency: str,
    now: dt.datetime,
) -> Found:
    """Simulate a client's data into ``out``; see `taller.data.snapshot.take`."""
    from taller.data.simulators import fashion_store

    tables = out / "tables"
    fashion_store.write(settings, seed=seed, currency=currency, folder=tables)
    found = Found()
    for name, schema in SCHEMAS.items():
        path = tables / f"{name}.parquet"
        if not path.exists():
            continue
        (n,) = con.con.execute(
            f"SELECT count(*) FROM read_parquet({reading.literal(path)})"
        ).fetchall()[0]
        told = contract.order_treatments(con, path, 0) if name == "orders" else []
        found.ledgers[name] = Ledger(name, "fashion_store", n, n, 0, (), tuple(told))
        rows = _as_typed(con, path, name)
        mapped = {c.name for c in schema.canonical if c.given != "derived"}
        found.quality[name] = quality.measure(con, rows, schema, mapped=mapped, now=now)
        if name == "orders":
            found.control = reconcile.control(rows)
    return found


def _as_typed(con: Any, path: Path, name: str) -> ibis.Table:
    """A canonical table in the form of typed rows, none of which is rejected."""
    import ibis

    rows = con.read_parquet(path, table_name=f"simulated_{name}")
    given = SCHEMAS[name].given
    rows = rows.mutate(**{c.name: ibis.null(c.type) for c in given if c.name not in rows.columns})
    texts = {f"{c.name}_text": rows[c.name].cast("string") for c in given}
    no = ibis.literal(False)
    nothing = ibis.literal([], type="array<string>")
    return rows.mutate(
        **texts, duplicate=no, superseded=no, summary=no, rejected=no, reasons=nothing
    )
