"""What to do: by segment only where segments are shown to differ afterwards, else by what holds."""

from __future__ import annotations

from taller.development.clustering.evaluation.names import archetypes
from taller.development.clustering.result import Comparison, Persistence, Segment
from taller.development.clustering.study import Study
from taller.development.clustering.words import lower_first
from taller.language import _, date, interval, money, number
from taller.phase import Decision


def decisions(study: Study) -> tuple[Decision, ...]:
    """At most five, the first being what is worth most."""
    if study.silence:
        return (_complete(study),)
    acting = _acting(study)
    made = [
        Decision(what=f"{s.name}: {lower_first(s.action)}", owner=s.owner, effect=s.effect)
        for s in acting[:3]
    ]
    if not acting:
        made.append(_without_groups(study))
    if acting:
        what = _("Keep a random tenth of each segment out of its action for one period")
    else:
        what = _("Try any new action on customers drawn by lot, and keep as many out of it")
    made.append(
        Decision(
            what=what,
            owner=_("Marketing director"),
            effect=_("Shows what the action itself brings; this analysis cannot"),
        )
    )
    if acting and study.shown.comparison:
        made += _forecast(study.shown.comparison)
    return tuple(made)


def _acting(study: Study) -> list[Segment]:
    """Segments with an action of their own: what may still be lost, then what is worth most."""
    urgent = {a.key for a in archetypes() if a.urgent}
    worth = {s.number: s.value.value if s.value else s.share.value for s in study.segments}
    acting = [s for s in study.segments if s.acts]
    acting.sort(key=lambda s: (s is not study.top, s.key not in urgent, -worth[s.number]))
    return acting


def _complete(study: Study) -> Decision:
    return Decision(
        what=_("See whether the orders given reach to {date}").format(
            date=date(study.customers.as_of)
        ),
        owner=_("Head of analytics"),
        effect=_("If they end earlier, customers look gone who are not"),
    )


def _without_groups(study: Study) -> Decision:
    kept = study.shown.persistence
    if kept is None or not kept.shown:
        effect = _("Saves campaigns for groups that the data does not show")
        if study.structure == "groups":
            effect = _("That the groups go on to buy differently is not shown yet")
            if study.shown.tells_apart:
                effect = _("No name that calls for an action is true of any of them")
        return Decision(
            what=_("Give no group of customers an action of its own for now"),
            owner=_("CRM manager"),
            effect=effect,
        )
    return Decision(
        what=_("Rank customers by what they have spent (net_spend in the file for the CRM)"),
        owner=_("CRM manager"),
        effect=_went_on(kept),
    )


def _went_on(kept: Persistence) -> str:
    if kept.top is None or kept.others is None:
        return _("Those who had spent more went on to spend more, beyond chance")
    return _(
        "The fifth that had spent most by {date} has since spent {spend} each ({interval}), the "
        "others {others} ({spread}), over {days} days and without any new action"
    ).format(
        date=date(kept.start),
        spend=money(kept.top.value),
        interval=interval(kept.top),
        others=money(kept.others.value),
        spread=interval(kept.others),
        days=number((kept.end - kept.start).days),
    )


def _forecast(comparison: Comparison) -> list[Decision]:
    """Which grouping to forecast with, where one is shown to do better than the other."""
    gaps = (comparison.difference, comparison.difference_score)
    if any(gap.high < 0 for gap in gaps):
        what = _("To forecast spend, score customers by last order, orders and spend, not by group")
        effect = _("On a period that neither had seen, that score was closer to what was spent")
    elif all(gap.low > 0 for gap in gaps):
        what = _("Use the groups to forecast spend as well")
        effect = _(
            "On a period not seen they were closer than a score by last order, orders, spend"
        )
    else:
        return []
    return [Decision(what=what, owner=_("Head of analytics"), effect=effect)]
