"""A hostile input tried: the commands in a process of their own, with what they took.

The process is a fork of one that has imported what the commands need, so that 500 of them are done
in minutes; what it needs is measured from its start to its end, that of its children included.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tests.hostile.case import FOREIGN, SECRET, Case, csv, rows

SECONDS, BYTES = 20.0, 2_000_000_000
STALLED = 60.0  # seconds of a clock, however busy the machine is, after which nothing moves
PATIENCE = 90.0  # seconds after which a process is ended
ROOT = Path(__file__).parents[2]
MODULES = "modules.json"
PHASE = "01_preparation"  # whose notebooks tell of the data; the others would be asked each time
SECRETS = ("OPENAI_API_KEY", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY")


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes
    ----------
    code : exit code of the last command; below 0 the signal that ended it
    seconds : of processor, children's included, which does not hang on what else the machine does
    waited : seconds of a clock
    orders : ids of the orders that were read; None where nothing was
    """

    code: int
    text: str
    seconds: float
    waited: float
    peak: int
    orders: list[str] | None = None


def tried(case: Case, folder: Path) -> Outcome:
    """The commands over an input, in a workbench of its own."""
    bench = folder / "bench"
    _lay(case, bench)
    told, start = folder / "told", time.monotonic()
    child = os.fork()
    if not child:
        try:
            _speak(case, bench, told)
        finally:
            os._exit(70)
    status, used = _waited(child, start + PATIENCE)
    waited = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    orders = folder / "told.json"
    read = json.loads(orders.read_text(encoding="utf-8")) if orders.exists() else None
    text = told.read_text(encoding="utf-8", errors="replace")
    seconds = used.ru_utime + used.ru_stime
    return Outcome(code, text, seconds, waited, used.ru_maxrss * 1024, read)


def at_hand(case: Case, folder: Path) -> Outcome:
    """The same in this process: cheaper, and without what it took."""
    bench = folder / "bench"
    _lay(case, bench)
    here, said, start = Path.cwd(), io.StringIO(), time.monotonic()
    planted = dict.fromkeys(SECRETS, SECRET) | {"TALLER_HOME": str(folder / "home")}
    orders = folder / "told.json"
    with (
        mock.patch.dict(os.environ, planted),
        mock.patch("sys.argv"),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        os.chdir(bench)
        try:
            code = _commands(case, bench, orders)
        finally:
            os.chdir(here)
    read = json.loads(orders.read_text(encoding="utf-8")) if orders.exists() else None
    waited = time.monotonic() - start
    return Outcome(code, said.getvalue(), 0.0, waited, 0, read)


def wrong(case: Case, outcome: Outcome) -> str:
    """What is wrong with how an input was met; empty where it is a message or a safe reading."""
    text = outcome.text
    if "Traceback" in text:
        return f"traceback: {text.strip().splitlines()[-1][:200]}"
    if SECRET in text or FOREIGN in text:
        return "tells what it must not"
    if outcome.seconds > SECONDS:
        return f"took {outcome.seconds:.0f} s of processor"
    if outcome.waited > STALLED:
        return f"stood still: {outcome.waited:.0f} s"
    if outcome.peak > BYTES:
        return f"took {outcome.peak / 1e9:.1f} GB"
    if outcome.code not in (0, 2):
        return f"exit {outcome.code}: {text[-200:]}"
    if outcome.code == 2:
        if not any(name in text for name in case.named) or "taller: " not in text:
            return f"names neither file nor key: {text[-200:]}"
        return "" if len(text) < 6000 else f"says too much: {len(text)} characters"
    if case.refused:
        return "is not refused"
    if any(FOREIGN in one for one in outcome.orders or ()):
        return "read another file"
    if case.orders is not None and len(outcome.orders or ()) != case.orders:
        return f"read {len(outcome.orders or ())} orders in place of {case.orders}"
    return ""


def warm() -> None:
    """Import what a sound input needs, and compute nothing: a child tells what that is."""
    sound = Case("sound", "sound", {"o.csv": csv(rows())}, ("o.csv",), orders=60)
    with tempfile.TemporaryDirectory() as folder:
        found = tried(sound, Path(folder))
        if found.code or len(found.orders or ()) != 60:
            raise AssertionError(f"a sound input: {found}")
        for name in json.loads((Path(folder) / MODULES).read_text(encoding="utf-8")):
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def _lay(case: Case, bench: Path) -> None:
    shutil.copytree(ROOT / "notebooks" / PHASE, bench / "notebooks" / PHASE)
    (bench / "params").mkdir()
    for name, content in case.files.items():
        path = bench / ("params/" if name.startswith("x.yaml") else "") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("-> "):
            path.symlink_to(content[3:])
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def _speak(case: Case, bench: Path, told: Path) -> None:
    """The commands, in the child; leaves with the code of the last."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
    os.chdir(bench)
    os.environ |= dict.fromkeys(SECRETS, SECRET) | {"TALLER_HOME": str(bench.parent / "home")}
    tempfile.tempdir = str(bench.parent)  # which goes, whatever the child leaves
    nothing = os.open(os.devnull, os.O_RDONLY)
    said = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for given, place in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(given, place)
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    code = _commands(case, bench, told.with_suffix(".json"))
    (bench.parent / MODULES).write_text(json.dumps(list(sys.modules)), encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _commands(case: Case, bench: Path, orders: Path) -> int:
    code = 0
    if case.given:
        code = _command("new", "x", "--client", "Casa Prueba", "--", *case.given)
    code = code or _command("check", "params/x.yaml")
    if not code and (case.orders is not None or case.kind == "paths"):
        _keep_orders(bench, orders)
    return code


def _command(*arguments: str) -> int:
    from taller import cli

    sys.argv = ["taller", *arguments]
    try:
        cli.main()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _keep_orders(bench: Path, to: Path) -> None:
    """The ids of the orders that a run would read."""
    from taller.data.snapshot import snapshot
    from taller.workbench.engagement import engagement

    read = engagement.read("params/x.yaml")
    now = dt.datetime(2026, 7, 1)
    tables = snapshot.take(
        read.data,
        root=read.root,
        folder=bench / "kept",
        seed=1,
        currency=read.currency,
        now=now,
        passing=True,
    )
    ids = tables.orders.transaction_id.execute().tolist() if tables.has("orders") else []
    to.write_text(json.dumps(sorted(set(map(str, ids)))), encoding="utf-8")


def _waited(child: int, until: float) -> tuple[int, resource.struct_rusage]:
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return status, used
        if time.monotonic() > until:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.wait4(child, 0)[1:]
        time.sleep(0.01)
