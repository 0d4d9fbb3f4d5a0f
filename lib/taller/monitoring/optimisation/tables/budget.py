"""Tables of the budget: the mix, next quarter week by week, the trials that would tell more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller import tabular
from taller.language import listing
from taller.monitoring.optimisation.model.budget import words
from taller.monitoring.optimisation.model.budget.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.plan import Plan
    from taller.monitoring.optimisation.model.budget.trials import Trial, Trials

MOST_TRIALS = 8


def mix(plan: Plan | None) -> tabular.Table | None:
    """Each channel's money a week today and in the best mix, and what a little more would bring."""
    if plan is None:
        return tabular.instead(say("budget-none"))
    weeks = len(plan.spend)
    lines: list[list[Any]] = [
        [name, plan.before[:, c].mean(), plan.spend[:, c].mean(), plan.next_today[c], plan.next[c],
         say(f"budget-evidence.{plan.evidence[c]}", weeks=weeks), _held(plan, c)]
        for c, name in enumerate(plan.channels)
    ]  # fmt: skip
    lines.sort(key=lambda line: -line[1])
    told = say.parts("budget-mix", **words.facts(plan))
    lines.append([told["all"], plan.before.sum() / weeks, plan.total / weeks, None, None, "", ""])
    columns = {"channel": "text", "today": "money", "planned": "money", "next_today": "number",
               "next": "number", "evidence": "text", "held": "text"}  # fmt: skip
    without = [] if any(plan.held) else ["held"]
    return tabular.listed(lines, columns, words=told, without=without)


def _held(plan: Plan, c: int) -> str:
    return ", ".join(say(f"budget-held.{kind}") for kind in plan.held[c])


def quarter(plan: Plan | None) -> tabular.Table | None:
    """What to spend each week by channel, the largest channels first, small ones together."""
    if plan is None:
        return None
    told = say.parts("quarter-weeks", **words.facts(plan))
    named, spend = words.largest(plan, told["others"])
    # A channel may be called as a column of ours is.
    heads = {f"c{i}": f"“{name}”" if name in (told["week"], told["total"]) else name
             for i, name in enumerate(named)}  # fmt: skip
    lines = [[day, *row, row.sum()] for day, row in zip(plan.asked.days, spend, strict=True)]
    columns = {"week": "date", **dict.fromkeys(heads, "money"), "total": "money"}
    return tabular.listed(lines, columns, words={**told, **heads})


def next_experiment(found: Trials | None) -> tabular.Table | None:
    """Trials in regions: what is done where, what it costs, what its result is worth."""
    if found is None:
        return None
    if found.best is None:
        return tabular.instead(words.trial_told(found))
    told = say.parts("next-experiment", told=found.told, profit=found.asked.profit,
                     gained=words.gained(found.asked), weeks=len(found.asked.days),
                     assumed=found.assumed)  # fmt: skip
    shown: dict[tuple[str, str], Trial] = {}
    for each in found.tried:
        shown.setdefault((each.channel, each.action), each)
    lines = [
        [each.channel, say(f"next-experiment-action.{each.action}"),
         listing(list(each.regions), 4), each.weeks, each.cost if found.told else each.further,
         each.effect, each.detectable, each.worth]
        for each in list(shown.values())[:MOST_TRIALS]
    ]  # fmt: skip
    columns = {"channel": "text", "action": "text", "regions": "text", "weeks": "count",
               "cost": "money", "effect": "money", "shows": "money", "worth": "money"}  # fmt: skip
    without = [] if found.told else ["effect", "worth"]
    return tabular.listed(lines, columns, words=told, without=without)
