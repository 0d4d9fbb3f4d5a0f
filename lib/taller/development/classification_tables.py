"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

import pandas as pd

from taller import tabular
from taller.development import classification_words as words
from taller.development.classification_assess import Tested
from taller.development.classification_data import Gathered, Prepared
from taller.development.classification_explain import Explained, label, reasons
from taller.development.classification_money import Decided
from taller.development.classification_train import Fitted
from taller.language import _, listing, number, percent
from taller.measurement import estimates
from taller.phase import Estimate

MOST_SHOWN = 3


def say(text: str) -> None:
    """A sentence in place of a table that has nothing to show."""
    print(text)


def nothing() -> None:
    """Said where nothing could be learned."""
    say(_("Not assessed."))


def rows(gathered: Gathered) -> tabular.Table | None:
    """What there is to learn from: rows and how often it happened, by date."""
    if gathered.rows is None:
        return say(f"{_('Not assessed')}: {gathered.reason}.")
    target = gathered.rows.target
    parts = [(_("All rows"), target)]
    if gathered.origin == "orders" and gathered.rows.when is not None:
        from taller.language import date

        when = pd.to_datetime(gathered.rows.when).date
        parts = [(date(day), target[when == day]) for day in gathered.dates]
    heads = [_("Customers as of"), _("Rows"), _("It happened"), _("Share")]
    frame = pd.DataFrame(
        [[name, len(t), int(t.sum()), estimates.share(int(t.sum()), len(t))] for name, t in parts],
        columns=heads,
    )
    caption = _("What is predicted: {what}").format(what=words.event(gathered.p))
    note = "; ".join(gathered.notes)
    return tabular.table(frame, caption=caption, note=note,
                         units={heads[1]: "count", heads[2]: "count"})  # fmt: skip


def guards(prepared: Prepared | None) -> tabular.Table | None:
    """What the guards found, and what was done."""
    if prepared is None:
        return nothing()
    told = words.split_in_words(prepared)
    if not prepared.findings:
        n = number(len(prepared.split.train.features.columns))
        clean = _("The guards found nothing wrong with the {n} columns.").format(n=n)
        return say(f"{told} {clean}")
    say(told)
    done = {"dropped": _("left out"), "warned": _("kept, with a warning"), "told": _("kept")}
    heads = [_("Column"), _("What was found"), _("So it is")]
    lines = [
        [listing([label(name) for name in f.columns]) or _("the target"), f.detail,
         done[f.severity]]
        for f in prepared.findings
    ]  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("What the guards found"),
        units=dict.fromkeys(heads, "text"),
    )  # fmt: skip


def training(fitted: Fitted | None) -> tabular.Table | None:
    """What validation said of the models, and how tuning went."""
    if fitted is None:
        return nothing()
    say(fitted.tuned.in_words())
    heads = [_("Model"), _("Log-loss on validation rows"), _("Chosen")]
    lines = [
        [words.model(name), loss, _("yes") if name == fitted.model.kind else ""]
        for name, loss in sorted(fitted.losses.items(), key=lambda pair: pair[1])
    ]
    note = _("Lower is better. The test rows are still sealed. Best single column: {rule}.")
    frame = pd.DataFrame(lines, columns=heads)
    frame[heads[1]] = [number(loss, 4) for loss in frame[heads[1]]]
    return tabular.table(
        frame, caption=_("Chosen on validation"), note=note.format(rule=label(fitted.rule)),
        units=dict.fromkeys(heads, "text"),
    )  # fmt: skip


def measures(tested: Tested | None) -> tabular.Table | None:
    """Every measure of every model on the test rows, and what LightGBM adds to the simple one."""
    if tested is None:
        return nothing()
    kinds = list(dict.fromkeys(s.model for s in tested.scores))
    by = {(s.measure, s.model): s for s in tested.scores}
    names = dict.fromkeys(s.measure for s in tested.scores)
    heads = [_("Model"), *(by[name, kinds[0]].label for name in names)]
    lines = [
        [words.model(kind), *(_three(by[name, kind].estimate) for name in names)] for kind in kinds
    ]
    beside = words.model(tested.against_simple[0].model)
    less = _("{model}, less logistic").format(model=beside)
    lines.append([less, *(_against(tested, name) for name in names)])
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("The test, once"),
        units=dict.fromkeys(heads, "text"),
        note=_("With 95% intervals; all models on the same resamples of the same rows, so the last "
               "line is paired. Ranking: 0.5 is chance. Brier: lower is better."),
    )  # fmt: skip


def _against(tested: Tested, measure: str) -> str:
    found = (s.difference for s in tested.against_simple if s.measure == measure and s.difference)
    return _three(next(found, None))


def _three(found: Estimate | None) -> str:
    """A figure and its interval to three decimals, which these measures need."""
    if found is None:
        return tabular.MISSING
    value, low, high = (number(v, 3) for v in (found.value, found.low, found.high))
    return value if found.is_exact else f"{value} ({low}\u2013{high})".replace("-", "\u2212")


def deciles(decided: Decided | None) -> tabular.Table | None:
    """Tenths by score: what was predicted, what happened, lift, share reached."""
    if decided is None:
        return nothing()
    heads = [_("Tenth by score"), _("Customers"), _("Predicted"), _("It happened"), _("Lift"),
             _("Reached so far")]  # fmt: skip
    lines = [
        [number(d.number), d.rows, d.predicted, d.happened, d.lift, d.reached]
        for d in decided.deciles
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Test rows by score, the highest first"),
        units={heads[0]: "text", heads[1]: "count", heads[2]: "share", heads[4]: "number",
               heads[5]: "share"},
        note=_("Lift: how many times the average. Reached: share of all to whom it happened."),
    )  # fmt: skip


def costs(decided: Decided | None) -> tabular.Table | None:
    """What the decision rests on, and what it brings."""
    if decided is None:
        return nothing()
    m, p = decided.money, decided.tested.fitted.prepared.gathered.p
    below = m.threshold < 1
    told = percent(m.threshold) if below else _("never: no contact pays at these costs")
    figures = {
        _("Contacting nobody"): Estimate.exact(
            0.0, unit="money", n=len(decided.tested.rows), method=_("by definition")
        ),
        _("Contacting everybody"): m.everybody,
        _("Contacting by score, from the threshold on"): m.profit,
        _("Gain over the better of all and nobody"): m.gain,
        _("Most that any threshold could bring (EMPC)"): m.maximum,
    }
    said = _("A contact pays from a probability of {p}.").format(p=told)
    if m.limited and p.capacity is not None:
        text = _("Capacity allows {n} contacts, fewer than would pay: the highest scores go first.")
        said = f"{said} {text.format(n=number(p.capacity))}"
    say(said)
    names = listing([words.assumption(name) for name in m.assumed])
    note = _("Assumed, not measured: {names}.").format(names=names) if m.assumed else ""
    return tabular.estimates(
        figures, caption=_("Money per customer of the base"), what=_("Whom to contact"), note=note
    )


def examples(explained: Explained | None) -> tabular.Table | None:
    """Why three customers have the score they have: a high, a middling and a low one."""
    if explained is None:
        return nothing()
    tested = explained.tested
    order = tested.predicted.argsort(kind="stable")
    n = len(order)
    named = {_("high score"): order[int(0.97 * (n - 1))], _("middling"): order[n // 2],
             _("low score"): order[int(0.03 * (n - 1))]}  # fmt: skip
    chosen = list(named.values())
    told = reasons(tested.fitted.model, tested.rows.features.iloc[chosen])
    heads = [_("Customer"), _("Probability"), _("What moves the score most")]
    lines = [
        [name, float(tested.predicted[at]), "; ".join(told.iloc[place])]
        for place, (name, at) in enumerate(named.items())
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Why a score is what it is: three examples"),
        units={heads[0]: "text", heads[1]: "share", heads[2]: "text"},
        note=_("From the model's own contributions. The file of scores has everyone's reasons."),
    )  # fmt: skip
