"""The segmentation itself: clean, transform, select, scale; choose how many; fit; assign.

Everything runs on one thread from rows sorted by customer: the same orders give the same segments
whatever the order of rows or the number of cores.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import PowerTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from taller.controls.progress import following
from taller.development.clustering.features import Customers
from taller.development.clustering.messages import say
from taller.development.clustering.model.agreement import adjusted_rand, overlaps_of
from taller.development.clustering.model.structure import REDRAWS, between, by_orders, redraw
from taller.development.clustering.params import Params
from taller.development.clustering.result import Candidate, Dropped, Grouping, Structure
from taller.looked import Looked
from taller.measurement import estimates
from taller.phase import Estimate

SKEWED = 1.0  # absolute skewness above which a feature is transformed
ALIKE = 0.95  # absolute rank correlation from which one feature says what another does
TAIL = 0.01  # share of each tail pulled in
SAMPLE = 4000  # customers drawn for choosing the number of segments


class Asked(TransformerMixin, BaseEstimator):
    """The columns that were asked for; those left aside are remembered."""

    def __init__(self, columns: tuple[str, ...]) -> None:
        self.columns = columns

    def fit(self, frame: pd.DataFrame, y: object = None) -> Asked:
        """Remember which others there are."""
        self.aside_ = [column for column in frame if column not in self.columns]
        return self

    def transform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The columns asked for, in the frame's order."""
        return frame[[column for column in frame if column in self.columns]]


class Winsorise(TransformerMixin, BaseEstimator):
    """Pull each tail in to a quantile learned once, so that one bulk order is not a segment."""

    def __init__(self, share: float = TAIL) -> None:
        self.share = share

    def fit(self, frame: pd.DataFrame, y: object = None) -> Winsorise:
        """Learn the two quantiles of each column."""
        self.low_, self.high_ = frame.quantile(self.share), frame.quantile(1 - self.share)
        return self

    def transform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Columns between their quantiles."""
        return frame.clip(self.low_, self.high_, axis=1)


class Unskew(TransformerMixin, BaseEstimator):
    """Yeo-Johnson transform of the skewed columns, the others as they are."""

    def __init__(self, above: float = SKEWED) -> None:
        self.above = above

    def fit(self, frame: pd.DataFrame, y: object = None) -> Unskew:
        """Learn which columns are skewed, and their transform."""
        skewed = [c for c in frame if frame[c].nunique() > 1 and abs(frame[c].skew()) > self.above]
        self.transformers_ = {
            c: PowerTransformer(standardize=False).fit(frame[[c]].to_numpy()) for c in skewed
        }
        return self

    def transform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Columns with the skewed ones transformed."""
        frame = frame.copy()
        for column, transformer in self.transformers_.items():
            frame[column] = transformer.transform(frame[[column]].to_numpy())[:, 0]
        return frame


class Informative(TransformerMixin, BaseEstimator):
    """Keep the columns that can tell customers apart, and remember why the others went.

    Parameters
    ----------
    min_share : a column is near constant when fewer than this share differ from its commonest value
    alike : absolute rank correlation with an earlier column from which a column is redundant
    """

    def __init__(self, min_share: float = 0.02, alike: float = ALIKE) -> None:
        self.min_share = min_share
        self.alike = alike

    def fit(self, frame: pd.DataFrame, y: object = None) -> Informative:
        """Learn which columns to keep."""
        self.dropped_: dict[str, tuple[str, str | float]] = {}
        self.kept_: list[str] = []
        ranks = frame.rank()
        for column in frame:
            commonest = frame[column].value_counts(normalize=True, sort=False).max()
            if commonest == 1 or 1 - commonest < self.min_share:
                self.dropped_[column] = ("constant", float(commonest))
                continue
            near = [c for c in self.kept_ if abs(ranks[c].corr(ranks[column])) > self.alike]
            if near:
                self.dropped_[column] = ("redundant", near[0])
            else:
                self.kept_.append(column)
        return self

    def transform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The columns kept."""
        return frame[self.kept_]


@dataclass(frozen=True)
class Prepared(Looked):
    """Customers in the space where they are grouped: each feature with mean 0 and deviation 1.

    Attributes
    ----------
    space : (n, features used); no columns where none tells customers apart
    customers : the same in actual figures
    """

    pipeline: Pipeline
    space: pd.DataFrame
    customers: Customers

    @property
    def used(self) -> list[str]:
        """Features the segments rest on."""
        return list(self.space.columns)

    @property
    def dropped(self) -> list[Dropped]:
        """Features left out, and why."""
        aside = [Dropped(feature=f, reason=say("unasked")) for f in self.pipeline["ask"].aside_]
        return aside + [
            Dropped(feature=column, reason=_reason(kind, detail))
            for column, (kind, detail) in self.pipeline["select"].dropped_.items()
        ]


@dataclass(frozen=True)
class Choice(Looked):
    """How many segments: what was tried, what was chosen, and how firm each segment is.

    Attributes
    ----------
    grouping : whether the segments chosen are groups apart; None for a single one
    by_stability : whether the number chosen is stable, or only the least unstable
    merged : how many segments `model.small.merge_small` made one
    alike : why all customers are one segment, where they are
    """

    candidates: list[Candidate]
    segments: int
    centres: np.ndarray
    overlaps: list[Estimate]
    grouping: Grouping | None
    by_stability: bool = True
    merged: int = 0
    alike: str = ""

    @property
    def stability(self) -> Estimate | None:
        """Stability of the number chosen; None for a single segment."""
        return next((c.stability for c in self.candidates if c.segments == self.segments), None)

    @property
    def structure(self) -> Structure:
        """What the segments are: see `clustering.Structure`."""
        if self.alike:
            return "alike"
        if not self.by_stability:
            return "unstable"
        return "groups" if self.grouping and self.grouping.natural else "degrees"


@dataclass(frozen=True)
class Model(Looked):
    """Fitted segments, numbered from 1, highest typical value first.

    Attributes
    ----------
    centres : (k, features), in the order of the numbers
    numbers : the number of each centre where several share one
    minimum : fewest customers of a group that may be told of
    """

    pipeline: Pipeline
    centres: np.ndarray
    numbers: tuple[int, ...] | None = None
    minimum: int = 1

    def assign(self, frame: pd.DataFrame) -> pd.Series:
        """Segment number of each customer, at whatever date the frame describes them."""
        if frame.empty:
            return pd.Series([], index=frame.index, dtype="int64")
        space = self.pipeline.transform(frame).to_numpy()
        numbers = np.array(self.numbers or range(1, len(self.centres) + 1))
        return pd.Series(numbers[_nearest(space, self.centres)], index=frame.index)


def prepare(customers: Customers, p: Params) -> Prepared:
    """Clean, transform, select and scale as one fitted pipeline."""
    pipeline = Pipeline(
        [
            ("ask", Asked(p.features)),
            ("clean", Winsorise(TAIL)),
            ("transform", Unskew()),
            ("select", Informative(p.min_share)),
        ]
    )
    selected = pipeline.fit_transform(customers.frame)
    if selected.shape[1]:
        pipeline.steps.append(("scale", StandardScaler().set_output(transform="pandas")))
        selected = pipeline["scale"].fit_transform(selected)
    return Prepared(pipeline, selected, customers)


def choose(prepared: Prepared, p: Params, seed: int) -> Choice:
    """Try each number of segments on resamples of the customers, and keep the most that hold.

    For each number, k-means fits a reference and one model per bootstrap resample; the adjusted
    Rand index says how far the resample's model puts the same customers together. A number is
    admissible when that interval stays above ``min_stability``, every segment is found again (its
    overlap with its best match is on average ``min_stability`` or more) and none is below
    ``min_share``. The overlap is asked for since splitting one of several clear groups at random
    leaves the Rand index high. Chosen is the largest admissible number whose segments are groups
    apart (`model.structure`); else the largest admissible; else the most stable. Customers
    with fewer different ways of buying than ``min_segments`` are one segment.

    References
    ----------
    Ben-Hur, Elisseeff and Guyon (2002), "A stability based method for discovering structure in
    clustered data". Hennig (2007), "Cluster-wise assessment of cluster stability".
    """
    rows = _sample(len(prepared.space), SAMPLE, estimates.generator(seed, "choose"))
    space = prepared.space.to_numpy()[rows]
    distinct = len(prepared.space.iloc[rows].drop_duplicates()) if prepared.used else 1
    if distinct < p.min_segments:
        return one_group(prepared, say("alike", n=len(prepared.space), distinct=distinct))
    rng = estimates.generator(seed, "redraws")
    redrawn = [_redrawn(prepared, rows, rng) for _draw in range(REDRAWS)]
    tried: dict[int, tuple[Candidate, np.ndarray, list[Estimate]]] = {}
    with threadpool_limits(1):
        numbers = range(p.min_segments, min(p.max_segments, distinct) + 1)
        for k in following(numbers, "segments"):
            tried[k] = _try(space, redrawn, k, p, seed)
    candidates = [candidate for candidate, *_rest in tried.values()]
    stable = [c for c in candidates if c.admissible]
    apart = [c for c in stable if c.apart]
    best = (apart or stable or [_most_stable(candidates)])[-1]
    _candidate, centres, overlaps = tried[best.segments]
    grouping = Grouping(between=best.between, natural=best.apart)
    return Choice(candidates, best.segments, centres, overlaps, grouping, bool(stable))


def one_group(prepared: Prepared, reason: str) -> Choice:
    """All customers as one segment, and why."""
    centre = prepared.space.to_numpy().mean(axis=0, keepdims=True)
    whole = Estimate.exact(1.0, unit="index", n=len(prepared.space), method=reason)
    return Choice([], 1, centre, [whole], None, alike=reason)


def fit(prepared: Prepared, choice: Choice, customers: Customers) -> tuple[Model, Choice]:
    """Segments of all customers, starting from the reference of the number chosen.

    Returns the model with the choice re-ordered to match: segment 1 has the highest typical value.
    """
    space, centres = prepared.space.to_numpy(), choice.centres
    if not choice.alike:
        with threadpool_limits(1):
            centres = _kmeans(len(centres), init=centres).fit(space).cluster_centers_
    labels = _nearest(space, centres)
    typical = customers.frame["monetary"].groupby(labels).median()
    order = sorted(range(len(centres)), key=lambda s: (-typical.get(s, -1.0), centres[s].tolist()))
    arranged = replace(
        choice, centres=choice.centres[order], overlaps=[choice.overlaps[s] for s in order]
    )
    return Model(prepared.pipeline, centres[order]), arranged


def _redrawn(prepared: Prepared, rows: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Customers drawn anew, in a space of their own: the tails learned before would cut them."""
    drawn = redraw(prepared.customers.frame.iloc[rows], rng)
    if prepared.customers.clock is not None:
        drawn = by_orders(drawn, prepared.customers.clock)
    unskewed = Unskew().fit_transform(Winsorise(TAIL).fit_transform(drawn[prepared.used]))
    return StandardScaler().set_output(transform="pandas").fit_transform(unskewed)


def _try(
    space: np.ndarray, redrawn: list[pd.DataFrame], k: int, p: Params, seed: int
) -> tuple[Candidate, np.ndarray, list[Estimate]]:
    rng = estimates.generator(seed, "resamples", k)
    reference = _kmeans(k, seed=seed, starts=10).fit(space)
    labels = _nearest(space, reference.cluster_centers_)
    found_again, overlap = [], []
    for _resample in range(p.resamples):
        drawn = space[rng.integers(0, len(space), len(space))]
        model = _kmeans(k, seed=int(rng.integers(2**31)), starts=3).fit(drawn)
        other = _nearest(space, model.cluster_centers_)
        both = np.bincount(labels * k + other, minlength=k * k).reshape(k, k)
        found_again.append(adjusted_rand(both))
        overlap.append(overlaps_of(both))
    stability = _resampled(found_again, rng)
    overlaps = [_resampled(column, rng) for column in np.transpose(overlap)]
    smallest = float(np.bincount(labels, minlength=k).min() / len(labels))
    weakest = min(found.value for found in overlaps)
    gap = between(redrawn, labels)
    candidate = Candidate(
        segments=k,
        stability=stability,
        between=gap,
        apart=gap.high < 1,
        smallest_share=smallest,
        weakest_overlap=weakest,
        admissible=min(stability.low, weakest) >= p.min_stability and smallest >= p.min_share,
    )
    return candidate, reference.cluster_centers_, overlaps


def _resampled(values: Sequence[float], rng: np.random.Generator) -> Estimate:
    # Where all but one agree, hardly any resample has a spread to measure its mean in, and the
    # interval runs to -1: it ends at what was seen.
    seen = (float(min(values)), float(max(values)))
    found = estimates.mean(values, rng, unit="index", within=seen)
    return found.model_copy(update={"method": say("method.stability", draws=len(values))})


def _most_stable(candidates: list[Candidate]) -> Candidate:
    return max(candidates, key=lambda c: (c.stability.value, -c.segments))


def _kmeans(
    k: int, *, init: np.ndarray | None = None, seed: int = 0, starts: int = 1
) -> _QuietKMeans:
    if init is not None:
        return _QuietKMeans(k, init=init, n_init=1)
    return _QuietKMeans(k, n_init=starts, random_state=seed % 2**32)


class _QuietKMeans(KMeans):
    """k-means that takes it calmly when a resample holds fewer different customers than k."""

    def fit(self, X: np.ndarray, y: object = None, sample_weight: object = None) -> _QuietKMeans:  # noqa: N803
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return super().fit(X)


def _nearest(space: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The nearest centre of each row; a tie goes to the first."""
    distances = [np.square(space - centre).sum(axis=1) for centre in centres]
    return np.argmin(np.stack(distances, axis=1), axis=1)


def _sample(n: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """Places of at most ``size`` of ``n`` customers, in order."""
    return np.arange(n) if n <= size else np.sort(rng.choice(n, size, replace=False))


def _reason(kind: str, detail: str | float) -> str:
    if kind == "constant":
        return say("constant", share=float(detail))
    return say("redundant", other=say(f"feature.{detail}"))
