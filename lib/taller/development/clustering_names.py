"""Names for segments: by what sets them apart, with an action, an owner and what it is meant to do.

Each archetype is a point in the space where features have mean 0 and deviation 1. Segments and
archetypes are matched one to one at the least total distance; a segment that resembles no
archetype gets a name composed of its leading features. Matching looks at actual medians too: a
name that says "bought once" goes to no segment whose customers bought twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from taller.data import groups
from taller.development.clustering import FEATURES
from taller.language import _, listing, number, percent, quantity
from taller.phase import Unit

UNLIKE = 0.75  # relative distance from which a segment does not resemble an archetype
MARKED = 0.3  # deviations from the average from which a feature sets a segment apart
TOGETHER = "together"  # key of the segment that small ones make together
UNITS: dict[str, Unit] = {
    "recency_days": "days",
    "frequency": "count",
    "monetary": "money",
    "tenure_days": "days",
    "breadth": "count",
    "return_rate": "share",
}


@dataclass(frozen=True)
class Archetype:
    """A kind of customer every shop knows.

    Attributes
    ----------
    key : stable name
    name, action, owner : in the language of the run
    aim : what the action is meant to do, in the language of the run
    at : position in deviations from the average, in the order of FEATURES
    holds : whether a segment of these typical values may bear the name
    urgent : whether value is at stake that an action may still save
    """

    key: str
    name: str
    action: str
    owner: str
    aim: str
    at: tuple[float, ...]
    holds: Callable[[pd.Series], bool]
    urgent: bool = False


def archetypes() -> list[Archetype]:
    """The kinds of customer that names are taken from, in the language of the run."""
    crm, service = _("CRM manager"), _("Customer service")
    commerce, merchandise = _("E-commerce manager"), _("Merchandising")
    return [
        Archetype(
            "champions",
            _("Champions"),
            _("Look after them by name: early access, a direct contact, no needless discounts"),
            crm,
            _("keep what they already spend"),
            (-1.0, 1.5, 1.5, 0.7, 1.3, 0.0),
            _repeat,
        ),
        Archetype(
            "loyal",
            _("Loyal regulars"),
            _("Offer the next category and a reason to order a little sooner than usual"),
            crm,
            _("lift orders per customer"),
            (-0.4, 0.6, 0.6, 0.3, 0.5, 0.0),
            _repeat,
        ),
        Archetype(
            "slipping",
            _("Valuable, slipping away"),
            _("Call or write personally within the month, ask why, and make one good offer"),
            crm,
            _("win back customers who used to buy"),
            (0.8, 0.6, 0.7, 0.8, 0.5, 0.0),
            _repeat,
            urgent=True,
        ),
        Archetype(
            "promising",
            _("Promising newcomers"),
            _("Follow the first orders with what goes with them, and ask for a review"),
            commerce,
            _("turn a good start into a habit"),
            (-1.0, 0.3, 0.5, -1.0, 0.4, 0.0),
            lambda typical: True,
        ),
        Archetype(
            "newcomers",
            _("Newcomers"),
            _("Welcome series towards the second order, with what others bought next"),
            crm,
            _("raise the share who order a second time"),
            (-0.5, -0.7, -0.5, -1.3, -0.4, 0.0),
            lambda typical: True,
        ),
        Archetype(
            "one_time_lapsed",
            _("Lapsed one-time buyers"),
            _("One low-cost reminder by e-mail, then leave them out of paid campaigns"),
            crm,
            _("save contact cost where little comes back"),
            (1.2, -0.9, -0.7, 0.2, -0.6, 0.0),
            _once,
        ),
        Archetype(
            "lapsed",
            _("Lapsed customers"),
            _("One low-cost win-back message, then leave them out of paid campaigns"),
            crm,
            _("save contact cost where little comes back"),
            (1.2, -0.4, -0.5, 0.6, -0.4, 0.0),
            _repeat,
        ),
        Archetype(
            "small_one_time",
            _("Small one-time buyers"),
            _("Show them bundles and a free-delivery threshold just above their first basket"),
            commerce,
            _("raise the value of the basket"),
            (0.3, -0.9, -1.2, -0.2, -1.2, 0.0),
            _once,
        ),
        Archetype(
            "large_baskets",
            _("Few but large orders"),
            _("Ask what they buy for, and offer a re-order reminder or terms for larger orders"),
            commerce,
            _("bring the next large order forward"),
            (0.2, -0.4, 1.0, 0.0, 0.8, 0.0),
            lambda typical: True,
        ),
        Archetype(
            "narrow",
            _("Faithful to few items"),
            _("Offer a re-order reminder for their items, and one neighbour of each"),
            merchandise,
            _("secure repeat orders and widen the range bought"),
            (-0.3, 0.7, 0.3, 0.4, -0.9, 0.0),
            _repeat,
        ),
        Archetype(
            "occasional",
            _("Long-standing occasional buyers"),
            _("Write at the moments they usually buy: season, occasion, restock"),
            crm,
            _("win one more order a year"),
            (0.0, -0.3, -0.3, 0.9, -0.3, 0.0),
            _repeat,
        ),
        Archetype(
            "returners",
            _("Few orders, many returns"),
            _("Read why they return, mend product pages and sizes, before any promotion"),
            service,
            _("lower the value sent back"),
            (0.8, -0.7, -0.5, 0.3, -0.6, 1.6),
            _once,
        ),
        Archetype(
            "ordinary_returners",
            _("Ordinary buyers, many returns"),
            _("Read why they return, mend product pages and sizes, before any promotion"),
            service,
            _("lower the value sent back"),
            (0.1, 0.0, -0.1, 0.0, -0.2, 1.6),
            lambda typical: True,
        ),
        Archetype(
            "new_returners",
            _("Newcomers, many returns"),
            _("Help them choose before they order: sizes, photos, a person to ask"),
            service,
            _("turn first returns into orders that are kept"),
            (-0.5, -0.7, -0.6, -1.1, -0.7, 1.4),
            lambda typical: True,
        ),
        Archetype(
            "keepers",
            _("Steady, hardly any returns"),
            _("Remind them at the season they usually buy, and show what is new in it"),
            crm,
            _("win one more order a year"),
            (0.2, 0.5, 0.2, 0.6, 0.3, -0.8),
            _repeat,
        ),
        Archetype(
            "active_returners",
            _("Good customers, many returns"),
            _("Ask what they send back and why, and mend that; treat them as regulars"),
            service,
            _("lower the value sent back without losing their orders"),
            (-0.5, 0.9, 0.9, 0.5, 0.7, 1.5),
            _repeat,
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A segment's name and what follows from it."""

    key: str
    name: str
    traits: str
    action: str
    owner: str
    aim: str
    urgent: bool


def name_segments(
    position: pd.DataFrame, typical: pd.DataFrame, everyone: pd.Series
) -> list[Named]:
    """Unique names for segments.

    Parameters
    ----------
    position : (k, features used) mean position of each segment, in deviations from the average
    typical : (k, all features) what is typical of each segment, in actual units
    everyone : (all features,) the same for all customers
    """
    known = archetypes()
    apart = np.array([[_unlikeness(row, a) for a in known] for _i, row in position.iterrows()])
    barred = np.array([[not a.holds(row) for a in known] for _i, row in typical.iterrows()])
    apart[barred] = np.inf
    # As many stand-ins as segments, each at the distance where a name stops fitting.
    table = np.hstack([np.minimum(apart, 10.0), np.full((len(position), len(position)), UNLIKE)])
    _rows, columns = linear_sum_assignment(table)
    taken: set[str] = set()
    named = []
    for row, column in enumerate(columns):
        archetype = known[column] if column < len(known) else _composed(position.iloc[row], taken)
        taken.add(archetype.name)
        named.append(
            Named(
                archetype.key,
                archetype.name,
                _traits(position.iloc[row], typical.iloc[row], everyone),
                archetype.action,
                archetype.owner,
                archetype.aim,
                archetype.urgent,
            )
        )
    return named


def name_together(
    position: pd.Series, typical: pd.Series, everyone: pd.Series, minimum: int
) -> Named:
    """The name of what segments of too few people make together; see `clustering_groups`."""
    return Named(
        TOGETHER,
        groups.other(minimum),
        _traits(position, typical, everyone),
        _("Treat them as the average customer: groups this small are not told apart"),
        _("CRM manager"),
        _("keep anyone from being singled out"),
        False,
    )


def feature_label(feature: str) -> str:
    """A feature as a reader knows it."""
    return {
        "recency_days": _("days since the last order"),
        "frequency": _("orders"),
        "monetary": _("net spend"),
        "tenure_days": _("days since the first order"),
        "breadth": _("different items"),
        "return_rate": _("share returned"),
    }[feature]


def said(feature: str, value: float) -> str:
    """A feature's value as a table or sentence beside its label shows it."""
    if feature in ("recency_days", "tenure_days"):
        return number(value)
    if feature == "return_rate":
        return percent(value)
    return quantity(value, UNITS[feature])


def _unlikeness(position: pd.Series, archetype: Archetype) -> float:
    """Distance relative to the longer of the two, over the features used: 0 same, 2 opposite."""
    target = np.array([archetype.at[FEATURES.index(feature)] for feature in position.index])
    longer = max(np.linalg.norm(position), np.linalg.norm(target))
    return float(np.linalg.norm(position - target) / longer) if np.any(target) else np.inf


def _once(typical: pd.Series) -> bool:
    return bool(typical["frequency"] <= 1)


def _repeat(typical: pd.Series) -> bool:
    return bool(typical["frequency"] >= 2)


def _composed(position: pd.Series, taken: set[str]) -> Archetype:
    """A name out of as many leading features as make it unlike the names taken."""
    words = {
        "recency_days": (_("seen recently"), _("not seen for long")),
        "frequency": (_("few orders"), _("many orders")),
        "monetary": (_("low spend"), _("high spend")),
        "tenure_days": (_("new"), _("long-standing")),
        "breadth": (_("few different items"), _("many different items")),
        "return_rate": (_("hardly any returns"), _("many returns")),
    }
    name, leading = _("Average customers"), _leading(position)
    for count in range(min(2, len(leading)), len(leading) + 1):
        parts = [words[f][int(position[f] > 0)] for f in leading[:count]]
        name = ", ".join(parts) if parts else name
        name = name[0].upper() + name[1:]
        if name not in taken:
            break
    base, again = name, 2
    while name in taken:
        name, again = f"{base} ({again})", again + 1
    return Archetype(
        "composed",
        name,
        _("Try one message that fits these traits on half of them, and compare the halves"),
        _("CRM manager"),
        _("learn what this group answers to"),
        (),
        lambda typical: True,
    )


def _leading(position: pd.Series) -> list[str]:
    order = position.abs().sort_values(ascending=False, kind="stable")
    return [feature for feature, size in order.items() if size >= MARKED]


def _traits(position: pd.Series, typical: pd.Series, everyone: pd.Series) -> str:
    """The three leading features with actual figures, each beside that of all customers."""
    parts = [
        _("{feature} {here} (all: {all})").format(
            feature=feature_label(f), here=said(f, typical[f]), all=said(f, everyone[f])
        )
        for f in _leading(position)[:3]
    ]
    text = listing(parts) if parts else _("close to the average in every respect")
    return text[0].upper() + text[1:]
