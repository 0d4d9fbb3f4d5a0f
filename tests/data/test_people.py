"""Columns with personal data: by header, by content, and what is not taken for it."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data import people
from taller.data.people import contents, headers, identifiers, recognition
from taller.data.reading import Staged
from taller.errors import DataError
from taller.language import speaking
from tests.data.planted import PEOPLE


def _staged(path, rows: int, header: list[str]) -> Staged:
    return Staged("export.csv", header, path, rows, frozenset(), frozenset())


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def recognise(con, tmp_path):
    """Recognise the columns given: ``recognise({"mail": [...]}, overrides={...})``."""

    def run(columns: dict, overrides: dict | None = None, **more) -> dict[str, str]:
        rows = max(len(values) for values in columns.values())
        arrays = [
            pa.array([None if v is None else str(v) for v in values], pa.string())
            for values in columns.values()
        ]
        cells = {name: f"c{i}" for i, name in enumerate(columns)}
        path = tmp_path / "staged.parquet"
        pq.write_table(pa.table(dict(zip(cells.values(), arrays, strict=True))), path)
        staged = _staged(path, rows, list(columns))
        return people.recognise(con, staged, cells, overrides or {}, **more)

    return run


# By header


@pytest.mark.parametrize(
    "header, kind",
    [
        ("E-mail", "email"), ("correo_electrónico", "email"), ("CustomerEmail", "email"),
        ("Dirección de correo", "email"), ("billing_email", "email"), ("MAIL", "email"),
        ("Teléfono móvil", "phone"), ("phone_number", "phone"), ("Tel.", "phone"),
        ("billingPhone", "phone"), ("celular", "phone"), ("WhatsApp", "phone"),
        ("First Name", "name"), ("apellidos", "name"), ("billing_last_name", "name"),
        ("Nombre del cliente", "name"), ("customer_name", "name"), ("Shipping Name", "name"),
        ("Dirección", "address"), ("Shipping Address1", "address"), ("zip", "address"),
        ("Código Postal", "address"), ("Billing Street", "address"), ("domicilio", "address"),
        ("DNI", "identifier"), ("customer_ip_address", "identifier"), ("RFC", "identifier"),
        ("IBAN", "identifier"), ("NIF/CIF", "identifier"), ("passportNumber", "identifier"),
        ("fecha_nacimiento", "birth_date"), ("DateOfBirth", "birth_date"), ("DOB", "birth_date"),
    ],
)  # fmt: skip
def test_a_header_names_its_kind(header, kind):
    assert headers.kind(header) == kind


@pytest.mark.parametrize(
    "header",
    [
        "item_name", "product name", "Lineitem name", "nombre_producto", "campaign_name",
        "country", "país", "city", "order_id", "sku", "quantity", "price", "fecha", "email_opt_in",
        "email_sent_at", "phone_verified", "device_category", "event_name", "file name", "Company",
        "accepts_marketing", "user_id", "customer_id", "transaction_id", "utm_source", "Name",
        "mobile_traffic", "email_campaign", "mac address", "country of birth", "address_id",
    ],
)  # fmt: skip
def test_other_headers_name_none(header):
    assert headers.kind(header) is None


def test_a_header_without_content_to_judge_is_believed(recognise):
    assert recognise({"Phone": [None, None], "total": ["1", "2"]}) == {"Phone": "phone"}


def test_content_that_cannot_be_it_contradicts_a_header(recognise):
    found = recognise(
        {
            "phone": ["true", "false", "true"],
            "cp": ["12.50", "3.99", "100.00"],  # cost price
            "first_name": ["1", "2", "3"],
            "email": ["yes", "no", None],
            "cif": ["12.5", "8", "9.25"],  # cost, insurance, freight
        }
    )
    assert found == {}


def test_hashed_addresses_under_an_email_header_are_personal_still(recognise):
    assert recognise({"email": ["5f4dcc3b5aa765d61d8327deb882cf99"]}) == {"email": "email"}


# By content


def of(field: str) -> list[str]:
    return [getattr(person, field) for person in PEOPLE]


@pytest.mark.parametrize("kind", ["email", "phone", "name", "address"])
def test_what_is_planted_is_found_under_a_header_that_says_nothing(recognise, kind):
    """Whole columns of the planted people, under the header `campo7`."""
    found = recognise({"campo7": of(kind) if kind != "name" else NAMES})
    assert found == {"campo7": kind}


NAMES = ["Ana García", "MARÍA PÉREZ SOTO", "Smith, John", "Luis de la Fuente", "José Á. Ruiz",
         "Mary O'Neill", "Zoé Xu", "Björk Guðmundsdóttir", "Carlos Núñez-Rey"]  # fmt: skip


def test_names_without_a_common_given_name_need_a_header(recognise):
    rare = ["Illari Quispe", "Nahuel Paillalef", "Thaddeus Quimby"]
    assert recognise({"campo7": rare}) == {}
    assert recognise({"customer_name": rare}) == {"customer_name": "name"}


@pytest.mark.parametrize(
    "values",
    [
        ["Camisa Blanca", "Vestido Rojo", "Falda Larga"],
        ["Spring Sale", "Black Friday", "Back To School"],
        ["United Kingdom", "Costa Rica", "El Salvador"],
        ["ana", "luis", "maria"],
        ["Maria", "Ana", "Luis"],
        ["running shoes maria", "carlos belt", "ana bag"],
    ],
)
def test_things_are_no_names(values):
    assert not contents.names(values)


def test_items_called_like_people_are_items(recognise):
    dresses = ["Vestido Martina", "Falda Carmen", "Blusa Elena"]
    assert recognise({"item_name": dresses, "producto": dresses, "campaña": dresses}) == {}


@pytest.mark.parametrize(
    "values",
    [
        ["C/ Mayor 3", "Avda. de América, 12", "Plaza Nueva s/n 4"],
        ["221B Baker Street", "10 Downing St", "1600 Pennsylvania Avenue"],
    ],
)
def test_streets_with_numbers_are_addresses(values):
    assert contents.addresses(values)


@pytest.mark.parametrize("values", [["Calle", "Street"], ["Hat 3", "Mug 12"], ["3 pack", "2 way"]])
def test_other_words_with_numbers_are_no_addresses(values):
    assert not contents.addresses(values)


def test_one_mail_in_a_hundred_makes_a_column_of_mails(recognise):
    values = [f"guest{i}" for i in range(99)]
    assert recognise({"x7": [*values, "ana@x.es"]}) == {"x7": "email"}
    many = [f"guest{i}" for i in range(120)]
    assert recognise({"x7": [*many, "ana@x.es"]}) == {}


def test_a_single_mail_among_all_rows_makes_an_id_personal(recognise, monkeypatch):
    """Row 9,999 of 10,001, which no sample of every second row sees, stands in the whole column."""
    monkeypatch.setattr(recognition, "ROWS", 5_001)
    values = [str(i) for i in range(10_001)]
    values[9_999] = "ana@x.es"
    assert recognise({"customer_id": values}) == {"customer_id": "email"}
    assert recognise({"x7": values}) == {}
    assert recognise({"x7": values}, ids=["x7"]) == {"x7": "email"}


def test_notes_that_mention_addresses_are_personal(recognise):
    notes = ["call ana@x.es first", "leave at the door", "ask luis@y.com", "fragile"]
    assert recognise({"notes": notes}) == {"notes": "email"}


@pytest.mark.parametrize(
    "values",
    [
        [f"+34 6{n:08d}" for n in range(10_000_000, 10_000_010)],
        ["(212) 555-0123", "(212) 736-5000", "(646) 555-0199", "(415) 736-5000"] * 1
        + [f"(212) 736-{n}" for n in range(5001, 5010)],
        [f"6{n:02d} {n:02d} 34 {n:02d}" for n in range(10, 30)],
        [f"01 42 {n} 10 10" for n in range(60, 80)],
    ],
)
def test_numbers_written_as_phones_are_phones(values):
    assert contents.phones(values)


@pytest.mark.parametrize(
    "values",
    [
        [str(n) for n in range(612_345_600, 612_345_700)],  # digits alone may be any id
        [f"{n}.{m:03d}.000" for n, m in zip(range(600, 700), range(100), strict=True)],  # money
        [f"2026-01-{n:02d}" for n in range(1, 29)],
        [f"{n:02d}/01/2026" for n in range(1, 29)],
        ["2026-01-05 10:00:00"] * 20,
        [f"100-{n}-A" for n in range(100, 200)],
        ["12.50", "13.99", "1234.00"],
        [f"-{n}.5" for n in range(1000, 1100)],
        ["612-345-678", "911-234-567"],  # right in Spain, as are three codes of items in ten
    ],
)
def test_other_numbers_are_no_phones(values):
    assert not contents.phones(values)


def test_digits_under_a_header_of_phones_are_phones(recognise):
    assert recognise({"telefono": ["612345678", "911234567"]}) == {"telefono": "phone"}
    assert recognise({"cliente": ["612345678", "911234567"]}) == {}


def test_addresses_of_computers_are_identifiers(recognise):
    assert recognise({"x7": ["83.45.1.7", "2001:db8::1", "10.0.0.255"]}) == {"x7": "identifier"}
    assert recognise({"x7": ["1.2.3", "300.1.1.1", "4.5.6.7.8"]}) == {}


# Identifiers with check digits


@pytest.mark.parametrize(
    "family, values",
    [
        ("es", ["12345678Z", "X1234567L", "48271936L", "Y4827193J", "00000000T"]),
        ("mx.curp", ["VIGR850312MDFLRS03", "HEGG560427MVZRRL04", "BOXW310820HNERXN09"]),
        ("mx.rfc", ["VIGR850312AB4", "GODE561231GR8", "MAGL900101XY1"]),
        ("iban", ["ES91 2100 0418 4502 0005 1332", "GB82WEST12345698765432"]),
    ],
)
def test_marked_identifiers_are_known_from_a_few(family, values):
    assert identifiers.family(values) == family


def _with_check(module: str, bodies, pattern: str = "{}{}") -> list[str]:
    """Right identifiers: each body with whichever last character is right."""
    import importlib

    check = importlib.import_module(f"stdnum.{module}")
    made = []
    for body in bodies:
        tried = (pattern.format(body, last) for last in "0123456789K")
        made += [value for value in tried if check.is_valid(value)][:1]
    return made


@pytest.mark.parametrize(
    "module, bodies",
    [
        ("ar.cuit", [f"20{n}" for n in range(30_123_456, 30_123_486)]),
        ("cl.rut", range(12_345_678, 12_345_708)),
        ("br.cpf", [f"{n}{m}" for n in range(123_456_789, 123_456_820) for m in range(10)]),
        ("ec.ci", [f"17{n}" for n in range(1_234_567, 1_234_597)]),
        ("pt.nif", range(21_234_567, 21_234_597)),
        ("luhn", [f"455673758{n}" for n in range(689_900, 689_930)]),
        ("pe.ruc", [f"10{n}" for n in range(40_123_456, 40_123_486)]),
    ],
)
def test_bare_digits_are_identifiers_where_all_check_digits_are_right(module, bodies):
    values = _with_check(module, bodies)
    assert len(values) >= 20
    assert identifiers.family(values) is not None
    wrong = [value[:-1] + str((int(value[-1]) + 1) % 10) if value[-1] != "K" else value[:-1] + "1"
             for value in values]  # fmt: skip
    assert identifiers.family(wrong) != identifiers.family(values)


def test_a_few_bare_digits_with_right_check_digits_mean_nothing():
    assert identifiers.family(_with_check("ar.cuit", ["2030123456", "2030123457"])) is None


@given(st.integers(5, 13), st.integers(1, 60), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_random_numbers_are_no_personal_data(digits, count, draw):
    values = sorted({str(draw.randrange(10 ** (digits - 1), 10**digits)) for _ in range(count)})
    assert identifiers.family(values) is None
    assert recognition.kind_of("code", values) is None


@given(st.integers(10**4, 10**13), st.integers(1, 500), st.sampled_from([1, 2, 5, 10, 100]))
@settings(max_examples=60, deadline=None)
def test_running_numbers_are_no_personal_data(first, count, step):
    values = [str(first + step * n) for n in range(count)]
    assert recognition.kind_of("pedido", values) is None


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=50, unique=True))
@settings(max_examples=40, deadline=None)
def test_prices_are_no_personal_data(prices):
    assert recognition.kind_of("x7", [str(price) for price in prices]) is None
    assert recognition.kind_of("x7", [f"{price:,}" for price in prices]) is None


@given(st.lists(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2030, 1, 1)), min_size=1,
                max_size=50), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y", "%Y%m%d",
                "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y", "%m/%d/%Y %I:%M %p"]))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_dates_are_no_personal_data(days, form):
    assert recognition.kind_of("x7", sorted({day.strftime(form) for day in days})) is None


@pytest.mark.parametrize("seed", range(6))
def test_codes_of_items_are_no_personal_data(seed):
    draw = random.Random(seed)
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    forms = (
        lambda: f"{draw.randrange(10**8):08d}{draw.choice(letters)}",
        lambda: f"{draw.choice(letters)}{draw.randrange(10**7):07d}{draw.choice(letters)}",
        lambda: (
            f"{draw.randrange(10**3):03d}-{draw.randrange(10**3):03d}-{draw.randrange(10**4):04d}"
        ),
        lambda: "".join(draw.choices(letters, k=3)) + f"-{draw.randrange(10**6):06d}",
        lambda: f"{draw.randrange(10**7, 10**8)}-{draw.randrange(10)}",
        lambda: f"A-{draw.randrange(10**8):08d}-{draw.randrange(10)}",
    )
    for form in forms:
        assert recognition.kind_of("x7", sorted({form() for _ in range(80)})) is None


# What the caller says


def test_an_override_decides(recognise):
    columns = {"email": ["a@x.es"], "x7": ["1"]}
    assert recognise(columns, {"email": "none", "x7": "identifier", "elsewhere": "name"}) == {
        "x7": "identifier"
    }


def test_an_override_of_an_unknown_kind_is_refused(recognise):
    with pytest.raises(DataError, match=r"data\.personal\.x7: no such kind: 'mail'; did you mean"):
        recognise({"x7": ["1"]}, {"x7": "mail"})


def test_only_the_columns_found_are_told_in_the_order_of_the_file(recognise):
    found = recognise({"b": ["1"], "Phone": ["+34 612 847 193"], "Email": ["a@x.es"]})
    assert list(found.items()) == [("Phone", "phone"), ("Email", "email")]


def test_a_file_without_rows_or_columns_holds_none(recognise, con, tmp_path):
    assert recognise({"x7": [None]}) == {}
    staged = _staged(tmp_path / "none.parquet", 0, [])
    assert people.recognise(con, staged, {}, {}) == {}


@pytest.mark.parametrize(
    "file",
    [
        "online_retail/online_retail_to_2011-08.csv.gz",
        "telco_ibm/Telco-Customer-Churn.csv",
        "uplift_rfm_incae/experimento-rfm-primer.csv",
        "cdnow/cdnow_customers_summary.csv",
        "bank_marketing/bank-full.csv.gz",
    ],
)
def test_real_data_without_people_has_no_personal_column(shared_data, con, tmp_path, file):
    source = f"read_csv('{shared_data / file}', all_varchar=true)"
    names = [name for name, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    path = tmp_path / "staged.parquet"
    listed = ", ".join(f'"{name}" AS c{i}' for i, name in enumerate(names))
    con.execute(f"COPY (SELECT {listed} FROM {source}) TO '{path}' (FORMAT parquet)")
    rows = pq.ParquetFile(path).metadata.num_rows
    staged = _staged(path, rows, names)
    cells = {name: f"c{i}" for i, name in enumerate(names)}
    assert people.recognise(con, staged, cells, {}) == {}


def test_kinds_are_told_in_spanish():
    with speaking("es"):
        told = [people.label(kind) for kind in people.KINDS]
    assert told[0] == "direcciones de correo electrónico"
    assert not set(told) & {people.label(kind) for kind in people.KINDS}


def test_importing_it_imports_nothing_heavy():
    code = (
        "import sys, taller.data.people; "
        "print([m for m in ('duckdb', 'ibis', 'pandas', 'phonenumbers', 'stdnum', 'pyarrow') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_fractions_are_no_phone_numbers_and_phones_with_one_point_are():
    """Spanish mobiles have nine digits wherever the point is put; fractions as many as come."""
    fractions = [f"{(i * 7919) % 1000 * 1.37:.5f}".rstrip("0") for i in range(1, 300)]
    assert not contents.phones(fractions)
    assert contents.phones([f"6{i % 90 + 10}.{(i * 7919) % 1000000:06d}" for i in range(200)])
