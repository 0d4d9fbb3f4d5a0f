"""Training: every candidate is fitted before the validation window, and one is chosen by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from taller.development.regression.features.customers import (
    HISTORY,
    Customers,
    Gathered,
    customers,
    spent,
)
from taller.development.regression.messages import say
from taller.development.regression.model.candidates import (
    LEARNED_ON,
    Alike,
    Blend,
    Candidate,
    Lifetime,
    PastSpend,
    TwoPart,
    enough,
)
from taller.development.template import comparison
from taller.development.template.comparison import Measured
from taller.errors import AnalysisError
from taller.looked import Looked
from taller.measurement import amounts, estimates

if TYPE_CHECKING:
    from taller.development.regression.model.flat import Flat

DRAWS = 80  # resamples of the validation window
SAME = 0.001  # differences below it are none
WINDOWS = 2  # earlier windows that the two-part model learns from
MEASURES = {
    "ranking": amounts.ranking, "spearman": amounts.spearman,
    "gini": amounts.gini,
    "total_error": amounts.total_error, "absolute_error": amounts.absolute_error,
}  # fmt: skip
ORDER = ("naive", "bg_nbd", "pareto_nbd", "blend", "bg_nbd_about", "lightgbm")  # the simplest first


@dataclass(frozen=True)
class Fitted(Looked):
    """The candidates as they stood before the validation window, and what it said of them.

    Attributes
    ----------
    validation : measure by name, for each candidate
    predicted : what each candidate predicted of the validation window
    chosen : of those that rank like the best, the one whose total is nearest
    like_best : candidates that rank no worse than the best, beyond chance
    notes : candidates that could not be fitted, and why
    flat : what stands in their place for a flat table
    """

    gathered: Gathered
    candidates: dict[str, Candidate] = field(default_factory=dict)
    validation: dict[str, dict[str, float]] = field(default_factory=dict)
    predicted: dict[str, np.ndarray] = field(default_factory=dict)
    chosen: str = "naive"
    like_best: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    flat: Flat | None = None


def train(gathered: Gathered, seed: int) -> Fitted | None:
    """Fit and choose; the test window stays sealed."""
    if gathered.origin == "none":
        return None
    if gathered.origin == "flat":
        from taller.development.regression.model import flat as regression_flat

        return Fitted(gathered, flat=regression_flat.train(gathered, seed))
    base, actual = gathered.earlier, gathered.earlier_spend
    assert base is not None
    assert actual is not None
    days = gathered.validation_days
    made, notes = fit_all(gathered, base, days, seed)
    predicted = {name: each.predict(base, days) for name, each in made.items()}
    validation = {name: measured(actual, each) for name, each in predicted.items()}
    alike_ranked = like_the_best(actual, predicted, seed)
    found = min(validation[name]["total_error"] for name in alike_ranked)
    near = [n for n in alike_ranked if validation[n]["total_error"] <= found + SAME]
    chosen = next(name for name in ORDER if name in near)
    return Fitted(gathered, made, validation, predicted, chosen, alike_ranked, tuple(notes))


def like_the_best(
    actual: np.ndarray, predicted: dict[str, np.ndarray], seed: int
) -> tuple[str, ...]:
    """Candidates that rank no worse than the best of them, beyond chance."""
    rng = estimates.generator(seed, "choice")
    by = {"ranking": Measured("ranking", amounts.ranking)}
    drawn = comparison.Drawn.of(actual, predicted, by, rng, draws=DRAWS)
    best = max(predicted, key=lambda name: drawn.values["ranking", name])
    apart = {s.model: s.difference for s in drawn.against(best)}
    return tuple(name for name, d in apart.items() if d is None or d.high >= -SAME)


def measured(actual: np.ndarray, predicted: np.ndarray) -> dict[str, float]:
    """Every measure of a prediction."""
    once = np.ones((1, len(actual)))
    return {name: float(measure(actual, predicted)(once)[0]) for name, measure in MEASURES.items()}


def fit_all(
    gathered: Gathered, base: Customers, days: int, seed: int,
    near: dict[str, Candidate] | None = None, only: tuple[str, ...] = ORDER,
) -> tuple[dict[str, Candidate], list[str]]:  # fmt: skip
    """Every candidate that what is known on the base's day allows.

    Parameters
    ----------
    days : of the window that comes after, which the two-part model learns from earlier ones of
    near : candidates of an earlier day, to start the likelihood from
    """
    made: dict[str, Candidate] = {"naive": PastSpend()}
    notes = []
    for kind in ("bg_nbd", "pareto_nbd", "bg_nbd_about"):
        nothing_known = kind == "bg_nbd_about" and base.about.nunique().le(1).all()
        if kind not in only or nothing_known:
            continue
        start = (near or {}).get(kind)
        if start is None and kind == "bg_nbd_about":
            start = made.get("bg_nbd")
        try:
            made[kind] = Lifetime(kind).fit(base, seed, start if _is_lifetime(start) else None)
        except AnalysisError as error:
            notes.append(say("note-no-purchases", why=str(error)))
            return made, notes
    if "blend" in only:
        made["blend"] = Blend(_model(made, base, seed))
    if "pareto_nbd" in made and len(base) > LEARNED_ON:
        notes.append(say("note-pareto", n=LEARNED_ON))
    if "lightgbm" in only:
        _two_part(gathered, base, days, seed, made, notes)
    return made, notes


def _is_lifetime(candidate: Candidate | None) -> bool:
    return isinstance(candidate, Lifetime)


def _two_part(
    gathered: Gathered, base: Customers, days: int, seed: int, made: dict[str, Candidate],
    notes: list[str],
) -> None:  # fmt: skip
    learned = earlier_windows(base, days)
    if not enough(learned):
        notes.append(say("note-no-lightgbm"))
        return
    made["lightgbm"] = TwoPart(days).fit(learned, _model(made, base, seed), seed)


def _model(made: dict[str, Candidate], base: Customers, seed: int) -> Lifetime:
    """BG/NBD of this day, which others lean on."""
    found = made.get("bg_nbd")
    return found if isinstance(found, Lifetime) else Lifetime("bg_nbd").fit(base, seed)


def earlier_windows(base: Customers, days: int) -> list[tuple[Customers, np.ndarray]]:
    """Customers at the starts of earlier windows of so many days, with what they spent in them."""
    first = base.day - dt.timedelta(days=int(base.frame["age"].max()))
    found = []
    for k in range(1, WINDOWS + 1):
        day = base.day - dt.timedelta(days=k * days)
        if (day - first).days < HISTORY:
            break
        earlier = customers(base.past, day, first, base.about)
        found.append((earlier, spent(base.past, earlier, day + dt.timedelta(days=days))))
    return found


def alike(predicted: np.ndarray, actual: np.ndarray, candidate: Candidate) -> Candidate:
    """The candidate, its futures drawn from what came of these predictions."""
    if isinstance(candidate, PastSpend | Blend | TwoPart):
        candidate.alike_ = Alike().fit(predicted, actual)
    return candidate
