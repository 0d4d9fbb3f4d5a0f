"""Where a client's data comes from: the ``data:`` block of an engagement file, and its quick check.

`check` looks at existence and headers only; `taller.data.reading` reads the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    TypeAdapter,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
)
from pydantic_core import PydanticKnownError

from taller.data.settings import order_rules, places, schemas
from taller.data.settings.common import Data, RegionsSettings
from taller.data.settings.order_rules import OrdersRules
from taller.data.settings.schemas import OWN, SAAS, SCHEMAS, SHOP, TEXTS, TRIALS, Schema
from taller.data.settings.simulated import (
    FashionStoreSettings,
    SaasPlatformSettings,
    TrialSettings,
)
from taller.data.settings.table_sources import (
    CLOSED,
    DatabaseTable,
    FlatFile,
    Heads,
    HeadsFile,
    HeadsTable,
    SpendRules,
    TableFile,
    TableSource,
    TrialFile,
    TrialTable,
)
from taller.errors import DataError, Fault, did_you_mean


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    if name not in available_timezones():
        raise ValueError("no such time zone; examples: Europe/Madrid, America/Mexico_City, UTC")
    return ZoneInfo(name).key


def _columns_field(schema: Schema) -> Any:
    """The mapping of a table's columns; whole, unless a known shape says the rest."""
    whole, partial = _columns_model(schema, whole=True), _columns_model(schema, whole=False)

    def either(given: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if info.data.get("shape") is not None:
            return partial.model_validate(given or {})
        if given is None:
            raise PydanticKnownError("missing")
        if info.data.get("channels"):
            found = partial.model_validate(given)
            _refuse_beside_channels(found)
            return found
        heads, orders_are = info.data.get("heads"), info.data.get("orders_are")
        whole_alone = heads is None and orders_are is None
        found = handler(given) if whole_alone else partial.model_validate(given)
        if orders_are is not None:
            order_rules.refuse_numbered(found, info.data)
        elif heads is not None:
            _refuse_told_twice_or_never(found, heads)
        if info.data.get("packs"):
            order_rules.refuse_packs_without(found, heads)
        if schema.name == "orders" and found.price is None and found.value is None:
            raise ValueError("names neither price (of a unit) nor value (of the line); name one")
        if schema.name == "usage" and found.account_id is None and found.subscription_id is None:
            raise ValueError("names neither account_id nor subscription_id; name one")
        return found

    return (Annotated[whole, WrapValidator(either)], Field(None, validate_default=True))


def _refuse_beside_channels(found: BaseModel) -> None:
    """Raise where columns name what those of the channels tell, or no day."""
    told = {name for name, column in found if column is not None}
    if "date" not in told:
        raise ValueError("name no date")
    if twice := sorted(told & {"campaign", "cost", "impressions", "clicks"}):
        raise ValueError(f"name {', '.join(twice)}, which channels tell; keep one of the two")


def _refuse_told_twice_or_never(lines: BaseModel, heads: Heads) -> None:
    """Raise where lines and heads both name a column, or neither names one that is required."""
    of_lines = {name for name, column in lines if column is not None}
    of_heads = heads.mapped().keys() - {"transaction_id"}
    required = {c.name for c in SCHEMAS["orders"].columns if c.given == "required"}
    if lacking := sorted(required - of_lines - of_heads):
        raise ValueError(f"neither they nor the heads' columns name {', '.join(lacking)}")
    if "transaction_id" not in of_lines:
        raise ValueError("name no transaction_id, by which the heads are joined")
    if twice := sorted(of_lines & of_heads):
        raise ValueError(f"name {', '.join(twice)}, as the heads' columns do; keep one of the two")


def _columns_model(schema: Schema, *, whole: bool) -> type[BaseModel]:
    fields: dict[str, Any] = {
        column.name: (
            (str, Field(min_length=1, description=column.description))
            if whole and column.given == "required"
            else (str | None, Field(None, min_length=1, description=column.description))
        )
        for column in schema.given
    }
    return create_model(
        f"{schema.name.capitalize()}Columns",
        __config__=CLOSED,
        __doc__=f"Canonical column of {schema.name}: the client's own column.",
        **fields,
    )


def _table_models(base: type[TableSource]) -> dict[str, Any]:
    """A model per canonical table: where it is, how it is written, and its columns."""
    models = {}
    for name, schema in SCHEMAS.items():
        rules = {"orders": (OrdersRules,), "spend": (SpendRules,)}.get(name, ())
        bases = (*rules, base)
        heads = HeadsFile if base is TableFile else HeadsTable
        more: dict[str, Any] = {}
        if name == "orders":
            told = "the orders, one row each, where this file or table holds their lines alone"
            more["heads"] = (heads | None, Field(None, description=told))
        models[name] = create_model(
            f"{name.capitalize()}{base.__name__.removeprefix('Table')}",
            __base__=bases,
            __doc__=f"{base.__doc__.split(' that ')[0]} of {name}.",
            **more,
            columns=_columns_field(schema),
        )
    return models


FILES, DATABASE_TABLES = _table_models(TableFile), _table_models(DatabaseTable)


class _ClientData(Data):
    timezone: Annotated[str, AfterValidator(_zone)] | None = Field(
        None, description="zone of local time, to which times with an offset, and UTC, are brought"
    )
    day_first: bool | None = Field(
        None, description="whether 03/04/2026 is 3 April; asked for only where the data cannot tell"
    )
    rates: str | None = Field(
        None,
        description="path of a CSV with columns date, currency, rate: units of the engagement's "
        "currency for one of the other",
    )
    personal: dict[str, str] = Field(
        default_factory=dict,
        description="the client's column: kind of personal data in it (email, phone, name, "
        "address, identifier), or none; found if absent",
    )

    def tables(self) -> dict[str, Any]:
        """The tables given, by canonical name."""
        given = {name: getattr(self, name) for name in SCHEMAS}
        return {name: table for name, table in given.items() if table is not None}

    def every(self) -> dict[str, Any]:
        """The same, and those whose columns are the client's own."""
        own = {name: getattr(self, name, None) for name in OWN}
        return self.tables() | {name: table for name, table in own.items() if table is not None}


def _with_tables(base: type[_ClientData], models: dict[str, Any]) -> type[Any]:
    fields: dict[str, Any] = {
        name: (model | None, Field(None, description=SCHEMAS[name].grain))
        for name, model in models.items()
    }
    return create_model(base.__name__.removeprefix("_"), __base__=base, __doc__=base.__doc__,
                        **fields)  # fmt: skip


class _FilesSettings(_ClientData):
    """A client's own files."""

    source: Literal["files"]
    flat: FlatFile | None = Field(
        None, description="one row per subject, any columns, for a model of one of its columns"
    )
    trials: TrialFile | None = Field(None, description=TRIALS.grain)


class _DatabaseSettings(_ClientData):
    """A client's own database: DuckDB or Postgres."""

    source: Literal["database"]
    url: str = Field(
        min_length=1,
        description="postgresql://user@host:port/name, the password in PGPASSWORD, ~/.pgpass or "
        "the keyring (service taller, user host/name/user); or the path of a DuckDB file",
    )
    timeout: float = Field(600, gt=0, description="seconds one table may take to be read")
    trials: TrialTable | None = Field(None, description=TRIALS.grain)


FilesSettings = _with_tables(_FilesSettings, FILES)
DatabaseSettings = _with_tables(_DatabaseSettings, DATABASE_TABLES)


Settings = (
    FilesSettings | DatabaseSettings | FashionStoreSettings | TrialSettings | RegionsSettings
    | SaasPlatformSettings
)  # fmt: skip
DataSettings = Annotated[Settings, Field(discriminator="source")]


def again(text: str) -> Any:
    """Settings from what `Data.__reduce__` kept."""
    return TypeAdapter(DataSettings).validate_json(text)


def holds(settings: Settings) -> tuple[str, ...]:
    """Names of the canonical tables that a client's data holds, as far as its file says."""
    made = {"fashion_store": SHOP, "saas_platform": SAAS, "trial": (TRIALS,),
            "regions": (schemas.REGIONS,)}  # fmt: skip
    if settings.simulated:
        told = tuple(schema.name for schema in made[settings.source])
        return (*told, TEXTS.name) if getattr(settings, "texts", 0) else told
    return tuple(settings.every())


def files_beside(settings: Settings, root: Path) -> list[Path]:
    """Files that decide the result besides the tables: exchange rates, the client's own totals."""
    named = [getattr(settings, "rates", None), settings.totals.path if settings.totals else None]
    found = [places.located(name, root) for name in named if name]
    return [path for path in found if path.is_file()]


def input_files(settings: Settings, *, root: Path) -> list[Path]:
    """The files the tables are made of; none for a simulator or a database server."""
    from taller.data import reading
    from taller.data.reading.containers import databases

    if settings.simulated:
        return []
    if settings.source == "database":
        path = databases.database_path(settings, root)
        return [path] if path is not None and path.is_file() else []
    given = list(settings.every().values())
    given += [table.heads for table in given if getattr(table, "heads", None) is not None]
    named = [reading.input_files(table, root) for table in given]
    return list(dict.fromkeys(path for files in named for path in files))


def check(
    settings: Settings,
    *,
    root: Path,
    source_name: str,
    line_of: Callable[[str], int | None] = lambda key: None,
) -> list[Fault]:
    """What is wrong with the source, as far as headers tell.

    Parameters
    ----------
    source_name : the engagement file, as the user wrote it
    line_of : the line a key path such as ``data.orders.path`` stands on
    """
    beside = [Fault(key, what, line_of(key)) for key, what in _faults_beside(settings, root)]
    if settings.simulated:
        return beside
    if not settings.every():
        what = f"names no table; give at least one of {', '.join((*SCHEMAS, *OWN))}"
        return [Fault("data", what, line_of("data"))]
    faults = beside
    for name, table in settings.every().items():
        for key, what in _table_faults(settings, name, table, root):
            where = f"data.{name}.{key}"
            faults.append(Fault(where, what, line_of(where)))
    return faults


def warnings(settings: Settings, line_of: Callable[[str], int | None]) -> list[Fault]:
    """What is no fault, and should be looked at before figures are believed.

    Parameters
    ----------
    line_of : the line a key path such as ``data.orders.columns`` stands on
    """
    orders = None if settings.simulated else settings.tables().get("orders")
    if orders is None or orders.shape is not None:
        return []
    mapped, where = orders.mapped(), "data.orders.columns"
    if "price" not in mapped or "quantity" in mapped:
        return []
    what = "name no quantity: each line counts as one unit"
    if not orders.cancelled_prefix:
        what += ", and one that was sent back counts as sold"
    what += "; map the column of units to quantity if there is one"
    return [Fault(where, what, line_of(where))]


def _faults_beside(settings: Settings, root: Path) -> Iterator[tuple[str, str]]:
    """Faults of the exchange rates and of the client's own totals, as (key, what)."""
    from taller.data.snapshot import rates
    from taller.data.tell import totals

    named = getattr(settings, "rates", None)
    try:
        if named:
            rates.read(places.located(named, root), named)
    except DataError as error:
        yield from (("data.rates", f"{error.source}: {fault}") for fault in error.faults)
    try:
        if settings.totals:
            totals.read(settings.totals, root)
    except DataError as error:
        key = "data.totals.months" if error.source == totals.INLINE else "data.totals"
        yield from ((key, f"{error.source}: {fault}") for fault in error.faults)


def _table_faults(
    settings: Any, name: str, table: TableSource, root: Path
) -> list[tuple[str, str]]:
    """Faults of one table as (key, what): unreadable, without rows, or without a mapped column."""
    from taller.data import reading, shapes

    if table.shape is not None and table.shape not in shapes.SHAPES:
        return [("shape", f"no such shape{did_you_mean(table.shape, shapes.SHAPES)}")]
    if table.shape is not None and name not in shapes.SHAPES[table.shape].recipes:
        known = ", ".join(shapes.SHAPES[table.shape].recipes)
        return [("shape", f"{table.shape} holds no {name}; it holds {known}")]
    database = settings if settings.source == "database" else None
    found = _head_faults(settings, table, root)
    try:
        return found + reading.faults(table, name, root=root, database=database)
    except DataError as error:
        key = "path" if database is None else "table"
        return found + [(key, f"{error.source}: {fault}") for fault in error.faults]


def _head_faults(settings: Any, table: TableSource, root: Path) -> list[tuple[str, str]]:
    """Faults of the heads of orders, where there are some."""
    heads = getattr(table, "heads", None)
    if heads is None:
        return []
    if table.shape is not None or getattr(table, "fill_down", False):
        return [("heads", "are for lines of another file; take shape and fill_down out")]
    found = _table_faults(settings, "heads", heads, root)
    said = {"columns.transaction_id": "key"}
    return [(f"heads.{said.get(key, key)}", what) for key, what in found]
