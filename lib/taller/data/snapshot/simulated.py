"""A simulated client's tables, with the record of a client's own: nothing in them is rejected."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import reading
from taller.data.contract import contract, prose
from taller.data.orders import whole_orders
from taller.data.settings.schemas import SCHEMAS
from taller.data.tell import quality, reconcile
from taller.data.tell.ledger import Ledger
from taller.data.tell.record import Found

if TYPE_CHECKING:
    import ibis

    from taller.data.settings.sources import (
        FashionStoreSettings,
        RegionsSettings,
        SaasPlatformSettings,
        TrialSettings,
    )


def simulate(
    con: Any,
    settings: FashionStoreSettings | RegionsSettings | SaasPlatformSettings | TrialSettings,
    out: Path,
    *,
    seed: int,
    currency: str,
    now: dt.datetime,
) -> Found:
    """Simulate a client's data into ``out``; see `taller.data.snapshot.snapshot.take`."""
    from taller.data.simulators import fashion_store, regions, saas_platform, trial

    tables = out / "tables"
    if settings.source == "trial":
        trial.write(settings, seed=seed, folder=tables)
        return Found(ledgers={"trials": _whole(con, tables / "trials.parquet", "trials", "trial")})
    made = {"fashion_store": fashion_store, "saas_platform": saas_platform,
            "regions": regions}[settings.source]  # fmt: skip
    made.write(settings, seed=seed, currency=currency, folder=tables)
    found = Found()
    for name, schema in SCHEMAS.items():
        path = tables / f"{name}.parquet"
        if not path.exists():
            continue
        told = contract.order_treatments(con, path, 0) if name == "orders" else []
        told += prose.hidden(path)
        whole = _whole(con, path, name, settings.source)
        found.ledgers[name] = replace(whole, treatments=tuple(told))
        rows = _as_typed(con, path, name)
        mapped = {c.name for c in schema.canonical if c.given != "derived"}
        orders = None
        if name == "orders":
            orders = whole_orders.begun(rows, currency="currency" in mapped)
            found.control = reconcile.control(rows, orders=orders)
        found.quality[name] = quality.measure(
            con, rows, schema, mapped=mapped, now=now, orders=orders
        )
    return found


def _whole(con: Any, path: Path, name: str, origin: str) -> Ledger:
    """The ledger of a table whose rows are all accepted."""
    (n,) = con.con.execute(
        f"SELECT count(*) FROM read_parquet({reading.literal(path)})"
    ).fetchall()[0]
    return Ledger(name, origin, n, n, 0)


def _as_typed(con: Any, path: Path, name: str) -> ibis.Table:
    """A canonical table in the form of typed rows, none of which is rejected."""
    import ibis

    rows = con.read_parquet(path, table_name=f"simulated_{name}")
    given = SCHEMAS[name].given
    rows = rows.mutate(**{c.name: ibis.null(c.type) for c in given if c.name not in rows.columns})
    texts = {f"{c.name}_text": rows[c.name].cast("string") for c in given}
    no = ibis.literal(False)
    nothing = ibis.literal([], type="array<string>")
    rows = rows.mutate(
        **texts, duplicate=no, superseded=no, summary=no, rejected=no, reasons=nothing
    )
    # Each question would otherwise be compiled with all that stands above.
    view = f"typed_{name}"
    con.con.execute(
        f"CREATE OR REPLACE TEMP VIEW {view} AS "
        f"SELECT * REPLACE (reasons::VARCHAR[] AS reasons) FROM ({con.compile(rows)})"
    )
    return con.table(view)
