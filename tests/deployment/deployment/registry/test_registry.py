"""The registry: whole versions or none, checked byte for byte, and nobody else is told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.registry import Registry, client, copies
from taller.deployment.deployment.model.registry import registry as module
from taller.errors import CloudError, DataError, HeldError, InputError
from tests.deployment import kept

pytestmark = pytest.mark.slow  # to import MLflow, and to make its database, takes five seconds


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A state with a registry that holds nothing; MLflow takes two seconds to make one."""
    state = tmp_path_factory.mktemp("client") / ".deployment"
    Registry.open(state)
    return state


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    for seed in (1, 2, 3):
        kept.classifier(folder / str(seed), "lightgbm", seed=seed)
    return folder


@pytest.fixture
def state(empty, tmp_path):
    return Path(shutil.copytree(empty, tmp_path / "moda" / ".deployment"))


@pytest.fixture
def registry(state):
    return Registry.open(state)


def registered(registry, models, seed=1, **changed):
    told = {"run": "2026-11-30", "data_fingerprint": "d1", **changed}
    return registry.register("classification", models / str(seed), **told)


def test_a_version_says_what_it_is_and_what_it_learned_from(registry, models):
    version = registered(registry, models)
    folder = registry.fetch("classification", 1)
    scorer = scoring.load(folder)
    assert (version.model, version.number, version.run) == ("classification", 1, "2026-11-30")
    assert version.data_fingerprint == "d1"
    assert version.sha256 == scorer.sha256 == scoring.digest(models / "1")
    assert version.contract == scorer.contract.digest
    assert version.title == "Who leaves"
    assert version.made.tzinfo is not None
    assert registry.version("classification", 1) == version
    assert registry.models() == ["classification"]
    row = scorer.example()
    assert scorer.score([row]) == scoring.load(models / "1").score([row])


def test_the_same_again_is_the_version_there_is(registry, models):
    first = registered(registry, models)
    assert registered(registry, models) == first
    assert registered(registry, models, run="2026-12-01").number == 2
    assert registered(registry, models, data_fingerprint="d2").number == 3
    assert registered(registry, models, seed=2).number == 4
    assert [v.number for v in registry.versions("classification")] == [4, 3, 2, 1]


def test_the_champion_and_the_challenger_are_one_version_each(registry, models):
    assert registry.alias("classification", "champion") is None
    for seed in (1, 2):
        registered(registry, models, seed)
    registry.set_alias("classification", "champion", 1)
    registry.set_alias("classification", "challenger", 2)
    assert registry.alias("classification", "champion").number == 1
    registry.set_alias("classification", "champion", 2)
    assert registry.alias("classification", "champion").aliases == ("champion", "challenger")
    registry.set_alias("classification", "challenger", None)
    assert registry.alias("classification", "challenger") is None
    registry.set_alias("classification", "challenger", None)
    with pytest.raises(
        InputError, match="classification 9: there is no such version; there are: 2"
    ):
        registry.set_alias("classification", "champion", 9)
    assert registry.alias("classification", "champion").number == 2


def test_what_is_not_there_is_told_with_what_is(registry, models):
    registered(registry, models)
    with pytest.raises(
        InputError, match="classification 2: there is no such version; there are: 1"
    ):
        registry.fetch("classification", 2)
    with pytest.raises(InputError, match=r"clasification: .*; did you mean 'classification'"):
        registry.version("clasification", 1)
    assert registry.versions("regression") == []
    for name in ("../x", "", "A", "x" * 42, "a b", "a'--"):
        with pytest.raises(InputError, match="must be a model's name"):
            registry.fetch(name, 1)
        with pytest.raises(InputError, match="must be a model's name"):
            registry.register(name, models / "1", run="r")


def test_a_damaged_model_is_not_registered(registry, models, tmp_path):
    bad = shutil.copytree(models / "1", tmp_path / "bad")
    (bad / "model.txt").write_text("tree\n")
    with pytest.raises(DataError, match="is no saved model"):
        registry.register("classification", bad, run="r")
    assert registry.versions("classification") == []
    assert list((registry.state / "versions").iterdir()) == []


def test_lists_of_people_stay_in_the_run(registry, models, tmp_path):
    run = shutil.copytree(models / "1", tmp_path / "run")
    (run / "scores.csv").write_text("user_id\nana@example.com\n")
    (run / "model.pkl").write_bytes(b"x")
    registry.register("classification", run, run="r")
    names = {path.name for path in registry.state.rglob("*") if path.is_file()}
    assert not names & {"scores.csv", "model.pkl"}


def test_a_changed_byte_is_found_on_fetch_and_mended(registry, models):
    version = registered(registry, models)
    for name in ("model.json", "card.json", "version.json"):
        path = registry.fetch("classification", 1) / name
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(bytes(raw))
        assert scoring.digest(registry.fetch("classification", 1)) == version.sha256


def test_a_byte_changed_in_the_registry_itself_is_refused(registry, models):
    registered(registry, models)
    for path in (registry.state / "registry").rglob("model.txt"):
        path.write_text(path.read_text().replace("1", "2", 1))
    with pytest.raises(DataError, match="version 1 of classification is not what was registered"):
        registry.fetch("classification", 1)
    assert not (registry.state / "versions" / "classification" / "1").exists()


def test_what_was_fetched_is_there_without_the_registry(registry, models, monkeypatch):
    version = registered(registry, models)
    registry.fetch("classification", 1)
    away = Registry(registry.state, registry.uri, client=None)
    assert scoring.digest(away.fetch("classification", 1)) == version.sha256


def test_two_registrations_at_once_are_two_versions(registry, models):
    ready = threading.Barrier(3)

    def one(seed):
        ready.wait()
        return registered(Registry.open(registry.state), models, seed).number

    with ThreadPoolExecutor(3) as pool:
        numbers = list(pool.map(one, (1, 2, 3)))
    assert sorted(numbers) == [1, 2, 3]
    shas = {v.number: v.sha256 for v in registry.versions("classification")}
    assert shas[numbers[1]] == scoring.digest(models / "2")


def test_who_waits_too_long_for_another_is_told(registry, models, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with FileLock(registry.state / module.LOCK), pytest.raises(HeldError, match="somebody else"):
        registered(registry, models)


def test_a_registry_that_cannot_be_reached_is_told_without_its_password(state, models):
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        uri = f"http://ana:geheim@127.0.0.1:{taken.getsockname()[1]}"
        away = Registry.open(state, uri)
        for call in (
            lambda: registered(away, models), lambda: away.versions("classification"),
            lambda: away.fetch("classification", 1), away.models,
        ):  # fmt: skip
            with pytest.raises(CloudError, match="cannot be reached; what is live stays") as told:
                call()
            assert "geheim" not in str(told.value)
    assert list((state / "versions").glob(".*")) == []


def test_a_file_that_is_no_registry_is_told(tmp_path):
    state = tmp_path / "moda" / ".deployment"
    state.mkdir(parents=True)
    (state / "registry.sqlite").write_text("this is no database " * 100)
    with pytest.raises(CloudError, match=r"the registry sqlite:.*failed: .*not a database"):
        Registry.open(state)


def test_a_full_disk_leaves_no_half_version(registry, models, monkeypatch):
    registered(registry, models)

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copies.shutil, "copyfile", full)
    with pytest.raises(InputError, match="the disk is full"):
        registered(registry, models, 2)
    monkeypatch.undo()
    monkeypatch.setattr(copies.durable, "sync", full)
    with pytest.raises(InputError, match="the disk is full"):
        registry.fetch("classification", 1)
    monkeypatch.undo()
    assert [v.number for v in registry.versions("classification")] == [1]
    assert [p.name for p in (registry.state / "versions").rglob("*")] == ["classification"]
    registry.fetch("classification", 1)


def test_a_full_disk_of_the_registry_is_told(registry, models, monkeypatch):
    def full(*_given, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(registry.client, "log_artifacts", full)
    with pytest.raises((CloudError, InputError), match=r"disk.* is full"):
        registered(registry, models)
    monkeypatch.undo()
    assert registry.versions("classification") == []


def test_a_version_that_somebody_else_registered_is_passed_over(registry, models):
    registered(registry, models)
    registry.client.create_model_version("classification", "file:///tmp/elsewhere")
    assert [v.number for v in registry.versions("classification")] == [1]


def test_clients_that_share_a_registry_do_not_see_each_other(state, models, tmp_path):
    """As a database of MLflow's that an agency has for all its clients."""
    uri = f"sqlite:///{state / 'registry.sqlite'}"
    moda, saas = (Registry.open(tmp_path / name / ".deployment", uri) for name in ("moda", "saas"))
    first = registered(moda, models)
    assert (first.model, first.number) == ("classification", 1)
    assert saas.models() == saas.versions("classification") == []
    second = registered(saas, models, 2)
    assert second.number == 1
    moda.set_alias("classification", "champion", 1)
    assert saas.alias("classification", "champion") is None
    for each, version in ((moda, first), (saas, second)):
        folder = each.fetch("classification", 1)
        assert folder == each.state / "versions" / "classification" / "1"
        assert scoring.digest(folder) == version.sha256
    assert {name.name for name in moda.client.search_registered_models()} == {
        "moda.classification", "saas.classification",
    }  # fmt: skip


def test_an_address_is_shown_without_who_and_password():
    assert client.shown("postgresql://u:p@db:5432/mlflow") == "postgresql://db:5432/mlflow"
    assert client.shown("sqlite:////x/y.sqlite") == "sqlite:////x/y.sqlite"
    assert "p4ss" not in client.without_secrets("no: p4ss", "http://u:p4ss@h")


ALONE = """
import socket, sys
from pathlib import Path

def refuse(*given, **named):
    raise AssertionError(f"a call to {given[1:]}")

socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.create_connection = refuse
from taller.deployment.deployment.model.registry import Registry
registry = Registry.open(Path(sys.argv[1]))
version = registry.register("classification", Path(sys.argv[2]), run="r")
registry.set_alias("classification", "champion", version.number)
registry.fetch("classification", version.number)
import threading, mlflow.telemetry.client as telemetry
assert telemetry.get_telemetry_client() is None
names = {t.name.rstrip("_0123456789") for t in threading.enumerate()}
print(version.number, sorted(names - {"MlflowLocalArtifactRepository"}))
"""


def test_nobody_is_called(empty, models, tmp_path):
    """With every way out of the process refused, and no telemetry of MLflow's at work."""
    away = (
        "CI",
        "PYTEST_CURRENT_TEST",
        "GITHUB_ACTIONS",
        "MLFLOW_DISABLE_TELEMETRY",
        "DO_NOT_TRACK",
    )
    env = {name: value for name, value in os.environ.items() if name not in away}
    state = shutil.copytree(empty, tmp_path / "moda" / ".deployment")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(state), str(models / "1")], capture_output=True,
        text=True, env=env, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == "1 ['MainThread']\n"
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["moda"]
