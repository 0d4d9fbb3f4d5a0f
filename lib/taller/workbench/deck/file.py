"""A presentation as a file: nothing in it of who made it where and when, the same each time."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

from taller import language
from taller.errors import InputError, cannot_write
from taller.language import _
from taller.workbench.deck.design import Design
from taller.workbench.run import state
from taller.workbench.share.handover import Handover

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(design: Design, found: Handover) -> bytes:
    """The presentation's bytes, in the language in force."""
    presentation = design.presentation
    _spell(design)
    properties = presentation.core_properties
    properties.title = f"{found.engagement.client} · {_('Findings and decisions')}"
    properties.created = properties.modified = dt.datetime.combine(found.day, dt.time())
    properties.last_printed = properties.created
    properties.author = properties.last_modified_by = ""
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.content_status = found.status
    properties.language = language.current().locale.replace("_", "-")
    properties.revision = 1
    made = io.BytesIO()
    presentation.save(made)
    return repacked(made.getvalue())


def _spell(design: Design) -> None:
    """Tell PowerPoint the language, or it underlines every word of it."""
    code = language.current().locale.replace("_", "-")
    for slide in design.presentation.slides:
        trees = [slide._element]
        trees += [slide.notes_slide._element] if slide.has_notes_slide else []
        for tree in trees:
            for run in tree.xpath(".//a:r"):
                run.get_or_add_rPr().set("lang", code)


def repacked(content: bytes) -> bytes:
    """The same zip file without the moment and the machine it was made on."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            add(new, part.filename, old.read(part))
    return made.getvalue()


def add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file to a zip file, dated like all others and of no machine."""
    part = zipfile.ZipInfo(name, _EPOCH)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system, part.external_attr = 3, 0o644 << 16
    packed.writestr(part, content)


def keep(path: Path, content: bytes) -> None:
    """Write what is handed over, whole or not at all.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError(path, "cannot be written: it is write-protected; close it, or give --out")
    try:
        state.write_whole(path, content)
    except OSError as error:
        raise cannot_write(path, error) from error
