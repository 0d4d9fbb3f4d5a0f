"""Assembly: each source staged, understood, judged and written, then what follows from others.

Customers and items are completed from orders; sessions are made of events where none are given.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.controls.progress import following
from taller.data import reading
from taller.data.contract import checks, contract, integrity, prose, subscribed, typed
from taller.data.orders import money_told, refunds, whole_orders
from taller.data.reading import refusals
from taller.data.settings.schemas import SCHEMAS
from taller.data.snapshot import rates, understanding
from taller.data.tell import quality, reconcile
from taller.data.tell.ledger import Ledger, Reason, Treatment
from taller.data.tell.record import Found
from taller.errors import gathered

if TYPE_CHECKING:
    import ibis

    from taller.data.contract.typed import Source
    from taller.data.orders.refunds import Refunds
    from taller.data.settings.sources import DatabaseSettings, FilesSettings
    from taller.data.snapshot.rates import Rates


@dataclass
class Assembly:
    """One reading of a client's data: where it comes from, and where it goes."""

    con: Any  # Ibis on DuckDB
    settings: FilesSettings | DatabaseSettings
    root: Path
    scratch: Path
    currency: str
    now: dt.datetime
    key: bytes
    passing: bool  # whether it is looked at and thrown away
    rates: Rates | None

    @property
    def out(self) -> Path:
        """The folder that becomes the snapshot."""
        return self.scratch / "out"

    def target(self, name: str) -> Path:
        """Where a canonical table is written."""
        return self.out / "tables" / f"{name}.parquet"


def assemble(
    con: Any,
    settings: FilesSettings | DatabaseSettings,
    *,
    root: Path,
    scratch: Path,
    currency: str,
    now: dt.datetime,
    client: str,
    passing: bool,
) -> Found:
    """Read a client's tables into ``scratch/out``; see `taller.data.snapshot.snapshot.take`.

    Raises
    ------
    DataError
        As `taller.data.snapshot.snapshot.take` does; a `SeveralError` for several tables.
    """
    from taller.data import people
    from taller.data.settings import places

    key = (people.passing if passing else people.key)(client)
    given = None
    if settings.rates:
        given = rates.read(places.located(settings.rates, root), settings.rates)
    if given is not None:
        given.define(con.con)
    work = Assembly(con, settings, root, scratch, currency, now, key, passing, given)
    found = Found()
    derived: dict[str, str] = {}
    sources = understanding.understood(work)
    absent = _held_elsewhere(sources)
    # Items first: orders and events are held against those that the client gave.
    names = [n for n in sorted(sources, key=lambda name: name != "items") if n not in absent]
    calls = [partial(_read, work, sources[name], found) for name in names]
    read = gathered(following(calls, "tables"))
    for name, rows in zip(names, read, strict=True):
        if name == "orders":
            source = sources[name]
            good = rows.filter(~rows.rejected)
            derived |= {
                each: contract.details(con, source, good, work.target(name), each)
                for each in ("customers", "items")
            }
    if {"usage", "subscriptions"} <= set(names):
        _copy(con, subscribed.whose(*map(work.target, ("usage", "subscriptions"))),
              made := work.scratch / "usage.parquet")  # fmt: skip
        made.replace(work.target("usage"))
    _hold_against_each_other(work, sources, absent, found)
    for name, query in derived.items():
        found.ledgers[name] = _completed(work, name, query, found.ledgers.get(name))
    if "events" in found.ledgers and "sessions" not in found.ledgers:
        _sessions_of_events(work, found)
    if getattr(settings, "flat", None) is not None:
        found.ledgers["flat"], found.quality["flat"] = _flat(work)
    if getattr(settings, "trials", None) is not None:
        found.ledgers["trials"], found.quality["trials"] = _trials(work)
    for name, holder in absent.items():
        ledger, told = found.ledgers[holder], Treatment(f"no_{name}", 0)
        found.ledgers[holder] = replace(ledger, treatments=(*ledger.treatments, told))
    return found


def _hold_against_each_other(
    work: Assembly, sources: dict[str, Source], absent: dict[str, str], found: Found
) -> None:
    """Consistency completed by what tables, and heads and lines, contradict each other in."""
    told = [(name, s.agreement.evidence()) for name, s in sources.items() if s.agreement]
    told += integrity.contradictions(work.con.con, sources, absent, work.target)
    for name, evidence in told:
        if name in found.quality:
            found.quality[name] = found.quality[name].with_consistency(evidence)


def _flat(work: Assembly) -> tuple[Ledger, Any]:
    """The flat table, whose columns no schema names."""
    from taller.data.contract import flat

    settings = work.settings
    return flat.write(
        work.con, settings.flat, root=work.root, scratch=work.scratch, key=work.key,
        target=work.target("flat"), personal=settings.personal, day_first=settings.day_first,
        timezone=settings.timezone,
    )  # fmt: skip


def _trials(work: Assembly) -> tuple[Ledger, Any]:
    """The log of experiments, most of whose columns no schema names."""
    from taller.data.contract import trials

    settings = work.settings
    return trials.write(
        work.con, settings.trials, root=work.root, scratch=work.scratch, key=work.key,
        beside=bool({"orders", "customers"} & settings.tables().keys()),
        target=work.target("trials"), personal=settings.personal, day_first=settings.day_first,
        timezone=settings.timezone, quarantine=work.out / contract.QUARANTINE / "trials.parquet",
        now=work.now, database=settings if settings.source == "database" else None,
    )  # fmt: skip


def _held_elsewhere(sources: dict[str, Source]) -> dict[str, str]:
    """Tables of which a known export holds no row, and the other table that it does hold."""
    found = {}
    for name, source in sources.items():
        if source.settings.shape is None or source.staged.rows:
            continue
        origin = source.staged.origin
        others = (n for n, s in sources.items() if s.staged.origin == origin and s.staged.rows)
        if (holder := next(others, None)) is not None:
            found[name] = holder
    return found


def _read(work: Assembly, source: Source, found: Found) -> ibis.Table:
    """Judge a source's rows and write its table, its quarantine and its part of the record."""
    with refusals.netted(source.staged.origin):
        return _judged_and_written(work, source, found)


def _judged_and_written(work: Assembly, source: Source, found: Found) -> ibis.Table:
    con, name = work.con, source.name
    rows, judged = _judged(work, source)
    good = rows.filter(~rows.rejected)
    back = refunds.split(con.con, source) if "refund" in source.named else None
    query = contract.canonical(con, source, good, work.currency)
    copied = _copy(con, query, work.target(name))
    quarantine = work.out / contract.QUARANTINE / f"{name}.parquet"
    rejected = contract.keep_rejected(con, source, judged.bad, quarantine)
    accepted = source.staged.rows - rejected
    told = []
    if accepted:
        told = contract.treatments(con, source, work.target(name), judged.turned, back)
    told += [*_exchanged(work, source), *prose.hidden(work.target(name), source.columns)]
    told += source.agreement.treatments() if source.agreement is not None else []
    if name == "spend" and copied < accepted:
        told.append(Treatment("summed", accepted))
    ledger = Ledger(
        name, source.staged.origin, source.staged.rows, accepted, rejected, judged.reasons,
        tuple(told), source.detected, source.personal, len(source.staged.parts),
    )  # fmt: skip
    if name != "spend" and copied - accepted != _added(told):
        raise AssertionError(f"{name}: {accepted} rows accepted, {copied} written")
    kept = None if work.passing else f"{contract.QUARANTINE}/{name}.parquet"
    contract.refuse_if_nothing_is_left(source, ledger, kept)
    doubts: list[quality.Evidence] = []
    if name == "orders":
        ledger, doubts = money_told.complete(con.con, source, ledger)
    found.ledgers[name] = ledger
    _measure(work, source, rows, judged, found, back, doubts)
    return rows


@dataclass(frozen=True)
class _Judged:
    """What the contract says of a source's rows.

    Attributes
    ----------
    apart : the rows that fail something, of the contract or of what quality asks
    bad : the rejected ones of them, with their staged cells and their reasons
    turned : accepted rows whose quantity had its sign turned
    """

    reasons: tuple[Reason, ...]
    apart: ibis.Table
    bad: ibis.Table
    turned: int


def _judged(work: Assembly, source: Source) -> tuple[ibis.Table, _Judged]:
    """A source's typed rows, and which of them are rejected and why."""
    con, money = work.con, {"currency": work.currency, "rates": work.rates}
    mapped = set(source.named)
    how: dict[str, Any] = {"mapped": mapped, "now": work.now}
    rows = typed.create(con, source, work.scratch, **money)
    doubts = [check.fails for check in checks.of_table(rows, source.schema, source.settings, **how)]
    doubts += quality.doubts(rows, source.schema, **how | {"mapped": mapped - source.withheld})
    typed.set_apart(con, source, rows, doubts, work.scratch)
    apart = typed.create(con, source, work.scratch, **money, apart=True)
    agreed = checks.of_table(apart, source.schema, source.settings, **how)
    reasons = contract.broken(con, apart, agreed, source.columns)
    reasons = [contract.worth(con, apart, reason) for reason in reasons]
    codes = {reason.code for reason in reasons} or {agreed[0].code}
    # The others need not be looked at again.
    agreed = [check for check in agreed if check.code in codes]
    bad = apart.filter(checks.fails_any(agreed)).mutate(reasons=checks.reasons(agreed))
    return rows, _Judged(tuple(reasons), apart, bad, contract.judge(con, source, rows, bad))


def _added(told: list[Treatment]) -> int:
    return sum(treatment.rows for treatment in told if treatment.code == "refunds")


def _exchanged(work: Assembly, source: Source) -> list[Treatment]:
    """How many rows of each other currency were exchanged."""
    told = []
    for code in typed.foreign(work.con.con, source, work.currency):
        cell = source.cell("currency")
        (n,) = work.con.con.execute(
            f"SELECT count(*) FROM {source.files} WHERE upper({cell}) = {reading.literal(code)}"
        ).fetchall()[0]
        if work.rates is not None and code in work.rates.daily:
            told.append(Treatment("exchanged", n, column=code))
    return told


def _measure(
    work: Assembly, source: Source, rows: ibis.Table, judged: _Judged, found: Found,
    back: Refunds | None, doubts: list[quality.Evidence],
) -> None:  # fmt: skip
    name, con = source.name, work.con
    known = None
    if name in ("orders", "events") and "items" in found.ledgers:
        known = con.read_parquet(work.target("items"), table_name="known_items")
    mapped, orders, accepted = set(source.named) - source.withheld, None, None
    if name == "orders":
        accepted = con.read_parquet(work.target(name), table_name="canonical_orders")
        orders = whole_orders.begun(accepted, currency="currency" in mapped)
        totals = work.settings.totals
        found.control = reconcile.control(
            rows, accepted=accepted, bad=judged.bad, orders=orders,
            includes=totals.includes if totals else (), shipped="shipping" in mapped,
            refunded=con.table(refunds.PARTS) if back else None,
        )  # fmt: skip
    found.quality[name] = quality.measure(
        con, rows, source.schema, known_items=known,
        mapped=mapped, now=work.now, apart=judged.apart, orders=orders, accepted=accepted,
        refunds=(back.beyond[0], back.orders) if back else (0, 0),
    ).with_consistency(doubts)  # fmt: skip


def _completed(work: Assembly, name: str, derived: str, given: Ledger | None) -> Ledger:
    """Customers or items: the client's own rows, and one for each that orders name besides."""
    con, target = work.con, work.target(name)
    key = SCHEMAS[name].columns[0].name
    columns = ", ".join(c.name for c in SCHEMAS[name].canonical)
    if given is None:
        rows = _copy(con, f"SELECT {columns} FROM ({derived}) ORDER BY {key}", target)
        return Ledger(name, "orders", rows, rows, 0)
    theirs = f"SELECT {columns} FROM read_parquet({reading.literal(target)})"
    both = (
        f"{theirs} UNION ALL SELECT {columns} FROM ({derived}) AS d "
        f"ANTI JOIN ({theirs}) AS t ON d.{key} = t.{key} ORDER BY {key}"
    )
    merged = target.with_suffix(".merged")
    added = _copy(con, both, merged) - given.accepted
    merged.replace(target)
    if not added:
        return given
    return replace(given, treatments=(*given.treatments, Treatment("added", added)))


def _sessions_of_events(work: Assembly, found: Found) -> None:
    """Visits as their events tell them: when, by whom, from where, and whether they bought."""
    events = f"read_parquet({reading.literal(work.target('events'))})"
    first = ", ".join(
        f"arg_min({c.name}, event) FILTER ({c.name} IS NOT NULL) AS {c.name}"
        for c in SCHEMAS["sessions"].canonical
        if c.name in {e.name for e in SCHEMAS["events"].canonical} and c.name != "session_id"
    )
    columns = ", ".join(c.name for c in SCHEMAS["sessions"].canonical)
    query = (
        f"SELECT {columns} FROM (SELECT session_id, min(event_timestamp) AS session_start, "
        f"max(event_timestamp) AS session_end, count(*) AS events, {first}, "
        "bool_or(event_name = 'purchase') AS converted "
        f"FROM {events} WHERE session_id IS NOT NULL GROUP BY session_id) ORDER BY session_id"
    )
    rows = _copy(work.con, query, work.target("sessions"))
    if rows:
        found.ledgers["sessions"] = Ledger("sessions", "events", rows, rows, 0)


def _copy(con: Any, query: str, to: Path) -> int:
    # Most time went into dictionaries of ids that then proved too many; deltas take less of both.
    how = "FORMAT parquet, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 2000"
    target = reading.literal(to)
    return int(con.con.execute(f"COPY ({query}) TO {target} ({how})").fetchall()[0][0])
