"""Rows of the client's own, as each kept model takes them; and what happened to those tested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.deployment.deployment.features.kept import KeptModel
from taller.deployment.deployment.messages import say
from taller.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.regression.features.customers import Customers
    from taller.development.template.protocol import Rows

MOST_HISTORIES = 1_000  # customers whose purchases are taken
TODAY, TESTED, COLUMNS = "today.parquet", "tested.parquet", "columns.json"
LEFT, TOLD = "left", "told"
"""What a notebook leaves beside its model: rows of today and of its test, what its columns are
called; and in the latter what happened, and what the model that was tested had told."""


@dataclass
class OwnRows:
    """Rows from the client's tables, made as the model's notebook makes them.

    Attributes
    ----------
    run : a `taller.Run`
    """

    run: Any

    def now(self, model: KeptModel) -> pd.DataFrame:
        """What there is to be answered today, in the columns of the model's contract.

        Raises
        ------
        DataError
            If a column is absent, or of another kind than the model learned from.
        """
        from taller.development.template.saving import conform

        return conform(self.present(model), model.contract)

    def present(self, model: KeptModel) -> pd.DataFrame:
        """The same with the columns that the tables give, whatever the model asks for."""
        if model.leaves_rows:
            return left_rows(model, TODAY)
        if model.kind == "probability":
            return self._probability.now
        if self._customers is None:
            return self._amounts
        return self._of_customers(list(model.contract["columns"]))

    def label(self, model: KeptModel, column: str) -> str:
        """A column in words where we made it of orders; a client's own as it is called."""
        from taller.development.classification.features.columns import Columns
        from taller.development.template.saving import read_json

        if model.leaves_rows:
            return str(read_json(model.folder / COLUMNS).get(column, column))
        built = model.kind == "probability" and not self.run.tables.has("flat")
        return Columns(built).label(column)

    def tested(self, model: KeptModel) -> Rows | None:
        """The rows that the model was tested on, with what happened; None where none are at hand.

        Models of value from orders, and of items, are fitted anew to all there is after their test;
        so is one that leaves its rows, which is judged by what it had told before, see `told`.
        """
        if model.leaves_rows:
            from taller.development.template.protocol import Rows

            rows = left_rows(model, TESTED)
            beside, target = rows[[TOLD]], rows[LEFT].to_numpy(dtype=float)
            return Rows(rows.drop(columns=[LEFT, TOLD]), target, rows.index.to_numpy(),
                        beside=beside)  # fmt: skip
        return self._probability.test if model.kind == "probability" else None

    def told(self, model: KeptModel, rows: Rows) -> np.ndarray:
        """What was told of rows that were tested on by a model that had not seen them, (n,).

        Parameters
        ----------
        rows : some of `tested`
        """
        if model.leaves_rows and rows.beside is not None:
            return rows.beside[TOLD].to_numpy()
        return np.asarray(model.scorer.score(plain(rows.features)), dtype=float)

    @cached_property
    def histories(self) -> list[list[str]]:
        """What some customers bought, (at most 1,000), the earliest purchase first."""
        orders = self.run.tables.orders
        kept = orders.filter(orders.kind == "sale", orders.user_id.notnull())
        frame = kept.select("user_id", "item_id", "event_timestamp").to_pandas()
        frame = frame.sort_values(["user_id", "event_timestamp"], kind="stable")
        listed = frame.groupby("user_id", sort=True)["item_id"].agg(list)
        every = max(1, len(listed) // MOST_HISTORIES)
        return [list(map(str, items)) for items in listed.iloc[::every][:MOST_HISTORIES]]

    @cached_property
    def _probability(self) -> Probability:
        from taller.development import classification
        from taller.development.template import split

        # One date to learn from leaves the last, on which the model was tested, as it was.
        p = self.run.settings(classification.Params)
        gathered = classification.gather(self.run.tables, p.model_copy(update={"cutoffs": 1}))
        made = split.choose(
            gathered.rows, test_share=p.test_share, folds=p.folds, seed=self.run.seed
        )
        test = made.test.open()
        fresh = gathered.fresh.features if gathered.fresh is not None else None
        now = gathered.current if gathered.current is not None else fresh
        base_rate = float(np.mean(made.train.target))
        return Probability(test.features if now is None else now, test, base_rate)

    @cached_property
    def _customers(self) -> Customers | None:
        from taller.development import regression
        from taller.development.regression.features import customers

        p = self.run.settings(regression.Params)
        return None if p.target is not None else customers.present(self.run.tables, p)

    def _of_customers(self, asked: list[str]) -> pd.DataFrame:
        """What is known of customers, in the columns that the model takes."""
        from taller.development.regression.artifacts import known

        assert self._customers is not None
        return known(self._customers, asked)

    @cached_property
    def _amounts(self) -> pd.DataFrame:
        """The rows of a flat table that its model was tested on."""
        from taller.development import regression
        from taller.development.template import split

        p = self.run.settings(regression.Params)
        rows = regression.gather(self.run.tables, p).flat
        made = split.choose(rows, test_share=p.test_share, folds=p.folds, seed=self.run.seed)
        return made.test.open().features


@dataclass(frozen=True)
class Probability:
    """Rows of the model of probabilities: today's, those tested on, and how often it happened."""

    now: pd.DataFrame
    test: Rows
    base_rate: float


def left_rows(model: KeptModel, name: str) -> pd.DataFrame:
    """Rows that a notebook left beside its model.

    Raises
    ------
    DataError
        If they are not there, or damaged.
    """
    import pandas as pd
    import pyarrow as pa

    path = model.folder / name
    try:
        return pd.read_parquet(path)
    except (OSError, pa.ArrowException) as error:
        raise DataError(path, say("rows-unreadable")) from error


def plain(frame: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Rows as a service gets them: plain numbers and texts, None where nothing is known."""
    held = frame.astype(object).where(frame.notna(), None)
    return held.to_dict("records")
