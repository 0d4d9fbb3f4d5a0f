"""The incidents of a page: what stands open on its day; nothing is sent, and nothing remembered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from taller.monitoring.monitoring.model.alerts.breaches import Learned
from taller.monitoring.monitoring.model.alerts.incidents import judge
from taller.monitoring.monitoring.model.alerts.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.monitoring.monitoring.features.collecting import Collected
    from taller.monitoring.monitoring.model.watching import Watched
    from taller.monitoring.monitoring.params import Params
    from taller.monitoring.monitoring.result import Incident

FOLDER = ".monitoring"


def incidents(
    run: Any, found: Collected, watched: Watched, fitted: Sequence[Any], p: Params
) -> tuple[Incident, ...]:
    """What somebody should look at, the gravest first.

    Where figures are kept from day to day, an incident of before goes on; a plain run knows of
    none, so that the same data make the same page.

    Parameters
    ----------
    run : a `taller.Run`
    fitted : models as `evaluation.fitness` judges them, each with its ``summary``
    """
    if found.last is None:
        return ()
    base = run.engagement.root / "reports" / run.engagement.slug
    state = State.read(base / FOLDER) if p.keep else State()
    morning = dt.datetime.combine(found.last + dt.timedelta(days=1), dt.time(), dt.UTC)
    models = [each.summary for each in fitted]
    return judge(
        found.rows, Learned(watched.changes, watched.odd, found.volume.gaps, models), p.alerts,
        now=morning, state=state, client=run.engagement.client,
    ).incidents  # fmt: skip
