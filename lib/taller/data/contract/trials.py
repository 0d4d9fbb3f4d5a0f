"""The table of experiments: one row per user and experiment, from a client's own log.

Three shapes are read, told apart by the columns that are named:

- exposures, several rows per user: numbers are added up over them, except those that tell of the
  user (no user's rows differ in them, and users do), which are taken once;
- one row per user, whom a column tells apart or each row is;
- totals of an arm and day: users, sums, and sums of squares where given.

All columns that are not named are the client's own measures; their types are found as those of a
flat table (`flat`), and yes and no become 1 and 0. A user of two arms belongs to none:
``arm`` is empty and ``arms`` names them. Rows that tell nothing are set apart with their reasons.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.contract import flat
from taller.data.contract.checks import EARLIEST, SLACK
from taller.data.formats.booleans import FALSE, TRUE
from taller.data.reading import identifier, literal
from taller.data.settings import schemas
from taller.data.tell.ledger import Detected, Ledger, Reason, Treatment
from taller.errors import DataError

if TYPE_CHECKING:
    from taller.data.reading import Staged
    from taller.data.tell.quality import Quality

TRIALS = "trials"
MOST_ARMS = 50
JOIN = " + "  # between the arms of a user of several
SQUARED = " squared"  # after the name of a column of sums: the sums of its squares
EXACT = "DECIMAL(38, 9)"  # in which sums do not depend on the order of their rows
TYPES: dict[str, flat.Type] = {
    "arm": "text", "user_id": "text", "experiment": "text", "cluster_id": "text",
    "exposed_at": "timestamp", "users": "number",
}  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """A log's typed rows, and which of its columns is which.

    Attributes
    ----------
    relation : SQL of the rows, each with its position ``n``, named columns under their canonical
        names, and the text of its date
    own : the client's measures: column and SQL type
    columns : canonical name: the client's column
    """

    con: Any
    settings: Any
    relation: str
    own: Mapping[str, str]
    columns: Mapping[str, str]

    @property
    def totals(self) -> bool:
        """Whether a row tells of an arm and day, not of a user."""
        return "users" in self.columns

    @property
    def told_apart(self) -> bool:
        """Whether a column tells users, or arms' days, apart; else each row is one."""
        return self.totals or "user_id" in self.columns

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to a query."""
        return self.con.execute(query).fetchall()


def write(
    con: Any,
    settings: Any,
    *,
    root: Path,
    scratch: Path,
    target: Path,
    quarantine: Path,
    key: bytes,
    personal: Mapping[str, str],
    now: dt.datetime,
    day_first: bool | None = None,
    timezone: str | None = None,
    database: Any = None,
    beside: bool = False,
) -> tuple[Ledger, Quality]:
    """Read a log of experiments, and write ``trials.parquet``.

    Parameters
    ----------
    con : Ibis on DuckDB
    settings : a `taller.data.settings.table_sources.TrialSource`
    quarantine : where rows that cannot be used go, as they came
    key : the client's salt, from which pseudonyms are made
    personal : the client's column: kind of personal data in it, or ``none``
    now : UTC without zone; a date more than a day after it is in the future
    beside : whether other tables tell of the same users, who have to be called the same here

    Raises
    ------
    DataError
        If the file cannot be read, its arms are no arms, or no row can be used.
    """
    from taller.data import reading

    staged = reading.stage(
        con.con, settings, root=root, scratch=scratch, name=TRIALS, database=database
    )
    columns = {name: own for name, own in settings.columns if own is not None}
    known = {own: TYPES[name] for name, own in columns.items()}
    known |= dict.fromkeys([*settings.once, *settings.summed, *settings.squares.values()], "number")
    about_nobody = {own: "none" for name, own in columns.items() if not name.endswith("_id")}
    typed = scratch / "trials_typed.parquet"
    ledger, quality = flat.written(
        con, staged, settings, scratch=scratch, target=typed, key=key,
        personal=about_nobody | dict(personal), day_first=day_first, timezone=timezone,
        name=TRIALS, known=known, codes=[columns.get("user_id")] if beside else (),
    )  # fmt: skip
    rows = _rows(con.con, staged, settings, typed, columns)
    renamed = _arms(rows, staged.origin)
    judged = _judged(rows, renamed, now, scratch)
    reasons, rejected = _rejected(rows, judged, staged, quarantine)
    if rejected == staged.rows:
        why = "; ".join(f"{reason.rows} × {reason.label}" for reason in reasons)
        raise DataError(staged.origin, f"no row tells of an experiment: {why}")
    told = _copy(rows, judged, target)
    spelt = tuple(
        Detected("arm_named", f"{a} → {b}", "given" if a in settings.arm_names else "found",
                 columns["arm"])
        for a, b in renamed.items() if a != b
    )  # fmt: skip
    return replace(
        ledger, accepted=staged.rows - rejected, rejected=rejected, reasons=reasons,
        treatments=told, detected=(*ledger.detected, *spelt),
    ), quality  # fmt: skip


def _rows(con: Any, staged: Staged, settings: Any, typed: Path, columns: Mapping[str, str]) -> Rows:
    """The typed rows under their canonical names; measures keep theirs, yes and no are 1 and 0."""
    names, files = flat.unique(staged.header), f"read_parquet({literal(typed)})"
    kinds = {name: kind for name, kind, *_more in con.execute(f"DESCRIBE FROM {files}").fetchall()}
    squares = {sums_of: f"{own}{SQUARED}" for own, sums_of in settings.squares.items()}
    measures = [own for own in staged.header if own not in columns.values()]
    taken = {name.name for name in schemas.TRIALS.columns} | {"n", "date_text"}
    shown, sql = {}, []
    for own in measures:
        name, made = squares.get(own, names[own]), f"t.{identifier(names[own])}"
        name = f"{name} (2)" if name.casefold() in taken else name
        if kinds[names[own]] == "VARCHAR" and _says_yes_or_no(con, files, names[own]):
            yes, no = (", ".join(map(literal, words)) for words in (TRUE, FALSE))
            made = f"CASE WHEN lower({made}) IN ({yes}) THEN 1 WHEN lower({made}) IN ({no}) THEN 0 "
            made, kinds[names[own]] = f"{made} END::BIGINT", "BIGINT"
        shown[name] = kinds[names[own]]
        sql.append(f"{made} AS {identifier(name)}")
    sql += [f"t.{identifier(names[own])} AS {name}" for name, own in columns.items()]
    if "user_id" not in columns and "users" not in columns:
        sql.append("(t.file_row_number + 1)::VARCHAR AS user_id")
    dated = staged.cell(columns["exposed_at"]) if "exposed_at" in columns else "NULL"
    relation = (
        f"(SELECT t.file_row_number AS n, {dated} AS date_text, {', '.join(sql)} FROM "
        f"read_parquet({literal(typed)}, file_row_number=true) AS t "
        f"JOIN {staged.relation()} AS s ON t.file_row_number = s.file_row_number)"
    )
    return Rows(con, settings, relation, shown, columns)


def _says_yes_or_no(con: Any, files: str, name: str) -> bool:
    """Whether a column of text says yes and no, and nothing else."""
    words = ", ".join(map(literal, (*TRUE, *FALSE)))
    found = con.execute(
        f"SELECT bool_and(lower({identifier(name)}) IN ({words})), "
        f"count(DISTINCT lower({identifier(name)})) FROM {files}"
    ).fetchall()[0]
    return bool(found[0]) and found[1] == 2


def _arms(rows: Rows, origin: str) -> dict[str, str]:
    """What each label of an arm stands for: itself, unless spelt or named otherwise.

    Raises
    ------
    DataError
        If there are so many that they are something else.
    """
    column = rows.columns["arm"]
    found = rows.ask(
        f"SELECT arm, count(*) FROM {rows.relation} WHERE arm IS NOT NULL GROUP BY arm "
        f"ORDER BY 2 DESC, 1 LIMIT {10 * MOST_ARMS}"
    )
    usual: dict[str, str] = {}
    for arm, _n in found:
        usual.setdefault(arm.casefold(), arm)
    given = {label.casefold(): arm for label, arm in rows.settings.arm_names.items()}
    named = {arm: given.get(arm.casefold(), usual[arm.casefold()]) for arm, _n in found}
    arms = set(named.values())
    if len(arms) > MOST_ARMS:
        what = f"column '{column}' holds more than {MOST_ARMS} different arms"
        raise DataError(origin, f"{what}; name the column of the version shown")
    if unknown := [own for own in rows.settings.arm_names if own.casefold() not in usual]:
        what = f"data.trials.arm_names: column '{column}' holds no {', '.join(unknown)}"
        raise DataError(origin, f"{what}; it holds: {', '.join(sorted(named))}")
    return named


def _judged(rows: Rows, renamed: Mapping[str, str], now: dt.datetime, scratch: Path) -> str:
    """Every row with the reasons why it cannot be used, written down; SQL that reads them."""
    arm = "CASE arm " + " ".join(f"WHEN {literal(a)} THEN {literal(b)}" for a, b in renamed.items())
    arm = f"{arm} END" if renamed else "NULL::VARCHAR"
    codes = [f"CASE WHEN {fails} THEN '{code}' END" for code, fails in _checks(rows, now)]
    has_times = "false"
    if "exposed_at" in rows.columns:
        has_times = f"(SELECT bool_or(exposed_at::TIME <> TIME '00:00:00') FROM {rows.relation})"
    # Two visits of a day may look alike; two of the same second do not.
    again = "true" if rows.totals else f"coalesce({has_times}, false)"
    again = again if rows.told_apart else "false"
    same = ", ".join(identifier(name) for name in (*rows.own, *rows.columns))
    query = (
        f"SELECT * REPLACE ({arm} AS arm), list_filter([{', '.join(codes)}, "
        f"CASE WHEN {again} AND row_number() OVER (PARTITION BY {same} ORDER BY n) > 1 "
        f"THEN 'duplicate_row' END], lambda code: code IS NOT NULL) AS reasons "
        f"FROM {rows.relation}"
    )
    path = scratch / "trials_judged.parquet"
    rows.con.execute(f"COPY ({query}) TO {literal(path)} (FORMAT parquet)")
    return f"read_parquet({literal(path)})"


def _checks(rows: Rows, now: dt.datetime) -> list[tuple[str, str]]:
    """Codes of reasons, and SQL of when they hold."""
    found = [("missing_arm", "arm IS NULL")]
    if rows.totals:
        found += [("missing_users", "users IS NULL"), ("negative_users", "users < 0"),
                  ("unreadable_users", "users <> trunc(users)")]  # fmt: skip
    elif rows.told_apart:
        found.append(("missing_user", "user_id IS NULL"))
    if "exposed_at" in rows.columns:
        first, last = rows.settings.starts_on, rows.settings.ends_on
        outside = [f"exposed_at::DATE < DATE '{first}'" if first else "",
                   f"exposed_at::DATE > DATE '{last}'" if last else ""]  # fmt: skip
        found += [
            ("missing_date", "exposed_at IS NULL AND nullif(trim(date_text), '') IS NULL"),
            ("unreadable_date", "exposed_at IS NULL AND nullif(trim(date_text), '') IS NOT NULL"),
            ("future_date", f"exposed_at > TIMESTAMP '{now + SLACK}'"),
            ("before_1990", f"exposed_at < TIMESTAMP '{EARLIEST}'"),
        ]
        found += [("outside_test", " OR ".join(filter(None, outside)))] if any(outside) else []
    return found


def _rejected(
    rows: Rows, judged: str, staged: Staged, quarantine: Path
) -> tuple[tuple[Reason, ...], int]:
    """Why rows cannot be used, and how many; they are kept as they came."""
    counted = rows.ask(
        f"SELECT code, count(*) FROM (SELECT unnest(reasons) AS code FROM {judged}) "
        "GROUP BY code ORDER BY 2 DESC, 1"
    )
    concerned = {"missing_arm": "arm", "missing_user": "user_id", "unreadable_date": "exposed_at",
                 "missing_date": "exposed_at", "outside_test": "exposed_at"}  # fmt: skip
    reasons = tuple(
        Reason(code, n, rows.columns.get(concerned.get(code, code.partition("_")[2])))
        for code, n in counted
    )
    names = flat.unique(["source_row", "reasons", *staged.header])
    cells = ", ".join(f"{staged.cell(own)} AS {identifier(names[own])}" for own in staged.header)
    copied = rows.ask(
        f"COPY (SELECT s.file_row_number + 1 AS source_row, j.reasons, {cells} FROM "
        f"{staged.relation()} AS s JOIN {judged} AS j ON s.file_row_number = j.n "
        f"WHERE len(j.reasons) > 0 ORDER BY s.file_row_number) "
        f"TO {literal(quarantine)} (FORMAT parquet)"
    )
    return reasons, int(copied[0][0])


def _copy(rows: Rows, judged: str, target: Path) -> tuple[Treatment, ...]:
    """Write the table, a row per user (or arm and day), and say what was done to rows."""
    good = f"(SELECT * FROM {judged} WHERE len(reasons) = 0)"
    once = set() if rows.totals else _told_once(rows, good)
    numbers = [name for name, kind in rows.own.items() if kind in ("BIGINT", "DOUBLE")]
    named = {name: name if name in rows.columns else "NULL::VARCHAR" for name in
             ("experiment", "cluster_id")}  # fmt: skip
    when = "exposed_at" if "exposed_at" in rows.columns else "NULL::TIMESTAMP"
    if rows.totals:
        made, kept = _of_totals(named, when), dict.fromkeys(numbers, "sum")
    else:
        made = _of_users(named, when)
        kept = {name: "first" if name in once or name not in numbers else "sum"
                for name in rows.own}  # fmt: skip
    measures = [f"{_whole(name, how, rows.own[name])} AS {identifier(name)}"
                for name, how in kept.items()]  # fmt: skip
    rows.con.execute(
        f"COPY (SELECT {', '.join([*made, *measures])} FROM {good} "
        f"GROUP BY ALL ORDER BY min(n)) TO {literal(target)} (FORMAT parquet)"
    )
    return _told(rows, target, once, [name for name in rows.own if name not in kept])


def _of_users(named: Mapping[str, str], when: str) -> list[str]:
    """SQL of the canonical columns of a user's rows."""
    return [
        f"{named['experiment']} AS experiment", "user_id",
        f"arg_min({named['cluster_id']}, n) AS cluster_id",
        "CASE WHEN count(DISTINCT arm) = 1 THEN min(arm) END AS arm",
        "CASE WHEN count(DISTINCT arm) > 1 THEN array_to_string(list_sort(list(DISTINCT arm)), "
        f"'{JOIN}') END AS arms",
        f"min({when}) AS exposed_at", "count(DISTINCT user_id) AS users", "count(*) AS rows",
    ]  # fmt: skip


def _of_totals(named: Mapping[str, str], when: str) -> list[str]:
    """SQL of the canonical columns of an arm's day."""
    return [
        f"{named['experiment']} AS experiment", "NULL::VARCHAR AS user_id",
        f"{named['cluster_id']} AS cluster_id", "arm", "NULL::VARCHAR AS arms",
        f"date_trunc('day', {when})::TIMESTAMP AS exposed_at", "sum(users)::BIGINT AS users",
        "count(*) AS rows",
    ]  # fmt: skip


def _whole(name: str, how: str, kind: str) -> str:
    """SQL of a measure of several rows."""
    column = identifier(name)
    if how == "first":
        return f"arg_min({column}, n)"
    return f"sum(TRY_CAST({column} AS {EXACT}))::{kind}"


def _told_once(rows: Rows, good: str) -> set[str]:
    """Numbers that tell of the user: no user's rows differ, and users do; or as the file says.

    A visit's 1 is the same in all rows, of all users: it counts.
    """
    asked = [n for n, kind in rows.own.items() if kind in ("BIGINT", "DOUBLE")
             and n not in rows.settings.summed and n not in rows.settings.once]  # fmt: skip
    found = {name for name in rows.settings.once if name in rows.own}
    if not asked:
        return found
    ends = ", ".join(
        f"min({identifier(n)}) AS low{i}, max({identifier(n)}) AS high{i}"
        for i, n in enumerate(asked)
    )
    by = "experiment, user_id" if "experiment" in rows.columns else "user_id"
    answer = rows.ask(
        "SELECT " + ", ".join(
            f"bool_and(low{i} = high{i}) FILTER (n > 1), min(low{i}) < max(high{i})"
            for i in range(len(asked))
        ) + f" FROM (SELECT count(*) AS n, {ends} FROM {good} GROUP BY {by})"
    )[0]  # fmt: skip
    return found | {n for i, n in enumerate(asked) if answer[2 * i] and answer[2 * i + 1]}


def _told(
    rows: Rows, target: Path, once: set[str], left_out: Sequence[str]
) -> tuple[Treatment, ...]:
    """What was done to rows, said aloud."""
    units, crossed, several, most = rows.ask(
        "SELECT count(*), count(*) FILTER (arms IS NOT NULL), count(*) FILTER (rows > 1), "
        f"max(rows) FROM read_parquet({literal(target)})"
    )[0]
    code = "arm_days" if rows.totals else "trial_users" if rows.told_apart else "trial_row_users"
    told = [Treatment(code, units)]
    if not rows.totals and several:
        told.append(Treatment("trial_rows_added", several))
        told.append(Treatment("trial_most_rows", most))
        told += [Treatment("trial_once", several, column=name) for name in sorted(once)]
    told += [Treatment("trial_crossed", crossed)] if crossed else []
    told += [Treatment("trial_left_out", units, column=name) for name in left_out]
    return tuple(told)
