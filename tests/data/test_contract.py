"""What makes a row unusable, and that nothing of it is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from taller.data.settings.sources import DataSettings
from taller.data.tell.ledger import Ledger
from taller.errors import DataError
from taller.language import speaking
from tests.data.conftest import GOOD, HEADER, reasons, rejected, take

pytestmark = pytest.mark.usefixtures("unmeasured")

BAD = {
    ",ana,hat,2026-01-05,1,9": ["missing_transaction"],
    "2,,hat,2026-01-05,1,9": ["missing_user"],
    "2,  ,hat,2026-01-05,1,9": ["missing_user"],
    "2,NaN,hat,2026-01-05,1,9": ["missing_user"],
    "2,ana,,2026-01-05,1,9": ["missing_item"],
    "2,ana,hat,,1,9": ["missing_date"],
    "2,ana,hat,yesterday,1,9": ["unreadable_date"],
    "2,ana,hat,2026-02-30,1,9": ["unreadable_date"],
    "2,ana,hat,2026-07-03,1,9": ["future_date"],
    "2,ana,hat,infinity,1,9": ["unreadable_date"],
    "2,ana,hat,1989-12-31,1,9": ["before_1990"],
    "2,ana,hat,2026-01-05,,9": ["missing_quantity"],
    "2,ana,hat,2026-01-05,two,9": ["unreadable_quantity"],
    "2,ana,hat,2026-01-05,nan,9": ["unreadable_quantity"],
    "2,ana,hat,2026-01-05,inf,9": ["infinite_quantity"],
    "2,ana,hat,2026-01-05,-Infinity,9": ["infinite_quantity"],
    "2,ana,hat,2026-01-05,0,9": ["zero_quantity"],
    "2,ana,hat,2026-01-05,1.5,9": ["non_integer_quantity"],
    "2,ana,hat,2026-01-05,5000000000,9": ["too_large_quantity"],
    "2,ana,hat,2026-01-05,1,": ["missing_price"],
    "2,ana,hat,2026-01-05,1,free": ["unreadable_price"],
    "2,ana,hat,2026-01-05,1,NaN": ["nan_price"],
    "2,ana,hat,2026-01-05,1,inf": ["infinite_price"],
    "2,ana,hat,2026-01-05,1,1e400": ["infinite_price"],
    "2,ana,hat,2026-01-05,1,-0.01": ["negative_price"],
    "2,ana,hat,2026-01-05,1,0.00": ["zero_price"],
    "2,ana,hat,2026-01-05,1,0.00001": ["zero_price"],
    "2,ana,hat,2026-01-05,1,1e30": ["too_large_price"],
    "2,ana,hat,2026-01-05,900000000,900000": ["too_large_price"],
    GOOD: ["duplicate_row"],
}


def test_each_bad_row_is_kept_with_its_reason_and_its_number(shop):
    """One good row, then one row per fault: row 2 is the first bad one."""
    tables = shop(GOOD, *BAD)
    kept = rejected(tables)
    assert dict(zip(BAD, reasons(tables), strict=True)) == BAD
    assert kept["source_row"].tolist() == list(range(2, len(BAD) + 2))
    ledger = tables.ledger("orders")
    assert (ledger.read, ledger.accepted, ledger.rejected) == (len(BAD) + 1, 1, len(BAD))


def test_a_row_with_several_faults_has_all_its_reasons(shop):
    tables = shop(GOOD, ",,hat,2030-01-01,0,-4")
    expected = ["missing_transaction", "missing_user", "future_date", "zero_quantity"]
    assert reasons(tables) == [[*expected, "negative_price"]]
    assert {
        reason.code: reason.rows for reason in tables.ledger("orders").reasons
    } == dict.fromkeys([*expected, "negative_price"], 1)


def test_a_rejected_row_keeps_every_cell_as_it_was_written(shop):
    """Unmapped columns and outer blanks too; only an empty cell becomes null."""
    tables = shop(GOOD + ",x", "2, ana ,hat,soon, 1,9, note ", header=HEADER + ",memo")
    row = rejected(tables).iloc[0]
    assert row[["order", "customer", "when", "units", "memo"]].tolist() == [
        "2",
        " ana ",
        "soon",
        " 1",
        " note ",
    ]


def test_a_source_column_named_like_ours_is_kept_beside_it(shop):
    tables = shop(GOOD + ",why", "2,,hat,2026-01-05,1,9,because", header=HEADER + ",Reasons")
    kept = rejected(tables)
    assert kept["Reasons_2"].tolist() == ["because"]
    assert list(kept["reasons"].iloc[0]) == ["missing_user"]


def test_the_first_of_equal_rows_is_kept_and_blank_cells_are_equal(shop):
    """Rows 1, 3 and 5 are the same in all columns, rows 2 and 4 differ in the unmapped one."""
    a, b, c = (
        "1,ana,hat,2026-01-05,1,9,",
        "1,ana,hat,2026-01-05,1,9,b",
        "1,ana,hat,2026-01-05,1,9,c",
    )
    tables = shop(a, b, a, c, a, header=HEADER + ",memo")
    assert tables.orders.line.execute().tolist() == [1, 2, 4]
    assert rejected(tables)["source_row"].tolist() == [3, 5]


def test_values_exchanged_between_columns_do_not_make_a_duplicate(shop):
    tables = shop("1,a,b,2026-01-05,2,3", "1,b,a,2026-01-05,3,2")
    assert tables.ledger("orders").accepted == 2


def test_codes_that_are_not_merchandise_are_set_aside_whatever_their_case(shop):
    codes = {"not_items": ["POST", "gift_*"]}
    lines = [
        GOOD,
        "2,a,post,2026-01-05,1,9",
        "3,a,GIFT_20,2026-01-05,1,9",
        "4,a,a.gift_,2026-01-05,1,9",
    ]
    tables = shop(*lines, orders=codes)
    assert reasons(tables) == [["not_merchandise"], ["not_merchandise"]]


def test_ids_written_as_floats_lose_their_zero_and_the_ledger_says_so(shop):
    """All filled customer cells are whole numbers with ".0"; the orders' are not (one is plain)."""
    tables = shop(
        "1.0,17850.0,7,2026-01-05,1,9", "2,17851.0,7,2026-01-05,1,9", "3,,7,2026-01-05,1,9"
    )
    frame = tables.orders.execute()
    assert frame["user_id"].tolist() == ["17850", "17851"]
    assert frame["transaction_id"].tolist() == ["1.0", "2"]
    (treatment,) = tables.ledger("orders").treatments
    assert (treatment.code, treatment.column, treatment.rows) == ("float_ids", "customer", 2)
    assert "customer" in treatment.label


def test_an_id_that_is_sometimes_a_float_is_left_alone(shop):
    tables = shop("1,10.0,7,2026-01-05,1,9", "2,A1.0,7,2026-01-05,1,9")
    assert tables.orders.user_id.execute().tolist() == ["10.0", "A1.0"]


def test_money_is_exact(shop):
    """0.1 + 0.2 is 0.3, and 3 units at 19.99 are 59.97."""
    tables = shop("1,a,x,2026-01-05,1,0.1", "2,a,y,2026-01-05,1,0.2", "3,a,z,2026-01-05,3,19.99")
    frame = tables.orders.execute()
    assert frame["value"].tolist() == [Decimal("0.1"), Decimal("0.2"), Decimal("59.97")]
    assert str(tables.orders.schema()["value"]) == "decimal(18, 4)"


def test_a_negative_quantity_or_the_prefix_marks_a_cancellation(shop):
    lines = [GOOD, "2,ana,hat,2026-01-06,-1,9.50", "C3,ana,hat,2026-01-07,1,9.50"]
    tables = shop(*lines, orders={"cancelled_prefix": "C"})
    frame = tables.orders.execute()
    assert frame["kind"].tolist() == ["sale", "cancellation", "cancellation"]
    assert frame["quantity"].tolist() == [2, -1, -1]
    assert frame["value"].tolist() == [Decimal("19"), Decimal("-9.5"), Decimal("-9.5")]
    found = {t.code: (t.rows, t.units, t.money) for t in tables.ledger("orders").treatments}
    assert found == {
        "cancellations": (2, 2, Decimal("19.0000")),
        "cancellations_netted": (2, 2, Decimal("19.0000")),
        "signs_turned": (1, None, None),
    }


def test_decimal_commas_and_a_date_format_can_be_given(shop):
    file = {"decimal": ",", "timestamp_format": "%d/%m/%Y", "delimiter": ";"}
    tables = shop("1;ana;hat;31/12/2025;2;1.234,50", header=HEADER.replace(",", ";"), orders=file)
    row = tables.orders.execute().iloc[0]
    assert row["price"] == Decimal("1234.5")
    assert str(row["event_timestamp"]) == "2025-12-31 00:00:00"


HARMFUL = [
    '=HYPERLINK("http://x","y")',
    "<script>alert(1)</script>",
    "\u202eevil\u202c",
    "👒 sombrero",
    "O'Brien; DROP TABLE",
    "naïve ñandú",
]


def test_harmful_looking_text_passes_through_unharmed(shop):
    """As ids and names of accepted rows, and in rejected ones."""
    quoted = ['"' + text.replace('"', '""') + '"' for text in HARMFUL]
    lines = [f"{i},{q},{q},2026-01-05,1,9,{q}" for i, q in enumerate(quoted)]
    lines += [f"9,{q},x,2026-01-05,0,9,{q}" for q in quoted]
    columns = {"columns": {**_columns(), "item_name": "memo"}}
    tables = shop(*lines, header=HEADER + ",memo", orders=columns)
    assert tables.orders.user_id.execute().tolist() == HARMFUL
    assert sorted(tables.items.item_name.execute()) == sorted(HARMFUL)
    assert rejected(tables)["memo"].tolist() == HARMFUL


def test_when_all_rows_are_rejected_the_message_counts_the_reasons(shop, tmp_path):
    lines = ["1,,hat,2026-01-05,1,9", "2,,hat,05.01.2026 x,1,9"]
    message = (
        r"orders.csv: all 2 rows were rejected: 2 with no customer \(column 'customer'\); "
        r"1 with a date that cannot be read \(column 'when'\), set timestamp_format. "
        r"They are kept in quarantine/orders.parquet"
    )
    with pytest.raises(DataError, match=message):
        shop(*lines)
    assert (tmp_path / "run" / "quarantine" / "orders.parquet").exists()
    assert not (tmp_path / "run" / "tables" / "ledger.json").exists()


def test_the_ledger_is_told_in_the_clients_language(shop):
    tables = shop(GOOD, "2,,hat,2026-01-05,1,9")
    with speaking("es"):
        frame = tables.ledger("orders").frame()
    assert frame["what"].tolist() == ["Filas leídas", "Filas aceptadas", "Rechazadas: sin cliente"]
    assert frame["rows"].tolist() == [2, 1, 1]


def _columns() -> dict[str, str]:
    from tests.data.conftest import COLUMNS

    return COLUMNS


# --- reasons in words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", {"a cell of column Lager that cannot be read", "a number below zero in column EK"}),
        ("es", {"celda ilegible en la columna Lager", "número negativo en la columna EK"}),
    ],
)
def test_a_reason_names_the_clients_own_column(tmp_path, code, said):
    (tmp_path / "items.csv").write_text("nr,Lager,EK\nhat,5,2\ncap,3,1\ntie,x,1\nbag,1,-4\n")
    columns = {"item_id": "nr", "stock": "Lager", "cost": "EK"}
    chosen = TypeAdapter(DataSettings).validate_python(
        {"source": "files", "items": {"path": "items.csv", "columns": columns}}
    )
    ledger = take(tmp_path / "run", tmp_path, chosen).ledger("items")
    with speaking(code):
        assert {reason.label for reason in ledger.reasons} == said
    assert Ledger.from_json(ledger.to_json()) == ledger


def test_where_all_rows_are_rejected_the_column_is_named_once(tmp_path):
    (tmp_path / "items.csv").write_text("nr,EK\nhat,-5\ncap,-3\n")
    columns = {"item_id": "nr", "cost": "EK"}
    chosen = TypeAdapter(DataSettings).validate_python(
        {"source": "files", "items": {"path": "items.csv", "columns": columns}}
    )
    with pytest.raises(DataError, match=r"2 with a number below zero in column EK\. They are kept"):
        take(tmp_path / "run", tmp_path, chosen)
