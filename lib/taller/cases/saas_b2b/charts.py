"""Charts of the case: who leaves when, who was foreseen, what actions changed, what plans earn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from taller import tabular
from taller.cases.saas_b2b.messages import say
from taller.cases.saas_b2b.tables import action
from taller.charts import lines, predicted, ranked

if TYPE_CHECKING:
    from taller.cases.saas_b2b.model.churn import Foreseen
    from taller.cases.saas_b2b.model.effects import Effects

STEPS = 40


def staying(risk: Foreseen) -> Any:
    """How long accounts stay since they signed, by contract."""
    if not risk.when:
        return tabular.instead(say("no-curve"))
    frames = []
    for name, curve in risk.when.items():
        months = np.linspace(0, min(float(curve.times[-1]), 1460.0), STEPS)
        told = np.array([curve.at(day) for day in months])
        frames.append(pd.DataFrame({"month": (months / 30.44).round(1), "share": told[:, 0],
                                    "low": told[:, 1], "high": told[:, 2],
                                    "contract": billing(name)}))  # fmt: skip
    words = say.parts("chart-staying")
    return lines.line(
        pd.concat(frames), x="month", y="share", low="low", high="high", unit="share",
        title=words["title"], x_axis=words["x"], y_axis=words["y"], x_unit="number",
        series="contract", series_title=words["series"], points=False,
    )  # fmt: skip


def billing(name: str) -> str:
    """How often a contract is billed, in the language of the run where it is known."""
    return say(f"billing.{name}") if say.has(f"billing.{name}") else name


def foreseen(risk: Foreseen) -> Any:
    """What was foreseen of each tenth of the accounts, and what happened."""
    if risk.reason:
        return tabular.instead(risk.reason)
    frame = risk.groups.sort_values("tenth")
    frame = frame.assign(tenth=frame["tenth"].astype(int).astype(str))
    return predicted.foretold(
        frame, group="tenth", predicted="foreseen", observed="left", low="low", high="high",
        unit="share", words=say.parts("chart-foreseen"),
    )  # fmt: skip


def effects(found: Effects) -> Any:
    """What each action changed on average in the earlier campaign."""
    told = [(action(e.action.key), e.kept.difference) for e in found.effects if e.kept.difference]
    if not told:
        return tabular.instead(found.reason or say("no-effect-told"))
    words = say.parts("chart-effects")
    return ranked.scores(
        told, unit="share", title=words["title"], axis=words["axis"], head=words["head"], target=0.0
    )


def policies(found: Effects) -> Any:
    """What telling actions by effect, or by risk, was worth in the earlier campaign."""
    if found.by_effect is None or found.by_risk is None:
        return tabular.instead(say("no-policies"))
    one, other = found.by_effect, found.by_risk
    more = "effect" if one.low > other.high else "risk" if other.low > one.high else "open"
    words = say.parts("chart-policies", more=more)
    told = [(words["effect"], one), (words["risk"], other)]
    return ranked.scores(
        told, unit="money", title=words["title"], axis=words["axis"], head=words["head"], target=0.0
    )
