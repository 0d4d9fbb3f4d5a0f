"""What a test measured: its name, value and threshold, kept whether the test passes or not."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.phase import Estimate, Record

Unit = Literal["share", "money", "count", "days", "index", "number", "seconds", "bytes"]
LONGEST = 300  # characters of a text


class Evidence(Record):
    """One thing that a test measured.

    Attributes
    ----------
    name : its key in the shipped tests' messages, or whatever a client's own test calls it
    value : a figure, with its interval where it is estimated, or a text
    better : on which side of the threshold it is well
    """

    name: str = Field(max_length=LONGEST)
    value: Estimate | float | str
    threshold: float | None = None
    better: Literal["lower", "higher"] = "lower"
    unit: Unit = "number"
