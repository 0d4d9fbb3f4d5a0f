"""Charts of the classification; each says its finding in its title, or why there is nothing."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.classification import words
from taller.development.classification.evaluation import calibrated, values
from taller.development.classification.evaluation.explanations import Explained
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.evaluation.wait import Waiting
from taller.language import _, money, number, percent

DRIVERS = 10
STEPS = 60  # points of a drawn survival curve
RATE_STEP = 7.0  # days for which a risk is told, where time is in days


def ranking(tested: Tested | None) -> alt.LayerChart | None:
    """How well every model ranks, with its interval."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "auroc"]
    frame = pd.DataFrame(
        {
            "model": [words.model(s.model) for s in found],
            "auroc": [s.estimate.value for s in found],
            "low": [s.estimate.low for s in found],
            "high": [s.estimate.high for s in found],
        }
    )
    best = tested.score("auroc").estimate
    rule = tested.score("auroc", "rule").estimate
    title = _("No model is better than chance")
    if tested.signal:
        title = _("Of two customers, it tells in {value} of cases to which it happens "
                  "({low} to {high}); the best single column in {rule}")  # fmt: skip
        title = title.format(
            value=percent(best.value, 0), low=percent(best.low, 0), high=percent(best.high, 0),
            rule=percent(rule.value, 0),
        )  # fmt: skip
    note = _("{n} test rows, opened once; dashed: chance").format(n=number(best.n))
    return charts.dots(
        frame, label="model", head=_("Model"), value="auroc", low="low", high="high", unit="index",
        target=0.5,
        title=title, axis=_("Pairs in the right order (AUROC; 0.5: chance, 1: all)"), sort=None,
        subtitle=note,
    )  # fmt: skip


def reliability(tested: Tested | None) -> alt.LayerChart | None:
    """Predicted against observed probability, in groups of equal size."""
    if tested is None or not tested.signal:
        return None
    frame = pd.DataFrame(
        [
            {"predicted": b.predicted, "happened": b.happened.value, "low": b.happened.low,
             "high": b.happened.high, "n": b.happened.n}
            for b in tested.reliability
        ]
    )  # fmt: skip
    gap, average = calibrated.worst(tested), calibrated.apart(tested)
    if gap is None:
        title = _("Probabilities come near what happens: {gap} apart on average").format(
            gap=average
        )
    else:
        title = _(
            "Probabilities are off: where {predicted} was predicted it happened to {observed}"
        )
        title = title.format(predicted=percent(gap.predicted),
                             observed=percent(gap.happened.value))  # fmt: skip
    most = float(max(frame["high"].max(), frame["predicted"].max()))
    scale = alt.Scale(domain=[0, min(1.0, most * 1.05)], nice=False)
    form = d3.number_format("share")
    foreseen, said = _("Predicted probability"), _("Share to whom it happened")
    up = alt.Axis(format=form, tickCount=5)
    x = alt.X("predicted:Q", title=foreseen, scale=scale, axis=up)
    tip = [alt.Tooltip("predicted:Q", title=foreseen, format=form),
           alt.Tooltip("happened:Q", title=said, format=form),
           alt.Tooltip("n:Q", title=_("Customers"), format=",.0f")]  # fmt: skip
    base = alt.Chart(frame).encode(x=x, tooltip=tip)
    line = pd.DataFrame({"_x": [0.0, scale.domain[1]], "_y": [0.0, scale.domain[1]]})
    ideal = alt.Chart(line).mark_line(strokeDash=[5, 4], color=charts.INK, opacity=0.7)
    note = _("Tenths of the test rows with 95% intervals; dashed: predicted is what happens.")
    return alt.layer(
        ideal.encode(x=alt.X("_x:Q", title=foreseen, scale=scale, axis=up),
                     y=alt.Y("_y:Q", title=said, scale=scale, axis=up)),
        base.mark_rule(strokeWidth=2, color=charts.INK).encode(
            y=alt.Y("low:Q", title=said, scale=scale, axis=up), y2="high:Q"),
        base.mark_point(filled=True, size=80, opacity=1).encode(
            y=alt.Y("happened:Q", title=said, scale=scale, axis=up)),
    ).properties(
        title=alt.TitleParams(title, subtitle=note), height=280, description=f"{title}. {note}"
    )  # fmt: skip


def profit(decided: Decided | None) -> alt.LayerChart | None:
    """Profit per row tested on by the share contacted, or the choice over a range of values."""
    if decided is None or decided.gap is not None:
        return None
    m = decided.money
    if m is None or decided.share is None:
        return choices(decided)
    frame = pd.DataFrame(
        {"share": decided.share, "money": decided.curve, "low": decided.low, "high": decided.high}
    )
    at = float((decided.tested.predicted > m.threshold).mean())
    note = _("Test rows in order of score; band: 95% interval; dashed: what the threshold contacts")
    text = _("Contacting the {share} above the threshold brings {money} per row tested on")
    if m.limited:
        at = m.contacted / m.people
        note = _("Test rows in order of score; band: 95% interval; dashed: what capacity allows")
        text = _("Contacting the {share} with the highest scores brings {money} per row tested on")
    if m.threshold >= 1:
        title = _("At these costs no contact pays")
    elif decided.advice == "score":
        title = text.format(share=percent(at, 0), money=money(m.profit.value))
    else:
        title = _("Choosing by score is not shown to bring more than contacting all or nobody")
    drawn = charts.line(
        frame, x="share", y="money", low="low", high="high", unit="money", title=title, zero=True,
        x_axis=_("Share of customers contacted, the highest scores first"),
        y_axis=_("Profit per row tested on"), subtitle=note,
    )  # fmt: skip
    across = alt.Axis(format=d3.number_format("share"), tickCount=6)
    for layer in drawn.layer:
        layer.encoding.x.axis = across
    drawn.layer[-1].mark.point = False
    mark = alt.Chart(pd.DataFrame({"_at": [at]})).mark_rule(strokeDash=[5, 4], color=charts.INK)
    drawn.layer = [*drawn.layer, mark.encode(x="_at:Q")]
    return drawn


def choices(decided: Decided) -> alt.LayerChart | None:
    """How many to contact at each value that one may be worth."""
    if not decided.choices:
        return None
    frame = pd.DataFrame({
        "value": [money(c.value) for c in decided.choices],
        "share": [c.contacted / max(c.people, 1) for c in decided.choices],
    })  # fmt: skip
    flips = values.flips(decided)
    gathered = decided.tested.fitted.prepared.gathered
    worth = values.of_one(gathered.p).format(value="").strip()
    worth = worth[:1].upper() + worth[1:]
    axis = _("To contact, as a share of the {m} {whom}")
    return charts.bars(
        frame.assign(low=frame["share"], high=frame["share"]), label="value", value="share",
        low="low", high="high", unit="share", title=f"{flips[:1].upper()}{flips[1:]}", sort=None,
        axis=axis.format(m=number(decided.choices[0].people), whom=values.whom(gathered)),
        subtitle=worth, head=worth,
    )  # fmt: skip


def drivers(explained: Explained | None) -> alt.LayerChart | None:
    """The columns that move the scores most."""
    if explained is None:
        return None
    if not explained.drivers:
        print(_("No column moves the scores."))
        return None
    found, called = explained.drivers[:DRIVERS], explained.tested.columns
    frame = pd.DataFrame(
        {
            "column": [called.label(d.column, first=True) for d in found],
            "importance": [d.importance.value for d in found],
            "low": [d.importance.low for d in found],
            "high": [d.importance.high for d in found],
        }
    )
    first = found[0]
    name = called.label(first.column, first=True)
    title = _("{column} moves the scores most").format(column=name)
    if first.direction:
        title = _("{column} moves the scores most: {direction}").format(
            column=name, direction=first.direction
        )
    return charts.bars(
        frame, label="column", head=_("Column"), value="importance", low="low", high="high",
        unit="number",
        title=title, axis=_("How far a column moves a score, on average"), sort=None,
    )  # fmt: skip


def parts(tested: Tested | None) -> alt.LayerChart | None:
    """How well it ranks in parts of the customers."""
    if tested is None or not tested.signal:
        return None
    known, called = [part for part in tested.parts if part.auroc is not None], tested.columns
    if not known:
        print(_("No part of the customers has enough of both kinds to be told apart."))
        return None
    frame = pd.DataFrame(
        {
            "part": [f"{called.label(p.column, first=True)}: {p.level}" for p in known],
            "auroc": [p.auroc.value for p in known],
            "low": [p.auroc.low for p in known],
            "high": [p.auroc.high for p in known],
        }
    )
    overall = tested.score("auroc").estimate.value
    weak = [p for p in known if p.auroc.high < overall]
    if weak:
        worst = min(weak, key=lambda p: p.auroc.value)
        title = _("Weakest for “{level}” ({column}): {value} of pairs in the right order, against "
                  "{overall} of all").format(
            level=worst.level, column=called.label(worst.column),
            value=percent(worst.auroc.value, 0), overall=percent(overall, 0),
        )  # fmt: skip
    else:
        title = _("In no part is the ranking clearly weaker than overall")
    return charts.dots(
        frame, label="part", head=_("Part"), value="auroc", low="low", high="high", unit="index",
        target=overall,
        title=title, axis=_("Pairs in the right order (AUROC; 0.5: chance, 1: all)"), sort=None,
        subtitle=_("With 95% interval; dashed: all test rows"),
    )  # fmt: skip


def waiting(found: Waiting | None) -> alt.LayerChart | None:
    """Share to whom it has not happened yet, by time, in groups where they differ."""
    if found is None:
        print(_("No time is known in which it happens: name a column with classification."
                "duration."))  # fmt: skip
        return None
    named = found.groups if found.p_value is not None and found.p_value < 0.05 else {}
    named = named or {_("All"): found.whole}
    frame = pd.concat([_steps(name, curve) for name, curve in named.items()])
    median = found.whole.median
    if median is None:
        left = percent(float(found.whole.share[-1]), 0)
        title = words.still_waited_for(found, float(found.whole.times[-1]), left)
    else:
        title = words.half_done(found, median)
    note = _("{n} subjects; {what}; band: 95% interval").format(
        n=number(found.subjects), what=found.what
    )
    grouped = len(named) > 1
    by = found.columns.label(found.by) if grouped else ""
    drawn = charts.line(
        frame, x="time", y="share", low="low", high="high", unit="share", title=title,
        series="group" if grouped else None, series_title=by,
        x_axis=_axis(found), y_axis=words.not_yet(found),
        zero=True, subtitle=note,
    )  # fmt: skip
    drawn.layer[-1].mark.point = False
    return drawn


def rates(found: Waiting | None) -> alt.LayerChart | None:
    """How often it happens per time, by the time waited: when the risk is high."""
    if found is None or found.timed is None:
        return None
    timed, step = found.timed, RATE_STEP if found.unit == _("days") else 1.0
    last = np.minimum(timed.ends[1:], timed.times[-1])
    middle = (timed.ends[:-1] + last) / 2
    share = 1 - np.exp(-timed.rates * step)
    frame = pd.DataFrame(np.column_stack([middle, share]), columns=["time", "rate", "low", "high"])
    top, bottom = frame.loc[frame["rate"].idxmax()], frame.loc[frame["rate"].idxmin()]
    title = words.peak(
        found, round(float(top["time"]), 1), percent(float(top["rate"])),
        round(float(bottom["time"]), 1), percent(float(bottom["rate"])),
    )  # fmt: skip
    axis = _("Of those still waiting, per unit of time")
    if step != 1:
        axis = _("Of those still waiting, per {time}").format(time=words.time(step, found.unit))
    return charts.line(
        frame, x="time", y="rate", low="low", high="high", unit="share", title=title, zero=True,
        x_axis=_axis(found),
        y_axis=axis,
        subtitle=_("Rows learned from; band: 95% interval"),
    )  # fmt: skip


def curves(found: Waiting | None) -> alt.LayerChart | None:
    """Predicted and observed curves of the test rows in groups by predicted risk."""
    if found is None or found.timed is None:
        return None
    timed = found.timed
    count = len(timed.groups)
    names = [number(n) for n in range(1, count + 1)]
    names[0] = _("{n} (highest)").format(n=names[0])
    if count > 1:
        names[-1] = _("{n} (lowest)").format(n=names[-1])
    at = np.r_[0.0, timed.times]
    seen, told = [], []
    for name, group in zip(names, timed.groups, strict=True):
        inside = pd.DataFrame([group.observed.at(t) for t in at], columns=["share", "low", "high"])
        seen.append(inside.assign(time=at, group=name))
        foreseen = np.r_[1.0, group.predicted]
        told.append(pd.DataFrame({"time": at, "share": foreseen, "group": name}))
    ends = [group.observed.at(float(at[-1]))[0] for group in (timed.groups[0], timed.groups[-1])]
    title = words.apart(found, round(float(at[-1])), percent(ends[0], 0), percent(ends[1], 0))
    drawn = charts.line(
        pd.concat(seen), x="time", y="share", low="low", high="high", unit="share", title=title,
        series="group", series_title=_("Predicted probability"), zero=True,
        x_axis=_axis(found), y_axis=words.not_yet(found),
        subtitle=_("Test rows; lines and bands: what was seen; dashed: what was predicted"),
    )  # fmt: skip
    drawn.layer[-1].mark.point = False
    dashed = alt.Chart(pd.concat(told)).mark_line(strokeDash=[5, 4], strokeWidth=1.6)
    drawn.layer = [*drawn.layer, dashed.encode(
        x="time:Q", y="share:Q", color=alt.Color("group:N", sort=names))]  # fmt: skip
    return drawn


def _axis(found: Waiting) -> str:
    return _("Time ({unit})").format(unit=found.unit.strip("()"))


def _steps(name: str, curve: object) -> pd.DataFrame:
    """A survival curve thinned to points that are drawn."""
    n = len(curve.times)  # type: ignore[attr-defined]
    at = np.unique(np.linspace(0, n - 1, min(n, STEPS)).astype(int))
    return pd.DataFrame(
        {"group": name, "time": curve.times[at], "share": curve.share[at],  # type: ignore[attr-defined]
         "low": curve.low[at], "high": curve.high[at]}  # type: ignore[attr-defined]
    )  # fmt: skip
