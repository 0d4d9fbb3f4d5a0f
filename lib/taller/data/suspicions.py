"""Errors of a whole source that no single row shows: refused, since every figure would be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from taller.data import marks
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.typed import Source

LOOKED_AT = 100_000  # rows by which swapped keys are told
ITEMS = 3  # items two files must share for their prices to tell by themselves
CENTS = (40, 250)  # a ratio of prices that means cents and units, and nothing else
HUNDRED = (80, 125)  # the same where it rests on an item or two


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

    Each item's median price in a file is compared with its lowest median in any file. Where files
    share an item or two alone, all of the file's prices must speak for it as well.
    """
    staged = found.staged
    if len(staged.parts) < 2 or not {"item_id", "price"} <= found.named.keys():
        return
    files = _prices_by_file(con, found)
    compared = [file for file in files if file.items]
    high = [file for file in compared if _is_in_cents(file, files)]
    if high and len(high) < len(compared):
        names = {part.first: part.name for part in staged.parts}
        listed = ", ".join(names[file.start] for file in high[:5])
        what = (
            f"the prices in {listed} are about a hundred times those of the same items in the "
            "other files: cents in one and whole units in another; export them alike"
        )
        raise DataError(staged.origin, Fault(f"column '{found.columns['price']}'", what))


class _Prices(NamedTuple):
    """One file's prices beside the others'; ratios are those of items that others have too.

    Attributes
    ----------
    start : position of its first row
    median, whole : of all its prices; whether all are whole numbers
    items, ratio, least, most : how many items are shared, and by how much their prices differ
    """

    start: int
    median: float
    whole: bool
    items: int
    ratio: float
    least: float
    most: float


def _prices_by_file(con: Any, found: Source) -> list[_Prices]:
    staged = found.staged
    price = f"TRY_CAST({found.formats['price'].sql(found.cell('price'))} AS DOUBLE)"
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts]}::BIGINT[]")
    told = con.execute(
        f"WITH rows AS (SELECT {marks.origin(staged)} AS r, {found.cell('item_id')} AS item, "
        f"{price} AS price FROM {found.files} WHERE {price} > 0), "
        "parts AS (SELECT unnest(getvariable('starts')) AS start), "
        "placed AS (SELECT rows.*, start FROM rows ASOF JOIN parts ON rows.r >= parts.start), "
        "medians AS (SELECT start, item, median(price) AS m FROM placed GROUP BY ALL), "
        "lowest AS (SELECT item, min(m) AS low FROM medians GROUP BY item HAVING count(*) > 1), "
        "shared AS (SELECT start, count(*) AS n, median(m / low) AS ratio, min(m / low) AS least, "
        "max(m / low) AS most FROM medians JOIN lowest USING (item) GROUP BY start), "
        "files AS (SELECT start, median(price), bool_and(price % 1 = 0) AS whole "
        "FROM placed GROUP BY start) "
        "SELECT files.*, coalesce(n, 0), coalesce(ratio, 1), coalesce(least, 1), "
        "coalesce(most, 1) FROM files LEFT JOIN shared USING (start) ORDER BY start"
    ).fetchall()
    return [_Prices(*row) for row in told]


def _is_in_cents(file: _Prices, files: Sequence[_Prices]) -> bool:
    if file.items >= ITEMS:
        return CENTS[0] <= file.ratio <= CENTS[1]
    others = [other for other in files if other.start != file.start and not other.whole]
    if not file.whole or not others:
        return False
    lowest = min(other.median for other in others)
    of_items = HUNDRED[0] <= file.least and file.most <= HUNDRED[1]
    return of_items and CENTS[0] <= file.median / lowest <= CENTS[1]
