"""Words that charts, tables and findings share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from taller import language
from taller.language import money, number, percent, span
from taller.planning.plan.messages import say

if TYPE_CHECKING:
    from taller.planning.plan.model.money import Driver


def share(of: float) -> float:
    """A share as it is told in whole percents: short of all, and more than none, stay so.

    >>> share(0.998), share(0.004), share(1.0), share(0.5)
    (0.99, 0.01, 1.0, 0.5)
    """
    return of if of in (0.0, 1.0) else min(max(of, 0.01), 0.99)


def signed(amount: float) -> str:
    """Money in whole units."""
    return money(amount, 0)


def plain(value: float) -> str:
    """A number with a decimal where it needs one."""
    return number(value, 0 if value == int(value) else 1)


def driver(each: Driver) -> str:
    """What moves the money, as a chart or table calls it."""
    return say(f"driver.{each.kind}", name=each.name)


def at(each: Driver, value: float) -> str:
    """A driver's value as it is read."""
    if each.kind == "adoption":
        return percent(value, 0)
    if each.kind in ("pace", "delay"):
        return say("months", n=number(value, 1))
    return signed(value)


def unlike(names: Sequence[str]) -> list[str]:
    """Names as they are, those that come again with a number behind, so that each has a row.

    >>> unlike(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    return [name if (n := list(names[: i + 1]).count(name)) == 1 else f"{name} ({n})"
            for i, name in enumerate(names)]  # fmt: skip


def day(of: dt.date) -> str:
    """A day as narrow columns have room for it, on one line.

    >>> day(dt.date(2026, 2, 3)).replace("\u00a0", " ")
    '3 Feb 2026'
    """
    from babel.dates import format_date

    return format_date(of, "d MMM y", locale=language.current().locale).replace(" ", "\u00a0")


def band(bounds: Sequence[float], place: int) -> str:
    """A band of the risk matrix.

    >>> [band((0.1, 0.3), place) for place in range(3)]
    ['< 10%', '10%\u2060–\u206030%', '≥ 30%']
    """
    low, high = (percent(bounds[min(max(i, 0), len(bounds) - 1)], 0) for i in (place - 1, place))
    if place == 0:
        return f"< {high}"
    return f"≥ {low}" if place == len(bounds) else span(low, high)
