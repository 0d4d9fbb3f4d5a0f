"""Controls of our own for forms in JupyterLab, where ipywidgets' cannot be used without a mouse.

ipywidgets' slider has no name that a screen reader can read, and nothing of it says aloud what
changed. These two do, in a few lines of plain JavaScript; all text reaches the page as text.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def _classes() -> tuple[type, type]:
    # Made at first use: ipywidgets and anywidget are for someone at the notebook, not for a run.
    import anywidget
    import traitlets

    css = (HERE / "controls.css").read_text(encoding="utf-8")

    class Slider(anywidget.AnyWidget):
        _esm = (HERE / "slider.js").read_text(encoding="utf-8")
        _css = css
        label = traitlets.Unicode().tag(sync=True)
        hint = traitlets.Unicode().tag(sync=True)
        value = traitlets.Float(0.0).tag(sync=True)
        min = traitlets.Float(0.0).tag(sync=True)
        max = traitlets.Float(1.0).tag(sync=True)
        step = traitlets.Float(0.01).tag(sync=True)
        names = traitlets.List().tag(sync=True)
        percent = traitlets.Bool(False).tag(sync=True)
        digits = traitlets.Int(0).tag(sync=True)
        locale = traitlets.Unicode("en_GB").tag(sync=True)

    class Live(anywidget.AnyWidget):
        _esm = (HERE / "live.js").read_text(encoding="utf-8")
        _css = css
        kind = traitlets.Unicode("result").tag(sync=True)
        title = traitlets.Unicode().tag(sync=True)
        notes = traitlets.List().tag(sync=True)
        caption = traitlets.Unicode().tag(sync=True)
        head = traitlets.List().tag(sync=True)
        rows = traitlets.List().tag(sync=True)
        bars = traitlets.List().tag(sync=True)

    return Slider, Live


def slider(**traits: Any) -> Any:
    """A slider: ``label``, ``value``, ``min``, ``max``, ``step``, and how its value is worded.

    Parameters
    ----------
    names : what each step is called, from the lowest; else the number, as ``locale`` writes it,
        with so many ``digits``, as a ``percent`` or plain
    hint : a line below
    """
    return _classes()[0](**traits)


def live(**traits: Any) -> Any:
    """A result: ``title``, ``notes`` below it, a table (``caption``, ``head``, ``rows``, ``bars``).

    The title is spoken when it changed and then rested. ``kind``: result or status.
    """
    return _classes()[1](**traits)
