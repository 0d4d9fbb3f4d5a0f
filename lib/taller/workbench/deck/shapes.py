"""The pieces of a slide: lines of text, intervals, table cells, attached data, footers."""

from __future__ import annotations

import copy
import io
from functools import cache
from typing import TYPE_CHECKING, Any

from taller.language import _
from taller.workbench.deck.design import Box, emu

if TYPE_CHECKING:
    from pptx.slide import Slide

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table without style or grid
_LINE, _RECTANGLE, _DASH = 1, 1, 4  # PowerPoint's numbers of them


def line(
    slide: Slide, box: Box, text: str, size: float, colour: str, *, bold: bool = False
) -> None:
    """A text of its own, without insets, wrapped.

    Parameters
    ----------
    colour : the theme's: TEXT_1, TEXT_2 (muted) or ACCENT_1
    """
    from pptx.enum.text import MSO_AUTO_SIZE

    shape = slide.shapes.add_textbox(0, 0, 1, 1)
    box.place(shape)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = text, emu(size), bold
    coloured(run.font.color, colour)


def whisker(slide: Slide, figure: dict[str, Any], box: Box) -> None:
    """An interval as the report draws it: track, zero, span with its ends, value, target.

    Parameters
    ----------
    figure : as `taller.workbench.report.look.shown_figure` makes it
    """
    at = {
        key: box.left + value * box.width / 200
        for key, value in figure["whisker"].items()
        if value is not None
    }
    group = slide.shapes.add_group_shape()
    group.name = _("Interval")
    middle = box.top + box.height / 2
    _stroke(group, box.left, middle, box.left + box.width, middle, "TEXT_2", 0.75)
    _stroke(group, at["zero"], middle - 3, at["zero"], middle + 3, "TEXT_2", 0.75)
    _stroke(group, at["low"], middle, at["high"], middle, "ACCENT_1", 2)
    for end in ("low", "high"):
        _stroke(group, at[end], middle - 4, at[end], middle + 4, "ACCENT_1", 2)
    if "target" in at:
        aim = _stroke(group, at["target"], box.top, at["target"], box.bottom, "TEXT_1", 1.5)
        aim.line.dash_style = _DASH
    dot = group.shapes.add_shape(
        _RECTANGLE, emu(at["value"] - 2.5), emu(middle - 5), emu(5), emu(10)
    )
    dot.fill.solid()
    coloured(dot.fill.fore_color, "ACCENT_1")
    dot.line.fill.background()
    describe(group, " · ".join(text for text in (figure["interval"], figure["target"]) if text))


def _stroke(
    group: Any, x1: float, y1: float, x2: float, y2: float, colour: str, weight: float
) -> Any:
    made = group.shapes.add_connector(_LINE, emu(x1), emu(y1), emu(x2), emu(y2))
    coloured(made.line.color, colour)
    made.line.width = emu(weight)
    return made


def attach(slide: Slide, workbook: bytes, box: Box) -> None:
    """A chart's data as a workbook within the slide, behind a small table to double-click."""
    from pptx.enum.shapes import PROG_ID

    place = [emu(each) for each in (box.left, box.top, box.width, box.height)]
    held = slide.shapes.add_ole_object(
        io.BytesIO(workbook), PROG_ID.XLSX, *place, icon_file=io.BytesIO(_icon())
    )
    held.name = _("Data of the chart")
    describe(held, _("The data of this chart, as an Excel workbook: double-click to open it."))


@cache
def _icon() -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (120, 120), "#ffffff")
    pen = ImageDraw.Draw(picture)
    for i in range(4):
        pen.line([(16, 24 + 24 * i), (104, 24 + 24 * i)], "#57606a", 4)
        pen.line([(16 + 29.3 * i, 24), (16 + 29.3 * i, 96)], "#57606a", 4)
    pen.rectangle([16, 24, 104, 48], fill="#57606a")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def coloured(colour: Any, name: str) -> None:
    """Give something a colour of the theme, so that a template's own is taken."""
    from pptx.enum.dml import MSO_THEME_COLOR

    colour.theme_color = getattr(MSO_THEME_COLOR, name)


def describe(shape: Any, text: str) -> None:
    """A shape's alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def unbulleted(paragraph: Any) -> None:
    """A paragraph of a list without bullet and indent."""
    from lxml import etree

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    etree.SubElement(properties, f"{{{_A}}}buNone")


def plain_table(table: Any) -> None:
    """Take a table's style away."""
    table._tbl.tblPr.find(f"{{{_A}}}tableStyleId").text = _NO_STYLE


def fill_cell(cell: Any, text: str, size: float, *, is_head: bool) -> None:
    """Write a cell of a table."""
    cell.text_frame.word_wrap = True
    cell.text = text
    for paragraph in cell.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = emu(size), is_head
            coloured(run.font.color, "TEXT_2" if is_head else "TEXT_1")


def underline(cell: Any, colour: str, weight: float) -> None:
    """A line below a table's cell, in a colour of the theme."""
    from lxml import etree

    properties = cell._tc.get_or_add_tcPr()
    edge = etree.Element(f"{{{_A}}}lnB", w=str(emu(weight)))
    fill = etree.SubElement(edge, f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}schemeClr").set("val", colour)
    properties.insert(0, edge)


def footers(slide: Slide, text: str, *, number: bool) -> None:
    """The layout's footer and slide number, which a new slide does not take over by itself."""
    tree = slide.shapes._spTree
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.xpath(".//p:nvPr/p:ph")[0].get("type")
        if kind not in ("ftr", "sldNum") or (kind == "sldNum" and not number):
            continue
        made = copy.deepcopy(shape._element)
        taken = [int(each) for each in tree.xpath(".//p:cNvPr/@id")]
        made.xpath(".//p:cNvPr")[0].set("id", str(max(taken) + 1))
        tree.append(made)
        if kind == "ftr":
            place = int(made.xpath(".//p:ph/@idx")[0])
            slide.placeholders[place].text_frame.text = text
