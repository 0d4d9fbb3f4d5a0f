"""A test judged by its rule: the lot first, then what changed, and what would speak against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from taller.looked import Looked
from taller.measurement import estimates
from taller.measurement.interference import Interference, by_day, interference
from taller.measurement.trials import outliers, shrunk, verdict
from taller.measurement.trials.compare import Comparison, compare
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import by_arm
from taller.measurement.trials.outliers import Largest
from taller.measurement.trials.rule import Rule
from taller.measurement.trials.shrunk import Promise
from taller.measurement.trials.verdict import Judged, Verdict
from taller.monitoring.experiment.features.fixed import Fixed
from taller.monitoring.experiment.features.log import Log, until
from taller.monitoring.experiment.params import Params
from taller.phase import Estimate

Stop = Literal["missing", "strange", "ratio", "crossed", "apart"]
"""Why there is no verdict: a version without users, one that is not in the lot, sizes that are not
the lot's, users of several versions, versions shown one after the other."""

MOST_DAYS = 60  # at which a day's reading is drawn


@dataclass(frozen=True)
class Study(Looked):
    """A test as it was judged.

    Attributes
    ----------
    stops : why there is no verdict; none where there is one
    secondary : metrics that inform, corrected together for their number
    daily : ``day``, ``arm``, ``value``, ``low``, ``high``: the primary's lift as days went by
    largest, tamed : the largest unit of each version, and metrics without so much of it
    promises : what a version's measured lift promises, by version
    stock : whether control finds more sold out the more of the others there are; None if not told
    """

    p: Params
    fixed: Fixed
    log: Log
    rule: Rule
    verdict: Verdict
    running: bool
    stops: tuple[Stop, ...]
    secondary: tuple[Comparison, ...]
    daily: pd.DataFrame
    largest: tuple[Largest, ...]
    tamed: tuple[Comparison, ...]
    promises: Mapping[str, Promise]
    stock: Interference | None

    @property
    def primary(self) -> Metric:
        """The metric that decides."""
        return self.rule.primary

    @property
    def judged(self) -> Mapping[str, Judged]:
        """Each version's outcome; ``stopped`` where nothing can be believed."""
        outcomes = {each.arm: each for each in self.verdict.arms}
        if not self.stops:
            return outcomes
        return {name: each.model_copy(update={"outcome": "stopped"})
                for name, each in outcomes.items()}  # fmt: skip

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every metric in every version, the primary first."""
        return (*self.verdict.comparisons, *self.secondary)

    def of_primary(self, arm: str) -> Comparison | None:
        """The primary in a version."""
        return next((c for c in self.verdict.comparisons
                     if c.arm == arm and c.metric == self.primary.key), None)  # fmt: skip

    @property
    def leader(self) -> Judged | None:
        """The version that is told of first: one that won, else the furthest ahead."""
        order = ("won", "open", "too_small", "worse", "harms", "stopped")
        ahead = 1 if self.primary.better == "up" else -1

        def place(each: Judged) -> tuple[int, float]:
            found = self.of_primary(each.arm)
            lift = found.lift.value if found and found.lift else 0.0
            return order.index(each.outcome), -ahead * lift

        return min(self.judged.values(), key=place, default=None)


def judge(log: Log | None, fixed: Fixed, p: Params) -> Study | None:
    """The verdict, and what stands against it; None where a test is only planned."""
    if log is None:
        return None
    rule = fixed.rule or p.rule(log.control, dict.fromkeys(log.arms, 1.0))
    day = log.last
    if p.state == "ended":
        day = max(filter(None, (day, p.ends_on)), default=None)
    told = verdict.judge(log.moments, rule, fixed=fixed.digest, day=day,
                         looked=fixed.looks + (p.state == "running"))  # fmt: skip
    stops = _stops(log, told, rule, p)
    how = {"control": log.control, "reading": told.reading, "level": p.level}
    planned = {arm: units for arm in log.others if arm in rule.shares
               if (units := rule.planned(arm))}  # fmt: skip
    secondary = [metric for metric in p.metrics if metric.role == "secondary"]
    informs = compare(log.moments, secondary, planned=planned, **how) if secondary else ()
    largest, tamed = _outliers(log, how, planned)
    running = p.state == "running" or ("running" in told.caveats and p.state != "ended")
    promises = {
        # While it runs, nothing is told by a standard error that holds at one look alone.
        c.arm: shrunk.promise(c.lift, p.typical, error=None if running else c.lift_error)
        for c in told.comparisons if c.metric == rule.primary.key and c.lift
    }  # fmt: skip
    return Study(
        p=p, fixed=fixed, log=log, rule=rule, verdict=told,
        running=running,
        stops=stops, secondary=informs, daily=_daily(log, rule),
        largest=largest, tamed=tamed, stock=_stock(log, p),
        promises=promises,
    )  # fmt: skip


def _stops(log: Log, told: Verdict, rule: Rule, p: Params) -> tuple[Stop, ...]:
    seen = log.crossed + log.users
    asked: dict[Stop, bool] = {
        "missing": "arm_missing" in told.caveats,
        "strange": any(name not in rule.shares for name in log.arms),
        "crossed": log.crossed > p.crossed * max(seen, 1)
        or log.clusters_crossed > p.crossed * max(log.n, 1),
        "apart": bool(log.apart),
    }
    stops: list[Stop] = [name for name, holds in asked.items() if holds]
    if not told.balance.holds and not {"missing", "strange"} & set(stops):
        stops.append("ratio")  # after what may have made it
    return tuple(stops)


def _outliers(
    log: Log, how: dict[str, Any], planned: Mapping[str, int]
) -> tuple[tuple[Largest, ...], tuple[Comparison, ...]]:
    """The largest units, and sums with the largest values brought down."""
    sums = [metric for metric in log.metrics if metric.kind != "share"]
    if log.units is None or not sums:
        return (), ()
    names = list(dict.fromkeys(metric.column for metric in sums))
    tame, _caps = outliers.winsorised(log.units, names)
    held = list(next(iter(log.moments.values())).columns)
    found = compare(by_arm(tame, held), sums, planned=planned, **how)
    return outliers.largest(log.units, names, unit="unit"), found


def _daily(log: Log, rule: Rule) -> pd.DataFrame:
    """The primary's lift as it stood each day, with the interval that holds on all of them."""
    days = sorted({pd.Timestamp(day).date() for day in log.days["day"]})
    step = -(-len(days) // MOST_DAYS) if days else 1
    lines = []
    for day in days[::-1][::step][::-1]:
        control = until(log, log.control, day)
        for arm in log.others:
            two = {log.control: control, arm: until(log, arm, day)}
            planned = rule.planned(arm) if arm in rule.shares else None
            found, = compare(two, [rule.primary], control=log.control, reading="sequential",
                             planned=planned, level=rule.level)  # fmt: skip
            if (lift := found.sequential_lift) is not None:
                lines.append((day, arm, lift.value, lift.low, lift.high))
    return pd.DataFrame(lines, columns=["day", "arm", "value", "low", "high"])


def _stock(log: Log, p: Params) -> Interference | None:
    """Whether control finds more sold out on days on which more of the others came."""
    if p.sold_out is None or log.units is None or log.clustered or log.last is None:
        return None
    units = log.units.filter(log.units.day.notnull())
    out = units[p.sold_out].cast("float64").fill_null(0.0)
    days = units.group_by("arm", "day").aggregate(n=units.count(), total=out.sum()).execute()
    return interference(by_day(days, log.control), level=p.level)


def unit_worth(p: Params, metric: Metric | None) -> float | None:
    """What one unit of the primary is worth in money: as said, else itself where it is money."""
    return p.value or (1.0 if metric is not None and metric.unit == "money" else None)


def yearly(study: Study, arm: str) -> Estimate | None:
    """What a version is expected to bring in a year in money; None where nobody said enough.

    The lift is the promised one, not the measured; values, costs and users are the client's.
    """
    p, promise, found = study.p, study.promises.get(arm), study.of_primary(arm)
    value = unit_worth(p, study.primary)
    if promise is None or found is None or found.control_value is None:
        return None
    if value is None or p.users_per_year is None:
        return None
    better = 1 if study.primary.better == "up" else -1
    scale = better * found.control_value.value * value * p.users_per_year
    paid = p.cost * p.users_per_year + p.setup
    return estimates.scaled(promise.expected, scale, less=paid, unit="money")
