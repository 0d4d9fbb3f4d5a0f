"""What stands in the way of going live, of all that was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from taller.measurement import estimates

if TYPE_CHECKING:
    from taller.deployment.deployment.evaluation.rehearsal.steps import Loaded, Switched
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.params import Params

Obstacle = Literal["none_kept", "critical", "tests", "takeover", "way_back", "failures", "slow"]


def obstacles(
    found: Candidates, second: Switched | None, broken: Switched | None, load: Loaded | None,
    p: Params,
) -> tuple[Obstacle, ...]:  # fmt: skip
    """What stands in the way; noisy figures only where their whole interval does.

    Returns
    -------
    ``none_kept``: no model; ``critical``, ``tests``: of the run's tests; ``takeover``: a version
    did not take over; ``way_back``: a spoiled one was not taken back; ``failures``: requests failed
    meanwhile, surely more than is borne; ``slow``: answers come later than is borne, surely
    """
    if found.chosen is None:
        return ("none_kept",)
    asked = [each.failed for each in (second, broken) if each is not None and each.failed]
    stands: dict[Obstacle, bool] = {
        "critical": bool(found.critical),
        "tests": found.tested is False and not found.critical,
        "takeover": second is None or second.deployment.outcome != "live",
        "way_back": broken is None or broken.deployment.outcome != "rolled_back",
        "failures": any(estimates.above(each, p.steps.errors) for each in asked),
        "slow": load is not None and estimates.above(load.most, p.steps.milliseconds),
    }
    return tuple(name for name, there in stands.items() if there)
