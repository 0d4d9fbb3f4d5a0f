"""The inputs of the plan tried, one on each core at a time, each with how it was met."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.hostile import plan, trial
from tests.hostile.case import Case
from tests.hostile.trial import Outcome


def count(
    kinds: tuple[str, ...] = (), many: int = plan.MANY
) -> Iterator[tuple[Case, Outcome, str]]:
    """Each input of these kinds (all of them unless named), what came of it, and what is wrong."""
    trial.warm()
    cases = [case for case in plan.cases(many) if not kinds or case.kind in kinds]
    forked = multiprocessing.get_context("fork")  # each with what has been imported
    with ProcessPoolExecutor(os.cpu_count(), mp_context=forked) as pool:
        for case, outcome in zip(cases, pool.map(_tried, cases), strict=True):
            why = trial.wrong(case, outcome)
            if why:
                print(f"{case.kind} · {case.name}: {why}", file=sys.stderr, flush=True)
            yield case, outcome, why


def _tried(case: Case) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return trial.tried(case, Path(folder))
