"""The model's card: what it is for, how good it is, where it fails; as data and as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from pydantic import Field

from taller import language
from taller.development.template.messages import say
from taller.phase import Estimate, Record


class Metric(Record):
    """A figure of the card."""

    name: str
    estimate: Estimate


class Card(Record):
    """What whoever uses the model must know of it."""

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
