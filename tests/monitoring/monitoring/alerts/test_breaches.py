"""When a rule is broken, and when nothing can be said."""

import datetime as dt

import pandas as pd
import pytest
from pydantic import ValidationError

from taller.monitoring.monitoring.model.alerts.breaches import Learned, look
from taller.monitoring.monitoring.params.alerts import Rules
from taller.monitoring.monitoring.result import Gap, Series
from tests.monitoring.monitoring.alerts.world import BELOW, change, day, odd, rows


def found(frame, today, changes=(), odd=(), **rule):
    rules = Rules.model_validate({"to": ["ana"], "rules": [BELOW | rule]})
    return look(frame, Learned(changes, odd), rules, today)


def kinds(looked):
    return [(each.kind, each.since) for each in looked.broken]


def test_a_value_beyond_the_bound_breaks_it_from_the_first_such_day():
    assert kinds(found(rows([120, 99, 90]), day(4))) == [("below", day(2))]
    assert kinds(found(rows([120, 99, 100]), day(4))) == []


def test_with_an_interval_all_of_it_must_lie_beyond():
    """95 with 90 to 100 may be 100; 94 with 89 to 99 may not."""
    assert kinds(found(rows([120, 95], spread=5), day(3))) == []
    assert kinds(found(rows([120, 94], spread=5), day(3))) == [("below", day(2))]
    above = {"below": None, "above": 100}
    assert kinds(found(rows([120, 104], spread=5), day(3), **above)) == []
    assert kinds(found(rows([90, 106], spread=5), day(3), **above)) == [("above", day(2))]


def test_days_in_a_row_are_known_days():
    """A day that is not known neither breaks nor interrupts: 90, unknown, 90 are two in a row."""
    assert kinds(found(rows([120, 90, None, 90]), day(5), for_days=2)) == [("below", day(2))]
    assert kinds(found(rows([90, 120, 90]), day(4), for_days=2)) == []


def test_a_figure_that_is_not_known_for_longer_than_allowed_is_told():
    """The last value is of the 2nd; on the 5th three days have passed, on the 6th four."""
    frame = rows([120, 120, None, None, None])
    assert kinds(found(frame, day(5))) == []
    assert kinds(found(frame, day(6))) == [("unknown", day(3))]
    assert kinds(found(rows([None, None]), day(3))) == [("unknown", day(1))]


def test_while_it_is_not_known_its_bound_is_neither_kept_nor_broken():
    looked = found(rows([90, None, None, None, None, None]), day(7))
    assert kinds(looked) == [("unknown", day(2))]
    assert "below|warning|business|sales||" in looked.undecided


def test_a_day_ahead_of_today_is_passed_over():
    """Of a source whose clock is a day ahead."""
    assert kinds(found(rows([120, 120, 1]), day(2))) == []


def test_a_rule_for_a_figure_that_is_not_collected_says_so_and_what_may_be_meant():
    [breach] = found(rows([120]), day(2), metric="sale").broken
    assert (breach.kind, breach.hint) == ("never", "sales")
    [breach] = found(rows([120], channel="email"), day(2), channel="e-mail").broken
    assert (breach.kind, breach.hint) == ("never", "email")


def test_a_star_holds_each_channel_against_the_bound():
    both = pd.concat([rows([120, 90], channel="email"), rows([120, 120], channel="ads"),
                      rows([240, 210])])  # fmt: skip
    looked = found(both, day(3), channel="*")
    assert [each.series.channel for each in looked.broken] == ["email"]


def test_what_is_learned_is_one_breach_a_figure_with_its_channels():
    email = Series(collector="business", metric="sales", channel="email")
    rules = Rules.model_validate({"to": ["ana"]})
    frame = rows([100] * 10)
    [breach] = look(frame, Learned([change(9), change(9, email)], [odd(10)]), rules, day(11)).broken
    assert (breach.kind, breach.since, breach.more) == ("changed", day(9), (email,))
    [breach] = look(frame, Learned([], [odd(10)]), rules, day(11)).broken
    assert (breach.kind, breach.value, breach.low) == ("odd", 3.0, 80)


def test_what_was_learned_of_days_long_past_is_told_no_more():
    rules = Rules()
    frame = rows([100] * 30)
    assert not look(frame, Learned([change(2)], [odd(28)]), rules, day(31)).broken
    assert len(look(frame, Learned([change(3)], []), rules, day(31)).broken) == 1
    assert len(look(frame, Learned([], [odd(29)]), rules, day(31)).broken) == 1
    assert not look(frame, Learned([change(30)], [odd(30)]), Rules(learned=None), day(31)).broken


def test_a_table_whose_last_days_did_not_arrive_is_one_breach_for_three_days():
    gaps = [Gap(table="orders", day=day(n), why=why) for n, why in ((1, "few"), (9, "partial"),
            (10, "absent"))]  # fmt: skip
    frame = rows([100] * 10)
    [breach] = look(frame, Learned(gaps=gaps), Rules(), day(11)).broken
    assert (breach.kind, breach.since, breach.hint) == ("gap", day(9), "absent")
    assert len(look(frame, Learned(gaps=gaps), Rules(), day(13)).broken) == 1
    assert not look(frame, Learned(gaps=gaps), Rules(), day(14)).broken


def test_rows_of_today_are_no_fault_and_rows_of_tomorrow_are():
    gaps = [Gap(table="orders", day=day(n), why="ahead") for n in (11, 12)]
    frame = rows([100] * 10)
    [breach] = look(frame, Learned(gaps=gaps), Rules(), day(11)).broken
    assert (breach.kind, breach.since) == ("gap", day(12))


def test_of_one_event_a_rule_and_what_was_learned_do_not_both_speak():
    looked = found(rows([120, 90]), day(3), changes=[change(2)])
    assert kinds(looked) == [("below", day(2))]
    assert "learned|business|sales" in looked.undecided


@pytest.mark.parametrize(
    "given, told",
    [
        ({"rules": [{"metric": "sales"}]}, "must have a bound, `below` or `above`"),
        ({"rules": [{"metric": "sales", "below": 5, "above": 2}]}, "every value would break it"),
        ({"silence": [{"first": day(2), "last": day(1)}]}, "must not be before the first day"),
        ({"to": ["Ana López"]}, "should match pattern"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(given, told):
    with pytest.raises(ValidationError, match=told):
        Rules.model_validate(given)


def test_all_that_is_named_is_known_beforehand():
    given = {"to": ["ana"], "rules": [BELOW | {"to": ["luis", "ana"]}],
             "escalate": {"to": ["eva"]}}  # fmt: skip
    assert Rules.model_validate(given).names == ("ana", "luis", "eva")
    assert dt.date.max > day(1)
