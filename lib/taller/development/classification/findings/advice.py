"""What to do, what it is worth, and how often it happens: headline, key figures, decisions.

First what to do and what it is worth; how sure the model is stands under the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.classification import words
from taller.development.classification.evaluation import values
from taller.development.classification.evaluation import when as timing
from taller.development.classification.evaluation.money import Decided
from taller.development.template.guards import NAMED_FEW
from taller.language import _, interval, listing, money, ngettext, number, percent, quoted
from taller.phase import Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.development.classification.findings.study import Study

BANDS = 5  # of customers, by how likely it happens next


def headline(study: Study) -> str:
    """The finding, and a shift that whoever reads on must know of."""
    tested, found = study.both[0], _found(study)
    if not tested.shifted:
        return found
    more = _("It happens in {after} of the rows tested on, against {before} of those learned from.")
    said = {"after": tested.test_rate.value, "before": tested.train_rate.value}
    return f"{found} {more.format(**{name: percent(v, 0) for name, v in said.items()})}"


def _found(study: Study) -> str:
    tested, decided = study.both
    gathered = study.gathered
    if not tested.signal:
        text = _("No signal here: the model does not tell {who} better than chance among rows it "
                 "had not seen; nobody is chosen by it.")  # fmt: skip
        return text.format(who=words.who(gathered.p))
    if decided.money is None or decided.gap is not None:
        return f"{_told(study)} {_why_no_advice(decided)}"
    m = decided.money
    said = {"n": number(m.contacted), "m": number(m.people), "whom": values.whom(gathered),
            "values": values.stated(decided), "if": values.provided(gathered)}  # fmt: skip
    if decided.advice == "score":
        text = _("Contact {n} of the {m} {whom}: {earned} to be expected ({interval}) {values}, "
                 "{if}.")  # fmt: skip
        earned = {"earned": money(m.earned.value), "interval": interval(m.earned)}
        return f"{text.format(**said, **earned)} {_told(study)}"
    if decided.advice == "all":
        text = _("Contact all {m} {whom}: {values}, choosing by score is not shown to earn more "
                 "than contacting everybody.")  # fmt: skip
        return text.format(**said)
    if decided.advice == "nobody":
        return _("Contact nobody: {values}, no choice earns anything.").format(**said)
    text = _("{told} But {values}, choosing by score is not shown to earn more than contacting "
             "all or nobody.")  # fmt: skip
    return text.format(told=_told(study), **said)


def _told(study: Study) -> str:
    """How well it is told apart, without a technical term."""
    tested, decided = study.both
    first = decided.deciles[0]
    text = _("In the tenth with the highest scores it happened to {rate}, against {base} of all "
             "({event}, rows tested on).")  # fmt: skip
    return text.format(rate=percent(first.happened.value, 0), event=words.event(study.gathered.p),
                       base=percent(tested.test_rate.value, 0))  # fmt: skip


def _why_no_advice(decided: Decided) -> str:
    if decided.gap is not None:
        text = _("But whom to contact cannot be told yet: where {predicted} was predicted it "
                 "happened to {observed}.")  # fmt: skip
        return text.format(predicted=percent(decided.gap.predicted),
                           observed=percent(decided.gap.happened.value))  # fmt: skip
    text = _("Whom a contact pays for cannot be said: nobody has stated {names}.")
    return text.format(names=listing([values.name(key) for key in decided.missing]))


def figures(study: Study) -> tuple[Figure, ...]:
    """Key figures; where there is no signal, how often it happens and nothing else."""
    tested, decided = study.both
    found = [("base_rate", _("How often it happened (rows tested on)"), tested.test_rate)]
    if tested.signal:
        first = _("How often in the tenth with the highest scores")
        found.append(("first_tenth", first, decided.deciles[0].happened))
    m = decided.money
    if m is not None and decided.advice == "score":
        text = _("To contact, of the {m} {whom}")
        label = text.format(m=number(m.people), whom=values.whom(study.gathered))
        count = Estimate.exact(m.contacted, unit="count", n=m.people,
                               method=_("counted in the file of scores"))  # fmt: skip
        found += [("contacted", label, count),
                  ("earned", _("Expected from contacting them"), m.earned)]  # fmt: skip
    elif m is not None and decided.advice == "all":
        text = _("Expected from contacting all {m} {whom}")
        label = text.format(m=number(m.people), whom=values.whom(study.gathered))
        found.append(("earned", label, m.earned_by_all))
    return tuple(Figure(key=key, label=label, estimate=e) for key, label, e in found)


def decisions(study: Study) -> tuple[Decision, ...]:
    """What to do, first what is worth most."""
    tested, decided = study.both
    found = []
    if not tested.signal:
        found.append((
            _("Do not choose customers by this score"), _("Marketing director"),
            _("avoids paying for a choice that is no better than one by lot"),
        ))  # fmt: skip
    else:
        found += _about_money(study, decided)
    made = [Decision(what=what, owner=owner, effect=effect) for what, owner, effect in found]
    return (*made, *_first(study), *_to_clear_up(study))


def _about_money(study: Study, decided: Decided) -> list[tuple[str, str, str]]:
    found = []
    if decided.gap is not None:
        text = _("where the choice is made, {predicted} was predicted and it happened to "
                 "{observed}; until then nobody is contacted by a probability")  # fmt: skip
        found.append((
            _("Set the probabilities right on newer customers before choosing by them"),
            _("Data owner"),
            text.format(predicted=percent(decided.gap.predicted),
                        observed=percent(decided.gap.happened.value)),
        ))  # fmt: skip
    if decided.missing:
        text = _("it decides whom a contact pays for: {flips}")
        effect = _("then this page says whom a contact pays for, and what that earns")
        flips = values.flips(decided)
        found.append((
            _("State {names}").format(names=values.missing(decided)), _("Finance"),
            text.format(flips=flips) if flips else effect,
        ))  # fmt: skip
    if decided.money is not None and decided.gap is None:
        found += _to_contact(study, decided)
    return found


def _to_contact(study: Study, decided: Decided) -> list[tuple[str, str, str]]:
    m, gathered = decided.money, study.gathered
    assert m is not None
    said = {
        "n": number(m.contacted), "m": number(m.people), "whom": values.whom(gathered),
        "values": values.stated(decided), "if": values.provided(gathered),
        "p": percent(m.threshold, 0), "earned": money(m.earned.value),
        "interval": interval(m.earned), "all": money(m.earned_by_all.value),
        "all_interval": interval(m.earned_by_all),
    }  # fmt: skip
    if decided.advice == "score":
        what = _("Contact the {n} of a probability above {p}, among the {m} {whom}")
        if m.limited:
            what = _("Contact the {n} with the highest scores, as many as can be contacted, among "
                     "the {m} {whom}")  # fmt: skip
        effect = _("{earned} to be expected from these {n} ({interval}) {values}, {if}; were "
                   "all {m} contacted: {all} ({all_interval})")  # fmt: skip
        held = (_("Keep a tenth of those to be contacted aside, drawn by lot, and compare"),
                _("CRM"), _("shows what the contact changes, which no score can"))  # fmt: skip
        return [(what.format(**said), _("CRM"), effect.format(**said)), held]
    if decided.advice == "all":
        what = _("Contact all {m} {whom}, without choosing by score")
        effect = _("{all} to be expected ({all_interval}) {values}, {if}")
        return [(what.format(**said), _("CRM"), effect.format(**said))]
    what = _("Do not choose customers by this score")
    effect = _("{values}, choosing by it is not shown to earn more than contacting all or nobody")
    return [(what, _("Marketing director"), effect.format(**said))]


def _first(study: Study) -> list[Decision]:
    """With whom to begin, where a model of when is worth it and the time is a client's own."""
    waiting = study.waiting
    if waiting is None or waiting.timed is None or study.gathered.origin != "flat":
        return []
    timed = waiting.timed
    if not timed.signal:
        return []
    risk = timing.worths(timed, study.gathered)[0]["risk"]
    first = risk.iloc[: -(-len(risk) // BANDS)]  # the first band of the table
    what = _("Begin with the {n} to whom it is most likely to happen within {time}: {share} of all "
             "to whom it will, as predicted")  # fmt: skip
    told = what.format(n=number(len(first)), time=words.time(timed.ahead, waiting.unit),
                       share=percent(first.sum() / max(risk.sum(), 1e-12), 0))  # fmt: skip
    c = timed.score("concordance").estimate
    effect = _("of two customers tested on, it tells in {value} of cases to which it happens first "
               "({interval}; half by chance)")  # fmt: skip
    said = {"low": percent(c.low, 0), "high": percent(c.high, 0)}
    shown = effect.format(value=percent(c.value, 0), interval=_("{low} to {high}").format(**said))
    return [Decision(what=told, owner=_("CRM"), effect=shown)]


def _to_clear_up(study: Study) -> list[Decision]:
    """What only whoever made the data knows."""
    tested, found = study.both[0], []
    leaks = tested.fitted.prepared.leaks
    if leaks:
        found.append(Decision(
            what=ngettext("Confirm that {columns} is known only afterwards",
                          "Confirm that {columns} are known only afterwards", len(leaks),
                          ).format(columns=listing([quoted(name) for name in leaks], NAMED_FEW)),
            owner=_("Data owner"),
            effect=_("left out of the model; what is known in time is named in keep"),
        ))  # fmt: skip
    if study.gathered.order is not None:
        effect = _("{reason}; until somebody says, the last rows test, which is the honest way")
        found.append(Decision(
            what=_("Say whether the rows of the file stand in order of time (ordered)"),
            owner=_("Data owner"),
            effect=effect.format(reason=words.order(study.gathered.order)),
        ))  # fmt: skip
    return found
