"""Money that is beside the lines: which sum of the orders a column completes, and what is asked."""

from __future__ import annotations

import pytest

from taller.data.propose.columns.values import Profile
from taller.data.propose.money import identities

COLUMNS = {"transaction_id": "order", "quantity": "units", "price": "price"}


def orders(place: str, *, total: bool = True, sign: int = 1) -> dict[str, list[str | None]]:
    """Eight orders of 2 at 10 and 1 at 5.50; each second one with 5.10 off, told as ``place``."""
    cells: dict[str, list[str | None]] = {
        "order": [], "units": [], "price": [], "Descuento": [], "Total": [],
    }  # fmt: skip
    for number in range(8):
        off = 5.10 if number % 2 else 0.0
        told = {
            "first": (off, None),
            "each": (off, off),
            "line": (off - 1.1 if off else 0, off and 1.1),
        }
        for line, (units, price) in enumerate(((2, 10.0), (1, 5.5))):
            discount = told[place][line]
            paid = f"{25.5 - off:.2f}" if not line or place == "each" else None
            row = (str(number), str(units), f"{price:.2f}",
                   None if discount is None else f"{sign * discount:.2f}", paid)  # fmt: skip
            for name, cell in zip(cells, row, strict=True):
                cells[name].append(cell)
    return cells if total else {k: v for k, v in cells.items() if k != "Total"}


def found(cells, columns=COLUMNS, ignored=()):
    return identities.of({k: Profile.of(v) for k, v in cells.items()}, columns, ignored)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("place", "whole"), [("first", ["discount"]), ("each", ["discount"]), ("line", [])]
)
def test_a_discount_that_completes_the_orders_total_is_taken_off(place, whole, sign):
    told = found(orders(place, sign=sign))
    assert told.matches["discount"].column == "Descuento"
    assert list(told.per_order) == whole
    assert [u.column for u in told.unused] == ["Total"]


def test_a_discount_of_which_nothing_tells_is_asked_with_its_sum():
    (question,) = found(orders("first", total=False)).questions
    assert (question.code, question.about, round(question.amount, 2)) == (
        "discount", "Descuento", 20.4,
    )  # fmt: skip


def test_an_amount_that_is_no_product_is_asked_with_both_sums():
    """Ten lines of 2 at 10 whose amounts are whatever they are."""
    cells = {
        "order": [str(i) for i in range(10)], "units": ["2"] * 10, "price": ["10.00"] * 10,
        "amount": [f"{31 + 7 * i}.50" for i in range(10)],
    }  # fmt: skip
    (question,) = found(cells, {**COLUMNS, "value": "amount"}).questions
    assert (question.code, question.rows, question.other) == ("product", 10, 200)


def test_statuses_are_listed_with_their_money_and_the_unknown_asked():
    cells = orders("first") | {"Estado": ["Pagado", None] * 6 + ["Fase 9", None] * 2}
    told = found(cells, {**COLUMNS, "status": "Estado"})
    assert told.statuses == (("Pagado", 12, 153.0, "sale"), ("Fase 9", 4, 51.0, "unknown"))
    assert [q.what for q in told.questions] == ["Fase 9"]
