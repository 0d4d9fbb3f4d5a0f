"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from taller import tabular
from taller.development.classification import words
from taller.development.classification.evaluation import values
from taller.development.classification.evaluation import when as timing
from taller.development.classification.evaluation.explanations import Explained, reasons
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.evaluation.wait import Waiting
from taller.development.classification.evaluation.when import Group, Timed
from taller.development.classification.features.rows import Gathered, Prepared
from taller.development.classification.findings.advice import BANDS
from taller.development.classification.messages import say
from taller.development.classification.model.models import Boosted
from taller.development.classification.model.training import Fitted
from taller.development.template import trees
from taller.development.template.guards import NAMED_FEW, TOLD, alike
from taller.language import date, listing, money, number
from taller.measurement import estimates
from taller.phase import Estimate
from taller.tabular import figure, instead

_three = partial(figure, digits=3)  # these measures differ in the third


def nothing() -> None:
    """Said where nothing could be learned."""
    instead(say("nothing"))


def rows(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from: rows and how often it happened, by date."""
    if gathered.rows is None:
        return instead(say("not-assessed", reason=gathered.reason))
    target = gathered.rows.target
    parts = [(say("rows-all"), target)]
    if gathered.origin == "orders" and gathered.rows.when is not None:
        when = pd.to_datetime(gathered.rows.when).date
        parts = [(date(day), target[when == day]) for day in gathered.dates]
    lines = [[name, len(t), int(t.sum()), estimates.share(int(t.sum()), len(t))]
             for name, t in parts]  # fmt: skip
    columns = {"day": "text", "rows": "count", "happened": "count", "share": "share"}
    return tabular.listed(lines, columns, words=say.parts("rows", what=words.event(gathered.p)),
                          note="; ".join(gathered.notes))  # fmt: skip


def guards(prepared: Prepared | None) -> tabular.Table | None:
    """What the guards found, and what was done."""
    if prepared is None:
        return nothing()
    told = words.split_in_words(prepared)
    if not prepared.findings:
        clean = say("guards-clean", n=len(prepared.split.train.features.columns))
        return instead(f"{told} {clean}")
    instead(told)
    called = prepared.gathered.columns
    lines = [
        {"columns": listing(list(map(called.label, f.columns)), NAMED_FEW) or say("guards-target"),
         "found": f.detail, "so": say(f"done.{f.severity}")}
        for f in alike(prepared.findings)
    ]  # fmt: skip
    return tabular.table(pd.DataFrame(lines), words=say.parts("guards"), max_rows=TOLD)


def training(fitted: Fitted | None) -> tabular.Table | None:
    """What validation said of the models, and how tuning went."""
    if fitted is None:
        return nothing()
    instead(fitted.tuned.in_words())
    boosted = fitted.models["lightgbm"].model
    assert isinstance(boosted, Boosted)
    columns = len(boosted.encoder_.sources_)
    if unseen := trees.in_words(columns, len(fitted.prepared.split.train)):
        instead(unseen)
    lines = [
        {"model": say(f"model.{name}"), "loss": number(loss, 4),
         "chosen": say("training-yes") if name == fitted.model.kind else ""}
        for name, loss in sorted(fitted.losses.items(), key=lambda pair: pair[1])
    ]  # fmt: skip
    rule = fitted.prepared.gathered.columns.label(fitted.rule)
    return tabular.table(pd.DataFrame(lines), words=say.parts("training", rule=rule))


def measures(tested: Tested | None) -> tabular.Table | None:
    """Every measure of every model on the test rows, and what LightGBM adds to the simple one."""
    if tested is None:
        return nothing()
    kinds = list(dict.fromkeys(s.model for s in tested.scores))
    by = {(s.measure, s.model): s for s in tested.scores}
    names = dict.fromkeys(s.measure for s in tested.scores)
    lines = [
        {"model": say(f"model.{kind}"), **{n: _three(by[n, kind].estimate) for n in names}}
        for kind in kinds
    ]
    less = say("measures-less", model=say(f"model.{tested.against_simple[0].model}"))
    lines.append({"model": less, **{name: _against(tested, name) for name in names}})
    heads = {name: by[name, kinds[0]].label for name in names}
    return tabular.table(pd.DataFrame(lines), words=say.parts("measures") | heads)


def when(found: Waiting | None) -> tabular.Table | None:
    """Whether a model that knows who the customer is beats the same curve for all."""
    if found is None:
        return None
    timed = found.timed
    if timed is None:
        return instead(say("when-none", reason=found.reason))
    if not timed.signal:
        instead(say("when-no-signal"))
    if timed.left_out:
        names = listing([found.columns.label(name) for name in timed.left_out], NAMED_FEW)
        instead(say("when-left-out", names=names))
    scores = {key: timed.score(key) for key in ("concordance", "error")}
    lines = [
        {"model": say(f"timing.{kind}"),
         **{key: _three(timed.score(key, kind).estimate) for key in scores}}
        for kind in ("naive", timed.model.kind)
    ]  # fmt: skip
    differences = {key: _three(score.difference) for key, score in scores.items()}
    lines.append({"model": say("when-difference"), **differences})
    last = words.time(round(float(timed.times[-1])), found.unit)
    told = say.parts("when", what=found.what, n=timed.subjects, m=timed.events, time=last)
    return tabular.table(
        pd.DataFrame(lines), words=told | {key: score.label for key, score in scores.items()}
    )


def horizons(found: Waiting | None) -> tabular.Table | None:
    """Predicted and observed shares by three times: whether the risks mean what they say."""
    if found is None or found.timed is None:
        return None
    timed, last = found.timed, float(found.timed.times[-1])
    times = sorted({min(t, last) for t in (timed.ahead, 2 * timed.ahead, timed.within)})
    lines = []
    for time in times:
        gaps = [g.rows * abs(_predicted(timed, g, time) - 1 + g.observed.at(time)[0])
                for g in timed.groups]  # fmt: skip
        share, low, high = timed.whole.observed.at(time)
        seen = Estimate(value=1 - share, low=1 - high, high=1 - low, unit="share",
                        n=timed.whole.rows, method=say("method.survival"))  # fmt: skip
        apart = say("points", n=100 * sum(gaps) / timed.whole.rows)
        lines.append([words.time(round(time, 1), found.unit), _predicted(timed, timed.whole, time),
                      seen, apart])  # fmt: skip
    columns = {"within": "text", "predicted": "share", "happened": "share", "gap": "text"}
    return tabular.listed(lines, columns, words=say.parts("horizons"))


def _predicted(timed: Timed, group: Group, time: float) -> float:
    return float(1 - np.interp(time, np.r_[0.0, timed.times], np.r_[1.0, group.predicted]))


def outlook(found: Waiting | None, gathered: Gathered) -> tabular.Table | None:
    """Those to whom it has not happened, in fifths by the risk of the time ahead."""
    if found is None or found.timed is None or not found.timed.signal:
        return None
    timed = found.timed
    frame, worth = timing.worths(timed, gathered)
    if frame.empty:
        return None
    lines = []
    for place, part in enumerate(np.array_split(np.arange(len(frame)), BANDS), 1):
        rows = frame.iloc[part]
        wait = float(rows["expected"].mean())
        line = {"fifth": number(place), "customers": len(rows), "risk": rows["risk"].mean(),
                "will": rows["risk"].sum(),
                "wait": words.time(round(wait, 0 if wait > 10 else 1), found.unit)}  # fmt: skip
        if worth:
            line["worth"] = rows["worth"].sum()
        if worth and not found.ordering:
            line["stake"] = (rows["worth"] * rows["risk"]).sum()
        lines.append(line)
    made = pd.DataFrame(lines)
    units = {"fifth": "text", "customers": "count", "risk": "share", "will": "count",
             "wait": "text", "worth": "money", "stake": "money"}  # fmt: skip
    told = say.parts("outlook", ordering=found.ordering,
                     time=words.time(timed.ahead, found.unit),
                     within=words.time(timed.within, found.unit))  # fmt: skip
    return tabular.table(made, words=told | {"worth": worth},
                         units={name: units[name] for name in made.columns})  # fmt: skip


def _against(tested: Tested, measure: str) -> str:
    found = (s.difference for s in tested.against_simple if s.measure == measure and s.difference)
    return _three(next(found, None))


def deciles(decided: Decided | None) -> tabular.Table | None:
    """Tenths by score: what was predicted, what happened, how many times the average."""
    if decided is None or not decided.tested.signal:
        return None
    lines = [
        [number(d.number), d.rows, d.predicted, d.happened, d.lift, d.reached]
        for d in decided.deciles
    ]
    columns = {"tenth": "text", "rows": "count", "predicted": "share", "happened": "share",
               "lift": "number", "reached": "share"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("deciles"))


def costs(decided: Decided | None) -> tabular.Table | None:
    """What the decision rests on, and what it brings; else the choice over a range of values."""
    if decided is None:
        return nothing()
    if not decided.tested.signal:
        return instead(say("costs-no-signal"))
    m, gathered = decided.money, decided.tested.fitted.prepared.gathered
    if m is None:
        return _choices(decided)
    said = say("costs-pays", pays=m.threshold < 1, p=m.threshold, values=values.stated(decided))
    if m.limited and gathered.p.capacity is not None:
        said = f"{said} {say('costs-capacity', n=gathered.p.capacity)}"
    instead(said)
    if decided.gap is not None:
        return instead(say("costs-off"))
    figures = {
        say("costs-row.nobody"): _nothing_earned(m.people),
        say("costs-row.all", m=m.people): m.earned_by_all,
        say("costs-row.chosen", limited=m.limited, n=m.contacted): m.earned,
    }
    whom = values.whom(gathered)
    told = say.parts("costs", m=m.people, whom=whom, limited=m.limited, gain=m.gain)
    return tabular.estimates(figures, **told)


def _nothing_earned(people: int) -> Estimate:
    return Estimate.exact(0.0, unit="money", n=people, method=say("method.definition"))


def _choices(decided: Decided) -> tabular.Table | None:
    """Whom a contact would pay for, by what one is worth."""
    instead(say("choices-unstated", names=values.missing(decided)))
    if not decided.choices:
        return instead(say("choices-off"))
    gathered = decided.tested.fitted.prepared.gathered
    people = decided.choices[0].people
    lines = [
        [money(c.value), say("choices-from", pays=c.threshold < 1, p=c.threshold), c.contacted,
         c.earned if c.contacted else _nothing_earned(people)]
        for c in decided.choices
    ]  # fmt: skip
    told = say.parts("choices", assumed=values.assumed(decided), each=values.each(gathered.p),
                     m=people, whom=values.whom(gathered), flips=values.flips(decided))  # fmt: skip
    columns = {"value": "text", "from": "text", "contacted": "count", "earned": "money"}
    return tabular.listed(lines, columns, words=told)


def examples(explained: Explained | None) -> tabular.Table | None:
    """Why three customers have the score they have: a high, a middling and a low one."""
    if explained is None:
        return nothing()
    tested = explained.tested
    order = tested.predicted.argsort(kind="stable")
    n = len(order)
    named = {"high": order[int(0.97 * (n - 1))], "middling": order[n // 2],
             "low": order[int(0.03 * (n - 1))]}  # fmt: skip
    told = reasons(tested, tested.rows.features.iloc[list(named.values())])
    lines = [
        [say(f"example.{name}"), float(tested.predicted[at]), "; ".join(told.iloc[place])]
        for place, (name, at) in enumerate(named.items())
    ]
    columns = {"customer": "text", "probability": "share", "moves": "text"}
    return tabular.listed(lines, columns, words=say.parts("examples"))
