"""What a request must hold: a closed and typed model, made of the contract."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    create_model,
)

from taller.deployment.deployment.model.scoring.contract import Column, Contract
from taller.deployment.deployment.model.scoring.encoding import EARLIEST, LATEST

LONGEST_TEXT, LONGEST_ID = 1000, 200  # characters
MOST_ITEMS = 1000  # of a history, or left out
MOST_SUGGESTED = 100


class Asked(BaseModel):
    """A request: closed, strict, its numbers finite."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )


Id = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_ID)]
Ids = Annotated[list[Id], Field(max_length=MOST_ITEMS)]


class Suggestions(Asked):
    """Items asked for somebody: by their id, by a history, or both."""

    user: Id | None = Field(None, description="the customer's id")
    history: Ids = Field(default_factory=list, description="codes of items bought, if not known")
    k: int | None = Field(None, ge=1, le=MOST_SUGGESTED, description="how many items")
    without: Ids = Field(default_factory=list, description="codes of items that are left out")


def model(contract: Contract) -> type[BaseModel]:
    """The model of one request: every column must be named, and may be null where not known."""
    if contract.kind == "items":
        return Suggestions
    fields: dict[str, Any] = {
        f"c{place}": (
            _type(column) | None,
            Field(alias=column.name, title=column.name, description=_told(column)),
        )
        for place, column in enumerate(contract.columns)
    }
    return create_model("Row", __base__=Asked, **fields)


def _type(column: Column) -> Any:
    if column.kind == "number":
        return FiniteFloat | StrictBool
    if column.kind == "time":
        schema = {"type": "string", "format": "date-time"}
        return Annotated[dt.datetime, BeforeValidator(_moment), WithJsonSchema(schema)]
    return Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


def _moment(given: Any) -> dt.datetime:
    """A moment as ISO 8601 writes it; a day is its first moment."""
    if isinstance(given, str):
        given = dt.datetime.fromisoformat(given)
    if not isinstance(given, dt.datetime):
        raise ValueError("must be a date or a time, such as 2026-03-01T10:30")
    if not EARLIEST.year <= given.year < LATEST.year:
        raise ValueError(f"must be from {EARLIEST.year} to {LATEST.year - 1}")
    return given


def _told(column: Column) -> str:
    if column.kind == "text":
        return "text; seen: " + ", ".join(repr(level) for level in column.levels[:20])
    return f"{column.kind}; seen: {column.low} to {column.high}"
