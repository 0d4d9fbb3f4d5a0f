"""Charts of the recommendation; each says its finding in its title."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.recommendation import words
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.model.rules import Applied
from taller.language import _, number, percent

MOST = 10


def accuracy(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG of every model under both protocols."""
    if tested is None:
        return None
    named = {"time": _("in time"), "random": _("at random")}
    found = [s for s in tested.scores if s.measure == "ndcg"]
    frame = pd.DataFrame(
        {
            "model": [f"{words.model(s.model)}, {named[s.protocol]}" for s in found],
            "value": [s.estimate.value for s in found],
            "low": [s.estimate.low for s in found],
            "high": [s.estimate.high for s in found],
        }
    )
    chosen = tested.score("ndcg")
    if tested.signal:
        title = _("Lists of their own foresee purchases better than the best-sellers")
    else:
        title = _("No model is shown to foresee purchases better than the best-sellers")
    drawn = charts.dots(
        frame, label="model", head=_("Model"), value="value", low="low", high="high", unit="index",
        title=title, axis=_("nDCG of the list (1: a perfect list)"), sort=None,
        subtitle=_("{n} customers in time, {m} at random; lines are 95% intervals").format(
            n=number(chosen.estimate.n), m=number(found[-1].estimate.n)),
    )  # fmt: skip
    return _to_three(drawn)


def parts(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG for customers with earlier purchases, and for those without."""
    if tested is None:
        return None
    if not tested.signal:
        print(_("Nobody has a list of their own, as none is shown to be better."))
        return None
    known = [part for part in tested.parts if part.ndcg is not None]
    if len(known) < 2:
        print(_("Customers without earlier purchases are too few to be measured apart."))
        return None
    frame = pd.DataFrame(
        {
            "part": [f"{words.part(p.name)} ({number(p.customers)})" for p in known],
            "value": [p.ndcg.value for p in known],  # type: ignore[union-attr]
            "low": [p.ndcg.low for p in known],  # type: ignore[union-attr]
            "high": [p.ndcg.high for p in known],  # type: ignore[union-attr]
        }
    )
    if frame["low"][0] > frame["high"][1]:
        title = _("Lists are better for customers who bought before")
    elif frame["low"][1] > frame["high"][0]:
        title = _("Lists are better for customers who never bought")
    else:
        title = _("Lists are not clearly better or worse for customers who never bought")
    drawn = charts.dots(
        frame, label="part", head=_("Customers"), value="value", low="low", high="high",
        unit="index", sort=None, title=title,
        axis=_("nDCG of the list (1: a perfect list)"),
        subtitle=_("Customers by what they had bought before the test; without a history, the "
                   "best-sellers are suggested"),
    )  # fmt: skip
    return _to_three(drawn)


def _to_three(drawn: alt.LayerChart) -> alt.LayerChart:
    """Values written to three decimals, as these measures differ in the third."""
    for layer in drawn.layer:
        if isinstance(layer.encoding.text, alt.Text):
            layer.encoding.text.format = ".3f"
    return drawn


def categories(applied: Applied | None) -> alt.LayerChart | None:
    """Which categories are suggested, beside how they sold of late."""
    if applied is None:
        return None
    gathered = applied.trained.gathered
    assert gathered.catalogue is not None
    assert gathered.now is not None
    if applied.kind == "popularity":
        print(_("Nobody has a list of their own, as none is shown to be better."))
        return None
    if not gathered.catalogue.knows("item_category"):
        print(_("The items have no categories, so lists cannot be told apart by them."))
        return None
    names = pd.Series(gathered.catalogue.frame["item_category"].to_numpy()).fillna(_("none"))
    flat = applied.lists[applied.lists >= 0]
    counts = np.bincount(flat, minlength=len(names)).astype("float64")
    sold = np.asarray(gathered.now.recent.sum(axis=0)).ravel()
    frame = pd.DataFrame({"category": names, "suggested": counts, "sold": sold})
    frame = frame.groupby("category", sort=True).sum()
    frame = frame / np.maximum(frame.sum(axis=0), 1)
    frame = frame.sort_values("suggested", ascending=False, kind="stable").head(MOST)
    gap = frame["suggested"] - frame["sold"]
    most = str(gap.abs().idxmax())
    title = _("“{category}” is {suggested} of suggestions and {sold} of recent purchases").format(
        category=most, suggested=percent(float(frame["suggested"][most]), 0),
        sold=percent(float(frame["sold"][most]), 0),
    )  # fmt: skip
    order = [str(name) for name in frame.index]
    drawn = charts.bars(
        frame.reset_index(), label="category", head=_("Category"), value="suggested",
        unit="share", title=title, axis=_("Share of all suggestions"), sort=None,
        subtitle=_("Bars: suggestions; strokes: recent purchases"),
    )  # fmt: skip
    sale = alt.Chart(frame["sold"].reset_index(name="share")).mark_tick(
        thickness=4, color=charts.INK, opacity=1, height={"band": 0.9}
    )
    stroke = sale.encode(
        x=alt.X("share:Q", title=_("Share of all suggestions")),
        y=alt.Y("category:N", title=None, sort=order),
        tooltip=[alt.Tooltip("category:N", title=_("Category")),
                 alt.Tooltip("share:Q", title=_("Share of recent purchases"),
                             format=d3.number_format("share"))],
    )  # fmt: skip
    # The written values would lie under the strokes; the table beside the chart has them.
    drawn.layer = [*drawn.layer[:-1], stroke]
    return drawn
