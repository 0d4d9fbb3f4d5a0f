"""Items for a history, or for a customer who is known, by the rules of the lists that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np
from scipy import sparse

from taller.data.people import pseudonym
from taller.deployment.deployment.model.scoring.messages import say
from taller.deployment.deployment.model.scoring.request import MOST_SUGGESTED
from taller.development.recommendation.artifacts import Histories, Ruled, read, read_rules
from taller.development.recommendation.model.models import Popularity
from taller.development.recommendation.model.reasons import because, held_by
from taller.development.recommendation.model.training import Filled
from taller.errors import DataError

Origin = Literal["history", "user", "best-sellers"]
Lists = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Item:
    """A suggestion.

    Attributes
    ----------
    because : the item of the history that speaks most for it, where purchases carry that
    """

    item_id: str
    score: float
    because: str | None = None


@dataclass(frozen=True)
class Suggested:
    """A list, the best first.

    Attributes
    ----------
    origin : what it was made from: a history that was given, or one that is known; else it is of
        the best-sellers
    unknown : items of the history, or to be left out, that the model does not know
    """

    items: tuple[Item, ...]
    origin: Origin
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggesting:
    """A kept recommender.

    Attributes
    ----------
    known : customers' histories; None where none were kept
    salt : the client's, under which their ids stand; None where only pseudonyms are told
    """

    model: Filled
    items: np.ndarray
    ruled: Ruled
    known: Histories | None
    salt: bytes | None = None
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, salt: bytes | None) -> Suggesting:
        """What a run kept.

        Raises
        ------
        DataError, KeyError, TypeError, ValueError
            If it is none, or is damaged.
        """
        model, items = read(folder)
        found = cls(
            model, items, read_rules(folder), Histories.read(folder, len(items)), salt,
            {str(name): place for place, name in enumerate(items)},
        )  # fmt: skip
        found._check()
        found.suggest(k=1)  # ALS makes what all histories share when it is first asked
        return found

    def _check(self) -> None:
        inner, n = self.model.model, len(self.items)
        weights = [
            getattr(inner, name)
            for name in ("weights_", "similarity_", "items_", "buyers_")
            if hasattr(inner, name)
        ]
        arrays = [self.model.share_, *(getattr(each, "data", each) for each in weights)]
        if any(len(each) != n for each in (self.model.share_, self.ruled.again)) or any(
            each.shape[0] != n for each in weights
        ):
            raise ValueError("of other items")
        if not all(np.isfinite(np.asarray(each)).all() for each in arrays):
            raise ValueError("not finite")

    def suggest(
        self, history: Sequence[str] = (), k: int | None = None, *, user: str | None = None,
        without: Sequence[str] = (),
    ) -> Suggested:  # fmt: skip
        """A list for a history, for a customer who is known, or for both together.

        Parameters
        ----------
        history : codes of items that were bought, beside what is known of the customer
        k : how many items, 1 to 100; as the run was set unless given
        user : the customer's id, or their pseudonym
        without : codes of items that are left out

        Raises
        ------
        DataError
            If k is out of range.
        """
        k = self.ruled.rules.p.k if k is None else k
        if not 1 <= k <= MOST_SUGGESTED:
            raise DataError("k", say("scoring-k", most=MOST_SUGGESTED, given=k))
        own = [self.places[name] for name in history if name in self.places]
        out = [self.places[name] for name in without if name in self.places]
        unknown = tuple(name for name in (*history, *without) if name not in self.places)
        place = self._place(user)
        seen, bought = self._row(place, own)
        lists, scores, reasons = self._listed(seen, bought, k, out)
        origin: Origin = "best-sellers"
        if not isinstance(self.model.model, Popularity) and seen.nnz:
            origin = "user" if place is not None else "history"
        found = tuple(
            Item(str(self.items[at]), float(score), str(self.items[why]) if why >= 0 else None)
            for at, score, why in zip(lists[0], scores[0], reasons[0], strict=True)
            if at >= 0
        )
        return Suggested(found, origin, unknown)

    def many(self, users: Sequence[str | None]) -> Lists:
        """Everybody's list, of as many items as the run was set to; see `suggest`."""
        places = [self._place(user) for user in users]
        shape = (len(users), len(self.items))
        if self.known is None:
            seen = bought = sparse.csr_matrix(shape, dtype="float32")
        else:
            at = [(row, place) for row, place in enumerate(places) if place is not None]
            row, place = np.array(at, dtype="int64").reshape(-1, 2).T
            who = sparse.csr_matrix(
                (np.ones(len(row), dtype="float32"), (row, place)),
                shape=(len(users), len(self.known.users)),
            )
            seen, bought = (who @ self.known.seen).tocsr(), (who @ self.known.bought).tocsr()
            seen.sort_indices()  # of reasons that add as much, the first is told
        return self._listed(seen, bought, self.ruled.rules.p.k, [])

    def _listed(
        self, seen: sparse.csr_matrix, bought: sparse.csr_matrix, k: int, out: Sequence[int]
    ) -> Lists:
        """Items, scores and reasons, (users, k) each; -1 where there is none."""
        rules = self.ruled.rules
        allowed = rules.allowed
        if out:
            allowed = allowed.copy()
            allowed[out] = False
        if out or k != rules.p.k:
            rules = replace(rules, p=rules.p.model_copy(update={"k": k}), allowed=allowed)
        lists, scores = rules.suggest(self.model, seen, self._not_again(bought))
        reasons = because(self.model.model, seen, lists)
        return lists, scores, held_by(self.ruled.borne, reasons, lists)

    def _place(self, user: str | None) -> int | None:
        """The customer's row, by the id as it stands or as the tables write it."""
        if user is None or self.known is None:
            return None
        names = [user]
        if self.salt is not None:
            normal = user.strip().lower()
            names = [pseudonym(user, self.salt), pseudonym(normal, self.salt)] if normal else []
        return next((at for name in names if (at := self.known.place(name)) is not None), None)

    def _row(
        self, place: int | None, own: Sequence[int]
    ) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """What scores are made from, and what was bought, (1, items) each."""
        if self.known is not None and place is not None and not own:
            return self.known.seen[place], self.known.bought[place]
        shape = (1, len(self.items))
        distinct = np.unique(np.array(own, dtype="int32"))
        ones = np.ones(len(distinct), dtype="float32")
        given = sparse.csr_matrix((ones, distinct, [0, len(distinct)]), shape=shape)
        if self.known is None or place is None:
            return given, given
        seen, bought = self.known.seen[place], self.known.bought[place]
        return seen.maximum(given).tocsr(), bought.maximum(given).tocsr()

    def _not_again(self, bought: sparse.csr_matrix) -> sparse.csr_matrix:
        if not self.ruled.again.any():
            return bought
        kept = sparse.csr_matrix(bought @ sparse.diags_array((~self.ruled.again).astype("float32")))
        kept.eliminate_zeros()
        return kept
