"""What columns say together: whose order it is, what a line comes to, what is told once per order.

All of it is judged on a sample of whole stretches of rows, so that lines of one order stand
together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from taller.data.propose.columns.values import Profile

ENOUGH = 5  # repetitions before anything is read into them
FEW_PACKS = 3  # heads with products below them, from which that is how a file is written


def keys(
    order: Profile, customer: Profile, date: Profile | None
) -> Literal["sound", "swapped", "unclear"]:
    """Whether two columns are order and customer, or the other way round.

    An order belongs to one customer and one day; a customer has many orders, on many days.
    """
    several = share_with_several(order, customer)
    reverse = share_with_several(customer, order)
    if date is None:
        days = days_reverse = 0.0
    else:
        days, days_reverse = share_with_several(order, date), share_with_several(customer, date)
    forth, back = several + days, reverse + days_reverse
    if max(forth, back) < 0.02:
        return "unclear"
    # There are more orders than customers, whichever is called what.
    if forth > back and (
        len(customer.counts) < 0.8 * len(order.counts) or customer.distinct == 1 > order.distinct
    ):
        return "unclear"
    if forth <= 0.25 * back:
        return "sound"
    return "swapped" if back <= 0.25 * forth and several > 0.02 else "unclear"


def share_with_several(one: Profile, other: Profile) -> float:
    """Share of the values of one column that stand beside several values of another.

    Days count, not times: an order may be written down for two minutes.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for key, value in zip(one.cells, other.cells, strict=True):
        if key is not None and value is not None:
            beside[key].add(value[:10])
    # A single guest or test account stands beside everything; one value among many is no sign.
    varied = sum(len(values) > 1 for values in beside.values())
    return varied / len(beside) if varied >= ENOUGH else 0.0


def one_to_one(one: Profile, other: Profile) -> bool:
    """Whether each value of a column stands beside one of another alone, and the other way round.

    >>> numbers = [str(i // 2) for i in range(60)]
    >>> orders, others = Profile.of(numbers), Profile.of([f"x{n}" for n in numbers])
    >>> one_to_one(orders, others), one_to_one(orders, Profile.of([str(i) for i in range(60)]))
    (True, False)
    """
    pairs = {pair for pair in zip(one.cells, other.cells, strict=True) if None not in pair}
    firsts, seconds = {a for a, _ in pairs}, {b for _, b in pairs}
    return len(pairs) == len(firsts) == len(seconds) >= 4 * ENOUGH


def products(quantity: Profile, price: Profile, value: Profile) -> float | None:
    """Share of rows where quantity times price is the value; None where it cannot be told."""
    rows = [
        (q, p, v)
        for q, p, v in zip(quantity.figures, price.figures, value.figures, strict=True)
        if q is not None and p is not None and v is not None and q not in (0, 1) and p and v
    ]
    if len(rows) < ENOUGH:
        return None
    agree = sum(abs(abs(q * p) - abs(v)) <= 0.011 * max(abs(q), 1) for q, p, v in rows)
    return agree / len(rows)


def told_once(order: Profile, amount: Profile) -> bool:
    """Whether an amount is the order's, written on each of its lines (or on its first alone)."""
    lines: dict[str, list[float | None]] = defaultdict(list)
    for key, figure in zip(order.cells, amount.figures, strict=True):
        if key is not None:
            lines[key].append(figure)
    several = [figures for figures in lines.values() if len(figures) > 1]
    if len(several) < 2 * ENOUGH:
        return False
    told = [
        len({figure for figure in figures if figure is not None}) <= 1 and figures[0] is not None
        for figures in several
    ]
    varied = len({figures[0] for figures in several}) > max(3, 0.1 * len(several))
    return varied and sum(told) >= 0.95 * len(told)


def told_on_first(order: Profile, other: Profile) -> bool:
    """Whether what an order says stands on its first line alone.

    A line without an order's number, and without this, belongs to the order above.
    """
    first = later = filled = blank = 0
    number: str | None = None
    seen: set[str] = set()
    for key, said in zip(order.cells, other.cells, strict=True):
        number = number if key is None and said is None else key
        if number is None:
            continue
        if key is not None and key not in seen:
            seen.add(key)
            first, filled = first + 1, filled + (said is not None)
        else:
            later, blank = later + 1, blank + (said is None)
    return later >= ENOUGH and blank >= 0.95 * later and filled >= 0.95 * first


def are_packs(item: Profile, value: Profile) -> bool:
    """Whether products without money stand below rows of money without a product.

    >>> hat, paid = Profile.of([None, "a", "b"] * 3), Profile.of(["9", None, None] * 3)
    >>> are_packs(hat, paid), are_packs(paid, hat)
    (True, False)
    """
    packs = below = alone = 0
    headed = begun = False
    for product, amount in zip(item.cells, value.cells, strict=True):
        if product is None or amount is not None:
            headed, begun = product is None and amount is not None, False
            continue
        packs, begun = packs + (headed and not begun), True
        below, alone = below + headed, alone + (not headed)
    return packs >= FEW_PACKS and below > packs and below >= 0.95 * (below + alone)


def never_varies(order: Profile, amount: Profile) -> bool:
    """Whether all lines of an order hold the same amount, or its first line alone does."""
    lines: dict[str, set[float]] = defaultdict(set)
    several: Counter[str] = Counter()
    for key, figure in zip(order.cells, amount.figures, strict=True):
        if key is not None:
            several[key] += 1
            if figure is not None:
                lines[key].add(figure)
    judged = [key for key, times in several.items() if times > 1]
    return len(judged) >= 2 * ENOUGH and all(len(lines[key]) <= 1 for key in judged)


def differs_by(before: Profile, discount: Profile, after: Profile) -> bool:
    """Whether one amount less a discount is another, on rows with and without one."""
    rows = [
        (b, abs(d or 0.0), a)
        for b, d, a in zip(before.figures, discount.figures, after.figures, strict=True)
        if b is not None and a is not None
    ]
    told = [(b, d, a) for b, d, a in rows if d]
    agree = sum(abs(abs(b) - d - abs(a)) <= 0.02 for b, d, a in rows)
    return (
        len(told) >= ENOUGH
        and agree >= 0.95 * len(rows)
        and sum(abs(abs(b) - d - abs(a)) <= 0.02 for b, d, a in told) >= 0.95 * len(told)
    )


def add_up(parts: Sequence[Profile], whole: Profile) -> bool:
    """Whether several amounts make up another, the first alone not, each of the others somewhere.

    >>> sold, tax = Profile.of(["10", "20", "5", "8", "4", "1"]), Profile.of(["2"] * 6)
    >>> paid = Profile.of(["12", "22", "7", "10", "6", "3"])
    >>> add_up([sold, tax], paid), add_up([sold, tax], sold)
    (True, False)
    """
    rows = [
        (figures[-1], *(figure or 0.0 for figure in figures[:-1]))
        for figures in zip(*(part.figures for part in parts), whole.figures, strict=True)
        if figures[0] is not None and figures[-1] is not None
    ]
    if not rows or any(sum(map(bool, part)) < ENOUGH for part in list(zip(*rows, strict=True))[2:]):
        return False
    off, near = 0, 0.011 * len(parts)
    for total, *of in rows:
        off += abs(sum(of) - total) > near
        if off > 0.05 * len(rows):
            return False
    return True


def per_unit(item: Profile, quantity: Profile, amount: Profile) -> Literal["unit", "line"] | None:
    """Whether a lone amount is a unit's price or a whole line's value.

    One item sold in several quantities keeps its price; what its lines come to varies.
    """
    seen: dict[str, dict[float, float]] = defaultdict(dict)
    for key, q, a in zip(item.cells, quantity.figures, amount.figures, strict=True):
        if key is not None and q and a:
            seen[key].setdefault(abs(q), abs(a))
    unit = line = 0
    for amounts in seen.values():
        if len(amounts) > 1:
            unit += _alike(list(amounts.values()))
            line += _alike([a / q for q, a in amounts.items()])
    if max(unit, line) < ENOUGH:
        return None
    if unit >= 3 * line:
        return "unit"
    return "line" if line >= 3 * unit else None


def _alike(figures: Sequence[float]) -> bool:
    return max(figures) - min(figures) <= 0.02 * max(figures) + 0.01
