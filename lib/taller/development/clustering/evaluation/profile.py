"""The segments with their names, sizes, worth and figures, and what may be done about each.

A segment gets an action of its own only where the segments are shown to differ afterwards in what
the action uses: spend, or what is sent back. Else it is treated by what holds without segments.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from taller.development.clustering.evaluation.later import Afterwards, Outlook, is_one_person
from taller.development.clustering.evaluation.names import (
    TOGETHER,
    Named,
    name_segments,
    name_together,
    number_segments,
    typical_of,
)
from taller.development.clustering.features import Customers
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Choice, Model, Prepared
from taller.development.clustering.result import Profile, Segment
from taller.measurement import estimates
from taller.phase import Estimate


def profile(
    model: Model,
    choice: Choice,
    prepared: Prepared,
    customers: Customers,
    shown: Afterwards,
    seed: int,
) -> list[Segment]:
    """The segments, named where they are groups apart whose figures bear a name, else numbered."""
    frame = customers.frame
    segment = model.assign(frame)
    typical = typical_of(frame, segment)
    names = _names(choice, prepared, frame, segment, typical, model.minimum)
    values = value_shares(frame["monetary"], segment, seed) or [None] * len(names)
    sizes = segment.value_counts()
    found = []
    for n, named, value in zip(map(int, typical.index), names, values, strict=True):
        size = int(sizes[n])
        found.append(
            Segment(
                number=n,
                key=named.key,
                name=named.name,
                meaning=named.meaning,
                customers=size,
                share=estimates.share(size, len(frame)),
                value=value,
                profile=Profile(**{feature: float(x) for feature, x in typical.loc[n].items()}),
                traits=named.traits,
                overlap=choice.overlaps[n - 1],
                **_afterwards(n, shown.outlook),
                **_action(named, n, size, shown),
            )
        )
    return found


def _afterwards(n: int, outlook: Outlook | None) -> dict[str, object]:
    if outlook is None:
        return {}
    return {
        "next_spend": outlook.next_spend.get(n),
        "others_spend": outlook.others_spend.get(n),
        "standing": outlook.standing(n),
        "came_back": outlook.came_back.get(n),
    }


def _action(named: Named, n: int, size: int, shown: Afterwards) -> dict[str, object]:
    """The segment's own action where it may have one, else what holds without segments."""
    acts = _acts(named, n, shown)
    if acts or named.key == TOGETHER:
        effect = _effect(named, n, size, shown.outlook)
        return {"acts": acts, "action": named.action, "owner": named.owner, "effect": effect}
    persists = shown.persistence is not None and shown.persistence.shown
    return {"acts": acts, **say.parts("fallback", spend_persists=persists)}


def value_shares(value: pd.Series, segment: pd.Series, seed: int) -> list[Estimate]:
    """Each segment's share of net sales; none where one customer brings most of a segment's."""
    if value.sum() <= 0 or any(is_one_person(part) for _n, part in value.groupby(segment)):
        return []
    members = pd.get_dummies(segment, dtype=float)
    rng = estimates.generator(seed, "value")
    return estimates.ratios(members.mul(value, axis=0).to_numpy(), value.to_numpy(), rng)


def _names(
    choice: Choice,
    prepared: Prepared,
    frame: pd.DataFrame,
    segment: pd.Series,
    typical: pd.DataFrame,
    minimum: int,
) -> Sequence[Named]:
    alone = typical.iloc[: len(typical) - bool(choice.merged)]
    if choice.structure == "groups":
        position = prepared.space.groupby(segment).mean().loc[alone.index]
        names = name_segments(frame, segment, position, alone)
    else:
        names = number_segments(frame, alone)
    if choice.merged:
        return [*names, name_together(typical.iloc[-1], frame, minimum)]
    return names


def _acts(named: Named, n: int, shown: Afterwards) -> bool:
    """Whether a segment is shown to differ afterwards in what its action uses."""
    outlook = shown.outlook
    if named.key == TOGETHER or not named.action or outlook is None:
        return False
    if named.uses == "returns":
        return n in outlook.returns and outlook.returns[n].low > 0
    wanted = {"more": ("above",), "less": ("below",)}.get(named.uses, ("above", "below"))
    return shown.tells_apart and outlook.standing(n) in wanted


def _effect(named: Named, n: int, size: int, outlook: Outlook | None) -> str:
    """What the action is meant to do, and the measured base it starts from."""
    spend = outlook.next_spend.get(n) if outlook else None
    days = outlook.days if outlook else None
    return say("effect", aim=named.aim, n=size, spend=spend, days=days)
