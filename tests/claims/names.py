"""What a segment's name and action say of its customers, and whether their figures bear it.

Figures are medians (the return rate a mean): what the segment's customers really did, beside all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from tests.claims.said import says

Bears = Callable[[pd.Series, pd.Series], bool]  # figures of the segment, and of all


@dataclass(frozen=True)
class Word:
    """What a name says, how it is worded, and what must be so for it to be true."""

    key: str
    how: str
    bears: Bears
    types: bool = True  # whether it makes its customers a kind of their own


def _gone(here: pd.Series, everyone: pd.Series) -> bool:
    """Away for longer than others, and than they themselves let pass between two orders."""
    gap = here["tenure_days"] / here["frequency"] if here["frequency"] > 1 else 0.0
    return bool(here["recency_days"] > max(45.0, 0.9 * everyone["recency_days"], gap))


WORDS = (
    Word("new", r"newcomer|\bnew\b|nuevos|recién llegad",
         lambda s, a: s["tenure_days"] <= min(240.0, a["tenure_days"])),
    Word("many_returns", r"many returns|(?<!no )devuelven|y devuelven|muchas devoluciones",
         lambda s, a: s["return_rate"] >= max(0.05, 1.2 * a["return_rate"])),
    Word("no_returns", r"hardly any returns|no devuelven|apenas devoluciones",
         lambda s, a: s["return_rate"] <= 0.05 and a["return_rate"] >= 0.01),
    Word("gone", r"lapsed|slipping|dormant|asleep|perdid|se alejan|dormid|inactiv|ausentes"
         r"|not seen for long", _gone),
    Word("best", r"champion|\bbest\b|mejores|\bvip\b",
         lambda s, a: s["monetary"] > 1.1 * a["monetary"] and s["frequency"] >= a["frequency"]),
    Word("loyal", r"loyal|regulars|fieles|faithful|asidu",
         lambda s, a: s["frequency"] >= max(2.0, a["frequency"])),
    Word("valuable", r"valuable|valios|good customers|^buenos|high spend|gasto alto",
         lambda s, a: s["monetary"] > a["monetary"]),
    Word("low_spend", r"low spend|gasto bajo", lambda s, a: s["monetary"] < a["monetary"]),
    Word("once", r"one-time|bought once|una sola compra|tras una compra|una compra\b",
         lambda s, a: s["frequency"] <= 1),
    Word("few_orders", r"few orders|pocos pedidos|compran poco|few but large",
         lambda s, a: s["frequency"] < a["frequency"] or s["frequency"] <= 1),
    Word("many_orders", r"many orders|muchos pedidos|frequent|frecuentes",
         lambda s, a: s["frequency"] > a["frequency"]),
    Word("large", r"large orders|pero grandes|grandes pedidos",
         lambda s, a: s["monetary"] / max(s["frequency"], 1)
         > a["monetary"] / max(a["frequency"], 1)),
    Word("small", r"small one-time|compra pequeña", lambda s, a: s["monetary"] < a["monetary"]),
    Word("recent", r"seen recently|vistos hace poco|recent",
         lambda s, a: s["recency_days"] < a["recency_days"]),
    Word("old", r"long-standing|antiguos|de siempre",
         lambda s, a: s["tenure_days"] > a["tenure_days"] and s["tenure_days"] > 180),
    Word("occasional", r"occasional|ocasional", lambda s, a: s["frequency"] <= a["frequency"]),
    Word("steady", r"^steady|^constantes", lambda s, a: s["frequency"] >= 2),
    Word("promising", r"promising|prometedor",
         lambda s, a: s["monetary"] / max(s["tenure_days"], 1)
         > a["monetary"] / max(a["tenure_days"], 1)),
    Word("few_items", r"few (different )?items|pocos artículos",
         lambda s, a: s["breadth"] / max(s["frequency"], 1)
         <= a["breadth"] / max(a["frequency"], 1) or s["breadth"] < a["breadth"]),
    Word("many_items", r"many (different )?items|muchos artículos",
         lambda s, a: s["breadth"] > a["breadth"]),
    Word("ordinary", r"ordinary|como la media|average|medios", lambda s, a: True, types=False),
    Word("number", r"^(segment|group|segmento|grupo)\s*\w{1,3}$|too few|demasiado poc|fewer than"
         r"|menos de|^other\b|^otros|^all customers|^todos los clientes",
         lambda s, a: True, types=False),
)  # fmt: skip

ACTIONS = (  # what an action takes for granted of those it is for
    Word("new", r"welcome|bienvenida|second order|segundo pedido|first orders|primeros pedidos",
         lambda s, a: s["frequency"] <= 2 or s["tenure_days"] <= 240),
    Word("gone", r"win-?back|mensaje de recuperación|leave them out of paid|excluirlos de las camp",
         _gone),
    Word("returns", r"why they return|send back|por qué devuelven|qué devuelven|sizes|tallas",
         lambda s, a: s["return_rate"] >= 0.05),
    Word("best", r"early access|acceso anticipado",
         lambda s, a: s["monetary"] > a["monetary"]),
)  # fmt: skip


def words(name: str) -> list[Word]:
    """What a name says; empty where nothing here knows it."""
    return [word for word in WORDS if says(name, word.how)]


def denied(name: str, segment: pd.Series, everyone: pd.Series) -> list[str]:
    """What a name says that the figures deny."""
    return [word.key for word in words(name) if not word.bears(segment, everyone)]


def misplaced(action: str, segment: pd.Series, everyone: pd.Series) -> list[str]:
    """What an action takes for granted that the figures deny."""
    return [
        word.key for word in ACTIONS if says(action, word.how) and not word.bears(segment, everyone)
    ]
