"""Bad engagement files: one clear message naming file, line and key, all faults at once."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import InputError
from taller.workbench.engagement import engagement
from tests.conftest import ENGAGEMENT, notebook

GOOD = ENGAGEMENT.format(language="en")


@pytest.fixture
def read(workbench):
    """Read a text as params/x.yaml of a workbench with two notebooks."""

    def of(text: str | bytes):
        base = workbench(
            first=notebook(
                "1", parameters="engagement: str = ''\nrun_dir: str = ''\ntop_n: int = 3"
            ),
            clustering=notebook(
                "1", parameters="engagement = ''\nrun_dir = ''\nmax_segments = None"
            ),
        )
        raw = text if isinstance(text, bytes) else text.encode()
        (base / "params" / "x.yaml").write_bytes(raw)
        return engagement.read("params/x.yaml", root=base)

    return of


def test_a_sound_file_reads_with_its_defaults(read):
    found = read(GOOD + "first: {top_n: 5}\n")
    assert (found.client, found.slug, found.seed) == ("Prueba & Hijos", "prueba-hijos", 7)
    assert (found.locale, found.language) == ("en_GB", "en")
    assert found.sections == {"first": {"top_n": 5}}
    assert found.line(("first", "top_n")) == 9
    assert found.shown_path == "params/x.yaml"


FORMS = {
    "empty": ("", r"^params/x.yaml: is empty"),
    "only a comment": ("# nothing\n", r"is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff", r"line 1  is not UTF-8 text"),
    "a NUL in it": ("client: 'a\x00b'\n", r"special characters are not allowed"),
    "not YAML": ("client: [a\nlanguage: es\n", r"line 2  is not YAML"),
    "a list": ("- a\n- b\n", r"must hold keys with values.*\(got a list\)"),
    "one word": ("hello\n", r"must hold keys.*'hello'"),
    "a tab": ("client:\n\t- a\n", r"line 2  is not YAML"),
    "a Python object": (GOOD + "x: !!python/object:os.system a\n", r"line 9  x: the tag .* not"),
    "nested without end": ("a: " + "[" * 5000, r"nested too deeply"),
    "itself": (GOOD + "x: &x [*x]\n", r"unfolds to too many values"),
    "too large": ("# " + "x" * 1_000_001, r"larger than 1,000,000 bytes"),
    "merge keys": (GOOD + "x: &x {a: 1}\nfirst:\n  <<: *x\n", r"line 11  first: '<<' is not"),
}  # fmt: skip


@pytest.mark.parametrize("text, message", FORMS.values(), ids=FORMS)
def test_what_is_no_engagement_file_is_told_with_its_line(read, text, message):
    with pytest.raises(InputError, match=message):
        read(text)


def test_an_alias_bomb_is_refused_at_once(read):
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for i in range(1, 12):
        bomb += f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n"
    with pytest.raises(InputError, match="unfolds to too many values"):
        read(bomb)


def test_every_repeated_key_is_told_at_once(read):
    with pytest.raises(InputError) as caught:
        read(GOOD + "seed: 1\nfirst: {top_n: 1, top_n: 2}\n")
    assert str(caught.value).splitlines() == [
        "params/x.yaml: 2 faults",
        "  line 9  seed: the key is given twice (first on line 4); keep one",
        "  line 10  first.top_n: the key is given twice (first on line 10); keep one",
    ]


def test_all_faults_of_content_come_at_once_with_line_key_value_and_advice(read):
    text = (
        "client: a/b<c>\nlangauge: es\nlanguage: fr\ncurrency: EURO\nseed: -1\n"
        "data: {source: fashion_store, users: many, itmes: 3}\n"
        "first: {topn: 4}\nbrand: {colour: red}\nworkflow: [frist]\n"
    )
    with pytest.raises(InputError) as caught:
        read(text)
    said = str(caught.value)
    assert "9 faults" in said or "10 faults" in said
    for line in (
        "line 1  client: a client's name cannot hold / < >",
        "line 2  langauge: no such key; did you mean 'language'?",
        "line 3  language: must be one of 'en' or 'es' (got 'fr')",
        "line 4  currency: no such currency; use the ISO 4217 code",
        "line 5  seed: must be at least 0 (got -1)",
        "line 6  data.users: must be a whole number (got 'many')",
        "line 6  data.itmes: no such key; did you mean 'items'?",
        "line 7  first.topn: no such key; did you mean 'top_n'?",
        "line 8  brand.colour: must look like",
    ):
        assert line in said
    assert "Traceback" not in said


def test_a_missing_key_is_named(read):
    with pytest.raises(
        InputError, match=r"(?s)client: is required.*language: is required.*data: is"
    ):
        read("seed: 1\n")


def test_a_source_that_does_not_exist_is_told_with_those_that_do(read):
    with pytest.raises(InputError, match=r"line 5  data: must have 'source' as one of .*files"):
        read(GOOD.replace("fashion_store", "oracle").split("  users")[0])


@pytest.mark.parametrize(
    "name", ["../../etc", "a\\b", "<b>Bold</b>", "a\u202eb", "...", "", "x" * 81, "C:", "a{{b}}"]
)
def test_a_client_name_that_is_a_path_or_markup_is_refused(read, name):
    text = GOOD.replace("Prueba & Hijos", f'"{name}"'.replace("\\", "\\\\"))
    with pytest.raises(InputError, match=r"params/x.yaml: line 1  client: "):
        read(text)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("L'Oréal", "l-oreal"),
        ("H&M", "h-m"),
        ("Peña, Ñu y Cía.", "pena-nu-y-cia"),
        ("松屋", "松屋"),
    ],
)
def test_ordinary_client_names_are_taken(read, name, folder):
    assert read(GOOD.replace("Prueba & Hijos", f'"{name}"')).slug == folder


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_a_folder_name_never_leaves_its_folder(name):
    folder = engagement.slug(name)
    assert not set(folder) & set("/\\.:<>\0")
    assert os.path.basename(folder) == folder


FILES = """\
client: A
language: en
data:
  source: files
  orders:
    path: ${TALLER_NO_SUCH:-data}/orders.csv
    columns: {transaction_id: id, user_id: u, item_id: i, event_timestamp: t, quantity: q, price: p}
"""


def test_variables_in_paths_stay_as_written(read, monkeypatch):
    monkeypatch.setenv("TALLER_NO_SUCH", "elsewhere")
    assert read(FILES).data.orders.path == "${TALLER_NO_SUCH:-data}/orders.csv"


def test_a_variable_that_is_not_set_is_named(read):
    with pytest.raises(InputError, match=r"line 6  data.orders.path: .* TALLER_NO_SUCH is not set"):
        read(FILES.replace(":-data", ""))


def test_an_absent_data_path_is_told_with_its_line(read):
    with pytest.raises(InputError, match=r"params/x.yaml: line 6  data.orders.path: .*orders.csv"):
        engagement.check_data(read(FILES))


def test_a_mapped_column_that_the_file_lacks_is_told(read):
    found = read(FILES)
    (found.root / "data").mkdir()
    (found.root / "data" / "orders.csv").write_text("id,user,i,t,q,p\n1,1,1,2020-01-01,1,1\n")
    with pytest.raises(InputError, match=r"line 7  data.orders.columns.user_id: .*'u'"):
        engagement.check_data(found)


def test_a_file_that_is_absent_names_those_beside_it(read, monkeypatch):
    base = read(GOOD).root
    monkeypatch.chdir(base)
    with pytest.raises(InputError, match=r"params/y.yaml: no such file; there are: x.yaml"):
        engagement.read("params/y.yaml")


def test_outside_a_workbench_it_says_so(tmp_path, monkeypatch):
    (tmp_path / "x.yaml").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="is in no workbench"):
        engagement.read("x.yaml")


def test_a_logo_that_is_absent_or_of_another_kind_is_told(read):
    with pytest.raises(InputError, match=r"line 9  brand.logo: no such file"):
        read(GOOD + "brand: {logo: params/logo.png}\n")
    with pytest.raises(InputError, match=r"line 9  brand.logo: must be a PNG, JPEG or SVG"):
        read(GOOD + "brand: {logo: params/x.yaml}\n")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"somebody's private key", "must hold a PNG, JPEG or SVG picture"),
        (b'<svg><image href="/home/her/photo.png"/></svg>', "must hold all it shows"),
        (b"<!DOCTYPE svg [<!ENTITY a 'x'>]><svg>&a;</svg>", "must hold all it shows"),
        (b'<svg><use xlink:href="#a"/><image href="data:image/png;base64,AA=="/></svg>', ""),
    ],
)
def test_a_logo_is_a_picture_and_draws_no_other_file(read, tmp_path, content, what):
    """It goes to the client: what it leads to on this machine does not."""
    (tmp_path / "logo.svg").write_bytes(content)
    given = GOOD + f"brand: {{logo: {tmp_path / 'logo.svg'}}}\n"
    if what:
        with pytest.raises(InputError, match=rf"line 9  brand.logo: {what}"):
            read(given)
    else:
        assert read(given).logo_uri().startswith("data:image/svg+xml")


def test_shipped_engagement_files_are_sound(root):
    files = sorted((root / "params").glob("*.yaml"))
    assert len(files) >= 2
    for file in files:
        assert engagement.read(file, root=root).client


def test_a_number_as_client_and_a_time_in_a_date_say_what_to_write(read):
    with pytest.raises(InputError, match=r"line 1  client: must be text; put it in quotes .got 2"):
        read(GOOD.replace("Prueba & Hijos", "2026"))
    with pytest.raises(InputError, match=r"data\.end: must be a date without a time, as in 2026-"):
        read(GOOD + "  end: 2026-06-30 12:00:00\n")
    assert read(GOOD + "  end: 2026-06-30\n").data.end.isoformat() == "2026-06-30"
