"""Each thing is told once, to the right people, and ends."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import InputError
from taller.language import speaking
from taller.monitoring.monitoring.model.alerts import State
from taller.monitoring.monitoring.params.alerts import Rules
from tests.monitoring.monitoring.alerts.world import BELOW, Watch, change, day, odd, rows


def test_what_lasts_is_told_once_however_often_one_looks():
    watch = Watch()
    for hour in range(24):
        watch.look([120, 90], hour=hour)
    watch.look([120, 90, 80])
    assert [note.to for note in watch.told] == ["ana"]


def test_it_is_over_after_two_calm_days_and_back_within_a_week_is_the_same():
    watch = Watch()
    watch.look([120, 90])
    assert [each.state for each in watch.look([120, 90, 120]).incidents] == ["open"]
    assert [each.state for each in watch.look([120, 90, 120, 120]).incidents] == ["over"]
    [again] = watch.look([120, 90, 120, 120, 90]).incidents
    assert (again.state, again.since, len(watch.told)) == ("open", day(2), 1)


def test_what_comes_back_after_a_week_is_told_again():
    watch = Watch()
    watch.look([90])
    watch.look([90, 120, 120])
    watch.look([90] + [120] * 10 + [90])
    assert len(watch.told) == 2
    assert watch.told[0].key != watch.told[1].key


def test_one_message_holds_all_that_is_new_for_one_the_gravest_first():
    critical = {"metric": "sales", "below": 95, "severity": "critical", "to": ["ana", "luis"]}
    watch = Watch(rules=[BELOW, critical])
    notes = {note.to: note for note in watch.look([90]).messages}
    assert set(notes) == {"ana", "luis"}
    assert notes["ana"].subject == "Prueba, critical: sales a day, below the limit (and 1 more)"
    assert notes["ana"].text.count("\n–") == 2
    assert notes["luis"].text.count("\n–") == 1


def test_who_is_further_up_is_told_when_it_stays_so_and_once():
    watch = Watch(escalate={"after_hours": 24, "to": ["eva", "ana"]})
    watch.look([90], hour=9)
    assert not watch.look([90], hour=32).messages
    [note] = watch.look([90], hour=33).messages
    assert (note.to, note.subject[:21]) == ("eva", "Prueba, still so: sal")
    assert not watch.look([90], hour=60).messages


def test_on_silent_days_nobody_is_told_and_afterwards_they_are():
    watch = Watch(silence=[{"first": day(2), "last": day(3), "metric": "sales"}])
    [incident] = watch.look([90]).incidents
    assert (incident.state, watch.told) == ("silent", [])
    watch.look([90, 90])
    assert not watch.told
    [incident] = watch.look([90, 90, 90]).incidents
    assert (incident.state, len(watch.told)) == ("open", 1)


def test_a_notice_is_on_the_page_alone():
    watch = Watch(rules=[BELOW | {"severity": "notice"}])
    assert [each.severity for each in watch.look([90]).incidents] == ["notice"]
    assert not watch.told


def test_an_all_clear_is_told_where_the_file_asks_for_it():
    watch = Watch(recovery=True)
    watch.look([90])
    watch.look([90, 120, 120])
    watch.look([90, 120, 120, 120])
    assert [note.subject for note in watch.told] == [
        "Prueba, warning: sales a day, below the limit",
        "Prueba, over: sales a day, below the limit",
    ]
    watch.look([90, 120, 120, 120, 90])
    assert watch.told[2].subject == "Prueba, warning: sales a day, below the limit"


def test_an_odd_day_that_turns_out_a_change_is_one_incident():
    watch = Watch(rules=[])
    watch.look([100] * 9 + [3], odd=[odd(10)])
    watch.look([100] * 9 + [3, 4], odd=[odd(10), odd(11)])
    [incident] = watch.look([100] * 9 + [3] * 5, changes=[change(10)]).incidents
    assert (len(watch.told), incident.since, incident.state) == (1, day(10), "open")
    [incident] = watch.look([100] * 9 + [3] * 29, changes=[change(10)]).incidents
    assert (len(watch.told), incident.state) == (1, "over")


def test_a_change_dated_otherwise_is_the_same_and_one_a_week_later_another():
    watch = Watch(rules=[])
    watch.look([100] * 20, changes=[change(10)])
    watch.look([100] * 21, changes=[change(16)])
    assert len(watch.told) == 1
    incidents = watch.look([100] * 22, changes=[change(18)]).incidents
    assert [each.state for each in incidents] == ["open", "over"]
    assert len(watch.told) == 2


def test_a_rule_that_was_taken_out_leaves_nothing_open():
    watch = Watch()
    watch.look([90])
    watch.rules = Rules(to=("ana",))
    assert [each.state for each in watch.look([90, 90]).incidents] == ["over"]


def test_when_the_figures_cannot_be_had_that_is_told_and_nothing_ends():
    watch = Watch()
    watch.look([90])
    failing = watch.look([90, 120, 120], failed="no data")
    assert [(each.severity, each.state) for each in failing.incidents] == [
        ("critical", "open"), ("warning", "open"),
    ]  # fmt: skip
    assert "Monitoring itself failed: no data" in watch.told[-1].text
    after = watch.look([90, 120, 120, 120])
    assert {each.state for each in after.incidents} == {"over"}
    assert len(watch.told) == 2


def test_a_clock_that_was_set_back_tells_nothing_twice():
    watch = Watch(escalate={"after_hours": 24, "to": ["eva"]})
    watch.look([90], on=day(40))
    watch.look([90], on=day(2))
    assert sum(note.to == "ana" and "below" in note.subject for note in watch.told) == 1


def test_what_a_client_wrote_stays_on_one_line_of_text():
    frame = rows([90], channel="<b>x</b>\nBcc: eva")
    watch = Watch(rules=[BELOW | {"channel": "*"}])
    [note] = watch.look([90], frame=frame).messages
    assert "\n" not in note.subject


@settings(max_examples=15, deadline=None)
@given(
    values=st.lists(st.sampled_from([None, 80.0, 99.0, 100.0, 120.0]), min_size=3, max_size=18),
    looks=st.lists(st.integers(1, 3), min_size=25, max_size=25),
)
def test_at_most_one_message_an_incident_and_none_forgotten(values, looks):
    """Whatever the values, whatever is not known, however often one looks."""
    watch = Watch()
    seen = {}
    for n in range(1, len(values) + 1):
        for hour in range(looks[n - 1]):
            judged = watch.look(values[:n], hour=hour)
            seen |= {each.key: each for each in judged.incidents}
            opened = [kept for kept in judged.state.incidents if kept.over is None]
            assert all(kept.told for kept in opened)
    told = sum(note.text.count("\n– ") for note in watch.told)
    assert told == len(seen)


def test_both_languages_say_it():
    with speaking("es"):
        watch = Watch(owner="Ana López")
        watch.look([120, 90])
    [note] = watch.told
    assert note.subject == "Prueba, aviso: las ventas al día, por debajo del límite"
    assert "por debajo del límite fijado, 100 €, desde el 2 de enero de 2026" in note.text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "Responsable: Ana López." in note.text


def test_a_damaged_state_is_told_of_and_an_absent_one_is_empty(tmp_path):
    assert State.read(tmp_path) == State()
    (tmp_path / "alerts.json").write_text("{")
    with pytest.raises(InputError, match=r"alerts\.json: is damaged"):
        State.read(tmp_path)


def test_what_is_kept_is_read_again(tmp_path):
    watch = Watch()
    watch.look([90])
    watch.state.write(tmp_path)
    assert State.read(tmp_path) == watch.state
    assert dt.datetime.now(dt.UTC) > watch.state.incidents[0].opened


def test_a_level_that_came_back_since_says_so():
    """Spend that begins anew each month: fallen from 100 to 60, and rising again since."""
    watch = Watch(rules=[])
    watch.look([100] * 10, changes=[change(9).model_copy(update={"back": True})])
    assert "about €60.00 (rising again since) since about 9 January 2026" in watch.told[0].text
