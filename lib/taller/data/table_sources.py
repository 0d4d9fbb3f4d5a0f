"""How one table is found and written at a client's: files, a database's table, heads of orders."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CLOSED = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, coerce_numbers_to_str=True)
Decimal_ = Literal[".", ","]
Encoding = Literal["utf-8", "latin-1", "cp1252", "utf-16"]


class ClosedSettings(BaseModel):
    """Settings without further keys."""

    model_config = CLOSED


class TableSource(ClosedSettings):
    """How one canonical table is found and written at the client's; ``columns`` in subclasses."""

    shape: str | None = Field(
        None, description="a known export, such as shopify_orders, whose peculiarities are known"
    )
    decimal: Decimal_ | None = Field(None, description="decimal mark of numbers; found if absent")
    summary_rows: Literal["apart", "kept"] = Field(
        "apart",
        description="what becomes of rows that are the sum of others, such as totals: set apart, "
        "or kept as rows of their own",
    )
    timestamp_format: str | None = Field(
        None, description="strptime format of dates, such as %d/%m/%Y %H:%M; found if absent"
    )

    def mapped(self) -> dict[str, str]:
        """Canonical name of each column given: the client's own name."""
        columns = getattr(self, "columns", None) or ()
        return {name: column for name, column in columns if column is not None}


class TableFile(TableSource):
    """Files that hold a canonical table."""

    path: str = Field(
        min_length=1,
        description="a file, a folder of files, or a pattern such as exports/*.csv; CSV, gzip, "
        "zip, Excel, JSON lines or Parquet; relative to the workbench's root",
    )
    sheet: str | None = Field(None, min_length=1, description="sheet of a workbook")
    header_row: int | None = Field(
        None, ge=1, description="row that holds the column names, from 1; found if absent"
    )
    delimiter: str | None = Field(
        None, min_length=1, max_length=1, description="column separator; found if absent"
    )
    encoding: Encoding | None = Field(None, description="how the text is encoded; found if absent")


class FlatFile(TableFile):
    """A file with one row per subject and any columns (see `taller.data.flat`)."""


class DatabaseTable(TableSource):
    """A table or view of a database that holds a canonical table."""

    table: str = Field(
        min_length=1, max_length=200, description="table or view, such as public.orders"
    )


class HeadColumns(ClosedSettings):
    """What the heads of orders say of an order as a whole: the client's own column of each."""

    user_id: str | None = Field(None, min_length=1, description="who bought")
    event_timestamp: str | None = Field(None, min_length=1, description="when it was ordered")
    currency: str | None = Field(None, min_length=1, description="ISO 4217 code of its money")
    status: str | None = Field(None, min_length=1, description="the order's state")
    test: str | None = Field(None, min_length=1, description="marks test orders")
    country: str | None = Field(None, min_length=1, description="the customer's country")
    delivered_timestamp: str | None = Field(
        None, min_length=1, description="when the order was sent or delivered"
    )
    shipping: str | None = Field(None, min_length=1, description="what was paid for shipping")
    tax: str | None = Field(
        None, min_length=1, description="the order's tax, which its lines share"
    )
    discount: str | None = Field(
        None,
        min_length=1,
        description="the order's discount, which is taken off its lines; leave it out where their "
        "amounts are after discount",
    )
    refund: str | None = Field(None, min_length=1, description="money given back on the order")
    total: str | None = Field(
        None, min_length=1, description="what the order comes to; held against its lines"
    )


class Heads(ClosedSettings):
    """What every source of heads says besides where it is."""

    key: str = Field(min_length=1, description="the column of the order's number, as in the lines")
    columns: HeadColumns = Field(description="what they say, each in one of the two files alone")

    def mapped(self) -> dict[str, str]:
        """Canonical name of each column given, the key's among them: the client's own name."""
        given = {name: column for name, column in self.columns if column is not None}
        return {"transaction_id": self.key, **given}


class HeadsFile(Heads, TableFile):
    """Files of one row per order, where `orders` are its lines: orders.csv and order_items.csv."""


class HeadsTable(Heads, DatabaseTable):
    """A table of one row per order, where `orders` are its lines."""
