"""A page on suggestions says no more than its test supports."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from scipy import sparse

from taller.development.recommendation import charts, findings, tables
from taller.development.recommendation.artifacts import keep
from taller.development.recommendation.evaluation.test import LEAST, assess, by_lot
from taller.development.recommendation.model.reasons import carried, explain
from taller.development.recommendation.model.rules import apply
from taller.development.recommendation.model.training import BEST_SELLERS, fit, train
from taller.language import speaking
from tests.development import recommendation_cases as cases

JARGON = ("nDCG", "EASE", "MAP", "precision@", "recall@", "Precision", "Recall")


def studied(gathered, folder) -> findings.Study:
    with speaking("en"):
        trained = train(gathered, 1)
        tested = assess(trained, 1)
        applied = apply(trained, tested is not None and tested.signal)
        explained = explain(applied, 1)
        kept = keep(explained, tested, folder, folder.parent, seed=1, simulated=False)
        return findings.Study(gathered, trained, tested, explained, kept)


def shop(popular: bool, users: int = 300, items: int = 30, seed: int = 2):
    """What is bought does not depend on what was; items are wanted alike, or a few far more."""
    draw = np.random.default_rng(seed)
    wanted = (
        np.full(items, 0.08) if not popular else np.r_[np.full(5, 0.4), np.full(items - 5, 0.02)]
    )
    then = (draw.random((users, items)) < wanted).astype(float)
    after = ((draw.random((users, items)) < wanted) & (then == 0)).astype(float)
    return cases.gathered(np.maximum(then, after), then, after, k=3, settings=1)


@pytest.fixture(scope="module", params=[True, False], ids=["best-sellers", "all alike"])
def none(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "recommendation"
    return request.param, studied(shop(request.param), folder), folder


def test_without_a_model_the_best_sellers_are_told_only_if_they_beat_the_lot(none):
    popular, study, folder = none
    with speaking("en"):
        result = findings.conclude(study)
    assert not study.tested.signal
    assert study.tested.sells is popular
    assert (study.kept is not None) is popular  # else whoever found it would suggest by it
    what = "Suggest the best-sellers to everybody" if popular else "Choose what to show by margin"
    assert what in result.decisions[0].what
    told = "No model is shown to foresee" if popular else "items drawn by lot"
    assert told in result.headline
    assert [f.key for f in result.figures] == (["popular"] if popular else [])
    assert (folder / "best_sellers.csv").exists() is popular
    assert not (folder / "suggestions.csv").exists()


def test_without_a_model_nothing_acts_as_if_there_were_one(none, capsys):
    _popular, study, _folder = none
    applied = study.explained.applied
    with speaking("en"):
        assert charts.parts(study.tested) is charts.categories(applied) is None
        assert tables.examples(study.explained) is None
    assert "Nobody has a list of their own" in capsys.readouterr().out
    assert not applied.own.any()


def test_best_sellers_are_written_once_and_in_order(none):
    popular, study, folder = none
    if not popular:
        return
    with (folder / "best_sellers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    buyers = np.asarray(study.gathered.now.bought.sum(axis=0)).ravel()
    assert {row["item_id"] for row in rows[:5]} == {f"i{i}" for i in np.argsort(-buyers)[:5]}


def test_no_technical_term_stands_up_front(none, tmp_path):
    then, after = cases.tastes()
    strong = cases.gathered(np.maximum(then, after), then, after, k=5, settings=1)
    for study in (none[1], studied(strong, tmp_path / "recommendation")):
        with speaking("en"):
            result = findings.conclude(study)
            title = charts.accuracy(study.tested).to_dict()["title"]["text"]
        said = [result.headline, title, *(f.label for f in result.figures)]
        said += [f"{d.what} {d.effect}" for d in result.decisions]
        assert not [text for text in said for term in JARGON if term in text]
    assert result.signal


def test_too_few_customers_show_nothing(tmp_path):
    then, after = cases.tastes(users=LEAST - 4)
    study = studied(cases.gathered(np.maximum(then, after), then, after, k=5, settings=1),
                    tmp_path / "recommendation")  # fmt: skip
    assert not study.tested.signal
    assert not study.tested.sells


def test_where_all_are_new_the_page_says_so(tmp_path):
    """One order each: nobody in the test had bought before."""
    draw = np.random.default_rng(6)
    first = np.arange(240) < 140
    pick = np.eye(8)[draw.choice(8, 240, p=[0.4, 0.2, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05])]
    then, after = pick * first[:, None], pick * ~first[:, None]
    study = studied(cases.gathered(pick, then, after, k=2, settings=1), tmp_path / "recommendation")
    with speaking("en"):
        result = findings.conclude(study)
    assert not result.signal
    assert study.tested.own == 0
    assert any(limit.startswith("All 100 tested customers were new") for limit in result.limits)


def test_a_reason_stands_only_where_purchases_carry_it():
    """Of 40 who had a, 22 bought b, of 24 who did at all; c is bought by two in five of all."""
    had = np.zeros((200, 3))
    had[:40, 0] = 1
    had[:22, 1] = 1
    had[40:42, 1] = 1
    had[np.arange(200) % 5 < 2, 2] = 1
    seen = sparse.csr_matrix(had)
    lists, because = np.array([[1, 2]] * 200), np.zeros((200, 2), dtype="int64")
    found = carried(because, lists, seen, seen)
    assert set(found[:, 0]) == {0}
    assert set(found[:, 1]) == {-1}


def test_a_draw_by_lot_is_worked_by_hand():
    """1 of 4 wanted, 2 drawn: one half; 2 of 4 wanted, 2 drawn: 1 - 1/6; as many drawn as there."""
    found = by_lot(np.array([4, 4, 2]), np.array([1, 2, 1]), 2)
    assert found == pytest.approx([1 / 2, 5 / 6, 1.0])


def test_best_sellers_are_of_recent_days_or_of_all_time():
    from dataclasses import replace

    past = cases.past(np.array([[1.0, 0], [1, 0], [0, 1]]))
    past = replace(past, recent=sparse.csr_matrix(np.array([[0.0, 0], [0, 0], [0, 1]])))
    recent, ever = (fit(setting, past).model.buyers_.tolist() for setting in BEST_SELLERS)
    assert (recent, ever) == ([0, 1], [2, 1])


@pytest.mark.slow
def test_shuffled_purchases_lead_to_no_lists_of_their_own(bench, shared_cases):
    """The case's items are drawn by lot."""
    path = shared_cases / "claims" / "r15b_orders.csv"
    bench.new("r15b", path)
    bench.work("r15b", "recommendation")
    result = bench.result("recommendation")
    assert not result["signal"]
    assert not [a for a in result["artifacts"] if a["path"].endswith("suggestions.csv")]
    assert "Use the lists" not in " ".join(d["what"] for d in result["decisions"])
