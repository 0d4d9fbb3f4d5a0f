"""Charts: what is encoded, in which locale, and that only what is drawn is in the specification."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from taller import charts, d3, language

FRAME = pd.DataFrame(
    {
        "segment": ["Loyal", "New", "Lost"],
        "spend": [120.0, 45.5, 300.0],
        "low": [100.0, 40.0, 280.0],
        "high": [140.0, 50.0, 330.0],
        "email": ["a@example.org", "b@example.org", "c@example.org"],
    }
)
RANKED = {
    "label": "segment", "value": "spend", "low": "low", "high": "high", "unit": "money",
    "title": "The lost spent most", "axis": "Spend (EUR)",
}  # fmt: skip


def rows(spec: dict) -> list[dict]:
    [data] = spec["datasets"].values()
    return data


@pytest.mark.parametrize("shape", [charts.bars, charts.dots])
def test_ranked_chart_draws_value_interval_and_target(shape):
    spec = shape(FRAME, **RANKED, target=200).to_dict()
    *marks, text, target = spec["layer"]
    # An interval lies over a bar, which would hide it, and under a dot.
    rule, mark = sorted(marks, key=lambda layer: layer["mark"]["type"] != "rule")
    assert marks.index(rule) == (1 if shape is charts.bars else 0)
    assert mark["encoding"]["x"]["field"] == "spend"
    assert mark["encoding"]["y"]["sort"] == ["Lost", "Loyal", "New"]
    assert (rule["encoding"]["x"]["field"], rule["encoding"]["x2"]["field"]) == ("low", "high")
    assert text["encoding"]["text"]["field"] == "spend"
    assert target["encoding"]["x"]["datum"] == 200
    assert spec["title"]["text"] == "The lost spent most"
    assert mark["encoding"]["x"]["title"] == "Spend (EUR)"


def test_bars_start_at_zero_and_dots_need_not():
    bars, dots = (shape(FRAME, **RANKED).to_dict() for shape in (charts.bars, charts.dots))
    assert bars["layer"][0]["encoding"]["x"]["scale"]["zero"] is True
    assert dots["layer"][1]["encoding"]["x"]["scale"]["zero"] is False


def test_alt_text_names_the_largest_and_the_smallest():
    with language.speaking("es"):
        said = charts.bars(FRAME, **RANKED).to_dict()["description"]
    assert said.replace("\xa0", " ") == (
        "The lost spent most. Spend (EUR). El mayor: Lost, 300 €; el menor: New, 45,50 €."
    )


def test_only_drawn_columns_are_in_the_specification():
    """A client's other columns stay out of a page that is sent by e-mail."""
    spec = charts.bars(FRAME, **RANKED).to_dict()
    assert set(rows(spec)[0]) == {"segment", "spend", "low", "high"}


@pytest.mark.parametrize(("sort", "first"), [("-x", "Lost"), ("x", "New"), (None, "Loyal")])
def test_bars_are_sorted_as_asked(sort, first):
    spec = charts.bars(FRAME, **RANKED, sort=sort).to_dict()
    assert spec["layer"][0]["encoding"]["y"]["sort"][0] == first


def test_heatmap_keeps_the_order_it_is_given():
    cells = pd.DataFrame({"to": list("ABAB"), "from": list("AABB"), "p": [0.9, 0.1, 0.3, 0.7]})
    spec = charts.heatmap(
        cells, x="to", y="from", value="p", unit="share", title="Most stay",
        x_axis="June", y_axis="March", y_order=["B", "A"],
    ).to_dict()  # fmt: skip
    cell, text = spec["layer"]
    assert cell["encoding"]["x"]["sort"] == ["A", "B"]
    assert cell["encoding"]["y"]["sort"] == ["B", "A"]
    assert cell["encoding"]["color"]["scale"]["domain"] == [0, 0.9]
    assert text["encoding"]["text"]["format"] == ".0%"


def test_line_has_a_band_and_a_legend_that_can_be_clicked():
    days = pd.to_datetime(["2011-01-01", "2011-02-01"] * 2)
    frame = pd.DataFrame(
        {"day": days, "v": [1, 2, 3, 4], "lo": [0, 1, 2, 3], "hi": [2, 3, 4, 5], "s": list("aabb")}
    )
    spec = charts.line(
        frame, x="day", y="v", low="lo", high="hi", series="s", unit="number", title="Up",
        x_axis="Day", y_axis="v", target=3,
    ).to_dict()  # fmt: skip
    band, line, target = spec["layer"]
    assert (band["encoding"]["y"]["field"], band["encoding"]["y2"]["field"]) == ("lo", "hi")
    assert line["encoding"]["x"]["type"] == "temporal"
    assert target["encoding"]["y"]["datum"] == 3
    assert spec["params"][0]["bind"] == "legend"


def test_odd_column_names_are_escaped():
    frame = pd.DataFrame({"a.b [x]": ["p"], "v": [1.0]})
    spec = charts.bars(frame, label="a.b [x]", value="v", unit="number", title="t", axis="v")
    assert spec.to_dict()["layer"][0]["encoding"]["y"]["field"] == r"a\.b \[x\]"


def test_frame_is_left_as_it_was():
    before = FRAME.copy(deep=True)
    charts.bars(FRAME, **RANKED)
    pd.testing.assert_frame_equal(FRAME, before)


def test_renderer_emits_what_jupyterlab_shows_offline():
    bundle = charts.bars(FRAME, **RANKED)._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    spec = bundle[charts.MIME]
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
    assert bundle["text/plain"].startswith("<chart: The lost spent most")


def test_theme_is_on_and_speaks_the_language():
    assert alt.theme.active == "taller"
    with language.speaking("es", currency="EUR"):
        config = charts.bars(FRAME, **RANKED).to_dict()["config"]
    assert config["locale"]["number"]["decimal"] == ","
    assert config["locale"]["time"]["shortMonths"][0] == "ene"
    assert config["range"]["category"] == list(charts.PALETTE)


@pytest.mark.parametrize(
    ("code", "locale", "currency", "expected"),
    [
        ("es", "es_ES", "EUR", {"decimal": ",", "currency": ["", "\xa0€"], "percent": "\xa0%"}),
        ("es", "es_MX", "MXN", {"decimal": ".", "thousands": ",", "currency": ["$", ""]}),
        ("en", "en_GB", "GBP", {"decimal": ".", "currency": ["£", ""], "percent": "%"}),
    ],
)  # fmt: skip
def test_d3_locale(code, locale, currency, expected):
    with language.speaking(code, locale, currency):
        assert d3.number_locale().items() >= expected.items()


def _linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    lum = sorted(sum(w * c for w, c in zip(weights, _linear(x), strict=True)) for x in (one, other))
    return (lum[1] + 0.05) / (lum[0] + 0.05)


@pytest.mark.parametrize("colour", charts.PALETTE)
@pytest.mark.parametrize("paper", ["#ffffff", "#14171b"])
def test_series_colours_show_on_both_papers(colour, paper):
    """WCAG asks 3 to 1 of graphics."""
    assert _contrast(colour, paper) >= 3


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "protan": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip


def _lab(rgb: list[float]) -> list[float]:
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in to_xyz]
    scaled = [v / w for v, w in zip(xyz, (0.9505, 1.0, 1.089), strict=True)]
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in scaled]
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]


@pytest.mark.parametrize("kind", BLINDNESS)
def test_first_four_series_are_told_apart_with_colour_blindness(kind):
    """Ten units of CIE 1976 difference are seen at a glance."""
    seen = []
    for colour in charts.PALETTE[:4]:
        rgb = _linear(colour)
        mixed = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in BLINDNESS[kind]]
        seen.append(_lab([min(1, max(0, c)) for c in mixed]))
    for i, one in enumerate(seen):
        for other in seen[i + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 10


def test_a_chart_s_table_has_heads_in_words_one_format_a_column_and_no_positions():
    """The whiskers' upper end is written as the lower is; where a mark stands is no data."""
    from taller.workbench.report import vega

    frame = pd.DataFrame({"what": ["a"], "_at": [0.5], "value": [0.2], "low": [0.1], "high": [0.3]})
    chart = alt.Chart(frame).mark_rule().encode(
        x=alt.X("low:Q", title="Share", axis=alt.Axis(format=".1%")), x2="high:Q", y="_at:Q",
        tooltip=[alt.Tooltip("what:N", title="Group"),
                 alt.Tooltip("value:Q", title="Share", format=".1%")],
    )  # fmt: skip
    spec = vega.self_contained(chart.to_dict())
    (table,) = vega.data_tables(spec)
    shown = vega._shown(spec, table)
    assert [head for head, _numeric in shown["heads"]] == [
        "Group", "Share", "interval, low end", "interval, high end"]  # fmt: skip
    assert shown["rows"] == [("a", "20.0%", "10.0%", "30.0%")]
    ranked = charts.bars(FRAME, **RANKED, head="Segment").to_dict()
    assert ranked["layer"][0]["encoding"]["tooltip"][0]["title"] == "Segment"
