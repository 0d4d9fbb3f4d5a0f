"""Charts of the data page: money by month, ours beside the client's, and the bridge to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from taller import charts
from taller.data.tell.reconcile import ON_PURPOSE
from taller.data.tell.reconcile_words import MONEY_FIGURES, figure_name, month_name
from taller.preparation.data.messages import say
from taller.preparation.data.tables import step_name

if TYPE_CHECKING:
    from taller.data.tell.reconcile import Reconciliation
    from taller.preparation.data.study import Study

FEWEST = 2  # months that make a line
MOST_STEPS = 8


def totals(study: Study) -> alt.LayerChart | None:
    """A control total by month, beside the client's where given; None for fewer than two months."""
    found = study.reconciliation
    if found is None or len([m for m in found.months if m.month]) < FEWEST:
        return None
    figure = _figure(found)
    told = say.parts("totals-chart", figure=figure_name(figure))
    ours = told["ours"]
    months = found.counted if found.given else found.months
    lines = [(m.month, m.figure(figure), ours) for m in months if m.month]
    lines += [(d.month, d.theirs, told["theirs"]) for d in found.differences if d.figure == figure]
    frame = pd.DataFrame(lines, columns=["month", "value", "who"])
    if figure == "customers":  # a handful of people could be told from one another
        few = (frame["value"] > 0) & (frame["value"] < study.min_group) & (frame["who"] == ours)
        frame.loc[few, "value"] = None
    frame["month"] = pd.to_datetime(frame["month"])
    frame["value"] = frame["value"].astype(float)
    return charts.line(
        frame, x="month", y="value", unit="money" if figure in MONEY_FIGURES else "count",
        series="who" if found.given else None, series_title=" ", zero=True,
        title=_title(found, figure), x_axis=told["month"], y_axis=told["figure"], subtitle=" ",
    )  # fmt: skip


def _figure(found: Reconciliation) -> str:
    """The figure that matters most: the first that differs, else the first that was compared."""
    if found.differing:
        return found.differing[0].figure
    return found.differences[0].figure if found.differences else "net"


def _title(found: Reconciliation, figure: str) -> str:
    name = figure_name(figure)
    of_figure = [d for d in found.differences if d.figure == figure and d.state != "partial"]
    off = [d for d in of_figure if d.state == "differs"]
    if not off:
        return say("totals-title.agrees" if of_figure else "totals-title.alone", figure=name)
    worst = max(off, key=lambda d: abs(d.relative or 0))
    month, share = month_name(worst.month), abs(worst.relative or 1)
    return say("totals-title.differs", figure=name, month=month, share=share)


def bridge(study: Study) -> alt.LayerChart | None:
    """From all the files hold to what is used, step by step; None where nothing was left out."""
    if study.reconciliation is None:
        return None
    whole, *out, used = study.reconciliation.bridge()
    out = [step for step in out if step.value]
    if not out:
        return None
    lines = [(step_name("file"), whole.value, None)]
    for step in out[:MOST_STEPS]:
        kind = "aside" if step.code in ON_PURPOSE else "faulty"
        lines.append((step_name(step.code), -step.value, kind))
    if out[MOST_STEPS:]:
        rest = sum((step.value for step in out[MOST_STEPS:]), out[0].value * 0)
        lines.append((say("step.others"), -rest, "faulty"))
    lines.append((step_name("used"), used.value, None))
    told = say.parts("bridge-chart", used=used.value, whole=whole.value,
                     below=whole.value < used.value)  # fmt: skip
    return charts.bridge(
        pd.DataFrame(lines, columns=["step", "value", "kind"]), words=told,
        colours={"aside": charts.PALETTE[5], "faulty": charts.PALETTE[1]},
    )  # fmt: skip
