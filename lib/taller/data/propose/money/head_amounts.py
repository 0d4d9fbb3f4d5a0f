"""An order's total and discount, by the headers of its head and by what its lines come to.

Whether a discount is still to be taken off the lines only the sums tell: what an order comes to is
its lines, less the discount where they are before it, with shipping and tax or without.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taller.data.propose.assign import Match
from taller.data.propose.columns import fits
from taller.data.propose.columns.values import Profile
from taller.data.propose.joins import Joint, as_number
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import read

ENOUGH = 3  # orders that are compared before anything is read into them
CLEAR = 0.8  # share of them that agree
HELD = 0.95  # confidence of what the sums prove
BY_HEADER = 0.6  # of what the header alone says


@dataclass(frozen=True)
class Reading:
    """One way to read the amounts of heads and lines, and how many orders agree with it.

    Attributes
    ----------
    goods : the canonical column that the lines' amount is
    total, discount : the heads' columns
    share : share of the orders compared that agree
    proven : how many agree whose discount is not zero
    """

    goods: str
    total: str
    discount: str | None
    share: float
    proven: int


@dataclass(frozen=True)
class Amounts:
    """What was found: further columns of the heads, and the lines' columns as they are read."""

    heads: dict[str, Match]
    lines: dict[str, Match]


def weigh(joint: Joint, heads: Mapping[str, Match], lines: Mapping[str, Match]) -> Amounts:
    """Find the heads' total and discount, and settle what the lines' amount is.

    Parameters
    ----------
    heads, lines : canonical column: its match, as the headers and values of each source tell
    """
    taken = {match.column for match in heads.values()} | {joint.key}
    left = {own: p for own, p in joint.heads.profiles.items() if own not in taken}
    discounts = [own for own, profile in left.items() if _is_discount(own, profile)]
    totals = [own for own, profile in left.items() if own not in discounts
              and _is_total(own, profile)]  # fmt: skip
    readings = list(_readings(joint, heads, lines, totals, discounts))
    best = max(readings, key=lambda each: (each.share, each.proven), default=None)
    if best is None or best.share < CLEAR:
        return Amounts(_unproven(joint, totals, discounts, bool(readings)), dict(lines))
    found = {"total": Match(best.total, HELD, (Why("lines_add_up", "total", best.share),))}
    if best.discount is not None:
        why = Why("discount_off", "discount", best.share)
        found["discount"] = Match(best.discount, HELD if best.proven else BY_HEADER,
                                  (why if best.proven else Why("header", "discount"),))  # fmt: skip
    return Amounts(found, _settled(lines, best))


def _unproven(
    joint: Joint, totals: Sequence[str], discounts: Sequence[str], compared: bool
) -> dict[str, Match]:
    """What the headers alone say, to be looked at."""
    found = {}
    own = next((joint.heads_matches[name].column for name in ("value", "price")
                if name in joint.heads_matches), None)  # fmt: skip
    if (total := own if own in totals else next(iter(totals), None)) is not None:
        why = [Why("header", "total")] + ([Why("lines_differ", "total")] if compared else [])
        found["total"] = Match(total, BY_HEADER, tuple(why))
    if discounts:
        why = [Why("header", "discount"), Why("discount_unclear", "discount")]
        found["discount"] = Match(discounts[0], BY_HEADER, tuple(why))
    return found


def _settled(lines: Mapping[str, Match], best: Reading) -> dict[str, Match]:
    """The lines' columns, with their lone amount as the sums prove it to be."""
    if best.goods in lines:
        return dict(lines)
    other = "price" if best.goods == "value" else "value"
    why = (*lines[other].why, Why("lines_add_up", best.goods, best.share))
    rest = {name: match for name, match in lines.items() if name != other}
    return rest | {best.goods: Match(lines[other].column, HELD, why)}


def _readings(
    joint: Joint, heads: Mapping[str, Match], lines: Mapping[str, Match],
    totals: Sequence[str], discounts: Sequence[str],
) -> Iterator[Reading]:  # fmt: skip
    """All ways to read the amounts, likeliest first, so that of equals the first counts."""
    if not totals:
        return
    profiles = joint.heads.profiles
    rows = {as_number(key): at for at, key in enumerate(profiles[joint.key].cells) if key}
    added = [profiles[heads[name].column].figures for name in ("shipping", "tax") if name in heads]
    for goods, amounts in _goods(lines, joint.lines.profiles):
        sums = _sums(joint.lines.profiles[joint.own].cells, amounts)
        orders = [(rows[number], *told) for number, told in sums.items() if number in rows]
        for discount, total in itertools.product((*discounts, None), totals):
            off = profiles[discount].figures if discount else None
            agree = [
                _agreeing(orders, profiles[total].figures, off, charges)
                for charges in _choices(added)
            ]
            compared, share, proven = max(agree, key=lambda each: each[1:])
            if compared >= ENOUGH:
                yield Reading(goods, total, discount, share, proven)


def _choices(added: Sequence[Sequence[float | None]]) -> list[tuple]:
    """None of the charges, each, and all."""
    sizes = range(len(added) + 1)
    return [each for size in sizes for each in itertools.combinations(added, size)]


def _goods(
    lines: Mapping[str, Match], profiles: Mapping[str, Profile]
) -> Iterator[tuple[str, list[float | None]]]:
    """What each line comes to; a lone amount may be a unit's or the line's."""
    lone = [name for name in ("price", "value") if name in lines]
    own = profiles[lines[lone[-1]].column].figures
    if "quantity" not in lines or len(lone) == 2:
        yield lone[-1], list(own)
        return
    units = profiles[lines["quantity"].column].figures
    told = {
        "price": [
            None if None in (each, n) else each * n
            for each, n in zip(own, units, strict=True)
        ],
        "value": list(own),
    }  # fmt: skip
    yield from sorted(told.items(), key=lambda each: each[0] not in lines)


def _sums(
    numbers: Sequence[str | None], amounts: Sequence[float | None]
) -> dict[str, tuple[float, int]]:
    """What the lines of each order come to, and how many they are; none that lacks an amount."""
    found: dict[str, list[float | None]] = defaultdict(list)
    for number, amount in zip(numbers, amounts, strict=True):
        if number is not None:
            found[as_number(number)].append(amount)
    return {number: (sum(told), len(told)) for number, told in found.items() if None not in told}


def _agreeing(
    orders: Sequence[tuple[int, float, int]], total: Sequence[float | None],
    discount: Sequence[float | None] | None, charges: Sequence[Sequence[float | None]],
) -> tuple[int, float, int]:  # fmt: skip
    """Orders compared, the share that agree, and how many of these have a discount."""
    compared = agree = proven = 0
    for at, goods, lines in orders:
        if (paid := total[at]) is None:
            continue
        off = abs(discount[at] or 0) if discount else 0.0
        sums = goods - off + sum(charge[at] or 0 for charge in charges)
        near = abs(sums - paid) <= max(0.02, 0.01 * lines) + 1e-9
        compared, agree, proven = compared + 1, agree + near, proven + (near and off > 0)
    return compared, agree / max(compared, 1), proven


def _is_amount(profile: Profile) -> bool:
    return profile.numbers > 0.8 and profile.share(lambda value: "%" in value) < 0.5


def _is_discount(own: str, profile: Profile) -> bool:
    concepts = read(own).concepts
    return "discount" in concepts and "rate" not in concepts and _is_amount(profile)


def _is_total(own: str, profile: Profile) -> bool:
    """Whether a column may be what an order comes to, by its header."""
    concepts = read(own).concepts
    may_be = bool({"total", "amount", "price", "payment"} & concepts)
    return may_be and _is_amount(profile) and fits.of("value", profile).fit >= 0.3
