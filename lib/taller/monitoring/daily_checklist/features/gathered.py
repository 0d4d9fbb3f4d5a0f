"""All that the list is told of: this run's results, how it went, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from taller.looked import Looked

if TYPE_CHECKING:
    from taller.monitoring.daily_checklist.params import Params
    from taller.phase import PhaseResult


@dataclass(frozen=True)
class Gathered(Looked):
    """This run, on its day.

    Attributes
    ----------
    titles : of the notebooks of this run, by name
    results : of those that came to their end, and whose data add up
    withheld : titles of those whose data do not
    broken : titles of those that did not come to their end
    ran_on : the day of this run
    """

    day: dt.date
    ran_on: dt.date
    titles: Mapping[str, str]
    results: Mapping[str, PhaseResult]
    withheld: tuple[str, ...] = ()
    broken: tuple[str, ...] = field(default_factory=tuple)

    def of(self, name: str) -> Any:
        """A notebook's result; None where there is none to rely on."""
        return self.results.get(name)


def gather(run: Any, p: Params) -> Gathered:
    """Read this run; nothing is run for it.

    Parameters
    ----------
    run : the notebook's `taller.Run`
    """
    went, earlier = run.went(), run.earlier()
    titles = {name: each.title for name, each in went.items()}
    titles |= {name: title for name, (title, _result) in earlier.items()}
    titles = {name: title.partition(":")[0].strip() for name, title in titles.items()}
    today = run.started.date()
    return Gathered(
        day=p.dated or today,
        ran_on=today,
        titles=titles,
        results={name: result for name, (_t, result) in earlier.items() if not result.withheld},
        withheld=tuple(titles[name] for name, (_t, result) in earlier.items() if result.withheld),
        broken=tuple(titles[name] for name, each in went.items() if not each.ended_well),
    )
