"""A plan and a trial as sentences take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from taller.monitoring.optimisation.model.budget.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.plan import Asked, Plan
    from taller.monitoring.optimisation.model.budget.trials import Trial, Trials

MOST_CHANNELS = 7  # that are told one by one


def gained(asked: Asked) -> str:
    """What gains are counted in, within a sentence."""
    return say(f"budget-gained.{'profit' if asked.profit else asked.of}")


def facts(plan: Plan) -> dict[str, Any]:
    """What sentences about a plan are made of; a list of channels that would be empty is none."""
    moves = plan.moves
    lists = {
        "more": [plan.channels[c] for c in plan.moved if moves[c] > 0],
        "less": [plan.channels[c] for c in reversed(plan.moved) if moves[c] < 0],
        "longer": of_evidence(plan, "longer"), "beyond": of_evidence(plan, "beyond"),
    }  # fmt: skip
    return {
        "claimed": plan.claimed, "likely": plan.best and bool(plan.moved) and plan.gain.low > 0,
        "best": plan.best, "gain": plan.gain, "total": plan.total,
        "gained": gained(plan.asked), "profit": plan.asked.profit, "weeks": len(plan.spend),
        "season": plan.asked.constraints.season, "one": 1.0,
        "moved": float(moves[moves > 0].sum()) / len(plan.spend),
        **{name: held or None for name, held in lists.items()},
    }  # fmt: skip


def of_evidence(plan: Plan, kind: str) -> list[str]:
    """The channels of which so much spend was seen, or not."""
    return [name for name, held in zip(plan.channels, plan.evidence, strict=True) if held == kind]


def says(trial: Trial) -> str:
    """What is done in a trial, in one clause."""
    return say("next-experiment-says", action=trial.action, channel=trial.channel,
               regions=list(trial.regions), weeks=trial.weeks)  # fmt: skip


def trial_told(found: Trials | None) -> str:
    """The trial that would tell most, in one sentence; or why none is named; or nothing."""
    if found is None:
        return ""
    if found.best is None:
        return say("next-experiment-none", why=found.why)
    return say("next-experiment-told", told=found.told, says=says(found.best))


def largest(plan: Plan, others: str) -> tuple[list[str], np.ndarray]:
    """Names and spend, (W, n), of the channels that get most; the rest together, as `others`."""
    order = np.argsort(-plan.spend.sum(axis=0), kind="stable")
    if len(order) <= MOST_CHANNELS:
        return [plan.channels[c] for c in order], plan.spend[:, order]
    first, rest = order[: MOST_CHANNELS - 1], order[MOST_CHANNELS - 1 :]
    spend = np.c_[plan.spend[:, first], plan.spend[:, rest].sum(axis=1)]
    return [*(plan.channels[c] for c in first), others], spend
