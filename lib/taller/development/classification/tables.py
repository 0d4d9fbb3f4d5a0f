"""Tables of the notebook; where nothing could be learned, a sentence stands in their place."""

from __future__ import annotations

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
from taller.development.classification.model.training import Fitted
from taller.development.template.guards import NAMED_FEW, TOLD, alike
from taller.language import _, interval, listing, money, number, percent, span
from taller.measurement import estimates
from taller.phase import Estimate


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
    called = prepared.gathered.columns
    done = {"dropped": _("left out"), "warned": _("kept, with a warning"), "told": _("kept")}
    heads = [_("Column"), _("What was found"), _("So it is")]
    lines = [
        [listing(list(map(called.label, f.columns)), NAMED_FEW) or _("the target"), f.detail,
         done[f.severity]]
        for f in alike(prepared.findings)
    ]  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("What the guards found"),
        units=dict.fromkeys(heads, "text"), max_rows=TOLD,
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
    rule = fitted.prepared.gathered.columns.label(fitted.rule)
    frame = pd.DataFrame(lines, columns=heads)
    frame[heads[1]] = [number(loss, 4) for loss in frame[heads[1]]]
    return tabular.table(
        frame, caption=_("Chosen on validation"), note=note.format(rule=rule),
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


def when(found: Waiting | None) -> tabular.Table | None:
    """Whether a model that knows who the customer is beats the same curve for all."""
    if found is None:
        return None
    timed = found.timed
    if timed is None:
        return say(f"{_('No model of when')}: {found.reason}.")
    if not timed.signal:
        say(_("No signal here: knowing the customer is not shown to tell better when it happens "
              "than the same curve for all; nothing of it is handed on."))  # fmt: skip
    if timed.left_out:
        names = listing([found.columns.label(name) for name in timed.left_out], NAMED_FEW)
        say(_("Left out, as it grows with time by itself: {names}.").format(names=names))
    kinds, keys = ("naive", timed.model.kind), ("concordance", "error")
    heads = [_("Model"), *(timed.score(key).label for key in keys)]
    lines = [[words.timing(kind), *(_three(timed.score(key, kind).estimate) for key in keys)]
             for kind in kinds]  # fmt: skip
    lines.append([_("Difference"), *(_three(timed.score(key).difference) for key in keys)])
    note = _("{n} subjects, to {m} of whom it happened; tested up to {time}. Concordance: pairs in "
             "the right order, 0.5 is chance (Uno). Error: lower is better. With 95% intervals, on "
             "the same resamples of the test rows.")  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), units=dict.fromkeys(heads, "text"),
        caption=_("When it happens: {what}").format(what=found.what),
        note=note.format(n=number(timed.subjects), m=number(timed.events),
                         time=words.time(round(float(timed.times[-1])), found.unit)),
    )  # fmt: skip


def horizons(found: Waiting | None) -> tabular.Table | None:
    """Predicted and observed shares by three times: whether the risks mean what they say."""
    if found is None or found.timed is None:
        return None
    timed, last = found.timed, float(found.timed.times[-1])
    times = sorted({min(t, last) for t in (timed.ahead, 2 * timed.ahead, timed.within)})
    heads = [_("Within"), _("Predicted"), _("It happened"), _("Mean distance in the groups")]
    lines = []
    for time in times:
        gaps = [g.rows * abs(_predicted(timed, g, time) - 1 + g.observed.at(time)[0])
                for g in timed.groups]  # fmt: skip
        share, low, high = timed.whole.observed.at(time)
        how = _("Kaplan-Meier, Greenwood interval")
        seen = Estimate(value=1 - share, low=1 - high, high=1 - low, unit="share",
                        n=timed.whole.rows, method=how)  # fmt: skip
        lines.append([words.time(round(time, 1), found.unit), _predicted(timed, timed.whole, time),
                      seen, sum(gaps) / timed.whole.rows])  # fmt: skip
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("From the start, all test rows"),
        units={heads[0]: "text", heads[1]: "share", heads[3]: "share"},
        note=_("Distance of predicted and observed in the groups of the chart above."),
    )  # fmt: skip


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
    heads = [_("Fifth by probability"), _("Customers"),
             _("Probability within {time}").format(time=words.time(timed.ahead, found.unit)),
             _("Will order") if found.ordering else _("To whom it will happen"),
             _("Expected wait")]  # fmt: skip
    if worth:
        heads += [worth] if found.ordering else [worth, _("Times probability")]
    lines = []
    for place, part in enumerate(np.array_split(np.arange(len(frame)), BANDS), 1):
        rows = frame.iloc[part]
        wait = float(rows["expected"].mean())
        line = [number(place), len(rows), rows["risk"].mean(), rows["risk"].sum(),
                words.time(round(wait, 0 if wait > 10 else 1), found.unit)]  # fmt: skip
        if worth:
            line += [rows["worth"].sum(), (rows["worth"] * rows["risk"]).sum()]
        lines.append(line[: len(heads)])
    units = dict(zip(heads, ("text", "count", "share", "count", "text"), strict=False))
    units |= dict.fromkeys(heads[5:], "money")
    return tabular.table(
        pd.DataFrame(lines, columns=heads), units=units,
        caption=_("Who orders next") if found.ordering else _("To whom it happens next"),
        note=_("Predicted for those to whom it has not happened yet, from how long each has "
               "waited; expected wait: of the next {time}. The file of scores has "
               "everyone's.").format(time=words.time(timed.within, found.unit)),
    )  # fmt: skip


def show(*made: object) -> None:
    """Several charts and tables in one cell; what there is nothing of is left out."""
    from IPython.display import display

    for each in made:
        if each is not None:
            display(each)


def _against(tested: Tested, measure: str) -> str:
    found = (s.difference for s in tested.against_simple if s.measure == measure and s.difference)
    return _three(next(found, None))


def _three(found: Estimate | None) -> str:
    """A figure and its interval to three decimals, which these measures need."""
    if found is None:
        return tabular.MISSING
    value, low, high = (number(v, 3) for v in (found.value, found.low, found.high))
    return value if found.is_exact else f"{value} ({span(low, high)})".replace("-", "\u2212")


def deciles(decided: Decided | None) -> tabular.Table | None:
    """Tenths by score: what was predicted, what happened, how many times the average."""
    if decided is None or not decided.tested.signal:
        return None
    heads = [_("Tenth by score"), _("Rows tested on"), _("Predicted"), _("It happened"),
             _("Times the average"), _("Reached so far")]  # fmt: skip
    lines = [
        [number(d.number), d.rows, d.predicted, d.happened, d.lift, d.reached]
        for d in decided.deciles
    ]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Test rows by score, the highest first"),
        units={heads[0]: "text", heads[1]: "count", heads[2]: "share", heads[4]: "number",
               heads[5]: "share"},
        note=_("Reached: share of all to whom it happened, in this and the tenths above."),
    )  # fmt: skip


def costs(decided: Decided | None) -> tabular.Table | None:
    """What the decision rests on, and what it brings; else the choice over a range of values."""
    if decided is None:
        return nothing()
    if not decided.tested.signal:
        return say(_("No signal: nobody is chosen by score, so there is nothing to reckon."))
    m, p = decided.money, decided.tested.fitted.prepared.gathered.p
    if m is None:
        return _choices(decided)
    below = m.threshold < 1
    told = percent(m.threshold) if below else _("never: no contact pays at these costs")
    text = _("A contact pays from a probability of {p}, {values}.")
    said = text.format(p=told, values=values.stated(decided))
    if m.limited and p.capacity is not None:
        text = _("Capacity allows {n} contacts, fewer than would pay: the highest scores go first.")
        said = f"{said} {text.format(n=number(p.capacity))}"
    say(said)
    if decided.gap is not None:
        return say(_("Where the choice is made, probabilities are off: no figures in money."))
    nobody = Estimate.exact(0.0, unit="money", n=m.people, method=_("by definition"))
    whom = values.whom(decided.tested.fitted.prepared.gathered)
    chosen = _("The {n} above the threshold")
    if m.limited:
        chosen = _("The {n} with the highest scores")
    figures = {
        _("Nobody"): nobody,
        _("All {m}").format(m=number(m.people)): m.earned_by_all,
        chosen.format(n=number(m.contacted)): m.earned,
    }
    text = _("Expected from contacting, of the {m} {whom}")
    text = text.format(m=number(m.people), whom=whom)
    note = _("On rows tested on, choosing by score brought {gain} per row more than {beside} "
             "({interval}).")  # fmt: skip
    beside = _("as many drawn by lot") if m.limited else _("the better of all and nobody")
    return tabular.estimates(
        figures, caption=text, what=_("Whom to contact"),
        note=note.format(gain=money(m.gain.value), interval=interval(m.gain), beside=beside),
    )  # fmt: skip


def _choices(decided: Decided) -> tabular.Table | None:
    """Whom a contact would pay for, by what one is worth."""
    say(_("Nobody has stated {names}, so there is no advice on whom to contact.").format(
        names=values.missing(decided)))  # fmt: skip
    if not decided.choices:
        return say(_("Nor is the choice shown over a range: in one part of the rows tested on, "
                     "probabilities are off."))  # fmt: skip
    gathered = decided.tested.fitted.prepared.gathered
    people = decided.choices[0].people
    text = _("To contact, of the {m} {whom}")
    worth = values.of_one(gathered.p).format(value="").strip()
    heads = [worth[:1].upper() + worth[1:], _("A contact pays from"),
             text.format(m=number(people), whom=values.whom(gathered)),
             _("Expected from them")]  # fmt: skip
    lines = [
        [money(c.value), percent(c.threshold) if c.threshold < 1 else _("never"), c.contacted,
         c.earned if c.contacted else
         Estimate.exact(0.0, unit="money", n=people, method=_("by definition"))]
        for c in decided.choices
    ]  # fmt: skip
    flips = values.flips(decided)
    return tabular.table(
        pd.DataFrame(lines, columns=heads),
        caption=_("What is right at several values{assumed}").format(
            assumed=values.assumed(decided)),
        units={heads[0]: "text", heads[1]: "text", heads[2]: "count"},
        note=f"{flips[:1].upper()}{flips[1:]}.",
    )  # fmt: skip


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
    told = reasons(tested, tested.rows.features.iloc[chosen])
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
