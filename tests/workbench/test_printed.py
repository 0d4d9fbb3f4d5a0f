"""A run as one PDF: in the order of the first page, numbered, its links within it."""

from __future__ import annotations

import pypdf
import pytest

from taller import language
from taller.errors import InputError
from taller.workbench.report import look
from taller.workbench.share import printed
from tests.own_files import Bench
from tests.workbench import handed, pages


@pytest.mark.slow
def test_all_pages_are_there_in_order_numbered_and_linked_within(tmp_path):
    """Contents on sheet 1, the summary on 2, the notebook after it; every sheet has its number."""
    ran = handed.run(tmp_path, "es", pages.executed("es"))
    path = printed.write(ran.engagement, reports=ran.reports)
    assert path.name == "moda-viva-may-borrador.pdf"
    book = pypdf.PdfReader(path)
    texts = [" ".join(sheet.extract_text().split()) for sheet in book.pages]
    assert len(texts) >= 4
    assert [n for n, text in enumerate(texts, 1) if str(n) not in text.split()] == []
    outline = [(entry.title, book.get_destination_page_number(entry)) for entry in book.outline]
    assert [title for title, _page in outline][:2] == ["Contenido", "Resumen"]
    assert [page for _title, page in outline][:2] == [0, 1]
    title, at = outline[2]
    assert f"{title} {at + 1}" in texts[0]
    assert pages.SAID["es"]["headline"][:30] in texts[at]
    # Every decision is on paper, also those folded away on the screen.
    assert "Llamar a los clientes fieles" in texts[1]
    annotations = [a.get_object() for sheet in book.pages for a in sheet.get("/Annots") or ()]
    assert annotations
    assert not [a for a in annotations if "/URI" in str(a.get("/A"))]
    assert {tuple(round(float(end)) for end in sheet.mediabox[2:]) for sheet in book.pages} == {
        (595, 842)
    }  # A4, in points
    raw = path.read_bytes()
    assert b"file://" not in raw
    assert str(tmp_path).encode() not in raw


def test_without_a_browser_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("TALLER_BROWSER", raising=False)
    with pytest.raises(InputError, match="install one, or name it in TALLER_BROWSER"):
        printed.browser()
    monkeypatch.setenv("TALLER_BROWSER", "nowhere")
    with pytest.raises(InputError, match="nowhere: printing takes"):
        printed.browser()


def test_a_browser_that_does_not_print_is_told_and_nothing_is_left(tmp_path, monkeypatch):
    ran = handed.run(tmp_path)
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("TALLER_BROWSER", str(broken))
    done = Bench.at(ran.file.parent.parent).taller(
        "print", "params/x.yaml", "--reports", str(ran.reports)
    )
    assert done.code in (1, 2)
    assert "did not print contents.html: no display" in done.text
    assert "Traceback" not in done.text
    assert list((ran.reports / "moda-viva").glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("code", "locale", "size"),
    [("es", "es_ES", "A4"), ("es", "es_MX", "letter"), ("en", "en_GB", "A4"),
     ("en", "en_US", "letter")],
)  # fmt: skip
def test_paper_is_that_of_the_reader_s_country(code, locale, size):
    with language.speaking(code, locale):
        assert f"@page {{ size: {size};" in printed._numbered("<head></head>", 1)


def test_a_page_s_policy_lets_the_numbers_through_and_nothing_else():
    page = look.page("contents.html", scripts=[], colour=None, title="T", client="C",
                     head={"client": "C", "logo": None, "date": "", "simulated": False,
                           "standing": None}, entries=[], colophon="c")  # fmt: skip
    numbered = printed._numbered(page, 41)
    assert "counter-reset: page 40;" in numbered
    style = numbered.rpartition("<style>")[2].partition("</style>")[0]
    assert look.hash_source(style) in numbered
    assert numbered.count("<script>") == page.count("<script>")
