"""What the budget's tables, charts and sentences say, and what they do not."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.monitoring.optimisation import form
from taller.monitoring.optimisation.charts import budget as charts
from taller.monitoring.optimisation.findings import budget as findings
from taller.monitoring.optimisation.model.budget import (
    frontier,
    messages,
    plan,
    trials,
    words,
)
from taller.monitoring.optimisation.tables import budget as tables
from taller.phase import Estimate
from tests.monitoring.optimisation.true_curves import TrueCurves, asked


def curves(spread=0.0, **more):
    return TrueCurves([100, 400], [100, 100], carry=0, spent=[[200.0, 200]] + [[100.0, 100]] * 30,
                      spread=spread, draws=200, **more)  # fmt: skip


def trial(**changed) -> trials.Trials:
    money = {"unit": "money", "n": 31, "method": ""}
    held = trials.Trial(
        "a", "stop", ("north", "south"), 4, worth=900.0,
        cost=Estimate(value=500, low=300, high=700, **money), detectable=800.0,
        effect=Estimate(value=-1500, low=-2000, high=-1000, **money), further=-600.0, beyond=False,
    )  # fmt: skip
    told, assumed = changed.pop("told", True), changed.pop("assumed", False)
    made = dataclasses.replace(held, **changed)
    return trials.Trials(asked(curves(), profit=True), (made,), 1000.0, told=told, assumed=assumed)


def test_the_headline_says_what_the_same_money_brings_and_on_what_it_rests():
    """25 a week more sales for 13 weeks, of which half is margin."""
    found = plan.make(asked(curves(), profit=True, worth=0.5))
    told = findings.headline(found)
    assert told.startswith("The same money shared out otherwise is expected to bring €162 more "
                           "profit in 13 weeks (")  # fmt: skip
    assert told.endswith(", with more than was ever spent for so long on b.")


def test_sales_are_not_called_profit():
    told = findings.headline(plan.make(asked(curves())))
    assert "more sales" in told
    assert "profit" not in told
    assert any("No margin is given" in each for each in findings.limits(
        plan.make(asked(curves())), plan.make(asked(curves())), None))  # fmt: skip


@pytest.mark.parametrize(
    "code, said",
    [
        ("en", "advertising sells more when demand is higher"),
        ("es", "la publicidad vende más cuando hay más demanda"),
    ],
)
def test_an_assumed_season_stands_in_the_sentences_that_rest_on_it(code, said):
    with language.speaking(code):
        found = plan.make(asked(curves(), season="demand"))
        (decision,) = findings.decisions(found, None, None)
        assert said in findings.headline(found)
        assert said in decision.effect


def test_money_is_moved_only_where_more_is_shown():
    sure, open_ = plan.make(asked(curves())), plan.make(asked(curves(spread=2.0)))
    (decision,) = findings.decisions(sure, None, None)
    assert decision.what == ("Share the same money out otherwise: less for a, more for b, €67 a "
                             "week in all")  # fmt: skip
    assert decision.worth.estimate == sure.gain
    assert findings.decisions(open_, None, None) == ()
    assert findings.headline(open_) == ("No other mix of channels is shown to earn more than "
                                        "today’s.")  # fmt: skip
    assert charts.mix(open_).to_dict()["title"]["text"].startswith("No other mix")
    assert "our best guess" in tables.mix(open_).text


def test_another_total_is_advised_only_with_a_margin():
    with_margin = frontier.along(asked(curves(), worth=0.4, profit=True))
    (decision,) = findings.decisions(None, with_margin, None)
    assert decision.key == "budget.spend"
    assert "as far as it was tried" in decision.effect
    assert findings.decisions(None, frontier.along(asked(curves())), None) == ()


def test_a_trial_is_advised_where_its_result_is_worth_more_than_it_costs():
    (decision,) = findings.decisions(None, None, trial())
    assert decision.what == "Stop a in north and south for 4 weeks"
    assert "worth €900 of profit in each plan of 13 weeks" in decision.effect
    measured = "sales of these regions against the others, in the weeks of the trial"
    assert (decision.worth.of, decision.worth.measured_by) == ("cost", measured)
    assert decision.worth.estimate == trial().best.cost
    assert findings.decisions(None, None, trial(worth=400.0)) == ()


def test_where_nothing_is_told_apart_a_trial_s_price_is_what_it_spends():
    found = trial(told=False, action="double", further=600.0, beyond=True)
    (decision,) = findings.decisions(None, None, found)
    assert decision.effect == (
        "Shows whether €600 more spent there sells €800 or more, which the weeks so far cannot "
        "tell; it spends more than ever was"
    )
    assert "worth" not in tables.next_experiment(found).text


def test_where_spend_is_not_told_by_region_what_was_assumed_stands_in_the_sentence():
    (decision,) = findings.decisions(None, None, trial(assumed=True))
    assert decision.effect.endswith("; if spend is shared over regions as sales are")
    assert "as sales are" in tables.next_experiment(trial(assumed=True)).html
    assert "as sales are" not in tables.next_experiment(trial()).html


def test_without_curves_the_page_says_that_no_budget_is_drawn(capsys):
    assert tables.mix(None) is None
    assert "No budget is drawn here" in capsys.readouterr().out
    assert charts.mix(None) is charts.quarter(None) is charts.totals(None) is None
    assert findings.headline(None) == ""
    assert findings.figures(None) == findings.decisions(None, None, None) == ()


@pytest.mark.parametrize(
    "why, said",
    [
        ("no_regions", "at least four regions"),
        ("short", "too few"),
        ("settled", "much the same"),
    ],
)
def test_why_no_trial_is_named_is_said(why, said, capsys):
    assert tables.next_experiment(dataclasses.replace(trial(), tried=(), why=why)) is None
    assert said in capsys.readouterr().out


def test_the_table_of_weeks_adds_up_and_holds_small_channels_together():
    """Eight channels: six by name, two together."""
    spent = np.tile(np.arange(80.0, 0, -10), (30, 1))
    many = TrueCurves(np.full(8, 100.0), np.full(8, 50.0), spent=spent)
    found = plan.make(asked(many, move=1e-6))
    names, spend = words.largest(found, "others")
    assert names == [*"abcdef", "others"]
    assert spend[0] == pytest.approx([80, 70, 60, 50, 40, 30, 30], rel=1e-3)
    drawn = charts.quarter(found).to_dict()
    (rows,) = drawn["datasets"].values()
    assert sum(row["money"] for row in rows) == pytest.approx(found.total)


def test_a_channel_may_be_called_as_a_column_is():
    found = plan.make(asked(curves()))
    found.asked.curves.channels = ("All", "Week of")
    assert "“All”" in tables.quarter(found).html


def test_the_slider_goes_straight_between_the_totals_that_were_worked_out():
    found = frontier.along(asked(curves()))
    drawn = charts.totals(found).to_dict()
    rows = max(drawn["datasets"].values(), key=len)
    frame = pd.DataFrame(rows)
    (param,) = [each for each in drawn["params"] if each["name"] == "total"]
    assert param["value"] == 100
    assert param["bind"] | {"name": ""} == {"input": "range", "min": 50, "max": 150, "step": 1,
                                            "name": ""}  # fmt: skip
    # 104 % of today's total: the segment from 100 to 110, four tenths along.
    at = frame[(frame["from"] <= 104) & (frame["to"] > 104)]
    money = at["low"] + (at["high"] - at["low"]) * 0.4
    assert money.tolist() == pytest.approx((0.6 * found.spend[5] + 0.4 * found.spend[6]).tolist())


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_sentence_can_be_said(code):
    with language.speaking(code):
        made = asked(curves(), beyond=1.0, total=6500.0, season="demand")
        found, found_more = plan.make(made), frontier.along(asked(curves(), profit=True))
        assert findings.limits(found, found, trial())
        for each in (tables.mix(found), tables.quarter(found), tables.next_experiment(trial())):
            assert each.text
        for chart in (charts.mix(found), charts.quarter(found), charts.totals(found_more)):
            assert chart.to_dict()["description"]
        assert words.trial_told(trial())


def test_moving_a_slider_solves_again_and_says_what_contradicts():
    sliders = form.Sliders(asked(curves()))
    assert [row[1] for row in sliders.live.rows] == ["€100", "€100"]
    sliders.most[1].value = 120.0
    assert [row[2] for row in sliders.live.rows] == ["€80", "€120"]
    sliders.least[1].value = 130.0
    assert sliders.live.rows == []
    assert any("loosen at least one" in note for note in sliders.live.notes)


@pytest.mark.parametrize(
    ("low", "told"), [(90, "€100 more"), (10, "Likely more"), (-10, "Not shown to earn more")]
)
def test_beside_the_slider_an_interval_above_nothing_is_likely_before_it_is_claimed(low, told):
    """Three standard errors are asked of a claim, two are an interval: 90 / 1.96 is 46."""
    gain = Estimate(value=100, low=low, high=200, level=0.95, unit="money", n=31, method="")
    found = dataclasses.replace(plan.make(asked(curves(), profit=True)), gain=gain)
    assert messages.say("budget-form-says", **words.facts(found)).startswith(told)
