"""The made-up cases of money, through `taller new`, `check` and `run`, with their right figures."""

from __future__ import annotations

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("case", "file", "net"),
    [
        ("refund_includes_tax_and_shipping", "orders_export.csv", 964.40),
        ("order_discount_not_taken_off", "ventas.csv", 1288.42),
        ("quotations_counted_as_sales", "sale_order.csv", 1119.80),
    ],
)
def test_net_sales_are_what_the_client_means(bench, shared_cases, case, file, net):
    assert bench.new("case", shared_cases / "money" / case / file).code == 0
    assert bench.check("case").code == 0
    bench.work("case", "data")
    figures = {each["key"]: each["estimate"]["value"] for each in bench.result("data")["figures"]}
    assert figures["net_sales"] == pytest.approx(net, abs=1e-9)


def test_lines_that_are_no_product_are_asked_with_their_sums(bench, shared_cases):
    assert bench.new("r21", shared_cases / "claims" / "r21_value.csv").code == 0
    (asked,) = [line for line in bench.settings("r21").read_text().splitlines()
                if "CHECK" in line and "line_total" in line]  # fmt: skip
    assert all(told in asked for told in ("300", "1,466,750.57", "720,200.00"))


@pytest.mark.slow
def test_lines_that_are_no_product_are_on_the_page_with_both_sums_and_asked(bench, shared_cases):
    """All 300 lines: the file's own amounts come to 1,466,750.57, units by price to 720,200."""
    bench.new("r21", shared_cases / "claims" / "r21_value.csv")
    said = bench.check("r21")
    assert said.code == 0
    (line,) = [each for each in said.text.splitlines() if "quantity by price" in each]
    assert "CHECK" in line
    assert "in 300 of 300 lines" in line
    assert "1466750.57 against 720200.00" in line
    bench.work("r21", "data")
    found = bench.result("data")
    assert "in 300 of 300 lines the amount is not units by price" in found["headline"]
    assert "€1,466,751 against €720,200" in found["headline"]
    (fix,) = [d for d in found["decisions"] if "which amount is meant" in d["what"]]
    assert fix["effect"].startswith("In 300 of 300 lines they differ: €1,466,751 against €720,200")


@pytest.mark.slow
def test_every_status_is_on_the_page_with_rows_amount_and_whether_it_counts(bench, shared_cases):
    """Quotations and what was cancelled are no sales; the table says so with their amounts."""
    bench.new("case", shared_cases / "money" / "quotations_counted_as_sales" / "sale_order.csv")
    assert bench.run("case", "data").code == 0
    told = {s["text"]: (s["counts"], s["asked"]) for s in bench.ledger()["orders"]["statuses"]}
    assert told == {
        "Pedido de venta": (True, False), "Presupuesto": (False, False),
        "Presupuesto enviado": (False, False), "Cancelado": (False, False),
    }  # fmt: skip
    text = (bench.folder() / "data.html").read_text(encoding="utf-8")
    assert "Presupuesto enviado" in text
