"""What a column of text holds, looked up in its bytes: no cell is made a Python string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.data.contract.checks import NO_ID

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

BLANK, ASCII = 32, 128  # bytes up to the one may be blanks; from the other on, part of any letter
LONGEST_WORD = max(map(len, NO_ID))
INITIALS = {ord(letter) for word in NO_ID for letter in (word[0], word[0].upper())}
PLAIN = (  # between these bytes there is neither a blank nor what a word begins with
    max({BLANK, *(initial for initial in INITIALS if initial < ord("0"))}),
    min(initial for initial in INITIALS if initial > ord("0")),
)


def least_byte(values: pa.StringArray) -> int:
    """The least byte of all cells; below 14 there may be line breaks and tabs."""
    import numpy as np

    data = values.buffers()[2]
    return int(np.frombuffer(data, np.uint8).min()) if data is not None and data.size else 255


def holds(values: pa.StringArray, sign: str) -> bool:
    """Whether some cell may hold a sign of one byte."""
    import numpy as np

    data = values.buffers()[2]
    return data is not None and bool((np.frombuffer(data, np.uint8) == ord(sign)).any())


def edges(values: pa.StringArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First byte, last byte and length of each cell; an empty cell has bytes of its neighbours."""
    import numpy as np

    _valid, places, data = values.buffers()
    if data is None or not data.size or not len(values):
        nothing = np.zeros(len(values), np.uint8)
        return nothing, nothing, nothing.astype(np.int32)
    ends = np.frombuffer(places, np.int32)[values.offset : values.offset + len(values) + 1]
    text = np.frombuffer(data, np.uint8)
    first, last = text.take(ends[:-1], mode="clip"), text.take(ends[1:] - 1, mode="clip")
    return first, last, ends[1:] - ends[:-1]


def padded_and_worded(values: pa.StringArray) -> tuple[bool, bool]:
    """Whether some cells have blanks around them, and whether some hold a word for "nothing"."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if _is_plain(values):
        return False, False
    first, last, length = edges(values)
    initial = np.isin(np.arange(256), list(INITIALS))
    least, most = np.minimum(first, last), np.maximum(first, last)
    odd = (least <= BLANK) | (most >= ASCII) | (initial[first] & (length <= LONGEST_WORD))
    some = pc.unique(values.filter(pa.array(odd & (length > 0))))
    trimmed = pc.utf8_trim_whitespace(some)
    words = pc.is_in(pc.utf8_lower(trimmed), pa.array(NO_ID))
    return not trimmed.equals(some), bool(pc.any(words).as_py())


def _is_plain(values: pa.StringArray) -> bool:
    """Whether no byte of any cell is a blank or can begin a word, as in a column of numbers."""
    import numpy as np

    data = values.buffers()[2]
    if data is None or not data.size:
        return True
    text = np.frombuffer(data, np.uint8)
    return bool(text.min() > PLAIN[0] and text.max() < PLAIN[1])
