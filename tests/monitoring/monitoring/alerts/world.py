"""Figures of a made-up client, and what is said of them from look to look."""

import datetime as dt

import pandas as pd

from taller.monitoring.monitoring.artifacts.store import COLUMNS
from taller.monitoring.monitoring.model.alerts import Judged, Learned, State, judge
from taller.monitoring.monitoring.params.alerts import Rules
from taller.monitoring.monitoring.result import Change, Odd, Series

FIRST = dt.date(2026, 1, 1)
SALES = Series(collector="business", metric="sales")
BELOW = {"metric": "sales", "below": 100}


def day(n: int) -> dt.date:
    """The n-th day, from 1."""
    return FIRST + dt.timedelta(days=n - 1)


def rows(values, *, metric="sales", collector="business", channel="", spread=None, unit="money"):
    """A figure's rows from the first day on; None is a day that is not known."""
    made = [
        {"collector": collector, "metric": metric, "day": day(n), "channel": channel,
         "segment": "", "value": value, "n": 50,
         "low": None if None in (spread, value) else value - spread,
         "high": None if None in (spread, value) else value + spread, "unit": unit}
        for n, value in enumerate(values, 1)
    ]  # fmt: skip
    return pd.DataFrame(made, columns=list(COLUMNS)).astype(
        {"value": float, "low": float, "high": float}
    )


def odd(n: int, series=SALES, value=3.0) -> Odd:
    return Odd(series=series, day=day(n), value=value, expected=100, low=80, high=120,
               unit="money")  # fmt: skip


def change(n: int, series=SALES) -> Change:
    return Change(series=series, day=day(n), first=day(n - 1), last=day(n + 1), before=100,
                  after=60, low=-50, high=-30, unit="money")  # fmt: skip


class Watch:
    """One look after the other, each on the morning after the last day that is given."""

    def __init__(self, **rules) -> None:
        self.rules = Rules.model_validate({"to": ["ana"], "rules": [BELOW]} | rules)
        self.state = State()
        self.told: list = []

    def look(
        self, values, *, changes=(), odd=(), models=(), hour=9, on=None, failed="", frame=None
    ) -> Judged:
        on = on or day(len(values) + 1)
        now = dt.datetime.combine(on, dt.time(), dt.UTC) + dt.timedelta(hours=hour)
        frame = rows(values) if frame is None else frame
        learned = Learned(changes, odd, models=models)
        judged = judge(frame, learned, self.rules, now=now, state=self.state, client="Prueba",
                       failed=failed)  # fmt: skip
        self.state = State.model_validate_json(judged.state.model_dump_json())
        self.told += judged.messages
        return judged
