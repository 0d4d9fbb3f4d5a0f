"""Charts: one theme, one palette, and the general shapes that an honest report needs.

Importing this package is enough: it registers the theme ``taller`` and a renderer whose output is
live in JupyterLab without a network and in the report. A tidy frame goes in, an Altair chart comes
out, which a cell may alter (``.properties(...)``); nothing is fitted or saved here. The title says
the finding, the axes say the unit, the description says both to those who cannot see the chart.
A shape takes its texts as the parts of one message, ``**say.parts("accuracy")``, or, where it has
texts of its own making, as a mapping ``words``.

One shape a file::

    ranked     bars, dots, scores: a value per row, with interval and target
    lines      lines over time or another quantity, with a band, a mark, what was foretold
    matrix     cells filled by how much, or by which way something differs
    predicted  what was predicted beside what was observed
    panels     histograms side by side
    criteria   which rows pass each of several criteria
    pairs      two values of each row: bars beside each other, before and now
    spans      from here to there: weeks, ranges, steps from a whole to what is left
    sliders    what a reader may move, in the report too, where there is no kernel
    encoding   what all share: columns, axes, what is shown of a mark, what is said

How they look stands in `taller.theme`.
"""

from __future__ import annotations

from taller.charts.criteria import Criterion, criteria
from taller.charts.encoding import axis, months, story, tips
from taller.charts.lines import line
from taller.charts.matrix import deviations, heatmap, ink_on, occurrence
from taller.charts.pairs import beside, moved
from taller.charts.panels import histogram, panels
from taller.charts.predicted import calibration, foretold
from taller.charts.ranked import bars, dots, scores
from taller.charts.sliders import above, at, choice, moved_along, said, slider
from taller.charts.spans import bridge, mark_at, spans
from taller.theme import INK, MIME, PALETTE, RAMP, SCHEMA, WIDTH, title_text

__all__ = [
    "INK", "MIME", "PALETTE", "RAMP", "SCHEMA", "WIDTH", "Criterion", "above", "at", "axis", "bars",
    "beside", "bridge", "calibration", "choice", "criteria", "deviations", "dots", "foretold",
    "heatmap", "histogram", "ink_on", "line", "mark_at", "months", "moved", "moved_along",
    "occurrence", "panels", "said", "scores", "slider", "spans", "story", "tips", "title_text",
]  # fmt: skip
