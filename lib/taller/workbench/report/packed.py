"""A chart's rows as the page holds them: by column, and a text that comes again written once.

The page's script makes rows of it again (``rows`` in ``templates/page.js``). What is drawn by day
for every figure there is weighs a third.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

FEWEST = 20  # rows below which a chart's data stay as they are


def packed(rows: Any) -> Any:
    """Rows by column; as they are where they are few, or do not all have the same columns.

    Parameters
    ----------
    rows : a data set of a chart: rows, each a value by column

    Returns
    -------
    dict of ``n``, how many rows, and ``columns``: each its values in order, or where fewer are
    different ``of`` these and ``at`` which place of it each row's value stands

    >>> held = packed([{"day": "2026-04-02", "n": place} for place in range(20)])
    >>> held["columns"]["day"]["of"], held["columns"]["n"][:3]
    (['2026-04-02'], [0, 1, 2])
    """
    if not isinstance(rows, list) or len(rows) < FEWEST:
        return rows
    if not all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows):
        return rows
    columns = {name: _column([row[name] for row in rows]) for name in rows[0]}
    return {"n": len(rows), "columns": columns}


def _column(values: Sequence[Any]) -> Any:
    """Values, or the different ones and where each stands, whichever is shorter."""
    written = [json.dumps(value, ensure_ascii=False) for value in values]
    places = {text: place for place, text in enumerate(dict.fromkeys(written))}
    coded = {"of": [json.loads(text) for text in places], "at": [places[each] for each in written]}
    return min(values, coded, key=lambda held: len(json.dumps(held, ensure_ascii=False)))
