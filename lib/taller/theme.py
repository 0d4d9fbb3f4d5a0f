"""How charts look: one theme, one palette, and output that JupyterLab shows without a network.

Importing this module registers the Altair theme and renderer ``taller``. Text and rules are drawn
in ``currentColor``, so that one chart fits dark, light and print.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from taller import d3

PALETTE = ("#2478b5", "#d55e00", "#00916a", "#b8629a", "#8f7411", "#7a828c")
"""Series colours: told apart with any common colour blindness, and visible on dark and light."""

RAMP = ("#dbe9f4", "#9cc3e0", "#4f93c8", "#1f66a5", "#0b3c70")
"""A single-hue ramp from little to much."""

INK = "currentColor"
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
WIDTH = 640


def _config() -> dict[str, Any]:
    text = {"color": INK}
    return {
        "config": {
            "background": None,
            "font": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
            "locale": {"number": d3.number_locale(), "time": d3.time_locale()},
            "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 300},
            "range": {"category": list(PALETTE), "ramp": list(RAMP), "heatmap": list(RAMP)},
            "mark": {"color": PALETTE[0]},
            "text": {**text, "fontSize": 12},
            "rule": text,
            "title": {
                "anchor": "start",
                "fontSize": 15,
                "fontWeight": 600,
                "offset": 14,
                "subtitleFontSize": 12,
                "subtitlePadding": 5,
                "color": INK,
                "subtitleColor": INK,
            },
            "axis": {
                "domainColor": INK,
                "domainOpacity": 0.35,
                "gridColor": INK,
                "gridOpacity": 0.12,
                "labelColor": INK,
                "labelFontSize": 12,
                "labelLimit": 200,
                "maxExtent": 400,  # else Vega writes an axis title over labels wider than 200
                "tickColor": INK,
                "tickOpacity": 0.35,
                "titleColor": INK,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "titlePadding": 10,
            },
            "axisBand": {"grid": False, "ticks": False, "domain": False, "labelPadding": 8},
            "legend": {
                "labelColor": INK,
                "labelFontSize": 12,
                "titleColor": INK,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "orient": "top",
                "symbolStrokeWidth": 2,
            },
            "header": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": 12,
                "titleFontSize": 12,
            },
        }
    }


def _renderer(spec: dict[str, Any], **_options: Any) -> dict[str, Any]:
    # JupyterLab bundles Vega-Lite 5 and shows nothing offline for the version Altair writes.
    spec = {**spec, "$schema": SCHEMA}
    title = spec.get("description") or title_text(spec) or "chart"
    return {MIME: spec, "text/plain": f"<chart: {title}>"}


def title_text(spec: dict[str, Any]) -> str:
    """The title of a specification as plain text, empty where it has none."""
    title = spec.get("title", "")
    if isinstance(title, dict):
        title = title.get("text", "")
    return " ".join(title) if isinstance(title, list) else str(title or "")


alt.theme.register("taller", enable=True)(_config)
alt.renderers.register("taller", _renderer)
alt.renderers.enable("taller")
