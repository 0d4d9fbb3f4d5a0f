"""The same booster behind other servers, each with one worker, in an environment of their own.

``TALLER_PEERS`` names that environment's Python: ``pip install mlflow litserve bentoml fastapi
'uvicorn[standard]' lightgbm``. What is not installed there is left out.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.deployment.deployment.service.proxies import free

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


SCRIPTS = {
    "FastAPI on uvicorn": ("plain.py", FASTAPI, "uvicorn plain:app --port PORT --log-level error"),
    "LitServe": ("lit.py", LITSERVE, "python lit.py"),
    "BentoML": ("bento.py", BENTOML, "bentoml serve bento:Scoring --port PORT --host 127.0.0.1"),
    "MLflow": (
        "save.py", MLFLOW,
        "mlflow models serve -m mlflow_model --env-manager local -p PORT -h 127.0.0.1 -w 1",
    ),
}  # fmt: skip
"""By name: a file, what stands in it, and the command of the peers' environment that serves."""


@dataclass(frozen=True)
class Peer:
    """A server that stands beside ours: what it is asked, in one form or several."""

    url: str
    pid: int
    path: str
    bodies: Mapping[str, Any]


def python() -> Path | None:
    """The peers' Python, if there is one."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given and Path(given).is_file() else None


@contextlib.contextmanager
def serving(name: str, folder: Path, row: Sequence[float]) -> Iterator[Peer]:
    """One peer that serves ``model.txt`` of a folder, for a row."""
    binary, port = python(), str(free())
    assert binary is not None
    file, code, command = SCRIPTS[name]
    (folder / file).write_text(code.replace("PORT", port))
    if name == "MLflow":
        subprocess.run([binary, file], cwd=folder, check=True, env=_quiet(binary.parent))
    parts = command.replace("PORT", port).split()
    parts[0] = str(binary.parent / parts[0])
    process = subprocess.Popen(
        parts, cwd=folder, env=_quiet(binary.parent), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    path, bodies = _asked(name, row)
    peer = Peer(f"http://127.0.0.1:{port}", process.pid, path, bodies)
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


def _asked(name: str, row: Sequence[float]) -> tuple[str, dict[str, Any]]:
    """Where a peer is asked, and the row in the forms that it takes."""
    columns = [f"c{i:02d}" for i in range(len(row))]
    if name == "MLflow":
        frame = {"dataframe_split": {"columns": columns, "data": [[*row]]}}
        return "/invocations", {"named columns": frame, "a bare array": {"inputs": [[*row]]}}
    if name == "FastAPI on uvicorn":
        return "/score", {"": dict(zip(columns, row, strict=True))}
    return "/predict" if name == "LitServe" else "/score", {"": {"row": [*row]}}


def _quiet(bin_: Path) -> dict[str, str]:
    told = {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "OMP_NUM_THREADS": "1",
            "BENTOML_DO_NOT_TRACK": "true", "LITSERVE_TELEMETRY": "0"}  # fmt: skip
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return {**environ, **told, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}


def _await(peer: Peer, seconds: float = 60) -> None:
    """Wait until it answers its row."""
    until = time.monotonic() + seconds
    data = json.dumps(next(iter(peer.bodies.values()))).encode()
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
