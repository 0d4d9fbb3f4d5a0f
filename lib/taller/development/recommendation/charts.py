"""Charts of the recommendation; each says its finding in its title."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from taller import charts, d3
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.rules import Applied

MOST = 10


def accuracy(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG of every model under both protocols."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "ndcg"]
    frame = pd.DataFrame(
        {
            "model": [say(f"tested.{s.protocol}", model=say(f"model.{s.model}")) for s in found],
            "value": [s.estimate.value for s in found],
            "low": [s.estimate.low for s in found],
            "high": [s.estimate.high for s in found],
        }
    )
    drawn = charts.dots(
        frame, label="model", value="value", low="low", high="high", unit="index", sort=None,
        **say.parts("accuracy", better=tested.signal, in_time=tested.score("ndcg").estimate.n,
                    at_random=found[-1].estimate.n),
    )  # fmt: skip
    return _to_three(drawn)


def parts(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG for customers with earlier purchases, and for those without."""
    if tested is None:
        return None
    if not tested.signal:
        print(say("no-lists"))
        return None
    known = [part for part in tested.parts if part.ndcg is not None]
    if len(known) < 2:
        print(say("parts-too-few"))
        return None
    frame = pd.DataFrame(
        {
            "part": [say("parts-label", part=say(f"part.{p.name}"), n=p.customers) for p in known],
            "value": [p.ndcg.value for p in known],  # type: ignore[union-attr]
            "low": [p.ndcg.low for p in known],  # type: ignore[union-attr]
            "high": [p.ndcg.high for p in known],  # type: ignore[union-attr]
        }
    )
    warm, cold = known
    better = "neither"
    if frame["low"][0] > frame["high"][1]:
        better = warm.name
    elif frame["low"][1] > frame["high"][0]:
        better = cold.name
    drawn = charts.dots(
        frame, label="part", value="value", low="low", high="high", unit="index", sort=None,
        **say.parts("parts", better=better),
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
        print(say("no-lists"))
        return None
    if not gathered.catalogue.knows("item_category"):
        print(say("categories-none"))
        return None
    names = pd.Series(gathered.catalogue.frame["item_category"].to_numpy())
    names = names.fillna(say("no-category"))
    flat = applied.lists[applied.lists >= 0]
    counts = np.bincount(flat, minlength=len(names)).astype("float64")
    sold = np.asarray(gathered.now.recent.sum(axis=0)).ravel()
    frame = pd.DataFrame({"category": names, "suggested": counts, "sold": sold})
    frame = frame.groupby("category", sort=True).sum()
    frame = frame / np.maximum(frame.sum(axis=0), 1)
    frame = frame.sort_values("suggested", ascending=False, kind="stable").head(MOST)
    gap = frame["suggested"] - frame["sold"]
    most = str(gap.abs().idxmax())
    words = say.parts(
        "categories", category=most, suggested=frame["suggested"][most], sold=frame["sold"][most]
    )
    order = [str(name) for name in frame.index]
    drawn = charts.bars(
        frame.reset_index(), label="category", value="suggested", unit="share", sort=None, **words
    )
    sale = alt.Chart(frame["sold"].reset_index(name="share")).mark_tick(
        thickness=4, color=charts.INK, opacity=1, height={"band": 0.9}
    )
    stroke = sale.encode(
        x=alt.X("share:Q", title=words["axis"]),
        y=alt.Y("category:N", title=None, sort=order),
        tooltip=[alt.Tooltip("category:N", title=words["head"]),
                 alt.Tooltip("share:Q", title=say("categories-sold"),
                             format=d3.number_format("share"))],
    )  # fmt: skip
    # The written values would lie under the strokes; the table beside the chart has them.
    drawn.layer = [*drawn.layer[:-1], stroke]
    return drawn
