"""The laws of the simulated platform: how conditions change, what they do, what actions do."""

from __future__ import annotations

import numpy as np

STATES = ("content", "unskilled", "trouble", "dear", "asleep", "lost")
HAZARD = np.array([0.003, 0.10, 0.12, 0.10, 0.03, 0.25])
"""Chance to leave in a month in which the contract lets one."""
BEGIN = np.array([0.47, 0.15, 0.13, 0.12, 0.10, 0.03])  # of those there at the history's start
NEW = np.array([0.60, 0.35, 0.02, 0.03, 0.0, 0.0])  # of those who come
MOVES = np.array([
    # to content, unskilled, trouble, dear, asleep, lost
    [0.932, 0.016, 0.018, 0.016, 0.013, 0.005],
    [0.060, 0.930, 0.003, 0.003, 0.0, 0.004],
    [0.060, 0.0, 0.936, 0.0, 0.0, 0.004],
    [0.060, 0.0, 0.0, 0.936, 0.0, 0.004],
    [0.050, 0.0, 0.0, 0.0, 0.946, 0.004],
    [0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
])  # fmt: skip
ACTIONS = ("none", "training", "call", "offer")
COST = {"none": 0, "training": 8, "call": 70, "offer": 120}
SHIFT = np.array([
    # what an action adds to the log odds of leaving, by condition
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, -3.0, 0.0, 0.0, 1.5, 0.0],
    [0.0, -0.4, -3.0, 0.0, 1.5, 0.0],
    [0.0, 0.0, -0.3, -3.0, 1.5, 0.0],
])  # fmt: skip
LASTS = 4  # months for which an action works
RENEWALS = 6  # months' chances to leave that fall due when a yearly contract ends
ACTIVE = np.array([0.42, 0.20, 0.30, 0.34, 0.05, 0.16])  # share of working days a person uses it
KNOWN = np.array([9, 3, 7, 8, 6, 6])  # functions in use
LIFT = np.array([
    # what an action makes of the days on which it is used, by condition
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    [1.0, 1.7, 1.0, 1.0, 1.0, 1.0],
    [1.0, 1.1, 1.4, 1.0, 1.0, 1.0],
    [1.0, 1.0, 1.0, 1.1, 1.0, 1.0],
])  # fmt: skip
FUNCTIONS = ("boards", "lists", "comments", "files", "timeline", "calendar", "forms", "automations",
             "reports", "time_tracking", "goals", "api")  # fmt: skip
PLANS = ("Team", "Business", "Enterprise")
PRICE = np.array([21, 18, 16])  # of a seat and month


def leaving(state: np.ndarray, shift: np.ndarray, due: np.ndarray) -> np.ndarray:
    """Chance to leave in a month.

    Parameters
    ----------
    shift : added to the log odds by an action
    due : 1 where a month's contract ends, `RENEWALS` where a year's does, 0 where none does
    """
    odds = HAZARD[state] / (1 - HAZARD[state]) * np.exp(shift)
    return 1 - (1 - odds / (1 + odds)) ** due
