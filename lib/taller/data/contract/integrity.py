"""Integrity across tables: keys that another table lacks, and what happened in no possible order.

Asked of the accepted rows of the tables that the client gave, and counted; nothing is rejected for
it. Days are compared, not times, since two systems may tell the time of one thing differently.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data import people
from taller.data.reading import literal
from taller.data.settings.schemas import MONEY
from taller.data.tell.quality import Evidence

if TYPE_CHECKING:
    from taller.data.contract.typed import Source

SHOWN = 3  # keys given as examples
LETTERS = 8  # of a person's pseudonym, enough to tell a few apart
STRAY = 0.001  # share of a log's rows that may lie before it truly begins


@dataclass(frozen=True)
class _Question:
    """Something asked of whatever happened.

    Attributes
    ----------
    things : SQL of what happened: ``shown`` (its key), ``money``, and what is compared
    asked, fails : conditions on a row of it
    """

    table: str
    code: str
    column: str | None
    things: str
    asked: str
    fails: str


def contradictions(
    con: Any,
    sources: Mapping[str, Source],
    absent: Collection[str],
    target: Callable[[str], Path],
) -> Iterator[tuple[str, list[Evidence]]]:
    """What the tables contradict each other in, by the table whose rows it is told of.

    Parameters
    ----------
    con : a DuckDB connection, with the view ``typed_<table>`` of each source
    sources : the tables that the client gave, as they were read
    absent : those of them that hold nothing
    target : where a canonical table was written
    """
    given = {name: source for name, source in sources.items() if name not in absent}
    tables = {name: f"read_parquet({literal(target(name))})" for name in given}
    for table in given:
        asked = [q for q in _questions(given, tables) if q.table == table]
        if found := [each for q in asked if (each := _answer(con, q)) is not None]:
            yield table, found


def _questions(given: Mapping[str, Source], tables: Mapping[str, str]) -> Iterator[_Question]:
    if "orders" in given:
        yield from _of_orders(given["orders"], tables["orders"])
    if "customers" in given:
        yield from _of_customers(given, tables)
    yield from _of_accounts(given, tables)
    if "events" in given and "orders" in given and "transaction_id" in given["events"].named:
        things = (
            "SELECT e.transaction_id AS shown, NULL AS money, o.known FROM "
            f"{tables['events']} AS e LEFT JOIN (SELECT transaction_id, true AS known "
            "FROM typed_orders GROUP BY ALL) AS o USING (transaction_id), "
            "(SELECT min(event_timestamp) AS since, max(event_timestamp) AS until "
            f"FROM {tables['orders']}) WHERE e.event_name = 'purchase' "
            "AND e.event_timestamp BETWEEN since AND until"  # others were exported for other days
        )
        yield _Question("events", "unknown_order", "transaction_id", things,
                        "shown IS NOT NULL", "known IS NULL")  # fmt: skip


def _of_orders(orders: Source, table: str) -> Iterator[_Question]:
    """Whether an order was delivered, and goods came back, no earlier than it was placed."""
    things = (
        "SELECT transaction_id AS shown, min(event_timestamp) FILTER (kind = 'sale') AS placed, "
        "min(event_timestamp) FILTER (kind <> 'sale') AS back, "
        f"-(sum(value) FILTER (kind <> 'sale')) AS money FROM {table} GROUP BY ALL"
    )
    both = "placed IS NOT NULL AND back IS NOT NULL"
    yield _Question("orders", "back_before_ordered", None, things,
                    both, "back::DATE < placed::DATE")  # fmt: skip
    if "delivered_timestamp" in orders.named:
        things = (
            "SELECT transaction_id AS shown, min(event_timestamp) AS placed, "
            "max(delivered_timestamp) AS delivered, sum(value) AS money "
            "FROM typed_orders WHERE NOT rejected AND kind = 'sale' GROUP BY ALL"
        )
        yield _Question("orders", "delivered_before_ordered", None, things,
                        "delivered IS NOT NULL", "delivered::DATE < placed::DATE")  # fmt: skip


def _of_customers(given: Mapping[str, Source], tables: Mapping[str, str]) -> Iterator[_Question]:
    """Whether who bought or came is a customer, and was one at that time."""
    customers = (
        "(SELECT user_id, true AS known, created_timestamp AS opened, ended_timestamp AS closed "
        "FROM typed_customers WHERE NOT rejected)"
    )
    happened = {
        "orders": "SELECT user_id, transaction_id AS shown, min(event_timestamp) AS moment, "
        f"sum(value) AS money FROM {tables.get('orders')} WHERE kind = 'sale' GROUP BY ALL",
        "events": _visits(given, tables, "events", "event_timestamp"),
        "sessions": _visits(given, tables, "sessions", "session_start"),
    }
    for name, query in happened.items():
        if name not in given or "user_id" not in given[name].named:
            continue
        things = f"SELECT * FROM ({query}) LEFT JOIN {customers} USING (user_id)"
        yield _Question(name, "unknown_customer", "user_id", things, "true", "known IS NULL")
        if "created_timestamp" in given["customers"].named:
            yield _Question(name, "before_sign_up", None, things,
                            "opened IS NOT NULL", "moment::DATE < opened::DATE")  # fmt: skip
        if "ended_timestamp" in given["customers"].named:
            yield _Question(name, "after_end", None, things,
                            "closed IS NOT NULL", "moment::DATE > closed::DATE")  # fmt: skip


def _of_accounts(given: Mapping[str, Source], tables: Mapping[str, str]) -> Iterator[_Question]:
    """Whether what accounts did is told of accounts there are, while they subscribed."""
    moments = {"subscriptions": "start_timestamp", "usage": "event_timestamp",
               "tickets": "created_timestamp", "campaigns": "event_timestamp"}  # fmt: skip
    told = {
        name: f"SELECT account_id, account_id AS shown, {moment} AS moment, NULL AS money "
        f"FROM {tables[name]}"
        for name, moment in moments.items() if name in given
    }  # fmt: skip
    for name, query in told.items() if "accounts" in given else ():
        accounts = f"(SELECT account_id, true AS known FROM {tables['accounts']})"
        things = f"SELECT * FROM ({query}) LEFT JOIN {accounts} USING (account_id)"
        yield _Question(name, "unknown_account", "account_id", things, "true", "known IS NULL")
    if not {"subscriptions", "usage"} <= given.keys():
        return
    begun = (
        "SELECT account_id, min(start_timestamp) AS opened, max(ended_timestamp) AS closed, "
        f"bool_or(ended_timestamp IS NULL) AS goes_on FROM {tables['subscriptions']} GROUP BY ALL"
    )
    things = f"SELECT * FROM ({told['usage']}) LEFT JOIN ({begun}) USING (account_id)"
    yield _Question("usage", "before_subscription", None, things,
                    "opened IS NOT NULL", "moment::DATE < opened::DATE")  # fmt: skip
    ended = "closed IS NOT NULL AND NOT goes_on"
    yield _Question("usage", "after_subscription", None, things,
                    ended, "moment::DATE > closed::DATE")  # fmt: skip
    used = (
        "SELECT account_id, true AS used FROM "
        f"{tables['usage']} WHERE account_id IS NOT NULL GROUP BY ALL"
    )
    things = (
        f"SELECT b.account_id AS shown, NULL AS money, used, coalesce(goes_on OR closed > since, "
        f"false) AND opened < until AS then_paid FROM ({begun}) AS b LEFT JOIN ({used}) USING "
        f"(account_id), (SELECT quantile_disc(event_timestamp, {STRAY}) AS since, "
        f"max(event_timestamp) AS until FROM {tables['usage']})"
        # who left before the log begins is not in it; a few rows dated wrongly are no beginning
    )
    yield _Question("subscriptions", "never_used", None, things, "then_paid", "used IS NULL")


def _visits(given: Mapping[str, Source], tables: Mapping[str, str], name: str, moment: str) -> str:
    """SQL of who came and when, with their key as a page may show it."""
    source = given.get(name)
    hidden = source is None or "user_id" in source.hashed
    shown = "user_id" if hidden else people.hashed("user_id", source.key)
    return (
        f"SELECT user_id, left({shown}, {LETTERS}) AS shown, {moment} AS moment, NULL AS money "
        f"FROM {tables.get(name)} WHERE user_id IS NOT NULL"
    )


def _answer(con: Any, question: _Question) -> Evidence | None:
    """How many fail of how many asked, what they come to, and a few keys of them."""
    asked, failed, money, examples = con.execute(
        f"SELECT count(*) FILTER (asked), count(*) FILTER (failed), "
        f"(sum(money) FILTER (failed))::{MONEY}, min(shown, {SHOWN}) FILTER (failed) FROM "
        f"(SELECT shown, money, {question.asked} AS asked, coalesce(({question.asked}) AND "
        f"({question.fails}), false) AS failed FROM ({question.things}))"
    ).fetchall()[0]
    if not asked:
        return None
    shown = tuple(dict.fromkeys(str(each)[:40] for each in examples or ()))
    return Evidence(question.code, question.column, failed, asked, money, shown)
