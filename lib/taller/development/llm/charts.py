"""Charts: how often each model is right, what the texts are about, and whether it knows itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts, tabular
from taller.development.llm.messages import say
from taller.development.llm.tables import model
from taller.measurement import estimates

if TYPE_CHECKING:
    import altair as alt

    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.features.texts import Texts
    from taller.development.llm.model.tfidf import Cheap

GROUPS, LEAST = 8, 80  # of confidence; labelled texts from which they are drawn
APART = 0.1  # between the eighths least and most sure, from which a chart of them says something
MOST = 12  # categories that are drawn


def models(found: Compared) -> alt.LayerChart | None:
    """How often each way to sort is right, beside naming the commonest category each time."""
    if len(found.judged) < 2 or found.commonest is None:
        return None
    name, share = found.commonest
    words = say.parts("models-chart", outcome=found.outcome, name=name, best=found.best_name)
    told = [(model(each), each.right) for each in found.judged]
    return charts.scores(told, unit="share", target=share, title=words["title"],
                         subtitle=words["subtitle"], axis=words["axis"])  # fmt: skip


def confidence(texts: Texts | None, cheap: Cheap | None) -> alt.LayerChart | None:
    """How often the cheap model is right where it says that it is so sure."""
    if texts is None or cheap is None or len(texts.labelled) < LEAST:
        return tabular.instead(say("confidence-none", least=LEAST) if texts is not None else "")
    guess = cheap.held_out
    right = guess.categories == texts.labelled["label"].to_numpy(dtype=object)
    frame = pd.DataFrame({"said": guess.confidence, "right": right})
    groups = pd.qcut(frame["said"].rank(method="first"), GROUPS)  # all may be equally sure
    lines = []
    for _group, rows in frame.groupby(groups, observed=True):
        held = estimates.share(int(rows["right"].sum()), len(rows))
        lines.append((rows["said"].mean(), held.value, held.low, held.high, len(rows)))
    shown = pd.DataFrame(lines, columns=["said", "right", "low", "high", "n"])
    least, most = shown["said"].iloc[[0, -1]]
    if most - least < APART:
        whole = estimates.share(int(right.sum()), len(right))
        holds = whole.low <= frame["said"].mean() <= whole.high
        told = say("confidence-alike", least=least, most=most, right=whole, n=len(right),
                   holds=bool(holds))  # fmt: skip
        return tabular.instead(told)
    inside = bool(((shown["low"] <= shown["said"]) & (shown["said"] <= shown["high"])).mean() > 0.7)
    return charts.calibration(shown, predicted="said", observed="right", low="low", high="high",
                              n="n", words=say.parts("confidence", holds=inside))  # fmt: skip


def topics(placed: pd.DataFrame | None, texts: Texts | None) -> alt.LayerChart | None:
    """What the texts that nobody had labelled are about."""
    if placed is None or placed["category"].isna().all():
        return tabular.instead(say("topics-none") if placed is not None and len(placed) else "")
    counts = placed["category"].fillna(say("category-none")).value_counts()
    told = [(str(name), estimates.share(int(n), len(placed))) for name, n in counts.items()]
    named = [(name, share) for name, share in told if name != say("category-none")]
    most = [name for name, share in named if share.value == named[0][1].value]
    words = say.parts(
        "topics", name=most[0], share=named[0][1].value, n=len(placed), tied=len(most) > 1
    )
    frame = pd.DataFrame([(name, share.value) for name, share in told[:MOST]],
                         columns=[words["category"], "share"])  # fmt: skip
    told_as = {key: words[key] for key in ("title", "axis", "subtitle")}
    return charts.bars(frame, label=words["category"], value="share", unit="share", **told_as)
