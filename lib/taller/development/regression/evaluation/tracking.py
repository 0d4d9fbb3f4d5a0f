"""Repeat purchases summed up week by week, as they came and as a model expected them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from taller.development.regression.evaluation.test import Tested
    from taller.development.regression.model.candidates import Lifetime

WEEK = 7


def weekly(tested: Tested, model: Lifetime) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """The customers known before the test window, from the first order to its end.

    Returns
    -------
    Weeks (k,); repeat purchase days summed up to each; the same expected by the model, from what
    it learned before the test window; the week the test window begins
    """
    g = tested.fitted.gathered
    base, now = g.before, g.now
    assert base is not None
    assert now is not None
    ages = base.frame["age"].to_numpy()
    whole = int(ages.max()) + (now.day - base.day).days
    first = int(ages.max()) - ages  # days from the shop's first order to the customer's
    bought = _repeat_days(base, now, int(ages.max()))
    weeks = np.arange(0, whole // WEEK + 1)
    actual = np.searchsorted(np.sort(bought), weeks * WEEK, side="left").astype("float64")
    curve = model.purchases_.expected_new(np.arange(1, whole + 1))
    curve = np.concatenate([[0.0], curve])
    begun = np.bincount(first.astype(int), minlength=whole + 1)[: whole + 1]
    expected = np.convolve(begun, curve)[: whole + 1]
    return weeks, actual, expected[weeks * WEEK], float(ages.max() / WEEK)


def _repeat_days(base: object, now: object, oldest: int) -> np.ndarray:
    """Each repeat purchase day of the base's customers, as days since the shop's first order."""
    lines = now.past.known(now.day)  # type: ignore[attr-defined]
    lines = lines.filter(lines.kept)
    days = lines.select("user_id", on=lines.event_timestamp.date()).distinct().to_pandas()
    days = days[days["user_id"].isin(base.frame.index)]  # type: ignore[attr-defined]
    import pandas as pd

    on = (pd.to_datetime(days["on"]) - pd.Timestamp(base.day)).dt.days + oldest  # type: ignore[attr-defined]
    firsts = on.groupby(days["user_id"]).transform("min")
    return on[on > firsts].to_numpy(dtype="float64")
