"""How a figure went from run to run: a line as small as a word, where there are runs to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from taller import language
from taller.language import ngettext
from taller.workbench.notes.seen import result_in
from taller.workbench.report.first.changed import by_key

WIDE, HIGH = 96, 20  # of the drawing, in its own units
MOST_RUNS = 12


def course(figure: Mapping[str, Any], name: str, pasts: Sequence[Path]) -> dict[str, Any] | None:
    """A figure's values over the last runs and this one; None with fewer than three.

    Parameters
    ----------
    figure : as it was saved
    name : its notebook
    pasts : folders of earlier runs, the oldest first

    Returns
    -------
    dict : ``points`` of a line, its ``last`` one as (x, y), and ``said`` in words
    """
    key = (figure["key"], str(figure.get("subject") or ""))
    values = [_values(folder, name).get(key) for folder in pasts[-MOST_RUNS:]]
    now, unit = float(figure["estimate"]["value"]), figure["estimate"]["unit"]
    known = [value for value in values if value is not None] + [now]
    if len(known) < 3:
        return None
    low, high = min(known), max(known)
    xs = [2 + (WIDE - 4) * i / (len(known) - 1) for i in range(len(known))]
    ys = [HIGH / 2 if high == low else 2 + (HIGH - 4) * (high - v) / (high - low) for v in known]
    said = ngettext("{n} run: from {first} to {last}", "{n} runs: from {first} to {last}",
                    len(known))  # fmt: skip
    return {
        "points": " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True)),
        "last": (round(xs[-1], 1), round(ys[-1], 1)),
        "said": said.format(
            n=language.number(len(known)),
            first=language.quantity(known[0], unit),
            last=language.quantity(now, unit),
        ),
    }


# An earlier run's results stay as they are while this one writes its page again and again.
@lru_cache(maxsize=4096)
def _values(folder: Path, name: str) -> dict[tuple[str, str], float]:
    held = result_in(folder, name) or {}
    return {key: each["estimate"].value for key, each in by_key(held).items()}
