"""A flat table of simulated amounts, from its CSV to the report, by the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators import fashion_store

ROOT = Path(__file__).parents[3]
FLAT = """
COPY (
    WITH lines AS (
        SELECT user_id, event_timestamp AS moment, value::DOUBLE AS value, transaction_id
        FROM '{orders}' WHERE kind = 'sale'
    ), cut AS (SELECT max(moment) - INTERVAL 90 DAY AS day FROM lines)
    SELECT user_id,
        count(DISTINCT transaction_id) FILTER (moment < day) AS orders,
        round(sum(value) FILTER (moment < day), 2) AS spent,
        min(date_diff('day', moment, day)) FILTER (moment < day) AS days_since,
        round(coalesce(sum(value) FILTER (moment >= day), 0), 2) AS next_spend
    FROM lines, cut GROUP BY user_id HAVING count(*) FILTER (moment < day) > 0
    ORDER BY user_id
) TO '{csv}' (HEADER)
"""
ENGAGEMENT = """client: Flat
language: {language}
currency: EUR
seed: 4
data:
  source: files
  flat: {{path: {csv}}}
workflow: [regression]
regression:
  target: next_spend
  subject: user_id
"""


@pytest.fixture(scope="module")
def amounts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("flat")
    settings = FashionStoreSettings(source="fashion_store", users=6_000, items=200)
    fashion_store.write(settings, seed=4, currency="EUR", folder=folder)
    csv = folder / "amounts.csv"
    duckdb.execute(FLAT.format(orders=folder / "orders.parquet", csv=csv))
    return csv


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_simulated_amounts_go_from_a_csv_to_a_report(amounts, tmp_path, language):
    file = tmp_path / "flat.yaml"
    file.write_text(ENGAGEMENT.format(csv=amounts, language=language), encoding="utf-8")
    command = [str(Path(sys.executable).parent / "taller"), "run", str(file)]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out"), "--label", "one"],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | {"OMP_WAIT_POLICY": "passive"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    folder = tmp_path / "out" / "flat" / "one"
    kept = json.loads((folder / "results" / "regression.json").read_text(encoding="utf-8"))
    found = kept.get("result", kept)
    assert found["origin"] == "flat"
    # Split-conformal intervals: 95% of the test rows, within what some 1,000 rows leave open.
    assert 0.92 < found["covered"]["value"] < 0.98
    assert found["better"]
    assert 0 < found["explained"]["low"] < found["explained"]["value"] < 0.9
    assert found["value"] is None
    page = (folder / "regression.html").read_text(encoding="utf-8")
    assert "next_spend" in page
    assert ("No value over a horizon" if language == "en" else "Sin valor en un horizonte") in page
