"""Charts of the data page: money by month, ours beside the client's, and rows over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts
from taller.language import _, date
from taller.preparation import data_words as words

if TYPE_CHECKING:
    import altair as alt

    from taller.preparation.data import Study


def money(study: Study) -> alt.LayerChart | None:
    """Net sales by month, and the client's own where given; None for fewer than two months."""
    found = study.reconciliation
    if found is None or len([m for m in found.months if m.month]) < 2:
        return None
    ours, theirs = _("in the data"), _("your figures")
    rows = [(m.month, float(m.amounts.net), ours) for m in found.months if m.month]
    rows += [(d.month, float(d.theirs), theirs) for d in found.differences if d.figure == "net"]
    frame = pd.DataFrame(rows, columns=["month", "net", "who"])
    frame["month"] = pd.to_datetime(frame["month"])
    title = _("Net sales month by month")
    if found.given:
        title = _("Net sales month by month, beside your own figures")
    return charts.line(
        frame, x="month", y="net", unit="money", series="who" if found.given else None,
        title=title, x_axis=_("Month"), y_axis=_("Net sales"), zero=True,
    )  # fmt: skip


def rows(study: Study) -> alt.LayerChart | None:
    """Rows of each source over time, each as a share of its own usual period."""
    frames = []
    for name, held in study.quality.items():
        if len(held.periods) < 2:
            continue
        frame = pd.DataFrame({"start": [p.start for p in held.periods],
                              "rows": [float(p.rows) for p in held.periods]})  # fmt: skip
        usual = frame["rows"].median() or 1.0
        frames.append(frame.assign(share=frame["rows"] / usual, table=words.table_name(name)))
    if not frames:
        return None
    both = pd.concat(frames, ignore_index=True)
    both["start"] = pd.to_datetime(both["start"])
    return charts.line(
        both, x="start", y="share", unit="share", series="table" if len(frames) > 1 else None,
        title=_pauses(study), x_axis=_("Period"), y_axis=_("Rows, against the usual period"),
        zero=True, target=1.0,
    )  # fmt: skip


def _pauses(study: Study) -> str:
    """Whether data is missing somewhere, as a sentence."""
    gaps = [(name, gap) for name, held in study.quality.items() for gap in held.gaps]
    if not gaps:
        return _("No unusual pause: every period has data")
    name, gap = max(gaps, key=lambda found: found[1].days)
    return _("Nothing from {first} to {last} in: {table}").format(
        first=date(gap.first), last=date(gap.last), table=words.table_name(name)
    )
