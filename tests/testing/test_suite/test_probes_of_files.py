"""What is found in the files of a run: people, secrets, code; and what is rightly left alone."""

from __future__ import annotations

import fractions
import gzip
import io
import json
import pickle
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller.testing.test_suite.model.probes import code, files, looked, people, secrets

SALT = bytes(range(32, 64))
PEOPLE = ["Lucía Gómez", "Carlos Ruiz Pérez", "María Ortega", "Javier Núñez", "Ana Belén Soto"]


def found(folder, **how):
    known = secrets.own(
        SALT, ["the-service-key-1"], {"SHOP_PASSWORD": "correct horse", "SHOP_TOWN": "Villanueva"}
    )
    return looked.through({"": folder}, known, **how)


def parquet(path, **columns):
    pq.write_table(pa.table(columns), path)


def npz(path, **arrays):
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("page.html", "<p>Write to <b>lucia.gomez@correo.es</b></p>", "email"),
        ("results/x.json", json.dumps({"headline": "Call\n+34 612 345 678 now"}), "phone"),
        ("page.ipynb", '"text": "IBAN ES91 2100 0418 4502 0005 1332"', "identifier"),
        ("run.log", "INFO user 12345678Z came", "identifier"),
        ("a.txt", "card 4111 1111 1111 1111.", "identifier"),
        ("a.svg", "<text>BOXW310820HNERXN09</text>", "identifier"),
        ("model.json", '{"levels": ["a", "lucia@correo.es"]}', "email"),
    ],
)
def test_who_is_named_in_a_text_is_found_by_form_and_check_digits(tmp_path, name, text, kind):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (person,) = found(tmp_path).people
    assert (person.where, person.kind) == (name, kind)
    assert person.shown.endswith("***")
    assert len(person.shown) <= 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", "<script>const mail = 'someone@library.org'</script><style>@media{}</style>"),
        ("page.html", "<p>12345678A, ES00 2100 0418 4502 0005 1332, +34 112 345 678"),
        ("page.html", "<p>alarm to a…@modaviva.example and a…z@modaviva.example"),
        ("a.json", '{"x": 0.6755352445564445, "of": 4111111111111111, "d": "2026-03-12"}'),
        ("model.txt", "leaf_count=2411 2523 4567 1233 7891 4111 1111 1111 1111 22"),
        ("model.txt", "leaf_count=2523 4567 1233 7891 4111 1111 1111 1111"),
        ("a.csv", "user_id,amount\n181,163.9\n190,88.9\n"),
        ("a.csv", f"email,n\n{'ab' * 16},1\n{'cd' * 16},2\n"),  # pseudonyms already
    ],
)
def test_figures_hashes_masks_and_programs_name_nobody(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert found(tmp_path).people == []


def test_columns_of_names_streets_and_local_phones_are_found_in_tables_arrays_and_lists(tmp_path):
    parquet(tmp_path / "a.parquet", buyer=PEOPLE, n=[1, 2, 3, 4, 5])
    parquet(tmp_path / "b.parquet", said=pa.array([["x"], ["Lucía dice: l@correo.es", "y"]]))
    npz(tmp_path / "c.npz", users=np.array(PEOPLE))
    lines = "".join(f"{i},612 345 67{i},Calle Mayor {i}\n" for i in range(10))
    (tmp_path / "d.csv").write_text("id,contact,street\n" + lines, encoding="utf-8")
    assert [(each.where, each.kind) for each in found(tmp_path).people] == [
        ("a.parquet · buyer", "name"), ("b.parquet · said", "email"),
        ("c.npz!users.npy · ", "name"),
        ("d.csv · contact", "phone"), ("d.csv · street", "address"),
    ]  # fmt: skip


def test_one_row_of_many_is_found(tmp_path):
    values = [f"u{i}" for i in range(100_000)]
    values[77_777] = "lucia.gomez@correo.es"
    parquet(tmp_path / "a.parquet", user_id=values)
    assert [each.where for each in found(tmp_path).people] == ["a.parquet · user_id"]


def test_whom_the_engagement_names_may_be_named(tmp_path):
    (tmp_path / "plan.csv").write_text("owner\n" + "\n".join(PEOPLE), encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>lucia@correo.es</p>", encoding="utf-8")
    text = "owners: " + ", ".join(PEOPLE) + "\nalerts: Lucia@correo.es"
    assert found(tmp_path, allowed=text).people == []
    assert len(found(tmp_path, allowed=text.replace("Lucía", "Lola")).people) == 1


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("AKIA" + "ABCDEFGH" * 2, "AWS"),
        ("key = sk-ant-" + "a1" * 20, "Anthropic"),
        ("sk-proj-" + "aB3_" * 12, "OpenAI"),
        ("ghp_" + "a1B2c3" * 6, "GitHub"),
        ("sk_live_" + "a1B2c3" * 4, "Stripe"),
        ("AIza" + "a" * 35, "Google"),
        ("0123456789abcdef" * 2 + "-us21", "Mailchimp"),
        ("eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJlLW9mLWl0", "JWT"),
        ("-----BEGIN RSA PRIVATE KEY-----", "private key"),
        ("postgresql://ana:hunter2@db.example:5432/shop", "password in an address"),
        ('"api_key": "0123abcd4567efgh"', "named"),
        ("the-service-key-1", "service"),
        ("correct horse", "SHOP_PASSWORD"),
        (SALT.hex(), "salt"),
    ],
)
def test_a_secret_is_found_in_a_page_a_table_and_a_models_array(tmp_path, text, whose):
    (tmp_path / "a.html").write_text(f"<script>{text}</script>", encoding="utf-8")
    parquet(tmp_path / "b.parquet", note=["", text, "x"])
    npz(tmp_path / "c.npz", levels=np.array(["x", text]))
    by_file = {each.where[:1]: each.whose for each in found(tmp_path).secrets}
    assert by_file["a"] == whose
    assert by_file["b"] == whose
    assert by_file["c"] == whose
    assert all(len(each.shown) <= 9 for each in found(tmp_path).secrets)


def test_the_salt_is_found_as_bytes_and_in_base64(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00" + SALT + b"\x01")
    (tmp_path / "b.txt").write_text("ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=")
    assert [each.whose for each in found(tmp_path).secrets] == ["salt", "salt"]


@pytest.mark.parametrize(
    "text",
    ["'key': '" + "0a" * 32, "https://docs.example/a:b", "sk-learn-0.1 sk-" + "word-" * 9,
     "postgresql://ana:***@db.example/shop", "password: ${SHOP_PASSWORD}",
     "tokens: 1234567890123456",
     "the-service-key-2", "made in Villanueva"],
)  # fmt: skip
def test_hashes_names_and_masks_are_no_secrets(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert found(tmp_path).secrets == []


def zipped(content, name="data.pkl"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr(name, content)
    return held.getvalue()


def array(values):
    held = io.BytesIO()
    np.save(held, values, allow_pickle=True)
    return held.getvalue()


EVIL = fractions.Fraction(1, 2)  # an object: what makes it could make anything


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        *[(f"model{p}.bin", pickle.dumps(EVIL, p), "pickle") for p in range(6)],
        ("model.pkl", b"", "pickle"),
        ("model.txt", gzip.compress(pickle.dumps(EVIL), mtime=0), "pickle"),
        ("model.npz", zipped(array(np.array([{}, EVIL], dtype=object)), "a.npy"), "objects"),
        ("model.npy", array(np.array([EVIL], dtype=object)), "objects"),
        ("model.pt", zipped(pickle.dumps(EVIL)), "pickle"),
        ("model.zip", zipped(zipped(pickle.dumps(EVIL, 0), "x"), "y.zip"), "pickle"),
        ("model.json", b'{"a": {"py/object": "os.system"}}', "named"),
        ("model.yaml", b"a: !!python/object/apply:os.system [ls]", "named"),
        ("model.so", b"\x7fELF\x02\x01", "program"),
        ("list.xlsx", zipped(b"x", "xl/vbaProject.bin"), "macro"),
        ("model.h5", b"\x89HDF\r\n\x1a\n...Lambda...", "function"),
    ],
)
def test_what_would_run_code_is_told_by_content_whatever_its_name(tmp_path, name, content, kind):
    (tmp_path / name).write_bytes(content)
    assert [each.kind for each in found(tmp_path).code] == [kind]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.json", b'{"kind": "naive", "weights": [1, 2]}'),
        ("model.txt", b"tree\nversion=v4\nnum_class=1\n"),
        ("model.npy", array(np.arange(3.0))),
        ("list.xlsx", zipped(b"<x/>", "xl/workbook.xml")),
        ("a.csv", b"I,(1\nN.\n"),
        ("a.gz", gzip.compress(b"plain", mtime=0)),
        ("empty", b""),
    ],
)
def test_what_loads_as_plain_values_is_left_alone(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert found(tmp_path).code == []


def test_what_is_damaged_or_too_large_is_told_and_not_passed_over(tmp_path, monkeypatch):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no more")
    (tmp_path / "b.npz").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "c.txt").write_text("x" * 100)
    (tmp_path / "link").symlink_to("/etc/hosts")
    monkeypatch.setattr(files, "LARGEST", 50)
    seen = found(tmp_path)
    assert seen.unread == ["a.parquet", "c.txt"]
    assert [(each.where, each.kind) for each in seen.code] == [("b.npz", "unseen")]
    assert seen.files == 2


def test_an_archive_larger_than_what_is_unpacked_is_looked_through(tmp_path, monkeypatch):
    """As a model of thousands of items; its list of members stands at the file's end."""
    npz(tmp_path / "model.npz", weights=np.random.default_rng(1).random((60, 60)), items=["a"])
    npz(tmp_path / "other.npz", held=np.array([{"a": 1}] * 900, dtype=object))
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as packed:
        packed.writestr("a.txt", "x" * 9_000)
    monkeypatch.setattr(code, "MOST", 4_000)
    seen = [(each.where, each.kind) for each in found(tmp_path).code]
    assert seen == [("more.zip!a.txt", "unseen"), ("other.npz!held.npy", "objects")]


def test_folders_that_are_left_out_are_not_read(tmp_path):
    (tmp_path / "artifacts" / "quarantine").mkdir(parents=True)
    (tmp_path / "artifacts" / "quarantine" / "a.txt").write_text("lucia@correo.es")
    assert found(tmp_path, without=["artifacts/quarantine"]).files == 0


def test_a_finding_shows_a_beginning_alone():
    assert people.masked("lucia.gomez@correo.es") == "lu***"
    assert code.is_pickle(pickle.dumps([1, "a"])) is False


@pytest.mark.parametrize("encoding", ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY", "PLAIN"])
def test_a_column_that_is_stored_without_a_dictionary_is_read(tmp_path, encoding):
    """As DuckDB stores customers of a small shop, of whom each has an id of their own."""
    table = pa.table({"id": ["a", "b"], "mail": ["ana@correo.es", "x"]})
    pq.write_table(
        table, tmp_path / "a.parquet", use_dictionary=["id"], column_encoding={"mail": encoding}
    )
    seen = found(tmp_path)
    assert seen.unread == []
    assert [person.where for person in seen.people] == ["a.parquet · mail"]
