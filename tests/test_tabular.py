"""Tables: what a cell says, in which locale, and that it is never markup."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from taller import language, tabular
from taller.phase import Estimate
from taller.workbench.report import markup


def test_numbers_are_written_as_the_locale_writes_them():
    frame = pd.DataFrame({"name": ["a"], "share": [0.1234], "spend": [1234.5], "n": [12345]})
    units = {"share": "share", "spend": "money"}
    with language.speaking("es", currency="EUR"):
        html = tabular.table(frame, caption="x", units=units).html
    for cell in ("12,3\xa0%", "1.234\xa0€", "12.345"):
        assert f'<td class="t-num" style="text-align:right">{cell}</td>' in html


def test_cells_heads_and_caption_are_text():
    planted = '<script>alert("1")</script>'
    shown = tabular.table(pd.DataFrame({planted: [planted]}), caption=planted, note=planted)
    assert "<script" not in shown.html
    assert shown.html.count("&lt;script&gt;") == 5  # caption, its label, head, cell, note


def test_estimate_shows_its_interval_below():
    estimate = Estimate(value=0.5, low=0.4, high=0.6, unit="share", n=10, method="m")
    html = tabular.table(pd.DataFrame({"x": [estimate]}), caption="c").html
    assert '50.0%<br><small class="t-interval">40.0% – 60.0%</small>' in html


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, pd.NA])
@pytest.mark.parametrize("unit", ["money", "text", "date", "count"])
def test_missing_is_a_dash(value, unit):
    assert tabular.cell(value, unit) == "–"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal("12.5"), "money", "€12.50"),
        (np.int64(1200), "count", "1,200"),
        (np.float64(0.25), "share", "25.0%"),
        (dt.date(2011, 5, 3), "date", "3 May 2011"),
        (pd.Timestamp("2011-05-03 10:00"), "date", "3 May 2011"),
        (float("inf"), "number", "∞"),
        ("n/a", "money", "n/a"),
        (True, "text", "True"),
        ("=1+1", "text", "=1+1"),
    ],
)
def test_cell(value, unit, said):
    assert tabular.cell(value, unit) == said


def test_right_to_left_text_does_not_turn_its_row():
    assert tabular.cell("\u202eabc", "text") == "<bdi>\u202eabc</bdi>"
    assert tabular.cell("abc", "text") == "abc"


def test_cut_table_says_so():
    frame = pd.DataFrame({"x": range(250)})
    html = tabular.table(frame, caption="c").html
    assert html.count("<tr>") == 101
    assert "First 100 of 250 rows." in html
    html = tabular.table(frame.head(3), caption="c", total_rows=4000, note="By value.").html
    assert html.index("First 3 of 4,000 rows.") < html.index("By value.")


def test_whole_table_says_nothing():
    assert "First" not in tabular.table(pd.DataFrame({"x": [1]}), caption="c", total_rows=1).html


def test_empty_frame_still_has_its_head():
    assert "<thead><tr><th" in tabular.table(pd.DataFrame({"x": []}), caption="c").html


def test_unit_of_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match=r"columns the frame has not: \['y'\]"):
        tabular.table(pd.DataFrame({"x": [1]}), caption="c", units={"y": "share"})


def test_frame_is_left_as_it_was():
    frame = pd.DataFrame({"x": [1.0], "y": ["a"]})
    before = frame.copy(deep=True)
    tabular.table(frame, caption="c", units={"x": "money"})
    pd.testing.assert_frame_equal(frame, before)


def test_money_of_a_column_has_one_count_of_decimals():
    """12.50 beside 3,000 is written 12 beside 3,000 (to even); alone it keeps its cents."""
    frame = pd.DataFrame({"spend": [12.5, 3000.0]})
    assert ">€12<" in tabular.table(frame, caption="c", units={"spend": "money"}).html
    alone = tabular.table(frame.head(1), caption="c", units={"spend": "money"}).html
    assert ">€12.50<" in alone


def test_estimates_show_n_and_method():
    estimate = Estimate(value=0.5, low=0.4, high=0.6, unit="share", n=1234, method="bootstrap")
    html = tabular.estimates({"Return rate": estimate}, caption="c").html
    for part in ("Return rate", "50.0%", "1,234", "bootstrap"):
        assert part in html


def test_browse_filters_with_a_kernel_and_shows_all_without():
    frame = pd.DataFrame({"segment": ["A", "B", "A"], "n": [1, 2, 3]})
    browser = tabular.browse(frame, caption="c", by="segment")
    bundle = browser._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"].count('<th scope="row">') == 3
    menu, view = browser._widget().children
    assert menu.label == language._("all")  # not blank, as ipywidgets shows a value of None
    menu.index = 1
    assert view.value.count('<th scope="row">') == 2
    menu.index = 0
    assert view.value.count('<th scope="row">') == 3


def test_browse_refuses_an_unknown_column():
    with pytest.raises(ValueError, match="no column 'y' to filter by"):
        tabular.browse(pd.DataFrame({"x": [1]}), caption="c", by="y")


def test_words_give_caption_note_and_heads_and_columns_are_named_by_their_parts():
    frame = pd.DataFrame({"who": ["a"], "value": [0.5]})
    words = {"caption": "Shares", "note": "Of all.", "who": "Segment", "value": "Share", "n": "N"}
    html = tabular.table(frame, words=words, units={"value": "share"}).html
    for said in (">Shares</figcaption>", ">Segment</th>", ">Share</th>", "Of all.", "50.0%"):
        assert said in html
    browser = tabular.browse(frame, words=words, by="who")
    assert browser.by == "Segment"
    assert "Shares" in browser.filtered("a").html
    with pytest.raises(ValueError, match=r"columns without a head: \['more'\]"):
        tabular.table(frame.assign(more=1), words=words)


def test_a_link_leads_to_a_page_of_the_run_and_its_text_is_no_markup():
    shown = tabular.cell(tabular.Link("<b>Call</b>", "classification"), "text")
    assert shown == '<a href="classification.html">&lt;b&gt;Call&lt;/b&gt;</a>'
    assert markup.clean(shown) == shown
    assert markup.clean('<a href="https://e.org/x.html">x</a>') == "<a>x</a>"
    assert markup.clean('<a href="../other/x.html">x</a>') == "<a>x</a>"
