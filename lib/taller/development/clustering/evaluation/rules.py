"""What a name says, as rules on a customer's own figures.

"Newcomers" says that each of them is new. So a word is a rule that a customer fulfils or not, and
a segment bears a name where nearly all of its customers fulfil all that the name says, and few of
the others do. Rules are absolute where the word is (nobody is new after 90 days, nobody returns
much who returned less than a tenth), and measured by the shop's own customers where the word
compares ("high spend", "not seen for long").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from taller.development.clustering.messages import say

NEW, OLD, RECENT, LAPSED = 90, 365, 30, 90  # days
MANY, REGULAR = 5, 3  # orders
MUCH = 1.5  # times the shop's median from which spend, a basket or a range is large
RETURNS, KEEPS = 0.10, 0.01  # shares of the value bought
FEWEST_REPEAT = 20  # customers with two orders from which the shop's own rhythm is taken


@dataclass(frozen=True)
class Yardstick:
    """What long, much and many mean in this shop: medians over all customers.

    Attributes
    ----------
    pause : days within which nine of ten repeat customers, on average, order again; at least 90
    spend, basket : net value per customer and per order
    orders, items : per customer
    returned : mean share returned
    """

    pause: float
    spend: float
    basket: float
    orders: float
    items: float
    returned: float

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Yardstick:
        """The measures of a shop, from one row per customer."""
        gaps = _gap(frame[frame["frequency"] >= 2])
        own = float(gaps.quantile(0.9)) if len(gaps) >= FEWEST_REPEAT else 2.0 * LAPSED
        return cls(
            pause=max(float(LAPSED), own),
            spend=float(frame["monetary"].median()),
            basket=float(_basket(frame).median()),
            orders=float(frame["frequency"].median()),
            items=float(frame["breadth"].median()),
            returned=float(frame["return_rate"].mean()),
        )


@dataclass(frozen=True)
class Rule:
    """A word about customers.

    Attributes
    ----------
    features : what it rests on; where one was left out of the segments, the word is not used
    holds : whether each customer fulfils it
    says : what it demands, in words
    """

    features: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series]
    says: str


def rules(yard: Yardstick) -> dict[str, Rule]:
    """All words, measured by the shop's own customers."""
    return {**_of_time(yard), **_of_orders(yard), **_of_spend(yard), **_of_items(yard)}


def fulfilled(frame: pd.DataFrame, words: tuple[str, ...], known: dict[str, Rule]) -> pd.Series:
    """Whether each customer fulfils all of several words."""
    held = pd.Series(True, index=frame.index)
    for word in words:
        held &= known[word].holds(frame)
    return held


def in_words(words: tuple[str, ...], known: dict[str, Rule]) -> str:
    """What several words demand."""
    return "; ".join(known[word].says for word in words)


def _of_time(yard: Yardstick) -> dict[str, Rule]:
    day = ("recency_days",)
    return {
        "recent": Rule(day, lambda f: f["recency_days"] <= RECENT, say("rule.recent", days=RECENT)),
        "active": Rule(
            day, lambda f: f["recency_days"] <= yard.pause, say("rule.active", days=yard.pause)
        ),
        "gone": Rule(
            day, lambda f: f["recency_days"] > yard.pause, say("rule.gone", days=yard.pause)
        ),
        "late": Rule(
            ("recency_days", "frequency", "tenure_days"),
            lambda f: (
                (f["frequency"] >= REGULAR)
                & (f["recency_days"] > (2 * _gap(f)).clip(lower=2 * RECENT))
            ),
            say("rule.late", days=2 * RECENT),
        ),
        "new": Rule(("tenure_days",), lambda f: f["tenure_days"] <= NEW, say("rule.new", days=NEW)),
        "old": Rule(("tenure_days",), lambda f: f["tenure_days"] >= OLD, say("rule.old", days=OLD)),
    }


def _of_orders(yard: Yardstick) -> dict[str, Rule]:
    order, many = ("frequency",), max(float(MANY), MUCH * yard.orders)
    return {
        "once": Rule(order, lambda f: f["frequency"] <= 1, say("rule.once")),
        "few": Rule(order, lambda f: f["frequency"] <= 2, say("rule.few")),
        "regular": Rule(order, lambda f: f["frequency"] >= REGULAR, say("rule.regular", n=REGULAR)),
        "many": Rule(order, lambda f: f["frequency"] >= many, say("rule.many", n=many)),
        "seldom": Rule(
            ("frequency", "tenure_days"),
            lambda f: (f["frequency"] >= 2) & (f["tenure_days"] > 4 * RECENT * f["frequency"]),
            say("rule.seldom", days=4 * RECENT),
        ),
    }


def _of_spend(yard: Yardstick) -> dict[str, Rule]:
    spend, order = ("monetary",), ("monetary", "frequency")
    much, little = MUCH * yard.spend, yard.spend / MUCH
    large, small = MUCH * yard.basket, yard.basket / MUCH
    return {
        "high": Rule(
            spend,
            lambda f: (f["monetary"] >= much) & (f["monetary"] > 0),
            say("rule.high", amount=much),
        ),
        "low": Rule(spend, lambda f: f["monetary"] <= little, say("rule.low", amount=little)),
        "large": Rule(
            order,
            lambda f: (_basket(f) >= large) & (_basket(f) > 0),
            say("rule.large", amount=large),
        ),
        "small": Rule(order, lambda f: _basket(f) <= small, say("rule.small", amount=small)),
    }


def _of_items(yard: Yardstick) -> dict[str, Rule]:
    item, back = ("breadth",), ("return_rate",)
    narrow, wide = min(2.0, yard.items / MUCH), max(float(MANY), MUCH * yard.items)
    return {
        "narrow": Rule(item, lambda f: f["breadth"] <= narrow, say("rule.narrow", n=narrow)),
        "wide": Rule(item, lambda f: f["breadth"] >= wide, say("rule.wide", n=wide)),
        "faithful": Rule(
            ("breadth", "frequency"),
            lambda f: (f["frequency"] >= REGULAR) & (f["breadth"] <= f["frequency"] / 2),
            say("rule.faithful", n=REGULAR),
        ),
        "returns": Rule(
            back, lambda f: f["return_rate"] >= RETURNS, say("rule.returns", share=RETURNS)
        ),
        "keeps": Rule(
            ("return_rate", "frequency"),
            lambda f: (
                (f["return_rate"] <= KEEPS)
                & (f["frequency"] >= REGULAR)
                & (yard.returned >= 3 * KEEPS)
            ),
            say("rule.keeps", n=REGULAR, share=KEEPS),
        ),
    }


def _gap(frame: pd.DataFrame) -> pd.Series:
    """Mean days between a customer's orders; nothing sensible below two orders."""
    return (frame["tenure_days"] - frame["recency_days"]) / (frame["frequency"] - 1).clip(lower=1)


def _basket(frame: pd.DataFrame) -> pd.Series:
    return frame["monetary"] / frame["frequency"].clip(lower=1)
