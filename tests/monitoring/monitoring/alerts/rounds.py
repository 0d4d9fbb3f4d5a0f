"""Rounds of `taller monitor` without a kernel: figures are put where a run would put them."""

import datetime as dt
from pathlib import Path

from taller.commands.monitoring import round as rounds
from taller.monitoring.monitoring.artifacts.store import Store
from taller.monitoring.monitoring.result import Result
from taller.workbench.engagement import engagement
from tests.monitoring.monitoring.alerts.world import rows

ENGAGEMENT = """\
client: Prueba & Hijos
language: en
currency: EUR
data: {source: fashion_store, users: 300, items: 60}
monitoring:
  as_of: 2026-01-04
  alerts:
    to: [ana]
    rules: [{metric: sales, below: 100, severity: critical}]
"""


def bench(folder: Path, text: str = ENGAGEMENT):
    """The engagement of a workbench of its own."""
    root = folder / "bench"
    (root / "params").mkdir(parents=True)
    notebooks = Path(__file__).parents[4] / "notebooks"
    (root / "notebooks").symlink_to(notebooks, target_is_directory=True)
    (root / "params" / "x.yaml").write_text(text, encoding="utf-8")
    return engagement.read(root / "params" / "x.yaml", root)


def without_kernel(monkeypatch, values=(120, 120, 90), failed="", result=None):
    """Let a round's run only keep these figures of the first days of 2026."""

    def run(read, p, today):
        if failed:
            return None, None, failed
        folder = rounds.state_of(read) / "metrics"
        Store.open(folder).write(rows(values), collected_at=dt.datetime(2026, 1, 4, tzinfo=dt.UTC))
        rounds._pages(read).joinpath(read.slug).mkdir(parents=True, exist_ok=True)
        return None, result or Result(headline="Sales fell."), ""

    monkeypatch.setattr(rounds, "_run", run)
