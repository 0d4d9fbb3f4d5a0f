"""From training to findings: signal and none, reasons, new items, files, and what is said."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from scipy import sparse

from taller.development.recommendation import findings, tables
from taller.development.recommendation.artifacts import contract, files, keep, read
from taller.development.recommendation.evaluation.test import assess
from taller.development.recommendation.features import Gathered, Past
from taller.development.recommendation.model.models import ALS, EASE, CoPurchase, Popularity
from taller.development.recommendation.model.reasons import (
    _auroc,
    because,
    borrowed,
    explain,
    likeness,
)
from taller.development.recommendation.model.rules import apply
from taller.development.recommendation.model.training import (
    FILL,
    Filled,
    Setting,
    cut_at_random,
    fit,
    main_settings,
    sought,
    train,
    without,
)
from taller.development.template.saving import write
from taller.errors import DataError
from taller.language import speaking
from tests.development import recommendation_cases as cases
from tests.development.movielens import chosen_on_cuts


def studied(gathered: Gathered, folder=None, seed: int = 1) -> findings.Study:
    trained = train(gathered, seed)
    tested = assess(trained, seed)
    applied = apply(trained, tested is not None and tested.signal)
    explained = explain(applied, seed)
    kept = None
    if folder is not None:
        kept = keep(explained, tested, folder, folder.parent, seed=seed, simulated=True)
    return findings.Study(gathered, trained, tested, explained, kept)


def goods(count: int = 24, extra: int = 2):
    """Even items are of one brand and category, odd ones of the other; the last are new."""
    return cases.catalogue(
        (f"i{n:02d}", f"=Item {n}", "ab"[n % 2], "XY"[n % 2], None, 10, 5, 3)
        for n in range(count + extra)
    )


@pytest.fixture(scope="module")
def shop() -> Gathered:
    then, after = cases.tastes()
    wide = ((0, 0), (0, 2))
    then, after = np.pad(then, wide), np.pad(after, wide)
    return cases.gathered(np.maximum(then, after), then, after, goods(), k=5, settings=2)


@pytest.fixture(scope="module")
def study(shop, tmp_path_factory):
    with speaking("en"):
        return studied(shop, tmp_path_factory.mktemp("run") / "recommendation")


def test_tastes_are_found_and_beat_the_best_sellers(study):
    tested = study.tested
    assert tested.signal
    assert tested.name in ("ease", "copurchase")
    assert tested.score("ndcg").over_popularity.low > 0
    assert [p.name for p in tested.parts] == ["warm", "cold"]
    for protocol in ("time", "random"):
        for measure in ("ndcg", "map", "precision", "recall", "hit"):
            found = tested.score(measure, protocol=protocol).estimate
            assert 0 <= found.low <= found.value <= found.high <= 1


def test_a_measure_is_the_mean_over_those_who_bought_something_new(study, shop):
    values = study.tested.lists.values[study.tested.name]
    assert study.tested.people == int((shop.test_truth.getnnz(axis=1) > 0).sum()) == len(values)
    assert study.tested.score("ndcg").estimate.value == pytest.approx(values[:, 0].mean())
    other = study.tested.lists.values["popularity"]
    gain = study.tested.score("ndcg").over_popularity.value
    assert gain == pytest.approx((values[:, 0] - other[:, 0]).mean())


def test_the_same_seed_gives_the_same(study, shop):
    again = assess(train(shop, 1), 1)
    assert again.scores == study.tested.scores


def test_purchases_at_random_are_no_signal():
    draw = np.random.default_rng(3)
    then = (draw.random((200, 20)) < 0.15).astype(float)
    after = ((draw.random((200, 20)) < 0.1) & (then == 0)).astype(float)
    with speaking("en"):
        study = studied(cases.gathered(np.maximum(then, after), then, after, k=5, settings=1))
        result = findings.conclude(study)
    assert not result.signal
    assert result.model == "popularity"
    assert "would have found something in their list" not in str(result.figures)
    assert (study.explained.because == -1).all()


def test_the_reason_is_the_item_that_adds_most(shop):
    model = EASE(5.0, 0.0).fit(shop.now.bought)
    seen = shop.now.bought[:30]
    lists = np.tile(np.arange(6), (30, 1))
    lists[:, 5] = -1
    found = because(model, seen, lists)
    for user in range(30):
        held = seen[user].indices
        for place, item in enumerate(lists[user]):
            others = [j for j in held if j != item]
            best = max((model.weights_[j, item] for j in others), default=0) if item >= 0 else 0
            if best <= 0:
                assert found[user, place] == -1
            else:
                assert model.weights_[found[user, place], item] == pytest.approx(best)


def test_a_look_counts_in_a_reason_as_it_weighs():
    """Item 0 says 1 and weighs .2, item 1 says .5 and weighs 1: the second is the reason."""
    model = CoPurchase()
    model.similarity_ = sparse.csr_matrix(np.array([[0, 0, 1.0], [0, 0, 0.5], [0, 0, 0]]))
    seen = sparse.csr_matrix(np.array([[0.2, 1, 0], [0, 0, 0]]))
    lists = np.array([[2, -1], [2, -1]])
    assert because(model, seen, lists).tolist() == [[1, -1], [-1, -1]]
    popular = Popularity().fit(seen)
    assert (because(popular, seen, lists) == -1).all()


def test_new_items_go_to_those_who_like_their_kin(study, shop):
    new = study.explained.new
    assert new.items.tolist() == [24, 25]
    assert [int(n) % 2 for n in new.nearest] == [0, 1]
    for item, people in zip(new.items, new.customers, strict=True):
        likes = people < 120 if item % 2 == 0 else people >= 120
        assert likes[people >= 0].mean() > 0.9
    assert new.ranking.low > 0.5


def test_likeness_is_the_share_of_attributes_in_common():
    """Category, brand and fifth by price; a missing brand is like none."""
    held = cases.catalogue(
        [("a", None, "t", None, None, 10, None, None), ("b", None, "t", None, None, 10, None, None),
         ("c", None, "u", "X", None, 90, None, None)]
    )  # fmt: skip
    found = likeness(held, np.array([0]), np.array([1, 2]))
    assert found[0] == pytest.approx([2 / 3, 0])
    assert (likeness(cases.plain(2), np.array([0]), np.array([1])) == 0).all()


def test_a_new_item_borrows_from_its_kin_alone(shop):
    model = EASE(5.0, 0.0).fit(shop.now.bought)
    buyers = np.asarray(shop.now.bought.sum(axis=0)).ravel()
    sold = np.array([0, 2])
    weights, nearest = borrowed(shop.catalogue, model, np.array([24]), sold, buyers)
    assert weights[:, 0] == pytest.approx((model.weights_[:, 0] + model.weights_[:, 2]) / 2)
    assert nearest[0] == (0 if buyers[0] >= buyers[2] else 2)


def test_auroc_counts_pairs_in_the_right_order_and_ties_half():
    assert _auroc(np.array([True, True, False, False]), np.array([3, 1, 1, 0])) == 3.5 / 4
    assert np.isnan(_auroc(np.array([True]), np.array([1])))


def test_lists_are_written_for_everybody_and_safe_to_open(study, tmp_path):
    folder = next(iter({a.path.split("/")[0] for a in study.kept.artifacts}))
    assert folder == "recommendation"
    assert study.kept.same
    # One has no history to have a list of their own by.
    assert study.explained.applied.own.sum() == 239


def test_the_files_say_what_the_lists_say(shop, tmp_path):
    with speaking("en"):
        study = studied(shop, tmp_path / "recommendation")
    with (tmp_path / "recommendation" / "suggestions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lists = study.explained.applied.lists
    assert len(rows) == int((lists >= 0).sum())
    first = [r for r in rows if r["user_id"] == "u7"]
    assert [r["item_id"] for r in first] == [f"i{i:02d}" for i in lists[7] if i >= 0]
    assert [int(r["place"]) for r in first] == list(range(1, len(first) + 1))
    assert all(r["item_name"].startswith("'=Item") for r in rows)
    assert {r["because_they"] for r in rows if r["because"]} == {"bought"}
    with (tmp_path / "recommendation" / "new_items.csv").open(encoding="utf-8") as file:
        assert {r["item_id"] for r in csv.DictReader(file)} == {"i24", "i25"}
    card = json.loads((tmp_path / "recommendation" / "card.json").read_text())
    assert card["limits"]
    assert card["metrics"]
    assert not list((tmp_path / "recommendation").glob("*.pkl"))


@pytest.mark.parametrize("kind", ["ease", "als", "copurchase", "popularity"])
def test_every_kind_of_model_is_read_back_to_the_last_digit(kind, shop, tmp_path):
    from dataclasses import replace

    options = {"ease": {"regularisation": 5.0}, "als": {"factors": 4}}.get(kind, {})
    setting = Setting(kind, options, trend=0.1)
    trained = train(shop, 1)
    trained = replace(trained, chosen=setting)
    applied = replace(apply(trained, True), kind=kind)
    write(tmp_path, {**files(applied), "contract.json": contract(applied)})
    model, ids = read(tmp_path)
    assert list(ids) == list(shop.catalogue.ids)
    assert (model.score(applied.seen) == applied.model.score(applied.seen)).all()


def test_a_broken_file_is_told(shop, tmp_path):
    with speaking("en"):
        studied(shop, tmp_path / "x")
        (tmp_path / "x" / "model.npz").write_bytes(b"nothing")
        with pytest.raises(DataError, match="is no saved model"):
            read(tmp_path / "x")


@pytest.mark.parametrize("code", ["en", "es"])
def test_findings_tables_and_charts_stand_in_both_languages(study, shop, code, capsys):
    from taller.development.recommendation import charts

    with speaking(code):
        result = findings.conclude(study, simulated=True)
        assert result.assessed
        assert result.signal
        assert ("best-sellers" if code == "en" else "más vendidos") in result.headline
        assert {f.key for f in result.figures} == {
            "hit", "more", "precision", "recall", "coverage",
        }  # fmt: skip
        assert all(check.detail for check in result.checks)
        applied = study.explained.applied
        shown = [tables.histories(shop), tables.tried(study.trained), tables.measures(study.tested),
                 tables.differences(study.tested), tables.breadth(study.tested),
                 tables.lists(applied), tables.new_items(study.explained)]  # fmt: skip
        assert all(table is not None for table in shown)
        for chart in (charts.accuracy(study.tested), charts.categories(applied)):
            assert chart.to_dict()["title"]


def test_where_nothing_is_known_everything_says_so(capsys):
    from taller.development.recommendation import charts
    from taller.development.recommendation.params import Params

    with speaking("en"):
        empty = Gathered(Params(), "there are no orders")
        study = studied(empty)
        result = findings.conclude(study)
        assert result.headline == "Not assessed: there are no orders."
        assert not result.assessed
        for table in (tables.tried, tables.measures, tables.differences, tables.breadth,
                      tables.lists, tables.examples, tables.new_items):  # fmt: skip
            assert table(None) is None
        assert tables.histories(empty) is None
        assert charts.accuracy(None) is charts.parts(None) is charts.categories(None) is None
    assert "Not assessed" in capsys.readouterr().out


def test_settings_follow_the_size_of_the_catalogue():
    assert {s.kind for s in main_settings(3, 100, 1000)} == {"ease"}
    assert {s.kind for s in main_settings(3, 1001, 1000)} == {"als"}
    assert main_settings(1, 20, 0)[0].options["factors"] == 19


def test_a_large_catalogue_is_learned_by_factors_to_the_end(shop):
    from dataclasses import replace

    with speaking("en"):
        small = replace(shop, p=shop.p.model_copy(update={"ease_items": 0, "settings": 1}))
        study = studied(small)
    assert "als" in {t.setting.kind for t in study.trained.tried}
    assert findings.conclude(study).assessed


def test_fading_is_chosen_where_tastes_have_turned():
    """Everybody went from odd items to even ones, or back; what they did last foretells the rest.

    Old purchases are as many as new ones, so that only their age tells them apart.
    """
    from dataclasses import replace

    draw = np.random.default_rng(8)
    users, items = 300, 40
    side = np.repeat([0, 1], users // 2)[:, None]
    even = np.arange(items)[None, :] % 2
    old = (draw.random((users, items)) < 0.3) & (even == side)
    new = (draw.random((users, items)) < 0.3) & (even != side)
    after = (draw.random((users, items)) < 0.3) & (even != side) & ~new
    then = (old | new).astype(float)
    age = sparse.csr_matrix(np.where(old, 700.0, 0) + np.where(new, 2.0, 0))
    gathered = cases.gathered(np.maximum(then, after), then, after.astype(float), k=5, settings=1)
    faded = train(replace(gathered, validation=replace(gathered.validation, bought_age=age)), 1)
    plain = train(gathered, 1)
    assert faded.chosen.half_life > 0
    assert faded.tried[0].ndcg > plain.tried[0].ndcg + 0.05
    assert {t.setting.half_life for t in plain.tried} == {0.0}


def test_looks_are_learned_from_where_they_foretell_purchases():
    """Everybody looks at what they buy next; purchases alone say nothing."""
    from dataclasses import replace

    draw = np.random.default_rng(9)
    then = (draw.random((200, 20)) < 0.15).astype(float)
    liked = np.repeat([0, 1], 100)[:, None] == np.arange(20)[None, :] % 2
    looked = ((draw.random((200, 20)) < 0.5) & liked) * 0.2
    after = ((draw.random((200, 20)) < 0.3) & liked & (then == 0)).astype(float)
    gathered = cases.gathered(np.maximum(then, after), then, after, k=5, settings=1)
    with_looks = replace(gathered, validation=cases.past(then, looked))
    assert train(with_looks, 1).chosen.events
    assert not train(gathered, 1).chosen.events


def test_settings_are_compared_on_the_most_bought_items_of_a_large_catalogue(shop, monkeypatch):
    from taller.development.recommendation.model import training

    monkeypatch.setattr(training, "SEARCHED", 10)
    with speaking("en"):
        trained = train(shop, 1)
        assert trained.items == 10
        assert tables.tried(trained) is not None
        tested = assess(trained, 1)
    most = np.argsort(-shop.validation.bought.getnnz(axis=0), kind="stable")[:10]
    buyers = (shop.validation_truth[:, np.sort(most)].getnnz(axis=1) > 0).sum()
    assert trained.validated == buyers < shop.validation_truth.shape[0]
    assert max(row.max() for row in tested.lists.lists[trained.chosen.kind]) >= 10
    assert train(shop, 1).gathered.catalogue is shop.catalogue


def test_above_its_limit_the_closed_form_gives_way_to_factors(shop):
    """26 items: the closed form at a limit of 26, factors at 25."""
    from dataclasses import replace

    for limit, kind in ((26, "ease"), (25, "als")):
        p = shop.p.model_copy(update={"ease_items": limit, "settings": 1})
        kinds = {t.setting.kind for t in train(replace(shop, p=p), 1).tried}
        assert kinds == {kind, "copurchase", "popularity"}


def test_pairs_held_out_are_those_taken_away():
    held = sparse.csr_matrix(np.ones((40, 10)))
    rest, test = cut_at_random(held, 0.25, np.random.default_rng(1))
    assert (rest + test).toarray().tolist() == held.toarray().tolist()
    assert 60 < test.nnz < 140
    assert without(held, rest).nnz == test.nnz


def test_what_was_bought_before_is_not_to_be_found_again(shop):
    past = cases.past(np.array([[1.0, 0, 0], [0, 1, 0]]))
    truth = sparse.csr_matrix(np.array([[1.0, 1, 0], [0, 0, 1]]))
    _past, known, relevant = sought(shop, past, truth)
    assert known.toarray().tolist() == [[1, 0, 0], [0, 1, 0]]
    assert relevant.toarray().tolist() == [[0, 1, 0], [0, 0, 1]]


def test_the_better_setting_is_chosen_on_cuts(shop):
    weak = Setting("ease", {"regularisation": 1e9, "dropout": 0.0}, trend=0.0)
    good = Setting("ease", {"regularisation": 10.0, "dropout": 0.0}, trend=0.0)
    hits = chosen_on_cuts(shop.now.bought, 5, [Setting("popularity"), good], cuts=2)
    assert (hits.kind, hits.options["regularisation"]) == ("ease", 10.0)
    assert hits in good.sides()
    assert weak.make().regularisation == 1e9


def test_the_best_sellers_decide_only_where_the_model_says_nothing():
    bought = np.array([[1.0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]])
    past: Past = cases.past(bought)
    model = fit(Setting("ease", {"regularisation": 1.0, "dropout": 0.0}), past)
    assert isinstance(model, Filled)
    assert model.share_ == pytest.approx([0.4, 0.2, 0.6])
    scores = model.score(past.bought)
    plain = model.model.score(past.bought)
    assert np.abs(scores - plain).max() <= FILL
    assert model.score(sparse.csr_matrix((1, 3))).argmax() == 2


def test_als_is_not_given_more_factors_than_there_are_items():
    assert ALS(2, iterations=2).fit(sparse.csr_matrix(np.eye(3))).items_.shape == (3, 2)


@pytest.mark.parametrize(
    ("then", "after"),
    [
        (np.tile([1.0, 0], (30, 1)), np.tile([0, 1.0], (30, 1))),
        (np.ones((30, 2)), np.zeros((30, 2))),
        (np.zeros((30, 3)), np.tile([1.0, 0, 0], (30, 1))),
        (np.eye(30, 2), np.fliplr(np.eye(30, 2))),
    ],
    ids=["everybody alike", "all bought everything", "nobody had a history", "two customers"],
)
def test_the_edges_end_in_a_plain_result(then, after, tmp_path):
    with speaking("en"):
        now = np.maximum(then, after)
        study = studied(cases.gathered(now, then, after, settings=1), tmp_path / "x")
        result = findings.conclude(study)
        tables.examples(study.explained)
        tables.lists(study.explained.applied if study.explained else None)
    assert result.headline
    if study.kept is not None:
        assert study.kept.same
