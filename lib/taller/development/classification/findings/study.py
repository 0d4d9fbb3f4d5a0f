"""All that the steps of the classification found."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.classification.evaluation.explanations import Explained
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.evaluation.wait import Waiting
from taller.development.classification.features.rows import Gathered
from taller.development.template.saving import Kept


@dataclass(frozen=True)
class Study:
    """All that the steps found; None but for `gathered` where nothing could be learned."""

    gathered: Gathered
    tested: Tested | None = None
    decided: Decided | None = None
    explained: Explained | None = None
    waiting: Waiting | None = None
    kept: Kept | None = None

    @property
    def both(self) -> tuple[Tested, Decided]:
        """The test and what follows from it, where something was learned."""
        assert self.tested is not None
        assert self.decided is not None
        return self.tested, self.decided
