"""Charts: how much of its limit each figure takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts
from taller.phase import Estimate
from taller.testing.test_suite.checks.said import label
from taller.testing.test_suite.evaluation import Judged
from taller.testing.test_suite.messages import say

if TYPE_CHECKING:
    import altair as alt

MOST = 24  # figures that are drawn, those nearest to their limit first


def margins(judged: Judged) -> alt.LayerChart | None:
    """How much of its limit each figure takes that must not exceed one."""
    lines = []
    for case in judged.cases:
        for each in case.evidence:
            if isinstance(each.value, str) or each.better != "lower" or not each.threshold:
                continue
            ends = (each.value.value, each.value.low, each.value.high) if isinstance(
                each.value, Estimate) else (each.value,) * 3  # fmt: skip
            lines.append([label(each.name), *(end / each.threshold for end in ends)])
    if len(lines) < 2:
        return None
    frame = pd.DataFrame(lines, columns=["label", "value", "low", "high"])
    frame = frame.sort_values("value", ascending=False, kind="stable")
    frame = frame.drop_duplicates("label").head(MOST)
    over = int((frame["low"] > 1).sum())
    words = say.parts("margins", over=over, n=len(frame))
    return charts.dots(frame, label="label", value="value", low="low", high="high", unit="share",
                       target=1.0, title=words["title"], subtitle=words["subtitle"],
                       axis=words["axis"])  # fmt: skip
