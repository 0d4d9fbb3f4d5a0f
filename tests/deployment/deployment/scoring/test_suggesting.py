"""Suggestions: a customer who is known gets the run's list; others by what they bought."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from taller.data.people import pseudonym
from taller.deployment.deployment.model import scoring
from taller.development.recommendation.model.reasons import because, carried
from taller.errors import AnalysisError, DataError
from tests.deployment import kept


@pytest.fixture(scope="module", params=kept.RECOMMENDERS)
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recommender")
    applied = kept.recommender(folder, request.param)
    return applied, scoring.load(folder, salt=kept.SALT)


@pytest.fixture(scope="module")
def ease(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ease")
    return kept.recommender(folder), scoring.load(folder, salt=kept.SALT)


def ids(applied):
    return applied.trained.gathered.catalogue.ids.astype(str)


def test_who_is_known_gets_the_list_of_the_run_to_the_last_digit(made):
    applied, scorer = made
    names = ids(applied)
    gathered = applied.trained.gathered
    reasons = carried(
        because(applied.model.model, applied.seen, applied.lists), applied.lists, applied.seen,
        gathered.now.bought,
    )  # fmt: skip
    for at in range(0, len(gathered.users), 7):
        lines = zip(applied.lists[at], applied.scores[at], reasons[at], strict=True)
        want = [
            (names[i], float(s), names[why] if why >= 0 else None) for i, s, why in lines if i >= 0
        ]
        found = scorer.recommend(user=gathered.users[at])
        assert [i.item_id for i in found.items] == [item for item, _s, _why in want]
        assert [i.score for i in found.items] == pytest.approx([s for _i, s, _w in want], rel=1e-6)
        assert [i.because for i in found.items] == [why for _i, _s, why in want]
        origin = "best-sellers" if applied.kind == "popularity" else "user"
        assert found.origin == origin


def test_a_history_is_answered_as_that_of_a_customer_who_bought_the_same(made):
    applied, scorer = made
    gathered = applied.trained.gathered
    bought = gathered.now.bought[3]
    history = ids(applied)[bought.indices].tolist()
    theirs = scorer.recommend(user=gathered.users[3])
    assert scorer.recommend(history).items == theirs.items


def test_nobody_stands_in_a_version_by_their_id(ease):
    """Pseudonyms under the salt, in their own order; without the salt only these are known."""
    applied, scorer = ease
    users = [str(user) for user in applied.trained.gathered.users]
    raw = (scorer.folder / "histories.npz").read_bytes()
    assert not [user for user in users if user.encode() in raw]
    plain = scoring.load(scorer.folder)
    assert plain.recommend(user=users[0]).origin == "best-sellers"
    hidden = pseudonym(users[0], kept.SALT)
    assert plain.recommend(user=hidden) == scorer.recommend(user=users[0])
    assert scorer.recommend(user=hidden).origin == "user"
    assert scoring.load(scorer.folder, salt=b"t" * 32).recommend(user=users[0]).origin == (
        "best-sellers"
    )


def test_an_id_that_the_tables_hid_is_known_as_the_customer_writes_it(ease, monkeypatch):
    """A table hides an e-mail address as it is normalised: small letters, no blanks around."""
    from dataclasses import replace

    _applied, scorer = ease
    known = scorer.suggesting.known
    users = known.users.copy()
    users[5] = np.bytes_(pseudonym("ana@example.com", kept.SALT))
    order = np.argsort(users)
    moved = replace(known, users=users[order], seen=known.seen[order], bought=known.bought[order])
    scorer = replace(scorer, suggesting=replace(scorer.suggesting, known=moved))
    found = [scorer.recommend(user=name) for name in ("ana@example.com", " Ana@Example.COM ")]
    assert found[0] == found[1]
    assert found[0].origin == "user"


def test_whoever_and_whatever_is_not_known_gets_the_best_sellers(made):
    applied, scorer = made
    found = scorer.recommend(["nothing", "x" * 200], user="nobody")
    assert found.origin == "best-sellers"
    assert found.unknown == ("nothing", "x" * 200)
    share = applied.model.share_
    order = [i for i in np.argsort(-share, kind="stable") if applied.allowed[i]]
    if applied.kind != "als":  # whose factors of nothing are not quite 0
        assert [i.item_id for i in found.items] == ids(applied)[order[:5]].tolist()
    assert all(item.because is None for item in found.items)


def test_what_is_left_out_and_what_was_bought_is_not_suggested(made):
    applied, scorer = made
    names = ids(applied).tolist()
    first = scorer.recommend(names[:4], k=100)
    assert {item.item_id for item in first.items} <= set(names[4:])
    left_out = [item.item_id for item in first.items[:3]]
    second = scorer.recommend(names[:4], k=100, without=left_out)
    assert {i.item_id for i in second.items} == {i.item_id for i in first.items} - set(left_out)


def test_what_may_be_bought_again_is_suggested_again(tmp_path):
    kept.recommender(tmp_path, repeat=True)
    found = scoring.load(tmp_path).recommend(["i00", "i02"], k=100)
    assert {"i00", "i02"} <= {item.item_id for item in found.items}


def test_a_limit_by_category_holds_for_later_lists_too(tmp_path):
    """Two categories, at most one item of each."""
    kept.recommender(tmp_path, max_per_category=1)
    assert len(scoring.load(tmp_path).recommend(["i00"], k=10).items) == 2


def test_a_known_history_and_a_given_one_count_together(ease):
    applied, scorer = ease
    user = applied.trained.gathered.users[0]
    first = scorer.recommend(user=user)
    added = first.items[0].item_id
    both = scorer.recommend([added], user=user)
    assert both.origin == "user"
    assert added not in {item.item_id for item in both.items}
    assert both.items != first.items[1:]


@pytest.mark.parametrize(("k", "told"), [(0, "0"), (-1, "−1"), (101, "101")])
def test_a_number_of_items_out_of_range_is_told(ease, k, told):
    with pytest.raises(DataError, match=f"k: must be 1 to 100; got {told}"):
        ease[1].recommend(k=k)


def test_lists_of_a_table_stand_a_row_for_each_place(ease):
    applied, scorer = ease
    users = [str(user) for user in applied.trained.gathered.users[:3]]
    batch = pa.RecordBatch.from_pydict({"user_id": users, "name": ["a", "b", "c"]})
    rows = pa.Table.from_batches(scorer.batch([batch])).to_pylist()
    assert [(r["user_id"], r["place"]) for r in rows] == [
        (u, p) for u in users for p in range(1, 6)
    ]
    with pytest.raises(DataError, match="user_id: is missing"):
        list(scorer.batch([batch.select(["name"])]))


def test_a_table_of_customers_gets_the_lists_that_each_of_them_gets_alone(made):
    applied, scorer = made
    users = [*map(str, applied.trained.gathered.users), "nobody", None]
    batch = pa.RecordBatch.from_pydict({"user_id": pa.array(users, pa.string())})
    rows = pa.Table.from_batches(scorer.batch([batch])).to_pylist()
    alone = [(user, item) for user in users for item in scorer.recommend(user=user).items]
    assert [(r["user_id"], r["item_id"], r["because_item_id"]) for r in rows] == [
        (user, item.item_id, item.because) for user, item in alone
    ]
    assert [r["score"] for r in rows] == pytest.approx([i.score for _u, i in alone], rel=1e-5)


def test_a_recommender_scores_no_rows(ease):
    with pytest.raises(AnalysisError, match="suggests items, and scores no rows"):
        ease[1].score([{}])


def test_without_histories_a_version_still_answers_by_what_was_bought(tmp_path):
    kept.recommender(tmp_path, salt=None)
    scorer = scoring.load(tmp_path, salt=kept.SALT)
    assert not (tmp_path / "histories.npz").exists()
    assert scorer.recommend(user="u000").origin == "best-sellers"
    assert scorer.recommend(["i00"], user="u000").origin == "history"
