"""Which cases to take on together: what pays most within money, person-days and precedence.

What a case *pays* is counted in points, not in money, and is an assumption: its expected impact
(the mean of its range), weighted by its priority as a share of the highest there is. An integer
programme chooses the set whose points add up to most; money and person-days count at the middle of
their ranges. A case whose data is missing, or that needs first what is left out, is not chosen.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import numpy as np

from taller.measurement.estimates import generator
from taller.measurement.ranges import triangular
from taller.preparation.use_cases.features.catalogue import HIGHEST, Range
from taller.preparation.use_cases.model.ranking import Ranked
from taller.preparation.use_cases.model.sensitivity import Sensitivity
from taller.preparation.use_cases.params import Params
from taller.preparation.use_cases.result import Portfolio

WORKDAYS = 5
WEEKS_OF_HALF_A_YEAR = 26
OF_SALES = 0.1  # of a year's net sales, where nobody gave a budget
STEPS = 12  # budgets beside the client's own that are worked out, up to twice that budget
REDRAWN = 50


@dataclass(frozen=True)
class Means:
    """What there is to spend.

    Attributes
    ----------
    budget, person_days : as given, else as assumed
    budget_assumed, days_assumed : whether nobody gave them
    by_sales : whether the budget is assumed by what the client sells
    """

    budget: float
    person_days: float
    budget_assumed: bool
    days_assumed: bool
    by_sales: bool = False


def means(ranking: Sequence[Ranked], p: Params, sold: float | None = None) -> Means:
    """Money and person-days as given, else as assumed.

    Half a year's days; about half of what all cost, but no more than a tenth of what the client
    ``sold`` in the last year: a catalogue's costs know nothing of a shop's size.
    """
    half = float(f"{sum(each.case.money.mid for each in ranking) / 2:.2g}")
    share = half if sold is None else float(f"{sold * OF_SALES:.2g}")
    days = p.people * WORKDAYS * WEEKS_OF_HALF_A_YEAR
    return Means(
        min(half, share) if p.budget is None else p.budget,
        days if p.person_days is None else p.person_days,
        p.budget is None,
        p.person_days is None,
        by_sales=p.budget is None and share < half,
    )


def worth(ranked: Ranked) -> float:
    """Points a case pays: the expected impact, weighted by priority; an assumption.

    For impact of 2, 3 and 4 and a priority of 4 that is 3 × 4/5 = 2.4.
    """
    return ranked.case.impact.expected * ranked.score / HIGHEST


@dataclass(frozen=True)
class Problem:
    """What the integer programme sees, one entry per case.

    Attributes
    ----------
    waits : pairs (later, earlier) of places: the later only together with the earlier
    blocked : places of cases that cannot be chosen, since their data is missing or what they need
        first is left out
    """

    pays: np.ndarray
    money: np.ndarray
    days: np.ndarray
    waits: tuple[tuple[int, int], ...] = ()
    blocked: tuple[int, ...] = ()


def problem(ranking: Sequence[Ranked]) -> Problem:
    """The programme of a ranking."""
    place = {each.case.key: i for i, each in enumerate(ranking)}
    pairs = [(i, first) for i, each in enumerate(ranking) for first in each.case.after]
    lacking = {i for i, each in enumerate(ranking) if each.missing}
    return Problem(
        pays=np.array([worth(each) for each in ranking]),
        money=np.array([each.case.money.mid for each in ranking], dtype=float),
        days=np.array([each.case.person_days.mid for each in ranking], dtype=float),
        waits=tuple((i, place[first]) for i, first in pairs if first in place),
        blocked=tuple({i for i, first in pairs if first not in place} | lacking),
    )


def best(given: Problem, budget: float, person_days: float) -> np.ndarray:
    """Which cases to choose, as a mask: the most points that money, days and precedence allow.

    Raises
    ------
    RuntimeError
        If the solver gives no answer, which the empty choice, always allowed, rules out.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = len(given.pays)
    if n == 0:
        return np.zeros(0, dtype=bool)
    rows, limits = [], []
    for amounts, limit in ((given.money, budget), (given.days, person_days)):
        size = max(float(amounts.max()), limit, 1e-12)  # the solver's tolerance is absolute
        rows.append(amounts / size)
        limits.append(limit / size)
    for later, earlier in given.waits:
        row = np.zeros(n)
        row[later], row[earlier] = 1, -1
        rows.append(row)
        limits.append(0)
    upper = np.ones(n)
    # What alone is beyond the means is left out here, not left to the solver's tolerance.
    upper[(given.money > budget) | (given.days > person_days)] = 0
    upper[list(given.blocked)] = 0
    with _unheard():
        found = milp(
            -given.pays,
            integrality=np.ones(n),
            bounds=Bounds(0, upper),
            constraints=LinearConstraint(np.array(rows), ub=np.array(limits)),
            options={"mip_rel_gap": 0},
        )
    if found.x is None:
        raise RuntimeError(found.message)
    return found.x > 0.5


@contextmanager
def _unheard() -> Iterator[None]:
    """What the solver writes to the process's own output, whatever it is asked, is dropped.

    HiGHS prints a line of its own where it mends a solution; in a notebook the page would show it.
    """
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        # The C library holds what was printed until it is asked for.
        with suppress(OSError, AttributeError, TypeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def choose(ranking: Sequence[Ranked], budget: float, person_days: float) -> Portfolio:
    """The cases that pay most within a budget and person-days."""
    given = problem(ranking)
    return _portfolio(ranking, given, best(given, budget, person_days), budget, person_days)


def _portfolio(
    ranking: Sequence[Ranked], given: Problem, mask: np.ndarray, budget: float, days: float
) -> Portfolio:
    return Portfolio(
        budget=budget,
        person_days=days,
        chosen=tuple(e.case.key for e, taken in zip(ranking, mask, strict=True) if taken),
        pays=float(given.pays[mask].sum()),
        money=float(given.money[mask].sum()),
        days_used=float(given.days[mask].sum()),
    )


def frontier(ranking: Sequence[Ranked], have: Means) -> tuple[Portfolio, ...]:
    """What budgets from nothing to twice the client's would buy, with the same person-days."""
    # Without a budget, around half of what all cost; a slider needs a step even if that is 0.
    centre = have.budget or sum(each.case.money.mid for each in ranking) / 2 or 1.0
    budgets = [centre * 2 * step / STEPS for step in range(STEPS + 1)]
    given = problem(ranking)
    return tuple(
        _portfolio(ranking, given, best(given, b, have.person_days), b, have.person_days)
        for b in budgets
    )


@dataclass(frozen=True)
class More:
    """What a quarter more of one of the means would add, in points."""

    money: float
    days: float


def more(ranking: Sequence[Ranked], chosen: Portfolio, part: float = 0.25) -> More:
    """What more money alone, and more person-days alone, would add to a portfolio."""
    given = problem(ranking)
    richer = best(given, chosen.budget * (1 + part), chosen.person_days)
    busier = best(given, chosen.budget, chosen.person_days * (1 + part))
    return More(
        float(given.pays[richer].sum()) - chosen.pays,
        float(given.pays[busier].sum()) - chosen.pays,
    )


def steadiness(
    ranking: Sequence[Ranked], have: Means, drawn: Sensitivity, seed: int
) -> dict[str, float]:
    """How often each case is chosen when impact, priority, money and days are drawn anew.

    A sensitivity: the share of 50 draws from the triangular distributions of all ranges.
    """
    given, rng = problem(ranking), generator(seed, "portfolio")
    rounds = min(REDRAWN, drawn.draws)
    times = np.zeros(len(ranking))

    def draw(spans: list[Range]) -> np.ndarray:
        return np.array([triangular(span, rng.random(1))[0] for span in spans])

    for i in range(rounds):
        impact = draw([each.case.impact for each in ranking])
        again = Problem(
            pays=impact * drawn.scores[i] / HIGHEST,
            money=draw([each.case.money for each in ranking]),
            days=draw([each.case.person_days for each in ranking]),
            waits=given.waits,
            blocked=given.blocked,
        )
        times += best(again, have.budget, have.person_days)
    return {e.case.key: float(t / rounds) for e, t in zip(ranking, times, strict=True)}
