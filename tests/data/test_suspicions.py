"""Errors of a whole source: told from few rows, and not where the data is merely unlike."""

from __future__ import annotations

import numpy as np
import pytest

from taller.data.contract import suspicions
from taller.errors import DataError
from tests.data.conftest import HEADER, settings, take

pytestmark = pytest.mark.usefixtures("unmeasured")


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


def many(seed: int, typical: float, width: float, cents: float) -> list[tuple[str, str]]:
    """120 lines of goods that no other seed has; ``cents``: share of prices that are not whole."""
    drawn = np.random.default_rng(seed)
    prices = typical * np.exp(width * drawn.standard_normal(120))
    broken = drawn.random(120) < cents
    return [
        (f"item{seed}-{n}", f"{price:.2f}" if odd else f"{max(price, 1):.0f}")
        for n, (price, odd) in enumerate(zip(prices, broken, strict=True))
    ]


def in_cents(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> bool:
    """Whether the second file's prices are taken for cents beside the first one's."""
    files = []
    for start, lines in enumerate((first, second)):
        prices = np.array([float(price) for _item, price in lines])
        spread = np.quantile(prices, suspicions.SPREAD).tolist()
        whole = int((prices % 1 != 0).sum())
        files.append(suspicions._Prices(start, "", len(prices), whole, spread, 0, 1, 1, 1))
    return suspicions._is_in_cents(files[1], files, "price")


def test_other_goods_in_cents_are_told_by_how_their_prices_are_spread():
    found = 0
    for seed in range(60):
        cents = [(i, str(round(100 * float(p)))) for i, p in many(seed + 100, 30, 0.8, 1)]
        found += in_cents(many(seed, 30, 0.8, 1), cents)
    assert found >= 40  # 60 are; where prices happen to lie apart, nothing is said


@pytest.mark.parametrize("dearer", [1, 3, 10, 30, 300])
@pytest.mark.parametrize("width", [0.4, 0.8, 1.2])
def test_other_goods_with_whole_prices_are_not_taken_for_cents(dearer, width):
    for seed in range(60):
        assert not in_cents(many(seed, 30, width, 1), many(seed + 100, 30 * dearer, width, 0))


@pytest.mark.parametrize("alike", [False, True])
def test_a_file_of_other_goods_in_cents_is_refused_unless_it_is_said_to_be_right(tmp_path, alike):
    (tmp_path / "exports").mkdir()
    for month in (1, 2):
        lines = many(month, 30, 0.6, 1)
        rows = [
            f"{month}-{n},c{n},{item},2026-0{month}-03,1,{float(price) * 100 ** (month - 1):.10g}"
            for n, (item, price) in enumerate(lines)
        ]
        text = "\n".join([HEADER, *rows]) + "\n"
        (tmp_path / "exports" / f"month{month}.csv").write_text(text, encoding="utf-8")
    given = settings("exports", orders={"prices_alike": alike})
    if alike:
        assert take(tmp_path / "run", tmp_path, given).ledger("orders").accepted == 240
    else:
        with pytest.raises(DataError, match=r"month2\.csv are about a hundred times .* in all"):
            take(tmp_path / "run", tmp_path, given)
