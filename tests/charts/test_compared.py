"""Shapes that compare: what stands where is what was given, worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from taller import charts
from taller.phase import Estimate


def data(chart, key: str) -> list[dict]:
    """The rows of the first data set that has a column."""
    return next(r for r in chart.to_dict()["datasets"].values() if r and key in r[0])


def test_scores_are_drawn_in_the_order_given_with_their_ends():
    found = [(name, Estimate(value=v, low=v - 0.1, high=v + 0.2, unit="index", n=9, method="m"))
             for name, v in (("B", 0.5), ("A", 0.7))]  # fmt: skip
    chart = charts.scores(found, unit="index", title="t", axis="a", target=0.5, digits=3)
    assert data(chart, "label")[0] == {"label": "B", "value": 0.5, "low": 0.4, "high": 0.7}
    rule, dot, text, target = chart.to_dict()["layer"]
    assert dot["encoding"]["y"]["sort"] == ["B", "A"]
    assert (rule["encoding"]["x"]["field"], rule["encoding"]["x2"]["field"]) == ("low", "high")
    assert text["encoding"]["text"]["format"] == ".3f"
    assert target["encoding"]["x"]["datum"] == 0.5
    bars = charts.scores(found, unit="index", draw=charts.bars, title="t", axis="a")
    assert bars.to_dict()["layer"][0]["mark"]["type"] == "bar"


def test_a_row_s_own_target_takes_the_place_of_the_written_value():
    frame = pd.DataFrame({"c": ["x", "y"], "now": [0.2, 0.8], "sold": [0.5, 0.5]})
    chart = charts.bars(frame, label="c", value="now", unit="share", title="t", axis="a",
                        targets="sold", targets_head="Sold")  # fmt: skip
    bar, tick = chart.to_dict()["layer"]
    assert tick["encoding"]["x"]["field"] == "sold"
    assert [tip["title"] for tip in tick["encoding"]["tooltip"]] == ["c", "Sold"]
    assert bar["encoding"]["x"]["field"] == "now"


FRAME = pd.DataFrame({"g": [1, 2], "p": [0.2, 0.6], "o": [0.1, 0.7], "lo": [0.0, 0.5],
                      "hi": [0.3, 0.8], "n": [10, 10]})  # fmt: skip
WORDS = {"title": "Near", "subtitle": "Dashed: the same.", "x_axis": "Predicted", "n": "Rows",
         "y_axis": "Seen", "axis": "Amount", "group_axis": "Tenth", "g": "Tenth", "p": "Predicted",
         "o": "Seen"}  # fmt: skip


def test_calibration_has_one_scale_for_both_and_a_line_where_they_are_the_same():
    """The largest of intervals and predictions is 0.8; a twentieth more is 0.84."""
    chart = charts.calibration(
        FRAME, predicted="p", observed="o", low="lo", high="hi", n="n", words=WORDS
    )
    same, whisker, dot = chart.to_dict()["layer"]
    domains = {tuple(layer["encoding"][axis]["scale"]["domain"])
               for layer in (same, whisker, dot) for axis in "xy"}  # fmt: skip
    assert [list(domain) for domain in domains] == [[0, pytest.approx(0.84)]]
    assert (dot["encoding"]["x"]["field"], dot["encoding"]["y"]["field"]) == ("p", "o")
    assert whisker["encoding"]["y"]["field"] == "lo"
    assert whisker["encoding"]["y2"]["field"] == "hi"
    assert chart.to_dict()["description"] == "Near. Dashed: the same."
    assert [row["_y"] for row in data(chart, "_y")] == [0, pytest.approx(0.84)]


def test_what_was_foretold_is_a_stroke_beside_what_was_seen():
    chart = charts.foretold(
        FRAME, group="g", predicted="p", observed="o", low="lo", high="hi", unit="number",
        words=WORDS,
    )  # fmt: skip
    whisker, dot, stroke = chart.to_dict()["layer"]
    fields = [layer["encoding"]["y"]["field"] for layer in (whisker, dot, stroke)]
    assert fields == ["lo", "o", "p"]
    assert whisker["encoding"]["y2"]["field"] == "hi"
    assert stroke["mark"]["type"] == "tick"


def test_deviations_are_coloured_by_distance_and_written_as_they_are():
    frame = pd.DataFrame({"f": ["a", "b"], "s": ["one", "one"], "d": [-2.0, 0.3], "t": ["9", "7"]})
    words = {"title": "t", "legend": "l", "f": "F", "s": "S", "d": "D", "t": "T"}
    chart = charts.deviations(frame, x="f", y="s", value="d", text="t", words=words)
    cell, text = chart.to_dict()["layer"]
    domain = cell["encoding"]["color"]["scale"]["domain"]
    assert domain == [-end for end in reversed(domain)]
    assert cell["encoding"]["color"]["field"] == "d"
    assert text["encoding"]["text"]["field"] == "t"


def test_only_shares_that_occur_often_enough_are_written():
    frame = pd.DataFrame({"place": ["1", "2"], "case": ["a", "a"], "share": [0.97, 0.03]})
    words = {"title": "t", "place": "Place", "case": "Case", "share": "Share"}
    chart = charts.occurrence(
        frame, x="place", y="case", value="share", words=words, full=0.3, least=0.05
    )
    cell, text = chart.to_dict()["layer"]
    assert text["transform"] == [{"filter": "datum['share'] >= 0.05"}]
    assert cell["encoding"]["color"]["scale"]["domain"] == [0, 0.3]


def test_a_bridge_goes_down_step_by_step_to_what_is_left():
    """1,000 less 300 is 700, less 50 is 650; what is left stands on the ground again."""
    frame = pd.DataFrame(
        [["all", Decimal(1000), None], ["out", Decimal(-300), "aside"],
         ["bad", Decimal(-50), "faulty"], ["used", Decimal(650), None]],
        columns=["step", "value", "kind"],
    )  # fmt: skip
    words = {"title": "t", "axis": "a", "step": "s", "amount": "m", "aside": "Aside", "faulty": "F"}
    chart = charts.bridge(frame, words=words, colours={"aside": "#7a828c", "faulty": "#d55e00"})
    spec = chart.to_dict()
    rows = {row["step"]: (row["_low"], row["_high"])
            for held in spec["datasets"].values() for row in held if "_low" in row}  # fmt: skip
    assert rows == {"all": (0, 1000), "out": (700, 1000), "bad": (650, 700), "used": (0, 650)}
    scale = spec["layer"][1]["encoding"]["color"]["scale"]
    assert scale == {"domain": ["Aside", "F"], "range": ["#7a828c", "#d55e00"]}


def test_spans_lie_between_start_and_end_in_the_order_of_the_frame():
    frame = pd.DataFrame({"w": ["b", "a"], "from": [1.0, 3.0], "to": [2.0, 5.0]})
    chart = charts.spans(
        frame, label="w", start="from", end="to", axis=charts.axis("count", [0, 6]), domain=[0, 6],
        words={"title": "t", "axis": "Weeks", "w": "Work"}, columns={"w": "text"},
        over=[charts.mark_at(4)],
    )  # fmt: skip
    bar, mark = chart.to_dict()["layer"]
    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("from", "to")
    assert bar["encoding"]["y"]["sort"] == ["b", "a"]
    assert mark["encoding"]["x"]["datum"] == 4
    assert mark["mark"]["strokeDash"] == [5, 4]


def test_two_values_of_a_row_stand_beside_each_other_or_before_and_after():
    frame = pd.DataFrame({"s": ["x", "x"], "what": ["size", "worth"], "v": [0.2, 0.7],
                          "lo": [0.1, 0.6], "hi": [0.3, 0.8]})  # fmt: skip
    words = {"title": "t", "axis": "a", "s": "S", "v": "V", "lo": "L", "hi": "H", "what": "W"}
    chart = charts.beside(frame, label="s", series="what", value="v", low="lo", high="hi",
                          read=".1%", words=words)  # fmt: skip
    bar, rule = chart.to_dict()["layer"]
    assert bar["encoding"]["yOffset"]["sort"] == ["size", "worth"]
    assert (rule["encoding"]["x"]["field"], rule["encoding"]["x2"]["field"]) == ("lo", "hi")
    chart = charts.moved(frame, label="s", when="what", value="v", unit="index", words=words,
                         domain=[0, 1])  # fmt: skip
    between, dot = chart.to_dict()["layer"]
    assert between["encoding"]["detail"]["field"] == "s"
    assert dot["encoding"]["color"]["scale"]["domain"] == ["size", "worth"]
    assert dot["encoding"]["x"]["scale"]["domain"] == [0, 1]


def test_a_chart_can_be_altered_in_the_cell():
    """A face returns Altair's own objects: a cell may give another title or another width."""
    chart = charts.scores([("A", Estimate.exact(1, unit="count", n=1, method="m"))], unit="count",
                          title="t", axis="a")  # fmt: skip
    assert chart.properties(title="Mine", width=200).to_dict()["title"] == "Mine"
