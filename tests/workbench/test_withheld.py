"""Where the data's totals are not the client's, no notebook's headline stands."""

from __future__ import annotations

from types import SimpleNamespace

from taller.phase import PhaseResult
from taller.workbench.keep.withheld import if_totals_differ


def tables(blocked: bool | None) -> SimpleNamespace:
    agreed = SimpleNamespace(blocked=blocked, why=lambda: "March is short by 12%.")
    return SimpleNamespace(reconciliation=None if blocked is None else agreed)


def test_a_headline_is_withheld_and_says_why():
    result = if_totals_differ(PhaseResult(headline="Sell more hats."), tables(True))
    assert result.headline.startswith("Headline withheld")
    assert "March is short by 12%." in result.headline
    assert [check.passed for check in result.checks] == [False]
    assert result.withheld


def test_a_headline_stands_where_totals_agree_or_nobody_gave_any():
    result = PhaseResult(headline="Sell more hats.")
    assert if_totals_differ(result, tables(False)) is result
    assert if_totals_differ(result, tables(None)) is result


class Told(PhaseResult):
    """The page about the data, which says it itself."""

    agrees: bool | None = None


def test_the_page_about_the_data_keeps_its_own_words():
    result = Told(headline="The totals differ.", agrees=False)
    assert if_totals_differ(result, tables(True)) is result
