"""The slides of a deck: each kind, written so that all of it fits, on more slides if it must."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from taller.language import _
from taller.workbench.deck import shapes
from taller.workbench.deck import text as deck_text
from taller.workbench.deck.charts import Drawing
from taller.workbench.deck.design import INSET, Box, Design, body_of, emu, subtitle_of
from taller.workbench.deck.text import LINE, MIN_SIZE

if TYPE_CHECKING:
    from pptx.slide import Slide

SOURCE_SIZE = MIN_SIZE
TEXT_SIZES = (20, 18, 16)
COVER_SIZE = 44
LEAD_SIZE = 16
GAP, BETWEEN = 10, 14  # points; between blocks of text
ICON = 30


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text slide."""

    text: str
    is_label: bool = False
    is_bullet: bool = False


@dataclass(frozen=True)
class Heading:
    """What every slide of a notebook carries."""

    title: str
    eyebrow: str = ""
    source: str = ""
    notes: str = ""


class Writer:
    """Writes slides into a design.

    Parameters
    ----------
    design : the presentation and its places
    footer : what the footer of every slide says
    """

    def __init__(self, design: Design, footer: str) -> None:
        self.design, self.footer = design, footer

    def cover(self, title: str, lines: Sequence[str], logo: bytes | None, notes: str) -> None:
        """The title slide."""
        design = self.design
        slide = self._slide("title")
        bottom = design.titled(slide, title, COVER_SIZE if design.is_own else None)
        subtitle = subtitle_of(slide)
        box = Box.of(subtitle) if subtitle is not None else None
        box = box or Box(design.area.left, bottom + GAP, design.area.width, design.size[1] / 4)
        if box.top < bottom:
            box = replace(box, top=bottom + GAP)
        subtitle = subtitle if subtitle is not None else slide.shapes.add_textbox(0, 0, 1, 1)
        box.place(subtitle)
        text = "\n".join(lines)
        size = deck_text.largest(
            text, TEXT_SIZES, box.width - INSET, box.height, slack=design.slack
        )
        self._write(subtitle, [Paragraph(line) for line in lines], size, plain=True)
        if logo:
            picture = slide.shapes.add_picture(io.BytesIO(logo), 0, 0)
            scale = min(200 / (picture.width / 12700), 64 / (picture.height / 12700))
            size = (picture.width / 12700 * scale, picture.height / 12700 * scale)
            Box(design.area.left, 56, *size).place(picture)
            shapes.describe(picture, _("Logo"))
        self._finish(slide, replace(Heading(""), notes=notes), number=False)

    def texts(
        self, heading: Heading, blocks: Sequence[Sequence[Paragraph]], *, one: bool = False
    ) -> None:
        """Blocks of paragraphs that stay together, on as many slides as they need, or on ``one``.

        What one slide does not hold is left out.
        """
        slide, box = self._content(heading, "obj")
        room = box.width - INSET - 16
        for size in TEXT_SIZES:
            measured = [self._tall(block, size, room) for block in blocks]
            if sum(measured) <= box.height:
                break
        whole = [part for block in blocks for part in self._fitting(block, size, room, box.height)]
        sheets = deck_text.pages(
            whole, box.height, lambda block: self._tall(block, size, room), one=one
        )
        for number, sheet in enumerate(sheets, 1):
            if number > 1:
                slide, box = self._content(heading, "obj")
            if len(sheets) > 1:
                self._retitle(slide, f"{heading.title} ({number}/{len(sheets)})")
            holder = body_of(slide) or slide.shapes.add_textbox(0, 0, 1, 1)
            box.place(holder)
            self._write(holder, [paragraph for block in sheet for paragraph in block], size)
            self._finish(slide, heading)

    def figures(self, heading: Heading, figures: Sequence[dict[str, Any]], lead: str = "") -> None:
        """Key figures, large, each with its interval drawn; above them what more there is to say.

        Where both do not fit, the figures stand alone; the notes hold the text.
        """
        slide, box = self._content(heading)
        box = self._led(slide, box, lead, figures)
        wide = min((box.width - 28 * 2) / 3, 420)
        least = self._least(figures, wide)
        most = 6 if 2 * least <= box.height else 3  # two rows, where these fit
        sheets = [figures[i : i + most] for i in range(0, len(figures), most)] or [[]]
        for number, sheet in enumerate(sheets, 1):
            if number > 1:
                slide, box = self._content(heading)
            if len(sheets) > 1:
                self._retitle(slide, f"{heading.title} ({number}/{len(sheets)})")
            columns = {1: 1, 2: 2, 3: 3, 4: 4}.get(len(sheet), 3)
            if box.width < 680 and columns == 4:
                columns = 2
            rows = -(-len(sheet) // columns) if sheet else 1
            tall = min(box.height / rows, 185)
            top = box.top + min(40, (box.height - tall * rows) / 3)
            wide = (box.width - 28 * (columns - 1)) / columns
            label = self._label(sheet, min(wide, 420))
            for i, figure in enumerate(sheet):
                left = box.left + (i % columns) * (wide + 28)
                place = Box(left, top + (i // columns) * tall, min(wide, 420), tall - 12)
                self._figure(slide, figure, place, label)
            self._finish(slide, heading)

    def _led(self, slide: Slide, box: Box, lead: str, figures: Sequence[dict[str, Any]]) -> Box:
        """Write a text above figures, if these keep their room below it; that room."""
        tall = self.design.height(lead, LEAD_SIZE, box.width) + GAP if lead else 0
        wide = min((box.width - 28 * 2) / 3, 420)
        least = self._least(figures, wide)
        if not tall or tall + least > box.height:
            return box
        shapes.line(slide, replace(box, height=tall - GAP), lead, LEAD_SIZE, "TEXT_1")
        return replace(box, top=box.top + tall, height=box.height - tall)

    def _least(self, figures: Sequence[dict[str, Any]], wide: float) -> float:
        """The least height that each of some figures takes."""
        label = self._label(figures, wide)
        return max((self._below(figure, wide) for figure in figures), default=0) + label

    def _below(self, figure: dict[str, Any], wide: float) -> float:
        """The least height of a figure, its label aside."""
        said = [text for text in (figure["interval"], figure["target"]) if text]
        texts = sum(self.design.height(text, MIN_SIZE, wide) for text in said)
        return texts + 20 * LINE + (20 if figure["whisker"] else 0) + 12

    def _label(self, figures: Sequence[dict[str, Any]], wide: float) -> float:
        """The height of the tallest label, so that values beside each other stand level."""
        tall = (self.design.height(each["label"], MIN_SIZE, wide) for each in figures)
        return max(tall, default=0)

    def _figure(self, slide: Slide, figure: dict[str, Any], box: Box, label: float) -> None:
        said = [text for text in (figure["interval"], figure["target"]) if text]
        below = sum(self.design.height(text, MIN_SIZE, box.width) for text in said)
        left = box.height - below - label - (20 if figure["whisker"] else 0)
        fits = [s for s in (44, 40, 36, 32, 28, 24) if s * LINE <= left] or [20]
        size = deck_text.largest(figure["value"], [*fits, 20], box.width, fits[0] * LINE * 1.01,
                                 bold=True, slack=self.design.slack)  # fmt: skip
        top = box.top
        shapes.line(
            slide, Box(box.left, top, box.width, label), figure["label"], MIN_SIZE, "TEXT_2"
        )
        top += label
        value = Box(box.left, top, box.width, size * LINE)
        shapes.line(slide, value, figure["value"], size, "TEXT_1", bold=True)
        top += size * LINE
        if figure["whisker"]:
            shapes.whisker(slide, figure, Box(box.left, top + 2, min(box.width, 240), 16))
            top += 20
        for text in said:
            tall = self.design.height(text, MIN_SIZE, box.width)
            shapes.line(slide, Box(box.left, top, box.width, tall), text, MIN_SIZE, "TEXT_2")
            top += tall

    def chart(
        self, heading: Heading, subtitle: str, alt: str,
        draw: Callable[[float, float], Drawing], workbook: bytes | None,
    ) -> None:  # fmt: skip
        """One chart, as large as the slide allows, its data beside it."""
        slide, box = self._content(heading)
        if subtitle:
            tall = self.design.height(subtitle, MIN_SIZE, box.width)
            shapes.line(slide, replace(box, height=tall), subtitle, MIN_SIZE, "TEXT_2")
            box = replace(box, top=box.top + tall + 8, height=box.height - tall - 8)
        drawing = draw(box.width - (ICON + GAP if workbook else 0), box.height)
        picture = slide.shapes.add_picture(io.BytesIO(drawing.png), 0, 0)
        top = box.top + min(24, (box.height - drawing.height) / 2)
        Box(box.left, top, drawing.width, drawing.height).place(picture)
        picture.name = _("Chart")
        shapes.describe(picture, alt)
        if workbook:
            corner = Box(box.left + box.width - ICON, box.bottom - ICON, ICON, ICON)
            shapes.attach(slide, workbook, corner)
        self._finish(slide, heading)

    def table(self, heading: Heading, heads: Sequence[str], rows: Sequence[Sequence[str]],
              shares: Sequence[float], *, one: bool = False) -> None:  # fmt: skip
        """A table of texts, on as many slides as its rows need, or what ``one`` holds of them."""
        slide, box = self._content(heading)
        widths = [box.width * share for share in shares]
        size = 16
        if sum(self._row_height(row, widths, size) for row in rows) > box.height - 30:
            size = MIN_SIZE
        room = box.height - self._row_height(heads, widths, MIN_SIZE)
        whole = [part for row in rows for part in self._split_row(row, widths, size, room)]
        sheets = deck_text.pages(
            whole, room, lambda row: self._row_height(row, widths, size), one=one
        )
        for number, sheet in enumerate(sheets, 1):
            if number > 1:
                slide, box = self._content(heading)
            if len(sheets) > 1:
                self._retitle(slide, f"{heading.title} ({number}/{len(sheets)})")
            self._table(slide, box, heads, sheet, widths, size)
            self._finish(slide, heading)

    def _row_height(self, row: Sequence[str], widths: Sequence[float], size: float) -> float:
        cells = zip(row, widths, strict=True)
        return max(self.design.height(text, size, wide - 14) for text, wide in cells) + 14

    def _split_row(
        self, row: Sequence[str], widths: Sequence[float], size: float, room: float
    ) -> list[list[str]]:
        """A row that is taller than a slide, on several."""
        cells = [
            deck_text.portions(text, size, wide - 14, room - 14, self.design.slack)
            for text, wide in zip(row, widths, strict=True)
        ]
        count = max(map(len, cells))
        return [[cell[i] if i < len(cell) else "" for cell in cells] for i in range(count)]

    def _table(self, slide: Slide, box: Box, heads: Sequence[str], rows: Sequence[Sequence[str]],
               widths: Sequence[float], size: float) -> None:  # fmt: skip
        heights = [self._row_height(heads, widths, MIN_SIZE)]
        heights += [self._row_height(row, widths, size) for row in rows]
        frame = slide.shapes.add_table(
            len(rows) + 1,
            len(heads),
            emu(box.left),
            emu(box.top),
            emu(box.width),
            emu(sum(heights)),
        )
        table = frame.table
        shapes.plain_table(table)
        shapes.describe(frame, " · ".join(heads))
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = emu(wide)
        for i, (row, tall) in enumerate(zip([heads, *rows], heights, strict=True)):
            table.rows[i].height = emu(tall)
            for j, text in enumerate(row):
                cell = table.cell(i, j)
                cell.margin_left, cell.margin_right = emu(0 if j == 0 else 7), emu(7)
                cell.margin_top = cell.margin_bottom = emu(6)
                shapes.fill_cell(cell, text, MIN_SIZE if i == 0 else size, is_head=i == 0)
                shapes.underline(cell, "accent1" if i == 0 else "tx2", 1.5 if i == 0 else 0.5)

    def _slide(self, *kinds: str) -> Slide:
        return self.design.presentation.slides.add_slide(self.design.layout(*kinds))

    def _content(self, heading: Heading, *kinds: str) -> tuple[Slide, Box]:
        """A slide with its title, and the room left for content above the source."""
        slide = self._slide(*(kinds or ("titleOnly",)))
        # Where it goes on over slides, its title gets a number, and perhaps a line more by it.
        numbered = self.design.titled(slide, f"{heading.title} (9/9)")
        bottom = max(numbered, self.design.titled(slide, heading.title))
        area = self.design.area
        if heading.eyebrow and self.design.is_own:
            box = Box(area.left, 22, area.width, 20)
            text = deck_text.wrapped(heading.eyebrow, MIN_SIZE, area.width)[0]
            shapes.line(slide, box, text, MIN_SIZE, "ACCENT_1", bold=True)
        top = max(area.top, bottom + GAP)
        # The last lines of the room belong to the source.
        return slide, Box(
            area.left, top, area.width, area.bottom - top - 2 * SOURCE_SIZE * LINE - 4
        )

    def _retitle(self, slide: Slide, text: str) -> None:
        title = slide.shapes.title
        if title is not None:
            self.design.titled(slide, text)

    def _finish(self, slide: Slide, heading: Heading, *, number: bool = True) -> None:
        """Source, footer, number and notes; placeholders that stayed empty go."""
        if heading.source:
            area = self.design.area
            tall = self.design.height(heading.source, SOURCE_SIZE, area.width)
            box = Box(area.left, area.bottom - tall, area.width, tall)
            shapes.line(slide, box, heading.source, SOURCE_SIZE, "TEXT_2")
        shapes.footers(slide, self.footer, number=number)
        for holder in list(slide.placeholders):
            if holder.has_text_frame and not holder.text_frame.text.strip():
                holder._element.getparent().remove(holder._element)
        if heading.notes:
            slide.notes_slide.notes_text_frame.text = heading.notes

    def _tall(self, block: Sequence[Paragraph], size: float, room: float) -> float:
        each = [
            self.design.height(p.text, MIN_SIZE if p.is_label else size, room, bold=p.is_label)
            for p in block
        ]
        return sum(each) + BETWEEN

    def _fitting(
        self, block: Sequence[Paragraph], size: float, room: float, tall: float
    ) -> list[list[Paragraph]]:
        """A block; one that is taller than a slide in portions."""
        if self._tall(block, size, room) <= tall:
            return [list(block)]
        *before, last = block
        left = tall - BETWEEN - self._tall(before, size, room)
        parts = deck_text.portions(last.text, size, room, left, self.design.slack)
        return [[*before, replace(last, text=part)] for part in parts]

    def _write(
        self, shape: Any, paragraphs: Sequence[Paragraph], size: float, *, plain: bool = False
    ) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE

        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        for i, told in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = told.text
            run.font.size = emu(MIN_SIZE if told.is_label else size)
            if told.is_label:
                run.font.bold = True
                shapes.coloured(run.font.color, "ACCENT_1")
            follows = i + 1 < len(paragraphs) and not told.is_label and not plain
            paragraph.space_before, paragraph.space_after = 0, emu(BETWEEN if follows else 0)
            paragraph.line_spacing = 1.0
            if not told.is_bullet:
                shapes.unbulleted(paragraph)
