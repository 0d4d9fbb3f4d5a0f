"""The canary's verdict: hand-worked counts, the chance spent over measures and steps."""

from __future__ import annotations

import numpy as np
import pytest

from taller.deployment.deployment.model.pipeline import canary
from taller.deployment.deployment.model.pipeline.counted import Arm, Expected
from taller.deployment.deployment.params import Steps
from taller.measurement.trials.inference import exact

QUARTERS = Expected(cuts=(0.2, 0.4, 0.6), shares=(0.25, 0.5, 0.75))
P = Steps(canary=(0.2, 0.5), errors=0.02, late=0.05, shift=0.15)


def arm(n, *, failed=0, late=0, places=(0.25, 0.5, 0.75)):
    answered = n - failed
    return Arm(n, failed, late, answered, tuple(round(answered * share) for share in places))


def judged(new, live, *, expect=(QUARTERS, QUARTERS), p=P, step=1):
    return canary.judge(new, live, expect, p, step=step)


def needed(new, live, *, p=P):
    return canary.needed(new, live, (QUARTERS, QUARTERS), p, step=1)


def test_nobody_is_never_a_pass():
    """Without a single answer every measure is open, and it is said how many it takes."""
    looks = judged(Arm(), Arm())
    assert canary.verdict(looks) == "open"
    assert [look.verdict for look in looks] == ["open"] * 3
    assert needed(Arm(), Arm()) > 1000


def test_a_version_like_the_live_one_passes_once_the_bounds_are_narrow():
    """600 users against 2,400, nothing wrong: the answers are the last to be sure."""
    assert canary.verdict(judged(arm(600), arm(2400))) == "passed"
    few = judged(arm(100), arm(400))
    assert {look.measure: look.verdict for look in few} == {
        "errors": "open", "late": "open", "answers": "open"}  # fmt: skip


def test_what_is_still_needed_is_what_then_suffices():
    """The users said to be missing are enough if both versions go on as they did, and fewer not."""
    new, live = arm(200), arm(800)
    total = new.n + needed(new, live) // 5  # a fifth of the users reach the new version
    assert canary.verdict(judged(arm(total), arm(total * 4))) == "passed"
    assert canary.verdict(judged(arm(total // 2), arm(total * 2))) == "open"


def test_failures_beyond_what_is_borne_fail_and_as_many_in_both_do_not():
    """40 of 200 against 0 of 800 is worse; 10 % in both is no fault of the new version."""
    looks = judged(arm(200, failed=40), arm(800))
    assert (canary.verdict(looks), looks[0].measure, looks[0].verdict) == (
        "failed", "errors", "failed")  # fmt: skip
    both = judged(arm(200, failed=20), arm(800, failed=80))
    assert both[0].verdict == "open"


def test_late_answers_fail():
    """Half of 100 users wait too long, where none of the live version's do."""
    looks = judged(arm(100, late=50), arm(400))
    assert [look.verdict for look in looks][1] == "failed"


@pytest.mark.parametrize("places", [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.6, 0.8, 0.9)])
def test_answers_that_lie_elsewhere_than_validation_expects_fail(places):
    """All above, all below, and shifted down: each against a live version as expected."""
    assert canary.verdict(judged(arm(400, places=places), arm(1600))) == "failed"


def test_users_who_changed_for_both_versions_are_no_fault_of_the_new_one():
    """Where the live version's answers moved as much, people moved and not the model."""
    moved = (0.5, 0.75, 0.9)
    looks = judged(arm(1500, places=moved), arm(6000, places=moved))
    assert canary.verdict(looks) == "passed"


def test_each_version_is_held_against_its_own_validation():
    """The new one's validation leads to expect other shares, which it then shows."""
    other = Expected(cuts=(0.3, 0.4, 0.7), shares=(0.4, 0.6, 0.85))
    looks = judged(arm(1500, places=(0.4, 0.6, 0.85)), arm(6000), expect=(other, QUARTERS))
    assert canary.verdict(looks) == "passed"
    assert canary.verdict(judged(arm(1500), arm(6000), expect=(other, QUARTERS))) != "passed"


def test_the_chance_of_a_wrong_verdict_is_shared_by_steps_and_measures():
    """Two steps, three measures: errors have 5 % / 6, and each of three cuts 5 % / 18."""
    looks = judged(arm(300), arm(1200))
    expected = exact.difference_bounds(0, 300, 0, 1200, alpha=0.05 / 6)
    assert (looks[0].low, looks[0].high) == expected
    cut = exact.difference_bounds(150, 300, 600, 1200, alpha=0.05 / 18)
    assert (looks[2].low, looks[2].high) == cut


def test_lists_are_judged_by_those_that_are_empty():
    """A recommender without cuts: 300 of 400 empty lists where the live version has none."""
    lists = Expected()
    new, live = Arm(400, 0, 0, 400, (300,)), Arm(1600, 0, 0, 1600, (0,))
    assert canary.verdict(judged(new, live, expect=(lists, lists))) == "failed"


def test_where_it_is_close_to_what_is_borne_no_number_is_promised():
    """Both fail so often that no number of users tells 2 % apart: nothing is said, not a number."""
    new, live = arm(50, failed=25), arm(200, failed=100)
    assert needed(new, live) is not None
    tight = Steps(canary=(0.2,), errors=1e-4, late=0.05, shift=0.15)
    assert needed(new, live, p=tight) is None


@pytest.mark.slow
def test_wrong_verdicts_are_as_rare_as_said_over_all_looks():
    """Exactly as bad as is borne: passed or failed wrongly in at most 5 % of 160 canaries."""
    rng = np.random.default_rng(3)
    p = Steps(canary=(0.5,), errors=0.05, late=0.05, shift=0.15)
    wrong = 0
    for _trial in range(160):
        new = rng.binomial(20, 0.06, size=40).cumsum()
        live = rng.binomial(20, 0.01, size=40).cumsum()
        for i in range(40):
            n = 20 * (i + 1)
            look = judged(arm(n, failed=int(new[i])), arm(n, failed=int(live[i])), p=p)[0]
            if look.verdict != "open":
                wrong += 1
                break
    assert wrong <= 8
