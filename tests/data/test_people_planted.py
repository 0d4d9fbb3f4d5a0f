"""The search for planted values finds them in every kind of file a run writes."""

from __future__ import annotations

import gzip
import html
import importlib
import json
import zipfile

import pandas as pd
import pytest

from taller.data.contract.contract import QUARANTINE
from tests.data.planted import PEOPLE, PLANTED, leaks

LEO = PEOPLE[0]
MEXICO = PEOPLE[2]


def _write(folder, kind, value):
    path = folder / f"file.{kind}"
    if kind == "parquet":
        pd.DataFrame({"a": ["x", value], "b": [["deep", value], []]}).to_parquet(path)
    elif kind == "gz":
        path.write_bytes(gzip.compress(f"a,b\n1,{value}\n".encode()))
    elif kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("in/orders.csv.gz", gzip.compress(value.encode()))
    elif kind in ("json", "ipynb"):
        path.write_text(json.dumps({"cells": [{"source": [value]}]}))
    elif kind == "html":
        path.write_text(f"<td>{html.escape(value)}</td>", encoding="utf-8")
    elif kind == "utf16":
        path.write_text(value, encoding="utf-16")
    else:
        path.write_text(value.upper(), encoding="utf-8")


@pytest.mark.parametrize("value", [LEO.email, MEXICO.email, LEO.name, PEOPLE[9].email])
@pytest.mark.parametrize("kind", ["parquet", "gz", "zip", "json", "ipynb", "html", "utf16", "txt"])
def test_a_value_is_found_wherever_it_stands(tmp_path, kind, value):
    _write(tmp_path, kind, "nothing of note")
    assert leaks(tmp_path) == {}
    _write(tmp_path, kind, value)
    found = leaks(tmp_path)
    assert list(found.values()) == [[value]]
    assert next(iter(found)).startswith(f"file.{kind}")


def test_a_value_in_a_files_name_is_found(tmp_path):
    (tmp_path / f"{LEO.email}.csv").write_text("x")
    assert leaks(tmp_path) == {f"{LEO.email}.csv": [LEO.email]}


def test_the_quarantine_may_be_passed_by(tmp_path):
    (tmp_path / "artifacts" / QUARANTINE).mkdir(parents=True)
    (tmp_path / "artifacts" / QUARANTINE / "orders.parquet").write_text(LEO.email)
    assert leaks(tmp_path)
    assert leaks(tmp_path, besides=[f"artifacts/{QUARANTINE}/*.parquet"]) == {}


def test_the_planted_identifiers_have_right_check_digits():
    modules = ("es.dni", "es.nie", "mx.curp", "mx.rfc", "ar.cuit", "cl.rut", "co.nit", "br.cpf",
               "pe.ruc", "iban", "luhn", "ec.ci")  # fmt: skip
    for person, name in zip(PEOPLE, modules, strict=True):
        assert importlib.import_module(f"stdnum.{name}").is_valid(person.identifier), name


def test_no_planted_value_is_part_of_another():
    assert len(set(PLANTED)) == len(PLANTED)
    assert not [(a, b) for a in PLANTED for b in PLANTED if a != b and a in b]
