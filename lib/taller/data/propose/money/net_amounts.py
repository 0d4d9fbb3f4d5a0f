"""Which of several amounts is what was sold: without tax, without shipping, before fees.

Exports tell the same line several times: with its tax and without, with the shipping, less what
the marketplace keeps. What they add up to tells which is which, and their headers where a word for
tax is beside one for within or without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from taller.data.propose.columns import relations
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import listed, read, split

if TYPE_CHECKING:
    from taller.data.propose.assign import Candidates

TAX = listed("tax taxes vat gst iva igic impuesto impuestos imp")
WITHIN = listed("incl inc including included with con incluido incluidos incluida incluidas wt ttc")
WITHOUT = listed("excl exc ex excluding excluded without sin excluido excluidos excluida excluidas "
                 "antes before ht")  # fmt: skip
ALONE = listed("wt ttc ht")  # which say it without a word for tax
TWINS = ("price", "value", "refund", "shipping")
SAID = 0.5  # score from which a column is one of tax or shipping
TWIN = 0.85  # what is left of a column whose twin is without tax
PAID = 0.9  # what a column is worth as the order's total where sums say that it is
MOST = 3  # charges that are added to an amount at a time


def weigh(found: Candidates, amounts: Sequence[str]) -> None:
    """Take from amounts with tax, shipping or fees in them what they speak for."""
    _weigh_twins(found)
    _weigh_charged(found, amounts)
    _weigh_payouts(found, amounts)


def tax_side(header: str) -> tuple[str, frozenset[str]]:
    """Whether a header says that tax is ``in`` an amount or ``out`` of it, and its other words.

    >>> tax_side("total_price_tax_excl")[0], tax_side("Precio con IVA")[0], tax_side("IVA")[0]
    ('out', 'in', '')
    """
    words = set(split(header))
    taxed = bool(words & TAX)
    within = words & WITHIN if taxed else words & WITHIN & ALONE
    without = words & WITHOUT if taxed else words & WITHOUT & ALONE
    rest = frozenset(words - TAX - WITHIN - WITHOUT)
    if bool(within) == bool(without):
        return "", frozenset(words)
    return ("in" if within else "out"), rest


def _weigh_twins(found: Candidates) -> None:
    """Of two columns that differ by their tax alone, the one without it."""
    sides = {own: tax_side(own) for own in found.profiles}
    for own, (side, rest) in sides.items():
        if side != "in":
            continue
        twins = [o for o, told in sides.items() if told[0] != "in" and told[1] == rest]
        for name in TWINS:
            if any(found.scores[name, twin] > SAID * found.scores[name, own] for twin in twins):
                why = Why("with_tax", name)
                found.change(name, own, TWIN * found.scores[name, own], why)


def _weigh_charged(found: Candidates, amounts: Sequence[str]) -> None:
    """What is another amount with its tax and shipping is what was paid, not what was sold."""
    for sold in amounts:
        for charges in _charges(found, sold):
            for paid in amounts:
                if paid not in (sold, *charges) and relations.add_up(
                    [found.profiles[own] for own in (sold, *charges)], found.profiles[paid]
                ):
                    _is_not(found, paid, "with_charges")
                    found.change("total", paid, PAID, Why("with_charges", "total"))
                    _is(found, sold, "before_charges")


def _charges(found: Candidates, sold: str) -> Iterator[tuple[str, ...]]:
    """Columns of tax, shipping and money given back, some of them together."""
    told = [
        own
        for own, profile in found.profiles.items()
        if own != sold
        and profile.numbers > SAID
        and max(found.scores[name, own] for name in ("tax", "shipping", "refund")) > SAID
    ]
    for many in range(1, MOST + 1):
        yield from combinations(told, many)


def _weigh_payouts(found: Candidates, amounts: Sequence[str]) -> None:
    """What is left of an amount after fees is what was paid out, not what was sold."""
    fees = [
        own
        for own, profile in found.profiles.items()
        if "fee" in read(own).concepts
        and profile.numbers > SAID
        and found.scores["shipping", own] <= SAID  # "shipping and handling" is no fee of a sale
    ]
    for fee in fees:
        for before, after in combinations(amounts, 2):
            for more, less in ((before, after), (after, before)):
                columns = [found.profiles[own] for own in (more, fee, less)]
                if fee not in (more, less) and relations.differs_by(*columns):
                    _is_not(found, less, "after_fees")


def _is(found: Candidates, own: str, why: str) -> None:
    score = found.scores["value", own]
    if found.scores["price", own] > score:
        return
    raised = max(score, 0.6) + 0.3 * (1 - max(score, 0.6))
    if why not in {said.code for said in found.whys["value", own]}:
        found.change("value", own, raised, Why(why, "value"))


def _is_not(found: Candidates, own: str, why: str) -> None:
    if why not in {said.code for said in found.whys["value", own]}:
        found.change("value", own, 0.3 * found.scores["value", own], Why(why, "value"))
        found.scores["price", own] *= 0.3
