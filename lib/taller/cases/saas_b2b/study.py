"""All that the steps of the case found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taller.cases.saas_b2b.evaluation.trial import Trial
from taller.cases.saas_b2b.features import Gathered
from taller.cases.saas_b2b.model.churn import Foreseen
from taller.cases.saas_b2b.model.effects import Effects
from taller.cases.saas_b2b.model.plan import Plan
from taller.cases.saas_b2b.params import Params
from taller.phase import Estimate


@dataclass(frozen=True)
class Study:
    """All that the steps of the case found; `plan` may choose nobody."""

    p: Params
    found: Gathered
    kpis: Mapping[str, Estimate]
    risk: Foreseen
    effects: Effects
    plan: Plan
    trial: Trial
    simulated: bool

    @property
    def state(self) -> str:
        """How far the case goes: ``unlearned``, ``nothing``, ``planned`` or ``measured``."""
        if not self.effects.effects:
            return "unlearned"
        if self.trial.profit is not None:
            return "measured"
        return "planned" if len(self.plan.rows) else "nothing"

    @property
    def targets(self) -> dict[str, float]:
        """Figure: what is aimed at."""
        p = self.p
        return {"churn": p.target_churn, "engagement": p.target_engagement,
                "retention": p.target_retention, "roi": p.target_roi}  # fmt: skip

    @property
    def measured(self) -> dict[str, Estimate | None]:
        """Figure: what was measured, as a change relative to those left out."""
        told = {
            key: self.trial.found[key].lift if key in self.trial.found else None
            for key in ("churn", "engagement", "retention")
        }
        return {**told, "roi": self.trial.roi}
