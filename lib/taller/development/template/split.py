"""Splits: later rows test what earlier rows taught; where there is no time, no subject straddles.

Where time exists it goes before all else: the same customer may be learned from at an earlier date
and tested at a later one, as in use. Without time, all rows of a subject are on one side.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from taller.development.template.messages import say
from taller.development.template.protocol import Rows, Sealed, Split
from taller.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASSES = 20  # a target of at most so many values is kept in proportion
FEWEST = 20  # rows without which there is nothing to split
FEWEST_SUBJECTS = 8


def choose(rows: Rows, *, test_share: float, folds: int, seed: int) -> Split:
    """The split that these rows ask for: by time, else by group, else stratified.

    Parameters
    ----------
    test_share : share of the rows to test on, 0 to 1
    folds : parts of the rest that are validated on in turn (by time: at most 3, always forward)

    Raises
    ------
    AnalysisError
        If there are fewer than 20 rows.
    """
    if len(rows) < FEWEST:
        raise AnalysisError(say("too-few-rows", n=len(rows), least=FEWEST))
    if rows.when is not None and len(np.unique(rows.when)) > 1:
        return by_time(rows, test_share=test_share, folds=folds)
    return at_random(rows, test_share=test_share, folds=folds, seed=seed)


def by_time(rows: Rows, *, test_share: float, folds: int = 2) -> Split:
    """The last rows test; before them, each of the last parts is validated on by what precedes it.

    Rows of the same moment stay together. With a handful of moments (cut-off dates) each is a part.
    """
    order = np.argsort(rows.when, kind="stable")
    moments = rows.when[order]
    unique = np.unique(moments)
    if len(unique) <= 12:
        cut = unique[-1]
    else:
        cut = moments[min(int(len(rows) * (1 - test_share)), len(rows) - 1)]
    is_test = rows.when >= cut
    train, test = rows.take(~is_test), rows.take(is_test)
    details = {"cut": cut, "first": unique[0], "last": unique[-1]}
    if len(np.unique(train.when)) < 2:
        # A single earlier moment: time cannot order folds within it.
        return Split(train, dealt(train, max(2, folds), 0), Sealed(test), "time", details)
    return Split(train, tuple(_forward(train.when, folds)), Sealed(test), "time", details)


def _forward(when: np.ndarray, folds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Folds that go forward: what comes before teaches, the next part validates."""
    unique = np.unique(when)
    parts = min(folds, 3, len(unique) - 1)
    if len(unique) <= 12:
        ends = [*unique[-parts:], None]
    else:
        ordered = np.sort(when)
        shares = np.linspace(0.6, 1, parts + 1)[:-1]
        starts = np.unique([ordered[int(len(when) * share)] for share in shares])
        ends = [*starts[starts > unique[0]], None]
    for start, end in pairwise(ends):
        held = when >= start if end is None else (when >= start) & (when < end)
        yield np.flatnonzero(when < start), np.flatnonzero(held)


def at_random(rows: Rows, *, test_share: float, folds: int, seed: int) -> Split:
    """Drawn by lot: whole subjects where they repeat, else in proportion to the target's values.

    Raises
    ------
    AnalysisError
        If there are fewer than 8 subjects.
    """
    count = max(2, round(1 / test_share))
    fit, test = dealt(rows, count, seed)[0]
    train = rows.take(fit)
    subjects = len(np.unique(rows.subjects))
    if subjects < FEWEST_SUBJECTS:
        raise AnalysisError(say("too-few-subjects", n=subjects, least=FEWEST_SUBJECTS))
    grouped = subjects < len(rows)
    few = len(np.unique(rows.target)) <= CLASSES
    how = "group" if grouped else "stratified" if few else "random"
    return Split(train, dealt(train, folds, seed + 1), Sealed(rows.take(test)), how)


def dealt(rows: Rows, folds: int, seed: int) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Folds drawn by lot; no subject is on both sides, values of the target in proportion.

    Subjects count in the order they come in, not in that of their names: pseudonyms differ from
    one salt to the next, and the draw must not.
    """
    of_subject, subjects = pd.factorize(rows.subjects)
    folds = min(folds, len(subjects))
    draw = np.random.default_rng([seed, 0x5917])
    few = len(np.unique(rows.target)) <= CLASSES
    largest = np.full(len(subjects), -np.inf)
    np.maximum.at(largest, of_subject, rows.target)
    level = largest if few else np.zeros(len(subjects))
    # Shuffled, then sorted by value of the target: dealing them out keeps the proportions.
    order = draw.permutation(len(subjects))
    order = order[np.argsort(level[order], kind="stable")]
    place = np.empty(len(subjects), dtype=int)
    place[order] = np.arange(len(subjects)) % folds
    fold = place[of_subject]
    return tuple((np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(folds))
