"""Figures by day, kept as whole Parquet files: one for each collector and day.

A day that is collected again replaces its file at once, so that nobody reads half a day, and two
processes at a time leave the one's or the other's. What it changed of a day that was over is told
in `revisions`.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.durable import PRIVATE, beside
from taller.errors import InputError, cannot_write

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

COLLECTORS = ("performance", "business", "technical", "users")
KEY = ("collector", "metric", "day", "channel", "segment")
COLUMNS = (*KEY, "value", "n", "low", "high", "unit")
"""``channel`` and ``segment``: "" is all of them; ``value``: NaN is not known."""
REVISIONS = "revisions"
_AT = b"collected_at"


class Store:
    """The figures of one engagement.

    Parameters
    ----------
    folder : ``reports/<client>/.monitoring/metrics``
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The store in a folder; an absent one is empty."""
        return cls(Path(folder))

    @classmethod
    def of(cls, run: Any) -> Store:
        """The store beside the runs of a run's engagement."""
        return cls(Path(run.engagement.root, "reports", run.engagement.slug, ".monitoring/metrics"))

    def write(self, rows: pd.DataFrame, *, collected_at: dt.datetime) -> int:
        """Keep whole days of collectors; a day that was kept is replaced.

        Parameters
        ----------
        rows : with `COLUMNS`; one for each key
        collected_at : with its time zone

        Returns
        -------
        Figures that were revised: of days that were over when they were kept before

        Raises
        ------
        InputError
            If a collector is unknown, a key comes twice, or the disk takes no file.
        """
        import pandas as pd

        rows = tidy(rows)
        revised = [
            self._replace(str(collector), day, held, collected_at)
            for (collector, day), held in rows.groupby(["collector", "day"], sort=True)
        ]
        told = pd.concat(revised) if revised else pd.DataFrame()
        if len(told):
            told.insert(0, "collected_at", pd.Timestamp(collected_at))
            name = f"{collected_at:%Y%m%dT%H%M%S}-{os.getpid()}-{uuid.uuid4().hex[:8]}.parquet"
            self._put(_table(told, collected_at), self.folder / REVISIONS / name)
        return len(told)

    def read(
        self,
        collector: str | None = None,
        metric: str | None = None,
        since: dt.date | None = None,
    ) -> pd.DataFrame:
        """The figures that are kept, sorted by their key; `COLUMNS`.

        A file that a fault of the disk left unreadable is passed over: its day is not known, and
        is collected anew.
        """
        import pandas as pd

        frames = [
            found
            for each in ((collector,) if collector else COLLECTORS)
            for path in sorted((self.folder / each).glob("*.parquet"))
            if (since is None or path.stem >= since.isoformat())
            and (found := _read(path)) is not None
        ]
        rows = pd.concat(frames, ignore_index=True) if frames else _empty()
        if metric is not None:
            rows = rows[rows["metric"] == metric]
        return rows.sort_values(list(KEY), ignore_index=True)

    def days(self, collector: str) -> frozenset[dt.date]:
        """The days of a collector that are kept."""
        return frozenset(
            dt.date.fromisoformat(path.stem)
            for path in (self.folder / collector).glob("*.parquet")
            if _opened(path) is not None
        )

    def revisions(self) -> pd.DataFrame:
        """What later data changed: ``collected_at``, the key, ``before`` and ``after``."""
        import pandas as pd

        found = [_read(path) for path in sorted((self.folder / REVISIONS).glob("*.parquet"))]
        frames = [each for each in found if each is not None]
        columns = ["collected_at", *KEY, "before", "after"]
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)

    def _replace(
        self, collector: str, day: dt.date, rows: pd.DataFrame, at: dt.datetime
    ) -> pd.DataFrame:
        """Put a day in its place; what it changed of one that was over."""
        path = self.folder / collector / f"{day.isoformat()}.parquet"
        opened = _opened(path)
        changed = rows.iloc[:0][list(KEY)].assign(before=0.0, after=0.0)
        if opened is not None and (held := _read(path)) is not None:
            if held.equals(rows.reset_index(drop=True)):
                return changed
            earlier = dt.datetime.fromisoformat((opened.metadata or {}).get(_AT, b"").decode())
            if earlier.date() > day:
                changed = _changes(held, rows)
        self._put(_table(rows, at), path)
        return changed

    def _put(self, table: pa.Table, path: Path) -> None:
        import pyarrow.parquet as pq

        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with beside(path) as made:
                pq.write_table(table, made, compression="zstd")
                made.chmod(PRIVATE)
        except OSError as error:
            raise cannot_write(path, error) from error


def tidy(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as they are kept: columns in order, plain types, sorted by their key.

    Raises
    ------
    InputError
        If a collector is unknown, or a key comes twice.
    """
    unknown = sorted({*rows["collector"]} - {*COLLECTORS})
    if unknown:
        raise InputError("monitoring", f"unknown collector: {unknown}; known: {list(COLLECTORS)}")
    rows = rows.reindex(columns=list(COLUMNS)).astype({
        "collector": str, "metric": str, "channel": str, "segment": str, "unit": str,
        "value": float, "low": float, "high": float, "n": "Int64",
    })  # fmt: skip
    twice = rows[rows.duplicated(list(KEY))]
    if len(twice):
        first = twice.iloc[0]
        raise InputError("monitoring", f"{first['metric']} of {first['day']} comes twice")
    return rows.sort_values(list(KEY), ignore_index=True)


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    both = before.merge(after, on=list(KEY), how="outer", suffixes=("_before", "_after"))
    both = both.rename(columns={"value_before": "before", "value_after": "after"})
    same = (both["before"] == both["after"]) | (both["before"].isna() & both["after"].isna())
    return both.loc[~same, [*KEY, "before", "after"]]


def _table(rows: pd.DataFrame, at: dt.datetime) -> pa.Table:
    import pyarrow as pa

    table = pa.Table.from_pandas(rows, preserve_index=False)
    return table.replace_schema_metadata({_AT: at.isoformat().encode()})


def _read(path: Path) -> pd.DataFrame | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pq.read_table(path, partitioning=None).to_pandas()
    except (OSError, pa.ArrowException):
        return None
    return _typed(rows)


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    text = {name: str for name in ("collector", "metric", "channel", "segment", "unit")
            if name in rows}  # fmt: skip
    return rows.astype(text | ({"n": "Int64"} if "n" in rows else {}))


def _opened(path: Path) -> Any:
    """A file's schema; None where there is none, or it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_schema(path)
    except (OSError, pa.ArrowException):
        return None


def _empty() -> pd.DataFrame:
    import pandas as pd

    return tidy(pd.DataFrame(columns=list(COLUMNS)))
