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
    value; then what has no amount yet, the soonest first; last what is expected to lose.

    Parameters
    ----------
    titles : name and title of the notebooks, in the order of the page
    results : as the reader sees them, by notebook

    Returns
    -------
    list of dict : ``what``, ``owner``, ``amount``, ``said`` (interval, period), ``basis``,
    ``takes``, ``by``, ``name`` and ``title`` of its notebook, ``worth`` (an `Estimate` or None)
    and ``confidence``
    """
    rows = [
        _row(name, title, decision)
        for name, title in titles
        for decision in (results.get(name) or {}).get("decisions") or ()
    ]
    return sorted(rows, key=_rank)


def may_be_nothing(worth: Estimate | None) -> bool:
    """Whether an amount is a gain that its own interval does not tell from nothing."""
    return worth is not None and worth.value > 0 >= worth.low


def _row(name: str, title: str, decision: dict[str, Any]) -> dict[str, Any]:
    held = decision.get("worth") or {}
    try:
        worth = Estimate.model_validate(held["estimate"]) if held.get("estimate") else None
    except ValidationError:  # written by another version of Taller
        worth = None
    shown = decided.shown(decision)
    return {
        "name": name,
        "title": title,
        "key": decision.get("key") or "",
        "what": decision["what"],
        "owner": decision["owner"],
        "worth": worth,
        "confidence": held.get("confidence") if worth else None,
        "amount": look.signed(language.quantity(worth.value, "money")) if worth else "",
        "said": _said(worth, str(held.get("period") or "")),
        "period": str(held.get("period") or ""),
        "measured_by": str(held.get("measured_by") or ""),
        "basis": decided.basis(held["confidence"]) if worth and held.get("confidence") else "",
        "takes": decided.days_of(decision.get("effort") or ""),
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
        return (2, 0.0, row["within"])
    if worth.value <= 0:
        return (3, -worth.value, row["within"])
    return (1 if may_be_nothing(worth) else 0, -worth.value, row["within"])
