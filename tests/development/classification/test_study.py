"""From rows to result: a signal is found, noise is called noise, faults are told, nothing lost."""

from __future__ import annotations

import csv
import json
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
from taller.development.classification.features import rows as sources
from taller.development.classification.findings import conclusion as findings
from taller.development.classification.findings.study import Study
from taller.development.classification.model import training
from taller.development.classification.params import Params
from taller.development.template.protocol import Rows
from taller.development.template.saving import write
from taller.errors import AnalysisError, DataError
from taller.measurement import calibration

N = 1200
STATED = {"customer_value": 200, "contact_cost": 1, "incentive_cost": 10, "acceptance": 0.3}


def frame(seed=1, signal=1.6, n=N) -> tuple[pd.DataFrame, np.ndarray]:
    """Five columns of which two matter, and what happened."""
    draw = np.random.default_rng(seed)
    made = pd.DataFrame(
        {
            "age": draw.normal(40, 12, n).round(),
            "spend": draw.lognormal(3, 1, n).round(2),
            "plan": draw.choice(["basic", "plus", "pro"], n),
            "noise": draw.normal(size=n),
            "city": draw.choice(["=Lima", "Quito"], n),
        }
    )
    z = signal * ((made["age"] - 40) / 12 + (made["plan"] == "basic")) - 1.5
    return made, (draw.random(n) < 1 / (1 + np.exp(-z.to_numpy()))).astype(float)


def gathered(features, target, **more) -> sources.Gathered:
    p = Params(target="y", purpose="churn", **more)
    when = np.arange(len(target)) if p.ordered else None
    subjects = np.array([f"c{i}" for i in range(len(target))])
    beside = features[["plan"]] if "plan" in features else None
    return sources.Gathered(p, "flat", Rows(features, target, subjects, when, beside), target="y")


def study(features, target, folder, seed=7, **more) -> Study:
    held = gathered(features, target, **more)
    prepared = sources.prepare(held, seed)
    tested = testing.assess(training.train(prepared, seed), seed)
    decided = costing.decide(tested, seed)
    kept = saving.keep(decided, None, folder, folder, seed=seed, simulated=False)
    return Study(held, tested, decided, explaining.explain(tested, seed), None, kept)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    return study(*frame(seed=2), folder, **STATED, capacity=90), folder


def test_a_signal_is_found_and_its_interval_holds_the_truth(sound):
    """What ranks 40,000 rows best, the true log-odds, bounds what a model can reach."""
    found, _folder = sound
    made, happened = frame(seed=99, n=40_000)
    z = 1.6 * ((made["age"] - 40) / 12 + (made["plan"] == "basic"))
    from sklearn.metrics import roc_auc_score

    truth = roc_auc_score(happened, z)
    score = found.tested.score("auroc")
    assert found.tested.signal
    assert score.estimate.low < truth < score.estimate.high
    assert found.tested.calibration_error < 0.1  # tenths of 24 rows are off by .07 by chance
    assert [d.column for d in found.explained.drivers[:2]] == ["age", "plan"]
    assert "higher values raise them" in found.explained.drivers[0].direction
    assert "“basic”" in found.explained.drivers[1].direction


def test_a_flat_tables_own_columns_keep_their_names(sound):
    """A client's “spend” may be monthly fees, or points: it is not our net spend, nor euros."""
    found, _folder = sound
    assert {d.label for d in found.explained.drivers} >= {"age", "plan", "spend"}
    rows = found.tested.rows.features.assign(spend=90_000.0)
    reasons = explaining.reasons(found.tested, rows, most=5).to_numpy().ravel()
    assert {r.rsplit(" (", 1)[0] for r in reasons if r.startswith("spend")} == {"spend: 90,000"}
    assert not [r for r in reasons if "net spend" in r or "€" in r]


def test_columns_made_of_orders_are_named_in_words():
    from taller.development.classification.features.columns import Columns

    with language.speaking("es"):
        ours, theirs = Columns(ours=True), Columns(ours=False)
        assert ours.label("source", first=True) == "Primer canal (fuente)"
        assert (ours.unit("spend"), theirs.unit("spend")) == ("money", None)
        assert theirs.label("source", first=True) == "source"


def test_noise_is_called_noise(tmp_path):
    features, _target = frame()
    target = (np.random.default_rng(8).random(N) < 0.3).astype(float)
    found = study(features, target, tmp_path)
    with language.speaking("en"):
        result = findings.conclude(found)
    assert not result.signal
    assert not result.usable
    assert result.headline.startswith("No signal here")
    assert [d.what for d in result.decisions] == ["Do not choose customers by this score"]
    assert [f.key for f in result.figures] == ["base_rate"]
    assert not any("weighted sum" in check.name for check in result.checks)
    assert found.kept is None
    assert not list(tmp_path.iterdir())
    assert result.drivers == result.parts == result.deciles == result.artifacts == ()


def test_the_saved_model_gives_the_same_scores_and_is_no_pickle(sound):
    found, folder = sound
    rows = found.tested.rows.features
    np.testing.assert_array_equal(saving.score(folder, rows), found.tested.predicted)
    assert found.kept.same
    for path in folder.iterdir():
        if path.suffix != ".parquet":  # rows of the test and of now, which are read as columns
            path.read_text(encoding="utf-8")  # text all through
    seen = pd.read_parquet(folder / "tested.parquet")
    np.testing.assert_array_equal(seen["told"], found.tested.predicted)
    np.testing.assert_array_equal(seen["left"], found.tested.rows.target)
    assert "user_id" not in {*seen, *pd.read_parquet(folder / "today.parquet")}
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    assert card["metrics"][0]["estimate"]["low"] < card["metrics"][0]["estimate"]["high"]
    profile = json.loads((folder / "profile.json").read_text(encoding="utf-8"))
    assert sum(profile["score"]["shares"]) == pytest.approx(1)


def test_a_frame_that_breaks_the_contract_is_refused(sound):
    _found, folder = sound
    given = pd.DataFrame({"age": ["old"], "plan": ["pro"], "noise": [1.0], "city": ["Lima"]})
    with pytest.raises(DataError, match="2 faults"):
        saving.score(folder, given)


def test_scores_are_whole_ordered_limited_and_safe_to_open(sound):
    found, folder = sound
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    p = [float(row["probability"]) for row in rows]
    assert len(rows) == N
    assert p == sorted(p, reverse=True)
    assert [row["tenth"] for row in rows] == sorted((r["tenth"] for r in rows), key=int)
    contacted = [row for row in rows if row["contact"] == "yes"]
    assert len(contacted) == 90 == found.decided.money.contacted
    open_to = [row for row in rows if row["happened"] == "no"]
    assert contacted == open_to[:90]
    assert {row["contact"] for row in rows if row["happened"] == "yes"} == {""}
    assert len(open_to) == found.decided.money.people
    assert not any(value.startswith("=") for row in rows for value in row.values())


def test_contributions_add_up_to_the_score(sound):
    found, _folder = sound
    rows = found.tested.rows.features.iloc[:50]
    for model in found.tested.fitted.models.values():
        z = np.log(model.predict(rows) / (1 - model.predict(rows)))
        rest = z - model.contributions(rows).sum(axis=1).to_numpy()
        assert rest == pytest.approx(rest[0], abs=1e-6)


def test_each_kind_of_model_is_saved_and_read_back(sound, tmp_path):
    found, _folder = sound
    rows = found.tested.rows.features
    for kind in ("lightgbm", "logistic", "blend"):  # the trees of the one before are gone
        model = found.tested.fitted.models[kind]
        write(tmp_path, saving.files(model))
        np.testing.assert_array_equal(saving.read(tmp_path).predict(rows), model.predict(rows))
        assert (tmp_path / "model.txt").exists() == (kind != "logistic")


def test_money_by_hand(sound):
    """Gain .3 * 190 - 1 = 56, loss 11; of the test rows as many in a hundred as of the list."""
    found, _folder = sound
    decided, target, p = found.decided, found.tested.rows.target, found.tested.predicted
    assert decided.money.threshold == pytest.approx(11 / 67)
    listed = decided.people.probabilities
    assert decided.contacts(listed).sum() == 90
    assert decided.money.limited
    chosen = np.argsort(-p, kind="stable")[: round(90 / len(listed) * len(target))]
    money = (56 * target[chosen] - 11 * (1 - target[chosen])).sum() / len(target)
    assert decided.money.profit.value == pytest.approx(money)
    top = np.sort(listed)[::-1][:90]
    # A third more of the test rows alike went than was predicted: so the list is counted on.
    seen, foreseen = target[chosen].mean(), p[chosen].mean()
    assert seen > 1.2 * foreseen
    expected = (67 * np.minimum(top * seen / foreseen, 1) - 11).sum()
    assert decided.money.earned.value == pytest.approx(expected)
    assert decided.money.earned.low < decided.money.earned.value <= decided.money.earned.high
    assert decided.curve[-1] == pytest.approx(decided.money.everybody.value)
    assert sum(d.rows for d in decided.deciles) == len(target)
    assert decided.deciles[-1].reached == pytest.approx(1)


def test_a_leak_is_left_out_and_what_it_pretended_is_told(tmp_path):
    features, target = frame(signal=0.8)
    features["call_duration"] = target + np.random.default_rng(2).normal(0, 0.6, N)
    found = study(features, target, tmp_path)
    fitted = found.tested.fitted
    assert fitted.prepared.leaks == ["call_duration"]
    assert "call_duration" not in fitted.model.columns
    assert fitted.leaky > fitted.auroc + 0.1
    with language.speaking("en"):
        check = next(c for c in findings.conclude(found).checks if "knows too much" in c.name)
    assert not check.passed
    assert "pretended" in check.detail


def test_a_shift_of_the_base_rate_is_told_in_the_headline(tmp_path):
    features, target = frame(signal=1.0)
    late = np.arange(N) >= 0.8 * N
    target = np.where(late & (np.random.default_rng(3).random(N) < 0.4), 1.0, target)
    found = study(features, target, tmp_path, ordered=True)
    assert found.tested.shifted
    with language.speaking("en"):
        assert "against" in findings.conclude(found).headline


def test_a_category_only_in_the_test_part_and_infinite_values_are_scored(tmp_path):
    features, target = frame()
    features.loc[features.index >= 0.9 * N, "plan"] = "new plan"
    features["spend"] = features["spend"].where(features.index % 50 != 0, np.inf)
    features["gone"] = np.nan
    found = study(features, target, tmp_path, ordered=True)
    assert np.isfinite(found.tested.predicted).all()
    findings_made = found.tested.fitted.prepared.findings
    assert {"empty", "infinite"} <= {f.code for f in findings_made}
    assert [f.columns for f in findings_made if f.severity == "dropped"] == [("gone",)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f, t: (f.iloc[:1], t[:1]), "rows"),
        (lambda f, t: (f, np.r_[np.ones(5), np.zeros(N - 5)]), "only 4 rows in which it happened"),
        (lambda f, t: (pd.DataFrame({"label": t}), t), "no column is left"),
        (lambda f, t: (pd.DataFrame({"a": [None] * N, "b": [1] * N}), t), "no column is left"),
    ],
    ids=["one row", "few positives", "label in disguise", "all missing"],
)
def test_what_cannot_be_learned_from_is_one_clear_message(change, message):
    features, target = change(*frame())
    with language.speaking("en"), pytest.raises(AnalysisError, match=message):
        sources.prepare(gathered(features, target), 7)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_numbers(tmp_path):
    features, target = frame(n=400)
    one, two = (study(features, target, tmp_path, tuning_trials=3) for _run in range(2))
    assert findings.conclude(one) == findings.conclude(two)


def test_every_chart_and_table_speaks_both_languages(sound):
    found, _folder = sound
    tested, decided, explained = found.tested, found.decided, found.explained
    prepared = tested.fitted.prepared
    for code in ("en", "es"):
        with language.speaking(code):
            drawn = [charts.ranking(tested), charts.reliability(tested), charts.profit(decided),
                     charts.drivers(explained), charts.parts(tested)]  # fmt: skip
            assert all(chart.to_dict()["title"]["text"] for chart in drawn)
            made = [tables.rows(found.gathered), tables.training(tested.fitted),
                    tables.measures(tested), tables.deciles(decided), tables.costs(decided),
                    tables.examples(explained)]  # fmt: skip
            assert all(table.html for table in made)
            tables.guards(prepared)


class Nothing:
    """Tables of a client who gave none."""

    def has(self, name):
        return False


@pytest.mark.parametrize(
    "p",
    [Params(), Params(target="y"), Params(purpose="response")],
    ids=["plain", "target", "response"],
)
def test_without_data_the_page_says_so_and_does_not_fail(p):
    held = sources.gather(Nothing(), p)
    prepared = sources.prepare(held, 1)
    fitted = training.train(prepared, 1)
    tested = testing.assess(fitted, 1)
    decided = costing.decide(tested, 1)
    assert tables.rows(held) is tables.guards(prepared) is tables.measures(tested) is None
    assert charts.ranking(tested) is charts.profit(decided) is None
    assert charts.waiting(timing.wait(tested, 1)) is None
    with language.speaking("en"):
        result = findings.conclude(Study(held))
    assert not result.assessed
    assert result.headline.startswith("Not assessed")


def test_what_a_limit_of_contacts_costs_is_what_those_beyond_it_would_bring():
    """Of 10 people at one half, each worth .5 × 10 − 1 = 4, four may be contacted: 16, and 24 not.

    Of 200 test rows at one half, every other positive, 80 are contacted in that proportion.
    """
    target, half = np.tile([1.0, 0.0], 100), np.full(200, 0.5)
    held = sources.Gathered(Params(target="y", purpose="response", capacity=4), "flat")
    tested = SimpleNamespace(
        rows=SimpleNamespace(target=target), predicted=half,
        fitted=SimpleNamespace(prepared=SimpleNamespace(gathered=held)),
    )  # fmt: skip
    people = SimpleNamespace(probabilities=np.full(10, 0.5))
    campaign = costing.Campaign(value=10.0, incentive=0.0, contact=1.0)
    m = costing._money(tested, people, campaign, np.random.default_rng(1))
    assert (m.contacted, m.left_out, m.limited) == (4, 6, True)
    assert m.earned.value == pytest.approx(16)
    assert m.beyond.value == pytest.approx(24)
    assert m.earned_by_all.value == pytest.approx(40)
    assert 0 < m.beyond.low < 24 < m.beyond.high


def test_contacts_and_what_their_limit_costs_are_decisions_with_a_worth(sound):
    found, _folder = sound
    m = found.decided.money
    assert m.limited
    assert m.beyond.low > 0
    with language.speaking("en"):
        made = {d.key: d for d in findings.conclude(found).decisions}
    for key, worth, whom in (
        ("contact", m.earned, f"the {m.contacted} contacted"),
        ("capacity", m.beyond, f"the {m.left_out} whom the limit leaves out"),
    ):
        assert (made[key].worth.estimate, made[key].worth.population) == (worth, whom)
        assert made[key].worth.confidence == "assumed"  # how many are kept, nobody measured
        assert made[key].worth.period == "in the time that the table looks at"


def test_tenths_are_the_same_wherever_they_are_told(sound):
    """Of 13 rows too: the chart, the check and the table by score cut at the same places."""
    tested, decided = sound[0].both
    told = [(each.predicted, each.happened.value) for each in decided.deciles]
    drawn = [(each.predicted, each.happened.value) for each in tested.reliability]
    assert drawn == told[::-1]
    target, p = np.arange(13) % 2, np.linspace(0.1, 0.9, 13)
    cut = [each.rows for each in costing.deciles(target, p)]
    assert [each.happened.n for each in calibration.reliability(target, p)] == cut[::-1]
