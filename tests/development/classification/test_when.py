"""The second view: a signal is found, noise is called noise, what grows with time is left out."""

from __future__ import annotations

import csv
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.development.classification import charts, tables
from taller.development.classification.artifacts import model as saving
from taller.development.classification.evaluation import explanations as explaining
from taller.development.classification.evaluation import money as costing
from taller.development.classification.evaluation import test as testing
from taller.development.classification.evaluation import wait as timing
from taller.development.classification.evaluation import when
from taller.development.classification.features import rows as sources
from taller.development.classification.findings import conclusion as findings
from taller.development.classification.findings.study import Study
from taller.development.classification.model import hazards, training
from taller.development.classification.params import Params
from taller.errors import AnalysisError, DataError

N = 1600


class Flat:
    """One flat table, as a run has it."""

    def __init__(self, frame):
        import ibis

        self.flat = ibis.memtable(frame)

    def has(self, name):
        return name == "flat"

    def ledger(self, name):
        return SimpleNamespace(personal=())


def table(signal=1.2, seed=5, n=N) -> pd.DataFrame:
    """Months until they left or were last seen; `plan` moves the rate, `paid` grows with time."""
    draw = np.random.default_rng(seed)
    plan = draw.choice(["free", "paid"], n)
    rate = 0.05 * np.exp(signal * (plan == "free"))
    wait, end = draw.exponential(1 / rate), draw.uniform(1, 30, n)
    months = np.ceil(np.minimum(wait, end))
    return pd.DataFrame(
        {
            "id": [f"c{i}" for i in range(n)],
            "plan": plan,
            "noise": draw.normal(size=n),
            "paid": months * draw.uniform(9, 11, n),
            "fee": draw.uniform(5, 15, n).round(2),
            "months": months,
            "left": np.where(wait <= end, "yes", "no"),
        }
    )


def study(frame, folder, seed=7, **more) -> Study:
    stated = {"customer_value": 45, "contact_cost": 1, "incentive_cost": 10, "acceptance": 0.3}
    p = Params(target="left", subject="id", duration="months", exclude=("paid",),
               **stated | more)  # fmt: skip
    held = sources.gather(Flat(frame), p)
    tested = testing.assess(training.train(sources.prepare(held, seed), seed), seed)
    decided, waiting = costing.decide(tested, seed), timing.wait(tested, seed)
    explained = explaining.explain(tested, seed)
    kept = saving.keep(decided, waiting, folder, folder, seed=seed, simulated=False)
    return Study(held, tested, decided, explained, waiting, kept)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    frame = table()
    # The last two hundred are new: nothing is known of them yet.
    frame.loc[frame.index >= N - 200, "left"] = None
    return study(frame, folder, worth="fee", unit="months", ahead=3), folder


def test_a_signal_is_found_and_told(sound):
    found, _folder = sound
    timed = found.waiting.timed
    assert timed.signal
    assert timed.score("concordance").estimate.low > 0.55
    with language.speaking("en"):
        result = findings.conclude(found)
    assert result.timing.signal
    begin = next(d for d in result.decisions if d.what.startswith("Begin with"))
    assert "within 3\u00a0months" in begin.what
    assert result.timing.subjects == N - 200
    check = next(c for c in result.checks if "tells when" in c.name)
    assert check.passed


def test_noise_is_called_noise_and_nothing_is_handed_on(tmp_path, capsys):
    found = study(table(signal=0.0), tmp_path)
    assert not found.waiting.timed.signal
    assert found.waiting.timed.known.empty
    with language.speaking("en"):
        tables.when(found.waiting)
        assert tables.outlook(found.waiting, found.gathered) is None
        check = next(c for c in findings.conclude(found).checks if "tells when" in c.name)
    assert "No signal here" in capsys.readouterr().out
    assert not check.passed
    assert "happens_within" not in (tmp_path / "scores.csv").read_text(encoding="utf-8")


def test_what_grows_with_time_is_left_out():
    """`paid` is ten times the months watched: with it, whoever was watched long would look safe."""
    frame = table(signal=0.0)
    p = Params(target="left", subject="id", duration="months")
    held = sources.gather(Flat(frame), p)
    found = timing.wait(testing.assess(training.train(sources.prepare(held, 7), 7), 7), 7)
    assert found.timed.left_out == ("paid",)
    assert not found.timed.signal


def test_the_risk_ahead_is_that_of_who_has_waited_so_long():
    """A rate of .1 up to 10 and .3 after: at 9, one unit of .1 and two of .3 in the next three."""

    class Known:
        ends = np.array([0.0, 10.0, np.inf])

        def log_rates(self, frame):
            return np.tile(np.log([0.1, 0.3]), (len(frame), 1))

    timed = when.Timed(Known(), Known.ends, *[None] * 6, (), 0, 0, ahead=3.0, within=12.0)
    found = when.ahead_of(timed, pd.DataFrame(index=range(3)), np.array([9.0, np.nan, 10.0]))
    assert found["risk"][0] == pytest.approx(1 - np.exp(-0.7))
    assert found["risk"][2] == pytest.approx(1 - np.exp(-0.9))
    assert np.isnan(found["risk"][1])
    # Of twelve at a rate of .3: (1 - e^-3.6) / .3, but for the steps of the sum.
    assert found["expected"][2] == pytest.approx((1 - np.exp(-3.6)) / 0.3, rel=0.01)


def test_everybody_is_scored_and_the_new_ones_can_be_contacted(sound):
    found, folder = sound
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == N
    parts = pd.Series([r["part"] for r in rows]).value_counts()
    assert parts["new"] == 200
    assert parts["test"] == len(found.tested.rows)
    assert set(parts.index) == {"new", "test", "validation"}
    assert {r["contact"] for r in rows if r["part"] != "new"} == {""}
    assert {r["contact"] for r in rows if r["part"] == "new"} <= {"yes", "no"}
    assert all(r["reason_1"] for r in rows if r["part"] == "new")
    fees = table().set_index("id")["fee"]
    for row in rows:
        gone = row["happened"] == "yes"
        assert (row["happens_within_3"] == "") == gone
        if not gone:
            assert 0 <= float(row["happens_within_3"]) <= 1
            assert 0 < float(row["time_expected_of_12"]) <= 12
            fee = fees[row["user_id"]]
            assert float(row["at_stake"]) == pytest.approx(
                fee * float(row["happens_within_3"]), abs=0.01
            )


def test_out_of_fold_scores_are_those_of_validation(sound):
    found, folder = sound
    frame = pd.read_csv(folder / "scores.csv").set_index("user_id")["probability"]
    split, fitted = found.tested.fitted.prepared.split, found.tested.fitted
    told = frame.loc[split.train.subjects[split.validated]].to_numpy()
    assert told == pytest.approx(fitted.validation, abs=6e-5)


def test_predicted_and_seen_are_close_in_the_tables_and_charts(sound):
    found, _folder = sound
    timed = found.waiting.timed
    whole = timed.whole
    for time in (3.0, 12.0):
        seen = 1 - whole.observed.at(time)[0]
        told = 1 - np.interp(time, timed.times, whole.predicted)
        assert told == pytest.approx(seen, abs=0.06)
    for code in ("en", "es"):
        with language.speaking(code):
            made = [tables.when(found.waiting), tables.horizons(found.waiting),
                    tables.outlook(found.waiting, found.gathered)]  # fmt: skip
            assert all(each.html for each in made)
            drawn = [charts.waiting(found.waiting), charts.rates(found.waiting),
                     charts.curves(found.waiting)]  # fmt: skip
            assert all(each.to_dict()["title"]["text"] for each in drawn)
    # Everybody still there, in fifths; what is at stake is worth times probability.
    frame, name = when.worths(timed, found.gathered)
    assert name == "fee"
    assert len(frame) == (found.gathered.rows.target == 0).sum() + 200


@pytest.mark.parametrize(("low", "apart"), [(0.05, False), (0.12, True)])
def test_when_it_happens_most_is_told_where_intervals_are_apart(sound, low, apart):
    """The greatest rate is .15 and the least .08, at most .10: twelve by chance differ too."""
    found, _folder = sound
    timed = found.waiting.timed
    rates = np.tile([0.09, 0.08, 0.11], (len(timed.ends) - 1, 1))
    rates[0], rates[-1] = (0.15, low, 0.18), (0.08, 0.05, 0.10)
    waiting = replace(found.waiting, timed=replace(timed, rates=rates))
    with language.speaking("en"):
        title = charts.rates(waiting).to_dict()["title"]["text"]
    assert ("most around" in title) is apart
    assert ("At no time" in title) is not apart


def test_too_few_are_said_to_be_too_few(tmp_path, capsys):
    frame = table()
    gone = np.flatnonzero(frame["left"] == "yes")
    frame.loc[gone[60:], "left"] = "no"
    found = study(frame, tmp_path)
    assert found.waiting.timed is None
    with language.speaking("en"):
        tables.when(found.waiting)
    assert "too seldom" in capsys.readouterr().out


def test_who_came_late_is_told_and_counted_from_then(tmp_path):
    """Those watched from 2 on at the earliest: the curve starts there, and the rates hold."""
    frame = table(signal=1.2, n=3000)
    frame["since"] = np.random.default_rng(1).uniform(0, 6, len(frame)).round()
    frame = frame[frame["months"] > frame["since"]].reset_index(drop=True)
    found = study(frame, tmp_path, entered="since")
    timed = found.waiting.timed
    assert found.waiting.late
    assert "since" not in found.tested.fitted.model.columns
    assert timed.signal
    seen = found.gathered.seen
    watched, events = hazards.exposure(seen, np.array([0.0, np.inf]))
    assert watched.sum() == pytest.approx((seen.durations - seen.entered).sum())
    assert timed.rates[:, 0].mean() == pytest.approx(float(events.sum() / watched.sum()), rel=0.3)
    with language.speaking("en"):
        assert not any("left early" in text for text in findings.conclude(found).limits)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"months": "x"}, "holds no numbers of 0 or more"), ({"months": -1}, "holds no numbers")],
)
def test_times_that_are_none_are_one_clear_message(change, message):
    frame = table().assign(**change)
    with language.speaking("en"), pytest.raises(DataError, match=message):
        sources.gather(Flat(frame), Params(target="left", duration="months"))


def test_all_of_one_time_have_no_model_of_when(tmp_path):
    found = study(table().assign(months=4), tmp_path)
    assert found.waiting.timed is None
    assert found.waiting.reason


def test_one_customer_twice_does_not_straddle_the_split():
    """Without a subject, rows that say the same stay together, each under its own number."""
    frame = pd.concat([table(n=300).drop(columns="id")] * 2, ignore_index=True)
    held = sources.gather(Flat(frame), Params(target="left"))
    made = sources.prepare(held, 3).split
    assert made.how == "group"
    assert not set(made.train.subjects) & set(made.test.open().subjects)
    assert len(set(held.names)) == 600
    assert any("300" in note for note in held.notes)


def test_rows_of_nobody_are_each_their_own():
    frame = table(n=400)
    frame["id"] = frame["id"].where(frame.index % 4 > 0, None)
    held = sources.gather(Flat(frame), Params(target="left", subject="id"))
    assert len(np.unique(held.rows.subjects)) == 400
    with pytest.raises(AnalysisError):
        sources.prepare(sources.gather(Flat(frame.assign(id="one")),
                                       Params(target="left", subject="id")), 1)  # fmt: skip
