"""Who first: a model of when it happens, tested against the same curve for all (Kaplan-Meier).

The split is that of the classification: training rows teach, their folds choose between the models,
the test rows are measured once. Columns that grow with time by themselves, such as what was paid
so far, tell how long somebody was watched and are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from taller.development.classification.evaluation.test import Tested
from taller.development.classification.features.rows import Gathered
from taller.development.classification.messages import say
from taller.development.classification.model import hazards
from taller.development.template import comparison
from taller.development.template.comparison import Measured, Score
from taller.measurement import estimates, survival
from taller.measurement.survival import Observed, Survival

FEWEST, FEWEST_TESTED = 50, 20  # events to learn from, and to test on
GROWS = 0.8  # rank correlation with the time watched, from which a column grows with it
MOST_PAIRED, MOST_LEARNED = 2_500, 10_000  # rows that pairs are made of, and that teach
POINTS = 50  # of time, at which curves are compared
WATCHED = 0.05  # share of the rows still watched at the last of them
GROUPS = 4  # of test rows, by predicted risk
WITHIN = 4  # times `ahead`, within which a time is expected; from orders the horizon
ENOUGH = 2_500  # validation rows to tell two models apart
BLOCK = 20_000  # rows whose curves are held in memory at once

Model = hazards.Proportional | hazards.Boosted
KINDS: dict[str, Callable[[int], Model]] = {
    "proportional": lambda _seed: hazards.Proportional(),
    "boosted": hazards.Boosted,
}


@dataclass(frozen=True)
class Group:
    """A part of the test rows by predicted risk: the mean predicted curve, and what was seen."""

    rows: int
    predicted: np.ndarray
    observed: Survival


@dataclass(frozen=True)
class Timed:
    """A model of when, and what the test said of it.

    Attributes
    ----------
    ends : of the stretches of time in which the rate is constant
    rates : (k, 3) events per time in each of them, low and high; of the rows learned from
    scores : ranking (Uno) and integrated Brier score of Kaplan-Meier's curve and of the model
    losses : mean log-likelihood of each model on validation rows
    times : at which curves were compared; the last is the end of what can be tested
    groups, whole : test rows by predicted risk, the highest first, and all of them
    left_out : columns that grow with time
    ahead, within : times for which the risk, and the time expected, of those waiting are told
    known, fresh : that risk and that time, by row of what was learned from and by row to be scored;
        blank where it has happened
    """

    model: Model
    ends: np.ndarray
    rates: np.ndarray
    scores: tuple[Score, ...]
    losses: dict[str, float]
    times: np.ndarray
    groups: tuple[Group, ...]
    whole: Group
    left_out: tuple[str, ...]
    subjects: int
    events: int
    ahead: float
    within: float
    known: pd.DataFrame = field(default_factory=pd.DataFrame)
    fresh: pd.DataFrame = field(default_factory=pd.DataFrame)

    def score(self, measure: str, model: str | None = None) -> Score:
        """One measure of one model; the chosen one unless named."""
        wanted = model or self.model.kind
        return next(s for s in self.scores if s.measure == measure and s.model == wanted)

    @property
    def signal(self) -> bool:
        """Whether it beats the same curve for all, in order and in error, beyond chance."""
        return bool(self.score("concordance").better and self.score("error").better)


@dataclass(frozen=True)
class Task:
    """Rows, until when each was watched, and which of them teach and test."""

    frame: pd.DataFrame
    seen: Observed
    train: np.ndarray
    test: np.ndarray
    folds: tuple[tuple[np.ndarray, np.ndarray], ...]
    seed: int

    def fit(self, kind: str, rows: np.ndarray, ends: np.ndarray) -> Model:
        """A model from these rows, or from as many of them as teach enough."""
        if len(rows) > MOST_LEARNED:
            rng = estimates.generator(self.seed, "when", "learned")
            rows = np.sort(rng.choice(rows, MOST_LEARNED, replace=False))
        return KINDS[kind](self.seed).fit(self.frame.iloc[rows], self.seen.take(rows), ends)


def learn(tested: Tested, seen: Observed, seed: int) -> Timed | str:
    """A model of when; or, in words, why there is none."""
    task, left_out = _task(tested, seen, seed)
    train, test = seen.take(task.train), seen.take(task.test)
    n, m = int(train.happened.sum()), int(test.happened.sum())
    if n and np.ptp(train.durations[train.happened]) == 0 == np.ptp(train.durations):
        return say("when-reason.same")
    if n < FEWEST or m < FEWEST_TESTED or not len(task.frame.columns):
        return say("when-reason.seldom", n=n, m=m)
    ends, losses = hazards.stretches(train), dict[str, float]()
    for kind in KINDS:
        losses[kind] = _validated(task, kind, ends)
    model = task.fit(max(losses, key=lambda kind: losses[kind]), task.train, ends)
    times = _times(train)
    curves = _curves(model, task.frame.iloc[task.test], times)
    scores = _scores(task, train, test, {model.kind: curves}, times)
    ahead, within = _windows(tested.fitted.prepared.gathered, train)
    made = {
        "model": model, "ends": ends, "rates": _rates(train, ends), "scores": scores,
        "losses": losses, "times": times, "groups": _groups(curves, test),
        "whole": _group(curves, test, np.arange(len(test))), "ahead": ahead, "within": within,
        "left_out": left_out, "subjects": len(train) + len(test), "events": n + m,
    }  # fmt: skip
    found = Timed(**made)
    return Timed(**made, **_outlook(found, task, tested)) if found.signal else found


def _task(tested: Tested, seen: Observed, seed: int) -> tuple[Task, tuple[str, ...]]:
    """Rows that were watched at all, by part, without what grows with time."""
    prepared = tested.fitted.prepared
    split, gathered = prepared.split, prepared.gathered
    watched = np.isfinite(seen.durations) & (seen.durations > seen.since)
    teaching = split.train.features.index.to_numpy()
    of = {name: at[watched[at]] for name, at in
          (("train", teaching), ("test", tested.rows.features.index.to_numpy()))}  # fmt: skip
    folds = tuple(
        tuple(at[watched[at]] for at in (teaching[fit], teaching[held]))
        for fit, held in split.folds
    )
    assert gathered.rows is not None
    columns = [c for c in split.train.features.columns if c != gathered.p.duration]
    grown: list[str] = []
    if gathered.origin == "flat":
        frame = gathered.rows.features.iloc[of["train"]]
        grown = [c for c in columns if c not in gathered.p.keep
                 and _grows(frame[c], seen.durations[of["train"]])]  # fmt: skip
    frame = gathered.rows.features[[c for c in columns if c not in grown]]
    return Task(frame, seen, of["train"], of["test"], folds, seed), tuple(map(str, grown))


def _grows(values: pd.Series, durations: np.ndarray) -> bool:
    """Whether a number or a date goes with the time watched, up or down."""
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.astype("int64").where(values.notna())
    if not pd.api.types.is_numeric_dtype(values):
        return False
    held = np.isfinite(values.to_numpy(dtype=float))
    if held.sum() < 20 or values[held].nunique() < 2:
        return False
    tied = values[held].rank().corr(pd.Series(durations, index=values.index)[held].rank())
    return bool(abs(tied) >= GROWS)


def _validated(task: Task, kind: str, ends: np.ndarray) -> float:
    """Mean log-likelihood of validation rows by models that have not seen them."""
    total, n = 0.0, 0
    for fit, held in reversed(task.folds):
        if n >= ENOUGH:
            break
        model = task.fit(kind, fit, ends)
        rates = model.log_rates(task.frame.iloc[held])
        total += len(held) * hazards.log_likelihood(rates, task.seen.take(held), ends)
        n += len(held)
    return total / n


def _times(train: Observed) -> np.ndarray:
    """When curves are compared: up to where some rows are still watched."""
    events = train.durations[train.happened]
    last = events[events < np.quantile(train.durations, 1 - WATCHED)]
    until = float(last.max()) if len(last) else float(events.max())
    return np.linspace(until / POINTS, until, POINTS)


def _curves(model: Model, frame: pd.DataFrame, times: np.ndarray) -> np.ndarray:
    """Predicted share without it at each time, (n, k)."""
    return np.concatenate([
        hazards.survival(np.exp(model.log_rates(frame[at : at + BLOCK])), model.ends, times)
        for at in range(0, len(frame), BLOCK)
    ])  # fmt: skip


def _scores(
    task: Task, train: Observed, test: Observed, curves: dict[str, np.ndarray], times: np.ndarray
) -> tuple[Score, ...]:
    """The model and the same curve for all, on the same resamples of the test rows."""
    curve = survival.kaplan_meier(train.durations, train.happened, entered=train.entered)
    predictions = {"naive": np.repeat(curve.shares(times)[None], len(test), axis=0), **curves}
    if test.entered is not None:  # told of those who had come so far
        for kind, predicted in predictions.items():
            start = np.array([np.interp(e, np.r_[0.0, times], np.r_[1.0, row])
                              for e, row in zip(test.entered, predicted, strict=True)])  # fmt: skip
            predictions[kind] = np.minimum(predicted / np.maximum(start, 1e-9)[:, None], 1.0)
    censored = survival.censoring(train)
    rng = estimates.generator(task.seed, "when", "paired")
    some = np.sort(rng.choice(len(test), min(MOST_PAIRED, len(test)), replace=False))

    def ranking(_target: np.ndarray, predicted: np.ndarray) -> survival.Weighted:
        found = survival.concordance(
            test.take(some), -predicted[some].sum(axis=1), censored=censored, until=times[-1]
        )
        return lambda weights: found(weights[:, some])

    def error(_target: np.ndarray, predicted: np.ndarray) -> survival.Weighted:
        return survival.brier(test, predicted, times, censored=censored)

    measures = {
        "concordance": Measured(say("measure.concordance"), ranking),
        "error": Measured(say("measure.error"), error, higher_is_better=False),
    }
    rng = estimates.generator(task.seed, "when", "test")
    return comparison.compare(test.durations, predictions, measures, rng, baseline="naive")


def _groups(curves: np.ndarray, test: Observed) -> tuple[Group, ...]:
    """Test rows by predicted risk, the highest first."""
    order = np.argsort(curves.sum(axis=1), kind="stable")
    parts = np.array_split(order, min(GROUPS, max(1, len(order) // FEWEST_TESTED)))
    return tuple(_group(curves, test, part) for part in parts)


def _group(curves: np.ndarray, test: Observed, part: np.ndarray) -> Group:
    seen = test.take(part)
    observed = survival.kaplan_meier(seen.durations, seen.happened, entered=seen.entered)
    return Group(len(part), curves[part].mean(axis=0), observed)


def _rates(seen: Observed, ends: np.ndarray) -> np.ndarray:
    """Events per time in each stretch with the exact interval of a Poisson count (Garwood 1936)."""
    from scipy.stats import chi2

    watched, events = hazards.exposure(seen, ends)
    count, time = events.sum(axis=0), np.maximum(watched.sum(axis=0), 1e-12)
    low = np.where(count > 0, chi2.ppf(0.025, 2 * np.maximum(count, 0.5)), 0.0) / 2
    return np.column_stack([count, low, chi2.ppf(0.975, 2 * (count + 1)) / 2]) / time[:, None]


def _windows(gathered: Gathered, train: Observed) -> tuple[float, float]:
    """As given; else a third of the horizon, or about a tenth of the median time watched."""
    p = gathered.p
    if gathered.origin == "orders":
        return p.ahead or float(max(1, round(p.horizon_days / 3))), float(p.horizon_days)
    tenth = max(float(np.median(train.durations)) / 10, 1e-9)
    ahead = p.ahead or float(f"{tenth:.1g}")
    return ahead, WITHIN * ahead


def _outlook(found: Timed, task: Task, tested: Tested) -> dict[str, pd.DataFrame]:
    """Risk ahead and expected time of those to whom it has not happened."""
    gathered = tested.fitted.prepared.gathered
    columns = list(task.frame.columns)
    if gathered.current is not None:
        now = gathered.current.reindex(columns=columns)
        return {"fresh": ahead_of(found, now, np.zeros(len(now)))}
    waiting = np.where(task.seen.happened, np.nan, task.seen.durations)
    made = {"known": ahead_of(found, task.frame, waiting)}
    if gathered.fresh is not None and gathered.fresh.durations is not None:
        made["fresh"] = ahead_of(found, gathered.fresh.features[columns], gathered.fresh.durations)
    return made


def ahead_of(found: Timed, frame: pd.DataFrame, waited: np.ndarray) -> pd.DataFrame:
    """Of each who has waited so long: the risk within `ahead`, and the time expected.

    Returns
    -------
    Frame with ``risk`` and ``expected`` (out of ``within``), NaN where not waiting
    """
    made = pd.DataFrame(np.nan, index=range(len(frame)), columns=["risk", "expected"])
    steps = np.linspace(0, found.within, 8 * WITHIN + 1)
    held = np.flatnonzero(np.isfinite(waited))
    for start in range(0, len(held), BLOCK):
        at = held[start : start + BLOCK]
        rates = np.exp(found.model.log_rates(frame.iloc[at]))
        at_times = np.r_[0.0, found.ahead, steps] + waited[at][:, None]
        curves = hazards.survival(rates, found.ends, at_times)
        left = curves / np.maximum(curves[:, :1], 1e-300)
        made.loc[at, "risk"] = 1 - left[:, 1]
        made.loc[at, "expected"] = np.trapezoid(left[:, 2:], steps, axis=1)
    return made


def worths(found: Timed, gathered: Gathered) -> tuple[pd.DataFrame, str]:
    """Those waiting, the highest risk first, with what each is worth; and what that is, in words.

    Returns
    -------
    Frame with ``risk``, ``expected`` and ``worth``; the worth's name, empty where none is known
    """
    known, fresh, name = found.known, found.fresh, ""
    if gathered.current is not None:
        fresh, name = fresh.assign(worth=gathered.current["spend"].to_numpy()), say("past-spend")
    elif gathered.worth is not None:
        known, name = known.assign(worth=gathered.worth), str(gathered.p.worth)
        if len(fresh) and gathered.fresh is not None:
            fresh = fresh.assign(worth=gathered.fresh.worth)
    frame = pd.concat([part for part in (known, fresh) if len(part)] or [known])
    if "risk" not in frame:
        return frame, name
    frame = frame[frame["risk"].notna()].sort_values("risk", ascending=False, kind="stable")
    return frame, name
