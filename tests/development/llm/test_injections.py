"""The set of injection attempts is what it says: both languages alike, and each with its sign."""

from __future__ import annotations

from collections import Counter

from taller.data.people import Mask
from tests.development.llm.injections import CATEGORIES, INJECTIONS


def test_at_least_thirty_attempts_in_each_language_and_each_kind_in_both():
    kinds = Counter((each.kind, each.language) for each in INJECTIONS)
    assert min(Counter(each.language for each in INJECTIONS).values()) >= 30
    assert all((kind, "en") in kinds and (kind, "es") in kinds for kind, _ in kinds)
    assert len({each.text for each in INJECTIONS}) == len(INJECTIONS)


def test_each_has_an_honest_category_and_another_sign_that_it_worked():
    for each in INJECTIONS:
        assert each.truth in CATEGORIES
        assert bool(each.label) != bool(each.marker)
        assert not each.label or (each.label in CATEGORIES and each.label != each.truth)


def test_masking_loses_nothing_of_an_attempt():
    """Nor does an attempt that writes placeholders of its own get anyone's data back."""
    mask = Mask()
    mask.hide("Soy Ana Ruiz, ana@example.com")
    for each in INJECTIONS:
        assert mask.restore(mask.hide(each.text)) == each.text
