"""Columns as models take them: numbers as they are, texts as indicators, times as days.

Everything is learned from the rows it is fitted on. A value seen only later counts as "other", an
infinite number as missing. A text of many values is cut to its commonest. The encoding is plain
JSON, so that a saved model needs no pickle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

MOST_LEVELS, FEW_LEVELS = 40, 5  # of a text, each with an indicator of its own
INDICATORS = 2_000  # of all texts together, about: where there are many, each has fewer
FEWEST_ROWS = 5  # of a level, below which it counts as other
OTHER, MISSING = "\u2026other", "\u2026missing"


@dataclass
class Encoder:
    """Turns a frame into a matrix of floats, column by column.

    Attributes
    ----------
    columns_ : source column to what is known of it: ``kind`` (number, time, text), ``levels``
    sources_ : the source column of each of the matrix's columns
    """

    most_levels: int = MOST_LEVELS
    columns_: dict[str, dict[str, Any]] = field(default_factory=dict)

    def fit(self, frame: pd.DataFrame) -> Self:
        """Learn kinds and levels from these rows."""
        self.most_levels = min(self.most_levels, most_levels(frame))
        self.columns_ = {
            str(name): {"kind": kind} if (kind := _kind(dtype)) else self._learn(frame[name])
            for name, dtype in frame.dtypes.items()
        }
        return self

    def transform(self, frame: pd.DataFrame) -> np.ndarray:
        """The matrix, (n, k) float64; missing is NaN."""
        import numpy as np

        ends = np.cumsum([_width(known) for known in self.columns_.values()], dtype=int)
        matrix = np.empty((len(frame), int(ends[-1]) if len(ends) else 0))
        places = {name: int(end) for name, end in zip(self.columns_, ends, strict=True)}
        plain = self._plain(frame)
        if plain:  # at once: a column by itself takes longer to get at than to copy
            matrix[:, [places[name] - 1 for name in plain]] = frame[plain].to_numpy(dtype="float64")
        for name in places.keys() - set(plain):
            known = self.columns_[name]
            matrix[:, places[name] - _width(known) : places[name]] = self._encoded(
                frame[name], known
            )
        matrix[np.isinf(matrix)] = np.nan
        return matrix

    def _plain(self, frame: pd.DataFrame) -> list[str]:
        """Columns that are known as numbers, and hold plain ones."""
        kinds = {name: dtype.kind for name, dtype in frame.dtypes.items()}
        return [
            name for name, known in self.columns_.items()
            if known["kind"] == "number" and kinds[name] in "iufb"
        ]  # fmt: skip

    @property
    def sources_(self) -> list[str]:
        """The source column of each of the matrix's columns."""
        return [name for name, known in self.columns_.items() for _column in range(_width(known))]

    def _learn(self, values: pd.Series) -> dict[str, Any]:
        """What is known of a text."""
        counts = values.dropna().astype(str).value_counts()
        counts = counts[counts >= min(FEWEST_ROWS, max(1, len(values) // 20))]
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return {"kind": "text", "levels": [level for level, _n in ordered[: self.most_levels]]}

    def _encoded(self, values: pd.Series, known: dict[str, Any]) -> np.ndarray:
        import numpy as np
        import pandas as pd

        if known["kind"] == "time":
            moments = pd.to_datetime(values)
            days = (moments - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(days=1)
            return days.to_numpy(dtype="float64")[:, None]
        if known["kind"] == "number":
            return pd.to_numeric(values, errors="coerce").to_numpy(dtype="float64")[:, None]
        levels = known["levels"]
        places = {level: place for place, level in enumerate(levels)}
        each, distinct = pd.factorize(values)  # each text is looked up once, not each cell
        known_at = [places.get(str(value), len(levels)) for value in distinct]
        codes = np.array([*known_at, len(levels) + 1])[each]  # missing is -1: the last
        matrix = np.zeros((len(values), len(levels) + 2))
        matrix[np.arange(len(values)), codes] = 1.0
        return matrix

    def to_json(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"most_levels": self.most_levels, "columns": self.columns_}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Encoder:
        """What `to_json` wrote, read back."""
        return cls(plain["most_levels"], plain["columns"])


def texts(values: pd.Series) -> pd.Series:
    """Values as texts, missing as None."""
    import pandas as pd

    return values.astype("object").map(lambda value: None if pd.isna(value) else str(value))


def most_levels(frame: pd.DataFrame) -> int:
    """How many levels of each text are told apart, by how many texts there are.

    >>> import pandas as pd
    >>> [most_levels(pd.DataFrame({n: ["a"] for n in range(k)})) for k in (3, 100, 1_000)]
    [40, 20, 5]
    """
    texts = sum(dtype.kind not in "iufbM" for dtype in frame.dtypes)
    return max(FEW_LEVELS, min(MOST_LEVELS, INDICATORS // max(texts, 1)))


def _kind(dtype: Any) -> str | None:
    """Number or time, as the type alone says; None for a text."""
    from pandas.api import types

    if types.is_datetime64_any_dtype(dtype):
        return "time"
    return "number" if types.is_numeric_dtype(dtype) or types.is_bool_dtype(dtype) else None


def _width(known: dict[str, Any]) -> int:
    """How many of the matrix's columns a column takes."""
    return len(_shown(known["levels"])) if known["kind"] == "text" else 1


def _shown(levels: list[str]) -> list[str]:
    return [*levels, OTHER, MISSING]


def dense(matrix: np.ndarray, centre: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Numbers a linear model can take: skew pulled in, missing at the centre, on one scale."""
    import numpy as np

    pulled = (np.sign(matrix) * np.log1p(np.abs(matrix)) - centre) / scale
    return np.nan_to_num(pulled, nan=0.0)


def centred(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centre and scale for `dense`, from the rows that a model learns from."""
    import numpy as np

    pulled = np.sign(matrix) * np.log1p(np.abs(matrix))
    held = np.isfinite(pulled)
    count = np.maximum(held.sum(axis=0), 1)
    centre = np.where(held, pulled, 0).sum(axis=0) / count
    spread = np.sqrt((np.where(held, pulled - centre, 0) ** 2).sum(axis=0) / count)
    return centre, np.where(spread > 1e-12, spread, 1.0)
