"""A few worlds of each sort through the product: no page says what the truth contradicts."""

from __future__ import annotations

import pytest

from tests.claims import plan
from tests.claims.count import read

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("kind", "seed"), list(plan.sample()))
def test_pages_say_what_is_so(kind: str, seed: int):
    """Neither more than there is, nor nothing where there is plenty; and nothing unheard of."""
    told = [line for page in read(kind, seed) for line in page.told]
    assert told == []
