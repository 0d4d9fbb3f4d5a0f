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
from taller.cases.template.aimed import Aimed
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
    def unpriced(self) -> bool:
        """Whether it is not known what the campaign costs, so that nothing is advised by money."""
        chosen = set(self.plan.rows["action"]) & set(self.effects.unpriced)
        return bool(chosen) or not self.trial.priced

    @property
    def aimed(self) -> tuple[Aimed, ...]:
        """Each aim beside what was measured, as a change relative to those left out."""
        p, trial = self.p, self.trial
        aims = {"churn": p.target_churn, "engagement": p.target_engagement,
                "retention": p.target_retention, "roi": p.target_roi}  # fmt: skip
        lifts = {key: trial.found[key].lift for key in aims if key in trial.found}
        return tuple(
            Aimed(key=key, target=aim, true=trial.truth.get(key),
                  measured=trial.roi if key == "roi" else lifts.get(key))
            for key, aim in aims.items()
        )  # fmt: skip

    @property
    def enough(self) -> tuple[float, float | None] | None:
        """Months that an account kept has to be worth for the campaign to pay.

        By what was measured, and by the low end of its interval; None there where it never pays,
        and in all where less was kept than without the campaign.
        """
        trial, months = self.trial, self.p.value_months
        if trial.gain is None or trial.gain.value <= 0:
            return None
        spent, low = months * trial.cost, trial.gain.low
        return spent / trial.gain.value, spent / low if low > 0 else None
