"""All that the steps of the analysis found, and what is read from several of them at once."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.clustering.evaluation.later import ONE_PERSON, Afterwards, Migration
from taller.development.clustering.evaluation.names import TOGETHER
from taller.development.clustering.features import Customers
from taller.development.clustering.model.segmentation import Choice, Prepared
from taller.development.clustering.params import Params
from taller.development.clustering.result import Segment, Structure


@dataclass(frozen=True)
class Study:
    """All that the steps of the analysis found.

    Attributes
    ----------
    reason : why there is no comparison, where there is none
    minimum : fewest people of a group that may be told of
    """

    p: Params
    customers: Customers
    prepared: Prepared
    choice: Choice
    segments: list[Segment]
    shown: Afterwards
    migration: Migration | None
    reason: str = ""
    minimum: int = 1

    @property
    def structure(self) -> Structure:
        """Whether the segments are groups apart."""
        return self.choice.structure

    @property
    def top(self) -> Segment | None:
        """The segment that brings more of net sales than it has customers; None without one."""
        return top(self.segments) if self.structure == "groups" else None

    @property
    def nobody_came_back(self) -> bool:
        """Whether every customer has exactly one order."""
        return bool((self.customers.frame["frequency"] == 1).all())

    @property
    def silence(self) -> int:
        """Days before the date in which nobody ordered, where that is a whole period; else 0."""
        days = int(self.customers.frame["recency_days"].min())
        return days if days >= self.p.holdout_days else 0

    @property
    def few_bring_most(self) -> bool:
        """Whether fewer customers than may be told of bring most of net sales."""
        spend = self.customers.frame["monetary"].sort_values(ascending=False)
        largest = spend.iloc[: max(self.minimum - 1, 1)].sum()
        return bool(largest > ONE_PERSON * spend.sum())


def top(segments: list[Segment]) -> Segment | None:
    """The segment of the largest share of net sales, if that is beyond its share of customers."""
    known = [s for s in segments if s.key != TOGETHER and s.value and s.value.low > s.share.value]
    return max(known, key=lambda s: (s.value.value, -s.number), default=None)
