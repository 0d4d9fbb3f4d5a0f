"""JupyterLab, started where the notebooks expect it and without its news question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from taller.errors import InputError
from taller.workbench.run import workflow

CONFIG = Path(__file__).parent / "jupyter"
"""Its labconfig/ switches the announcements off, and gives a kernel that has just begun time to say
what completes a name: after JupyterLab's own second the first Tab shows nothing."""

CONTENTS = "taller.workbench.notebook.contents.Contents"  # prose in the client's language


def start(arguments: list[str]) -> int:
    """Start JupyterLab at the workbench's root and wait for it; returns its exit code.

    Raises
    ------
    InputError
        If the current folder is in no workbench.
    """
    root = workflow.find_root(Path.cwd())
    if root is None:
        what = "is in no workbench: none of the folders above holds both params/ and notebooks/"
        raise InputError(Path.cwd().name or "/", what)
    return subprocess.call(command(root, arguments), cwd=root, env=environment())


def command(root: Path, arguments: list[str]) -> list[str]:
    """The command line that starts JupyterLab."""
    ours = [f"--ServerApp.root_dir={root}", f"--ServerApp.contents_manager_class={CONTENTS}"]
    return [sys.executable, "-m", "jupyterlab", *ours, *arguments]


def environment() -> dict[str, str]:
    """This process's environment with our JupyterLab settings, and threads that sleep when idle."""
    paths = [str(CONFIG), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return {
        "OMP_WAIT_POLICY": "passive",
        "OPENBLAS_NUM_THREADS": "1",
        **os.environ,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(paths),
    }
