"""A page in both languages, light and dark: axe finds nothing wrong and leaves nothing open."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest

from taller import charts, language
from taller.workbench.report import exporter
from tests.workbench import measured, pages


def _matrix() -> nbformat.NotebookNode:
    """A chart of cells from the lightest to the darkest, each with its figure written in it."""
    values = [i / 10 for i in range(-15, 16)]
    rows = pd.DataFrame({"z": values, "said": [f"{value:.1f}" for value in values]})
    rows["to"], rows["from"] = [f"t{i % 6}" for i in range(31)], [f"f{i // 6}" for i in range(31)]
    words = {"title": "Cells", "subtitle": "", "legend": "From the mean", "to": "To",
             "from": "From", "said": "Figure", "z": "Distance"}  # fmt: skip
    made = charts.deviations(rows, x="to", y="from", value="z", text="said", words=words)
    output = nbformat.v4.new_output("display_data", data={charts.MIME: made.to_dict()})
    return nbformat.v4.new_code_cell("draw()", outputs=[output])


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "es"])
def test_axe_finds_nothing_and_leaves_nothing_undecided(browser, tmp_path, code):
    """Weight is under 1.2 MB; texts in drawings and on cells have a contrast of 4.5 and more."""
    notebook = pages.executed(code)
    with language.speaking(code):
        notebook.cells.append(_matrix())
    path = tmp_path / "page.html"
    path.write_text(exporter.render(notebook, name="page"), encoding="utf-8")
    for scheme in ("light", "dark"):
        seen = measured.seen(browser, path, scheme=scheme)
        assert seen.faults == [], scheme
        assert seen.weight < 1_200_000


@pytest.mark.slow
def test_a_text_too_pale_and_a_picture_without_words_are_found(browser, tmp_path):
    """The measure itself: grey on white in a drawing, white on white in a table, no alt text."""
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html lang='en'><title>x</title><body style='background:#fff'><main>"
        "<h1>x</h1><svg width='90' height='40' role='img' aria-label='d'><text x='9' y='20' "
        "fill='#aaa'>pale</text></svg><p style='color:#eee'>5</p><img src='data:,'></main>",
        encoding="utf-8",
    )
    faults = measured.seen(browser, path).faults
    assert any("pale" in fault for fault in faults)
    assert any("color-contrast: p" in fault for fault in faults)
    assert any("image-alt" in fault for fault in faults)
