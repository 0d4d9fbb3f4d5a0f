"""No platform's export is silently wrong: net sales are exact, or what is off is asked."""

from __future__ import annotations

import pytest

from tests.exports.judge import judge
from tests.exports.plan import plans

FIRST = [plan for plan in plans() if plan.edition == 0]
OTHERS = [pytest.param(plan, id=plan.name) for plan in plans() if plan.edition]


@pytest.mark.slow
@pytest.mark.parametrize("plan", FIRST, ids=lambda plan: plan.platform.name)
def test_a_plain_export_of_each_platform_is_exact_or_asked(plan, tmp_path):
    verdict = judge(plan, tmp_path)
    assert verdict.end in ("exact", "asked", "refused"), verdict.why


@pytest.mark.slow
@pytest.mark.parametrize("plan", OTHERS)
def test_no_export_is_silently_wrong(plan, tmp_path):
    verdict = judge(plan, tmp_path)
    assert verdict.end in ("exact", "asked", "refused"), verdict.why
