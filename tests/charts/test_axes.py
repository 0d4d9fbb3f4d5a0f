"""Axes as Vega draws them: no two ticks say the same, however little the values differ."""

from __future__ import annotations

import html
import re

import pandas as pd
import pytest
import vl_convert

from taller import charts, language

UNITS = ("share", "money", "count", "days", "index", "number")


def labels(chart, axis: str) -> list[str]:
    """What stands at the ticks of an axis, by the oldest Vega-Lite there is to try."""
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="5.8")
    part = next(p for p in svg.split('aria-roledescription="axis"')[1:] if p.startswith(
        f' aria-label="{axis}-axis'))  # fmt: skip
    held = part.split("role-axis-label", 1)[1].split("role-axis-title")[0]
    return [html.unescape(text) for text in re.findall(r">([^<>]+)</text>", held)]


def dots(values: list[float], unit: str):
    frame = pd.DataFrame({"g": list("abc"), "v": values})
    return charts.dots(frame, label="g", value="v", unit=unit, title="t", axis="a")


def line(values: list[float], unit: str):
    frame = pd.DataFrame({"x": [1, 2, 3], "v": values})
    return charts.line(frame, x="x", y="v", unit=unit, title="t", x_axis="x", y_axis="y")


@pytest.mark.parametrize("unit", UNITS)
def test_no_axis_says_the_same_twice(unit):
    """Three euros used to read 0, 1, 1, 2, 2, 3; shares around 51 % all read 51 %."""
    whole = unit in ("count", "days")
    cases = [(dots, "X", [0, 1, 2])] if whole else [(dots, "X", [0.501, 0.508, 0.512])]
    cases.append((line, "Y", [0, 1, 3] if whole else [0.1, 1.2, 2.9]))
    for draw, axis, values in cases:
        with language.speaking("es", currency="EUR"):
            said = labels(draw(values, unit), axis)
        assert len(said) >= 2
        assert len(said) == len(set(said)), (draw.__name__, values, said)


@pytest.mark.parametrize("days", [1, 20, 60, 91, 92])
def test_no_date_stands_twice_on_an_axis_of_time(days):
    """Two months used to read January, January, February, February."""
    frame = pd.DataFrame({"x": pd.to_datetime(["2026-01-03"]), "v": [1.0]})
    later = frame.assign(x=frame["x"] + pd.Timedelta(days=days), v=2.0)
    chart = charts.line(
        pd.concat([frame, later]), x="x", y="v", unit="number", title="t", x_axis="x", y_axis="y"
    )
    said = labels(chart, "X")
    assert len(said) >= 2
    assert len(said) == len(set(said)), said


def test_weeks_are_ticked_week_by_week_across_the_end_of_a_month():
    """Every fourteenth day used to begin anew on the first: 29 April, then 1 May."""
    weeks = pd.date_range("2026-03-30", periods=13, freq="7D")
    frame = pd.DataFrame({"x": weeks, "v": range(13)})
    chart = charts.line(
        frame, x="x", y="v", unit="number", title="t", x_axis="x", y_axis="y"
    ).to_dict()  # fmt: skip
    chart = chart["layer"][0] if "layer" in chart else chart
    ticks = chart["encoding"]["x"]["axis"]["values"]
    assert [(each["month"], each["date"]) for each in ticks] == [
        (6, 22), (6, 8), (5, 25), (5, 11), (4, 27), (4, 13), (3, 30),
    ]  # fmt: skip


def test_a_histogram_of_small_sums_has_cents():
    words = {"title": "Spend", "from": "from", "to": "to", "customers": "n"}
    panel = charts.histogram(
        pd.Series([0.5, 1.0, 2.0, 2.5]), name="spend", unit="money", words=words
    )
    assert panel.to_dict()["encoding"]["x"]["axis"]["format"] == "$,.2f"
    assert labels(panel, "Y") == ["0", "1"]
