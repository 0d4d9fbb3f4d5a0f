"""Errors of a whole source that no single row shows: refused, since every figure would be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.data import marks
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.typed import Source

LOOKED_AT = 100_000  # rows by which swapped keys are told
ITEMS = 3  # items two files must share before their prices are compared
CENTS = (40, 250)  # a ratio of prices that means cents and units, and nothing else


def refuse_swapped_keys(con: Any, found: Source) -> None:
    """Raise where the customer's column holds order numbers, and the order's holds customers.

    An order has one customer; a customer may have several orders. Where many "orders" have several
    "customers", and no "customer" has a second "order", the two were exchanged.
    """
    if not {"transaction_id", "user_id"} <= found.named.keys():
        return
    order, user = found.cell("transaction_id"), found.cell("user_id")
    orders, several, users, loyal = con.execute(
        f"WITH pairs AS (SELECT DISTINCT {order} AS o, {user} AS u FROM "
        f"(SELECT * FROM {found.files} LIMIT {LOOKED_AT}) "
        f"WHERE {order} IS NOT NULL AND {user} IS NOT NULL), "
        "by_order AS (SELECT o, count(*) AS n FROM pairs GROUP BY o), "
        "by_user AS (SELECT u, count(*) AS n FROM pairs GROUP BY u) "
        "SELECT (SELECT count(*) FROM by_order), (SELECT count(*) FROM by_order WHERE n > 1), "
        "(SELECT count(*) FROM by_user), (SELECT count(*) FROM by_user WHERE n > 1)"
    ).fetchall()[0]
    if orders >= 10 and several > 0.1 * orders and loyal <= 0.01 * users:
        columns = found.columns
        what = (
            f"{several} of {orders} orders in column '{columns['transaction_id']}' have several "
            f"customers, and hardly any customer in column '{columns['user_id']}' has a second "
            "order: the two columns are exchanged; exchange them in the mapping"
        )
        raise DataError(found.staged.origin, Fault("data.orders.columns", what))


def refuse_cents(con: Any, found: Source) -> None:
    """Raise where one file's prices are about a hundred times those of the others.

    Each item's median price in a file is compared with its lowest median in any file.
    """
    staged = found.staged
    if len(staged.parts) < 2 or not {"item_id", "price"} <= found.named.keys():
        return
    price = f"TRY_CAST({found.formats['price'].sql(found.cell('price'))} AS DOUBLE)"
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts]}::BIGINT[]")
    ratios = con.execute(
        f"WITH rows AS (SELECT {marks.origin(staged)} AS r, {found.cell('item_id')} AS item, "
        f"{price} AS price FROM {found.files} WHERE {price} > 0), "
        "parts AS (SELECT unnest(getvariable('starts')) AS start), "
        "medians AS (SELECT start, item, median(price) AS m FROM rows "
        "ASOF JOIN parts ON rows.r >= parts.start GROUP BY ALL), "
        "lowest AS (SELECT item, min(m) AS m FROM medians GROUP BY item HAVING count(*) > 1) "
        "SELECT start, median(medians.m / lowest.m), count(*) "
        "FROM medians JOIN lowest USING (item) "
        f"GROUP BY start HAVING count(*) >= {ITEMS} ORDER BY start"
    ).fetchall()
    high = [start for start, ratio, _n in ratios if CENTS[0] <= ratio <= CENTS[1]]
    if high and len(high) < len(ratios):
        names = {part.first: part.name for part in staged.parts}
        listed = ", ".join(names[start] for start in high[:5])
        what = (
            f"the prices in {listed} are about a hundred times those of the same items in the "
            "other files: cents in one and whole units in another; export them alike"
        )
        raise DataError(staged.origin, Fault(f"column '{found.columns['price']}'", what))
