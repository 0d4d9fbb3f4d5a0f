"""A small workbench for what is tried many times over: 200 simulated users, two light notebooks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.workbench.scratch import notebook, put

BIN = Path(sys.executable).parent
ENGAGEMENT = """\
client: {client}
language: en
currency: EUR
seed: 7
data: {{source: fashion_store, users: 200, items: 50}}
"""
COUNT = (
    "from taller import open_run\nfrom taller.phase import PhaseResult\n"
    "run = open_run(engagement, run_dir)",
    "lines = int(run.tables.orders.count().execute())\n"
    "_ = run.artifact('lines.txt').write_text(str(lines))",
    "run.save(PhaseResult(headline=f'{lines} order lines', figures=(), decisions=()))",
)
DOUBLE = (
    COUNT[0],
    "import json, pathlib\n"
    "lines = json.loads(pathlib.Path(run.dir, 'results', 'count.json').read_text())",
    "text = lines['result']['headline'] * 2\n"
    "run.save(PhaseResult(headline=text, figures=(), decisions=()))",
)


def make(root: Path, clients: int = 1, *, both: bool = True) -> list[Path]:
    """Write the workbench; its engagement files."""
    (root / "params").mkdir(parents=True)
    files = [root / "params" / f"e{n:03}.yaml" for n in range(clients)]
    for n, file in enumerate(files):
        file.write_text(ENGAGEMENT.format(client=f"Client {n:03}"), encoding="utf-8")
    more = {"double": notebook(*DOUBLE, needs=("count",))} if both else {}
    put(root, count=notebook(*COUNT), **more)
    return files


def command(files: list[Path], label: str, *options: str) -> list[str]:
    """The command that runs them."""
    return [str(BIN / "taller"), "run", *map(str, files), "--label", label, *options]


def environment(temporary: Path) -> dict[str, str]:
    """This environment, with a folder for temporary files by which our processes are known."""
    return {**os.environ, "TMPDIR": str(temporary), "TALLER_HOME": str(temporary.parent / "home")}


def carriers(temporary: Path) -> list[int]:
    """Living processes that were started with this folder for temporary files."""
    mark = f"TMPDIR={temporary}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                alive = b") Z" not in (entry / "stat").read_bytes()
                if alive and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def found_in(folder: Path) -> dict[str, Any]:
    """What a run found: each result, and the fingerprint of its tables."""
    results = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))["result"]
        for path in (folder / "results").glob("*.json")
    }
    ledger = json.loads((folder / "artifacts/tables/ledger.json").read_text(encoding="utf-8"))
    return results | {"": ledger["fingerprint"]}


def run(
    files: list[Path], label: str, temporary: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    """Run them in a process of their own; what it said."""
    root = files[0].parents[1]
    return subprocess.run(
        command(files, label, *options), cwd=root, env=environment(temporary),
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
