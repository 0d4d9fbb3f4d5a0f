"""Charts in a report: the Vega program, kept in a cache; each chart with its files and data."""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from taller import d3, language
from taller.language import _
from taller.workbench.report import look
from taller.workbench.report.packed import packed

VEGA_LITE = "6.4"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
START = "window.startVega"  # what the page's script calls before it draws the first chart
MIMES = tuple(f"application/vnd.vegalite.v{n}+json" for n in (5, 6, 4))
MAX_TABLE_ROWS = 60
POSITION = "_"  # begins the name of a column that only says where a mark stands
ACCENT, REST = "var(--accent)", "var(--rest)"  # as the style sheet has them, dark and light
_NESTED = ("layer", "hconcat", "vconcat", "concat")


@cache
def program() -> str:
    """Vega, Vega-Lite and vega-embed as one script, which runs once `START` is called.

    So a page is there before a program of its weight has run.
    """
    return f"{START} = () => {{{_bundle()}\n}};"


def _bundle() -> str:
    """The programs themselves, made once per machine and version."""
    from importlib.metadata import version

    import platformdirs

    # Making it takes seconds, which a run of few seconds cannot spend.
    name = f"vega-{version('vl-convert-python')}-{VEGA_LITE}.js"
    path = Path(platformdirs.user_cache_dir("taller")) / name
    kept = _read_whole(path)
    if kept:
        return kept
    import vl_convert

    made = vl_convert.javascript_bundle(SNIPPET, vl_version=VEGA_LITE)
    made = made.replace("</script", "<\\/script").replace("<!--", "<\\!--").strip()
    _keep(path, made)
    return made


_END = "\n//whole"


def _read_whole(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    return text.removesuffix(_END) if text.endswith(_END) else ""


def _keep(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text + _END, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError:  # no room, or no right to write: it is made again next time
        try:
            beside.unlink(missing_ok=True)
        except OSError:
            return


def figure(spec: dict[str, Any], *, number: int, name: str) -> str:
    """One chart as HTML: caption, drawing, buttons for its files, and its data as a table.

    Parameters
    ----------
    spec : the Vega-Lite specification
    number : the chart's number in the report
    name : the notebook's name, for the names of downloaded files
    """
    spec = in_accent(self_contained(spec))
    title, subtitle = titles(spec)
    tables = data_tables(spec)
    held = {name: packed(rows) for name, rows in spec["datasets"].items()}
    content = {"spec": {**spec, "datasets": held}, "tables": tables, "locale": _locale(spec)}
    label = _("Figure {n}").format(n=number)
    return (
        look.environment()
        .get_template("chart.html")
        .render(
            id=f"figure-{number}",
            file=f"{re.sub(r'[^a-zA-Z0-9_-]+', '-', name)}-{number}",
            label=label,
            title=title,
            subtitle=subtitle,
            alt=spec.get("description") or title or label,
            tables=[_shown(spec, table) for table in tables],
            json=_json(content),
        )
    )


def _json(content: Any) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def reaches_out(node: Any) -> bool:
    """Whether a specification names data or images that would have to be fetched."""
    if isinstance(node, dict):
        address = node.get("url", "data:")  # also a channel, by which each mark has its own
        if not (isinstance(address, str) and address.startswith("data:")):
            return True
        # The rows of data are text, whatever their columns are called.
        return any(
            reaches_out(value) for key, value in node.items() if key not in ("values", "datasets")
        )
    return isinstance(node, list) and any(reaches_out(value) for value in node)


def self_contained(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with all inline data named, and without the address of its schema."""
    datasets = dict(spec.get("datasets") or {})
    spec = copy.deepcopy(
        {k: v for k, v in spec.items() if k not in ("datasets", "$schema", "usermeta")}
    )
    spec["datasets"] = datasets

    def name_data(node: Any) -> None:
        if isinstance(node, dict):
            data = node.get("data")
            if isinstance(data, dict) and isinstance(data.get("values"), list):
                name = f"data-{len(datasets) + 1}"
                datasets[name] = data["values"]
                node["data"] = {"name": name} | {k: v for k, v in data.items() if k == "format"}
            node.pop("href", None)
            for key in (*_NESTED, "spec", "encoding"):
                name_data(node.get(key))
        elif isinstance(node, list):
            for item in node:
                name_data(item)

    name_data(spec)
    return spec


def in_accent(spec: dict[str, Any], *, accent: str = ACCENT, rest: str = REST) -> dict[str, Any]:
    """The specification with the theme's first colour as the page's accent.

    Only where it stands for a lone series, or beside the theme's grey: several series keep the
    palette, whose colours are told apart with any colour blindness, and ramps keep theirs.
    """
    config = spec.get("config") or {}
    palette = (config.get("range") or {}).get("category")
    if not isinstance(palette, list) or len(palette) < 2:
        return spec
    first, grey = palette[0], palette[-1]
    mark = config.get("mark")
    if isinstance(mark, dict) and mark.get("color") == first:
        spec["config"] = {**config, "mark": {**mark, "color": accent}}

    def paint(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                paint(item)
        elif isinstance(node, dict):
            scale = node.get("scale")
            if isinstance(scale, dict) and scale.get("range") == [grey, first]:
                node["scale"] = {**scale, "range": [rest, accent]}
            for key, value in node.items():
                if key not in ("datasets", "data", "config"):
                    paint(value)

    paint(spec)
    return spec


def titles(spec: dict[str, Any]) -> tuple[str, str]:
    """Title and subtitle of a specification, empty where it has none."""
    title = spec.get("title") or ""
    if isinstance(title, dict):
        return _joined(title.get("text")), _joined(title.get("subtitle"))
    return _joined(title), ""


def _joined(text: Any) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text or "")


def _locale(spec: dict[str, Any]) -> dict[str, Any]:
    given = (spec.get("config") or {}).get("locale") or {}
    return {
        "number": given.get("number") or d3.number_locale(),
        "time": given.get("time") or d3.time_locale(),
    }


def data_tables(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Per data set of a chart, the columns that are drawn and what they are called."""
    named = encoded(spec)
    tables = []
    for name, rows in spec["datasets"].items():
        rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        if not rows:
            continue
        columns = list(dict.fromkeys(key for row in rows[:50] for key in row))
        # A saved notebook has its keys sorted, so a row's own order says nothing.
        drawn = [column for column in named if column in columns] or columns
        # Where a mark stands in the drawing is no data.
        drawn = [column for column in drawn if not column.startswith(POSITION)]
        if not drawn:
            continue
        titled = [[c, (named.get(c) or {}).get("title") or c] for c in drawn]
        tables.append({"dataset": name, "columns": titled})
    return tables


def encoded(spec: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Fields that encodings name, with the title, type and number format they are given."""
    found: dict[str, dict[str, str]] = {}

    def visit(node: Any) -> None:
        if isinstance(node, list):
            for item in node:
                visit(item)
        elif isinstance(node, dict):
            if isinstance(node.get("field"), str):
                note = found.setdefault(re.sub(r"\\(.)", r"\1", node["field"]), {})
                axis = node.get("axis") if isinstance(node.get("axis"), dict) else {}
                given = {
                    "title": _joined(node.get("title")),
                    "type": node.get("type", ""),
                    "format": node.get("format") or axis.get("format") or "",
                }
                # A tooltip names a column best: an axis may be shared by several.
                for key, value in given.items():
                    if value:
                        note.setdefault(key, value)
            for key, value in sorted(node.items()):
                if key not in ("datasets", "data", "config", "transform"):
                    visit(value)

    tooltips: list[Any] = []
    spans: list[tuple[str, str]] = []

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("encoding"), dict) and "tooltip" in node["encoding"]:
                tooltips.append(node["encoding"]["tooltip"])
            spans.extend(_spans(node.get("encoding")))
            for key, value in sorted(node.items()):
                if key not in ("datasets", "data", "config"):
                    collect(value)
        elif isinstance(node, list):
            for item in node:
                collect(item)

    collect(spec)
    visit(tooltips)
    ends = {"low": _("interval, low end"), "high": _("interval, high end")}
    for start, end in spans:
        found.setdefault(start, {}).setdefault("title", ends.get(start, _("from")))
        found.setdefault(end, {}).setdefault("title", ends.get(end, _("to")))
    visit(spec)
    for start, end in spans:
        for key in ("type", "format"):
            found[end].setdefault(key, found[start].get(key, ""))
    return found


def _spans(encoding: Any) -> list[tuple[str, str]]:
    """Pairs of fields from one of which to the other a mark reaches."""
    if not isinstance(encoding, dict):
        return []
    pairs = [(encoding.get(axis), encoding.get(f"{axis}2")) for axis in "xy"]
    return [
        (one["field"], two["field"])
        for one, two in pairs
        if isinstance(one, dict) and isinstance(two, dict)
        and isinstance(one.get("field"), str) and isinstance(two.get("field"), str)
    ]  # fmt: skip


def _shown(spec: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    """A chart's data as a table to read, cut after some rows."""
    named = encoded(spec)
    rows = spec["datasets"][table["dataset"]]
    columns = []
    titled = any(named.get(key, {}).get("title") for key, _title in table["columns"])
    for key, title in table["columns"]:
        note = named.get(key, {})
        values = [row.get(key) for row in rows[:MAX_TABLE_ROWS] if isinstance(row, dict)]
        numeric = all(isinstance(v, int | float) or v is None for v in values)
        form = note.get("format", "")
        if note.get("type") == "temporal" and not _by_month(values, form):
            form += "%d"  # a month's first among other days is a day
        written = [_cell(v, note.get("type", ""), form) for v in values]
        if titled and not (note.get("title") or "").strip():
            if numeric:
                continue  # where something is drawn, not what is shown
            title = _("What")
        columns.append({"title": title, "numeric": numeric, "cells": written})
    note = ""
    if len(rows) > MAX_TABLE_ROWS:
        note = _("First {shown} of {total} rows; the CSV has all.").format(
            shown=language.number(MAX_TABLE_ROWS), total=language.number(len(rows))
        )
    return {
        "heads": [(c["title"], c["numeric"]) for c in columns],
        "rows": list(zip(*(c["cells"] for c in columns), strict=True)),
        "note": note,
    }


def _by_month(values: list[Any], form: str) -> bool:
    """Whether days stand for their months: all of them a month's first, and written so."""
    days = {str(value)[8:10] for value in values if value is not None}
    return "%b" in form and "%d" not in form and days <= {"01"}


def _cell(value: Any, kind: str, form: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return look.signed(_number(float(value), form))
    if kind == "temporal":
        try:
            day = dt.datetime.fromisoformat(str(value))
        except ValueError:
            return str(value)
        whole_month = day.day == 1 and "%b" in form and "%d" not in form
        return language.month(day) if whole_month else language.date(day)
    return str(value)


def _number(value: float, form: str) -> str:
    if "%" in form:
        return language.percent(value)
    if "$" in form:
        return language.money(value)
    if form.endswith("d") or ".0f" in form or value == int(value):
        return language.number(value)
    digits = next(n for n in range(2, 7) if abs(value) * 10**n >= 100 or n == 6)
    return language.number(value, digits)
