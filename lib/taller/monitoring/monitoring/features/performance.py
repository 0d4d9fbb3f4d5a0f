"""The service by day: how many requests, how many failed, how long answers took."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from taller.data.engine import aliases
from taller.monitoring.monitoring.features.rows import figures, of_days, shares

if TYPE_CHECKING:
    import ibis

FAILED = 500  # an HTTP status from which the service, and not who asked, is at fault
FOLDER = ".deployment"


def performance(
    connection: Any, state: Path, since: dt.date | None = None, until: dt.date | None = None
) -> list[pd.DataFrame]:
    """What the request logs of an engagement's models hold; channel: model, segment: version.

    Days are those of UTC, in which the service writes. What rehearsals and probes asked, and what
    a version answered unseen, does not count.

    Parameters
    ----------
    connection : of Ibis, to the embedded database
    state : ``reports/<client>``
    """
    made = []
    for folder in sorted((state / FOLDER).glob("*/requests")):
        log = logged(connection, folder.parent)
        if log is not None:
            made += _of_model(log, folder.parent.name, since, until)
    return made


def logged(connection: Any, model: Path) -> ibis.Table | None:
    """The log of requests of a model's folder; None where there is none."""
    files = [str(aliases.plain(path)) for path in sorted((model / "requests").glob("*.parquet"))
             if _is_whole(path)]  # fmt: skip
    return connection.read_parquet(files) if files else None


def _is_whole(path: Path) -> bool:
    """Whether a file can be read; one that a fault of the disk left damaged is passed over."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        pq.read_schema(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def _of_model(
    log: ibis.Table, model: str, since: dt.date | None, until: dt.date | None
) -> list[pd.DataFrame]:
    log = log.mutate(at=log["at"].cast("timestamp"))  # its UTC, without the zone
    asked = log.filter(~log.probe, ~log.shadow)
    asked = of_days(asked, "at", since or dt.date(1970, 1, 2), until or dt.date(2200, 1, 1))
    # A request of several rows is one, and took one time.
    one = asked.group_by(["day", "version", "request_id"]).aggregate(
        seconds=asked.seconds.max(), status=asked.status.max(), minute=asked["at"].min()
    )
    made = []
    for keys in (["day"], ["day", "version"]):
        daily = one.group_by(keys).aggregate(
            n=one.count(),
            failed=(one.status >= FAILED).sum(),
            median=one.seconds.quantile(0.5) * 1000,
            late=one.seconds.quantile(0.95) * 1000,
        )
        frame = daily.to_pandas().assign(channel=model)
        frame["segment"] = frame["version"].astype(str) if "version" in keys else ""
        made += [
            figures("performance", "requests", frame, "count", value="n"),
            shares("performance", "failed", frame, hits="failed", n="n"),
            figures("performance", "median_ms", frame, "number", value="median", n="n"),
            figures("performance", "late_ms", frame, "number", value="late", n="n"),
        ]
    return [*made, *_busiest(one, model)]


def _busiest(one: ibis.Table, model: str) -> list[pd.DataFrame]:
    """Requests in the busiest minute of each day."""
    minutes = one.mutate(minute=one.minute.truncate("m"))
    counted = minutes.group_by(["day", "minute"]).aggregate(n=minutes.count())
    most = counted.group_by("day").aggregate(most=counted.n.max()).to_pandas()
    return [figures("performance", "busiest_minute", most.assign(channel=model, segment=""),
                    "count", value="most")]  # fmt: skip
