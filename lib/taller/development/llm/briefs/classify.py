"""Into which categories texts are put, and when the cheaper way is good enough."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import Field, model_validator

from taller.faults import Found, together
from taller.phase import Record, Section

NONE = "none of these"


class Category(Record):
    """What a text may be about, in the client's words."""

    name: str = Field(min_length=1, max_length=80, description="the category's name")
    description: str = Field("", max_length=500, description="what belongs to it and what does not")


class Classify(Section):
    """How texts are put into categories."""

    categories: tuple[Category, ...] = Field(
        (), max_length=100, description="what texts may be about (none: the labels they have)"
    )
    least_confidence: float = Field(
        0.5, ge=0, lt=1, description="confidence below which a person reads the text (0 to 1)"
    )
    examples: int = Field(
        2, ge=0, le=10, description="labelled texts of each category shown to a service"
    )
    tested: int = Field(
        200, ge=0, le=5_000, description="labelled texts that each service is tested on"
    )
    most: int = Field(
        500, ge=0, le=100_000, description="unlabelled texts that a service sorts in one run"
    )
    margin: float = Field(
        0.02, gt=0, lt=0.5, description="how much less often right still counts as as good (0.02: "
        "2 of 100)",
    )  # fmt: skip
    texts_a_year: float | None = Field(
        None, gt=0, description="texts in a year (none: by those of the data)"
    )
    reading: float | None = Field(
        None, ge=0, description="what it costs that a person reads one text, in the client's "
        "currency",
    )  # fmt: skip
    mistake: float | None = Field(
        None, ge=0, description="what it costs that one text is put into a wrong category, likewise"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _differ(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)


def _faults(given: dict[str, Any]) -> Found:
    held = given.get("categories") or ()
    if not isinstance(held, list | tuple):
        return
    names = [c.get("name") if isinstance(c, dict) else getattr(c, "name", None) for c in held]
    for place, name in enumerate(names):
        told = plain(str(name))
        if told in [plain(str(other)) for other in names[:place]]:
            yield ("categories", place, "name"), "is a category already; keep one of the two", name
        elif told == NONE:
            yield ("categories", place, "name"), "stands for no category; name it otherwise", name
    if len(names) == 1:
        yield ("categories",), "needs at least two to choose between", names


def plain(name: str) -> str:
    """A category's name as it is compared.

    >>> plain("  Envío   Gratis")
    'envío gratis'
    """
    return re.sub(r"\s+", " ", name).strip().casefold()
