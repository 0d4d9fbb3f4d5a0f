"""What every template shares: rows with a target, a split whose test part opens once, a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, runtime_checkable

from pydantic import dataclasses as records

from taller.controls.progress import following

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@runtime_checkable
class Model(Protocol):
    """What a template trains; fitted attributes end in ``_``, as in scikit-learn."""

    def fit(self, features: pd.DataFrame, target: np.ndarray) -> Self:
        """Learn from rows and their target; returns itself."""

    def predict(self, features: pd.DataFrame) -> np.ndarray:
        """One number per row: a probability, an amount, a score."""


@dataclass(frozen=True)
class Rows:
    """Subjects as a model sees them.

    Attributes
    ----------
    features : (n, m); numbers, texts and times, as they are known at the time of each row
    target : (n,) float; what is to be predicted
    subjects : (n,) whom each row is about; several rows may be about one subject
    when : (n,) numbers or dates that order the rows in time, or None where there is no time
    beside : (n, k) what is no feature but is reported by, such as segments and channels
    """

    features: pd.DataFrame
    target: np.ndarray
    subjects: np.ndarray
    when: np.ndarray | None = None
    beside: pd.DataFrame | None = None

    def __len__(self) -> int:
        return len(self.target)

    def take(self, chosen: np.ndarray) -> Rows:
        """The rows at these positions, or where this mask holds."""
        import numpy as np

        at = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        return Rows(
            self.features.iloc[at],
            self.target[at],
            self.subjects[at],
            None if self.when is None else self.when[at],
            None if self.beside is None else self.beside.iloc[at],
        )

    def without(self, columns: Sequence[str]) -> Rows:
        """The rows without some features."""
        return replace(self, features=self.features.drop(columns=list(columns), errors="ignore"))


Severity = Literal["dropped", "warned", "told"]


@records.dataclass(frozen=True)
class Finding:
    """Something a guard found of the rows; a result holds it as it is.

    Attributes
    ----------
    code : such as ``leak``, ``disguise``, ``afterwards``, ``constant``, ``duplicate``
    columns : the columns concerned; none for what concerns the rows or the target
    severity : ``dropped`` (left out of the model), ``warned``, or ``told``
    detail : in words, in the language of the run
    """

    code: str
    columns: tuple[str, ...]
    severity: Severity
    detail: str


@dataclass
class Sealed:
    """The test rows: they can be opened once, after everything has been chosen."""

    _rows: Rows
    opened: bool = False

    def __len__(self) -> int:
        return len(self._rows)

    def open(self) -> Rows:
        """The test rows, the first time.

        Raises
        ------
        RuntimeError
            The second time: a test used for choosing is no test.
        """
        if self.opened:
            raise RuntimeError("the test part was opened before; a test is used once")
        self.opened = True
        return self._rows

    def without(self, columns: Sequence[str]) -> Sealed:
        """Still sealed, without some features."""
        return Sealed(self._rows.without(columns), self.opened)


@dataclass(frozen=True)
class Split:
    """Rows to learn from, folds of them to validate on, and the test rows.

    Attributes
    ----------
    train : all rows that may be learned from
    folds : positions in `train` to fit on and to validate on, per fold; no row validates twice
    test : sealed
    how : ``time``, ``group``, ``stratified`` or ``random``
    details : what the reader should know of it, such as the dates
    """

    train: Rows
    folds: tuple[tuple[np.ndarray, np.ndarray], ...]
    test: Sealed
    how: str
    details: dict[str, Any] = field(default_factory=dict)

    def without(self, columns: Sequence[str]) -> Split:
        """The same split without some features."""
        return replace(self, train=self.train.without(columns), test=self.test.without(columns))

    @property
    def validated(self) -> np.ndarray:
        """Positions in `train` of the rows that some fold validates on, in the folds' order."""
        import numpy as np

        return np.concatenate([held for _fit, held in self.folds])


def out_of_fold(split: Split, fit_predict: Any) -> np.ndarray:
    """Predictions of rows by models that have not seen them, in the order of `Split.validated`.

    Parameters
    ----------
    fit_predict : callable
        Takes rows to fit on and rows to predict, gives (n,) predictions of the latter.
    """
    import numpy as np

    return np.concatenate(
        [
            fit_predict(split.train.take(fit), split.train.take(held))
            for fit, held in following(split.folds, "folds")
        ]
    )
