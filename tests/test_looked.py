"""What a step made shows itself when a cell ends with it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from taller.development.clustering.features import Customers
from taller.looked import held


def test_customers_show_what_they_hold_and_no_customer():
    frame = pd.DataFrame({"monetary": [1.0, 2.0]}, index=["ana@x.es", "eva@x.es"])
    shown = Customers(frame, 3, dt.date(2026, 1, 31))._repr_html_()
    assert "<caption>Customers at a date" in shown
    assert "<th>frame</th><td>2 rows: monetary</td>" in shown
    assert "<th>as_of</th><td>2026-01-31</td>" in shown
    assert "ana@" not in shown


def test_a_value_from_data_is_no_markup_and_no_novel():
    """A column may be called anything."""
    frame = pd.DataFrame({"<script>": [1]})
    assert "<script>" not in Customers(frame, 0, dt.date(2026, 1, 31))._repr_html_()
    assert len(held("x" * 500)) == 80
