"""All that the report is told of: this run's results, the earlier run's, and the week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taller.looked import Looked

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.params import Params
    from taller.phase import PhaseResult
    from taller.planning.plan.result import Result as Plan

PLAN = "plan"


@dataclass(frozen=True)
class Gathered(Looked):
    """This run and the earlier one.

    Attributes
    ----------
    since, until, ahead_to : the day after which the week is told, its day, the last day ahead
    ran_on : the day of this run
    titles : of the notebooks of this run, by name
    results : of those that came to their end
    broken : names of those that did not, and how they went
    before : the earlier run, if there is one (`taller.workbench.run.history.Before`)
    comparable : whether its money and data are of the same kind as now
    """

    since: dt.date
    until: dt.date
    ahead_to: dt.date
    ran_on: dt.date
    titles: Mapping[str, str]
    results: Mapping[str, PhaseResult]
    broken: Mapping[str, str] = field(default_factory=dict)
    before: Any = None
    comparable: bool = True

    @property
    def plan(self) -> Plan | None:
        """The plan of this run."""
        return self.results.get(PLAN)  # type: ignore[return-value]

    @property
    def earlier(self) -> Mapping[str, PhaseResult]:
        """What the earlier run found; nothing where it cannot be compared."""
        return self.before.results if self.before is not None and self.comparable else {}

    @property
    def plan_before(self) -> Plan | None:
        """The plan of the earlier run."""
        return self.earlier.get(PLAN)  # type: ignore[return-value]


def gather(run: Any, p: Params) -> Gathered:
    """Read this run and the earlier one; nothing is run for it.

    Parameters
    ----------
    run : the notebook's `taller.Run`
    """
    until = p.dated or run.started.date()
    went, earlier, before = run.went(), run.earlier(), run.before(p.days)
    titles = {name: title for name, (title, _result) in earlier.items()}
    since = until - dt.timedelta(days=p.days)
    if before is not None and p.dated is None:
        since = before.day
    simulated = bool(run.engagement.data.simulated)
    return Gathered(
        since=since,
        until=until,
        ahead_to=until + dt.timedelta(days=p.ahead),
        ran_on=run.started.date(),
        titles={name: short(title) for name, title in
                ({n: w.title for n, w in went.items()} | titles).items()},
        results={name: result for name, (_title, result) in earlier.items()},
        broken={name: each.state for name, each in went.items() if not each.ended_well},
        before=before,
        comparable=before is None
        or (before.currency, before.simulated) == (run.currency, simulated),
    )  # fmt: skip


def short(title: str) -> str:
    """What a notebook is about, without the question that it asks.

    >>> short("The plan: when, by whom?")
    'The plan'
    """
    return title.partition(":")[0].strip()
