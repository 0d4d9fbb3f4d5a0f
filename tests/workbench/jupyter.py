"""JupyterLab as `taller lab` starts it, on loopback, with what a test does in it."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taller.workbench.notebook import lab

WORKSPACES = itertools.count()
PATIENCE = 90_000  # milliseconds for anything to appear


@contextlib.contextmanager
def started(base: Path) -> Iterator[str]:
    """JupyterLab at a workbench's root; its address. The token is ``t``."""
    config = base / "jupyter"
    own = {
        "JUPYTER_CONFIG_DIR": str(config), "JUPYTER_DATA_DIR": str(config / "data"),
        "JUPYTER_RUNTIME_DIR": str(config / "runtime"), "IPYTHONDIR": str(config / "ipython"),
    }  # fmt: skip
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token=t"]
    options += ["--allow-root"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    with (base / "lab.log").open("w+") as log:
        process = subprocess.Popen(
            lab.command(base, options), cwd=base, stdout=log, stderr=log,
            env=lab.environment() | own,
        )  # fmt: skip
        try:
            yield _address(base / "lab.log", process)
        finally:
            process.terminate()  # its kernels end with it
            process.wait(timeout=30)


def _address(log: Path, process: subprocess.Popen) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found:
            return found[0]
        time.sleep(0.2)
    raise AssertionError(log.read_text())


def opened(browser: Any, address: str, notebook: str, **options: Any) -> Any:
    """A page with a notebook of the workbench, its kernel there."""
    page = browser.new_context(**{"viewport": {"width": 1300, "height": 1000}} | options).new_page()
    page.set_default_timeout(PATIENCE)
    workspace = f"w{next(WORKSPACES)}"  # else it opens what was open before, too
    page.goto(f"{address}/lab/workspaces/{workspace}/tree/{notebook}?token=t")
    ready(page)
    return page


def ready(page: Any) -> None:
    """Wait until the notebook is there, and its kernel."""
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')")
    page.wait_for_selector("#jp-main-statusbar :text('Idle')")


def run_all(page: Any) -> None:
    """Run all cells of the notebook."""
    page.click("text=Run >> nth=0")
    page.click("text=Run All Cells")
