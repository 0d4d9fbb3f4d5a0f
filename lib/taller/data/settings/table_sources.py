"""How one table is found and written at a client's: files, a database's table, heads of orders."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

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


class SpendRules(TableSource):
    """What spend says besides its columns: those of channels, where each has one of its own."""

    channels: tuple[str, ...] = Field(
        (), description="columns that each hold what one channel cost, where the file has a column "
        "per channel; columns then name no cost and no campaign"
    )  # fmt: skip

    @field_validator("channels")
    @classmethod
    def _once_each(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if twice := sorted({name for name in given if given.count(name) > 1}):
            raise ValueError(f"name {', '.join(twice)} more than once")
        return given

    def mapped(self) -> dict[str, str]:
        """Every column that is named, which the file must hold."""
        return super().mapped() | {f"channels.{name}": name for name in self.channels}


class FlatFile(TableFile):
    """A file with one row per subject and any columns (see `taller.data.contract.flat`)."""


class DatabaseTable(TableSource):
    """A table or view of a database that holds a canonical table."""

    table: str = Field(
        min_length=1, max_length=200, description="table or view, such as public.orders"
    )


class TrialColumns(ClosedSettings):
    """What a log of experiments says: the client's own column of each."""

    arm: str = Field(min_length=1, description="the version that was shown")
    user_id: str | None = Field(
        None, min_length=1, description="whom the lot was drawn for (without it, each row is one)"
    )
    exposed_at: str | None = Field(
        None, min_length=1, description="when it was shown, or the day of totals"
    )
    experiment: str | None = Field(
        None, min_length=1, description="which experiment, where the file holds several"
    )
    cluster_id: str | None = Field(
        None,
        min_length=1,
        description="the account or group that the lot was drawn for, where its users share one",
    )
    users: str | None = Field(
        None, min_length=1, description="users of a row, where rows are totals of an arm and day"
    )


class TrialSource(TableSource):
    """A log of experiments: exposures, one row per user, or totals of an arm and day.

    All other columns are the client's own measures (see `taller.data.contract.trials`).
    """

    columns: TrialColumns = Field(description="which column is which; all others are measures")
    starts_on: dt.date | None = Field(None, description="first day of the test; rows before: apart")
    ends_on: dt.date | None = Field(None, description="last day of the test; rows after: apart")
    arm_names: dict[str, str] = Field(
        default_factory=dict, description="a label of an arm: the arm that it is, once renamed"
    )
    once: tuple[str, ...] = Field(
        (), description="columns of numbers that tell of the user, not of a row (found if absent)"
    )
    summed: tuple[str, ...] = Field(
        (), description="columns of numbers that are added up over a user's rows (found if absent)"
    )
    squares: dict[str, str] = Field(
        default_factory=dict,
        description="for totals: a column of sums: the column with the sums of its squares",
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        wrong = []
        if self.columns.user_id and self.columns.users:
            wrong.append("columns name both user_id (a row tells of one user) and users (rows are "
                         "totals of an arm and day); keep one of them")  # fmt: skip
        own = [column for _name, column in self.columns if column is not None]
        if twice := sorted({column for column in own if own.count(column) > 1}):
            wrong.append(f"columns name {', '.join(twice)} more than once")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            wrong.append("ends_on comes before starts_on")
        if self.squares and self.columns.users is None:
            wrong.append("squares are for totals, where columns name users")
        if both := sorted(set(self.once) & set(self.summed)):
            wrong.append(f"once and summed both name {', '.join(both)}")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def mapped(self) -> dict[str, str]:
        """Every column that is named, which the file must hold."""
        more = {f"once.{c}": c for c in self.once} | {f"summed.{c}": c for c in self.summed}
        pairs = [column for pair in self.squares.items() for column in pair]
        return super().mapped() | more | {f"squares.{column}": column for column in pairs}


class TrialFile(TrialSource, TableFile):
    """Files that hold a log of experiments."""


class TrialTable(TrialSource, DatabaseTable):
    """A database's table that holds a log of experiments."""


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
