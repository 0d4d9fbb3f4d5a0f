"""Mappings proposed without help: headers in two languages, and headers that mislead."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.propose import hints
from taller.data.propose.columns import fits, relations, structure, values
from taller.data.propose.columns.values import Profile
from taller.data.propose.money import codes
from taller.data.propose.proposal import propose, understand
from taller.data.propose.words import words
from taller.data.settings.schemas import SCHEMAS
from taller.data.settings.sources import TableFile
from taller.errors import DataError
from taller.language import catalogue, speaking
from tests.data import exports

EVERY = [(table, name) for table, group in exports.ALL.items() for name in group]


@pytest.mark.parametrize(("table", "name"), EVERY)
def test_each_column_of_an_export_is_the_one_it_is(table, name):
    text = exports.ALL[table][name]
    best = understand(exports.cells(table, text, rows=300))[0]
    assert best.table == table
    assert best.columns == exports.expected(text)
    assert best.missing == ()
    assert all(0.33 <= match.confidence < 1 and match.reason for match in best.matches.values())


def test_at_least_95_percent_of_all_columns_are_right():
    """Counted over all exports: a column mapped right, or rightly left alone."""
    right = total = 0
    for table, name in EVERY:
        text = exports.ALL[table][name]
        cells = exports.cells(table, text, rows=200, seed=5)
        found = {own: key for key, own in understand(cells, only=table)[0].columns.items()}
        wanted = {own: key for key, own in exports.expected(text).items()}
        right += sum(found.get(column) == wanted.get(column) for column in cells)
        total += len(cells)
    assert total > 200
    assert right / total >= 0.95


ENGLISH, PLAIN = exports.ORDERS["plain English"], exports.ORDERS["plain Spanish"]


@pytest.mark.parametrize(
    ("text", "order", "customer"),
    [(ENGLISH, "order_id", "customer_id"), (PLAIN, "Nº pedido", "Cliente")],
)
def test_swapped_keys_are_told_by_whose_lines_they_are(text, order, customer):
    """The headers lie: 'order' holds customers, who come back on other days."""
    cells = exports.cells("orders", text)
    cells[order], cells[customer] = cells[customer], cells[order]
    best = understand(cells)[0]
    assert (best.columns["transaction_id"], best.columns["user_id"]) == (customer, order)
    assert best.matches["user_id"].confidence < 0.7
    assert "the headers say otherwise" in best.matches["transaction_id"].reason


def test_sound_keys_are_surer_for_their_values():
    best = understand(exports.cells("orders", ENGLISH))[0]
    assert "each order has one customer" in best.matches["transaction_id"].reason


def test_keys_of_which_every_customer_bought_once_are_left_as_their_headers_say():
    order = Profile.of([f"P{i // 2}" for i in range(100)])
    customer = Profile.of([f"{i // 2}" for i in range(100)])
    assert relations.keys(order, customer, None) == "unclear"


def test_a_guest_account_does_not_swap_the_keys():
    """All but five orders are of one guest: one customer with many orders is no sign by itself."""
    order = Profile.of([f"P{i}" for i in range(100)])
    guest = Profile.of(["guest"] * 95 + [f"c{i}" for i in range(5)])
    assert relations.keys(order, guest, None) != "swapped"


def test_price_and_line_total_are_told_apart_by_units_whatever_they_are_called():
    cells = exports.cells("orders", ENGLISH)
    cells = {{"unit_price": "amount", "line_total": "sum"}.get(k, k): v for k, v in cells.items()}
    best = understand(cells)[0]
    assert (best.columns["price"], best.columns["value"]) == ("amount", "sum")
    assert "units times price" in best.matches["value"].reason


@pytest.mark.parametrize(("kept", "expected"), [("unit_price", "price"), ("line_total", "value")])
def test_a_lone_amount_is_a_units_or_the_lines_by_how_it_grows(kept, expected):
    cells = exports.cells("orders", ENGLISH)
    amount = cells[kept]
    del cells["unit_price"], cells["line_total"]
    best = understand(cells | {"importe": amount})[0]
    assert best.columns[expected] == "importe"
    assert {"price", "value"} & set(best.columns) == {expected}


def test_a_total_told_on_each_line_of_an_order_is_not_the_lines_value():
    cells = exports.cells("orders", ENGLISH)
    totals: dict[str, float] = {}
    for order, value in zip(cells["order_id"], cells["line_total"], strict=True):
        totals[order] = totals.get(order, 0) + float(value)
    del cells["line_total"], cells["unit_price"]
    cells["Order total"] = [f"{totals[order]:.2f}" for order in cells["order_id"]]
    assert {"price", "value"} & set(understand(cells)[0].columns) == set()


@pytest.mark.parametrize(
    ("header", "values", "shipping"),
    [
        ("Gastos de envío", ("4,95", "0,00"), True),
        ("Portes", ("4,95", "0,00"), True),
        ("Flete", ("$ 12.000", "$ 0"), True),
        ("Shipping", ("4.95", "0.00"), True),
        ("Shipping cost (inc. tax)", ("4.95", "0.00"), True),
        ("Shipping and handling", ("4.95", "0.00"), True),
        ("Shipping tax", ("0.95", "0.00"), False),
        ("Shipping method", ("Express", "Standard"), False),
        ("Total shipped", ("1", "2"), False),
        ("Shipping", ("1203940{}", "1303940{}"), False),
        ("Guía", ("1203940{}", "1303940{}"), False),
    ],
)
def test_what_was_paid_for_shipping_is_told_from_what_else_is_said_of_it(header, values, shipping):
    cells = exports.cells("orders", ENGLISH)
    cells[header] = [values[i % 2].format(i) for i in range(len(cells["order_id"]))]
    assert (understand(cells)[0].columns.get("shipping") == header) is shipping


def test_the_address_of_a_delivery_and_a_birthday_are_no_dates_of_an_order():
    cells = exports.cells("orders", ENGLISH)
    dates = cells.pop("order_date")
    cells |= {"Date of birth": dates, "Delivery date": dates}
    assert "event_timestamp" not in understand(cells, only="orders")[0].columns


@pytest.mark.parametrize(
    ("dates", "mixed"),
    [
        (("2026-01-31", "2026-12-01"), False),
        (("01/02/2026", "31/01/2026"), False),
        (("01/02/2026", "01/31/2026"), False),
        (("01/31/2026", "31/01/2026"), True),
        (("2026-01-31", "05/02/2026"), True),
        (("2026-01-31", "5 feb 2026"), True),
    ],
)
def test_dates_written_in_more_than_one_way_are_to_be_looked_at(dates, mixed):
    cells = exports.cells("orders", ENGLISH)
    cells["order_date"] = [dates[i % 2] for i in range(len(cells["order_date"]))]
    match = understand(cells)[0].matches["event_timestamp"]
    assert match.column == "order_date"
    assert ("in more than one way" in match.reason, match.confidence < 0.7) == (mixed, mixed)


def test_headers_that_mean_nothing_are_not_guessed_at():
    cells = exports.cells("orders", ENGLISH)
    best = understand({f"campo_{i}": v for i, v in enumerate(cells.values())}, only="orders")[0]
    assert set(best.missing) >= {"transaction_id", "user_id"}


def test_empty_columns_and_no_rows_do_no_harm():
    cells = {column: [] for column in exports.cells("orders", ENGLISH, rows=1)}
    assert understand(cells)[0].columns["transaction_id"] == "order_id"
    assert understand({"a": [None, None], "": [None, "x"]})[0].missing != ()


def test_the_files_name_decides_between_two_tables():
    cells = {"id": ["1", "2", "3"], "name": ["a", "b", "c"], "country": ["ES", "MX", "ES"]}
    assert understand(cells, name="customers_2026")[0].table == "customers"
    assert understand(cells, name="productos")[0].table == "items"


@pytest.mark.slow
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6, unique=True), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_any_header_and_any_madegive_each_column_once(header, seed):
    chance = random.Random(seed)
    pool = ["", None, "1", "a b", "2026-01-01", "x@y.es", "€ 3", "∞", "-", "(2)", "NaN", "1e999"]
    cells = {name: [chance.choice(pool) for _ in range(8)] for name in header}
    for proposal in understand(cells):
        assert len(set(proposal.columns.values())) == len(proposal.columns)
        assert set(proposal.columns.values()) <= set(header)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False),
    st.sampled_from(",."),
)
def test_a_number_is_read_back_as_written_in_either_fashion(number, mark):
    english = f"{number:,.2f}"
    swapped = english.translate(str.maketrans(",.", ".,"))
    text = english if mark == "." else swapped
    assert values.is_number(text)
    assert values.to_number(text, comma=mark == ",") == pytest.approx(float(number))


def test_madethat_look_like_numbers_and_are_none():
    for text in ("AB-0001", "12-05", "1.2.3", "ABC 5", "10:30", "", "-", "€"):
        assert not values.is_number(text), text


DATES = ["2026-01-31", "31/01/2026", "1/2/26", "2026-01-31T10:00:00Z", "31 de enero de 2026",
         "Jan 31, 2026", "Jan-31-26", "31-ene-2026", "20260131", "31.01.2026 10:00",
         "lun, 5 ene 2026"]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_dates_are_seen_however_they_are_written(text):
    assert fits.of("event_timestamp", Profile.of([text])).fit > 0.9


@pytest.mark.parametrize("text", ["1735689600", "1735689600000", "45321", "1735689600000000"])
def test_dates_counted_as_numbers_are_seen_where_the_header_says_so(text):
    fit = fits.of("event_timestamp", Profile.of([text] * 3))
    assert fit.fit > 0.8
    assert fit.alone == 0.0


def test_codes_of_no_merchandise_are_found_by_code_and_by_name_in_both_languages():
    pairs = [
        ("POST", "POSTAGE"), ("DOT", "DOTCOM POSTAGE"), ("C2", "CARRIAGE"), ("M", "Manual"),
        ("D", "Discount"), ("BANK CHARGES", "Bank Charges"), ("AMAZONFEE", "AMAZON FEE"),
        ("ENVIO", "Envío estándar"), ("9001", "Gastos de envío"), ("9002", "Tarjeta regalo"),
        ("PORTES", None), ("9003", "Descuento"), ("9004", "Gift card"), ("SHIPPING", ""),
        # Merchandise whose names hold the same words:
        ("22110", "POSTAGE STAMP BOX"), ("22111", "Vela regalo"), ("d", "Blue dress"),
        ("22112", "Shipping box, large"), (None, "Postage"), ("22113", "SET OF 3 MANUAL MILLS"),
    ]  # fmt: skip
    other, shipping = codes.special_items(pairs)
    assert shipping == ("9001", "C2", "DOT", "ENVIO", "PORTES", "POST", "SHIPPING")
    assert other == ("9002", "9003", "9004", "AMAZONFEE", "BANK CHARGES", "D", "M")


def test_a_code_that_could_be_somebodys_is_never_listed():
    pairs = [("ana@example.com", "Discount"), ("612345678", "Manual"), ("x" * 50, "Manual")]
    assert codes.special_items(pairs) == ((), ())


def test_a_prefix_of_cancellations_needs_negative_amounts():
    order = Profile.of(["1", "2", "C3", "C4", "C5", "D6", "D7", "D8"])
    amount = Profile.of(["1", "1", "-1", "-2", "-1", "1", "2", "3"])
    assert codes.cancelled_prefix(order, amount) == "C"
    assert codes.cancelled_prefix(order, Profile.of(["1"] * 8)) is None


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        (["order_id", "customer", "date"], "en"),
        (["pedido_id", "cliente", "fecha"], "es"),
        (["id", "sku", "total"], "en"),
        (["Fecha", "sku", "Importe"], "es"),
    ],
)
def test_the_language_is_that_of_the_headers(headers, language):
    assert hints.language(headers) == language


@pytest.mark.parametrize(
    ("header", "amounts", "code", "how"),
    [
        ("Importe (MXN)", ["1", "2"], "MXN", "currency_header"),
        ("importe_eur", ["1", "2"], "EUR", "currency_header"),
        ("Importe", ["1 €", "2 €"], "EUR", "currency_sign"),
        ("Importe", ["MXN 1.00", "MXN 2.50"], "MXN", "currency_sign"),
        ("Importe", ["$1.00", "$2.50"], "MXN", "currency_dollar"),
        ("Amount", ["$1.00", "$2.50"], "USD", "currency_dollar"),
        ("Importe", ["1,00", "2,50"], "EUR", "currency_assumed"),
    ],
)
def test_the_currency_is_found_in_headers_and_signs(header, amounts, code, how):
    order = "Order" if header == "Amount" else "Pedido"
    cells = {order: ["1", "2"], "Cliente": ["a", "b"], "Fecha": ["2026-01-01", "2026-01-02"]}
    cells[header] = amounts
    table = understand(cells, only="orders")[0]
    profiles = {name: Profile.of(texts) for name, texts in cells.items()}
    language = "es" if order == "Pedido" else "en"
    found = hints.of_all([table], profiles, language)["currency"]
    assert (found.value, found.code) == (code, how)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["01/02/2026", "03/04/2026"], True),
        (["13/02/2026", "03/04/2026"], None),
        (["02/13/2026", "03/04/2026"], None),
        (["2026-01-02", "2026-02-01"], None),
    ],
)
def test_the_order_of_day_and_month_is_asked_for_only_where_no_date_tells(texts, told):
    cells = {"Pedido": ["1", "2"], "Cliente": ["a", "b"], "Fecha": texts, "Importe": ["1", "2"]}
    table = understand(cells, only="orders")[0]
    profiles = {name: Profile.of(column) for name, column in cells.items()}
    found = hints.of_all([table], profiles, "es")
    assert (found["day_first"].value if "day_first" in found else None) == told


def test_times_with_an_offset_ask_for_a_zone():
    cells = {"order": ["1"], "customer": ["a"], "date": ["2026-01-01T10:00:00+01:00"],
             "total (MXN)": ["1"]}  # fmt: skip
    table = understand(cells, only="orders")[0]
    profiles = {name: Profile.of(column) for name, column in cells.items()}
    assert hints.of_all([table], profiles, "es")["timezone"].value == "America/Mexico_City"


@pytest.mark.parametrize(
    ("header", "concepts"),
    [
        ("Nº Pedido", {"order", "id"}), ("InvoiceNo", {"order", "id"}),
        ("order_ids", {"order", "id"}),
        ("IDCliente", {"customer", "id"}), ("Precio Unit.", {"price", "unit"}),
        ("TOTAL_LINEA", {"line", "total"}), ("E-Mail", {"email"}), ("Quantiy", {"quantity"}),
        ("Amount spent (EUR)", {"cost", "amount"}), ("PEDIDOS", {"order"}),
    ],
)  # fmt: skip
def test_headers_are_taken_apart(header, concepts):
    assert words.read(header).concepts == concepts


def test_every_reason_is_told_in_spanish_for_every_column():
    from taller.data.propose.reasons import Why, _said, meaning

    columns = {column.name for schema in SCHEMAS.values() for column in schema.given}
    known = catalogue("es")
    assert [code for code, said in _said().items() if said not in known] == []
    assert [name for name in columns if meaning(name) not in known] == []
    with speaking("es"):
        assert str(Why("dates", "date", 0.999)) == "el 99\u00a0% de los valores son fechas"


def test_thousands_with_a_point_are_whole_numbers_whatever_the_point_means():
    assert Profile.of(["9.384", "22.034", "815"]).whole == 1.0
    assert Profile.of(["9.38", "22.03"]).whole == 0.0


# --- headers met nowhere before, by how they are written and how their values vary ---------------

UNSEEN = {
    "Increment ID=transaction_id, Purchase Date=event_timestamp, Customer=user_id, "
    "Bill-to Name, Item SKU=item_id, Item Name=item_name, Qty Ordered=quantity, "
    "Item Price=price, Billing Country=country, Shipping Method",
    "Receipt No.=transaction_id, Transaction time=event_timestamp, Loyalty ID=user_id, "
    "Barcode=item_id, Item=item_name, Product type=item_category, No. of items=quantity, "
    "Price per unit=price",
    "Folio=transaction_id, Fecha de venta=event_timestamp, Número de cliente=user_id, "
    "Nombre del cliente, Clave=item_id, Descripción del producto=item_name, Piezas=quantity, "
    "Precio por pieza=price, Método de pago",
    "ord_dt=event_timestamp, ord_no=transaction_id, cust_no=user_id, article_no=item_id, "
    "article_desc=item_name, product_line=item_category, units_sold=quantity, "
    "net_amount=value, tax_amount=tax",
    "Ticket Number=transaction_id, Completed Time=event_timestamp, Customer ID=user_id, "
    "SKU=item_id, Qty=quantity, Unit price=price",
    "Nº Albarán=transaction_id, F. Albarán=event_timestamp, Cód. Cli.=user_id, Cód. Art.=item_id, "
    "Descripción Art.=item_name, Ctdad.=quantity, P.V.P.=price, Imp. Neto=value, Depto.",
}


@pytest.mark.parametrize("text", sorted(UNSEEN))
def test_headers_of_systems_not_known_are_understood_in_parts(text):
    cells = exports.cells("orders", text, rows=300)
    found = understand(cells)[0]
    wanted = exports.expected(text)
    assert found.table == "orders"
    assert {key: found.columns.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("header", "concepts"),
    [
        ("Unid. vendidas", {"unit", "sold"}),
        ("Depto.", {"category"}),
        ("No. of items", {"quantity", "item"}),
        ("Number of customer", {"id", "customer"}),
        ("Precio por pieza", {"price", "unit"}),
        ("Línea de producto", {"category", "item"}),
        ("Line item", {"line", "item"}),
        ("Stock actual", {"stock"}),
        ("P.V.P. (I.V.A. incl.)", {"price", "unit", "gross"}),
    ],
)
def test_a_header_is_taken_apart_as_it_is_meant(header, concepts):
    assert words.read(header).concepts == concepts


def sold(quantity: str, *, below_zero: bool, header: str = "Precio venta") -> dict:
    """Lines with a price and a column of small whole numbers, some of them below zero or none."""
    text = "Id. venta=transaction_id, Socio=user_id, Fecha=event_timestamp, SKU=item_id"
    text = f"{text}, {header}=price"
    made = exports.cells("orders", text, rows=200)
    units = [str(1 + n % 3) for n in range(len(made["SKU"]))]
    if below_zero:
        units = [f"-{u}" if n % 20 == 0 else u for n, u in enumerate(units)]
    return {**made, quantity: units}


def test_small_whole_numbers_some_below_zero_are_the_units_where_none_are_known():
    best = understand(sold("Mvto.", below_zero=True))[0]
    assert best.columns["quantity"] == "Mvto."
    assert best.matches["quantity"].confidence < 0.7
    assert "some below zero" in best.matches["quantity"].reason


def test_small_whole_numbers_above_zero_are_not_taken_for_units_of_which_nothing_speaks():
    best = understand(sold("Mvto.", below_zero=False))[0]
    assert "quantity" not in best.columns
    assert best.without_units


def test_a_column_that_says_something_else_is_not_taken_but_is_pointed_out():
    best = understand(sold("Puntos de descuento", below_zero=True))[0]
    assert "quantity" not in best.columns
    profiles = {k: Profile.of(v) for k, v in sold("Puntos de descuento", below_zero=True).items()}
    assert structure.returning(profiles, best.columns) == ["Puntos de descuento"]


def test_a_value_alone_needs_no_units_since_its_sign_tells():
    best = understand(exports.cells("orders", exports.ORDERS["one row per order"]))[0]
    assert "quantity" not in best.columns
    assert not best.without_units


@pytest.mark.parametrize(
    "text",
    [
        "Order=transaction_id, Creation Date=event_timestamp, Client=user_id, "
        "Quantity_SKU=quantity, ID_SKU=item_id, SKU Name=item_name, SKU Selling Price=price, "
        "SKU Total Price=value, Currency=currency",
        "VBELN=transaction_id, FKDAT=event_timestamp, KUNAG=user_id, MATNR=item_id, "
        "ARKTX=item_name, FKIMG=quantity, NETWR=value, WAERK=currency",
    ],
)
def test_the_sku_of_something_and_the_fields_of_sap_are_understood(text):
    found = understand(exports.cells("orders", text, rows=300))[0]
    assert (found.table, found.columns) == ("orders", exports.expected(text))


def test_of_two_numbers_of_an_order_the_one_with_several_lines_is_taken():
    cells = exports.cells("orders", ENGLISH.replace("order_id", "Order ID"))
    cells["Transaction ID"] = [f"T{n}" for n in range(len(cells["Order ID"]))]
    assert understand(cells)[0].columns["transaction_id"] == "Order ID"


def test_what_is_left_after_the_lines_discount_is_what_it_comes_to():
    cells = exports.cells("orders", exports.ORDERS["plain English"])
    gross = [float(text) for text in cells.pop("line_total")]
    off = [round(value / 10, 2) if n % 3 == 0 else 0.0 for n, value in enumerate(gross)]
    del cells["unit_price"]
    cells["Sum"] = [f"{value:.2f}" for value in gross]
    cells["Discounts"] = [f"{value:.2f}" for value in off]
    cells["Zurriaga"] = [f"{value - d:.2f}" for value, d in zip(gross, off, strict=True)]
    match = understand(cells)[0].matches["value"]
    assert match.column == "Zurriaga"
    assert "after the discount" in match.reason


def test_lines_without_their_orders_are_told_what_they_are(tmp_path):
    cells = exports.cells("orders", ENGLISH)
    kept = ["order_id", "sku", "quantity", "unit_price"]
    rows = zip(*(cells[name] for name in kept), strict=True)
    text = "\n".join(",".join(row) for row in [kept, *rows])
    (tmp_path / "lines.csv").write_text(text + "\n", "utf-8")
    with pytest.raises(DataError, match=r"looks like the lines of orders.*joined by 'order_id'"):
        propose(TableFile(path="lines.csv"), root=tmp_path)


def test_the_key_of_an_orders_line_is_not_the_orders():
    cells = exports.cells("orders", ENGLISH.replace("order_id", "order_nk"))
    cells = {"order_line_key": [f"{n}" for n in range(len(cells["order_nk"]))], **cells}
    assert understand(cells)[0].columns["transaction_id"] == "order_nk"


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (("Permitir", "No permitir"), True),
        (("opted in", "opted out"), True),
        (("Subscribed", "Unsubscribed"), True),
        (("gold", "silver"), False),
        (("yes", "only by post"), False),
    ],
)
def test_consent_is_taken_where_its_words_can_be_read(words, taken):
    cells = exports.cells("customers", exports.CUSTOMERS["English"], rows=60)
    cells["accepts_marketing"] = [words[n % 2] for n in range(60)]
    found = understand(cells, only="customers")[0].columns.get("accepts_marketing")
    assert (found == "accepts_marketing") is taken


@pytest.mark.parametrize("offset", ["+00", "-05", "+0100", "+01:00", "Z", " UTC"])
def test_times_with_an_offset_ask_for_a_zone_however_it_is_written(offset):
    """Postgres leaves the minutes of an offset out."""
    profile = Profile.of([f"2026-01-05 10:{n:02}:00{offset}" for n in range(10)])
    assert profile.offsets == 1
    assert Profile.of(["2026-01-05", "2026-01-05 10:00:00", "10:00-05x"]).offsets == 0


def test_columns_that_ask_the_same_of_values_look_once(monkeypatch):
    """Six canonical columns are dates; the values are looked at for the first of them."""
    looked = []
    monkeypatch.setattr(fits, "_dates", lambda profile: looked.append(1) or fits.Fit(1.0))
    dates = [name for name in fits._FITS if "timestamp" in name or name == "date"]
    monkeypatch.setattr(fits, "_FITS", dict.fromkeys(dates, fits._dates))
    profile = Profile.of(["2026-01-01"])
    assert {fits.of(name, profile).fit for name in dates} == {1.0}
    assert len(dates) > 3
    assert len(looked) == 1
