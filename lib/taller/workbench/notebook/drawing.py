"""Charts of a notebook show in the same way whatever runs it: theme, renderer, backend."""

from __future__ import annotations

import sys
from typing import Any


def prepare() -> None:
    """Set up, in a kernel, how Altair and Matplotlib show what a cell draws; nothing elsewhere.

    Altair's own renderer leaves HTML that loads its scripts from elsewhere; ours a chart that
    JupyterLab and the page draw. A forked kernel has Matplotlib with the backend of the process it
    was forked from, which draws nothing.
    """
    shell = _shell()
    if shell is None:
        return
    from taller import theme  # noqa: F401  (registers theme and renderer)

    if "matplotlib" in sys.modules:
        shell.run_line_magic("matplotlib", "inline")


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell if hasattr(shell, "kernel") else None
