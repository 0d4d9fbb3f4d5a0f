"""Costs and values in words: those that a sentence rests on stand in it, assumed ones named so."""

from __future__ import annotations

from taller.development.classification.evaluation.money import Decided
from taller.development.classification.features.rows import Gathered
from taller.development.classification.messages import say
from taller.development.classification.params import Params
from taller.language import listing

COSTS = ("contact_cost", "incentive_cost", "acceptance")  # of a campaign that keeps customers


def stated(decided: Decided) -> str:
    """What advice rests on, such as "at €40 for each who answers and €8 a contact"."""
    m, p = decided.money, decided.tested.fitted.prepared.gathered.p
    assert m is not None
    worth = say("stated-worth", measured=m.measured, value=m.value, each=each(p), margin=p.margin)
    costs = COSTS if p.purpose == "churn" else COSTS[:1]
    told = [say(f"cost.{key}", value=getattr(m, key)) for key in costs]
    return say("stated", figures=[worth, *told])


def each(p: Params) -> str:
    """What one is worth, after the amount."""
    return say(f"each.{p.purpose}")


def name(key: str) -> str:
    """A figure that only the client knows, as a noun."""
    return say(f"unstated.{key}")


def missing(decided: Decided) -> str:
    """The figures that nobody stated, with their keys."""
    return listing([f"{name(key)} ({key})" for key in decided.missing])


def assumed(decided: Decided) -> str:
    """The costs that the range of values takes for granted, as an aside; empty where none."""
    p = decided.tested.fitted.prepared.gathered.p
    told = [say(f"cost.{key}", value=getattr(p, key)) for key in decided.missing if key in COSTS]
    return say("assumed", figures=told) if told else ""


def flips(decided: Decided) -> str:
    """Between which values the choice turns from nobody to everybody; empty where not known."""
    if not decided.choices:
        return ""
    one = each(decided.tested.fitted.prepared.gathered.p)
    nobody = [c.value for c in decided.choices if not c.contacted]
    everybody = [c.value for c in decided.choices if c.contacted == c.people]
    between = [c for c in decided.choices if 0 < c.contacted < c.people]
    said = []
    if nobody:
        said.append(say("flip.nobody", value=max(nobody), each=one))
    if between:
        middle = between[len(between) // 2]
        said.append(say("flip.some", value=middle.value, n=middle.contacted, m=middle.people))
    if everybody:
        said.append(say("flip.everybody", value=min(everybody), each=one))
    return listing(said) + assumed(decided)


def whom(gathered: Gathered) -> str:
    """Those to whom it can still happen, after their number."""
    return say(f"whom.{_kind(gathered)}", days=gathered.p.active_days)


def provided(gathered: Gathered) -> str:
    """What the money to be expected takes for granted."""
    return say(f"provided.{_kind(gathered)}", days=gathered.p.horizon_days)


def _kind(gathered: Gathered) -> str:
    """Who can be contacted: customers as they are now, rows not known yet, or the others."""
    if gathered.origin == "orders":
        return "orders"
    return "fresh" if gathered.fresh is not None else gathered.p.purpose
