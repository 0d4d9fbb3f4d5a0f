"""The target: what says yes or no is read; anything else is one clear message."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.classification.features.target import binary
from taller.errors import DataError


@pytest.mark.parametrize(
    ("values", "positive", "expected", "yes"),
    [
        (["Yes", "No", "Yes"], None, [1, 0, 1], "Yes"),
        (["sí", "no", "no"], None, [1, 0, 0], "sí"),
        ([1, 0, 1], None, [1, 0, 1], "1"),
        ([1.0, 0.0, np.nan], None, [1, 0, np.nan], "1"),
        ([True, False], None, [1, 0], "1"),
        (["gone", "here"], "gone", [1, 0], "gone"),
        ([" yes ", "no", " "], None, [1, 0, np.nan], "yes"),
    ],
    ids=["english", "spanish", "numbers", "missing", "truth", "named", "blanks"],
)
def test_two_values_are_read(values, positive, expected, yes):
    target, found, blank = binary(pd.Series(values), "y", positive)
    np.testing.assert_array_equal(target, np.array(expected, dtype=float))
    assert found == yes
    assert blank == int(np.isnan(np.array(expected, dtype=float)).sum())


@pytest.mark.parametrize(
    ("values", "positive", "message"),
    [
        ([None, None], None, "no row has a value"),
        (["a", "a"], None, "every row says “a”"),
        (["a", "b", "c"], None, "3 values"),
        (["gone", "here"], None, "which one counts as yes"),
        (["gone", "here"], "gonne", "did you mean 'gone'"),
        (list(np.arange(30) * 1.5), None, "notebook regression"),
        ([np.inf, -np.inf], None, "no row has a value"),
    ],
    ids=["missing", "constant", "three", "open", "misnamed", "amount", "infinite"],
)
def test_anything_else_is_refused_with_what_to_do(values, positive, message):
    with pytest.raises(DataError, match=message):
        binary(pd.Series(values), "y", positive)
