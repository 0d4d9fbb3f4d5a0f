"""From orders, or a flat table, to values, files and a headline."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import json
from functools import partial

import ibis
import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.development.regression import artifacts as saving
from taller.development.regression import charts, tables
from taller.development.regression.evaluation import value as valuing
from taller.development.regression.evaluation.missed import over_horizon
from taller.development.regression.evaluation.test import assess
from taller.development.regression.features import customers as data
from taller.development.regression.findings import conclusion as findings
from taller.development.regression.model import training
from taller.development.regression.params import Params
from taller.development.regression.result import Part
from taller.development.template.saving import write
from taller.errors import DataError
from taller.phase import Estimate
from tests.development import regression_cases as cases
from tests.development.regression_cases import Tables


def study(some, folder, **params):
    gathered = data.gather(some, Params(futures=60, **params))
    tested = assess(training.train(gathered, 3), 3)
    valued = valuing.value(tested, 3)
    kept = saving.keep(tested, valued, folder / "a", folder, seed=3, simulated=False)
    return findings.Study(gathered, tested, valued, kept)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("shop")


@pytest.fixture(scope="module")
def shop(canonical, folder):
    frame = cases.rows(900)
    # One who is named like a formula, and a channel of everybody.
    frame["user"] = frame["user"].replace("u0001", "=u0001")
    users = sorted(frame["user"].unique())
    channel = np.where(np.arange(len(users)) % 3 == 0, "mail", "web")
    about = pd.DataFrame(
        {
            "user_id": users,
            "medium": channel,
            "country": None,
            "region": None,
            "source": None,
            "accepts_marketing": None,
        }
    ).astype("string")
    some = Tables(orders=canonical(frame), customers=ibis.memtable(about))
    return study(some, folder, margin=0.5, discount=0.1)


def test_the_value_is_money_of_later_days_at_a_discount(shop):
    v = shop.valued.value
    days = valuing.horizon_days(12)
    plain = shop.valued.candidate.predict(shop.valued.base, days)
    assert v.sales.value == pytest.approx(plain.sum())
    assert v.total.value == pytest.approx(shop.valued.expected.sum())
    # Between a year's discount on everything and none; half of it is left as margin.
    assert 0.5 * plain.sum() / 1.1 < v.total.value < 0.5 * plain.sum()
    assert v.mean.value == pytest.approx(v.total.value / v.customers)


def test_parts_add_up_and_every_figure_has_an_interval(shop):
    v = shop.valued.value
    by = {name: [p for p in v.parts if p.by == name] for name in ("segment", "channel")}
    assert sum(p.total.value for p in by["channel"]) == pytest.approx(v.total.value)
    assert sum(p.customers for p in by["channel"]) == v.customers
    assert {p.level for p in by["channel"]} == {"mail", "web"}
    for estimate in (v.total, v.mean, v.top_share, *(p.mean for p in v.parts)):
        assert estimate.low < estimate.value < estimate.high


def test_totals_are_as_wide_as_a_horizon_was_missed_by_to_either_side(shop):
    """540 days of orders: 175 before a year, which is too few; half a year has room."""
    assert shop.valued.missed.days == 0
    off = over_horizon(at_horizon(shop, 6), 3)
    assert off.days == 183
    assert off.low == pytest.approx(1 / off.high)
    now = shop.gathered.now
    first = now.day - dt.timedelta(days=int(now.frame["age"].max()))
    base = data.customers(now.past, now.day - dt.timedelta(days=183), first, now.about)
    later = now.past.spend(base.day, now.day)["spend"].reindex(base.frame.index).fillna(0).sum()
    made, _notes = training.fit_all(shop.gathered, base, 90, 3, only=("bg_nbd", "blend"))
    used = shop.tested.used
    predicted = {"naive": made["naive"], **made}[used if used in made else "bg_nbd"]
    if used in made:
        factor = later / predicted.predict(base, 183).sum()
        assert off.high == pytest.approx(max(factor, 1 / factor), rel=1e-3)
    assert "183" in off.told


def at_horizon(shop, months: int):
    gathered = dataclasses.replace(
        shop.gathered, p=shop.gathered.p.model_copy(update={"horizon_months": months})
    )
    fitted = dataclasses.replace(shop.tested.fitted, gathered=gathered)
    return dataclasses.replace(shop.tested, fitted=fitted)


def test_a_horizon_hardly_longer_than_the_test_window_needs_no_look_back_of_its_own(shop):
    assert over_horizon(at_horizon(shop, 3), 3) is None
    assert over_horizon(at_horizon(shop, 24), 3) is None


def test_totals_are_as_wide_as_the_hold_outs_were_missed_by(shop):
    low, high = shop.valued.missed.low, shop.valued.missed.high
    assert low <= 1 <= high
    v = shop.valued.value.total
    assert v.low <= low * v.value * (1 + 1e-9)
    assert v.high >= high * v.value * (1 - 1e-9)
    used = shop.tested.used
    missed = shop.tested.actual.sum() / shop.tested.predicted[used].sum()
    assert low - 1e-9 <= missed <= high + 1e-9


def test_intervals_hold_what_happened(shop):
    """The shop's customers buy as the models say: 95% within a few points."""
    assert shop.tested.covered.value > 0.92
    assert shop.tested.total.low < shop.tested.actual.sum() < shop.tested.total.high


def test_the_channel_shifts_nothing_here_and_the_interval_says_so(shop):
    (found,) = shop.tested.shifts
    assert (found.by, found.level, found.against) == ("channel", "mail", "web")
    assert found.rate.low < 1 < found.rate.high


def test_values_are_written_for_the_crm_without_formulas(shop, folder):
    paths = [a.path for a in shop.kept.artifacts]
    assert paths[:3] == ["a/customer_values.csv", "a/card.html", "a/card.json"]
    with (folder / "a" / "customer_values.csv").open(encoding="utf-8") as file:
        written = [row["user_id"] for row in csv.DictReader(file)]
    assert len(written) == shop.valued.value.customers
    assert [user for user in written if not user.startswith("u")] == ["'=u0001"]
    assert shop.kept.same


@pytest.mark.parametrize("used", ["naive", "bg_nbd", "pareto_nbd", "bg_nbd_about", "blend",
                                  "lightgbm"])  # fmt: skip
def test_every_candidate_is_the_same_when_read_back(shop, tmp_path, used):
    base, candidate = shop.gathered.before, shop.tested.refitted[used]
    write(tmp_path, saving.files(candidate))
    plain = json.loads((tmp_path / "model.json").read_text())
    assert plain["kind"] == used
    again = saving.read(tmp_path).predict(base, 200, 0.0003)
    assert again == pytest.approx(candidate.predict(base, 200, 0.0003), rel=1e-9)


def test_what_is_no_model_is_said(tmp_path):
    (tmp_path / "model.json").write_text('{"kind": "oracle"}')
    with pytest.raises(DataError, match="is no saved model of this kind"):
        saving.read(tmp_path)


def test_the_result_says_what_was_found(shop):
    result = findings.conclude(shop)
    assert result.assessed
    assert result.used == shop.tested.used
    assert "(contribution margin: 50% of net sales, later money at 10% a year less)" in (
        result.headline
    )
    told = "The tenth ranked first" if shop.tested.ranks_better else "No model is shown to rank"
    assert told in result.headline
    assert {f.key for f in result.figures} == {"value_mean", "value_total", "top_tested"}


def test_not_better_is_told_and_past_spend_is_used(shop, monkeypatch):
    monkeypatch.setattr(type(shop.tested), "better", property(lambda self: False))
    valued = valuing.value(shop.tested, 3)
    assert valued.candidate.kind == "naive"
    result = findings.conclude(findings.Study(shop.gathered, shop.tested, valued))
    assert result.used == "naive"
    assert shop.tested.beats_chance("naive")


def test_charts_and_tables_say_their_finding_in_both_languages(shop):
    for code in ("en", "es"):
        with language.speaking(code):
            drawn = [
                charts.candidates(shop.tested), charts.tenths(shop.tested),
                charts.course(shop.tested), charts.concentration(shop.valued),
                charts.parts(shop.valued), charts.shifts(shop.tested),
            ]  # fmt: skip
            assert all(chart.to_dict()["title"]["text"] for chart in drawn)
            shown = [
                tables.customers(shop.gathered), tables.training(shop.tested.fitted),
                tables.measures(shop.tested), tables.intervals(shop.tested),
                tables.value(shop.valued), tables.parts(shop.valued), tables.shifts(shop.tested),
            ]  # fmt: skip
            assert all("<table" in table._repr_html_() for table in shown)


def test_a_flat_table_goes_the_same_way(tmp_path):
    frame = cases.flat(900)
    frame["id"] = "+" + frame["id"]
    some = Tables(flat=ibis.memtable(frame))
    found = study(some, tmp_path, target="spend", subject="id")
    assert found.valued is None
    assert found.kept.same
    with (tmp_path / "a" / "predictions.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert len(written) == len(found.tested.actual)
    assert all(row["subject"].startswith("'+") for row in written)
    assert all(
        float(row["low"]) <= float(row["predicted"]) <= float(row["high"]) for row in written
    )
    result = findings.conclude(found)
    assert "“spend” is foretold in part" in result.headline
    assert result.explained.low > 0.2
    for table in (tables.customers(found.gathered), tables.training(found.tested.fitted),
                  tables.measures(found.tested), tables.intervals(found.tested)):  # fmt: skip
        assert "<table" in table._repr_html_()
    assert charts.candidates(found.tested) is not None
    assert charts.tenths(found.tested) is not None
    assert charts.parts(found.valued) is None


def test_nothing_to_learn_from_is_a_plain_result(tmp_path):
    gathered = data.gather(Tables(), Params())
    assert assess(training.train(gathered, 1), 1) is None
    assert saving.keep(None, None, tmp_path, tmp_path, seed=1, simulated=False) is None
    result = findings.conclude(findings.Study(gathered))
    assert result.headline == "Not assessed: there are neither orders nor a flat table."
    assert not result.assessed
    assert tables.measures(None) is None
    assert charts.tenths(None) is None


def test_a_part_is_said_to_bring_more_where_all_its_like_clearly_bring_less():
    """Active 2,284 to 6,323 and quiet 975 to 1,778: clear, whatever all together may bring."""

    def mean(value, low, high):
        return Estimate(value=value, low=low, high=high, unit="money", n=9, method="")

    part = partial(Part, customers=9, total=mean(1, 1, 1))

    active = part(by="segment", level="active", mean=mean(3661, 2284, 6323))
    quiet = part(by="segment", level="quiet", mean=mean(1293, 975, 1778))
    other = part(by="country", level="other", mean=mean(4973, 2086, 12443))
    near = part(by="country", level="France", mean=mean(1965, 1044, 4026))
    found = [p for p in (active, quiet, other, near)
             if charts._above_its_like(p, (active, quiet, other, near))]  # fmt: skip
    assert found == [active]
