"""Breadth: what it costs to let well-known items give way to others.

Lists that foresee purchases best show few items. How many more are shown, and how much accuracy
that takes, is measured on the customers of the test, for someone to choose who knows the shop; the
model and its settings do not follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.development.recommendation.evaluation.test import DRAWS, MOST, Tested, some
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.rules import Rules
from taller.development.recommendation.model.training import sought
from taller.measurement import estimates, ranking
from taller.phase import Estimate

STEPS = (0.0, 0.25, 0.5, 0.75)
WELL_KNOWN = 0.1  # share of the items sold, those of most buyers


@dataclass(frozen=True)
class Step:
    """The lists under the rules, with this much breadth.

    Attributes
    ----------
    lost : nDCG over that without breadth, paired; None for that itself
    covered : share of the items sold before that somebody is shown
    well_known : share of the suggestions that go to the tenth of items with most buyers
    """

    breadth: float
    ndcg: Estimate
    lost: Estimate | None
    covered: float
    well_known: float


def trade(tested: Tested | None, seed: int) -> tuple[Step, ...]:
    """Each step's lists for the customers of the test, of whom many are drawn by lot."""
    if tested is None or not tested.signal:
        return ()
    gathered, setting = tested.trained.gathered, tested.trained.chosen
    past, known, relevant = sought(gathered, gathered.test, gathered.test_truth)
    rng = estimates.generator(seed, "recommendation", "breadth")
    people = some(np.flatnonzero(relevant.getnnz(axis=1)), MOST, rng)
    seen, known, relevant = setting.seen(past.rows(people)), known[people], relevant[people]
    buyers = past.bought.getnnz(axis=0)
    sold = max(1, int((buyers > 0).sum()))
    best = np.argsort(-buyers, kind="stable")[: max(1, int(sold * WELL_KNOWN))]
    found: list[Step] = []
    plain = np.empty(0)
    for breadth in sorted({*STEPS, gathered.p.breadth}):
        rules = Rules.of(gathered, past, stock=False, breadth=breadth)
        lists, _scores = rules.suggest(tested.model, seen, known)
        ndcg = ranking.accuracy(lists, relevant).ndcg
        plain = ndcg if not found else plain
        shown = lists[lists >= 0]
        found.append(
            Step(
                breadth, estimates.mean(ndcg, rng, unit="index", within=(0, 1), draws=DRAWS),
                _paired(ndcg - plain, rng) if found else None,
                min(1.0, ranking.coverage(lists, sold)), float(np.isin(shown, best).mean()),
            )
        )  # fmt: skip
    return tuple(found)


def _paired(differences: np.ndarray, rng: np.random.Generator) -> Estimate:
    made = estimates.mean(differences, rng, unit="index", draws=DRAWS)
    method = say("method.difference", n=len(differences), draws=DRAWS)
    return made.model_copy(update={"method": method})


def cheapest(steps: tuple[Step, ...], most: float) -> Step | None:
    """The broadest step that takes at most this share of the accuracy; None where none shows more.

    Parameters
    ----------
    most : share of the nDCG without breadth, by the far end of the paired interval
    """
    if not steps:
        return None
    first = steps[0]
    able = [
        step for step in steps[1:]
        if step.lost is not None and step.lost.low >= -most * first.ndcg.value
        and step.covered > first.covered
    ]  # fmt: skip
    return able[-1] if able else None
