"""What the tests of the data share: a small file of orders, and its snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.snapshot import assembly, snapshot
from taller.data.tables import Tables

HEADER = "order,customer,sku,when,units,price"
COLUMNS = {
    "transaction_id": "order",
    "user_id": "customer",
    "item_id": "sku",
    "event_timestamp": "when",
    "quantity": "units",
    "price": "price",
}
NOW = dt.datetime(2026, 7, 1, 12)
GOOD = "1,ana,hat,2026-01-05 10:00,2,9.50"


def settings(path: Path | str = "orders.csv", **more):
    """Settings of one file of orders; ``columns`` and others can be replaced."""
    orders = {"path": str(path), "columns": COLUMNS, **more.pop("orders", {})}
    return TypeAdapter(DataSettings).validate_python({"source": "files", "orders": orders, **more})


def take(folder: Path, root: Path, chosen=None, now: dt.datetime = NOW) -> Tables:
    """A snapshot of ``root/orders.csv``, unless told otherwise."""
    return snapshot.take(
        chosen or settings(), root=root, folder=folder, seed=1, currency="EUR", now=now
    )


@pytest.fixture(autouse=True)
def salts_of_the_test(tmp_path, monkeypatch):
    """Salts stay out of the user's own folder."""
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "taller_home"))


@pytest.fixture
def unmeasured(monkeypatch):
    """Snapshots without control totals and quality: most of a small one's time, tested elsewhere.

    For tests of how rows are read and judged: ``pytestmark = pytest.mark.usefixtures(...)``.
    """
    monkeypatch.setattr(assembly, "_measure", lambda *_: None)


@pytest.fixture
def shop(tmp_path: Path) -> Callable[..., Tables]:
    """Snapshot of the lines given: ``shop(GOOD, header=..., orders={...}, rates=...)``."""

    def make(*lines: str, header: str = HEADER, **more) -> Tables:
        encoding = more.get("orders", {}).get("encoding") or "utf-8"
        text = "\n".join([header, *lines]) + "\n"
        (tmp_path / "orders.csv").write_bytes(text.encode(encoding))
        return take(tmp_path / "run", tmp_path, settings(**more))

    return make


def rejected(tables: Tables, name: str = "orders") -> pd.DataFrame:
    """The rejected rows of a snapshot."""
    return pd.read_parquet(tables.folder.parent / "quarantine" / f"{name}.parquet")


def reasons(tables: Tables) -> list[list[str]]:
    """The reasons of each rejected row of orders."""
    return [list(found) for found in rejected(tables)["reasons"]]
