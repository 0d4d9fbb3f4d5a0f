"""The service as it answers now, for whoever sits at the notebook; a run shows nothing of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from typing import Any

from taller.language import number, percent
from taller.monitoring.monitoring.features.performance import performance
from taller.monitoring.monitoring.messages import say

EVERY = 10.0  # seconds between two looks at the log
_at_work: set[asyncio.Task[None]] = set()  # which nothing else would hold on to


def live(run: Any, every: float = EVERY) -> None:
    """Show today's requests, and look again every few seconds until the view is closed.

    Parameters
    ----------
    run : a `taller.Run`
    """
    if not run.live:
        return
    from IPython.display import display

    from taller import controls

    view = controls.live(kind="status", **today(run))
    display(view)
    task = asyncio.get_running_loop().create_task(_refresh(view, run, every))
    _at_work.add(task)
    task.add_done_callback(_at_work.discard)


def today(run: Any) -> dict[str, Any]:
    """What each model answered since midnight of universal time: texts of a view."""
    state = Path(run.engagement.root, "reports", run.engagement.slug)
    now = dt.datetime.now(dt.UTC)
    held: dict[str, dict[str, float]] = {}
    for frame in performance(run.tables.connection, state, now.date(), now.date()):
        for row in frame[frame["segment"] == ""].itertuples():
            held.setdefault(str(row.channel), {})[str(row.metric)] = float(row.value)
    words = say.parts("live", at=f"{now:%H:%M:%S}", any=bool(held))
    rows = [
        [say("model", name=model), number(each["requests"]), percent(each["failed"]),
         number(each["median_ms"], 1), number(each["late_ms"], 1)]
        for model, each in sorted(held.items())
    ]  # fmt: skip
    head = [words[key] for key in ("model", "n", "failed", "median", "late")]
    return {"title": words["title"], "caption": words["caption"], "head": head, "rows": rows}


async def _refresh(view: Any, run: Any, every: float) -> None:
    while view.comm is not None:  # none once it is closed
        await asyncio.sleep(every)
        for name, value in today(run).items():
            setattr(view, name, value)
