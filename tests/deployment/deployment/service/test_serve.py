"""``taller serve``: what it refuses, and a service in the foreground until it is told to end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from taller.commands.serve import serve
from taller.deployment.deployment.model.service import Held, limits, running, slots
from taller.errors import InputError
from tests.deployment import kept
from tests.deployment.deployment.service.test_switching import until

ENGAGEMENT = (
    "client: Taller Test\nlanguage: en\ncurrency: EUR\nseed: 7\n"
    "data: {source: fashion_store, users: 200, items: 50}\n"
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "params").mkdir()
    (tmp_path / "notebooks").mkdir()
    path = tmp_path / "params" / "shop.yaml"
    path.write_text(ENGAGEMENT)
    monkeypatch.setenv("TALLER_HOME", str(tmp_path.parent / "home"))
    monkeypatch.delenv(limits.KEY, raising=False)
    return path


def test_nothing_that_went_live_is_told(file: Path):
    with pytest.raises(InputError, match="no model has gone live yet; see: taller deploy"):
        serve(file)


def test_others_are_not_served_without_a_key(file: Path, tmp_path: Path):
    slots.write(tmp_path / "state" / "churn", {"a": Held(version=1, folder=tmp_path), "b": None})
    with pytest.raises(InputError, match="without a key the service answers this machine alone"):
        serve(file, host="0.0.0.0", state=tmp_path / "state")


def test_keys_come_from_the_environment_an_old_and_a_new_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(limits.KEY, "old-key-0123456789, new-key-0123456789")
    assert limits.found() == ("old-key-0123456789", "new-key-0123456789")


@pytest.mark.slow
def test_it_serves_until_it_is_told_to_end(file: Path, tmp_path: Path):
    """A kept model, with a key; a second service on the same state is refused."""
    state, key = tmp_path / "state", "planted-key-0123456789"
    kept.classifier(tmp_path / "model", "lightgbm")
    slots.write(
        state / "classification", {"a": Held(version=1, folder=tmp_path / "model"), "b": None}
    )
    command = [sys.executable, "-m", "taller.cli", "serve", file, "--state", state, "--port", "0"]
    process = subprocess.Popen(
        [*map(str, command)], env={**os.environ, limits.KEY: key}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        told = process.stdout.readline()
        url = re.search(r"http://\S+(?=;)", told)[0]  # type: ignore[index]
        until(lambda: running(state) == url)
        row = {"spend": 1.0, "orders": 2, "channel": "web", "since": None, "accepts": True}

        def status(**headers: str) -> int:
            path = f"{url}/v1/classification/score"
            return httpx.post(path, json={"features": row}, headers=headers).status_code

        until(lambda: httpx.get(f"{url}/ready", timeout=60).status_code == 200)
        assert (status(), status(**{"X-API-Key": key})) == (401, 200)
        with pytest.raises(InputError, match="a service serves it already, at http"):
            serve(file, state=state)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        process.stdout.close()
    assert running(state) is None
