"""What a client's rows become when a service is asked about them, and what the run itself says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.features.kept import KeptModel
from taller.deployment.deployment.features.rows import OwnRows, plain
from taller.deployment.deployment.model.load import Request

if TYPE_CHECKING:
    import pandas as pd

LISTS = {
    "probability": ("scores.csv", "probability"),
    "value": ("customer_values.csv", "value"),
    "items": ("suggestions.csv", "item_id"),
}
"""By what a model answers with: the list that its notebook leaves, and the column that says it."""
ANSWER = {"probability": "score", "value": "score", "items": "items"}


def features(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON takes them."""
    return [{name: _json(value) for name, value in row.items()} for row in plain(frame)]


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def example(model: KeptModel) -> Request:
    """A request within the model's contract, of nobody."""
    held = {name: _json(value) for name, value in model.scorer.example().items()}
    if model.kind == "items":
        return Request(f"/v1/{model.name}/recommend", held)
    return Request(f"/v1/{model.name}/score", {"features": held})


def one(model: KeptModel, own: OwnRows, n: int) -> list[Request]:
    """Requests for one answer each, of the client's own rows or histories."""
    if model.kind == "items":
        path = f"/v1/{model.name}/recommend"
        return [Request(path, {"history": history[-50:]}) for history in own.histories[:n]]
    path = f"/v1/{model.name}/score"
    return [Request(path, {"features": row}) for row in features(own.now(model).iloc[:n])]


def many(model: KeptModel, own: OwnRows, n: int) -> Request:
    """One request for many answers; of items, which are asked for one by one, the longest list."""
    if model.kind == "items":
        longest = max(own.histories, key=len)
        return Request(f"/v1/{model.name}/recommend", {"history": longest[-50:], "k": 100})
    held = [{"features": row} for row in features(own.now(model).iloc[:n])]
    rows = [held[place % len(held)] for place in range(n)]
    return Request(f"/v1/{model.name}/score-many", {"rows": rows})


def said(model: KeptModel, users: int) -> dict[str, list[str]]:
    """What the run's own list says of some customers, from all over it; empty without a list.

    Returns
    -------
    by customer, of a flat table by row: the answer as the list writes it, for items one by one;
    nothing where the test bore no amounts, and the list holds the order alone
    """
    name, column = LISTS[model.kind]
    path = model.folder / name
    if not path.exists():
        return {}
    import pandas as pd

    asked = {"part", "row", "user_id", column}
    rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig",
                       usecols=lambda name: name in asked)  # fmt: skip
    if column not in rows:
        return {}
    if "part" in rows:
        rows = rows[rows["part"] != "validation"]  # which other models were asked about
    subjects = _subjects(rows)
    named = subjects.unique()
    some = subjects.isin(named[:: max(1, len(named) // users)][:users])
    return rows.loc[some, column].groupby(subjects[some], sort=False).agg(list).to_dict()


def _subjects(rows: pd.DataFrame) -> pd.Series:
    """Whom each line is about: of a flat table its row, which people count from 1."""
    if "row" in rows and rows["row"].ne("").all():
        return (rows["row"].astype(int) - 1).astype(str)
    return rows["user_id"]


def of_users(
    model: KeptModel, own: OwnRows, users: Mapping[str, Sequence[str]]
) -> dict[str, Request]:
    """A request for each of some customers, whom the list names."""
    if model.kind == "items":
        path = f"/v1/{model.name}/recommend"
        return {user: Request(path, {"user": user, "k": len(users[user])}) for user in users}
    frame = own.now(model)
    frame = frame[frame.index.astype(str).isin(list(users))]
    path = f"/v1/{model.name}/score"
    rows = zip(frame.index.astype(str), features(frame), strict=True)
    return {user: Request(path, {"user": user, "features": row}) for user, row in rows}


def same(written: Sequence[str], answer: Any) -> bool:
    """Whether an answer is what a list says, as exactly as the list writes it.

    >>> same(["0.8723"], 0.87234), same(["0.8723"], 0.8724), same(["a", "b"], [{"item_id": "a"}])
    (True, False, False)
    """
    if isinstance(answer, list):
        return [item["item_id"] for item in answer] == list(written)
    decimals = len(written[0].partition(".")[2])
    return abs(float(written[0]) - answer) <= 0.5 * 10**-decimals + 1e-9
