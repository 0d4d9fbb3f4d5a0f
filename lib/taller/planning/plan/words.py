"""Words that charts, tables and findings share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller import language
from taller.language import money, number, percent, span
from taller.planning.plan.messages import say
from taller.planning.plan.model import finance

if TYPE_CHECKING:
    from taller.planning.plan.model.money import Driver, Money
    from taller.planning.plan.model.schedule import Scheduled


def driver(each: Driver) -> str:
    """What moves the money, as a chart or table calls it."""
    return say(f"driver.{each.kind}", name=each.name)


def share(of: float) -> float:
    """A share as it is told in whole percents: short of all, and more than none, stay so.

    >>> share(0.998), share(0.004), share(1.0), share(0.5)
    (0.99, 0.01, 1.0, 0.5)
    """
    return of if of in (0.0, 1.0) else min(max(of, 0.01), 0.99)


def signed(amount: float) -> str:
    """Money with a true minus sign."""
    return money(amount, 0).replace("-", "−")


def at(each: Driver, value: float) -> str:
    """A driver's value as it is read."""
    if each.kind == "adoption":
        return percent(value, 0)
    if each.kind in ("pace", "delay"):
        return say("months", n=number(value, 1))
    return money(value, 0)


def unlike(names: Sequence[str]) -> list[str]:
    """Names as they are, those that come again with a number behind, so that each has a row.

    >>> unlike(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return made


def lines(tasks: Sequence[Scheduled]) -> list[str]:
    """The line of each task in a chart: its use case's, by name; else its own."""
    names = dict(zip((t.key for t in tasks), unlike([t.name for t in tasks]), strict=True))
    return [t.name.rpartition(": ")[2] if t.case else names[t.key] for t in tasks]


def day(of: dt.date) -> str:
    """A day as narrow columns have room for it, on one line.

    >>> day(dt.date(2026, 2, 3)).replace("\u00a0", " ")
    '3 Feb 2026'
    """
    from babel.dates import format_date

    text = format_date(of, "d MMM y", locale=language.current().locale)
    return text.replace(" ", "\u00a0")


def band(bounds: Sequence[float], place: int) -> str:
    """A band of the risk matrix.

    >>> [band((0.1, 0.3), place) for place in range(3)]
    ['< 10%', '10%\u2060–\u206030%', '≥ 30%']
    """
    if place == 0:
        return f"< {percent(bounds[0], 0)}"
    low = percent(bounds[place - 1], 0)
    return f"≥ {low}" if place == len(bounds) else span(low, percent(bounds[place], 0))


def cash_facts(found: Money) -> dict[str, Any]:
    """What is said of the cash flow at the middle of all ranges."""
    net = found.unit_benefits() - found.middle.costs[0]
    back = float(finance.payback(net[None])[0])
    return {
        "valued": found.valued, "months": found.months,
        "npv": signed(finance.present_value(net, found.discount)),
        "back": int(back) if back <= found.months else 0, "needed": found.needed or 0.0,
        "lowest": signed(min(0.0, net.cumsum().min())),
        "discount": found.discount, "share": found.drivers["adoption"].span.mid,
    }  # fmt: skip
