"""Rankings: how good a list of suggestions is, user by user, so that users can be resampled.

Everything takes the lists as (users, k) item numbers, -1 where a list is shorter, and what turned
out to be relevant as a sparse (users, items) matrix.

References
----------
Järvelin, Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques".
Vargas, Castells (2011), "Rank and relevance in novelty and diversity metrics".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

MOST_PAIRED = 5_000  # items whose likeness is held for all pairs at a time: 200 MB


@dataclass(frozen=True)
class Accuracy:
    """Measures of each user who has something relevant, (n,) each.

    Attributes
    ----------
    users : (n,) rows of the matrix they stand for
    average_precision : precision at each hit, summed, over the number of relevant items
    ndcg : discounted gain of the hits over that of the best possible list
    precision : hits over k
    recall : hits over relevant items
    hit : 1 where the list holds a relevant item
    """

    users: np.ndarray
    average_precision: np.ndarray
    ndcg: np.ndarray
    precision: np.ndarray
    recall: np.ndarray
    hit: np.ndarray


def accuracy(lists: np.ndarray, relevant: sparse.csr_matrix) -> Accuracy:
    """How well each user's list foresaw what turned out to be relevant.

    Parameters
    ----------
    lists : (users, k) item numbers, best first; -1 for an empty place
    relevant : (users, items), not zero where an item is relevant

    Returns
    -------
    Measures of the users with at least one relevant item

    >>> from scipy import sparse
    >>> found = accuracy(np.array([[0, 1, 2]]), sparse.csr_matrix([[1, 0, 1, 1]]))
    >>> round(float(found.average_precision[0]), 4)  # (1/1 + 2/3) / 3
    0.5556
    """
    k = lists.shape[1]
    counts = np.diff(relevant.indptr)
    users = np.flatnonzero(counts)
    lists, counts = lists[users], counts[users]
    hits = _hits(lists, users, relevant)
    places = np.arange(1, k + 1)
    discount = 1 / np.log2(places + 1)
    best = np.cumsum(discount)[np.minimum(counts, k) - 1]
    return Accuracy(
        users=users,
        average_precision=(hits * np.cumsum(hits, axis=1) / places).sum(axis=1) / counts,
        ndcg=hits @ discount / best,
        precision=hits.mean(axis=1),
        recall=hits.sum(axis=1) / counts,
        hit=hits.any(axis=1).astype("float64"),
    )


def _hits(lists: np.ndarray, users: np.ndarray, relevant: sparse.csr_matrix) -> np.ndarray:
    """Whether each place holds a relevant item, as 0 and 1."""
    width = relevant.shape[1]
    of_row = np.repeat(np.arange(relevant.shape[0]), np.diff(relevant.indptr))
    known = of_row.astype("int64") * width + relevant.indices
    asked = users[:, None].astype("int64") * width + lists
    return (np.isin(asked, known) & (lists >= 0)).astype("float64")


def coverage(lists: np.ndarray, items: int) -> float:
    """Share of the catalogue that is suggested to somebody, 0 to 1."""
    return len(np.unique(lists[lists >= 0])) / items


def novelty(lists: np.ndarray, buyers: np.ndarray, users: int) -> np.ndarray:
    """How little known each user's suggestions are: mean of -log2 of the share of users who bought.

    Parameters
    ----------
    buyers : (items,) users who bought each item; an item nobody bought counts as one buyer
    users : number of users behind ``buyers``

    Returns
    -------
    (users,) bits; nan for an empty list
    """
    surprise = -np.log2(np.maximum(buyers, 1) / users)
    return _mean_of_places(np.where(lists >= 0, surprise[lists], np.nan))


def diversity(lists: np.ndarray, items: sparse.csr_matrix) -> np.ndarray:
    """How different the suggestions of one list are: one minus the mean cosine of its pairs.

    Parameters
    ----------
    items : (items, features) what items are like: who bought them, or their attributes

    Returns
    -------
    (users,) 0 (all alike) to 1; nan for lists of fewer than two
    """
    listed = np.unique(lists[lists >= 0])
    if len(listed) > MOST_PAIRED:
        halves = np.array_split(np.arange(len(lists)), 2)
        if len(lists) < 2:
            raise ValueError(f"a list holds more than {MOST_PAIRED} items")
        return np.concatenate([diversity(lists[half], items) for half in halves])
    cosine = _cosines(items[listed])
    place = np.searchsorted(listed, lists)
    found = np.full(len(lists), np.nan)
    step = max(1, 2_000_000 // max(lists.shape[1], 1) ** 2)
    for first in range(0, len(lists), step):
        rows = slice(first, first + step)
        there = (lists[rows] >= 0).astype("float64")
        at = np.where(lists[rows] >= 0, place[rows], 0)
        if not len(listed):
            continue
        pairs = cosine[at[:, :, None], at[:, None, :]] * there[:, :, None] * there[:, None, :]
        alone = np.einsum("ijj->i", pairs)
        count = there.sum(axis=1)
        several = count >= 2
        between = pairs.sum(axis=(1, 2)) - alone
        found[rows] = np.where(several, 1 - between / np.maximum(count * (count - 1), 1), np.nan)
    return found


def _cosines(items: sparse.csr_matrix) -> np.ndarray:
    """Cosine of each pair of items, dense."""
    norms = np.sqrt(np.asarray(items.multiply(items).sum(axis=1)).ravel())
    dot = (items @ items.T).toarray().astype("float64")
    return dot / np.maximum(np.outer(norms, norms), 1e-300)


def _mean_of_places(values: np.ndarray) -> np.ndarray:
    count = np.isfinite(values).sum(axis=1)
    total = np.nansum(values, axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
