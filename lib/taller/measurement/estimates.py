"""Estimates: a figure, how sure we are of it, from how many observations, and by what method.

Every function takes plain arrays and, where it resamples, a seeded `numpy.random.Generator`, and
gives `taller.phase.Estimate`. The caller says the unit; the method is put into words here, in the
language of the run.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

from taller.controls.progress import following
from taller.language import _, number
from taller.phase import Estimate, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

LEVEL, MIDDLE = 0.95, (0.025, 0.975)
DRAWS = 1000
SURE = 3.0  # standard errors beyond which something is claimed: 1 in 700 by chance, not 1 in 40
_CELLS_AT_ONCE = 200_000  # resampling weights held at a time: 1.6 MB, which a core keeps near it


def generator(seed: int, *purpose: str | int) -> np.random.Generator:
    """A generator of its own for each purpose, so that figures do not depend on their order.

    >>> float(generator(7, "value").random()) == float(generator(7, "value").random())
    True
    >>> float(generator(7, "value").random()) == float(generator(7, "spend").random())
    False
    """
    import numpy as np

    return np.random.default_rng([seed, *(zlib.crc32(str(part).encode()) for part in purpose)])


def above(found: Estimate, bound: float = 0.0) -> bool:
    """Whether a figure is so far above a bound that a page may claim it and act on it.

    An interval of 95% lies above the bound by chance alone once in 40 times. A page makes several
    such claims, and a client reads many pages: so three standard errors are asked for, as wide as
    the interval's lower half says they are.

    >>> close = Estimate(value=2.2, low=0.24, high=4.2, unit="number", n=50, method="")
    >>> above(close), above(close.model_copy(update={"low": 1.0}))
    (False, True)
    """
    reach = 0.0
    if found.level is not None:
        reach = (found.value - found.low) / NormalDist().inv_cdf((1 + found.level) / 2)
    return found.value - SURE * reach > bound


def below(found: Estimate, bound: float = 0.0) -> bool:
    """Whether a figure is so far below a bound that a page may claim it; see `above`."""
    return above(scaled(found, -1), -bound)


def scaled(found: Estimate, by: float, *, less: float = 0.0, unit: Unit | None = None) -> Estimate:
    """A figure times an amount, less another, and its interval with it.

    >>> lift = Estimate(value=0.2, low=0.1, high=0.4, unit="share", n=9, method="")
    >>> told = scaled(lift, -100.0, less=5.0, unit="money")
    >>> told.value, told.low, told.high, told.unit
    (-25.0, -45.0, -15.0, 'money')
    """
    low, high = sorted((by * found.low - less, by * found.high - less))
    return found.model_copy(update={"value": by * found.value - less, "low": low, "high": high,
                                    "unit": unit or found.unit})  # fmt: skip


def beside(found: Estimate, bound: float = 0.0) -> Literal["above", "below"] | None:
    """On which side of a bound an interval lies of which nothing is claimed: a page says why.

    >>> close = Estimate(value=2.2, low=0.24, high=4.2, unit="number", n=50, method="")
    >>> beside(close), beside(close, 1.0), beside(close.model_copy(update={"low": 1.0}))
    ('above', None, None)
    """
    if found.low > bound and not above(found, bound):
        return "above"
    return "below" if found.high < bound and not below(found, bound) else None


def share(hits: int, n: int, *, level: float = LEVEL) -> Estimate:
    """A share of ``n`` with Wilson's score interval, which also holds near 0 and 1.

    Raises
    ------
    ValueError
        If ``n`` is not positive or ``hits`` lies outside 0 to ``n``.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference".

    >>> found = share(10, 100)
    >>> round(found.low, 4), found.value, round(found.high, 4)
    (0.0552, 0.1, 0.1744)
    """
    if n <= 0 or not 0 <= hits <= n:
        raise ValueError(f"a share needs 0 <= hits <= n and n > 0 (got {hits} of {n})")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = hits / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    return Estimate(
        value=p,
        low=max(0.0, min(p, centre - half)),
        high=min(1.0, max(p, centre + half)),
        unit="share",
        n=int(n),
        method=_("share of {n}, Wilson interval").format(n=number(n)),
        level=level,
    )


def mean(
    values: ArrayLike,
    rng: np.random.Generator,
    *,
    unit: Unit,
    within: tuple[float, float] | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Estimate:
    """A mean with a studentised bootstrap interval, which holds for skewed amounts such as spend.

    Each resample's mean is measured in its own standard errors; the quantiles of these ratios
    replace those of Student's t. Where resamples have no spread, plain percentiles are used.

    Parameters
    ----------
    values : (n,) float, n at least 2
    within : the bounds no mean can leave, such as 0 to 1

    References
    ----------
    Efron and Tibshirani (1993), "An Introduction to the Bootstrap", section 12.5.
    """
    import numpy as np

    x = _vector(values)
    n, centre = len(x), float(np.mean(x))
    error = float(np.std(x)) / n**0.5
    shifted = x - centre  # exact cancellation where values are large against their spread
    sums = np.concatenate([w @ np.c_[shifted, shifted**2] for w in _weights(n, draws, rng)])
    offset = sums[:, 0] / n
    errors = np.sqrt(np.maximum(sums[:, 1] / n - offset**2, 0.0) / n)
    spread = errors > 1e-9 * error
    low, high = _percentiles(centre + offset, level)
    if error > 0 and spread.mean() > 0.99:
        t_low, t_high = _percentiles(offset[spread] / errors[spread], level)
        low, high = centre - t_high * error, centre - t_low * error
        method = _("mean of {n}, studentised bootstrap with {draws} resamples")
    else:
        method = _("mean of {n}, percentile bootstrap with {draws} resamples")
    if within is not None:
        low, high = max(low, within[0]), min(high, within[1])
    method = method.format(n=number(n), draws=number(draws))
    return _estimate(centre, low, high, unit, n, level, method)


def difference(
    first: ArrayLike,
    second: ArrayLike,
    rng: np.random.Generator,
    *,
    unit: Unit,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Estimate:
    """Mean of ``first - second``, measured on the same subjects, pairs kept together.

    Raises
    ------
    ValueError
        If the two differ in length.
    """
    a, b = _vector(first), _vector(second)
    if len(a) != len(b):
        raise ValueError(f"pairs need equal lengths (got {len(a)} and {len(b)})")
    found = mean(a - b, rng, unit=unit, draws=draws, level=level)
    method = _("mean difference of {n} pairs, bootstrap with {draws} resamples")
    return found.model_copy(update={"method": method.format(n=number(len(a)), draws=number(draws))})


def ratios(
    parts: ArrayLike,
    whole: ArrayLike,
    rng: np.random.Generator,
    *,
    unit: Unit = "share",
    draws: int = DRAWS,
    level: float = LEVEL,
) -> list[Estimate]:
    """Sum of each part over the sum of the whole, all parts from the same resamples.

    Parameters
    ----------
    parts : (n, m) float
        What each of n subjects contributes to each of m parts.
    whole : (n,) float
        What each contributes to the whole; its sum is positive.
    """
    import numpy as np

    divisor = _vector(whole)
    dividend = np.asarray(parts, dtype=float).reshape(len(divisor), -1)
    if divisor.sum() <= 0:
        raise ValueError(f"the whole must be positive (got {divisor.sum()})")
    values = dividend.sum(axis=0) / divisor.sum()
    columns = np.c_[dividend, divisor]
    sums = np.concatenate([w @ columns for w in _weights(len(divisor), draws, rng)])
    sums = sums[sums[:, -1] > 0]
    method = _("ratio of sums over {n}, percentile bootstrap with {draws} resamples")
    method = method.format(n=number(len(divisor)), draws=number(draws))
    return [
        _estimate(value, *_percentiles(column, level), unit, len(divisor), level, method)
        for value, column in zip(values, (sums[:, :-1] / sums[:, -1:]).T, strict=True)
    ]


def ratio(part: ArrayLike, whole: ArrayLike, rng: np.random.Generator, **how: object) -> Estimate:
    """Sum of ``part`` over sum of ``whole`` (see `ratios`)."""
    return ratios(part, whole, rng, **how)[0]  # type: ignore[arg-type]


def studentised_ratio(
    part: ArrayLike,
    whole: ArrayLike,
    rng: np.random.Generator,
    *,
    unit: Unit = "share",
    within: tuple[float, float] | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Estimate:
    """Sum of ``part`` over sum of ``whole``, where few weigh most, as in recurring revenue.

    As `mean`: each resample's ratio is measured in its own standard errors, by the delta method.
    Plain percentiles of resamples hold the truth less often: 91 % of the time where 200 accounts
    pay lognormal amounts and 8 % of them leave.

    Parameters
    ----------
    part, whole : (n,) float; the sum of ``whole`` is positive
    within : the bounds no such ratio can leave, such as 0 to 1
    """
    import numpy as np

    top, bottom = _vector(part), _vector(whole)
    if bottom.sum() <= 0:
        raise ValueError(f"the whole must be positive (got {bottom.sum()})")
    n, value = len(bottom), float(top.sum() / bottom.sum())
    rest = top - value * bottom
    error = float(np.sqrt((rest**2).sum())) / float(bottom.sum())
    columns = np.c_[rest, bottom, rest**2, rest * bottom, bottom**2]
    sums = np.concatenate([w @ columns for w in _weights(n, draws, rng)])
    off, weight, square, cross, size = sums[sums[:, 1] > 0].T
    off = off / weight
    errors = np.sqrt(np.maximum(square - 2 * off * cross + off**2 * size, 0.0)) / weight
    spread = errors > 1e-9 * error
    low, high = _percentiles(value + off, level)
    method = _("ratio of sums over {n}, percentile bootstrap with {draws} resamples")
    if error > 0 and spread.mean() > 0.99:
        t_low, t_high = _percentiles(off[spread] / errors[spread], level)
        low, high = value - t_high * error, value - t_low * error
        method = _("ratio of sums over {n}, studentised bootstrap with {draws} resamples")
    if within is not None:
        low, high = max(low, within[0]), min(high, within[1])
    method = method.format(n=number(n), draws=number(draws))
    return _estimate(value, low, high, unit, n, level, method)


def statistics(
    columns: ArrayLike,
    of_sums: Sequence[Callable[[np.ndarray], np.ndarray]],
    rng: np.random.Generator,
    *,
    unit: Unit,
    methods: Sequence[Callable[[int, int], str]],
    draws: int = DRAWS,
    level: float = LEVEL,
) -> list[Estimate]:
    """Any smooth functions of column sums, such as correlations, all from the same resamples.

    Parameters
    ----------
    columns : (n, m) float
        What each subject adds to each sum.
    of_sums : callables
        Each takes sums of shape (draws, m), gives (draws,); resamples that give no number are left
        out of its interval.
    methods : one for each: the number of subjects and of resamples to its words
    """
    import numpy as np

    table = np.asarray(columns, dtype=float)
    sums = np.concatenate([w @ table for w in _weights(len(table), draws, rng)])
    found = []
    for function, method in zip(of_sums, methods, strict=True):
        value = float(function(table.sum(axis=0, keepdims=True))[0])
        drawn = function(sums)
        drawn = drawn[np.isfinite(drawn)]
        low, high = _percentiles(drawn, level) if len(drawn) else (value, value)
        words = method(len(table), draws)
        found.append(_estimate(value, low, high, unit, len(table), level, words))
    return found


def of_draws(value: float, drawn: np.ndarray, *, unit: Unit, n: int, method: str) -> Estimate:
    """A value with the middle 95% of its draws; those that give no number are left out.

    >>> import numpy as np
    >>> found = of_draws(3.0, np.arange(3.0), unit="number", n=3, method="")
    >>> round(found.low, 3), found.value, found.high
    (0.05, 3.0, 3.0)
    """
    import numpy as np

    good = drawn[np.isfinite(drawn)]
    low, high = np.quantile(good, MIDDLE) if len(good) else (value, value)
    return _estimate(value, low, high, unit, n, LEVEL, method)


def resample_weights(n: int, draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """How often each of n subjects is drawn, in blocks of resamples: (block, n) float."""
    blocks = -(-draws // max(1, _CELLS_AT_ONCE // n))
    yield from following(_weights(n, draws, rng), "resamples", blocks)


def _vector(values: ArrayLike) -> np.ndarray:
    import numpy as np

    x = np.asarray(values, dtype=float)
    if x.ndim != 1 or len(x) < 2:
        raise ValueError(f"an interval needs at least 2 observations (got shape {x.shape})")
    if not np.isfinite(x).all():
        raise ValueError("observations must be finite numbers")
    return x


def _weights(n: int, draws: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """How often each of n subjects is drawn, in blocks of resamples: (block, n) float."""
    import numpy as np

    block = max(1, _CELLS_AT_ONCE // n)
    for start in range(0, draws, block):
        size = min(block, draws - start)
        cells = rng.integers(0, n, size=(size, n)) + n * np.arange(size)[:, None]
        yield np.bincount(cells.ravel(), minlength=size * n).reshape(size, n).astype(float)


def _percentiles(drawn: np.ndarray, level: float) -> tuple[float, float]:
    import numpy as np

    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _estimate(
    value: float,
    low: float,
    high: float,
    unit: Unit,
    n: int,
    level: float,
    method: str,
) -> Estimate:
    # A skewed statistic may fall beside its own resamples; the interval then reaches to it.
    return Estimate(
        value=float(value),
        low=min(float(low), float(value)),
        high=max(float(high), float(value)),
        unit=unit,
        n=n,
        method=method,
        level=level,
    )
