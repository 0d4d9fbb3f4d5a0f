"""What a column of text holds, looked up in its bytes, beside what Python sees in its cells."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.data.contract.checks import NO_ID
from taller.data.reading import cell_bytes

CELLS = st.lists(
    st.one_of(
        st.none(),
        st.text(' \ta\u00e9\u00a0nNuUlLaA/#"1\n', max_size=6),
        st.sampled_from(NO_ID),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(CELLS, st.integers(0, 3))
def test_blanks_and_words_are_found_wherever_a_cell_holds_them(cells, skipped):
    values = pa.array(cells, pa.string()).slice(skipped)
    held = [cell for cell in cells[skipped:] if cell]
    padded = any(cell != cell.strip() for cell in held)
    worded = any(cell.strip().lower() in NO_ID for cell in held)
    assert cell_bytes.padded_and_worded(values) == (padded, worded)


def test_edges_are_the_first_and_last_byte_and_the_length():
    first, last, length = cell_bytes.edges(pa.array(["ab", None, "", '"'])[:4])
    assert length.tolist() == [2, 0, 0, 1]
    assert first[[0, 3]].tolist() == [ord("a"), ord('"')]
    assert last[[0, 3]].tolist() == [ord("b"), ord('"')]


@pytest.mark.parametrize(("cells", "least"), [(["a\nb"], 10), (["b", "a"], 97), ([], 255)])
def test_the_least_byte_tells_of_line_breaks(cells, least):
    assert cell_bytes.least_byte(pa.array(cells, pa.string())) == least
