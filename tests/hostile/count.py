"""The inputs of the plan tried one after the other, each with how it was met."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile import plan, trial
from tests.hostile.case import Case
from tests.hostile.trial import Outcome


def count(
    kinds: tuple[str, ...] = (), many: int = plan.MANY
) -> Iterator[tuple[Case, Outcome, str]]:
    """Each input of these kinds (all of them unless named), what came of it, and what is wrong."""
    trial.warm()
    for case in plan.cases(many):
        if kinds and case.kind not in kinds:
            continue
        with tempfile.TemporaryDirectory() as folder:
            outcome = trial.tried(case, Path(folder))
        why = trial.wrong(case, outcome)
        if why:
            print(f"{case.kind} · {case.name}: {why}", file=sys.stderr, flush=True)
        yield case, outcome, why
