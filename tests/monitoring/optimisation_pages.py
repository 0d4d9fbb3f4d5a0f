"""What the notebook of optimisation does with tables, without a page."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from taller.monitoring import optimisation as o
from tests.monitoring.optimisation_tables import Made, tables


@dataclass
class Page:
    """What was found, and all that tables and charts say."""

    found: Any
    result: Any
    said: str


def page(made: Made, *, seed: int = 1, others: dict | None = None, **knobs: Any) -> Page:
    """The notebook's steps, one after the other."""
    p = o.Params(**knobs)
    named = o.channels(made, p.grain)
    journeys = o.read_journeys(made, named, p, seed)
    credit = o.credit(journeys, p)
    read = o.read_sources(made, journeys.journeys is not None)
    sources = o.by_source(read, seed)
    response = o.respond(o.read_media(made, named, p), p, seed)
    shares = o.allocate(response, p)
    quarter, totals = o.next_quarter(response, shares, p), o.frontier(response, p)
    trial = o.next_experiment(response, p, seed)
    advice = o.advise(response, credit, shares, totals, trial)
    ranked = o.ranked(others or {}, advice)
    found = o.Found(credit, sources, response, shares=shares, quarter=quarter, trial=trial,
                    decisions=advice, ranked=ranked, earlier=())  # fmt: skip
    o.checked(credit)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):  # what stands where there is no table
        shown = [
            o.tables.journeys(journeys, p), o.charts.credit(credit), o.tables.credit(credit),
            o.charts.sources(sources), o.tables.sources(sources),
            o.tables.response(response, credit), o.charts.curves(response),
            o.charts.validation(response), o.tables.lifts(response), o.charts.budget.mix(shares),
            o.tables.budget.mix(shares), o.charts.budget.quarter(quarter),
            o.tables.budget.quarter(quarter), o.charts.budget.totals(totals),
            o.tables.budget.next_experiment(trial), o.tables.recommendations(ranked, {}),
        ]  # fmt: skip
    said = [each.text if hasattr(each, "text") and hasattr(each, "html") else _titles(each)
            for each in shown if each is not None]  # fmt: skip
    return Page(found, o.conclude(found), "\n".join([*said, printed.getvalue()]))


def _titles(chart: Any) -> str:
    title = chart.to_dict().get("title")
    return " ".join(map(str, title.values())) if isinstance(title, dict) else str(title)


def weekly(spend: np.ndarray, sales: np.ndarray, names: tuple[str, ...]) -> Made:
    """Tables of weekly spend (weeks, channels) and sales (weeks)."""
    mondays = pd.date_range("2023-01-02", periods=len(sales), freq="7D")
    rows = [(day.date(), name, float(spend[t, c]))
            for t, day in enumerate(mondays) for c, name in enumerate(names)]  # fmt: skip
    cost = pd.DataFrame(rows, columns=["date", "campaign", "cost"])
    orders = pd.DataFrame({
        "event_timestamp": mondays, "value": sales, "user_id": "u",
        "transaction_id": [f"o{t}" for t in range(len(sales))],
    })  # fmt: skip
    return tables(spend=cost.assign(source="s", medium="cpc"), orders=orders)


def season(weeks: int) -> np.ndarray:
    """Demand of a year, 1 on average."""
    return 1 + 0.2 * np.sin(2 * np.pi * np.arange(weeks) / 52.18)


def adstocked(spend: np.ndarray, kept: float = 0.3) -> np.ndarray:
    """(T, C) spend carried over."""
    found = np.zeros_like(spend)
    for t in range(len(spend)):
        found[t] = spend[t] + kept * (found[t - 1] if t else 0)
    return found


def sold(spend: np.ndarray, most: tuple[float, ...], kept: float = 0.3) -> np.ndarray:
    """(T, C) what spend adds: at most so much, half of it at the mean spend."""
    carried = adstocked(spend, kept)
    return np.array(most) * carried / (carried + spend.mean(axis=0) / (1 - kept))
