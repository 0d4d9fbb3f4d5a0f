"""A unit's price, a line's value, its tax and an order's total, told apart by their figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taller.data.propose.columns import relations, structure
from taller.data.propose.money import net_amounts
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import read

if TYPE_CHECKING:
    from taller.data.propose.assign import Candidates
    from taller.data.propose.columns.values import Profile

MONEY = ("price", "value", "tax", "refund")
MOST = 20  # columns of amounts that are compared with each other
CLEAR = 0.98  # share of rows that agree, from which a product is one whatever the headers say


def weigh(found: Candidates) -> None:
    """Change what the columns of amounts speak for, by what their figures say together."""
    amounts = [own for own, profile in found.profiles.items() if _is_amount(found, own, profile)]
    order, quantity = _order(found), found.best("quantity")
    if order and found.scores["item_id", order] > found.scores["transaction_id", order]:
        order = None  # an item keeps its price: that tells nothing of orders
    amounts = [own for own in amounts if own not in (order, quantity)][:MOST]
    net_amounts.weigh(found, amounts)
    settled = _weigh_products(found, quantity, amounts) if quantity else set()
    _weigh_before_discount(found, amounts)
    if order is not None:
        _weigh_of_orders(found, order, [own for own in amounts if own not in settled])


def _order(found: Candidates) -> str | None:
    """The order's column; of several that say so, the one with several lines."""
    best = found.best("transaction_id")
    if best is None or found.profiles[best].distinct < 1:
        return best
    several = [
        (found.scores["transaction_id", own], own)
        for own, profile in found.profiles.items()
        if profile.distinct < 1 and found.scores["transaction_id", own] >= structure.STRONG
    ]
    return max(several)[1] if several else best


def _is_amount(found: Candidates, own: str, profile: Profile) -> bool:
    return profile.numbers > 0.8 and max(found.scores[name, own] for name in MONEY) > 0.1


def _weigh_of_orders(found: Candidates, order: str, amounts: Sequence[str]) -> None:
    """An order's amount, told on each of its lines or on the first alone, is no line's."""
    key = found.profiles[order]
    for own in amounts:
        profile = found.profiles[own]
        once = relations.told_once(key, profile)
        if not once and "order" in read(own).concepts:  # it says so itself
            once = relations.never_varies(key, profile)
        if once:
            for name in MONEY:
                found.change(name, own, found.scores[name, own] * 0.3, Why("told_once", name))


def _weigh_before_discount(found: Candidates, amounts: Sequence[str]) -> None:
    """An amount less the line's discount is what the line comes to; before that, it is not."""
    discounts = [
        own
        for own, profile in found.profiles.items()
        if "discount" in read(own).concepts and profile.numbers > 0.5
    ][:MOST]
    told = [own for own in amounts if _is_mostly_filled(found.profiles[own])]
    for before in told:
        for discount in discounts:
            for after in told:
                if len({before, discount, after}) == 3 and relations.differs_by(
                    *(found.profiles[own] for own in (before, discount, after))
                ):
                    why = Why("before_discount", "value")
                    found.change("value", before, found.scores["value", before] * 0.3, why)
                    found.scores["price", before] *= 0.3
                    score = found.scores["value", after]
                    raised = max(score, 0.6) + 0.3 * (1 - max(score, 0.6))
                    found.change("value", after, raised, Why("after_discount", "value"))
                    break
            else:
                continue
            break


def _is_mostly_filled(profile: Profile) -> bool:
    """Whether most cells hold an amount other than zero, as those of what was sold do."""
    return profile.figure_share(lambda figure: figure != 0) > 0.5


def _weigh_products(found: Candidates, quantity: str, amounts: Sequence[str]) -> set[str]:
    """Settle price and value where quantity times one gives the other."""
    profiles = found.profiles
    best: tuple[tuple[bool, float], str, str, float] | None = None
    for price in amounts:
        for value in amounts:
            if price == value:
                continue
            share = relations.products(profiles[quantity], profiles[price], profiles[value])
            if share is None or share < 0.8:
                continue
            # Of several that agree, those that agree everywhere, and whose headers say so as well.
            said = found.scores["price", price] + found.scores["value", value]
            rank = (share >= CLEAR and said > 0.6, said)
            if best is None or rank > best[0]:
                best = rank, price, value, share
    if best is None:
        return set()
    _, price, value, share = best
    for name, own, other in (("price", price, value), ("value", value, price)):
        score = found.scores[name, own]
        found.change(name, own, max(score, 0.6) + 0.3 * (1 - score), Why("product", name, share))
        found.scores[name, other] *= 0.3
    return {price, value}
