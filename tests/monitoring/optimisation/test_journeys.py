"""Visits become journeys as a person makes them; channels are few and named once."""

from __future__ import annotations

import pandas as pd
import pytest

from taller import language
from taller.monitoring.optimisation import Params
from taller.monitoring.optimisation.features.channels import MOST_PAID, channels, name
from taller.monitoring.optimisation.features.journeys import read_journeys
from tests.monitoring.optimisation_tables import sales, tables, visits


@pytest.fixture(autouse=True)
def english():
    with language.speaking("en"):
        yield


def read(made, **knobs):
    p = Params(**knobs)
    return read_journeys(made, channels(made, p.grain), p, 1)


def paths(found):
    """Each journey's channels, whether it sold, and for how much."""
    j = found.journeys
    return [
        (" > ".join(j.channels[c].partition(" ")[0] for c in j.touches[a:b]), bool(sold), value)
        for a, b, sold, value in zip(j.starts, j.starts[1:], j.converted, j.value, strict=False)
    ]


END = ("z", None, "12-31", "ads", "last")  # a visit so late that all others' time has passed


def test_a_journey_ends_in_a_sale_and_the_next_visit_begins_another():
    """Two visits and a sale of 30, then one visit by which nobody came back."""
    made = tables(
        sessions=visits(("a", None, "01-01", "ads", "s1"), ("a", None, "01-05", "mail", "s2"),
                        ("a", None, "01-06", "ads", "s3"), END),
        orders=sales(("o1", "a", "01-05 10:00", 30.0)),
    )  # fmt: skip
    assert paths(read(made)) == [("ads > mail", True, 30.0), ("ads", False, 0.0)]


def test_a_pause_longer_than_the_window_ends_a_journey():
    made = tables(
        sessions=visits(("a", None, "01-01", "ads", "s1"), ("a", None, "02-10", "mail", "s2"),
                        END),
        orders=sales(("o1", "a", "02-10", 10.0)),
    )  # fmt: skip
    assert paths(read(made)) == [("ads", False, 0.0), ("mail", True, 10.0)]
    assert paths(read(made, window_days=60)) == [("ads > mail", True, 10.0)]


def test_a_journey_whose_time_has_not_passed_is_left_out_and_counted():
    made = tables(
        sessions=visits(("a", None, "01-01", "ads", "s1"), ("b", None, "01-01", "mail", "s2"),
                        ("c", None, "02-15", "mail", "s3")),
        orders=sales(("o1", "a", "01-01", 10.0)),
    )  # fmt: skip
    found = read(made)
    assert paths(found) == [("ads", True, 10.0), ("mail", False, 0.0)]
    assert found.open == 1


def test_a_device_is_its_only_customer_s_and_nobody_s_where_two_used_it():
    """The visit without a customer on d1 is a's; those on the shared d2 stay the device's."""
    made = tables(
        sessions=visits((None, "d1", "01-01", "ads", "s1"), ("a", "d1", "01-02", "mail", "s2"),
                        (None, "d2", "01-01", "ads", "s3"), ("b", "d2", "01-02", "mail", "s4"),
                        ("c", "d2", "01-03", "mail", "s5"), (None, None, "01-01", "ads", "s6"),
                        END),
        orders=sales(("o1", "a", "01-02", 10.0)),
    )  # fmt: skip
    found = read(made)
    assert sorted(paths(found)) == [("ads", False, 0.0), ("ads > mail", True, 10.0),
                                    ("mail", False, 0.0), ("mail", False, 0.0)]  # fmt: skip
    assert found.nobody == 1


def test_an_order_goes_to_the_visit_that_its_events_name():
    """By time it would be the second visit's."""
    events = pd.DataFrame(
        {"event_name": ["purchase"], "session_id": ["s1"], "transaction_id": ["o1"]}
    )
    made = tables(
        sessions=visits(("a", None, "01-01", "ads", "s1"), ("a", None, "01-02", "mail", "s2"),
                        END),
        orders=sales(("o1", "a", "01-02 12:00", 10.0), ("o2", "a", "03-01", 5.0)),
        events=events,
    )  # fmt: skip
    found = read(made)
    assert paths(found)[0] == ("ads", True, 10.0)
    assert found.unseen == 0.5  # o2 belongs to no visit


def test_an_order_a_day_after_the_last_visit_belongs_to_none():
    made = tables(
        sessions=visits(("a", None, "01-01", "ads", "s1"), ("b", None, "01-01", "mail", "s2"),
                        END),
        orders=sales(("o1", "a", "01-03", 10.0), ("o2", "b", "01-01 08:00", 7.0)),
    )  # fmt: skip
    found = read(made)
    assert paths(found) == [("ads", False, 0.0), ("mail", True, 7.0)]
    assert found.unseen == 0.5


@pytest.mark.parametrize(
    ("rows", "orders", "why"),
    [(((None, None, "01-01", "ads", "s1"),), (), "no_people"),
     ((("a", None, "01-01", "ads", "s1"), END), (), "no_sales"),
     ((("a", None, "01-01", "ads", "s1"), END), (("o", "a", "01-01", 1.0),), "one_channel")],
)  # fmt: skip
def test_where_no_journey_can_be_told_the_reason_is(rows, orders, why):
    found = read(tables(sessions=visits(*rows), orders=sales(*orders)))
    assert (found.journeys, found.why) == (None, why)


def test_without_visits_the_reason_is_said():
    assert read(tables(orders=sales())).why == "no_visits"


@pytest.mark.parametrize(
    ("parts", "grain", "called"),
    [(("google", "cpc", "shopping"), "campaign", "google · shopping"),
     (("google", "cpc", "shopping"), "medium", "google · cpc"),
     (("instagram", "social", "(not set)"), "campaign", "instagram · social"),
     (("(direct)", "(none)", "(direct)"), "campaign", "direct"),
     (("", "", ""), "medium", "origin unknown"),
     (("bing", "bing", ""), "medium", "bing")],
)  # fmt: skip
def test_a_channel_is_called_by_what_says_something(parts, grain, called):
    assert name(*parts, grain=grain) == called


def cost(*rows):
    """Spend of one day: source, campaign and cost."""
    frame = pd.DataFrame(rows, columns=["source", "campaign", "cost"])
    return frame.assign(date="2026-01-01", medium="cpc")


def test_one_channel_in_two_spellings_is_one_under_the_usual_name():
    spend = cost(("google", "a", 1.0), ("Google", "A", 1.0), ("google", "a", 1.0))
    assert channels(tables(spend=spend)).paid == ("google · a",)


def test_small_paid_channels_go_together_where_there_are_too_many():
    """Twelve campaigns at 1 to 12: sources are taken, and of these the smallest joined."""
    n = MOST_PAID + 4
    spend = cost(*((f"s{i:02}", f"c{i:02}", i + 1.0) for i in range(n)))
    found = channels(tables(spend=spend))
    assert found.grain == "medium"
    assert len(found.paid) == MOST_PAID
    assert (found.paid[0], found.paid[-1]) == ("s11 · cpc", "other campaigns")
    assert sum(found.named["channel"] == "other campaigns") == 5
