"""Money columns that nobody uses: what each adds up to, and which sum of the orders it completes.

Goods less the discount, with shipping and tax, are what an order comes to; units times price are
what a line comes to. Where that holds with a column that is not used, and not without it, the
column belongs to the money; where nothing tells, it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from taller.data.orders import statuses
from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import listed, read

ENOUGH = 3  # orders with an amount, before anything is read into it
HOLDS = 0.95  # share of orders in which a sum must hold
NEAR = 0.021  # amounts rounded one by one may differ by so much
MOST = 12  # columns that are tried
FEW = 40  # values of a column of statuses, at most
MONEY = listed(
    "discount promo shipping tax refund fee total amount payment price net gross balance"
)
NO_MONEY = listed(
    "id date time rate name phone weight quantity status method type code reference currency due "
    "created updated cancelled country city region postcode url score age period lifetime stock "
    "cost margin"
)
OF_STATUS = listed("status state payment stage order")


@dataclass(frozen=True)
class Unused:
    """A column of money that no table takes.

    Attributes
    ----------
    kind : discount, refund, shipping, tax, fee, or total
    amount : what it adds up to, in the rows that were looked at
    """

    column: str
    kind: str
    amount: float


@dataclass(frozen=True)
class Question:
    """Something about money that was not understood.

    Attributes
    ----------
    code : ``discount``, ``refund``, ``product``, ``status``, ``part_back``, ``other_status``
    about : the client's column
    what : a status or a second column it concerns
    rows, amount : how many rows, and the money
    other : a second amount
    """

    code: str
    about: str
    what: str = ""
    rows: int = 0
    amount: float = 0.0
    other: float = 0.0


@dataclass(frozen=True)
class Found:
    """What the columns of money say together.

    Attributes
    ----------
    matches : canonical columns that complete a sum, beside those known
    per_order : those of all columns that tell the order's amount on each line or the first
    statuses : each status with rows, money and its meaning
    """

    matches: Mapping[str, Match]
    per_order: tuple[str, ...]
    unused: tuple[Unused, ...]
    questions: tuple[Question, ...]
    statuses: tuple[tuple[str, int, float, str], ...] = ()


class Orders:
    """The sample's rows by order, and what each row comes to."""

    def __init__(self, profiles: Mapping[str, Profile], columns: Mapping[str, str]) -> None:
        self.profiles, self.columns = profiles, columns
        self.order = list(_filled(profiles[columns["transaction_id"]].cells))
        self.worth = list(self._worth())
        self.goods = self.summed(self.worth)
        self.lines: dict[str, int] = defaultdict(int)
        for key in self.order:
            self.lines[key] += 1

    def _worth(self) -> Iterator[float]:
        value, price, quantity = (self._figures(n) for n in ("value", "price", "quantity"))
        for v, p, q in zip(value, price, quantity, strict=True):
            yield v if v is not None else (p or 0.0) * (1.0 if q is None else q)

    def _figures(self, name: str) -> Sequence[float | None]:
        own = self.columns.get(name)
        return self.profiles[own].figures if own else [None] * len(self.order)

    def summed(self, figures: Sequence[float | None]) -> dict[str, float]:
        """The sum by order."""
        found: dict[str, float] = defaultdict(float)
        for key, figure in zip(self.order, figures, strict=True):
            found[key] += figure or 0.0
        return found

    def once(self, figures: Sequence[float | None]) -> dict[str, float] | None:
        """The amount of each order, told on its first line or on all; None where lines differ."""
        held: dict[str, set[float]] = defaultdict(set)
        first: dict[str, float] = {}
        for key, figure in zip(self.order, figures, strict=True):
            first.setdefault(key, figure or 0.0)
            if figure:
                held[key].add(figure)
        if any(len(values) > 1 for values in held.values()):
            return None
        # Beside lines that tell another's nothing, a line's own amount is not the order's.
        if any(held[key] and not first[key] for key in first):
            return None
        return first


def _filled(cells: Sequence[str | None]) -> Iterator[str]:
    above = ""
    for cell in cells:
        above = cell or above
        yield above


def of(
    profiles: Mapping[str, Profile], columns: Mapping[str, str], rules: Sequence[str] = ()
) -> Found | None:
    """What columns of orders say together; None where there are no orders to hold them against."""
    if "transaction_id" not in columns or not {"price", "value"} & columns.keys():
        return None
    orders = Orders(profiles, columns)
    unused = [
        Unused(own, kind, sum(profiles[own].read))
        for own, kind in _money(profiles, set(columns.values())).items()
    ][:MOST]
    matches: dict[str, Match] = {}
    per_order: list[str] = []
    questions = [*_products(orders), *_statuses(orders, ignored=rules)]
    _discounts(orders, unused, matches, per_order, questions)
    _refunds(orders, unused, matches, per_order, questions)
    per_order += _repeated(orders)
    if "refund" in {*columns, *matches}:
        _total(orders, unused, matches, per_order)
    taken = {match.column for match in matches.values()}
    left = tuple(each for each in unused if each.column not in taken)
    return Found(matches, tuple(per_order), left, tuple(questions), _listed(orders))


def _money(profiles: Mapping[str, Profile], used: set[str]) -> dict[str, str]:
    """The columns of money that are not used, and what each is of."""
    found = {}
    for own, profile in profiles.items():
        concepts = read(own).concepts
        # What was cancelled and given back is money; when it was cancelled is none.
        none = NO_MONEY - {"cancelled"} if "refund" in concepts else NO_MONEY
        if own in used or not concepts & MONEY or concepts & none or "%" in own:
            continue
        if profile.numbers >= 0.9 and any(profile.read):
            kinds = ("refund", "discount", "promo", "shipping", "tax", "fee")
            kind = next((k for k in kinds if k in concepts), "total")
            found[own] = "discount" if kind == "promo" else kind
    return found


def _discounts(
    orders: Orders, unused: Sequence[Unused], matches: dict[str, Match], per_order: list[str],
    questions: list[Question],
) -> None:  # fmt: skip
    """Take a discount off where totals hold with it alone; ask where nothing tells."""
    for each in (u for u in unused if u.kind == "discount"):
        figures = [abs(f) if f else f for f in orders.profiles[each.column].figures]
        summed, once = orders.summed(figures), orders.once(figures)
        given = [key for key, amount in summed.items() if amount]
        if len(given) < ENOUGH:
            if given:
                questions.append(_question("discount", each))
            continue
        ways = {"line": summed} | ({"order": once} if once is not None else {})
        fits = {way: _fit(orders, unused, held, given) for way, held in ways.items()}
        way = max(fits, key=lambda w: (fits[w][0], w == "order"))
        share, total = fits[way]
        without, _ = _fit(orders, unused, dict.fromkeys(orders.goods, 0.0), given)
        if share < HOLDS and max(without, _lines_net(orders, figures)) >= HOLDS:
            continue  # it is off already
        if share < HOLDS or "discount" in matches:
            questions.append(_question("discount", each))
            continue
        why = Why("completes", "discount", share)
        matches["discount"] = Match(each.column, 0.9 if total else 0.6, (why,))
        if way == "order":
            per_order.append("discount")


def _fit(
    orders: Orders, unused: Sequence[Unused], off: Mapping[str, float], given: Sequence[str]
) -> tuple[float, str]:
    """In what share of orders goods less this, with or without charges, are a total told."""
    charges = []
    for kind in ("shipping", "tax", "fee"):
        own = orders.columns.get(kind) or next((u.column for u in unused if u.kind == kind), None)
        if own:
            figures = orders.profiles[own].figures
            held = [orders.summed(figures)]
            if (once := orders.once(figures)) is not None:
                held.append(once)
            charges.append([None, *held])
    best = (0.0, "")
    for total in (u.column for u in unused if u.kind == "total"):
        figures = orders.profiles[total].figures
        for told in filter(None, (orders.once(figures), orders.summed(figures))):
            for chosen in product(*charges):
                plus = [c for c in chosen if c is not None]
                agree = sum(
                    abs(orders.goods[k] - off[k] + sum(c[k] for c in plus) - told[k])
                    <= NEAR + 0.006 * orders.lines[k]
                    for k in given
                )
                best = max(best, (agree / len(given), total))
    return best


def _lines_net(orders: Orders, discount: Sequence[float | None]) -> float:
    """In what share of lines the value is units times price less the discount already."""
    value, price, quantity = (orders._figures(n) for n in ("value", "price", "quantity"))
    agree = [
        abs((1 if q is None else q) * p - d - v) <= NEAR
        for q, p, v, d in zip(quantity, price, value, discount, strict=True)
        if p is not None and v is not None and d
    ]
    return sum(agree) / len(agree) if len(agree) >= ENOUGH else 0.0


def _refunds(
    orders: Orders, unused: Sequence[Unused], matches: dict[str, Match], per_order: list[str],
    questions: list[Question],
) -> None:  # fmt: skip
    """A refund told of the order on each of its lines; one that nobody uses is asked."""
    for each in (u for u in unused if u.kind == "refund"):
        once = orders.once(orders.profiles[each.column].figures)
        if "refund" in orders.columns or "refund" in matches or once is None:
            questions.append(_question("refund", each))
            continue
        repeated = abs(sum(map(abs, once.values())) - abs(each.amount)) > NEAR
        matches["refund"] = Match(each.column, 0.6, (Why("header", "refund"),))
        per_order += ["refund"] if repeated else []


def _repeated(orders: Orders) -> list[str]:
    """Columns in use that tell the order's amount on each of its lines."""
    found = []
    for name in ("tax", "refund"):
        if own := orders.columns.get(name):
            figures = orders.profiles[own].figures
            once = orders.once(figures)
            several = [k for k in once or () if orders.lines[k] > 1 and once[k]]
            summed = orders.summed(figures)
            if len(several) >= ENOUGH and all(abs(summed[k]) > abs(once[k]) for k in several):
                found.append(name)
    return found


def _total(
    orders: Orders, unused: Sequence[Unused], matches: dict[str, Match], per_order: Sequence[str]
) -> None:
    """The order's total, which says whether tax is on top of the lines: refunds are held to it."""
    off = dict.fromkeys(orders.goods, 0.0)
    if "discount" in matches:
        figures = [abs(f) if f else f for f in orders.profiles[matches["discount"].column].figures]
        off = (orders.once(figures) if "discount" in per_order else None) or orders.summed(figures)
    totals = [u for u in unused if u.kind == "total" and "line" not in read(u.column).concepts]
    for each in sorted(totals, key=lambda u: -u.amount):
        others = [u for u in unused if u.kind != "total"]
        share, _ = _fit(orders, [each, *others], off, list(orders.goods))
        if share >= HOLDS and orders.once(orders.profiles[each.column].figures) is not None:
            matches["total"] = Match(each.column, 0.9, (Why("sums", "total", share),))
            return


def _question(code: str, of: Unused) -> Question:
    return Question(code, of.column, amount=of.amount)


def _products(orders: Orders) -> Iterator[Question]:
    """Lines whose amount is not what units times price come to, for no reason that is told."""
    if not {"price", "value", "quantity"} <= orders.columns.keys():
        return
    value, price, quantity = (orders._figures(n) for n in ("value", "price", "quantity"))
    rows = [
        (i, q * p, v) for i, (q, p, v) in enumerate(zip(quantity, price, value, strict=True))
        if q and p and v
    ]  # fmt: skip
    off = [(i, m, v) for i, m, v in rows if not _alike(m, v)]
    if len(off) < 0.02 * len(rows) or not off:
        return
    beside = [
        orders.profiles[own].figures for own in orders.profiles
        if own not in (orders.columns["value"], orders.columns["price"], orders.columns["quantity"])
        and orders.profiles[own].numbers > 0.5
    ]  # fmt: skip
    explained = 0
    for figures in beside:
        told = [(m, v, figures[i] or 0.0) for i, m, v in off]
        ways = (
            sum(_alike(abs(m) - abs(d), abs(v)) for m, v, d in told),
            sum(_alike(abs(m) + abs(d), abs(v)) for m, v, d in told),
            sum(_alike(abs(m) * (1 - d / 100), abs(v)) for m, v, d in told),
            sum(_alike(abs(m) * (1 + d / 100), abs(v)) for m, v, d in told),
            sum(_alike(abs(m) * (1 - d), abs(v)) for m, v, d in told),
        )
        explained = max(explained, *ways)
    rates = {round(abs(v / m), 2) for _, m, v in off}
    if explained >= 0.9 * len(off) or len(rates) <= 4:
        return
    yield Question(
        "product", orders.columns["value"], orders.columns["price"], len(off),
        sum(v for _, _, v in off), sum(m for _, m, _ in off),
    )  # fmt: skip


def _alike(made: float, told: float) -> bool:
    return abs(abs(made) - abs(told)) <= max(0.03, 0.002 * abs(told))


def _by_value(orders: Orders, own: str) -> dict[str, tuple[int, float]]:
    """Rows and money by the value of a column, which an order may say on its first line alone."""
    first: dict[str, str] = {}
    found: dict[str, tuple[int, float]] = {}
    cells = orders.profiles[own].cells
    for key, cell, worth in zip(orders.order, cells, orders.worth, strict=True):
        said = cell or first.get(key)
        if said is not None:
            first.setdefault(key, said)
            rows, money = found.get(said, (0, 0.0))
            found[said] = (rows + 1, money + worth)
    return found


def _listed(orders: Orders) -> tuple[tuple[str, int, float, str], ...]:
    """Every status that may be written down, with rows, money and what it means."""
    own = orders.columns.get("status")
    held = _by_value(orders, own) if own else {}
    if len(held) > FEW:
        return ()
    return tuple(
        (said, rows, money, statuses.meaning(said))
        for said, (rows, money) in sorted(held.items(), key=lambda one: -one[1][1])
        if statuses.is_told(said)
    )


def _statuses(orders: Orders, ignored: Sequence[str]) -> Iterator[Question]:
    own = orders.columns.get("status")
    back = "refund" in orders.columns
    for said, rows, money, meaning in _listed(orders):
        if said in ignored:
            continue
        if statuses.is_partly_back(said):
            if not back:
                yield Question("part_back", own or "", said, rows, money)
        elif meaning == "unknown":
            yield Question("status", own or "", said, rows, money)
    used = set(orders.columns.values())
    for other, profile in orders.profiles.items():
        concepts = read(other).concepts
        if other in used or not concepts & OF_STATUS or len(profile.counts) > FEW:
            continue
        for said, (rows, money) in _by_value(orders, other).items():
            none = statuses.meaning(said) in ("none", "back") and statuses.is_told(said)
            if none and not (statuses.meaning(said) == "back" and back):
                yield Question("other_status", other, said, rows, money)
    for other, profile in orders.profiles.items():
        if other in used or "cancelled" not in read(other).concepts:
            continue
        held = [w for c, w in zip(profile.cells, orders.worth, strict=True) if c]
        if profile.dates > 0.9 and held:
            yield Question("cancelled_at", other, "", len(held), sum(held))
