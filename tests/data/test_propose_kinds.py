"""What a file is, where a careless look would take it for something else."""

from __future__ import annotations

import pytest

from taller.data import reading
from taller.data.propose.columns import fits, persons, relations
from taller.data.propose.columns.values import Profile
from taller.data.propose.proposal import NoTableError, propose, understand
from taller.data.reading import headers
from taller.data.settings.sources import TableFile
from taller.errors import DataError
from tests.data import exports

ENGLISH = exports.ORDERS["plain English"]


@pytest.mark.parametrize(
    ("numbering", "code"),
    [
        ("ID del articulo del pedido", "SKU del vendedor"),
        ("Order Item Id", "Seller SKU"),
        ("order_item_id", "product_id"),
        ("Código do item do pedido", "SKU"),
    ],
)
def test_a_column_that_numbers_the_lines_is_no_item(numbering, code):
    cells = exports.cells("orders", ENGLISH, rows=60)
    items = cells.pop("sku")
    cells = {numbering: [str(8100001 + n) for n in range(60)], **cells, code: items}
    assert understand(cells)[0].columns["item_id"] == code


def test_a_column_that_is_the_orders_own_is_no_item_and_neither_is_a_name_of_that_kind():
    """One delivery note an order, over several lines: it repeats as an item would."""
    cells = exports.cells("orders", ENGLISH, rows=120)
    for own in ("sku", "product_name"):
        cells[own] = [f"x{order}" for order in cells["order_id"]]
    assert "item_id" not in understand(cells)[0].columns


def test_few_rows_of_different_items_keep_their_item():
    """Six lines, each of another item: nothing tells that the code numbers them."""
    cells = exports.cells("orders", ENGLISH, rows=6)
    cells["sku"] = list("abcdef")
    assert understand(cells)[0].columns["item_id"] == "sku"


def test_one_to_one_takes_many_values_and_no_exception():
    numbers = [str(i // 2) for i in range(60)]
    others = [f"x{n}" for n in numbers]
    assert relations.one_to_one(Profile.of(numbers), Profile.of(others))
    others[7] = "x0"
    assert not relations.one_to_one(Profile.of(numbers), Profile.of(others))
    assert not relations.one_to_one(Profile.of(numbers[:20]), Profile.of(others[20:40]))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("{i}. {last}", "initials"), ("{i} {last}", "initials"), ("{last}, {i}.", "initials"),
        ("{first} {l}.", "initials"), ("{i}.{l}. {last}", "initials"), ("{first} {last}", "names"),
        ("{last}, {first}", "names"), ("{first} de la {last}", "names"),
        ("{i}*** {last}", "masked"), ("{i}***@example.com", "masked"),
        ("{first}{n}@example.com", ""), ("K{n}", ""), ("{first}{n}", ""), ("{n}", ""),
    ],
)  # fmt: skip
def test_names_are_told_from_keys(form, kind):
    people = [("María", "Soler"), ("Jo", "Rey"), ("Ana", "Nuñez"), ("Óscar", "Mora"), ("Lu", "Gil")]
    values = [
        form.format(first=first, last=last, i=first[0], l=last[0], n=n)
        for n, (first, last) in enumerate(people * 4)
    ]
    assert persons.named(Profile.of(values)) == kind


@pytest.mark.parametrize("header", ["Cliente", "Customer", "Customer name", "Comprador"])
def test_a_name_is_a_customer_only_for_somebody_to_check(header):
    cells = exports.cells("orders", ENGLISH, rows=300)
    customers = cells.pop("customer_id")
    cells[header] = [f"{'AJMP'[int(c) % 4]}. {exports.FIRST[int(c) % 6]}o" for c in customers]
    match = understand(cells)[0].matches["user_id"]
    assert match.column == header
    assert match.confidence < 0.7
    assert "initials: different people share a name" in match.reason


def test_an_email_goes_before_a_name():
    cells = exports.cells("orders", ENGLISH, rows=300)
    customers = cells.pop("customer_id")
    cells["Customer"] = [f"{exports.FIRST[int(c) % 6]} García" for c in customers]
    cells["Email"] = [f"c{c}@example.com" for c in customers]
    assert understand(cells)[0].columns["user_id"] == "Email"


def lacking(tmp_path, cells: dict[str, list[str]]) -> NoTableError:
    """Why a file is no table."""
    lines = [list(cells), *zip(*cells.values(), strict=True)]
    text = "\n".join(",".join(line) for line in lines)
    (tmp_path / "export.csv").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(NoTableError) as caught:
        propose(TableFile(path="export.csv"), root=tmp_path)
    return caught.value


def test_money_by_day_alone_is_no_advertising(tmp_path):
    days = [f"2026-01-{n + 1:02}" for n in range(28)]
    error = lacking(tmp_path, {"Fecha": days, "Importe": [f"{n}.50" for n in range(28)]})
    assert error.nearest is None or error.nearest.table != "spend" or error.nearest.missing


@pytest.mark.parametrize(
    "headers",
    [
        ("Date", "Num", "Product", "Quantity", "Sales price", "Amount"),
        ("Fecha", "Nº factura", "Artículo", "Uds.", "Precio", "Importe"),
        ("Data", "Num", "Descrição", "Quantidade", "Preço unitário", "Total"),
    ],
)
def test_invoices_without_a_customer_are_neither_customers_nor_spend(tmp_path, headers):
    rows = range(60)
    columns = (
        [f"2026-01-{n % 28 + 1:02}" for n in rows], [str(2000 + n) for n in rows],
        [exports.GOODS[n % 6] for n in rows], [str(1 + n % 3) for n in rows],
        [f"{5 + n % 6}.00" for n in rows], [f"{(5 + n % 6) * (1 + n % 3)}.00" for n in rows],
    )  # fmt: skip
    error = lacking(tmp_path, dict(zip(headers, columns, strict=True)))
    if error.nearest is not None:
        assert error.nearest.table == "orders"


def test_tickets_of_customers_are_no_table_of_customers():
    """Each row is a ticket, however few customers wrote twice."""
    rows = range(50)
    cells = {
        "ticket_id": [f"T{n}" for n in rows], "account_id": [f"A-{n:04}" for n in rows],
        "submitted_at": [f"2024-01-{n % 28 + 1:02}" for n in rows],
        "priority": ["high" if n % 3 else "low" for n in rows],
    }  # fmt: skip
    assert understand(cells)[0].table == "tickets"


@pytest.mark.parametrize(
    ("above", "names"),
    [
        (["Venta", "", "Comprador", ""], ["Id", "Venta / Estado", "Nombre", "Comprador / Estado"]),
        (["Pedido", "", "", "Cliente"], ["Id", "Pedido / Estado", "Nombre", "Cliente / Estado"]),
    ],
)
def test_a_name_that_is_repeated_is_told_apart_by_its_group(above, names):
    assert headers.named("x", ["Id", "Estado", "Nombre", "Estado"], 2, above) == names


@pytest.mark.parametrize("above", [(), ["Informe", "", "", ""], ["2026-01-01", "", "5", ""]])
def test_a_title_or_data_above_tells_no_names_apart(above):
    with pytest.raises(DataError, match="repeats the column 'Estado'"):
        headers.named("x", ["Id", "Estado", "Nombre", "Estado"], 2, above)


def test_a_csv_with_a_row_of_groups_above_its_names_is_read(tmp_path):
    text = "Ventas;;;Compradores;\nId;Estado;Total;Nombre;Estado\n1;pagado;5,5;Ana;Jalisco\n"
    (tmp_path / "dos.csv").write_text(text, encoding="utf-8")
    found = reading.header(TableFile(path="dos.csv"), root=tmp_path)
    assert found == ["Id", "Ventas / Estado", "Total", "Nombre", "Compradores / Estado"]


def test_customers_told_twice_are_customers_and_their_names_no_events():
    """Five of 38 rows repeat: the customer's number is no key, and yet the names happened not."""
    rows = [*range(33), *range(5)]
    cells = {
        "Customer ID": [f"C{n:04d}" for n in rows],
        "Name": [f"{('Ana', 'Eva', 'Luz')[n % 3]} Rey{'aeioubcdfgh'[n // 3]}" for n in rows],
        "Signup Date": [f"2025-0{n % 9 + 1}-{n % 28 + 1:02d}" for n in rows],
        "Country": ["ES"] * 38, "State": ["Madrid", "Vigo"] * 19, "Source": ["google"] * 38,
        "Medium": ["cpc", "organic"] * 19,
    }  # fmt: skip
    assert understand(cells)[0].table == "customers"


def test_what_happened_repeats_whatever_it_is_called():
    """Words of the client's own name events where they repeat, and nothing where they hardly do."""
    often = fits.of("event_name", Profile.of(["Alta de tienda", "Baja de tienda"] * 20))
    once = fits.of("event_name", Profile.of([f"Alta {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}"
                                             for n in range(40)]))  # fmt: skip
    assert often.fit > 0.5 > 0.2 > once.fit
