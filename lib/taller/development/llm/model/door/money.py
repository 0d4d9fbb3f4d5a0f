"""What a call costs, and the most that may be spent: in billionths of a US dollar.

The worst a call may cost is counted as spent before it is sent, and put right when it is answered.
A process that is killed in between leaves the worst: nobody knows what the service will bill.
"""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.requests import Refused
from taller.development.llm.model.door.settings import Budget, Price, Provider

NANOS = 1_000_000_000
DATED = {"0.2.3": dt.date(2026, 11, 9)}
"""When a release of the price list was made, by the latest change of a price that it holds."""
OLD = dt.timedelta(days=90)
SAME_PRICE = 100_000  # tokens up to which no model of the list asks more for long texts
LISTED_AS = {"microsoft": "azure"}


@dataclass(frozen=True)
class Tokens:
    """How many were read, of which some from the service's own cache, and written."""

    input_tokens: int
    output_tokens: int
    cache_read_tokens: int = 0


@dataclass(frozen=True)
class Tariff:
    """What tokens of one model cost, and when that was so."""

    cost: Callable[[Any], int]
    as_of: dt.date

    def is_old(self, today: dt.date) -> bool:
        """Whether prices may well have changed since."""
        return today - self.as_of > OLD


def tariff(prices: dict[str, Price], endpoint: str, provider: Provider, model: str) -> Tariff:
    """The price of a model: the engagement's own, else the list's, which is bundled and dated.

    Raises
    ------
    Refused
        If neither knows it.
    """
    own = prices.get(endpoint)
    if own:
        return Tariff(lambda used: _linear(used, own.input, own.input, own.output), own.as_of)
    from genai_prices import Usage, calc_price

    listed = LISTED_AS.get(provider.kind, provider.kind)

    def dollars(**tokens: int) -> float:
        return float(calc_price(Usage(**tokens), model, provider_id=listed).total_price)

    try:
        into, out = dollars(input_tokens=1000) * 1000, dollars(output_tokens=1000) * 1000
        again = dollars(input_tokens=1000, cache_read_tokens=1000) * 1000
    except LookupError:
        raise Refused("price", say("door-no-price", endpoint=endpoint)) from None

    def cost(used: Any) -> int:
        if used.input_tokens <= SAME_PRICE:
            return _linear(used, into, again, out)
        tokens = {"input_tokens": used.input_tokens, "output_tokens": used.output_tokens}
        return math.ceil(dollars(**tokens) * NANOS)

    return Tariff(cost, DATED.get(version("genai-prices"), max(DATED.values())))


def reserve(
    db: sqlite3.Connection, budget: Budget, scopes: tuple[str, str], worst: int, endpoint: str
) -> None:
    """Count the worst as spent, in this run and this month.

    Raises
    ------
    Refused
        If it is more than is left.
    """
    for scope, most in zip(scopes, (budget.per_run, budget.per_month), strict=True):
        spent = _spent(db, scope)
        if spent + worst > most * NANOS:
            what = say(
                "door-budget", of=scope.partition(":")[0], endpoint=endpoint, most=f"{most:,.2f}",
                spent=f"{spent / NANOS:,.4f}", worst=f"{worst / NANOS:,.4f}",
            )  # fmt: skip
            raise Refused("budget", what)
    settle(db, scopes, worst)


def settle(db: sqlite3.Connection, scopes: Iterable[str], more: int) -> None:
    """Count more as spent, or less."""
    db.executemany(
        "insert into money values (?, ?) on conflict do update set nanos = nanos + excluded.nanos",
        [(scope, more) for scope in scopes],
    )


def _spent(db: sqlite3.Connection, scope: str) -> int:
    found = db.execute("select nanos from money where scope = ?", (scope,)).fetchone()
    return found[0] if found else 0


def _linear(used: Any, into: float, again: float, out: float) -> int:
    """Billionths for tokens at so many dollars a million, rounded up."""
    cached = used.cache_read_tokens
    dollars = (used.input_tokens - cached) * into + cached * again + used.output_tokens * out
    return math.ceil(dollars * NANOS / 1e6 - 1e-6)
