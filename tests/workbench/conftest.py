"""Fixtures of the workbench's tests."""

from __future__ import annotations

import os
import sys

import pytest

from tests.conftest import ROOT
from tests.workbench import scratch
from tests.workbench.pages import executed_notebook  # noqa: F401  (a fixture)


class Lent:
    """A fork server as one run has it: what it forked ends with the run, itself with the tests."""

    def __init__(self, server) -> None:
        self._server = server

    def __getattr__(self, name: str):
        return getattr(self._server, name)

    def close(self) -> None:
        self._server.kill_all()


@pytest.fixture(scope="session")
def warm_server():
    """One fork server for quick runs: to start it takes several times as long as such a run."""
    from taller.workbench.process import kernels

    if not kernels.CAN_FORK:
        yield None
        return
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    modules = ["nbformat.v4", "taller.workbench.run.execute", "tests.workbench.stand_ins"]
    with kernels.WarmServer(modules, env={"PYTHONPATH": path}) as server:
        yield server


@pytest.fixture(scope="module")
def quick(warm_server):
    """Runs without the cost of tables and pages: stand-ins, put back when the module ends."""
    import taller.workbench.report as package
    from taller.workbench.keep import fingerprint
    from taller.workbench.process import kernels
    from taller.workbench.run import handle

    names = [f"taller.workbench.{name}" for name in ("report.exporter", "report.first.index")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handle, "ensure_tables", handle.ensure_tables)
        patch.setattr(fingerprint, "library_hash", fingerprint.library_hash)
        for name in names:
            patch.setitem(sys.modules, name, sys.modules.get(name))
            patch.delattr(package, name.rpartition(".")[2], raising=False)
        scratch.be_quick()
        if warm_server is not None:
            patch.setattr(kernels, "WarmServer", lambda *_, **__: Lent(warm_server))
        yield
