"""`taller infra`: what it asks before it changes a cloud, what it says, and its exit codes."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from functools import partial

import nbformat
import pytest

from taller import cli
from taller.planning.infrastructure import clouds
from taller.planning.infrastructure.clouds.protocol import Stack
from tests.conftest import ENGAGEMENT, notebook
from tests.planning.infrastructure.clouds import azure_world, gcp_world
from tests.planning.infrastructure.clouds.aws_world import ACCOUNT, World

EMAIL = "irene.soto@modaviva.example"
SECTION = f"""
infrastructure:
  users: 5000
  events_a_day: 20000
  models: 2
  alarm_emails: [{EMAIL}]
"""


@pytest.fixture
def bench(tmp_path, monkeypatch):
    """A workbench whose one notebook is infrastructure's; ``bench(text)`` is its engagement."""
    folder = tmp_path / "notebooks" / "02_planning"
    folder.mkdir(parents=True)
    (tmp_path / "params").mkdir()
    nbformat.write(notebook("1 + 1"), folder / "infrastructure.ipynb")
    monkeypatch.chdir(tmp_path)

    def make(more="  apply: true\n", language="en"):
        text = ENGAGEMENT.format(language=language) + SECTION + more
        (tmp_path / "params" / "x.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture
def world(monkeypatch):
    made = World()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "planted-Secret-8fK2xQ")
    monkeypatch.setattr(clouds, "connect", lambda _stack: made.connect([]))
    yield made
    made.close()


@pytest.fixture
def infra(monkeypatch, capsys):
    """``infra("plan")`` is the exit code, and all that was said."""

    def run(*given):
        monkeypatch.setattr(sys, "argv", ["taller", "infra", given[0], "params/x.yaml", *given[1:]])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out + said.err

    return run


@pytest.mark.slow
def test_the_commands_of_an_engagement_from_plan_to_destroy(bench, world, infra):
    root = bench()
    code, said = infra("plan")
    assert code == 0
    assert "+ create Database" in said
    assert re.search(r"prueba-hijos: (\d+) to create, 0 to change, .*nothing was touched", said)
    assert world.standing() == set()

    code, said = infra("apply", "--account", ACCOUNT)
    assert code == 0
    count = len(world.stacks["prueba-hijos"]["held"])
    assert f"prueba-hijos: {count} of {count} resources are there\n" in said
    assert world.stacks["prueba-hijos"]["protected"]

    world.lose("machines")
    code, said = infra("verify")
    assert (code, "missing: Machines" in said) == (1, True)
    code, said = infra("drift")
    assert (code, "Machines: is gone" in said) == (1, True)

    world.stuck = {"Network": "in use", "DatabaseSubnets": "in use"}
    code, said = infra("destroy", "--account", ACCOUNT, "--stack", "prueba-hijos")
    assert code == 0
    kept = set(re.findall(r"^  (\w+) \(", said, re.MULTILINE))
    assert kept == {"Key", "Bucket", "Database", "Network", "DatabaseSubnets"}
    assert EMAIL not in said
    left = [p for p in root.rglob("*") if p.is_file() and p.name != "x.yaml"]
    assert not [p for p in left if EMAIL.encode() in p.read_bytes()]


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJbQ0xvY2tlZA0"
OTHERS = {
    "azure": (
        azure_world,
        f"  provider: azure\n  ssh_public_key: {KEY}\n",
        {"Microsoft.DBforPostgreSQL/flexibleServers/prueba-hijos-7",
         "Microsoft.Storage/storageAccounts/pruebahijos7"},
        "Microsoft.Compute/virtualMachineScaleSets/prueba-hijos-machines",
    ),
    "gcp": (
        gcp_world,
        "  provider: gcp\n",
        {"google_sql_database_instance.data", "google_storage_bucket.data",
         "google_compute_network.main"},
        "google_compute_instance_template.machines",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("cloud", OTHERS)
def test_the_same_commands_on_the_other_clouds(bench, monkeypatch, infra, cloud):
    module, section, data, machines = OTHERS[cloud]
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", module.ACCOUNT)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", module.ACCOUNT)
    world = module.World()
    monkeypatch.setattr(clouds, "connect", lambda _stack: world.connect([]))
    try:
        bench(f"  apply: true\n{section}")
        assert infra("plan")[0] == 0
        assert not world.held
        code, said = infra("apply", "--account", world.account)
        count = len(re.findall(r"^\+ create ", said, re.MULTILINE))
        assert (code, count > 20) == (0, True)
        assert f"prueba-hijos: {count} of {count} resources are there\n" in said
        assert infra("drift")[0] == 0
        del world.held[next(each for each in world.held if each.endswith(machines))]
        code, said = infra("verify")
        assert (code, f"missing: {machines}" in said) == (1, True)
        code, said = infra("destroy", "--account", world.account, "--stack", "prueba-hijos")
        kept = set(re.findall(r"^  (\S+)", said, re.MULTILINE))
        assert (code, data <= kept, machines in kept) == (0, True, False)
        assert EMAIL not in said
    finally:
        world.close()


def test_what_azure_asks_for_and_the_file_lacks_is_told_at_once(bench, monkeypatch, infra):
    bench("  apply: true\n  provider: azure\n")
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", azure_world.ACCOUNT)
    world = azure_world.World()
    monkeypatch.setattr(clouds, "connect", lambda _stack: world.connect([]))
    code, said = infra("apply", "--account", world.account)
    world.close()
    assert code == 2
    assert "ssh" in said.lower()
    assert not world.group


def test_what_it_needs_before_it_changes_anything(bench, world, infra):
    bench("")
    code, said = infra("apply", "--account", ACCOUNT)
    assert code == 2
    assert "infrastructure.apply: must be true" in said
    bench()
    code, said = infra("apply")
    assert (code, "give --account" in said) == (2, True)
    code, said = infra("apply", "--account", "000000000000")
    assert (code, "nothing was touched" in said) == (2, True)
    code, said = infra("destroy", "--account", ACCOUNT, "--stack", "other")
    assert (code, "which is prueba-hijos; nothing was touched" in said) == (2, True)
    assert world.begins not in world.asked


@pytest.fixture
def ended_at(world, monkeypatch):
    """Somebody ends the command (Ctrl-C) while the cloud plays a call."""
    # A worker of pytest's ignores the signal, as it leaves it to the process that started it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield partial(_ended_at, world, monkeypatch)
    signal.signal(signal.SIGINT, before)


def _ended_at(world, monkeypatch, call):
    play, waits = world.play, [call]

    def played(name, asked):
        answer = play(name, asked)
        if [name] == waits:
            waits.clear()
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.3)
        return answer

    monkeypatch.setattr(world, "play", played)


@pytest.mark.parametrize(
    ("command", "call", "verb"),
    [("apply", "ExecuteChangeSet", "made"), ("destroy", "DeleteStack", "removed")],
)
def test_who_ends_a_command_is_told_what_stands_and_how_to_go_on(
    bench, world, infra, ended_at, command, call, verb
):
    bench()
    given = ["--account", ACCOUNT, *(["--stack", "prueba-hijos"] if command == "destroy" else [])]
    if command == "destroy":
        assert infra("apply", "--account", ACCOUNT)[0] == 0
    ended_at(call)
    code, said = infra(command, *given)
    assert code == 130
    told = said.splitlines()[-1]
    assert told == (
        f"taller: interrupted. prueba-hijos is being {verb} in {ACCOUNT}, eu-west-1, and that goes "
        f"on there. “taller infra {command} params/x.yaml” waits for its end and goes on; “taller "
        "infra verify params/x.yaml” says what stands"
    )
    code, said = infra(command, *given)
    assert code == 0
    assert world.attempts == 1
    if command == "apply":
        assert "an earlier command was interrupted; its operation is waited for first" in said
    else:
        lines = said[said.index("prueba-hijos: removed; this remains") :].splitlines()
        assert lines[1:4] == ["  Key", "  Bucket", "  Database"]


def test_who_ends_a_plan_is_told_that_nothing_was_begun(bench, world, infra, ended_at):
    bench()
    ended_at("CreateChangeSet")
    code, said = infra("plan")
    assert (code, said.splitlines()[-1]) == (130, "taller: interrupted. Nothing was begun in AWS")
    assert infra("plan")[0] == 0
    assert world.standing() == set()
    assert world.begins not in world.asked


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (f"{ACCOUNT}\n", 0, "resources are there"),
        ("000000000000\n", 2, "nothing was touched"),
        ("\x04", 130, "interrupted. Nothing was begun in AWS"),  # the end of what is typed
    ],
)
def test_the_account_is_asked_at_a_terminal(bench, world, infra, monkeypatch, typed, code, says):
    bench()
    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())
    with os.fdopen(theirs, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        ended, said = infra("apply")
    os.close(ours)
    assert "Type the account that this changes" in said
    assert (ended, says in said) == (code, True)
    assert (world.begins in world.asked) == (code == 0)


@pytest.mark.slow
def test_who_ends_the_question_at_a_terminal_has_begun_nothing(bench):
    """The command itself in a terminal of its own, and Ctrl-C typed into it."""
    root = bench()
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.chdir(root)
        nowhere = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), "/dev/null")
        os.execve(sys.executable, [
            sys.executable, "-m", "taller.cli", "infra", "apply", "params/x.yaml",
        ], os.environ | nowhere)  # fmt: skip
    said, until = b"", time.monotonic() + 100
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            read = os.read(terminal, 4096)
        except OSError:  # it has ended
            break
        said += read
        if b"Type the account" in said and b"^C" not in said:
            os.write(terminal, b"\x03")
            time.sleep(0.2)
    else:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert os.waitstatus_to_exitcode(status) == 130, said
    assert b"interrupted. Nothing was begun in AWS" in said
    assert b"Traceback" not in said


def test_a_failure_is_exit_code_1_and_in_the_client_s_language(bench, world, infra):
    bench(language="es")
    world.failing["Database"] = "You have exceeded the quota"
    code, said = infra("apply", "--account", ACCOUNT)
    assert code == 1
    told = "falló en Database: You have exceeded the quota. Antes no había nada, y lo creado se ha"
    assert told in said
    assert re.findall(r"^  (\w+) \(", said, re.MULTILINE) == ["Key", "Bucket"]
    assert "quite primero la protección contra el borrado" in said


def test_without_credentials_validate_says_what_can_be_told_here(bench, monkeypatch, infra):
    bench()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    code, said = infra("validate")
    assert code == 0
    assert "sound as far as can be told here; AWS was not asked" in said
    code, said = infra("plan")
    assert code == 2
    assert "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in said
    code, said = infra("plan", "--endpoint", "http://127.0.0.1:1")
    assert code == 2


@pytest.mark.parametrize("cloud", ["aws", "azure", "gcp"])
def test_a_missing_package_is_one_message_with_the_command(cloud, monkeypatch):
    for name in ("boto3", "azure.identity", "google.cloud.config_v1", "google.cloud"):
        monkeypatch.setitem(sys.modules, name, None)
    stack = Stack(cloud, "shop", "r", {}, (), {})
    with pytest.raises(clouds.InputError, match=re.escape(f'pip install "taller[{cloud}]"')):
        clouds.connect(stack)


def test_the_help_imports_no_cloud_and_no_infrastructure():
    code = (
        "import sys; sys.argv = ['taller', 'infra', '--help']\n"
        "from taller import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('taller.planning', 'boto', 'azure'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert "destroy" in ran.stdout
    assert ran.stdout.splitlines()[-1] == "[]"
