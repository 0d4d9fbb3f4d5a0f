"""Typed rows: a staged source seen as its canonical table, every cell read or null.

One relation per source; what a row's cells make of it is decided by the contract (`checks`), which
is written over this view in Ibis. Each canonical column that the source may hold is there under its
own name. Beside each stands ``<column>_text``, null where the cell is blank and empty text where it
is not (what it says stays in the staged file), and beside a number ``<column>_number``, a double.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import marks
from taller.data.contract.checks import MOST_MONEY, NO_ID
from taller.data.formats.native import Native
from taller.data.orders.unnumbered import numbered
from taller.data.reading import ROW, literal
from taller.data.settings.schemas import MONEY, Column, Schema
from taller.data.tell.ledger import Detected, Personal

if TYPE_CHECKING:
    import ibis
    import numpy as np

    from taller.data.formats import Format
    from taller.data.orders.head_totals import Agreement
    from taller.data.reading import Staged
    from taller.data.settings.sources import TableSource
    from taller.data.snapshot.rates import Rates

FLOAT_ID = r"\d+\.0"
HAS_HEAD = "has_head"  # the cell that says whether a line's order has a head elsewhere
ORDER_ITEM = "order"  # the item of orders that name none
PSEUDONYMS = ("user_id", "user_pseudo_id", "session_id")  # ids of people: hashed where personal
NUMBERS = ("int64", MONEY)
SCRATCH = "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 2000"
SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", MONEY: MONEY, "timestamp": "TIMESTAMP",
             "date": "DATE", "boolean": "BOOLEAN"}  # fmt: skip


@dataclass
class Source:
    """A staged source and what must be known of it as a whole.

    Attributes
    ----------
    named : staged cell by canonical name
    columns : the client's own column by canonical name
    formats : how each column that is not text is written
    float_ids : ids that are whole numbers written as floats, canonical name to rows
    word_ids : ids some of whose cells hold a word for "nothing", such as nan
    hashed, withheld, scrubbed : canonical columns treated for the people in them
    key : the client's salt
    agreement : for lines of orders, their heads held against them; None where they have none apart
    repeated : which of ``duplicate``, ``superseded`` and ``summary`` some rows are
    """

    schema: Schema
    settings: TableSource
    staged: Staged
    named: dict[str, str]
    columns: dict[str, str]
    formats: dict[str, Format]
    key: bytes
    agreement: Agreement | None = None
    float_ids: dict[str, int] = field(default_factory=dict)
    word_ids: set[str] = field(default_factory=set)
    hashed: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    scrubbed: set[str] = field(default_factory=set)
    personal: tuple[Personal, ...] = ()
    repeated: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The canonical table's name."""
        return self.schema.name

    @property
    def detected(self) -> tuple[Detected, ...]:
        """All that was understood of how the source is written."""
        of_columns = [found for each in self.formats.values() for found in each.detected]
        return tuple(dict.fromkeys([*self.staged.detected, *of_columns]))

    @property
    def files(self) -> str:
        """SQL: the staged rows with their position."""
        return self.staged.relation()

    def cell(self, name: str) -> str:
        """SQL: a canonical column's cell as written, blank as null."""
        cell = self.named[name]
        return f"nullif(trim({cell}), '')" if cell in self.staged.padded else cell


def look_at_ids(con: Any, found: Source) -> None:
    """Note which ids are floats, and which hold words for "nothing"."""
    for name in found.schema.ids():
        if name in found.named:
            floats, words = _id_shape(con, found, name)
            if floats:
                found.float_ids[name] = floats
            if words:
                found.word_ids.add(name)


def look_for_people(
    con: Any, found: Source, kinds: Mapping[str, str], sources: Mapping[str, Sequence[str]]
) -> None:
    """Decide what is done with each column that holds personal data.

    Parameters
    ----------
    kinds : the client's column: kind of personal data, as `taller.data.people.recognise` says
    sources : canonical column: the client's columns it is made of
    """
    from taller.data import people

    told: dict[str, Personal] = {}
    for name, made_of in sources.items():
        for column in made_of:
            done = _treatment(found, name, kinds[column]) if column in kinds else None
            if done:
                {"hashed": found.hashed, "withheld": found.withheld}[done].add(name)
                told[column] = Personal(column, kinds[column], done)
    read = {column for made_of in sources.values() for column in made_of}
    for column, kind in kinds.items():
        if column not in read:
            told[column] = Personal(column, kind, "not read")
    found.personal = tuple(told.values())
    for name in _free_text(found):
        cell = found.cell(name)
        (changed,) = con.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT {cell} AS t FROM {found.files}) "
            f"WHERE {people.scrubbed('t', found.key)} IS DISTINCT FROM t"
        ).fetchall()[0]
        if changed:
            found.scrubbed.add(name)


def _treatment(found: Source, name: str, kind: str) -> Any:
    if name in PSEUDONYMS or (name.endswith("_id") and kind == "email"):
        return "hashed"
    if found.schema.column(name).type != "string" or name.endswith("_id"):
        return None  # a number, a date, or a code of the shop's own, whatever it looks like
    if found.schema.column(name).prose:
        return None  # see `prose`
    # Towns, channels and names of items look like people's names and addresses, and are not.
    return "withheld" if kind in ("email", "phone", "identifier") else None


def _free_text(found: Source) -> list[str]:
    kept = found.hashed | found.withheld
    return [
        column.name
        for column in found.schema.given
        if column.type == "string" and column.name in found.named and column.name not in kept
        and not column.prose
        and not column.name.endswith("_id") and column.name not in ("currency", "status", "test")
    ]  # fmt: skip


def create(
    con: ibis.BaseBackend,
    found: Source,
    scratch: Path,
    *,
    currency: str,
    rates: Rates | None,
    apart: bool = False,
) -> Any:
    """Every row with its cells read, as an Ibis table.

    Where to read a cell is cheap, it is read anew by each question put to the rows, which costs
    less than to keep what was read; where it is not, all is read once and kept in ``scratch``.

    Parameters
    ----------
    currency : the engagement's
    rates : where the source has money in others; None where it has not, or no rates are known
    apart : only the rows that `set_apart` kept, with their staged cells besides

    Returns
    -------
    The rows, with ``line`` (position from 1, unique), ``source_row`` (row of the client's file,
    from 1), ``duplicate``, ``superseded`` and ``rejected`` besides the canonical columns
    """
    name = found.name
    view = f"apart_{name}" if apart else f"typed_{name}"
    rows = f"read_parquet({literal(_apart(found, scratch))})" if apart else found.files
    query = _cells_read(found, rows, cells=apart or not _is_costly(found))
    if _is_costly(found):
        kept = literal(scratch / f"{view}.typed.parquet")
        con.con.execute(f"COPY ({query}) TO {kept} ({SCRATCH})")
        query = f"SELECT * FROM read_parquet({kept})"
    absent = [part for c in found.schema.given if c.name not in found.named for part in _absent(c)]
    query = f"SELECT {', '.join(['*', *absent])} FROM ({query})"
    query = _exchanged(query, found, currency, rates)
    if name == "orders":
        query = _orders(numbered(query, found.settings.orders_are), found)
    # By the number each row carries, not by its place, which a copy on several threads may change.
    flags = ", ".join(
        f"{marks.marked(f'{name}_{flag}', found.staged.rows, '(line - 1)')} AS {flag}"
        if flag in {*found.repeated, "rejected"}
        else f"false AS {flag}"
        for flag in ("duplicate", "superseded", "summary", "rejected")
    )
    con.con.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT *, {flags} FROM ({query})")
    # A view, since Ibis 12's own con.sql() does not work on DuckDB 2.0.
    return con.table(view)


def set_apart(
    con: Any, found: Source, rows: ibis.Table, doubts: Sequence[ibis.BooleanValue], scratch: Path
) -> None:
    """Keep the rows that fail something, as they are staged, in a file by themselves.

    They are few, and all that is asked of them further need not be asked of the others.
    """
    staged = found.staged
    listed = ", ".join(staged.held)
    doubtful = rows.filter(reduce(or_, {doubt.op(): doubt for doubt in doubts}.values()))
    if _is_costly(found):  # what was read of them is kept without their cells
        name = f"{found.name}_apart"
        marks.keep(con.con, name, staged, positions(con, doubtful))
        columns = ", ".join([marks.POSITION, *([ROW] if staged.rowed else []), listed])
        query = f"SELECT {columns} FROM {staged.relation(marks.marked(name, staged.rows))}"
    else:
        row = f"{ROW} - 1 AS {ROW}, " if staged.rowed else ""
        inner = con.compile(doubtful.select("line", ROW, *staged.held))
        query = f"SELECT line - 1 AS {marks.POSITION}, {row}{listed} FROM ({inner})"
    con.con.execute(f"COPY ({query}) TO {literal(_apart(found, scratch))} ({SCRATCH})")


def positions(con: Any, rows: ibis.Table) -> np.ndarray:
    """Positions of rows among the staged ones, from 0."""
    import numpy as np

    found = con.con.execute(con.compile(rows.select("line"))).fetchnumpy()["line"]
    return np.asarray(found, dtype=np.int64) - 1


def _apart(found: Source, scratch: Path) -> Path:
    return scratch / f"apart_{found.name}.parquet"


def _is_costly(found: Source) -> bool:
    """Whether to read a row's cells takes longer than to read again what was made of them."""
    people = found.hashed or found.scrubbed  # nor may a view's text hold the key
    return bool(people) or any(each.costly for each in found.formats.values())


def _cells_read(found: Source, rows: str, *, cells: bool) -> str:
    """SQL of what the source's own cells say, with the number of each row."""
    staged = found.staged
    columns = staged.held if cells else []
    columns += [f"{marks.POSITION} + 1 AS line", f"{marks.origin(staged)} + 1 AS {ROW}"]
    for column in found.schema.given:
        if column.name in found.named:
            columns += _columns(found, column)
    if found.name == "orders" and getattr(found.settings, "cancelled_prefix", None):
        columns.append(f"{found.cell('transaction_id')} AS transaction_raw")
    if HAS_HEAD in staged.once:
        columns.append(f"{HAS_HEAD} IS NULL AS headless")
    return f"SELECT {', '.join(columns)} FROM {rows}"


def _absent(column: Column) -> list[str]:
    """SQL of a canonical column that the source lacks, and of what stands beside it."""
    name = column.name
    if column.type == "string":
        # Among orders alone may a source be without items.
        value = literal(ORDER_ITEM) if name == "item_id" else "NULL::VARCHAR"
        return [f"{value} AS {name}", f"{value} AS {name}_text"]
    found = [f"NULL::{SQL_TYPES[column.type]} AS {name}", f"NULL::VARCHAR AS {name}_text"]
    return [*found, f"NULL::DOUBLE AS {name}_number"] if column.type in NUMBERS else found


def _columns(found: Source, column: Column) -> list[str]:
    """SQL of a canonical column and of what stands beside it."""
    name = column.name
    text = found.cell(name)
    if column.type == "string":
        value, native = _text(found, name), text in found.staged.native
        lost = name in found.withheld or name in found.word_ids
    else:
        read, lost = found.formats[name], False
        native = isinstance(read, Native)
        value = read.value if isinstance(read, Native) else read.sql(text)
    # Whether a number is there is known without writing it as text.
    cell = found.staged.identity(found.named[name]) if native else text
    filled = f"CASE WHEN {value if lost else cell} IS NOT NULL THEN '' END AS {name}_text"
    if column.type not in NUMBERS:
        return [f"{value} AS {name}", filled]
    kind = MONEY if column.type == MONEY else "DOUBLE"
    number = f"TRY_CAST({value} AS DOUBLE) AS {name}_number"
    return [f"TRY_CAST({value} AS {kind}) AS {name}", filled, number]


def _text(found: Source, name: str) -> str:
    """SQL of a column of text: ids cleaned, people hidden."""
    from taller.data import people

    if name in found.withheld:
        return "NULL::VARCHAR"
    text = found.cell(name)
    if name in found.float_ids:
        text = f"replace({text}, '.0', '')"  # every value is digits and one ".0"
    if name in found.word_ids:
        words = ", ".join(literal(word) for word in NO_ID)
        text = f"CASE WHEN lower({text}) NOT IN ({words}) THEN {text} END"
    if name in found.hashed:
        return people.hashed(text, found.key)
    if name in found.scrubbed:
        return people.scrubbed(text, found.key)
    return f"upper({text})" if name == "currency" else text


def _exchanged(query: str, found: Source, currency: str, rates: Rates | None) -> str:
    """Money brought to the engagement's currency; ``rate`` is null where that cannot be done."""
    own = literal(currency)
    if "currency" not in {column.name for column in found.schema.given}:
        return f"SELECT *, 1 AS rate FROM ({query})"
    if "currency" not in found.named:
        return f"SELECT * REPLACE ({own} AS currency), 1 AS rate FROM ({query})"
    said = f"coalesce(currency, {own})"
    if rates is None:
        rate = f"CASE WHEN {said} = {own} THEN 1 END"
        return f"SELECT * REPLACE ({own} AS currency), {rate} AS rate FROM ({query})"
    day = next(c.name for c in found.schema.columns if c.type in ("timestamp", "date"))
    money = [c.name for c in found.schema.given if c.type == MONEY and c.name in found.named]
    exchanged = [f"TRY_CAST({name} * rate AS {MONEY}) AS {name}" for name in money]
    inner = f"SELECT *, {rates.sql(said, day, currency)} AS rate FROM ({query})"
    return f"SELECT * REPLACE ({', '.join([f'{own} AS currency', *exchanged])}) FROM ({inner})"


def _orders(query: str, found: Source) -> str:
    """Units with their sign, the line's price and value, and what kind of line it is."""
    named = found.named
    quantity = "quantity_number" if "quantity" in named else "1"
    negative = [f"{quantity} < 0"]
    if "value" in named and "price" not in named:
        negative.append("value_number < 0")
    prefix = getattr(found.settings, "cancelled_prefix", None)
    marked = f"starts_with(transaction_raw, {literal(prefix)})" if prefix else "false"
    cancels = f"coalesce({' OR '.join(negative)}, false) OR coalesce({marked}, false)"
    units = f"TRY_CAST(abs({quantity}) AS BIGINT)"
    first = f"SELECT *, {cancels} AS cancels, {units} AS units FROM ({query})"
    # Beyond what money may be, the product of two decimals would overflow.
    fits = f"abs(units::DOUBLE * price_number) < {MOST_MONEY}"
    product = f"CASE WHEN {fits} THEN (units::DECIMAL(18, 0) * price)::{MONEY} END"
    amount = product
    if "value" in named:
        amount = f"coalesce(abs(value), {product})" if "price" in named else "abs(value)"
    each = f"TRY_CAST(abs(value) / nullif(units, 0) AS {MONEY})"
    price = "price" if "price" in named else each
    return (
        f"SELECT * EXCLUDE (cancels, units) REPLACE ("
        "CASE WHEN cancels THEN -units ELSE units END AS quantity, "
        f"{price} AS price, CASE WHEN cancels THEN -{amount} ELSE {amount} END AS value, "
        "CASE WHEN cancels THEN -abs(tax) ELSE tax END AS tax), "
        "CASE WHEN cancels THEN 'cancellation' ELSE 'sale' END AS kind, "
        f"coalesce({marked}, false) AND {quantity} > 0 AS turned FROM ({first})"
    )


def foreign(con: Any, found: Source, currency: str) -> list[str]:
    """The currencies of a source besides the engagement's."""
    if "currency" not in found.named:
        return []
    cell = f"upper({found.cell('currency')})"
    return [code for (code,) in con.execute(
        f"SELECT DISTINCT {cell} AS c FROM {found.files} "
        f"WHERE {cell} IS NOT NULL AND {cell} <> {literal(currency)} ORDER BY c"
    ).fetchall()]  # fmt: skip


def _id_shape(con: Any, found: Source, name: str) -> tuple[int, int]:
    """Rows of an id column if all its values are floats like ``17850.0`` (else 0); its null words.

    The first rows can only rule floats out; to find them takes all rows.
    """
    rows, text = found.files, found.cell(name)
    words = f"lower({text}) IN ({', '.join(literal(word) for word in NO_ID)})"
    head = f"(SELECT {text} AS t, {words} AS w FROM {rows} WHERE {text} IS NOT NULL LIMIT 1000)"
    (maybe,) = con.execute(f"SELECT bool_and(w OR ends_with(t, '.0')) FROM {head}").fetchall()[0]
    if not maybe and found.named[name] not in found.staged.worded:
        return 0, 0
    floats = f"regexp_full_match({text}, '{FLOAT_ID}')" if maybe else "false"
    filled, float_rows, word_rows = con.execute(
        f"SELECT count({text}), count(*) FILTER ({floats}), count(*) FILTER ({words}) FROM {rows}"
    ).fetchall()[0]
    return (float_rows if float_rows == filled - word_rows else 0), word_rows
