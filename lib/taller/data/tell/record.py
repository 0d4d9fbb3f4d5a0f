"""The snapshot's record, ``ledger.json``: what became of every row, how good it was, its totals."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.reading import literal
from taller.data.settings.schemas import OWN, SCHEMAS
from taller.data.tables import LEDGER
from taller.data.tell import reconcile
from taller.data.tell.ledger import Ledger

if TYPE_CHECKING:
    from taller.data.settings.sources import Settings
    from taller.data.tell.quality import Quality

SCHEMA = 2


@dataclass
class Found:
    """All that reading a client's data found.

    Attributes
    ----------
    ledgers, quality : by canonical table
    control : control totals by month; None where there are no orders
    """

    ledgers: dict[str, Ledger] = field(default_factory=dict)
    quality: dict[str, Quality] = field(default_factory=dict)
    control: Any = None


def write(con: Any, tables: Path, found: Found, settings: Settings, root: Path) -> None:
    """Write the record beside the tables it tells of."""
    names = [*SCHEMAS, *OWN]
    plain = {name: found.ledgers[name].to_json() for name in names if name in found.ledgers}
    reconciliation = None
    if found.control is not None:
        reconciliation = reconcile.compare(
            found.control, settings.totals, settings.tolerance, root
        ).to_json()
    quality = {name: each.to_json() for name, each in found.quality.items()}
    record = {
        "schema": SCHEMA,
        "simulated": settings.simulated,
        "truth": sorted(
            path.stem.removeprefix("truth_") for path in tables.glob("truth_*.parquet")
        ),
        "min_group": settings.min_group,
        "tables": plain,
        "quality": quality,
        "reconciliation": reconciliation,
        "fingerprint": _fingerprint(
            con, tables, [plain, quality, reconciliation, settings.min_group]
        ),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (tables / LEDGER).write_text(text + "\n", encoding="utf-8")


def _fingerprint(con: Any, tables: Path, told: list[Any]) -> str:
    """Hash of the content: every row of every table, and all that is told of them."""
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    for name in told[0]:
        columns = "*COLUMNS(*)"
        if name in SCHEMAS:
            columns = ", ".join(column.name for column in SCHEMAS[name].canonical)
        # Sum and xor of the rows' hashes do not depend on how threads shared the rows.
        found = con.con.execute(
            f"SELECT count(*), sum(hash({columns})::HUGEINT), bit_xor(hash({columns})) "
            f"FROM read_parquet({literal(tables / f'{name}.parquet')})"
        ).fetchall()[0]
        digest.update(f"{name} {columns} {found}".encode())
    return digest.hexdigest()
