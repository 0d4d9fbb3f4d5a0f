"""Pseudonyms are HMAC-SHA256 under the client's salt, and the salt stays where it belongs."""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import subprocess
import sys

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data import people
from taller.data.people import salts
from taller.data.people.pseudonyms import normalised, redact
from taller.errors import InputError
from tests.data.planted import PEOPLE, PLANTED

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE given (place INTEGER, t VARCHAR)")
        yield connection


def over(con, expression: str, *values: str | None) -> list[str | None]:
    """An expression of the column ``t``, on the values given."""
    con.execute("DELETE FROM given")
    con.executemany("INSERT INTO given VALUES (?, ?)", list(enumerate(values)))
    rows = con.execute(f"SELECT {expression} FROM given ORDER BY place").fetchall()
    return [value for (value,) in rows]


def by_python(text: str, key: bytes = KEY) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def test_a_pseudonym_is_what_rfc_2104_says(con):
    """RFC 4231, test case 2, has the key "Jefe"; here as a key of 16 bytes, by Python's hmac."""
    key = b"Jefe" + bytes(12)
    found = over(con, people.hashed("t", key), "what do ya want for nothing?")
    assert found == ["5bdcc146bf60754e6a042426089575c7"]  # zeros pad a key: the RFC's own digest


@pytest.mark.slow
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
                min_size=1, max_size=30), st.binary(min_size=16, max_size=64))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_pseudonyms_are_those_of_pythons_hmac(texts, key):
    with duckdb.connect() as con:
        con.execute("CREATE TABLE given (place INTEGER, t VARCHAR)")
        plain = over(con, normalised("t"), *texts)
        wanted = [None if text is None else by_python(text, key) for text in plain]
        assert over(con, people.hashed("t", key), *texts) == wanted


def test_case_blanks_and_composition_make_no_other_person(con):
    variants = ["josé@x.es", " JOSÉ@X.es", "jose\u0301@x.es\t", "\u00a0José@X.ES\r\n"]
    assert over(con, people.hashed("t", KEY), *variants) == [by_python("josé@x.es")] * 4


def test_null_stays_null_and_blank_is_null(con):
    assert over(con, people.hashed("t", KEY), None, "", "  ", "a") == [None] * 3 + [by_python("a")]


def test_another_key_gives_another_pseudonym(con):
    (one,) = over(con, people.hashed("t", KEY), "ana@x.es")
    (other,) = over(con, people.hashed("t", KEY[::-1]), "ana@x.es")
    assert one != other


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="16 to 64 bytes"):
        people.hashed("t", b"short")


# Free text


def test_what_identifies_is_replaced_and_the_rest_stays(con):
    text = "Call Ana at ana@x.es, or b.c+d@y.co.uk; order 17850 of 2026-01-05, 12,50 €."
    (found,) = over(con, people.scrubbed("t", KEY), text)
    one, two = by_python("ana@x.es"), by_python("b.c+d@y.co.uk")
    assert found == f"Call Ana at {one}, or {two}; order 17850 of 2026-01-05, 12,50 €."


@pytest.mark.parametrize(
    "value", [p.email for p in PEOPLE] + ["ES91 2100 0418 4502 0005 1332", "4556 7375 8689 9855",
              "12.345.678-Z", "X1234567L", "+34 612 847 193", "847.293.615-55", "18.472.936-9",
              "27-48271936-3", "VIGR850312MDFLRS03", "VIGR850312AB4", "V-18472936-5"],
)  # fmt: skip
def test_each_form_is_found_in_free_text(con, value):
    assert over(con, people.scrubbed("t", KEY), f"see {value}, please") == [
        f"see {by_python(value.lower())}, please"
    ]


def test_text_without_anything_stays_as_it_is(con):
    texts = ["", None, "WHITE HANGING HEART T-LIGHT HOLDER", "85123A", "2026-01-05 10:00",
             "SKU 4006381333931", "a @ b", "3 for 2 @ 4.99", "a@b", "spring_2026"]  # fmt: skip
    assert over(con, people.scrubbed("t", KEY), *texts) == texts


# Errors


def test_no_error_shows_the_key_or_what_is_derived_from_it(con):
    with pytest.raises(duckdb.Error) as caught, people.guarded():
        con.execute(f"SELECT {people.hashed('no_such_column', KEY)} FROM given")
    error = caught.value
    assert type(error) is duckdb.BinderException
    assert "no_such_column" in str(error)
    shown = str(error) + repr(error) + repr(error.__cause__) + repr(error.__context__)
    for block in (
        KEY.hex(),
        bytes(b ^ 0x36 for b in KEY).hex(),
        bytes(b ^ 0x5C for b in KEY).hex(),
    ):
        assert block[:24] not in shown
    assert "LINE" not in shown


def test_redaction_takes_blobs_in_both_writings():
    block = KEY.hex() + KEY.hex()
    escaped = "".join(f"\\x{byte:02X}" for byte in KEY)
    assert redact(f"Conversion Error: '{block}' or {escaped}") == "Conversion Error: '…' or …"


def test_planted_values_do_not_survive_as_pseudonyms(con):
    found = over(con, people.hashed("t", KEY), *PLANTED)
    assert len(set(found)) == len(PLANTED)
    assert all(len(value) == 32 and set(value) <= set("0123456789abcdef") for value in found)


# The salt


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_salt_is_made_once_and_kept(home):
    first = people.key("moda-viva")
    assert len(first) == 32
    assert people.key("moda-viva") == first
    assert people.key("otra") != first
    assert salts.known() == ["moda-viva", "otra"]
    assert sorted(path.name for path in (home / "salts").iterdir()) == [
        "moda-viva.key", "otra.key",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
def test_a_salt_is_for_its_owners_eyes_alone(home):
    people.key("moda-viva")
    file = home / "salts" / "moda-viva.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.chmod(0o644)
    people.key("moda-viva")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_make_a_salt_at_once_agree(home):
    code = "from taller.data import people; print(people.key('moda-viva').hex())"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = {process.communicate(timeout=60)[0] for process in started}
    assert told == {people.key("moda-viva").hex() + "\n"}


def test_who_comes_second_takes_the_firsts_salt(home, monkeypatch):
    """Another process finishes just before this one gives its own file the name."""
    first = bytes(reversed(range(32)))
    link = os.link

    def beaten(_ours, file):
        file.write_bytes(first)
        link(_ours, file)

    monkeypatch.setattr(os, "link", beaten)
    assert people.key("moda-viva") == first
    assert [path.name for path in (home / "salts").iterdir()] == ["moda-viva.key"]


def test_a_damaged_salt_is_told_and_not_replaced(home):
    people.key("moda-viva")
    file = home / "salts" / "moda-viva.key"
    file.write_bytes(b"short")
    with pytest.raises(InputError, match=r"must hold 32 bytes, .* \(holds 5\); restore it"):
        people.key("moda-viva")
    assert file.read_bytes() == b"short"


def test_a_salt_that_cannot_be_read_is_told(home):
    (home / "salts" / "moda-viva.key").mkdir(parents=True)
    with pytest.raises(InputError, match="the client's salt cannot be read"):
        people.key("moda-viva")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as POSIX has them")
def test_a_pipe_in_place_of_a_salt_is_not_waited_for(home):
    (home / "salts").mkdir(parents=True)
    os.mkfifo(home / "salts" / "moda-viva.key")
    with pytest.raises(InputError, match="must be a file that holds the client's salt"):
        people.key("moda-viva")


def test_a_home_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "file"))
    with pytest.raises(InputError, match=r"file/salts/moda-viva\.key: "):
        people.key("moda-viva")


def test_a_home_inside_a_workbench_is_refused(tmp_path, monkeypatch):
    for name in ("params", "notebooks", "reports"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "reports" / "home"))
    with pytest.raises(InputError, match="cannot stand inside the workbench"):
        people.key("moda-viva")
    assert not (tmp_path / "reports" / "home").exists()


def test_without_taller_home_it_is_the_users_data_folder(tmp_path, monkeypatch):
    import platformdirs

    monkeypatch.delenv("TALLER_HOME", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: str(tmp_path / name))
    people.key("moda-viva")
    assert (tmp_path / "taller" / "salts" / "moda-viva.key").exists()


@pytest.mark.parametrize("slug", ["", "..", "../x", "a/b", ".hidden"])
def test_no_client_name_leads_out_of_the_folder(home, slug):
    with pytest.raises(ValueError, match="not a client's folder name"):
        people.key(slug)
