"""What a new engagement file says of an experiment."""

from types import SimpleNamespace

import pytest

from taller.data.propose.kinds.experiments import Measure
from taller.workbench.begin import trials

MEASURES = [Measure("revenue", "mean", False, False), Measure("bought", "share", False, False)]


@pytest.mark.parametrize(("columns", "live"), [(("users",), 1), ((), 2)])
def test_sums_without_their_squares_are_no_metric_until_these_are_named(columns, live):
    """Of totals a mean has no interval, so its line is a comment; of users it is a metric."""
    table = SimpleNamespace(
        control="a", arms=("a", "b"), measures=MEASURES, matches=dict.fromkeys(columns)
    )
    told = [line for line, _remark in trials.lines(table, "CHECK")]
    assert sum(line.startswith("    - {key:") for line in told) == live
    primary = next(line for line in told if "role: primary" in line)
    assert "key: bought" in primary


def test_where_nothing_is_a_metric_yet_the_list_is_a_comment_too():
    table = SimpleNamespace(control="a", arms=("a", "b"), measures=MEASURES[:1], matches={"users"})
    assert "  metrics:" not in [line for line, _remark in trials.lines(table, "CHECK")]
