"""Deploying to a real service on loopback: what goes live, what is put back, what is refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import itertools
import json
import sqlite3
from dataclasses import replace

import pytest

from taller.deployment.deployment.evaluation import shadow
from taller.deployment.deployment.model import pipeline, service
from taller.deployment.deployment.model.pipeline import journal, switched
from taller.deployment.deployment.params import Steps
from taller.errors import HeldError, InputError
from tests.deployment import kept
from tests.deployment.deployment.pipeline.world import MODEL, QUICK, World

pytestmark = pytest.mark.slow
LITTLE = Steps(canary=(0.4,), seconds=0.4, every=0.2, watch=0)
SIX = list(pipeline.STAGES)


def outcomes(done):
    return [(stage.name, stage.outcome) for stage in done.stages]


def other(world: World) -> int:
    """A sound version that is not live."""
    return 2 if world.live() == 1 else 1


def test_the_first_version_has_nothing_to_be_compared_with(world):
    """All six stages pass, without a canary; what was backed up is nothing."""
    first = pipeline.history(world.at.state, MODEL)[-1]
    assert outcomes(first) == [(name, "passed") for name in SIX]
    assert (first.before, first.looks, first.outcome) == (None, [], "live")
    assert first.stage("backup_current_system").reason.startswith("No version is live")
    assert first.stage("switch_traffic").code == "switched-first"


def test_a_sound_version_goes_live_step_by_step(world):
    """After steps in which it does no worse, all are answered by it, and the registry knows."""
    number = other(world)
    done = world.deploy(number, p=QUICK.model_copy(update={"canary": (0.3, 0.6)}))
    assert outcomes(done) == [(name, "passed") for name in SIX]
    assert {(look["step"], look["verdict"]) for look in done.looks} == {
        (1, "passed"), (2, "passed")}  # fmt: skip
    assert (done.who, done.why, done.before) == ("ana", "better", 3 - number)
    assert world.answers() == world.live() == world.champion() == number
    assert world.share() == 0


def test_with_little_traffic_nothing_is_told_and_the_champion_stays(world):
    """Without a single user the answer is how many it takes; never a pass."""
    live, number = world.live(), other(world)
    done = world.deploy(number, p=LITTLE, traffic=False)
    switch = done.stage("switch_traffic")
    assert (done.outcome, switch.outcome, switch.facts["n"]) == ("inconclusive", "inconclusive", 0)
    assert switch.facts["more"] > 1000
    assert f"at least {switch.facts['more']:,} more users’ requests" in switch.reason
    assert world.answers() == world.live() == world.champion() == live
    assert world.share() == 0


@pytest.mark.parametrize(
    ("does", "measure"), [("raise", "errors"), ("slow", "late"), ("alike", "answers")]
)
def test_a_version_that_does_worse_is_put_back_by_itself(world, does, measure):
    """Sound while it is tried, wrong in the canary: failing, slow, or saying the same to all."""
    live = world.live()
    version = world.register(does, seed=1, title=f"{does}:30")
    done = world.deploy(version.number)
    switch = done.stage("switch_traffic")
    assert (done.outcome, switch.outcome) == ("rolled_back", "failed")
    assert switch.code == "canary-tripped" or switch.facts["measure"] == measure
    assert done.stages[-1].name == "rollback"
    assert world.answers() == world.live() == world.champion() == live
    assert world.share() == 0


def test_back_by_hand_and_forth_again(world):
    """Going back is a switch too: done twice, it is undone."""
    first = world.live()
    number = other(world)
    world.deploy(number)
    back = world.rollback()
    assert (back.kind, back.version, back.before, back.outcome) == (
        "rollback", first, number, "live")  # fmt: skip
    assert world.answers() == world.champion() == first
    assert world.rollback().version == number
    assert world.answers() == world.champion() == number


def test_all_that_is_wrong_before_is_told_at_once_and_nothing_is_touched(world):
    """Critical tests failed, no fingerprint, an empty card: three faults, one refusal."""
    version = world.register("bare", seed=5, title="", data_fingerprint="")
    tested = pipeline.Tested(run="d", passed=False, critical=("A key is asked for",))
    before = (world.at.state / MODEL / "slots.json").read_bytes()
    done = world.deploy(version.number, tested=tested)
    assert (done.outcome, outcomes(done)) == ("refused", [("pre_deployment_checks", "failed")])
    why = done.stages[0].reason
    for told in ("critical tests failed in d: A key is asked for", "on which data", "its card"):
        assert told in why
    assert (world.at.state / MODEL / "slots.json").read_bytes() == before


def test_a_service_that_does_not_answer_is_told_before_anything_is_touched(world):
    """Nothing listens at its address: refused at once, as there is nothing to compare."""
    done = world.deploy(other(world), url="http://127.0.0.1:9", traffic=False)
    assert (done.outcome, len(done.stages)) == ("refused", 1)
    assert "no service runs; start it with `taller serve`" in done.stages[0].reason


def test_a_version_that_takes_other_columns_is_refused(world):
    """Whoever calls the live version could not call it; the live one goes on."""
    live = world.live()
    kept.amount(world.tmp / "made" / "amount")
    version = world.registry.register(
        MODEL, world.tmp / "made" / "amount", run="d", data_fingerprint="f"
    )
    done = world.deploy(version.number)
    assert done.outcome == "refused"
    assert "whoever calls the live version could not call this one" in done.stages[0].reason
    assert world.answers() == live


def test_a_version_damaged_on_the_shelf_is_refused(world):
    """One byte of its model is another: it is not what was registered."""
    live = world.live()
    version = world.register("damaged", seed=6)
    path = world.registry.fetched(MODEL, version.number) / "model.json"
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    done = world.deploy(version.number)
    assert (done.outcome, done.stages[-1].outcome) == ("refused", "failed")
    assert "cannot be had whole" in done.stages[0].reason
    assert world.answers() == live


def test_a_version_damaged_after_the_checks_is_put_back(world):
    """The workers cannot load it: the live version never stopped."""
    live = world.live()
    version = world.register("torn", seed=6)

    def tear(point: str) -> None:
        if point == "deploy_new_version:before":
            (world.registry.fetched(MODEL, version.number) / "model.json").write_text("{")

    done = world.deploy(version.number, reached=tear)
    assert (done.outcome, done.stage("deploy_new_version").outcome) == ("rolled_back", "failed")
    assert world.answers() == live


@pytest.mark.parametrize("number, told", [(99, "no such version"), (None, "is live already")])
def test_what_cannot_be_meant_is_said_and_not_written_down(world, number, told):
    """A version that does not exist, and the one that is live."""
    before = len(pipeline.history(world.at.state))
    with pytest.raises(InputError, match=told):
        world.deploy(number or world.live())
    assert len(pipeline.history(world.at.state)) == before


def test_a_second_deployment_is_told_whose_is_under_way(world):
    """It is refused with who, when and what; the first goes on."""
    number, live = other(world), world.live()
    told = []

    def twice(_seconds: float) -> None:
        with pytest.raises(HeldError, match=f"ana is deploying version {number} of {MODEL}") as got:
            world.rollback()
        told.append(str(got.value))

    done = pipeline.deploy(
        world.at, MODEL, number, who="ana", why="better", p=LITTLE, traffic=twice
    )
    assert done.outcome == "inconclusive"
    assert f"since {done.started:%Y-%m-%d}" in told[0].replace("T", " ")
    assert world.live() == live


def test_a_registry_that_goes_away_leaves_the_champion(world):
    """It cannot be told of the new champion: the version before serves, and it hears so later."""
    live, number = world.live(), other(world)
    calls = []

    def until_named(call: str) -> bool:
        calls.append(call)
        return f"set_alias champion {number}" not in calls

    lost = replace(world.registry, reachable=until_named)
    done = world.deploy(number, registry=lost)
    assert (done.outcome, done.stage("switch_traffic").outcome) == ("rolled_back", "failed")
    assert done.stage("rollback").code == "put-back-owed"
    assert world.answers() == live
    world.registry.set_alias(MODEL, "champion", number)  # as a registry that took it, and broke
    pipeline.recover(world.at)
    assert world.champion() == live


def test_going_back_needs_no_registry(world):
    """Out of reach altogether: the switch goes back, and the registry hears of it later."""
    number = other(world)
    assert world.deploy(number).outcome == "live"
    lost = replace(world.registry, reachable=lambda call: False)
    back = world.rollback(registry=lost)
    assert (back.outcome, world.answers()) == ("live", 3 - number)
    assert world.champion() == number
    pipeline.recover(world.at)
    assert world.champion() == 3 - number


def test_a_full_disk_leaves_the_champion(world, monkeypatch):
    """The slots cannot be written any more, not even to put them back; what serves, serves."""
    live = world.live()

    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(switched.slots, "write", full)
        done = world.deploy(other(world))
    assert (done.outcome, done.stage("deploy_new_version").outcome) == ("rolled_back", "failed")
    assert world.answers() == live
    assert world.deploy(other(world)).outcome == "live"


def test_a_journal_that_can_no_longer_be_written_leaves_the_champion(world, monkeypatch):
    """The disk is full once all is loaded: one message; the next call clears up."""
    live, number = world.live(), other(world)
    full = sqlite3.OperationalError("database or disk is full")

    class Full:
        def execute(self, *_given):
            raise full

        def close(self):
            pass

    real = journal.Journal.done

    def done(self, stage, seconds, *told):
        if switched.slots.read(world.at.state / MODEL)[other_slot(world)].version == number:
            self._db.close()
            self._db = Full()
        real(self, stage, seconds, *told)

    with monkeypatch.context() as patched:
        patched.setattr(journal.Journal, "done", done)
        with pytest.raises(InputError, match="the disk is full; free some space"):
            world.deploy(number)
    assert world.answers() == world.live() == live
    assert pipeline.history(world.at.state)[0].outcome == "unfinished"
    assert [each.outcome for each in pipeline.recover(world.at)] == ["undone"]
    assert world.deploy(number).outcome == "live"


def other_slot(world):
    with contextlib.closing(world.at.board(MODEL)) as board:
        return board.other


def test_a_clock_that_jumps_is_told_and_never_counted_with(world, monkeypatch):
    """The wall clock goes back a day at every look: durations and the verdict stay right."""
    jumping = (dt.datetime(2030, 1, 9 - i % 9, tzinfo=dt.UTC) for i in itertools.count())
    monkeypatch.setattr(journal, "_now", lambda: next(jumping).isoformat())
    number = other(world)
    done = world.deploy(number)
    assert done.outcome == "live"
    assert all(0 <= stage.seconds < 60 for stage in done.stages)
    assert world.answers() == number


def test_a_dry_run_touches_nothing(world):
    """Only the first stage is done; the others say that they were not."""
    folder = world.at.state / MODEL
    before = {name: (folder / name).read_bytes() for name in ("slots.json", "board")}
    done = pipeline.deploy(
        world.at, MODEL, other(world), who="ana", why="a look", p=QUICK, dry_run=True
    )
    assert outcomes(done) == [(SIX[0], "passed"), *((name, "skipped") for name in SIX[1:])]
    assert done.outcome == "dry_run"
    after = (folder / "slots.json").read_bytes()
    assert after == before["slots.json"]
    with contextlib.closing(world.at.board(MODEL)) as board:
        assert (board.share, board.shadow) == (0, False)


def test_a_version_answers_unseen_and_is_compared(world):
    """Everybody is answered by the live one; the other's answers stand beside them in the log."""
    live, number = world.live(), other(world)
    done = pipeline.start_shadow(world.at, MODEL, number, who="ana", why="a look")
    assert (done.kind, done.outcome, len(done.stages)) == ("shadow", "shadow", 4)
    world.ask(1.0)
    assert world.answers() == live
    world.ask(0.5)
    ended = pipeline.stop_shadow(world.at, MODEL, who="ana", why="seen")
    assert (ended.outcome, world.live()) == ("stopped", live)
    found = shadow.compare(world.at.state / MODEL, milliseconds=200)
    assert (found.version, found.live_version) == (number, live)
    assert found.users > 50
    assert (found.failed.value, found.late.value) == (0.0, 0.0)
    assert found.difference.low < found.difference.value < found.difference.high
    assert 0 < found.correlation.value <= 1
    with pytest.raises(InputError, match="no version answers unseen"):
        pipeline.stop_shadow(world.at, MODEL, who="ana", why="again")


def test_what_people_write_is_data(world):
    """Who and why with quotes, markup and control characters come back as they were."""
    who, why = "a'); drop table deployments; --", '<b>"better"</b>\n\x1b[2J{ $x }'
    pipeline.deploy(world.at, MODEL, other(world), who=who, why=why, p=QUICK, dry_run=True)
    found = pipeline.history(world.at.state)[0]
    assert (found.who, found.why) == (who, why)


def test_a_pipeline_s_own_questions_are_in_nobody_s_traffic(world):
    """What it asks by itself is marked in the log, so that no user was answered by it."""
    world.deploy(other(world))
    log = service.requests(world.at.state / MODEL).to_pandas()
    own = log[log["request_id"].str.startswith("probe-")]
    assert len(own) > 20
    assert own["user"].isna().all()
    assert json.loads(own["inputs"].iloc[0])
