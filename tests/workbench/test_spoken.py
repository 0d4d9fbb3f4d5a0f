"""The consultant's part of a page: where it stands, what is hidden, and that it cannot do harm."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from nbconvert.exporters import get_exporter
from nbformat import v4

from taller import language
from taller.workbench.notes import spoken
from taller.workbench.notes.voice import OPENING, Note, Voice
from taller.workbench.report import exporter
from taller.workbench.report.first import index
from taller.workbench.run import runner
from tests.workbench import pages, scratch
from tests.workbench.test_index import STATE, folders, words  # noqa: F401  (a fixture)

PLANTED = (
    "<script>window.planted=1</script>\n\n<img src=x onerror='window.planted=1'> **kept**\n\n"
    "[go](javascript:window.planted=1) [site](https://example.org/x) ![far](https://example.org/i.png)\n\n"
    "<svg onload='window.planted=1'><script>window.planted=1</script></svg>\n\n"
    "<iframe src='https://example.org/'></iframe><style>body{display:none}</style>\n\n"
    "<b onclick='window.planted=1'>bold</b> <a href='javascript:window.planted=1'>press</a>\n\n"
    "# Not the page's title\n\n## Not a section"
)


def executed(code: str = "en"):
    """The executed notebook of the pages' tests, its cells named by their position."""
    nb = pages.executed(code, charts=1)
    for number, cell in enumerate(nb.cells):
        cell["id"] = f"c{number}"
    return nb


def voice(*notes: Note, records: dict | None = None, **keys: str) -> Voice:
    return Voice(**({"status": "draft"} | keys), notes={"clustering": notes}, records=records or {})


def text(page: str) -> str:
    return words(page)


HEADLINE = Note("headline", 1, text="Own words.")
OPEN = Note("comment", 2, OPENING, text="Said **first**.")
SECTION = Note("comment", 3, "c4", "What customers look like", "Said of customers.")


def test_commentary_stands_where_it_belongs():
    trust = Note("comment", 4, "page:trust", text="Said of trust.")
    method = Note("comment", 5, "page:method", text="Said of method.")
    decide = Note("comment", 6, "page:decisions", text="Said of deciding.")
    chart = Note("comment", 7, "c5", text="Said of a chart.")
    deep = Note("comment", 8, "c10#1", text="Said of the detail.")
    notes = (HEADLINE, OPEN, SECTION, trust, method, decide, chart, deep)
    page = text(exporter.render(executed(), name="x", voice=voice(*notes)))
    order = [
        "Own words.", "In the consultant's words. Headline as generated", "62.0%", "Said first .",
        "What to decide", "Said of deciding.", "Call the loyal", "What customers look like See",
        "Said of customers.", "Figure 1", "Said of a chart.", "What to do next", "Detail a b x 1",
        "Said of the detail.", "How far to trust this",
        "Said of trust.", "What was checked", "Method and origin", "Said of method.",
        "Headline as generated Two in ten customers",
    ]  # fmt: skip
    places, at = [], page.index("Own words.")
    for part in order:
        at = page.index(part, at)
        places.append(at)
    assert places == sorted(places)
    assert page.count("Said of customers.") == 1


def test_a_hidden_section_is_gone_with_all_in_it_and_so_is_its_entry():
    hidden = voice(Note("hide", 1, "c4", "What customers look like"))
    page = exporter.render(executed(), name="x", voice=hidden)
    whole = exporter.render(executed(), name="x", voice=voice())
    for part in ("What customers look like", "Camisa", 'class="chart"', "done"):
        assert part in whole
    body = page.partition("<body>")[2]
    assert "What customers look like" not in body
    assert 'class="chart"' not in body
    assert "What to do next" in body
    assert "1 part of the analysis is not shown on this page." in body


def test_a_hidden_opening_keeps_the_title_and_a_hidden_cell_goes_alone():
    page = text(
        exporter.render(executed(), name="x", voice=voice(Note("hide", 1, "c0", "Segments")))
    )
    assert "Segments: which customers behave alike?" in page
    assert "This page groups customers" not in page
    assert "What customers look like" in page
    page = exporter.render(executed(), name="x", voice=voice(Note("hide", 1, "c5")))
    assert 'class="chart"' not in page.partition("<body>")[2]
    assert "Camisa" in page
    deep = text(
        exporter.render(executed(), name="x", voice=voice(Note("hide", 1, "c10#1", "Detail")))
    )
    assert "What to do next" in deep
    assert "Detail a b" not in deep


@pytest.mark.parametrize(
    ("code", "keys", "said"),
    [
        ("es", {}, "Borrador"),
        ("en", {"reviewer": "Ana"}, "Draft · To be reviewed by Ana"),
        ("es", {"status": "final", "reviewer": "Ana", "reviewed_on": "2026-03-12"},
         "Definitivo · Revisado por Ana, 12 de marzo de 2026"),
    ],
)  # fmt: skip
def test_every_page_says_how_final_it_is(code, keys, said, folders):  # noqa: F811
    own = voice(**keys)
    assert said in text(exporter.render(executed(code), name="x", voice=own))
    assert said in words(index.render(STATE | {"language": code, "locale": None}, *folders, own))
    draft = 'class="watermark"' in exporter.render(executed(code), name="x", voice=own)
    assert draft == (own.status == "draft")


def stale(note: Note) -> Voice:
    """A voice whose note was written when 45 in a hundred came from the top, from 43 to 47."""
    then = pages.make_result(pages.SAID["es"], 0.45).model_dump(mode="json")["figures"][:1]
    then[0]["estimate"] |= {"low": 0.43, "high": 0.47}
    return voice(note, records={note.key: {"figures": then}})


def test_a_note_for_other_figures_is_marked_on_its_page_and_on_the_index(folders):  # noqa: F811
    own = stale(SECTION)
    page = text(exporter.render(executed("es"), name="x", voice=own))
    moved = "Ventas · Top 20 %: entonces 45,0 %, ahora 62,0 %"
    assert f"Comentario: What customers look like — {moved}" in page
    assert f"Said of customers. Escrito cuando las cifras eran otras: {moved}." in page
    assert f"Notas por revisar Se escribieron cuando las cifras eran otras. " \
           f"Comentario: What customers look like — {moved}" in words(
               index.render(STATE, *folders, own))  # fmt: skip


def test_the_index_shows_the_consultant_s_headline_and_what_is_open(folders):  # noqa: F811
    open_ended = STATE | {"open_ends": ["Plan <b>: no ha llegado a su fin"]}
    page = words(index.render(open_ended, *folders, voice(HEADLINE)))
    assert "Own words. Redactado por el consultor." in page
    assert pages.SAID["es"]["headline"] not in page
    assert "Todavía sin cerrar Plan <b>: no ha llegado a su fin" in page


def test_notes_on_the_same_figures_are_told_together():
    own = stale(SECTION)
    flags = own.flags("clustering", pages.make_result(pages.SAID["en"]).model_dump(mode="json"))
    with language.speaking("en"):
        (told,) = spoken.listed([*flags, *flags])
    assert told["what"] == "; ".join(["Commentary: What customers look like"] * 2)


def test_what_is_planted_in_notes_is_text():
    own = voice(
        Note("headline", 1, text="<script>window.planted=1</script>"),
        Note("comment", 2, OPENING, text=PLANTED),
        Note("decision", 3, text="<b>x</b>", owner="<i>", effect="<img src=x onerror=y>"),
    )
    page = exporter.render(executed(), name="x", voice=own)
    body = re.sub(r"<script\b[^>]*>.*?</script>", "", page.partition("<main")[2], flags=re.DOTALL)
    assert not re.search(r"<[^>]*\son\w+=", body)
    assert not re.search(r'(href|src)="(?!#|data:)', body)
    assert "<h1>Segments" in body
    assert body.count("<h1") == 1
    assert "Not a section" not in re.search(r'class="toc-wide".*?</nav>', page, re.DOTALL)[0]
    assert "site (https://example.org/x)" in unescape(body)
    assert "<strong>kept</strong>" in body


def test_markdown_of_a_megabyte_s_worst_kind_is_made_in_time():
    """A comment holds 20,000 characters at most; none of these takes long, or fails."""
    import time

    for kind in ("[", "*a ", "> ", "`", "<a ", "- ", "![](", "| a ", "_x_", "<!--", "&#x", "#### "):
        note = Note("comment", 1, OPENING, text=(kind * 20_000)[:20_000])
        began = time.monotonic()
        with language.speaking("en"):
            assert spoken.on_page(voice(note), "clustering", None).opening
        assert time.monotonic() - began < 5, kind


def test_in_a_browser_nothing_planted_runs_and_nothing_is_fetched(browser, tmp_path):
    own = voice(Note("comment", 2, OPENING, text=PLANTED), HEADLINE)
    file = tmp_path / "page.html"
    file.write_text(exporter.render(executed("es"), name="x", voice=own), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector(".plot[data-drawn]")
    for link in page.locator(".voice a, .voice b").all():
        link.click()
    assert page.evaluate("window.planted") is None
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    # The policy holds beside the sanitiser: what got past it would not run either.
    page.evaluate(
        "document.querySelector('.voice').innerHTML = '<img src=x onerror=\"window.planted=1\">'"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.planted") is None
    assert page.locator(".watermark").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".watermark").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_consultant_s_part(browser, tmp_path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    own = stale(
        Note("comment", 3, OPENING, text="Said.\n\n### Detail\n\n| a | b |\n|---|--:|\n| x | 1 |")
    )
    file = tmp_path / "page.html"
    file.write_text(exporter.render(executed("es"), name="x", voice=own), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(".plot[data-drawn]")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    context.close()


def exported(root, nb) -> str:
    """The page as JupyterLab's export menu and nbconvert make it."""
    folder = root / "reports" / "moda-viva" / "x"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "clustering.ipynb"
    file.write_text(v4.writes(nb), encoding="utf-8")
    return get_exporter("taller")().from_filename(str(file))[0]


def test_an_export_by_hand_has_the_notes_too(tmp_path):
    made = scratch.notebook()
    made["cells"][0]["source"] = "# Clusters"
    read = scratch.workbench(tmp_path, more="reviewer: Ana\n", clustering=made)
    notes = read.file.with_suffix(".notes.md")
    notes.write_text("# clustering\nHeadline: Own words.\n\nOpening.\n", encoding="utf-8")
    page = text(exported(tmp_path, executed()))
    for part in ("Own words.", "Opening.", "Draft · To be reviewed by Ana"):
        assert part in page
    notes.write_text("# clusters\nHeadlin: x\n", encoding="utf-8")
    page = text(exported(tmp_path, executed()))
    assert "The consultant's notes could not be read and are not shown:" in page
    assert "params/moda_viva.notes.md: line 2 'Headlin': no such keyword" in page
    assert "Two in ten customers" in page


def test_an_export_without_its_engagement_is_a_page_all_the_same(tmp_path):
    page = exported(tmp_path, executed())
    assert "Two in ten customers" in page
    assert json.dumps("watermark") not in page


@pytest.mark.slow
def test_with_kernels_and_real_pages_a_note_is_shown_without_a_run(tmp_path):
    """The demo's notebook is run once; then its page says what the note says."""
    read = scratch.workbench(tmp_path, a=scratch.notebook("print('evidence')"))
    notes = read.file.with_suffix(".notes.md")
    assert runner.run([read], label="x")[0].notebooks[0].state == "done"
    executed = (tmp_path / "reports/moda-viva/x/a.ipynb").read_bytes()
    notes.write_text("# a\n## What is asked?\n**Said** here.\n", encoding="utf-8")
    assert runner.run([read], label="x")[0].notebooks[0].state == "cached"
    page = (tmp_path / "reports/moda-viva/x/a.html").read_text(encoding="utf-8")
    assert "<strong>Said</strong> here." in page
    assert "evidence" in page
    assert (tmp_path / "reports/moda-viva/x/a.ipynb").read_bytes() == executed
