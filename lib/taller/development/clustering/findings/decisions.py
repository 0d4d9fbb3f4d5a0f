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
        return (Decision(**say.parts("decision-complete", date=study.customers.as_of)),)
    acting = _acting(study)
    made = [
        Decision(what=say("act", name=s.name, action=s.action), owner=s.owner, effect=s.effect)
        for s in acting[:3]
    ]
    if not acting:
        made.append(_without_groups(study))
    made.append(Decision(**say.parts("decision-trial", groups=bool(acting))))
    if acting and study.shown.comparison:
        made += _forecast(study.shown.comparison)
    return tuple(made)


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
        return Decision(**say.parts("decision-no-group", why=why))
    top, days = kept.top if kept.others else None, (kept.end - kept.start).days
    said = say.parts("decision-rank", top=top, others=kept.others, date=kept.start, days=days)
    return Decision(**said)


def _forecast(comparison: Comparison) -> list[Decision]:
    """Which grouping to forecast with, where one is shown to do better than the other."""
    gaps = (comparison.difference, comparison.difference_score)
    if any(gap.high < 0 for gap in gaps):
        return [Decision(**say.parts("decision-forecast-by-score"))]
    if all(gap.low > 0 for gap in gaps):
        return [Decision(**say.parts("decision-forecast-by-group"))]
    return []
