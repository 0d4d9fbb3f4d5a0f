"""Use cases: priority, feasibility and what changes the order, worked by hand."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller import language
from taller.data.settings.schemas import SCHEMAS
from taller.preparation import use_cases as uc
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.model.levers import levers
from taller.preparation.use_cases.model.ranking import swaps
from tests.preparation.use_cases_made import READY, TABLES, only, own

WELL = uc.Known(TABLES, READY)


def order(found) -> list[str]:
    return [each.case.key for each in found]


def test_the_ranking_equals_a_table_worked_by_hand():
    """Weights .30 .25 .20 .15 .10, middles of the ranges:

    =====  ======  ===========  ====  ========  ====  =========================================
    case   impact  feasibility  cost  timeline  risk  priority
    =====  ======  ===========  ====  ========  ====  =========================================
    mail        3            5     5         4     5  .9 + 1.25 + 1.0 + .60 + .5 = 4.25
    churn       4            4     3         3     4  1.2 + 1.0 + .6 + .45 + .4 = 3.65
    chat        5            2     2         2     1  1.5 + .5 + .4 + .30 + .1 = 2.80
    price       5            3     1         1     2  1.5 + .75 + .2 + .15 + .2 = 2.80
    =====  ======  ===========  ====  ========  ====  =========================================

    The last two tie, and have the same impact: the key decides.
    """
    p = only(
        price=own("P", impact=5, feasibility=3, cost=1, timeline=1, risk=2),
        chat=own("C", impact=5, feasibility=2, cost=2, timeline=2, risk=1),
        churn=own("A", impact=[3, 4, 5], feasibility=[2, 4, 5], cost=3, timeline=3, risk=4),
        mail=own("M", impact=3, feasibility=5, cost=5, timeline=4, risk=5),
    )
    found = uc.rank(p, WELL)
    assert order(found) == ["mail", "churn", "chat", "price"]
    assert [each.score for each in found] == pytest.approx([4.25, 3.65, 2.80, 2.80])
    assert [each.rank for each in found] == [1, 2, 3, 4]
    churn = found[1]
    assert churn.low == pytest.approx(0.9 + 0.5 + 0.6 + 0.45 + 0.4)
    assert churn.high == pytest.approx(1.5 + 1.25 + 0.6 + 0.45 + 0.4)


def test_other_weights_give_another_order():
    """With impact alone, chat and price (5) lead churn (4) and mail (3)."""
    alone = dict.fromkeys(("feasibility", "cost", "timeline", "risk"), 0)
    p = only(a=own("A", impact=3), b=own("B", impact=5), c=own("C", impact=4))
    p = p.model_copy(update={"weights": uc.Weights(impact=1, **alone)})
    assert [(e.case.key, e.score) for e in uc.rank(p)] == [("b", 5), ("c", 4), ("a", 3)]


def test_of_equal_scores_the_greater_impact_goes_first():
    """.30 × 4 + .20 × 3 = 1.8 = .30 × 2 + .20 × 6 is out of scale; .30 × 4 + .15 × 1 = .30 × 3 +
    .15 × 3 = 1.35 is in it."""
    p = only(a=own("A", impact=3, timeline=3), z=own("Z", impact=4, timeline=1))
    found = uc.rank(p)
    assert found[0].score == pytest.approx(found[1].score)
    assert order(found) == ["z", "a"]


def test_each_kind_of_data_missing_takes_a_point_of_feasibility():
    """4 less one point for events is 3; the client has orders. Priority falls by .25."""
    p = only(a=own("A", feasibility=[3, 4, 5], data=["orders", "events"]))
    [whole], [lacking] = uc.rank(p, WELL), uc.rank(p, uc.Known(frozenset(["orders"]), READY))
    assert whole.feasibility == (3, 4, 5)
    assert lacking.feasibility == (2, 3, 4)
    assert lacking.missing == ("events",)
    assert whole.score - lacking.score == pytest.approx(0.25)


def test_a_client_of_subscriptions_is_not_asked_for_a_shops_data():
    """Subscriptions, accounts and use tell it what orders, customers and events tell a shop."""
    from taller.preparation.use_cases import tables

    client = uc.Known(frozenset(["subscriptions", "usage", "spend"]), READY)
    found = uc.rank(uc.Params(), client)
    kinds = {kind for each in found for kind in each.case.data}
    assert not kinds & {"orders", "customers", "events"}
    missing = {kind for each in found for kind in each.missing}
    assert missing == {"accounts", "items", "sessions"}
    assert "orders" in {kind for each in uc.rank(uc.Params(), WELL) for kind in each.case.data}
    with language.speaking("es"):
        shown = tables.assumptions(found, client).html
    assert "suscripciones" in shown
    assert "pedidos" not in shown
    assert {lever.what for lever in levers(found, uc.Params(), client)} >= {"accounts"}


def test_feasibility_never_falls_below_one():
    p = only(a=own("A", feasibility=[1, 2, 3], data=["orders", "events", "spend"]))
    [found] = uc.rank(p, uc.Known(frozenset(), READY))
    assert found.feasibility == (1, 1, 1)


def test_the_weakest_side_of_readiness_takes_points_off_in_proportion():
    """Needed .6; the weakest leaned on is .2, so (.6 - .2)/.6 of 1.5 points: 1."""
    p = only(a=own("A", feasibility=[3, 4, 5], leans_on=["team_expertise", "data_quality"]))
    ready = {"team_expertise": 0.2, "data_quality": 0.5, "technical_infrastructure": 0.0}
    [found] = uc.rank(p, uc.Known(TABLES, ready))
    assert found.feasibility == pytest.approx((2, 3, 4))


def test_readiness_that_suffices_changes_nothing():
    p = only(a=own("A", feasibility=4, leans_on=["team_expertise"]))
    [found] = uc.rank(p, uc.Known(TABLES, {**READY, "team_expertise": 0.6}))
    assert found.feasibility == (4, 4, 4)
    assert found.lifts == ()


def test_what_is_not_known_lowers_only_the_low_end():
    """Texts nobody asked about: one point. Team not assessed: as if it were 0, 1.5 points."""
    p = only(a=own("A", feasibility=[4, 4, 5], data=["texts"], leans_on=["team_expertise"]))
    [found] = uc.rank(p, uc.Known(TABLES, {"team_expertise": None}))
    assert found.feasibility == pytest.approx((1.5, 4, 5))
    assert (found.missing, found.unknown, found.lifts) == ((), ("texts",), ())
    assert not uc.Known(TABLES, {"team_expertise": None}).assessed
    assert uc.Known(TABLES, READY).assessed


def test_what_the_client_says_of_other_data_counts():
    p = only(a=own("A", data=["texts", "events"]))
    p = p.model_copy(update={"other_data": {"texts": False, "events": True}})
    [found] = uc.rank(p, uc.Known(frozenset(), READY))
    assert (found.missing, found.unknown) == (("texts",), ())


def test_a_lift_says_to_what_feasibility_priority_and_place():
    """B has 3.0 in all. A: feasibility 3.6 - 1 = 2.6, priority 3 - .1 = 2.9, second; with events
    3.6, priority 3.15, first."""
    p = only(a=own("A", feasibility=3.6, data=["events"]), b=own("B"))
    found = uc.rank(p, uc.Known(frozenset(), READY))
    assert order(found) == ["b", "a"]
    [lift] = found[1].lifts
    assert (lift.what, lift.kind, lift.rank) == (("events",), "data", 1)
    assert (lift.feasibility, lift.score) == pytest.approx((3.6, 3.15))


def test_lifts_are_told_alone_and_all_together():
    """Feasibility 5 - 1 - 1.5 = 2.5; with events 3.5, with the team 4, with both 5."""
    p = only(a=own("A", feasibility=5, data=["events"], leans_on=["team_expertise"]))
    [found] = uc.rank(p, uc.Known(frozenset(), {**READY, "team_expertise": 0.0}))
    assert found.feasibility.mid == 2.5
    assert [(lift.what, lift.feasibility) for lift in found.lifts] == [
        (("events", "team_expertise"), 5),
        (("team_expertise",), 4),
        (("events",), 3.5),
    ]


def test_a_lever_is_what_lifts_the_most_cases():
    """Events lift A and B by a point of feasibility each, .5 points together; spend lifts A by
    .25. With events B (place 3) passes A and C and is first; A climbs less."""
    p = only(
        a=own("A", data=["events", "spend"], impact=3.5),
        b=own("B", data=["events"]),
        c=own("C", impact=2.7),
    )
    client = uc.Known(frozenset(), READY)
    found = uc.rank(p, client)
    assert order(found) == ["c", "b", "a"]
    events, spend = levers(found, p, client)
    assert (events.what, events.lifted, events.gain) == ("events", 2, pytest.approx(0.5))
    assert (events.most, events.before, events.after) == ("B", 2, 1)
    assert (spend.what, spend.lifted, spend.gain) == ("spend", 1, pytest.approx(0.25))


def test_a_lever_names_who_climbs_before_who_gains_most():
    """X is first at 3.6 and gains .25. Y has 2.5, since feasibility 1.8 falls to 1 and no lower:
    it gains .2 and passes C at 2.6."""
    p = only(
        x=own("X", impact=5, feasibility=4, data=["events"]),
        y=own("Y", feasibility=1.8, data=["events"]),
        c=own("C", feasibility=1.4),
    )
    client = uc.Known(frozenset(), READY)
    [lever] = levers(uc.rank(p, client), p, client)
    assert (lever.most, lever.before, lever.after) == ("Y", 3, 2)
    assert lever.gain == pytest.approx(0.45)


def test_weak_readiness_is_a_lever_too():
    p = only(a=own("A", feasibility=4, leans_on=["team_expertise"]))
    client = uc.Known(TABLES, {**READY, "team_expertise": 0.0})
    [lever] = levers(uc.rank(p, client), p, client)
    assert (lever.what, lever.kind) == ("team_expertise", "readiness")
    assert lever.gain == pytest.approx(1.5 * 0.25)


def test_the_smallest_move_of_a_weight_is_worked_out():
    """A leads in cost by 2, B in impact by 1, all else equal: d = .2 × 2 - .3 × 1 = .1.

    Impact from .3 to w: w × -1 + (1 - w)(.4/.7) = 0, so w = (4/7)/(11/7) = 4/11, a move of .0636.
    Cost from .2 to w: w × 2 + (1 - w)(-.3/.8) = 0, so w = .375/2.375 = .1579, a move of .0421:
    the smaller one.
    """
    p = only(a=own("A", cost=5), b=own("B", cost=3, impact=4))
    [swap] = swaps(uc.rank(p), p)
    assert (swap.above, swap.below, swap.criterion) == ("a", "b", "cost")
    assert swap.gap == pytest.approx(0.1)
    assert swap.becomes == pytest.approx(0.375 / 2.375)
    assert swap.move == pytest.approx(0.375 / 2.375 - 0.2)


def test_a_small_move_up_goes_before_a_greater_one_down():
    """d = .3 - .2 = .1. Impact down to w - (1 - w)(.2/.7) = 0: w = .2222, a move of .0778.

    Cost up to -w + (1 - w)(.3/.8) = 0: w = .2727, a move of .0727.
    """
    p = only(a=own("A", impact=4), b=own("B", cost=4))
    [swap] = swaps(uc.rank(p), p)
    assert (swap.above, swap.criterion) == ("a", "cost")
    assert swap.move == pytest.approx(0.3 / 1.1 - 0.2)


def test_who_is_better_in_everything_is_overtaken_by_no_weight():
    p = only(a=own("A", impact=5, cost=4), b=own("B"))
    [swap] = swaps(uc.rank(p), p)
    assert swap.criterion is None


def test_what_is_level_only_at_a_weight_of_one_never_changes_places():
    """Equal impact: at a weight of 1 both are level, and no weight is greater."""
    p = only(a=own("A", cost=5), b=own("B"))
    [swap] = swaps(uc.rank(p), p)
    assert swap.criterion is None


points = st.lists(st.floats(1, 5), min_size=3, max_size=3).map(sorted)
five = st.tuples(*[points] * 5)
shares = st.lists(st.floats(0.01, 1), min_size=5, max_size=5)


def _params(scores, weights) -> uc.Params:
    named = dict(zip("abcdefgh", scores, strict=False))
    cases = {
        key: own(key, **dict(zip(uc.CRITERIA, spans, strict=True))) for key, spans in named.items()
    }
    total = sum(weights)
    even = [w / total for w in weights]
    given = dict(zip(uc.CRITERIA, even, strict=True))
    return uc.Params(catalogue=False, cases=cases, weights=given)


@settings(max_examples=60, deadline=None)
@given(st.lists(five, min_size=1, max_size=8), shares)
def test_places_are_whole_and_priorities_fall(scores, weights):
    found = uc.rank(_params(scores, weights))
    assert [each.rank for each in found] == list(range(1, len(scores) + 1))
    assert all(a.score >= b.score - 1e-9 for a, b in pairwise(found))
    for each in found:
        assert 1 - 1e-9 <= each.low <= each.score + 1e-12 <= each.high + 2e-12 <= 5 + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.lists(five, min_size=2, max_size=6), shares)
def test_at_the_weight_told_neighbours_are_level(scores, weights):
    """Put the weight at what the swap says, the others in proportion: the lead is gone."""
    p = _params(scores, weights)
    found = {each.case.key: each for each in uc.rank(p)}
    for swap in swaps(tuple(found.values()), p):
        if swap.criterion is None:
            continue
        at = uc.CRITERIA.index(swap.criterion)
        now = p.weights.values()
        moved = [w * (1 - swap.becomes) / (1 - now[at]) for w in now]
        moved[at] = swap.becomes
        assert sum(moved) == pytest.approx(1)
        above, below = (
            sum(w * x for w, x in zip(moved, found[key].middles(), strict=True))
            for key in (swap.above, swap.below)
        )
        assert above == pytest.approx(below, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(five, min_size=1, max_size=5), shares, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(scores, weights, rnd):
    p = _params(scores, weights)
    shuffled = list(p.cases.items())
    rnd.shuffle(shuffled)
    assert order(uc.rank(p.model_copy(update={"cases": dict(shuffled)}))) == order(uc.rank(p))


def test_the_catalogue_is_whole_in_both_languages():
    entries = catalogue.raw()["cases"]
    assert len(entries) >= 16
    for key, entry in entries.items():
        for name in ("name", "what", "owner", "metric"):
            assert set(entry[name]) == {"en", "es"}, (key, name)
            assert all(text.strip() for text in entry[name].values()), (key, name)
        assert set(entry["data"]) <= {*SCHEMAS, *catalogue.OTHER_DATA}, key
        assert set(entry["after"]) <= set(entries), key
    names = [entry["name"][code] for entry in entries.values() for code in ("en", "es")]
    assert len({n.casefold() for n in names}) >= len(entries) * 2 - 2  # CRM terms may be the same


def test_the_catalogue_speaks_the_language_in_force():
    with language.speaking("es"):
        assert catalogue.cases(uc.Params())[0].name == "Segmentación de clientes"
    with language.speaking("en"):
        assert catalogue.cases(uc.Params())[0].name == "Customer segmentation"


def test_every_range_of_the_catalogue_rises_and_lies_within_the_scale():
    for case in catalogue.cases(uc.Params()):
        for name in uc.CRITERIA:
            low, mid, high = case.points(name)
            assert 1 <= low <= mid <= high <= 5, (case.key, name)
        for span in (case.money, case.person_days, case.weeks):
            assert 0 < span.low <= span.mid <= span.high, case.key


def test_costs_are_turned_into_the_clients_currency_and_the_score_stays():
    [euro] = [c for c in catalogue.cases(uc.Params()) if c.key == "churn"]
    [peso] = [c for c in catalogue.cases(uc.Params(), "MXN") if c.key == "churn"]
    [own_rate] = [c for c in catalogue.cases(uc.Params(cost_factor=2), "MXN") if c.key == "churn"]
    assert peso.money == tuple(20 * v for v in euro.money)
    assert own_rate.money == tuple(2 * v for v in euro.money)
    assert peso.cost == euro.cost == own_rate.cost


def test_an_offer_moves_the_score_of_cost_with_it():
    """10,000 is 4 points, 30,000 is 3: the range turns round, since cheap is good."""
    p = uc.Params(cases={"churn": {"money": [10_000, 10_000, 30_000], "source": "offer"}})
    [case] = [c for c in catalogue.cases(p) if c.key == "churn"]
    assert case.cost == (3, 4, 4)
    assert case.source == "offer"
    assert case.name == "Churn prevention"


def test_what_runs_already_is_waited_for_no_longer():
    p = uc.Params(done=["segmentation"], exclude=["send_time"])
    found = {c.key: c for c in catalogue.cases(p)}
    assert not {"segmentation", "send_time"} & set(found)
    assert found["churn"].after == ()


def test_ranking_follows_a_slider():
    """Under 20 ms for the whole catalogue: the best of some, since the machine may be busy."""
    client = uc.Known(frozenset(["orders"]), dict.fromkeys(READY, 0.3))
    uc.rank(uc.Params(), client)
    times = []
    for _ in range(7):
        start = time.perf_counter()
        uc.rank(uc.Params(), client)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.020


def test_importing_the_module_loads_nothing_heavy():
    heavy = "{'numpy', 'pandas', 'scipy', 'altair', 'ibis'} & set(sys.modules)"
    code = f"import sys, taller.preparation.use_cases; print(sorted({heavy}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
