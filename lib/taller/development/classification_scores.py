"""The file of scores: everybody's probability, by a model that had not seen them where possible.

From orders, customers as they are now. From a flat table, every row, and how its score was made::

    new         the target is blank: nothing is known yet, these are whom the score is for
    test        never learned from
    validation  scored by models that had not learned from it (out of fold)
    train       learned from: its score is too sure of itself

Contacted are those to whom it can still happen: the new ones, where there are any, else those to
whom it has not happened.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from taller.development import classification_explain as explaining
from taller.development.classification_money import Decided
from taller.development.classification_wait import Waiting
from taller.handed import write_csv


def write(decided: Decided, waiting: Waiting | None, path: Path) -> tuple[int, int, int, int]:
    """Write the file, the highest scores first.

    Returns
    -------
    Rows written, rows that can be contacted, rows to be contacted, cells that began like a formula
    """
    table, features, open_to = _rows(decided)
    p = table["probability"].to_numpy()
    place = np.argsort(np.argsort(-p, kind="stable"), kind="stable")
    contact = np.full(len(p), "", dtype=object)
    contact[open_to] = np.where(decided.contacts(p[open_to]), "yes", "no")
    table = table.assign(
        probability=np.round(p, 4), tenth=place * 10 // max(len(p), 1) + 1, contact=contact
    )
    table = pd.concat([table, _when(decided, waiting, len(table))], axis=1)
    model = decided.tested.fitted.model
    reasons = explaining.reasons(model, features.iloc[open_to]).set_axis(open_to)
    reasons = reasons.reindex(range(len(table))).fillna("")
    table = pd.concat([table, reasons], axis=1).iloc[np.argsort(place, kind="stable")]
    return len(table), len(open_to), int((contact == "yes").sum()), write_csv(path, [table])


def _rows(decided: Decided) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Who is scored and how; their columns; positions of those who can be contacted."""
    fitted = decided.tested.fitted
    gathered, model = fitted.prepared.gathered, fitted.model
    columns = list(model.columns)
    if gathered.current is not None:
        features = gathered.current.reindex(columns=columns)
        table = pd.DataFrame({"user_id": features.index.to_numpy(dtype=str)})
        return table.assign(probability=model.predict(features)), features, np.arange(len(table))
    rows, split = gathered.rows, fitted.prepared.split
    assert rows is not None
    features, part = rows.features[columns], np.full(len(rows), "train", dtype=object)
    p = model.predict(features)
    validated = split.train.features.index.to_numpy()[split.validated]
    p[validated], part[validated] = fitted.validation, "validation"
    part[decided.tested.rows.features.index.to_numpy()] = "test"
    names = rows.subjects if gathered.names is None else gathered.names
    happened = np.where(rows.target > 0, "yes", "no")
    table = pd.DataFrame({"user_id": names, "part": part, "happened": happened,
                          "probability": p})  # fmt: skip
    if gathered.fresh is None:
        return table, features, np.flatnonzero(rows.target == 0)
    new = gathered.fresh.features[columns]
    added = pd.DataFrame({"user_id": gathered.fresh.subjects, "part": "new", "happened": "",
                          "probability": model.predict(new)})  # fmt: skip
    whole = pd.concat([table, added], ignore_index=True)
    at = np.arange(len(table), len(whole))
    return whole, pd.concat([features, new], ignore_index=True), at


def _when(decided: Decided, waiting: Waiting | None, n: int) -> pd.DataFrame:
    """Risk of the time ahead and time expected, where the model of when is worth it."""
    made = pd.DataFrame(index=range(n))
    timed = waiting.timed if waiting is not None else None
    if timed is None or not timed.signal:
        return made
    gathered = decided.tested.fitted.prepared.gathered
    ahead = pd.concat([timed.known, timed.fresh], ignore_index=True).reindex(range(n))
    what = "order" if gathered.origin == "orders" else "happens"
    made[f"{what}_within_{timed.ahead:g}"] = ahead["risk"].round(4)
    made[f"time_expected_of_{timed.within:g}"] = ahead["expected"].round(2)
    if gathered.worth is not None:
        new = gathered.fresh.worth if gathered.fresh is not None else None
        worth = np.concatenate([gathered.worth, *([new] if new is not None else [])])
        made["at_stake"] = (worth * ahead["risk"]).round(2)
    return made
