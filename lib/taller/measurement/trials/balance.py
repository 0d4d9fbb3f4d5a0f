"""Sample-ratio mismatch: whether the arms have as many units as the lot would give them.

Where they do not, units were lost or counted in one arm and not in the other, and whoever is
missing is seldom like the rest: no figure of the trial can be believed.
"""

from __future__ import annotations

from collections.abc import Mapping

from taller.phase import Record

THRESHOLD = 0.01
"""p-value below which a mismatch stops the verdict."""


class Balance(Record):
    """How many units each arm has, how many it should have, and the chance of that by lot."""

    units: dict[str, int]
    expected: dict[str, float]
    p: float
    threshold: float = THRESHOLD

    @property
    def holds(self) -> bool:
        """Whether the lot may have given this."""
        return self.p >= self.threshold


def balance(units: Mapping[str, int], shares: Mapping[str, float] | None = None) -> Balance:
    """Pearson's chi-squared test of the arms' sizes.

    Parameters
    ----------
    units : what the lot was drawn for, by arm: clusters, not their members, where it was clusters
    shares : of the lot, by arm, in any scale; alike if not given. An arm that has a share and no
        units is empty; one that has units and no share should not be there.

    References
    ----------
    Fabijan et al. (2019), "Diagnosing sample ratio mismatch in online controlled experiments".

    >>> found = balance({"a": 821588, "b": 815482})
    >>> found.holds, f"{found.p:.1e}"
    (False, '1.8e-06')
    >>> balance({"a": 5050, "b": 4950}).holds
    True
    """
    from scipy.stats import chi2

    planned = dict(shares) if shares else dict.fromkeys(units, 1.0)
    names = list(dict.fromkeys([*units, *planned]))
    seen = {name: int(units.get(name, 0)) for name in names}
    n, whole = sum(seen.values()), sum(planned.values())
    expected = {name: n * planned.get(name, 0.0) / whole for name in names}
    lotted = [name for name in names if expected[name] > 0]
    if any(seen[name] for name in names if name not in lotted):
        return Balance(units=seen, expected=expected, p=0.0)
    apart = sum((seen[name] - expected[name]) ** 2 / expected[name] for name in lotted)
    p = float(chi2.sf(apart, len(lotted) - 1)) if len(lotted) > 1 else 1.0
    return Balance(units=seen, expected=expected, p=p)
