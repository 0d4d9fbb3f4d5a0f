"""A metric: what a trial measures, as an engagement file says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from taller.phase import Section, Unit

Kind = Literal["mean", "share", "ratio"]
Role = Literal["primary", "secondary", "guardrail"]


class Metric(Section):
    """What a trial measures of each unit, and which way is better."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", description="stable name of the metric")
    name: str = Field("", description="what the report calls it")
    kind: Kind = Field(
        "mean", description="mean per unit, share of units (0 or 1 each), or ratio of two sums"
    )
    column: str = Field(description="the log's column that is summed")
    per: str = Field("", description="a ratio's denominator: the column whose sum it is divided by")
    covariate: str = Field(
        "", description="a column known before the lot was drawn, whose chance differences are "
        "taken out"
    )  # fmt: skip
    covariate_per: str = Field(
        "", description="the covariate's denominator, known before the lot was drawn too"
    )
    unit: Unit = Field("number", description="how it is read")
    better: Literal["up", "down"] = Field("up", description="which way is better")
    role: Role = Field(
        "secondary", description="primary decides, guardrail must not get worse, secondary informs"
    )
    margin: float = Field(
        0.0, ge=0, lt=1, description="a guardrail's largest tolerated harm, relative to control"
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.kind == "ratio") != bool(self.per):
            raise ValueError("a ratio, and nothing else, needs `per`, its denominator")
        if self.covariate_per and not self.covariate:
            raise ValueError("`covariate_per` needs a `covariate`")
        if self.role == "guardrail" and not self.margin:
            raise ValueError("a guardrail needs a `margin`: the largest harm that is tolerated")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs of a log."""
        named = (self.column, self.per, self.covariate, self.covariate_per)
        return tuple(name for name in named if name)


def columns_of(metrics: Iterable[Metric]) -> tuple[str, ...]:
    """The columns that these metrics need of a log, each once.

    >>> shop = [Metric(key="spend", column="value"),
    ...         Metric(key="basket", kind="ratio", column="value", per="orders")]
    >>> columns_of(shop)
    ('value', 'orders')
    """
    return tuple(dict.fromkeys(name for metric in metrics for name in metric.columns))
