"""Moments: what is kept of an arm, from which every figure of a trial follows by the delta method.

A mean is a mean; a share is a mean of 0 and 1; a ratio is one mean over another; an adjusted figure
takes the mean of a covariate along. So a number of units, the means of a few columns and their
covariance matrix are enough, however large the log. They are taken of a data frame, or by one
query where the data is. A unit is what the lot was drawn for: a user, or a cluster of users.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    import ibis
    import pandas as pd


MEMBERS = "_members"
"""Name of the column that counts a cluster's rows."""
MISSING = "values must be finite numbers, none missing, and each row must name its arm and cluster"


@dataclass(frozen=True)
class Moments:
    """One arm: how many units, and the means and covariances of its columns over the units.

    All may have leading axes, one cell for each of many trials at once: formulas hold for each.

    Attributes
    ----------
    columns : names of the k columns
    n : (...) units
    means : (..., k)
    covariance : (..., k, k), with n - 1 in the divisor
    carriers : (..., k) units whose value is other than 0; None where nobody counted them
    """

    columns: tuple[str, ...]
    n: np.ndarray
    means: np.ndarray
    covariance: np.ndarray
    carriers: np.ndarray | None = None

    @classmethod
    def of(cls, values: ArrayLike, columns: Sequence[str]) -> Self:
        """Moments of values, (..., units, k), none of them missing.

        >>> found = Moments.of([[1.0, 0.0], [2.0, 1.0], [3.0, 2.0]], ["value", "before"])
        >>> int(found.n), found.means.tolist(), found.covariance.tolist()
        (3, [2.0, 1.0], [[1.0, 1.0], [1.0, 1.0]])
        >>> found.carriers.tolist()
        [3, 2]
        """
        x = np.asarray(values, dtype=float)
        if not np.isfinite(x).all():
            raise ValueError(MISSING)
        n = x.shape[-2]
        if n == 0:
            return cls.empty(columns)
        means = x.mean(axis=-2)
        apart = x - means[..., None, :]
        products = np.einsum("...ui,...uj->...ij", apart, apart) / max(n - 1, 1)
        return cls(
            tuple(columns), np.full(x.shape[:-2], float(n)), means, products,
            (x != 0).sum(axis=-2),
        )  # fmt: skip

    @classmethod
    def of_sums(
        cls, columns: Sequence[str], n: ArrayLike, sums: ArrayLike, products: ArrayLike,
        carriers: ArrayLike | None = None,
    ) -> Self:  # fmt: skip
        """Moments of sums, (..., k), and sums of products, (..., k, k), as aggregated logs have.

        >>> found = Moments.of_sums(["value"], 3, [6.0], [[14.0]])
        >>> found.means.tolist(), found.covariance.tolist()
        ([2.0], [[1.0]])
        """
        count, total = np.asarray(n, dtype=float), np.asarray(sums, dtype=float)
        if (count < 1).all():
            return cls.empty(columns)
        means = total / count[..., None]
        spread = np.asarray(products, dtype=float) - total[..., :, None] * means[..., None, :]
        covariance = spread / np.maximum(count - 1, 1)[..., None, None]
        held = None if carriers is None else np.asarray(carriers)
        return cls(tuple(columns), count, means, covariance, held)

    @classmethod
    def empty(cls, columns: Sequence[str]) -> Self:
        """Moments of an arm without units."""
        k = len(columns)
        return cls(tuple(columns), np.array(0.0), np.zeros(k), np.zeros((k, k)), np.zeros(k))

    @property
    def clustered(self) -> bool:
        """Whether its units are clusters."""
        return MEMBERS in self.columns

    def place(self, column: str) -> int:
        """Where a column stands.

        Raises
        ------
        KeyError
            If it is none of these moments' columns.
        """
        if column not in self.columns:
            raise KeyError(f"no column {column!r} among {', '.join(self.columns)}")
        return self.columns.index(column)


def by_arm(
    data: pd.DataFrame | ibis.Table, columns: Sequence[str], *, arm: str = "arm",
    cluster: str | None = None,
) -> dict[str, Moments]:  # fmt: skip
    """Moments of each arm, of a frame or by one query where the data is.

    Parameters
    ----------
    data : one row per unit; with ``cluster`` one row per member (a user, a session, a day)
    columns : the k columns, numbers or yes and no, none missing
    arm : column with the arm's name
    cluster : column with the cluster, where the lot was drawn by cluster, or a unit has many rows:
        members are summed to their cluster and counted (`MEMBERS`)

    Raises
    ------
    ValueError
        If a value is missing or not finite, or an arm's or cluster's name is missing.
    """
    import pandas as pd

    names = list(dict.fromkeys(columns))
    if isinstance(data, pd.DataFrame):
        return _of_frame(data, names, arm, cluster)
    return _of_table(data, names, arm, cluster)


def _of_frame(
    data: pd.DataFrame, columns: list[str], arm: str, cluster: str | None
) -> dict[str, Moments]:
    values = (
        data[columns].astype(float).assign(**{MEMBERS: 1.0}).set_axis([*columns, MEMBERS], axis=1)
    )
    named = data[[arm, *([cluster] if cluster else [])]]
    if values.isna().to_numpy().any() or named.isna().to_numpy().any():
        raise ValueError(MISSING)
    kept = columns
    arms = data[arm]
    if cluster:
        kept = [*columns, MEMBERS]
        values = values.groupby([data[arm], data[cluster]], observed=True).sum()
        arms = values.index.get_level_values(0).to_series(index=values.index)
    return {
        str(name): Moments.of(part.to_numpy(), kept)
        for name, part in values[kept].groupby(arms.to_numpy(), observed=True)
    }


def _of_table(
    data: ibis.Table, columns: list[str], arm: str, cluster: str | None
) -> dict[str, Moments]:
    table = data.select(
        _arm=data[arm].cast("string"), **({"_cluster": data[cluster]} if cluster else {}),
        **{f"v{i}": number_of(data[name]) for i, name in enumerate(columns)},
    )  # fmt: skip
    missing = {f"g{i}": table[f"v{i}"].isnull().sum() for i in range(len(columns))}
    missing["g_arm"] = table["_arm"].isnull().sum()
    if cluster:
        missing["g_cluster"] = table["_cluster"].isnull().sum()
        sums = {f"v{i}": table[f"v{i}"].sum() for i in range(len(columns))}
        sums[f"v{len(columns)}"] = table.count().cast("float64")
        table = table.group_by("_arm", "_cluster").aggregate(**sums, **missing)
        missing = {name: table[name].sum() for name in missing}
        columns = [*columns, MEMBERS]
    places = range(len(columns))
    asked: dict[str, ibis.Value] = {"n": table.count(), **missing}
    for i in places:
        asked[f"m{i}"] = table[f"v{i}"].mean()
        asked[f"k{i}"] = (table[f"v{i}"] != 0).sum()
        asked |= {
            f"c{i}_{j}": table[f"v{i}"].cov(table[f"v{j}"], how="sample") for j in range(i + 1)
        }
    rows = table.group_by("_arm").aggregate(**asked).order_by("_arm").to_pandas()
    return {
        str(row["_arm"]): _of_row(row, columns, list(missing)) for row in rows.to_dict("records")
    }


def number_of(value: ibis.Column) -> ibis.Column:
    """A column as a number; yes is 1, by way of whole numbers, as Postgres asks."""
    whole = value.cast("int64") if value.type().is_boolean() else value
    return whole.cast("float64")


def _of_row(row: Mapping[str, Any], columns: list[str], missing: list[str]) -> Moments:
    places = range(len(columns))
    covariance = np.array(
        [[row[f"c{max(i, j)}_{min(i, j)}"] for j in places] for i in places], float
    )
    means = np.array([row[f"m{i}"] for i in places], float)
    if row["n"] == 1:
        covariance = np.zeros_like(covariance)
    if any(row[name] for name in missing) or not np.isfinite(means).all():
        raise ValueError(MISSING)
    carriers = np.array([row[f"k{i}"] for i in places])
    return Moments(tuple(columns), np.array(float(row["n"])), means, covariance, carriers)
