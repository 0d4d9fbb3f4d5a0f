"""The same booster behind other servers, each with one worker, in an environment of their own.

``TALLER_PEERS`` names that environment's Python: ``pip install mlflow litserve bentoml fastapi
'uvicorn[standard]' lightgbm``. What is not installed there is left out.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VARIABLE = "TALLER_PEERS"
FASTAPI = """
import lightgbm, numpy as np
from fastapi import FastAPI
from pydantic import BaseModel, create_model
booster = lightgbm.Booster(model_file="model.txt")
names = booster.feature_name()
Row = create_model("Row", **{f"c{i:02d}": (float, ...) for i in range(len(names))})
app = FastAPI()

@app.post("/score")
async def score(row: Row):
    matrix = np.array([[*row.__dict__.values()]])
    return {"score": float(booster.predict(matrix, num_threads=1)[0])}
"""
LITSERVE = """
import lightgbm, litserve, numpy as np

class Api(litserve.LitAPI):
    def setup(self, device):
        self.booster = lightgbm.Booster(model_file="model.txt")
    def decode_request(self, request):
        return np.array([request["row"]])
    def predict(self, matrix):
        return self.booster.predict(matrix, num_threads=1)
    def encode_response(self, scores):
        return {"score": float(scores[0])}

if __name__ == "__main__":
    litserve.LitServer(Api(), accelerator="cpu", workers_per_device=1).run(
        host="127.0.0.1", port=PORT, num_api_servers=1, log_level="error",
        generate_client_file=False)
"""
BENTOML = """
import bentoml, lightgbm, numpy as np

@bentoml.service(workers=1, logging={"access": {"enabled": False}})
class Scoring:
    def __init__(self):
        self.booster = lightgbm.Booster(model_file="model.txt")
    @bentoml.api(route="/score")
    async def score(self, row: list[float]) -> float:
        return float(self.booster.predict(np.array([row]), num_threads=1)[0])
"""
MLFLOW = """
import lightgbm, mlflow.lightgbm
mlflow.lightgbm.save_model(lightgbm.Booster(model_file="model.txt"), "mlflow_model")
"""


@dataclass(frozen=True)
class Peer:
    """A server that stands beside ours."""

    name: str
    url: str
    path: str
    body: Any


def python() -> Path | None:
    """The peers' Python, if there is one."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given and Path(given).is_file() else None


@contextlib.contextmanager
def serving(name: str, folder: Path, row: Sequence[float]) -> Iterator[Peer]:
    """One peer that serves ``model.txt`` of a folder, for a row."""
    binary, port = python(), _free()
    assert binary is not None
    bin_, url = binary.parent, f"http://127.0.0.1:{port}"
    named = {f"c{i:02d}": value for i, value in enumerate(row)}
    if name == "FastAPI on uvicorn":
        (folder / "plain.py").write_text(FASTAPI)
        command = [bin_ / "uvicorn", "plain:app", "--port", port, "--log-level", "error"]
        peer = Peer(name, url, "/score", named)
    elif name == "LitServe":
        (folder / "lit.py").write_text(LITSERVE.replace("PORT", str(port)))
        command, peer = [binary, "lit.py"], Peer(name, url, "/predict", {"row": [*row]})
    elif name == "BentoML":
        (folder / "bento.py").write_text(BENTOML)
        command = [
            bin_ / "bentoml",
            "serve",
            "bento:Scoring",
            "--port",
            port,
            "--host",
            "127.0.0.1",
        ]
        peer = Peer(name, url, "/score", {"row": [*row]})
    else:
        subprocess.run([binary, "-c", MLFLOW], cwd=folder, check=True, env=_quiet(bin_))
        command = [bin_ / "mlflow", "models", "serve", "-m", "mlflow_model", "--env-manager",
                   "local", "-p", port, "-h", "127.0.0.1", "-w", 1]  # fmt: skip
        peer = Peer(name, url, "/invocations", {"inputs": [[*row]]})
    process = subprocess.Popen(
        [*map(str, command)], cwd=folder, env=_quiet(bin_), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(peer)
        yield peer
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(8)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _quiet(bin_: Path) -> dict[str, str]:
    told = {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "OMP_NUM_THREADS": "1",
            "BENTOML_DO_NOT_TRACK": "true", "LITSERVE_TELEMETRY": "0"}  # fmt: skip
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return {**environ, **told, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}


def _free() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def _await(peer: Peer, seconds: float = 60) -> None:
    """Wait until it answers its row."""
    import json

    until = time.monotonic() + seconds
    data = json.dumps(peer.body).encode()
    while True:
        request = urllib.request.Request(
            peer.url + peer.path, data, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                answer.read()
                return
        except (OSError, urllib.error.URLError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
