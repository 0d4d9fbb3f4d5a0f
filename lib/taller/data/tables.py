"""The handle that reads a snapshot of the canonical tables."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import aliases, engine
from taller.data.settings.schemas import MONEY, SCHEMAS, Column, Schema
from taller.data.tell.ledger import Detected, Ledger, Personal, Reason, Treatment
from taller.errors import DataError, did_you_mean

if TYPE_CHECKING:
    import ibis
    import pandas as pd

    from taller.data.tell.quality import Quality
    from taller.data.tell.reconcile import Reconciliation

__all__ = [
    "LEDGER", "MONEY", "SCHEMAS", "Column", "Detected", "Ledger", "Personal", "Reason", "Schema",
    "Tables", "Treatment", "Truth",
]  # fmt: skip
LEDGER = "ledger.json"


@dataclass(frozen=True)
class Truth:
    """What a simulator knows: its latent quantities, as frames by name."""

    folder: Path
    names: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> pd.DataFrame:
        import pandas as pd

        return pd.read_parquet(self.folder / f"truth_{name}.parquet")


class Tables:
    """A client's canonical tables, read from the snapshot that `snapshot.take` wrote.

    Parameters
    ----------
    folder : the folder given to ``take``; the Parquet files stand in its ``tables``

    Raises
    ------
    DataError
        If there is no whole snapshot.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder) / "tables"
        self._read: dict[str, ibis.Table] = {}
        try:
            self._record = json.loads((self.folder / LEDGER).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            what = "holds no whole snapshot of the data; run again to take one"
            raise DataError(self.folder, what) from error

    @cached_property
    def connection(self) -> Any:
        """The embedded database the tables are read through."""
        return engine.connect_ibis()

    @property
    def names(self) -> tuple[str, ...]:
        """The tables there are."""
        return tuple(self._record["tables"])

    def has(self, name: str) -> bool:
        """Whether the client's data holds a table."""
        return name in self._record["tables"]

    def sql(self, query: str) -> pd.DataFrame:
        """What a query in SQL answers, in which every table stands under its name.

        Examples
        --------
        ``tables.sql("SELECT kind, count(*) AS n FROM orders GROUP BY kind")``

        Raises
        ------
        DataError
            Saying what is wrong with the query, and which tables there are.
        """
        from taller.data import looking

        return looking.sql(self, query)

    def __dir__(self) -> list[str]:
        # What completion offers: the tables that are there, and what is asked of them.
        return [*self.names, "has", "ledger", "names", "quality", "reconciliation", "sql", "truth"]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        there = ", ".join(self.names)
        near = did_you_mean(name, self.names)
        raise AttributeError(f"no table '{name}'{near}; there are {there}")

    def _repr_html_(self) -> str:
        from taller.data import looking

        return looking.overview(self).html

    def __repr__(self) -> str:
        from taller.data import looking

        return repr(looking.overview(self))

    @property
    def orders(self) -> ibis.Table:
        """One row per order line; cancellations are lines of negative quantity."""
        return self._table("orders")

    @property
    def customers(self) -> ibis.Table:
        """One row per customer."""
        return self._table("customers")

    @property
    def items(self) -> ibis.Table:
        """One row per item."""
        return self._table("items")

    @property
    def events(self) -> ibis.Table:
        """One row per event and item."""
        return self._table("events")

    @property
    def sessions(self) -> ibis.Table:
        """One row per visit."""
        return self._table("sessions")

    @property
    def spend(self) -> ibis.Table:
        """One row per campaign and day."""
        return self._table("spend")

    @property
    def accounts(self) -> ibis.Table:
        """One row per account."""
        return self._table("accounts")

    @property
    def subscriptions(self) -> ibis.Table:
        """One row per subscription and plan."""
        return self._table("subscriptions")

    @property
    def usage(self) -> ibis.Table:
        """One row per use, or per account or user and day."""
        return self._table("usage")

    @property
    def tickets(self) -> ibis.Table:
        """One row per request to support."""
        return self._table("tickets")

    @property
    def campaigns(self) -> ibis.Table:
        """One row per campaign and account, those left out by lot among them."""
        return self._table("campaigns")

    @property
    def texts(self) -> ibis.Table:
        """One row per text that a customer wrote, the people in it hidden."""
        return self._table("texts")

    @property
    def regions(self) -> ibis.Table:
        """One row per region and day."""
        return self._table("regions")

    @property
    def flat(self) -> ibis.Table:
        """One row per subject, with the client's own columns (see `taller.data.contract.flat`)."""
        return self._table("flat")

    @property
    def trials(self) -> ibis.Table:
        """One row per user and experiment, or totals of an arm and day (`trials`)."""
        return self._table("trials")

    def ledger(self, table: str) -> Ledger:
        """What became of the rows of a table's source."""
        return Ledger.from_json(self._record["tables"][table])

    def quality(self, table: str) -> Quality | None:
        """How good a table's source is; None for one that was made from another."""
        from taller.data.tell.quality import Quality

        found = self._record["quality"].get(table)
        return Quality.from_json(found) if found else None

    @property
    def reconciliation(self) -> Reconciliation | None:
        """Monthly control totals, beside the client's own; None where there are no orders."""
        from taller.data.tell.reconcile import Reconciliation

        found = self._record["reconciliation"]
        return Reconciliation.from_json(found) if found else None

    @property
    def min_group(self) -> int:
        """Fewest people of a group in anything that is forwarded."""
        return int(self._record["min_group"])

    @property
    def simulated(self) -> bool:
        """Whether a simulator made the data."""
        return bool(self._record["simulated"])

    @property
    def fingerprint(self) -> str:
        """Hash of the content of all tables and their ledgers; the same on every reading."""
        return str(self._record["fingerprint"])

    @property
    def truth(self) -> Truth | None:
        """What the simulator knows, or None where the data is real."""
        names = tuple(self._record["truth"])
        return Truth(self.folder, names) if self.simulated else None

    def _table(self, name: str) -> ibis.Table:
        if not self.has(name):
            what = (
                f"the client's data has no {name}, but {', '.join(self.names)}; "
                f"give data.{name} in the engagement file"
            )
            raise DataError(name, what)
        if name not in self._read:
            path = aliases.plain(self.folder) / f"{name}.parquet"
            self._read[name] = self.connection.read_parquet(path, table_name=name)
        if name not in SCHEMAS:
            return self._read[name]
        return self._read[name].select([column.name for column in SCHEMAS[name].canonical])
