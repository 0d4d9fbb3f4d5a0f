"""Everybody there is to be answered now, by their id, as the client's tables know them today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.deployment.deployment.features.rows import OwnRows
from taller.deployment.deployment.messages import say
from taller.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from taller.deployment.deployment.features.kept import KeptModel

USER = "user_id"


def table(run: Any, model: KeptModel) -> pa.Table:
    """The rows that a kept model answers each night: an id, and the columns that it takes.

    Parameters
    ----------
    run : a `taller.Run`

    Raises
    ------
    InputError
        If the model is of a flat table, whose new rows nobody but the client has.
    DataError
        If a column is absent, or of another kind than the model learned from.
    """
    import pyarrow as pa

    if model.kind == "items":
        orders = run.tables.orders
        known = orders.filter(orders.user_id.notnull()).select(USER).distinct().order_by(USER)
        return known.to_pyarrow()
    frame = OwnRows(run).now(model)
    if frame.index.name is None:
        raise InputError(model.name, say("score-flat"))
    return pa.Table.from_pandas(frame.reset_index(), preserve_index=False)
