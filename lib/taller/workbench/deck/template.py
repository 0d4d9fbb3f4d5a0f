"""What a client's PowerPoint template may bring along: its look, and nothing that acts.

A template is a stranger's file. Of its parts go along those that the look is made of, by a list of
what is allowed; macros, embedded objects, controls, films, links to other files and to addresses
stay behind, with the shapes that would show them. It is parsed where a client's files are read.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import bounds
from taller.data.reading import packed
from taller.data.settings import places
from taller.errors import InputError

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PML = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DML = "http://schemas.openxmlformats.org/drawingml/2006/main"
ALLOWED = {
    "officeDocument", "core-properties", "extended-properties", "slideMaster", "slideLayout",
    "theme", "themeOverride", "image", "presProps", "viewProps", "tableStyles", "notesMaster",
    "font",
}  # fmt: skip
"""Kinds of parts that a look is made of."""
CALLED = {
    "vbaProject": "macros", "oleObject": "embedded objects", "package": "embedded objects",
    "control": "controls", "video": "films and sounds", "audio": "films and sounds",
    "media": "films and sounds",
}  # fmt: skip
OF_NOBODY = {"slide", "commentAuthors", "authors", "printerSettings", "custom-properties",
             "thumbnail", "handoutMaster"}  # fmt: skip
"""Kinds that go without a word: samples, and what tells of whoever made the template."""
PLAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHERS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
)
"""What a template, and files with macros, are called in their contents list."""
MAX_TEMPLATE = 100_000_000
_DROPPED = ("printerSettings", "commentAuthors", "/authors", "custom-properties", "thumbnail")


def cleaned(path: Path) -> tuple[bytes, tuple[str, ...]]:
    """A template without slides and all that acts, as a presentation; and what was left behind.

    Raises
    ------
    InputError
        If it is not there, or no PowerPoint presentation that can be read.
    """
    from pptx import Presentation

    bounds.reads(str(path), path)
    try:
        if path.stat().st_size > MAX_TEMPLATE:
            raise InputError(path, "is too large for a template; remove its pictures and films")
        places.refuse_no_file(path, str(path))
        if zipfile.is_zipfile(path):
            with packed.opened(path, str(path)) as archive:
                packed.members(archive, str(path))  # refuses what unpacks without end
        presentation = Presentation(io.BytesIO(as_presentation(path.read_bytes())))
        if not presentation.slide_layouts or presentation.slide_width is None:
            raise ValueError("no layouts")
        _empty(presentation)
        left = disarm(presentation)
        strip(presentation)
        made = io.BytesIO()
        presentation.save(made)
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}") from error
    except (InputError, MemoryError):
        raise
    except Exception as error:
        what = "is not a PowerPoint file; give a template saved as .pptx or .potx"
        raise InputError(path, what) from error
    return made.getvalue(), tuple(left)


def as_presentation(content: bytes) -> bytes:
    """A template or a file with macros as a presentation: they differ in a word of their list."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        listed = held.read("[Content_Types].xml")
        other = next((each for each in OTHERS if each in listed), None)
        if other is None:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in held.infolist():
                is_list = part.filename == "[Content_Types].xml"
                copy.writestr(
                    part.filename, listed.replace(other, PLAIN) if is_list else held.read(part)
                )
    return made.getvalue()


def disarm(presentation: Presentation) -> list[str]:
    """Leave behind all that acts or leads elsewhere; what that was, such as ``2 × macros``."""
    package = presentation.part.package
    left: Counter[str] = Counter()
    for owner in (package, *package.iter_parts()):
        dropped = set()
        for key, relation in list(owner._rels.items()):
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind in ALLOWED and not relation.is_external:
                continue
            owner._rels.pop(key)
            dropped.add(key)
            if relation.is_external:
                left["links"] += 1
            elif kind not in OF_NOBODY:
                left[CALLED.get(kind, "other parts")] += 1
        if owner is not package:
            left["actions"] += _cut(owner, dropped)
    return [f"{many} × {what}" for what, many in sorted(left.items()) if many]


def _cut(part: Any, dropped: set[str]) -> int:
    """Take out what would show a dropped part, and every action; how many actions there were."""
    from lxml import etree

    tree = getattr(part, "_element", None)
    parsed = tree is None and part.partname.endswith(".xml")
    if parsed:
        try:
            tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError:
            return 0
    if tree is None:
        return 0
    showing = [
        node
        for node in tree.iter(etree.Element)
        if any(
            name.startswith(f"{{{_RELATIONS}}}") and value in dropped
            for name, value in node.attrib.items()
        )
    ]
    acting = [
        node
        for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
        for node in tree.iter(f"{{{_DML}}}{name}")
    ]
    actions = sum(bool(node.get("action")) for node in acting)
    for node in showing:
        _remove(node if node in acting else _shape(node))
    for node in acting:
        _remove(node)
    if parsed and (showing or acting):
        part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return actions


def _shape(node: Any) -> Any:
    """The whole shape that a node is in; the node itself where it is in none."""
    for above in (node, *node.iterancestors()):
        parent = above.getparent()
        if parent is not None and parent.tag.rsplit("}", 1)[-1] in ("spTree", "grpSp"):
            return above
    return node


def _remove(node: Any) -> None:
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def _empty(presentation: Presentation) -> None:
    """Remove all slides, and what lists them: sections, custom shows."""
    part, element = presentation.part, presentation._element
    listed = element.sldIdLst
    for slide in list(listed) if listed is not None else ():
        part.drop_rel(slide.rId)
        listed.remove(slide)
    for name in ("custShowLst", "extLst"):
        for found in element.findall(f"{{{_PML}}}{name}"):
            element.remove(found)


def strip(presentation: Presentation) -> None:
    """Leave behind what tells of whoever made the template, and of their machine."""
    part = presentation.part
    package = part.package
    for owner, relations in ((part, part.rels), (package, package._rels)):
        for key, relation in list(relations.items()):
            if any(word in relation.reltype for word in _DROPPED):
                owner._rels.pop(key)
    for held in package.iter_parts():
        if held.partname == "/docProps/app.xml":
            held._blob = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http:'
                b"//schemas.openxmlformats.org/officeDocument/2006/extended-properties"
                b'"><Application>Taller</Application></Properties>'
            )
