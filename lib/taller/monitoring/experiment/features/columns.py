"""What a log of experiments must hold for what is asked of it; all that it lacks, at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taller.data.contract.trials import SQUARED
from taller.data.propose.kinds import experiments
from taller.errors import did_you_mean
from taller.measurement.trials.metric import columns_of
from taller.monitoring.experiment.messages import say

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables
    from taller.monitoring.experiment.params import Params

OURS = ("experiment", "user_id", "cluster_id", "arm", "arms", "exposed_at", "users", "rows")


def rows(tables: Tables, p: Params) -> ibis.Table:
    """The log's rows of the experiment that is read."""
    log = tables.trials
    return log if p.name is None else log.filter(log.experiment == p.name)


def arms(log: ibis.Table) -> list[str]:
    """The versions that users saw, by name."""
    return sorted(log.select("arm").distinct().execute()["arm"].dropna())


def control(names: list[str], p: Params) -> str | None:
    """The version that changes nothing, as said, else as its name says."""
    return p.control if p.control is not None else experiments.control(names)


def totals(log: ibis.Table) -> bool:
    """Whether rows are totals of a version and day, not users."""
    return not log.user_id.notnull().any().execute()


def faults(tables: Tables, p: Params) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and what of it the log cannot bear."""
    known = sorted(tables.trials.select("experiment").distinct().execute()["experiment"].dropna())
    if p.name is not None and p.name not in known:
        yield "name", say("fault-name", name=p.name, near=did_you_mean(p.name, known))
        return
    if p.name is None and len(known) > 1:
        yield "name", say("fault-several", names=known)
        return
    log = rows(tables, p)
    own = [name for name in log.columns if name not in OURS]
    if not p.metrics:
        yield "metrics", say("fault-no-metrics", columns=own or None)
    names = arms(log)
    called = control(names, p)
    if not names:
        yield "shares", say("fault-nobody")
    elif called is None:
        yield "control", say("fault-control", arms=names)
    elif called not in names:
        yield "control", say("fault-no-control", name=called, arms=names)
    if p.ends_on is not None:
        first = (
            log.filter(log.arm.notnull()).group_by("arm").aggregate(day=log.exposed_at.min().date())
        )
        late = first.filter(first.day > p.ends_on).order_by("arm").execute()["arm"]
        if len(late):
            yield "ends_on", say("fault-ends", ends=p.ends_on, arms=list(late))
    lost = [name for name in p.shares if name not in names]
    strange = [name for name in names if p.shares and name not in p.shares]
    if names and (strange or len(names) < 2 or (lost and called not in names)):
        yield "shares", say("fault-arms", arms=names, lost=lost or None, strange=strange or None)
    asked = [*columns_of(p.metrics), *p.traits, *([p.sold_out] if p.sold_out else [])]
    for name in dict.fromkeys(asked):
        place = "metrics" if name in columns_of(p.metrics) else "traits"
        if name not in own:
            yield place, say("fault-column", name=name, near=did_you_mean(name, own))
        elif place == "metrics" and not log[name].type().is_numeric():
            yield place, say("fault-text", name=name)
    after = {m.column for m in p.metrics} | {m.per for m in p.metrics}
    if known_late := [name for name in p.traits if name in after]:
        yield "traits", say("fault-late", names=known_late)
    if totals(log):
        yield from _of_totals(log, own, p)


def _of_totals(log: ibis.Table, own: list[str], p: Params) -> Iterator[tuple[str, str]]:
    """What totals cannot tell: how columns go together, and spreads without sums of squares."""
    for metric in p.metrics:
        if metric.kind == "ratio" or metric.covariate:
            yield "metrics", say("fault-together", key=metric.key)
        elif metric.column not in own:
            continue
        elif metric.kind == "mean" and f"{metric.column}{SQUARED}" not in own:
            yield "metrics", say("fault-squares", key=metric.key, name=metric.column)
        elif metric.kind == "share" and bool((log[metric.column] > log.users).any().execute()):
            yield "metrics", say("fault-too-many", key=metric.key, name=metric.column)
