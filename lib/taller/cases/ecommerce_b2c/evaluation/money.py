"""What the change earns in a year, beside its targets, and what would change the decision."""

from __future__ import annotations

from dataclasses import dataclass

from taller.cases.ecommerce_b2c.evaluation.judged import Trial
from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.model.design import Planned
from taller.cases.ecommerce_b2c.params import Params
from taller.cases.template.aimed import Aimed
from taller.looked import Looked
from taller.measurement import estimates, kpis
from taller.measurement.trials.shrunk import Promise, promise
from taller.phase import Estimate

SCENARIOS = {"expected": (1.0, 1.0), "fades": (0.5, 1.0), "dearer": (1.0, 1.5), "both": (0.5, 1.5)}
"""What is kept of the expected gain, and what becomes of the cost."""


@dataclass(frozen=True)
class Money(Looked):
    """A year's margin and cost, and what the trial's lift makes of them.

    Attributes
    ----------
    margin : of the year before; None where no costs of items are known
    cost : of the first year; None where nobody gave one
    promised : the measured lift of the margin, and what is to be expected of it
    gain : margin that is expected to be added in a year, without the cost
    scenarios : what is left after the cost, by `SCENARIOS`
    enough : relative lift of the margin at which the year ends even
    """

    sales: float
    margin: float | None
    cost: float | None
    figures: tuple[Aimed, ...]
    promised: Promise | None = None
    gain: Estimate | None = None
    scenarios: dict[str, Estimate] | None = None
    enough: float | None = None

    @property
    def net(self) -> Estimate | None:
        """What is expected to be left after the cost of the first year."""
        return self.scenarios["expected"] if self.scenarios else None

    @property
    def expected_return(self) -> Estimate | None:
        """ROI of what is expected, on which all money here rests; the figure's is as measured."""
        return kpis.roi(self.gain, self.cost) if self.gain and self.cost else None


def earn(trial: Trial, client: Known, planned: Planned, p: Params) -> Money:
    """All of it, as far as margin and cost are known."""
    margin, cost, lift = client.trade.margin, planned.cost, trial.lift("ltv")
    roi = true = None
    if margin and cost and lift is not None:
        roi = kpis.roi(estimates.scaled(lift, margin, unit="money"), cost)
        true = margin * trial.true["ltv"] / cost - 1 if trial.true else None
    found = tuple(
        Aimed(key=key, target=getattr(p.targets, key), measured=trial.lift(key),
              true=trial.true.get(key))
        for key in ("conversion", "cac", "ltv")
    )  # fmt: skip
    last = Aimed(key="roi", target=p.targets.roi, measured=roi, true=true)
    told = Money(client.trade.sales, margin, cost, (*found, last))
    if not margin or lift is None:
        return told
    promised = promise(lift, p.typical)
    gain = estimates.scaled(promised.expected, margin, unit="money")
    scenarios = None
    if cost is not None:
        scenarios = {
            key: estimates.scaled(gain, kept, less=cost * dear)
            for key, (kept, dear) in SCENARIOS.items()
        }
    return Money(told.sales, margin, cost, told.figures, promised, gain, scenarios,
                 planned.worth_having)  # fmt: skip
