"""Hand-made logs of experiments, and what the notebook's steps make of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.snapshot import snapshot
from taller.monitoring import experiment
from taller.monitoring.experiment.model.planned import Plan

NO_PLAN = Plan("none", None, "share", None, (), (), None, None, 0.8, 0.95)
OWN = {"user_id": "user", "arm": "arm", "exposed_at": "day"}
BOUGHT = {"key": "bought", "kind": "share", "column": "bought", "unit": "share", "role": "primary"}
SPENT = {"key": "spent", "column": "spent", "unit": "money"}
RULE = {"control": "old", "shares": {"old": 1, "new": 1}, "metrics": [BOUGHT, SPENT],
        "ends_on": "2026-03-20"}  # fmt: skip


def log(hits: dict[str, tuple[int, int]], spent: float = 10.0) -> pd.DataFrame:
    """So many buyers of so many users by version, on four days of 20; spending about the same."""
    parts = []
    for arm, (buyers, users) in hits.items():
        bought = np.zeros(users, dtype=int)
        bought[np.linspace(0, users - 1, buyers).astype(int)] = 1
        place = np.arange(users)
        days = np.array([0, 1, 6, 19])[place % 4]
        parts.append(pd.DataFrame({
            "user": [f"{arm}{n:05}" for n in place],
            "arm": arm,
            "day": pd.Timestamp("2026-03-01 12:00") + pd.to_timedelta(days, unit="D"),
            "bought": bought,
            "spent": bought * (spent + place % 5),
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


class Made:
    """A folder of runs of one client: each reads a log and judges it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.runs = folder, 0

    def tables(self, frame: pd.DataFrame, **trials: Any) -> Any:
        """The canonical tables of a log."""
        self.runs += 1
        frame.to_csv(self.folder / "log.csv", index=False)
        given = {"source": "files", "trials": {"path": "log.csv", "columns": OWN} | trials}
        self.data = TypeAdapter(DataSettings).validate_python(given)
        return snapshot.take(
            self.data, root=self.folder, folder=self.folder / f"data{self.runs}", seed=1,
            currency="EUR", now=dt.datetime(2026, 8, 1),
        )  # fmt: skip

    def judged(
        self, frame: pd.DataFrame, trials: dict[str, Any] | None = None,
        on: dt.date = dt.date(2026, 2, 1), plan: bool = False, **params: Any,
    ) -> SimpleNamespace:  # fmt: skip
        """The notebook's steps but its charts, in a folder of its own; a plan where asked for."""
        tables = self.tables(frame, **(trials or {}))
        out = self.folder / f"run{self.runs}"
        run = SimpleNamespace(
            dir=out, started=dt.datetime(on.year, on.month, on.day, 9, tzinfo=dt.UTC),
            engagement=SimpleNamespace(data=self.data), relative=str,
            artifact=lambda name: _there(out / "artifacts" / "experiment" / name),
        )  # fmt: skip
        p = experiment.Params.model_validate(RULE | params)
        fixed = experiment.fix(p, run)
        found = experiment.judge(experiment.read(tables, p), fixed, p)
        told = experiment.gains(found, 1)
        made = experiment.plan(found, tables, p) if plan else NO_PLAN
        kept = experiment.keep(fixed, run, running=found.running)
        result = experiment.conclude(found, told, made, kept)
        return SimpleNamespace(p=p, fixed=fixed, found=found, told=told, made=made, result=result)


def _there(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
