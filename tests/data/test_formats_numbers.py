"""Numbers: every dialect comes back exactly; what could be two numbers is decided or refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.formats import parse
from taller.data.settings.schemas import MONEY
from taller.errors import DataError

FEW = settings(max_examples=40, deadline=None)


def read(*cells, **hints):
    return parse(cells, MONEY, **hints)


def money(*texts):
    return [None if text is None else Decimal(text) for text in texts]


def grouped(whole: str, mark: str, first: int = 3, rest: int = 3) -> str:
    """Digits in groups; 12345678 in Indian groups (3, then 2) is 1,23,45,678."""
    head, tail = whole[:-first], [whole[-first:]]
    while head:
        head, tail = head[:-rest], [head[-rest:], *tail]
    return mark.join(tail)


DIALECTS = {  # decimal mark, how whole digits are grouped
    "1234.5": (".", lambda digits: digits),
    "1,234.5": (".", lambda digits: grouped(digits, ",")),
    "1 234.5": (".", lambda digits: grouped(digits, " ")),
    "1'234.5": (".", lambda digits: grouped(digits, "'")),
    "12,34,567.8": (".", lambda digits: grouped(digits, ",", 3, 2)),
    "1234,5": (",", lambda digits: digits),
    "1.234,5": (",", lambda digits: grouped(digits, ".")),
    "1\u00a0234,5": (",", lambda digits: grouped(digits, "\u00a0")),
    "1\u202f234,5": (",", lambda digits: grouped(digits, "\u202f")),
}
SIGNS = {
    "-5": "-{}", "−5": "−{}", "5-": "{}-", "(5)": "({})", "- 5": "- {}",
}  # fmt: skip
MONEYS = ["{}", "$ {}", "{} €", "€{}", "USD {}", "{} MXN", "S/ {}", "R$ {}", "{}\u00a0€"]


def written(value: Decimal, dialect: str, sign: str, currency: str) -> str:
    mark, group = DIALECTS[dialect]
    whole, places = f"{abs(value):.2f}".split(".")
    number = currency.format(f"{group(whole)}{mark}{places}")
    return SIGNS[sign].format(number) if value < 0 else number


values = st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2)


@FEW
@given(
    st.lists(values, min_size=1, max_size=30),
    st.sampled_from(sorted(DIALECTS)), st.sampled_from(sorted(SIGNS)), st.sampled_from(MONEYS),
)  # fmt: skip
def test_any_number_of_any_dialect_comes_back_exactly(numbers, dialect, sign, currency):
    cells = [written(number, dialect, sign, currency) for number in numbers]
    assert read(*cells) == numbers


@pytest.mark.slow
@FEW
@given(
    st.lists(st.integers(0, 9_999_999), min_size=1, max_size=20),
    st.lists(values, min_size=1, max_size=20),
    st.sampled_from(sorted(DIALECTS)),
)  # fmt: skip
def test_whole_numbers_in_groups_are_read_as_the_other_cells_are(wholes, numbers, dialect):
    """1.234 beside 12,50 is a thousand; 1,234 beside 12.50 is, too."""
    group = DIALECTS[dialect][1]
    cells = [group(str(whole)) for whole in wholes]
    cells += [written(number, dialect, "-5", "{}") for number in numbers]
    assert read(*cells) == [*wholes, *numbers]


@FEW
@given(st.lists(st.tuples(values, st.sampled_from(sorted(DIALECTS))), min_size=1, max_size=40))
def test_a_column_of_several_dialects_is_refused_or_right(cells):
    texts = [written(number, dialect, "-5", "{}") for number, dialect in cells]
    try:
        found = read(*texts)
    except DataError:
        return
    for (number, _dialect), value in zip(cells, found, strict=True):
        assert value in (number, None)


@FEW
@given(st.lists(values, min_size=2, max_size=30), st.data())
def test_a_format_that_changes_half_way_is_refused(numbers, data):
    half = data.draw(st.integers(1, len(numbers) - 1))
    texts = [written(n, "1234.5", "-5", "{}") for n in numbers[:half]]
    texts += [written(n, "1.234,5", "-5", "{}") for n in numbers[half:]]
    if half >= 20 and len(numbers) - half == 1:
        return  # a slip
    if len(numbers) - half >= 20 and half == 1:
        return
    with pytest.raises(DataError, match=f"line {half + 1}  .*decimal comma, in rows above it with"):
        read(*texts)


@FEW
@given(st.lists(st.text("0123456789.,-+ €$()eE%_x'", max_size=12), max_size=20))
def test_no_text_breaks_the_reader(cells):
    try:
        found = read(*cells)
    except DataError:
        return
    assert len(found) == len(cells)


@pytest.mark.parametrize("cells, values", [
    (["1e3", "2.5E-2", "1.5e+06"], ["1000", "0.025", "1500000"]),
    (["1,5E+03"], ["1500"]),
    (["+5.25", ".5", "7."], ["5.25", "0.5", "7"]),
    (["12%", "3.5"], [None, "3.5"]),
    (["0x10", "1_000", "1.5"], [None, None, "1.5"]),
    (["1.234.567", "1.234"], ["1234567", "1234"]),
    (["12,34,567", "1.5"], ["1234567", "1.5"]),
    (["0.123", "1.234"], ["0.123", "1.234"]),
    (["1234.567", "1.234"], ["1234.567", "1.234"]),
    (["1 234,567", "1,234"], ["1234.567", "1.234"]),
    (["(1,234.50)", "$(2.00)", "($3.00)"], ["-1234.5", "-2", "-3"]),
    (["-$5.00", "$-5.00", "$5.00-"], ["-5", "-5", "-5"]),
    (["US$ 12.50", "1,000.00 US$"], ["12.5", "1000"]),
    (["1’234.50"], ["1234.5"]),
    (["n/a", "-", "", "3,5", "null"], [None, None, None, "3.5", None]),
    (["1,2,3", "4,5", "1.23,4"], [None, "4.5", None]),
    (["abc", "5", "12abc"], [None, "5", None]),
    (["٣", "5.5"], [None, "5.5"]),
    (["--5", "5.5"], [None, "5.5"]),
])  # fmt: skip
def test_cells_worked_by_hand(cells, values):
    assert read(*cells) == money(*values)


def test_infinity_and_not_a_number_pass_so_that_the_contract_can_name_them():
    infinite, minus, nan, number = read("inf", "-Infinity", "NaN", "1.5")
    assert (infinite, minus, number) == (float("inf"), float("-inf"), Decimal("1.5"))
    assert nan != nan


def test_whole_numbers_written_with_a_decimal_zero_are_whole():
    assert parse(["3.0", "-12.0", "7", "2.5"], "int64") == [3, -12, 7, 2.5]


def test_three_digits_behind_every_mark_are_assumed_to_be_thousands():
    """Unless a whole number of four digits stands there without a mark."""
    assert read("1.234", "999", "12.000") == money("1234", "999", "12000")
    assert read("1,234", "999") == money("1234", "999")
    assert read("1.234", "1500") == money("1.234", "1500")


def test_a_given_decimal_mark_decides():
    assert read("1.234", decimal=".") == money("1.234")
    assert read("1.234", decimal=",") == money("1234")
    assert read("12.50", "12,50", decimal=",") == money(None, "12.5")


def test_both_marks_with_three_digits_and_nothing_to_decide_are_refused():
    with pytest.raises(DataError, match=r"line 2  column 'values'.*set decimal"):
        read("1.234", "1,234")


def test_a_lone_cell_in_the_other_way_beside_twenty_is_unreadable():
    """It is no change of format; as a thousand-comma it would have been 1250."""
    assert read(*["12.50"] * 20, "12,50") == money(*["12.5"] * 20, None)
    with pytest.raises(DataError, match="line 20"):
        read(*["12.50"] * 19, "12,50")
    with pytest.raises(DataError, match="line 21"):
        read(*["12.50"] * 20, "12,50", "3,25")


def test_one_in_a_thousand_is_unreadable_unless_other_cells_could_be_read_in_both_ways():
    many = ["12.50"] * 3000
    assert read(*many, "1,25", "3,25")[-2:] == [None, None]
    with pytest.raises(DataError, match="line 3002"):
        read(*many, "1,234", "1,25", "3,25")
