"""The file of scores: everybody's probability, whom to contact where that is advised, and why.

Who is in it, and how each score was made: `taller.development.classification.evaluation.people`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from taller.development.classification.evaluation import explanations as explaining
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.wait import Waiting


def listed(decided: Decided, waiting: Waiting | None) -> pd.DataFrame:
    """The rows of the file, the highest scores first; whom to contact only where advised."""
    people = decided.people
    table, open_to = people.table, people.open_to
    p = table["probability"].to_numpy()
    place = np.argsort(np.argsort(-p, kind="stable"), kind="stable")
    table = table.assign(probability=np.round(p, 4), tenth=place * 10 // max(len(p), 1) + 1)
    if decided.advice == "score":
        contact = np.full(len(p), "", dtype=object)
        contact[open_to] = np.where(decided.contacts(p[open_to]), "yes", "no")
        table = table.assign(contact=contact)
    table = pd.concat([table, _when(decided, waiting, len(table))], axis=1)
    reasons = explaining.reasons(decided.tested, people.features.iloc[open_to]).set_axis(open_to)
    reasons = reasons.reindex(range(len(table))).fillna("")
    return pd.concat([table, reasons], axis=1).iloc[np.argsort(place, kind="stable")]


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
