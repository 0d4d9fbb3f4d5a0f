"""A new engagement file: sound as it is, never in place of another, and free of personal values."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from taller.errors import InputError
from taller.workbench.begin import new
from taller.workbench.begin import text as new_text
from taller.workbench.engagement import engagement
from tests.conftest import notebook
from tests.data import exports
from tests.own_files import Bench
from tests.workbench.test_cli import within

SPANISH, ENGLISH = exports.ORDERS["snake case Spanish"], exports.ORDERS["plain English"]


def put(path: Path, cells: dict[str, list[str | None]], delimiter: str = ";") -> Path:
    """Write a CSV file of columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=delimiter)
        rows.writerow(cells)
        rows.writerows(zip(*cells.values(), strict=True))
    return path


@pytest.fixture
def base(workbench, monkeypatch) -> Path:
    """A workbench with a Spanish export of orders, from whose root commands are given."""
    made = workbench(first=notebook("1"))
    put(made / "data" / "pedidos.csv", exports.cells("orders", SPANISH, rows=200))
    monkeypatch.chdir(made)
    return made


def written(base: Path, *given: str, **more) -> tuple[str, engagement.Engagement]:
    """Text and content of a file written anew."""
    path = base / new.write("moda_viva", given, **more).path
    found = engagement.read(path, base)
    engagement.check_data(found)
    return path.read_text(encoding="utf-8"), found


def test_spanish_files_give_a_spanish_file_that_maps_each_column_with_its_reason(base):
    text, found = written(base, "data/pedidos.csv")
    assert (found.client, found.language, found.currency) == ("Moda Viva", "es", "EUR")
    assert found.data.orders.mapped() == exports.expected(SPANISH)
    assert found.data.orders.path == "data/pedidos.csv"
    assert found.data.orders.ignored_statuses == ("cancelled",)
    line = next(line for line in text.splitlines() if "transaction_id:" in line)
    assert "%: el encabezado indica el número de pedido" in line
    assert "cada pedido tiene un solo cliente" in line
    assert "REVISAR" in text
    assert "CHECK" not in text


def test_english_files_give_an_english_file_and_the_option_decides(base):
    put(base / "data" / "orders.csv", exports.cells("orders", ENGLISH, rows=200), ",")
    text, found = written(base, "data/orders.csv")
    assert found.language == "en"
    assert "the header says the order's number" in text
    path = base / new.write("otra", ["data/orders.csv"], language="es", client="Otra").path
    assert "el encabezado indica" in path.read_text(encoding="utf-8")


def test_several_files_are_tables_and_those_of_the_same_columns_are_one(base):
    put(base / "data" / "clientes.csv", exports.cells("customers", exports.CUSTOMERS["Spanish"]))
    spend = exports.SPEND["Meta, Spanish"]
    for month in (1, 2, 3):
        put(base / "data" / f"anuncios-0{month}.csv", exports.cells("spend", spend, seed=month))
    files = sorted(str(path) for path in (base / "data").iterdir())
    _, found = written(base, *files)
    assert found.data.orders.path == "data/pedidos.csv"
    assert found.data.customers.path == "data/clientes.csv"
    assert found.data.spend.path == "data/anuncios-*.csv"
    assert found.data.spend.mapped() == exports.expected(spend)


def test_a_folder_that_holds_nothing_else_stands_for_its_files(base):
    for month in (1, 2):
        cells = exports.cells("orders", SPANISH, rows=150, seed=month)
        put(base / "data" / "months" / f"{month}.csv", cells)
    files = [str(path) for path in (base / "data" / "months").iterdir()]
    _, found = written(base, *files)
    assert found.data.orders.path == "data/months"


def test_paths_are_taken_from_where_the_command_is_given(base, monkeypatch):
    monkeypatch.chdir(base / "data")
    _, found = written(base, "pedidos.csv")
    assert found.data.orders.path == "data/pedidos.csv"


def test_a_file_outside_the_workbench_is_named_in_full(base, tmp_path):
    outside = put(tmp_path / "else where" / "ventas.csv", exports.cells("orders", SPANISH))
    _, found = written(base, str(outside))
    assert found.data.orders.path == str(outside)


def test_a_known_export_is_named_by_its_shape(base, shared_data):
    file = shared_data / "online_retail" / "online_retail_to_2011-08.csv.gz"
    text, found = written(base, str(file))
    orders = found.data.orders
    assert orders.shape == "online_retail"
    assert orders.cancelled_prefix == "C"
    assert {"M", "D", "BANK CHARGES"} <= set(orders.not_items)
    assert {"POST", "DOT"} <= set(orders.shipping_items)
    assert "# transaction_id: 'InvoiceNo'" in text


def test_codes_of_cancellations_postage_and_fees_are_found_in_the_whole_file(base):
    cells = exports.cells("orders", text := exports.ORDERS["plain Spanish"], rows=300)
    own = exports.expected(text)
    for row, (number, code, name, units) in enumerate(
        [("C1", "AB-0001", "x", "-1"), ("C2", "AB-0001", "x", "-2"), ("C3", "AB-0001", "x", "-1"),
         ("9", "ENVIO", "Gastos de envío", "1"), ("9", "DTO", "Descuento", "1")], 100,
    ):  # fmt: skip
        for key, value in (("transaction_id", number), ("item_id", code), ("item_name", name),
                           ("quantity", units)):  # fmt: skip
            cells[own[key]][row] = value
        cells[own["value"]][row] = f"{int(units) * float(cells[own['price']][row]):.2f}"
    cells[own["transaction_id"]] = [n.lstrip("P") for n in cells[own["transaction_id"]]]
    put(base / "data" / "ventas.csv", cells)
    _, found = written(base, "data/ventas.csv")
    orders = found.data.orders
    assert orders.cancelled_prefix == "C"
    assert (orders.not_items, orders.shipping_items) == (("DTO",), ("ENVIO",))


AWKWARD = ["yes", "#", "a: b", "it's", 'say "hi"', "👍 total", "null", "- x", "[a]", "{b}", "1.5",
           "%d", "@x", "`y`", "*", "&", "!", "|", ">", "tab\there", "ñ", "2026-01-01"]  # fmt: skip


def test_awkward_names_of_columns_and_files_are_quoted(base):
    """Headers that YAML would read as something else; values say which column is which."""
    cells = exports.cells("orders", "pedido: nº=transaction_id, #cliente=user_id, "
                          '"Fecha" d\'alta=event_timestamp, 👍 Importe=value')  # fmt: skip
    others = [name for name in AWKWARD if name.isprintable() and not name[0].isdigit()]
    cells |= {name: ["x"] * len(cells["#cliente"]) for name in others}
    put(base / "data" / "it's: a #1 file.csv", cells)
    _, found = written(base, "data/it's: a #1 file.csv")
    assert found.data.orders.mapped() == {
        "transaction_id": "pedido: nº", "user_id": "#cliente",
        "event_timestamp": "\"Fecha\" d'alta", "value": "👍 Importe",
    }  # fmt: skip


@given(st.text(min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_text_is_read_back_as_it_was(text):
    loaded = YAML(typ="safe", pure=True).load(f"a:\n  b: {new_text.scalar(text)}  # note\n")
    assert loaded == {"a": {"b": text}}


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read_back_as_they_were(text):
    loaded = YAML(typ="safe", pure=True).load(f"b: {new_text.scalar(text)}  # note\n")
    assert loaded == {"b": text}


@given(st.text(max_size=80))
def test_a_name_in_a_comment_stays_on_its_line(text):
    shown = new_text.shown(text)
    assert len(shown.splitlines()) == 1
    assert YAML(typ="safe", pure=True).load(f"a: 1 # {shown}\n") == {"a": 1}


def test_no_personal_value_is_written_down(base):
    crowded = exports.ORDERS["with delivery"]
    cells = exports.cells("orders", crowded)
    item = exports.expected(crowded)["item_id"]
    cells[item][7] = "descuento.para.ana@example.com"  # where a code should stand
    put(base / "data" / "ventas.csv", cells)
    text, _ = written(base, "data/ventas.csv")
    people = {v for name in ("Nombre del cliente", "Teléfono", "Correo electrónico",
                             "Dirección de envío") for v in cells[name]}  # fmt: skip
    assert [value for value in people | {cells[item][7]} if value in text] == []
    assert "# sin usar: 'Fecha de entrega', 'Nombre del cliente', 'Teléfono'" in text


def test_a_first_row_of_values_is_refused_without_repeating_them(base):
    rows = {"ana@example.com": ["luis@example.com"], "1": ["2"], "3,5": ["4,5"]}
    put(base / "data" / "bare.csv", rows)
    with pytest.raises(InputError) as caught:
        new.write("x2", ["data/bare.csv"])
    assert "ana@example.com" not in str(caught.value)
    assert not (base / "params" / "x2.yaml").exists()


def test_without_files_it_writes_a_template_that_is_sound(base):
    for language, said in (("es", "un simulador"), ("en", "a simulator")):
        path = base / new.write(f"plantilla_{language}", language=language).path
        found = engagement.read(path, base)
        assert found.data.simulated
        assert found.language == language
        assert said in path.read_text(encoding="utf-8")


def test_an_engagement_file_is_never_overwritten(base):
    before = (base / "params" / "x.yaml").read_bytes()
    with pytest.raises(InputError, match=r"params/x\.yaml: exists already, and is never overwri"):
        new.write("x", ["data/pedidos.csv"])
    assert (base / "params" / "x.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["", "a/b", "../x", "Moda Viva", "ñandú", "-x", "a.yaml", "x" * 61]
)
def test_a_name_that_is_none_is_told(base, name):
    with pytest.raises(InputError, match="a name is lower-case letters, digits"):
        new.write(name)


def test_what_cannot_be_read_or_understood_is_told_all_at_once_and_nothing_is_written(base):
    put(base / "data" / "weather.csv", {"station": ["a", "b"], "rain": ["1", "2"]})
    put(base / "data" / "lines.csv", {"Nº pedido": ["1", "1"], "Fecha": ["2026-01-01"] * 2,
                                      "Importe": ["1,5", "2,5"]})  # fmt: skip
    with pytest.raises(InputError) as caught:
        new.write("y", ["data/weather.csv", "data/lines.csv"])
    said = str(caught.value)
    assert "data/weather.csv" in said
    assert "data/lines.csv" in said
    assert "looks like orders, but no column was found for user_id (who bought)" in said
    with pytest.raises(InputError, match=r"gone\.csv"):
        new.write("y", ["data/gone.csv", "data/pedidos.csv"])
    assert not (base / "params" / "y.yaml").exists()


def test_two_files_of_one_table_with_different_columns_are_told(base):
    put(base / "data" / "orders.csv", exports.cells("orders", ENGLISH))
    said = r"pedidos\.csv and data/orders\.csv both look like orders, with different columns"
    with pytest.raises(InputError, match=said):
        new.write("y", ["data/pedidos.csv", "data/orders.csv"])


def test_the_sheets_of_a_workbook_are_tables_of_their_own_and_its_cover_is_none(base):
    book = openpyxl.Workbook()
    book.active.title = "Portada"
    book.active["A1"] = "Informe de ventas"
    for title, table, text in (
        ("Pedidos", "orders", SPANISH),
        ("Clientes", "customers", exports.CUSTOMERS["Spanish"]),
    ):
        cells = exports.cells(table, text, rows=150)
        sheet = book.create_sheet(title)
        sheet.append(list(cells))
        for row in zip(*cells.values(), strict=True):
            sheet.append(row)
    book.save(base / "data" / "todo.xlsx")
    _, found = written(base, "data/todo.xlsx")
    assert (found.data.orders.path, found.data.orders.sheet) == ("data/todo.xlsx", "Pedidos")
    assert found.data.customers.sheet == "Clientes"
    assert found.data.orders.mapped() == exports.expected(SPANISH)


def test_a_source_of_its_own_goes_before_a_part_of_another_export(base):
    from taller.data.propose.proposal import Proposal, TableProposal
    from taller.data.settings.sources import TableFile

    def proposal(path: str, *tables: str) -> Proposal:
        made = tuple(TableProposal(table, 0.9, {}) for table in tables)
        return Proposal(TableFile(path=path), (), made, (), "en", {}, 1)

    ga4, shop = proposal("ga4.json", "events", "orders"), proposal("orders.csv", "orders")
    kept, unused = new._one_source_each([ga4, shop])
    assert not unused
    assert [[table.table for table in p.tables] for p in kept] == [["events"], ["orders"]]


def test_a_database_is_read_by_the_tables_named(base):
    with duckdb.connect(str(base / "data" / "shop.duckdb")) as con:
        con.execute(f"CREATE TABLE pedidos AS FROM read_csv('{base}/data/pedidos.csv')")
    _, found = written(base, "data/shop.duckdb", tables=["orders=pedidos"])
    assert found.data.source == "database"
    assert found.data.url == "data/shop.duckdb"
    assert found.data.orders.table == "pedidos"
    assert found.data.orders.mapped() == exports.expected(SPANISH)


@pytest.mark.parametrize(
    ("given", "tables", "said"),
    [
        (["postgresql://u:secret@host/db"], ["orders=o"], "holds a password; leave it out"),
        (["postgresql://u@host/db"], [], "say which of its tables to read, such as --table"),
        (["postgresql://u@host/db"], ["order=o"], "no such table: 'order'; did you mean 'orders'"),
        (["postgresql://u@host/db"], ["orders"], "must look like orders=public.pedidos"),
        (["postgresql://u@host/db"], ["orders=a", "orders=b"], "gives orders twice"),
        (["postgresql://u@host/db", "data/pedidos.csv"], [], "one database, or files"),
        (["data/pedidos.csv"], ["orders=a"], "is for a database"),
        ([], ["orders=a"], "says which tables of a database to read; name it first"),
    ],
)
def test_a_database_given_wrongly_is_told_and_its_password_is_not_repeated(
    base, given, tables, said
):
    with pytest.raises(InputError, match=said) as caught:
        new.write("y", given, tables=tables)
    assert "secret" not in str(caught.value)


@pytest.mark.slow
def test_on_the_command_line_it_prints_one_table_and_what_to_do_next(base):
    done = within("new", "moda_viva", "data/pedidos.csv", cwd=base)
    assert done.code == 0, done.text
    assert "data/pedidos.csv" in done.text
    assert "por revisar" in done.text
    assert "2. taller check params/moda_viva.yaml" in done.text
    assert within("check", "params/moda_viva.yaml", cwd=base).code == 0
    again = within("new", "moda_viva", "data/pedidos.csv", cwd=base)
    assert again.code == 2
    assert again.text.startswith("taller: params/moda_viva.yaml: ya existe")
    assert "Traceback" not in again.text


@pytest.mark.slow
@pytest.mark.parametrize(("header", "pointed"), [("Saldo puntos dto", True), ("Etiqueta", False)])
def test_a_price_without_units_is_told_in_the_file_and_by_check(base, header, pointed):
    text = "Pedido=transaction_id, Cliente=user_id, Fecha=event_timestamp, SKU=item_id, PVP=price"
    cells = exports.cells("orders", text, rows=200)
    signs = ("1", "2", "-1") if pointed else ("x", "y", "z")
    cells[header] = [signs[n % 3] for n in range(len(cells["SKU"]))]
    put(base / "data" / "sin.csv", cells)
    text, _ = written(base, "data/sin.csv")
    (line,) = [line for line in text.splitlines() if "sin cantidad" in line]
    assert "REVISAR" in line
    assert (f"'{header}'" in line) is pointed
    said = Bench.at(base).check("moda_viva")
    assert said.code == 0
    assert "cada línea cuenta como una unidad" in said.text


@pytest.mark.slow
def test_orders_without_an_amount_are_no_orders_and_a_mapping_without_one_is_refused(base):
    text = (
        "Pedido=transaction_id, Cliente=user_id, Fecha=event_timestamp, SKU=item_id, Uds=quantity"
    )
    put(base / "data" / "sin.csv", exports.cells("orders", text, rows=200))
    with pytest.raises(InputError, match="looks like orders, but no column was found for price"):
        new.write("moda_viva", ["data/sin.csv"])
    path = base / new.write("moda_viva", ["data/pedidos.csv"]).path
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.strip().startswith(("price:", "value:"))]
    assert len(kept) < len(lines)
    path.write_text("\n".join(kept) + "\n", "utf-8")
    done = within("check", "params/moda_viva.yaml", cwd=base)
    assert done.code == 2
    assert "data.orders.columns: no indica ni price (de una unidad) ni value" in done.text
    assert "Traceback" not in done.text


def test_a_table_of_customers_with_what_happened_is_a_flat_one_with_its_notebook(
    real_workbench, monkeypatch
):
    monkeypatch.chdir(real_workbench)
    rows = range(80)
    columns = {
        "Cliente": [f"C{n:03}" for n in rows],
        "Meses": [str(n % 40) for n in rows],
        "Cuota": [f"{20 + n % 9},50" for n in rows],
        "Baja": ["no" if n % 4 else "sí" for n in rows],
    }
    put(real_workbench / "data" / "plana.csv", columns)
    text, found = written(real_workbench, "data/plana.csv")
    assert found.data.flat.path == "data/plana.csv"
    assert found.workflow == ("classification",)
    settings = found.sections["classification"]
    assert (settings["purpose"], settings["target"]) == ("churn", "Baja")
    assert settings["subject"] == "Cliente"
    assert "qué ocurrió" in text


def test_an_order_told_on_its_first_line_alone_is_asked_to_be_filled_down(base):
    cells = exports.cells("orders", SPANISH, rows=200)
    order, when = (exports.expected(SPANISH)[n] for n in ("transaction_id", "event_timestamp"))
    for i in range(1, len(cells[order])):
        if cells[order][i] == cells[order][i - 1]:
            cells[when][i] = ""
    put(base / "data" / "una.csv", cells)
    text, found = written(base, "data/una.csv")
    assert found.data.orders.fill_down is True
    assert "figuran solo en su primera línea" in text


@pytest.mark.slow
def test_check_says_nothing_of_units_where_they_are_mapped(base):
    written(base, "data/pedidos.csv")
    assert "quantity" not in within("check", "params/moda_viva.yaml", cwd=base).text


@pytest.mark.slow
def test_a_file_that_is_no_table_is_left_out_with_its_reason_and_the_others_go_on(base):
    rows = range(50)
    put(base / "data" / "tiempo.csv", {"estacion": [f"e{n}" for n in rows],
                                       "lluvia": [str(n) for n in rows]})  # fmt: skip
    put(base / "data" / "lineas.csv", {"Nº pedido": [f"P{n // 2}" for n in rows],
                                       "Fecha": ["2026-01-01"] * 50,
                                       "Importe": [f"{n},5" for n in rows]})  # fmt: skip
    done = within("new", "moda_viva", *(f"data/{n}.csv" for n in ("tiempo", "lineas", "pedidos")),
                  cwd=base)  # fmt: skip
    assert done.code == 0
    text = (base / "params" / "moda_viva.yaml").read_text(encoding="utf-8")
    for said in (text, done.text):
        assert "sin usar: 'data/tiempo.csv': no es ninguna de las tablas que se leen" in said
        assert "sin usar: 'data/lineas.csv': parece orders, sin el cliente" in said
    assert within("check", "params/moda_viva.yaml", cwd=base).code == 0


def test_of_two_files_the_one_that_is_the_table_clearly_is_taken(base):
    """Registrations of a newsletter know a customer and a day; customers.csv knows much more."""
    customers = exports.cells("customers", exports.CUSTOMERS["English"], rows=80)
    put(base / "data" / "customers.csv", customers)
    few = {"customer_id": customers["customer_id"], "created": customers["created_at"],
           **{f"answer {n}": [f"{n}{i % 7}" for i in range(80)] for n in range(6)}}  # fmt: skip
    put(base / "data" / "survey.csv", few)
    text, found = written(base, "data/survey.csv", "data/customers.csv")
    assert found.data.customers.path == "data/customers.csv"
    assert "'data/survey.csv': it looks like customers, of which 'data/customers.csv' tells" in text
