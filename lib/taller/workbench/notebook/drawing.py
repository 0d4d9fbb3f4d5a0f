"""What a notebook shows looks the same whatever runs it: theme, renderer, backend, parameters."""

from __future__ import annotations

import sys
from typing import Any

from taller.workbench.notebook import knobs


def prepare() -> None:
    """Set up, in a kernel, how what a cell draws, or ends with, is shown; nothing elsewhere.

    Altair's own renderer leaves HTML that loads its scripts from elsewhere; ours a chart that
    JupyterLab and the page draw. A forked kernel has Matplotlib with the backend of the process it
    was forked from, which draws nothing.
    """
    shell = _shell()
    if shell is None:
        return
    from taller import theme  # noqa: F401  (registers theme and renderer)

    knobs.shown_by(shell)

    if "matplotlib" in sys.modules:
        shell.run_line_magic("matplotlib", "inline")


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None
