"""Charts of what spend adds: each channel's curve, and what was foretold of weeks kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller import charts
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.model.response import STILL

if TYPE_CHECKING:
    import altair as alt

    from taller.monitoring.optimisation.model.response import Response

STEPS = 25  # places along each curve
SIZE = {"width": 250, "height": 150}


def curves(found: Response) -> alt.ConcatChart | None:
    """What a week of any spend adds, channel by channel, as far as was ever spent."""
    if found.curves is None:
        return None
    told = [one.name for one in found.lines if one.verdict not in STILL]
    places = [found.labels.index(name) for name in told]
    grid = np.linspace(0, 1, STEPS)[:, None] * found.curves.observed_most
    drawn = found.curves.steady(grid)  # draws, steps, channels
    parts = [_one(grid[:, c], drawn[:, :, c], name, float(found.curves.today[c]), found.of)
             for name, c in zip(told, places, strict=True)]  # fmt: skip
    words = say.parts("curves", n=len(told), left=len(found.lines) - len(told), of=found.of)
    return charts.panels(parts, words=words, description=words["description"], columns=2)


def _one(spend: np.ndarray, drawn: np.ndarray, name: str, today: float, of: str) -> alt.LayerChart:
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    frame = pd.DataFrame({"spend": spend, "sales": drawn.mean(axis=0), "low": low, "high": high})
    words = say.parts("curve", today=today, of=of)
    return charts.line(
        frame, x="spend", y="sales", low="low", high="high", unit="money", x_unit="money",
        mark=today, points=False, zero=True, title=name, subtitle=words["subtitle"],
        x_axis=words["x"], y_axis=words["y"],
    ).properties(**SIZE)  # fmt: skip


def validation(found: Response) -> alt.LayerChart | None:
    """Sales of the weeks kept aside, and what was foretold of them."""
    if (held := found.validation) is None:
        return None
    inside = round(held.inside * len(held.weeks))
    words = say.parts("validation", weeks=len(held.weeks), inside=inside, error=held.error,
                      plain=held.plain, better=held.foretells, of=found.of)  # fmt: skip
    both = {words["expected"]: held.expected, words["seen"]: held.sold}
    frame = pd.concat([
        pd.DataFrame({
            "week": pd.to_datetime(held.weeks), "sales": values, "line": label,
            "low": held.low if label == words["expected"] else values,
            "high": held.high if label == words["expected"] else values,
        }) for label, values in both.items()
    ])  # fmt: skip
    return charts.line(
        frame, x="week", y="sales", low="low", high="high", unit="money", series="line",
        points=False, title=words["title"], subtitle=words["subtitle"], x_axis=words["week"],
        y_axis=words["sales"],
    )  # fmt: skip
