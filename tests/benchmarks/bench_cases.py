"""The case studies: whether a figure's 95 % interval holds what is true as often as it says.

400 trials of one simulated shop each, by seeds 1 to 400, tested at 1 in 1,000, two-sided; beside
each rate, how often the trial was won. Where nothing helps, one in forty may be. And as many trials
of one plan for a simulated platform, whose models are not learned anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scipy.stats import binomtest

from taller.language import speaking
from tests.cases.ecommerce_b2c import made
from tests.cases.saas_b2b import made as platforms

TRIALS, RARE = 400, 0.001
FIGURES = ("conversion", "cac", "ltv")


def figures() -> Iterator[dict[str, Any]]:
    """Coverage of the online shop's figures, where recommendations help and where they do not."""
    with speaking("en", None, "EUR"):
        for helps in (True, False):
            yield from _online_shop(helps=helps)
        yield from _platform()


def _online_shop(*, helps: bool) -> Iterator[dict[str, Any]]:
    world = made.world(helps=helps)
    truth = world.truth(100 if helps else 1)
    played = [made.judged(world, seed, truth) for seed in range(1, TRIALS + 1)]
    won = sum(case.won for case, _money in played)
    for place, key in enumerate(FIGURES):
        told = [money.figures[place] for _case, money in played]
        held = sum(each.measured.low <= each.true <= each.measured.high for each in told)
        name = f"online shop, recommendations {'help' if helps else 'do not help'}: {key}"
        yield _row(name, held, f"won: {won} of {TRIALS}")


def _platform() -> Iterator[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        found = platforms.held(platforms.campaign(Path(folder)), TRIALS)
    for key, held in found.items():
        yield _row(f"subscriptions, one plan's trial: {key}", held, "")


def _row(name: str, held: int, beside: str) -> dict[str, Any]:
    return {
        "name": f"{name} ({TRIALS} trials)", "value": 100 * held / TRIALS, "unit": "%",
        "target": "95 %", "beside": beside, "met": binomtest(held, TRIALS, 0.95).pvalue >= RARE,
    }  # fmt: skip
