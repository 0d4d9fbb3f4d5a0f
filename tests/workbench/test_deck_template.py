"""A template is a stranger's file: its look is taken, and nothing that acts or leads elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from taller.errors import InputError
from taller.workbench.deck import design as deck_design
from taller.workbench.deck import template
from taller.workbench.process import contained

PLAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
PLANTED = b"planted"
NS = {"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


def armed() -> bytes:
    """A template with a macro, an object, a film, links and actions, on its master and layouts."""
    made = Presentation()
    package = made.part.package
    part = Part(
        PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject", package, PLANTED
    )
    made.part.relate_to(part, VBA)
    master = made.slide_master
    ole = Part(PackURI("/ppt/embeddings/o.bin"), "application/x-ole", package, PLANTED)
    _show(master, master.part.relate_to(ole, KIND.OLE_OBJECT), "Object")
    _show(
        master,
        master.part.relate_to("file:///planted/film.mp4", KIND.VIDEO, is_external=True),
        "Film",
    )
    linked = master.part.relate_to("http://planted.example/x.png", KIND.IMAGE, is_external=True)
    _show(master, linked, "Picture")
    layout = made.slide_layouts[0]
    link = layout.part.relate_to("http://planted.example/", KIND.HYPERLINK, is_external=True)
    for shape, key, action in ((0, link, None), (1, "", "ppaction://macro?name=planted")):
        run = layout.placeholders[shape]._element.xpath(".//p:cNvPr")[0]
        click = run.makeelement(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick",
            {f"{{{NS['r']}}}id": key} | ({"action": action} if action else {}),
        )
        run.append(click)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _show(owner, key: str, name: str) -> None:
    """A shape that refers to a part, as an object or a film does."""
    import copy

    shape = copy.deepcopy(owner.placeholders[0]._element)
    shape.xpath(".//p:cNvPr")[0].set("name", name)
    shape.xpath(".//p:cNvPr")[0].set(f"{{{NS['r']}}}id", key)
    owner._element.xpath("./p:cSld/p:spTree")[0].append(shape)


@pytest.mark.parametrize("kind", [PLAIN, MACROS])
def test_macros_objects_films_links_and_actions_stay_behind_and_are_named(kind, tmp_path):
    path = tmp_path / "client.pptm"
    with zipfile.ZipFile(io.BytesIO(armed())) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(PLAIN, kind))
    design = deck_design.from_template(path, "#123456")
    assert design.left == (
        "1 × actions", "1 × embedded objects", "3 × links", "1 × macros",
    )  # fmt: skip
    made = io.BytesIO()
    design.presentation.save(made)
    with zipfile.ZipFile(made) as packed:
        everything = b"".join(packed.read(part) for part in packed.infolist())
        names = packed.namelist()
    for word in (PLANTED, b"planted.example", b"TargetMode", b"hlinkClick", b"macroEnabled"):
        assert word not in everything
    assert not any("vba" in name or "embeddings" in name for name in names)
    again = Presentation(made)
    shown = [shape.name for shape in again.slide_master.shapes]
    assert not {"Object", "Film", "Picture"} & set(shown)
    assert len(again.slide_layouts) == len(Presentation().slide_layouts)


def test_a_harmless_template_keeps_its_pictures_and_nothing_is_said(tmp_path):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    made = Presentation()
    made.slide_width = Pt(720)
    _image, key = made.slide_master.part.get_or_add_image_part(picture)
    _show(made.slide_master, key, "Logo")
    made.save(tmp_path / "client.pptx")
    design = deck_design.from_template(tmp_path / "client.pptx", "#123456")
    assert design.left == ()
    assert "Logo" in [shape.name for shape in design.presentation.slide_master.shapes]


@pytest.mark.slow
def test_a_template_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "client.pptx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b" " * (300 << 20))
    with pytest.raises(InputError, match=r"client\.pptx: unpacks to .* times its size"):
        deck_design.from_template(path, "#123456")


def test_a_template_is_parsed_by_a_child_and_never_here(tmp_path, monkeypatch):
    """What a stranger's file does to a library, it does not do to us."""
    path = tmp_path / "client.potx"
    path.write_bytes(armed())
    monkeypatch.setattr(template, "as_presentation", None)  # here it would fail
    with contained.children():
        design = deck_design.from_template(path, "#123456")
    assert design.left[-1] == "1 × macros"
