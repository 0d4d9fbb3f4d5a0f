"""The made-up cases of money, through `taller new`, `check` and `run`, with their right figures."""

from __future__ import annotations

import pytest


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
    assert bench.run("case", "data").code == 0
    figures = {each["key"]: each["estimate"]["value"] for each in bench.result("data")["figures"]}
    assert figures["net_sales"] == pytest.approx(net, abs=1e-9)


def test_lines_that_are_no_product_are_asked_with_their_sums(bench, shared_cases):
    assert bench.new("r21", shared_cases / "claims" / "r21_value.csv").code == 0
    (asked,) = [line for line in bench.settings("r21").read_text().splitlines()
                if "CHECK" in line and "line_total" in line]  # fmt: skip
    assert all(told in asked for told in ("300", "1,466,750.57", "720,200.00"))
