"""A page says no more than its test bears: orders, totals, one large customer, flat amounts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace

import ibis
import numpy as np
import pandas as pd
import pytest

from taller.development.regression import artifacts as saving
from taller.development.regression import charts, tables
from taller.development.regression.evaluation import value as valuing
from taller.development.regression.evaluation.held import Held, largest
from taller.development.regression.evaluation.missed import Missed
from taller.development.regression.evaluation.test import assess
from taller.development.regression.features import customers as data
from taller.development.regression.findings import conclusion as findings
from taller.development.regression.findings.decisions import Study
from taller.development.regression.model import training
from taller.development.regression.params import Params
from taller.development.regression.result import Shift
from taller.measurement import amounts
from taller.phase import Estimate
from tests.development import regression_cases as cases
from tests.development.regression_cases import Tables

JARGON = ("NBD", "Pareto", "Gini", "Spearman", "rank correlation", "R²", "LightGBM", "variance")
FIRST, DAYS = dt.date(2024, 1, 1), 480


def rows(customers: int = 140, *, differ: bool = True, seed: int = 1) -> pd.DataFrame:
    """Everybody buys at random, every 30 days; where they differ, at 5 to 200 euros."""
    rng = np.random.default_rng(seed)
    found = []
    for i in range(customers):
        typical = float(rng.lognormal(3.5, 1.0)) if differ else 40.0
        days = np.unique(rng.integers(0, DAYS, 1 + rng.poisson(DAYS / 30)))
        for day in days:
            price = round(typical * float(rng.lognormal(0, 0.4)), 2)
            on = FIRST + dt.timedelta(days=int(day))
            found.append((f"u{i:03d}", f"u{i}-{day}", f"i{day % 5}", on, 1, price))
    columns = ["user", "order", "item", "day", "quantity", "price"]
    return pd.DataFrame(found, columns=columns)


def study(some: Tables, folder, **params) -> Study:
    gathered = data.gather(some, Params(futures=40, **params))
    tested = assess(training.train(gathered, 3), 3)
    valued = valuing.value(tested, 3)
    kept = saving.keep(tested, valued, folder / "a", folder, seed=3, simulated=False)
    return Study(gathered, tested, valued, kept)


def files(found: Study) -> set[str]:
    return {a.path.rsplit("/", 1)[-1] for a in (found.kept.artifacts if found.kept else ())}


@pytest.fixture(scope="module")
def alike(canonical, tmp_path_factory):
    """Nobody differs from anybody."""
    frame = rows(differ=False)
    return study(Tables(orders=canonical(frame)), tmp_path_factory.mktemp("alike"))


@pytest.fixture(scope="module")
def differing(canonical, tmp_path_factory):
    """What somebody spent tells what they will spend; no model can know more."""
    frame = rows()
    return study(Tables(orders=canonical(frame)), tmp_path_factory.mktemp("differing"))


@pytest.mark.slow
def test_where_nobody_differs_nothing_goes_by_rank(alike, capsys):
    result = findings.conclude(alike)
    assert result.headline.startswith("Who will spend more than others cannot be told")
    assert "top_tested" not in {f.key for f in result.figures}
    assert "Choose nobody by their expected spend" in result.decisions[0].what
    assert "customer_values.csv" not in files(alike)
    assert charts.concentration(alike.valued) is charts.parts(alike.valued) is None
    assert tables.parts(alike.valued) is None
    assert "nothing here goes by rank" in capsys.readouterr().out
    title = charts.candidates(alike.tested).to_dict()["title"]["text"]
    assert title == "No order is shown to be better than chance"
    assert "did not clearly bring more" in charts.tenths(alike.tested).to_dict()["title"]["text"]
    assert result.ranked_by == ""


@pytest.mark.slow
def test_where_past_spend_ranks_as_well_it_is_what_to_rank_by(differing):
    result = findings.conclude(differing)
    assert result.ranked_by == "naive"
    assert "No model is shown to rank them better than what each spent" in result.headline
    assert "use no model for it" in result.decisions[0].what
    assert "customer_values.csv" in files(differing)


@pytest.mark.slow
def test_a_list_that_an_order_no_longer_bears_is_taken_away(alike, differing, tmp_path):
    for found, there in ((differing, True), (alike, False)):
        saving.keep(found.tested, found.valued, tmp_path, tmp_path, seed=3, simulated=False)
        assert (tmp_path / "customer_values.csv").exists() is there


@pytest.mark.slow
def test_no_technical_term_and_no_silent_rate_stands_up_front(alike, differing):
    for found in (alike, differing):
        result = findings.conclude(found)
        said = [result.headline, *(f.label for f in result.figures)]
        said += [f"{d.what} {d.effect}" for d in result.decisions]
        drawn = (charts.candidates(found.tested), charts.tenths(found.tested))
        said += [chart.to_dict()["title"]["text"] for chart in drawn]
        assert not [text for text in said for term in JARGON if term in text]
        # Nobody gave a margin or a rate: money is net sales, as it comes.
        assert "(net sales)" in result.headline
        assert found.valued.value.total.value == pytest.approx(found.valued.value.sales.value)


@pytest.mark.slow
def test_a_total_that_the_last_quarter_contradicts_is_not_told(canonical, tmp_path):
    """Prices doubled exactly when the test began."""
    frame = rows(120)
    late = frame["day"] >= frame["day"].max() + dt.timedelta(days=1 - 90)
    frame["price"] = np.where(late, 2 * frame["price"], frame["price"]).round(2)
    found = study(Tables(orders=canonical(frame)), tmp_path)
    result = findings.conclude(found)
    assert result.total_said == "not"
    assert "What the customers will spend cannot be told" in result.headline
    assert not {"value_total", "value_mean"} & {f.key for f in result.figures}
    assert any("more" in d.effect and "Find out" in d.what for d in result.decisions)
    assert tables.value(found.valued) is None
    path = tmp_path / "a" / "customer_values.csv"
    assert "value" not in path.read_text(encoding="utf-8").splitlines()[0].split(",")


@pytest.mark.slow
def test_one_customer_who_is_most_of_the_shop_bears_no_total(canonical, tmp_path):
    frame = rows(120)
    days = [FIRST + dt.timedelta(days=d) for d in range(0, DAYS, 4)]
    price = round(9 * frame["price"].sum() / len(days), 2)
    giant = pd.DataFrame({"user": "z", "order": [f"z{d}" for d in days], "item": "i1",
                          "day": days, "quantity": 1, "price": price})  # fmt: skip
    found = study(Tables(orders=canonical(pd.concat([frame, giant], ignore_index=True))), tmp_path)
    result = findings.conclude(found)
    assert found.valued.one == pytest.approx(0.9, abs=0.03)
    assert "one of them stands for" in result.headline
    assert "Speak in person" in result.decisions[0].what
    assert result.total_said == "not"


def test_a_year_that_was_like_no_other_bears_no_total(differing):
    """Prices grew tenfold half a year ago: the past tells a total from a seventh to seven times."""
    missed = Missed(low=1 / 7.5, high=7.5, days=365, ratio=7.5)
    found = dataclasses.replace(
        differing, valued=dataclasses.replace(differing.valued, missed=missed)
    )
    result = findings.conclude(found)
    assert result.total_said == "not"
    assert "in the last 365 days they spent 650% more than was foreseen" in result.headline
    assert not {"value_total", "value_mean"} & {f.key for f in result.figures}
    (asked,) = [d for d in result.decisions if d.key == "changed"]
    assert "650% more" in asked.effect
    assert tables.value(found.valued) is None


def test_a_model_that_bears_neither_order_nor_total_is_not_kept(differing, tmp_path, monkeypatch):
    """Whoever found it would choose customers by it, or plan with its sum."""
    tested = differing.tested
    monkeypatch.setattr(type(tested), "ranked_by", None)
    missed = Missed(low=1 / 7.5, high=7.5, days=365, ratio=7.5)
    for valued in (differing.valued, dataclasses.replace(differing.valued, missed=missed)):
        kept = saving.keep(tested, valued, tmp_path / "a", tmp_path, seed=1, simulated=False)
        assert (kept is None) is (valued.missed is missed)


def test_a_share_of_the_first_tenth_that_the_test_contradicts_is_not_told(differing, capsys):
    """Foreseen twice as concentrated as it was: neither chart nor figure."""
    tested = dataclasses.replace(differing.tested, predicted=dict(differing.tested.predicted))
    used = tested.used
    tested.predicted[used] = tested.predicted[used] ** 3
    assert tested.share_foreseen > 1.2 * tested.score("top", used).estimate.high
    assert not tested.share_held
    assert charts.concentration(dataclasses.replace(differing.valued, tested=tested)) is None
    assert "is not told" in capsys.readouterr().out or not differing.valued.amounts


@pytest.mark.parametrize(
    ("predicted", "low", "value", "high", "near", "bearable"),
    [
        (100, 90, 114, 130, True, True),  # 14% off
        (100, 90, 120, 150, False, True),  # 20% off, as chance may have it
        (100, 110, 120, 130, False, False),  # 20% off, beyond chance
        (100, 20, 200, 900, False, False),  # twice, whatever chance may do
    ],
)
def test_a_forecast_is_near_or_bearable_or_neither(predicted, low, value, high, near, bearable):
    actual = Estimate(value=value, low=low, high=high, unit="money", n=50, method="x")
    held = Held("all", 50, predicted, actual)
    assert (held.near, held.bearable) == (near, bearable)


def test_the_share_of_the_first_tenth_is_counted_with_ties_shared():
    """20 alike in their prediction: a tenth of them holds a tenth; the best two of 20 hold 12."""
    target = np.arange(1.0, 21.0)
    one = np.ones((1, 20))
    assert amounts.top_share(target, np.zeros(20))(one) == pytest.approx([0.1])
    assert amounts.top_share(target, target)(one) == pytest.approx([(20 + 19) / 210])
    assert largest(np.array([6.0, 2.0, 2.0])) == 0.6


def test_one_of_many_levels_is_told_only_beyond_the_luck_of_many():
    """Ten levels: a factor that 95% of one interval holds apart from 1 is no finding."""

    def shift(value, low, high):
        rate = Estimate(value=value, low=low, high=high, unit="number", n=0, method="x")
        return Shift(by="channel", level="a", against="b", rate=rate, leaving=rate)

    barely, none = shift(1.3, 1.02, 1.66), [shift(1.0, 0.8, 1.25)] * 9
    assert charts._clear((barely,)) == [barely]
    assert charts._clear((barely, *none)) == []
    clearly = shift(1.6, 1.3, 1.97)
    assert charts._clear((clearly, *none)) == [clearly]
    # What is not clear, but drawn apart from 1, is said to be what chance does; told once only.
    for shifts, apart in (((barely, *none), "1 of 10 intervals leaves 1 out"), ((clearly,), "")):
        title = charts.shifts(SimpleNamespace(shifts=shifts)).to_dict()["title"]
        assert ("intervals" in title["subtitle"]) is bool(apart)
        assert apart in title["subtitle"]


def test_a_flat_amount_that_nothing_explains_has_no_tile_and_no_file(tmp_path):
    rng = np.random.default_rng(4)
    frame = pd.DataFrame(
        {"id": [f"r{i}" for i in range(400)], "a": rng.normal(size=400),
         "b": rng.choice(["x", "y"], 400), "spend": rng.lognormal(3, 1, 400)}
    )  # fmt: skip
    found = study(Tables(flat=ibis.memtable(frame)), tmp_path, target="spend", subject="id")
    result = findings.conclude(found)
    assert result.headline.startswith("Nothing foretells “spend”")
    assert result.figures == ()
    assert "predictions.csv" not in files(found)


def test_an_order_without_amounts_is_told_as_an_order(tmp_path):
    """Amounts over five powers of ten: who has more can be told, how much cannot."""
    rng = np.random.default_rng(3)
    known = rng.normal(size=600)
    frame = pd.DataFrame(
        {"id": np.arange(600).astype(str), "known": known,
         "kind": rng.choice(["x", "y"], 600), "spend": np.exp(known + rng.normal(0, 2.2, 600))}
    )  # fmt: skip
    found = study(Tables(flat=ibis.memtable(frame)), tmp_path, target="spend", subject="id")
    result = findings.conclude(found)
    assert not found.tested.better
    assert found.tested.ranked_by == found.tested.chosen
    assert result.headline.startswith("Who has more “spend” is foretold, how much is not: of 120")
    assert [figure.key for figure in result.figures] == ["first_tenth", "last_tenth"]
    assert [d.what for d in result.decisions] == [
        "Use the predictions to put rows in order, not as amounts"
    ]
    assert {c.name: c.passed for c in result.checks}["Better than the mean for all"] is False
    assert "better order than chance" in str(charts.candidates(found.tested).to_dict()["title"])
    assert "predictions.csv" not in files(found)


def test_few_test_rows_show_nothing_to_be_better(tmp_path):
    """60 rows, 12 of them to test on: too few for any claim, however well they are foretold."""
    frame = cases.flat(60, signal=2.0)
    found = study(Tables(flat=ibis.memtable(frame)), tmp_path, target="spend", subject="id")
    assert len(found.tested.actual) < 30
    assert not found.tested.better


@pytest.mark.slow
def test_a_ranking_like_chance_leads_to_no_decision_by_rank(bench, shared_cases):
    """Right answer of the case: no decision by a ranking that is not shown to beat chance."""
    path = shared_cases / "claims" / "r15b_orders.csv"
    assert bench.new("r15b", path).code == 0
    assert bench.check("r15b").code == 0
    bench.work("r15b", "regression")
    result = bench.result("regression")
    said = [result["headline"], *(d["what"] for d in result["decisions"])]
    assert said[0].startswith("Who will spend more than others cannot be told")
    assert not [text for text in said if "top tenth" in text or "ranks them better" in text]
    assert not [a for a in result["artifacts"] if a["path"].endswith("customer_values.csv")]
    assert "top_tested" not in {f["key"] for f in result["figures"]}
    assert "50%" not in result["headline"]
