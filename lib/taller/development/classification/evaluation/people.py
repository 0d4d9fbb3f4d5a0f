"""The people who are scored: one population to count, to contact and to earn from.

From orders, customers as they are now. From a flat table, every row, and how its score was made::

    new         the target is blank: nothing is known yet, these are whom the score is for
    test        never learned from
    validation  scored by models that had not learned from it (out of fold)
    train       learned from: its score is too sure of itself

Contacted can be those to whom it can still happen: the new ones, where there are any, else those to
whom it has not happened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.development.classification.evaluation.test import Tested


@dataclass(frozen=True)
class People:
    """Who is scored.

    Attributes
    ----------
    table : who, how scored, what happened, and the probability
    features : their columns, as the model takes them
    open_to : positions of those to whom it can still happen
    gone : of the others, to whom it has happened already
    """

    table: pd.DataFrame
    features: pd.DataFrame
    open_to: np.ndarray
    gone: int = 0

    @property
    def probabilities(self) -> np.ndarray:
        """Of those to whom it can still happen."""
        return self.table["probability"].to_numpy()[self.open_to]


def scored(tested: Tested) -> People:
    """Everybody, scored by a model that had not seen them where possible."""
    fitted = tested.fitted
    gathered, model = fitted.prepared.gathered, fitted.model
    columns = list(model.columns)
    if gathered.current is not None:
        features = gathered.current.reindex(columns=columns)
        table = pd.DataFrame({"user_id": features.index.to_numpy(dtype=str)})
        table = table.assign(probability=model.predict(features))
        return People(table, features, np.arange(len(table)))
    rows, split = gathered.rows, fitted.prepared.split
    assert rows is not None
    features, part = rows.features[columns], np.full(len(rows), "train", dtype=object)
    p = model.predict(features)
    validated = split.train.features.index.to_numpy()[split.validated]
    p[validated], part[validated] = fitted.validation, "validation"
    part[tested.rows.features.index.to_numpy()] = "test"
    names = rows.subjects if gathered.names is None else gathered.names
    places = np.arange(len(rows)) if gathered.places is None else gathered.places
    happened = np.where(rows.target > 0, "yes", "no")
    table = pd.DataFrame({"user_id": names, "row": places + 1, "part": part, "happened": happened,
                          "probability": p})  # fmt: skip
    fresh = gathered.fresh
    if fresh is None:
        still = np.flatnonzero(rows.target == 0)
        return People(table, features, still, len(rows) - len(still))
    new = fresh.features[columns]
    added = pd.DataFrame({"user_id": fresh.subjects, "row": fresh.places + 1, "part": "new",
                          "happened": "", "probability": model.predict(new)})  # fmt: skip
    whole = pd.concat([table, added], ignore_index=True)
    at = np.arange(len(table), len(whole))
    return People(whole, pd.concat([features, new], ignore_index=True), at)
