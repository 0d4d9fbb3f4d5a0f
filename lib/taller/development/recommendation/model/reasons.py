"""Why an item is suggested, and whom an item that nobody bought yet would suit.

A suggestion's score is a sum over what the customer bought or looked at; "because you bought" names
the item that adds most. An item without sales has no such weights: it borrows the mean of those of
the items most like it in category, brand and price. How far that can be trusted is measured on
items with sales that are treated as if they had none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from taller.development.recommendation.features import ATTRIBUTES, Catalogue, Gathered, Past
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.models import BLOCK_CELLS, Popularity
from taller.development.recommendation.model.rules import Applied, Rules
from taller.development.recommendation.model.training import fit
from taller.looked import Looked
from taller.measurement import estimates
from taller.phase import Estimate

NEIGHBOURS = 10  # items with sales that a new one borrows from
TRIED = 40  # items with sales that are treated as new, at most
FEW_BUYERS = 5  # below which an item treated as new is not measured
PRICE_STEPS = 5
TOGETHER, CLEARLY = 5, 3.0  # customers of a reason; standard deviations above chance


@dataclass(frozen=True)
class NewItems:
    """Items of the catalogue that nobody bought, and the customers they suit best.

    Attributes
    ----------
    items : (new,) item numbers
    nearest : (new,) number of the item with sales that each resembles most
    customers : (new, n) numbers of customers, best first; -1 where there is none
    ranking : AUROC of real buyers for items treated as new; None where too few could be tried
    """

    items: np.ndarray
    nearest: np.ndarray
    customers: np.ndarray
    ranking: Estimate | None

    @property
    def told(self) -> bool:
        """Whether items treated as new found their buyers better than chance."""
        return self.ranking is not None and self.ranking.low > 0.5


@dataclass(frozen=True)
class Explained(Looked):
    """Reasons of the suggestions.

    Attributes
    ----------
    because : (users, k) item that speaks most for each suggestion; -1 where purchases carry none
    new : None where there are no attributes to tell them by, or no model
    """

    applied: Applied
    because: np.ndarray
    new: NewItems | None

    def was_bought(self, rows: slice) -> np.ndarray:
        """(rows, k) of bool: whether the reason was bought, and not only looked at."""
        now = self.applied.trained.gathered.now
        assert now is not None
        bought, wide = now.bought[rows], now.bought.shape[1]
        owner = np.repeat(np.arange(bought.shape[0], dtype="int64"), np.diff(bought.indptr))
        asked = np.arange(bought.shape[0], dtype="int64")[:, None] * wide + self.because[rows]
        return np.isin(asked, owner * wide + bought.indices) & (self.because[rows] >= 0)


def explain(applied: Applied | None, seed: int) -> Explained | None:
    """Reasons for every suggestion, and customers for new items; None without suggestions."""
    if applied is None:
        return None
    found = because(applied.model.model, applied.seen, applied.lists)
    now = applied.trained.gathered.now
    assert now is not None
    found = carried(found, applied.lists, applied.seen, now.bought)
    return Explained(applied, found, _new_items(applied, seed))


def carried(
    because: np.ndarray, lists: np.ndarray, seen: sparse.csr_matrix, bought: sparse.csr_matrix
) -> np.ndarray:
    """The reasons that purchases carry; -1 for the others.

    Whoever had the one must have bought the other clearly more often than if that went by chance,
    and at least `TOGETHER` of them.

    Parameters
    ----------
    because, lists : (users, k) reason and suggestion
    seen, bought : (users, items) what reasons are taken from, and what was bought
    """
    return held_by(borne(seen, bought), because, lists)


def borne(seen: sparse.csr_matrix, bought: sparse.csr_matrix) -> sparse.csr_matrix:
    """Which item is a reason that purchases carry, and for which, (items, items) of bool."""
    had, got = (seen > 0).astype("float32"), (bought > 0).astype("float32")
    both = (had.T @ got).tocoo()
    n = max(1, int((had.getnnz(axis=1) > 0).sum()))
    expected = had.getnnz(axis=0)[both.row] * got.getnnz(axis=0)[both.col] / n
    clear = (both.data >= TOGETHER) & (both.data > expected + CLEARLY * np.sqrt(expected))
    pairs = (both.row[clear], both.col[clear])
    return sparse.csr_matrix((np.ones(len(pairs[0]), dtype=bool), pairs), shape=both.shape)


def held_by(borne: sparse.csr_matrix, because: np.ndarray, lists: np.ndarray) -> np.ndarray:
    """The reasons that stand in such a matrix; -1 for the others."""
    there = (because >= 0) & (lists >= 0)
    kept = because.copy()
    if there.any():
        clear = np.asarray(borne[because[there], lists[there]]).ravel()
        kept[there] = np.where(clear, because[there], -1)
    return kept


def because(model: Any, seen: sparse.csr_matrix, lists: np.ndarray) -> np.ndarray:
    """The item of each history that adds most to each suggestion.

    Returns
    -------
    (users, k) item numbers; -1 where none adds anything
    """
    found = np.full(lists.shape, -1, dtype="int64")
    if isinstance(model, Popularity):
        return found
    k = lists.shape[1]
    longest = int(np.diff(seen.indptr).max(initial=1))
    step = max(1, BLOCK_CELLS // 8 // max(longest * k, 1))
    for first in range(0, seen.shape[0], step):
        rows = seen[first : first + step]
        found[first : first + step] = _strongest(model, rows, lists[first : first + step])
    return found


def _strongest(model: Any, rows: sparse.csr_matrix, lists: np.ndarray) -> np.ndarray:
    if not rows.nnz:  # which a sparse matrix of influences cannot be asked about
        return np.full(lists.shape, -1, dtype="int64")
    size = np.diff(rows.indptr)
    who = np.repeat(np.arange(rows.shape[0]), size)
    listed = lists[who]
    added = model.influence(np.repeat(rows.indices, lists.shape[1]), listed.ravel())
    added = added.reshape(listed.shape) * rows.data[:, None]
    added = np.where((listed >= 0) & (listed != rows.indices[:, None]), added, -np.inf)
    found = np.full(lists.shape, -1, dtype="int64")
    some = np.flatnonzero(size)
    starts = rows.indptr[:-1][some]
    if not len(starts):
        return found
    most = np.maximum.reduceat(added, starts, axis=0)
    # The first place in each history that reaches the most.
    at = np.where(added == np.repeat(most, size[some], axis=0),
                  np.arange(len(added))[:, None], len(added))  # fmt: skip
    place = np.minimum(np.minimum.reduceat(at, starts, axis=0), len(added) - 1)
    found[some] = np.where(most > 0, rows.indices[place], -1)
    return found


def likeness(catalogue: Catalogue, of: np.ndarray, to: np.ndarray) -> np.ndarray:
    """Share of attributes that items have in common: category, brand, and fifth by price.

    Returns
    -------
    (of, to) 0 to 1
    """
    held = [catalogue.codes(name) for name in ATTRIBUTES if catalogue.knows(name)]
    price = catalogue.frame["price"].to_numpy("float64")
    if np.isfinite(price).any():
        edges = np.nanquantile(price, np.linspace(0, 1, PRICE_STEPS + 1)[1:-1])
        step = np.searchsorted(edges, price)
        missing = ~np.isfinite(price)
        held.append(np.where(missing, PRICE_STEPS + np.arange(len(price)), step))
    if not held:
        return np.zeros((len(of), len(to)))
    return np.mean([codes[of][:, None] == codes[to][None, :] for codes in held], axis=0)


def borrowed(
    catalogue: Catalogue, model: Any, new: np.ndarray, sold: np.ndarray, buyers: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of new items, from the sold ones most like them (of these the best-sellers first).

    Returns
    -------
    weights : (items, new) what having an item says for each new one
    nearest : (new,) the most like
    """
    like = likeness(catalogue, new, sold)
    order = np.lexsort((-np.broadcast_to(buyers[sold], like.shape), -like), axis=1)
    near = order[:, :NEIGHBOURS]
    items = np.arange(len(catalogue))
    weights = np.zeros((len(catalogue), len(new)), dtype="float32")
    for column, places in enumerate(near):
        kin = sold[places]
        share = np.take_along_axis(like[column], places, 0) + 1e-6
        each = [model.influence(items, np.full(len(items), one)) for one in kin]
        # The kin itself speaks for it as well: whoever bought one may want the other.
        weights[:, column] = np.average(each, axis=0, weights=share)
    return weights, sold[near[:, 0]]


def _new_items(applied: Applied, seed: int) -> NewItems | None:
    gathered = applied.trained.gathered
    catalogue, now = gathered.catalogue, gathered.now
    assert catalogue is not None
    assert now is not None
    if isinstance(applied.model.model, Popularity) or not any(map(catalogue.knows, ATTRIBUTES)):
        return None
    buyers = np.asarray((now.bought > 0).sum(axis=0)).ravel()
    new = np.flatnonzero((buyers == 0) & Rules.of(gathered, now).allowed)
    sold = np.flatnonzero(buyers > 0)
    ranking = _tried_as_new(gathered, applied, seed)
    if not len(new):
        return NewItems(new, new, np.empty((0, 0), dtype="int64"), ranking)
    weights, nearest = borrowed(catalogue, applied.model.model, new, sold, buyers)
    scores = applied.seen @ weights
    most = min(gathered.p.new_item_customers, len(scores))
    top = np.argsort(-scores, axis=0, kind="stable")[:most].T
    customers = np.where(np.take_along_axis(scores.T, top, 1) > 0, top, -1)
    return NewItems(new, nearest, customers, ranking)


def _tried_as_new(gathered: Gathered, applied: Applied, seed: int) -> Estimate | None:
    """How well later buyers are told from others for items whose sales are taken away."""
    past, truth, catalogue = gathered.test, gathered.test_truth, gathered.catalogue
    assert past is not None
    assert truth is not None
    assert catalogue is not None
    draw = estimates.generator(seed, "recommendation", "new items")
    buyers = np.asarray((past.bought > 0).sum(axis=0)).ravel()
    able = np.flatnonzero((truth.getnnz(axis=0) >= FEW_BUYERS) & (buyers > 0))
    if len(able) < 4:
        return None
    hidden = np.sort(draw.choice(able, min(TRIED, len(able) // 2), replace=False))
    bare = _without_items(past, hidden)
    sold = np.setdiff1d(np.flatnonzero(buyers > 0), hidden)
    setting = applied.trained.chosen
    model = fit(setting, bare).model
    weights, _nearest = borrowed(catalogue, model, hidden, sold, buyers)
    active = np.flatnonzero(bare.bought.getnnz(axis=1) > 0)
    scores = setting.seen(bare.rows(active)) @ weights
    bought = (truth[active][:, hidden] > 0).toarray()
    found = [_auroc(bought[:, i], scores[:, i]) for i in range(len(hidden))]
    values = np.array([value for value in found if np.isfinite(value)])
    if len(values) < 2:
        return None
    made = estimates.mean(values, draw, unit="index", within=(0, 1))
    method = say("method-new-items", n=len(values), customers=len(active))
    return made.model_copy(update={"method": method})


def _without_items(past: Past, hidden: np.ndarray) -> Past:
    kept = np.ones(past.bought.shape[1], dtype="float32")
    kept[hidden] = 0
    mask = sparse.diags_array(kept)

    def bare(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
        found = sparse.csr_matrix(matrix @ mask)
        found.eliminate_zeros()
        return found

    return past.each(bare)


def _auroc(happened: np.ndarray, scores: np.ndarray) -> float:
    """Share of pairs of a buyer and another in the right order, ties counting half."""
    from scipy.stats import rankdata

    n, m = int(happened.sum()), int((~happened).sum())
    if not n or not m:
        return float("nan")
    return float((rankdata(scores)[happened].sum() - n * (n + 1) / 2) / (n * m))
