"""The client's logo: a picture that holds all it shows, as it goes into what leaves the house."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from taller.data.settings import places

LOGO_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
MAX_LOGO_BYTES = 200_000
REFERS = re.compile(rb"<!ENTITY|href\s*=\s*[\"'](?!\s*(?:#|data:))", re.IGNORECASE)
"""In an SVG picture: what draws others from the disk, which nobody meant to hand over."""


def faults(given: str, root: Path) -> str | None:
    """What is wrong with the picture that a path leads to; None where nothing is."""
    if places.faults(given):
        return None
    path = places.located(given, root)
    if path.suffix.lower() not in LOGO_TYPES:
        return f"must be a PNG, JPEG or SVG file (got {given!r})"
    if not path.is_file():
        return f"no such file (got {given!r})"
    if path.stat().st_size > MAX_LOGO_BYTES:
        return f"must be at most {MAX_LOGO_BYTES // 1000} kB (is {path.stat().st_size // 1000} kB)"
    if not _is_picture(content := path.read_bytes()):
        return f"must hold a PNG, JPEG or SVG picture (got {given!r})"
    if b"<svg" in content and REFERS.search(content):
        return f"must hold all it shows, and name no other file (got {given!r})"
    return None


def uri(given: str, root: Path) -> str:
    """The picture as a data URI."""
    path = places.located(given, root)
    encoded = base64.b64encode(path.read_bytes()).decode()
    return f"data:{LOGO_TYPES[path.suffix.lower()]};base64,{encoded}"


def _is_picture(content: bytes) -> bool:
    """Whether a file is a picture whatever it is called."""
    return b"<svg" in content or content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
