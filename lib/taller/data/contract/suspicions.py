"""Errors of a whole source that no single row shows: refused, since every figure would be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from taller.data.contract import marks
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.contract.typed import Source

LOOKED_AT = 100_000  # rows by which swapped keys are told
ITEMS = 3  # items two files must share for their prices to tell by themselves
CENTS = (40, 250)  # a ratio of prices that means cents and units, and nothing else
HUNDRED = (80, 125)  # the same where it rests on an item or two
SPREAD = (0.1, 0.25, 0.5, 0.75, 0.9)
ALIKE = (70, 140)  # the same where it rests on how all prices are spread
FEWEST = 50  # prices of a file whose spread says something
BROKEN = 0.2  # share of prices with cents in a file that is in units


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
    share an item or two alone, all of the file's prices must speak for it as well; where they share
    none, all of its prices must be spread as those of another file are, a hundred times as high.
    """
    staged = found.staged
    measure = "price" if "price" in found.named else "value"
    if len(staged.parts) < 2 or measure not in found.named or found.settings.prices_alike:
        return
    files = _prices_by_file(con, found, measure)
    high = [file for file in files if _is_in_cents(file, files, measure)]
    if not high or all(file in high for file in files):
        return
    names = {part.first: part.name for part in staged.parts}
    listed = ", ".join(names[start] for start in dict.fromkeys(file.start for file in high[:5]))
    of = "of the same items in the" if any(file.items for file in high) else "in all"
    what = (
        f"the prices in {listed} are about a hundred times those {of} other files: cents in one "
        "and whole units in another; export them alike, or, if they are so dear, set "
        "prices_alike: true"
    )
    raise DataError(staged.origin, Fault(f"column '{found.columns[measure]}'", what))


class _Prices(NamedTuple):
    """One file's prices beside the others'; ratios are those of items that others have too.

    Attributes
    ----------
    start, currency : position of its first row; the currency these prices are in
    rows, fractions : prices, and how many of them are no whole numbers
    spread : of all its prices, the quantiles `SPREAD`
    items, ratio, least, most : how many items are shared, and by how much their prices differ
    """

    start: int
    currency: str
    rows: int
    fractions: int
    spread: list[float]
    items: int
    ratio: float
    least: float
    most: float

    @property
    def median(self) -> float:
        """The middle one of its prices."""
        return self.spread[len(SPREAD) // 2]


def _prices_by_file(con: Any, found: Source, measure: str) -> list[_Prices]:
    staged = found.staged
    price = f"abs(TRY_CAST({found.formats[measure].sql(found.cell(measure))} AS DOUBLE))"
    item = found.cell("item_id") if "item_id" in found.named else "NULL"
    currency = f"coalesce({found.cell('currency')}, '')" if "currency" in found.named else "''"
    con.execute(f"SET VARIABLE starts = {[part.first for part in staged.parts]}::BIGINT[]")
    told = con.execute(
        f"WITH rows AS (SELECT {marks.origin(staged)} AS r, {item} AS item, "
        f"{currency} AS currency, {price} AS price FROM {found.files} WHERE {price} > 0), "
        "parts AS (SELECT unnest(getvariable('starts')) AS start), "
        "placed AS (SELECT rows.*, start FROM rows ASOF JOIN parts ON rows.r >= parts.start), "
        "medians AS (SELECT start, currency, item, median(price) AS m FROM placed "
        "WHERE item IS NOT NULL GROUP BY ALL), "
        "lowest AS (SELECT currency, item, min(m) AS low FROM medians "
        "GROUP BY ALL HAVING count(*) > 1), "
        "shared AS (SELECT start, currency, count(*) AS n, median(m / low) AS ratio, "
        "min(m / low) AS least, max(m / low) AS most "
        "FROM medians JOIN lowest USING (currency, item) GROUP BY start, currency), "
        "files AS (SELECT start, currency, count(*) AS n, count_if(price % 1 <> 0) AS fractions, "
        f"quantile_cont(price, {list(SPREAD)}) AS spread FROM placed GROUP BY start, currency) "
        "SELECT files.*, coalesce(shared.n, 0), coalesce(ratio, 1), coalesce(least, 1), "
        "coalesce(most, 1) FROM files LEFT JOIN shared USING (start, currency) "
        "ORDER BY start, currency"
    ).fetchall()
    return [_Prices(*row) for row in told]


def _is_in_cents(file: _Prices, files: Sequence[_Prices], measure: str) -> bool:
    if file.items >= ITEMS and (measure == "price" or not file.fractions):
        return CENTS[0] <= file.ratio <= CENTS[1]
    alike = [o for o in files if o.start != file.start and o.currency == file.currency]
    others = [other for other in alike if other.fractions]
    if file.fractions or not others:
        return False
    if not file.items:
        return _is_spread_alike(file, alike)
    lowest = min(other.median for other in others)
    of_items = HUNDRED[0] <= file.least and file.most <= HUNDRED[1]
    return of_items and CENTS[0] <= file.median / lowest <= CENTS[1]


def _is_spread_alike(file: _Prices, others: Sequence[_Prices]) -> bool:
    """Whether all of a file's prices are those of other goods, a hundred times.

    Dearer goods are so by another factor, or some more than others; and not beside every other
    file.
    """
    others = [other for other in others if other.rows >= FEWEST]
    units = [other for other in others if other.fractions >= BROKEN * other.rows]
    if file.rows < FEWEST or not units:
        return False
    if any(other.median * CENTS[0] > file.median and other in units for other in others):
        return False
    pairs = [zip(file.spread, unit.spread, strict=True) for unit in units]
    return any(all(ALIKE[0] <= high / low <= ALIKE[1] for high, low in each) for each in pairs)
