"""In words: how a model was set, and what suggestions cannot tell."""

from __future__ import annotations

from taller.development.recommendation.features import Gathered
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.training import Setting
from taller.language import number
from taller.tabular import MISSING


def setting(found: Setting) -> str:
    """How a model was set, in a few words."""
    told = [
        say(f"setting.{key}", value=number(value, 0 if float(value).is_integer() else 2))
        for key, value in found.options.items() if value or key in ("regularisation", "dropout")
    ]  # fmt: skip
    if found.trend >= 0.01:
        told.append(say("setting-trend", weight=found.trend))
    if found.events:
        told.append(say("setting-events"))
    if found.half_life:
        told.append(say("setting-fading", days=found.half_life))
    return ", ".join(told) or MISSING


def limits(gathered: Gathered) -> tuple[str, ...]:
    """What suggestions cannot tell."""
    catalogue = gathered.catalogue
    found = (say("limit-bought"), say("limit-shown"))
    if catalogue is not None and catalogue.knows("stock"):
        return (*found, say("limit-stock"))
    return found
