"""What it means: what changed, whether the data can be trusted, what to do about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from taller.language import quoted
from taller.messages.values import channel
from taller.messages.values import country as spelled
from taller.monitoring.monitoring.messages import say
from taller.monitoring.monitoring.model.watching import country, over
from taller.monitoring.monitoring.params import Params
from taller.monitoring.monitoring.result import Result
from taller.monitoring.monitoring.tables import MONTH, WEEK
from taller.monitoring.monitoring.words import after, amount, named, table_name
from taller.phase import Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.monitoring.monitoring.evaluation.fitness import Fitness
    from taller.monitoring.monitoring.features.collecting import Collected
    from taller.monitoring.monitoring.model.watching import Watched
    from taller.monitoring.monitoring.result import Change, Gap, Incident

MAIN = ("sales", "mrr", "conversion", "churn", "orders", "new_customers", "new_accounts",
        "cost_per_new_customer", "visits", "active", "back")  # fmt: skip
"""Figures whose change is told first, what the business gets before what it does for it."""
KEY = ("sales", "mrr", "conversion", "churn", "new_customers", "cost_per_new_customer", "active",
       "back")  # fmt: skip
MOST = 5
OTHERS = 4  # further figures that a headline names
UNWANTED = ("churn", "lost_accounts", "cost_per_new_customer", "requests_for_help")
"""Figures of which less is better."""
NEITHER = ("spend", "written")
MONEY = ("sales",)  # figures whose level is money a day


def conclude(
    found: Collected,
    watched: Watched,
    fitted: Sequence[Fitness] = (),
    incidents: Sequence[Incident] = (),
    p: Params | None = None,
) -> Result:
    """Put what was collected, watched and judged into one result."""
    p = p or Params()
    return Result(
        headline=headline(found, watched),
        figures=_figures(found),
        decisions=_decisions(found, watched, fitted, p),
        checks=_checks(found),
        limits=_limits(found, watched, p),
        as_of=found.last,
        days=found.days,
        figures_kept=len(found.rows),
        changes=watched.changes,
        odd=watched.odd,
        incidents=tuple(incidents),
        models=tuple(each.summary for each in fitted),
        gaps=found.volume.gaps,
        new_channels=found.new,
        silent_channels=found.silent,
        revised=found.revised,
        answered_on=max(found.rows.loc[found.rows["metric"] == "requests", "day"], default=None),
    )


def headline(found: Collected, watched: Watched) -> str:
    """What of the last weeks matters most: data that did not arrive, a change, or nothing."""
    told, recurs = _headline(found, watched), _recurring(found)
    return f"{recurs} {told}" if recurs else told


def _recurring(found: Collected) -> str:
    """What recurs today beside a month before, where it does; counted, not judged."""
    if found.last is None or "mrr" not in found.metrics:
        return ""
    ago = (pd.Timestamp(found.last) - pd.DateOffset(months=1)).date()
    now, then = (over(found, "mrr", day, day, method="") for day in (found.last, ago))
    if now is None or then is None or not then.value:
        return ""
    return say("headline-recurring", now=now.value, by=abs(now.value / then.value - 1),
               way="same" if now.value == then.value else "up" if now.value > then.value
               else "down")  # fmt: skip


def _headline(found: Collected, watched: Watched) -> str:
    if found.last is None or not watched.by:
        return say("headline-nothing", dated=found.last is not None)
    week = found.last - dt.timedelta(days=WEEK)
    fresh = [gap for gap in found.volume.gaps if week < gap.day <= found.last]
    if fresh:
        tables = list(dict.fromkeys(table_name(gap.table) for gap in fresh))
        changed = [named(each.series) for each in _main(watched)][: OTHERS + 1]
        return say("headline-gaps", tables=tables, n=len({gap.day for gap in fresh}),
                   day=found.last, changed=changed or None)  # fmt: skip
    if main := _main(watched):
        first = main[0]
        others = [named(each.series) for each in main[1 : OTHERS + 1]]
        return say("headline-changed", what=named(first.series), rose=first.after > first.before,
                   before=amount(first.before, first.unit), day=first.day,
                   after=after(*first.since, back=first.back), others=others or None)  # fmt: skip
    minor = [named(each.series) for each in watched.changes][:OTHERS] or None
    odd = [each for each in watched.odd if each.day > week]
    if odd:
        names = list(dict.fromkeys(named(each.series) for each in odd))
        return say("headline-odd", names=names, n=len({each.day for each in odd}), day=found.last,
                   minor=minor)  # fmt: skip
    short = all(each.verdict == "too_short" for each in watched.by.values())
    return say("headline-usual", short=short, day=found.last, minor=minor, **_reach(found, watched))


def _reach(found: Collected, watched: Watched) -> dict[str, str | None]:
    """What counts as usual on the last day of the figure that matters most, where that is known."""
    totals = {each.metric: each for each in watched.by if not each.channel}
    for series in (totals[metric] for metric in MAIN if metric in totals):
        low, high = watched.by[series].low[-1], watched.by[series].high[-1]
        if low is not None and high is not None and low < high:
            unit = found.of(series.metric)["unit"].iloc[0]
            return {"of": named(series), "low": amount(low, unit), "high": amount(high, unit)}
    return {"of": None, "low": None, "high": None}


def _main(watched: Watched) -> list[Change]:
    """The changes of figures in all, those that matter most first."""
    held = {each.series.metric: each for each in watched.changes if not each.series.channel}
    return [held[metric] for metric in dict.fromkeys((*MAIN, *held)) if metric in held]


def _figures(found: Collected) -> tuple[Figure, ...]:
    """Key figures of the last four weeks."""
    if found.last is None:
        return ()
    first, made = found.last - dt.timedelta(days=MONTH - 1), []
    for metric in KEY:
        if metric in found.metrics and len(made) < MOST:
            told = over(found, metric, first, found.last, method=say("counted"))
            if told is not None:
                made.append(Figure(key=metric, label=say(f"key.{metric}"), estimate=told))
    return tuple(made)


def _decisions(
    found: Collected, watched: Watched, fitted: Sequence[Fitness], p: Params
) -> tuple[Decision, ...]:
    made = _mend(found) + [_look_into(each) for each in together(_main(watched))]
    made += [_look_at(each) for each in fitted if each.fails]
    if found.new or found.silent:
        new, silent = (
            [quoted(channel(each)) for each in names] or None for names in (found.new, found.silent)
        )
        said = say.parts("decision-channels", new=new, silent=silent)
        made.append(Decision.told("monitoring.channels", said, effort="hours", within_days=7))
    if not (p.keep and p.alerts.names):  # else it is done already
        said = say.parts("decision-daily", named=bool(p.alerts.names))
        made.append(Decision.told("monitoring.daily", said, effort="hours", within_days=14))
    return tuple(made)


def _look_at(fit: Fitness) -> Decision:
    """A model by which a choice no longer earns what it did; another threshold where one is shown.

    That it would be better if learned anew nothing here bears: where fewer are left to win, it
    would not.
    """
    told, stake = fit.told, fit.model.stake
    assert told is not None
    assert stake is not None
    facts = {"model": say("model", name=fit.model.name), "verdict": told.verdict,
             "known": told.labelled, "earned": told.before, "earns": told.now,
             "people": stake.people, "threshold": stake.threshold}  # fmt: skip
    if told.regret is not None and told.verdict != "stopped":  # less of a loss is no gain
        said = say.parts("decision-threshold", **facts, better=told.better, more=told.regret)
        return Decision.told(f"monitoring.threshold_{fit.model.name}", said, effort="hours",
                             within_days=14, worth=told.regret, confidence="tested")  # fmt: skip
    said = say.parts("decision-model", **facts)
    return Decision.told(f"monitoring.model_{fit.model.name}", said, effort="hours", within_days=7)


def _mend(found: Collected) -> list[Decision]:
    """Data that did not arrive as it should, table by table."""
    by: dict[tuple[str, bool], list[Gap]] = {}
    for gap in found.volume.gaps:
        by.setdefault((gap.table, gap.why == "ahead"), []).append(gap)
    return [
        Decision.told(
            f"monitoring.{'clock' if ahead else 'mend'}_{table}",
            say.parts("decision-mend", table=table_name(table), n=len(gaps), ahead=ahead,
                      first=min(gap.day for gap in gaps), last=max(gap.day for gap in gaps)),
            effort="hours", within_days=7,
        )
        for (table, ahead), gaps in by.items()
    ]  # fmt: skip


def together(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes that may well be one: whose days lie within a week of the first one's."""
    made: list[list[Change]] = []
    for change in changes:
        near = (one for one in made if abs((one[0].day - change.day).days) <= WEEK)
        if (group := next(near, None)) is None:
            made.append([change])
        else:
            group.append(change)
    return made


def _look_into(group: Sequence[Change]) -> Decision:
    """What changed: why, and what it comes to where it is money."""
    first, others = group[0], [named(each.series) for each in group[1:]]
    metric, rose = first.series.metric, first.after > first.before
    good = None if metric in NEITHER else rose != (metric in UNWANTED)
    ends = sorted((first.low * MONTH, first.high * MONTH))
    said = say.parts(
        "decision-look", what=named(first.series), rose=rose, others=others or None,
        good="none" if good is None else good, day=first.day,
        before=amount(first.before, first.unit), after=after(*first.since, back=first.back),
        money=metric in MONEY, least=amount(ends[0], "money"), most=amount(ends[1], "money"),
    )  # fmt: skip
    stake = _month(first, ends) if metric in MONEY else None
    return Decision.told(f"monitoring.look_{metric}", said, effort="hours", within_days=7,
                         worth=stake, of="stake",
                         confidence="estimated" if stake else None)  # fmt: skip


def _month(change: Change, ends: Sequence[float]) -> Estimate:
    """What a change of sales comes to in four weeks, up or down."""
    low, high = sorted(map(abs, ends)) if ends[0] * ends[1] > 0 else (0.0, max(map(abs, ends)))
    value = min(max(abs(change.after - change.before) * MONTH, low), high)
    return Estimate(
        value=value, low=low, high=high, unit="money", n=MONTH, method=say("four-weeks")
    )


def _checks(found: Collected) -> tuple[Check, ...]:
    if found.last is None:
        return ()
    gone = [gap for gap in found.volume.gaps if gap.day <= found.last]
    names = say.parts("check", n=len(gone), days=found.days)
    return (Check(name=names["whole"], passed=not gone, detail=names["whole-detail"]),)


def _limits(found: Collected, watched: Watched, p: Params) -> tuple[str, ...]:
    if not watched.by:
        return ()
    days = int(found.rows["day"].nunique())
    limits = [say("limit-cause"), say("limit-year", days=days)] if days < 400 else \
        [say("limit-cause")]  # fmt: skip
    if watched.holidays:
        told = spelled(country(p))
        limits.append(say("limit-holidays", country=told, named=p.holidays is not None))
    if "sales" in found.metrics:
        limits.append(say("limit-returns"))
    if (found.rows["collector"] == "performance").any():
        limits.append(say("limit-utc"))
    return tuple(limits) if p.keep else (*limits, say("limit-plain"))
