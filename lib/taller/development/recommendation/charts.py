"""Charts of the recommendation; each says its finding in its title."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from taller import charts
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.rules import Applied
from taller.tabular import instead

MOST = 10


def accuracy(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG of every model under both protocols."""
    if tested is None:
        return None
    found = [s for s in tested.scores if s.measure == "ndcg"]
    # These measures differ in the third decimal.
    return charts.scores(
        ((say(f"tested.{s.protocol}", model=say(f"model.{s.model}")), s.estimate) for s in found),
        unit="index", digits=3,
        **say.parts("accuracy", better=tested.signal, in_time=tested.score("ndcg").estimate.n,
                    at_random=found[-1].estimate.n),
    )  # fmt: skip


def parts(tested: Tested | None) -> alt.LayerChart | None:
    """The nDCG for customers with earlier purchases, and for those without."""
    if tested is None:
        return None
    if not tested.signal:
        return instead(say("no-lists"))
    known = [(part, part.ndcg) for part in tested.parts if part.ndcg is not None]
    if len(known) < 2:
        return instead(say("parts-too-few"))
    (warm, of_warm), (cold, of_cold) = known
    better = "neither"
    if of_warm.low > of_cold.high:
        better = warm.name
    elif of_warm.high < of_cold.low:
        better = cold.name
    return charts.scores(
        ((say("parts-label", part=say(f"part.{p.name}"), n=p.customers), e) for p, e in known),
        unit="index", digits=3, **say.parts("parts", better=better),
    )  # fmt: skip


def categories(applied: Applied | None) -> alt.LayerChart | None:
    """Which categories are suggested, beside how they sold of late."""
    if applied is None:
        return None
    gathered = applied.trained.gathered
    assert gathered.catalogue is not None
    assert gathered.now is not None
    if applied.kind == "popularity":
        return instead(say("no-lists"))
    if not gathered.catalogue.knows("item_category"):
        return instead(say("categories-none"))
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
    return charts.bars(
        frame.reset_index(), label="category", value="suggested", unit="share", sort=None,
        targets="sold", targets_head=say("categories-sold"), **words,
    )  # fmt: skip
