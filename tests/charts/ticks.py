"""What tests of axes share: the labels that a drawn chart's axes show."""

from __future__ import annotations

import copy
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from taller import d3

SVG = "{http://www.w3.org/2000/svg}"


def axes(spec: dict[str, Any], width: int | None = None) -> list[list[str]]:
    """The labels of each axis of a chart as it is drawn, those hidden left out."""
    import vl_convert

    drawn = {key: value for key, value in spec.items() if key != "$schema"}
    if width is not None and "layer" in drawn | {"mark": None} and "width" not in drawn:
        drawn["width"] = width
    text = vl_convert.vegalite_to_svg(
        json.dumps(drawn, default=str), format_locale=d3.number_locale(),
        time_format_locale=d3.time_locale(),
    )  # fmt: skip
    found = []
    for group in ET.fromstring(text).iter(f"{SVG}g"):
        if "role-axis-label" in group.get("class", ""):
            shown = [each for each in group.iter(f"{SVG}text") if each.get("opacity") != "0"]
            found.append([said for each in shown if (said := "".join(each.itertext()))])
    return found


def repeated(spec: dict[str, Any]) -> list[list[str]]:
    """The axes that show one label twice, whatever its reader chooses."""
    return [
        labels
        for chosen in choices(spec)
        for labels in axes(chosen)
        if len({*labels}) < len(labels)
    ]


def choices(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A chart as it is, and with each thing that may be set at each end, or at each option."""
    yield spec
    for number, param in enumerate(spec.get("params") or ()):
        bound = param.get("bind") if isinstance(param.get("bind"), dict) else {}
        values = bound.get("options") or [bound[end] for end in ("min", "max") if end in bound]
        for value in values:
            chosen = copy.deepcopy(spec)
            chosen["params"][number]["value"] = value
            yield chosen
