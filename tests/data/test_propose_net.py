"""Of several amounts, the one that was sold: without tax and shipping, before fees."""

from __future__ import annotations

from taller.data.propose.proposal import understand

ROWS = 24
GOODS = [10 + 3 * (n % 7) + n / 4 for n in range(ROWS)]


def cells(**amounts) -> dict[str, list[str]]:
    """Orders of one line each, with amounts that are made of what the goods cost."""
    orders = {
        "Nº factura": [str(900 + n) for n in range(ROWS)],
        "Cliente": [f"C{n % 9}" for n in range(ROWS)],
        "Fecha": [f"{1 + n:02d}/03/2026" for n in range(ROWS)],
    }
    made = {
        name.replace("_", " "): [f"{make(n, goods):.2f}" for n, goods in enumerate(GOODS)]
        for name, make in amounts.items()
    }
    return orders | made


def value(table: dict[str, list[str]]) -> str:
    return understand(table, only="orders")[0].columns["value"]


def test_the_base_is_what_was_sold_where_with_its_tax_it_makes_up_the_total():
    table = cells(
        Total=lambda n, g: g * 1.21, Base=lambda n, g: g, Cuota_IVA=lambda n, g: g * 1.21 - g
    )
    assert value(table) == "Base"


def test_shipping_may_be_part_of_the_total_as_well():
    table = cells(
        Total=lambda n, g: round(g * 1.1, 2) + 4 + n % 3,
        Importe=lambda n, g: g,
        IVA=lambda n, g: round(g * 1.1, 2) - g,
        Portes=lambda n, g: 4 + n % 3,
    )
    assert value(table) == "Importe"


def test_what_is_left_after_fees_is_not_what_was_sold():
    table = cells(
        Net_total=lambda n, g: g - round(g / 8, 2),
        Sales=lambda n, g: g,
        Fees=lambda n, g: -round(g / 8, 2),
    )
    assert value(table) == "Sales"


def test_of_two_columns_that_differ_by_tax_alone_the_one_without_is_taken():
    table = cells(total_price_tax_incl=lambda n, g: g * 1.21, total_price_tax_excl=lambda n, g: g)
    assert value(table) == "total price tax excl"
    table = cells(Importe_con_IVA=lambda n, g: g * 1.21, Importe_sin_IVA=lambda n, g: g)
    assert value(table) == "Importe sin IVA"


def test_a_column_that_is_nearly_always_nought_is_no_amount_after_a_discount():
    """Off 1.00 comes 1.00 by the order's discount, and nought is left: nothing was sold by it."""
    off = [float(n % 3 == 0) for n in range(ROWS)]
    table = cells(
        Importe=lambda n, g: g,
        Cart_Discount_Amount=lambda n, g: off[n],
        Discount_Amount=lambda n, g: off[n],
        Discount_Amount_Tax=lambda n, g: 0,
    )
    assert value(table) == "Importe"
