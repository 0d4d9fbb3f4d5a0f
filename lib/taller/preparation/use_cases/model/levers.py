"""What would lift the most cases at once: missing data, and weak sides of readiness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taller.preparation.use_cases.model.ranking import Known, Ranked, rank

if TYPE_CHECKING:
    from taller.preparation.use_cases.params import Params


@dataclass(frozen=True)
class Lever:
    """One thing that is missing, and what having it would do to the whole ranking.

    Attributes
    ----------
    what : a kind of data, or a criterion of readiness
    kind : ``data`` or ``readiness``
    lifted : how many cases it lifts
    gain : points of priority it adds, all cases together
    most : name of the case that climbs most places, or gains most points where none climbs
    before, after : its place now and then
    """

    what: str
    kind: str
    lifted: int
    gain: float
    most: str
    before: int
    after: int


def levers(ranking: Sequence[Ranked], p: Params, client: Known) -> tuple[Lever, ...]:
    """Everything missing that would lift a case if it alone were put right, weightiest first."""
    found = []
    for kind in sorted({kind for each in ranking for kind in each.missing}):
        # What the client says of a kind of data goes before what the tables show.
        richer = p.model_copy(update={"other_data": {**p.other_data, kind: True}})
        found.append(_lever(kind, "data", ranking, rank(richer, client)))
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
    lifted = [(gain, each) for gain, each in gains if gain > 1e-9]

    def climb(pair: tuple[float, Ranked]) -> tuple[int, float, int]:
        gain, each = pair
        return each.rank - later[each.case.key].rank, round(gain, 9), -each.rank

    most = max(lifted, key=climb)[1] if lifted else None
    return Lever(
        what=what,
        kind=kind,
        lifted=len(lifted),
        gain=sum(gain for gain, _each in lifted),
        most=most.case.name if most else "",
        before=most.rank if most else 0,
        after=later[most.case.key].rank if most else 0,
    )
