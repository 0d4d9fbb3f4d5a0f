"""What the door counted: calls, tokens, money, time and errors, kept over runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from taller.development.llm.model.door.money import NANOS
from taller.development.llm.model.door.store import TRY, Store

if TYPE_CHECKING:
    import pandas as pd

OK, CACHED = "ok", "cached"
QUANTILES = (0.5, 0.95, 0.99)


class Counters:
    """The counts of one engagement, as tables or as Prometheus reads them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tries(self, run: str | None = None) -> pd.DataFrame:
        """Each try, and each answer from the cache; of one run where it is named."""
        import pandas as pd

        rows = self._store.rows("select * from tries where ? is null or run = ?", (run, run))
        return pd.DataFrame(rows, columns=list(TRY))

    def table(self, run: str | None = None) -> pd.DataFrame:
        """A row per task and endpoint: what was asked, what it took, what failed.

        Returns
        -------
        DataFrame with task, endpoint, calls, cached, retries, failed (tries), tokens_in,
        tokens_out, cost (US dollars), and seconds of the answered calls: p50, p95, p99
        """
        import pandas as pd

        rows = []
        for (task, endpoint), held in self.tries(run).groupby(["task", "endpoint"], sort=True):
            answered = held[held["kind"] == OK]
            row: dict[str, Any] = {
                "task": task, "endpoint": endpoint, "calls": len(answered),
                "cached": int((held["kind"] == CACHED).sum()),
                "retries": int((held["attempt"] > 1).sum()),
                "failed": int((~held["kind"].isin([OK, CACHED])).sum()),
                "tokens_in": int(held["tokens_in"].sum()),
                "tokens_out": int(held["tokens_out"].sum()), "cost": held["nanos"].sum() / NANOS,
            }  # fmt: skip
            row |= {f"p{q * 100:.0f}": answered["seconds"].quantile(q) for q in QUANTILES}
            rows.append(row)
        return pd.DataFrame(rows)

    def errors(self, run: str | None = None) -> pd.DataFrame:
        """Failed tries: task, endpoint, kind and how many."""
        held = self.tries(run)
        failed = held[~held["kind"].isin([OK, CACHED])]
        return failed.groupby(["task", "endpoint", "kind"]).size().reset_index(name="tries")

    def prometheus(self) -> str:
        """All counts since the beginning, in Prometheus' text format."""
        from prometheus_client import CollectorRegistry, generate_latest

        registry = CollectorRegistry()
        registry.register(self)  # type: ignore[arg-type]
        return generate_latest(registry).decode()

    def collect(self) -> Iterator[Any]:
        """What `prometheus_client` asks a collector for."""
        from prometheus_client.core import CounterMetricFamily, SummaryMetricFamily

        rows = self.table().to_dict("records")
        named = ["task", "endpoint"]
        for name, said in {
            "calls": "answered calls", "cached": "answers from the cache",
            "retries": "tries after the first", "tokens_in": "tokens read",
            "tokens_out": "tokens written", "cost": "US dollars",
        }.items():  # fmt: skip
            family = CounterMetricFamily(f"taller_llm_{name}", said, labels=named)
            for row in rows:
                family.add_metric([row["task"], row["endpoint"]], row[name])
            yield family
        failed = CounterMetricFamily("taller_llm_errors", "failed tries", labels=[*named, "kind"])
        for task, endpoint, kind, n in self.errors().itertuples(index=False):
            failed.add_metric([task, endpoint, kind], n)
        yield failed
        seconds = SummaryMetricFamily("taller_llm_seconds", "time of answered calls", labels=named)
        times = self.tries().query("kind == @OK").groupby(named)["seconds"]
        for (task, endpoint), held in times:
            seconds.add_metric([task, endpoint], len(held), held.sum())
            for q in QUANTILES:
                labels = {"task": task, "endpoint": endpoint, "quantile": str(q)}
                seconds.add_sample("taller_llm_seconds", labels, held.quantile(q))
        yield seconds
