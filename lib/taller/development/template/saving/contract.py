"""What a model needs of a frame, and how what it was validated on was spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taller.development.template.messages import say
from taller.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

CUTS = 10  # parts of a number's range that the profile counts


def contract(frame: pd.DataFrame) -> dict[str, Any]:
    """What a frame must hold to be scored: each column's kind and what was seen of it."""
    return {"columns": {str(name): _column(frame[name]) for name in frame.columns}}


def _column(values: pd.Series) -> dict[str, Any]:
    import numpy as np
    from pandas.api import types

    missing = round(float(values.isna().mean()), 6) if len(values) else 0.0
    if types.is_datetime64_any_dtype(values):
        held = values.dropna()
        ends = [str(held.min()), str(held.max())] if len(held) else [None, None]
        return {"kind": "time", "low": ends[0], "high": ends[1], "missing": missing}
    if types.is_numeric_dtype(values):
        held = values.to_numpy(dtype="float64")
        held = held[np.isfinite(held)]
        ends = [float(held.min()), float(held.max())] if len(held) else [None, None]
        return {"kind": "number", "low": ends[0], "high": ends[1], "missing": missing}
    counts = values.dropna().astype(str).value_counts()
    return {"kind": "text", "levels": sorted(counts.index[:100]), "missing": missing}


def conform(frame: pd.DataFrame, agreed: Mapping[str, Any]) -> pd.DataFrame:
    """The columns a model needs, in its order, of the kinds it needs.

    Raises
    ------
    DataError
        Naming every column that is absent or of another kind.
    """
    import pandas as pd
    from pandas.api import types

    faults, made = [], {}
    for name, known in agreed["columns"].items():
        if name not in frame.columns:
            faults.append(say("saved-column.absent", name=name))
            continue
        values = frame[name]
        if known["kind"] == "number" and not types.is_numeric_dtype(values):
            numbers = pd.to_numeric(values, errors="coerce")
            if (numbers.isna() & values.notna()).any():
                example = str(values[numbers.isna() & values.notna()].iloc[0])
                faults.append(say("saved-column.texts", name=name, example=example))
            values = numbers
        elif known["kind"] == "time":
            values = pd.to_datetime(values, errors="coerce")
        made[name] = values
    if faults:
        raise DataError("contract.json", faults)
    return pd.DataFrame(made, index=frame.index)


def profile(frame: pd.DataFrame, scores: np.ndarray) -> dict[str, Any]:
    """How columns and scores were spread on validation, to hold later data against."""
    import pandas as pd

    spread = {str(name): _spread(frame[name]) for name in frame.columns}
    return {"rows": len(frame), "columns": spread, "score": _spread(pd.Series(scores))}


def _spread(values: pd.Series) -> dict[str, Any]:
    import numpy as np
    from pandas.api import types

    missing = float(values.isna().mean()) if len(values) else 0.0
    if types.is_datetime64_any_dtype(values):
        values = (values - values.min()).dt.days
    if types.is_numeric_dtype(values):
        held = values.to_numpy(dtype="float64")
        held = held[np.isfinite(held)]
        if not len(held):
            return {"kind": "number", "edges": [], "shares": [], "missing": missing}
        edges = np.unique(np.quantile(held, np.linspace(0, 1, CUTS + 1)[1:-1]))
        counts = np.bincount(np.searchsorted(edges, held, side="left"), minlength=len(edges) + 1)
        return {"kind": "number", "edges": edges.tolist(), "shares": (counts / len(held)).tolist(),
                "mean": float(held.mean()), "missing": missing}  # fmt: skip
    shares = values.dropna().astype(str).value_counts(normalize=True)[:50]
    return {"kind": "text", "levels": {str(k): float(v) for k, v in shares.items()},
            "missing": missing}  # fmt: skip
