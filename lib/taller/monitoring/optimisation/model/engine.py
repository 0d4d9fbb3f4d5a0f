"""The list of all that a run recommends, in the order in which it is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from taller.monitoring.optimisation.result import Kind, Recommendation
from taller.phase import Decision, Effort, PhaseResult, Worth

KINDS: dict[str, Kind] = {
    "data": "data", "optimisation": "budget", "experiment": "test", "classification": "campaign",
    "clustering": "campaign", "recommendation": "campaign", "regression": "campaign",
    "ecommerce_b2c": "campaign", "saas_b2b": "campaign", "llm": "campaign", "test_suite": "model",
    "monitoring": "model", "plan": "plan", "use_cases": "plan", "readiness": "plan",
    "infrastructure": "plan",
}  # fmt: skip
SINGLE: dict[str, Kind] = {
    "recommendation.again": "model", "ecommerce_b2c.again": "test",
    "classification.missing": "data", "classification.leaks": "data",
    "classification.order": "data", "llm.label": "data", "llm.mend_labels": "data",
    "optimisation.spend": "data", "optimisation.visits": "data", "optimisation.vary": "test",
    "optimisation.budget.trial": "test", "experiment.roll_out": "campaign",
}  # fmt: skip
"""Recommendations of another kind than their notebook's."""
TRIALS = ("trial", "hold_out", "lot", "confirm", "design", "decide")
EFFORTS: Sequence[Effort] = get_args(Effort)


def ranked(
    results: Mapping[str, tuple[str, PhaseResult]], own: Iterable[Decision]
) -> tuple[Recommendation, ...]:
    """Everything a run recommends, in the order of its first page.

    First what gains even at the low end of its interval, then what may gain nothing, each by its
    value; then what costs or concerns an amount, and what has none yet, the soonest first; last
    what is expected to lose. Amounts of different periods stand as they are told, and are not
    added up.

    Parameters
    ----------
    results : title and result of each notebook
    own : what this notebook recommends itself
    """
    told = [(name, each) for name, (_title, found) in results.items() if not found.withheld
            for each in found.decisions]  # fmt: skip
    told += [("optimisation", each) for each in own]
    made = [(_recommended(name, each), each.worth) for name, each in told if each.key]
    return tuple(each for each, _worth in sorted(made, key=lambda pair: _rank(*pair)))


def _recommended(notebook: str, each: Decision) -> Recommendation:
    short = each.key.removeprefix(f"{notebook}.")
    held = each.worth if each.worth and each.worth.estimate else None
    worth = held.gain if held else None
    return Recommendation(
        key=f"{notebook}.{short}", notebook=notebook, what=each.what, owner=each.owner,
        kind=_kind(notebook, short), worth=worth,
        concerns=held.estimate if held and not worth else None, of=held.of if held else "gain",
        period=held.period if held else "", confidence=held.confidence if held else None,
        effort=each.effort, within_days=each.within_days, sure=worth is not None and worth.low > 0,
    )  # fmt: skip


def _kind(notebook: str, key: str) -> Kind:
    if key in TRIALS:
        return "test"
    return SINGLE.get(f"{notebook}.{key}") or KINDS.get(notebook, "other")


def _rank(each: Recommendation, held: Worth | None) -> tuple[int, float, int, int, str]:
    value = each.worth.value if each.worth else 0.0
    group = 0 if each.sure else 3 if each.worth is None else 1 if value > 0 else 4
    if held is not None and held.estimate is not None and held.of != "gain":
        group, value = 2, abs(held.estimate.value)
    effort = EFFORTS.index(each.effort) if each.effort else len(EFFORTS)
    return (group, -value, each.within_days or 10_000, effort, each.key)
