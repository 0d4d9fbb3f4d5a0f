"""What subscriptions tell: a month's revenue of a year's, and whose a use is."""

from __future__ import annotations

from pathlib import Path

from taller.data.reading import literal
from taller.data.settings.schemas import MONEY


def recurring(subscriptions: str) -> str:
    """Query of subscriptions with the revenue of a month and of a year, where one is told."""
    return (
        f"SELECT * REPLACE (coalesce(mrr, arr / 12)::{MONEY} AS mrr, "
        f"coalesce(arr, mrr * 12)::{MONEY} AS arr) FROM ({subscriptions})"
    )


def whose(usage: Path, subscriptions: Path) -> str:
    """Query of usage with its account, where a subscription alone is named."""
    owners = (
        "SELECT subscription_id, min(account_id) AS owner FROM "
        f"read_parquet({literal(subscriptions)}) WHERE subscription_id IS NOT NULL GROUP BY ALL"
    )
    return (
        "SELECT * EXCLUDE (owner) REPLACE (coalesce(account_id, owner) AS account_id) FROM "
        f"read_parquet({literal(usage)}) LEFT JOIN ({owners}) USING (subscription_id)"
    )
