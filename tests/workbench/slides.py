"""What a slide looks like, told from its file: where things stand, and whether texts fit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont
from pptx.util import Emu

FOLDER = Path("/usr/share/fonts/truetype")
FONTS = {  # as wide as Arial, as Calibri, and far wider than both; those that are here are tried
    "Liberation Sans": (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
    ),
    "Carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
    "DejaVu Sans": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"),
}
SMALL_PRINT = ("FOOTER", "SLIDE_NUMBER")


@cache
def font(bold: bool, family: str):
    """A family's metrics; those that Pillow carries within itself where it is not here."""
    path = FOLDER / FONTS[family][bold]
    return ImageFont.truetype(str(path), 100) if path.exists() else ImageFont.load_default(100)


def lines(text: str, size: float, room: float, bold: bool, family: str) -> int:
    """How many lines a text takes, by another reckoning than the product's own."""
    count = 0
    for paragraph in text.split("\n"):
        line, count = "", count + 1
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip()
            if font(bold, family).getlength(longer) * size / 100 > room and line:
                line, count = word, count + 1
            else:
                line = longer
    return count


def box(shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in points."""
    left, top = Emu(shape.left).pt, Emu(shape.top).pt
    return left, top, left + Emu(shape.width).pt, top + Emu(shape.height).pt


def needed(frame, wide: float, family: str) -> tuple[float, float]:
    """The height a text frame's content takes, and the smallest size in it."""
    sides = Emu(frame.margin_left).pt + Emu(frame.margin_right).pt
    tall, smallest = Emu(frame.margin_top).pt + Emu(frame.margin_bottom).pt, 1000.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
        if not sizes:
            continue
        bold = any(run.font.bold for run in paragraph.runs)
        tall += lines(paragraph.text, max(sizes), wide - sides, bold, family) * max(sizes) * 1.15
        tall += paragraph.space_after.pt if paragraph.space_after else 0
        smallest = min(smallest, *sizes)
    return tall, smallest


def faults(presentation) -> list[str]:
    """Whatever does not fit in one of three fonts, overlaps, leaves the slide or is too small."""
    wide, tall = presentation.slide_width.pt, presentation.slide_height.pt
    return [
        f"slide {number}: {fault}"
        for number, slide in enumerate(presentation.slides, 1)
        for fault in [
            *_strays(slide, wide, tall), *_overlaps(slide),
            *(fault for family in FONTS for fault in _overflows(slide, family)),
        ]
    ]  # fmt: skip


def _is_small_print(shape) -> bool:
    return shape.is_placeholder and any(
        word in str(shape.placeholder_format.type) for word in SMALL_PRINT
    )


def _strays(slide, wide: float, tall: float) -> list[str]:
    out = []
    for shape in slide.shapes:
        left, top, right, bottom = box(shape)
        if left < -0.5 or top < -0.5 or right > wide + 0.5 or bottom > tall + 0.5:
            out.append(f"{shape.name} leaves the slide {box(shape)}")
    return out


def _overlaps(slide) -> list[str]:
    out = []
    shapes = [(shape, box(shape)) for shape in slide.shapes]
    for i, (one, a) in enumerate(shapes):
        for other, b in shapes[i + 1 :]:
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            if across > 1 and down > 1:
                out.append(f"{one.name} {a} lies over {other.name} {b}")
    return out


def _overflows(slide, family: str) -> list[str]:
    out = []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text.strip():
            left, top, right, bottom = box(shape)
            tall, size = needed(shape.text_frame, right - left, family)
            is_source = shape.text_frame.text.startswith(("Source", "Fuente"))
            if tall > bottom - top + 1:
                out.append(
                    f"{shape.name}: {family}: text of {tall:.0f} in {bottom - top:.0f} points"
                )
            if size < 14 and not is_source and not _is_small_print(shape):
                out.append(f"{shape.name}: text of {size} points")
        if shape.has_table:
            out += _table(shape.table, family)
    return out


def _table(table, family: str) -> list[str]:
    out = []
    widths = [column.width.pt for column in table.columns]
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            sides = cell.margin_left.pt + cell.margin_right.pt
            size = cell.text_frame.paragraphs[0].runs[0].font.size.pt if cell.text else 14
            count = lines(cell.text, size, wide - sides, False, family)
            tall = count * size * 1.15 + cell.margin_top.pt + cell.margin_bottom.pt
            if tall > row.height.pt + 1 or size < 14:
                out.append(f"a cell of {tall:.0f} in {row.height.pt:.0f} points")
    return out
