"""Business rules: what may be suggested, what is worth more, and how alike a list may be.

Scores are moved by margin, items that may not be suggested are left out, and from some dozens of
candidates a list is filled place by place: the best that is left, less what it resembles in the
list (Carbonell and Goldstein 1998, "The use of MMR"), within the limits per category and per name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from taller.development.recommendation.features import ATTRIBUTES, Catalogue, Gathered, Past
from taller.development.recommendation.model.models import Recommender, suggest
from taller.development.recommendation.model.training import Filled, Trained, fit, known_again
from taller.development.recommendation.params import Params
from taller.looked import Looked

CANDIDATES = 5  # times k, that lists are chosen from
AT_ONCE = 50_000  # customers whose candidates are held at a time


@dataclass(frozen=True)
class Rules:
    """The rules as arrays over the items.

    Attributes
    ----------
    allowed : (items,) of bool
    worth : (items,) what a positive score is multiplied with, by margin and by how many buyers an
        item has; None where neither counts
    alike : (items, attributes) numbers that are equal where the attribute is
    names : (items,) numbers that are equal for variants of one product
    categories : (items,) numbers that are equal within a category; None where not known
    """

    p: Params
    allowed: np.ndarray
    worth: np.ndarray | None
    alike: np.ndarray
    names: np.ndarray
    categories: np.ndarray | None

    @classmethod
    def of(
        cls, gathered: Gathered, past: Past, *, stock: bool = True, breadth: float | None = None
    ) -> Rules:
        """The rules that the parameters and the catalogue give.

        Parameters
        ----------
        past : what was bought so far, by which items are well known
        breadth : in place of the parameter
        """
        p, catalogue = gathered.p, gathered.catalogue
        assert catalogue is not None
        held = [catalogue.codes(name) for name in ATTRIBUTES if catalogue.knows(name)]
        alike = np.column_stack(held) if held else np.arange(len(catalogue))[:, None]
        known = catalogue.knows("item_category")
        return cls(
            p, _allowed(p, catalogue, stock=stock),
            _worth(p, catalogue, past, p.breadth if breadth is None else breadth), alike,
            catalogue.codes("item_name"), catalogue.codes("item_category") if known else None,
        )  # fmt: skip

    @property
    def plain(self) -> bool:
        """Whether the best k are the list: nothing limits or mixes it."""
        several = len(np.unique(self.names)) < len(self.names)
        named = self.p.max_per_name is not None and several
        return not (named or self._capped or self.p.diversity)

    @property
    def _capped(self) -> bool:
        return self.p.max_per_category is not None and self.categories is not None

    def suggest(
        self, model: Recommender, seen: sparse.csr_matrix, known: sparse.csr_matrix
    ) -> tuple[np.ndarray, np.ndarray]:
        """Lists under the rules and their scores, as `model.models.suggest` gives them."""
        if self.plain:
            return suggest(model, seen, self.p.k, known=known, allowed=self.allowed,
                           adjust=self._adjust if self.worth is not None else None)  # fmt: skip
        wide = min(CANDIDATES * self.p.k, seen.shape[1])
        parts = []
        for first in range(0, seen.shape[0], AT_ONCE):
            rows = slice(first, first + AT_ONCE)
            found, scores = suggest(
                model, seen[rows], wide, known=self._with_variants(known[rows]),
                allowed=self.allowed, adjust=self._adjust if self.worth is not None else None,
            )  # fmt: skip
            parts.append(self.choose(found, scores))
        lists = np.concatenate([p[0] for p in parts]) if parts else np.empty((0, self.p.k), "int64")
        scores = np.concatenate([p[1] for p in parts]) if parts else np.empty((0, self.p.k))
        return lists, scores

    def _adjust(self, scores: np.ndarray) -> np.ndarray:
        assert self.worth is not None
        return np.where(scores > 0, scores * self.worth, scores)

    def _with_variants(self, known: sparse.csr_matrix) -> sparse.csr_matrix:
        """Whoever bought one size is not offered another."""
        if self.p.max_per_name is None or not known.nnz:
            return known
        if known.shape[0] == 1:  # whom products of matrices would keep waiting
            named = np.zeros(int(self.names.max()) + 1, dtype=bool)
            named[self.names[known.indices]] = True
            at = np.flatnonzero(named[self.names])
            ones = np.ones(len(at), dtype="float32")
            return sparse.csr_matrix((ones, at, [0, len(at)]), shape=known.shape)
        items = len(self.names)
        product = sparse.csr_matrix(
            (np.ones(items, dtype="float32"), (np.arange(items), self.names)),
            shape=(items, int(self.names.max()) + 1),
        )
        return (known @ product @ product.T).tocsr()

    def choose(self, found: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Fill lists of k from wider ones, place by place.

        Parameters
        ----------
        found, scores : (users, candidates), best first; -1 and -inf where there is none
        """
        users, k = len(found), self.p.k
        lists = np.full((users, k), -1, dtype="int64")
        values = np.full((users, k), -np.inf, dtype="float32")
        left = found >= 0
        rows = np.arange(users)
        gain, likeness = _scaled(scores, left), np.zeros(found.shape)
        limits = self._limits(found)
        for place in range(k):
            merit = (1 - self.p.diversity) * gain - self.p.diversity * likeness
            merit = np.where(left, merit, -np.inf)
            best = merit.argmax(axis=1)
            some = left[rows, best]
            lists[some, place] = found[rows, best][some]
            values[some, place] = scores[rows, best][some]
            left[rows, best] = False
            chosen = found[rows, best]
            if self.p.diversity:
                same = (self.alike[found] == self.alike[chosen][:, None, :]).mean(axis=2)
                likeness = np.maximum(likeness, same)
            for codes, count, most in limits:
                count += (codes[found] == codes[chosen][:, None]) & some[:, None]
                left &= count < most
        return lists, values

    def _limits(self, found: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, int]]:
        limits = []
        if self.p.max_per_name is not None:
            limits.append((self.names, np.zeros(found.shape, dtype="int16"), self.p.max_per_name))
        if self.p.max_per_category is not None and self.categories is not None:
            most = self.p.max_per_category
            limits.append((self.categories, np.zeros(found.shape, dtype="int16"), most))
        return limits


def _scaled(scores: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Scores from 1 for a user's best candidate to 0 for the last."""
    top = np.where(left, scores, -np.inf).max(axis=1, keepdims=True, initial=-np.inf)
    low = np.where(left, scores, np.inf).min(axis=1, keepdims=True, initial=np.inf)
    width = np.where(np.isfinite(top) & (top > low), top - low, 1.0)
    return np.where(left, (scores - np.where(np.isfinite(low), low, 0.0)) / width, 0.0)


def _allowed(p: Params, catalogue: Catalogue, *, stock: bool) -> np.ndarray:
    allowed = ~np.isin(catalogue.ids.astype(str), np.array(p.exclude_items, dtype=str))
    if stock and p.in_stock:
        # An item whose stock is not known may be there.
        allowed &= ~(catalogue.frame["stock"].to_numpy("float64") <= 0)
    return allowed


def _worth(p: Params, catalogue: Catalogue, past: Past, breadth: float) -> np.ndarray | None:
    margins = catalogue.margins
    found = np.ones(len(catalogue))
    if margins is not None and p.margin_weight:
        found *= np.maximum(1 + p.margin_weight * (margins - margins.mean()), 0)
    if breadth:
        buyers = past.bought.getnnz(axis=0)
        found *= (1 + buyers / max(buyers.mean(), 1e-12)) ** -breadth
    return None if (found == 1).all() else found.astype("float32")


@dataclass(frozen=True)
class Applied(Looked):
    """Suggestions for everybody, as of now.

    Attributes
    ----------
    lists, scores : (users, k)
    seen, known : what they were made from, and what was not suggested again
    allowed : (items,) of bool; the others are left out by the rules, as for want of stock
    """

    trained: Trained
    model: Filled
    kind: str
    lists: np.ndarray
    scores: np.ndarray
    seen: sparse.csr_matrix
    known: sparse.csr_matrix
    allowed: np.ndarray

    @property
    def left_out(self) -> int:
        """Items that the rules leave out."""
        return int((~self.allowed).sum())

    @property
    def own(self) -> np.ndarray:
        """(users,) of bool: whether something is known of them, so that their list is their own."""
        if self.kind == "popularity":
            return np.zeros(len(self.lists), dtype=bool)
        return self.suggested & (self.seen.getnnz(axis=1) > 0)

    @property
    def suggested(self) -> np.ndarray:
        """(users,) of bool: whether there is at least one suggestion."""
        return (self.lists >= 0).any(axis=1)


def apply(trained: Trained | None, signal: bool) -> Applied | None:
    """Fit to all that is known, and make everybody's list; best-sellers where nothing beats them.

    Parameters
    ----------
    signal : whether the test showed the chosen model to beat the best-sellers
    """
    if trained is None:
        return None
    gathered = trained.gathered
    assert gathered.now is not None
    setting = trained.chosen if signal else trained.best("popularity")
    model = fit(setting, gathered.now)
    rules, seen = Rules.of(gathered, gathered.now), setting.seen(gathered.now)
    known = known_again(gathered, gathered.now)
    lists, scores = rules.suggest(model, seen, known)
    return Applied(trained, model, setting.kind, lists, scores, seen, known, rules.allowed)
