"""What may be asked and what is answered, as JSON: typed by each version's own contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, create_model

from taller.deployment.deployment.model.service.worker.scorers import ModelError, number

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]
ROUTES = ("score", "score-many", "explain", "recommend")


class Closed(BaseModel):
    """A body: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Answer(BaseModel):
    """What every answer says of itself."""

    model: str
    version: int
    request_id: str
    kind: str


class Scored(Answer):
    """One score: a probability, or a value in the client's currency."""

    score: float


class ManyScored(Answer):
    """A score for each row, in their order."""

    scores: list[float]


class ReasonGiven(BaseModel):
    """What one column adds to a score."""

    column: str
    value: Any
    adds: float


class Explained(Scored):
    """A score, and what made it, the strongest first."""

    reasons: list[ReasonGiven]


class ItemGiven(BaseModel):
    """A recommended item."""

    item_id: str
    score: float
    because: str | None


class Recommended(Answer):
    """Items, the best first, and from what: history, user, or best-sellers."""

    origin: str
    items: list[ItemGiven]


ANSWERS: dict[str, type[Answer]] = {
    "score": Scored, "score-many": ManyScored, "explain": Explained, "recommend": Recommended,
}  # fmt: skip


@dataclass(slots=True)
class Asked:
    """A valid request.

    ``users`` and ``inputs`` have one entry per scored row; ``call`` asks the model, checks what it
    says, and gives the fields of the answer and the scores or items of each row.
    """

    users: list[str | None]
    inputs: list[dict[str, Any]]
    call: Callable[[], tuple[dict[str, Any], list[Any]]]
    large: bool = False


def routes(scorer: Any) -> tuple[str, ...]:
    """What a model can be asked."""
    if scorer.kind == "items":
        return ("recommend",)
    return ("score", "score-many", "explain") if scorer.explains else ("score", "score-many")


@lru_cache(maxsize=64)
def body(request: type[BaseModel], route: str, most: int) -> type[BaseModel]:
    """The model of a body for one contract."""
    if route == "recommend":
        return request
    name = f"{request.__name__}Row"
    row = create_model(
        name, __base__=Closed,
        user=(Text | None, Field(None, description="the customer's id, hashed in the log")),
        features=(request, Field(description="the contract's columns")),
    )  # fmt: skip
    if route != "score-many":
        return row
    rows = (list[row], Field(min_length=1, max_length=most, description="rows to score"))
    return create_model(f"{name}s", __base__=Closed, rows=rows)


@lru_cache(maxsize=64)
def _adapter(request: type[BaseModel], route: str, most: int) -> TypeAdapter:
    return TypeAdapter(body(request, route, most))


def read(scorer: Any, route: str, text: bytes, most: int) -> Asked:
    """A request's body, once it is valid for a version.

    Raises
    ------
    ValidationError
        With all faults.
    """
    given = _adapter(scorer.request, route, most).validate_json(text)
    return _READ[route](scorer, given)


def _score(scorer: Any, given: Any) -> Asked:
    row = scorer.row(given.features)

    def call() -> tuple[dict[str, Any], list[Any]]:
        score = _scores(scorer, [row])[0]
        return {"score": score}, [score]

    return Asked([given.user], [row], call)


def _score_many(scorer: Any, given: Any) -> Asked:
    rows = [scorer.row(each.features) for each in given.rows]

    def call() -> tuple[dict[str, Any], list[Any]]:
        scores = _scores(scorer, rows)
        return {"scores": scores}, scores

    return Asked([each.user for each in given.rows], rows, call, large=len(rows) > 20)


def _explain(scorer: Any, given: Any) -> Asked:
    row = scorer.row(given.features)

    def call() -> tuple[dict[str, Any], list[Any]]:
        score = _scores(scorer, [row])[0]
        reasons = [
            {"column": each.column, "value": each.value, "adds": number(each.adds, "value")}
            for each in scorer.explain(row)
        ]
        return {"score": score, "reasons": reasons}, [score]

    return Asked([given.user], [row], call)


def _recommend(scorer: Any, given: Any) -> Asked:
    asked = scorer.row(given)

    def call() -> tuple[dict[str, Any], list[Any]]:
        found = scorer.recommend(**asked)
        items = [
            {
                "item_id": str(each.item_id),
                "score": number(each.score, "value"),
                "because": each.because,
            }
            for each in found.items
        ]
        return {"origin": found.origin, "items": items}, [[each["item_id"] for each in items]]

    inputs = {name: value for name, value in asked.items() if name != "user"}
    return Asked([asked.get("user")], [inputs], call)


_READ = {
    "score": _score, "score-many": _score_many, "explain": _explain, "recommend": _recommend,
}  # fmt: skip


def _scores(scorer: Any, rows: list[dict[str, Any]]) -> list[float]:
    given = scorer.score(rows)
    if len(given) != len(rows):
        raise ModelError("model_fault", "the model gave another number of scores than rows")
    return [number(each, scorer.kind) for each in given]
