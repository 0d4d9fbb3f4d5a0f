"""The flat table: types found from whole columns, people hidden, the data page still made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from taller.data.settings import sources
from taller.data.snapshot import snapshot
from taller.errors import DataError

NOW = dt.datetime(2026, 1, 1)


def settings(path, **more):
    given = {"source": "files", "flat": {"path": str(path)}, **more}
    return TypeAdapter(sources.DataSettings).validate_python(given)


def taken(tmp_path: Path, text: str, name: str = "flat.csv", **more):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return snapshot.take(
        settings(tmp_path / name, **more), root=tmp_path, folder=tmp_path / "run", seed=1,
        currency="EUR", now=NOW,
    )  # fmt: skip


def types(tables):
    return {name: str(kind) for name, kind in tables.flat.schema().items()}


def test_types_are_found_from_whole_columns(tmp_path):
    rows = "\n".join(
        f"{i};{i},5;0{i};{'' if i == 3 else i * 10};2026-01-{i:02d};{'yes' if i % 2 else 'no'};n/a"
        for i in range(1, 10)
    )
    tables = taken(tmp_path, f"whole;half;postcode;blank;day;answer;nothing\n{rows}\n")
    assert types(tables) == {
        "whole": "int64", "half": "float64", "postcode": "string", "blank": "int64",
        "day": "timestamp(6)", "answer": "string", "nothing": "string",
    }  # fmt: skip
    frame = tables.flat.to_pandas()
    assert frame["half"].tolist()[:2] == [1.5, 2.5]
    assert frame["blank"].isna().sum() == 1
    assert tables.names == ("flat",)


@pytest.mark.slow
def test_a_wide_table_is_read_as_its_columns_would_be_alone(tmp_path):
    """Above twenty columns they are asked together, above 256 they are written in parts."""
    cells = [
        [str(i), f"{i},5", f"0{i}", "" if i == 3 else str(i * 10), f"2026-01-{i:02d}", "n/a",
         "1.234" if i == 2 else f"{i}", f"ask {'ana@example.com' if i == 4 else 'us'} about {i} "
         "more orders", f"  padded {i} "]
        for i in range(1, 10)
    ]  # fmt: skip
    names = ["whole", "half", "postcode", "blank", "day", "nothing", "thousand", "note", "padded"]
    narrow = "\n".join(";".join(row) for row in [names, *cells])
    times = 30
    header = [f"{name} {k}" for k in range(times) for name in names]
    wide = "\n".join(";".join(row) for row in [header, *(row * times for row in cells)])
    personal = {"padded": "none", **{f"padded {k}": "none" for k in range(times)}}
    alone = taken(tmp_path, f"{narrow}\n", personal=personal).flat.to_pandas()
    together = taken(tmp_path, f"{wide}\n", personal=personal).flat.to_pandas()
    assert list(together.columns) == header
    for k in range(times):
        part = together[[f"{name} {k}" for name in names]].set_axis(names, axis=1)
        assert part.equals(alone)
    assert alone["thousand"].tolist()[:2] == [1.0, 1234.0]
    assert "ana@example.com" not in alone["note"][3]


def test_a_stray_word_in_a_column_of_numbers_is_missing_and_told(tmp_path):
    rows = "\n".join(["3.5"] * 150 + ["call us"])
    tables = taken(tmp_path, f"charge\n{rows}\n")
    assert types(tables) == {"charge": "float64"}
    assert tables.flat.to_pandas()["charge"].isna().sum() == 1
    told = {d.what: d.value for d in tables.ledger("flat").detected if d.column == "charge"}
    assert told["cells_not_read"] == "1"
    assert tables.quality("flat").dimensions["validity"].failed == 1


def test_many_words_leave_a_column_text(tmp_path):
    rows = "\n".join(["3"] * 80 + ["unknown"] * 20)
    assert types(taken(tmp_path, f"charge\n{rows}\n")) == {"charge": "string"}


def test_people_are_hidden(tmp_path):
    rows = "\n".join(f"ana{i}@example.com,{i}" for i in range(30))
    tables = taken(tmp_path, f"email,n\n{rows}\n")
    emails = tables.flat.to_pandas()["email"]
    assert not emails.str.contains("@").any()
    assert emails.nunique() == 30
    assert [p.column for p in tables.ledger("flat").personal] == ["email"]


def test_what_is_said_not_to_be_personal_stays(tmp_path):
    rows = "\n".join(f"ana{i}@example.com,{i}" for i in range(30))
    tables = taken(tmp_path, f"email,n\n{rows}\n", personal={"email": "none"})
    assert tables.flat.to_pandas()["email"][0] == "ana0@example.com"


def test_names_that_differ_by_case_alone_are_kept_apart(tmp_path):
    tables = taken(tmp_path, "Age,age\n1,2\n3,4\n")
    assert list(tables.flat.columns) == ["Age", "age (2)"]


def test_every_row_is_accounted_for_and_repeated_ones_are_counted(tmp_path):
    tables = taken(tmp_path, "a,b\n1,x\n1,x\n2,y\n")
    ledger = tables.ledger("flat")
    assert (ledger.read, ledger.accepted, ledger.rejected) == (3, 3, 0)
    assert tables.quality("flat").dimensions["uniqueness"].failed == 1


def test_the_same_file_gives_the_same_fingerprint_and_another_another(tmp_path):
    first = taken(tmp_path, "a,b\n1,x\n2,y\n").fingerprint
    assert taken(tmp_path, "a,b\n1,x\n2,y\n").fingerprint == first
    assert taken(tmp_path, "a,b\n1,x\n2,z\n").fingerprint != first


def test_a_missing_file_is_one_clear_fault(tmp_path):
    found = sources.check(settings(tmp_path / "no.csv"), root=tmp_path, source_name="x",
                          line_of=lambda key: 7 if key == "data.flat.path" else None)  # fmt: skip
    assert [(f.where, f.line) for f in found] == [("data.flat.path", 7)]
    given = settings(tmp_path / "no.csv")
    with pytest.raises(DataError, match=r"no\.csv"):
        snapshot.take(given, root=tmp_path, folder=tmp_path / "run", seed=1, currency="EUR",
                      now=NOW)  # fmt: skip


def test_telco_blank_charges_are_missing_numbers(shared_data, tmp_path):
    source = shared_data / "telco_ibm" / "Telco-Customer-Churn.csv"
    tables = snapshot.take(settings(source), root=tmp_path, folder=tmp_path, seed=1,
                           currency="EUR", now=NOW)  # fmt: skip
    charges = tables.flat.TotalCharges.to_pandas()
    assert charges.dtype == "float64"
    assert charges.isna().sum() == 11
    assert tables.ledger("flat").read == 7043


def test_the_data_page_is_made_of_a_flat_table_alone(tmp_path):
    from taller.preparation import data
    from taller.preparation.data import findings, quality
    from taller.preparation.data import tables as pages

    study = data.look(taken(tmp_path, "a,b\n1,x\n,y\n3,z\n"), data.Params())
    result = findings.conclude(study)
    assert result.rows_read == 3
    assert result.headline
    shown = [pages.totals(study), pages.bridge(study), pages.rows(study), pages.understood(study),
             pages.differences(study), pages.people(study), quality.scores(study),
             quality.evidence(study), quality.rows_over_time(study)]  # fmt: skip
    assert any(shown)
