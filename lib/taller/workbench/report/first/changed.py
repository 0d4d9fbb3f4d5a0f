"""What changed since the run before, in words: figures that moved beyond their interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from taller import language
from taller.language import _
from taller.phase import Estimate
from taller.workbench.report import look

Results = Mapping[str, dict[str, Any] | None]


def since(
    label: str | None, titles: Sequence[tuple[str, str]], now: Results, before: Results
) -> dict[str, Any]:
    """Figures that moved beyond their interval since the label before, came or went.

    Parameters
    ----------
    titles : name and title of the notebooks, in the order of the page
    """
    lines: list[dict[str, str]] = []
    compared = 0
    for name, title in titles:
        held, earlier = now.get(name), before.get(name)
        if held is None or earlier is None:
            continue
        new, old = by_key(held), by_key(earlier)
        compared += len(new.keys() & old.keys())
        lines += _lines(title, new, old)
    return {
        "title": _("What changed since {label}").format(label=label or _("before")),
        "lines": lines,
        "still": _still(compared, bool(lines)),
    }


def by_key(result: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """A result's figures; what a key stands for in another subject is another figure."""
    found = {}
    for figure in result.get("figures") or ():
        try:
            estimate = Estimate.model_validate(figure["estimate"])
        except (ValidationError, KeyError):  # written by another version of Taller
            continue
        key = (figure["key"], str(figure.get("subject") or ""))
        found[key] = {"label": figure["label"], "estimate": estimate}
    return found


def _lines(title: str, new: dict[Any, Any], old: dict[Any, Any]) -> list[dict[str, str]]:
    lines = []
    for key in new:
        if key not in old:
            lines.append(_line(title, new[key]["label"], _("new figure")))
        elif new[key]["estimate"].moved_from(old[key]["estimate"]):
            said = _moved(old[key]["estimate"], new[key]["estimate"])
            lines.append(_line(title, new[key]["label"], said))
    gone = _("no longer reported")
    return lines + [_line(title, old[key]["label"], gone) for key in old if key not in new]


def _line(title: str, label: str, said: str) -> dict[str, str]:
    return {"title": title, "label": label, "said": said}


def _moved(before: Estimate, now: Estimate) -> str:
    was = language.quantity(before.value, before.unit)
    is_now = language.quantity(now.value, now.unit)
    text = (
        _("rose from {was} to {now}") if now.value > before.value else _("fell from {was} to {now}")
    )
    text = text.format(was=was, now=is_now)
    if now.is_exact:
        return look.signed(text)
    return look.signed(f"{text} ({language.interval(now)})")


def _still(compared: int, moved: bool) -> str:
    if not compared:
        return _("No figure can be compared.")
    if moved:
        return _("All other figures stayed within their intervals.")
    return _("No figure moved beyond its interval ({n} compared).").format(n=compared)
