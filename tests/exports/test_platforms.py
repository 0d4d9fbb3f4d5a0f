"""No platform's export is silently wrong: net sales are exact, or what is off is asked."""

from __future__ import annotations

import pytest

from tests.exports.judge import judge
from tests.exports.plan import plans

FIRST = [plan for plan in plans() if plan.edition == 0]
STILL_WRONG = {
    ("WooCommerce", 6), ("WooCommerce", 11), ("Magento", 4), ("Magento", 5), ("Magento", 6),
    ("Magento", 10), ("Magento", 11),
}  # fmt: skip
"""Refunds with tax and shipping in them, of which no column tells; faults to be mended."""
OTHERS = [
    pytest.param(
        plan,
        marks=pytest.mark.xfail(reason="a refund's tax is not told apart", strict=False)
        if (plan.platform.name, plan.edition) in STILL_WRONG
        else (),
        id=plan.name,
    )
    for plan in plans()
    if plan.edition
]


@pytest.mark.parametrize("plan", FIRST, ids=lambda plan: plan.platform.name)
def test_a_plain_export_of_each_platform_is_exact_or_asked(plan, tmp_path):
    verdict = judge(plan, tmp_path)
    assert verdict.end in ("exact", "asked", "refused"), verdict.why


@pytest.mark.slow
@pytest.mark.parametrize("plan", OTHERS)
def test_no_export_is_silently_wrong(plan, tmp_path):
    verdict = judge(plan, tmp_path)
    assert verdict.end in ("exact", "asked", "refused"), verdict.why
