"""Worlds of one flat table. Each function makes one from a seed, and says what is so in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tests.claims.world import Truth, World

VALUE, COST = 40.0, 4.0  # of one who answers, and of a contact, where the client states them
STATED: dict[str, Any] = {"customer_value": VALUE, "contact_cost": COST}


def columns(rng: np.random.Generator, n: int) -> pd.DataFrame:
    """What is known of each row: numbers and words that have nothing to do with one another."""
    return pd.DataFrame(
        {
            "cliente_id": [f"K{k:05d}" for k in rng.permutation(n) + 1],
            "edad": rng.integers(18, 85, n),
            "visitas": rng.poisson(4, n),
            "gasto_medio": np.round(rng.lognormal(3.3, 0.6, n), 2),
            "dias_desde_alta": rng.integers(1, 1500, n),
            "plan": rng.choice(["basico", "plus", "premium"], n, p=[0.5, 0.3, 0.2]),
            "ciudad": rng.choice(["Madrid", "Sevilla", "Bilbao", "Lugo", "Soria"], n),
        }
    )


def pull(frame: pd.DataFrame) -> np.ndarray:
    """How readily each row answers, mean about 0 and deviation about 1: where there is signal."""
    plan = frame["plan"].map({"basico": -0.5, "plus": 0.3, "premium": 1.1}).to_numpy(float)
    visits = (frame["visitas"].to_numpy(float) - 4) / 2
    age = (frame["edad"].to_numpy(float) - 51) / 19
    return 0.75 * plan + 0.6 * visits - 0.45 * age


def answers(rng: np.random.Generator, p: np.ndarray) -> np.ndarray:
    """Yes or no, by these probabilities."""
    return np.where(rng.random(len(p)) < p, "si", "no")


def logistic(x: np.ndarray) -> np.ndarray:
    """Probability of these log-odds."""
    return 1 / (1 + np.exp(-x))


def gain(p: np.ndarray) -> float:
    """Most that choosing by the true probability earns per row, over contacting all or nobody.

    >>> gain(np.array([0.0, 0.5]))  # all: (-4 + 16) / 2 = 6; the one: 16 / 2 = 8
    2.0
    """
    each = p * VALUE - COST
    return float(np.maximum(each, 0).mean() - max(each.mean(), 0.0))


def _response(kind: str, seed: int, frame: pd.DataFrame, truth: Truth, **more: Any) -> World:
    settings = {"purpose": "response", "target": "respondio", **more}
    if seed // 2 % 2:
        settings |= STATED
    return World(kind, seed, frame, truth, ("classification",), flat=True,
                 sections={"classification": settings})  # fmt: skip


def noise(seed: int) -> World:
    """Who answers is by chance alone; nothing that is known of them tells."""
    rng = np.random.default_rng(seed)
    n, rate = int(rng.integers(240, 700)), float(rng.uniform(0.12, 0.45))
    frame = columns(rng, n).assign(respondio=answers(rng, np.full(n, rate)))
    return _response("noise", seed, frame, Truth(answer=False, happens=(rate, rate), gain=0.0))


def small(seed: int) -> World:
    """The same, of very few rows."""
    rng = np.random.default_rng(seed)
    n, rate = int(rng.integers(70, 130)), float(rng.uniform(0.3, 0.6))
    frame = columns(rng, n).assign(respondio=answers(rng, np.full(n, rate)))
    return _response("small", seed, frame, Truth(answer=False, happens=(rate, rate), gain=0.0))


def answer(seed: int) -> World:
    """Who answers can be told well, from enough rows."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(700, 1000))
    frame = columns(rng, n)
    p = logistic(float(rng.uniform(-2.6, -1.8)) + 1.7 * pull(frame))
    frame = frame.assign(respondio=answers(rng, p))
    truth = Truth(answer=True, gain=gain(p), ample=True, happens=(p.mean(), p.mean()))
    return _response("answer", seed, frame, truth)


def drift(seed: int) -> World:
    """Rows in order of time, which nothing says; far more say yes in the last of them."""
    rng = np.random.default_rng(seed)
    n, signal = int(rng.integers(500, 900)), seed % 3 == 0
    late = np.arange(n) >= 0.8 * n
    frame = columns(rng, n)
    # Something goes along with time, as ids and ages of accounts do in a log.
    frame = frame.assign(
        cliente_id=[f"K{k:05d}" for k in range(n)],
        dias_desde_alta=np.linspace(1400, 30, n).round() + rng.integers(0, 60, n),
    )
    base = np.where(late, 0.0, -2.2)
    p = logistic(base + (1.5 * pull(frame) if signal else 0.0))
    frame = frame.assign(respondio=answers(rng, p))
    truth = Truth(answer=signal, happens=(p[~late].mean(), p[late].mean()))
    return _response("drift", seed, frame, truth)


def calendar(seed: int) -> World:
    """Who answers depends on the month and on nothing that is known of them."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(400, 700))
    day = np.sort(rng.uniform(0, 540, n))
    p = 0.28 + 0.2 * np.cos(2 * np.pi * (day - rng.uniform(0, 365)) / 365)
    when = (pd.Timestamp("2024-03-01") + pd.to_timedelta(day, unit="D")).strftime("%Y-%m-%d")
    frame = columns(rng, n).assign(fecha=when, respondio=answers(rng, p))
    late = np.arange(n) >= 0.8 * n
    truth = Truth(answer=False, seasonal=True, happens=(p[~late].mean(), p[late].mean()))
    return _response("calendar", seed, frame, truth, time="fecha")


def _amount(kind: str, seed: int, frame: pd.DataFrame, truth: Truth) -> World:
    return World(kind, seed, frame, truth, ("regression",), flat=True,
                 sections={"regression": {"target": "importe"}})  # fmt: skip


def chance(seed: int) -> World:
    """An amount that is by chance alone."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(200, 600))
    frame = columns(rng, n).assign(importe=np.round(rng.lognormal(3.5, 0.7, n), 2))
    return _amount("chance", seed, frame, Truth(answer=False))


def outlier(seed: int) -> World:
    """An amount by chance, and one row of it a thousand times the others."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(200, 500))
    amounts = np.round(rng.lognormal(3.5, 0.5, n), 2)
    amounts[int(rng.integers(n))] *= 1000
    frame = columns(rng, n).assign(importe=amounts)
    return _amount("outlier", seed, frame, Truth(answer=False, giant="one row"))


def amount(seed: int) -> World:
    """An amount that can be told well, from enough rows."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(400, 700))
    frame = columns(rng, n)
    told = 60 + 22 * pull(frame) + 12 * rng.standard_normal(n)
    frame = frame.assign(importe=np.round(np.maximum(told, 1), 2))
    return _amount("amount", seed, frame, Truth(answer=True, ample=True))
