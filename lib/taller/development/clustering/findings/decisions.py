"""What to do: by segment only where segments are shown to differ afterwards, else by what holds."""

from __future__ import annotations

from taller.development.clustering.evaluation.names import ARCHETYPES
from taller.development.clustering.messages import say
from taller.development.clustering.result import Comparison, Segment
from taller.development.clustering.study import Study
from taller.phase import Decision


def decisions(study: Study) -> tuple[Decision, ...]:
    """At most five, the first being what is worth most."""
    if study.silence:
        said = say.parts("decision-complete", date=study.customers.as_of)
        return (Decision.told("complete", said, effort="hours", within_days=7),)
    acting = _acting(study)
    made = [Decision.told(_key(s), _act(s), effort="days", within_days=30) for s in acting[:3]]
    if not acting:
        made.append(_without_groups(study))
    trial = say.parts("decision-trial", groups=bool(acting))
    made.append(Decision.told("trial", trial, effort="days", within_days=30))
    if acting and study.shown.comparison:
        made += _forecast(study.shown.comparison)
    return tuple(made)


def _key(segment: Segment) -> str:
    """Stable for an archetype, which one segment has; the others are told apart by number."""
    known = {archetype.key for archetype in ARCHETYPES}
    return f"act.{segment.key if segment.key in known else f'{segment.key}_{segment.number}'}"


def _act(segment: Segment) -> dict[str, str]:
    said = say.parts("act", name=segment.name, action=segment.action)
    return said | {"owner": segment.owner, "effect": segment.effect}


def _acting(study: Study) -> list[Segment]:
    """Segments with an action of their own: what may still be lost, then what is worth most."""
    urgent = {a.key for a in ARCHETYPES if a.urgent}
    worth = {s.number: s.value.value if s.value else s.share.value for s in study.segments}
    acting = [s for s in study.segments if s.acts]
    acting.sort(key=lambda s: (s is not study.top, s.key not in urgent, -worth[s.number]))
    return acting


def _without_groups(study: Study) -> Decision:
    kept = study.shown.persistence
    if kept is None or not kept.shown:
        why = "no-groups"
        if study.structure == "groups":
            why = "unnamed" if study.shown.tells_apart else "undifferent"
        told = say.parts("decision-no-group", why=why)
        return Decision.told("no_group", told, effort="hours", within_days=30)
    top, days = kept.top if kept.others else None, (kept.end - kept.start).days
    said = say.parts("decision-rank", top=top, others=kept.others, date=kept.start, days=days)
    return Decision.told("rank", said, effort="hours", within_days=30)


def _forecast(comparison: Comparison) -> list[Decision]:
    """Which grouping to forecast with, where one is shown to do better than the other."""
    gaps = (comparison.difference, comparison.difference_score)
    if any(gap.high < 0 for gap in gaps):
        said = say.parts("decision-forecast-by-score")
        return [Decision.told("forecast", said, effort="hours", within_days=90)]
    if all(gap.low > 0 for gap in gaps):
        said = say.parts("decision-forecast-by-group")
        return [Decision.told("forecast", said, effort="hours", within_days=90)]
    return []
