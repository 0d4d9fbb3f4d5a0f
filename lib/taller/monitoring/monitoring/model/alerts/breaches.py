"""What is broken today: bounds of the engagement file, and what each figure's past leads to expect.

Where a figure has an interval, all of it must lie beyond a bound: four visits without an order say
nothing against a conversion of 2 %. A day whose value is not known breaks no bound and mends none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from taller.errors import nearest
from taller.monitoring.monitoring.params.alerts import EVERY, PAYS, Rule, Rules, Severity
from taller.monitoring.monitoring.result import Change, Gap, ModelFit, Odd, Series
from taller.phase import Record

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["below", "above", "unknown", "never", "odd", "changed", "gap", "stopped", "costs",
               "failed"]  # fmt: skip
MODEL = ("stopped", "costs")
CALM = 2  # known days within the bound after which it is kept again
ODD_DAYS, CHANGED_DAYS, GAP_DAYS = 2, 28, 3  # the last days of which it is told


class Breach(Record):
    """One thing that is not as it should be.

    Attributes
    ----------
    since, day : from when it is so, and the last day it was judged by
    value, low, high : of that day; low and high of an odd day are what was to be expected
    other : the bound; what was expected; the level before a change; what a choice earned in a test
    more : further series of the same figure
    back : whether a change's trend has led back since
    """

    kind: Kind
    series: Series
    severity: Severity
    owner: str = ""
    to: tuple[str, ...] = ()
    since: dt.date
    day: dt.date
    value: float | None = None
    low: float | None = None
    high: float | None = None
    other: float | None = None
    unit: str = "number"
    more: tuple[Series, ...] = ()
    back: bool = False
    hint: str = Field("", description="what else may be meant, why it failed, how it is known")

    @property
    def identity(self) -> str:
        """What makes it the same thing tomorrow."""
        if self.kind in ("odd", "changed"):  # one event, however it is seen and in which channel
            return f"learned|{self.series.collector}|{self.series.metric}"
        if self.kind in MODEL:  # it may earn less before it stops
            return f"{PAYS}|{self.series.channel}"
        named = (self.series.collector, self.series.metric, self.series.channel,
                 self.series.segment)  # fmt: skip
        return "|".join((self.kind, self.severity, *named))


@dataclass(frozen=True)
class Learned:
    """What was found without rules, as the monitoring's result has it.

    Attributes
    ----------
    changes, odd : how figures left what their past leads to expect; totals come first
    gaps : days on which a table did not arrive as on others
    models : whether choosing by each still pays
    """

    changes: Sequence[Change] = ()
    odd: Sequence[Odd] = ()
    gaps: Sequence[Gap] = ()
    models: Sequence[ModelFit] = ()


@dataclass(frozen=True)
class Look:
    """What was found: what is broken, and by its identity what cannot be told; all else is well."""

    broken: tuple[Breach, ...]
    undecided: frozenset[str]


def look(rows: pd.DataFrame, learned: Learned, rules: Rules, today: dt.date) -> Look:
    """Hold the figures against rules and bands.

    Parameters
    ----------
    rows : the store's; days that lie ahead of today, by a clock that is wrong, are passed over
    """
    rows = rows[rows["day"] <= today]
    bounds = [rule for rule in rules.rules if rule.metric != PAYS]
    judged = [each for rule in bounds for each in _judged(rule, rules, rows, today)]
    judged += _models(learned.models, rules, today)
    by_rule = [breach for breach, is_broken in judged if is_broken]
    undecided = {breach.identity for breach, is_broken in judged if is_broken is None}
    told = {(breach.series.collector, breach.series.metric) for breach in by_rule}
    free = list(_gaps(learned.gaps, rules, today))
    for breach in _learned(learned, rules, max(rows["day"], default=today)):
        if (breach.series.collector, breach.series.metric) in told:  # of one event once
            undecided.add(breach.identity)
        else:
            free.append(breach)
    return Look((*by_rule, *free), frozenset(undecided))


def failed(rules: Rules, why: str, today: dt.date) -> Breach:
    """That the figures themselves could not be had."""
    series = Series(collector="technical", metric="monitoring")
    return Breach(
        kind="failed", series=series, severity="critical", owner=rules.owner, to=rules.to,
        since=today, day=today, hint=why,
    )  # fmt: skip


def _judged(
    rule: Rule, rules: Rules, rows: pd.DataFrame, today: dt.date
) -> Iterator[tuple[Breach, bool | None]]:
    """What a rule says of each series it is for; None where nothing can be said."""
    found = rows[rows["metric"] == rule.metric]
    if rule.collector:
        found = found[found["collector"] == rule.collector]
    for name in ("channel", "segment"):
        given = getattr(rule, name)
        found = found[found[name] != ""] if given == EVERY else found[found[name] == given]
    yield _never(rule, rules, rows, today), found.empty
    for (collector, channel, segment), held in found.groupby(["collector", "channel", "segment"]):
        series = Series(collector=collector, metric=rule.metric, channel=channel, segment=segment)
        yield from _of_series(rule, rules, series, held.sort_values("day"), today)


def _of_series(
    rule: Rule, rules: Rules, series: Series, rows: pd.DataFrame, today: dt.date
) -> Iterator[tuple[Breach, bool | None]]:
    known = rows[rows["value"].notna()]
    last = known["day"].iloc[-1] if len(known) else None
    silent = last is None or (today - last).days > rule.unknown_days
    since = min(today, last + dt.timedelta(days=1)) if last else rows["day"].iloc[0]
    yield _breach("unknown", rule, rules, series, since, today), silent
    for kind, bound in (("below", rule.below), ("above", rule.above)):
        if bound is not None:
            yield _beyond(kind, bound, rule, rules, series, known, silent=silent)


def _beyond(
    kind: Literal["below", "above"], bound: float, rule: Rule, rules: Rules, series: Series,
    known: pd.DataFrame, *, silent: bool,
) -> tuple[Breach, bool | None]:  # fmt: skip
    """A bound and the last known days of a figure; undecided between broken and calm again."""
    if known.empty:
        return _breach(kind, rule, rules, series, dt.date.max, dt.date.max), None
    beyond = [_is_beyond(kind, bound, row) for row in known.itertuples()]
    lasting = next((i for i, each in enumerate(reversed(beyond)) if not each), len(beyond))
    row = known.iloc[-1]
    breach = _breach(
        kind, rule, rules, series, known["day"].iloc[-max(lasting, 1)], row["day"],
        value=row["value"], low=_known(row["low"]), high=_known(row["high"]), other=bound,
        unit=row["unit"],
    )  # fmt: skip
    if silent:
        return breach, None
    if lasting >= rule.for_days:
        return breach, True
    return breach, None if any(beyond[-CALM:]) else False


def _breach(
    kind: Kind, rule: Rule, rules: Rules, series: Series, since: dt.date, day: dt.date,
    **facts: float | str | None,
) -> Breach:  # fmt: skip
    return Breach(
        kind=kind, series=series, severity=rule.severity, owner=rule.owner or rules.owner,
        to=rule.to or rules.to, since=since, day=day, **facts,
    )  # fmt: skip


def _never(rule: Rule, rules: Rules, rows: pd.DataFrame, today: dt.date) -> Breach:
    """That nothing is known of what a rule names, and what it may mean."""
    known = sorted({*rows["metric"]})
    if rule.metric in known:
        given = rule.channel.strip(EVERY) or rule.segment
        known = sorted({*rows.loc[rows["metric"] == rule.metric, ["channel", "segment"]].stack()})
    else:
        given = rule.metric
    series = Series(collector=rule.collector, metric=rule.metric, channel=rule.channel,
                    segment=rule.segment)  # fmt: skip
    hint = nearest(given, [each for each in known if each]).removeprefix("; did you mean ")
    return _breach("never", rule, rules, series, today, today, hint=hint.strip("'?"))


def _is_beyond(kind: str, bound: float, row: object) -> bool:
    """Whether a day is beyond a bound, with all its interval where it has one."""
    if kind == "below":
        high = _known(row.high)  # type: ignore[attr-defined]
        return bool((row.value if high is None else high) < bound)  # type: ignore[attr-defined]
    low = _known(row.low)  # type: ignore[attr-defined]
    return bool((row.value if low is None else low) > bound)  # type: ignore[attr-defined]


def _known(value: object) -> float | None:
    import pandas as pd

    return None if pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]


def _models(
    models: Sequence[ModelFit], rules: Rules, today: dt.date
) -> Iterator[tuple[Breach, bool | None]]:
    """Whether choosing by each model has stopped to pay; over only where it pays beyond doubt."""
    asked = [rule for rule in rules.rules if rule.metric == PAYS]
    known = [each.name for each in models]
    for rule in asked:
        named = rule.channel not in ("", EVERY, *known)
        series = Series(collector="technical", metric=PAYS, channel=rule.channel)
        hint = nearest(rule.channel, known).removeprefix("; did you mean ").strip("'?")
        yield _breach("never", rule, rules, series, today, today, hint=hint), named
    for each in models:
        fits = (rule for rule in asked if rule.channel in ("", EVERY, each.name))
        rule = next(fits, None) or Rule(metric=PAYS, severity=rules.learned or "notice")
        told = each.paid or each.earns
        if told is None or each.earned is None or (rules.learned is None and rule not in asked):
            continue
        stopped = each.verdict == "stopped"
        yield (
            _breach(
                "stopped" if stopped else "costs", rule, rules,
                Series(collector="technical", metric=PAYS, channel=each.name), today, today,
                value=told.value, low=told.low, high=told.high, other=each.earned.value,
                unit="money", hint="known" if each.paid else "expected",
            ),
            True if stopped or each.costs else False if each.verdict == "pays" else None,
        )  # fmt: skip


def _gaps(gaps: Sequence[Gap], rules: Rules, today: dt.date) -> Iterator[Breach]:
    """One breach for each table whose last days did not arrive as others do."""
    by: dict[str, list[Gap]] = {}
    for gap in sorted(gaps, key=lambda each: each.day):
        going_on = gap.why == "ahead" and gap.day <= today  # today is not over
        if rules.learned is not None and not going_on and (today - gap.day).days <= GAP_DAYS:
            by.setdefault(gap.table, []).append(gap)
    for table, held in by.items():
        series = Series(collector="technical", metric=f"rows:{table}")
        yield Breach(
            kind="gap", series=series, severity=rules.learned or "notice", owner=rules.owner,
            to=rules.to, since=held[0].day, day=held[-1].day, hint=held[-1].why,
        )  # fmt: skip


def _learned(learned: Learned, rules: Rules, last: dt.date) -> Iterator[Breach]:
    """One breach for each figure that left its past, by its first series: totals come first."""
    if rules.learned is None:
        return
    new = [each for each in learned.changes if (last - each.day).days < CHANGED_DAYS]
    days = [each for each in learned.odd if 0 <= (last - each.day).days < ODD_DAYS]
    by: dict[tuple[str, str], list[Change | Odd]] = {}
    for each in (*new, *days):
        by.setdefault((each.series.collector, each.series.metric), []).append(each)
    for found in by.values():
        first = found[0]
        more = dict.fromkeys(each.series for each in found if each.series != first.series)
        facts = {"severity": rules.learned, "owner": rules.owner, "to": rules.to,
                 "series": first.series, "more": tuple(more), "unit": first.unit}  # fmt: skip
        if isinstance(first, Change):
            yield Breach(kind="changed", since=first.day, day=first.last, value=first.after,
                         other=first.before, back=first.back, **facts)  # fmt: skip
        else:
            yield Breach(kind="odd", since=first.day, day=first.day, value=first.value,
                         low=first.low, high=first.high, other=first.expected, **facts)  # fmt: skip
