"""The messy exports are what they claim to be: read here by plain Python alone."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators import fashion_store
from tests import messy
from tests.messy import carts, expected
from tests.messy.damage import DAMAGE, PASSWORD
from tests.messy.dialects import ENCODINGS, Dialect
from tests.messy.faults import FAULTS
from tests.messy.folders import FOLDER_FAULTS
from tests.messy.sheets import Written


@pytest.fixture(scope="module")
def shop() -> messy.Shop:
    settings = FashionStoreSettings(source="fashion_store", users=150, items=60)
    tables = fashion_store.simulate(settings, seed=1, currency="EUR")
    return messy.from_tables(tables, seed=1, lines=240)


def plain(**of_dialect) -> messy.Spec:
    return messy.Spec(0, "orders_es", Dialect(**of_dialect))


def written(shop, root: Path, spec: messy.Spec) -> messy.Export:
    return messy.write(shop, spec, root)


MOMENT = dt.datetime(2026, 3, 4, 9, 5, 7)


@pytest.mark.parametrize(
    ("dialect", "cell", "text"),
    [
        (Dialect(decimal=",", thousands="."), Decimal("1234.5"), "1.234,50"),
        (Dialect(decimal=",", thousands=".", sign="{} €"), Decimal("-12.5"), "-12,50 €"),
        (Dialect(thousands=",", sign="€{}"), Decimal("1234567.891"), "€1,234,567.89"),
        (Dialect(thousands="."), 12345, "12.345"),
        (Dialect(dates="iso"), MOMENT, "2026-03-04 09:05:07"),
        (Dialect(dates="day_first"), MOMENT, "04/03/2026 09:05"),
        (Dialect(dates="short_day_first"), MOMENT, "4/3/2026 9:05"),
        (Dialect(dates="month_first_12h"), MOMENT, "03/04/2026 09:05:07 AM"),
        (Dialect(dates="day_dots"), MOMENT, "04.03.2026 09:05"),
        # 46,085 days from 30 December 1899 to 4 March 2026; 9:05:07 is 32,707 of 86,400 seconds
        (Dialect(dates="serial"), MOMENT, "46085.37855324"),
        (Dialect(dates="serial"), MOMENT.date(), "46085"),
        # Madrid is an hour ahead of UTC in March
        (Dialect(dates="iso_z"), MOMENT, "2026-03-04T08:05:07Z"),
        (Dialect(dates="iso_offset"), MOMENT, "2026-03-04T09:05:07+01:00"),
        (Dialect(dates="shopify"), MOMENT, "2026-03-04 09:05:07 +0100"),
        (Dialect(dates="epoch_s"), MOMENT, "1772611507"),
        (Dialect(dates="epoch_ms"), MOMENT, "1772611507000"),
        (Dialect(dates="day_dashes"), MOMENT.date(), "04-03-2026"),
        (Dialect(words=("sí", "no")), True, "sí"),
        (Dialect(padded=True), "Cliente", "  Cliente "),
        (Dialect(), None, ""),
        (Dialect(decimal=","), Written("1.5"), "1.5"),
    ],
)
def test_a_cell_is_written_as_its_dialect_says(dialect, cell, text):
    assert dialect.text(cell) == text


def test_what_a_dialect_cannot_hold_is_not_expected_back():
    assert Dialect(dates="day_first").stored(MOMENT) == MOMENT.replace(second=0)
    assert Dialect(dates="epoch_s").stored(MOMENT) == MOMENT
    # The hour that summer time skips does not exist in Madrid.
    skipped = dt.datetime(2026, 3, 29, 2, 30)
    assert Dialect(dates="iso_z").stored(skipped) == dt.datetime(2026, 3, 29, 3, 30)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_in_the_encoding_and_with_the_delimiter_it_claims(
    shop, tmp_path, encoding, delimiter
):
    spec = plain(encoding=encoding, delimiter=delimiter, decimal=",")
    export = written(shop, tmp_path, spec)
    (path,) = export.files
    text = path.read_bytes().decode(encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    columns = dict(export.settings["orders"]["columns"])
    assert set(columns.values()) <= set(rows[0])
    ids = [row[rows[0].index(columns["transaction_id"])] for row in rows[1:]]
    assert ids == [row["transaction_id"] for row in export.tables["orders"]]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_gzip_zip_and_folder_hold_the_same_text(shop, tmp_path):
    texts = {}
    for container in ("plain", "gz", "zip", "folder"):
        root = tmp_path / container
        root.mkdir()
        export = written(shop, root, plain(container=container))
        texts[container] = [path.read_bytes() for path in export.files]
    (whole,) = texts["plain"]
    assert gzip.decompress(texts["gz"][0]) == whole
    with zipfile.ZipFile(io.BytesIO(texts["zip"][0])) as packed:
        assert [packed.read(name) for name in packed.namelist()] == [whole]
    header, _, rows = whole.partition(b"\r\n")
    parts = [part.partition(b"\r\n") for part in texts["folder"]]
    assert len(parts) == 3
    assert {part[0] for part in parts} == {header}
    assert b"".join(part[2] for part in parts) == rows


def test_a_workbook_holds_titles_covers_and_typed_cells(shop, tmp_path):
    dialect = Dialect("xlsx", native=True, titles=3, covers=2)
    export = written(shop, tmp_path, messy.Spec(0, "shop_en", dialect))
    book = openpyxl.load_workbook(export.files[0])
    assert book.sheetnames == ["Portada", "Notas", "orders", "customers", "items", "spend"]
    assert export.settings["spend"]["sheet"] == "spend"
    header, first = (list(row) for row in book["spend"].iter_rows(4, 5, values_only=True))
    row = dict(zip(header, first, strict=True))
    columns = export.settings["spend"]["columns"]
    assert isinstance(row[columns["date"]], dt.datetime)
    assert isinstance(row[columns["cost"]], (int, float))


def test_json_lines_and_parquet_hold_the_rows(shop, tmp_path):
    import pyarrow.parquet as pq

    for container in ("jsonl", "parquet"):
        (tmp_path / container).mkdir()
    lines = written(shop, tmp_path / "jsonl", plain(container="jsonl", native=True)).files[0]
    documents = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    table = written(shop, tmp_path / "parquet", plain(container="parquet", native=True)).files[0]
    assert len(documents) == pq.read_table(table).num_rows == len(shop.orders)
    assert list(documents[0]) == pq.read_table(table).column_names


def test_nested_events_are_documents_with_parameters_and_items(shop, tmp_path):
    export = written(shop, tmp_path, messy.Spec(0, "ga4_nested", Dialect()))
    documents = [json.loads(line) for line in export.files[0].read_text("utf-8").splitlines()]
    bought = [d for d in documents if d["event_name"] == "purchase"]
    assert len(documents) == len(export.tables["events"])
    assert len(bought) == len(export.tables["orders"])
    assert bought[0]["event_params"][0]["key"] == "ga_session_id"
    assert len(bought[0]["event_timestamp"]) == 16  # microseconds


def test_shopify_says_what_concerns_the_order_once(shop, tmp_path):
    export = written(shop, tmp_path, messy.Spec(0, "shopify_orders", Dialect()))
    with export.files[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    totals = [row for row in rows if row["Subtotal"]]
    assert len(totals) == len({row["Name"] for row in rows})
    # What the orders say they come to is what their lines are expected to come to.
    ours = {}
    for row in export.tables["orders"]:
        if row["kind"] == "sale":
            number = row["transaction_id"]
            ours[number] = ours.get(number, Decimal(0)) + row["value"]
    paid = {r["Name"]: Decimal(r["Subtotal"]) for r in totals if r["Financial Status"] != "voided"}
    assert ours == paid


def test_an_amount_is_shared_to_the_cent():
    """10.00 over 1, 1 and 1: 3.33 each, and the cent that is left to the first."""
    found = carts.shares(Decimal("10.00"), [Decimal(1)] * 3)
    assert found == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_customers_and_items_are_expected_to_be_completed_from_orders():
    line = {"transaction_id": "T1", "user_id": "U1", "item_id": "F1", "kind": "sale",
            "event_timestamp": MOMENT, "quantity": 2, "value": Decimal("10.01"),
            "item_name": "belt", "item_category": None, "country": "Spain"}  # fmt: skip
    later = {**line, "transaction_id": "T2", "item_name": "belt, new", "country": None}
    found = expected.tables([("orders", line), ("orders", later)], "EUR")
    assert found["orders"][0]["price"] == Decimal("5.0050")
    assert [row["item_name"] for row in found["items"]] == ["belt, new"]
    assert [row["country"] for row in found["customers"]] == ["Spain"]


def test_the_list_of_exports_is_fixed_and_holds_every_shape_and_fault():
    specs = messy.specs()
    assert specs == messy.specs()
    assert len({spec.name for spec in specs}) == 200
    assert {spec.shape for spec in specs} == set(messy.SHAPES)
    assert {spec.fault for spec in specs} == {"none", *FAULTS, *FOLDER_FAULTS, *DAMAGE}
    assert {f for form in messy.SHAPES.values() for f in form.faults} <= {*FAULTS, *FOLDER_FAULTS}


def test_an_export_is_the_same_bytes_every_time(shop, tmp_path):
    spec = messy.spec(7, "orders_en", "duplicated_rows")
    both = []
    for name in ("one", "two"):
        root = tmp_path / name
        root.mkdir()
        both.append([path.read_bytes() for path in messy.write(shop, spec, root).files])
    assert both[0] == both[1]


def fault(shop, root: Path, name: str, shape: str = "orders_en", **of_dialect) -> messy.Export:
    return messy.write(shop, messy.Spec(3, shape, Dialect(**of_dialect), name), root)


def test_a_ragged_row_stands_on_the_line_that_must_be_named(shop, tmp_path):
    export = fault(shop, tmp_path, "ragged_rows")
    lines = export.files[0].read_text("utf-8").splitlines()
    (line,) = export.refusal.lines
    assert lines[line - 1].endswith("x,y")
    assert export.outcome == "refused"


def test_dates_change_on_the_line_that_must_be_named(shop, tmp_path):
    export = fault(shop, tmp_path, "dates_half_way", dates="iso")
    lines = export.files[0].read_text("utf-8").splitlines()
    (line,) = export.refusal.lines
    assert "/20" in lines[line - 1]
    assert not any("/20" in text for text in lines[: line - 1])


def test_each_file_of_a_folder_tells_again_what_ended_the_one_before(shop, tmp_path):
    export = fault(shop, tmp_path, "overlap", container="folder")
    first, second, _third = (path.read_text("utf-8").splitlines() for path in export.files)
    again = export.rejected["orders"][("superseded_row",)]
    assert first[-5:] == second[1:][: second.index(first[-1])][-5:]
    assert again > 4
    assert len(export.tables["orders"]) == len(shop.orders)


def test_duplicates_blanks_and_missing_ids_are_counted_by_reason(shop, tmp_path):
    for name, reasons in {
        "duplicated_rows": {("duplicate_row",): 4},
        "blank_numbers": {("missing_quantity",): 3, ("missing_price",): 3},
        "missing_ids": {("missing_user",): 3, ("missing_transaction",): 3},
        "shipping_lines": {("shipping",): 5},
    }.items():
        root = tmp_path / name
        root.mkdir()
        export = fault(shop, root, name)
        assert export.rejected == {"orders": reasons}


def test_money_in_other_currencies_is_exchanged_at_the_last_rate_before_it(shop, tmp_path):
    export = fault(shop, tmp_path, "currencies")
    rates = list(csv.DictReader((tmp_path / "rates.csv").read_text("utf-8").splitlines()))
    with export.files[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    i, row = next((i, row) for i, row in enumerate(rows) if row["Currency"] == "USD")
    ours = export.tables["orders"][i]
    known = [r for r in rates if r["currency"] == "USD"
             and r["date"] <= ours["event_timestamp"].date().isoformat()]  # fmt: skip
    money = "value" if "value" in export.settings["orders"]["columns"] else "price"
    said = Decimal(row[export.settings["orders"]["columns"][money]])
    assert ours[money] == said * Decimal(known[-1]["rate"])


def test_damaged_files_are_damaged(shop, tmp_path):
    import msoffcrypto

    for name, container in (("truncated_gzip", "gz"), ("html_login", "plain"),
                            ("empty_file", "plain"), ("header_only", "plain"),
                            ("password_workbook", "xlsx")):  # fmt: skip
        root = tmp_path / name
        root.mkdir()
        export = fault(shop, root, name, container=container)
        (path,) = export.files
        assert export.outcome == "refused"
        if name == "truncated_gzip":
            with pytest.raises(EOFError):
                gzip.decompress(path.read_bytes())
        elif name == "html_login":
            assert path.read_bytes().startswith(b"<!DOCTYPE html")
        elif name == "password_workbook":
            with path.open("rb") as file:
                book = msoffcrypto.OfficeFile(file)
                assert book.is_encrypted()
                book.load_key(password=PASSWORD)
        else:
            assert len(path.read_text("utf-8").splitlines()) == (name == "header_only")


@pytest.mark.slow
def test_every_export_of_the_list_can_be_written(shop, tmp_path):
    for spec in messy.specs()[::8]:
        root = tmp_path / spec.name
        root.mkdir()
        export = messy.write(shop, spec, root)
        assert export.files
        assert all(path.exists() for path in export.files)
        assert (export.refusal is None) == (export.outcome == "same")
