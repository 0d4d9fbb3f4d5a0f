"""The presentation a deck is written into: our own clean one, or the client's template.

All lengths are points. Of a template its size, masters, layouts and placeholders are used, found by
their type; its sample slides, authors, comments and document properties do not go along, nor
anything that acts (see `deck_template`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.theme import PALETTE
from taller.workbench.deck import template
from taller.workbench.deck.text import MIN_SIZE, SLACK, largest
from taller.workbench.process import contained
from taller.workbench.report import look

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide, SlideLayout

EMU = 12700  # English metric units in a point
WIDTH, HEIGHT, MARGIN = 960, 540, 44  # of our own slides: 16:9
INSET = 14.4  # what a text frame keeps free at its sides
TITLE_SIZES = (44, 40, 36, 32, 28, 26, 24, 22, 20)
UNKNOWN_FONT = 1.2  # a template's fonts may run wider than those measured
_DML = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def place(self, shape: Any) -> None:
        """Put a shape there."""
        for name in ("left", "top", "width", "height"):
            setattr(shape, name, emu(getattr(self, name)))

    @classmethod
    def of(cls, shape: Any) -> Box | None:
        """Where a shape stands; None where neither it nor what it inherits from says so."""
        found = [getattr(shape, name) for name in ("left", "top", "width", "height")]
        return None if None in found else cls(*(value / EMU for value in found))


def emu(points: float) -> int:
    """Points as PowerPoint counts them."""
    return round(points * EMU)


@dataclass
class Design:
    """A presentation without slides, and where things stand on its layouts.

    Attributes
    ----------
    left : what of a template was not carried over, in words
    """

    presentation: Presentation
    is_own: bool
    accent: str
    left: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many slides there are by now."""
        return len(self.presentation.slides)

    @property
    def slack(self) -> float:
        """By how much text may run wider than measured."""
        return SLACK if self.is_own else UNKNOWN_FONT

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide."""
        return self.presentation.slide_width / EMU, self.presentation.slide_height / EMU

    def layout(self, *kinds: str) -> SlideLayout:
        """The first layout of the kinds named; else one with a title and little else."""
        layouts = [
            one for master in self.presentation.slide_masters for one in master.slide_layouts
        ]
        for kind in kinds:
            for one in layouts:
                if one._element.get("type") == kind:
                    return one
        titled = [one for one in layouts if _holder(one, "title", "ctrTitle") is not None]
        return min(titled or layouts, key=lambda one: len(list(one.placeholders)))

    @cached_property
    def area(self) -> Box:
        """What a slide's content may take: the layout's body, else all below its title."""
        width, height = self.size
        layout = self.layout("obj", "titleOnly")
        body = _holder(layout, "body", None) or _holder(layout.slide_master, "body")
        box = Box.of(body) if body is not None else None
        title = _holder(layout, "title", "ctrTitle")
        above = Box.of(title) if title is not None else None
        if box is None or box.width < width / 2 or box.height < height / 3:
            top = above.bottom + 8 if above and above.bottom < height / 2 else height * 0.2
            box = Box(width * 0.05, top, width * 0.9, height * 0.9 - top)
        # A body may reach under the slide's footer.
        feet = [Box.of(foot) for kind in ("ftr", "sldNum") if (foot := _holder(layout, kind))]
        floor = min((foot.top for foot in feet if foot and foot.top > height / 2), default=height)
        return replace(box, height=min(box.bottom, floor - 4, height - 18) - box.top)

    def titled(self, slide: Slide, text: str, usual: float | None = None) -> float:
        """Write a slide's title, as large as it fits.

        Parameters
        ----------
        usual : the size it has where there is room; the layout's unless given

        Returns
        -------
        where the title ends, and content may begin
        """
        from pptx.enum.text import MSO_AUTO_SIZE

        title = slide.shapes.title
        width, height = self.size
        if title is None:
            title = slide.shapes.add_textbox(0, 0, 1, 1)
        box = Box.of(title)
        if box is None or box.width < width / 4:
            box = Box(self.area.left, height * 0.06, self.area.width, height * 0.13)
        usual = usual or self._title_size(slide)
        sizes = [usual, *(size for size in TITLE_SIZES if size < usual)]
        room = box.width - INSET
        size = largest(text, sizes, room, box.height - 7, bold=True, slack=self.slack)
        needed = self.height(text, size, room, bold=True) + 7
        if needed > box.height:  # a headline too long for its place gets more of it, not less size
            box = replace(box, height=needed)
        box.place(title)
        frame = title.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.text = text
        for run in frame.paragraphs[0].runs:
            run.font.size = emu(size)
        return box.bottom

    def height(self, text: str, size: float, room: float, *, bold: bool = False) -> float:
        """Height of a text in this design's fonts."""
        from taller.workbench.deck import text as deck_text

        return deck_text.height(text, size, room, bold=bold, slack=self.slack)

    def _title_size(self, slide: Slide) -> float:
        """The size the layout, else its master gives titles."""
        layout = slide.slide_layout
        places = [_holder(layout, "title", "ctrTitle"), _holder(layout.slide_master, "title")]
        paths = [(each._element, ".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") for each in places if each]
        paths.append((layout.slide_master._element, ".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz"))
        for element, path in paths:
            if found := element.xpath(path):
                return max(MIN_SIZE, int(found[0]) / 100)
        return 32


def _holder(owner: Any, *kinds: str | None) -> Any:
    """The first placeholder of a type; None as a type is one that may hold anything."""
    for shape in owner.placeholders:
        held = shape._element.xpath(".//p:nvPr/p:ph")
        kind = held[0].get("type") if held else None
        if kind in kinds or (kind == "obj" and None in kinds):
            return shape
    return None


def body_of(slide: Slide) -> Any:
    """The placeholder of a slide that holds its text, or None."""
    return _holder(slide, "body", None)


def subtitle_of(slide: Slide) -> Any:
    """The placeholder of a title slide that holds its subtitle, or None."""
    return _holder(slide, "subTitle") or body_of(slide)


def from_template(path: Path, accent: str) -> Design:
    """The client's template, emptied of its slides.

    Raises
    ------
    InputError
        If it is not there, or no PowerPoint presentation that can be read.
    """
    from pptx import Presentation

    content, left = contained.call(template.cleaned, path)
    presentation = Presentation(io.BytesIO(content))
    return Design(presentation, False, _theme_accent(presentation) or accent, left)


def _theme(presentation: Presentation) -> Any:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    return presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)


def _theme_accent(presentation: Presentation) -> str | None:
    """A theme's first accent, where a chart in it can be seen on paper."""
    found = re.search(
        rb"<a:accent1>\s*<a:srgbClr val=\"([0-9A-Fa-f]{6})\"", _theme(presentation).blob
    )
    colour = f"#{found[1].decode().lower()}" if found else None
    return colour if colour and look.contrast(colour, "#ffffff") >= 3 else None


def own(accent: str) -> Design:
    """Our own design: white, one accent, 16:9; a real master and layouts, fit to be edited."""
    from pptx import Presentation

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = emu(WIDTH), emu(HEIGHT)
    _paint(presentation, accent)
    kept = {"title", "obj", "titleOnly"}
    for layout in list(presentation.slide_layouts):
        if layout._element.get("type") not in kept:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    for owner in (master, *presentation.slide_layouts):
        _arrange(owner)
    _style(master)
    _add_bar(master, Box(0, 0, WIDTH, 7))
    cover = next(one for one in presentation.slide_layouts if one._element.get("type") == "title")
    _add_bar(cover, Box(0, 0, 20, HEIGHT))
    template.strip(presentation)
    return Design(presentation, True, accent)


_PLACES = {
    "title": Box(MARGIN, 44, WIDTH - 2 * MARGIN, 76),
    "ctrTitle": Box(MARGIN, 150, WIDTH - 2 * MARGIN, 120),
    "subTitle": Box(MARGIN, 284, WIDTH - 2 * MARGIN, 150),
    "body": Box(MARGIN, 132, WIDTH - 2 * MARGIN, 370),
    "ftr": Box(MARGIN, 512, 700, 18),
    "sldNum": Box(WIDTH - MARGIN - 90, 512, 90, 18),
}


_SIZES = {"ftr": "1000", "sldNum": "1000", "subTitle": "2000", "ctrTitle": "4400"}


def _arrange(owner: Any) -> None:
    for shape in list(owner.placeholders):
        kind = shape._element.xpath(".//p:nvPr/p:ph")[0].get("type") or "body"
        place = _PLACES.get("body" if kind == "obj" else kind)
        if place is None:  # the date stands on the title slide, once
            shape._element.getparent().remove(shape._element)
            continue
        place.place(shape)
        body = shape._element.xpath(".//a:bodyPr")[0]
        for child in list(body):
            body.remove(child)
        for side in ("lIns", "rIns"):
            body.set(side, "0")
        body.set("anchor", {"ctrTitle": "b", "sldNum": "ctr", "ftr": "ctr"}.get(kind, "t"))
        for level in shape._element.xpath(".//a:lstStyle/a:lvl1pPr"):
            level.set("algn", "r" if kind == "sldNum" else "l")
        for run in shape._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr"):
            run.set("sz", _SIZES.get(kind, "4000"))


def _style(master: Any) -> None:
    """Titles bold and left, text in sizes for reading."""
    for level in master._element.xpath(".//p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
    for run in master._element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr"):
        run.set("sz", "2800")
        run.set("b", "1")
    for number, size in enumerate(("1800", "1600", "1400", "1400", "1400"), 1):
        for run in master._element.xpath(f".//p:bodyStyle/a:lvl{number}pPr/a:defRPr"):
            run.set("sz", size)
    for level in master._element.xpath(".//p:bodyStyle/a:lvl1pPr"):
        level.set("marL", str(emu(16)))
        level.set("indent", str(-emu(16)))


def _paint(presentation: Presentation, accent: str) -> None:
    """The theme's colours and fonts."""
    from lxml import etree

    part = _theme(presentation)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Taller")
    colours = {"dk1": "1b1f24", "lt1": "ffffff", "dk2": "57606a", "lt2": "f5f6f8"}
    colours |= {"accent1": accent.lstrip("#"), "hlink": accent.lstrip("#")}
    colours |= {f"accent{n}": colour.lstrip("#") for n, colour in enumerate(PALETTE[1:], 2)}
    for name, colour in colours.items():
        for held in theme.iterfind(f".//{{{_DML}}}clrScheme/{{{_DML}}}{name}"):
            for child in list(held):
                held.remove(child)
            etree.SubElement(held, f"{{{_DML}}}srgbClr").set("val", colour)
    for font in theme.iterfind(f".//{{{_DML}}}fontScheme//{{{_DML}}}latin"):
        font.set("typeface", "Arial")
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_bar(owner: Any, box: Box) -> None:
    """A bar of the accent, below all else on the slides of a master or layout."""
    from lxml import etree
    from pptx.oxml.shapes.autoshape import CT_Shape

    place = [emu(each) for each in (box.left, box.top, box.width, box.height)]
    bar = CT_Shape.new_autoshape_sp(90, "Bar", "rect", *place)
    fill = etree.SubElement(bar.spPr, f"{{{_DML}}}solidFill")
    etree.SubElement(fill, f"{{{_DML}}}schemeClr").set("val", "accent1")
    line = etree.SubElement(bar.spPr, f"{{{_DML}}}ln")
    etree.SubElement(line, f"{{{_DML}}}noFill")
    for style in bar.xpath("./p:style"):
        bar.remove(style)
    owner._element.xpath("./p:cSld/p:spTree")[0].insert(2, bar)
