"""Quality measured: what fails, counted in the rows set apart because they fail something.

No row is ever held in Python; fifty million rows come back as one row of counts per day. All rows
are gone through only for what is asked of some of them alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from taller.data.contract.checks import EARLIEST, SLACK
from taller.data.orders import whole_orders
from taller.data.tell import quality_rules as asking
from taller.data.tell.quality import SHORT, Dimension, Evidence, Period, Quality
from taller.data.tell.quality_rules import Rule
from taller.data.tell.rhythm import gaps

if TYPE_CHECKING:
    import ibis

    from taller.data.orders.whole_orders import Begun
    from taller.data.settings.schemas import Schema

Counts = Mapping[str, Any]
STRAYS = 0.01  # rows far before all others, up to this share, are dates gone wrong


@dataclass(frozen=True)
class _Asked:
    """One thing that is counted: of which dimension, and under which names among the counts."""

    dimension: str
    code: str
    column: str | None
    failed: str
    asked: str
    alone: bool  # whether `asked` counts once more; a column's further rules ask the same cells


@dataclass
class _Questions:
    """What is asked of each row, as predicates by the name of their count.

    Attributes
    ----------
    fails : true where a row fails
    asked : true where a row is asked, if that is not the case of every row
    filled : name of what is asked of all filled cells, to that of the failure of being empty
    """

    names: list[_Asked]
    fails: dict[str, ibis.BooleanValue]
    asked: dict[str, ibis.BooleanValue]
    filled: dict[str, str]

    def ask(
        self, dimension: str, rule: Rule, *, asked: str | None = None, alone: bool = True
    ) -> str:
        """Ask a rule, of rows that ``asked`` counts already where given; name of that count."""
        n = len(self.names)
        name = asked or f"asked_{n}"
        self.names.append(_Asked(dimension, rule.code, rule.column, f"failed_{n}", name, alone))
        self.fails[f"failed_{n}"] = rule.fails
        if asked is None:
            self.asked[name] = rule.asked
        return name

    def with_filled(self, counts: dict[str, int], rows: int) -> dict[str, int]:
        """Counts with those that follow from how many cells are empty."""
        return counts | {name: rows - counts[empty] for name, empty in self.filled.items()}


def doubts(
    rows: ibis.Table, schema: Schema, *, mapped: set[str], now: dt.datetime
) -> list[ibis.BooleanValue]:
    """All that a row may fail when quality is measured; `measure` takes the rows that do."""
    return list(_questions(rows, schema, mapped, now).fails.values())


def measure(
    con: Any,
    rows: ibis.Table,
    schema: Schema,
    *,
    mapped: set[str],
    now: dt.datetime,
    apart: ibis.Table | None = None,
    orders: Sequence[Begun] | None = None,
    accepted: ibis.Table | None = None,
    known_items: ibis.Table | None = None,
    refunds: tuple[int, int] = (0, 0),
) -> Quality:
    """How good a source is.

    Parameters
    ----------
    con : Ibis on DuckDB
    rows : all typed rows of the source, with ``duplicate`` and ``rejected``
    mapped : canonical columns the source holds (leave out those withheld for the people in them)
    now : UTC without zone
    apart : those of `rows` that are rejected or fail one of `doubts`, where they are kept apart
    orders : for orders, the accepted ones as `taller.data.orders.whole_orders.begun` finds them
    accepted : for orders, the canonical table made of `rows`, which is read faster
    known_items : for orders and events, the items the client gave, if they gave any
    refunds : for orders, those given back more than they were charged, and all with a refund
    """
    when = asking.time_column(schema, mapped)
    doubtful = rows if apart is None else apart
    asked = _questions(rows, schema, mapped, now)
    failing = asked if doubtful is rows else _questions(doubtful, schema, mapped, now)
    answers = _answers(rows, doubtful, asked, failing)
    daily = {}
    if when:
        daily = _daily(rows, doubtful, accepted, asked, failing, when, answers, now)
    found = {name: Dimension() for name in ("completeness", "validity", "uniqueness")}
    found = _added(found, _judged(asked.names, answers))
    more = list(_of_orders(rows, orders, schema, mapped))
    more += _of_items(rows, known_items, mapped)
    more += [(None, Evidence("refund_beyond_value", None, *refunds))] if refunds[1] else []
    total = found.setdefault("consistency", Dimension())
    for _day, evidence in more:
        total = total + Dimension(evidence.asked, evidence.failed, (evidence,))
    found["consistency"] = total
    kept = {day: counts["good"] for day, counts in daily.items() if day and counts["good"]}
    first, newest = _span(kept)
    days = (newest - first).days + 1 if first and newest else 0
    by = "week" if days < SHORT else "month"
    return Quality(
        table=schema.name,
        rows=answers["rows"],
        dimensions={name: _sorted(held) for name, held in found.items()},
        by=by,
        periods=_periods(asked.names, daily, more, by, first, newest),
        undated=daily.get(None, {"rows": 0})["rows"] if when else 0,
        first=first,
        newest=newest,
        gaps=gaps({day: n for day, n in kept.items() if day >= first}) if first else (),
    )


def _questions(rows: ibis.Table, schema: Schema, mapped: set[str], now: dt.datetime) -> _Questions:
    found = _Questions([], {"duplicates": rows.duplicate}, {}, {})
    empty = {}
    for column in asking.expected(schema, mapped):
        name = empty[column.name] = f"failed_{len(found.names)}"
        found.names.append(_Asked("completeness", "empty", column.name, name, "rows", True))
        found.fails[name] = asking.empty(rows, column)
    for column, rules in asking.validity(rows, schema, mapped, now):
        asked = None
        if column.name in empty:
            asked = f"filled_{column.name}"
            found.filled[asked] = empty[column.name]
        for place, rule in enumerate(rules):
            asked = found.ask("validity", rule, asked=asked, alone=place == 0)
    keyed = len([column for column in schema.given if column.key]) == 1
    code = "duplicate_key" if keyed else "duplicate_row"
    found.names.append(_Asked("uniqueness", code, None, "duplicates", "rows", True))
    for rule in asking.consistency(rows, schema, mapped):
        found.ask("consistency", rule)
    return found


def _answers(
    rows: ibis.Table, doubtful: ibis.Table, asked: _Questions, failing: _Questions
) -> dict[str, int]:
    """Counts over all rows."""
    whole = {"rows": rows.count(), **{name: each.sum() for name, each in asked.asked.items()}}
    fails = {name: each.sum() for name, each in failing.fails.items()}
    counts: dict[str, int] = {}
    alone = [(rows, whole), (doubtful, fails)]
    for table, measures in [(rows, whole | fails)] if doubtful is rows else alone:
        found = table.aggregate(**measures).to_pyarrow().to_pylist()[0]
        counts |= {name: n or 0 for name, n in found.items()}
    return asked.with_filled(counts, counts["rows"])


def _daily(
    rows: ibis.Table,
    doubtful: ibis.Table,
    accepted: ibis.Table | None,
    asked: _Questions,
    failing: _Questions,
    when: str,
    answers: Counts,
    now: dt.datetime,
) -> dict[dt.date | None, dict[str, int]]:
    """All counts by day; what fails nowhere and what is asked of every row need not be counted."""
    import ibis

    some = {n: asked.asked[n].sum() for n in asked.asked if 0 < answers[n] < answers["rows"]}
    failed = {name: each.sum() for name, each in failing.fails.items() if answers[name]}
    if doubtful is rows:
        daily = of_doubtful = _by_day(rows, when, some | failed, now)
    elif some or accepted is None:
        daily, of_doubtful = _by_day(rows, when, some, now), _by_day(doubtful, when, failed, now)
    else:
        kept = accepted.filter(accepted.kind.cast("string") != "refund").select(when)
        daily = _by_day(kept.mutate(rejected=ibis.literal(False)), when, {}, now)
        bad = _by_day(doubtful.filter(doubtful.rejected), when, {}, now)
        for day, counts in bad.items():
            at = daily.setdefault(day, {"rows": 0, "good": 0})
            at["rows"] += counts["rows"]
        of_doubtful = _by_day(doubtful, when, failed, now)
    found = {}
    for day in sorted(daily, key=lambda day: str(day or "")):
        counts, fails = daily[day], of_doubtful.get(day, {})
        same = {name: counts["rows"] if answers[name] else 0 for name in asked.asked}
        fails = {name: fails.get(name) or 0 for name in asked.fails}
        found[day] = asked.with_filled({**same, **fails, **counts}, counts["rows"])
    return found


def _by_day(
    rows: ibis.Table, when: str, measures: Mapping[str, ibis.Value], now: dt.datetime
) -> dict[dt.date | None, dict[str, Any]]:
    """Rows, usable rows and measures by day; rows without a usable date under None."""
    import ibis

    day = rows[when].cast("date")
    usable = day.between(EARLIEST.date(), (now + SLACK).date())
    keyed = rows.group_by(day=ibis.ifelse(usable, day, ibis.null("date")))
    found = keyed.aggregate(
        **{**measures, "rows": rows.count(), "good": (~rows.rejected).sum()}
    ).to_pyarrow()
    return {
        row["day"]: row for row in sorted(found.to_pylist(), key=lambda row: str(row["day"] or ""))
    }


def _judged(names: Iterable[_Asked], counts: Counts) -> dict[str, Dimension]:
    found: dict[str, Dimension] = {}
    for each in names:
        failed, asked = counts[each.failed] or 0, counts[each.asked] or 0
        evidence = Evidence(each.code, each.column, failed, asked)
        one = Dimension(asked if each.alone else 0, failed, (evidence,))
        found[each.dimension] = found.get(each.dimension, Dimension()) + one
    return found


def _added(a: Mapping[str, Dimension], b: Mapping[str, Dimension]) -> dict[str, Dimension]:
    return {
        name: a.get(name, Dimension()) + b.get(name, Dimension())
        for name in dict.fromkeys([*a, *b])
    }


def _sorted(held: Dimension) -> Dimension:
    """Evidence of failures alone, most first."""
    failed = sorted((e for e in held.evidence if e.failed), key=lambda e: -e.failed)
    return Dimension(held.asked, held.failed, tuple(failed))


def _of_orders(
    rows: ibis.Table, orders: Sequence[Begun] | None, schema: Schema, mapped: set[str]
) -> list[tuple[dt.date | None, Evidence]]:
    """Whether each order has one customer, one day and one currency, by its first day."""
    if schema.name != "orders":
        return []
    if orders is None:
        good = rows.filter(~rows.rejected)
        orders = whole_orders.begun(good, currency="currency" in mapped)
    return [
        (each.day, Evidence(code, None, failed, each.several))
        for each in orders
        if each.several
        for code, failed in each.failed.items()
    ]


def _of_items(
    rows: ibis.Table, known: ibis.Table | None, mapped: set[str]
) -> list[tuple[dt.date | None, Evidence]]:
    """Rows whose item is not among the items the client gave."""
    if known is None or "item_id" not in mapped:
        return []
    named = rows.filter(rows.item_id.notnull(), ~rows.rejected)
    asked = int(named.count().execute())
    lacking = named.anti_join(known, "item_id")
    (told,) = lacking.aggregate(
        n=lacking.count(), money=lacking["value"].sum(), example=lacking.item_id.min()
    ).to_pyarrow().to_pylist()  # fmt: skip
    examples = (told["example"][:40],) if told["n"] else ()
    return [(None, Evidence("unknown_item", "item_id", told["n"], asked, told["money"], examples))]


def _span(kept: Mapping[dt.date, int]) -> tuple[dt.date | None, dt.date | None]:
    """First and last day with usable rows; a few rows long before all others are not the first."""
    days = sorted(kept)
    if not days:
        return None, None
    before, total = 0, sum(kept.values())
    first = days[0]
    for day, later in pairwise(days):
        before += kept[day]
        if before > STRAYS * total:
            break
        if (later - day).days > (days[-1] - later).days:
            first = later
    return first, days[-1]


def _periods(
    names: list[_Asked],
    daily: Mapping[dt.date | None, Counts],
    more: Iterable[tuple[dt.date | None, Evidence]],
    by: str,
    first: dt.date | None,
    newest: dt.date | None,
) -> tuple[Period, ...]:
    """The series by month or week, whole from first to last: a period without rows has none."""
    if first is None or newest is None:
        return ()
    sums: dict[dt.date, dict[str, int]] = {start: {} for start in _starts(first, newest, by)}
    for day, counts in daily.items():
        start = day and _start(day, by)
        if start in sums:
            for name, n in counts.items():
                if name != "day":
                    sums[start][name] = sums[start].get(name, 0) + (n or 0)
    rows = {start: counts.get("rows", 0) for start, counts in sums.items()}
    held = {start: _judged(names, counts) if counts else {} for start, counts in sums.items()}
    for day, each in more:
        start = day and _start(day, by)
        if start in held:
            one = {"consistency": Dimension(each.asked, each.failed, (each,))}
            held[start] = _added(held[start], one)
    return tuple(
        Period(
            start, n,
            {name: d.asked for name, d in held[start].items()},
            {name: d.failed for name, d in held[start].items()},
        )
        for start, n in rows.items()
    )  # fmt: skip


def _start(day: dt.date, by: str) -> dt.date:
    return day.replace(day=1) if by == "month" else day - dt.timedelta(days=day.weekday())


def _starts(first: dt.date, newest: dt.date, by: str) -> Iterable[dt.date]:
    start = _start(first, by)
    while start <= newest:
        yield start
        start = _start(start + dt.timedelta(days=32 if by == "month" else 7), by)
