"""The CSV for a CRM: complete, UTF-8, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from taller.development.clustering import artifacts as crm
from taller.development.clustering.features import Customers
from taller.development.clustering.model.segmentation import choose, fit, prepare
from taller.development.clustering.params import FEATURES, Params
from taller.development.clustering.result import Profile, Segment
from taller.measurement import estimates

NASTY = ["=HYPERLINK(1)", "+1", "-7", "@x", "\tx", "\rx", 'a,"b', "ñandú 🎉", "<script>", "07"]


@pytest.fixture
def written(tmp_path):
    draw = np.random.default_rng(1)
    ids = NASTY + [f"u{i}" for i in range(90)]
    frame = pd.DataFrame(draw.lognormal(2, 1, (100, 6)), columns=FEATURES, index=ids)
    customers = Customers(frame.round().clip(lower=1), 0, dt.date(2026, 1, 1))
    p = Params(resamples=5, max_segments=3)
    prepared = prepare(customers, p)
    model, _choice = fit(prepared, choose(prepared, p, 1), customers)
    path = tmp_path / "segments.csv"
    changed = crm.write_assignment(path, model, customers, [_segment(n) for n in (1, 2, 3)])
    with path.open(encoding="utf-8", newline="") as file:
        return changed, list(csv.DictReader(file)), customers, model


def _segment(n: int) -> Segment:
    known = estimates.share(1, 2)
    return Segment(
        number=n, key="x", name="=Bad name" if n == 1 else f"Group {n}", meaning="",
        acts=False, customers=1, share=known,
        value=known, profile=Profile(**dict.fromkeys(FEATURES, 1.0)), traits="", overlap=known,
        action="Act", owner="Someone", effect="",
    )  # fmt: skip


def test_each_customer_is_there_once_with_their_segment(written):
    _changed, rows, customers, model = written
    assert len(rows) == 100
    assert [int(r["segment"]) for r in rows] == model.assign(customers.frame).tolist()
    assert {r["action"] for r in rows} == {"Act"}


def test_text_that_begins_like_a_formula_gets_an_apostrophe_and_is_counted(written):
    changed, rows, customers, model = written
    ids = [r["user_id"] for r in rows]
    assert ids[:6] == ["'=HYPERLINK(1)", "'+1", "'-7", "'@x", "'\tx", "'\rx"]
    assert ids[6:10] == NASTY[6:]
    first = int((model.assign(customers.frame) == 1).sum())
    assert changed == 6 + first
    assert all(r["segment_name"] == "'=Bad name" for r in rows if r["segment"] == "1")


def test_numbers_stay_numbers(written):
    _changed, rows, *_ = written
    assert all(float(r["net_spend"]) > 0 and r["orders"].isdigit() for r in rows)
