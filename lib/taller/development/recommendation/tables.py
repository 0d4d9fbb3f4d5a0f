"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller import tabular
from taller.development.recommendation import words
from taller.development.recommendation.evaluation.breadth import Step
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.features import Gathered
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Trained
from taller.language import _, listing, number, percent, span
from taller.phase import Estimate

MOST_TRIED, MOST_EXAMPLES, MOST_SHOWN = 8, 3, 10
ACCURACY, BREADTH = ("ndcg", "map", "precision", "recall", "hit"), ("novelty", "diversity")


def say(text: str) -> None:
    """A sentence in place of a table that has nothing to show."""
    print(text)


def nothing() -> None:
    """Said where nothing could be learned."""
    say(_("Not assessed."))


def histories(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from: customers, items and purchases as of each day."""
    if gathered.reason is not None:
        return say(f"{_('Not assessed')}: {gathered.reason}.")
    heads = [_("As of"), _("Customers with purchases"), _("Items sold"), _("Pairs bought"),
             _("Used to")]  # fmt: skip
    uses = [_("choose the model"), _("test it once"), _("make the lists")]
    lines = []
    for past, use in zip((gathered.validation, gathered.test, gathered.now), uses, strict=True):
        assert past is not None
        customers = int((past.bought.getnnz(axis=1) > 0).sum())
        items = int((past.bought.getnnz(axis=0) > 0).sum())
        lines.append([past.at, customers, items, int(past.bought.nnz), use])
    note = "; ".join(gathered.notes)
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("What customers bought, as of three days"),
        units={heads[0]: "date"} | dict.fromkeys(heads[1:4], "count") | {heads[4]: "text"},
        note=f"{note[:1].upper()}{note[1:]}." if note else "",
    )  # fmt: skip


def tried(trained: Trained | None) -> tabular.Table | None:
    """The settings that validation compared: the best, and each kind's best."""
    if trained is None:
        return nothing()
    first = list(trained.tried[:MOST_TRIED])
    shown = {t.setting.kind for t in first}
    for one in trained.tried[MOST_TRIED:]:
        if one.setting.kind not in shown:
            first.append(one)
            shown.add(one.setting.kind)
    heads = [_("Model"), _("Settings"), _("nDCG on validation"), _("Chosen")]
    lines = [
        [words.model(t.setting.kind), words.setting(t.setting), number(t.ndcg, 4),
         _("yes") if t.setting == trained.chosen else ""]
        for t in first
    ]  # fmt: skip
    note = _("{n} settings, on what {m} customers bought in the window before the test's. Higher "
             "is better; 1 would be a perfect list.")  # fmt: skip
    note = note.format(n=number(len(trained.tried)), m=number(trained.validated))
    if 0 < trained.items < len(trained.gathered.catalogue or ()):
        more = _("As the catalogue is large, settings are compared on its {n} most bought items.")
        note = f"{note} {more.format(n=number(trained.items))}"
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Chosen on validation"),
        units=dict.fromkeys(heads, "text"), note=note,
    )  # fmt: skip


def measures(tested: Tested | None) -> tabular.Table | None:
    """Accuracy of every model, in time and at random, side by side."""
    if tested is None:
        return nothing()
    heads = [_("Model"), *(words.measure(name) for name in ACCURACY)]
    named = {"time": _("in time"), "random": _("at random")}
    lines = []
    for protocol, label in named.items():
        kinds = dict.fromkeys(s.model for s in tested.scores if s.protocol == protocol)
        for kind in kinds:
            found = [tested.score(name, kind, protocol).estimate for name in ACCURACY]
            lines.append([f"{words.model(kind)}, {label}", *map(_three, found)])
    note = _("In time: what {n} customers bought in the last {days} days. At random, as published "
             "figures are made: a quarter of all pairs held out, which flatters every model. With "
             "95% intervals; all models on the same customers, and before the rules of the "
             "business. nDCG and MAP: how high in the list what was bought stands, 1 is a perfect "
             "list. Precision: share of the suggestions that were bought. Recall: share of what "
             "was bought that was suggested.")  # fmt: skip
    days = tested.trained.gathered.p.horizon_days
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("The test, under two protocols"),
        units=dict.fromkeys(heads, "text"),
        note=note.format(n=number(tested.people), days=number(days)),
    )  # fmt: skip


def differences(tested: Tested | None) -> tabular.Table | None:
    """How much better the chosen model is than each naive answer, on the same customers."""
    if tested is None:
        return nothing()
    heads = [_("Measure, in time"), _("Over the best-sellers"), _("Over bought together")]
    lines = []
    for name in ACCURACY:
        score = tested.score(name)
        lines.append([words.measure(name), _three(score.over_popularity),
                      _three(score.over_copurchase)])  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads),
        caption=_("{model} against the naive answers").format(model=words.model(tested.name)),
        units=dict.fromkeys(heads, "text"), note=_("Paired differences with 95% intervals."),
    )  # fmt: skip


def breadth(tested: Tested | None) -> tabular.Table | None:
    """How new, how varied and how broad the lists of each model are."""
    if tested is None:
        return nothing()
    heads = [_("Model"), *(words.measure(name) for name in BREADTH), _("Share of the items")]
    lines = [
        [words.model(kind), *(_three(tested.score(name, kind).estimate) for name in BREADTH),
         percent(share.value)]
        for kind, share in tested.covered.items()
    ]  # fmt: skip
    note = _(
        "Novelty: how few customers bought what is suggested; a bit more is half as many. "
        "Diversity: 0 where a list's items have the same buyers, 1 where they share none. "
        "Last: share of the items sold before that is suggested to somebody, counted."
    )
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("How broad the lists are, in time"),
        units=dict.fromkeys(heads, "text"), note=note,
    )  # fmt: skip


def broader(steps: tuple[Step, ...]) -> tabular.Table | None:
    """What it takes of the accuracy to show more of the items."""
    if not steps:
        return say(_("There are no lists of a model to broaden."))
    heads = [_("Breadth"), "nDCG", _("Change"), _("Share of the items"),
             _("Suggestions of the best-known tenth")]  # fmt: skip
    lines = [
        [number(step.breadth, 2), _three(step.ndcg), _three(step.lost), percent(step.covered),
         percent(step.well_known)]
        for step in steps
    ]  # fmt: skip
    note = _("Under the rules, for {n} customers of the test. The knob is recommendation.breadth: "
             "the more of it, the more well-known items give way to others. Last: share of the "
             "suggestions that go to the tenth of the items with most buyers.")  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("What showing more items costs"),
        units=dict.fromkeys(heads, "text"), note=note.format(n=number(steps[0].ndcg.n)),
    )  # fmt: skip


def examples(explained: Explained | None) -> tabular.Table | None:
    """Three customers' suggestions with reasons, without saying who they are."""
    if explained is None:
        return nothing()
    if explained.applied.kind == "popularity":
        return say(_("Nobody has a list of their own, so there are no reasons to show."))
    applied = explained.applied
    catalogue, now = applied.trained.gathered.catalogue, applied.trained.gathered.now
    assert catalogue is not None
    assert now is not None
    heads = [_("Customer"), _("Bought before"), _("Suggested"), _("Because of")]
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
                 else _("no single purchase")]
            )  # fmt: skip
    if not lines:
        return say(_("Nobody has a list of their own, so there are no reasons to show."))
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Suggestions and reasons: examples"),
        units=dict.fromkeys(heads, "text"),
        note=_("First three of each list, and up to three of the purchases. The file has all. A "
               "reason stands only where whoever had the one bought the other clearly more often."),
    )  # fmt: skip


def _reason(label: str, bought: bool) -> str:
    return label if bought else _("{item} (looked at)").format(item=label)


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
        return nothing()
    gathered = applied.trained.gathered
    assert gathered.catalogue is not None
    flat = applied.lists[applied.lists >= 0]
    counts = np.bincount(flat, minlength=len(gathered.catalogue))
    order = np.argsort(-counts, kind="stable")[:MOST_SHOWN]
    people = max(1, int(applied.suggested.sum()))
    heads = [_("Item"), _("Category"), _("Customers"), _("Share of customers")]
    category = gathered.catalogue.frame["item_category"].to_numpy()
    lines = [
        [gathered.catalogue.labels[i], category[i] or tabular.MISSING, int(counts[i]),
         counts[i] / people]
        for i in order if counts[i]
    ]  # fmt: skip
    note = _("{n} customers have a list, {m} items are in one at least. Left out by the rules: "
             "{left} items. {rules}").format(
        n=number(people), m=number(int((counts > 0).sum())), left=number(applied.left_out),
        rules=_rules(gathered),
    )  # fmt: skip
    if applied.kind == "popularity":
        note = _("The best-sellers, less what each bought before. {rules}").format(
            rules=_rules(gathered))  # fmt: skip
    frame = pd.DataFrame(lines, columns=heads)
    units = dict(zip(heads, ("text", "text", "count", "share"), strict=True))
    if not gathered.catalogue.knows("item_category"):
        frame, units = (
            frame.drop(columns=heads[1]),
            {h: u for h, u in units.items() if h != heads[1]},
        )
    return tabular.table(
        frame, caption=_("What is suggested most"), note=note, units=units,  # type: ignore[arg-type]
    )  # fmt: skip


def _rules(gathered: Gathered) -> str:
    """The rules in force, in one sentence."""
    p = gathered.p
    told = []
    if p.max_per_name is not None:
        told.append(_("at most {n} of one name").format(n=number(p.max_per_name)))
    if p.max_per_category is not None:
        told.append(_("at most {n} of one category").format(n=number(p.max_per_category)))
    if p.margin_weight:
        told.append(_("margin weighs {w}").format(w=number(p.margin_weight, 1)))
    if p.breadth:
        told.append(_("breadth weighs {w}").format(w=number(p.breadth, 2)))
    if p.diversity:
        told.append(_("diversity weighs {w}").format(w=number(p.diversity, 1)))
    if p.repeat:
        told.append(_("what was bought may come again"))
    elif p.repeat_categories:
        text = _("what was bought of {categories} may come again")
        told.append(text.format(categories=listing(list(p.repeat_categories))))
    else:
        told.append(_("nothing that was bought before"))
    return _("Rules: {rules}.").format(rules=listing(told))


def new_items(explained: Explained | None) -> tabular.Table | None:
    """Items that nobody bought yet, and what they are like."""
    if explained is None:
        return nothing()
    new = explained.new
    catalogue = explained.applied.trained.gathered.catalogue
    assert catalogue is not None
    if new is None:
        return say(_("Items that nobody bought yet cannot be placed: there are no categories or "
                     "brands, or no model."))  # fmt: skip
    trial = _trial(new.ranking)
    if not len(new.items):
        return say(_("Every item of the catalogue has been bought.") + trial)
    if not new.told:
        return say(_("Nobody is named for new items: whom they suit is not shown to be told better "
                     "than by chance.") + trial)  # fmt: skip
    heads = [_("New item"), _("Most like"), _("Customers it suits")]
    lines = [
        [catalogue.labels[item], catalogue.labels[near], int((people >= 0).sum())]
        for item, near, people in zip(new.items, new.nearest, new.customers, strict=True)
    ]
    return tabular.table(
        pd.DataFrame(lines[:MOST_SHOWN], columns=heads), total_rows=len(lines),
        caption=_("Items that nobody bought yet"), note=trial.strip(),
        units={heads[0]: "text", heads[1]: "text", heads[2]: "count"},
    )  # fmt: skip


def _trial(found: Estimate | None) -> str:
    if found is None:
        return ""
    text = _("For items treated as if they were new, a later buyer ranks before another customer "
             "in {value} of pairs ({interval}; 50% is chance).")  # fmt: skip
    return " " + text.format(value=_percent(found), interval=_interval(found))


def _percent(found: Estimate) -> str:
    return percent(found.value, 0)


def _interval(found: Estimate) -> str:
    return span(percent(found.low, 0), percent(found.high, 0))


def _three(found: Estimate | None) -> str:
    """A figure and its interval to three decimals, which these measures need."""
    if found is None:
        return tabular.MISSING
    digits = 2 if found.unit == "number" else 3
    value, low, high = (number(v, digits) for v in (found.value, found.low, found.high))
    return f"{value} ({span(low, high)})".replace("-", "\u2212")
