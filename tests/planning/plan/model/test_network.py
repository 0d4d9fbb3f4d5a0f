"""The network: critical path and slack, by hand and as published, with and without calendars."""

from __future__ import annotations

import datetime as dt

import numpy as np

from taller.measurement.ranges import Range
from taller.planning.plan.features.clocks import working_time
from taller.planning.plan.model.network import Network
from taller.planning.plan.params.tasks import Calendar, Person, Task
from tests.planning.plan_made import plain

# Hillier and Lieberman, "Introduction to Operations Research" (7th ed., ch. 10), the Reliable
# Construction Co.: 14 activities, mean durations in weeks.
RELIABLE = {
    "A": (2, ""), "B": (4, "A"), "C": (10, "B"), "D": (6, "C"), "E": (4, "C"), "F": (5, "E"),
    "G": (7, "D"), "H": (9, "EG"), "I": (7, "C"), "J": (8, "FI"), "K": (4, "J"), "L": (5, "J"),
    "M": (2, "H"), "N": (6, "KL"),
}  # fmt: skip


def a_task(key: str, days: float, needs: str = "", owner: str = "ana", **more) -> Task:
    return Task(key=key, name=key, phase="tests", days=Range(days, days, days),
                needs=tuple(needs.split()), owner=owner, **more)  # fmt: skip


def test_the_critical_path_is_the_published_one():
    """Reliable Construction: 44 weeks, A-B-C-E-F-J-L-N, slack 4 on D-G-H-M, 2 on I, 1 on K."""
    place = {name: i for i, name in enumerate(RELIABLE)}
    network = plain([[place[need] for need in needs] for _, needs in RELIABLE.values()])
    weeks = np.array([float(days) for days, _ in RELIABLE.values()])
    slack = network.slack(weeks)
    assert network.run(weeks)[1].max() == 44
    assert "".join(name for name in RELIABLE if not slack[place[name]]) == "ABCEFJLN"
    assert {n: slack[i] for n, i in place.items() if slack[i]} == {
        "D": 4, "G": 4, "H": 4, "M": 4, "I": 2, "K": 1,
    }  # fmt: skip


def dated(tasks: list[Task], now: float = 0.0, **off):
    """Ends in words, from Thursday 31 December 2026, by Spain's holidays."""
    people = [Person(key=key, name=key, off=off.get(key, ())) for key in ("ana", "leo")]
    time = working_time(dt.date(2026, 12, 31), Calendar(country="ES"), people, work=50)
    network = Network.of(tasks, time, now=now)
    days = np.array([task.days.mid for task in tasks])
    starts, ends = network.run(days)
    told = {task.key: (time.starts_on(a).isoformat()[5:], time.ends_on(b).isoformat()[5:])
            for task, a, b in zip(tasks, starts, ends, strict=True)}  # fmt: skip
    return told, network, days


def test_weekends_and_holidays_pass_without_work():
    """Three days from Thursday: New Year, weekend, Monday, Tuesday; then Epiphany."""
    told, _, _ = dated([a_task("first", 3), a_task("second", 1, "first")])
    assert told == {"first": ("12-31", "01-05"), "second": ("01-07", "01-07")}


def test_a_day_off_moves_its_owner_alone_and_gives_others_slack():
    """Leo is back on Friday the 8th: Ana, done on the 31st, could end as late as the 7th."""
    told, network, days = dated(
        [a_task("hers", 1), a_task("his", 1, "hers", owner="leo")],
        leo=[{"first": dt.date(2027, 1, 2), "last": dt.date(2027, 1, 7)}],
    )
    assert told["his"] == ("01-08", "01-08")
    assert network.slack(days).tolist() == [3.0, 0.0]  # the 4th, 5th and 7th


def test_waiting_is_counted_in_working_days():
    told, _, _ = dated([a_task("ask", 1), a_task("answer", 1, "ask", lag=2)])
    assert told["answer"] == ("01-07", "01-07")  # 4th and 5th are waited, the 6th is a holiday


def test_a_task_that_is_done_ends_when_it_did_and_what_follows_moves():
    first = a_task("first", 1, done_on=dt.date(2027, 1, 8))
    told, _, _ = dated([first, a_task("second", 1, "first")])
    assert told["first"][1] == "01-08"
    assert told["second"] == ("01-11", "01-11")


def test_what_is_not_begun_by_the_day_of_the_forecast_begins_on_it():
    told, _, _ = dated([a_task("late", 1)], now=8.0)
    assert told["late"] == ("01-08", "01-08")


def test_what_was_begun_and_is_not_done_takes_the_day_of_the_forecast_at_least():
    begun = a_task("begun", 1, started_on=dt.date(2026, 12, 31))
    told, _, _ = dated([begun], now=8.0)
    assert told["begun"] == ("12-31", "01-08")


def test_a_start_on_a_leap_day_counts_it():
    people = [Person(key="ana", name="Ana")]
    time = working_time(dt.date(2028, 2, 29), Calendar(), people, work=5)
    network = Network.of([a_task("two", 2)], time)
    assert time.ends_on(network.run(np.array([2.0]))[1][0]) == dt.date(2028, 3, 1)


def test_slack_is_none_exactly_where_a_moment_more_moves_the_end():
    """On 30 random networks with days off, each task made longer by a moment in its turn."""
    rng = np.random.default_rng(5)
    for _ in range(30):
        tasks = [
            a_task(f"t{i}", float(rng.integers(1, 9)) / 2, owner=str(rng.choice(["ana", "leo"])),
                   needs=" ".join(f"t{j}" for j in range(i) if rng.random() < 0.25),
                   lag=float(rng.integers(0, 2)))
            for i in range(12)
        ]  # fmt: skip
        _, network, days = dated(tasks, leo=[dt.date(2027, 1, 4 + int(rng.integers(20)))])
        end = network.run(days)[1].max()
        moved = [network.run(days + 1e-5 * (np.arange(12) == i))[1].max() > end + 1e-6
                 for i in range(12)]  # fmt: skip
        assert ((network.slack(days) < 1e-6) == moved).all()


def test_what_was_begun_long_ago_and_is_late_has_no_slack():
    """A day's work of the 31st, still open on the 8th: all waits for it."""
    begun = a_task("begun", 1, started_on=dt.date(2026, 12, 31))
    _, network, days = dated([begun, a_task("after", 1, "begun")], now=8.0)
    assert network.slack(days).tolist() == [0.0, 0.0]


def test_what_has_begun_already_waits_for_nothing_any_more():
    """The first may end with the whole, on the 13th: five days later; the second has begun."""
    tasks = [a_task("first", 3), a_task("whole", 8),
             a_task("second", 1, "first", started_on=dt.date(2026, 12, 31))]  # fmt: skip
    _, network, days = dated(tasks)
    assert network.slack(days).tolist()[:2] == [5.0, 0.0]
