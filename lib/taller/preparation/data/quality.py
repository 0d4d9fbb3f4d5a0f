"""Quality on the data page: the five scores of each table, what lowers them, and over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller import charts, language, tabular
from taller.data.quality import DIMENSIONS
from taller.data.reconcile_words import month_name
from taller.language import _, date, ngettext, number, percent
from taller.preparation.data import words
from taller.preparation.data.tables import say

if TYPE_CHECKING:
    import datetime as dt

    from taller.data.quality import Period, Quality
    from taller.data.rhythm import Gap
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
    heads = {name: words.dimension_name(name) for name in DIMENSIONS}
    frame = pd.DataFrame(
        [
            [words.table_name(table), *(_rounded_down(held[d]) for d in DIMENSIONS)]
            for table, held in found.items()
        ],
        columns=[_("Table"), *heads.values()],
    ).astype(dict.fromkeys(heads.values(), "float64"))
    return tabular.table(
        frame, caption=_("How good the data is (100% is faultless)"),
        units=dict.fromkeys(heads.values(), "share"),
        note=_("Counted over all rows, so without intervals, and rounded down. A dash: nothing "
               "there to judge."),
    )  # fmt: skip


def _rounded_down(score: float | None) -> float | None:
    """A score to a tenth of a percent, so that what is not faultless is not told as 100%."""
    return score if score is None else math.floor(round(1000 * score, 6)) / 1000


def evidence(study: Study) -> tabular.Table | None:
    """What lowers the scores, the most cases first; None where nothing does."""
    lines = [
        (each, [words.table_name(table), words.dimension_name(dimension),
                words.evidence(each.code, each.column), each.failed,
                each.failed / max(each.asked, 1)])
        for table, held in study.quality.items()
        for dimension, found in held.dimensions.items()
        for each in found.evidence
        if each.failed
    ]  # fmt: skip
    if not lines:
        return say(_("Nothing lowers the scores."))
    lines.sort(key=lambda line: -line[0].failed)
    heads = [_("Table"), _("Aspect"), _("What was found"), _("Cases"), _("Share")]
    frame = pd.DataFrame([line for _each, line in lines], columns=heads)
    units = {_("Cases"): "count", _("Share"): "share"}
    found = [each for each, _line in lines]
    if any(each.money for each in found):
        frame[_("Amount")] = [None if each.money is None else float(each.money) for each in found]
        units[_("Amount")] = "money"
    if any(each.examples for each in found):
        frame[_("Such as")] = [", ".join(each.examples) for each in found]
    return tabular.table(
        frame, caption=_("What lowers the scores"), max_rows=MOST_EVIDENCE, units=units,
        note=_("Keys of people are shown as pseudonyms.") if _("Such as") in frame else "",
    )  # fmt: skip


def rows_over_time(study: Study) -> alt.LayerChart | None:
    """Rows of each table by month or week, with the gaps marked; None where none has dates."""
    dated = {name: held for name, held in study.quality.items() if held.periods}
    if not dated:
        return None
    order = list(reversed(dated))  # the first table on top
    bars = pd.DataFrame(
        [bar for name, held in dated.items() for bar in _bars(name, held, order.index(name))]
    )
    gaps = pd.DataFrame(
        [_mark(name, gap, order.index(name)) for name, held in dated.items() for gap in held.gaps]
    )
    names = {place: words.table_name(name) for place, name in enumerate(order)}
    across = alt.Axis(format="%b %Y", tickCount=6)
    y = alt.Y(
        "_low:Q", title=None, scale=alt.Scale(domain=[-0.1, len(order)], nice=False),
        axis=alt.Axis(values=list(names), labelExpr=f"{list(names.values())!r}[datum.value]",
                      labelBaseline="bottom", grid=True, domain=False, ticks=False,
                      labelLimit=160),
    )  # fmt: skip
    base = alt.Chart(bars).encode(
        x=alt.X("start:T", title=None, axis=across), x2="end:T", y=y, y2="_high:Q",
        tooltip=[alt.Tooltip("table:N", title=_("Table")),
                 alt.Tooltip("start:T", title=_("from"), format="%d %b %Y"),
                 alt.Tooltip("rows:Q", title=_("Rows"), format=",.0f")],
    )  # fmt: skip
    layers = [base.mark_bar(opacity=0.75, binSpacing=1)]
    if len(gaps):
        hole = alt.Chart(gaps).encode(
            x=alt.X("start:T", title=None, axis=across), x2="end:T", y=y, y2="_high:Q",
            tooltip=[alt.Tooltip("table:N", title=_("Table")),
                     alt.Tooltip("said:N", title=_("No rows")),
                     alt.Tooltip("rows:Q", title=_("Rows expected"), format=",.0f")],
        )  # fmt: skip
        # A stroke, so that a single day in ten years is seen too.
        colour = charts.PALETTE[1]
        layers.append(hole.mark_bar(color=colour, stroke=colour, strokeWidth=1.5, opacity=0.9))
    title = _gaps_in_words(study)
    note = _("Height: rows, against the table's fullest month or week. Orange: unusual gaps.")
    return alt.layer(*layers).properties(
        title=alt.TitleParams(title, subtitle=note), height=max(120, 72 * len(order)),
        description=f"{title}. {note}",
    )  # fmt: skip


def _bars(name: str, held: Quality, place: int) -> list[dict[str, object]]:
    most = max(period.rows for period in held.periods) or 1
    return [
        {"table": words.table_name(name), "start": _moment(period.start), "rows": period.rows,
         "end": _moment(end), "_low": place,
         "_high": place + HEIGHT * period.rows / most}
        for period, end in zip(held.periods, _ends(held), strict=True)
    ]  # fmt: skip


def _mark(name: str, gap: Gap, place: int) -> dict[str, object]:
    return {
        "table": words.table_name(name), "said": gap_in_words(gap), "rows": gap.expected,
        "start": _moment(gap.first), "end": _moment(gap.last) + pd.Timedelta(days=1),
        "_low": place, "_high": place + HEIGHT,
    }  # fmt: skip


def _ends(held: Quality) -> list[dt.date]:
    step = pd.DateOffset(months=1) if held.by == "month" else pd.DateOffset(weeks=1)
    return [(pd.Timestamp(period.start) + step).date() for period in held.periods]


def _moment(day: dt.date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _gaps_in_words(study: Study) -> str:
    """Whether data is missing somewhere, as a sentence."""
    gaps = [(name, gap) for name, held in study.quality.items() for gap in held.gaps]
    if not gaps:
        return _("No unusual gap in any table")
    name, gap = max(gaps, key=lambda found: found[1].days)
    text = _("{table}: no rows ({period})").format(
        table=words.table_name(name), period=gap_in_words(gap)
    )
    if len(gaps) == 1:
        return text
    more = ngettext("and {n} shorter gap", "and {n} shorter gaps", len(gaps) - 1)
    return f"{text}, {more.format(n=number(len(gaps) - 1))}"


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
        return say(_("No table has dates, so nothing can be told over time."))
    if cells.empty:
        if any((found.score or 0) < FAULTLESS for held in study.quality.values()
               for found in held.dimensions.values() if found.asked):  # fmt: skip
            return None  # tables contradict each other in rows that no month was asked for
        text = _("In every month, every table is at least {share} faultless.")
        return say(text.format(share=percent(FAULTLESS, 0)))
    worst = cells.loc[cells["fault"].idxmax()]
    title = _("Lowest point: {what}, {score} in {period}").format(
        what=worst["what"], score=percent(1 - worst["fault"], 1), period=worst["period"]
    )
    note = _("Only what ever falls below {share}; darker is worse.").format(
        share=percent(FAULTLESS, 0)
    )
    return (
        alt.Chart(cells)
        .mark_bar(binSpacing=1)
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=6, grid=False)),
            x2="end:T",
            y=alt.Y("what:N", title=None, sort=list(dict.fromkeys(cells["what"]))),
            color=alt.Color(
                "fault:Q", title=_("Share that is faulty"),
                scale=alt.Scale(range=["#f4e3d7", "#e59a66", "#b84a00", "#6e2500"],
                                domain=[0, FULL / 4, FULL / 2, FULL], clamp=True),
                legend=alt.Legend(format=".0%", gradientLength=160, values=[0, FULL / 2, FULL]),
            ),
            tooltip=[alt.Tooltip("what:N", title=_("Table")),
                     alt.Tooltip("period:N", title=_("Period")),
                     alt.Tooltip("fault:Q", title=_("Share that is faulty"), format=".1%"),
                     alt.Tooltip("rows:Q", title=_("Rows"), format=",.0f")],
        )
        .properties(title=alt.TitleParams(title, subtitle=note), height=alt.Step(30),
                    description=f"{title}. {note}")
    )  # fmt: skip


def _cells(study: Study, name: str, held: Quality) -> list[dict[str, object]]:
    """One cell per period of each dimension that is not faultless throughout."""
    found = []
    for dimension in OVER_TIME:
        faults = [_fault(study, period, dimension) for period in held.periods]
        if max((fault for fault in faults if fault is not None), default=0) <= 1 - FAULTLESS:
            continue
        what = f"{words.table_name(name)}: {words.dimension_name(dimension).lower()}"
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
    return _("the week of {day}").format(day=date(start))


def _fault(study: Study, period: Period, dimension: str) -> float | None:
    """The share that failed; None where too few rows say so."""
    score = period.score(dimension)
    return None if score is None or period.rows < study.p.min_rows else 1 - score
