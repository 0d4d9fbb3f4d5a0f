"""Charts of an executed notebook for a slide: the drawing, and the data behind it as a workbook."""

from __future__ import annotations

import copy
import datetime as dt
import io
import math
import re
from dataclasses import dataclass, field
from typing import Any

from taller import handed, language
from taller.workbench.notes.spoken import Spoken
from taller.workbench.report import document, vega

DPI = 200  # at least, on the slide
PAPER, INK, GREY = "#ffffff", "#1b1f24", "#8a9099"
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
WIDEST, NARROWEST = 1400, 420  # width of a drawing, in Vega's pixels
_LABEL = 320  # Vega's pixels that a label may be long
_AXES = 60  # what axis and legend take of a drawing's height, about
_FORMULA = re.compile(handed.FORMULA)
_SIDE_BY_SIDE = ("concat", "hconcat", "vconcat", "facet", "repeat")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.+Z-]*)?\Z")


@dataclass
class Chart:
    """A chart as a report shows it: its specification, its number in the report, its words."""

    spec: dict[str, Any]
    number: int
    title: str = ""
    subtitle: str = ""
    description: str = ""
    knobs: dict[str, Any] = field(default_factory=dict)


class Collector(document.Reader):
    """Reads a notebook as its report does, and keeps the charts that the report shows."""

    def __init__(self, nb: dict[str, Any], name: str, spoken: Spoken | None = None) -> None:
        super().__init__(nb, name, spoken)
        self.charts: list[Chart] = []

    def _chart(self, spec: dict[str, Any]) -> str:
        if not vega.reaches_out(spec):
            self.document.charts += 1
            self.charts.append(_told(spec, self.document.charts))
        return ""


def _told(spec: dict[str, Any], number: int) -> Chart:
    title, subtitle = (text.strip() for text in vega.titles(spec))
    description = str(spec.get("description") or title)
    knobs = {
        str((param.get("bind") or {}).get("name") or param.get("name")): param.get("value")
        for param in spec.get("params") or ()
        if isinstance(param, dict) and isinstance(param.get("bind"), dict)
    }
    return Chart(spec, number, title, subtitle, description, knobs)


@dataclass(frozen=True)
class Drawing:
    """A drawing and the room it takes on the slide, in points."""

    png: bytes
    width: float
    height: float


def draw(chart: Chart, width: float, height: float, accent: str) -> Drawing:
    """Draw a chart for a room on a slide, as large as it goes, at `DPI` or better.

    Parameters
    ----------
    width, height : the room, in points
    accent : the client's colour, in which lone series are drawn
    """
    import vl_convert

    spec = _for_paper(chart.spec, accent)
    spec, wide, tall = _fitted(spec, width, height)
    scale = min(width / wide, height / tall)  # points per pixel of Vega's
    # Vega's pixels times this: a hundredth more than asked absorbs the rounding to whole ones.
    sharp = max(2.0, 1.01 * scale * DPI / 72)
    png = vl_convert.vegalite_to_png(spec, vl_version=vega.VEGA_LITE, scale=sharp)
    return Drawing(_with_fewer_colours(png), wide * scale, tall * scale)


def _fitted(
    spec: dict[str, Any], width: float, height: float
) -> tuple[dict[str, Any], float, float]:
    """The specification stretched to the room's shape where it can be, and its size in pixels."""
    wide, tall = _size(spec)
    spec, tall = _stretched(spec, tall, height * wide / width)
    single = not any(key in spec for key in _SIDE_BY_SIDE) and not any(
        key in (spec.get("encoding") or {}) for key in ("facet", "row", "column")
    )
    if not single or isinstance(spec.get("width"), dict):
        return spec, wide, tall
    view = ((spec.get("config") or {}).get("view") or {}).get("continuousWidth") or 640
    inner = spec["width"] if isinstance(spec.get("width"), int | float) else view
    beside = wide - inner
    # As wide as the room at the scale its height allows; a flat chart is drawn narrower, so larger.
    wished = width * tall / height if tall else wide
    total = min(max(wished, NARROWEST + beside), WIDEST)
    spec = {**spec, "width": round(max(total - beside, NARROWEST))}
    spec = _with_readable_text(spec, min(width / total, height / tall))
    return spec, *_size(spec)


def _stretched(spec: dict[str, Any], tall: float, room: float) -> tuple[dict[str, Any], float]:
    """A chart whose rows have a step, with rows so high that it fills its room without bloating."""
    step = spec["height"].get("step") if isinstance(spec.get("height"), dict) else None
    if not isinstance(step, int | float):
        return spec, tall
    factor = min(1.7, max(0.6, (0.9 * room - _AXES) / max(1, tall - _AXES)))
    taller = {**spec, "height": {**spec["height"], "step": round(step * factor)}}
    return taller, _size(taller)[1]


def _with_readable_text(spec: dict[str, Any], scale: float) -> dict[str, Any]:
    """Axis and legend texts of 12 points on the slide, or as many as the rows leave room for."""
    size = min(18, max(12, math.ceil(12 / scale)))
    row = spec["height"].get("step") if isinstance(spec.get("height"), dict) else None
    size = min(size, max(12, row - 1)) if row else size
    config = copy.deepcopy(spec.get("config") or {})
    for key in ("axis", "legend", "header"):
        held = config.setdefault(key, {})
        held["labelFontSize"] = max(size, held.get("labelFontSize") or 0)
        held["titleFontSize"] = max(size, held.get("titleFontSize") or 0)
    # What stands beside marks keeps clear of the rows above and below.
    config.setdefault("text", {})["fontSize"] = min(size, max(11, 0.7 * row)) if row else size
    config["axis"]["labelLimit"] = _LABEL
    return {**_with_room_for_labels(spec, size / 12), "config": config}


def _with_room_for_labels(node: Any, factor: float) -> Any:
    """Larger labels are cut off no sooner than they were."""
    if isinstance(node, list):
        return [_with_room_for_labels(value, factor) for value in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value * factor if key == "labelLimit" and isinstance(value, int | float)
        else value if key in ("datasets", "data", "config")
        else _with_room_for_labels(value, factor)
        for key, value in node.items()
    }  # fmt: skip


def _size(spec: dict[str, Any]) -> tuple[float, float]:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec, vl_version=vega.VEGA_LITE)
    found = re.search(r'\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"', svg[:600])
    return (float(found[1]), float(found[2])) if found else (640.0, 400.0)


def _for_paper(spec: dict[str, Any], accent: str) -> dict[str, Any]:
    """Without its title, which the slide has; ink on paper, since a slide knows no dark mode."""
    spec = vega.in_accent(vega.self_contained(spec), accent=accent, rest=GREY)
    datasets = spec.pop("datasets")
    shape = _inked({key: value for key, value in spec.items() if key != "title"})
    config = {**(shape.get("config") or {}), "background": PAPER, "font": FONT}
    # Or a title of the axis is written over labels longer than Vega expects.
    config["axis"] = {**(config.get("axis") or {}), "maxExtent": 400}
    return {**shape, "config": config, "datasets": datasets}


def _inked(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _inked(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_inked(value) for value in node]
    return INK if node == "currentColor" else node


def _with_fewer_colours(png: bytes) -> bytes:
    """The same picture in 256 colours: a third of the bytes, and no difference to the eye."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        flat = picture.convert("RGB").quantize(
            256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    palette, ground = flat.getpalette() or [], flat.getpixel((0, 0))
    if isinstance(ground, int) and min(palette[3 * ground : 3 * ground + 3], default=0) > 250:
        palette[3 * ground : 3 * ground + 3] = [255, 255, 255]  # paper stays paper
        flat.putpalette(palette)
    made = io.BytesIO()
    flat.save(made, "PNG", optimize=True)
    return made.getvalue() if made.tell() < len(png) else png


def workbook(chart: Chart) -> bytes | None:
    """The data behind a chart as an Excel workbook; None where it draws none.

    Text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    import xlsxwriter

    spec = vega.self_contained(chart.spec)
    tables = vega.data_tables(spec)
    if not tables:
        return None
    formats = vega.encoded(spec)
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(made, options)
    # No author, and no moment of making: the same data makes the same file.
    book.set_properties({"created": dt.datetime(2000, 1, 1), "title": neutral(chart.title)})
    for number, table in enumerate(tables, 1):
        _sheet(book, number, table, spec["datasets"][table["dataset"]], formats)
    book.close()
    return made.getvalue()


def _sheet(
    book: Any, number: int, table: dict[str, Any], rows: list[Any], formats: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(str(number))
    bold = book.add_format({"bold": True})
    rows = [row for row in rows if isinstance(row, dict)]
    for column, (key, title) in enumerate(table["columns"]):
        note = formats.get(key) or {}
        shown = book.add_format({"num_format": _number_format(note)})
        sheet.write_string(0, column, neutral(title), bold)
        texts = [len(title)]
        for row, held in enumerate((each.get(key) for each in rows), 1):
            texts.append(len(str(held)) if isinstance(held, str) else 10)
            _cell(sheet, row, column, held, shown, note.get("type") == "temporal")
        sheet.set_column(column, column, min(60, max(texts) + 2))
    sheet.freeze_panes(1, 0)


def _cell(sheet: Any, row: int, column: int, held: Any, shown: Any, is_time: bool) -> None:
    if held is None:
        return
    if isinstance(held, bool):
        sheet.write_boolean(row, column, held)
    elif isinstance(held, int | float):
        if math.isfinite(held):
            sheet.write_number(row, column, held, shown)
    elif is_time and isinstance(held, str) and _DAY.match(held) and held[:4] >= "1900":
        moment = dt.datetime.fromisoformat(held).replace(tzinfo=None)
        sheet.write_datetime(row, column, moment, shown)
    else:
        sheet.write_string(row, column, neutral(str(held)))


def _number_format(note: dict[str, str]) -> str:
    form = note.get("format", "")
    if note.get("type") == "temporal":
        return "yyyy-mm-dd"
    if "%" in form:
        return "0.0%"
    if "$" in form:
        return f"#,##0.00 [${language.current().currency}]"
    return "#,##0" if form.endswith("d") or ".0f" in form else "General"


def neutral(text: str) -> str:
    """A text that no spreadsheet runs as a formula.

    >>> print(neutral('=HYPERLINK("x")'), neutral("plain"))
    '=HYPERLINK("x") plain
    """
    return f"'{text}" if _FORMULA.match(text) else text
