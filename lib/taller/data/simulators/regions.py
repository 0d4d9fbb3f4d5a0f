"""A simulated campaign in some regions: sales by region and day, some drawn by lot to have it.

Regions differ in size and follow a common course (season, weekdays, what moves all of them), each
as closely as it does, with a memory of its own. The campaign adds its share from its first day on.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from taller.data.settings.sources import RegionsSettings

NAMES = (
    "Álava", "Alicante", "Almería", "Asturias", "Badajoz", "Barcelona", "Burgos", "Cádiz",
    "Castellón", "Córdoba", "Girona", "Granada", "Huelva", "Jaén", "León", "Lleida", "Lugo",
    "Madrid", "Málaga", "Murcia", "Navarra", "Sevilla", "Valencia", "Zaragoza",
)  # fmt: skip
SALES, SPREAD = 2400.0, 0.6  # a day in the median region, and the spread of its logarithm
WEEK = np.array([0.94, 0.92, 0.95, 1.0, 1.12, 1.15, 0.92])
SHARED, OWN, KEPT = 0.04, 0.03, 0.4  # moves of all, of each, and how much of these lasts a day


def write(settings: RegionsSettings, *, seed: int, currency: str, folder: Path) -> None:
    """Write ``regions.parquet``, and ``truth_regions.parquet``: who was treated, and the lift."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rng = np.random.default_rng([seed, 17])
    n, days = settings.regions, settings.days
    named = [*NAMES, *(f"R{number:03d}" for number in range(len(NAMES), n))][:n]
    size = rng.lognormal(np.log(SALES), SPREAD, n)
    dates = pd.date_range(settings.begin, periods=days)
    season = 1 + 0.08 * np.sin(2 * np.pi * (dates.day_of_year.to_numpy() - 40) / 365)
    common = np.cumsum(rng.normal(0, SHARED / 4, days)) + rng.normal(0, SHARED, days)
    follows = rng.uniform(0.7, 1.3, n)
    own = np.zeros((days, n))
    for day, shock in enumerate(rng.normal(0, OWN, (days, n))):
        own[day] = (KEPT * own[day - 1] if day else 0) + shock
    moved = np.exp(common[:, None] * follows + own)
    sales = size * (season * WEEK[dates.day_of_week])[:, None] * moved
    treated = np.sort(rng.choice(n, min(settings.treated, n), replace=False))
    if settings.campaign:
        sales[-settings.campaign :, treated] *= 1 + settings.lift
    money, whole = pa.decimal128(18, 4), days * n
    pq.write_table(pa.table({
        "region": pa.array(named * days), "date": pa.array(np.repeat(dates.date, n)),
        "value": pa.array(sales.ravel().round(2)).cast(money), "cost": pa.nulls(whole, money),
    }), folder / "regions.parquet")  # fmt: skip
    start = dates[-1].date() - dt.timedelta(days=settings.campaign - 1)
    pd.DataFrame({
        "region": [named[place] for place in treated], "start": start, "lift": settings.lift,
    }).to_parquet(folder / "truth_regions.parquet", index=False)  # fmt: skip
