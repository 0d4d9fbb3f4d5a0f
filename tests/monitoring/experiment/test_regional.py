"""A campaign in regions is judged by the others, by a rule kept from before; or one is designed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import ibis
import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from taller import language
from taller.errors import DataError
from taller.monitoring import experiment
from taller.workbench.run import workflow
from tests.monitoring.experiment_logs import NO_PLAN
from tests.own_files import Bench

RULE = {"treated": ["a", "b"], "starts_on": "2026-03-02", "ends_on": "2026-03-15"}


@pytest.fixture(autouse=True)
def english():
    with language.speaking("en"):
        yield


def sales(lift: float = 0.0, where: str = "ab", days: int = 74, noise: float = 0.01):
    """Ten regions that move together, of 60 days and then 14 with a campaign."""
    rng = np.random.default_rng(5)
    names, index = list("abcdefghij"), pd.date_range("2026-01-01", periods=days)
    shared = 1 + 0.1 * np.sin(np.arange(days) / 4)[:, None] + 0.02 * rng.normal(size=(days, 1))
    moved = rng.uniform(500, 900, 10) * shared * (1 + noise * rng.normal(size=(days, 10)))
    panel = pd.DataFrame(moved, index=index.rename("day"), columns=names)
    panel.loc["2026-03-02":, list(where)] *= 1 + lift
    return panel.melt(ignore_index=False, var_name="place", value_name="sales").reset_index()


def judged(folder: Path, frame: pd.DataFrame, on: str = "2026-02-01", **params):
    """The notebook's steps of a table of regions."""
    rows = frame.rename(columns={"place": "region", "day": "date", "sales": "value"})
    tables = SimpleNamespace(has=lambda name: name == "regions", regions=ibis.memtable(rows))
    label = len(list(folder.iterdir()))
    out = folder / f"run{label}" / "artifacts" / "experiment"
    out.mkdir(parents=True)
    run = SimpleNamespace(
        dir=out.parent.parent, started=dt.datetime.fromisoformat(f"{on}T09:00+00:00"),
        engagement=SimpleNamespace(data=SimpleNamespace(source="files")), relative=str,
        artifact=lambda name: out / name,
    )  # fmt: skip
    p = experiment.Params.model_validate({"regions": RULE} | params)
    fixed = experiment.fix(p, run)
    found = experiment.campaign(experiment.read_regions(tables, p), fixed, p, seed=1)
    kept = experiment.keep(fixed, run, running=False)
    told = experiment.gains(None, 1)
    result = experiment.conclude(None, told, NO_PLAN, kept, found)
    return SimpleNamespace(p=p, fixed=fixed, found=found, result=result)


def test_a_campaign_that_sold_more_says_by_how_much_and_what_that_assumes(tmp_path):
    """A tenth more in two regions; each unit is worth .5, and 28 days of a region cost 20 each."""
    daily = RULE | {"daily_cost": 20}
    found = judged(tmp_path, sales(0.1), threshold=0.02, value=0.5, regions=daily)
    told = found.result.campaign
    assert told.outcome == "won"
    assert told.lift.low < 0.1 < told.lift.high
    assert found.found.net.value == pytest.approx(0.5 * told.total.value - 20 * 14 * 2)
    headline = found.result.headline
    assert headline.startswith("Sales in a and b rose by 9.9% (")
    assert "if they would have gone on moving together; more than the 2.0% asked for" in headline
    assert found.result.decisions[0].worth.estimate == found.found.net
    assert "against what 8 other regions" in experiment.tables.regions(found.found).text
    assert "2 March 2026" in found.result.limits[0]


def test_a_campaign_expected_to_lose_is_not_repeated_though_its_interval_reaches_above_nothing(
    tmp_path,
):
    """It sold about 1,900 more; at .05 a unit that is less than 28 days of a region at 4 each."""
    daily = RULE | {"daily_cost": 4}
    found = judged(tmp_path, sales(0.1), value=0.05, regions=daily)
    net = found.found.net
    assert net.value < 0 < net.high
    assert found.result.campaign.outcome == "won"
    assert found.result.decisions[0].what.startswith("Do not repeat the campaign as it is: by what")


@pytest.mark.parametrize("known", [{"value": 0.5}, {"regions": RULE | {"daily_cost": 20}}, {}])
def test_a_campaign_is_not_repeated_where_its_money_is_not_known(tmp_path, known):
    """Its worth without its cost, its cost without its worth, or neither."""
    found = judged(tmp_path, sales(0.1), **known)
    assert found.result.campaign.outcome == "won"
    assert found.found.net is None
    decision = found.result.decisions[0]
    assert decision.what.startswith("Before the campaign is repeated, say what it cost and what")
    assert decision.worth.estimate is None


def test_what_is_not_shown_is_not_counted_on(tmp_path):
    found = judged(tmp_path, sales(0.0))
    assert found.result.campaign.outcome == "open"
    assert "is not shown to have changed sales: the change lies between" in found.result.headline
    assert found.result.decisions[0].what.startswith("Do not count on the campaign by this trial;")


def test_as_much_in_other_regions_makes_an_effect_doubtful(tmp_path):
    """All regions part from each other from that day on: placebos find it everywhere."""
    frame = sales(0.1)
    for place, change in zip("cdefghij", (0.3, -0.3) * 4, strict=True):
        frame.loc[(frame.place == place) & (frame.day >= "2026-03-02"), "sales"] *= 1 + change
    found = judged(tmp_path, frame).found
    assert found.verdict.likely > 0.1
    assert found.outcome not in ("won", "worse")


@pytest.mark.parametrize(("days", "outcome"), [(70, "running"), (60, "ahead")])
def test_no_effect_is_told_before_its_last_day(tmp_path, days, outcome):
    found = judged(tmp_path, sales(0.5, days=days))
    assert found.result.campaign.outcome == outcome
    assert found.result.campaign.lift is None
    assert found.result.figures == ()
    assert "It can show a change of" in found.result.headline
    assert found.found.designs["regions"].tolist() == [("a", "b")]
    assert experiment.charts.regions(found.found) is None


def test_before_and_after_is_never_called_the_campaigns_effect(tmp_path):
    everywhere = {k: v for k, v in RULE.items() if k != "treated"} | {"everywhere": True}
    found = judged(tmp_path, sales(0.2, where="abcdefghij"), regions=everywhere)
    assert found.result.campaign.outcome in ("won", "doubtful")
    assert not found.result.campaign.by_regions
    assert "whatever else changed on that date is in it" in found.result.headline
    assert found.result.decisions[0].what.startswith("Do not credit the campaign with the change;")
    assert "tells no cause" in found.result.limits[0]


def test_without_a_campaign_one_is_designed(tmp_path):
    found = judged(tmp_path, sales(days=90), regions={"size": 3, "days": [7], "daily_cost": 10})
    best = found.found.designs.iloc[0]
    assert (len(best["regions"]), best["days"], best["cost"]) == (3, 7, 210)
    assert "would have shown within 7 days (cost: €210)" in found.result.headline
    assert found.result.decisions[0].key == "design"
    assert experiment.tables.regions(found.found) is None


def test_another_rule_than_the_first_one_says_so(tmp_path):
    judged(tmp_path, sales(0.1))
    again = judged(tmp_path, sales(0.1), on="2026-04-01", threshold=0.05)
    assert "another rule than the one written down first, on 1 February 2026" in (
        again.result.headline
    )
    same = judged(tmp_path, sales(0.1), on="2026-04-02")
    assert same.fixed.regional.on == dt.date(2026, 2, 1)
    assert not same.fixed.regional.another


def test_a_region_without_all_days_is_left_out_and_named_unless_it_had_the_campaign(tmp_path):
    frame = sales(0.1)
    found = judged(tmp_path, frame.drop(frame.index[frame.place == "j"][:3]))
    assert found.found.found.left_out == {"j": 71}
    assert found.result.limits[-1].endswith("sold nothing before: j.")
    with pytest.raises(DataError, match="a has 71 of 74 days"):
        judged(tmp_path, frame.drop(frame.index[frame.place == "a"][:3]))


def test_everything_that_is_lacking_is_told_at_once(tmp_path):
    late = RULE | {"treated": ["a", "bb"], "starts_on": "2026-02-01"}
    with pytest.raises(DataError) as told:
        judged(tmp_path, sales(), regions=late)
    assert "no “bb”; did you mean 'b'" in str(told.value)
    assert "needs 40 days before 1 February 2026; the table of regions has 31" in str(told.value)
    with pytest.raises(ValidationError, match="belong together"):
        experiment.Params.model_validate({"regions": {"treated": ["a"]}})


@pytest.mark.slow
def test_a_client_s_sales_by_region_go_from_new_to_a_verdict_and_a_page(tmp_path):
    bench = Bench(tmp_path, workflow.find_root(Path(__file__)))
    sales(0.1).to_csv(tmp_path / "shops.csv", index=False)
    more = "    treated: [a, b]\n    starts_on: 2026-03-02\n    ends_on: 2026-03-15\n"
    said = bench.new("geo", tmp_path / "shops.csv", more=more)
    assert said.code == 0, said.text
    assert bench.check("geo").code == 0
    assert bench.run("geo", "experiment").code == 0
    assert bench.result("experiment")["campaign"]["outcome"] == "won"
    page = (bench.folder() / "experiment.html").read_text("utf-8")
    assert "Sales in a and b rose by 9.9% (" in page
    assert "Was the lot drawn as planned?" not in page
