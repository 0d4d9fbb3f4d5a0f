"""Rows of a request, or a table's batches, as the matrix that `template.encoding.Encoder` makes.

The same numbers to the last digit without a frame, which costs a hundred times a row's trees.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.deployment.deployment.model.scoring.contract import is_missing
from taller.deployment.deployment.model.scoring.messages import say
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Sequence[tuple[str, Mapping[str, Any]]]
DAY = np.timedelta64(1, "D")
EARLIEST, LATEST = dt.datetime(1678, 1, 1), dt.datetime(2262, 1, 1)  # that nanoseconds can hold


@dataclass(frozen=True)
class Place:
    """Where a column goes in the matrix.

    Attributes
    ----------
    first, width : columns of the matrix that it takes
    codes : of a text, the place of each level; then follow the other levels, and missing
    """

    name: str
    kind: str
    first: int
    width: int
    codes: Mapping[str, int]


def width(columns: Columns) -> int:
    """How many columns of the matrix they take: a text one for each level, others, and missing."""
    return sum(
        len(known["levels"]) + 2 if known["kind"] == "text" else 1 for _name, known in columns
    )


class Encoding:
    """Columns, as an encoder knows them, to places in a matrix.

    Parameters
    ----------
    columns : each with what is known of it, ``kind`` (number, time, text) and ``levels``; one that
        a model takes in two ways stands there twice
    """

    def __init__(self, columns: Columns) -> None:
        places, first = [], 0
        for name, known in columns:
            codes = {level: at for at, level in enumerate(known.get("levels", ()))}
            place = Place(name, known["kind"], first, width([(name, known)]), codes)
            places.append(place)
            first += place.width
        self.places, self.width = tuple(places), first
        self.names = tuple(dict.fromkeys(place.name for place in places))

    def rows(self, rows: Sequence[Mapping[str, Any]]) -> np.ndarray:
        """The matrix of some rows, (n, k) float64; missing is NaN.

        Raises
        ------
        DataError
            Naming every column that is absent or of another kind.
        """
        try:
            lines = [self._line(row) for row in rows]
        except (KeyError, TypeError, ValueError, OverflowError):
            faults = list(self._faults(rows))
            if not faults:
                raise
            raise DataError(say("scoring-rows"), faults) from None
        matrix = np.array(lines, dtype="float64").reshape(len(lines), self.width)
        matrix[np.isinf(matrix)] = np.nan
        return matrix

    def _line(self, row: Mapping[str, Any]) -> list[float]:
        line = [0.0] * self.width
        for place in self.places:
            value = row[place.name]
            if place.kind == "number":
                line[place.first] = value if type(value) is float else _number(value)
            elif place.kind == "text":
                line[place.first + _code(place, value)] = 1.0
            else:
                line[place.first] = _days(value)
        return line

    def _faults(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        for number, row in enumerate(rows, start=1):
            for place in self.places:
                where = say("scoring-cell", row=number, name=place.name)
                if place.name not in row:
                    yield Fault(where, say("scoring-absent"))
                    continue
                try:
                    {"number": _number, "time": _days}.get(place.kind, str)(row[place.name])
                except (TypeError, ValueError, OverflowError):
                    given = str(row[place.name])[:60]
                    yield Fault(where, say("scoring-kind", kind=place.kind, given=given))

    def unknown(self, line: np.ndarray, number: int) -> list[Fault]:
        """What a row, (k,), leaves empty, as faults of a model that cannot do without it.

        Parameters
        ----------
        number : of the row, as the fault names it; the first is 1
        """
        return [
            Fault(say("scoring-cell", row=number, name=place.name), say("scoring-needed"))
            for place in self.places
            if place.kind != "text" and np.isnan(line[place.first])
        ]

    def batch(self, batch: pa.RecordBatch) -> np.ndarray:
        """The matrix of a batch of a table, as `rows` gives it.

        Raises
        ------
        DataError
            Naming every column that is absent or of another kind.
        """
        matrix, faults = np.zeros((batch.num_rows, self.width)), []
        for place in self.places:
            at = batch.schema.get_field_index(place.name)
            if at < 0:
                faults.append(Fault(place.name, say("scoring-absent")))
                continue
            try:
                self._fill(matrix, place, batch.column(at))
            except (TypeError, ValueError) as error:  # as Arrow's own errors are
                faults.append(
                    Fault(place.name, say("scoring-kind", kind=place.kind, given=_example(error)))
                )
        if faults:
            raise DataError(say("scoring-table"), faults)
        matrix[np.isinf(matrix)] = np.nan
        return matrix

    @staticmethod
    def _fill(matrix: np.ndarray, place: Place, column: pa.Array) -> None:
        import pyarrow as pa

        if place.kind == "text":
            coded = column.dictionary_encode()
            codes = [_code(place, value) for value in coded.dictionary.to_pylist()]
            at = coded.indices.fill_null(len(codes)).to_numpy(zero_copy_only=False)
            # The last is for what is missing.
            columns = place.first + np.array([*codes, place.width - 1])[at]
            matrix[np.arange(len(matrix)), columns] = 1.0
        elif place.kind == "number":
            if pa.types.is_temporal(column.type):
                raise TypeError(str(column.type))
            numbers = _numbers(column).to_numpy(zero_copy_only=False)
            matrix[:, place.first] = numbers
        else:
            if not (pa.types.is_temporal(column.type) or pa.types.is_string(column.type)):
                raise TypeError(str(column.type))
            matrix[:, place.first] = _since(_moments(column).to_numpy(zero_copy_only=False))


def _numbers(column: pa.Array) -> pa.Array:
    """A column as numbers; true is 1, also where a text says it."""
    import pyarrow as pa

    if pa.types.is_boolean(column.type):
        column = column.cast(pa.uint8())
    try:
        return column.cast(pa.float64())
    except pa.ArrowInvalid:
        with contextlib.suppress(pa.ArrowInvalid):
            return column.cast(pa.bool_()).cast(pa.uint8()).cast(pa.float64())
        raise


def _moments(column: pa.Array) -> pa.Array:
    """A column as moments in UTC; one that a text gives without a zone is taken as it stands."""
    import pyarrow as pa

    zone, moment = getattr(column.type, "tz", None), pa.timestamp("us")
    if zone is not None:
        return column.cast(pa.timestamp("us", zone)).cast(moment)
    try:
        return column.cast(moment)
    except pa.ArrowInvalid:
        return column.cast(pa.timestamp("us", "UTC")).cast(moment)


def _number(value: Any) -> float:
    """A number as a model takes it.

    Raises
    ------
    TypeError
        If it is a text: "12" may be a code.
    """
    if is_missing(value):
        return np.nan
    if isinstance(value, str | bytes):
        raise TypeError(value)
    return float(value)


def _code(place: Place, value: Any) -> int:
    if is_missing(value):
        return place.width - 1
    return place.codes.get(value if type(value) is str else str(value), place.width - 2)


def _days(value: Any) -> float:
    """Days since 1970; a moment with a zone is taken in UTC."""
    if is_missing(value):
        return np.nan
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    elif isinstance(value, np.datetime64):
        value = value.astype("datetime64[us]").item()
    elif not isinstance(value, dt.datetime):
        if not isinstance(value, dt.date):
            raise TypeError(value)
        value = dt.datetime.combine(value, dt.time())
    if value.tzinfo is not None:
        value = value.astimezone(dt.UTC).replace(tzinfo=None)
    if not EARLIEST <= value <= LATEST:
        raise ValueError(value)
    return float(_since(np.array([value.replace(fold=0)], dtype="datetime64[us]"))[0])


def _since(moments: np.ndarray) -> np.ndarray:
    return (moments.astype("datetime64[us]") - np.datetime64(0, "us")) / DAY


def _example(error: Exception) -> str:
    return str(error).splitlines()[0][:120]
