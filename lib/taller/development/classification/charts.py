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
from taller.development.classification.messages import say
from taller.language import money
from taller.tabular import instead

DRIVERS = 10
STEPS = 60  # points of a drawn survival curve
RATE_STEP = 7.0  # days for which a risk is told, where time is in days


def ranking(tested: Tested | None) -> alt.LayerChart | None:
    """How well every model ranks, with its interval."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "auroc"]
    best = tested.score("auroc").estimate
    rule = tested.score("auroc", "rule").estimate
    told = say.parts("ranking", signal=tested.signal, best=best, rule=rule, n=best.n)
    return charts.scores(((say(f"model.{s.model}"), s.estimate) for s in found), unit="index",
                         target=0.5, **told)  # fmt: skip


def reliability(tested: Tested | None) -> alt.LayerChart | None:
    """Predicted against observed probability, in groups of equal size."""
    if tested is None or not tested.signal:
        return None
    gap = calibrated.worst(tested)
    drawn = [(b.predicted, b.happened) for b in tested.reliability]
    if gap is not None and all(abs(gap.predicted - each) > 1e-9 for each, _happened in drawn):
        drawn.append((gap.predicted, gap.happened))  # of few rows it is a part larger than a tenth
    frame = pd.DataFrame(
        [
            {"predicted": predicted, "happened": happened.value, "low": happened.low,
             "high": happened.high, "customers": happened.n}
            for predicted, happened in drawn
        ]
    )  # fmt: skip
    told = say.parts("reliability", off=gap is not None, apart=calibrated.apart(tested),
                     predicted=gap and gap.predicted, observed=gap and gap.happened)  # fmt: skip
    return charts.calibration(frame, predicted="predicted", observed="happened", low="low",
                              high="high", n="customers", words=told)  # fmt: skip


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
    if m.limited:
        at = m.contacted / m.people
    standing = "limited" if m.limited else "threshold"
    if m.threshold >= 1:
        standing = "never"
    elif decided.advice != "score":
        standing = "unsure"
    told = say.parts("profit", standing=standing, share=at, money=m.profit, limited=m.limited)
    drawn = charts.line(frame, x="share", y="money", low="low", high="high", unit="money",
                        x_unit="share", points=False, zero=True, **told)  # fmt: skip
    return _movable(drawn, frame, at, m.contact_cost)


def _movable(drawn: alt.LayerChart, frame: pd.DataFrame, at: float, cost: float) -> alt.LayerChart:
    """With sliders for how many are contacted and what a contact costs, and what that brings.

    A contact that costs so much more takes as much from each one contacted, whatever happens.
    """
    told = say.parts("profit-moved", contacts="{contacts}", price="{price}", brings="{brings}",
                     least="{least}", most="{most}", of=1000)  # fmt: skip
    step = cost / 10 if cost > 0 else 0.05
    contacts = charts.slider("contacts", told["contacts"], round(100 * at) * 10, 1000, 10)
    price = charts.slider("price", told["price"], cost, 40 * step, step)
    dearer = f"(price-{cost!r})"
    grid = np.linspace(0, 1, 101)
    ends = {name: charts.at([1000 * x for x in np.interp(grid, frame["share"], frame[name])],
                            "round(contacts/10)") for name in ("money", "low", "high")}  # fmt: skip
    form = d3.number_format("money", 1000 * float(frame["money"].abs().max()))
    shown = {name: f"format({each}-contacts*{dearer},{form!r})" for name, each in ends.items()}
    said = charts.said(
        told["said"], contacts="format(contacts,',.0f')", price="format(price,'$,.2f')",
        brings=shown["money"], least=shown["low"], most=shown["high"],
    )  # fmt: skip
    moved = {name: f"datum.{name}-datum.share*{dearer}" for name in ends}
    dear = drawn.transform_calculate(**moved).add_params(price)
    return charts.moved_along(dear, contacts, said, at="contacts/1000")


def choices(decided: Decided) -> alt.LayerChart | None:
    """How many to contact at each value that one may be worth."""
    if not decided.choices:
        return None
    frame = pd.DataFrame({
        "value": [money(c.value) for c in decided.choices],
        "share": [c.contacted / max(c.people, 1) for c in decided.choices],
    })  # fmt: skip
    gathered = decided.tested.fitted.prepared.gathered
    told = say.parts("choices-chart", flips=values.flips(decided), each=values.each(gathered.p),
                     m=decided.choices[0].people, whom=values.whom(gathered))  # fmt: skip
    return charts.bars(
        frame.assign(low=frame["share"], high=frame["share"]), label="value", value="share",
        low="low", high="high", unit="share", sort=None, **told,
    )  # fmt: skip


def drivers(explained: Explained | None) -> alt.LayerChart | None:
    """The columns that move the scores most."""
    if explained is None:
        return None
    if not explained.drivers:
        return instead(say("drivers-none"))
    found, called = explained.drivers[:DRIVERS], explained.tested.columns
    first = found[0]
    told = say.parts("drivers", column=called.label(first.column, first=True))
    named = ((called.label(d.column, first=True), d.importance) for d in found)
    return charts.scores(named, unit="number", draw=charts.bars, **told)


def parts(tested: Tested | None) -> alt.LayerChart | None:
    """How well it ranks in parts of the customers."""
    if tested is None or not tested.signal:
        return None
    known, called = [part for part in tested.parts if part.auroc is not None], tested.columns
    if not known:
        return instead(say("parts-none"))
    overall = tested.score("auroc").estimate.value
    worst = min(known, key=lambda p: (p.auroc.high >= overall, p.auroc.value))
    told = say.parts(
        "parts", weak=worst.auroc.high < overall, level=called.level(worst.column, worst.level),
        column=called.label(worst.column), value=worst.auroc, overall=overall,
    )  # fmt: skip
    named = (
        (f"{called.label(p.column, first=True)}: {called.level(p.column, p.level)}", p.auroc)
        for p in known
    )
    return charts.scores(named, unit="index", target=overall, **told)


def waiting(found: Waiting | None) -> alt.LayerChart | None:
    """Share to whom it has not happened yet, by time, in groups where they differ."""
    if found is None:
        return instead(say("waiting-none"))
    named = found.groups if found.p_value is not None and found.p_value < 0.05 else {}
    named = named or {say("waiting-all"): found.whole}
    frame = pd.concat([_steps(name, curve) for name, curve in named.items()])
    median, last = found.whole.median, float(found.whole.times[-1])
    time = words.time(last if median is None else median, found.unit)
    told = say.parts("waiting", half=median is not None, ordering=found.ordering, time=time,
                     share=float(found.whole.share[-1]), unit=_bare(found), n=found.subjects,
                     what=found.what)  # fmt: skip
    grouped = len(named) > 1
    by = found.columns.label(found.by) if grouped else ""
    return charts.line(
        frame, x="time", y="share", low="low", high="high", unit="share", zero=True,
        series="group" if grouped else None, series_title=by, points=False, **told,
    )  # fmt: skip


def rates(found: Waiting | None) -> alt.LayerChart | None:
    """How often it happens per time, by the time waited: when the risk is high."""
    if found is None or found.timed is None:
        return None
    timed, step = found.timed, RATE_STEP if found.unit == say("unit.days") else 1.0
    last = np.minimum(timed.ends[1:], timed.times[-1])
    middle = (timed.ends[:-1] + last) / 2
    share = 1 - np.exp(-timed.rates * step)
    frame = pd.DataFrame(np.column_stack([middle, share]), columns=["time", "rate", "low", "high"])
    top, bottom = frame.loc[frame["rate"].idxmax()], frame.loc[frame["rate"].idxmin()]
    at, then = (words.time(round(float(part["time"]), 1), found.unit) for part in (top, bottom))
    told = say.parts("rates", apart=bool(top["low"] > bottom["high"]), ordering=found.ordering,
                     at=at, then=then, high=top["rate"], low=bottom["rate"], unit=_bare(found),
                     days=step != 1, step=words.time(step, found.unit))  # fmt: skip
    return charts.line(frame, x="time", y="rate", low="low", high="high", unit="share", zero=True,
                       **told)  # fmt: skip


def curves(found: Waiting | None) -> alt.LayerChart | None:
    """Predicted and observed curves of the test rows in groups by predicted risk."""
    if found is None or found.timed is None:
        return None
    timed = found.timed
    count = len(timed.groups)
    names = [str(n) for n in range(1, count + 1)]
    names[0] = say("curve.first", n=1)
    if count > 1:
        names[-1] = say("curve.last", n=count)
    at = np.r_[0.0, timed.times]
    seen, foreseen = [], []
    for name, group in zip(names, timed.groups, strict=True):
        inside = pd.DataFrame([group.observed.at(t) for t in at], columns=["share", "low", "high"])
        seen.append(inside.assign(time=at, group=name))
        shares = np.r_[1.0, group.predicted]
        foreseen.append(pd.DataFrame({"time": at, "share": shares, "group": name}))
    ends = [group.observed.at(float(at[-1]))[0] for group in (timed.groups[0], timed.groups[-1])]
    told = say.parts("curves", ordering=found.ordering, unit=_bare(found), first=ends[0],
                     last=ends[1], time=words.time(round(float(at[-1])), found.unit))  # fmt: skip
    return charts.line(pd.concat(seen), x="time", y="share", low="low", high="high", unit="share",
                       series="group", dashed=pd.concat(foreseen), points=False, zero=True,
                       **told)  # fmt: skip


def _bare(found: Waiting) -> str:
    """The unit, or the column's name without its brackets."""
    return found.unit.strip("()")


def _steps(name: str, curve: object) -> pd.DataFrame:
    """A survival curve thinned to points that are drawn."""
    n = len(curve.times)  # type: ignore[attr-defined]
    at = np.unique(np.linspace(0, n - 1, min(n, STEPS)).astype(int))
    return pd.DataFrame(
        {"group": name, "time": curve.times[at], "share": curve.share[at],  # type: ignore[attr-defined]
         "low": curve.low[at], "high": curve.high[at]}  # type: ignore[attr-defined]
    )  # fmt: skip
