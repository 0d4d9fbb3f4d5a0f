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

    from taller.data.quality import Quality
    from taller.data.reconcile import Reconciliation

MONEY = "decimal(18, 4)"
LEDGER = "ledger.json"

Type = Literal["string", "int64", "decimal(18, 4)", "timestamp", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Attributes
    ----------
    given : ``required`` or ``optional`` in the client's file, or ``derived`` by Taller
    kept : whether the canonical table holds it; False where it only decides how a row is treated
    carried_to : the table that an optional column of a file of orders or events goes to
    """

    name: str
    type: Type
    description: str
    given: Literal["required", "optional", "derived"] = "required"
    unit: str | None = None
    key: bool = False
    kept: bool = True
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
        return tuple(c for c in self.columns if c.carried_to is None and c.kept)

    def ids(self) -> tuple[str, ...]:
        """The columns that identify something."""
        return tuple(column.name for column in self.given if column.name.endswith("_id"))

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _optional(name: str, type: Type, description: str, **more: Any) -> Column:
    return Column(name, type, description, "optional", **more)


_SOURCE = (
    _optional("source", "string", "where the visit or the customer came from, such as google"),
    _optional("medium", "string", "by what means, such as cpc, email or organic"),
    _optional("campaign", "string", "the campaign's name"),
)
_DEVICE = (
    _optional("device_category", "string", "desktop, mobile or tablet"),
    _optional("country", "string", "country of the visit"),
)

ORDERS = Schema(
    "orders",
    "one row per order line",
    (
        Column("transaction_id", "string", "the order (or cancellation) the line belongs to"),
        Column("line", "int64", "row of the source, from 1; unique", "derived", key=True),
        Column("user_id", "string", "who bought"),
        _optional("item_id", "string", "what was bought; one code for all unless given"),
        Column("event_timestamp", "timestamp", "when it was ordered or cancelled, local time"),
        _optional("quantity", "int64", "units, negative on a cancellation; 1 unless given",
                  unit="units"),
        _optional("price", MONEY, "price of one unit, after discount", unit="currency"),
        _optional("value", MONEY, "what the line comes to, where not quantity times price",
                  unit="currency"),
        _optional("tax", MONEY, "tax contained in value or added to it", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of the line's money"),
        Column("kind", "string", "sale, cancellation, or refund (money back, no units)",
               "derived"),
        _optional("refund", MONEY, "money given back on the line without goods, positive",
                  unit="currency", kept=False),
        _optional("status", "string", "the order's state in the client's system", kept=False),
        _optional("test", "string", "marks test orders", kept=False),
        _optional("item_name", "string", "the item's name", carried_to="items"),
        _optional("item_category", "string", "the item's category", carried_to="items"),
        _optional("country", "string", "the customer's country", carried_to="customers"),
    ),
)  # fmt: skip
CUSTOMERS = Schema(
    "customers",
    "one row per customer",
    (
        Column("user_id", "string", "who the customer is", key=True),
        _optional("created_timestamp", "timestamp", "when the customer was first known"),
        _optional("country", "string", "the customer's country"),
        _optional("region", "string", "state, province or autonomous community"),
        _optional("city", "string", "the customer's town"),
        _optional("source", "string", "where the customer came from, such as google"),
        _optional("medium", "string", "by what means, such as cpc, email or organic"),
        _optional("lifecycle_stage", "string", "stage in the client's CRM"),
        _optional("accepts_marketing", "boolean", "whether they agreed to be written to"),
    ),
)
ITEMS = Schema(
    "items",
    "one row per item",
    (
        Column("item_id", "string", "what the item is", key=True),
        _optional("item_name", "string", "the item's name"),
        _optional("item_category", "string", "the item's category"),
        _optional("item_brand", "string", "the item's brand"),
        _optional("item_variant", "string", "size, colour or other variant"),
        _optional("price", MONEY, "full price of one unit", unit="currency"),
        _optional("cost", MONEY, "what one unit costs the client", unit="currency"),
        _optional("stock", "int64", "units in stock", unit="units"),
    ),
)
EVENTS = Schema(
    "events",
    "one row per event and item",
    (
        Column("event", "int64", "row of the source, from 1; unique", "derived", key=True),
        Column("event_name", "string", "what happened: page_view, add_to_cart, purchase ..."),
        Column("event_timestamp", "timestamp", "when, local time"),
        _optional("user_id", "string", "the customer, where known"),
        _optional("user_pseudo_id", "string", "the device or browser"),
        _optional("session_id", "string", "the visit the event belongs to"),
        _optional("item_id", "string", "the item concerned"),
        _optional("transaction_id", "string", "the order concerned"),
        _optional("value", MONEY, "money concerned", unit="currency"),
        _optional("currency", "string", "ISO 4217 code of value"),
        *_SOURCE,
        *_DEVICE,
    ),
)
SESSIONS = Schema(
    "sessions",
    "one row per visit",
    (
        Column("session_id", "string", "the visit", key=True),
        Column("session_start", "timestamp", "when it began, local time"),
        _optional("session_end", "timestamp", "when its last event was, local time"),
        _optional("user_id", "string", "the customer, where known"),
        _optional("user_pseudo_id", "string", "the device or browser"),
        _optional("events", "int64", "events of the visit"),
        *_SOURCE,
        *_DEVICE,
        _optional("converted", "boolean", "whether something was bought"),
    ),
)
SPEND = Schema(
    "spend",
    "one row per campaign and day",
    (
        Column("date", "date", "the day", key=True),
        *(Column(c.name, c.type, c.description, "optional", key=True) for c in _SOURCE),
        Column("cost", MONEY, "what was spent", unit="currency"),
        _optional("impressions", "int64", "times shown"),
        _optional("clicks", "int64", "times clicked"),
        _optional("currency", "string", "ISO 4217 code of cost"),
    ),
)
SCHEMAS = {s.name: s for s in (ORDERS, CUSTOMERS, ITEMS, EVENTS, SESSIONS, SPEND)}


@dataclass(frozen=True)
class Detected:
    """Something understood of how a source is written, shown to the reader.

    Attributes
    ----------
    what : code, such as ``encoding``, ``delimiter``, ``header_row``, ``decimal``, ``dates``
    value : as it is written in an engagement file
    how : ``found`` in the file, ``given`` by the engagement, or ``assumed`` for want of evidence
    column : the client's column it concerns, or None for the whole source
    """

    what: str
    value: str
    how: Literal["found", "given", "assumed"] = "found"
    column: str | None = None


@dataclass(frozen=True)
class Personal:
    """A column of a source that holds personal data, and what was done with it.

    Attributes
    ----------
    column : the client's column
    kind : code, such as ``email``, ``phone``, ``name``, ``address``, ``identifier``
    done : ``hashed``; ``withheld`` (its cells are empty in the tables); ``not read`` (unmapped)
    """

    column: str
    kind: str
    done: Literal["hashed", "withheld", "not read"]


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
    """What became of every row of a source: ``read == accepted + rejected``, always.

    Attributes
    ----------
    source : how the client knows it: a path, a table of a database, or the table it was made from
    detected : how the source is written
    personal : its columns with personal data
    parts : files (or sheets) it consists of
    """

    table: str
    source: str
    read: int
    accepted: int
    rejected: int
    reasons: tuple[Reason, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    detected: tuple[Detected, ...] = ()
    personal: tuple[Personal, ...] = ()
    parts: int = 1

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
        return cls(
            **{
                **plain,
                "reasons": tuple(Reason(**reason) for reason in plain["reasons"]),
                "treatments": tuple(treatments),
                "detected": tuple(Detected(**found) for found in plain["detected"]),
                "personal": tuple(Personal(**found) for found in plain["personal"]),
            }
        )


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
    def names(self) -> tuple[str, ...]:
        """The tables there are."""
        return tuple(self._record["tables"])

    def has(self, name: str) -> bool:
        """Whether the client's data holds a table."""
        return name in self._record["tables"]

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

    def ledger(self, table: str) -> Ledger:
        """What became of the rows of a table's source."""
        return Ledger.from_json(self._record["tables"][table])

    def quality(self, table: str) -> Quality | None:
        """How good a table's source is; None for one that was made from another."""
        from taller.data.quality import Quality

        found = self._record["quality"].get(table)
        return Quality.from_json(found) if found else None

    @property
    def reconciliation(self) -> Reconciliation | None:
        """Monthly control totals, beside the client's own; None where there are no orders."""
        from taller.data.reconcile import Reconciliation

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
            what = f"the client's data has no {name}; give data.{name} in the engagement file"
            raise DataError(name, what)
        if name not in self._read:
            path = self.folder / f"{name}.parquet"
            self._read[name] = self.connection.read_parquet(path, table_name=name)
        return self._read[name].select([column.name for column in SCHEMAS[name].canonical])
