"""Rows handed on: what a spreadsheet would run, blocks, half-written files."""

import csv

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.handed import write_csv, write_rows


def test_what_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path):
    path = tmp_path / "a.csv"
    starts = ["=1", "+1", "-1", "@a", "\ta", "\ra", "a=1", None]
    frame = pd.DataFrame({"id": starts, "n": [-1, -2, -3, -4, -5, -6, -7, -8]})
    assert write_csv(path, [frame]) == 6
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["id", "n"]
    assert [row[0] for row in rows[1:]] == ["'=1", "'+1", "'-1", "'@a", "'\ta", "'\ra", "a=1", ""]
    assert [row[1] for row in rows[1:]] == [str(-n) for n in range(1, 9)]  # a number stays one
    assert frame["id"].tolist()[:2] == ["=1", "+1"], "the caller's frame is not changed"


def test_blocks_make_one_file_with_one_header(tmp_path):
    path = tmp_path / "a.csv"
    blocks = (pd.DataFrame({"id": [f"=u{i}"], "n": [i]}) for i in range(3))
    assert write_csv(path, blocks) == 3
    assert path.read_text(encoding="utf-8").splitlines() == [
        '"id","n"', "\"'=u0\",0", "\"'=u1\",1", "\"'=u2\",2",
    ]  # fmt: skip


def test_blocks_of_arrow_are_written_as_frames_are(tmp_path):
    """Text quoted and made safe, cells that hold nothing empty, the changed ones counted."""
    texts = pa.array(["=1", "a\rb", 'say "x"'])
    codes = pa.array([0, 1, None, 2, 0])
    block = pa.table({"=id": pa.DictionaryArray.from_arrays(codes, texts), "n": [-1, 2, 3, 4, 5]})
    assert write_csv(tmp_path / "a.csv", [block, block.slice(0, 1)]) == 3
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        '"\'=id","n"\n"\'=1",-1\n"a\rb",2\n,3\n"say ""x""",4\n"\'=1",5\n"\'=1",-1\n'
    )
    frame = block.rename_columns(["id", "n"]).to_pandas().astype({"id": "string"})
    write_csv(tmp_path / "b.csv", [frame, frame[:1]])
    with (tmp_path / "a.csv").open(newline="") as one, (tmp_path / "b.csv").open(newline="") as two:
        assert list(csv.reader(one))[1:] == list(csv.reader(two))[1:]


def test_an_earlier_file_stays_where_the_rows_end_in_an_error(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def broken():
        yield pd.DataFrame({"id": ["a"]})
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_csv(path, broken())
    assert path.read_text(encoding="utf-8") == "before"


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20))
def test_any_text_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, [pd.DataFrame({"id": pd.Series(texts, dtype="string")})])
    with path.open(encoding="utf-8", newline="") as file:
        back = [row[0] if row else "" for row in csv.reader(file)][1:]
    assert [text.removeprefix("'") for text in back] == [text.removeprefix("'") for text in texts]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in back)


@pytest.mark.parametrize(
    "text",
    ["\n=1+1", "\r\n=1", "\t x", "\nx", "＝1+1", "＋1", "－1", "＠a", "﹦1", "−1", " =1", "\xa0=1",
     "\u3000＝1", "\ufeff=1", "\u200b@a", "\x00=1", "\x1b+1"],
)  # fmt: skip
def test_also_behind_what_nobody_sees_and_in_other_widths(tmp_path, text):
    path = tmp_path / "a.csv"
    assert write_csv(path, [pd.DataFrame({"id": [text, f"a{text}"]})]) == 1
    write_rows(tmp_path / "b.csv", [["id"], [text], [f"a{text}"]])
    for file in (path, tmp_path / "b.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert [row[0] for row in csv.reader(opened)] == ["id", f"'{text}", f"a{text}"]


def test_a_head_is_made_safe_too_and_a_number_stays_one(tmp_path):
    write_csv(tmp_path / "a.csv", [pd.DataFrame({"=a": [-1]})])
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == '"\'=a"\n-1\n'
    write_rows(tmp_path / "b.csv", [["=a"], [-1]])
    assert (tmp_path / "b.csv").read_text(encoding="utf-8-sig") == "'=a\n-1\n"
