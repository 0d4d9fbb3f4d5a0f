"""Who a row is about: ids of people by header and values, counters of rows, columns of names."""

from __future__ import annotations

import numpy as np
import pytest

from taller.data.contract import identities
from taller.data.contract.identities import Facts, numbered, role
from tests.data.test_flat import taken

DRAW = np.random.default_rng(3)
ROWS = 300
DENSE = [str(n) for n in DRAW.permutation(np.arange(15_600_000, 15_600_000 + ROWS))]
CODES = [f"{('MAD', 'BCN')[n % 2]}-{n:05}" for n in range(ROWS)]
COUNT = [str(n + 1) for n in range(ROWS)]


@pytest.mark.parametrize("header", ["CustomerId", "Kundennr", "Nº socio", "zz", "folio"])
def test_numbers_given_out_one_to_a_row_are_an_id_whatever_the_header(header):
    assert role(header, Facts.of(DENSE)) == "person"


@pytest.mark.parametrize("header", ["account_id", "socio", "x"])
def test_codes_whose_beginning_means_something_are_an_id_too(header):
    assert role(header, Facts.of(CODES)) == "person"


@pytest.mark.parametrize(
    ("header", "found"), [("RowNumber", "row"), ("x", "row"), ("Unnamed: 0", "row"),
                          ("customer_id", "person"), ("Kundennr", "person")],
)  # fmt: skip
def test_what_counts_rows_is_no_person_unless_its_header_says_so(header, found):
    assert role(header, Facts.of(COUNT)) == found


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("age", [str(18 + n % 60) for n in range(ROWS)]),
        ("customer service calls", [str(n % 8) for n in range(ROWS)]),
        ("income", [str(n) for n in DRAW.choice(3_000_000, ROWS, replace=False)]),
        ("balance", [f"{v:.2f}" for v in DRAW.normal(900, 200, ROWS)]),
        ("contract", ["monthly", "yearly", "two years"] * 100),
        ("x", [f"{v:.9f}" for v in DRAW.normal(900, 200, ROWS)]),
        ("since", [f"{2000 + n // 12}-{n % 12 + 1:02}-03" for n in range(ROWS)]),
        ("campaign_id", [f"C{n}" for n in range(ROWS)]),
        ("order_value", DENSE),
    ],
)
def test_what_is_measured_or_is_of_things_names_nobody(header, values):
    assert role(header, Facts.of(values)) is None


def test_an_id_of_several_rows_is_one_by_its_header_alone():
    several = [f"K{n // 3}" for n in range(ROWS)]
    assert role("customer_id", Facts.of(several)) == "person"
    assert role("customer_id", Facts.of([f"{1_000 + n // 3}" for n in range(ROWS)])) == "person"
    assert role("batch", Facts.of(several)) is None


def test_chance_would_repeat_some_of_so_many_so_close():
    """2,000 of 100,000: 2,000² / 200,000 = 20 pairs alike to be expected; of a million, two."""
    assert numbered(2_000, 100_000)
    assert not numbered(2_000, 1_000_000)


def test_surnames_are_names_of_people_by_content_and_towns_are_not():
    named = ["García", "López", "Pérez", "Ruiz", "Smith", "De la Cruz", "Bermúdez"]
    assert identities.names("ref2", named)
    assert not identities.names("ref2", ["Madrid", "Sevilla", "Bilbao", "Lugo", "Vigo", "Huesca"])
    assert not identities.names("brand", named)


def test_ids_and_names_of_a_flat_table_are_hashed_and_counters_are_not(tmp_path):
    names = ("Garcia", "Lopez", "Perez", "Ruiz", "Gomez", "Smith")
    lines = [f"{n + 1},{DENSE[n]},{names[n % 6]},{n % 9}" for n in range(ROWS)]
    tables = taken(tmp_path, "RowNumber,Kundennr,holder,calls\n" + "\n".join(lines) + "\n")
    told = {p.column: p.kind for p in tables.ledger("flat").personal}
    assert told == {"Kundennr": "identifier", "holder": "name"}
    frame = tables.flat.to_pandas()
    assert not set(frame["Kundennr"]) & set(DENSE)
    assert frame["Kundennr"].nunique() == ROWS
    assert frame["RowNumber"].tolist() == list(range(1, ROWS + 1))


def test_what_the_engagement_says_is_no_id_stays(tmp_path):
    lines = "\n".join(f"{DENSE[n]},{n % 9}" for n in range(ROWS))
    tables = taken(tmp_path, f"zz,calls\n{lines}\n", personal={"zz": "none"})
    assert tables.ledger("flat").personal == ()
    assert tables.flat.to_pandas()["zz"].tolist() == [int(v) for v in DENSE]
