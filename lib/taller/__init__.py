"""Taller: a notebook workbench for AI in marketing.

One file describes a client engagement; one command turns it and the client's data into a site of
decision-ready reports. In a notebook::

    from taller import open_run
    run = open_run("params/ecommerce_b2c.yaml")
    run.tables.orders
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taller.workbench.run.handle import Run, open_run

__all__ = ["Run", "__version__", "open_run"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Late, so that `import taller` stays light and phases do not pull in the workbench.
    if name in ("Run", "open_run"):
        from taller.workbench.run import handle

        return getattr(handle, name)
    raise AttributeError(f"module 'taller' has no attribute {name!r}")
