"""Errors of a whole source: told from few rows, and not where the data is merely unlike."""

from __future__ import annotations

import pytest

from taller.errors import DataError
from tests.data.conftest import HEADER, settings, take


@pytest.fixture
def folder(tmp_path):
    """A snapshot of two monthly files, each given as (item, price) pairs."""

    def make(*months: list[tuple[str, str]]):
        (tmp_path / "exports").mkdir()
        for number, lines in enumerate(months, start=1):
            rows = [
                f"{number}-{n},c{n},{item},2026-0{number}-{n + 1:02},1,{price}"
                for n, (item, price) in enumerate(lines)
            ]
            text = "\n".join([HEADER, *rows]) + "\n"
            (tmp_path / "exports" / f"month{number}.csv").write_text(text, encoding="utf-8")
        return take(tmp_path / "run", tmp_path, settings("exports"))

    return make


UNITS = [("hat", "19.95"), ("cap", "9.50"), ("tie", "12.25"), ("bag", "45"), ("belt", "25.90")]


@pytest.mark.parametrize("shared", [["hat"], ["hat", "cap"], ["hat", "cap", "tie"]])
def test_cents_beside_units_are_told_by_one_item_that_both_files_have(folder, shared):
    cents = [("hat", "1995"), ("cap", "950"), ("tie", "1225")]
    later = [pair for pair in cents if pair[0] in shared] + [("sock", "499"), ("shoe", "7990")]
    with pytest.raises(DataError, match=r"prices in .*month2\.csv are about a hundred times"):
        folder(UNITS, later)


@pytest.mark.parametrize(
    "later",
    [
        [("hat", "1995"), ("sock", "4.99"), ("shoe", "7.95")],  # its other prices are units
        [("hat", "1995"), ("cap", "9"), ("sock", "899")],  # another item kept its price
        [("hat", "500"), ("sock", "499"), ("shoe", "799")],  # 25 times: no cents
        [("sock", "499"), ("shoe", "7990")],  # no item in common
        [("hat", "1995"), ("sock", "3"), ("shoe", "4"), ("tie2", "5")],  # one odd price alone
    ],
)
def test_a_single_odd_price_or_dearer_goods_are_not_taken_for_cents(folder, later):
    assert folder(UNITS, later).ledger("orders").rejected == 0


def test_whole_prices_in_both_files_are_no_sign_of_cents(folder):
    """A yen shop: nothing has cents, and one item was dear once."""
    yen = [("hat", "20"), ("cap", "10"), ("tie", "12")]
    assert folder(yen, [("hat", "2000"), ("sock", "900")]).ledger("orders").rejected == 0
