"""The flat table: one row per subject, any columns, for models whose target is a column of it.

No canonical schema says what its columns are, so each type is found from the column as a whole:

- a number, where all but a stray cell can be read as one; blanks and words for nothing are missing;
- a date or time, where every cell that is not blank is written as one;
- text otherwise. Codes with a leading zero, such as postcodes, stay text.

Cells that a number's column could not read are counted, never guessed. Columns with personal data
hold pseudonyms, and so do ids of people (`taller.data.contract.identities`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taller.data.engine import stacked
from taller.data.reading import identifier, literal
from taller.data.settings.schemas import Column, Schema
from taller.data.tell.ledger import Detected, Ledger, Personal
from taller.data.tell.quality import Dimension, Evidence, Quality

if TYPE_CHECKING:
    from taller.data.reading import Staged

FLAT = "flat"
STRAY = 0.01  # cells of a number's column that no reading takes, as a share
LONG = 30  # characters from which a text is looked through for what identifies someone
SQL_TYPES = {"int64": "BIGINT", "number": "DOUBLE", "timestamp": "TIMESTAMP", "text": "VARCHAR"}

Type = Literal["int64", "number", "timestamp", "text"]


@dataclass(frozen=True)
class Cell:
    """One column as it is written to the flat table.

    Attributes
    ----------
    name : the client's column, made unique
    type : what it became
    sql : its value over the staged rows
    filled, unreadable : cells that hold something, and those of them that no reading takes
    """

    name: str
    type: Type
    sql: str
    filled: int
    unreadable: int
    detected: tuple[Detected, ...] = ()


def write(
    con: Any,
    settings: Any,
    *,
    root: Path,
    scratch: Path,
    target: Path,
    key: bytes,
    personal: Mapping[str, str],
    day_first: bool | None = None,
    timezone: str | None = None,
) -> tuple[Ledger, Quality]:
    """Read a flat table's file, find its types, and write ``flat.parquet``.

    Parameters
    ----------
    con : Ibis on DuckDB
    settings : a `taller.data.settings.sources.FlatFile`
    key : the client's salt, from which pseudonyms are made
    personal : the client's column: kind of personal data in it, or ``none``

    Raises
    ------
    DataError
        If the file cannot be read, has no rows, or writes a column in two ways.
    """
    from taller.data import reading

    staged = reading.stage(con.con, settings, root=root, scratch=scratch, name=FLAT)
    return written(
        con, staged, settings, scratch=scratch, target=target, key=key, personal=personal,
        day_first=day_first, timezone=timezone,
    )  # fmt: skip


def written(
    con: Any,
    staged: Staged,
    settings: Any,
    *,
    scratch: Path,
    target: Path,
    key: bytes,
    personal: Mapping[str, str],
    day_first: bool | None,
    timezone: str | None,
    name: str = FLAT,
    known: Mapping[str, Type] | None = None,
    codes: Collection[str] = (),
) -> tuple[Ledger, Quality]:
    """Find the types of staged rows, and write them to ``target``; see `write`.

    Parameters
    ----------
    name : the table they become
    known : types that are not looked for, by the client's column
    codes : columns whose codes other tables hold too: hashed as there, where they are personal
    """
    from taller.data import people
    from taller.data.contract import identities

    kinds = people.recognise(
        con.con, staged, {name: staged.cell(name) for name in staged.header}, personal
    )
    texts = {name: _text(staged, name) for name in staged.header}
    looked = _look(con.con, staged, texts, settings.timestamp_format is not None)
    # A column of fractions names nobody.
    told = {n: text for n, text in texts.items() if not looked[n].measured and n not in codes}
    kinds |= identities.find(con.con, staged, told, kinds, personal)
    cells = _cells(
        con.con, staged, settings, texts, looked, kinds, key, day_first, timezone, known or {}
    )
    _write(con.con, staged, cells, scratch, target)
    told = tuple(Personal(name, kind, "hashed") for name, kind in kinds.items())
    found = [each for cell in cells for each in cell.detected]
    ledger = Ledger(
        name, staged.origin, staged.rows, staged.rows, 0, (), (),
        tuple(dict.fromkeys([*staged.detected, *found])), told, len(staged.parts),
    )  # fmt: skip
    return ledger, _quality(con.con, staged, cells, target, name)


def _cells(
    con: Any, staged: Staged, settings: Any, texts: Mapping[str, str],
    looked: Mapping[str, _Looked], kinds: Mapping[str, str], key: bytes,
    day_first: bool | None, timezone: str | None, known: Mapping[str, Type],
) -> list[Cell]:  # fmt: skip
    """Every column with its type; formats are settled together, as one hand wrote the file."""
    from taller.data import formats

    types: dict[str, Type] = {
        name: "text" if name in kinds else known.get(name) or _type(found)
        for name, found in looked.items()
    }
    typed = [name for name, kind in types.items() if kind != "text"]
    columns = tuple(
        Column(name, "timestamp" if types[name] == "timestamp" else "decimal(18, 4)", name)
        for name in typed
    )
    read = formats.find_all(
        con, staged, {name: staged.cell(name) for name in typed}, Schema(FLAT, "", columns),
        settings, day_first=day_first, timezone=timezone,
    )  # fmt: skip
    values = {
        name: f"TRY_CAST({read[name].sql(staged.cell(name))} AS {SQL_TYPES[types[name]]})"
        for name in typed
    }
    counted = _counted(con, staged, texts, values, types)
    treated = _treated(con, staged, texts, kinds, looked, key)
    names = unique(staged.header)
    return [
        _settled(names[name], name, types[name], values[name], counted[name], read[name].detected)
        if name in values
        else Cell(names[name], "text", treated.get(name, texts[name]), looked[name].filled, 0)
        for name in staged.header
    ]


def _text(staged: Staged, name: str) -> str:
    """SQL: a cell without blanks around it; null where nothing, or only blanks, is left."""
    from taller.data.formats import BLANKS

    cell = staged.cell(name)
    # To trim a cell takes longer than all else that is asked of it.
    return f"nullif(trim({cell}, {literal(BLANKS)}), '')" if cell in staged.padded else cell


@dataclass(frozen=True)
class _Looked:
    """How many cells of a column say something, and are what; the longest one's characters."""

    filled: int = 0
    numbers: int = 0
    padded: int = 0
    dates: int = 0
    fractions: int = 0
    longest: int | None = None

    @property
    def measured(self) -> bool:
        """Whether it holds numbers, and some of them are not whole."""
        return 2 * self.numbers > self.filled and self.fractions > 0


def _look(
    con: Any, staged: Staged, texts: Mapping[str, str], given_dates: bool
) -> dict[str, _Looked]:
    """What all cells of each column look like."""
    from taller.data.formats.numbers import grammar

    number = literal(f"(?:{grammar('.')}|{grammar(',')})")
    date = literal(
        r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2}[- /.][A-Za-zé.]{3,10}[- /.]\d{2,4}"
    )
    day, said = "true" if given_dates else "false", _said("v")
    question = (
        f"count(*) FILTER ({said}), "
        f"count(*) FILTER ({said} AND regexp_full_match(v, {number})), "
        f"count(*) FILTER (regexp_matches(v, '^0[0-9]+$')), "
        f"count(*) FILTER ({said} AND ({day} OR regexp_full_match(v, {date}))), "
        f"count(*) FILTER (regexp_full_match(v, '[+-]?[0-9]*[.,][0-9]*[1-9][0-9]*')), "
        f"max(length(v))"
    )
    found = stacked.ask(con, staged, texts, question)
    return {name: _Looked(*found[name]) for name in texts}


def _said(text: str) -> str:
    """SQL: whether a cell says more than a word for nothing."""
    from taller.data.formats import NOTHING

    return f"lower({text}) NOT IN ({', '.join(literal(word) for word in sorted(NOTHING))})"


def _type(found: _Looked) -> Type:
    if found.filled == 0 or found.padded:
        return "text"
    if found.dates == found.filled:
        return "timestamp"
    return "number" if found.filled - found.numbers <= STRAY * found.filled else "text"


def _treated(
    con: Any, staged: Staged, texts: Mapping[str, str], kinds: Mapping[str, str],
    looked: Mapping[str, _Looked], key: bytes,
) -> dict[str, str]:  # fmt: skip
    """SQL of texts that are personal, as pseudonyms, and of those that mention who somebody is."""
    from taller.data import people

    long = {name: texts[name] for name, found in looked.items() if (found.longest or 0) > LONG}
    mentions = stacked.ask(con, staged, long, f"bool_or({people.mentioned('v')})")
    made = {name: people.scrubbed(texts[name], key) for name, (any_,) in mentions.items() if any_}
    return made | {name: people.hashed(texts[name], key) for name in kinds}


def _counted(
    con: Any, staged: Staged, texts: Mapping[str, str], values: Mapping[str, str],
    types: Mapping[str, Type],
) -> dict[str, tuple[int, int, bool]]:  # fmt: skip
    """Of each column with values: cells that say something, those unread, whether all are whole."""
    found = {}
    for names in stacked.batches(values, staged.rows):
        read = [
            values[name] if types[name] == "number" else f"CASE WHEN {values[name]} IS NULL "
            "THEN NULL ELSE 0.5 END" for name in names
        ]  # fmt: skip
        cells = stacked.stacked(staged.relation(), read, said=[_said(texts[n]) for n in names])
        rows = con.execute(
            "SELECT count(*) FILTER (said), count(*) FILTER (said AND v IS NULL), "
            "bool_and(coalesce(v = trunc(v) AND abs(v) < 9e15, true)) "
            f"FROM {cells} GROUP BY place ORDER BY place"
        ).fetchall()
        found |= dict(zip(names, rows, strict=True))
    return found


def _settled(
    name: str, column: str, kind: Type, sql: str, counted: tuple[int, int, bool],
    detected: tuple[Detected, ...],
) -> Cell:  # fmt: skip
    """A number's or a date's column: whole numbers stay whole, unreadable cells are told."""
    filled, unread, whole = counted
    if whole and kind == "number":
        kind, sql = "int64", f"TRY_CAST({sql} AS BIGINT)"
    if unread:
        detected = (*detected, Detected("cells_not_read", str(unread), "found", name))
    return Cell(name, kind, sql, filled, unread, detected)


def _write(con: Any, staged: Staged, cells: Sequence[Cell], scratch: Path, target: Path) -> None:
    """The table, rows in the file's order; a wide one in parts, which are then put side by side."""
    made = {cell.name: cell.sql for cell in cells}
    parts = []
    for names in stacked.batches(made, rows=1):
        listed = ", ".join(f"{made[name]} AS {identifier(name)}" for name in names)
        parts.append(scratch / f"flat_{len(parts)}.parquet")
        con.execute(
            f"COPY (SELECT {listed} FROM {_rows(staged)} ORDER BY file_row_number) "
            f"TO {literal(parts[-1])} (FORMAT parquet)"
        )
    if len(parts) == 1:
        parts[0].replace(target)
        return
    joined = " POSITIONAL JOIN ".join(f"read_parquet({literal(part)})" for part in parts)
    con.execute(f"COPY (SELECT * FROM {joined}) TO {literal(target)} (FORMAT parquet)")


def unique(header: Sequence[str]) -> dict[str, str]:
    """Column names that differ by more than case, as a database needs them."""
    taken: set[str] = set()
    found = {}
    for name in header:
        made, n = name, 1
        while made.casefold() in taken:
            n += 1
            made = f"{name} ({n})"
        taken.add(made.casefold())
        found[name] = made
    return found


def _rows(staged: Staged) -> str:
    return f"read_parquet({literal(staged.parquet)}, file_row_number=true)"


def _quality(con: Any, staged: Staged, cells: list[Cell], target: Path, name: str) -> Quality:
    """Cells filled and readable, rows not repeated."""
    empty = [Evidence("empty", cell.name, staged.rows - cell.filled, staged.rows) for cell in cells]
    wrong = [
        Evidence("unreadable", cell.name, cell.unreadable, cell.filled)
        for cell in cells
        if cell.type != "text"
    ]
    (distinct,) = con.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT * FROM read_parquet({literal(target)}))"
    ).fetchall()[0]
    again = [Evidence("duplicate_row", None, staged.rows - distinct, staged.rows)]
    return Quality(
        name, staged.rows,
        {"completeness": _dimension(empty), "validity": _dimension(wrong),
         "uniqueness": _dimension(again), "consistency": Dimension()},
    )  # fmt: skip


def _dimension(evidence: list[Evidence]) -> Dimension:
    failed = sorted((e for e in evidence if e.failed), key=lambda e: -e.failed)
    return Dimension(sum(e.asked for e in evidence), sum(e.failed for e in evidence), tuple(failed))
