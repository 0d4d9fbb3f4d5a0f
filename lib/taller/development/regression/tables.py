"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller import tabular
from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import Valued
from taller.development.regression.features.customers import Gathered
from taller.development.regression.messages import say
from taller.development.regression.model.training import Fitted
from taller.development.template import trees
from taller.development.template.guards import NAMED_FEW, TOLD, alike
from taller.language import date, listing, number, percent, quoted
from taller.tabular import figure, instead


def nothing() -> None:
    """Said where nothing could be learned."""
    instead(say("nothing"))


def no_value() -> None:
    """Said where there is no value over a horizon: nothing learned, or a flat table."""
    instead(say("no-value"))


def customers(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from, by date; or the amounts of a flat table."""
    if gathered.origin == "none":
        return instead(say("not-assessed", reason=gathered.reason))
    if gathered.flat is not None:
        return _amounts(gathered)
    bases = {"validation": gathered.earlier, "test": gathered.before, "value": gathered.now}
    lines = []
    for use, base in bases.items():
        assert base is not None
        f = base.frame
        spend = float(f["spend"].sum())
        lines.append(
            {"day": date(base.day), "use": say(f"use.{use}"), "customers": len(f),
             "again": float((f["frequency"] > 0).mean()), "spend": spend,
             "per_day": spend / float((f["frequency"] + 1).sum())}
        )  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines), words=say.parts("table-customers"), note=words.window(gathered),
        units={"day": "text", "use": "text", "customers": "count", "again": "share",
               "spend": "money", "per_day": "money"},
    )  # fmt: skip


def _amounts(gathered: Gathered) -> tabular.Table:
    assert gathered.flat is not None
    target = gathered.flat.target
    line = {"rows": len(target), "mean": target.mean(), "median": np.median(target),
            "largest": target.max(), "zero": (target == 0).mean(),
            "below": (target < 0).mean()}  # fmt: skip
    return tabular.table(
        pd.DataFrame([line]), words=say.parts("table-amounts", target=gathered.p.target),
        note="; ".join(gathered.notes),
        units=dict(zip(line, ["count", "number", "number", "number", "share", "share"],
                       strict=True)),
    )  # fmt: skip


def training(fitted: Fitted | None) -> tabular.Table | None:
    """What validation said of each candidate."""
    if fitted is None:
        return nothing()
    if fitted.flat is not None:
        return _flat_training(fitted)
    ordered = sorted(fitted.validation.items(), key=lambda pair: -pair[1]["ranking"])
    lines = [
        {"model": say(f"model.{name}"), "spearman": number(v["spearman"], 3),
         "gini": number(v["gini"], 3), "total": percent(v["total_error"], 0),
         "like_best": say("yes") if name in fitted.like_best else "",
         "chosen": say("yes") if name == fitted.chosen else ""}
        for name, v in ordered
    ]  # fmt: skip
    said = say.parts("table-training")
    notes = [said["note"], *(say("sentence", text=note) for note in fitted.notes)]
    return tabular.table(pd.DataFrame(lines), words=said, note=" ".join(notes))


def _flat_training(fitted: Fitted) -> tabular.Table:
    flat = fitted.flat
    assert flat is not None
    told = alike(flat.findings)
    for f in told[:TOLD]:
        names = listing([quoted(n) for n in f.columns], NAMED_FEW)
        instead(say("guard", columns=names, detail=f.detail, severity=f.severity))
    if len(told) > TOLD:
        instead(say("guards-more", n=len(told) - TOLD))
    instead(flat.tuned.in_words())
    columns = len(flat.models["lightgbm"].encoder_.sources_)
    if unseen := trees.in_words(columns, len(flat.split.train)):
        instead(unseen)
    lines = [
        {"model": say(f"model.{name}"), "loss": number(loss, 3),
         "chosen": say("yes") if name == flat.chosen else ""}
        for name, loss in sorted(flat.losses.items(), key=lambda pair: pair[1])
    ]  # fmt: skip
    return tabular.table(pd.DataFrame(lines), words=say.parts("table-rows-training"))


def measures(tested: Tested | None) -> tabular.Table | None:
    """Every measure of every candidate on the test rows."""
    if tested is None:
        return nothing()
    by = {(s.measure, s.model): s for s in tested.scores}
    names = [n for n in dict.fromkeys(s.measure for s in tested.scores) if n != "ranking"]
    lines = [
        {"model": say(f"model.{k}"), **{name: figure(by[name, k].estimate) for name in names}}
        for k in tested.predicted
    ]
    if tested.chosen != tested.naive:
        last = {"model": say("less-naive", chosen=say(f"model.{tested.chosen}"))}
        lines.append(last | {n: figure(by[n, tested.chosen].difference) for n in names})
    return tabular.table(pd.DataFrame(lines), words=say.parts("measure") | say.parts("table-test"))


def intervals(tested: Tested | None) -> tabular.Table | None:
    """Whether what happened lay inside the intervals."""
    if tested is None:
        return nothing()
    said = say.parts("table-intervals", model=say(f"model.{tested.used}"))
    note, total = said["note"], tested.total
    if total is not None:
        spent = float(tested.actual.sum())
        told = say("predicted-total", total=total, actual=spent)
        note = f"{note} {told}"
    return tabular.estimates(
        {said["all"]: tested.covered, said["top"]: tested.covered_top},
        caption=said["caption"], what=said["what"], note=note,
    )  # fmt: skip


def value(valued: Valued | None) -> tabular.Table | None:
    """The value of all customers."""
    if valued is None:
        return no_value()
    v = valued.value
    if valued.said == "not":
        days, ratio = valued.off
        missed = words.more_or_less(ratio)
        return instead(say("no-total", other=valued.other, days=days, missed=missed))
    said = say.parts("table-value", months=v.months, day=valued.base.day, margin=v.margin,
                     discount=v.discount, model=say(f"model.{valued.tested.used}"))  # fmt: skip
    found = {said["total"]: v.total, said["mean"]: v.mean}
    if v.margin is not None or v.discount:
        found[said["sales"]] = v.sales
    if valued.concentrated:
        found[said["top"]] = v.top_share
    return tabular.estimates(found, caption=said["caption"], what=said["what"], note=said["note"])


def parts(valued: Valued | None) -> tabular.Table | None:
    """Value by segment, channel, country and first product."""
    if valued is None:
        return no_value()
    if not valued.amounts:
        return None  # the chart above has said so
    v = valued.value
    lines = [
        {"part": words.part(part.by, part.level), "customers": part.customers, "mean": part.mean,
         "total": part.total}
        for part in words.ordered(v.parts)
    ]  # fmt: skip
    said = say.parts("table-parts", months=v.months, day=valued.base.day, margin=v.margin,
                     discount=v.discount)  # fmt: skip
    frame = pd.DataFrame(lines, columns=["part", "customers", "mean", "total"])
    return tabular.table(frame, words=said, units={"part": "text", "customers": "count"})


def shifts(tested: Tested | None) -> tabular.Table | None:
    """Factors on buying and on leaving, by what is known of customers."""
    if tested is None:
        return nothing()
    if not tested.shifts:
        return None  # the chart above has said so
    lines = [
        {"level": words.part(s.by, s.level), "against": words.level(s.by, s.against),
         "rate": s.rate, "leaving": s.leaving}
        for s in tested.shifts
    ]  # fmt: skip
    units = {"level": "text", "against": "text"}
    return tabular.table(pd.DataFrame(lines), words=say.parts("table-shifts"), units=units)
