"""A figure nobody knows for sure, given as its lowest, its middle and its highest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BeforeValidator

if TYPE_CHECKING:
    import numpy as np


class Range(NamedTuple):
    """A figure nobody knows for sure: the lowest, the middle and the highest it may be."""

    low: float
    mid: float
    high: float

    @property
    def expected(self) -> float:
        """Mean of the triangular distribution with its peak in the middle."""
        return (self.low + self.mid + self.high) / 3


def within(lowest: float, highest: float | None = None) -> BeforeValidator:
    """A parameter that is one number, or three that rise, each within these bounds."""

    def rising(given: Any) -> Any:
        values = [given] * 3 if isinstance(given, int | float) else given
        if not _are_three_numbers(values):
            raise ValueError(
                "must be one number, or three: lowest, middle and highest, as in [2, 3, 4]"
            )
        faults = []
        if list(values) != sorted(values):
            faults.append(f"must rise from lowest to highest, as in {_as_list(sorted(values))}")
        if min(values) < lowest or (highest is not None and max(values) > highest):
            top = f"lie between {lowest:g} and" if highest is not None else "be at least"
            faults.append(f"must {top} {highest if highest is not None else lowest:g}")
        if faults:
            raise ValueError(" and ".join(faults))
        return tuple(values)

    return BeforeValidator(rising)


Amounts = Annotated[Range, within(0)]
"""Money, time or counts: none below nothing."""


def _are_three_numbers(values: Any) -> bool:
    return (
        isinstance(values, list | tuple)
        and len(values) == 3
        and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
        and all(math.isfinite(v) for v in values)
    )


def _as_list(values: list[float]) -> str:
    return "[" + ", ".join(f"{v:g}" for v in values) + "]"


def triangular(span: Range, chance: np.ndarray) -> np.ndarray:
    """Values of the triangular distribution with its peak at the middle, for chances of 0 to 1.

    Examples
    --------
    >>> import numpy as np
    >>> triangular(Range(1, 2, 3), np.array([0.0, 0.5, 1.0])).tolist()
    [1.0, 2.0, 3.0]
    >>> triangular(Range(4, 4, 4), np.array([0.3])).tolist()
    [4.0]
    """
    import numpy as np

    low, mid, high = span
    width = high - low
    if width == 0:
        return np.full(len(chance), float(mid))
    rising = low + np.sqrt(chance * width * (mid - low))
    falling = high - np.sqrt((1 - chance) * width * (high - mid))
    return np.where(chance < (mid - low) / width, rising, falling)
