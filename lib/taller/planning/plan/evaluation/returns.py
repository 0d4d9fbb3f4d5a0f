"""What the plan is worth: each figure with everything at its middle, and as it was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taller.phase import Estimate, Unit
from taller.planning.plan.messages import say
from taller.planning.plan.model import finance
from taller.planning.plan.model.money import MIDDLE

if TYPE_CHECKING:
    from taller.planning.plan.model.money import Money


@dataclass(frozen=True)
class Returns:
    """Net present value, return, rate and payback; nothing of them where nobody said what comes in.

    Attributes
    ----------
    npv, roi, irr, payback : the middle of the draws, and their middle 95 %; of the rate and the
        payback only of those draws that have one
    middle : the same with everything at its middle, by key; nan where there is none
    loses : share of the draws in which it is worth less than nothing
    pays_back : share of the draws in which it pays back within the months counted
    rated : share of the draws with one internal rate that can be told
    why : of the stream at the middle: ``one`` rate, ``none`` or ``several``
    """

    npv: Estimate
    roi: Estimate
    irr: Estimate | None
    payback: Estimate | None
    middle: dict[str, float]
    loses: float
    pays_back: float
    rated: float
    why: str


def returns(found: Money) -> Returns | None:
    """All of them; None where nobody said what any case brings, or nothing is spent."""
    if not found.valued or found.middle.costs.sum() <= 0:
        return None
    worth, back = found.worth(found.drawn), finance.payback(found.drawn.net)
    rates, kinds = finance.rates(found.drawn.net)
    mid, why = finance.rates(found.middle.net)
    roi = finance.roi(found.drawn.benefits, found.drawn.costs)
    middle = {
        "npv": float(found.worth(found.middle)[0]),
        "roi": float(finance.roi(found.middle.benefits, found.middle.costs)[0]),
        "irr": float(mid[0]),
        "payback": float(finance.payback(found.middle.net)[0]),
    }
    finite = np.isfinite(back)
    return Returns(
        npv=spread(worth, "money"),
        roi=spread(roi[np.isfinite(roi)], "share"),
        irr=spread(rates[kinds == "one"], "share") if (kinds == "one").any() else None,
        payback=spread(back[finite], "count") if finite.any() else None,
        middle=middle,
        loses=float((worth < 0).mean()),
        pays_back=float(finite.mean()),
        rated=float((kinds == "one").mean()),
        why=str(why[0]),
    )


def spread(drawn: np.ndarray, unit: Unit) -> Estimate:
    """The middle of draws from assumed ranges, and their middle 95 %: a sensitivity."""
    low, mid, high = (float(x) for x in np.quantile(drawn, (MIDDLE[0], 0.5, MIDDLE[1])))
    return Estimate(value=mid, low=low, high=high, unit=unit, n=len(drawn),
                    method=say("method.drawn", n=len(drawn)), level=None)  # fmt: skip
