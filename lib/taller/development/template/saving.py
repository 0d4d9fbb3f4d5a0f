"""Saving: the model, its contract, its validation profile and its card; nothing is pickled.

::

    model.*         what the model itself writes (LightGBM's text, plain arrays)
    contract.json   the columns it needs: kind, range seen, values known, share missing
    profile.json    how its columns and its scores were spread on validation, for drift later
    card.json       what it is for, how good it is, where it fails; card.html is for people
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from taller import durable, language
from taller.development.template.messages import say
from taller.errors import DataError
from taller.phase import Artifact, Estimate

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

CUTS = 10  # parts of a number's range that the profile counts


class Metric(BaseModel):
    """A figure of the card."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    estimate: Estimate


class Card(BaseModel):
    """What whoever uses the model must know of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    purpose: str = Field(description="what it predicts, for whom, at which moment")
    use: tuple[str, ...] = Field((), description="what it is meant for")
    misuse: tuple[str, ...] = Field((), description="what it is not meant for")
    data: tuple[str, ...] = Field((), description="what it learned from and was tested on")
    metrics: tuple[Metric, ...] = ()
    slices: tuple[Metric, ...] = ()
    slices_of: str = Field("", description="what the slices' figures are")
    limits: tuple[str, ...] = ()
    details: dict[str, Any] = Field(default_factory=dict, description="seed, settings, versions")


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


def write_json(path: Path, content: Any) -> None:
    """A file as JSON, whole or not at all."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    durable.write_whole(path, text + "\n")


def read_json(path: Path) -> Any:
    """A file that `write_json` wrote.

    Raises
    ------
    DataError
        If it is not there, or is no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(path, say("saved-unreadable")) from error


def listed(folder: Path, relative_to: Path, named: Mapping[str, str]) -> tuple[Artifact, ...]:
    """Those of the files named that were written, as a result lists them.

    Parameters
    ----------
    relative_to : the run's folder, which artifacts are named from
    named : file's name to its label
    """
    return tuple(
        Artifact(path=(folder / name).relative_to(relative_to).as_posix(), label=label)
        for name, label in named.items()
        if (folder / name).exists()
    )


def write_card(folder: Path, card: Card) -> None:
    """The card as JSON for programs and as a page for people."""
    write_json(folder / "card.json", card.model_dump(mode="json"))
    durable.write_whole(folder / "card.html", page(card))


def page(card: Card) -> str:
    """The card as one HTML page without anything from elsewhere."""
    words = say.parts("saved-card", of=card.slices_of or None)
    parts = [f"<p>{escape(card.purpose)}</p>"]
    parts += _section(words["use"], card.use) + _section(words["misuse"], card.misuse)
    parts += _section(words["data"], card.data)
    parts += _figures(words["metrics"], card.metrics, words)
    parts += _figures(words["slices"], card.slices, words)
    parts += _section(words["limits"], card.limits)
    if card.details:
        rows = "".join(
            f"<tr><th scope='row'>{escape(str(k))}</th><td>{escape(str(v))}</td></tr>"
            for k, v in card.details.items()
        )
        head = f"<h2>{escape(words['details'])}</h2>"
        parts.append(f"{head}<table class='about'>{rows}</table>")
    title = escape(card.title)
    return (
        f'<!doctype html><html lang="{language.current().code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{title}</h1>{''.join(parts)}</main></body></html>\n"
    )


STYLE = (
    "body{font:16px/1.5 Georgia,serif;color:#14202b;background:#fff;margin:0}"
    "main{max-width:44rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.6rem;line-height:1.2}"
    "h2{font-size:1.1rem;margin:1.6rem 0 .3rem}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
    "border-bottom:1px solid #ddd;font-weight:400;overflow-wrap:anywhere}"
    "thead th{font-size:.85rem;color:#52606b}.about th{width:30%}"
    ".n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "@media screen and (prefers-color-scheme:dark){body{color:#e6e9ec;background:#14181c}"
    "th,td{border-color:#3a424a}thead th{color:#a9b4bd}}"
    # On paper: no heading alone at the foot of a page, no row torn apart, heads on every page.
    "@page{size:A4;margin:18mm 16mm}@media print{body{font-size:10pt;line-height:1.35}"
    "main{max-width:none;margin:0;padding:0}h2{margin-top:1.1rem;break-after:avoid}"
    "tr,li,.about{break-inside:avoid}thead{display:table-header-group}"
    "th,td{padding-top:.15rem;padding-bottom:.15rem}p,li{orphans:2;widows:2}}"
)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return [f"<h2>{escape(title)}</h2><ul>{items}</ul>"]


def _figures(title: str, metrics: Sequence[Metric], words: Mapping[str, str]) -> list[str]:
    if not metrics:
        return []
    heads = (words["figure"], words["value"], words["interval"])
    head = "".join(
        f"<th scope='col'{' class=n' if place else ''}>{escape(name)}</th>"
        for place, name in enumerate(heads)
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(m.name)}</th>"
        f"<td class='n'>{escape(_shown(m.estimate.value, m.estimate))}</td>"
        f"<td class='n'>{escape(_interval(m.estimate))}</td></tr>"
        for m in metrics
    )
    return [
        f"<h2>{escape(title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    ]


def _interval(found: Estimate) -> str:
    if found.is_exact:
        return language.interval(found)
    low, high = _shown(found.low, found), _shown(found.high, found)
    return say("saved-interval", low=low, high=high)


def _shown(value: float, found: Estimate) -> str:
    """A value as its unit is read; to three decimals where the figure is below 1."""
    if found.unit in ("index", "number") and abs(found.value) < 1:
        return language.number(value, 3)
    return language.quantity(value, found.unit)
