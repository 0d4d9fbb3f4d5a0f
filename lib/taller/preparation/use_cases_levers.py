"""What would lift the most cases at once: missing data, and weak sides of readiness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taller.preparation.use_cases_ranking import Known, Ranked, rank

if TYPE_CHECKING:
    from taller.preparation.use_cases import Params


@dataclass(frozen=True)
class Lever:
    """One thing that is missing, and what having it would do to the whole ranking.

    Attributes
    ----------
    what : a kind of data, or a criterion of readiness
    kind : ``data`` or ``readiness``
    lifted : names of the cases it lifts, the greatest gain first
    gain : points of priority it adds, all cases together
    before, after : place of the first of `lifted`, now and then
    """

    what: str
    kind: str
    lifted: tuple[str, ...]
    gain: float
    before: int
    after: int


def levers(ranking: Sequence[Ranked], p: Params, client: Known) -> tuple[Lever, ...]:
    """Everything missing that would lift a case if it alone were put right, weightiest first."""
    found = []
    for kind in sorted({kind for each in ranking for kind in each.missing}):
        richer = replace(client, tables=client.tables | {kind})
        asked = p.model_copy(update={"other_data": {**p.other_data, kind: True}})
        found.append(_lever(kind, "data", ranking, rank(asked, richer)))
    for criterion, value in (client.readiness or {}).items():
        if value is not None and value < p.readiness_needed:
            stronger = {**(client.readiness or {}), criterion: p.readiness_needed}
            then = rank(p, replace(client, readiness=stronger))
            found.append(_lever(criterion, "readiness", ranking, then))
    found = [lever for lever in found if lever.lifted]
    return tuple(sorted(found, key=lambda lever: (-round(lever.gain, 9), lever.what)))


def _lever(what: str, kind: str, now: Sequence[Ranked], then: Sequence[Ranked]) -> Lever:
    later = {each.case.key: each for each in then}
    gains = [(later[each.case.key].score - each.score, each) for each in now]
    lifted = sorted((g for g in gains if g[0] > 1e-9), key=lambda g: (-round(g[0], 9), g[1].rank))
    first = lifted[0][1] if lifted else None
    return Lever(
        what=what,
        kind=kind,
        lifted=tuple(each.case.name for _gain, each in lifted),
        gain=sum(gain for gain, _each in lifted),
        before=first.rank if first else 0,
        after=later[first.case.key].rank if first else 0,
    )
