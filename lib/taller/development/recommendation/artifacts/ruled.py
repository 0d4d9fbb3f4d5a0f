"""The rules that suggestions were made under, kept with the model: who answers later keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import sparse

from taller.development.recommendation.model.models import Popularity
from taller.development.recommendation.model.reasons import borne
from taller.development.recommendation.model.rules import Applied, Rules
from taller.development.recommendation.params import Params

KNOBS = ("k", "diversity", "max_per_category", "max_per_name")


@dataclass(frozen=True)
class Ruled:
    """The rules, and what of a history they ask.

    Attributes
    ----------
    again : (items,) of bool; whether an item that was bought may be suggested again
    borne : (items, items) which item is a reason that purchases carry, and for which
    """

    rules: Rules
    again: np.ndarray
    borne: sparse.csr_matrix

    @classmethod
    def of(cls, applied: Applied) -> Self:
        """Those of the lists that were made."""
        gathered = applied.trained.gathered
        assert gathered.now is not None
        assert gathered.catalogue is not None
        p, catalogue = gathered.p, gathered.catalogue
        again = catalogue.frame["item_category"].isin(p.repeat_categories).to_numpy(dtype=bool)
        carried = sparse.csr_matrix((len(catalogue), len(catalogue)), dtype=bool)
        if not isinstance(applied.model.model, Popularity):
            carried = borne(applied.seen, gathered.now.bought)
        return cls(Rules.of(gathered, gathered.now), again | p.repeat, carried)

    def arrays(self) -> dict[str, np.ndarray]:
        """As plain arrays."""
        rules = self.rules
        found = {
            "allowed": rules.allowed, "alike": rules.alike, "names": rules.names,
            "again": self.again, "borne_indices": self.borne.indices,
            "borne_indptr": self.borne.indptr,
        }  # fmt: skip
        rest = {"worth": rules.worth, "categories": rules.categories}
        return found | {name: array for name, array in rest.items() if array is not None}

    @classmethod
    def read(cls, settings: Mapping[str, Any], held: Mapping[str, np.ndarray]) -> Self:
        """What `arrays` gave, read back; ``settings`` are the parameters of `KNOBS`."""
        worth, categories = (held.get(name) for name in ("worth", "categories"))
        rules = Rules(
            Params(**settings), held["allowed"], worth, held["alike"], held["names"], categories
        )
        items, indices = len(rules.allowed), held["borne_indices"]
        borne_by = sparse.csr_matrix(
            (np.ones(len(indices), dtype=bool), indices, held["borne_indptr"]), shape=(items, items)
        )
        borne_by.check_format(full_check=True)
        return cls(rules, held["again"], borne_by)
