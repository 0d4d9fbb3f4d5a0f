"""Where a client's data comes from: the ``data:`` block of an engagement file, and its quick check.

`check` looks at existence and headers only; `taller.data.reading` reads the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from taller.data.tables import SCHEMAS, Schema
from taller.errors import DataError, Fault, did_you_mean

_CLOSED = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, coerce_numbers_to_str=True)


class _Settings(BaseModel):
    model_config = _CLOSED


def _columns_model(schema: Schema) -> type[BaseModel]:
    fields: dict[str, Any] = {
        column.name: (
            (str, Field(min_length=1, description=column.description))
            if column.given == "required"
            else (str | None, Field(None, min_length=1, description=column.description))
        )
        for column in schema.given
    }
    return create_model(
        f"{schema.name.capitalize()}Columns",
        __config__=_CLOSED,
        __doc__=f"Canonical column of {schema.name}: the file's own column.",
        **fields,
    )


OrdersColumns = _columns_model(SCHEMAS["orders"])
CustomersColumns = _columns_model(SCHEMAS["customers"])
ItemsColumns = _columns_model(SCHEMAS["items"])


class TableFile(_Settings):
    """One file (CSV, gzipped CSV or Parquet) and how it is written."""

    path: str = Field(min_length=1, description="the file; relative to the workbench's root")
    delimiter: str | None = Field(
        None,
        min_length=1,
        max_length=1,
        description="column separator; found in the header unless given",
    )
    encoding: Literal["utf-8", "latin-1", "utf-16"] = Field(
        "utf-8", description="how the text is encoded"
    )
    decimal: Literal[".", ","] = Field(".", description="decimal mark of numbers")
    timestamp_format: str | None = Field(
        None, description="strptime format of dates, such as %d/%m/%Y %H:%M; ISO 8601 unless given"
    )


class OrdersFile(TableFile):
    """The file of order lines."""

    columns: OrdersColumns  # type: ignore[valid-type]
    cancelled_prefix: str | None = Field(
        None, min_length=1, description="transactions that start so are cancellations"
    )
    not_items: tuple[str, ...] = Field(
        (), description="item codes that are not merchandise; * stands for any characters"
    )


class CustomersFile(TableFile):
    """The file of customers."""

    columns: CustomersColumns  # type: ignore[valid-type]


class ItemsFile(TableFile):
    """The file of items."""

    columns: ItemsColumns  # type: ignore[valid-type]


class FilesSettings(_Settings):
    """A client's own files."""

    source: Literal["files"]
    orders: OrdersFile
    customers: CustomersFile | None = Field(None, description="taken from orders unless given")
    items: ItemsFile | None = Field(None, description="taken from orders unless given")

    def files(self) -> dict[str, TableFile]:
        """The files given, by canonical table."""
        given = {"orders": self.orders, "customers": self.customers, "items": self.items}
        return {name: file for name, file in given.items() if file is not None}


class FashionStoreSettings(_Settings):
    """A simulated fashion shop (`taller.data.simulators.fashion_store`)."""

    source: Literal["fashion_store"]
    users: int = Field(25_000, ge=1, le=1_000_000, description="customers who ever bought")
    items: int = Field(2_000, ge=1, le=100_000, description="items of the catalogue")
    months: int = Field(18, ge=1, le=120, description="months of history")
    end: dt.date = Field(
        dt.date(2026, 6, 30),
        ge=dt.date(2001, 1, 1),
        le=dt.date(2100, 12, 31),
        description="last day of history, as YYYY-MM-DD",
    )
    return_rate: float = Field(0.12, ge=0, le=1, description="share of lines sent back, 0 to 1")


DataSettings = Annotated[FilesSettings | FashionStoreSettings, Field(discriminator="source")]


def located(file: TableFile, root: Path) -> Path:
    """A file's place: absolute, or relative to the workbench's root."""
    return root / Path(file.path).expanduser()


def input_files(settings: FilesSettings | FashionStoreSettings, *, root: Path) -> list[Path]:
    """The files the tables are made of; none for a simulator."""
    if isinstance(settings, FashionStoreSettings):
        return []
    return [located(file, root) for file in settings.files().values()]


def check(
    settings: FilesSettings | FashionStoreSettings,
    *,
    root: Path,
    source_name: str,
    line_of: Callable[[str], int | None],
) -> list[Fault]:
    """What is wrong with the source, as far as headers tell.

    Parameters
    ----------
    source_name : the engagement file, as the user wrote it
    line_of : the line a key path such as ``data.orders.path`` stands on
    """
    if isinstance(settings, FashionStoreSettings):
        return []
    faults: list[Fault] = []
    for name, file in settings.files().items():
        for key, what in file_faults(file, root):
            where = f"data.{name}.{key}"
            faults.append(Fault(where, what, line_of(where)))
    return faults


def file_faults(file: TableFile, root: Path) -> list[tuple[str, str]]:
    """Faults of one file as (key, what): unreadable, without rows, or without a mapped column."""
    from taller.data import reading

    try:
        header = reading.header(file, located(file, root))
    except DataError as error:
        return [("path", f"{error.source}: {fault.what}") for fault in error.faults]
    wanted = {key: name for key, name in file.columns if name is not None}  # type: ignore[attr-defined]
    return [
        (f"columns.{key}", f"{file.path} has no column '{name}'{did_you_mean_column(name, header)}")
        for key, name in wanted.items()
        if name not in header
    ]


def did_you_mean_column(name: str, header: list[str]) -> str:
    """The nearest header, whatever its case."""
    lowered = {column.lower(): column for column in header}
    if name.lower() in lowered:
        return f"; did you mean '{lowered[name.lower()]}'?"
    near = did_you_mean(name, lowered)
    for low, column in lowered.items():
        near = near.replace(f"'{low}'", f"'{column}'")
    return near if near.startswith("; did") else f"; it has: {', '.join(header[:20])}"
