"""Why the client's figures differ from ours: found by trying what people usually count differently.

Each attempt changes our monthly figures in one way (rows added back, tax or shipping in or out,
gross for net, cents, another time zone or month) and is judged by how much of the difference is
left. What is found is the likeliest of these, not a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Literal

from taller.data.tell.control_totals import MOST_HOURS, ZERO, Control, written
from taller.language import _, listing, money, ngettext, number, percent, quoted

Series = Mapping[str, Decimal]
Kind = Literal[
    "added_back", "instead", "with_tax", "without_tax", "vat", "factor", "clock", "month",
    "with_shipping", "without_shipping", "with_both", "per_order",
]  # fmt: skip
MONEY_FIGURES = ("gross", "refunds", "net", "shipping", "total", "tax")
FULLY, PARTLY = 0.1, 0.5  # share of the difference left by what explains it, or part of it
VAT = ("0.21", "0.16", "0.10", "0.19", "0.20", "0.23", "0.18", "0.08", "0.04", "0.05")
SCALES = ("100", "0.01", "1000", "0.001", "1000000", "0.000001")
FEWEST_FOR_FACTOR = 3  # months, below which any factor fits by chance
INSTEAD = {
    "net": ("gross",),
    "gross": ("net",),
    "total": ("gross",),
    "units": ("kept_units",),
    "orders": ("documents",),
    "lines": (),
}


@dataclass(frozen=True)
class Explanation:
    """A likely reason for the differences in one figure.

    Attributes
    ----------
    codes : reasons of the rows added back, or the figure given instead
    value : factor, VAT rate, hours or months, where the kind has one
    left : share of the difference that remains, 0 to 1
    lines, amount : what was added back, where rows were
    """

    kind: Kind
    figure: str
    codes: tuple[str, ...] = ()
    value: Decimal | None = None
    left: float = 0.0
    lines: int = 0
    amount: Decimal = ZERO

    @property
    def whole(self) -> bool:
        """Whether it explains (nearly) all of the difference, not just a part."""
        return self.left <= FULLY

    def text(self) -> str:
        """What the client's figures seem to do, in the language in force, without a full stop."""
        return _text(self)


@dataclass(frozen=True)
class _Attempt:
    explanation: Explanation
    figures: Series
    effort: int  # the less usual, the higher: among equals the usual wins


def explain(control: Control, figure: str, theirs: Series, slack: Decimal) -> Explanation | None:
    """The likeliest reason for the differences in one figure, or None where none fits.

    Parameters
    ----------
    theirs : the client's figure by month, for the months that are compared
    slack : difference that rounding alone may make
    """
    ours = {m.month: m.figure(figure) or ZERO for m in control.counted if m.month}
    before = _distance(ours, theirs, slack)
    if not before:
        return None
    best: tuple[float, Explanation] | None = None
    for attempt in _attempts(control, figure, ours, theirs):
        left = float(_distance(attempt.figures, theirs, slack) / before)
        score = left + 0.02 * attempt.effort
        if left <= PARTLY and (best is None or score < best[0]):
            found = attempt.explanation
            best = (score, Explanation(**{**vars(found), "left": left}))
    return best[1] if best else None


def _distance(ours: Series, theirs: Series, slack: Decimal) -> Decimal:
    return sum(
        (max(ZERO, abs(ours.get(month, ZERO) - value) - slack) for month, value in theirs.items()),
        ZERO,
    )


def _attempts(control: Control, figure: str, ours: Series, theirs: Series) -> Iterator[_Attempt]:
    yield from _instead(control, figure)
    yield from _added_back(control, figure, ours)
    if figure in MONEY_FIGURES:
        yield from _taxed(control, figure, ours)
        yield from _shipped(control, figure, ours, theirs)
        yield from _scaled(figure, ours, theirs)
    yield from _moved(control, figure, ours)


def _instead(control: Control, figure: str) -> Iterator[_Attempt]:
    """Another figure of ours under this figure's name."""
    for other in INSTEAD.get(figure, ()):
        figures = {}
        for month in control.counted:
            if other == "kept_units":
                figures[month.month] = Decimal(month.amounts.units - month.amounts.returned)
            elif other == "documents":
                figures[month.month] = Decimal(month.orders + month.cancelling)
            elif figure == "total":
                figures[month.month] = month.amounts.total + month.amounts.refunds
            else:
                figures[month.month] = month.figure(other) or ZERO
        yield _Attempt(Explanation("instead", figure, (other,)), figures, 0)


def _added_back(control: Control, figure: str, ours: Series) -> Iterator[_Attempt]:
    """Rejected rows counted all the same: those of one reason, or of two."""
    open_groups = [g for g in control.rejected if not set(g.reasons) <= set(control.includes)]
    codes = sorted({c for g in open_groups for c in g.reasons} - set(control.includes))
    for size in (1, 2):
        for chosen in combinations(codes, size):
            counted = {*chosen, *control.includes}
            groups = [g for g in open_groups if set(g.reasons) <= counted]
            if {c for g in groups for c in g.reasons} < set(chosen):
                continue  # one of the two adds nothing
            figures = dict(ours)
            for group in groups:
                held = group if figure in ("orders", "customers") else group.amounts
                if group.month is not None:
                    extra = Decimal(getattr(held, figure) or 0)
                    figures[group.month] = figures.get(group.month, ZERO) + extra
            found = Explanation(
                "added_back", figure, chosen,
                lines=sum(g.amounts.lines for g in groups),
                amount=sum((g.amounts.net for g in groups), ZERO),
            )  # fmt: skip
            yield _Attempt(found, figures, 2 * size - 1)


def _taxed(control: Control, figure: str, ours: Series) -> Iterator[_Attempt]:
    """Tax of the data added or taken off; VAT at a usual rate where the data has no tax."""
    if figure in ("tax", "shipping"):
        return
    tax = {}
    for month in control.counted:
        found = {
            "gross": month.amounts.sales_tax,
            "net": month.amounts.tax,
            "total": month.amounts.tax,
            "refunds": (month.amounts.sales_tax or ZERO) - (month.amounts.tax or ZERO),
        }[figure]
        tax[month.month] = found or ZERO
    if any(tax.values()):
        more = {m: v + tax.get(m, ZERO) for m, v in ours.items()}
        less = {m: v - tax.get(m, ZERO) for m, v in ours.items()}
        yield _Attempt(Explanation("with_tax", figure), more, 1)
        yield _Attempt(Explanation("without_tax", figure), less, 1)
    for rate in map(Decimal, VAT):
        yield _Attempt(Explanation("vat", figure, ("added",), rate),
                       {m: v * (1 + rate) for m, v in ours.items()}, 2)  # fmt: skip
        yield _Attempt(Explanation("vat", figure, ("taken",), rate),
                       {m: v / (1 + rate) for m, v in ours.items()}, 2)  # fmt: skip


def _shipped(control: Control, figure: str, ours: Series, theirs: Series) -> Iterator[_Attempt]:
    """Shipping of the data added or taken off; an amount per order where the data has none."""
    if figure not in ("net", "gross", "total"):
        return
    paid = {m.month: m.amounts.shipping or ZERO for m in control.counted}
    if not any(paid.values()):
        yield from _per_order(control, figure, ours, theirs)
    elif figure == "total":
        less = {m: v - paid.get(m, ZERO) for m, v in ours.items()}
        yield _Attempt(Explanation("without_shipping", figure), less, 1)
    else:
        more = {m: v + paid.get(m, ZERO) for m, v in ours.items()}
        yield _Attempt(Explanation("with_shipping", figure), more, 1)
        net = figure == "net"
        tax = {m.month: (m.amounts.tax if net else m.amounts.sales_tax) for m in control.counted}
        if any(tax.values()):
            both = {m: v + (tax.get(m) or ZERO) for m, v in more.items()}
            yield _Attempt(Explanation("with_both", figure), both, 2)


def _per_order(control: Control, figure: str, ours: Series, theirs: Series) -> Iterator[_Attempt]:
    orders = {m.month: Decimal(m.orders) for m in control.counted if m.month}
    every = sum((orders.get(m, ZERO) for m in theirs), ZERO)
    if not every or len(theirs) < FEWEST_FOR_FACTOR:
        return
    off = sum((value - ours.get(m, ZERO) for m, value in theirs.items()), ZERO)
    each = off / every
    figures = {m: v + each * orders.get(m, ZERO) for m, v in ours.items()}
    yield _Attempt(Explanation("per_order", figure, value=each), figures, 4)


def _scaled(figure: str, ours: Series, theirs: Series) -> Iterator[_Attempt]:
    """Cents or thousands, in the months that differ; another constant factor in all of them."""
    differs = {m for m, v in theirs.items() if ours.get(m) and abs(ours[m] / v - 1) > Decimal("0.2")
               } if all(theirs.values()) else set(theirs)  # fmt: skip
    for factor in map(Decimal, SCALES):
        figures = {m: v * factor if m in differs else v for m, v in ours.items()}
        yield _Attempt(Explanation("factor", figure, value=factor), figures, 1)
    total = sum((ours.get(m, ZERO) for m in theirs), ZERO)
    if total and len(theirs) >= FEWEST_FOR_FACTOR:
        factor = sum(theirs.values(), ZERO) / total
        figures = {m: v * factor for m, v in ours.items()}
        yield _Attempt(Explanation("factor", figure, value=factor), figures, 4)


def _moved(control: Control, figure: str, ours: Series) -> Iterator[_Attempt]:
    """Rows put into another month: by another time zone, or by calling months differently."""
    if figure not in ("orders", "customers"):
        for hours in (h for h in range(-MOST_HOURS, MOST_HOURS + 1) if h):
            figures = _on_clock(control, figure, ours, hours)
            if figures != ours:
                yield _Attempt(Explanation("clock", figure, value=Decimal(hours)), figures, 3)
    for step in (-1, 1):
        figures = {shifted(month, step): value for month, value in ours.items()}
        if len(figures) > 1:
            yield _Attempt(Explanation("month", figure, value=Decimal(step)), figures, 3)


def _on_clock(control: Control, figure: str, ours: Series, hours: int) -> Series:
    figures = dict(ours)
    for hour, amounts in control.hours:
        old, new = written(hour), written(hour + timedelta(hours=hours))
        if old != new:
            value = amounts.figure(figure) or ZERO
            figures[old] = figures.get(old, ZERO) - value
            figures[new] = figures.get(new, ZERO) + value
    return figures


def shifted(month: str, step: int) -> str:
    """The month some months later.

    >>> shifted("2026-12", 1)
    '2027-01'
    """
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"


def _text(found: Explanation) -> str:
    from taller.data.contract.labels import label

    if found.kind == "added_back":
        return _(
            "your figures also count what is left out here as {reasons} ({lines}, {money})"
        ).format(
            reasons=listing([quoted(label(code)) for code in found.codes]),
            lines=ngettext("{n} line", "{n} lines", found.lines).format(n=number(found.lines)),
            money=money(float(found.amount)),
        )
    if found.kind == "instead":
        return {
            "gross": _("your figure is before cancellations and refunds are taken off"),
            "net": _("your figure has cancellations and refunds taken off already"),
            "kept_units": _("your units have those sent back taken off"),
            "documents": _("your figure counts each cancellation as an order too"),
        }[found.codes[0]]
    return _numbered(found)


def _numbered(found: Explanation) -> str:
    value = found.value or ZERO
    if found.kind == "per_order":
        text = _("yours come to about {amount} more for each order: shipping or a fee, which the "
                 "data does not hold")  # fmt: skip
        if value < 0:
            text = _("ours come to about {amount} more for each order: the data seems to count "
                     "shipping or a fee")  # fmt: skip
        return text.format(amount=money(float(abs(value)), 2))
    if found.kind == "with_shipping":
        return _("your figure includes shipping, ours does not")
    if found.kind == "without_shipping":
        return _("your figure is without shipping, ours includes it")
    if found.kind == "with_both":
        return _("your figure includes shipping and tax, ours neither")
    if found.kind == "with_tax":
        return _("your figure includes tax, ours does not")
    if found.kind == "without_tax":
        return _("your figure is without tax, ours includes it")
    if found.kind == "vat" and found.codes == ("added",):
        return _("your figure includes VAT of {rate}, ours does not").format(rate=_rate(value))
    if found.kind == "vat":
        return _("ours includes VAT of {rate}, your figure does not").format(rate=_rate(value))
    if found.kind == "clock":
        hours = ngettext("{n} hour", "{n} hours", abs(value)).format(n=number(float(abs(value))))
        text = _("your clock is {hours} ahead of the one in the data (another time zone)")
        if value < 0:
            text = _("your clock is {hours} behind the one in the data (another time zone)")
        return text.format(hours=hours)
    if found.kind == "month":
        if value > 0:
            return _("your figures name the month after the one in which orders were placed")
        return _("your figures name the month before the one in which orders were placed")
    if value == 100:
        return _("your figures are 100 times ours: the data is in units, your figures in cents")
    if value == Decimal("0.01"):
        return _("ours are 100 times yours: amounts in the data are in cents")
    if value in (1000, 1000000):
        return _("the data is in thousands or millions, your figures are not")
    if value in (Decimal("0.001"), Decimal("0.000001")):
        return _("your figures are in thousands or millions")
    return _(
        "your figures are {factor} times ours in every month (a rate of exchange, or a fee)"
    ).format(factor=number(float(value), 4))


def _rate(value: Decimal) -> str:
    return percent(float(value), 0)
