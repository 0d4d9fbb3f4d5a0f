"""Charts of experiments: what changed, how that stood day by day, what more weeks would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import charts, tabular
from taller.measurement.geo import GeoEffect
from taller.monitoring.experiment.messages import say
from taller.monitoring.experiment.words import measured, name, named

if TYPE_CHECKING:
    import altair as alt

    from taller.monitoring.experiment.model.campaign import Campaign
    from taller.monitoring.experiment.model.planned import Plan
    from taller.monitoring.experiment.model.study import Study

FEWEST = 3  # days from which a course is drawn


def effects(found: Study | None) -> alt.LayerChart | None:
    """Every metric's relative change in every version, with its interval."""
    if found is None:
        return None
    several = len(found.log.others) > 1
    told = [
        (say("mark", name=named(found.p, c.metric), arm=c.arm, several=several), c.lift)
        for c in found.comparisons if c.lift is not None
    ]  # fmt: skip
    if not told:
        return tabular.instead(say("effects-none"))
    leader = found.leader
    outcome = leader.outcome if leader and not found.stops else "stopped"
    words = say.parts("effects", outcome=outcome, arm=leader.arm if leader else "",
                      metric=name(found.primary), reading=found.verdict.reading,
                      level=found.rule.level)  # fmt: skip
    return charts.scores(told, unit="share", target=0.0, title=words["title"],
                         subtitle=words["subtitle"], axis=words["axis"])  # fmt: skip


def daily(found: Study | None) -> alt.LayerChart | None:
    """The primary's change as it stood each day, with the interval that holds on all of them."""
    if found is None or (frame := found.daily)["day"].nunique() < FEWEST:
        return None
    low, high = frame["low"].quantile(0.1), frame["high"].quantile(0.9)
    # The first days know nothing; their intervals would flatten all that follows.
    kept = frame[(frame["low"] >= low - (high - low)) & (frame["high"] <= high + (high - low))]
    several = kept["arm"].nunique() > 1
    told = say.parts("daily", metric=name(found.primary), held=_held(found))
    return charts.line(
        kept.assign(day=pd.to_datetime(kept["day"])), x="day", y="value", low="low", high="high",
        unit="share", target=0.0, points=False, title=told["title"], subtitle=told["subtitle"],
        x_axis=told["day"], y_axis=told["axis"],
        **({"series": "arm", "series_title": told["arm"]} if several else {}),
    )  # fmt: skip


def _held(found: Study) -> str:
    """What the last day's band leaves open of the version that is furthest."""
    leader = found.leader
    one = found.of_primary(leader.arm) if leader else None
    lift = one.sequential_lift if one else None
    if found.stops or lift is None:
        return "stopped"
    if lift.low > 0 or lift.high < 0:
        return "up" if lift.low > 0 else "down"
    return "once" if leader and leader.outcome in ("won", "worse") else "open"


def regions(found: Campaign | None) -> alt.LayerChart | None:
    """What was sold where the campaign was, and what would have been, as the others say."""
    if found is None or found.rule is None or found.verdict is None or not found.verdict.effect:
        return None
    rule, panel, effect = found.rule, found.found.panel, found.verdict.effect
    own = panel[list(rule.treated) or list(panel.columns)].mean(axis=1)
    told = say.parts("course", by_regions=bool(rule.treated), outcome=found.outcome,
                     name=measured(found.asked), start=rule.starts_on)  # fmt: skip
    lines = {told["sold"]: own}
    if isinstance(effect, GeoEffect):
        lines[told["otherwise"]] = own - effect.gap
    frame = pd.concat([
        pd.DataFrame({"day": line.index, "value": line.to_numpy(), "line": label})
        for label, line in lines.items()
    ])  # fmt: skip
    recent = panel.index[-1] - 4 * (panel.index[-1] - pd.Timestamp(rule.starts_on))
    return charts.line(
        frame[frame["day"] >= recent], x="day", y="value", unit=found.asked.unit, points=False,
        mark=rule.starts_on, title=told["title"], subtitle=told["subtitle"],
        x_axis=told["day"], y_axis=told["axis"],
        **({"series": "line"} if len(lines) > 1 else {}),
    )  # fmt: skip


def plan(made: Plan) -> alt.LayerChart | None:
    """The smallest change that so many weeks show; a slider reads it off."""
    if not made.weeks:
        return None
    frame = pd.DataFrame(made.weeks, columns=["week", "lift"])
    four, first, last = dict(made.weeks)[4], made.weeks[0][0], made.weeks[-1][0]
    told = say.parts("weeks", lift=four, power=made.power, weeks="{weeks}", shown="{shown}")
    drawn = charts.line(frame, x="week", y="lift", unit="share", x_unit="count", zero=True,
                        title=told["title"], subtitle=told["subtitle"], x_axis=told["week"],
                        y_axis=told["axis"])  # fmt: skip
    smallest = charts.at([lift for _week, lift in made.weeks], f"weeks-{first}")
    return charts.moved_along(
        drawn, charts.slider("weeks", told["week"], 4, last, 1, first),
        charts.said(told["said"], weeks="weeks", shown=f"format({smallest},'.1%')"), at="weeks",
    )  # fmt: skip
