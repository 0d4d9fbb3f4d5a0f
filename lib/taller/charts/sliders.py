"""What a reader may move: Vega's own parameters, which work in a report, without a kernel."""

from __future__ import annotations

import altair as alt


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
