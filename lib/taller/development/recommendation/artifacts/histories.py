"""Everybody's history beside the model, so that a customer is answered by their id.

Whoever is in it stands there by a pseudonym under the client's salt, which is kept elsewhere.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import numpy as np
from scipy import sparse

from taller.data.people import pseudonym
from taller.development.recommendation.model.rules import Applied
from taller.development.template import saving

HISTORIES = "histories.npz"


@contextlib.contextmanager
def arrays(path: Path) -> Iterator[Mapping[str, np.ndarray]]:
    """The arrays of a file, of which nothing is unpickled; it is closed also where it is none."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        yield held


@dataclass(frozen=True)
class Histories:
    """What customers did, the rows in the order of their pseudonyms.

    Attributes
    ----------
    users : (users,) pseudonyms as bytes, sorted
    seen : (users, items) what scores are made from
    bought : (users, items) of 1
    """

    users: np.ndarray
    seen: sparse.csr_matrix
    bought: sparse.csr_matrix

    @classmethod
    def of(cls, applied: Applied, salt: bytes) -> Self:
        """The histories that suggestions were made from; nobody without one."""
        gathered = applied.trained.gathered
        assert gathered.now is not None
        bought = gathered.now.bought
        some = np.flatnonzero(applied.seen.getnnz(axis=1) + bought.getnnz(axis=1))
        names = np.array([pseudonym(str(gathered.users[at]), salt) for at in some], dtype="S32")
        order = np.argsort(names, kind="stable")
        some = some[order]
        return cls(names[order], applied.seen[some].tocsr(), bought[some].tocsr())

    def write(self) -> Callable[[IO[bytes]], None]:
        """What writes them to an open file."""
        arrays = {"users": self.users, "seen": self.seen.data.astype("float32")}
        for name in ("seen", "bought"):
            held = getattr(self, name)
            arrays |= {
                f"{name}_indices": held.indices.astype("int32"),
                f"{name}_indptr": held.indptr,
            }
        return lambda file: np.savez(file, **arrays)

    @classmethod
    def read(cls, folder: Path, items: int) -> Self | None:
        """The histories kept with a model of so many items; None where there are none.

        Raises
        ------
        DataError
            If the file is not what was written.
        """
        path = folder / HISTORIES
        if not path.exists():
            return None
        with saving.reading(path), arrays(path) as held:
            shape = (len(held["users"]), items)
            ones = np.ones(len(held["bought_indices"]), dtype="float32")
            found = [
                sparse.csr_matrix((data, held[f"{n}_indices"], held[f"{n}_indptr"]), shape=shape)
                for n, data in (("seen", held["seen"]), ("bought", ones))
            ]
            for matrix in found:
                matrix.check_format(full_check=True)
            if not np.isfinite(found[0].data).all():
                raise ValueError("not finite")
            return cls(held["users"], *found)

    def place(self, name: str) -> int | None:
        """The row of a pseudonym; None where it is not known."""
        key = np.bytes_(name.encode("ascii", "replace"))
        at = int(np.searchsorted(self.users, key))
        return at if at < len(self.users) and self.users[at] == key else None
