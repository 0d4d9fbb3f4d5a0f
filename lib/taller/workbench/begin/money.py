"""What a new engagement file says of money: unused columns with their sum, statuses, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _, listing, number

if TYPE_CHECKING:
    from taller.data.propose.money.identities import Found, Question

INDENT = "    "


def lines(found: Found, check: str) -> list[tuple[str, str]]:
    """Comments, each below the other; those that ask begin with ``check``."""
    told = []
    if found.unused:
        named = [f"'{_clean(u.column)}' {_amount(u.amount)}" for u in found.unused]
        told.append(_("money not used: {columns}").format(columns="; ".join(named)))
    if found.statuses:
        said = [
            f"'{_clean(s)}' {number(rows)} · {_amount(money)} ({_meaning(meaning)})"
            for s, rows, money, meaning in found.statuses
        ]
        told.append(_("statuses, rows · amount: {statuses}").format(statuses=listing(said)))
    told += [f"{check}: {_asked(question)}" for question in found.questions]
    return [(INDENT, line) for line in told]


def _asked(question: Question) -> str:
    """A question in words, in the language in force."""
    text = {
        "discount": _("'{about}' ({amount}) is not used: nothing tells whether it is taken off"),
        "refund": _("'{about}' ({amount}) is not used: is it money given back?"),
        "product": _("in {rows} rows '{about}' ({amount}) is not units by '{what}' ({other}); "
                     "which of them is meant?"),
        "status": _("'{what}' in '{about}' counts as a sale: {rows} rows, {amount}; is it one?"),
        "part_back": _("'{what}' in '{about}': {rows} rows, {amount}; how much was given back is "
                       "not told"),
        "other_status": _("'{what}' in '{about}' counts as a sale: {rows} rows, {amount}; is it "
                          "one?"),
        "cancelled_at": _("'{about}' is filled in {rows} rows, {amount}, which count as sales; "
                          "were they cancelled?"),
        "charged": _("'{about}' ({amount}) is one amount for all: any tax and shipping in it count "
                     "as sales; export the goods without them"),
        "given_back": _("'{about}' ({amount}) may hold tax and shipping, which no column tells: "
                        "all of it is taken off the sales; export the tax as well"),
        "left_out": _("'{what}' ({amount}, {rows} rows of '{about}') is left out and taken off "
                      "nothing: is it a discount?"),
        "untold": _("in {rows} orders '{about}' is less than '{what}' makes it ({amount} in all): "
                    "a discount that no column tells?"),
    }[question.code]  # fmt: skip
    return text.format(
        about=_clean(question.about), what=_clean(question.what), rows=number(question.rows),
        amount=_amount(question.amount), other=_amount(question.other),
    )  # fmt: skip


def _meaning(code: str) -> str:
    return {
        "sale": _("sale"), "none": _("no sale"), "back": _("given back"), "unknown": _("unknown"),
    }[code]  # fmt: skip


def _amount(money: float) -> str:
    return number(round(money, 2), 2)


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:60]
