"""Tables of monitoring: what was collected, what changed, by channel, of the service."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from taller import tabular
from taller.language import span
from taller.measurement import estimates
from taller.messages.values import values
from taller.monitoring.monitoring.artifacts.store import COLLECTORS
from taller.monitoring.monitoring.features.fed import ANSWER
from taller.monitoring.monitoring.messages import say
from taller.monitoring.monitoring.model.watching import SUMMED, over
from taller.monitoring.monitoring.words import after, amount, label, named, table_name
from taller.phase import Estimate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.monitoring.monitoring.evaluation.fitness import Fitness
    from taller.monitoring.monitoring.features.collecting import Collected
    from taller.monitoring.monitoring.model.drift import ColumnDrift
    from taller.monitoring.monitoring.model.watching import Watched
    from taller.monitoring.monitoring.params import Params
    from taller.monitoring.monitoring.result import Gap, Incident

WEEK, MONTH = 7, 28


def collected(found: Collected) -> tabular.Table:
    """How much each collector has, and of which days."""
    lines = []
    for name in COLLECTORS:
        rows = found.rows[found.rows["collector"] == name]
        told = say(f"collects.{name}")
        if rows.empty:
            lines.append([told, None, None, None, say(f"silent.{name}")])
        else:
            lines.append([told, len(rows), rows["day"].min(), rows["day"].max(),
                          say("metrics-of", n=int(rows["metric"].nunique()))])  # fmt: skip
    columns = {"collector": "text", "n": "count", "first": "date", "last": "date", "what": "text"}
    return tabular.listed(lines, columns, words=say.parts("collected", last=found.last))


def gaps(found: Collected) -> tabular.Table | None:
    """Days on which a table did not arrive as on others."""
    if found.last is None:
        return None
    if not found.volume.gaps:
        names = [table_name(each) for each in found.volume.daily]
        return tabular.instead(say("gaps-none", tables=names, days=found.days))
    lines = [
        [table_name(first.table), say("days-of", first=first.day, last=last.day,
                                      one=first.day == last.day),
         say(f"gap.{first.why}")]
        for first, last in stretches(found.volume.gaps)
    ]  # fmt: skip
    columns = dict.fromkeys(("table", "days", "what"), "text")
    return tabular.listed(lines, columns, words=say.parts("gaps"))


def stretches(gaps: Sequence[Gap]) -> list[tuple[Gap, Gap]]:
    """The first and last of days that follow each other with the same fault."""
    made: list[tuple[Gap, Gap]] = []
    for gap in sorted(gaps, key=lambda each: (each.table, each.why, each.day)):
        if made:
            first, last = made[-1]
            if (last.table, last.why) == (gap.table, gap.why) and (gap.day - last.day).days == 1:
                made[-1] = (first, gap)
                continue
        made.append((gap, gap))
    return made


def revisions(found: Collected) -> tabular.Table | None:
    """What later data changed of days that were over."""
    told = found.revisions
    if told.empty:
        return None
    plain = told[(told["channel"] == "") & (told["segment"] == "")]
    plain = plain[plain["metric"].isin(list(SUMMED))].tail(20)
    lines = [
        [label(row.metric), row.day, row.before, row.after, row.collected_at.date()]
        for row in plain.itertuples()
    ]
    columns = {"figure": "text", "day": "date", "before": "number", "after": "number",
               "at": "date"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("revisions", n=len(told)))


def incidents(found: Sequence[Incident], p: Params) -> tabular.Table:
    """What somebody should look at, since when, and who acts."""
    if not found:
        return tabular.instead(say("incidents-none", set=len(p.alerts.rules)))
    lines = [
        [say(f"severity.{each.severity}"), each.what, each.owner or None,
         say(f"incident.{each.state}")]
        for each in found
    ]  # fmt: skip
    columns = dict.fromkeys(("severity", "what", "owner", "state"), "text")
    return tabular.listed(lines, columns, words=say.parts("incidents"))


def weeks(found: Collected, watched: Watched) -> tabular.Table | None:
    """The last week of each figure beside the four weeks before, and whether chance explains it."""
    if found.last is None:
        return None
    last, before = found.last, found.last - dt.timedelta(days=WEEK)
    spans = ((before + dt.timedelta(days=1), last),
             (before - dt.timedelta(days=MONTH - 1), before))  # fmt: skip
    lines = []
    ago = last - dt.timedelta(days=MONTH)
    for metric in (each for each in SUMMED if each in found.metrics):
        stock = SUMMED[metric] == "last"  # what there is at a time is no mean of days
        now, then = (over(found, metric, *span, method=say("counted"))
                     for span in (spans[0], (ago, ago) if stock else spans[1]))  # fmt: skip
        if now is not None:
            code, day = _said(watched, metric, before)
            if metric == "churn" and code == "counted" and then is not None:
                code = "usual"  # it has no level, but is held against the month before
            lines.append([label(metric), _figure(now), _figure(then), say(f"said.{code}", day=day)])
    if not lines:
        return tabular.instead(say("weeks-none"))
    columns = dict.fromkeys(("figure", "now", "before", "said"), "text")
    stock = any(SUMMED[metric] == "last" for metric in SUMMED if metric in found.metrics)
    return tabular.listed(lines, columns, words=say.parts("weeks", last=last, stock=stock))


def _said(watched: Watched, metric: str, before: dt.date) -> tuple[str, dt.date]:
    """Whether a figure's last week is more than chance, as a code; since when it is as it is."""
    if any(each.series.metric == metric and not each.series.channel and each.day > before
           for each in watched.odd):  # fmt: skip
        return "odd", before
    if any(each.series.metric == metric and not each.series.channel for each in watched.changes):
        return "changed", before
    series = next((s for s in watched.by if (s.metric, s.channel) == (metric, "")), None)
    if series is None:
        return "counted", before
    if series in watched.earlier:
        return "since", watched.earlier[series]
    verdict = watched.by[series].verdict
    return verdict if verdict in ("too_short", "constant") else "usual", before


def _figure(found: Estimate | None) -> str:
    if found is None:
        return tabular.MISSING
    value = amount(found.value, found.unit)
    if found.is_exact:
        return value
    return f"{value} ({span(amount(found.low, found.unit), amount(found.high, found.unit))})"


def changes(watched: Watched) -> tabular.Table | None:
    """Figures whose level changed in the last weeks: from when, from what to what."""
    if not watched.by:
        return None
    if not watched.changes:
        return tabular.instead(say("changes-none", n=len(watched.by)))
    lines = [
        [_begun(named(each.series)),
         say("about", day=each.day, first=each.first, last=each.last,
             sure=each.first == each.last),
         amount(each.before, each.unit), after(*each.since, back=each.back),
         say("between", low=amount(each.low, each.unit), high=amount(each.high, each.unit))]
        for each in watched.changes
    ]  # fmt: skip
    columns = dict.fromkeys(("figure", "day", "before", "after", "difference"), "text")
    return tabular.listed(lines, columns, words=say.parts("changes", n=len(watched.by)))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def odd(watched: Watched) -> tabular.Table | None:
    """Days of the last weeks that stand out."""
    if not watched.odd:
        return None
    lines = [
        [_begun(named(each.series)), each.day, amount(each.value, each.unit),
         say("between", low=amount(each.low, each.unit), high=amount(each.high, each.unit))]
        for each in watched.odd
    ]  # fmt: skip
    columns = {"figure": "text", "day": "date", "value": "text", "band": "text"}
    return tabular.listed(lines, columns, words=say.parts("odd", n=len(watched.by)))


def channels(found: Collected) -> tabular.Table | None:
    """Each channel in the last four weeks and the four before."""
    metric = next((m for m in ("visits", "accounts") if m in found.metrics), None)
    if found.last is None or metric is None or not (names := found.channels(metric)):
        return None
    last, middle = found.last, found.last - dt.timedelta(days=MONTH)
    now = (middle + dt.timedelta(days=1), last)
    then = (middle - dt.timedelta(days=MONTH - 1), middle)
    shown = {"size": (metric, now), "size_before": (metric, then), "spend": ("spend", now),
             "spend_before": ("spend", then), "rate": ("conversion", now),
             "churn": ("churn", now)}  # fmt: skip
    kept = {name: each for name, each in shown.items() if each[0] in found.metrics}
    called = values("channel", names)
    lines = [
        [called[name], *(_figure(over(found, what, *span, channel=name, method=""))
                 for what, span in kept.values()), say(f"channel.{state(found, name)}")]
        for name in names
    ]  # fmt: skip
    columns = dict.fromkeys(("channel", *kept, "state"), "text")
    words = say.parts("channels", metric=metric)
    return tabular.listed(lines, columns, words=words)


def state(found: Collected, channel: str) -> str:
    """Whether a channel is new, has fallen silent, or neither."""
    return "new" if channel in found.new else "silent" if channel in found.silent else "usual"


def fits(found: Sequence[Fitness]) -> tabular.Table | None:
    """Each model on the people it was judged by, and on those it scores today."""
    if not found:
        return tabular.instead(say("fits-none"))
    lines = []
    for each in found:
        expected, paying = each.expected, each.paying
        lines.append([
            say("model", name=each.model.name),
            say("moved-of", moved=len(each.moved), n=len(each.columns)),
            estimates.share(int(each.model.happened.sum()), len(each.model.happened)),
            expected.rate if expected else None, expected.order if expected else None,
            paying.before if paying else None, paying.now if paying else None,
            each.paid.now if each.paid else None, _pays(each),
        ])  # fmt: skip
    columns = {"model": "text", "moved": "text", "happened": "share", "rate": "share",
               "order": "index", "earned": "money", "earns": "money", "paid": "money",
               "said": "text"}  # fmt: skip
    without = [] if any(each.paying for each in found) else ["earned", "earns", "said"]
    without += [] if any(each.paid for each in found) else ["paid"]
    warning = next((each.expected.warning for each in found if each.expected), "")
    people = next((each.model.stake.people for each in found if each.model.stake), None)
    words = say.parts("fits", people=people, warning=warning)
    return tabular.listed(lines, columns, words=words, without=without)


def _pays(fit: Fitness) -> str | None:
    """Whether choosing by a model pays; None where nobody stated what a choice earns."""
    if fit.told is None:
        return None
    less = fit.told.verdict == "pays" and fit.told.costs
    return say(f"pays.{'less' if less else fit.told.verdict}")


MOVED = 6  # columns of a model that are shown


def moved(found: Sequence[Fitness]) -> tabular.Table | None:
    """What of the people scored differs most from those a model was judged by."""
    lines = [
        [say("model", name=each.model.name), each.model.labels.get(column.name, column.name),
         _share_of(column)]
        for each in found for column in each.moved[:MOVED]
    ]  # fmt: skip
    if not lines:
        return None
    columns = {"model": "text", "what": "text", "effect": "share"}
    without = ["model"] if len({line[0] for line in lines}) == 1 else []
    more = max(len(each.moved) for each in found) > MOVED
    return tabular.listed(lines, columns, words=say.parts("moved", more=more), without=without)


def fed(found: Sequence[Fitness]) -> tabular.Table | None:
    """What a live model is fed, and tells, whose last week is not as the days before."""
    asked = [each for each in found if each.by_day]
    if not asked:
        return None
    known = [(each, column) for each in asked for column in each.by_day
             if column.verdict != "too_few"]  # fmt: skip
    if not known:
        return tabular.instead(say("fed-short"))
    lines = [
        [say("model", name=each.model.name), _trait(each, column),
         say("fed-how", where=column.where, rose=(column.effect or 0) > 0)]
        for each, column in known if column.verdict == "drifted"
    ]  # fmt: skip
    if not lines:
        return tabular.instead(say("fed-none", n=len(known)))
    columns = dict.fromkeys(("model", "what", "how"), "text")
    return tabular.listed(lines, columns, words=say.parts("fed", n=len(known)))


def _trait(fit: Fitness, column: ColumnDrift) -> str:
    if column.name == ANSWER:
        return say("fed-answer")
    return fit.model.labels.get(column.name, column.name)


def _share_of(column: ColumnDrift) -> Estimate | None:
    if column.effect is None or column.low is None or column.high is None:
        return None
    low, high = min(column.low, column.effect), max(column.high, column.effect)
    return Estimate(value=column.effect, low=low, high=high, unit="share", n=column.n_current,
                    method="")  # fmt: skip


def service(found: Collected) -> tabular.Table | None:
    """What the service answered in the last days of its log."""
    rows = found.rows[found.rows["collector"] == "performance"]
    if rows.empty:
        return tabular.instead(say("service-none"))
    last = rows["day"].max()
    since = last - dt.timedelta(days=WEEK - 1)
    rows = rows[(rows["day"] >= since) & (rows["segment"] == "")]
    lines = []
    for model, held in rows.groupby("channel"):
        by = dict(tuple(held.groupby("metric")))
        asked = int(by["requests"]["value"].sum())
        failed = round(float((by["failed"]["value"] * by["failed"]["n"]).sum()))
        lines.append([say("model", name=str(model)), asked, estimates.share(failed, asked),
                      float(by["median_ms"]["value"].max()), float(by["late_ms"]["value"].max()),
                      int(by["busiest_minute"]["value"].max())])  # fmt: skip
    columns = {"model": "text", "n": "count", "failed": "share", "median": "number",
               "late": "number", "most": "count"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("service", first=since, last=last))
