"""Widgets in a page without a kernel: the table they would have shown, never a widget's id."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from taller.language import _
from taller.workbench.report import markup

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
_SILENT = ("LayoutModel", "StyleModel")
MAX_DEPTH = 20

State = dict[str, dict[str, Any]]
Show = Callable[[list[dict[str, Any]]], str]


def state_of(metadata: dict[str, Any]) -> State:
    """The widgets' state that a notebook keeps in its metadata."""
    held = (metadata.get("widgets") or {}).get(STATE) or {}
    models = held.get("state", {}) if isinstance(held, dict) else {}
    return models if isinstance(models, dict) else {}


def shown(view: Any, state: State, show_outputs: Show) -> str:
    """A widget as static HTML, rebuilt from the notebook's state.

    Parameters
    ----------
    view : the output's widget payload
    state : from `state_of`
    show_outputs : renders the outputs that an output widget holds
    """
    root = view.get("model_id", "") if isinstance(view, dict) else ""
    rows: list[tuple[str, str]] = []
    blocks: list[str] = []
    _collect(root, state, show_outputs, rows, blocks, set())
    table = ""
    if rows:
        lines = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{value}</td></tr>' for name, value in rows
        )
        heads = (
            f'<th scope="col">{escape(_("Control"))}</th><th scope="col">{escape(_("Set to"))}</th>'
        )
        table = (
            f'<div class="table-wrap"><table><thead><tr>{heads}</tr></thead>'
            f"<tbody>{lines}</tbody></table></div>"
        )
    if not table and not blocks:
        text = _("An interactive element stood here; it needs the notebook itself.")
        return f'<p class="note">{escape(text)}</p>'
    return table + "".join(blocks)


def _collect(
    model_id: str,
    state: State,
    show_outputs: Show,
    rows: list[tuple[str, str]],
    blocks: list[str],
    seen: set[str],
) -> None:
    model = state.get(model_id)
    # A widget may hold itself through a link: each is shown once.
    if not isinstance(model, dict) or model_id in seen or len(seen) > 2000:
        return
    seen.add(model_id)
    kind, held = str(model.get("model_name", "")), model.get("state") or {}
    if kind.endswith(_SILENT):
        return
    children = held.get("children")
    if isinstance(children, list | tuple):
        for child in children:
            _collect(str(child).removeprefix("IPY_MODEL_"), state, show_outputs, rows, blocks, seen)
    elif kind == "OutputModel":
        blocks.append(show_outputs(list(held.get("outputs") or [])))
    elif kind in ("HTMLModel", "HTMLMathModel"):
        blocks.append(markup.output_html(str(held.get("value", ""))))
    elif kind == "LabelModel":
        blocks.append(f"<p>{escape(str(held.get('value', '')))}</p>")
    else:
        value = _value(held)
        if value is not None:
            rows.append((str(held.get("description") or _("(no name)")), escape(value)))


def _value(held: dict[str, Any]) -> str | None:
    """What a control stands at, as text; None for one without a value, such as a button."""
    labels = held.get("_options_labels")
    if isinstance(labels, list | tuple) and "index" in held:
        index = held["index"]
        chosen = index if isinstance(index, list | tuple) else [index]
        names = [str(labels[i]) for i in chosen if isinstance(i, int) and i < len(labels)]
        return ", ".join(names) or "–"
    if "value" not in held:
        return None
    value = held["value"]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return " – ".join(map(str, value))
    return "–" if value is None else str(value)
