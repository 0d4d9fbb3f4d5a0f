"""Round trips: a messy export is written, read as a client's data, and held against what it was.

A trip ends well where the same canonical tables come back, or where the data is refused with file
and line and that is right. Whatever else happens is wrong, an error that names nothing included.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from taller.data import people
from taller.data.settings.schemas import SCHEMAS
from taller.data.settings.sources import DataSettings, FashionStoreSettings, TableFile
from taller.data.simulators import fashion_store
from taller.data.snapshot import snapshot
from taller.data.tables import Tables
from taller.errors import DataError, InputError, SeveralError
from tests import messy
from tests.messy.sheets import Meant

CURRENCY = "EUR"
CLIENT = "round-trip"
NUMBERED = ("line", "event")  # positions in a file, which only say what came first
TINY = Decimal("0.0001")


@dataclass(frozen=True)
class Trip:
    """How a round trip ended: ``same``, ``refused`` (rightly) or ``wrong``, and why."""

    spec: messy.Spec
    end: str
    why: str = ""


def a_shop(seed: int = 1, lines: int = 240) -> messy.Shop:
    """The shop whose tables are written."""
    settings = FashionStoreSettings(source="fashion_store", users=150, items=60)
    tables = fashion_store.simulate(settings, seed=seed, currency=CURRENCY)
    return messy.from_tables(tables, seed=seed, lines=lines)


def go(shop: messy.Shop, spec: messy.Spec, root: Path) -> Trip:
    """Write an export, take its snapshot, and judge what came back."""
    root.mkdir(parents=True, exist_ok=True)
    export = messy.write(shop, spec, root)
    try:
        settings = TypeAdapter(DataSettings).validate_python(dict(export.settings))
        tables = snapshot.take(
            settings, root=root, folder=root / "run", seed=1, currency=CURRENCY,
            now=dt.datetime(2026, 7, 1, 12), client=CLIENT,
        )  # fmt: skip
    except (DataError, SeveralError) as error:
        wrong = _refusal(export, error)
        return Trip(spec, "wrong", wrong) if wrong else Trip(spec, "refused", str(error))
    except Exception as error:
        return Trip(spec, "wrong", f"crashed: {type(error).__name__}: {error}")
    if export.outcome == "refused":
        return Trip(spec, "wrong", "was read without a word, and should have been refused")
    wrong = _tables(export, tables)
    return Trip(spec, "wrong", wrong) if wrong else Trip(spec, "same")


def _refusal(export: messy.Export, error: InputError) -> str:
    """What is wrong with a refusal; empty where it is right."""
    if export.refusal is None:
        return f"was refused, and is right: {error}"
    said = str(error)
    if export.refusal.file not in said:
        return f"the refusal does not name {export.refusal.file}: {said}"
    if not any(word in said for word in export.refusal.about):
        return f"the refusal is about something else: {said}"
    lines = export.refusal.lines
    if lines and not any(fault.line in lines for fault in error.faults):
        told = f"{lines.start} to {lines.stop - 1}" if len(lines) > 1 else str(lines.start)
        return f"the refusal does not name line {told}: {said}"
    return ""


def _tables(export: messy.Export, tables: Tables) -> str:
    """What is wrong with the tables that came back; empty where they are right."""
    if set(tables.names) != set(export.tables):
        return f"tables {sorted(tables.names)}, and not {sorted(export.tables)}"
    for name in export.tables:
        wrong = _table(export, tables, name) or _quarantine(export, tables, name)
        if wrong:
            return f"{name}: {wrong}"
    return _seen(export, tables)


def _table(export: messy.Export, tables: Tables, name: str) -> str:
    columns = [c.name for c in SCHEMAS[name].canonical if c.name not in NUMBERED]
    ours = [_row(row, columns) for row in _read(tables, name)]
    wrongs = []
    for hides in (_hides_emails, pseudonym):
        wanted = [_row(_hidden(row, hides), columns) for row in export.tables[name]]
        wrongs.append(_unlike(name, ours, wanted, columns))
    return "; with all people hidden: ".join(wrongs) if all(wrongs) else ""


def _hidden(row: dict[str, Any], hides: Callable[[str], str]) -> dict[str, Any]:
    """A row with its customer hidden: e-mail addresses at least, or whoever stands there."""
    return {**row, "user_id": hides(row["user_id"])} if row.get("user_id") else row


def _hides_emails(user: str) -> str:
    return pseudonym(user) if "@" in user else user


def _unlike(
    name: str, ours: list[dict[str, Any]], wanted: list[dict[str, Any]], columns: list[str]
) -> str:
    """What two tables differ in."""
    if len(ours) != len(wanted):
        return f"{len(ours)} rows, and not {len(wanted)}"
    for one, other in zip(sorted(ours, key=_by), sorted(wanted, key=_by), strict=True):
        unlike = [c for c in columns if not _alike(c, one[c], other[c])]
        if unlike:
            told = ", ".join(f"{c} {one[c]!r}, and not {other[c]!r}" for c in unlike)
            return f"{told}, in {one}"
    if name == "orders" and all(row["kind"] != "refund" for row in wanted):
        moved = [i for i, (a, b) in enumerate(zip(ours, wanted, strict=True)) if _by(a) != _by(b)]
        if moved:
            return f"row {moved[0]} is not in the order of the file"
    return ""


def _read(tables: Tables, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows = pq.read_table(tables.folder / f"{name}.parquet").to_pylist()
    key = next((c for c in NUMBERED if rows and c in rows[0]), None)
    if key is None:
        return rows
    assert len({row[key] for row in rows}) == len(rows), f"{name}.{key} is not unique"
    return sorted(rows, key=lambda row: row[key])


def _row(row: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    return {
        column: row[column].quantize(TINY) if isinstance(row.get(column), Decimal) else row[column]
        for column in columns
    }


def _by(row: dict[str, Any]) -> tuple[str, ...]:
    """What rows are sorted by: all but the price, which may be a rounded quotient."""
    return tuple(str(value) for name, value in row.items() if name != "price")


def _alike(column: str, one: Any, other: Any) -> bool:
    if column == "price" and one is not None and other is not None:
        return abs(one - other) <= TINY
    return one == other and type(one) is type(other)


def _quarantine(export: messy.Export, tables: Tables, name: str) -> str:
    import pyarrow.parquet as pq

    ledger = tables.ledger(name)
    if ledger.read != ledger.accepted + ledger.rejected:
        return f"{ledger.read} rows read, {ledger.accepted} accepted, {ledger.rejected} rejected"
    path = tables.folder.parent / "quarantine" / f"{name}.parquet"
    kept = pq.read_table(path).to_pylist() if path.exists() else []
    if len(kept) != ledger.rejected:
        return f"{len(kept)} rows in quarantine, {ledger.rejected} rejected"
    ours = Counter(tuple(sorted(row["reasons"])) for row in kept)
    wanted = Counter(export.rejected.get(name, {}))
    more, fewer = ours - wanted, wanted - ours
    if fewer or more.total() > export.spare:
        return f"rejected {dict(ours)}, and not {dict(wanted)}"
    return ""


def _seen(export: messy.Export, tables: Tables) -> str:
    """Whether a personal value is anywhere in the snapshot but in quarantine."""
    texts = [path.read_text("utf-8") for path in tables.folder.glob("*.json")]
    for name in tables.names:
        texts += [str(value) for row in _read(tables, name) for value in row.values()]
    whole = "\n".join(texts).casefold()
    seen = [secret for secret in export.secrets if secret.casefold() in whole]
    return f"{len(seen)} personal values are in the snapshot" if seen else ""


def pseudonym(text: str) -> str:
    """The pseudonym of a person, by Python's own HMAC."""
    whole = hmac.new(people.key(CLIENT), text.strip().lower().encode(), hashlib.sha256)
    return whole.hexdigest()[:32]


def proposed(export: messy.Export) -> list[tuple[str, str | None, str | None]]:
    """Each column of an export, what it means, and what it is proposed to mean, without help.

    Several columns may make one canonical column, such as a customer's number and e-mail address;
    the proposal may then name any of them. Of a file that is not understood all is wrong.
    """
    found: list[tuple[str, str | None, str | None]] = []
    for meant in export.meant:
        try:
            ours = _proposal(export.root, meant)
        except DataError:
            if export.outcome == "same":
                found += [(c, meaning, "not understood") for c, meaning in meant.columns.items()]
            continue
        said = set().union(*ours.values())
        for column, meaning in meant.columns.items():
            told = ours.get(column, set())  # several where a column holds JSON
            right = meaning in told if told else meaning is None or meaning in said
            found.append((column, meaning, meaning if right else min(told, default=None)))
    return found


def _proposal(root: Path, meant: Meant) -> dict[str, set[str]]:
    """What each column of a file is proposed to mean in the table it holds."""
    from taller.data.propose.proposal import propose

    table = meant.tables[0]
    tables = {t.table: t.columns for t in propose(
        TableFile(path=meant.path, sheet=meant.sheet), root=root
    ).tables}  # fmt: skip
    ours: dict[str, set[str]] = {}
    for name, column in tables.get(table, {}).items():
        ours.setdefault(column, set()).add(f"{table}.{name}")
    return ours
