"""What this page itself recommends: what would tell more, and by what to judge a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.optimisation.findings import budget
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.model.response import STILL
from taller.phase import Decision

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.frontier import Frontier
    from taller.monitoring.optimisation.model.budget.plan import Plan
    from taller.monitoring.optimisation.model.budget.trials import Trials
    from taller.monitoring.optimisation.model.credit import Credit
    from taller.monitoring.optimisation.model.response import Line, Response


def overrated(found: Response, credit: Credit) -> tuple[Line, ...]:
    """Channels that every way of counting gives more than their spend added, beyond chance.

    Of channels alone whose spend moves, where nothing speaks against the curves.
    """
    if found.why is not None or not credit.value:
        return ()
    told = []
    for line in found.lines:
        given = [each.low for (_method, name), each in credit.value.items() if name == line.name]
        if line.verdict not in STILL and given and line.added.high < min(given):
            told.append(line)
    return tuple(told)


def advise(
    found: Response, credit: Credit, shares: Plan | None, totals: Frontier | None,
    trial: Trials | None,
) -> tuple[Decision, ...]:  # fmt: skip
    """What to do about the budget, what this page could not tell, and how channels are judged."""
    made = [*budget.decisions(shares, totals, trial)]
    if found.why in ("no_spend", "short", "monthly", "gaps"):
        said = say.parts("decision-spend", why=found.why)
        made.append(Decision.told("spend", said, effort="days", within_days=30))
    designed = any(each.key == "budget.trial" for each in made)
    unshown = found.fit is not None and not found.shown
    if (unshown or found.why == "constant") and not designed:
        said = say.parts("decision-vary", why=found.why)
        made.append(Decision.told("vary", said, effort="weeks", within_days=30))
    if over := overrated(found, credit):
        said = say.parts("decision-count", names=[line.name for line in over])
        made.append(Decision.told("count", said, effort="hours", within_days=30))
    if credit.read.why in ("no_visits", "no_people"):
        said = say.parts("decision-visits", why=credit.read.why)
        made.append(Decision.told("visits", said, effort="days", within_days=60))
    return tuple(made)
