"""Whether the rows of a flat table stand in order of time, as far as the file itself tells.

A model that is tested on rows drawn by lot knows the future of its neighbours; where rows may stand
in order of time, the last ones test. What tells::

    dates    a column of dates goes up, or down, along the rows
    months   names of months follow one another as in a calendar
    rate     what happened comes more often in some parts of the file than in others
    drift    a column's values do
    sorted   they do, but the file is sorted or grouped by a column, which accounts for it

The first four are in doubt resolved for time; `sorted` is not. Only whoever made the file knows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taller.data.contract import identities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import pandas as pd

Code = Literal["dates", "months", "rate", "drift", "sorted"]
FEWEST, PARTS = 200, 10  # rows without which nothing shows; parts of the file that are compared
CHANCE = 1e-6  # that parts differ so by the luck of the draw
MANY = 12  # different numbers, above which (or where two) a file is sorted by them
SHUFFLED = 0.2  # changes from row to row, by those of shuffled rows, of months in order
FORWARD, NEXT = 0.6, 3  # share of these changes that go on by one to three months
MOST_LEVELS = 200
_MONTHS = (
    "jan ene enero january", "feb febrero february", "mar marzo march", "apr abr abril april",
    "may mayo", "jun junio june", "jul julio july", "aug ago agosto august",
    "sep set sept septiembre setiembre september", "oct octubre october",
    "nov noviembre november", "dec dic diciembre december",
)  # fmt: skip
MONTHS = {word: n for n, words in enumerate(_MONTHS, 1) for word in words.split()}


@dataclass(frozen=True)
class Order:
    """What speaks for an order of the rows.

    Attributes
    ----------
    by_time : whether it may be the order of time; False where the file is sorted by something else
    column : the column that tells; None where it is how often it happens
    """

    by_time: bool
    code: Code
    column: str | None = None


def look(frame: pd.DataFrame, happened: np.ndarray | None = None) -> Order | None:
    """What speaks for an order of the rows; None where nothing does.

    Parameters
    ----------
    frame : the columns, typed, rows in the file's order, without the target
    happened : (n,) 0 or 1, NaN where not known
    """
    if len(frame) < FEWEST:
        return None
    if happened is not None and _is_grouped(happened):
        return Order(False, "sorted")
    told = [c for c in frame.columns if not _is_id(str(c), frame[c])]
    for name in told:
        if _is_dated(frame[name]):
            return Order(True, "dates", str(name))
    by_months = [c for c in told if _goes_by_months(frame[c])]
    drifting = happened is not None and _differs(happened) < CHANCE
    moved = next((c for c in told if _differs_of(frame[c]) < CHANCE / len(told)), None)
    key = next((c for c in told if c not in by_months and _is_key(frame[c])), None)
    if key is not None and (drifting or moved is not None):
        return Order(False, "sorted", str(key))
    if by_months:
        return Order(True, "months", str(by_months[0]))
    if drifting:
        return Order(True, "rate", next((str(c) for c in told if _is_along(frame[c])), None))
    if moved is None:
        return None
    # A number of few values that only goes up or down is as likely what the file is sorted by.
    return Order(not _is_along(frame[moved]), "drift", str(moved))


def typed(cells: Mapping[str, Sequence[str | None]]) -> pd.DataFrame:
    """Columns of text as numbers or dates, where nearly all of their cells are."""
    import pandas as pd

    from taller.data.propose.columns.values import DATE

    made = {}
    for name, values in cells.items():
        texts = pd.Series(values, dtype="object")
        held = texts.dropna()
        numbers = pd.to_numeric(held.str.replace(",", ".", regex=False), errors="coerce")
        if len(held) and numbers.notna().mean() > 0.95:
            made[name] = numbers.reindex(texts.index)
        elif len(held) and held.str.match(DATE).mean() > 0.95:
            made[name] = _dates(texts)
        else:
            made[name] = texts
    return pd.DataFrame(made)


def _dates(texts: pd.Series) -> pd.Series:
    """Dates, read as the file's own order makes most of them; text where few can be read."""
    import warnings

    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = [
            pd.to_datetime(texts, errors="coerce", dayfirst=first, format="mixed", utc=True)
            for first in (False, True)
        ]
    best = max(read, key=lambda found: (round(found.notna().mean(), 2), _in_order(found)))
    return best.dt.tz_localize(None) if best.notna().mean() > 0.95 else texts


def _in_order(values: pd.Series) -> float:
    """Share of neighbours that do not go down, or up, whichever is more."""
    held = values.dropna()
    if len(held) < 2:
        return 0.0
    steps = held.to_numpy()[1:] >= held.to_numpy()[:-1]
    back = held.to_numpy()[1:] <= held.to_numpy()[:-1]
    return float(max(steps.mean(), back.mean()))


def _is_time(values: pd.Series) -> bool:
    from pandas.api import types

    return bool(types.is_datetime64_any_dtype(values))


def _is_number(values: pd.Series) -> bool:
    from pandas.api import types

    return bool(types.is_numeric_dtype(values) and not types.is_bool_dtype(values))


def _is_id(name: str, values: pd.Series) -> bool:
    import numpy as np

    if _is_number(values):
        numbers = values.to_numpy(dtype=float)
        numbers = numbers[np.isfinite(numbers)]
        if (numbers != np.trunc(numbers)).any():
            return False
    if _is_time(values) or values.nunique() < identities.REPEATED * len(values):
        return False
    texts = [f"{v:.0f}" if isinstance(v, float) and v == int(v) else str(v)
             for v in values.dropna() if v != float("inf")]  # fmt: skip
    return identities.role(name, identities.Facts.of(texts)) is not None


def _is_dated(values: pd.Series) -> bool:
    held = _is_time(values) and values.notna().all() and values.nunique() > 1
    return bool(held) and _in_order(values) >= 0.98


def _goes_by_months(values: pd.Series) -> bool:
    import numpy as np

    if _is_time(values):
        return False
    if _is_number(values):
        named = {"month", "mes"} & set(str(values.name).lower().replace("_", " ").split())
        if not named or not values.dropna().between(1, 12).all():
            return False
        months = values.to_numpy(dtype=float)
    else:
        months = values.map(lambda v: MONTHS.get(_plain(v), np.nan)).to_numpy(dtype=float)
    if np.isnan(months).mean() > 0.02:
        return False
    months = months[~np.isnan(months)]
    _levels, counts = np.unique(months, return_counts=True)
    if len(counts) < 2:
        return False
    step = np.diff(months) % 12
    changed = step != 0
    by_chance = 1 - float(((counts / counts.sum()) ** 2).sum())
    on = (step[changed] <= NEXT).mean() if changed.any() else 0.0
    return bool(changed.mean() < SHUFFLED * by_chance and on >= FORWARD)


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFKD", str(value).strip().lower().rstrip("."))
    return "".join(c for c in text if not unicodedata.combining(c))


def _is_grouped(values: np.ndarray) -> bool:
    """Whether all that happened stands together: the file is sorted by it."""
    import numpy as np

    held = values[np.isfinite(values)]
    return len(held) > 0 and np.ptp(held) > 0 and int((np.diff(held) != 0).sum()) <= 2


def _is_along(values: pd.Series) -> bool:
    return _is_number(values) and values.nunique() > 1 and _in_order(values) == 1


def _is_key(values: pd.Series) -> bool:
    """Whether the file is sorted by it (a number of many values), or grouped by it (a text)."""
    import numpy as np
    import pandas as pd

    if _is_time(values):
        return False
    if _is_number(values):
        return _is_along(values) and (values.nunique() > MANY or values.nunique() == 2)
    codes = pd.factorize(values)[0]
    runs = int((np.diff(codes) != 0).sum()) + 1
    return len(np.unique(codes)) >= 2 and runs <= 1.05 * len(np.unique(codes)) and (
        len(codes) > 5 * runs
    )  # fmt: skip


def _parts(n: int) -> np.ndarray:
    import numpy as np

    return np.arange(n) * PARTS // n


def _differs(happened: np.ndarray) -> float:
    """Probability that parts of the file differ so in how often it happens, by chance."""
    import numpy as np

    held = np.isfinite(happened)
    return _chance(_parts(len(happened))[held], happened[held].astype(int))


def _differs_of(values: pd.Series) -> float:
    """Probability that parts of the file differ so in a column, by chance."""
    import numpy as np
    import pandas as pd

    parts = _parts(len(values))
    if _is_number(values):
        numbers = values.to_numpy(dtype=float)
        held = np.isfinite(numbers)
        held &= (np.bincount(parts[held], minlength=PARTS) > 1)[parts]
        return _chance_of_ranks(parts[held], numbers[held])
    if _is_time(values) or not 2 <= values.nunique() <= MOST_LEVELS:
        return 1.0
    return _chance(parts, pd.factorize(values)[0])


def _chance_of_ranks(parts: np.ndarray, numbers: np.ndarray) -> float:
    """Of so different ranks in the parts (Kruskal and Wallis 1952).

    Written out, as it is asked of every column.

    >>> import numpy as np
    >>> round(_chance_of_ranks(np.repeat([0, 1], 5), np.r_[1:6, 4:9].astype(float)), 4)
    0.0273
    """
    import numpy as np
    from scipy import special, stats

    n, rows = len(numbers), np.bincount(parts)
    rows = rows[rows > 0]
    if len(rows) < 2 or np.ptp(numbers) == 0:
        return 1.0
    ranks = stats.rankdata(numbers)
    sums = np.bincount(parts, ranks)[np.bincount(parts) > 0]
    apart = 12 / (n * (n + 1)) * float((sums**2 / rows).sum()) - 3 * (n + 1)
    _values, alike = np.unique(ranks, return_counts=True)
    ties = 1 - float((alike.astype(float) ** 3 - alike).sum()) / (float(n) ** 3 - n)
    return float(special.chdtrc(len(rows) - 1, apart / ties))


def _chance(parts: np.ndarray, codes: np.ndarray) -> float:
    """Of a table of parts and values (chi-squared test); rare values count as one."""
    import numpy as np
    from scipy import stats

    held = codes >= 0
    parts, codes = parts[held], codes[held]
    if not len(codes):
        return 1.0
    counts = np.bincount(codes)
    codes = np.where(counts[codes] >= 5 * PARTS, codes, counts.argmin())
    table = np.zeros((PARTS, len(counts)))
    np.add.at(table, (parts, codes), 1)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return 1.0
    return float(stats.chi2_contingency(table, correction=False).pvalue)
