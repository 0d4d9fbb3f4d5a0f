"""The assignment a CRM imports: one row per customer, safe to open in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from taller.development.clustering.features import Customers
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Model
from taller.development.clustering.result import Segment
from taller.handed import write_csv
from taller.phase import Artifact


def write_assignment(
    path: Path, model: Model, customers: Customers, segments: list[Segment]
) -> int:
    """Write each customer's segment as a CSV that a CRM imports and a spreadsheet may open.

    Text that a spreadsheet would run as a formula gets a leading apostrophe.

    Returns
    -------
    The number of cells so changed.
    """
    named = {s.number: s for s in segments}
    frame = customers.frame
    numbers = model.assign(frame)
    table = pd.DataFrame(
        {
            "user_id": frame.index.astype(str),
            "segment": numbers.to_numpy(),
            "segment_name": [named[n].name for n in numbers],
            "action": [named[n].action for n in numbers],
            "days_since_last_order": frame["recency_days"].astype("int64").to_numpy(),
            "orders": frame["frequency"].astype("int64").to_numpy(),
            "net_spend": frame["monetary"].round(2).to_numpy(),
            "items": frame["breadth"].astype("int64").to_numpy(),
        }
    )
    return write_csv(path, [table])


def artifact(path: str) -> Artifact:
    """The file as the report lists it."""
    return Artifact(path=path, label=say("assignment"))
