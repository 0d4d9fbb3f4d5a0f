"""A row per subject with what happened to it is a flat table; a canonical table never is."""

from __future__ import annotations

import pandas as pd
import pytest

from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import subjects
from taller.data.propose.proposal import SURE, propose
from taller.data.settings.sources import TableFile
from tests.data import exports


def table(target: str, values=("Yes", "No"), rows: int = 60, **more) -> dict[str, list]:
    return {
        "customerID": [f"C{n:04}" for n in range(rows)],
        "tenure": [str(n % 70) for n in range(rows)],
        "plan": [("basic", "plus", "pro")[n % 3] for n in range(rows)],
        "monthly": [f"{20 + n % 30}.5" for n in range(rows)],
        target: [values[n % len(values)] for n in range(rows)],
        **more,
    }


def proposed(folder, cells):
    pd.DataFrame(cells).to_csv(folder / "table.csv", index=False)
    return propose(TableFile(path="table.csv"), root=folder)


@pytest.mark.parametrize(
    ("target", "values", "purpose"),
    [
        ("Churn", ("Yes", "No"), "churn"),
        ("Baja", ("sí", "no"), "churn"),
        ("y", ("yes", "no"), "response"),
        ("hasResponded", ("0", "1"), "response"),
        ("Respuesta a la campaña", ("1", "0"), "response"),
    ],
)
def test_what_happened_and_to_whom_are_found(tmp_path, target, values, purpose):
    found = proposed(tmp_path, table(target, values))
    assert [each.table for each in found.tables] == ["flat"]
    assert found.tables[0].columns == {"target": target, "subject": "customerID"}
    assert found.unmapped == ()
    assert subjects.purpose(target) == purpose


@pytest.mark.parametrize(
    ("target", "values"),
    [("Churn", ("Yes", "No", "Maybe")), ("Churn", ("Yes",)), ("Zurriaga", ("Yes", "No"))],
)
def test_a_column_of_other_values_or_another_name_makes_no_flat_table(tmp_path, target, values):
    found = proposed(tmp_path, table(target, values))
    assert [each.table for each in found.tables] == ["customers"]


def test_a_subject_told_twice_is_one_of_several_rows_to_be_checked(tmp_path):
    """None of its rows then tests what another taught."""
    cells = table("Churn") | {"customerID": [f"C{n // 2}" for n in range(60)]}
    found = proposed(tmp_path, cells).tables[0]
    assert found.columns == {"target": "Churn", "subject": "customerID"}
    assert found.matches["subject"].confidence < SURE


@pytest.mark.parametrize("kind", sorted(exports.ALL))
def test_no_canonical_table_is_taken_for_a_flat_one_though_it_says_what_happened(kind):
    for text in exports.ALL[kind].values():
        cells = exports.cells(kind, text, rows=80)
        profiles = {own: Profile.of(values) for own, values in cells.items()}
        profiles["converted"] = Profile.of([("yes", "no")[n % 2] for n in range(80)])
        assert subjects.flat(profiles, len(exports.expected(text))) == {}
