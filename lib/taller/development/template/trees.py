"""Trees of wide tables: each draws some columns once, not anew for every split.

LightGBM looks through every column that a tree may use, whichever a split then draws, so that a
table of 1,000 columns costs ten times one of 100. Above 200 columns a tree draws its own, 200 or a
fifth of them: among 1,000 columns with few, many and curved effects this was as good, in a third of
the time. With fewer than a fifth it was worse.
"""

from __future__ import annotations

from typing import Any

MANY, FIFTH = 200, 0.2  # columns of a tree; the least share of them that it draws


def of_width(settings: dict[str, Any], columns: int) -> dict[str, Any]:
    """LightGBM's settings for a matrix of so many columns.

    >>> of_width({"feature_fraction_bynode": 0.2}, 1_000)
    {'feature_fraction_bynode': 1.0, 'feature_fraction': 0.2}
    """
    if columns <= MANY:
        return settings
    share = min(settings["feature_fraction_bynode"], max(FIFTH, MANY / columns))
    return {**settings, "feature_fraction_bynode": 1.0, "feature_fraction": share}
