"""The client's own monthly figures, as people write them; refusals that name every fault."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.data.engine import bounds
from taller.data.settings.common import Totals
from taller.data.snapshot import rates
from taller.data.tell import totals
from taller.errors import DataError

D = Decimal


@pytest.fixture
def csv(tmp_path):
    def read(text: str, encoding: str = "utf-8"):
        (tmp_path / "totals.csv").write_bytes(text.encode(encoding))
        return dict(totals.read(Totals(path="totals.csv"), tmp_path).months)

    return read


def test_spanish_headers_semicolons_decimal_commas_and_a_line_of_totals(csv):
    text = (
        "Ventas 2026\n\nMes;Nº pedidos;Ventas netas (€);Cuota IVA\n"
        "ene-26;1.234;12.345,60;1.234,00\nfebrero de 2026;900;9.999;-\nTotal;2134;22344,60;1234\n"
    )
    expected = {
        "2026-01": {"orders": D(1234), "net": D("12345.60"), "tax": D("1234.00")},
        "2026-02": {"orders": D(900), "net": D(9999)},
    }
    assert csv(text) == expected
    assert csv(text, "cp1252") == expected
    assert csv(text, "utf-16") == expected
    assert csv("\ufeff" + text) == expected


def test_english_headers_commas_quoted_thousands_and_signs(csv):
    text = 'Month,Net sales,Refunds,Customers\n2026-01,"$1,234.50",(20.25),"1,000"\n1/2026x,,,\n'
    with pytest.raises(DataError, match="line 3  month: '1/2026x' is not a month"):
        csv(text)
    found = csv(text.replace("1/2026x,,,", "02/2026,-3.5,,5"))
    assert found == {
        "2026-01": {"net": D("1234.50"), "refunds": D("-20.25"), "customers": D(1000)},
        "2026-02": {"net": D("-3.5"), "customers": D(5)},
    }


def test_all_faults_are_told_at_once_with_their_lines(csv):
    text = "month,net,orders\n2026-01,abc,1.5\nsoon,3,3\n2026-01,4,4\n"
    with pytest.raises(DataError) as raised:
        csv(text)
    assert [(fault.line, fault.where) for fault in raised.value.faults] == [
        (3, "month"), (4, "month"), (2, "net"), (2, "orders"),
    ]  # fmt: skip


def test_thousands_or_decimals_that_nothing_tells_are_refused(csv):
    with pytest.raises(DataError, match=r"'1\.234' may be thousands or decimals"):
        csv("month,net\n2026-01,1.234\n")
    assert csv("month;net;tax\n2026-01;1.234;0,5\n")["2026-01"]["net"] == 1234
    assert csv("month;net;tax\n2026-01;1.234;0.5\n")["2026-01"]["net"] == D("1.234")


def test_sales_that_may_be_gross_or_net_are_refused(csv):
    with pytest.raises(DataError, match="Ventas: may be gross or net; rename it"):
        csv("Mes;Ventas\n2026-01;5\n")


@pytest.mark.parametrize(
    "text, said",
    [
        ("orders,net\n1,2\n", "no column month"),
        ("month,colour\n2026-01,red\n", "no figure beside its month"),
        ("month,net,neto\n2026-01,1,2\n", "two columns have this meaning"),
        ("month,net\n", "holds no month below its header"),
    ],
)
def test_a_file_of_something_else_is_refused(csv, text, said):
    with pytest.raises(DataError, match=said):
        csv(text)


def test_a_workbook_and_a_missing_file_are_told_apart(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04...")
    with pytest.raises(DataError, match="is a workbook; save the sheet as CSV"):
        totals.read(Totals(path="a.csv"), tmp_path)
    with pytest.raises(DataError, match="cannot be read: No such file"):
        totals.read(Totals(path="b.csv"), tmp_path)


def test_inline_months_are_read_in_any_form_and_refused_twice(tmp_path):
    assert totals.read(Totals(months={"enero 2026": {"net": 1.1}}), tmp_path).months == {
        "2026-01": {"net": D("1.1")}
    }
    with pytest.raises(DataError) as raised:
        totals.read(Totals(months={"2026-01": {}, "01/2026": {}, "Q1": {}}), tmp_path)
    assert [fault.where for fault in raised.value.faults] == ["01/2026", "Q1"]
    with pytest.raises(DataError, match="needs path or months"):
        totals.read(Totals(), tmp_path)


@pytest.mark.parametrize(
    "text, month",
    [
        ("2026-03", "2026-03"), ("2026/3", "2026-03"), ("202603", "2026-03"),
        ("3/2026", "2026-03"), ("01/03/2026", "2026-03"), ("2026-03-01 00:00:00", "2026-03"),
        ("Marzo 2026", "2026-03"), ("mar. 26", "2026-03"), ("sept-2026", "2026-09"),
        ("2026 diciembre", "2026-12"), ("13/2026", None), ("2026", None), ("marz 2026", None),
    ],
)  # fmt: skip
def test_months_as_people_write_them(text, month):
    assert totals.month(text) == month


@given(
    st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["{:,.2f}", "{:.2f}"]), st.booleans()
)
def test_money_comes_back_whatever_its_marks(value, form, comma):
    text = form.format(value)
    if comma:
        text = text.translate(str.maketrans(",.", ".,"))
    mark = "," if comma else "."
    assert totals._number(totals._bare(f"{text} €"), mark) == value


def test_a_file_with_a_nul_is_no_text(tmp_path):
    """Between year and month it would be passed over in silence."""
    (tmp_path / "t.csv").write_bytes(b"month,net\n2026-\x0001,1\n")
    with pytest.raises(DataError, match=r"^t\.csv: is a binary file"):
        totals.read(Totals(path="t.csv"), tmp_path)


def test_while_totals_and_rates_are_read_their_files_are_named(tmp_path, monkeypatch):
    """Whoever runs into a limit there is told of that file, not of another."""
    (tmp_path / "t.csv").write_text("month,net_sales\n2026-01,10\n", encoding="utf-8")
    (tmp_path / "r.csv").write_text("date,currency,rate\n2026-01-01,USD,0.9\n", encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(bounds, "_tell", lambda found: told.append(found.name))
    monkeypatch.setattr(bounds, "_now", bounds.Reading())
    totals.read(Totals(path="t.csv"), tmp_path)
    rates.read(tmp_path / "r.csv", "r.csv")
    assert told == ["t.csv", "data", "r.csv", "data"]
