"""Fixtures of the workbench's tests."""

from __future__ import annotations

import sys

import pytest

from tests.workbench import scratch
from tests.workbench.pages import executed_notebook  # noqa: F401  (a fixture)


@pytest.fixture(scope="module")
def quick():
    """Runs without the cost of tables and pages: stand-ins, put back when the module ends."""
    import taller.workbench as package
    from taller.workbench import fingerprint, run

    names = [f"taller.workbench.{name}" for name in ("report", "index")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "ensure_tables", run.ensure_tables)
        patch.setattr(fingerprint, "library_hash", fingerprint.library_hash)
        for name in names:
            patch.setitem(sys.modules, name, sys.modules.get(name))
            patch.delattr(package, name.rpartition(".")[2], raising=False)
        scratch.be_quick()
        yield
