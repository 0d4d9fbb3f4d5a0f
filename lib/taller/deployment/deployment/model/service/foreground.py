"""A service in this process, as ``taller serve`` and a container have it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from taller.deployment.deployment.model.service import child, limits
from taller.deployment.deployment.model.service.settings import Settings


def serve(
    state: Path, *, host: str, port: int, workers: int, keys: Sequence[str], client: str | None,
    settings: Settings | None = None, told: Callable[[str], object] = print,
) -> None:  # fmt: skip
    """Serve until SIGTERM or Ctrl+C, then answer what is under way and end.

    Parameters
    ----------
    told : is given the address once the service listens

    Raises
    ------
    InputError
        As `child.start` does.
    """
    limits.checked(keys, host)
    with child.bound(host, port) as listening:
        plan = child.planned(
            state, listening, host=host, workers=workers, client=client, settings=settings
        )
        os.environ |= child.environment(plan, keys)
        from taller.deployment.deployment.model.service import main  # which reads the environment

        try:
            child.tell(plan, os.getpid())
            told(plan.url)
            main.serve(plan, listening)
        finally:
            (plan.state / child.TOLD).unlink(missing_ok=True)
            shutil.rmtree(plan.scratch, ignore_errors=True)
