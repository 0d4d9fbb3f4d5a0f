"""How a text is written is found from the whole of it, can be overridden, and is shown."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taller.data.reading.containers import delimited, dialect, encodings
from taller.errors import DataError
from tests.data.staged_files import MAPPED, column, detected, rows, source, stage, write

SPANISH = "pedido;cliente;importe\n1;Begoña;2,50\n2;José;13,00\n"


def many(lines: int) -> str:
    return "order,customer\n" + "".join(f"{i},ana{i % 7}\n" for i in range(lines))


@pytest.mark.parametrize(
    "encoding, shown",
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("latin-1", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_found(tmp_path, encoding, shown):
    write(tmp_path, SPANISH.encode(encoding))
    staged = stage(tmp_path)
    assert rows(staged) == [("1", "Begoña", "2,50"), ("2", "José", "13,00")]
    assert staged.header == ["pedido", "cliente", "importe"]
    assert detected(staged)["encoding"] == (shown, "found")


def test_an_encoding_that_shows_far_down_only_is_found_there(tmp_path):
    """The one character beyond ASCII stands in row 30,000, well behind the head."""
    write(tmp_path, (many(30_000) + "30001,Begoña €\n").encode("cp1252"))
    staged = stage(tmp_path)
    assert detected(staged)["encoding"] == ("cp1252", "found")
    assert staged.rows == 30_001
    assert rows(staged)[-1] == ("30001", "Begoña €")


def test_bytes_that_cp1252_does_not_know_are_latin_1(tmp_path):
    write(tmp_path, b"order,customer\n1,a\xf1o\n2,\x81\x9d\n")
    staged = stage(tmp_path)
    assert detected(staged)["encoding"] == ("latin-1", "found")
    assert column(staged, "customer") == ["año", "\x81\x9d"]


@pytest.mark.parametrize("first, second", [("utf-8", "cp1252"), ("cp1252", "utf-8")])
def test_two_encodings_in_one_file_are_refused_with_both_lines(tmp_path, first, second):
    """Line 2 is in the first encoding, line 20,003 in the second; between them all is ASCII."""
    top, rest = "order,customer\n1,Begoña\n", many(20_000).partition("\n")[2]
    write(tmp_path, top.encode(first) + rest.encode() + "7,José\n".encode(second))
    bad, good = (20_003, 2) if first == "utf-8" else (2, 20_003)
    with pytest.raises(DataError, match=rf"line {bad}  is not UTF-8 text, and line {good} is"):
        stage(tmp_path)


def test_a_given_encoding_reads_all_of_it_as_one(tmp_path):
    write(tmp_path, "order,customer\n1,Begoña\n".encode() + "2,José\n".encode("cp1252"))
    staged = stage(tmp_path, encoding="cp1252")
    assert column(staged, "customer") == ["BegoÃ±a", "José"]
    assert detected(staged)["encoding"] == ("cp1252", "given")


def test_a_given_encoding_that_is_wrong_is_refused_with_the_line(tmp_path):
    write(tmp_path, (many(30_000) + "30001,Begoña\n").encode("cp1252"))
    with pytest.raises(DataError, match=r"line 30002  is not utf-8 text; remove encoding"):
        stage(tmp_path, encoding="utf-8")


def test_utf_16_given_as_utf_8_is_refused(tmp_path):
    write(tmp_path, SPANISH.encode("utf-16"))
    with pytest.raises(DataError, match="is UTF-16 text; remove encoding"):
        stage(tmp_path, encoding="utf-8")


def test_utf_16_that_breaks_off_in_a_character_is_refused(tmp_path):
    write(tmp_path, SPANISH.encode("utf-16")[:-1])
    with pytest.raises(DataError, match="is UTF-16 text that is damaged"):
        stage(tmp_path)


LINE = st.text(st.characters(codec="cp1252", exclude_characters="\r\n"), max_size=6)


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(LINE, st.booleans()), max_size=12), st.integers(8, 40))
@example([("ñ", True), ("ñ", False)], 8)
def test_the_encoding_of_the_whole_is_that_of_all_its_lines(lines, block):
    """Judged line by line: all UTF-8, all not (or ASCII), or both, whatever the block size."""
    texts = [line.encode("utf-8" if utf8 else "cp1252") for line, utf8 in lines]
    beyond = [text for text in texts if not text.isascii()]
    bad = [text for text in beyond if not encodings._is_utf8(text)]
    good = [t for t in beyond if encodings._is_utf8(t) and encodings.PLAUSIBLE.search(t)]
    stream = io.BytesIO(b"\n".join(texts))
    encodings.BLOCK, before = block, encodings.BLOCK
    try:
        if bad and good:
            with pytest.raises(DataError, match="is not UTF-8 text, and line"):
                encodings.of_whole("x", stream)
        else:
            assert encodings.of_whole("x", stream) == ("cp1252" if bad else "utf-8")
    finally:
        encodings.BLOCK = before


@pytest.mark.parametrize("mark, shown", [(",", ","), (";", ";"), ("\t", "tab"), ("|", "|")])
def test_the_delimiter_is_found(tmp_path, mark, shown):
    write(tmp_path, "order,customer,note\n1,ana,x y\n2,bea,z\n".replace(",", mark))
    staged = stage(tmp_path)
    assert staged.header == ["order", "customer", "note"]
    assert detected(staged)["delimiter"] == (shown, "found")


def test_decimal_commas_do_not_make_the_comma_a_delimiter(tmp_path):
    """Each row has one semicolon and two commas."""
    write(tmp_path, "precio;coste\n" + "1,5;2,5\n" * 50)
    assert rows(stage(tmp_path))[0] == ("1,5", "2,5")


def test_one_row_with_a_decimal_comma_is_enough(tmp_path):
    write(tmp_path, "order;price\n1;2,5\n")
    assert stage(tmp_path).header == ["order", "price"]


def test_a_line_that_announces_the_delimiter_is_no_row(tmp_path):
    write(tmp_path, "sep=|\norder|a,b\n1|2,5\n")
    staged = stage(tmp_path)
    assert (staged.header, rows(staged)) == (["order", "a,b"], [("1", "2,5")])
    assert staged.place(0) == ("orders.csv", 3)


def test_a_wrong_delimiter_is_told_with_the_right_one(tmp_path):
    write(tmp_path, SPANISH)
    with pytest.raises(DataError, match=r"line 1  is no table under delimiter ','; is it ';'\?"):
        stage(tmp_path, delimiter=",")


def test_a_table_with_an_unknown_delimiter_is_told_so(tmp_path):
    write(tmp_path, "order^customer\n1^ana\n")
    with pytest.raises(DataError, match="has one column only; set delimiter to what separates"):
        stage(tmp_path, source(columns=MAPPED))
    assert stage(tmp_path, delimiter="^").header == ["order", "customer"]


def test_a_table_of_one_column_is_a_table(tmp_path):
    write(tmp_path, "customer\nana\nbea\n")
    assert rows(stage(tmp_path)) == [("ana",), ("bea",)]


TITLED = "Informe de ventas,,\nDesde,01/01/2026,\n\norder,customer,price\n1,ana,2.5\n2,bea,3\n"


def test_a_header_in_row_4_beneath_titles_is_found(tmp_path):
    write(tmp_path, TITLED)
    staged = stage(tmp_path)
    assert staged.header == ["order", "customer", "price"]
    assert detected(staged)["header_row"] == ("4", "found")
    assert [staged.place(row) for row in range(2)] == [("orders.csv", 5), ("orders.csv", 6)]


def test_a_title_with_a_date_is_told_from_names_also_where_all_cells_are_texts(tmp_path):
    write(tmp_path, "Fecha,01/01/2026,\ncustomer,city,segment\nana,Madrid,new\nbea,Paris,old\n")
    assert stage(tmp_path).header == ["customer", "city", "segment"]


def test_titles_without_delimiters_are_titles_too(tmp_path):
    write(tmp_path, "Ventas 2026\nTienda Madrid\n\n\norder;customer;price\n1;ana;2,5\n")
    staged = stage(tmp_path)
    assert (staged.header[0], detected(staged)["header_row"]) == ("order", ("5", "found"))


def test_mapped_columns_tell_the_header_from_a_title_as_wide(tmp_path):
    write(tmp_path, "Tienda,Madrid,Centro\norder,customer,sku\n1,ana,hat\n")
    staged = stage(tmp_path, source(columns={**MAPPED, "event_timestamp": "customer"} | {
        "quantity": None, "price": "sku"}))  # fmt: skip
    assert staged.header == ["order", "customer", "sku"]


def test_a_header_row_that_is_given_is_believed(tmp_path):
    write(tmp_path, "Tienda,Madrid\norder,customer\n1,ana\n")
    staged = stage(tmp_path, header_row=2)
    assert (staged.header, staged.rows) == (["order", "customer"], 1)
    assert detected(staged)["header_row"] == ("2", "given")


def test_a_header_row_that_is_blank_is_refused(tmp_path):
    write(tmp_path, "order,customer\n\n1,ana\n")
    with pytest.raises(DataError, match="line 2  holds no column names, though the engagement"):
        stage(tmp_path, header_row=2)


@pytest.mark.parametrize(
    "row",
    ["1,ana@example.com,hat", "A1,ana,2026-01-05 10:00", "A1,ana,9.50", "A1,ana,03/04/2026"],
)
def test_a_file_without_a_header_is_refused(tmp_path, row):
    write(tmp_path, f"{row}\n{row}\n")
    with pytest.raises(DataError, match="line 1  has no header row: its first row looks like data"):
        stage(tmp_path)


def test_a_file_of_texts_without_a_header_is_refused(tmp_path):
    """No cell is a number, but the first row's cells come again below."""
    write(tmp_path, "Madrid,hat\nParis,cap\nMadrid,cap\nMadrid,shoe\nRome,hat\nOslo,hat\n")
    with pytest.raises(DataError, match="has no header row"):
        stage(tmp_path)


def test_years_may_be_column_names(tmp_path):
    write(tmp_path, "channel,2025,2026\nads,10,20\n")
    assert stage(tmp_path).header == ["channel", "2025", "2026"]


def test_no_message_holds_what_a_cell_holds(tmp_path):
    write(tmp_path, "order,customer\n1,ana@example.com\n2,ana@example.com,3\n")
    with pytest.raises(DataError) as caught:
        stage(tmp_path)
    assert "ana" not in str(caught.value)


def test_pasted_exports_have_their_second_header_left_out_and_counted(tmp_path):
    """Rows on lines 2, 3 and 5, 7; the headers on lines 4 and 6 are none."""
    head = "order,customer\n"
    write(tmp_path, f"{head}1,a\n2,b\n\ufeff{head}3,c\n{head}4,d\n")
    staged = stage(tmp_path)
    assert rows(staged) == [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")]
    assert detected(staged)["repeated_headers"] == ("2", "found")
    assert [staged.place(row)[1] for row in range(4)] == [2, 3, 5, 7]


def test_pasted_exports_with_columns_in_another_order_are_refused_with_the_line(tmp_path):
    write(tmp_path, many(30_000) + "customer,order\nana,1\n")
    with pytest.raises(DataError, match="line 30002  names the columns again, in another order"):
        stage(tmp_path)


def test_a_cell_that_holds_a_column_name_is_a_cell(tmp_path):
    write(tmp_path, "order,customer,note\norder,ana,x\n")
    assert rows(stage(tmp_path)) == [("order", "ana", "x")]


def test_all_rows_of_another_width_are_told_at_once(tmp_path):
    write(tmp_path, many(30_000) + "1\n2,b\n3,c,d\n")
    with pytest.raises(DataError) as caught:
        stage(tmp_path)
    assert [(f.line, f.what[:9]) for f in caught.value.faults] == [
        (30_002, "has fewer"),
        (30_004, "has more "),
    ]


def test_a_header_narrower_than_every_row_is_told_as_such(tmp_path):
    write(tmp_path, "order,customer\n1,ana,x\n2,bea,y\n")
    with pytest.raises(DataError, match="line 2  has more columns than the header: 3, not 2"):
        stage(tmp_path)


OPEN = {
    "to the end": '1,"a,hat\n2,b,cap\n',
    "in the last cell, to the end": '1,a,"hat\n2,b,cap\n3,c,cap\n',
    "to the next quote": '1,"a,hat\n2,"b",cap\n3,c,cap\n',
    "to a quote that begins the next line": '1,a,"hat\n"2",b,cap\n',
}


@pytest.mark.parametrize("case", OPEN)
@pytest.mark.parametrize("before", [0, 20_000])
def test_a_quote_that_is_left_open_never_swallows_rows(tmp_path, case, before):
    good = "".join(f"{i},ana,hat\n" for i in range(before))
    write(tmp_path, f"order,customer,sku\n{good}{OPEN[case]}")
    with pytest.raises(DataError, match=rf"line {before + 2}  a quotation mark"):
        stage(tmp_path)


def test_line_breaks_and_delimiters_in_quotes_are_part_of_their_cell(tmp_path):
    write(
        tmp_path, 'order,address\n1,"Calle Mayor, 1\n28001 Madrid"\n2,"dijo ""sí"",\r\nno"\n3,x\n'
    )
    staged = stage(tmp_path)
    assert column(staged, "address") == ["Calle Mayor, 1\n28001 Madrid", 'dijo "sí",\r\nno', "x"]
    assert [staged.place(row)[1] for row in range(3)] == [2, 4, 6]
    assert not staged.parts[0].straight


def test_a_line_beyond_all_bounds_is_refused_with_its_number(tmp_path, monkeypatch):
    """Bounds of 4 kB stand for those of 8 MB; the long line comes after 2,000 others."""
    monkeypatch.setattr(delimited, "BLOCKS", (4096, 4096))
    write(tmp_path, many(20_000) + "9," + "x" * 50_000 + "\n1,a\n")
    with pytest.raises(DataError, match="line 20002  a line is longer than 4,096 bytes; is a quot"):
        stage(tmp_path)


def test_a_first_line_beyond_all_bounds_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(dialect, "HEAD", 1024)
    monkeypatch.setattr(dialect, "LARGEST_HEAD", 4096)
    write(tmp_path, "a,b" * 10_000)
    with pytest.raises(DataError, match="line 1  a line is longer than"):
        stage(tmp_path)


def test_a_second_line_beyond_all_bounds_is_refused_with_its_own_number(tmp_path, monkeypatch):
    monkeypatch.setattr(dialect, "HEAD", 1024)
    monkeypatch.setattr(dialect, "LARGEST_HEAD", 4096)
    write(tmp_path, "order,customer\n1," + "x" * 10_000 + "\n")
    with pytest.raises(DataError, match="line 2  a line is longer than"):
        stage(tmp_path)


@pytest.mark.parametrize("amount", ["12", "12,5"])
def test_a_delimiter_that_changes_half_way_is_told_once_with_its_line(tmp_path, amount):
    rest = "".join(f"{i};ana;{amount}\n" for i in range(50))
    write(tmp_path, "order,customer,amount\n" + "1,eva,3.5\n" * 50 + rest)
    with pytest.raises(DataError) as refused:
        stage(tmp_path)
    assert str(refused.value).count("line ") == 1
    assert "line 52  is written with ';' between its cells, the header with ','" in str(
        refused.value
    )


def test_300_columns_are_read(tmp_path):
    """A line of 300 long names is longer than the first look at a file of 64 kB."""
    names = [f"column number {i} " + "x" * 300 for i in range(300)]
    lines = [",".join(f"r{r}c{i}" for i in range(300)) for r in range(50)]
    write(tmp_path, "\n".join([",".join(names), *lines]) + "\n")
    staged = stage(tmp_path)
    assert staged.header == names
    assert (staged.rows, rows(staged)[49][299]) == (50, "r49c299")


def test_blank_cells_are_null_and_columns_without_names_get_one(tmp_path):
    write(tmp_path, ',order,customer,\n0,1,,\n1,2," ",""\n')
    staged = stage(tmp_path)
    assert staged.header == ["column_1", "order", "customer", "column_4"]
    assert rows(staged) == [("0", "1", None, None), ("1", "2", " ", None)]
    assert staged.padded == {"c2"}


def test_blank_lines_are_none_and_lines_are_counted_past_them(tmp_path):
    write(tmp_path, "\n\norder,customer\n\n1,a\n\n\n2,b\n")
    staged = stage(tmp_path)
    assert [staged.place(row)[1] for row in range(2)] == [5, 8]


def test_words_for_nothing_are_noticed(tmp_path):
    write(tmp_path, "order,customer\nx1,NaN\nx2,ana\n")
    assert stage(tmp_path).worded == {"c1"}


CELL = st.text(st.sampled_from('ab;,"\n\r ñ'), max_size=5)


@settings(max_examples=40, deadline=None)  # each example writes and reads a file
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_the_csv_module_writes_comes_back_with_its_lines(tmp_path_factory, cells, mark):
    """Every cell as it was, at the line where the writer put it."""
    folder, text = tmp_path_factory.mktemp("csv"), io.StringIO(newline="")
    writer = csv.writer(text, delimiter=mark, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["first", "second", "third"])
    lines = []
    for row in cells:
        breaks = text.getvalue().replace("\r\n", "\n").replace("\r", "\n").count("\n")
        lines.append(breaks + 1)
        writer.writerow(row)
    write(folder, text.getvalue())
    staged = stage(folder)
    assert rows(staged) == [tuple(cell or None for cell in row) for row in cells]
    assert [staged.place(i)[1] for i in range(len(cells))] == lines
