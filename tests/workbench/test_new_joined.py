"""Heads and lines of orders given together: `taller new` proposes them joined."""

from __future__ import annotations

import openpyxl
import pytest
import yaml

HEADS = """\
id,customer_id,created_at,status,shipping,discount,total
1001,c1,2026-01-05,paid,4.95,2.00,32.95
1002,c2,2026-01-17,paid,4.95,0.00,16.95
1003,c1,2026-02-03,paid,0.00,5.00,55.00
1004,c3,2026-02-14,cancelled,4.95,0.00,14.95
1005,c4,2026-02-20,paid,4.95,1.01,29.93
1006,c2,2026-03-01,paid,0.00,0.00,60.00
"""
LINES = """\
id,order_id,product_id,quantity,unit_price
1,1001,P-A,2,10.00
2,1001,P-B,1,10.00
3,1002,P-C,1,12.00
4,1003,P-A,3,10.00
5,1003,P-D,2,15.00
6,1004,P-B,1,10.00
7,1005,P-E,1,5.99
8,1005,P-A,2,10.00
9,1006,P-D,2,15.00
10,1006,P-A,2,10.00
11,1006,P-B,1,10.00
"""
CABECERAS = """\
Nº pedido;Cliente;Fecha;Estado;Gastos de envío;Descuento;Importe total
A-1;ana@x.es;05/01/2026;Pagado;4,95;2,00;32,95
A-2;ben@x.es;17/01/2026;Pagado;4,95;0,00;16,95
A-3;ana@x.es;03/02/2026;Pagado;0,00;5,00;55,00
A-4;cai@x.es;14/02/2026;Cancelado;4,95;0,00;14,95
A-5;dov@x.es;20/02/2026;Pagado;4,95;1,01;29,93
A-6;ben@x.es;01/03/2026;Pagado;0,00;0,00;60,00
"""
LINEAS = """\
Línea;Pedido;Referencia;Artículo;Cantidad;Importe
1;A-1;P-A;Taza;2;20,00
2;A-1;P-B;Plato;1;10,00
3;A-2;P-C;Bol;1;12,00
4;A-3;P-A;Taza;3;30,00
5;A-3;P-D;Jarra;2;30,00
6;A-4;P-B;Plato;1;10,00
7;A-5;P-E;Vaso;1;5,99
8;A-5;P-A;Taza;2;20,00
9;A-6;P-D;Jarra;2;30,00
10;A-6;P-A;Taza;2;20,00
11;A-6;P-B;Plato;1;10,00
"""
CUSTOMERS = "id,email,created_at,country\n" + "".join(
    f"{n},{name}@x.es,2025-01-0{n},ES\n" for n, name in enumerate("abcdef", 1)
)


@pytest.fixture
def proposed(bench, tmp_path):
    """What `taller new` writes of files given by name, and what it says."""

    def propose(**files):
        paths = []
        for name, text in files.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        said = bench.new("shop", *paths)
        path = bench.settings("shop")
        text = path.read_text(encoding="utf-8") if path.exists() else said.text
        return (yaml.safe_load(text)["data"] if path.exists() else {}), text

    return propose


@pytest.mark.slow
@pytest.mark.parametrize(
    "files",
    [
        {"orders": HEADS, "order_items": LINES},
        {"lineas": LINEAS, "pedidos": CABECERAS},
    ],
)
def test_heads_and_lines_come_to_what_was_sold(bench, proposed, files):
    """28 + 12 + 55 + 24.98 + 60 are 179.98: what was cancelled is none, shipping is no sale."""
    proposed(**files)
    assert bench.check("shop").code == 0
    bench.work("shop", "data")
    figures = {f["key"]: f["estimate"] for f in bench.result("data")["figures"]}
    assert figures["net_sales"]["value"] == 179.98
    ledger = bench.ledger()["orders"]
    assert (ledger["read"], ledger["accepted"]) == (11, 10)
    assert {t["code"]: t["rows"] for t in ledger["treatments"]}["heads_agreeing"] == 6


@pytest.mark.parametrize("names", [("orders", "order_items"), ("order_items", "orders")])
def test_the_order_in_which_files_are_given_says_nothing(proposed, names):
    texts = {"orders": HEADS, "order_items": LINES}
    data, _ = proposed(**{name: texts[name] for name in names}, customers=CUSTOMERS)
    orders, heads = data["orders"], data["orders"]["heads"]
    assert orders["path"].endswith("order_items.csv")
    assert orders["columns"] == {"transaction_id": "order_id", "item_id": "product_id",
                                 "quantity": "quantity", "price": "unit_price"}  # fmt: skip
    assert heads["path"].endswith("orders.csv")
    assert heads["key"] == "id"
    assert heads["columns"] == {
        "user_id": "customer_id", "event_timestamp": "created_at", "shipping": "shipping",
        "status": "status", "total": "total", "discount": "discount",
    }  # fmt: skip
    assert data.keys() == {"source", "orders", "customers"}


def test_two_sheets_of_a_workbook_are_joined(bench, tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in (("Pedidos", CABECERAS), ("Detalle", LINEAS)):
        sheet = book.create_sheet(name)
        for row in text.splitlines():
            sheet.append(row.split(";"))
    book.save(tmp_path / "tienda.xlsx")
    assert bench.new("shop", tmp_path / "tienda.xlsx").code == 0
    data = yaml.safe_load(bench.settings("shop").read_text(encoding="utf-8"))["data"]
    assert (data["orders"]["sheet"], data["orders"]["heads"]["sheet"]) == ("Detalle", "Pedidos")


def test_a_discount_that_is_off_the_lines_already_is_not_taken_again(proposed):
    """The totals are the lines and shipping: 1001 comes to 30.00 + 4.95 whatever its discount."""
    heads = HEADS.replace("32.95", "34.95").replace("55.00", "60.00").replace("29.93", "30.94")
    data, _ = proposed(orders=heads, order_items=LINES)
    assert "total" in data["orders"]["heads"]["columns"]
    assert "discount" not in data["orders"]["heads"]["columns"]


def test_where_no_total_tells_the_discount_is_to_be_looked_at(proposed):
    heads = "\n".join(row.rpartition(",")[0] for row in HEADS.splitlines()) + "\n"
    data, text = proposed(orders=heads, order_items=LINES)
    assert "total" not in data["orders"]["heads"]["columns"]
    (line,) = [row for row in text.splitlines() if "discount: discount" in row]
    assert "CHECK" in line


def test_a_lone_amount_is_what_the_sums_prove_it_to_be(proposed):
    """`Precio` of 20 for two units: an order's lines come to its total without multiplying."""
    data, _ = proposed(pedidos=CABECERAS, lineas=LINEAS.replace("Importe", "Precio"))
    assert data["orders"]["columns"]["value"] == "Precio"
    assert "price" not in data["orders"]["columns"]


COMPLETE = "order_id,customer_id,date,sku,quantity,unit_price\n" + "".join(
    f"{1000 + n},c{n},2026-01-{n:02},P-{n},1,{n}.50\n" for n in range(1, 13)
)
RETURNED = "id,order_id,sku,quantity,amount\n" + "".join(
    f"{n},{1000 + n // 2},P-{n},1,{n}.50\n" for n in range(2, 26)
)


def test_a_complete_table_of_orders_is_never_taken_for_heads(proposed):
    """Every order has lines in the other file too, and is told by itself all the same."""
    data, _ = proposed(orders=COMPLETE, other_lines=RETURNED)
    assert data["orders"]["path"].endswith("orders.csv")
    assert "heads" not in data["orders"]


def test_lines_of_a_few_orders_are_what_was_returned_not_what_was_sold(proposed):
    returned = "\n".join(LINES.splitlines()[:3]) + "\n"  # of order 1001 alone
    data, _ = proposed(orders=HEADS, returns=returned)
    assert "heads" not in data["orders"]


def test_customers_with_the_same_numbers_are_no_heads(proposed):
    """Orders 1 to 6 and customers 1 to 6, with address and date, have nothing in common."""
    data, text = proposed(customers=CUSTOMERS, order_items=LINES.replace(",100", ","))
    assert "orders" not in data
    assert "it looks like orders, without the customer and date" in text


def test_one_of_the_two_alone_says_which_other_file_is_wanted(proposed):
    _, lines = proposed(order_items=LINES)
    assert "in another file, of one row per order: give both files together" in lines
    heads = "\n".join(",".join(row.split(",")[:4]) for row in HEADS.splitlines()) + "\n"
    _, heads_alone = proposed(orders=heads.replace("id,customer", "order_id,customer"))
    assert "another file, of one row per line of an order: give both files" in heads_alone
