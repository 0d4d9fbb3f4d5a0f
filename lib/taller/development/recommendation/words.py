"""Words of the recommendation's tables, charts and findings."""

from __future__ import annotations

from taller.development.recommendation.model.training import Setting
from taller.language import _, number


def model(kind: str) -> str:
    """A model's name as a reader knows it."""
    return {
        "ease": _("Item-to-item (EASE)"),
        "als": _("Factors (ALS)"),
        "copurchase": _("Bought together"),
        "popularity": _("Best-sellers"),
    }[kind]


def measure(name: str) -> str:
    """A measure's name."""
    return {
        "ndcg": "nDCG",
        "map": "MAP",
        "precision": _("Precision"),
        "recall": _("Recall"),
        "hit": _("At least one hit"),
        "novelty": _("Novelty (bits)"),
        "diversity": _("Diversity"),
    }[name]


def setting(found: Setting) -> str:
    """How a model was set, in a few words."""
    names = {
        "regularisation": _("regularisation"), "dropout": _("dropout"), "factors": _("factors"),
        "alpha": _("confidence"), "user_weight": _("weight of long histories"),
        "user_side": _("towards customers"),
    }  # fmt: skip
    told = [
        f"{names[key]} {number(value, _digits(value))}"
        for key, value in found.options.items() if value or key in ("regularisation", "dropout")
    ]  # fmt: skip
    if found.trend >= 0.01:
        told.append(_("best-sellers {weight}").format(weight=number(found.trend, 1)))
    if found.events:
        told.append(_("with looks and carts"))
    if found.half_life:
        told.append(_("counting half after {days} days").format(days=number(found.half_life)))
    return ", ".join(told) or "–"


def _digits(value: float) -> int:
    return 0 if float(value) == int(value) else 2


def part(name: str) -> str:
    """A part of the customers."""
    return {"warm": _("with earlier purchases"), "cold": _("without earlier purchases")}[name]
