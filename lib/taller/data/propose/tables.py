"""Which canonical table a file is: how much of it each table would explain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import saas
from taller.data.propose.words.words import read

NEEDS_ONE = {
    "orders": ("price", "value", "quantity", "item_id"),
    "customers": ("created_timestamp", "country", "region", "city", "lifecycle_stage",
                  "accepts_marketing", "source"),
    "items": ("item_name", "price", "item_category", "item_brand", "cost", "stock"),
    "events": ("user_id", "user_pseudo_id", "session_id", "item_id"),
    "sessions": ("session_end", "events", "user_pseudo_id", "converted", "source",
                 "device_category", "user_id"),
    "spend": ("campaign", "impressions", "clicks", "source"),
    **saas.NEEDS_ONE,
}  # fmt: skip
"""Columns of which a table has at least one, or it is hardly that table."""
NEEDS = {
    "orders": ("price", "value"),  # of a unit, or what the line comes to
    "spend": ("campaign", "source", "medium", "impressions", "clicks"),
    "subscriptions": ("mrr", "arr", "seats", "plan"),
    "usage": ("account_id", "subscription_id"),
}
"""Columns without any of which a table makes no sense: money by day is spend or sales."""
KNOWN = 0.5  # how sure a column must be for others to be told by it
UNIQUE = {"customers": "user_id", "items": "item_id", "sessions": "session_id",
          "accounts": "account_id", "tickets": "ticket_id"}  # fmt: skip
OWN = {"orders": "order", "customers": "customer", "items": "item", "events": "event",
       "sessions": "session", "spend": "cost", **saas.OWN}  # fmt: skip
"""The concept that a file's name would hold."""
ALIEN = {
    "items": ("transaction_id", "user_id"),
    "customers": ("transaction_id", "item_id"),
    "spend": ("user_id", "transaction_id", "item_id"),
    "orders": ("session_id", "user_pseudo_id"),
}


def strength(
    table: str,
    matches: Mapping[str, Match],
    profiles: Mapping[str, Profile],
    missing: tuple[str, ...],
    name: str,
    no: Sequence[str] = (),
    most: float | None = None,
) -> float:
    """How well a table explains a file, 0 to 1.

    Parameters
    ----------
    no : tables that the file is not, see `tells_sales`
    most : what the table that explains most of the file explains of it, see `explained`, where
        tables are compared: of a file of many columns each explains little
    """
    told = sum(profile.filled > 0 for profile in profiles.values())
    share = explained(matches) / max(told if most is None else most, 1)
    found = 0.35 + 0.65 * min(share, 1.0)
    required = [m.confidence for key, m in matches.items() if key in _required(table)]
    found *= min(required, default=0.3) ** 0.25
    found *= 0.25 ** len(missing)
    if not set(NEEDS_ONE[table]) & set(matches):
        found *= 0.4
    if table in UNIQUE and UNIQUE[table] in matches:
        found *= 1 if profiles[matches[UNIQUE[table]].column].distinct >= 0.9 else 0.3
    if table == "events":
        found *= matches["event_name"].confidence ** 0.5 if "event_name" in matches else 1
    found *= _not_alien(table, matches, profiles)
    found *= 0.2 if table in no else 1.0
    return min(found * (1.25 if OWN[table] in read(name).concepts else 1.0), 1.0)


def senseless_without(table: str) -> tuple[str, ...]:
    """Columns of which a table must have one to be it; none where its required ones will do."""
    return NEEDS.get(table, ())


def tells_sales(orders: Mapping[str, Match]) -> tuple[str, ...]:
    """Tables that a file is not which, taken as orders, tells what was sold, when and for how much.

    Such a file is one of orders, whatever it lacks: an invoice's number is no customer's. Where
    units times price are the amount it is no catalogue either.
    """
    if "event_timestamp" not in orders or not {"price", "value"} & orders.keys():
        return ()
    proven = any(why.code == "product" for match in orders.values() for why in match.why)
    if proven:
        return ("customers", "spend", "items", "sessions", "events")
    return ("customers", "spend") if {"quantity", "item_id"} & orders.keys() else ()


def unnumbered(
    table: str,
    missing: Sequence[str],
    matches: Mapping[str, Match],
    profiles: Mapping[str, Profile],
) -> str | None:
    """What an order is in a log of orders that numbers none; None where the file is no such log.

    A column left over that says it is the order's number is not passed over.
    """
    from taller.data.propose import patterns

    if table != "orders" or tuple(missing) != ("transaction_id",):
        return None
    if any(matches[name].confidence < KNOWN for name in ("user_id", "event_timestamp")):
        return None
    taken = {match.column for match in matches.values()}
    left = [read(own) for own, profile in profiles.items() if own not in taken and profile.filled]
    if any(patterns.score(head, "orders", "transaction_id") > KNOWN for head in left):
        return None
    timed = profiles[matches["event_timestamp"].column].share(lambda value: ":" in value)
    return "customer_times" if timed > 0.5 else "customer_days"


def explained(matches: Mapping[str, Match]) -> float:
    """How many columns a table explains, each as far as it is sure."""
    return sum(match.confidence for match in matches.values())


def _required(table: str) -> set[str]:
    from taller.data.settings.schemas import SCHEMAS

    return {column.name for column in SCHEMAS[table].given if column.given == "required"}


def _not_alien(table: str, matches: Mapping[str, Match], profiles: Mapping[str, Profile]) -> float:
    """Less than 1 where a column left over would be the key of another table."""
    from taller.data.propose import patterns

    taken = {match.column for match in matches.values()}
    keys = {"transaction_id": "orders", "user_id": "orders", "item_id": "orders",
            "session_id": "events", "user_pseudo_id": "events"}  # fmt: skip
    for key in ALIEN.get(table, ()):
        for column, profile in profiles.items():
            if column not in taken and profile.filled:
                said = patterns.score(read(column), keys[key], key)
                if said > 0.9:
                    numbered = profile.distinct == 1 and not profile.missing
                    return 0.25 if numbered and table in UNIQUE else 0.5  # each row is such a thing
    return 1.0


def is_lines_alone(table: str, matches: Mapping[str, Match], missing: Collection[str]) -> bool:
    """Whether a file tells what was in orders, and neither whose they were nor when."""
    of_lines = {"transaction_id", "item_id", "quantity"}
    return (
        table == "orders"
        and of_lines <= matches.keys()
        and set(missing) == {"user_id", "event_timestamp"}
    )


def is_heads_alone(table: str, matches: Mapping[str, Match]) -> bool:
    """Whether a file tells whose orders were and when, and nothing of goods or their money."""
    of_heads = {"transaction_id", "user_id", "event_timestamp"}
    goods = {"item_id", "quantity", "price", "value"}
    told = {name for name, match in matches.items() if match.confidence >= KNOWN}
    return table == "orders" and of_heads <= told and not goods & matches.keys()
