"""Columns of orders whose headers say little, told by whose lines they are and how they vary.

Only a column that says it is some number or code, or whose header is no known word and says at
least that much, is looked at: values alone would make an order of anything that repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from taller.data.propose.columns import fits, persons, relations
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import listed, read

if TYPE_CHECKING:
    from taller.data.propose.assign import Candidates
    from taller.data.propose.columns.values import Profile

SURE = 0.55  # what values alone are worth: somebody should look
STRONG = 0.8  # of a header, from which it is believed beside another
IDENTIFIES = listed("id reference")
ALLOWED = {
    "transaction_id": listed("id reference order barcode document"),
    "user_id": listed("id reference customer document"),
    "item_id": listed("id reference item barcode variant"),
}
TIMES = ("event_timestamp", "session_start", "date")
OF_TIME = listed("date time day period report start created")
OF_ITEMS = ("item_name", "item_category")
CHANGES = 0.6  # share of items beside which a column changes, from which it is not the item's
WORTH = 0.33  # score from which a column is looked at
AMOUNTS = frozenset({"quantity", "price", "value"})
FAINT, FAINTLY = 0.15, 0.35  # score from which a column may be a key that is missing; and then
FEW_ROWS = 0.8  # orders by rows, below which orders clearly have several
UNIQUE = {"customers": "user_id", "items": "item_id", "sessions": "session_id"}
KEYS = ("transaction_id", "user_id")  # without which there are no orders
FEW_LINES = 8  # rows from which a column that numbers them is told, beside one that repeats
NAME = 0.75  # what a column of names is worth as customer, where another may be it
SEVERAL = 20  # values of a column of orders or customers, at least, where its header says nothing
COUNTS = listed("quantity unit item order line sold")
FEW = 0.1  # share of values that may stand beside several others, where none should
MANY = 0.25  # share that does, where they should


def keys(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """Order, customer and item, as far as they are missing, by how they vary together."""
    chosen = _of_several_lines(found, dict(chosen))
    for name, test in (
        ("transaction_id", _is_order), ("user_id", _is_customer), ("item_id", _is_item),
    ):  # fmt: skip
        if name in chosen:
            continue
        fit = [
            own for own in _unnamed(found, chosen, ALLOWED[name], name)
            if fits.of(name, found.profiles[own]).fit >= 0.5 and test(found, chosen, own)
        ]  # fmt: skip
        if name == "transaction_id" and len(fit) > 1:
            several = [own for own in fit if found.profiles[own].distinct < 1]
            fit = several or fit
        if fit and _alike(found, fit):  # of several that differ nobody can tell
            found.change(name, fit[0], SURE, Why("varies_like", name))
            chosen[name] = fit[0]
    return chosen


def _of_several_lines(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """Of two columns that say they are the order's, the one that has several lines."""
    own = chosen.get("transaction_id")
    if own is None or found.profiles[own].distinct < 1:
        return chosen  # it has
    others = [
        other for other, profile in found.profiles.items()
        if other not in chosen.values() and found.scores["transaction_id", other] >= STRONG
        and _is_order(found, chosen, other) and profile.distinct < 1
    ]  # fmt: skip
    return {**chosen, "transaction_id": others[0]} if len(others) == 1 else chosen


def last_resort(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """An order's number and customer where all else is there: what says so least badly."""
    if "event_timestamp" not in chosen or AMOUNTS.isdisjoint(chosen):
        return chosen
    for name in KEYS:
        if name in chosen:
            continue
        left = [own for own, p in found.profiles.items() if own not in chosen.values() and p.filled]
        score, own = max(((found.scores[name, own], own) for own in left), default=(0.0, ""))
        if score >= FAINT:
            found.change(name, own, max(score, FAINTLY), Why("nothing_better", name))
            chosen = {**chosen, name: own}
    return chosen


def weigh_customers(found: Candidates) -> None:
    """A number of which each row has its own, where orders have several rows, is no customer's."""
    order = found.best("transaction_id")
    if order is None or found.profiles[order].distinct > FEW_ROWS:
        return
    for own, profile in found.profiles.items():
        score = found.scores["user_id", own]
        if own != order and score >= WORTH and profile.distinct == 1 and profile.filled >= SEVERAL:
            found.change("user_id", own, 0.3 * score, Why("changes_in_order", "user_id"))


def weigh_names(found: Candidates) -> None:
    """A name is the last thing to tell customers by: different people share one."""
    candidates = [own for own in found.profiles if found.scores["user_id", own] >= WORTH]
    named = {own: persons.named(found.profiles[own]) for own in candidates}
    if all(named.values()):
        return
    for own, kind in named.items():
        if kind:
            found.scores["user_id", own] *= NAME


def weigh_numbers(found: Candidates) -> None:
    """What each row, or each order, has one of its own of is no item: it numbers the lines."""
    for own in found.profiles:
        score = found.scores["item_id", own]
        if score >= WORTH and numbers_rows(found, own):
            found.change("item_id", own, 0.3 * score, Why("own_of_each_row", "item_id"))


def numbers_rows(found: Candidates, own: str) -> bool:
    """Whether each row, or each order, has a value of its own."""
    profile = found.profiles[own]
    if profile.filled < (SEVERAL if _is_alone(found, own) else FEW_LINES):
        return False
    order = found.best("transaction_id")
    return profile.distinct == 1 or (
        order not in (None, own) and relations.one_to_one(found.profiles[order], profile)
    )


def _is_alone(found: Candidates, own: str) -> bool:
    """Whether no other column, one that repeats, says that it is the item's code."""
    return not any(
        other != own and found.scores["item_id", other] >= WORTH and profile.distinct < 1
        for other, profile in found.profiles.items()
    )


def weigh_items(found: Candidates) -> None:
    """What an item is called and belongs to does not change from one line to the next."""
    item = found.best("item_id")
    if item is None or found.profiles[item].distinct > 0.9:
        return
    for name in OF_ITEMS:
        for own, profile in found.profiles.items():
            score = found.scores[name, own]
            if own == item or score < WORTH or len(profile.counts) < 2:
                continue
            if relations.share_with_several(found.profiles[item], profile) > CHANGES:
                found.change(name, own, 0.3 * score, Why("changes", name))


def _alike(found: Candidates, columns: list[str]) -> bool:
    """Whether columns name the same things, so that any of them does."""
    first = found.profiles[columns[0]]
    return all(
        relations.share_with_several(one, other) == 0
        for own in columns[1:]
        for one, other in ((first, found.profiles[own]), (found.profiles[own], first))
    )


def _unnamed(
    found: Candidates, chosen: dict[str, str], allowed: frozenset[str], name: str
) -> Iterator[str]:
    """Columns left over that say they are a number or code, and nothing that rules them out.

    Where all else is that of order lines, a word nobody knows may name the order or the customer.
    """
    are_lines = {"item_id", "event_timestamp"} <= chosen.keys() and not AMOUNTS.isdisjoint(chosen)
    for own, profile in found.profiles.items():
        if own in chosen.values() or not profile.filled:
            continue
        head = read(own)
        if head.concepts & IDENTIFIES and head.concepts <= allowed:
            yield own
            continue
        nameless = are_lines and head.unknown and not head.concepts and name in KEYS
        if nameless and profile.prose < 0.5 and len(profile.counts) >= SEVERAL:
            yield own


def _profile(found: Candidates, chosen: dict[str, str], name: str) -> Profile | None:
    return found.profiles.get(chosen.get(name, ""))


def _is_order(found: Candidates, chosen: dict[str, str], own: str) -> bool:
    """An order repeats, and is of one day and one customer; or it is one row, as all others are."""
    profile, date = found.profiles[own], _profile(found, chosen, "event_timestamp")
    user = _profile(found, chosen, "user_id")
    if date and user and profile.distinct == 1 and not profile.missing:
        told = user.distinct < 0.9 or not AMOUNTS.isdisjoint(chosen)
        return profile.filled >= SEVERAL and told and profile.codes > 0.9
    if date is None or not 0.1 < profile.distinct < 0.95:
        return False
    several = [relations.share_with_several(profile, other) for other in (date, user) if other]
    back = relations.share_with_several(user or date, profile)
    return max(several) <= FEW and back >= MANY


def _is_customer(found: Candidates, chosen: dict[str, str], own: str) -> bool:
    """A customer has several orders, and an order one customer."""
    order, profile = _profile(found, chosen, "transaction_id"), found.profiles[own]
    if order is None or len(profile.counts) < relations.ENOUGH:
        return False
    return (
        relations.share_with_several(order, profile) <= FEW
        and relations.share_with_several(profile, order) >= MANY
    )


def _is_item(found: Candidates, chosen: dict[str, str], own: str) -> bool:
    """An item has one name, is in several orders, and an order has several items."""
    order, profile = _profile(found, chosen, "transaction_id"), found.profiles[own]
    if order is None or len(profile.counts) < relations.ENOUGH:
        return False
    name = _profile(found, chosen, "item_name")
    return (
        relations.share_with_several(order, profile) >= MANY
        and relations.share_with_several(profile, order) >= MANY
        and (name is None or relations.share_with_several(profile, name) <= FEW)
    )


def quantity(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """Units, where a price is known and they are not: small whole numbers, some below zero.

    Without them every line would be one unit, and what was sent back would be sold.
    """
    if "quantity" in chosen or "price" not in chosen:
        return chosen
    fit = [own for own in returning(found.profiles, chosen) if read(own).concepts <= COUNTS]
    if len(fit) != 1:
        return chosen
    found.change("quantity", fit[0], SURE, Why("small_negative", "quantity"))
    return {**chosen, "quantity": fit[0]}


def returning(profiles: Mapping[str, Profile], chosen: Mapping[str, str]) -> list[str]:
    """Columns left over that hold small whole numbers, some of them below zero."""
    return [
        own
        for own, profile in profiles.items()
        if own not in chosen.values()
        and profile.filled >= 0.9 * len(profile.cells)
        and profile.numbers == profile.whole == 1
        and profile.figure_share(lambda figure: abs(figure) <= 1000) >= 0.99
        and profile.figure_share(lambda figure: 0 < abs(figure) <= 20) >= 0.8
        and 0 < profile.figure_share(lambda figure: figure < 0) <= 0.4
    ]


def dates(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """The day or the time of a table that has none, where a column of dates says nothing else."""
    name = next(n for n in TIMES if (n, next(iter(found.profiles))) in found.scores)
    if name in chosen:
        return chosen
    fit = [
        own
        for own, profile in found.profiles.items()
        if own not in chosen.values()
        and profile.filled
        and profile.dates >= 0.9
        and read(own).concepts <= OF_TIME
    ]
    if not fit:
        return chosen
    found.change(name, fit[0], SURE, Why("dates", name, found.profiles[fit[0]].dates))
    return {**chosen, name: fit[0]}


def key(found: Candidates, chosen: dict[str, str]) -> dict[str, str]:
    """The key of a table of one row per thing: the first column of codes of which no two agree."""
    name = UNIQUE.get(found.table)
    if name is None or name in chosen:
        return chosen
    for own, profile in found.profiles.items():
        head = read(own)
        if own in chosen.values() or not (head.concepts <= IDENTIFIES):
            continue
        alone = profile.distinct == 1 and not profile.missing and profile.filled >= SEVERAL
        if alone and profile.prose < 0.1 and fits.of(name, profile).fit >= 0.5:
            found.change(name, own, FAINTLY, Why("no_two_alike", name))
            return {**chosen, name: own}
    return chosen
