"""What is aimed at beside what was measured, and what is true where the client is simulated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taller import tabular
from taller.cases.template.messages import say
from taller.phase import Estimate, Record


class Aimed(Record):
    """A figure beside its target: a relative change, of ROI the return; true where simulated."""

    key: str
    target: float
    measured: Estimate | None = None
    true: float | None = None

    @property
    def standing(self) -> str:
        """Whether the target is reached by the whole interval, by none of it, or by some.

        >>> found = Estimate(value=0.1, low=0.0, high=0.5, unit="share", n=9, method="")
        >>> [Aimed(key="", target=t, measured=found).standing for t in (0.6, 0.45, -0.2)]
        ['missed', 'open', 'missed']
        >>> Aimed(key="", target=1).standing
        'unknown'
        """
        if self.measured is None:
            return "unknown"
        way = 1 if self.target >= 0 else -1
        low, high = sorted((way * self.measured.low, way * self.measured.high))
        aim = abs(self.target)
        return "reached" if low >= aim else "missed" if high < aim else "open"


def reached(figures: Sequence[Aimed]) -> str:
    """How many targets are shown to be reached, as a sentence."""
    n = sum(each.standing == "reached" for each in figures)
    return say("targets-reached", n=n, all=len(figures))


def each(roi: Estimate | None) -> str | None:
    """What a return means for each unit of money spent, as a sentence; None without one."""
    if roi is None:
        return None
    low, high = sorted((abs(roi.low), abs(roi.high)))
    if mixed := roi.low < 0 < roi.high:
        low, high = -roi.low, roi.high
    return say("each-unit", one=1.0, value=abs(roi.value), lost=roi.value < 0, low=low, high=high,
               mixed=mixed)  # fmt: skip


def lost(roi: Estimate | None) -> float | None:
    """What is lost of each unit of money spent; None where nothing is.

    >>> lost(Estimate(value=-34.3, low=-60, high=-8, unit="share", n=9, method=""))
    34.3
    """
    return -roi.value if roi is not None and roi.value < 0 else None


def table(
    figures: Sequence[Aimed], labels: Mapping[str, str], *, untold: str, words: Mapping[str, str]
) -> tabular.Table:
    """Target, measured, true where anything is known to be, and how the target stands."""
    lines = [
        [labels[each.key], each.target, each.measured or untold, each.true,
         say(f"target-standing.{each.standing}")]
        for each in figures
    ]  # fmt: skip
    columns = {"figure": "text", "target": "share", "measured": "share", "true": "share",
               "standing": "text"}  # fmt: skip
    unknown = all(each.true is None for each in figures)
    return tabular.listed(lines, columns, words=words, without=["true"] if unknown else ())
