"""The reconciliation in words: whether the totals agree; if not, where, by how much and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from taller import language
from taller.data.tell.explanations import MONEY_FIGURES, Explanation
from taller.language import _, listing, number, percent

if TYPE_CHECKING:
    from taller.data.tell.reconcile import Difference, Reconciliation

MOST_NAMED = 6  # months named one by one


def why(found: Reconciliation) -> str:
    """Whether the totals agree and, where not, in which month and figure, by how much and why."""
    if not found.given:
        return _("Nobody has compared these totals with your own figures yet.")
    if not found.compared and not found.differing:
        return _nothing_in_common(found)
    if not found.blocked:
        return agreement(found)
    worst = found.differing[0]
    sentences = [differs(worst), _others(found), likely(found, worst.figure)]
    return " ".join(filter(None, sentences))


def agreement(found: Reconciliation) -> str:
    """That the totals agree, in how many months and within what."""
    n = len(found.compared)
    text = _(
        "The totals agree with your own figures in all {n} months compared, within {tolerance}."
    )
    if n == 1:
        text = _("The totals agree with your own figures in {months}, within {tolerance}.")
    return text.format(
        n=number(n), months=named(found.compared), tolerance=percent(found.tolerance, 2)
    )


def differs(d: Difference) -> str:
    """One difference as a sentence."""
    off = amount(d.figure, abs(d.difference))
    size = off if d.relative is None else f"{off} ({percent(abs(d.relative), 1)})"
    text = _(
        "In {month}, {figure} is {ours} in the data and {theirs} in your figures: {size} less."
    )
    if d.difference > 0:
        text = _(
            "In {month}, {figure} is {ours} in the data and {theirs} in your figures: {size} more."
        )
    return text.format(
        month=month_name(d.month), figure=figure_name(d.figure), size=size,
        ours=amount(d.figure, d.ours), theirs=amount(d.figure, d.theirs),
    )  # fmt: skip


def likely(found: Reconciliation, figure: str) -> str:
    """The likeliest reason that was found for a figure, as a sentence; that none was, otherwise."""
    reason = next((e for e in found.explanations if e.figure == figure), None)
    if reason is None:
        return _("None of the usual reasons explains it.")
    return explained(reason)


def explained(reason: Explanation) -> str:
    """A likely reason as a sentence that says how much of the difference it explains."""
    if reason.whole:
        return _("Most likely {reason}; that explains {share} of the difference.").format(
            reason=reason.text(), share=percent(1 - reason.left, 0)
        )
    return _("In part {reason}; that explains {share} of the difference.").format(
        reason=reason.text(), share=percent(1 - reason.left, 0)
    )


def remarks(found: Reconciliation) -> list[str]:
    """What else must be known to read the comparison, one sentence each."""
    said = []
    if found.partial:
        text = _(
            "The data holds only part of {months} (it runs from {first} to {last}), so it is lower."
        )
        ends = {"first": language.date(found.first), "last": language.date(found.last)}
        said.append(text.format(months=named(found.partial), **ends))
    if found.only_theirs and found.compared:
        text = _("Your figures also cover {months}, of which the data has no rows.")
        said.append(text.format(months=named(found.only_theirs)))
    if found.given and found.only_ours and found.compared:
        text = _("Your figures do not cover {months}, so nothing was compared there.")
        said.append(text.format(months=named(found.only_ours)))
    if found.untold:
        text = _("The data cannot tell {figures}, so it was not compared.")
        said.append(text.format(figures=listing([figure_name(f) for f in found.untold])))
    if found.includes:
        from taller.data.contract.labels import label

        text = _("As your figures count them, these were added to compare: {reasons}.")
        names = [_("tax") if code == "tax" else label(code) for code in found.includes]
        said.append(text.format(reasons=listing(names)))
    return said


def _nothing_in_common(found: Reconciliation) -> str:
    if found.partial:
        return _(
            "The data holds only part of each month of your figures ({months}), so nothing could "
            "be compared; export whole months."
        ).format(months=named(found.partial))
    if not found.months:
        return _("The data holds no order that could be used, so nothing could be compared.")
    return _(
        "No month of your figures ({theirs}) is in the data ({ours}); the dates may have been read "
        "wrongly, or these are figures of another period."
    ).format(
        theirs=named(found.only_theirs), ours=named([m.month for m in found.months if m.month])
    )


def _others(found: Reconciliation) -> str:
    """In how many months, and which figures differ."""
    figures = list(dict.fromkeys(figure_name(d.figure) for d in found.differing))
    months, compared = len({d.month for d in found.differing}), len(found.compared)
    if len(found.differing) == compared == 1:
        return ""
    text = _("In all, {figures} differ, in {n} of {all} months compared.")
    if len(figures) == 1:
        text = _("It differs in {n} of {all} months compared.")
    return text.format(figures=listing(figures), n=number(months), all=number(compared))


def named(months: Sequence[str]) -> str:
    """Months named one by one while they are few; else as first to last, with their number."""
    if len(months) <= MOST_NAMED:
        return listing([month_name(month) for month in months])
    return _("{n} months from {first} to {last}").format(
        n=number(len(months)), first=month_name(months[0]), last=month_name(months[-1])
    )


def month_name(month: str | None, *, short: bool = False) -> str:
    """A month as it is said, such as March 2026 or marzo de 2026, or as a table has room for it.

    >>> month_name("2026-03"), month_name("2026-03", short=True)
    ('March 2026', 'Mar\\xa02026')
    """
    from babel.dates import format_skeleton

    if month is None:
        return _("no date")
    day = dt.date(int(month[:4]), int(month[5:]), 1)
    said = format_skeleton("yMMM" if short else "yMMMM", day, locale=language.current().locale)
    return said.replace(" ", "\u00a0") if short else said


def figure_name(figure: str) -> str:
    """A control total as it is said within a sentence."""
    return {
        "net": _("net revenue"),
        "gross": _("gross revenue"),
        "refunds": _("refunds"),
        "shipping": _("shipping"),
        "total": _("the total with shipping"),
        "tax": _("tax"),
        "orders": _("the number of orders"),
        "units": _("the number of units"),
        "lines": _("the number of order lines"),
        "customers": _("the number of customers"),
    }[figure]


def amount(figure: str, value: Decimal | None) -> str:
    """A control total written out: money to the cent, all else as a whole number."""
    if value is None:
        return "–"
    if figure in MONEY_FIGURES:
        return language.money(float(value), 2)
    return number(float(value))
