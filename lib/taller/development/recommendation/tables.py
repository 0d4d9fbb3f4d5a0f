"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller import tabular
from taller.development.recommendation.evaluation.breadth import Step
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.features import Gathered
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Trained
from taller.development.recommendation.params import Params
from taller.development.recommendation.words import setting
from taller.language import listing, number, percent
from taller.tabular import figure, instead

MOST_TRIED, MOST_EXAMPLES, MOST_SHOWN = 8, 3, 10
ACCURACY, BREADTH = ("ndcg", "map", "precision", "recall", "hit"), ("novelty", "diversity")


def histories(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from: customers, items and purchases as of each day."""
    if gathered.reason is not None:
        return instead(say("not-assessed", reason=gathered.reason))
    lines = []
    for name in ("validation", "test", "now"):
        past = getattr(gathered, name)
        customers = int((past.bought.getnnz(axis=1) > 0).sum())
        items = int((past.bought.getnnz(axis=0) > 0).sum())
        pairs = int(past.bought.nnz)
        lines.append([past.at, customers, items, pairs, say(f"histories-use.{name}")])
    columns = {"at": "date", **dict.fromkeys(("customers", "items", "pairs"), "count"),
               "use": "text"}  # fmt: skip
    lacking = "; ".join(gathered.notes)
    note = say("limit-lacking", lacking=lacking) if lacking else ""
    return tabular.listed(lines, columns, words=say.parts("histories"), note=note)


def tried(trained: Trained | None) -> tabular.Table | None:
    """The settings that validation compared: the best, and each kind's best."""
    if trained is None:
        return instead(say("nothing"))
    first = list(trained.tried[:MOST_TRIED])
    shown = {t.setting.kind for t in first}
    for one in trained.tried[MOST_TRIED:]:
        if one.setting.kind not in shown:
            first.append(one)
            shown.add(one.setting.kind)
    few = 0 < trained.items < len(trained.gathered.catalogue or ())
    words = say.parts(
        "tried", n=len(trained.tried), customers=trained.validated,
        items=trained.items if few else None,
    )  # fmt: skip
    lines = [
        [say(f"model.{t.setting.kind}"), setting(t.setting), number(t.ndcg, 4),
         words["yes"] if t.setting == trained.chosen else ""]
        for t in first
    ]  # fmt: skip
    columns = dict.fromkeys(("model", "settings", "ndcg", "chosen"), "text")
    return tabular.listed(lines, columns, words=words)


def measures(tested: Tested | None) -> tabular.Table | None:
    """Accuracy of every model, in time and at random, side by side."""
    if tested is None:
        return instead(say("nothing"))
    lines = []
    for protocol in ("time", "random"):
        kinds = dict.fromkeys(s.model for s in tested.scores if s.protocol == protocol)
        for kind in kinds:
            found = [tested.score(name, kind, protocol).estimate for name in ACCURACY]
            label = say(f"tested.{protocol}", model=say(f"model.{kind}"))
            lines.append([label, *map(figure, found)])
    days = tested.trained.gathered.p.horizon_days
    columns = dict.fromkeys(("model", *ACCURACY), "text")
    return tabular.listed(lines, columns, words=say.parts(
        "measures", n=tested.people, of=tested.drawn_from, days=days))  # fmt: skip


def differences(tested: Tested | None) -> tabular.Table | None:
    """How much better the chosen model is than each naive answer, on the same customers."""
    if tested is None:
        return instead(say("nothing"))
    lines = []
    for name in ACCURACY:
        score = tested.score(name)
        lines.append([say(f"measure.{name}"), figure(score.over_popularity),
                      figure(score.over_copurchase)])  # fmt: skip
    columns = dict.fromkeys(("measure", "popularity", "copurchase"), "text")
    words = say.parts("differences", model=say(f"model.{tested.name}"))
    return tabular.listed(lines, columns, words=words)


def breadth(tested: Tested | None) -> tabular.Table | None:
    """How new, how varied and how broad the lists of each model are."""
    if tested is None:
        return instead(say("nothing"))
    lines = [
        [say(f"model.{kind}"), *(figure(tested.score(name, kind).estimate) for name in BREADTH),
         percent(share.value)]
        for kind, share in tested.covered.items()
    ]  # fmt: skip
    columns = dict.fromkeys(("model", *BREADTH, "items"), "text")
    return tabular.listed(lines, columns, words=say.parts("breadth"))


def broader(steps: tuple[Step, ...]) -> tabular.Table | None:
    """What it takes of the accuracy to show more of the items."""
    if not steps:
        return instead(say("broader-none"))
    lines = [
        [number(step.breadth, 2), figure(step.ndcg), figure(step.lost), percent(step.covered),
         percent(step.well_known)]
        for step in steps
    ]  # fmt: skip
    columns = dict.fromkeys(("breadth", "ndcg", "change", "items", "known"), "text")
    return tabular.listed(lines, columns, words=say.parts("broader", n=steps[0].ndcg.n))


def examples(explained: Explained | None) -> tabular.Table | None:
    """Three customers' suggestions with reasons, without saying who they are."""
    if explained is None:
        return instead(say("nothing"))
    if explained.applied.kind == "popularity":
        return instead(say("examples-none"))
    applied = explained.applied
    catalogue, now = applied.trained.gathered.catalogue, applied.trained.gathered.now
    assert catalogue is not None
    assert now is not None
    lines = []
    for place, user in enumerate(_typical(explained)):
        held = [str(catalogue.labels[i]) for i in now.bought[[user]].indices[:3]]
        had = explained.was_bought(slice(user, user + 1))[0]
        for row, item in enumerate(applied.lists[user][:3]):
            why = explained.because[user][row]
            lines.append(
                [number(place + 1) if row == 0 else "", listing(held) if row == 0 else "",
                 catalogue.labels[item] if item >= 0 else tabular.MISSING,
                 _reason(catalogue.labels[why], bool(had[row])) if why >= 0
                 else say("examples-no-reason")]
            )  # fmt: skip
    if not lines:
        return instead(say("examples-none"))
    columns = dict.fromkeys(("customer", "bought", "suggested", "because"), "text")
    return tabular.listed(lines, columns, words=say.parts("examples"))


def _reason(label: str, bought: bool) -> str:
    return label if bought else say("examples-looked", item=label)


def _typical(explained: Explained) -> list[int]:
    """Customers with a reason, of short, middling and long history; enough share each item."""
    least = 5
    applied = explained.applied
    now = applied.trained.gathered.now
    assert now is not None
    bought = np.diff(now.bought.indptr)
    buyers = np.asarray((now.bought > 0).sum(axis=0)).ravel()
    # An item that few bought might give a customer away.
    rare = (now.bought > 0) @ (buyers < least).astype("float64") > 0
    able = np.flatnonzero((bought >= 2) & (explained.because[:, 0] >= 0) & ~rare)
    if not len(able):
        return []
    order = able[np.argsort(bought[able], kind="stable")]
    places = np.unique(np.array([0.2, 0.5, 0.8]) * (len(order) - 1)).astype(int)
    return [int(order[place]) for place in dict.fromkeys(places)][:MOST_EXAMPLES]


def lists(applied: Applied | None) -> tabular.Table | None:
    """The items that are suggested to most customers, and what the rules leave out."""
    if applied is None:
        return instead(say("nothing"))
    gathered = applied.trained.gathered
    assert gathered.catalogue is not None
    flat = applied.lists[applied.lists >= 0]
    counts = np.bincount(flat, minlength=len(gathered.catalogue))
    order = np.argsort(-counts, kind="stable")[:MOST_SHOWN]
    people = max(1, int(applied.suggested.sum()))
    category = gathered.catalogue.frame["item_category"].to_numpy()
    lines = [
        [gathered.catalogue.labels[i], category[i] or tabular.MISSING, int(counts[i]),
         counts[i] / people]
        for i in order if counts[i]
    ]  # fmt: skip
    frame = pd.DataFrame(lines, columns=["item", "category", "customers", "share"])
    if not gathered.catalogue.knows("item_category"):
        del frame["category"]
    words = say.parts(
        "lists", own=applied.kind != "popularity", n=people, items=int((counts > 0).sum()),
        left_out=applied.left_out, rules=say("rules", rules=_rules(gathered.p)),
    )  # fmt: skip
    return tabular.table(frame, words=words, units={"customers": "count", "share": "share"})


def _rules(p: Params) -> list[str]:
    """The rules in force."""
    told = []
    if p.max_per_name is not None:
        told.append(say("rule.name", n=p.max_per_name))
    if p.max_per_category is not None:
        told.append(say("rule.category", n=p.max_per_category))
    if p.margin_weight:
        told.append(say("rule.margin", weight=p.margin_weight))
    if p.breadth:
        told.append(say("rule.breadth", weight=p.breadth))
    if p.diversity:
        told.append(say("rule.diversity", weight=p.diversity))
    if p.repeat:
        told.append(say("rule.repeat"))
    elif p.repeat_categories:
        told.append(say("rule.repeat-categories", categories=p.repeat_categories))
    else:
        told.append(say("rule.no-repeat"))
    return told


def new_items(explained: Explained | None) -> tabular.Table | None:
    """Items that nobody bought yet, and what they are like."""
    if explained is None:
        return instead(say("nothing"))
    new = explained.new
    catalogue = explained.applied.trained.gathered.catalogue
    assert catalogue is not None
    if new is None:
        return instead(say("new-items-unplaced"))
    trial = say("new-items-trial", found=new.ranking) if new.ranking else ""
    if not len(new.items):
        return instead(say("new-items-none"), trial)
    if not new.told:
        return instead(say("new-items-untold"), trial)
    lines = [
        [catalogue.labels[item], catalogue.labels[near], int((people >= 0).sum())]
        for item, near, people in zip(new.items, new.nearest, new.customers, strict=True)
    ]
    columns = {"item": "text", "near": "text", "customers": "count"}
    return tabular.listed(lines[:MOST_SHOWN], columns, words=say.parts("new-items"), note=trial,
                          total_rows=len(lines))  # fmt: skip
