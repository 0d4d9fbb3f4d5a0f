"""The use cases ranked, drawn anew, chosen and scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.errors import AnalysisError
from taller.preparation.use_cases.features.catalogue import Range
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model import levers as levering
from taller.preparation.use_cases.model import portfolio as portfolios
from taller.preparation.use_cases.model import ranking as ranks
from taller.preparation.use_cases.model import roadmap as roadmaps
from taller.preparation.use_cases.model import sensitivity
from taller.preparation.use_cases.model.ranking import Known
from taller.preparation.use_cases.params import Params
from taller.preparation.use_cases.result import Portfolio, Roadmap

if TYPE_CHECKING:
    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.portfolio import Means, More
    from taller.preparation.use_cases.model.ranking import Ranked, Swap
    from taller.preparation.use_cases.model.sensitivity import Sensitivity


@dataclass(frozen=True)
class Study:
    """All that was worked out, for charts, tables and the result."""

    p: Params
    client: Known
    ranking: tuple[Ranked, ...]
    drawn: Sensitivity
    swaps: tuple[Swap, ...]
    levers: tuple[Lever, ...]
    means: Means
    portfolio: Portfolio
    frontier: tuple[Portfolio, ...]
    more: More
    steady: dict[str, float]
    roadmap: Roadmap
    weeks: Range

    @property
    def chosen(self) -> list[Ranked]:
        """The cases taken on, in order of rank."""
        return [each for each in self.ranking if each.case.key in self.portfolio.chosen]

    @property
    def cost(self) -> Range:
        """What the cases taken on cost together: all at their lowest, middle, highest."""
        return _added([each.case.money for each in self.chosen])

    @property
    def work(self) -> Range:
        """Person-days of the cases taken on, likewise."""
        return _added([each.case.person_days for each in self.chosen])


def study(p: Params, client: Known, seed: int) -> Study:
    """Rank, draw anew, choose and schedule.

    Raises
    ------
    AnalysisError
        If there is no case to rank.
    """
    ranking = ranks.rank(p, client)
    if not ranking:
        raise AnalysisError(say("nothing-to-rank"))
    drawn = sensitivity.simulate(ranking, p, seed)
    have = portfolios.means(ranking, p)
    plan = portfolios.choose(ranking, have.budget, have.person_days)
    return Study(
        p=p,
        client=client,
        ranking=ranking,
        drawn=drawn,
        swaps=ranks.swaps(ranking, p),
        levers=levering.levers(ranking, p, client),
        means=have,
        portfolio=plan,
        frontier=portfolios.frontier(ranking, have),
        more=portfolios.more(ranking, plan),
        steady=portfolios.steadiness(ranking, have, drawn, seed),
        roadmap=roadmaps.schedule(ranking, plan.chosen, p),
        weeks=roadmaps.span(ranking, plan.chosen, p),
    )


def _added(spans: Sequence[Range]) -> Range:
    return Range(*(sum(span[i] for span in spans) for i in range(3)))
