"""What people decided: ``params/<name>.decisions.csv``, a line for each decision taken or not.

The file belongs beside the engagement file, and in its history. `taller decide` writes it; a
spreadsheet may. Lines are only ever added: of several for one decision the last one holds.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from taller import handed
from taller.data.settings import places
from taller.errors import Fault, InputError
from taller.phase import Estimate

State = Literal["taken", "postponed", "refused"]
COLUMNS = ("decision", "state", "by", "on", "until", "note", "what", "value", "low", "high")
REQUIRED = COLUMNS[:4]
MOST = 10_000  # lines; more is no list of decisions
_SPANISH = {"tomada": "taken", "aplazada": "postponed", "rechazada": "refused"}


@dataclass(frozen=True)
class Taken:
    """A decision that somebody took, postponed or refused.

    Attributes
    ----------
    decision : its name, ``<notebook>.<key>``
    on, until : days, ISO 8601; ``until`` is that of one postponed, empty where open
    what : what was proposed then
    value, low, high : its effect in money as it was expected then; None where nobody knew
    """

    decision: str
    state: State
    by: str
    on: str
    until: str = ""
    note: str = ""
    what: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None

    def waits_again(self, day: str) -> bool:
        """Whether it was postponed until a day that has come."""
        return self.state == "postponed" and bool(self.until) and self.until <= day

    @property
    def expected(self) -> Estimate | None:
        """Its effect in money as it was expected then."""
        if self.value is None or self.low is None or self.high is None:
            return None
        return Estimate(value=self.value, low=self.low, high=self.high, unit="money", n=0,
                        method="as recorded")  # fmt: skip


def name_of(notebook: str, key: str) -> str:
    """What a decision goes by; "" for one that has no name of its own."""
    if not key or key.startswith(f"{notebook}."):
        return key
    return f"{notebook}.{key}"


def path(engagement_file: Path) -> Path:
    """Where the decisions of an engagement file are recorded."""
    return engagement_file.with_suffix(".decisions.csv")


def read(engagement_file: Path) -> dict[str, Taken]:
    """The last record of each decision, by its name; nothing where there is no file.

    Raises
    ------
    InputError
        Naming each line that is wrong.
    """
    file = path(engagement_file)
    if not file.exists():
        return {}
    return {record.decision: record for record in of_csv(file)}


def of_csv(file: Path) -> list[Taken]:
    """The records of a CSV, in its order, whatever its separator.

    Raises
    ------
    InputError
        If it cannot be read, and naming each line that is wrong.
    """
    places.refuse_no_file(file, file.name)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError:
        what = "is no UTF-8 text; save it as CSV in UTF-8"
        raise InputError(file, what) from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = list(csv.DictReader(io.StringIO(text), delimiter=separator))[: MOST + 1]
    missing = [f"has no column '{name}'" for name in REQUIRED if name not in (rows or [{}])[0]]
    if rows and missing:
        raise InputError(file.name, missing)
    if len(rows) > MOST:
        raise InputError(file.name, f"has more than {MOST} lines; keep those of this client")
    faults: list[Fault] = []
    found = [_record(row, line, faults) for line, row in enumerate(rows, start=2)]
    if faults:
        raise InputError(file.name, faults)
    return [record for record in found if record]


def write(engagement_file: Path, new: list[Taken]) -> None:
    """Add records to those that are there; the file appears whole or not at all."""
    file = path(engagement_file)
    kept = of_csv(file) if file.exists() else []
    handed.write_rows(file, [COLUMNS, *(_cells(record) for record in [*kept, *new])])


def _cells(record: Taken) -> list[Any]:
    values = [getattr(record, name) for name in COLUMNS]
    return ["" if value is None else value for value in values]


def _record(row: Mapping[Any, Any], line: int, faults: list[Fault]) -> Taken | None:
    cell = {name: str(row.get(name) or "").strip().removeprefix("'") for name in COLUMNS}
    if not any(cell.values()):
        return None
    before = len(faults)
    state = _SPANISH.get(cell["state"].casefold(), cell["state"].casefold())
    if state not in get_args(State):
        what = f"must be taken, postponed or refused (got '{cell['state']}')"
        faults.append(Fault("state", what, line))
    faults += [
        Fault(name, "must not be empty", line)
        for name in ("decision", "by")
        if not cell[name]
    ]  # fmt: skip
    for name in ("on", "until"):
        if (name == "on" or cell[name]) and not _is_day(cell[name]):
            faults.append(Fault(name, f"must be a day, as 2026-11-30 (got '{cell[name]}')", line))
    money = {name: _number(cell[name], name, line, faults) for name in ("value", "low", "high")}
    if len(faults) > before:
        return None
    told = Taken(
        cell["decision"], state, cell["by"], cell["on"], cell["until"], cell["note"], cell["what"]
    )  # type: ignore[arg-type]
    whole = all(value is not None for value in money.values())
    if whole and money["low"] <= money["value"] <= money["high"]:  # type: ignore[operator]
        told = replace(told, **money)
    return told


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _number(text: str, name: str, line: int, faults: list[Fault]) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if abs(value) < 1e15:
        return value
    faults.append(Fault(name, f"must be a number (got '{text}')", line))
    return None
