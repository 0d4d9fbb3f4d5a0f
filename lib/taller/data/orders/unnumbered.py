"""Orders that nothing numbers: what a customer buys in a day, or at one moment, is one."""

from __future__ import annotations

MOMENTS = {"customer_days": "%Y-%m-%d", "customer_times": "%Y-%m-%d %H:%M:%S"}
"""What an order is, as an engagement says it: its date beside its customer tells it apart."""


def numbered(query: str, orders_are: str | None) -> str:
    """SQL of typed orders, each row with the number that its customer and date make.

    Parameters
    ----------
    query : SQL of rows with ``user_id``, ``event_timestamp`` and ``transaction_id``
    orders_are : a key of `MOMENTS`; None where the source numbers its orders
    """
    if orders_are is None:
        return query
    moment = f"strftime(event_timestamp, '{MOMENTS[orders_are]}')"
    # A row without customer or date is told as such, and not as one without a number besides.
    made = f"user_id || ' ' || {moment} AS transaction_id, '' AS transaction_id_text"
    return f"SELECT * REPLACE ({made}) FROM ({query})"
