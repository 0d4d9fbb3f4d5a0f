"""What a phase is: a `Section` (its parameters) in, a `PhaseResult` (what it found) out."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Unit = Literal["share", "money", "count", "days", "index", "number"]
"""How a figure is read.

``share``: 0 to 1, shown as a percentage. ``money``: the client's currency. ``count``: whole
things. ``days``: days. ``index``: a score without unit, shown with two decimals. ``number``: any
other, shown with up to two decimals.
"""


class Section(BaseModel):
    """A notebook's parameters: closed, frozen, typed; the one place where a default is decided.

    Each field has a description with its unit. A notebook's ``parameters`` cell names exactly these
    fields, each defaulting to ``None``.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True
    )

    def reaches(self) -> Mapping[tuple[str | int, ...], tuple[str, str]]:
        """What it sends outside: by the key that names it, the server and what would go there.

        Nobody is sent anything until somebody here has said yes to that server.
        """
        return {}


class Record(BaseModel):
    """A part of what a notebook found: closed, frozen, its numbers finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Estimate(Record):
    """A figure with its interval: the value, how sure we are, from how many, and by what method."""

    value: float
    low: float
    high: float
    unit: Unit
    n: int = Field(ge=0, description="observations behind the value")
    method: str = Field(description="how value and interval were made, in the run's language")
    level: float | None = Field(
        0.95, gt=0, lt=1,
        description="coverage the interval claims; None for a sensitivity: the range over stated "
        "assumptions, which claims none",
    )  # fmt: skip

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        slack = 1e-9 * max(1.0, abs(self.value))
        if not self.low - slack <= self.value <= self.high + slack:
            raise ValueError(f"interval [{self.low}, {self.high}] does not hold {self.value}")
        return self

    @classmethod
    def exact(cls, value: float, *, unit: Unit, n: int, method: str) -> Self:
        """A figure that is counted, not estimated: its interval is the value itself."""
        return cls(value=value, low=value, high=value, unit=unit, n=n, method=method)

    def times(self, factor: float) -> Self:
        """So many of it, as counted or assumed: value and interval times a factor of 0 or more."""
        ends = {end: getattr(self, end) * factor for end in ("value", "low", "high")}
        return self.model_copy(update=ends)

    @property
    def is_exact(self) -> bool:
        """Whether the interval is the value itself."""
        return math.isclose(self.low, self.high, rel_tol=1e-12, abs_tol=1e-12)

    def moved_from(self, before: Estimate) -> bool:
        """Whether it moved beyond its interval: each value lies outside the other's interval."""
        slack = 1e-9 * max(1.0, abs(self.value))
        return not (
            before.low - slack <= self.value <= before.high + slack
            or self.low - slack <= before.value <= self.high + slack
        )


class Figure(Record):
    """A key figure of a report."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="stable name, the same in each run")
    label: str = Field(description="what it is, in the run's language")
    estimate: Estimate
    subject: str = Field(
        "", description="what it is of, where that may differ from run to run (a segment, a number "
        "of segments): runs are compared in figures of the same key and subject"
    )  # fmt: skip
    target: float | None = Field(None, description="what was aimed at, shown beside the measured")


Confidence = Literal["tested", "estimated", "assumed"]
"""What a worth in money rests on.

``tested``: on what happened in data that was held back. ``estimated``: on the client's data, not
held against what came later. ``assumed``: on a figure that nobody measured.
"""

Effort = Literal["hours", "days", "weeks", "months"]
"""How long the client's own people work on it, in all, as we assume: less than a person-day, less
than ten, less than forty, or more."""


def effort_of(person_days: float) -> Effort:
    """The order of magnitude of so much work.

    >>> [effort_of(days) for days in (0.5, 1, 10, 40)]
    ['hours', 'days', 'weeks', 'months']
    """
    bounds: tuple[tuple[float, Effort], ...] = ((1, "hours"), (10, "days"), (40, "weeks"))
    return next((name for bound, name in bounds if person_days < bound), "months")


Of = Literal["gain", "cost", "stake"]
"""What an amount of money is to a decision.

``gain``: what it brings. ``cost``: what it takes, which says nothing of what it brings. ``stake``:
the money that it is about, such as sales in rows that cannot be used.
"""


class Worth(Record):
    """What a decision brings in money, over a period and from whom; else what would measure it.

    What it costs, or is about, is not what it brings: then what would measure that is said too.
    """

    estimate: Estimate | None = None
    of: Of = Field("gain", exclude_if=lambda kind: kind == "gain")
    period: str = Field("", description="over which it comes, in the run's language")
    population: str = Field("", description="from whom or what it comes, in the run's language")
    confidence: Confidence | None = None
    measured_by: str = Field("", description="where nothing tells yet: what would")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.estimate is None:
            if not self.measured_by or self.confidence:
                raise ValueError("without an estimate, say what would measure it, and no more")
        elif self.estimate.unit != "money":
            raise ValueError(f"a worth is money, not {self.estimate.unit}")
        elif not (self.period and self.population and self.confidence):
            raise ValueError("an estimate needs its period, population and confidence")
        elif self.of != "gain" and not self.measured_by:
            raise ValueError(f"a {self.of} is not what it brings: say what would measure that")
        return self

    @property
    def gain(self) -> Estimate | None:
        """What it brings; None where that is not known, whatever it costs or is about."""
        return self.estimate if self.of == "gain" else None


class Decision(Record):
    """Something to do: what, who owns it, and the effect expected (or what it is meant to do)."""

    what: str
    owner: str
    effect: str
    key: str = Field(
        "", pattern=r"^([a-z][a-z0-9_]*(\.[a-z0-9_]+)*)?$",
        description="stable name, the same in each run: `start.churn`",
    )  # fmt: skip
    worth: Worth | None = None
    effort: Effort | None = None
    within_days: int | None = Field(None, gt=0, description="by when it is to be decided")

    @classmethod
    def told(
        cls, key: str, said: Mapping[str, str], *, effort: Effort, within_days: int,
        worth: Estimate | None = None, confidence: Confidence | None = None, of: Of = "gain",
    ) -> Self:  # fmt: skip
        """A decision with all that a director asks, of what a message says.

        Parameters
        ----------
        said : its ``what``, ``owner`` and ``effect``; with a worth that worth's ``period`` and
            ``population``; where that is no gain, or there is none, what is ``measured`` to
            learn what it brings
        of : what the worth is to the decision
        """
        if worth is None:
            money = Worth(measured_by=said["measured"])
        else:
            money = Worth(estimate=worth, of=of, confidence=confidence, period=said["period"],
                          population=said["population"],
                          measured_by="" if of == "gain" else said["measured"])  # fmt: skip
        return cls(
            key=key, what=said["what"], owner=said["owner"], effect=said["effect"], worth=money,
            effort=effort, within_days=within_days,
        )  # fmt: skip


class Check(Record):
    """Something verified during the analysis, and how it came out."""

    name: str
    passed: bool
    detail: str
    doubt: bool = Field(
        True, exclude_if=lambda held: held,
        description="whether it casts doubt on what the page says where it is not passed; else it "
        "is a fact that the page tells anyway, or something that is still to be done",
    )  # fmt: skip


class Artifact(Record):
    """A file the notebook left for further use."""

    path: str = Field(description="relative to the run folder")
    label: str


class Said(Record):
    """A sentence of a verdict."""

    text: str = Field(min_length=1)
    of: tuple[str, ...] = Field(description="the notebooks whose findings it tells")
    headline: str = Field("", description="the headline that it repeats, of the first of them")


class Verdict(Record):
    """What a whole run comes to, in a few sentences that its first page opens with."""

    sentences: tuple[Said, ...] = Field(min_length=1, max_length=5)
    author: str = Field(min_length=1, description="who wrote them, in the run's language")


def _one_line(text: str) -> str:
    # Not split(): it would make no-break spaces plain, and "51,9 %" would break over lines.
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


class PhaseResult(BaseModel):
    """What a notebook found; a phase module's ``Result`` adds its own typed fields.

    Large things (tables, models) are artifacts, not fields.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    headline: Annotated[str, AfterValidator(_one_line)] = Field(
        min_length=1, description="the finding, as one full sentence"
    )
    figures: tuple[Figure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    checks: tuple[Check, ...] = ()
    limits: tuple[str, ...] = Field((), description="what this cannot tell")
    artifacts: tuple[Artifact, ...] = ()
    withheld: bool = Field(
        False, description="whether the headline is withheld, as the data does not add up"
    )
    verdict: Verdict | None = Field(
        None, exclude_if=lambda held: held is None,
        description="of a notebook that was asked to sum up the run: what its first page says",
    )  # fmt: skip

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        figures = [(figure.key, figure.subject) for figure in self.figures]
        if len(figures) != len(set(figures)):
            raise ValueError(f"figure keys repeat: {figures}")
        decisions = [decision.key for decision in self.decisions if decision.key]
        if len(decisions) != len(set(decisions)):
            raise ValueError(f"decision keys repeat: {decisions}")
        return self
