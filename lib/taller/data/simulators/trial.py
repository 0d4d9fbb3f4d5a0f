"""A simulated experiment: a shop's new product page against the one it has, drawn per visitor.

Whoever spent before buys more often, in both arms; the new page adds its lift to everybody's chance
of buying. Baskets are skewed, some purchases are sent back. The truth is what the arms' chances
come to, not what the draw made of them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from taller.data.settings.sources import TrialSettings

ARMS = ("control", "new_page")
BASKET, SPREAD = 58.0, 0.7  # median money of a purchase, and spread of its logarithm
KNOWN, BEFORE = 0.6, 1.0  # share of users who bought before; spread of the log of what they spent
SENT_BACK = 0.12
MOBILE = 0.64


def write(settings: TrialSettings, *, seed: int, folder: Path) -> None:
    """Write ``trials.parquet``, a row per visitor, and ``truth_trial.parquet``."""
    rng = np.random.default_rng([seed, 16])
    n = settings.users
    treated = rng.permutation(n) < n // 2
    before = np.where(rng.random(n) < KNOWN, rng.lognormal(3.6, BEFORE, n), 0.0)
    taste = 0.4 + np.log1p(before) / 3.4  # who spent before buys more often
    chance = settings.conversion * taste / taste.mean()
    chance = np.minimum(chance * np.where(treated, 1 + settings.lift, 1.0), 0.95)
    bought = rng.random(n) < chance
    spent = np.where(bought, rng.lognormal(np.log(BASKET), SPREAD, n), 0.0)
    back = bought & (rng.random(n) < SENT_BACK)
    seconds = np.sort(rng.integers(0, settings.days * 86_400, n))
    begin = dt.datetime.combine(settings.begin, dt.time())
    frame = pd.DataFrame({
        "experiment": pd.Series([None] * n, dtype="string"),
        "user_id": [f"V{number:07d}" for number in range(n)],
        "cluster_id": pd.Series([None] * n, dtype="string"),
        "arm": np.array(ARMS)[treated.astype(int)],
        "arms": pd.Series([None] * n, dtype="string"),
        "exposed_at": pd.Timestamp(begin) + pd.to_timedelta(seconds, unit="s"),
        "users": 1,
        "rows": 1 + rng.poisson(1.4, n),
        "bought": bought.astype(int),
        "revenue": spent.round(2),
        "sent_back": back.astype(int),
        "spent_before": before.round(2),
        "device": np.where(rng.random(n) < MOBILE, "mobile", "desktop"),
    })  # fmt: skip
    frame.to_parquet(folder / "trials.parquet", index=False)
    share = settings.conversion
    money = share * BASKET * float(np.exp(SPREAD**2 / 2))
    truth = {"bought": share, "revenue": money, "sent_back": share * SENT_BACK}
    pd.DataFrame({
        "column": list(truth), "control": list(truth.values()),
        "difference": [value * settings.lift for value in truth.values()],
    }).to_parquet(folder / "truth_trial.parquet", index=False)  # fmt: skip
