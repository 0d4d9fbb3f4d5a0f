"""Unit: how each kept model behaves on the client's own rows."""

from __future__ import annotations

import pytest

N = 500  # rows asked


@pytest.mark.critical
@pytest.mark.kept("probability", "value")
def test_contract_holds(model, own_rows, evidence):
    evidence("rows", len(own_rows.now(model)), unit="count")
