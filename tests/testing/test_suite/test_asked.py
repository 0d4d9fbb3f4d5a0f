"""What of a run's own lists the service is asked about."""

from types import SimpleNamespace

import pytest

from taller.testing.test_suite.features import asked


@pytest.fixture
def model(tmp_path):
    return SimpleNamespace(kind="value", folder=tmp_path)


def test_a_list_says_its_answers_as_it_writes_them(model):
    (model.folder / "customer_values.csv").write_text(
        "user_id,value,tenth\nu1,12.50,1\nu2,3.10,2\n"
    )
    assert asked.said(model, 1) == {"u1": ["12.50"]}


def test_a_list_of_the_order_alone_says_no_answer(model):
    """Where the test bore no amounts, these stand in no file of the client's."""
    (model.folder / "customer_values.csv").write_text("user_id,tenth\nu1,1\n")
    assert asked.said(model, 40) == {}
