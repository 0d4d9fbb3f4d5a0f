"""Killed with -9 at every point: the old version serves, or the new one whole, never neither."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from functools import partial

import pytest

from taller.deployment.deployment.model import pipeline
from taller.deployment.deployment.model.pipeline import stages
from taller.errors import InputError
from tests.deployment.deployment.pipeline import world as worlds
from tests.deployment.deployment.pipeline.kills import (
    INSIDE,
    POINTS,
    answers_whole,
    at_point,
    elsewhere,
    kill,
    killed_at,
)

pytestmark = pytest.mark.slow
QUICK = worlds.QUICK.model_copy(update={"watch": 0.0})
SWITCHED = {"switch_traffic:after", "post_deployment_verification:before",
            "post_deployment_verification:after"}  # fmt: skip


@pytest.mark.parametrize("point", POINTS + INSIDE)
def test_a_pipeline_killed_anywhere_is_finished_or_undone_by_the_next_call(world, point):
    """Before the switch it is undone, after it finished; what serves in between is one of both."""
    live = world.live()
    number = 3 - live
    assert killed_at(world, point, lambda **how: world.deploy(number, p=QUICK, **how))
    assert pipeline.history(world.at.state)[0].outcome == "unfinished"
    serving = {world.live()}
    assert serving == ({number} if point in SWITCHED else {live})
    if world.share() == 0:  # else some users are still answered by the new one, whole too
        assert {world.answers()} == serving
    (found,) = pipeline.recover(world.at)
    finished = point in SWITCHED
    assert found.outcome == ("live" if finished else "undone")
    assert world.answers() == world.live() == world.champion() == (number if finished else live)
    assert world.share() == 0
    assert pipeline.recover(world.at) == ()


def test_one_killed_in_its_canary_leaves_two_whole_versions_and_is_undone(world):
    """A share of the users goes on being answered by the new one until the next call."""
    live = world.live()
    number = 3 - live

    def ask(seconds):
        world.ask(seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    def work(**how):
        pipeline.deploy(world.at, worlds.MODEL, number, who="ana", why="x", p=QUICK, traffic=ask)

    assert killed_at(world, "never", work)
    assert world.share() == 4000
    world.ask(0.3)  # each is answered
    assert [each.outcome for each in pipeline.recover(world.at)] == ["undone"]
    assert (world.share(), world.answers()) == (0, live)


def test_one_killed_while_it_puts_back_is_undone(world):
    """It had been switched to, and failed its verification: it does not stay."""
    live = world.live()

    def stopped(self, *_given):
        raise InputError("a test", "the verification fails")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stages, "_unbearable", stopped)
        watched = QUICK.model_copy(update={"watch": 0.3})
        work = partial(world.deploy, 3 - live, p=watched)
        assert killed_at(world, "rollback:before", work)
    assert world.live() == 3 - live
    assert [each.outcome for each in pipeline.recover(world.at)] == ["undone"]
    assert world.answers() == world.champion() == live


def test_a_rollback_killed_after_its_switch_stays(world):
    """Who went back did not want the version that was live."""
    live = world.live()
    assert world.deploy(3 - live, p=QUICK).outcome == "live"
    assert killed_at(world, "switch_traffic:after", world.rollback)
    assert world.answers() == live
    assert [each.outcome for each in pipeline.recover(world.at)] == ["live"]
    assert world.answers() == world.champion() == live


@pytest.mark.parametrize("point", ["deploy_new_version:before", "run_smoke_tests:before",
                                   "switch_traffic:before", "switch_traffic:canary"])  # fmt: skip
def test_a_worker_killed_under_a_deployment_is_born_again(world, point):
    """The new worker loads both versions; one of both serves, whole."""
    live = world.live()
    victim = world.running.worker_pids()[0]
    reached = at_point(point, lambda: kill(victim))
    asked = point == "switch_traffic:canary"
    p = QUICK if asked else QUICK.model_copy(update={"seconds": 0.5})
    done = world.deploy(3 - live, p=p, traffic=asked, reached=reached)
    assert done.outcome in ("live", "rolled_back", "inconclusive")
    assert answers_whole(world) == world.live()
    assert world.live() == (3 - live if done.outcome == "live" else live)
    assert victim not in world.running.worker_pids()


def test_a_service_killed_under_a_deployment_starts_again_with_the_old_version(tmp_path):
    """The canary sees it gone and puts everything back on the disk, for the next one."""
    with worlds.world(tmp_path) as world:
        assert world.deploy(1, p=QUICK).outcome == "live"
        workers = world.running.worker_pids()

        def gone():
            kill(world.running.pid)
            for pid in workers:
                with contextlib.suppress(ProcessLookupError):
                    kill(pid)

        done = world.deploy(2, p=QUICK, traffic=False,
                            reached=at_point("switch_traffic:before", gone))  # fmt: skip
        assert done.outcome == "rolled_back"
        assert world.live() == 1
        with worlds.started(world.at.state) as again:
            after = elsewhere(world, again.url)
            assert after.answers() == 1
            assert after.deploy(2, p=QUICK.model_copy(update={"seconds": 0.2})).outcome == (
                "inconclusive")  # fmt: skip
            assert after.answers() == 1


def test_service_and_pipeline_killed_together_leave_the_safer_version(tmp_path):
    """Switched and verified by nobody, it does not stay; where somebody went back, that stays."""
    with worlds.world(tmp_path) as world:
        assert world.deploy(1, p=QUICK).outcome == "live"
        assert killed_at(world, "switch_traffic:after", partial(world.deploy, 2, p=QUICK))
        dark = elsewhere(world, None)
        assert (world.live(), pipeline.recover(dark.at)[0].outcome) == (2, "undone")
        assert (world.live(), world.deploy(2, p=QUICK).outcome) == (1, "live")
        assert killed_at(world, "switch_traffic:after", world.rollback)
        world.running.stop()
        (found,) = pipeline.recover(dark.at)
        assert (found.outcome, found.stages[-1].code, dark.live()) == ("live", "went-back", 1)


def test_without_a_service_the_first_version_is_what_the_next_one_starts_with(tmp_path):
    """Then a second one is refused, as nothing could be compared, and going back is possible."""
    with worlds.world(tmp_path, serving=False) as world:
        first = world.deploy(1)
        assert (first.outcome, first.stage("run_smoke_tests").outcome) == ("live", "skipped")
        second = world.deploy(2)
        assert second.outcome == "refused"
        assert "no service runs; start it with `taller serve`" in second.stages[0].reason
        with worlds.started(world.at.state) as running:
            assert elsewhere(world, running.url).answers() == 1


def test_killed_before_anything_was_written_down_nothing_is_left_to_do(tmp_path):
    """Whoever holds the lock dies with it: the next call is not refused."""
    with worlds.world(tmp_path, serving=False) as world:
        assert killed_at(world, "pre_deployment_checks:before", lambda **h: world.deploy(1, **h))
        begun = time.monotonic()
        assert world.deploy(1).outcome == "live"
        assert time.monotonic() - begun < 10
        kinds = [each.outcome for each in pipeline.history(world.at.state)]
        assert kinds == ["live", "undone"]
