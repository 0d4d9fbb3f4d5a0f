"""Quality on the data page: the five scores of each table, what lowers them, and over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller import charts, language, tabular
from taller.data.tell.quality import DIMENSIONS
from taller.data.tell.reconcile_words import month_name
from taller.language import date
from taller.preparation.data import words
from taller.preparation.data.messages import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from taller.data.tell.quality import Period, Quality
    from taller.data.tell.rhythm import Gap
    from taller.preparation.data.study import Study

MOST_EVIDENCE = 12
FAULTLESS = 0.99  # a month at or above it needs no mention
FULL = 0.1  # the share of faults that is drawn darkest
HEIGHT = 0.8  # of a table's band, its fullest month
OVER_TIME = DIMENSIONS[:4]


def scores(study: Study) -> tabular.Table | None:
    """The five dimensions of quality of each source."""
    found = study.scores()
    if not found:
        return None
    lines = [
        [say(f"table.{table}"), *(_rounded_down(held[d]) for d in DIMENSIONS)]
        for table, held in found.items()
    ]
    columns = {"table": "text", **dict.fromkeys(DIMENSIONS, "share")}
    return tabular.listed(lines, columns, words=say.parts("scores"))


def _rounded_down(score: float | None) -> float | None:
    """A score to a tenth of a percent, so that what is not faultless is not told as 100%."""
    return score if score is None else math.floor(round(1000 * score, 6)) / 1000


def evidence(study: Study) -> tabular.Table | None:
    """What lowers the scores, the most cases first; None where nothing does."""
    found = [(table, dimension, each) for table, held in study.quality.items()
             for dimension, known in held.dimensions.items()
             for each in known.evidence if each.failed]  # fmt: skip
    if not found:
        return tabular.instead(say("faults-nothing"))
    found.sort(key=lambda line: -line[2].failed)
    columns: dict[str, tabular.Column] = {"table": "text", "aspect": "text", "what": "text",
                                          "cases": "count", "share": "share"}  # fmt: skip
    told = say.parts("faults")
    if any(each.money for *_where, each in found):
        columns["amount"] = "money"
    if any(each.examples for *_where, each in found):
        columns["examples"], told["note"] = "text", told["pseudonyms"]
    lines = [
        {"table": say(f"table.{table}"), "aspect": say(f"dimension.{dimension}"),
         "what": words.evidence(each.code, each.column), "cases": each.failed,
         "share": each.failed / max(each.asked, 1), "amount": each.money,
         "examples": ", ".join(each.examples)}
        for table, dimension, each in found
    ]  # fmt: skip
    kept = ([line[name] for name in columns] for line in lines)
    return tabular.listed(kept, columns, words=told, max_rows=MOST_EVIDENCE)


def rows_over_time(study: Study) -> alt.LayerChart | None:
    """Rows of each table by month or week, with the gaps marked; None where none has dates."""
    dated = {name: held for name, held in study.quality.items() if held.periods}
    if not dated:
        return None
    order = list(reversed(dated))  # the first table on top
    bars = pd.DataFrame(
        [bar for name, held in dated.items() for bar in _bars(name, held, order.index(name))]
    )
    begins = _begins(dated)
    early = bars["end"] <= begins
    told = say.parts("rows-chart", early=int(bars.loc[early, "rows"].sum()), day=begins.date())
    bars = bars[~early]
    gaps = pd.DataFrame(
        [_mark(name, gap, order.index(name)) for name, held in dated.items() for gap in held.gaps]
    )
    names = {place: say(f"table.{name}") for place, name in enumerate(order)}
    title = _rows_title(study)
    across = alt.X("start:T", title=None, axis=charts.months(bars["start"]))
    y = alt.Y(
        "_low:Q", title=None, scale=alt.Scale(domain=[-0.1, len(order)], nice=False),
        axis=alt.Axis(values=list(names), labelExpr=f"{list(names.values())!r}[datum.value]",
                      labelBaseline="bottom", grid=True, domain=False, ticks=False,
                      labelLimit=160),
    )  # fmt: skip
    layers = [
        alt.Chart(bars).mark_bar(opacity=0.75, binSpacing=1).encode(
            x=across, x2="end:T", y=y, y2="_high:Q",
            tooltip=charts.tips(told, {"table": "text", "start": "date", "rows": "count"}))
    ]  # fmt: skip
    if len(gaps):
        heads = told | {"said": told["hole"], "rows": told["expected"]}
        # A stroke, so that a single day in ten years is seen too.
        colour = charts.PALETTE[1]
        hole = alt.Chart(gaps).mark_bar(color=colour, stroke=colour, strokeWidth=1.5, opacity=0.9)
        tip = charts.tips(heads, {"table": "text", "said": "text", "rows": "count"})
        layers.append(hole.encode(x=across, x2="end:T", y=y, y2="_high:Q", tooltip=tip))
    return alt.layer(*layers).properties(
        height=max(120, 72 * len(order)), **charts.story({**told, "title": title})
    )


def _begins(dated: Mapping[str, Quality]) -> pd.Timestamp:
    """The first period drawn: a few early customers do not push all else into a corner."""
    first = {name: held.periods[0].start for name, held in dated.items()}
    others = [day for name, day in first.items() if name != "customers"] or list(first.values())
    return _moment(min([*others, *(gap.first for held in dated.values() for gap in held.gaps)]))


def _bars(name: str, held: Quality, place: int) -> list[dict[str, object]]:
    most = max(period.rows for period in held.periods) or 1
    return [
        {"table": say(f"table.{name}"), "start": _moment(period.start), "rows": period.rows,
         "end": _moment(end), "_low": place,
         "_high": place + HEIGHT * period.rows / most}
        for period, end in zip(held.periods, _ends(held), strict=True)
    ]  # fmt: skip


def _mark(name: str, gap: Gap, place: int) -> dict[str, object]:
    return {
        "table": say(f"table.{name}"), "said": gap_in_words(gap), "rows": gap.expected,
        "start": _moment(gap.first), "end": _moment(gap.last) + pd.Timedelta(days=1),
        "_low": place, "_high": place + HEIGHT,
    }  # fmt: skip


def _ends(held: Quality) -> list[dt.date]:
    step = pd.DateOffset(months=1) if held.by == "month" else pd.DateOffset(weeks=1)
    return [(pd.Timestamp(period.start) + step).date() for period in held.periods]


def _moment(day: dt.date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _rows_title(study: Study) -> str:
    """Whether data is missing somewhere, as a sentence."""
    gaps = [(name, gap) for name, held in study.quality.items() for gap in held.gaps]
    if not gaps:
        return say("rows-title.whole")
    name, gap = max(gaps, key=lambda found: found[1].days)
    table, period = say(f"table.{name}"), gap_in_words(gap)
    return say("rows-title.holes", table=table, period=period, shorter=len(gaps) - 1)


def gap_in_words(gap: Gap) -> str:
    """A gap's days as the locale writes a span, such as 9–22 Mar 2026."""
    from babel.dates import format_interval

    if gap.days == 1:
        return date(gap.first)
    locale = language.current().locale
    return str(format_interval(gap.first, gap.last, skeleton="yMMMMd", locale=locale))


def faults_over_time(study: Study) -> alt.Chart | None:
    """Share of faults by month or week, where a table ever falls below faultless; else None."""
    cells = pd.DataFrame(
        [cell for name, held in study.quality.items() for cell in _cells(study, name, held)]
    )
    if not any(held.periods for held in study.quality.values()):
        return tabular.instead(say("faults-chart-dateless"))
    if cells.empty:
        if any((found.score or 0) < FAULTLESS for held in study.quality.values()
               for found in held.dimensions.values() if found.asked):  # fmt: skip
            return None  # tables contradict each other in rows that no month was asked for
        return tabular.instead(say("faults-chart-faultless", faultless=FAULTLESS))
    worst = cells.loc[cells["fault"].idxmax()]
    told = say.parts("faults-chart", what=worst["what"], score=1 - worst["fault"],
                     period=worst["period"], faultless=FAULTLESS)  # fmt: skip
    colour = alt.Color(
        "fault:Q", title=told["fault"],
        scale=alt.Scale(range=["#f4e3d7", "#e59a66", "#b84a00", "#6e2500"],
                        domain=[0, FULL / 4, FULL / 2, FULL], clamp=True),
        legend=alt.Legend(format=".0%", gradientLength=160, values=[0, FULL / 2, FULL]),
    )  # fmt: skip
    return alt.Chart(cells).mark_bar(binSpacing=1).encode(
        x=alt.X("start:T", title=None, axis=charts.months(cells["start"], grid=False)),
        x2="end:T", y=alt.Y("what:N", title=None, sort=list(dict.fromkeys(cells["what"]))),
        color=colour, tooltip=charts.tips({"what": told["table"], **told},
            {"what": "text", "period": "text", "fault": ".1%", "rows": "count"}),
    ).properties(height=alt.Step(30), **charts.story(told))  # fmt: skip


def _cells(study: Study, name: str, held: Quality) -> list[dict[str, object]]:
    """One cell per period of each dimension that is not faultless throughout."""
    found = []
    for dimension in OVER_TIME:
        faults = [_fault(study, period, dimension) for period in held.periods]
        if max((fault for fault in faults if fault is not None), default=0) <= 1 - FAULTLESS:
            continue
        what = f"{say(f'table.{name}')}: {say(f'dimension.{dimension}').lower()}"
        found += [
            {"what": what, "start": _moment(period.start), "end": _moment(end), "fault": fault,
             "rows": period.rows, "period": _period_name(period.start, held.by)}
            for period, end, fault in zip(held.periods, _ends(held), faults, strict=True)
            if fault is not None
        ]  # fmt: skip
    return found


def _period_name(start: dt.date, by: str) -> str:
    if by == "month":
        return month_name(f"{start:%Y-%m}")
    return say("week", day=start)


def _fault(study: Study, period: Period, dimension: str) -> float | None:
    """The share that failed; None where too few rows say so."""
    score = period.score(dimension)
    return None if score is None or period.rows < study.p.min_rows else 1 - score
