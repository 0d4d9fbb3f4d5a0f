"""Limits and money over threads and processes: never more than is allowed, in any window."""

from __future__ import annotations

import random
import sqlite3

import pytest

from taller.development.llm.model.door import Refused, money, pace
from taller.development.llm.model.door.settings import Budget, Provider
from taller.development.llm.model.door.store import Store
from tests.development.llm.at_once import busiest


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path)
    yield made
    made.close()


def test_the_busiest_window_is_found():
    assert busiest([0, 59, 60, 61], [1, 2, 4, 8], 60) == 14


def test_a_minute_holds_its_requests_and_begins_with_all_of_them(store):
    provider = Provider(kind="openai", rpm=30)
    with store.writing() as db:
        moments = [pace.slot(db, "a", provider, 10, 100.0).at for _ in range(91)]
    assert moments[:30] == [100.0] * 30
    assert moments[30] == moments[59] == 100 + pace.FULL
    assert moments[90] == pytest.approx(100 + 3 * pace.FULL)


def test_no_minute_holds_more_tokens_whatever_calls_turn_out_to_take(store):
    """Each call takes less than it was held for; the room it leaves is used."""
    provider, random_ = Provider(kind="openai", rpm=200, tpm=10_000), random.Random(7)
    now, taken = 1000.0, []
    with store.writing() as db:
        for _ in range(400):
            held = random_.randint(200, 2000)
            slot = pace.slot(db, "a", provider, held, now)
            used = random_.randint(50, held)
            pace.correct(db, "a", slot.n, used)
            taken.append((slot.at, used))
            now = slot.at + random_.random() * 0.2
    moments, used = zip(*taken, strict=True)
    assert list(moments) == sorted(moments)
    assert busiest(moments, used, pace.WINDOW) <= 10_000
    assert sum(used) / (moments[-1] - moments[0] + pace.FULL) * pace.WINDOW > 0.8 * 10_000


def test_a_call_of_more_tokens_than_a_minute_has_gets_a_minute_of_its_own(store):
    provider = Provider(kind="openai", tpm=1000)
    with store.writing() as db:
        moments = [pace.slot(db, "a", provider, 5000, 0.0).at for _ in range(3)]
    assert moments == [0.0, pace.FULL, 2 * pace.FULL]


def test_what_is_over_is_forgotten_and_changes_nothing(store):
    provider = Provider(kind="openai", rpm=100, tpm=1000)
    with store.writing() as db:
        for i in range(640):
            slot = pace.slot(db, "a", provider, 10, i * 1.0)
            assert slot.at == i * 1.0
        (left,) = db.execute("select count(*) from slots").fetchone()
    assert left <= 2 * pace.FULL + 64


def test_who_wakes_late_keeps_the_slot_unless_others_count_on_it(store):
    provider = Provider(kind="openai", rpm=2)
    with store.writing() as db:
        first, second = (pace.slot(db, "a", provider, 1, 0.0) for _ in range(2))
        assert pace.late(db, "a", provider, first, 1, 10.0) == pace.Slot(1, 10.0)
        third = pace.slot(db, "a", provider, 1, 11.0)
        assert third.at == 10 + pace.FULL
        # The fourth waits for the second, which now comes late: it is given up for a fifth.
        fourth = pace.slot(db, "a", provider, 1, 11.0)
        assert fourth.at == 10 + pace.FULL
        fifth = pace.late(db, "a", provider, second, 1, 20.0)
        assert (fifth.n, fifth.at) == (5, 10 + 2 * pace.FULL)


def test_no_minute_holds_more_whoever_wakes_late(store):
    """Drawn at random: eight wait at once, a third of them wake late by up to ten seconds."""
    provider, random_ = Provider(kind="openai", rpm=40, tpm=30_000), random.Random(3)
    waiting, used, now = [], [], 0.0
    with store.writing() as db:
        while len(used) < 600:
            while len(waiting) < 8:
                tokens = random_.randint(100, 1500)
                held = pace.slot(db, "a", provider, tokens, now)
                waiting.append(
                    (held.at + random_.choice([0, 0, 10 * random_.random()]), held, tokens)
                )
            waiting.sort(key=lambda each: each[0])
            wakes, held, tokens = waiting.pop(0)
            now = max(now, wakes)
            if now > held.at + pace.LATE:
                held = pace.late(db, "a", provider, held, tokens, now)
            if held.at > now:
                waiting.append((held.at, held, tokens))
            else:
                used.append((now, tokens))
    moments, tokens = zip(*used, strict=True)
    assert busiest(moments, [1] * 600, pace.WINDOW) <= 40
    assert busiest(moments, tokens, pace.WINDOW) <= 30_000


def test_each_service_has_its_own_minute(store):
    provider = Provider(kind="openai", rpm=1)
    with store.writing() as db:
        assert [pace.slot(db, name, provider, 1, 0.0).at for name in "aab"] == [0, pace.FULL, 0]
        assert pace.slot(db, "c", Provider(kind="openai"), 1, 5.0) == pace.Slot(0, 5.0)


def test_what_a_killed_process_held_stays_counted(store, tmp_path):
    scopes, budget = ("run:r", "month:m"), Budget(per_run=1.0, per_month=1.5)
    killed = Store(tmp_path)
    with killed.writing() as db:
        money.reserve(db, budget, scopes, money.NANOS // 2, "a/m")
    killed.close()  # and nothing is put right
    with store.writing() as db:
        money.reserve(db, budget, scopes, money.NANOS // 2, "a/m")
        with pytest.raises(Refused, match=r"of 1\.00 for this run 1\.0000 are spent"):
            money.reserve(db, budget, scopes, 1, "a/m")
        with pytest.raises(Refused, match=r"of 1\.50 for this month 1\.0000 are spent"):
            money.reserve(db, budget, ("run:s", "month:m"), money.NANOS * 2 // 3, "a/m")
        money.reserve(db, budget, ("run:s", "month:n"), money.NANOS, "a/m")


def test_a_refused_call_holds_nothing(store):
    def refuse():
        with store.writing() as db:
            money.settle(db, ["run:r"], 5)
            raise Refused("budget", "")

    with pytest.raises(Refused):
        refuse()
    assert store.rows("select * from money") == []


def test_the_breaker_counts_failures_in_a_row_over_all_who_ask(tmp_path):
    one, two = Store(tmp_path), Store(tmp_path)
    for i in range(pace.FAILURES - 1):
        with (one, two)[i % 2].writing() as db:
            pace.heard(db, "a/m", "server", None, 0.0)
    with one.writing() as db:
        assert pace.opens(db, "a/m", 0.0) == 0.0
        pace.heard(db, "a/m", "rejected", None, 0.0)  # its own fault: changes nothing
        pace.heard(db, "a/m", "lost", None, 0.0)
    with pytest.raises(Refused) as caught, two.writing() as db:
        pace.opens(db, "a/m", 10.0)
    assert (caught.value.kind, caught.value.after) == ("open", pace.PAUSE - 10)
    with one.writing() as db:
        assert pace.opens(db, "a/m", pace.PAUSE) == pace.PAUSE  # one goes to look
    with pytest.raises(Refused), two.writing() as db:
        pace.opens(db, "a/m", pace.PAUSE + 1)
    with one.writing() as db:
        pace.heard(db, "a/m", None, None, pace.PAUSE + 2)
        assert pace.opens(db, "a/m", pace.PAUSE + 2) == pace.PAUSE + 2
    one.close()
    two.close()


def test_who_is_told_to_wait_tells_all(store):
    with store.writing() as db:
        pace.heard(db, "a/m", "limit", 20.0, 100.0)
        pace.heard(db, "a/m", "limit", 3.0, 100.0)
        assert pace.opens(db, "a/m", 101.0) == 120.0
        pace.heard(db, "a/m", "limit", 9e9, 100.0)
        assert pace.opens(db, "a/m", 101.0) <= 101.0 + pace.LONGEST_WAIT


def test_a_store_is_for_its_user_alone(tmp_path):
    store = Store(tmp_path)
    store.log("{}")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    store.close()
    assert set(modes.values()) == {0o600}, modes
    with pytest.raises(sqlite3.ProgrammingError):
        store._db.execute("select 1")
