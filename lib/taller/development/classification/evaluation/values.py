"""Costs and values in words: those that a sentence rests on stand in it, assumed ones named so."""

from __future__ import annotations

from taller.development.classification.evaluation.money import Decided
from taller.development.classification.features.rows import Gathered
from taller.development.classification.params import Params
from taller.language import _, listing, money, number, percent


def stated(decided: Decided) -> str:
    """What advice rests on, such as "at €40 for each who answers and €8 a contact"."""
    m, p = decided.money, decided.tested.fitted.prepared.gathered.p
    assert m is not None
    worth = of_one(p).format(value=money(m.value))
    if m.measured:
        text = _("{worth} (measured spend at a margin of {margin})")
        worth = text.format(worth=worth, margin=percent(p.margin, 0))
    said = [worth, _("{cost} a contact").format(cost=money(m.contact_cost))]
    if p.purpose == "churn":
        said += [_("{cost} for whoever accepts").format(cost=money(m.incentive_cost)),
                 _("{share} who accept").format(share=percent(m.acceptance, 0))]  # fmt: skip
    return _("at {figures}").format(figures=listing(said))


def of_one(p: Params) -> str:
    """What one is worth, with a place for the amount."""
    return {
        "churn": _("{value} for each customer kept"),
        "propensity": _("{value} for each who buys"),
        "response": _("{value} for each who answers"),
    }[p.purpose]


def name(key: str) -> str:
    """A figure that only the client knows, as a noun."""
    return {
        "customer_value": _("what a customer is worth"),
        "margin": _("the margin on net sales"),
        "contact_cost": _("the cost of a contact"),
        "incentive_cost": _("the cost of the incentive"),
        "acceptance": _("the share the campaign keeps"),
    }[key]


def missing(decided: Decided) -> str:
    """The figures that nobody stated, with their keys."""
    return listing([f"{name(key)} ({key})" for key in decided.missing])


def assumed(decided: Decided) -> str:
    """The costs that the range of values takes for granted, as an aside; empty where none."""
    p = decided.tested.fitted.prepared.gathered.p
    told = {
        "contact_cost": _("{cost} a contact").format(cost=money(p.contact_cost)),
        "incentive_cost": _("{cost} for whoever accepts").format(cost=money(p.incentive_cost)),
        "acceptance": _("{share} who accept").format(share=percent(p.acceptance, 0)),
    }
    found = [told[key] for key in decided.missing if key in told]
    return _(" (assumed: {figures})").format(figures=listing(found)) if found else ""


def flips(decided: Decided) -> str:
    """Between which values the choice turns from nobody to everybody; empty where not known."""
    p = decided.tested.fitted.prepared.gathered.p
    none = [c.value for c in decided.choices if not c.contacted]
    all_ = [c.value for c in decided.choices if c.contacted == c.people]
    if not decided.choices:
        return ""
    said = []
    if none:
        text = _("at {value} nobody is worth a contact")
        said.append(text.format(value=of_one(p).format(value=money(max(none)))))
    if all_:
        text = _("at {value} everybody is")
        said.append(text.format(value=of_one(p).format(value=money(min(all_)))))
    between = [c for c in decided.choices if 0 < c.contacted < c.people]
    if between:
        middle = between[len(between) // 2]
        text = _("at {value} it is {n} of {m}")
        told = text.format(value=money(middle.value), n=number(middle.contacted),
                           m=number(middle.people))  # fmt: skip
        said.insert(len(said) - bool(all_), told)
    return listing(said) + assumed(decided)


def whom(gathered: Gathered) -> str:
    """Those to whom it can still happen, after their number."""
    p = gathered.p
    if gathered.origin == "orders":
        text = _("who ordered in the last {days} days")
        return text.format(days=number(p.active_days))
    if gathered.fresh is not None:
        return _("of whom it is not known yet")
    return {
        "churn": _("who have not left"),
        "propensity": _("who have not bought"),
        "response": _("who have not answered"),
    }[p.purpose]


def provided(gathered: Gathered) -> str:
    """What the money to be expected takes for granted."""
    if gathered.origin == "orders":
        text = _("if the next {days} days go as the last did")
        return text.format(days=number(gathered.p.horizon_days))
    if gathered.fresh is not None:
        return _("if it happens to them as it did to the others in the table")
    return {
        "churn": _("if they go on leaving as the customers of this table did"),
        "propensity": _("if they now buy as the customers of this table did"),
        "response": _("if they answer the next time as the people of this table did"),
    }[gathered.p.purpose]
