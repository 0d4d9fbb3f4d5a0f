"""The pieces of a form: each control with its label tied to it, in the order of the tab key."""

from __future__ import annotations

import html
from typing import Any

from taller import controls
from taller.language import current


def weight_slider(label: str) -> Any:
    """A slider for one of several weights that together are 1."""
    return controls.slider(label=label, max=1.0, step=0.01, percent=True, locale=current().locale)


def text(label: str, long: bool = False) -> Any:
    """A text field with its label tied to it."""
    import ipywidgets

    kind = ipywidgets.Textarea if long else ipywidgets.Text
    return kind(description=label, continuous_update=False, **_wide("60rem"))


def dropdown(label: str, options: list[tuple[str, Any]]) -> Any:
    """A list to choose one of, with its label tied to it."""
    import ipywidgets

    return ipywidgets.Dropdown(description=label, options=options, **_wide("40rem"))


def amount(label: str, step: float = 1, least: float = 0) -> Any:
    """A number, such as money or days, with its label tied to it."""
    import ipywidgets

    return ipywidgets.BoundedFloatText(description=label, min=least, max=1e9, step=step)


def tick(label: str) -> Any:
    """Something that holds or not, with its label tied to it."""
    import ipywidgets

    return ipywidgets.Checkbox(description=label, indent=False)


def choice(label: str, options: tuple[str, ...], placeholder: str) -> Any:
    """A text field that offers what there is already, with its label tied to it."""
    import ipywidgets

    return ipywidgets.Combobox(
        description=label, options=options, placeholder=placeholder, continuous_update=False,
        **_wide("40rem"),
    )  # fmt: skip


def _wide(most: str) -> dict[str, Any]:
    return {
        "style": {"description_width": "15rem"},
        "layout": {"width": "auto", "max_width": most},
    }


def beside(*parts: Any) -> Any:
    """Fields side by side below the slider they belong to."""
    import ipywidgets

    box = ipywidgets.HBox(parts, layout={"flex_flow": "row wrap", "overflow": "visible"})
    box.add_class("taller-fields")
    return box


def heading(words: str, level: int = 2) -> Any:
    """A heading; its words are shown as they are, never as markup."""
    import ipywidgets

    return ipywidgets.HTML(f"<h{level}>{html.escape(words)}</h{level}>")


def page(*parts: Any) -> Any:
    """The parts of a form below each other, in the order of the tab key."""
    import ipywidgets

    box = ipywidgets.VBox(parts, layout={"overflow": "visible"})
    box.add_class("taller-form")
    return box


def scrolled(*parts: Any) -> Any:
    """Parts within a frame of their own, so that the result stays in sight beside them."""
    import ipywidgets

    box = ipywidgets.VBox(
        parts, layout={"max_height": "32rem", "overflow": "hidden auto", "display": "block"}
    )
    box.add_class("taller-scrolled")
    return box


def show(box: Any) -> None:
    """Display a form."""
    from IPython.display import display

    display(box)
