"""Who will want what: item-to-item autoencoder, factors, co-purchase and popularity.

Each takes a sparse (users, items) matrix of what users did, and scores all items for a block of
users. `suggest` makes the lists, block by block, so that memory does not grow with the users.

References
----------
Steck (2019), "Embarrassingly shallow autoencoders for sparse data". WWW.
Steck (2020), "Autoencoders that don't overfit towards the identity". NeurIPS: ``dropout`` below.
Moon, Kim, Lee (2023), "It's enough: relaxing diagonal constraints in linear autoencoders for
recommendation". SIGIR: between the two sides, as ``user_side`` below.
Hu, Koren, Volinsky (2008), "Collaborative filtering for implicit feedback datasets". ICDM.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, Self

import numpy as np
from scipy import linalg, sparse

BLOCK_CELLS = 40_000_000  # scores held at a time by all threads together: 160 MB
TILE = 1024  # rows of a matrix that are turned at a time


class Recommender(Protocol):
    """What `suggest` needs of a model."""

    def fit(self, seen: sparse.csr_matrix) -> Self:
        """Learn from what users did, (users, items)."""

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """Score all items for users with these histories, (block, items) of float32."""


class Popularity:
    """The same for everybody: what most users bought.

    Attributes
    ----------
    buyers_ : (items,) users who bought each item
    """

    def fit(self, seen: sparse.csr_matrix) -> Self:
        """Count buyers."""
        self.buyers_ = np.asarray((seen > 0).sum(axis=0)).ravel().astype("float32")
        return self

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """The counts, for each user."""
        return np.tile(self.buyers_, (seen.shape[0], 1))


class CoPurchase:
    """Bought together: items that the buyers of a user's items bought as well.

    Attributes
    ----------
    similarity_ : (items, items) Jaccard overlap of their buyers, 0 on the diagonal
    """

    def fit(self, seen: sparse.csr_matrix) -> Self:
        """Count pairs."""
        ones = (seen > 0).astype("float32")
        both = (ones.T @ ones).tocoo()
        count = np.asarray(ones.sum(axis=0)).ravel()
        overlap = both.data / (count[both.row] + count[both.col] - both.data)
        overlap[both.row == both.col] = 0
        shape = both.shape
        self.similarity_ = sparse.csr_matrix((overlap, (both.row, both.col)), shape=shape)
        self.similarity_.eliminate_zeros()
        return self

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """Sum of the overlaps with the user's items."""
        return ((seen > 0).astype("float32") @ self.similarity_).toarray()

    def influence(self, having: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """What having each item says for the item beside it, (n,)."""
        return np.asarray(self.similarity_[having, wanted]).ravel()


class EASE:
    """Item-to-item linear autoencoder in closed form: each item explained by the others.

    Parameters
    ----------
    regularisation : added to the diagonal of the Gram matrix, in users
    dropout : the same, as a share of each item's own count: rare items are held back less
    user_weight : a user with n items counts as ``n ** -user_weight``; 0 counts all alike
    user_side : 0 explains each item by other items; 1 each user by other users, whose order of
        items needs no second inverse: it is that of the same one, not divided by its diagonal.
        Between, the two are mixed geometrically, and well-known items give way to others

    Attributes
    ----------
    weights_ : (items, items) float32; row j: what having item j says for each other item
    spread_ : (items,) float32; what an item leaves unexplained, over the geometric mean of all
    """

    def __init__(
        self, regularisation: float = 300.0, dropout: float = 0.3, user_weight: float = 0.0,
        user_side: float = 0.0,
    ) -> None:  # fmt: skip
        self.regularisation = regularisation
        self.dropout = dropout
        self.user_weight = user_weight
        self.user_side = user_side

    def fit(self, seen: sparse.csr_matrix) -> Self:
        """Solve for the weights: one Cholesky inverse of an (items, items) matrix, in its place.

        Memory is some 5 bytes for each pair of items.
        """
        rows = seen.astype("float32")
        mean = 1.0
        if self.user_weight:
            size = np.maximum(np.diff(seen.indptr), 1).astype("float64")
            weight = size ** (-2 * self.user_weight)
            mean = float((weight * size).sum() / size.sum())
            rows = sparse.diags_array(np.sqrt(weight).astype("float32")) @ rows
        gram = _gram(rows.tocsr())
        gram /= mean  # so that the regularisation is still told in users
        diagonal = gram.diagonal().copy()
        gram[np.diag_indices_from(gram)] += self.regularisation + self.dropout * diagonal + 1e-6
        self.weights_, left = _explained(gram)
        self.spread_ = np.exp(np.log(left) - np.log(left).mean()).astype("float32")
        side, self.user_side = self.user_side, 0.0
        return self.lean(side)

    def lean(self, user_side: float) -> Self:
        """Move towards the users' side, or back, without another fit."""
        if user_side != self.user_side:
            self.weights_ *= self.spread_ ** np.float32(user_side - self.user_side)
            self.user_side = user_side
        return self

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """Sum of what each item of a user says for the others."""
        return seen.astype("float32") @ self.weights_

    def influence(self, having: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """What having each item adds to the score of the item beside it, (n,)."""
        return self.weights_[having, wanted]


def _gram(rows: sparse.csr_matrix) -> np.ndarray:
    """``rows.T @ rows``, dense, without the sparse product ever standing beside it whole."""
    items = rows.shape[1]
    found = np.zeros((items, items), dtype="float32")  # filled row by row, as the parts come
    step = max(1, int(20_000_000 / max(rows.nnz / max(rows.shape[0], 1), 1) ** 2))
    for first in range(0, rows.shape[0], step):
        part = rows[first : first + step]
        both = (part.T @ part).tocoo()
        # A product of sparse matrices holds each place once.
        found[both.row, both.col] += both.data
    return found.T  # as LAPACK wants it


def _explained(gram: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``-P / diag(P)`` with a diagonal of 0, and diag(P); P inverts ``gram``, which is used up.

    In single precision, which a diagonal of 1 bears: the regularisation keeps it well conditioned.
    """
    scale = 1 / np.sqrt(gram.diagonal())
    gram *= scale
    gram *= scale[:, None]
    factor, info = linalg.lapack.spotrf(gram, lower=1, overwrite_a=1, clean=1)
    if info == 0:
        inverse, info = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if info != 0:
        raise np.linalg.LinAlgError(f"the Gram matrix is not positive definite (item {abs(info)})")
    weights = inverse.T  # only the lower triangle holds the inverse, in its columns
    for first in range(0, len(weights), TILE):
        rows = slice(first, first + TILE)
        weights[rows, rows] = np.triu(weights[rows, rows]) + np.triu(weights[rows, rows], 1).T
        weights[first + TILE :, rows] = weights[rows, first + TILE :].T
    left = weights.diagonal().astype("float64") * scale.astype("float64") ** 2
    weights *= (-scale / left).astype("float32")
    weights *= scale[:, None]
    np.fill_diagonal(weights, 0)
    return weights, left


class ALS:
    """Factors by alternating least squares, for catalogues beyond a closed form.

    Attributes
    ----------
    items_ : (items, factors) float32
    """

    def __init__(
        self, factors: int = 64, regularisation: float = 20.0, alpha: float = 2.0,
        iterations: int = 12, seed: int = 1,
    ) -> None:  # fmt: skip
        self.factors = factors
        self.regularisation = regularisation
        self.alpha = alpha
        self.iterations = iterations
        self.seed = seed

    def fit(self, seen: sparse.csr_matrix) -> Self:
        """Alternate between users and items."""
        from implicit.cpu.als import AlternatingLeastSquares

        self.model_ = AlternatingLeastSquares(
            factors=self.factors, regularization=self.regularisation, alpha=self.alpha,
            iterations=self.iterations, random_state=self.seed, num_threads=1,
        )  # fmt: skip
        self.model_.fit(seen.astype("float32"), show_progress=False)
        self.items_ = self.model_.item_factors
        return self

    def restore(self, items: np.ndarray) -> Self:
        """Take the factors of items as they were saved; histories are folded in as before."""
        self.fit(sparse.csr_matrix((1, len(items)), dtype="float32"))
        self.model_.item_factors = self.items_ = items
        # Made anew from the factors when a history is folded in.
        self.model_._YtY = self.model_._XtX = None
        return self

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """Fold each history in, and multiply."""
        users = self.model_.recalculate_user(np.arange(seen.shape[0]), seen.astype("float32"))
        return users.reshape(seen.shape[0], -1) @ self.items_.T

    def influence(self, having: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """How near each item is to the item beside it: the cosine of their factors, (n,)."""
        length = np.maximum(np.linalg.norm(self.items_, axis=1), 1e-30)
        dot = np.einsum("ij,ij->i", self.items_[having], self.items_[wanted])
        return dot / (length[having] * length[wanted])


def suggest(
    model: Recommender,
    seen: sparse.csr_matrix,
    k: int,
    *,
    known: sparse.csr_matrix | None = None,
    allowed: np.ndarray | None = None,
    adjust: Callable[[np.ndarray], np.ndarray] | None = None,
    threads: int | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """The k best items for each user.

    Parameters
    ----------
    seen : (users, items) histories the scores are made from
    known : (users, items) not to be suggested again; ``seen`` unless given
    allowed : (items,) of bool; items that may be suggested, all unless given
    adjust : changes a block of scores, (block, items), such as by margin
    threads : all cores unless given; the lists are the same

    Returns
    -------
    lists : (users, k) item numbers, best first; -1 where nothing is left
    scores : (users, k) float32; -inf there
    """
    known = seen if known is None else known
    users, items = seen.shape
    threads = threads or os.cpu_count() or 1
    block = max(1, min(2000, BLOCK_CELLS // max(items, 1) // threads))
    lists = np.full((users, k), -1, dtype="int64")
    scores = np.full((users, k), -np.inf, dtype="float32")

    def one(first: int) -> None:
        rows = slice(first, min(first + block, users))
        found = np.asarray(model.score(seen[rows]), dtype="float32")
        if adjust is not None:
            found = adjust(found)
        if allowed is not None:
            found[:, ~allowed] = -np.inf
        mine = known[rows]
        found[np.repeat(np.arange(mine.shape[0]), np.diff(mine.indptr)), mine.indices] = -np.inf
        lists[rows], scores[rows] = _best(found, k)

    if 0 < users <= block:  # threads would take longer to begin than one customer's list
        one(0)
        return lists, scores
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, range(0, users, block)))
    return lists, scores


def _best(scores: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The k best of each row, ties by item number, so that no run differs from another."""
    kept = min(k, scores.shape[1])
    last = np.partition(scores, -kept, axis=1)[:, -kept]
    lists = np.full((len(scores), k), -1, dtype="int64")
    values = np.full((len(scores), k), -np.inf, dtype="float32")
    among = scores >= last[:, None]
    clear = np.isfinite(last) & (np.count_nonzero(among, axis=1) == kept)
    mine = among if clear.all() else among[clear]
    at = (np.flatnonzero(mine) % scores.shape[1]).reshape(-1, kept)
    found = scores[np.flatnonzero(clear)[:, None], at]
    order = np.argsort(-found, axis=1, kind="stable")
    lists[clear, :kept] = np.take_along_axis(at, order, axis=1)
    values[clear, :kept] = np.take_along_axis(found, order, axis=1)
    for row in np.flatnonzero(~clear):  # ties at the end of a list, or too few to fill it
        line, least = scores[row], last[row]
        at = np.flatnonzero(line >= least) if np.isfinite(least) else np.flatnonzero(line > -np.inf)
        order = at[np.argsort(-line[at], kind="stable")][:kept]
        lists[row, : len(order)], values[row, : len(order)] = order, line[order]
    return lists, values
