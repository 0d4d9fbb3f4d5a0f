"""Journeys: the channels that each one touched in order, and whether it ended in a conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from taller.errors import DataError

GROUPS = 100  # parts that journeys are drawn into: each interval rests on leaving one out
AT_ONCE = 4_000_000  # touches looked at together: 32 MB for each array of numbers
MOST_CHANNELS = 60


@dataclass(frozen=True)
class Journeys:
    """Journeys of any length, one after the other.

    Attributes
    ----------
    channels : names
    touches : (t,) of small integers, numbers of channels in order of time
    starts : (n + 1,) where each journey's touches begin; the last is t
    converted : (n,) whether it ended in a conversion
    value : (n,) what it brought, in the client's currency; 0 without a conversion
    groups : (n,) of 0 to 99: journeys of one person belong to one group
    """

    channels: tuple[str, ...]
    touches: np.ndarray
    starts: np.ndarray
    converted: np.ndarray
    value: np.ndarray
    groups: np.ndarray

    @classmethod
    def of(
        cls, touches: np.ndarray, starts: np.ndarray, converted: np.ndarray, value: np.ndarray,
        channels: Sequence[str], people: np.ndarray | None = None, *, seed: int = 0,
    ) -> Self:  # fmt: skip
        """Journeys from arrays, each checked.

        Parameters
        ----------
        people : (n,) integers, the person whose journey it is; None where that is not known, and
            each journey stands for itself

        Raises
        ------
        DataError
            Naming all that is wrong: a journey without touches, an unknown channel, a value that
            is negative or no number, none or all that converted.
        """
        starts = np.asarray(starts, dtype=np.int64)
        converted = np.asarray(converted, dtype=bool)
        value = np.where(converted, np.asarray(value, dtype=float), 0.0)
        _refuse(np.asarray(touches), starts, converted, value, channels)
        narrow = np.uint8 if len(channels) < 256 else np.uint16
        draw = np.random.default_rng(seed)
        if people is None:
            groups = draw.integers(GROUPS, size=len(converted), dtype=np.uint8)
        else:
            __, person = np.unique(np.asarray(people), return_inverse=True)
            drawn = draw.integers(GROUPS, size=person.max() + 1, dtype=np.uint8)
            groups = drawn[person]
        return cls(tuple(channels), np.asarray(touches, dtype=narrow), starts, converted, value,
                   groups)  # fmt: skip

    def __len__(self) -> int:
        return len(self.converted)

    def blocks(self) -> Iterator[Journeys]:
        """The same journeys, so many at a time as memory is spared by."""
        first = 0
        while first < len(self):
            reach = self.starts[first] + AT_ONCE
            last = max(first + 1, int(np.searchsorted(self.starts, reach, side="right")) - 1)
            yield self._cut(first, last)
            first = last

    def bought(self) -> Journeys:
        """Those that ended in a conversion."""
        kept = np.flatnonzero(self.converted)
        lengths = np.diff(self.starts)
        return Journeys(
            self.channels, self.touches[np.repeat(self.converted, lengths)],
            np.concatenate(([0], np.cumsum(lengths[kept]))), self.converted[kept],
            self.value[kept], self.groups[kept],
        )  # fmt: skip

    def without_repeats(self) -> Journeys:
        """A channel touched several times running counts once."""
        first = np.zeros(len(self.touches), dtype=bool)
        first[self.starts[:-1]] = True
        first[1:] |= self.touches[1:] != self.touches[:-1]
        starts = np.concatenate(([0], np.cumsum(first)))[self.starts]
        return Journeys(self.channels, self.touches[first], starts, self.converted, self.value,
                        self.groups)  # fmt: skip

    def _cut(self, first: int, last: int) -> Journeys:
        begin, end = self.starts[first], self.starts[last]
        rows = slice(first, last)
        return Journeys(
            self.channels, self.touches[begin:end], self.starts[first : last + 1] - begin,
            self.converted[rows], self.value[rows], self.groups[rows],
        )  # fmt: skip


def _refuse(
    touches: np.ndarray, starts: np.ndarray, converted: np.ndarray, value: np.ndarray,
    channels: Sequence[str],
) -> None:  # fmt: skip
    faults = []
    if not 1 <= len(channels) <= MOST_CHANNELS:
        what = f"{len(channels):,} channels, at most {MOST_CHANNELS} can be told apart; put small"
        faults.append(f"{what} ones together")
    if len(starts) != len(converted) + 1 or len(value) != len(converted):
        faults.append(f"{len(starts) - 1:,} journeys, {len(converted):,} outcomes")
    elif not len(converted) or starts[0] != 0 or starts[-1] != len(touches):
        faults.append(f"journeys of {starts[-1] if len(starts) else 0:,} touches, {len(touches):,} "
                      "given")  # fmt: skip
    elif (empty := int((np.diff(starts) < 1).sum())) > 0:
        faults.append(f"{empty:,} journeys without a touch; leave them out, and say so")
    if len(touches) and (touches.min() < 0 or touches.max() >= len(channels)):
        faults.append(f"touches of channel {touches.max()}, {len(channels)} named")
    if (wrong := int((~np.isfinite(value) | (value < 0)).sum())) > 0:
        faults.append(f"{wrong:,} journeys whose value is negative or no number")
    if not faults and not converted.any():
        faults.append(f"none of {len(converted):,} journeys ended in a conversion")
    if faults:
        raise DataError("journeys", faults)


def from_paths(
    frame: pd.DataFrame, *, path: str = "path", conversions: str = "total_conversions",
    value: str = "total_conversion_value", nulls: str = "total_null", between: str = ">",
    seed: int = 0,
) -> Journeys:  # fmt: skip
    """Journeys from a table with a row for each path and how often it was taken.

    Parameters
    ----------
    conversions, nulls : how many journeys of that path ended in a conversion, and how many did not
    value : what those conversions brought in all, shared equally among them

    Raises
    ------
    DataError
        If a count is negative or broken, a path is empty, or nothing converted.

    >>> taken = pd.DataFrame({"path": ["a > b", "b"], "total_conversions": [2, 0],
    ...     "total_conversion_value": [10.0, 0.0], "total_null": [1, 3]})
    >>> made = from_paths(taken)
    >>> len(made), made.channels, made.value.tolist()
    (6, ('a', 'b'), [5.0, 5.0, 0.0, 0.0, 0.0, 0.0])
    """
    counts = frame[[conversions, nulls]].to_numpy(dtype=float)
    broken = ~np.isfinite(counts) | (counts < 0) | (counts != np.floor(counts))
    if broken.any():
        row = int(np.flatnonzero(broken.any(axis=1))[0])
        what = f"row {row}: counts are whole and not negative (got {counts[row].tolist()})"
        raise DataError("paths", what)
    steps = frame[path].astype(str).str.split(between)
    lengths = steps.str.len().to_numpy()
    names = pd.Categorical(steps.explode().str.strip())
    first = np.concatenate(([0], np.cumsum(lengths)))
    n = counts.astype(int)
    with np.errstate(invalid="ignore", divide="ignore"):
        each = np.where(n[:, 0] > 0, frame[value].to_numpy(dtype=float) / n[:, 0], 0.0)
    taken = np.repeat(np.arange(len(frame)), n.sum(axis=1))
    order = np.concatenate(([0], np.cumsum(n.sum(axis=1))))[taken]
    converted = np.arange(len(taken)) - order < n[taken, 0]
    starts = np.concatenate(([0], np.cumsum(lengths[taken])))
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths[taken])
    codes = names.codes[np.repeat(first[taken], lengths[taken]) + inside]
    return Journeys.of(codes, starts, converted, each[taken], list(names.categories), seed=seed)
