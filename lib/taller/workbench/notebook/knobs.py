"""A notebook's parameters as a reader sees them: name, value, where it comes from, what it means.

The report shows them by `row`; in JupyterLab they stand below ``run.params(...)``, and wherever a
cell ends with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from taller import language, messages
from taller.language import _, ngettext
from taller.phase import Section

MAX_VALUE = 240  # characters of a value that are shown
_origins: dict[int, tuple[Section, Mapping[str, str]]] = {}
# By identity: a section is its values and nothing else, or two of the same values would differ.


def resolved(section: Section, origins: Mapping[str, str]) -> list[dict[str, Any]]:
    """What a notebook's parameters came to, and remember of these where each came from.

    Parameters
    ----------
    origins : of those that were given: ``cell`` or ``engagement``
    """
    _origins[id(section)] = section, origins
    return _values(section)


def row(value: Mapping[str, Any]) -> dict[str, str]:
    """One parameter in the language in force: ``name``, ``value``, ``origin``, ``description``."""
    origins = {
        "cell": _("set for this run"),
        "engagement": _("engagement file"),
        "default": _("default"),
    }
    return {
        "name": str(value.get("name", "")),
        "value": _shortened(value.get("value")),
        "origin": origins.get(str(value.get("origin")), str(value.get("origin", ""))),
        "description": str(value.get("description") or ""),
    }


def table(section: Section) -> str:
    """A section as a small table in HTML; what is not the default stands out."""
    title = _("Parameters: {section}").format(section=capability(type(section)))
    heads = (_("Parameter"), _("Value"), _("From"), _("Meaning"))
    left = 'style="text-align:left"'
    head = "".join(f'<th scope="col" {left}>{escape(text)}</th>' for text in heads)
    rows = []
    for value in _values(section):
        cells = [f"<td {left}>{escape(text)}</td>" for text in row(value).values()]
        if value["origin"] != "default":
            cells[1] = f"<td {left}><strong>{escape(row(value)['value'])}</strong></td>"
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f"<table><caption {left}>{escape(title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def shown_by(shell: Any) -> None:
    """Have a notebook's kernel show sections as tables."""
    shell.display_formatter.formatters["text/html"].for_type(Section, table)


def capability(model: type) -> str:
    """The one name of the capability whose package, or module, a model stands in.

    >>> from taller.development import clustering
    >>> capability(clustering.Params)
    'clustering'
    """
    parts = model.__module__.split(".")
    return parts[2] if parts[0] == "taller" and len(parts) > 2 else parts[-1]


def _values(section: Section) -> list[dict[str, Any]]:
    known = _origins.get(id(section))
    given = dict.fromkeys(section.model_fields_set, "cell") if known is None else known[1]
    return [
        {"name": key, "value": value, "origin": given.get(key, "default"),
         "description": messages.described(type(section), key)}
        for key, value in section.model_dump(mode="json").items()
    ]  # fmt: skip


def _shortened(value: Any) -> str:
    """A value as written, unless that takes a paragraph: then how much it holds."""
    text = _written(value)
    if len(text) <= MAX_VALUE or not isinstance(value, dict | list):
        return text
    n = len(value)
    text = ngettext("{n} entry, not listed here", "{n} entries, not listed here", n)
    return text.format(n=language.number(n))


def _written(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return language.number(value)
    if isinstance(value, float):
        digits = len(repr(value).partition(".")[2]) if "e" not in repr(value) else 6
        return language.number(value, min(digits, 6) if value != int(value) else 0)
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value)) or "–"
    if isinstance(value, dict):  # of which what holds nothing says nothing
        held = {key: _written(inside) for key, inside in value.items()}
        return "; ".join(f"{key}: {text}" for key, text in held.items() if text != "–") or "–"
    return str(value)
