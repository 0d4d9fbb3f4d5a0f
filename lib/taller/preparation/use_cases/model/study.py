"""The use cases ranked, drawn anew, chosen and scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.errors import AnalysisError
from taller.looked import Looked
from taller.preparation.use_cases.features.catalogue import Range
from taller.preparation.use_cases.messages import say
from taller.preparation.use_cases.model import levers as levering
from taller.preparation.use_cases.model import portfolio as portfolios
from taller.preparation.use_cases.model import roadmap as roadmaps
from taller.preparation.use_cases.model import sensitivity
from taller.preparation.use_cases.model.ranking import Known
from taller.preparation.use_cases.params import Params
from taller.preparation.use_cases.result import Portfolio, Roadmap

if TYPE_CHECKING:
    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.portfolio import Means, More
    from taller.preparation.use_cases.model.ranking import Ranked
    from taller.preparation.use_cases.model.sensitivity import Sensitivity


@dataclass(frozen=True)
class Choice(Looked):
    """The set that pays most with what there is, and what more or less would change."""

    means: Means
    portfolio: Portfolio
    frontier: tuple[Portfolio, ...]
    more: More
    steady: dict[str, float]


@dataclass(frozen=True)
class Study(Looked):
    """All that was worked out, for tables and the result."""

    p: Params
    client: Known
    ranking: tuple[Ranked, ...]
    drawn: Sensitivity
    choice: Choice
    roadmap: Roadmap

    @property
    def chosen(self) -> list[Ranked]:
        """The cases taken on, in order of rank."""
        return [each for each in self.ranking if each.case.key in self.choice.portfolio.chosen]

    @property
    def cost(self) -> Range:
        """What the cases taken on cost together: all at their lowest, middle, highest."""
        return _added([each.case.money for each in self.chosen])

    @property
    def work(self) -> Range:
        """Person-days of the cases taken on, likewise."""
        return _added([each.case.person_days for each in self.chosen])

    @property
    def weeks(self) -> Range:
        """Weeks until all of them run, likewise."""
        return roadmaps.span(self.ranking, self.choice.portfolio.chosen, self.p)

    @property
    def levers(self) -> tuple[Lever, ...]:
        """What would lift the most cases, the strongest first."""
        return levering.levers(self.ranking, self.p, self.client)


def explore(ranking: Sequence[Ranked], p: Params, seed: int) -> Sensitivity:
    """Draw weights and ranges anew, and rank again each time.

    Raises
    ------
    AnalysisError
        If there is no case to rank.
    """
    if not ranking:
        raise AnalysisError(say("nothing-to-rank"))
    return sensitivity.simulate(ranking, p, seed)


def choose(
    ranking: Sequence[Ranked], drawn: Sensitivity, p: Params, seed: int, client: Known | None = None
) -> Choice:
    """The cases that pay most together under budget, people and precedence."""
    have = portfolios.means(ranking, p, client.sold if client else None)
    plan = portfolios.choose(ranking, have.budget, have.person_days)
    return Choice(
        means=have,
        portfolio=plan,
        frontier=portfolios.frontier(ranking, have),
        more=portfolios.more(ranking, plan),
        steady=portfolios.steadiness(ranking, have, drawn, seed),
    )


def schedule(ranking: Sequence[Ranked], choice: Choice, p: Params) -> Roadmap:
    """When each case taken on begins and runs, as people allow and what it needs is there."""
    return roadmaps.schedule(ranking, choice.portfolio.chosen, p)


def _added(spans: Sequence[Range]) -> Range:
    return Range(*(sum(span[i] for span in spans) for i in range(3)))
