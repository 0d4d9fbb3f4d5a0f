"""The decisions of all analyses in one list: those that gain for certain first, by what they bring.

Amounts are never added: several may count the same customers or the same sales.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from taller import language
from taller.phase import Estimate
from taller.workbench.report import look
from taller.workbench.report.first import decided

Results = Mapping[str, dict[str, Any] | None]


def decisions(titles: Sequence[tuple[str, str]], results: Results) -> list[dict[str, Any]]:
    """Every decision as a row, ranked.

    First what gains even at the low end of its interval, then what may gain nothing, each by its
    value; then what costs or concerns an amount; then what has none yet, the soonest first; last
    what is expected to lose.

    Parameters
    ----------
    titles : name and title of the notebooks, in the order of the page
    results : as the reader sees them, by notebook

    Returns
    -------
    list of dict : ``what``, ``owner``, ``amount``, ``said`` (interval, period), ``basis``,
    ``instead`` (where there is no amount: what would measure it, or what it is meant to do),
    ``takes``, ``by``, ``name`` and ``title`` of its notebook, ``worth`` (an `Estimate` or None),
    ``of`` (what that is), ``confidence`` and ``small`` (less than a person-day and no amount)
    """
    rows = [
        _row(name, title, decision)
        for name, title in titles
        for decision in (results.get(name) or {}).get("decisions") or ()
    ]
    return sorted(rows, key=_rank)


def by_theme(
    rows: Sequence[dict[str, Any]], first: int, themes: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """The first ones, the others that weigh, and what is small, by theme; each row in one of them.

    Parameters
    ----------
    rows : as `decisions` gives them
    first : how many a reader sees before anything is unfolded
    themes : by notebook, what its small ones stand under
    """
    weighty = [row for row in rows if not row["small"]]
    small = [row for row in rows if row["small"]]
    shown = weighty[:first] + small[: max(first - len(weighty), 0)]
    held: dict[str, list[dict[str, Any]]] = {}
    for row in small[len(shown) - len(weighty[:first]) :]:
        held.setdefault(themes[row["name"]], []).append(row)
    return shown, weighty[first:], held


def gains(row: Mapping[str, Any]) -> bool:
    """Whether an amount is shown that a decision is expected to bring."""
    return row["worth"] is not None and row["of"] == "gain" and row["worth"].value > 0


def may_be_nothing(row: Mapping[str, Any]) -> bool:
    """Whether an amount is a gain that its own interval does not tell from nothing."""
    return gains(row) and row["worth"].low <= 0


def worth_of(decision: Mapping[str, Any]) -> Estimate | None:
    """The amount of a saved decision; None where it has none that this version can read."""
    held = decision.get("worth") or {}
    try:
        return Estimate.model_validate(held["estimate"]) if held.get("estimate") else None
    except ValidationError:  # written by another version of Taller
        return None


def _row(name: str, title: str, decision: dict[str, Any]) -> dict[str, Any]:
    held, worth = decision.get("worth") or {}, worth_of(decision)
    shown = decided.shown(decision)
    of, effort = str(held.get("of") or "gain"), decision.get("effort") or ""
    measured_by = str(held.get("measured_by") or "")
    return {
        "name": name,
        "title": title,
        "key": decision.get("key") or "",
        "what": decision["what"],
        "owner": decision["owner"],
        "worth": worth,
        "confidence": held.get("confidence") if worth else None,
        "of": of,
        "amount": look.signed(decided.amount(language.quantity(worth.value, "money"), of))
        if worth
        else "",
        "instead": look.signed(decided.measured(measured_by) or str(decision.get("effect") or "")),
        "said": _said(worth, str(held.get("period") or "")),
        "period": str(held.get("period") or ""),
        "measured_by": measured_by,
        "basis": decided.basis(held["confidence"]) if worth and held.get("confidence") else "",
        "takes": decided.days_of(effort),
        "small": effort == "hours" and worth is None,
        "by": shown["by"],
        "within": decision.get("within_days") or 10_000,
    }


def _said(worth: Estimate | None, period: str) -> str:
    if worth is None:
        return ""
    parts = [] if worth.is_exact else [language.interval(worth)]
    return look.signed(", ".join([*parts, *([period] if period else [])]))


def _rank(row: dict[str, Any]) -> tuple[int, float, int]:
    worth = row["worth"]
    if worth is None:
        return (3, 0.0, row["within"])
    if row["of"] != "gain":
        return (2, -abs(worth.value), row["within"])
    if worth.value <= 0:
        return (4, -worth.value, row["within"])
    return (1 if may_be_nothing(row) else 0, -worth.value, row["within"])
