"""A decision as its reader sees it: what it is worth, what it takes and by when, in words."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from taller import language
from taller.language import _, ngettext, number
from taller.phase import Worth
from taller.workbench.report import look


def shown(decision: dict[str, Any]) -> dict[str, Any]:
    """A decision of a saved result with the texts ``money``, ``takes`` and ``by``, "" if not said.

    ``known`` is ``money`` where it is an amount: where there is little room, the rest is left out.

    Parameters
    ----------
    decision : as `taller.phase.Decision` is saved, or a consultant's own
    """
    days, money = decision.get("within_days"), look.signed(_money(decision.get("worth")))
    by = ngettext("within {n} day", "within {n} days", days or 0)
    return {
        **decision,
        "money": money,
        "known": money if (decision.get("worth") or {}).get("estimate") else "",
        "takes": effort(decision.get("effort") or ""),
        "by": by.format(n=number(days)) if days else "",
    }


def _money(saved: dict[str, Any] | None) -> str:
    try:
        worth = Worth.model_validate(saved) if saved else None
    except ValidationError:  # written by another version of Taller
        return ""
    if worth is None:
        return ""
    if worth.estimate is None:
        return unknown(worth.measured_by)
    value = language.quantity(worth.estimate.value, "money")
    if not worth.estimate.is_exact:
        value = f"{value} ({language.interval(worth.estimate)})"
    wordings = {
        "gain": _("{value} {period}, from {population}; {basis}"),
        "cost": _("costs {value} {period}, for {population}; {basis}; what it brings is measured "
                  "by: {what}"),
        "stake": _("at stake: {value} {period}, of {population}; {basis}; what it brings is "
                   "measured by: {what}"),
    }  # fmt: skip
    return wordings[worth.of].format(
        value=value, period=worth.period, population=worth.population,
        basis=basis(worth.confidence or "assumed"), what=worth.measured_by,
    )  # fmt: skip


def amount(value: str, of: str) -> str:
    """An amount as what it is to a decision: what it brings, costs, or is about."""
    words = {"cost": _("costs {value}"), "stake": _("at stake: {value}")}
    return words.get(of, "{value}").format(value=value)


def unknown(measured_by: str) -> str:
    """That an amount is not known yet, and what would tell it."""
    return _("not known yet; what would tell: {what}").format(what=measured_by)


def measured(by: str) -> str:
    """What would tell what a decision brings, in as few words as a table has room for."""
    return _("measured by: {what}").format(what=by) if by else ""


def basis(confidence: str) -> str:
    """What a worth rests on, in words; "" where it is of another version."""
    words = {
        "tested": _("tested on data held back"),
        "estimated": _("estimated, not yet tested"),
        "assumed": _("rests on assumptions"),
    }
    return words.get(confidence, "")


def effort(name: str) -> str:
    """How long the client's people work on it, in words; "" where nobody said."""
    words = {
        "hours": _("less than a person-day (assumed)"),
        "days": _("1 to 10 person-days (assumed)"),
        "weeks": _("10 to 40 person-days (assumed)"),
        "months": _("40 person-days or more (assumed)"),
    }
    return words.get(name, "")


def days_of(name: str) -> str:
    """An effort in as few characters as a table's column has room for; "" where nobody said."""
    if name == "hours":
        return _("under 1 person-day")
    words = {"days": "1\u201310", "weeks": "10\u201340", "months": "40\u2009+"}
    return _("{n} person-days").format(n=words[name]) if name in words else ""
