"""The target: a column that says yes or no, however it is written; anything else is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller.data.propose.kinds.subjects import NO, YES
from taller.data.propose.words.words import plain
from taller.development.classification.messages import say
from taller.errors import DataError, did_you_mean
from taller.language import percent, quoted

SHOWN = 6


def binary(values: pd.Series, name: str, positive: str | None) -> tuple[np.ndarray, str, int]:
    """The target as 0 and 1.

    Parameters
    ----------
    values : the column as it stands
    positive : the value that counts as yes; None where the two values say so by themselves

    Returns
    -------
    target, (n,) float, NaN where the column is blank; the value that counts as yes; blank rows

    Raises
    ------
    DataError
        If the column has not exactly two values, or neither is named and neither says yes.
    """
    texts = _texts(values)
    counts = texts.dropna().value_counts()
    where = f"classification.target: {name}"
    if not len(counts):
        raise DataError(where, say("fault.target-blank"))
    if len(counts) == 1:
        raise DataError(where, say("fault.target-same", value=counts.index[0]))
    if positive is not None and positive not in counts.index:
        near = did_you_mean(positive, counts.index)
        raise DataError(where, say("fault.target-positive", value=positive, near=near))
    if len(counts) > 2:
        raise DataError(where, _too_many(counts, values, positive))
    yes = positive if positive is not None else _yes(list(counts.index))
    if yes is None:
        shown = [quoted(value) for value in counts.index]
        raise DataError(where, say("fault.target-values", values=shown))
    target = np.where(texts.isna(), np.nan, (texts == yes).astype(float))
    return target.astype(float), yes, int(texts.isna().sum())


def _texts(values: pd.Series) -> pd.Series:
    """Values as text; whole numbers without a decimal point, blanks as missing."""
    if pd.api.types.is_numeric_dtype(values):
        finite = values.where(np.isfinite(values.astype("float64")))
        return finite.map(lambda v: None if pd.isna(v) else f"{float(v):g}").astype("object")
    texts = values.astype("object").map(lambda v: None if pd.isna(v) else str(v).strip())
    return texts.where(texts != "", None)


def _yes(values: list[str]) -> str | None:
    yes = [value for value in values if plain(value) in YES]
    no = [value for value in values if plain(value) in NO]
    return yes[0] if len(yes) == 1 and len(no) == 1 else None


def _too_many(counts: pd.Series, values: pd.Series, positive: str | None) -> str:
    n = len(counts)
    if n > 20 and pd.api.types.is_numeric_dtype(values):
        return say("fault.target-numbers", n=n)
    shown = [f"{quoted(v)} ({percent(c / counts.sum())})" for v, c in counts[:SHOWN].items()]
    return say("fault.target-many", n=n, values=shown)
