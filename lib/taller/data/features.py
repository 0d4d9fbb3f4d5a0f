"""Sales net of cancellations and returns.

A cancellation line says that units of an item go back, not which purchase they came from. They are
taken from the customer's latest earlier purchases of the item first (last in, first out). In time
order, with ``X`` the running sum of signed quantities of one customer and item and
``M = min(0, running minimum of X)``, the units still held after line ``j`` are ``L_j = X_j - M_j``.
A purchase ``i`` keeps what the level never falls below after it:
``max(0, min over j >= i of L_j - L_before_i)``. What a cancellation takes beyond the level lowers
``M``, and is unmatched. The closed form needs no loop over rows, and runs wherever SQL has windows.

A refund gives money back and no goods. It is taken from what is left of its order's lines, in
proportion, to the last ten-thousandth; what exceeds them is unmatched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.data.tables import MONEY

if TYPE_CHECKING:
    import ibis
    import pandas as pd


def net_sales(orders: ibis.Table) -> ibis.Table:
    """Sale lines with what is left of them after cancellations and returns.

    Parameters
    ----------
    orders : canonical `orders`; cut it by date first to net as of a date

    Returns
    -------
    The sale lines, all columns, with ``net_quantity`` (0 to quantity) and ``net_value`` (the part
    of value that net_quantity is of quantity, less refunds). Lines wholly sent back are kept, with
    zeros.

    Notes
    -----
    Only earlier purchases are netted; at the same time of day a purchase comes before a
    cancellation. A cancellation counts at the price of the purchase it is set against.
    """
    import ibis

    touched, untouched = _by_touch(orders)
    level = _levels(touched)
    kept = level.mutate(net_quantity=ibis.greatest(0, level.lowest_after - level.level_before))
    kept = kept.filter(kept.kind == "sale")
    whole = untouched.mutate(net_quantity=untouched.quantity)
    columns = [*orders.columns, "net_quantity"]
    both = whole.select(columns).union(kept.select(columns))
    part = (both.value * both.net_quantity / both.quantity).cast(MONEY)
    net_value = ibis.ifelse(both.net_quantity == both.quantity, both.value, part)
    return _less_refunds(orders, both.mutate(net_value=net_value))


def pulled(table: ibis.Table) -> pd.DataFrame:
    """A table without dates or lists as a frame, by Arrow.

    Ibis makes Python objects of each column with a gap: five times as slow where rows are many.
    """
    return table.to_pyarrow().to_pandas()


def settled(orders: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    """Sale lines of which nothing ever came back; and all others, with what came back.

    What is left of the first is the same on any day; the second, mostly few, are what `net_sales`
    is to be asked for as of a date.
    """
    back = orders.filter(orders.kind == "refund").select("transaction_id").distinct()
    gone = orders.filter(orders.kind == "cancellation").select("user_id", "item_id").distinct()
    sold = orders.filter(orders.kind == "sale")
    whole = sold.anti_join(gone, ["user_id", "item_id"]).anti_join(back, "transaction_id")
    lines = whole.select("line")
    return whole, orders.anti_join(lines, "line")


def _less_refunds(orders: ibis.Table, sales: ibis.Table) -> ibis.Table:
    """Sale lines with their order's refunds taken from ``net_value``."""
    import ibis

    back = orders.filter(orders.kind == "refund")
    back = back.group_by("transaction_id").aggregate(back=-back.value.sum())
    rest = sales.anti_join(back, "transaction_id")
    lines = sales.inner_join(back, "transaction_id")
    # Running sums rounded, then their differences: the parts add up to the whole.
    order = ibis.window(group_by="transaction_id", order_by="line", preceding=(None, 0))
    whole = ibis.window(group_by="transaction_id")
    lines = lines.mutate(
        so_far=lines.net_value.sum().over(order), all=lines.net_value.sum().over(whole)
    )
    taken = ibis.least(lines.back, lines.all)
    share = ibis.ifelse(lines.all > 0, (taken * lines.so_far / lines.all).cast(MONEY), 0)
    lines = lines.mutate(share=share.cast(MONEY))
    step = ibis.window(group_by="transaction_id", order_by="line")
    before = lines.share.lag(1).over(step).fill_null(0)
    lines = lines.mutate(net_value=(lines.net_value - (lines.share - before)).cast(MONEY))
    return rest.union(lines.select(rest.columns))


def unmatched_cancellations(orders: ibis.Table) -> ibis.Table:
    """Cancellation lines that found too few earlier purchases to be set against.

    Returns
    -------
    Those lines, all columns, with ``unmatched_quantity`` (positive units) and ``unmatched_value``
    (positive money, at the cancellation's own price)
    """
    touched, _ = _by_touch(orders)
    level = _levels(touched)
    lost = level.mutate(unmatched_quantity=level.floor_before - level.floor)
    lost = lost.filter((lost.kind == "cancellation") & (lost.unmatched_quantity > 0))
    lost = lost.select([*orders.columns, "unmatched_quantity"])
    return lost.mutate(
        unmatched_value=(lost.unmatched_quantity.cast("decimal(18, 0)") * lost.price).cast(MONEY)
    )


def _by_touch(orders: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    """Lines of a customer and item that have a cancellation, and all others (all of them sales)."""
    goods = orders.filter(orders.kind != "refund")
    cancelled = goods.filter(goods.kind == "cancellation").select("user_id", "item_id").distinct()
    pair = ["user_id", "item_id"]
    return goods.semi_join(cancelled, pair), goods.anti_join(cancelled, pair)


def _levels(orders: ibis.Table) -> ibis.Table:
    """Units held before and after each line, and the least held from it on."""
    import ibis

    # Descending, so that a "sale" comes before a "cancellation" of the same time.
    order = [orders.event_timestamp, orders.kind.desc(), orders.line]
    so_far = ibis.window(group_by=["user_id", "item_id"], order_by=order, preceding=(None, 0))
    sums = orders.mutate(held=orders.quantity.sum().over(so_far).cast("int64"))
    lowest = sums.mutate(floor=ibis.least(0, sums.held.min().over(so_far)))
    order = [lowest.event_timestamp, lowest.kind.desc(), lowest.line]
    one_back = ibis.window(group_by=["user_id", "item_id"], order_by=order)
    from_here = ibis.window(group_by=["user_id", "item_id"], order_by=order, following=(0, None))
    level = lowest.held - lowest.floor
    steps = lowest.mutate(level=level, floor_before=lowest.floor.lag(1).over(one_back).fill_null(0))
    steps = steps.mutate(level_before=steps.held - steps.quantity - steps.floor_before)
    return steps.mutate(lowest_after=steps.level.min().over(from_here))
