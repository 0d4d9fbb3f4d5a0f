"""What of a template's parameters the data cannot bear, asked before its notebook runs.

Faults are pairs: the parameter, and what is wrong with it in this data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from taller.development.template import source
from taller.development.template.messages import say
from taller.errors import AnalysisError, DataError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from taller.data.tables import Tables

Found = Iterator[tuple[str, str]]


class _Dated(Protocol):
    as_of: dt.date | None


def dates(tables: Tables, p: _Dated) -> Found:
    """A date to look from that lies before the first order, or long after the last."""
    if p.as_of is not None and tables.has("orders"):
        why = source.misdated(p.as_of, *source.span(tables.orders))
        if why:
            yield "as_of", why


def columns(tables: Tables, p: Any, *parameters: str) -> Found:
    """Parameters that name a column which the flat table does not have."""
    known = list(tables.flat.columns)
    for parameter in parameters:
        given = getattr(p, parameter)
        for name in [given] if isinstance(given, str) else given or ():
            if name not in known:
                near = did_you_mean(name, known)
                yield parameter, say("source-column.absent", name=name, near=near)


def values(tables: Tables, p: Any, **read: Callable[[pd.Series, str], Any]) -> Found:
    """Parameters that name a column whose values a step of the notebook would refuse.

    Parameters
    ----------
    read : by parameter, the step; it takes the column and its name
    """
    given = {parameter: getattr(p, parameter) for parameter in read}
    named = {key: name for key, name in given.items() if name in tables.flat.columns}
    if not named:
        return
    frame = tables.flat.select(list(dict.fromkeys(named.values()))).to_pandas()
    for parameter, name in named.items():
        yield from refused(parameter, partial(read[parameter], frame[name], name))


def refused(parameter: str, call: Callable[[], Any]) -> Found:
    """What a step of the notebook would refuse, said of the parameter it comes from."""
    try:
        call()
    except (DataError, AnalysisError) as error:
        faults = getattr(error, "faults", None)
        yield parameter, "; ".join(fault.what for fault in faults) if faults else str(error)
