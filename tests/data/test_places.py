"""Where paths of an engagement file lead: variables meant for it, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taller.data.reading import input_files
from taller.data.reading.files import shown
from taller.data.settings import places
from taller.data.settings.sources import TableFile
from taller.errors import DataError

SECRETS = [
    "OPENAI_API_KEY", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "TALLER_SALT",
    "TALLER_API_KEY", "DB_PWD", "MYSQL_PASS", "TALLER_DB_PASSWORD", "SESSION_COOKIE", "APIKEY",
]  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(places.ALLOW, raising=False)


def test_a_variable_of_ours_is_taken_and_stays_unexpanded_in_messages(tmp_path, monkeypatch):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.csv").write_text("x\n1\n", encoding="utf-8")
    monkeypatch.setenv("TALLER_DATA", str(tmp_path / "deep"))
    source = TableFile(path="${TALLER_DATA}/a.csv")
    (found,) = input_files(source, Path("/nowhere"))
    assert found == tmp_path / "deep" / "a.csv"
    assert shown(found, source, Path("/nowhere")) == "${TALLER_DATA}/a.csv"
    folder = TableFile(path="${TALLER_DATA}")
    assert [shown(f, folder, tmp_path) for f in input_files(folder, tmp_path)] == [
        "${TALLER_DATA}/a.csv"
    ]
    pattern = TableFile(path="${TALLER_DATA}/*.csv")
    assert [shown(f, pattern, tmp_path) for f in input_files(pattern, tmp_path)] == [
        "${TALLER_DATA}/*.csv (a.csv)"
    ]


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_called_like_a_secret_is_never_taken_even_where_it_is_listed(name, monkeypatch):
    monkeypatch.setenv(name, "sk-0123456789")
    monkeypatch.setenv(places.ALLOW, name)
    with pytest.raises(DataError, match=f"{name} is called like a secret") as error:
        places.located(f"data/x[${{{name}}}].csv", Path("/work"))
    assert "sk-0123456789" not in str(error.value)


@pytest.mark.parametrize("name", ["TALLER_TEST_DATA", "TALLER_KEYBOARD", "TALLER_PASSENGERS"])
def test_names_that_only_begin_like_one_are_no_secrets(name, monkeypatch):
    monkeypatch.setenv(name, "x")
    assert places.faults(f"${{{name}}}/a.csv") == []


def test_other_variables_are_taken_where_the_analyst_lists_them(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOP_DATA", "/srv/shop")
    with pytest.raises(DataError, match=r"SHOP_DATA is not one of .* TALLER_ALLOW or in variables"):
        places.located("${SHOP_DATA}/a.csv", tmp_path)
    monkeypatch.setenv(places.ALLOW, "OTHER, SHOP_DATA")
    assert places.located("${SHOP_DATA}/a.csv", tmp_path) == Path("/srv/shop/a.csv")
    monkeypatch.delenv(places.ALLOW)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / places.LISTED).write_text("SHOP_DATA\n", encoding="utf-8")
    assert places.located("${SHOP_DATA}/a.csv", tmp_path) == Path("/srv/shop/a.csv")


def test_each_variable_is_told_that_is_not_set_and_has_no_default(monkeypatch):
    monkeypatch.delenv("TALLER_A", raising=False)
    (fault,) = places.faults("${TALLER_A}/${TALLER_B:-b}/x.csv")
    assert fault.startswith("the variable TALLER_A is not set")


def test_what_a_variable_stands_for_is_no_pattern(tmp_path, monkeypatch):
    """A folder called [ab] is that folder, and not a or b."""
    for name in ("[ab]", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.csv").write_text("x\n1\n", encoding="utf-8")
    monkeypatch.setenv("TALLER_DATA", str(tmp_path / "[ab]"))
    assert input_files(TableFile(path="${TALLER_DATA}/*.csv"), tmp_path) == [
        tmp_path / "[ab]" / "x.csv"
    ]
    assert input_files(TableFile(path="*.csv"), tmp_path / "[ab]") == [tmp_path / "[ab]" / "x.csv"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("a\0b.csv", r"a\\0b\.csv: holds a character that no path can hold"),
        ("x" * 300 + ".csv", "is too long for a path"),
        ("d/" * 2500, "is too long for a path"),
        ("~nosuchuser/x.csv", "home folder of a user who is not here"),
    ],
)
def test_what_is_no_path_is_one_message(path, said, tmp_path):
    with pytest.raises(DataError, match=said):
        places.located(path, tmp_path)


def test_a_pipe_or_device_is_refused_before_it_is_opened(tmp_path):
    os.mkfifo(tmp_path / "orders.csv")
    for path in (str(tmp_path / "orders.csv"), "/dev/zero"):
        with pytest.raises(DataError, match="is no file: a pipe, a socket or a device"):
            input_files(TableFile(path=path), tmp_path)


def test_links_in_a_circle_are_no_file(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    from taller.data import reading

    with pytest.raises(DataError, match=r"a\.csv: is a link that leads back to itself"):
        reading.header(TableFile(path="a.csv"), root=tmp_path)
