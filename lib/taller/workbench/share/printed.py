"""A run on paper: one PDF of all pages in the order of the first, with contents and page numbers.

Each page is printed by a browser of the machine (Chromium, Chrome or Edge), without a network; the
parts are joined here, and their links lead within the file or nowhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from taller import durable, language
from taller.errors import InputError, TallerError, cannot_write
from taller.language import _
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.notes import spoken
from taller.workbench.report import look
from taller.workbench.share import handover, parcel
from taller.workbench.share.handover import Handover

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
            "msedge", "microsoft-edge")  # fmt: skip
CONTENTS = "contents.html"
DRAWING = 15_000  # milliseconds of a page's own clock for its charts
PATIENCE = 180  # seconds for one page
LETTER = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)
"""Where paper is US letter, by the Unicode CLDR's measurement data; elsewhere it is A4."""
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
         "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
         "--no-pdf-header-footer", f"--virtual-time-budget={DRAWING}")  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """A printed page: its file's name, its title, the first of its sheets, and the sheets."""

    name: str
    title: str
    first: int
    sheets: PdfReader


def write(
    engagement: Engagement,
    *,
    label: str | None = None,
    out: Path | None = None,
    reports: Path | None = None,
) -> Path:
    """Write a run's PDF.

    Parameters
    ----------
    label : the run; the newest unless given
    out : the file, or a folder for it; beside the run's folder unless given
    reports : where run folders stand

    Raises
    ------
    InputError
        If there is no such run, no browser, or the file cannot be written.
    """
    program = browser()
    found = handover.find(engagement, label, reports)
    target = found.target(out, ".pdf")
    with handover.netted(found), found.speaking(), tempfile.TemporaryDirectory() as scratch:
        joined = _joined(found, program, Path(scratch))
        try:
            with durable.beside(target) as made, made.open("wb") as file:
                joined.write(file)
        except OSError as error:
            raise cannot_write(target, error) from error
    return target


def browser() -> str:
    """The browser that prints: ``TALLER_BROWSER``, else the first that is installed.

    Raises
    ------
    InputError
        If there is none.
    """
    named = os.environ.get("TALLER_BROWSER")
    found = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if found is None:
        what = "printing takes Chromium, Chrome or Edge: install one, or name it in TALLER_BROWSER"
        raise InputError(named or "taller print", what)
    return found


def _joined(found: Handover, program: str, scratch: Path) -> PdfWriter:
    pages = parcel.pages(found, [])
    titles = {f"{page.name}.html": page.title for page in found.pages}
    titles = {parcel.INDEX: _("Summary"), **titles}
    blank = _contents(found, {name: (title, 0) for name, title in titles.items()})
    first = 1 + len(_printed(program, scratch, CONTENTS, blank, 1).pages)
    parts = []
    for name, html in pages.items():
        sheets = _printed(program, scratch, name, html, first)
        parts.append(_Part(name, titles[name], first, sheets))
        first += len(sheets.pages)
    html = _contents(found, {part.name: (part.title, part.first) for part in parts})
    front = _Part(CONTENTS, _("Contents"), 1, _printed(program, scratch, CONTENTS, html, 1))
    return _bound(found, [front, *parts])


def _contents(found: Handover, entries: Mapping[str, tuple[str, int]]) -> str:
    brand = found.state.brand
    return look.page(
        CONTENTS, scripts=[], colour=brand.get("colour"), title=_("Contents"),
        client=found.state.client,
        head={"client": found.state.client, "logo": look.logo(brand.get("logo")),
              "date": language.date(found.day), "simulated": bool(found.state.simulated),
              "standing": spoken.standing(found.voice)},
        entries=[{"href": name, "title": title, "page": language.number(page)}
                 for name, (title, page) in entries.items()],
        colophon=_("Made with Taller."),
    )  # fmt: skip


def _printed(program: str, scratch: Path, name: str, html: str, first: int) -> PdfReader:
    """A page's sheets, numbered from ``first`` on."""
    from pypdf import PdfReader

    page, pdf = scratch / name, scratch / f"{name}.pdf"
    page.write_text(_numbered(html, first), encoding="utf-8")
    root = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    command = [program, *QUIET, *root, f"--user-data-dir={scratch / 'profile'}",
               f"--print-to-pdf={pdf}", page.as_uri()]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TallerError(f"{program} did not print {name}: {error}") from error
    if done.returncode or not pdf.exists():
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise TallerError(f"{program} did not print {name}: {' '.join(last)}")
    return PdfReader(pdf)


def _numbered(html: str, first: int) -> str:
    """A page with its sheets' numbers in the margin; its policy lets that style through."""
    territory = language.current().locale.replace("-", "_").rpartition("_")[2]
    size = "letter" if territory in LETTER else "A4"
    style = (
        f"html {{ counter-reset: page {first - 1}; }} @page {{ size: {size}; @bottom-right {{ "
        "content: counter(page); font: 8pt sans-serif; color: #57606a; } }"
    )
    allowed = html.replace("style-src ", f"style-src {look.hash_source(style)} ", 1)
    return allowed.replace("</head>", f"<style>{style}</style></head>", 1)


def _bound(found: Handover, parts: list[_Part]) -> PdfWriter:
    from pypdf import PdfWriter

    book = PdfWriter()
    starts = {part.name: part.first - 1 for part in parts}
    for part in parts:
        for sheet in part.sheets.pages:
            book.add_page(sheet)
        book.add_outline_item(title=part.title, page_number=part.first - 1)
    for number in range(len(book.pages)):
        _relink(book, number, starts)
    client, label = str(found.state.client), found.folder.name
    book.add_metadata(
        {"/Title": f"{client} · {label}", "/Producer": "Taller", "/Creator": "Taller"}
    )
    return book


def _relink(book: PdfWriter, number: int, starts: Mapping[str, int]) -> None:
    """Links to another page lead to its first sheet; all others, which lead nowhere, go."""
    from pypdf.annotations import Link
    from pypdf.generic import Fit

    kept = _targets(book.pages[number], starts)
    book.pages[number].pop("/Annots", None)
    for box, target in kept:
        link = Link(rect=box, target_page_index=target, fit=Fit.fit_horizontally())
        book.add_annotation(page_number=number, annotation=link)


def _targets(page: Any, starts: Mapping[str, int]) -> list[tuple[Any, int]]:
    found = []
    for held in page.get("/Annots") or ():
        annotation = held.get_object()
        address = str((annotation.get("/A") or {}).get("/URI") or "")
        name = unquote(address.partition("#")[0].rpartition("/")[2])
        if name in starts:
            found.append((tuple(float(end) for end in annotation["/Rect"]), starts[name]))
    return found
