"""A client's rows, as they are kept, are for whoever runs it alone."""

from __future__ import annotations

from tests.data.conftest import GOOD, HEADER, take


def test_tables_ledger_and_quarantine_are_readable_by_their_owner_alone(tmp_path):
    (tmp_path / "orders.csv").write_text(f"{HEADER}\n{GOOD}\n")
    take(tmp_path / "run", tmp_path)
    files = [path for path in (tmp_path / "run").rglob("*") if path.is_file()]
    assert {"orders.parquet", "ledger.json", "README.txt"} <= {path.name for path in files}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
