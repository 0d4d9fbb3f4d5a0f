"""Success measures: where each stands, what it is to reach, and how likely the plan is to reach it.

A target is reached or not by what is known: a range of the effect that somebody stated, or what was
measured. Where nothing tells, that is said, and what would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from taller.measurement.estimates import generator
from taller.measurement.ranges import Range, triangular
from taller.phase import Estimate
from taller.planning.plan.model import finance
from taller.planning.plan.model.money import COSTS
from taller.planning.plan.params.steering import Business, Target, Technical

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.study import Study
    from taller.planning.plan.params import Params

AIMS: dict[str, float] = {
    "latency": 200, "uptime": 0.999, "model_quality": 0.9, "processing": 5,
    "roi": 3.0, "cac": -0.5, "conversion": 1.0, "ltv": 0.75,
}  # fmt: skip
"""The guide's: ms, shares and s; of business measures the change, of ROI the return itself."""

AMOUNTS = ("latency", "processing")  # in ms and s; all else technical is a share
LESS_IS_BETTER = (*AMOUNTS, "cac")
Verdict = Literal["unknown", "met", "missed", "drawn", "always", "never", "beyond", "unlike"]
"""``drawn``: reached in a share of the draws; ``never``: not even at the best end of what is
assumed; ``beyond``: more than there can be; ``unlike``: of another kind than the target."""


@dataclass(frozen=True)
class Measure:
    """One success measure, and what is known of it.

    Attributes
    ----------
    of : the model, where there are several
    given : whether aim and baseline are the client's, not the guide's or an analysis'
    reached : share of the draws that reach the aim; only where it is ``drawn``
    best : the best end of what is assumed
    """

    key: str
    aim: float
    verdict: Verdict
    target: Target
    baseline: Estimate | float | None = None
    of: str = ""
    reached: float = 0.0
    best: float = 0.0


def measures(study: Study) -> list[Measure]:
    """The technical measures, then the business ones."""
    return [*technical(study.client, study.p),
            *(_business(key, study) for key in get_args(Business))]  # fmt: skip


def technical(client: Known, p: Params) -> list[Measure]:
    """The technical measures; model quality once for each model there is."""
    made = []
    for key in get_args(Technical):
        target, wanted = _target(key, p)
        if key == "model_quality" and target.baseline is None and client.results:
            made += [
                _of_model(name, found, wanted, target) for name, found in client.results.items()
            ]
            continue
        verdict: Verdict = "unknown"
        if target.baseline is not None:
            verdict = "met" if _reaches(key, target.baseline, wanted) else "missed"
        made.append(Measure(key, wanted, verdict, target, target.baseline))
    return made


def _of_model(name: str, found: Any, aim: float, target: Target) -> Measure:
    """What a model was tested by: in no case a share of right answers, so never the target's."""
    measured = {
        "classification": "auroc", "clustering": "stability", "regression": "spearman",
    }  # fmt: skip
    held = getattr(found, measured.get(name, ""), None)
    if name == "recommendation":
        held = next((s.estimate for s in found.scores
                     if s.protocol == "time" and s.measure == "ndcg" and s.model == found.model),
                    None)  # fmt: skip
    verdict: Verdict = "unknown" if held is None else "unlike"
    return Measure("model_quality", aim, verdict, target, held, of=name)


def _business(key: str, study: Study) -> Measure:
    found, p = study.money, study.p
    target, wanted = _target(key, p)
    if key == "roi":
        reached = finance.roi(found.drawn.benefits, found.drawn.costs)
        if not found.valued or np.isnan(reached).all():
            return Measure(key, wanted, "unknown", target)
        return _drawn(key, wanted, target, reached, _best(found), None)
    measured = getattr(study.client.baselines, key)
    baseline = measured if target.baseline is None else target.baseline
    at = baseline.value if isinstance(baseline, Estimate) else baseline
    if key == "conversion" and at is not None and at * (1 + wanted) > 1:
        return Measure(key, wanted, "beyond", target, baseline)
    if target.effect is None:
        return Measure(key, wanted, "unknown", target, baseline)
    span = Range(*target.effect)
    drawn = triangular(span, generator(study.made.seed, "target", key).random(p.draws))
    return _drawn(key, wanted, target, drawn, span.low if wanted < 0 else span.high, baseline)


def _best(found: Money) -> float:
    """The return with every assumption at the end that is best for it."""
    at_low = (*COSTS, "pace", "delay")
    ends = {key: each.span.low if each.kind in at_low else each.span.high
            for key, each in found.drivers.items()}  # fmt: skip
    made = found.cash({key: np.array([value]) for key, value in ends.items()})
    return float(finance.roi(made.benefits, made.costs)[0])


def _drawn(
    key: str, aim: float, target: Target, drawn: np.ndarray, best: float,
    baseline: Estimate | float | None,
) -> Measure:  # fmt: skip
    share = float(np.mean(_reaches(key, drawn, aim)))
    ends: dict[float, Verdict] = {0.0: "never", 1.0: "always"}
    verdict = ends.get(share, "drawn")
    if verdict == "never" and _reaches(key, best, aim):
        verdict = "drawn"  # at the very best alone
    return Measure(key, aim, verdict, target, baseline, reached=share, best=best)


def _reaches(key: str, value: Any, aim: float) -> Any:
    return value <= aim if key in LESS_IS_BETTER else value >= aim


def aim(key: str, p: Params) -> float:
    """What a measure is to reach: the client's, else the guide's."""
    given = p.targets.get(key)
    return AIMS[key] if given is None or given.aim is None else given.aim


def _target(key: str, p: Params) -> tuple[Target, float]:
    return p.targets.get(key) or Target(), aim(key, p)
