"""Plan, apply, verify, change, drift, destroy, and a failure in the middle: the same on each cloud.

The clouds' own clients ask servers on loopback that play what the clouds document.
"""

from __future__ import annotations

import pytest

from taller import language
from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds.lifecycle import Lifecycle
from taller.planning.infrastructure.clouds.protocol import Operation
from tests.planning.infrastructure.clouds import aws_world, azure_world, gcp_world
from tests.planning.infrastructure.clouds.loopback import CUT

SECRET = "planted-Secret-8fK2xQ"
WORLDS = {"aws": aws_world.World, "azure": azure_world.World, "gcp": gcp_world.World}
FIRST = ("network", "data", "machines")


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AZURE_CLIENT_SECRET"):
        monkeypatch.setenv(name, SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", azure_world.ACCOUNT)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", gcp_world.ACCOUNT)


@pytest.fixture(params=WORLDS)
def world(request):
    made = WORLDS[request.param]()
    yield made
    made.close()


@pytest.fixture
def at(world, tmp_path):
    """``at("network", "data")`` is the lifecycle of a stack of these; what it tells is kept."""

    def make(*names, size="small"):
        stack = world.stack(*names, size=size)
        return Lifecycle(world.connect(make.slept), stack, tmp_path / "note.json", make.told.append)

    make.told, make.slept, make.note = [], [], tmp_path / "note.json"
    return make


def conditions(found):
    return {each.resource: each.condition for each in found}


def test_the_whole_sequence(world, at):
    first = at(*FIRST)
    plan = first.plan()
    assert {(c.resource, c.action) for c in plan.changes} == {
        (world.called(n), "create") for n in FIRST
    }
    assert world.standing() == set()
    assert {*conditions(first.verify()).values()} == {"missing"}

    first.apply(world.account)
    assert world.standing() == set(FIRST)
    assert conditions(first.verify()) == {world.called(n): "there" for n in FIRST}
    assert first.drift() == ()
    first.apply(world.account)
    assert at.told[-1] == "shop: nothing to change"

    changed = at("network", "data", "queue")
    planned = {(c.resource, c.action) for c in changed.plan().changes}
    assert planned == {(world.called("queue"), "create"), (world.called("machines"), "delete")}
    changed.apply(world.account)
    assert world.standing() == {"network", "data", "queue"}

    world.alter("network")
    (deviation,) = changed.drift()
    assert (deviation.resource, deviation.deployed, deviation.found) == (
        world.called("network"), "small", "large",
    )  # fmt: skip
    world.lose("queue")
    assert conditions(changed.verify())[world.called("queue")] == "missing"
    assert (world.called("queue"), "") in {(d.resource, d.property) for d in changed.drift()}

    with pytest.raises(InputError, match="is not the stack's name, which is shop"):
        changed.destroy(world.account, "shopp")
    remains = changed.destroy(world.account, "shop")
    assert world.called("data") in {each.partition(" ")[0] for each in remains}
    assert world.called("data") in at.told[-2]
    assert world.standing() >= {"data"}
    assert "machines" not in world.standing()
    assert not at.note.exists()


def test_what_fails_is_taken_back_and_the_message_says_what_and_why(world, at):
    world.fail("machines", world.quota())
    with pytest.raises(CloudError) as told:
        at("network", "machines").apply(world.account)
    assert world.called("machines") in str(told.value)
    assert world.quota()[:40] in str(told.value)
    assert world.standing() == set()
    assert Operation.read(at.note).state == "ended"

    world.failing.clear()
    at("network").apply(world.account)
    world.fail("queue", "no such thing here")
    with pytest.raises(CloudError, match="What stood before stands again"):
        at("network", "machines", "queue", size="large").apply(world.account)
    assert world.standing() == {"network"}
    assert at("network").drift() == ()
    assert conditions(at("network").verify()) == {world.called("network"): "there"}


def test_an_apply_that_is_cut_off_goes_on_by_the_same_command(world, at):
    """The request arrived, its answer did not, and the process was killed."""

    class Killed(BaseException): ...

    def kill():
        raise Killed

    first = at(*FIRST)
    finish = first.cloud.finish
    first.cloud.finish = lambda *_: kill()
    with pytest.raises(Killed):
        first.apply(world.account)
    assert Operation.read(at.note).state == "running"
    first.cloud.finish = finish
    begun = world.asked.count(world.begins)
    at(*FIRST).apply(world.account)
    assert at.told[-2:] == [
        "shop: an earlier command was interrupted; its operation is waited for first",
        "shop: nothing to change",
    ]
    assert world.asked.count(world.begins) == begun
    assert world.standing() == set(FIRST)
    assert Operation.read(at.note).state == "ended"


def test_a_rollback_that_is_cut_off_is_finished_by_the_same_command(world, at):
    world.fail("machines", "no room")
    broken = at("network", "machines")
    broken.cloud.undo = lambda *_: (_ for _ in ()).throw(CloudError("cut"))
    with pytest.raises(CloudError, match="cut"):
        broken.apply(world.account)
    with pytest.raises(CloudError, match="no room"):
        at("network", "machines").apply(world.account)
    assert world.standing() == set()


def test_a_connection_that_ends_is_asked_again_and_then_told(world, at):
    for _ in range(2):
        world.trouble.append((world.begins, CUT))
    at("network").apply(world.account)
    assert world.standing() == {"network"}
    world.close()
    with pytest.raises(CloudError, match="the same command goes on from it"):
        at("network").apply(world.account)


def test_an_answer_that_is_lost_starts_nothing_twice(world, at):
    world.lost.append(world.begins)
    at("network").apply(world.account)
    assert world.asked.count(world.begins) == 2
    assert world.attempts == 1
    assert world.standing() == {"network"}


def test_what_the_cloud_holds_is_shown_without_secrets_and_controls(world, at):
    at("network").apply(world.account)
    world.alter("network", f"x\u202e {SECRET}")
    (deviation,) = at("network").drift()
    assert deviation.found == r"x\u202e ***"


def test_a_throttled_call_waits_as_long_as_it_is_told(world, at):
    world.throttle("7")
    at("network").apply(world.account)
    assert 7.0 in at.slept
    world.throttle("4000")
    with pytest.raises(CloudError, match=r"give the same command again in 4.?000 seconds"):
        at("network", "queue").apply(world.account)
    assert 4000.0 not in at.slept


def test_another_operation_at_work_is_told_and_nothing_is_touched(world, at):
    world.conflict()
    with pytest.raises(CloudError, match="another operation is at work there"):
        at("network").apply(world.account)
    assert world.standing() == set()
    at("network").apply(world.account)
    assert world.standing() == {"network"}


def test_the_wrong_account_is_refused(world, at):
    with pytest.raises(InputError, match=f"which is {world.account}; nothing was touched"):
        at("network").apply("000000000000")
    with pytest.raises(InputError, match="nothing was touched"):
        at("network").destroy("000000000000", "shop")
    assert world.standing() == set()


def test_a_stack_applied_elsewhere_is_not_applied_again(world, at):
    at("network").apply(world.account)
    Operation.read(at.note).kept(at.note, account="other")
    with pytest.raises(InputError, match="was applied in other"):
        at("network").apply(world.account)


def test_no_secret_in_what_is_told_and_kept(world, at):
    """Not even where the cloud's own words repeat it."""
    world.refuse(SECRET)
    with pytest.raises(InputError, match="no credentials, or not accepted") as told:
        at("network").apply(world.account)
    world.fail("machines", f"user data holds {SECRET}, Bearer eyJhbGciOiJub25lIn0.e30.x")
    with pytest.raises(CloudError) as failed:
        at("network", "machines").apply(world.account)
    kept = at.note.read_text()
    for text in (str(told.value), str(failed.value), kept, *at.told):
        assert SECRET not in text
        assert "eyJ" not in text
    assert SECRET not in "".join(s.body.decode(errors="replace") for s in world.seen)


def test_a_note_that_is_damaged_is_no_note(world, at):
    at.note.write_text('{"cloud": "aws", "state": "runn')
    at("network").apply(world.account)
    assert world.standing() == {"network"}


@pytest.mark.parametrize("code", ["es", "en"])
def test_both_languages_say_what_changes(world, at, code):
    with language.speaking(code):
        at("network").plan()
    assert at.told[0].startswith({"es": "+ crear ", "en": "+ create "}[code])
