"""JSON lines: the columns of all lines together, objects within as dotted columns."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data import reading
from taller.data.reading.containers import jsonlines
from taller.errors import DataError
from tests.data.staged_files import MAPPED, column, detected, rows, source, stage, write

LINES = (
    '{"order": 1, "geo": {"country": "ES", "city": {"name": "León"}}, "price": 9.50}\n'
    '{"order": "002", "price": null, "test": true, "geo": {"country": ""}}\n'
)
COLUMNS = ["order", "geo.country", "geo.city.name", "price", "test"]
ROWS = [("1", "ES", "León", "9.5", None), ("002", None, None, None, "true")]


def test_objects_become_dotted_columns_and_keys_may_differ(tmp_path):
    write(tmp_path, LINES, "orders.jsonl")
    staged = stage(tmp_path, "orders.jsonl")
    assert (staged.header, rows(staged)) == (COLUMNS, ROWS)
    assert detected(staged)["format"] == ("json lines", "found")


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("orders.json", content)
    return made.getvalue()


WRITTEN = {
    "gzip": gzip.compress(LINES.encode()),
    "zip": _zipped(LINES.encode()),
    "byte-order mark": LINES.encode("utf-8-sig"),
    "UTF-16": LINES.encode("utf-16"),
    "cp1252": LINES.encode("cp1252"),
    "no last newline": LINES.rstrip().encode(),
    "array": f"[{','.join(LINES.splitlines())}]".encode(),
    "array over lines": json.dumps([json.loads(t) for t in LINES.splitlines()], indent=1).encode(),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_json_is_read_however_it_is_packed_and_encoded(tmp_path, case):
    write(tmp_path, WRITTEN[case], "orders.json")
    staged = stage(tmp_path, "orders.json")
    assert (staged.header, rows(staged)) == (COLUMNS, ROWS)


def test_arrays_stay_json(tmp_path):
    write(tmp_path, '{"a": [{"key": "x", "n": 1}], "b": []}\n{"a": null, "b": ["y"]}\n')
    staged = stage(tmp_path)
    assert json.loads(column(staged, "a")[0]) == [{"key": "x", "n": 1}]
    assert column(staged, "b") == ["[]", '["y"]']


def test_a_key_that_comes_far_down_for_the_first_time_is_a_column(tmp_path):
    """40,000 lines stand before it, more than the head holds."""
    write(tmp_path, '{"order": 1}\n' * 40_000 + '{"order": 2, "refund": {"reason": "size"}}\n')
    staged = stage(tmp_path)
    assert staged.header == ["order", "refund.reason"]
    assert rows(staged)[-1] == ("2", "size")


def test_a_key_that_is_now_a_value_now_an_object_stays_json(tmp_path):
    write(tmp_path, '{"a": 1}\n{"a": {"b": 2}}\n{"a": "x"}\n')
    assert rows(stage(tmp_path)) == [("1",), ('{"b":2}',), ("x",)]


def test_keys_that_differ_in_case_alone_stay_apart(tmp_path):
    write(tmp_path, '{"Id": 1, "id": "a", "geo": {"x/y": 2}}\n')
    staged = stage(tmp_path)
    assert dict(zip(staged.header, rows(staged)[0], strict=True)) == {
        "Id": "1",
        "id": "a",
        "geo.x/y": "2",
    }


def test_numbers_and_ids_keep_their_digits(tmp_path):
    write(tmp_path, '{"id": 12345678901234567890123, "n": 9007199254740993, "s": "0012"}\n')
    assert rows(stage(tmp_path)) == [("12345678901234567890123", "9007199254740993", "0012")]


def test_lines_are_counted_past_blank_ones(tmp_path):
    write(tmp_path, '{"a": 1}\n\n\n{"a": 2}\n')
    staged = stage(tmp_path)
    assert [staged.place(row) for row in range(2)] == [("orders.csv", 1), ("orders.csv", 4)]


def test_the_memory_does_not_grow_with_the_lines(tmp_path):
    """100,000 lines, 25 MB; what all their keys together took was two kilobytes a line."""
    line = {"event": "page_view", "geo": {"country": "ES", "city": "León"}, "note": "x" * 150}
    write(tmp_path, (json.dumps(line) + "\n") * 100_000, "x.jsonl")
    (tmp_path / "scratch").mkdir()
    with duckdb.connect(config={"memory_limit": "150MB", "threads": 1}) as con:
        staged = reading.stage(
            con, source("x.jsonl"), root=tmp_path, scratch=tmp_path / "scratch", name="orders"
        )
    assert (staged.rows, len(staged.header)) == (100_000, 4)


FAULTY = {
    "cut short": ('{"a": 1}\n{"a": 2}\n{"a": 3', 3),
    "no object": ('{"a": 1}\n"ana@example.com"\n{"a": 3}\n', 2),
    "an array": ('{"a": 1}\n[1]\n', 2),
    "two on a line": ('{"a": 1}\n\n{"a": 2} {"a": 3}\n{"a": 4\n', 3),
    "over several lines": ('{\n "a": 1\n}\n', 1),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_line_that_is_no_object_is_named(tmp_path, case):
    content, line = FAULTY[case]
    write(tmp_path, content)
    with pytest.raises(
        DataError, match=rf"line {line}  is not a JSON object; export one"
    ) as caught:
        stage(tmp_path)
    assert "ana@" not in str(caught.value)


def test_json_of_anything_but_objects_is_refused(tmp_path):
    write(tmp_path, '["ana", "bea"]', "orders.json")
    with pytest.raises(DataError, match="holds no JSON objects; export it as JSON lines, or as C"):
        stage(tmp_path, "orders.json")


@pytest.mark.parametrize(
    "content",
    [
        '[{"a": 1},\n {"a": 2},',
        '[{"a": 1},\n {"a": 2}',
        '[{"a": 1},\n {"a"',
        '[{"a": 1}][{"a": 2}]',
    ],
)
def test_an_array_that_is_no_whole_array_is_refused(tmp_path, content):
    write(tmp_path, content)
    with pytest.raises(DataError, match="is damaged JSON; export it as JSON lines"):
        stage(tmp_path)


def test_a_line_beyond_all_bounds_is_refused_with_its_number(tmp_path):
    write(tmp_path, '{"a": 1}\n' * 3 + '{"a": "' + "x" * (5 * jsonlines.LONGEST) + '"}\n')
    with pytest.raises(DataError, match="line 4  a line is longer than 17 MB"):
        stage(tmp_path)


def test_values_used_as_keys_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonlines, "MOST_COLUMNS", 50)
    write(tmp_path, json.dumps({f"k{i}": i for i in range(51)}) + "\n")
    with pytest.raises(DataError, match="has 51 different keys; are some of them values"):
        stage(tmp_path)


def test_a_required_key_that_no_line_has_is_refused_by_name(tmp_path):
    write(tmp_path, '{"order": 1, "customer": "ana", "sku": "x", "units": 1, "price": 2}\n')
    with pytest.raises(DataError, match=r"columns\.event_timestamp: orders\.csv has no column 'wh"):
        stage(tmp_path, source(columns=MAPPED))


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=4),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3),
    max_leaves=5,
)


def flat(value: dict, before: str = "") -> dict[str, str | None]:
    """The same in plain Python."""
    found = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            found |= flat(inner, f"{before}{key}.")
        else:
            text = inner if isinstance(inner, str) else json.dumps(inner)
            found[before + key] = None if inner in (None, "") else text
    return found


@pytest.mark.slow
@settings(deadline=None)  # each example writes and reads a file
@given(st.lists(st.dictionaries(st.sampled_from("abc"), VALUE, min_size=1), min_size=1, max_size=5))
def test_flattening_equals_that_of_plain_python(tmp_path_factory, values):
    """Where a key holds objects only, or none, in all lines."""
    kinds: dict[str, set[bool]] = {}

    def look(value: dict, before: str = "") -> None:
        for key, inner in value.items():
            if inner is not None:
                kinds.setdefault(before + key, set()).add(isinstance(inner, dict))
            if isinstance(inner, dict):
                look(inner, f"{before}{key}.")

    for value in values:
        look(value)
    if any(len(kind) > 1 for kind in kinds.values()):
        return
    folder = tmp_path_factory.mktemp("json")
    write(folder, "".join(json.dumps(value) + "\n" for value in values))
    staged = stage(folder)
    assert len(set(staged.header)) == len(staged.header)
    for value, row in zip(values, rows(staged), strict=True):
        mine = {k: v for k, v in zip(staged.header, row, strict=True) if v is not None}
        assert mine == {k: v for k, v in flat(value).items() if v is not None}
