"""The deck: what stands on its slides, that all of it fits, and that it gives nothing away."""

from __future__ import annotations

import copy
import io
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Pt

from taller.errors import InputError
from taller.workbench.deck import writing
from taller.workbench.run import state
from tests.workbench import handed, pages, slides

SENTENCE = "Una frase larga que dice algo de los clientes y no cabe en una línea; "


def make(ran: handed.Ran, **options) -> tuple[Path, Presentation]:
    path = writing.write(ran.engagement, reports=ran.reports, **{"full": True} | options)
    return path, Presentation(path)


def titles(presentation) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def texts(slide) -> str:
    frames = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join([*frames, *tables])


def pictures(presentation) -> list:
    kind = MSO_SHAPE_TYPE.PICTURE
    return [s for slide in presentation.slides for s in slide.shapes if s.shape_type == kind]


def workbooks(presentation) -> list:
    kind = MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT
    held = [s for slide in presentation.slides for s in slide.shapes if s.shape_type == kind]
    return [openpyxl.load_workbook(io.BytesIO(shape.ole_format.blob)) for shape in held]


def with_sliders():
    nb = pages.executed("en", charts=1)
    handed.charts_of(nb)[0]["params"] = [
        {"name": "budget", "value": 1500, "bind": {"input": "range", "name": "Budget"}}
    ]
    return nb


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    return handed.run(tmp_path_factory.mktemp("en"))


@pytest.fixture(scope="module")
def written(ran):
    return make(ran)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory):
    return make(handed.run(tmp_path_factory.mktemp("es"), "es"))


def test_slides_tell_headline_figures_charts_decisions_limits_in_this_order(written):
    said = pages.SAID["en"]
    assert titles(written[1]) == [
        "Moda Viva", "In short", said["headline"], said["chart"], said["chart"],
        "What to decide", "What this cannot tell",
    ]  # fmt: skip


def test_cover_says_client_date_and_that_it_is_a_draft_nobody_reviewed(written):
    cover = texts(written[1].slides[0])
    assert "31 August 2011" in cover
    assert "Draft · not yet reviewed" in cover
    assert "Simulated data" in cover


def test_everything_fits_and_nothing_overlaps(written, spanish):
    assert slides.faults(written[1]) == []
    assert slides.faults(spanish[1]) == []


def test_figures_are_shown_as_the_report_shows_them_with_method_in_the_notes(written):
    slide = written[1].slides[2]
    assert "62.0%" in texts(slide)
    assert "95% interval: 58.0% to 67.0%" in texts(slide)
    assert "Target 45.0%: the figure is above it" in texts(slide)
    notes = slide.notes_slide.notes_text_frame.text
    assert "From 4,210 observations: bootstrap, 1,000 resamples." in notes


def test_interval_is_drawn_to_scale(written):
    """Share .62 of .58 to .67, target .45, zero at the left: the line spans .7236 with margins."""
    group = next(s for s in written[1].slides[2].shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    track, _zero, span = list(group.shapes)[:3]
    scale = track.width / 0.7236
    assert span.width / scale == pytest.approx(0.09, abs=0.001)
    assert (span.left - track.left) / scale == pytest.approx(0.58 + 0.0268, abs=0.001)


def test_spanish_deck_speaks_spanish_and_writes_its_numbers(spanish):
    path, presentation = spanish
    assert path.name == "moda-viva-may-borrador.pptx"
    assert titles(presentation)[1] == "En resumen"
    assert "62,0\xa0%" in texts(presentation.slides[2])
    assert "1.234\xa0€" in texts(presentation.slides[2])
    assert 'lang="es-ES"' in presentation.slides[2]._element.xml


def test_source_stands_on_every_slide_of_an_analysis(written):
    for slide in list(written[1].slides)[2:]:
        assert "Source: data of Moda Viva, run may, 31 August 2011." in texts(slide)
        assert "Moda Viva · Draft · simulated data" in texts(slide)


def test_charts_are_sharp_and_described(written, ran):
    found = pictures(written[1])
    assert len(found) == 2
    described = handed.charts_of(pages.executed("en"))[0]["description"]
    for picture in found:
        assert picture.image.size[0] / Emu(picture.width).inches >= 200
        assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == described


def test_data_behind_a_chart_is_a_workbook_that_runs_no_formula(tmp_path):
    nb = pages.executed("en", charts=1)
    chart = handed.charts_of(nb)[0]
    rows = next(iter(chart["datasets"].values()))
    names = ['=HYPERLINK("http://x")', "+1", "-2", "@sum", "plain"]
    rows[:] = [{"segment": name, "spend": -1.5, "low": -2, "high": -1} for name in names]
    (book,) = workbooks(make(handed.run(tmp_path, nb=nb))[1])
    cells = list(book.active.iter_rows(values_only=True))
    assert cells[0][:2] == ("segment", pages.SAID["en"]["axis"])
    kept = [f"'{name}" for name in names[:4]] + ["plain"]
    assert [row[0] for row in cells[1:]] == kept
    assert {row[1] for row in cells[1:]} == {-1.5}
    assert book.properties.creator in ("", None)


def test_nothing_tells_who_made_it_where_and_when(written):
    path, presentation = written
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            data = packed.read(part)
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            for word in (b"beatriz", b"portatil", b"/tmp/", str(Path.home()).encode() + b"/"):
                assert word not in data, part.filename
    properties = presentation.core_properties
    assert properties.author == properties.last_modified_by == ""
    assert properties.modified == datetime(2011, 8, 31)


def test_the_same_run_makes_the_same_file(ran, written, tmp_path):
    again = writing.write(ran.engagement, reports=ran.reports, out=tmp_path / "again.pptx",
                          full=True)  # fmt: skip
    assert again.read_bytes() == written[0].read_bytes()


@pytest.mark.slow
def test_long_texts_go_on_over_slides_and_none_is_lost(tmp_path):
    nb = pages.executed("es", charts=1)
    result = handed.result_of(nb)
    result["headline"] = (SENTENCE * 5).strip()
    handed.charts_of(nb)[0]["title"] = (SENTENCE * 3).strip()
    result["decisions"] = [
        {
            "what": f"Decisión {n}: {SENTENCE * 2}",
            "owner": "Dirección",
            "effect": SENTENCE * (n % 5),
        }
        for n in range(12)
    ]
    result["decisions"].append({"what": SENTENCE * 30, "owner": "CRM", "effect": "x"})
    result["limits"] = [f"Límite {n}: {SENTENCE}" for n in range(30)] + [SENTENCE * 40]
    result["figures"] = [{**each, "key": f"{each['key']}_{n}"}
                         for n in range(3) for each in result["figures"]]  # fmt: skip
    _path, presentation = make(handed.run(tmp_path, "es", nb))
    assert slides.faults(presentation) == []
    everything = " ".join(" ".join(map(texts, presentation.slides)).split())
    assert all(f"Decisión {n}:" in everything for n in range(12))
    assert all(f"Límite {n}:" in everything for n in range(30))
    assert everything.count("Una frase larga") >= 5 + 3 + 24 + 30 + 30 + 40
    assert len([t for t in titles(presentation) if t.startswith("Qué decidir (")]) >= 4


def test_a_deck_of_one_bare_result_is_made(tmp_path):
    nb = pages.executed("en", charts=0)
    result = handed.result_of(nb)
    for part in ("figures", "decisions", "checks", "limits"):
        result[part] = []
    _path, presentation = make(handed.run(tmp_path, nb=nb))
    assert len(presentation.slides) == 3
    assert slides.faults(presentation) == []


def test_a_headline_that_is_withheld_stays_withheld(tmp_path):
    nb = pages.executed("en", charts=1)
    handed.result_of(nb)["headline"] = "Headline withheld: the data does not add up."
    handed.result_of(nb)["withheld"] = True
    ran = handed.run(tmp_path, nb=nb)
    assert titles(make(ran)[1])[2] == "Headline withheld: the data does not add up."


def test_planted_markup_is_text(tmp_path):
    nb = pages.executed("en", hostile=True)
    handed.result_of(nb)["headline"] = f"A \x00 bell \x07 and {pages.PLANTED}"
    _path, presentation = make(handed.run(tmp_path, nb=nb))
    assert titles(presentation)[2] == f"A  bell  and {pages.PLANTED}"


def test_a_chart_with_sliders_is_drawn_as_it_opens_and_says_so(tmp_path):
    _path, presentation = make(handed.run(tmp_path, nb=with_sliders()))
    assert "Drawn with Budget: 1,500; the page lets one change this." in texts(
        presentation.slides[3]
    )


def test_a_template_gives_its_size_and_layouts_and_keeps_none_of_its_samples(ran, tmp_path):
    template = tmp_path / "client.pptx"
    _template().save(template)
    path, presentation = make(ran, template=template, out=tmp_path)
    assert (presentation.slide_width, presentation.slide_height) == (Pt(720), Pt(540))
    assert presentation.slides[0].slide_layout.name == "Title Slide"
    assert presentation.slides[3].slide_layout.name == "Title Only"
    assert slides.faults(presentation) == []
    with zipfile.ZipFile(path) as packed:
        everything = b"".join(packed.read(part) for part in packed.infolist())
        names = packed.namelist()
    for word in (b"SAMPLE", b"Diana", b"sectionLst"):
        assert word not in everything
    assert len([name for name in names if name.startswith("ppt/slides/slide")]) == len(
        presentation.slides
    )


def _template():
    """A template with sample slides, a section of them, and an author."""
    from lxml import etree

    made = Presentation()
    made.core_properties.author = "Diana"
    for number in (0, 1):
        slide = made.slides.add_slide(made.slide_layouts[number])
        slide.shapes.title.text = "SAMPLE"
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    pml = "http://schemas.openxmlformats.org/presentationml/2006/main"
    listed = etree.SubElement(made.part._element, f"{{{pml}}}extLst")
    ext = etree.SubElement(listed, f"{{{pml}}}ext", uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}")
    etree.SubElement(ext, f"{{{p14}}}sectionLst", nsmap={"p14": p14})
    return made


def test_a_template_saved_as_potx_is_taken(ran, tmp_path):
    plain = io.BytesIO()
    Presentation().save(plain)
    potx = tmp_path / "client.potx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(potx, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(
                b"presentationml.presentation.main+xml", b"presentationml.template.main+xml"
            )
            new.writestr(part.filename, data)
    _path, presentation = make(ran, template=potx, out=tmp_path / "potx.pptx")
    assert len(presentation.slides) == 7


@pytest.mark.parametrize("content", [b"no", b"", b"PK\x03\x04 broken"])
def test_what_is_no_template_is_refused(ran, tmp_path, content):
    wrong = tmp_path / "t.pptx"
    wrong.write_bytes(content)
    with pytest.raises(InputError, match=r"t\.pptx: is not a PowerPoint file; give a template"):
        writing.write(ran.engagement, template=wrong, reports=ran.reports)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        writing.write(ran.engagement, template=tmp_path / "none.pptx", reports=ran.reports)


def test_a_run_that_is_not_there_is_said_with_what_to_do(ran, tmp_path):
    with pytest.raises(InputError, match="no run is labelled 'mai'; did you mean 'may'"):
        writing.write(ran.engagement, label="mai", reports=ran.reports)
    with pytest.raises(
        InputError, match=r"there is no run yet; run it first: taller run params/x\.yaml"
    ):
        writing.write(ran.engagement, reports=tmp_path)


def test_a_run_under_way_is_refused(tmp_path):
    ran = handed.run(tmp_path, state="running")
    with pytest.raises(InputError, match="has not come to its end"):
        writing.write(ran.engagement, reports=ran.reports)


@pytest.mark.parametrize(
    ("out", "said"),
    [("deck.ppt", "must end in .pptx"), ("out/moda-viva/may/d.pptx", "stands in the run's folder"),
     ("/proc/none/d.pptx", "cannot be written")],
)  # fmt: skip
def test_a_place_that_cannot_be_written_to_is_refused(tmp_path, out, said):
    ran = handed.run(tmp_path)
    with pytest.raises(InputError, match=said):
        writing.write(ran.engagement, out=tmp_path / out, reports=ran.reports)


def test_a_notebook_that_failed_is_left_out_and_named_in_the_notes(tmp_path):
    good = state.StepState("clustering", "03_development", "Segments", state="done")
    bad = state.StepState("plan", "02_planning", "The plan", state="failed")
    ran = handed.run(tmp_path, notebooks=[good, bad])
    notes = make(ran)[1].slides[1].notes_slide.notes_text_frame.text
    assert notes == "Not in this deck, since they did not come to their end: The plan"


def test_a_secret_in_a_text_keeps_the_deck_from_being_written(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_API_TOKEN", "tok-12345678")
    nb = pages.executed("en", charts=0)
    handed.result_of(nb)["limits"] = ["Read with tok-12345678."]
    ran = handed.run(tmp_path, nb=nb)
    with pytest.raises(InputError, match="would give away") as told:
        writing.write(ran.engagement, reports=ran.reports, full=True)
    assert "tok-12345678" not in str(told.value)
    assert list(ran.folder.parent.glob("*.pptx")) == []


FINAL = "status: final\nreviewer: Ana Ruiz\nreviewed_on: 2011-09-02\n"


def frozen(base: Path) -> handed.Ran:
    from taller.workbench.notes import freeze
    from taller.workbench.notes.voice import Voice

    ran = handed.run(base, more=FINAL)
    freeze.freeze(ran.folder, Voice.read(ran.engagement))
    return ran


def test_a_final_run_says_who_reviewed_it_and_is_no_draft(tmp_path):
    path, presentation = make(frozen(tmp_path))
    assert path.name == "moda-viva-may.pptx"
    assert "Final · Reviewed by Ana Ruiz, 2 September 2011" in texts(presentation.slides[0])


def test_a_final_run_that_was_changed_is_handed_to_nobody(tmp_path):
    ran = frozen(tmp_path)
    page = ran.folder / "clustering.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(InputError, match=r"(?s)no longer as it was reviewed.*clustering\.html"):
        writing.write(ran.engagement, reports=ran.reports)


def test_a_headline_changed_after_the_review_does_not_slip_in(tmp_path):
    ran = frozen(tmp_path)
    _note(ran, "# clustering\n\nHeadline: All is well.\n")
    with pytest.raises(InputError, match="clustering: the headline is no longer the one"):
        writing.write(ran.engagement, reports=ran.reports)


def test_final_is_not_said_of_a_run_that_was_not_frozen(tmp_path):
    ran = handed.run(tmp_path, more=FINAL)
    with pytest.raises(InputError, match="is not frozen, while the engagement says final"):
        writing.write(ran.engagement, reports=ran.reports)


def _note(ran: handed.Ran, text: str) -> None:
    """Write the consultant's notes, and the notebook whose sections they name."""
    folder = ran.file.parent.parent / "notebooks" / "03_development"
    folder.mkdir(exist_ok=True)
    shutil.copy(ran.folder / "clustering.ipynb", folder)
    ran.file.with_suffix(".notes.md").write_text(text, encoding="utf-8")


def test_the_consultant_s_headline_and_decision_stand_on_the_slides(tmp_path):
    ran = handed.run(tmp_path)
    _note(ran, "# clustering\n\nHeadline: Keep the loyal ones.\n\n"
               "Decision: Write to them\nOwner: Ana\nEffect: 12 come back\n")  # fmt: skip
    _path, presentation = make(ran)
    assert titles(presentation)[2] == "Keep the loyal ones."
    assert "Keep the loyal ones." in texts(presentation.slides[1])
    assert "Write to them\nAna\n12 come back" in texts(presentation.slides[5])


def test_charts_of_a_hidden_section_have_no_slide(tmp_path):
    ran = handed.run(tmp_path)
    _note(ran, f"# clustering\n\n## {pages.SAID['en']['section']}\n\nHide\n")
    assert pages.SAID["en"]["chart"] not in titles(make(ran)[1])


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Ten slides' worth and more: forty decisions of which some have an amount, long texts."""
    from taller.phase import Check, Decision, Estimate, Worth

    nb = pages.executed("es")
    held = handed.result_of(nb)
    for i in range(40):
        amount = Estimate(value=1000.0 - i, low=10.0, high=2000.0, unit="money", n=9, method="m")
        worth = Worth(estimate=amount, period="en un año, si dura", population="p",
                      confidence="estimated")  # fmt: skip
        made = Decision(what=f"{SENTENCE * 2}({i})", owner="Dirección de marketing y ventas",
                        effect="e", key=f"k{i}", worth=worth)  # fmt: skip
        held["decisions"].append(made.model_dump(mode="json"))
        check = Check(name=f"{SENTENCE}({i})", passed=False, detail="")
        held["checks"].append(check.model_dump(mode="json"))
    return handed.run(tmp_path_factory.mktemp("crowded"), "es", nb)


def test_a_deck_is_ten_slides_at_most_with_decisions_and_money_first(crowded):
    """Cover, what it comes to, what to decide with its amount; the analysis; the doubts."""
    _path, deck = make(crowded, full=False)
    assert len(deck.slides) <= writing.MOST
    told = titles(deck)
    assert told[:2] == ["Moda Viva", "En resumen"]
    assert told[2].startswith("Qué decidir")
    assert told[-1].startswith("En duda")
    assert slides.faults(deck) == []
    assert not [title for title in told if title.endswith(")")]  # none goes on over slides
    table = next(shape.table for shape in deck.slides[2].shapes if shape.has_table)
    assert table.cell(1, 2).text.startswith("1.000\u00a0€ (de 10\u00a0€ a 2.000\u00a0€, en un año")
    assert "estimado, aún sin comprobar" in table.cell(1, 2).text


def test_what_is_in_doubt_says_how_much_more_there_is(crowded):
    """Of forty checks that are not met five are named, and thirty-five counted."""
    _path, deck = make(crowded, full=False)
    said = [shape.text_frame.text for shape in deck.slides[-1].shapes if shape.has_text_frame]
    assert any("y 35 más" in text or "y 36 más" in text for text in said), said


def test_figures_beside_each_other_stand_level(tmp_path):
    """However many lines their labels take."""
    nb = pages.executed("en")
    held = handed.result_of(nb)
    one = copy.deepcopy(held["figures"][0])
    one["label"] = "What it brings " * 6
    held["figures"] = [held["figures"][0], one]
    _path, deck = make(handed.run(tmp_path, "en", nb), full=False)
    large = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
             and any(run.font.size and run.font.size.pt >= 20 and run.font.bold
                     for paragraph in shape.text_frame.paragraphs for run in paragraph.runs)
             and not shape.is_placeholder]  # fmt: skip
    assert len(large) == 2
    assert large[0].top == large[1].top


def test_an_analysis_is_one_slide_whose_message_is_its_first_sentence(tmp_path):
    """The others stand below it in plain text; three figures in a row, money before others."""
    nb = pages.executed("en")
    held = handed.result_of(nb)
    held["headline"] = "Write to 1,200. It costs 3.5 a head. Nobody knows more."
    money = copy.deepcopy(held["figures"][0])
    money["label"], money["estimate"]["unit"] = "What it brings", "money"
    held["figures"] = [*(held["figures"][:1] * 3), money]
    _path, deck = make(handed.run(tmp_path, "en", nb), full=False)
    slide = deck.slides[titles(deck).index("Write to 1,200.")]
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "It costs 3.5 a head. Nobody knows more." in said
    assert said.count(held["figures"][0]["label"]) == 2
    assert "What it brings" in said
    assert held["headline"] in slide.notes_slide.notes_text_frame.text


def test_nothing_on_a_slide_is_set_smaller_than_14_points(crowded):
    _path, deck = make(crowded, full=False)
    sizes = {
        run.font.size.pt
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size is not None
    }
    assert min(sizes) >= 14
