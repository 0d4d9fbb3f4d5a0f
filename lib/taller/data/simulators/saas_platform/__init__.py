"""A simulated platform for project management, sold by the seat to companies.

Each account is, month by month, in one of six conditions that nobody writes down (`laws.STATES`):
content, not knowing how to use the product, in trouble with it, finding it dear, asleep (it pays
and does not look), or lost (its project ends). The condition drives use, requests to support,
seats and, with the contract, whether it leaves. An action helps where it meets the condition, does
nothing elsewhere, and wakes those who are asleep.

Earlier, one campaign gave every account an action by lot, or none. `trial` plays another from the
end of the history on. The ``truth_`` tables hold what nobody at a client could know.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from taller.data.simulators import written
from taller.data.simulators.fashion_store.output import Files, Memory, Sink
from taller.data.simulators.saas_platform import tables, use
from taller.data.simulators.saas_platform.world import world

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.data.settings.sources import SaasPlatformSettings


def simulate(settings: SaasPlatformSettings, *, seed: int, currency: str) -> dict[str, pa.Table]:
    """Simulate a platform's history, in memory: canonical tables by name, and those of the truth.

    The same settings and seed give the same tables.
    """
    sink = Memory()
    _run(settings, seed, currency, sink)
    return sink.tables()


def write(
    settings: SaasPlatformSettings, *, seed: int, currency: str, folder: Path
) -> dict[str, int]:
    """Simulate as `simulate` does, each table to ``<name>.parquet`` of a folder that exists."""
    with Files(folder) as sink:
        _run(settings, seed, currency, sink)
    return sink.rows


def _run(settings: SaasPlatformSettings, seed: int, currency: str, sink: Sink) -> None:
    made = world(settings, seed)
    for_use, for_tickets, for_tables = np.random.default_rng([seed, 1]).spawn(3)
    sink.add("accounts", tables.accounts(made, for_tables))
    sink.add("subscriptions", tables.subscriptions(made, currency))
    for month in use.months(made):
        sink.add("usage", use.rows(made, month, for_use))
    sink.add("tickets", asked := tables.tickets(made, for_tickets))
    if settings.texts:
        _texts(settings.texts, asked, seed, sink)
    sink.add("campaigns", tables.campaigns(made, currency))
    sink.add("truth_accounts", tables.truth(made, made.months, settings.end))
    sink.add("truth_campaign", tables.truth(made, made.campaign, settings.end))


def _texts(most: int, asked: pa.Table, seed: int, sink: Sink) -> None:
    """What the last requests to support say, by a generator of its own."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rng, last = written.generator(seed), asked.slice(max(0, asked.num_rows - most))
    bad = pc.equal(last["priority"].cast("string"), "urgent").to_numpy()
    weights = np.where(bad[:, None], [1.0, 6, 1, 2, 2], [5.0, 2, 2, 2, 0.5])
    n = last.num_rows
    micros = last["created_timestamp"].cast("int64").to_numpy()
    by = written.Writer(last["ticket_id"], last["account_id"], micros, np.repeat("ticket", n))
    made = written.table("platform", by, rng, weights)
    sink.add("texts", made)
    sink.add("truth_texts", pa.table({"text_id": made["text_id"], "label": made["truth"]}))
