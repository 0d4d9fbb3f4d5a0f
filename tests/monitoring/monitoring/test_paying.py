"""Quality before outcomes are known, and what drift costs the decision in money."""

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.measurement.calibration import probability
from taller.monitoring import monitoring
from taller.monitoring.monitoring.artifacts.store import COLUMNS, tidy
from taller.monitoring.monitoring.evaluation import Scored, still_pays
from taller.monitoring.monitoring.evaluation.fitness import fitness
from taller.monitoring.monitoring.features.collecting import Collected
from taller.monitoring.monitoring.features.models import Model, Stake
from taller.monitoring.monitoring.features.volume import Volume
from taller.monitoring.monitoring.model import unlabelled
from taller.monitoring.monitoring.model.watching import Watched

MONEY = {"gain": 20.0, "loss": 5.0, "threshold": 0.2, "people": 1000, "seed": 1}


def drawn(seed: int, n: int = 3000, *, people: float = 0.0, relation: float = 0.0) -> Scored:
    """Rows whose probabilities are right; other people, or people who now do otherwise."""
    rng = np.random.default_rng(seed)
    z = rng.normal(-1.5 + people, 1.0, n)
    happened = (rng.random(n) < probability(z + relation)).astype(float)
    return Scored(probability(z), happened)


def blind(scored: Scored) -> Scored:
    """Before it is known what happened."""
    return Scored(scored.score)


def test_money_is_that_of_those_chosen_rightly_less_those_chosen_wrongly():
    """Of 200 rows, 60 are chosen, 40 of them rightly: (40 × 20 − 20 × 5) / 200 × 1,000 = 3,500."""
    score = np.repeat([0.8, 0.1], [60, 140])
    happened = np.r_[np.ones(40), np.zeros(20), np.ones(10), np.zeros(130)]
    found = still_pays(Scored(score, happened), Scored(score, happened), **MONEY)
    assert found.before.value == found.now.value == 3500.0
    assert found.change.value == 0.0
    assert found.everybody.value == pytest.approx((50 * 20 - 150 * 5) / 200 * 1000)
    assert found.chosen_now == 0.3
    assert (found.verdict, found.costs) == ("pays", False)


def test_outcomes_are_expected_by_probabilities_set_right():
    """The same people once more: what is foreseen lies near what was earned."""
    rows = drawn(1)
    found = still_pays(rows, blind(rows), **MONEY)
    assert not found.labelled
    assert found.now.value == pytest.approx(found.before.value, rel=0.05)
    assert found.better is None


def test_fewer_people_left_to_win_cost_money_before_anything_is_known():
    found = still_pays(drawn(2), blind(drawn(3, people=-1.0)), **MONEY)
    assert found.costs
    assert found.change.high < 0


def test_people_who_do_otherwise_are_seen_with_outcomes_and_not_without():
    """The same scores, half as likely to act: only labels tell, and the threshold that is right
    then."""
    reference, now = drawn(4), drawn(5, relation=-1.0)
    without, known = (still_pays(reference, each, **MONEY) for each in (blind(now), now))
    assert not without.costs
    assert without.now.low > known.now.high
    assert known.costs
    assert known.regret.low > 0
    assert known.better == pytest.approx(probability(np.log(0.25) + 1.0), abs=0.1)


def test_a_decision_that_loses_money_has_stopped_paying():
    found = still_pays(drawn(6), drawn(7, 20_000, relation=-3.0), **MONEY)
    assert found.verdict == "stopped"
    assert found.now.high < 0


def test_where_nobody_is_chosen_nothing_is_earned():
    found = still_pays(drawn(8), drawn(9, people=-6.0, relation=4.0), **MONEY)
    assert found.chosen_now < 0.01


def test_too_few_outcomes_tell_nothing():
    rows = drawn(10, 99)
    assert still_pays(rows, rows, **MONEY) is None
    assert unlabelled.estimate(rows, rows, threshold=0.2, seed=1) is None
    same = Scored(np.full(500, 0.2), np.zeros(500))
    assert still_pays(same, same, **MONEY) is None


def test_scores_without_as_many_outcomes_are_refused():
    with pytest.raises(ValueError, match="as many outcomes as scores"):
        Scored(np.zeros(3), np.zeros(2))


def test_what_labels_show_lies_in_the_intervals_while_the_relation_holds():
    """Twenty-five times other people come; the intervals of 95 % may miss a few."""
    held = np.zeros(2)
    for seed in range(25):
        now = drawn([20, seed], 1500, people=0.7)
        found = unlabelled.estimate(drawn([21, seed], 2000), blind(now), threshold=0.3, seed=seed)
        chosen = now.score > 0.3
        truth = now.happened.mean(), now.happened[chosen].mean()
        held += [e.low <= t <= e.high for e, t in zip((found.rate, found.hits), truth, strict=True)]
    assert held.min() >= 20


def test_probabilities_that_promised_too_much_are_set_right_first():
    """A reference in which it happens half as often as scores say halves what is expected."""
    rows = drawn(11, 20_000)
    rng = np.random.default_rng(12)
    halved = Scored(rows.score, rows.happened * (rng.random(20_000) < 0.5))
    found = unlabelled.estimate(halved, blind(rows), threshold=0.5, seed=1)
    assert found.rate.value == pytest.approx(rows.score.mean() / 2, rel=0.05)


def test_the_order_of_scores_that_tell_all_is_nearly_one_and_of_none_a_half():
    rng = np.random.default_rng(13)
    sharp = Scored(np.repeat([0.001, 0.999], 500), np.repeat([0.0, 1.0], 500))
    noisy = sharp.happened.copy()
    noisy[:30], noisy[-30:] = 1.0, 0.0
    known = unlabelled.estimate(Scored(sharp.score, noisy), blind(sharp), threshold=0.5, seed=1)
    assert known.order.value == pytest.approx(0.94, abs=0.01)
    lot = Scored(rng.random(2000), rng.integers(0, 2, 2000).astype(float))
    found = unlabelled.estimate(lot, blind(lot), threshold=0.5, seed=1)
    assert found.order.value == pytest.approx(0.5, abs=0.05)


def test_every_figure_without_outcomes_says_what_it_cannot_see():
    rows = drawn(14)
    found = unlabelled.estimate(rows, blind(rows), threshold=0.2, seed=1)
    assert "cannot see that people now do otherwise" in found.warning
    with language.speaking("es"):
        dicho = unlabelled.estimate(rows, blind(rows), threshold=0.2, seed=1)
    assert "no pueden ver" in dicho.warning
    assert "3" in dicho.rate.method


def advised(now: Scored, lately: Scored | None = None, reference: Scored | None = None):
    """What the page advises of a model that was tested on the reference, in English."""
    then = reference or drawn(30)
    rows = pd.DataFrame({"x": np.arange(300.0)})
    stake = Stake(MONEY["gain"], MONEY["loss"], MONEY["threshold"], MONEY["people"])
    model = Model("classification", rows, rows, then.score, then.happened, now.score, {}, stake,
                  lately and (lately.score, lately.happened))  # fmt: skip
    fitted = fitness([model], seed=1)
    found = Collected(
        tidy(pd.DataFrame(columns=list(COLUMNS))), Volume({}, None), pd.DataFrame(), 90
    )
    told = monitoring.conclude(found, Watched({}), fitted)
    shown = monitoring.tables.fits(fitted)._repr_html_()
    return told.decisions[0], told.models[0], shown


def test_before_outcomes_are_known_nobody_is_told_to_learn_anew():
    """Fewer are left to win: a model learned anew would not bring them back."""
    decision, fit, shown = advised(blind(drawn(31, people=-1.0)))
    assert decision.what.startswith("Look at whom “Who will stop buying” scores now: choosing by")
    assert "learning anew brings nothing back" in decision.effect
    assert decision.worth.estimate is None
    assert (fit.costs, fit.paid) == (True, None)
    assert "yes, but less than it did" in shown


def test_with_outcomes_another_threshold_is_worth_what_it_would_have_earned():
    decision, fit, _shown = advised(blind(drawn(32)), drawn(33, relation=-1.0))
    assert decision.what == "Choose by “Who will stop buying” from 40% on, not from 20%"
    assert decision.worth.estimate.low > 0
    assert fit.paid.high < fit.earned.low


def test_what_has_lost_money_is_to_be_stopped():
    """By what happened, though what is expected of today's people still pays."""
    decision, fit, shown = advised(
        blind(drawn(34)), Scored(np.full(400, 0.9), np.r_[np.ones(30), np.zeros(370)])
    )
    assert fit.verdict == "stopped"
    assert decision.what == (
        "Stop choosing by “Who will stop buying” until it is known why it no longer pays"
    )
    assert "no longer" in shown


def test_a_model_that_pays_as_it_did_asks_for_nothing():
    decision, fit, _shown = advised(blind(drawn(35)))
    assert decision.key == "monitoring.daily"
    assert (fit.verdict, fit.costs) == ("pays", False)
