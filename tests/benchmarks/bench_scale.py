"""Five and fifty million order lines, from CSV and Parquet to canonical tables.

Beside Taller stand plain DuckDB and pandas, each doing what an expert's script would: read, type,
drop duplicates and unusable rows, turn cancellations, keep orders, customers and items as Parquet,
and the month's totals. Neither keeps rejected rows, reasons, quality or personal data in check.
All must find the same number of lines and the same money. Each side runs in a fresh process, its
libraries loaded before it is timed, so that its peak memory is its own; pandas runs under a limit
of memory and may be said to exceed it.
``python -m tests.benchmarks.bench_scale SIDE FILE OUT`` is one such process.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SIZES = (5_000_000, 50_000_000)
LIMIT = 20 << 30  # bytes of address space pandas may take
COLUMNS = {
    "transaction_id": "order", "user_id": "customer", "item_id": "sku",
    "event_timestamp": "ordered_at", "quantity": "units", "price": "unit_price",
}  # fmt: skip
NOW = dt.datetime(2026, 7, 1)


def figures() -> list[dict[str, Any]]:
    """Each size and format: seconds and peak memory."""
    found = []
    for lines in SIZES:
        with tempfile.TemporaryDirectory() as name:
            scratch = Path(name)
            for kind in ("parquet", "csv"):
                path = scratch / f"orders.{kind}"
                _write(path, lines)
                sides = {side: _measured(side, path, scratch) for side in ("ours", "duckdb")}
                sides["pandas"] = _measured("pandas", path, scratch)
                path.unlink()
                found += _rows(f"{lines / 1e6:.0f} M order lines, {kind}", lines, sides)
    return found


def _rows(name: str, lines: int, sides: dict[str, dict]) -> list[dict[str, Any]]:
    ours, plain, pandas = sides["ours"], sides["duckdb"], sides["pandas"]
    same = {(side["lines"], side["money"]) for side in sides.values() if "seconds" in side}
    if len(same) != 1:
        raise AssertionError(f"{name}: the sides disagree: {sides}")
    slower, gigabytes = ours["seconds"] / plain["seconds"], ours["peak_mb"] / 1024
    beside = f"plain DuckDB: {plain['seconds']:.3g} s; pandas: {_told(pandas, 'seconds', 's')}"
    memory = f"plain DuckDB: {plain['peak_mb']:.0f} MB; pandas: {_told(pandas, 'peak_mb', 'MB')}"
    return [
        {
            "name": f"{name}, to canonical tables", "value": ours["seconds"], "unit": "s",
            "beside": beside, "ratio": 1 / slower,
            "target": "at most 1.5 times plain DuckDB's time", "met": slower <= 1.5,
        },
        {
            "name": f"{name}, peak memory", "value": ours["peak_mb"], "unit": "MB",
            "beside": memory, "ratio": plain["peak_mb"] / ours["peak_mb"],
            "target": "under 8 GB", "met": gigabytes < 8,
        },
    ]  # fmt: skip


def _told(side: dict, key: str, unit: str) -> str:
    return f"{side[key]:.3g} {unit}" if key in side else f"more than {LIMIT >> 30} GB of memory"


def _write(path: Path, lines: int) -> None:
    """Order lines as a shop might export them; one in fifty unusable, some repeated."""
    import duckdb

    options = "(FORMAT parquet)" if path.suffix == ".parquet" else "(FORMAT csv, HEADER)"
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = true")
    con.execute(
        'COPY (SELECT r // 3 AS "order", '
        "CASE WHEN hash(r // 3) % 50 = 0 THEN NULL ELSE 'C' || (hash(r // 3 + 7) % 2000000) END "
        "AS customer, 'sku-' || (hash(r + 1) % 20000) AS sku, "
        "TIMESTAMP '2024-07-01' + to_seconds((hash(r // 3 + 2) % 62899200)::BIGINT) AS ordered_at, "
        "CASE WHEN hash(r + 3) % 40 = 0 THEN -1 ELSE 1 + hash(r + 4) % 3 END AS units, "
        "((100 + hash(r + 1) % 20000 % 9900) / 100)::DECIMAL(9, 2) AS unit_price "
        f"FROM (SELECT CASE WHEN i % 200 = 0 THEN i - 1 ELSE i END AS r "
        f"FROM range(1, {lines + 1}) AS t(i))) TO '{path}' {options}"
    )


def _measured(side: str, path: Path, scratch: Path) -> dict[str, Any]:
    out = scratch / side
    command = [sys.executable, "-m", "tests.benchmarks.bench_scale", side, str(path), str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode and side == "pandas":
        return {}
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def ours(path: Path, out: Path) -> tuple[int, str]:
    """Taller: canonical tables, quarantine, ledger, quality and control totals."""
    from pydantic import TypeAdapter

    from taller.data.settings.sources import DataSettings
    from taller.data.snapshot import snapshot

    file = {"path": str(path), "columns": COLUMNS}
    settings = TypeAdapter(DataSettings).validate_python({"source": "files", "orders": file})
    snapshot.take(settings, root=out, folder=out, seed=1, currency="EUR", now=NOW)
    return _told_by(out / "tables" / "orders.parquet")


def with_duckdb(path: Path, out: Path) -> tuple[int, str]:
    """What an expert would write in DuckDB."""
    import duckdb

    out.mkdir(exist_ok=True)
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '6GB'; SET temp_directory = '{out}'")
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    con.execute(
        f"CREATE TABLE kept AS SELECT DISTINCT * FROM {reader}('{path}') "
        'WHERE customer IS NOT NULL AND "order" IS NOT NULL AND sku IS NOT NULL '
        "AND units <> 0 AND unit_price > 0 AND ordered_at BETWEEN '1990-01-01' AND '2026-07-02'"
    )
    orders = out / "orders.parquet"
    con.execute(
        'COPY (SELECT "order"::VARCHAR AS transaction_id, customer AS user_id, sku AS item_id, '
        "ordered_at AS event_timestamp, units AS quantity, unit_price::DECIMAL(18,4) AS price, "
        "(units * unit_price)::DECIMAL(18,4) AS value, "
        "CASE WHEN units < 0 THEN 'cancellation' ELSE 'sale' END AS kind FROM kept "
        f"ORDER BY ordered_at) TO '{orders}' (FORMAT parquet)"
    )
    for key, name in (("user_id", "customers"), ("item_id", "items")):
        con.execute(
            f"COPY (SELECT DISTINCT {key} FROM '{orders}' ORDER BY 1) TO '{out}/{name}.parquet'"
        )
    con.execute(
        "SELECT date_trunc('month', event_timestamp), count(DISTINCT transaction_id), count(*), "
        "sum(quantity), sum(value) FILTER (kind = 'sale'), sum(value), count(DISTINCT user_id) "
        f"FROM '{orders}' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return _told_by(orders)


def with_pandas(path: Path, out: Path) -> tuple[int, str]:
    """The same in pandas."""
    import pandas as pd

    out.mkdir(exist_ok=True)
    if path.suffix == ".parquet":
        rows = pd.read_parquet(path)
    else:
        rows = pd.read_csv(path, parse_dates=["ordered_at"])
    rows = rows.drop_duplicates().dropna()
    rows = rows[(rows["units"] != 0) & (rows["unit_price"].astype(float) > 0)]
    rows["value"] = (rows["units"] * rows["unit_price"].astype(float)).round(2)
    rows["kind"] = (rows["units"] < 0).map({True: "cancellation", False: "sale"})
    rows.to_parquet(out / "orders.parquet")
    for key in ("customer", "sku"):
        rows[[key]].drop_duplicates().sort_values(key).to_parquet(out / f"{key}.parquet")
    rows.groupby(rows["ordered_at"].dt.to_period("M")).agg(
        {"order": "nunique", "units": "sum", "value": "sum", "customer": "nunique"}
    )
    return _told_by(out / "orders.parquet")


def _told_by(orders: Path) -> tuple[int, str]:
    """Lines and money, to the cent, as the file holds them."""
    import duckdb

    query = f"SELECT count(*), sum(value::DECIMAL(18, 4)) FROM '{orders}'"
    lines, money = duckdb.connect().execute(query).fetchone()
    return lines, f"{money:.2f}"


def main(side: str, path: Path, out: Path) -> None:
    """One side, measured."""
    import duckdb  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    if side == "pandas":
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    if side != "duckdb":  # Arrow loads it for us
        import pandas  # noqa: F401
    if side == "ours":  # each side's libraries are loaded before it is timed
        import ibis

        import taller.data.snapshot  # noqa: F401

        ibis.duckdb.connect().disconnect()
    run = {"ours": ours, "duckdb": with_duckdb, "pandas": with_pandas}[side]
    begun = time.perf_counter()
    lines, money = run(path, out)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "lines": lines, "money": money}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
