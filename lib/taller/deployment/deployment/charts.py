"""Charts: who answers while versions change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts
from taller.deployment.deployment.evaluation.rehearsal.steps import by_version
from taller.deployment.deployment.messages import say

if TYPE_CHECKING:
    import altair as alt

    from taller.deployment.deployment.evaluation.rehearsal.steps import Switched


def shares(second: Switched | None, broken: Switched | None) -> alt.LayerChart | None:
    """The share of answers by the new version, and by the spoiled one, request by request."""
    done = {"second": second, "broken": broken}
    words = say.parts(
        "shares", took_over=second is not None and second.deployment.outcome == "live",
        taken_back=broken is not None and broken.deployment.outcome == "rolled_back",
    )  # fmt: skip
    lines, before = [], 0
    for key, each in done.items():
        if each is not None:
            found = [(0, 0.0), *by_version(each.answers, each.deployment.version)]
            lines += [(before + asked, share, words[key]) for asked, share in found]
            before += len(each.answers)
    if len(lines) < 4:
        return None
    frame = pd.DataFrame(lines, columns=["asked", "share", "version"])
    return charts.line(
        frame, x="asked", y="share", unit="share", x_unit="count", series="version", points=False,
        zero=True, title=words["title"], subtitle=words["subtitle"], x_axis=words["asked"],
        y_axis=words["share"],
    )  # fmt: skip
