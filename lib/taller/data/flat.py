"""The flat table: one row per subject, any columns, for models whose target is a column of it.

No canonical schema says what its columns are, so each type is found from the column as a whole:

- a number, where all but a stray cell can be read as one; blanks and words for nothing are missing;
- a date or time, where every cell that is not blank is written as one;
- text otherwise. Codes with a leading zero, such as postcodes, stay text.

Cells that a number's column could not read are counted, never guessed. Columns with personal data
hold pseudonyms, and so do ids of people (`taller.data.identities`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taller.data.ledger import Detected, Ledger, Personal
from taller.data.quality import Dimension, Evidence, Quality
from taller.data.reading import identifier, literal
from taller.data.schemas import Column, Schema

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
    settings : a `taller.data.sources.FlatFile`
    key : the client's salt, from which pseudonyms are made
    personal : the client's column: kind of personal data in it, or ``none``

    Raises
    ------
    DataError
        If the file cannot be read, has no rows, or writes a column in two ways.
    """
    from taller.data import identities, people, reading

    staged = reading.stage(con.con, settings, root=root, scratch=scratch, name=FLAT)
    kinds = people.recognise(
        con.con, staged, {name: staged.cell(name) for name in staged.header}, personal
    )
    texts = {name: _text(staged, name) for name in staged.header}
    kinds |= identities.find(con.con, staged, texts, kinds, personal)
    cells = _cells(con.con, staged, settings, kinds, key, day_first, timezone)
    listed = ", ".join(f"{cell.sql} AS {identifier(cell.name)}" for cell in cells)
    con.con.execute(
        f"COPY (SELECT {listed} FROM {_rows(staged)} ORDER BY file_row_number) "
        f"TO {literal(target)} (FORMAT parquet)"
    )
    told = tuple(Personal(name, kind, "hashed") for name, kind in kinds.items())
    found = [each for cell in cells for each in cell.detected]
    ledger = Ledger(
        FLAT, staged.origin, staged.rows, staged.rows, 0, (), (),
        tuple(dict.fromkeys([*staged.detected, *found])), told, len(staged.parts),
    )  # fmt: skip
    return ledger, _quality(con.con, staged, cells, target)


def _cells(
    con: Any, staged: Staged, settings: Any, kinds: Mapping[str, str], key: bytes,
    day_first: bool | None, timezone: str | None,
) -> list[Cell]:  # fmt: skip
    """Every column with its type; formats are settled together, as one hand wrote the file."""
    from taller.data import formats

    texts = {name: _text(staged, name) for name in staged.header}
    looked = _look(con, staged, texts, settings.timestamp_format is not None)
    types: dict[str, Type] = {
        name: "text" if name in kinds else _type(*counts) for name, counts in looked.items()
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
    names = _unique(staged.header)
    made = []
    for name in staged.header:
        if types[name] == "text":
            sql = _as_text(con, staged, texts[name], name in kinds, key)
            made.append(Cell(names[name], "text", sql, looked[name][0], 0))
        else:
            value = read[name].sql(staged.cell(name))
            made.append(_settled(con, staged, names[name], texts[name], value, types[name],
                                 read[name].detected))  # fmt: skip
    return made


def _text(staged: Staged, name: str) -> str:
    """SQL: a cell without blanks around it; null where nothing, or only blanks, is left."""
    from taller.data.formats import BLANKS

    return f"nullif(trim({staged.cell(name)}, {literal(BLANKS)}), '')"


def _look(
    con: Any, staged: Staged, texts: Mapping[str, str], given_dates: bool
) -> dict[str, tuple[int, int, int, int]]:
    """Of each column: cells that say something, numbers, codes with a leading zero, dates."""
    from taller.data.formats import NOTHING
    from taller.data.formats.numbers import grammar

    number = literal(f"(?:{grammar('.')}|{grammar(',')})")
    words = ", ".join(literal(word) for word in sorted(NOTHING))
    date = literal(
        r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2}[- /.][A-Za-zé.]{3,10}[- /.]\d{2,4}"
    )
    day = "true" if given_dates else "false"
    asked = []
    for text in texts.values():
        said = f"lower({text}) NOT IN ({words})"
        asked += [
            f"count(*) FILTER ({said})",
            f"count(*) FILTER ({said} AND regexp_full_match({text}, {number}))",
            f"count(*) FILTER (regexp_matches({text}, '^0[0-9]+$'))",
            f"count(*) FILTER ({said} AND ({day} OR regexp_full_match({text}, {date})))",
        ]
    counts = con.execute(f"SELECT {', '.join(asked)} FROM {_rows(staged)}").fetchall()[0]
    return {name: tuple(counts[4 * i : 4 * i + 4]) for i, name in enumerate(texts)}


def _type(filled: int, numbers: int, padded: int, dates: int) -> Type:
    if filled == 0 or padded:
        return "text"
    if dates == filled:
        return "timestamp"
    return "number" if filled - numbers <= STRAY * filled else "text"


def _as_text(con: Any, staged: Staged, text: str, personal: bool, key: bytes) -> str:
    """SQL of a text: a pseudonym where it is personal, long texts without what identifies."""
    from taller.data import people

    if personal:
        return people.hashed(text, key)
    (longest,) = con.execute(f"SELECT max(length({text})) FROM {_rows(staged)}").fetchall()[0]
    return people.scrubbed(text, key) if (longest or 0) > LONG else text


def _settled(
    con: Any, staged: Staged, name: str, text: str, value: str, kind: Type,
    detected: tuple[Detected, ...],
) -> Cell:  # fmt: skip
    """A number's or a date's column: whole numbers stay whole, unreadable cells are counted."""
    from taller.data.formats import NOTHING

    words = ", ".join(literal(word) for word in sorted(NOTHING))
    sql = f"TRY_CAST({value} AS {SQL_TYPES[kind]})"
    said = f"lower({text}) NOT IN ({words})"
    whole = "false"
    if kind == "number":
        whole = f"bool_and(coalesce({sql} = trunc({sql}) AND abs({sql}) < 9e15, true))"
    filled, unread, whole_all = con.execute(
        f"SELECT count(*) FILTER ({said}), count(*) FILTER ({said} AND {sql} IS NULL), {whole} "
        f"FROM {_rows(staged)}"
    ).fetchall()[0]
    if whole_all:
        kind, sql = "int64", f"TRY_CAST({sql} AS BIGINT)"
    if unread:
        detected = (*detected, Detected("cells_not_read", str(unread), "found", name))
    return Cell(name, kind, sql, filled, unread, detected)


def _unique(header: list[str]) -> dict[str, str]:
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


def _quality(con: Any, staged: Staged, cells: list[Cell], target: Path) -> Quality:
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
        FLAT, staged.rows,
        {"completeness": _dimension(empty), "validity": _dimension(wrong),
         "uniqueness": _dimension(again), "consistency": Dimension()},
    )  # fmt: skip


def _dimension(evidence: list[Evidence]) -> Dimension:
    failed = sorted((e for e in evidence if e.failed), key=lambda e: -e.failed)
    return Dimension(sum(e.asked for e in evidence), sum(e.failed for e in evidence), tuple(failed))
