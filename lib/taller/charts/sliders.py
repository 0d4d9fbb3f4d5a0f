"""What a reader may move: Vega's own parameters, which work in a report, without a kernel."""

from __future__ import annotations

import json
import re

import altair as alt
import pandas as pd

from taller.theme import INK


def slider(
    name: str, label: str, value: float, most: float, step: float, least: float = 0
) -> alt.Parameter:
    """A slider from `least` to `most`.

    >>> slider("w", "Weight", 0.3, 1, 0.01).name
    'w'
    """
    bind = alt.binding_range(min=least, max=most, step=step, name=label)
    return alt.param(name=name, value=value, bind=bind)


def choice(name: str, label: str, options: list[str]) -> alt.Parameter:
    """A list to choose one of; the first stands there at the start.

    >>> choice("channel", "Channel", ["all", "google / cpc"]).to_dict()
    {'expr': 'channel'}
    """
    bind = alt.binding_select(options=options, name=label)
    return alt.param(name=name, value=options[0], bind=bind)


def said(text: str, **shown: str) -> alt.Parameter:
    """The sentence beside sliders: what it comes to where they stand, which a page speaks too.

    Parameters
    ----------
    text : with ``{name}`` where a value is to stand; two lines fit a phone
    shown : by name, a Vega expression of the text that stands there

    Examples
    --------
    >>> said("n: {n}", n="format(a, '.0f')").to_dict()
    {'expr': 'said'}
    >>> print(said("n: {n}", n="format(a, '.0f')").param.expr)
    "n: "+(format(a, '.0f'))+""
    """
    parts = re.split(r"\{(\w+)\}", text)
    found = [f"({shown[part]})" if i % 2 else json.dumps(part) for i, part in enumerate(parts)]
    return alt.param(name="said", expr="+".join(found))


def above(told: alt.Parameter) -> alt.Chart:
    """What `said` says, above the chart."""
    further = str(told.param.expr).count("\\n")  # lines below the first
    return alt.Chart(pd.DataFrame({"_at": [0.0]})).mark_text(
        align="right", baseline="bottom", fontWeight="bold", dy=-8 - 14 * further, color=INK,
        lineBreak="\n", text=alt.ExprRef("said"),
    ).encode(x=alt.value(alt.ExprRef("width")), y=alt.value(0))  # fmt: skip


def moved_along(
    drawn: alt.LayerChart, moved: alt.Parameter, told: alt.Parameter, *, at: str
) -> alt.LayerChart:
    """A chart with a slider along its x axis: a dashed line where it stands, and what holds there.

    Parameters
    ----------
    moved, told : as `slider` and `said` make them
    at : where on the axis the slider stands, as a Vega expression
    """
    rule = alt.Chart(pd.DataFrame({"_at": [0.0]})).mark_rule(strokeDash=[5, 4], color=INK)
    here = rule.transform_calculate(here=at).encode(x=alt.X("here:Q"))
    title, description = drawn.title, drawn.description
    # Or the chart within would be drawn with a title of its own.
    inner = drawn.copy()
    inner.title = inner.description = alt.Undefined
    return alt.layer(inner, here, above(told)).add_params(moved, told).properties(
        title=title, description=description
    )  # fmt: skip


def at(values: list[float], index: str) -> str:
    """Vega's words for one of a list of values, whose place a slider says.

    >>> at([1.0, 2.5], "k")
    '[1,2.5][k]'
    """
    return f"[{','.join(f'{value:.7g}' for value in values)}][{index}]"
