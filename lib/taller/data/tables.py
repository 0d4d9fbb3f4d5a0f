"""The canonical tables: what each column means, and the handle that reads a snapshot of them.

Names and types are those of GA4's e-commerce export, so that a column means the same whichever
system a client exports from.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taller.errors import DataError

if TYPE_CHECKING:
    import ibis
    import pandas as pd

MONEY = "decimal(18, 4)"
LEDGER = "ledger.json"


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Attributes
    ----------
    given : ``required`` or ``optional`` in the client's file, or ``derived`` by Taller
    carried_to : the table that an optional column of a file of orders goes to
    """

    name: str
    type: str
    description: str
    given: Literal["required", "optional", "derived"] = "required"
    unit: str | None = None
    key: bool = False
    carried_to: str | None = None


@dataclass(frozen=True)
class Schema:
    """A canonical table: its grain and its columns."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def given(self) -> tuple[Column, ...]:
        """The columns a client's file may hold."""
        return tuple(column for column in self.columns if column.given != "derived")

    @property
    def canonical(self) -> tuple[Column, ...]:
        """The columns of the canonical table itself."""
        return tuple(column for column in self.columns if column.carried_to is None)

    def ids(self) -> tuple[str, ...]:
        """The columns that identify something."""
        return tuple(column.name for column in self.given if column.name.endswith("_id"))


ORDERS = Schema(
    "orders",
    "one row per order line",
    (
        Column("transaction_id", "string", "the order (or cancellation) the line belongs to"),
        Column("line", "int64", "row of the source, from 1; unique", "derived", key=True),
        Column("user_id", "string", "who bought"),
        Column("item_id", "string", "what was bought"),
        Column("event_timestamp", "timestamp", "when it was ordered or cancelled"),
        Column("quantity", "int64", "units; negative on a cancellation", unit="units"),
        Column("price", MONEY, "price of one unit", unit="currency"),
        Column("value", MONEY, "quantity times price", "derived", unit="currency"),
        Column("currency", "string", "ISO 4217 code of price and value", "derived"),
        Column("kind", "string", "sale or cancellation", "derived"),
        Column("item_name", "string", "the item's name", "optional", carried_to="items"),
        Column("item_category", "string", "the item's category", "optional", carried_to="items"),
        Column("country", "string", "the customer's country", "optional", carried_to="customers"),
    ),
)
CUSTOMERS = Schema(
    "customers",
    "one row per customer",
    (
        Column("user_id", "string", "who the customer is", key=True),
        Column("country", "string", "the customer's country", "optional"),
    ),
)
ITEMS = Schema(
    "items",
    "one row per item",
    (
        Column("item_id", "string", "what the item is", key=True),
        Column("item_name", "string", "the item's name", "optional"),
        Column("item_category", "string", "the item's category", "optional"),
    ),
)
SCHEMAS = {schema.name: schema for schema in (ORDERS, CUSTOMERS, ITEMS)}


@dataclass(frozen=True)
class Reason:
    """Why rows were rejected, and how many; a row with two reasons counts under both."""

    code: str
    rows: int

    @property
    def label(self) -> str:
        """The reason in words, in the language in force."""
        from taller.data.checks import label

        return label(self.code)


@dataclass(frozen=True)
class Treatment:
    """Something done to accepted rows, said aloud: rows, units and money."""

    code: str
    rows: int
    units: int | None = None
    money: Decimal | None = None
    column: str | None = None

    @property
    def label(self) -> str:
        """The treatment in words, in the language in force."""
        from taller.data.checks import treatment_label

        return treatment_label(self.code, self.column)


@dataclass(frozen=True)
class Ledger:
    """What became of every row of a source: ``read == accepted + rejected``, always."""

    table: str
    source: str
    read: int
    accepted: int
    rejected: int
    reasons: tuple[Reason, ...] = ()
    treatments: tuple[Treatment, ...] = ()

    def frame(self) -> pd.DataFrame:
        """The ledger as rows of a table: ``what`` in words, ``rows`` and ``share`` of rows read."""
        import pandas as pd

        from taller.language import _

        lines = [(_("Rows read"), self.read), (_("Rows accepted"), self.accepted)]
        lines += [(_("Rejected: {why}").format(why=r.label), r.rows) for r in self.reasons]
        lines += [(treatment.label, treatment.rows) for treatment in self.treatments]
        frame = pd.DataFrame(lines, columns=["what", "rows"])
        return frame.assign(share=frame["rows"] / max(self.read, 1))

    def to_json(self) -> dict[str, Any]:
        """The ledger as plain JSON; money as text, so that no cent is lost."""
        plain = asdict(self)
        for treatment in plain["treatments"]:
            treatment["money"] = None if treatment["money"] is None else str(treatment["money"])
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Ledger:
        """What `to_json` wrote, read back."""
        treatments = [
            Treatment(**{**t, "money": None if t["money"] is None else Decimal(t["money"])})
            for t in plain["treatments"]
        ]
        reasons = tuple(Reason(**reason) for reason in plain["reasons"])
        return cls(**{**plain, "reasons": reasons, "treatments": tuple(treatments)})


@dataclass(frozen=True)
class Truth:
    """What a simulator knows: its latent quantities, as frames by name."""

    folder: Path
    names: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> pd.DataFrame:
        import pandas as pd

        return pd.read_parquet(self.folder / f"truth_{name}.parquet")


class Tables:
    """A client's canonical tables, read from the snapshot that `taller.data.snapshot.take` wrote.

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
        import ibis

        return ibis.duckdb.connect()

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

    def ledger(self, table: str) -> Ledger:
        """What became of the rows of a table's source."""
        return Ledger.from_json(self._record["tables"][table])

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
        if name not in self._read:
            path = self.folder / f"{name}.parquet"
            self._read[name] = self.connection.read_parquet(path, table_name=name)
        return self._read[name].select([column.name for column in SCHEMAS[name].canonical])
