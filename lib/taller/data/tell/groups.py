"""Groups too small to be shown: who they are could be told, so they are suppressed.

A group of fewer people than the least allowed is hidden in anything that is forwarded. Where a
total is known, hiding one group alone hides nothing, as it is the total minus the rest: then the
next smallest goes with it, until what is hidden together holds as many people as a group must.

::

    suppress        which groups of a list to hide
    suppress_table  which cells of a two-way table to hide
    merge           a frame of groups with the hidden ones as one
    blank           a frame of groups with the hidden ones' figures left out
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from taller.language import _, number

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

K = TypeVar("K", bound=Hashable)


def suppress(people: Mapping[K, int], minimum: int, *, totals: bool = True) -> frozenset[K]:
    """The groups to hide.

    Parameters
    ----------
    people : how many people each group holds; an empty group is never hidden
    minimum : fewest people of a group that may be shown
    totals : whether the sum of all groups is known to the reader, as it nearly always is

    Returns
    -------
    the groups to hide; with totals they hold ``minimum`` people or more and are two at least,
    or else are all there are

    Examples
    --------
    >>> sorted(suppress({"a": 90, "b": 40, "c": 6}, 10))
    ['b', 'c']
    >>> sorted(suppress({"a": 90, "b": 40, "c": 6}, 10, totals=False))
    ['c']
    """
    ordered = sorted((size, place, group) for place, (group, size) in enumerate(people.items()))
    filled = [(size, group) for size, _place, group in ordered if size > 0]
    hidden = [group for size, group in filled if size < minimum]
    if totals and hidden:
        for _size, group in filled[len(hidden) :]:
            if sum(people[each] for each in hidden) >= minimum:  # so never one alone
                break
            hidden.append(group)
    return frozenset(hidden)


def suppress_table(counts: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The cells of a two-way table of people to hide, where the sums of rows and columns are known.

    Parameters
    ----------
    counts : (rows, columns) people in each cell

    Returns
    -------
    DataFrame of bool, of the same shape: True where the cell is to be hidden

    Notes
    -----
    Complementary suppression line by line until each line with a hidden cell has two or more that
    hold ``minimum`` people together. Cells so hidden cannot be had from one line's sum.
    """
    import numpy as np
    import pandas as pd

    people = counts.to_numpy()
    hidden = (people > 0) & (people < minimum)
    before = None
    while before is None or not np.array_equal(before, hidden):
        before = hidden.copy()
        for line, shown in (
            *zip(people, hidden, strict=True),
            *zip(people.T, hidden.T, strict=True),
        ):
            _hide_more(line, shown, minimum)
    return pd.DataFrame(hidden, counts.index, counts.columns)


def _hide_more(line: np.ndarray, hidden: np.ndarray, minimum: int) -> None:
    """Hide further cells of a line, in place, until its sum tells nothing of those hidden."""
    import numpy as np

    while hidden.any() and (hidden.sum() < 2 or line[hidden].sum() < minimum):
        left = np.flatnonzero(~hidden & (line > 0))
        if not len(left):
            return
        hidden[left[np.argmin(line[left])]] = True


def other(minimum: int) -> str:
    """What hidden groups are called together."""
    return _("Other (groups under {n})").format(n=number(minimum))


def blank(
    frame: pd.DataFrame, *, people: str, minimum: int, figures: Sequence[str], totals: bool = True
) -> pd.DataFrame:
    """A frame of groups in which the hidden ones keep their name and lose their figures.

    Parameters
    ----------
    people : column of how many people each group holds; it is left empty too
    figures : the other columns that say something of the people
    """
    hidden = suppress(dict(enumerate(frame[people])), minimum, totals=totals)
    blanked = frame.copy()
    rows = [place in hidden for place in range(len(frame))]
    for name in (people, *figures):
        blanked[name] = blanked[name].mask(rows)
    return blanked
