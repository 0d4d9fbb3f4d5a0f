"""Every messy export comes back as the same tables, or is refused with file and line.

All 200 are tested where there is time (marker ``slow``, and `make bench`); here some that hold each
shape, fault, container, encoding, delimiter and way of writing dates and numbers.
"""

from __future__ import annotations

import pytest

from taller.data.simulators import messy
from tests.data import round_trips

FEW = messy.few(40)
SPECS = messy.specs()


@pytest.fixture(scope="module")
def shop() -> messy.Shop:
    return round_trips.a_shop()


@pytest.mark.parametrize("spec", FEW, ids=lambda spec: spec.name)
def test_an_export_comes_back_the_same_or_is_refused(shop, tmp_path, spec):
    trip = round_trips.go(shop, spec, tmp_path)
    assert trip.end in ("same", "refused"), trip.why


@pytest.mark.slow
@pytest.mark.parametrize("spec", [s for s in SPECS if s not in FEW], ids=lambda spec: spec.name)
def test_every_export_comes_back_the_same_or_is_refused(shop, tmp_path, spec):
    trip = round_trips.go(shop, spec, tmp_path)
    assert trip.end in ("same", "refused"), trip.why
