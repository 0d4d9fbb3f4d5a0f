"""Unit: the client's tables hold what was agreed."""

from __future__ import annotations

import pytest

from taller.data.settings.schemas import SCHEMAS
from taller.testing.test_suite.checks.messages import say


@pytest.mark.critical
def test_tables_are_whole(run, evidence) -> None:
    tables = run.tables
    rows, missing, odd = 0, 0, []
    for name in tables.names:
        table = tables.connection.read_parquet(str(tables.folder / f"{name}.parquet"))
        known = SCHEMAS[name].canonical if name in SCHEMAS else ()  # others have their own columns
        needed = [column.name for column in known if column.given == "required"]
        counts = {f"no_{column}": table[column].isnull().sum() for column in needed}
        counted = table.aggregate(rows=table.count(), **counts).to_pandas().iloc[0]
        lacks = int(counted.drop("rows").fillna(0).sum())
        if lacks or int(counted["rows"]) == 0:
            odd.append(name)
        rows, missing = rows + int(counted["rows"]), missing + lacks
    evidence("table_rows", rows, unit="count")
    evidence("missing_cells", missing, unit="count", threshold=0)
    assert not odd, say("suite-failed.tables_are_whole", tables=odd)


@pytest.mark.critical
def test_totals_agree(run, evidence) -> None:
    agreed = run.tables.reconciliation
    if agreed is None or not agreed.given:
        pytest.skip(say("suite-skipped.no-totals"))
    evidence("months_compared", len(agreed.compared), unit="count")
    assert not agreed.blocked, agreed.why()
