"""What to do, what it is worth, and how often it happens: headline, key figures, decisions.

First what to do and what it is worth; how sure the model is stands under the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.development.classification import words
from taller.development.classification.evaluation import values
from taller.development.classification.evaluation import when as timing
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.messages import say
from taller.development.template.guards import NAMED_FEW
from taller.language import listing, quoted
from taller.phase import Confidence, Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.development.classification.findings.study import Study
    from taller.development.classification.result import Money

BANDS = 5  # of customers, by how likely it happens next
TENTH = 10  # one in so many of those to be contacted is kept aside


def headline(study: Study) -> str:
    """The finding, and a shift that whoever reads on must know of."""
    tested, found = study.both[0], _found(study)
    if not tested.shifted:
        return found
    shift = say("headline-shift", after=tested.test_rate, before=tested.train_rate)
    return f"{found} {shift}"


def _found(study: Study) -> str:
    tested, decided = study.both
    gathered, m = study.gathered, decided.money
    if not tested.signal:
        return say("headline-no-signal", who=say(f"who.{gathered.p.purpose}"))
    if m is None or decided.gap is not None:
        return f"{_told(study)} {_why_no_advice(decided)}"
    stated, whom = values.stated(decided), values.whom(gathered)
    if decided.advice == "score":
        return say("headline-contact", n=m.contacted, m=m.people, whom=whom, earned=m.earned,
                   values=stated, provided=values.provided(gathered))  # fmt: skip
    if decided.advice == "all":
        return say("headline-all", m=m.people, whom=whom, values=stated)
    if decided.advice == "nobody":
        return say("headline-nobody", values=stated)
    return say("headline-unsure", told=_told(study), values=stated)


def _told(study: Study) -> str:
    """How well it is told apart, without a technical term."""
    tested, decided = study.both
    return say("headline-told", rate=decided.deciles[0].happened, base=tested.test_rate,
               event=words.event(study.gathered.p))  # fmt: skip


def _why_no_advice(decided: Decided) -> str:
    gap = decided.gap
    if gap is not None:
        return say("headline-off", predicted=gap.predicted, observed=gap.happened)
    return say("headline-unstated", names=[values.name(key) for key in decided.missing])


def figures(study: Study) -> tuple[Figure, ...]:
    """Key figures; where there is no signal, how often it happens and nothing else."""
    tested, decided = study.both
    event = words.event(study.gathered.p)
    found = [("base_rate", say("figure.base_rate", event=event), tested.test_rate)]
    if tested.signal:
        found.append(("first_tenth", say("figure.first_tenth"), decided.deciles[0].happened))
    m, whom = decided.money, values.whom(study.gathered)
    if m is not None and decided.advice == "score":
        count = Estimate.exact(m.contacted, unit="count", n=m.people, method=say("method.counted"))
        found += [("contacted", say("figure.contacted", m=m.people, whom=whom), count),
                  ("earned", say("figure.earned"), m.earned)]  # fmt: skip
    elif m is not None and decided.advice == "all":
        label = say("figure.earned-by-all", m=m.people, whom=whom)
        found.append(("earned", label, m.earned_by_all))
    return tuple(Figure(key=key, label=label, estimate=e) for key, label, e in found)


def decisions(study: Study) -> tuple[Decision, ...]:
    """What to do, first what is worth most."""
    tested, decided = study.both
    if tested.signal:
        found = _about_money(study, decided)
    else:
        told = say.parts("decision-no-signal", days=_days(study))
        found = [Decision.told("no_signal", told, effort="hours", within_days=30)]
    return (*found, *_first(study), *_to_clear_up(study))


def _about_money(study: Study, decided: Decided) -> list[Decision]:
    found, gap = [], decided.gap
    if gap is not None:
        told = say.parts("decision-off", predicted=gap.predicted, observed=gap.happened)
        found.append(Decision.told("off", told, effort="days", within_days=30))
    if decided.missing:
        flips = values.flips(decided)
        told = say.parts("decision-state", names=values.missing(decided), known=bool(flips),
                         flips=flips)  # fmt: skip
        found.append(Decision.told("state", told, effort="hours", within_days=14))
    if decided.money is not None and gap is None:
        found += _to_contact(study, decided)
    return found


def _to_contact(study: Study, decided: Decided) -> list[Decision]:
    m, gathered = decided.money, study.gathered
    assert m is not None
    whom, stated, provided = (
        values.whom(gathered), values.stated(decided), values.provided(gathered)
    )  # fmt: skip
    days, sure = _days(study), _rests_on(study)
    if decided.advice == "score":
        told = say.parts("decision-contact", n=m.contacted, m=m.people, whom=whom, p=m.threshold,
                         limited=m.limited, earned=m.earned, all=m.earned_by_all, values=stated,
                         provided=provided, days=days)  # fmt: skip
        aside = say.parts("decision-hold-out", n=m.contacted // TENTH, days=days)
        forgone = m.earned.times(1 / TENTH) if m.earned.low > 0 else None
        return [
            Decision.told("contact", told, effort="days", within_days=14, worth=m.earned,
                          confidence=sure),
            Decision.told("hold_out", aside, effort="hours", within_days=14, worth=forgone,
                          of="cost", confidence=sure if forgone else None),
            *_beyond_capacity(study, m),
        ]  # fmt: skip
    if decided.advice == "all":
        told = say.parts("decision-all", m=m.people, whom=whom, all=m.earned_by_all, values=stated,
                         provided=provided, days=days)  # fmt: skip
        return [Decision.told("all", told, effort="days", within_days=14, worth=m.earned_by_all,
                              confidence=sure)]  # fmt: skip
    told = say.parts("decision-unsure", values=stated, days=days)
    return [Decision.told("unsure", told, effort="hours", within_days=30)]


def _rests_on(study: Study) -> Confidence:
    """How many a campaign keeps was stated and not measured; a price and a customer's spend are."""
    return "assumed" if study.gathered.p.purpose == "churn" else "estimated"


def _days(study: Study) -> int | None:
    """Over which money comes; a table of the client's own does not say."""
    return study.gathered.p.horizon_days if study.gathered.origin == "orders" else None


def _beyond_capacity(study: Study, m: Money) -> list[Decision]:
    """What the limit of contacts costs, where those whom it leaves out would surely pay."""
    if m.beyond is None or not m.left_out or m.beyond.low <= 0:
        return []
    gathered = study.gathered
    told = say.parts("decision-capacity", n=m.left_out, k=m.contacted, beyond=m.beyond,
                     values=values.stated(study.both[1]), provided=values.provided(gathered),
                     days=_days(study))  # fmt: skip
    return [Decision.told("capacity", told, effort="days", within_days=30, worth=m.beyond,
                          confidence=_rests_on(study))]  # fmt: skip


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
    told = say.parts("decision-begin", n=len(first), time=words.time(timed.ahead, waiting.unit),
                     share=first.sum() / max(risk.sum(), 1e-12),
                     value=timed.score("concordance").estimate)  # fmt: skip
    return [Decision.told("begin", told, effort="days", within_days=14)]


def _to_clear_up(study: Study) -> list[Decision]:
    """What only whoever made the data knows."""
    leaks, order = study.both[0].fitted.prepared.leaks, study.gathered.order
    found = []
    if leaks:
        names = listing([quoted(name) for name in leaks], NAMED_FEW)
        told = say.parts("decision-leaks", n=len(leaks), columns=names)
        found.append(Decision.told("leaks", told, effort="hours", within_days=14))
    if order is not None:
        told = say.parts("decision-order", reason=words.order(order))
        found.append(Decision.told("order", told, effort="hours", within_days=14))
    return found
