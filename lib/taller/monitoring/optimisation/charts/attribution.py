"""Charts of attribution: what each way of counting gives each channel; what sources bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts
from taller.measurement.attribution import METHODS
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    import altair as alt

    from taller.monitoring.optimisation.model.credit import Credit
    from taller.monitoring.optimisation.model.sources import BySource


def credit(found: Credit) -> alt.LayerChart | None:
    """Shares of the sales, channel by method."""
    if found.frame is None:
        return None
    frame = pd.DataFrame([
        {"channel": name, "method": say(f"method.{method}"), "share": each.value}
        for name in found.channels for method, each in found.of(name).items()
    ])  # fmt: skip
    name, least, most = found.disputed or (None, None, None)
    words = say.parts("credit-chart", first=found.first, disputed=name, least=least, most=most)
    return charts.heatmap(
        frame, x="method", y="channel", value="share", unit="share", title=words["title"],
        x_axis=words["method"], y_axis=words["channel"], value_title=words["share"],
        subtitle=words["subtitle"], x_order=[say(f"method.{method}") for method in METHODS],
    )  # fmt: skip


def sources(found: BySource) -> alt.LayerChart | None:
    """What one account or customer of each source brings."""
    if not found.lines:
        return None
    words = say.parts("sources-chart", differ=found.differ, of=found.read.of)
    told = [(one.name, one.each) for one in sorted(found.lines, key=lambda one: -one.each.value)]
    return charts.scores(told, unit="money", title=words["title"], axis=words["axis"],
                         head=words["head"])  # fmt: skip
