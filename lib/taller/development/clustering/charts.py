"""Charts of the segments; each takes what the analysis found and says the finding in its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import pandas as pd

from taller import charts
from taller.development.clustering.features import UNITS, Customers, said
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Choice, Model, Prepared
from taller.development.clustering.params import FEATURES, Params
from taller.development.clustering.result import Candidate, Comparison, Segment
from taller.development.clustering.study import top
from taller.language import number, percent, quantity
from taller.measurement import estimates
from taller.tabular import instead

if TYPE_CHECKING:
    from taller.development.clustering.evaluation.later import Migration, Outlook

WHOLE = ("recency_days", "frequency", "tenure_days", "breadth")  # counted, not measured
NO_GAP = 2  # halfway, per customer around a centre; above it, how many tells nothing more


def distributions(customers: Customers, minimum: int = 1) -> alt.ConcatChart:
    """How each feature is spread over customers: six small histograms, outer hundredths cut off.

    Parameters
    ----------
    minimum : fewest people of a group that is shown; bars of fewer are not drawn
    """
    frame = customers.frame
    once = (frame["frequency"] == 1).mean()
    panels = [
        charts.histogram(
            frame[f], name=f, unit=UNITS[f], whole=f in WHOLE, least=minimum,
            words=say.parts("histogram", feature=say(f"feature.{f}")),
        )
        for f in FEATURES
    ]  # fmt: skip
    words = say.parts("chart-distributions", once=once, least=minimum if minimum > 1 else None)
    halves = [
        say(
            "half",
            feature=say(f"feature.{f}"),
            low=quantity(frame[f].quantile(0.25), UNITS[f]),
            high=quantity(frame[f].quantile(0.75), UNITS[f]),
        )
        for f in FEATURES
    ]
    return charts.panels(panels, words=words, description=f"{'; '.join(halves)}.")


def stability(choice: Choice, p: Params) -> alt.ConcatChart | None:
    """For each number of segments tried, whether it is found again and whether there is a gap."""
    if not choice.candidates:
        return instead(say("one-group", reason=choice.alike))
    rows = [
        {"segments": _tried(c, choice, p), "again": c.stability.value, "weakest": c.weakest_overlap,
         "again_low": c.stability.low, "again_high": c.stability.high, "gap": c.between.value,
         "gap_low": c.between.low, "gap_high": c.between.high}
        for c in choice.candidates
    ]  # fmt: skip
    return charts.criteria(
        pd.DataFrame(rows),
        [charts.Criterion("again", "again_low", "again_high", p.min_stability, "index", "weakest"),
         charts.Criterion("gap", "gap_low", "gap_high", 1.0, "number", most=NO_GAP)],
        label="segments",
        words=say.parts("chart-stability", structure=choice.structure, k=choice.segments,
                        most=NO_GAP),
    )  # fmt: skip


def _tried(tried: Candidate, choice: Choice, p: Params) -> str:
    """A number of segments, whether it was chosen, or why not where neither criterion tells."""
    standing = "small" if tried.smallest_share < p.min_share else "other"
    standing = "chosen" if tried.segments == choice.segments else standing
    return say("tried", k=tried.segments, standing=standing)


def profiles(
    segments: list[Segment], prepared: Prepared, model: Model, customers: Customers
) -> alt.LayerChart | None:
    """What is typical of each segment: actual figures, coloured by distance from the average."""
    if not prepared.used:
        return instead(say("nothing-used"))
    position = prepared.space.groupby(model.assign(customers.frame)).mean()
    label = {f: say(f"feature.{f}") for f in prepared.used}
    cells = [
        {
            "segment": s.label,
            "feature": label[f],
            "deviation": float(np.clip(position.loc[s.number, f], -2, 2)),
            "typical": said(f, getattr(s.profile, f)),
        }
        for s in segments
        for f in prepared.used
    ]
    widest = (position.max() - position.min()).nlargest(2).index
    words = say.parts("chart-profiles", n=len(segments), features=[label[str(f)] for f in widest])
    return charts.deviations(
        pd.DataFrame(cells), x="feature", y="segment", value="deviation", text="typical",
        words=words, description=" ".join(f"{s.name}: {s.traits}." for s in segments),
    )  # fmt: skip


def value_and_size(segments: list[Segment]) -> alt.LayerChart | None:
    """Share of net sales beside share of customers, for each segment, or why it is not told."""
    known = [(s, s.value) for s in segments if s.value is not None]
    if len(known) < len(segments):
        return instead(say("one-person"))
    best = top(segments)
    words = say.parts(
        "chart-value",
        name=best.name if best else None,
        share=best.share if best else None,
        value=best.value if best else None,
    )
    size, value = words["size"], words["value"]
    rows = [
        {"segment": s.label, "what": what, "share": e.value, "low": e.low, "high": e.high}
        for s, worth in known
        for what, e in ((size, s.share), (value, worth))
    ]
    parts = [f"{s.name}: {percent(s.share.value)}, {percent(worth.value)}" for s, worth in known]
    return charts.beside(
        pd.DataFrame(rows), label="segment", series="what", value="share", low="low", high="high",
        read=".1%", words=words, description=f"{size}, {value}: {'; '.join(parts)}.",
    )  # fmt: skip


def next_spend(segments: list[Segment], outlook: Outlook | None) -> alt.LayerChart | None:
    """Spend per customer in the next period, or why it is not known."""
    known = [s for s in segments if s.next_spend is not None]
    if outlook is None or not known:
        return instead(say("no-next-spend"))
    above = [s for s in known if s.standing == "above"]
    most = max(above, key=lambda s: s.next_spend.value, default=None)
    words = say.parts("chart-next-spend", name=most.name if most else None, days=outlook.days)
    return charts.scores(((s.label, s.next_spend) for s in known), unit="money", **words)


def migration(found: Migration | None, segments: list[Segment]) -> alt.LayerChart | None:
    """Where the customers of each segment went, or why it is not known."""
    if found is None:
        return instead(say("no-migration.short"))
    if len(segments) == 1:
        return instead(say("no-migration.one"))
    if found.hidden and not any(f.customers for f in found.told):
        return instead(say("no-migration.few"))
    names = {s.number: s.label for s in segments} | {0: say("new-customer")}
    frame = pd.DataFrame(
        {
            "origin": [names[f.origin] for f in found.told],
            "destination": [number(f.destination) for f in found.told],
            "share": [f.share.value for f in found.told],
        }
    )
    known = [f for f in found.flows if f.origin > 0]
    stayed = sum(f.customers for f in known if f.origin == f.destination)
    words = say.parts(
        "chart-migration",
        stayed=estimates.share(stayed, max(sum(f.customers for f in known), 1)),
        days=(found.end - found.start).days,
        least=found.minimum if found.hidden else None,
    )
    present = {f.origin for f in found.told}
    return charts.heatmap(
        frame,
        x="destination",
        y="origin",
        value="share",
        unit="share",
        x_order=[number(s.number) for s in segments],
        y_order=[names[n] for n in [*(s.number for s in segments), 0] if n in present],
        **words,
    ).properties(width=alt.Step(54))


def comparison(found: Comparison | None, reason: str) -> alt.LayerChart | None:
    """How much of next-period spend each grouping explains, or why they were not compared."""
    if found is None:
        return instead(say("no-comparison", reason=reason))
    gaps = (found.difference, found.difference_score)
    if all(c.r_squared.low <= 0 for c in found.contenders):
        finding = "neither"
    elif any(gap.high < 0 for gap in gaps):
        finding = "score"
    elif all(gap.low > 0 for gap in gaps):
        finding = "groups"
    else:
        finding = "open"
    named = ((c.label, c.r_squared) for c in found.contenders)
    return charts.scores(named, unit="index", **say.parts("chart-comparison", finding=finding))
