"""One kept model, loaded: it answers rows, customers and tables, from any number of threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.deployment.deployment.model.scoring import batch as batches
from taller.deployment.deployment.model.scoring import contract as contracts
from taller.deployment.deployment.model.scoring import predicting, request
from taller.deployment.deployment.model.scoring.contents import contents, digest
from taller.deployment.deployment.model.scoring.contract import Contract, Kind
from taller.deployment.deployment.model.scoring.encoding import Encoding
from taller.deployment.deployment.model.scoring.messages import say
from taller.deployment.deployment.model.scoring.predicting import Predicting, Reason
from taller.deployment.deployment.model.scoring.suggesting import Suggested, Suggesting
from taller.development.template import saving
from taller.errors import AnalysisError, DataError

if TYPE_CHECKING:
    import pyarrow as pa
    from pydantic import BaseModel


def load(folder: Path, *, salt: bytes | None = None) -> Scorer:
    """A model that a template kept; nothing of it is unpickled.

    Parameters
    ----------
    folder : a run's ``artifacts/<name>/``, or a version that the registry fetched
    salt : the client's, see `taller.data.people.key`; without it customers are known by their
        pseudonyms alone

    Raises
    ------
    DataError
        If a file is missing, is damaged, or belongs to another model or contract.
    """
    there = contents(folder)
    agreed = saving.read_json(there["contract.json"])
    with saving.reading(folder):
        if "model.npz" in there:
            found = Scorer(folder, Contract("items"), suggesting=Suggesting.read(folder, salt))
        else:
            model = predicting.read(folder, agreed)
            found = Scorer(folder, contracts.of(model.kind, agreed, model.columns), model)
            found.check()
    return found


@dataclass(frozen=True)
class Scorer:
    """A model that answers.

    Attributes
    ----------
    contract : what it takes, and whether it gives a probability, a value or items
    """

    folder: Path
    contract: Contract
    predicting: Predicting | None = None
    suggesting: Suggesting | None = None

    @property
    def kind(self) -> Kind:
        """What it gives: a probability, a value, or items."""
        return self.contract.kind

    @property
    def explains(self) -> bool:
        """Whether a score is a sum of what each column adds."""
        return self.predicting is not None and self.predicting.adds is not None

    @cached_property
    def sha256(self) -> str:
        """The hash of the files that it was loaded from."""
        return digest(self.folder)

    @cached_property
    def request(self) -> type[BaseModel]:
        """What one request must hold."""
        return request.model(self.contract)

    @cached_property
    def encoding(self) -> Encoding:
        """How rows become the model's matrix."""
        return Encoding(self._predicting().columns)

    def row(self, asked: BaseModel) -> dict[str, Any]:
        """A request that was validated, as `score` and `explain`, or `recommend`, take it."""
        if self.suggesting is not None:
            return dict(asked)
        return dict(zip(self.contract.names, asked.__dict__.values(), strict=True))

    def score(self, rows: Sequence[Mapping[str, Any]]) -> list[float]:
        """A probability or a value for each row, as the model's own ``predict`` gives it.

        Raises
        ------
        DataError
            Naming each row and column that is absent or of another kind.
        AnalysisError
            If the model gives no number for a row, or suggests items.
        """
        if not rows:
            return []
        return self.of(self.encoding.rows(rows)).tolist()

    def of(self, matrix: np.ndarray) -> np.ndarray:
        """The scores of rows that are encoded, (n,).

        Raises
        ------
        DataError
            If a row cannot be, such as a last purchase before the first, or leaves empty what
            the model cannot do without.
        AnalysisError
            If the model gives no number for a row of which all is known.
        """
        model = self._predicting()
        try:
            found = np.asarray(model.of(matrix), dtype="float64")
        except AnalysisError as error:
            raise DataError(say("scoring-rows"), str(error)) from error
        if not np.isfinite(found).all():
            row = int(np.flatnonzero(~np.isfinite(found))[0])
            if faults := self.encoding.unknown(matrix[row], row + 1):
                raise DataError(say("scoring-rows"), faults)
            raise AnalysisError(say("scoring-no-number", row=row + 1))
        return found

    def explain(self, row: Mapping[str, Any], most: int | None = None) -> list[Reason]:
        """What each column adds to a row's score, the strongest first; nothing where it is no sum.

        To a probability it adds log-odds, to a value an amount, or its logarithm where the model
        learned that.

        Parameters
        ----------
        most : how many reasons; all of them unless given

        Raises
        ------
        DataError
            As `score` does.
        """
        model = self._predicting()
        if model.adds is None:
            return []
        each = model.adds(self.encoding.rows([row]))[0]
        starts = [place.first for place in self.encoding.places]
        summed = np.add.reduceat(each, starts).tolist() if starts else []
        found = [
            Reason(place.name, row[place.name], adds)
            for place, adds in zip(self.encoding.places, summed, strict=True)
        ]
        return sorted(found, key=lambda reason: -abs(reason.adds))[:most]

    def recommend(
        self, history: Sequence[str] = (), k: int | None = None, *, user: str | None = None,
        without: Sequence[str] = (),
    ) -> Suggested:  # fmt: skip
        """Items for a history, or for a customer who is known; see `Suggesting.suggest`.

        Raises
        ------
        DataError
            If k is out of range.
        AnalysisError
            If the model suggests no items.
        """
        if self.suggesting is None:
            raise AnalysisError(say("scoring-not-items", kind=self.kind))
        return self.suggesting.suggest(history, k, user=user, without=without)

    def batch(
        self, reader: Iterable[pa.RecordBatch], keep: Sequence[str] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The scores of a table, block by block, in the order of its rows.

        Parameters
        ----------
        keep : columns that stand beside the score; those that the model does not take unless given

        Returns
        -------
        Batches of these columns and ``probability`` or ``value``; of a recommender, whose table has
        ``user_id``, of ``user_id``, ``place``, ``item_id``, ``score`` and ``because_item_id``

        Raises
        ------
        DataError, AnalysisError
            As `score` does.
        """
        if self.suggesting is not None:
            return batches.suggested(self.suggesting, reader)
        return batches.scored(
            lambda block: self.of(self.encoding.batch(block)), reader,
            called=self.kind, taken=self.contract.names, keep=keep,
        )  # fmt: skip

    def example(self) -> dict[str, Any]:
        """A row within what the model learned from, or a customer without a history."""
        if self.suggesting is not None:
            return {"history": [str(name) for name in self.suggesting.items[:1]]}
        return contracts.example(self.contract)

    def check(self) -> None:
        """See that it gives a number.

        Raises
        ------
        ValueError
            If it does not.
        """
        try:
            self.score([self.example()])
        except (DataError, AnalysisError) as error:
            raise ValueError(str(error)) from error

    def _predicting(self) -> Predicting:
        if self.predicting is None:
            raise AnalysisError(say("scoring-not-scores"))
        return self.predicting
