"""A log as it is judged: moments of each version, by day too, and all that stands against them.

A unit is what the lot was drawn for: a user, or an account with its users summed. A measure that is
missing counts as none of it, a covariate that is missing as the mean. Users of several versions,
and accounts of several, belong to none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.data.contract.trials import SQUARED
from taller.errors import DataError, Fault
from taller.looked import Looked
from taller.measurement.trials.metric import Metric, columns_of
from taller.measurement.trials.moments import MEMBERS, Moments, by_arm
from taller.monitoring.experiment.features import columns
from taller.phase import Record

if TYPE_CHECKING:
    import ibis

    from taller.data.tables import Tables
    from taller.data.tell.ledger import Ledger
    from taller.monitoring.experiment.params import Params

FEWEST = 10  # units of a version, from which its days are held against another's


class Arm(Record):
    """A version: what the lot gave it, and when it was shown."""

    name: str
    units: int
    users: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Log(Looked):
    """Who saw which version and what they did then.

    Attributes
    ----------
    units : a row per unit with ``unit``, ``arm``, ``day`` and the measures; None for totals
    days : sums by version and day: ``arm``, ``day``, ``n``, of each column and of each product
    crossed, clusters_crossed : users, and accounts, of several versions
    apart : versions of which one was shown only after the other
    heaviest : the user with the most rows of the log, and how many
    stop, late : the day on which the rule stops, and units that came later, which are left out
    filled, negative : units without a value, and below nothing, by column
    ledger : what became of the rows
    last : the last day on which somebody came, whether left out or not
    """

    units: ibis.Table | None
    arms: Mapping[str, Arm]
    moments: Mapping[str, Moments]
    days: pd.DataFrame
    control: str
    metrics: tuple[Metric, ...]
    clustered: bool
    crossed: int
    clusters_crossed: int
    apart: tuple[tuple[str, str], ...]
    heaviest: tuple[str, int] | None
    filled: Mapping[str, int]
    negative: Mapping[str, int]
    ledger: Ledger
    stop: dt.date | None
    late: int
    last: dt.date | None

    @property
    def n(self) -> int:
        """Units of all versions."""
        return sum(arm.units for arm in self.arms.values())

    @property
    def users(self) -> int:
        """Users of all versions."""
        return sum(arm.users for arm in self.arms.values())

    @property
    def others(self) -> list[str]:
        """The versions that are held against control."""
        return [name for name in self.arms if name != self.control]


def read(tables: Tables, p: Params) -> Log | None:
    """The log of the experiment; None where it is only planned.

    Raises
    ------
    DataError
        Naming everything the log lacks of what is asked.
    """
    if not tables.has("trials") or p.state == "planned":
        return None
    if found := list(columns.faults(tables, p)):
        raise DataError("experiment", [Fault(f"experiment.{key}", what) for key, what in found])
    log = columns.rows(tables, p)
    control = columns.control(columns.arms(log), p)
    assert control is not None
    names = list(columns_of(p.metrics))
    if columns.totals(log):
        return _of_totals(log, names, control, p, tables.ledger("trials"))
    clustered = p.clusters if p.clusters is not None else bool(
        log.cluster_id.notnull().any().execute()
    )  # fmt: skip
    table, filled, negative = _measured(log, names, p)
    users, crossed = table.filter(table.arm.notnull()), int(log.arm.isnull().sum().execute())
    units, between = _clusters(users, names) if clustered else (users, 0)
    last, (stop, late) = _date(users.day.max().execute()), _after(units, p)
    units = _until(units, stop)
    held = [*names, MEMBERS] if clustered else names
    arms = _arms(units, clustered)
    heaviest = log.order_by(log.rows.desc(), log.user_id).limit(1).execute().iloc[0]
    return Log(
        units=units, arms=arms, moments=by_arm(units, held), days=_days(units, held),
        control=control, metrics=p.metrics, clustered=clustered, crossed=crossed,
        clusters_crossed=between, apart=_apart(arms), filled=filled, negative=negative,
        heaviest=(str(heaviest.user_id), int(heaviest.rows)), ledger=tables.ledger("trials"),
        stop=stop, late=late, last=last,
    )  # fmt: skip


def _measured(
    log: ibis.Table, names: list[str], p: Params
) -> tuple[ibis.Table, dict[str, int], dict[str, int]]:
    """Rows with their measures as numbers, none missing; how many were, and are below nothing."""
    import ibis

    shares = {metric.column for metric in p.metrics if metric.kind == "share"}
    before = {n for m in p.metrics for n in (m.covariate, m.covariate_per) if n}
    asked = {f"f{i}": log[name].isnull().sum() for i, name in enumerate(names)}
    asked |= {f"n{i}": (log[name] < 0).sum() for i, name in enumerate(names)}
    asked |= {f"m{i}": log[name].mean() for i, name in enumerate(names)}
    told = log.aggregate(**asked).execute().iloc[0]
    values = {}
    for i, name in enumerate(names):
        instead = float(told[f"m{i}"]) if name in before and told[f"m{i}"] == told[f"m{i}"] else 0.0
        value = log[name].cast("float64").fill_null(ibis.literal(instead))
        values[name] = (value > 0).cast("float64") if name in shares else value
    traits = {name: log[name] for name in (*p.traits, *([p.sold_out] if p.sold_out else []))
              if name not in values}  # fmt: skip
    table = log.select(
        unit=log.user_id, cluster=log.cluster_id, arm=log.arm, day=log.exposed_at.date(),
        **values, **traits,
    )  # fmt: skip
    counts = {kind: {n: int(told[f"{kind}{i}"] or 0) for i, n in enumerate(names)} for kind in "fn"}
    return table, _some(counts["f"]), _some(counts["n"])


def _some(counts: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n}


def _clusters(users: ibis.Table, names: list[str]) -> tuple[ibis.Table, int]:
    """Users summed to their accounts, and how many accounts had several versions."""
    named = users.mutate(cluster=users.cluster.coalesce(users.unit))
    seen = named.group_by("cluster").aggregate(versions=named.arm.nunique())
    good = named.semi_join(seen.filter(seen.versions == 1), "cluster")
    made = good.group_by("cluster", "arm").aggregate(
        day=good.day.min(), **{name: good[name].sum() for name in names},
        **{MEMBERS: good.count().cast("float64")},
    )  # fmt: skip
    between = int(seen.filter(seen.versions > 1).count().execute())
    return made.rename(unit="cluster"), between


def _after(table: ibis.Table, p: Params, size: str | None = None) -> tuple[dt.date | None, int]:
    """The day on which the rule stops, where one is told, and how many units came later.

    Parameters
    ----------
    size : column of users, where rows are totals; else each row is a unit
    """
    dated = table.filter(table.day.notnull())
    n = dated.count() if size is None else dated[size].sum()
    days = dated.group_by("arm", "day").aggregate(n=n).order_by("day").execute()
    stop = p.ends_on
    if stop is None and p.units is not None:
        reached = days["day"][days["n"].cumsum() >= p.units]
        begun = days.groupby("arm")["day"].min().max()  # no version is left without a unit
        stop = None if reached.empty else _date(max(reached.iloc[0], begun))
    if stop is None:
        return None, 0
    return stop, int(days.loc[pd.to_datetime(days["day"]) > pd.Timestamp(stop), "n"].sum())


def _until(table: ibis.Table, stop: dt.date | None) -> ibis.Table:
    """Who came by a day, or on no day that is told."""
    return table if stop is None else table.filter(table.day.isnull() | (table.day <= stop))


def _arms(units: ibis.Table, clustered: bool) -> dict[str, Arm]:
    users = units[MEMBERS].sum() if clustered else units.count()
    found = units.group_by("arm").aggregate(
        units=units.count(), users=users, first=units.day.min(), last=units.day.max()
    )
    return _as_arms(found.order_by("arm").execute())


def _as_arms(frame: pd.DataFrame) -> dict[str, Arm]:
    return {
        str(row["arm"]): Arm(name=str(row["arm"]), units=int(row["units"]), users=int(row["users"]),
                             first=_date(row["first"]), last=_date(row["last"]))
        for row in frame.to_dict("records")
    }  # fmt: skip


def _date(value: object) -> dt.date | None:
    found = pd.Timestamp(value) if value is not None else pd.NaT  # type: ignore[arg-type]
    return None if pd.isna(found) else found.date()


def _apart(arms: Mapping[str, Arm]) -> tuple[tuple[str, str], ...]:
    """Versions of which one was shown only after the other: renamed, or no lot at all."""
    held = [arm for arm in arms.values() if arm.units >= FEWEST]
    return tuple(
        (one.name, other.name) for one in held for other in held
        if one.last and other.first and one.last < other.first
    )  # fmt: skip


def _days(units: ibis.Table, names: list[str]) -> pd.DataFrame:
    """Units, sums and sums of products by version and day of coming."""
    dated = units.filter(units.day.notnull())
    asked = {"n": dated.count().cast("float64")}
    for i, name in enumerate(names):
        asked[f"s{i}"] = dated[name].sum()
        asked |= {f"p{i}_{j}": (dated[name] * dated[names[j]]).sum() for j in range(i + 1)}
    return dated.group_by("arm", "day").aggregate(**asked).order_by("arm", "day").execute()


def until(log: Log, arm: str, day: dt.date) -> Moments:
    """Moments of the units of a version that had come by a day."""
    held = next(iter(log.moments.values())).columns
    rows = log.days[
        (log.days["arm"] == arm) & (pd.to_datetime(log.days["day"]) <= pd.Timestamp(day))
    ]
    k, summed = len(held), rows.drop(columns=["arm", "day"]).sum()
    products = [[summed.get(f"p{max(i, j)}_{min(i, j)}", 0.0) for j in range(k)] for i in range(k)]
    sums = [summed[f"s{i}"] for i in range(k)]
    return Moments.of_sums(held, float(summed["n"]), sums, products)


def _of_totals(log: ibis.Table, names: list[str], control: str, p: Params, ledger: Ledger) -> Log:
    """The same of totals, which tell nothing of a single user, nor how columns go together."""
    shares = {metric.column for metric in p.metrics if metric.kind == "share"}
    log, last = log.mutate(day=log.exposed_at.date()), _date(log.exposed_at.max().execute())
    stop, late = _after(log, p, "users")
    log = _until(log, stop)
    asked = {"n": log.users.sum().cast("float64")}
    for i, name in enumerate(names):
        squares = name if name in shares else f"{name}{SQUARED}"
        asked |= {f"s{i}": log[name].sum().cast("float64"),
                  f"p{i}_{i}": log[squares].sum().cast("float64")}  # fmt: skip
    days = log.group_by("arm", "day").aggregate(**asked).order_by("arm", "day").execute()
    whole = log.group_by("arm").aggregate(
        units=log.users.sum(), users=log.users.sum(), first=log.day.min(), last=log.day.max()
    )
    arms = _as_arms(whole.order_by("arm").execute())
    sums = days.groupby("arm").sum(numeric_only=True)
    moments = {}
    for name, row in sums.iterrows():
        products = np.diag([row[f"p{i}_{i}"] for i in range(len(names))])
        made = Moments.of_sums(names, row["n"], [row[f"s{i}"] for i in range(len(names))], products)
        moments[str(name)] = _apart_from_each_other(made)
    return Log(
        units=None, arms=arms, moments=moments, days=days.dropna(subset="day"), control=control,
        metrics=p.metrics, clustered=False, crossed=0, clusters_crossed=0, apart=_apart(arms),
        heaviest=None, filled={}, negative={}, ledger=ledger, stop=stop, late=late, last=last,
    )  # fmt: skip


def _apart_from_each_other(made: Moments) -> Moments:
    """Without what totals do not tell: how two columns vary together, which nothing asks for."""
    own = made.covariance * np.eye(len(made.columns))
    return Moments(made.columns, made.n, made.means, own, made.carriers)
