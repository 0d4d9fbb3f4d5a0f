"""A round of `taller monitor`: whoever is named is told once, whatever happens on the way."""

import json
import os
import signal

import pytest

from taller import durable
from taller.commands.monitoring import round as rounds
from taller.monitoring.monitoring.model.alerts import State
from taller.outbox import Outbox, post, queue
from tests.monitoring.monitoring.alerts.rounds import ENGAGEMENT, bench, without_kernel
from tests.outbox.receivers import hook_server, mail_server


@pytest.fixture
def no_keyring(monkeypatch):
    import keyring

    monkeypatch.setattr(keyring, "get_password", lambda ring, user: None)


def test_who_is_named_gets_one_mail_however_often_it_runs(tmp_path, monkeypatch, capsys):
    read = bench(tmp_path)
    without_kernel(monkeypatch)
    with mail_server() as mails:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", mails.url())
        assert rounds.once(read)
        assert rounds.once(read)
    [mail] = mails.taken
    assert mail["Subject"] == "Prueba & Hijos, critical: sales a day, below the limit"
    assert "below the €100 that was set, since 3 January 2026" in mail.get_content()
    assert "1 open, 0 to tell" in capsys.readouterr().out


def test_who_cannot_be_reached_gets_it_when_they_can(tmp_path, monkeypatch, capsys, no_keyring):
    read = bench(tmp_path)
    without_kernel(monkeypatch)
    rounds.once(read)
    assert "this name has no address; set TALLER_NOTIFY_ANA" in capsys.readouterr().err
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        assert rounds.send(read)
    assert len(hooks.taken) == 1


def test_a_run_that_fails_is_told_too(tmp_path, monkeypatch):
    read = bench(tmp_path)
    without_kernel(monkeypatch, failed="cell 3: the data could not be read")
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        assert not rounds.once(read)
    [(_path, _headers, body)] = hooks.taken
    assert body["title"] == "Prueba & Hijos, critical: monitoring itself failed"
    assert "cell 3: the data could not be read" in body["message"]


def test_others_are_told_of_a_message_that_was_refused(tmp_path, monkeypatch):
    text = ENGAGEMENT.replace("to: [ana]", "to: [ana, luis]")
    read = bench(tmp_path, text)
    without_kernel(monkeypatch)
    with hook_server() as hooks, mail_server() as mails:
        mails.refuses = ("ana@client.example",)
        monkeypatch.setenv("TALLER_NOTIFY_ANA", mails.url())
        monkeypatch.setenv("TALLER_NOTIFY_LUIS", hooks.url())
        assert not rounds.once(read)
        assert rounds.once(read)
    told = [body["message"] for _path, _headers, body in hooks.taken]
    assert len(told) == 2
    assert "has not reached ana: their server refused it for good" in told[1]


def test_an_address_of_others_that_is_none_keeps_nobody_waiting(tmp_path, monkeypatch, capsys):
    """What waits for whom `taller send` names, under an address that was mistyped."""
    from taller.outbox import Message

    read = bench(tmp_path)
    without_kernel(monkeypatch)
    with rounds._outbox(read) as box:
        box.put(Message("weekly", "eva", "s", "t"))
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        monkeypatch.setenv("TALLER_NOTIFY_EVA", "pigeon://roof")
        rounds.once(read)
    assert len(hooks.taken) == 1
    assert "TALLER_NOTIFY_EVA: is no address" in capsys.readouterr().err


def test_a_round_does_not_fail_where_another_command_delivers(tmp_path, monkeypatch, capsys):
    read = bench(tmp_path)
    without_kernel(monkeypatch)
    deliver = Outbox.deliver
    monkeypatch.setattr(Outbox, "deliver", lambda box, known: deliver(box, known, wait=0))
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        with rounds._outbox(read) as other, other._held(0):
            assert rounds.once(read)
        assert not hooks.taken
        assert rounds.once(read)
    assert len(hooks.taken) == 1
    assert "another command is delivering" in capsys.readouterr().err


def test_nothing_the_file_does_not_name_is_sent(tmp_path, monkeypatch):
    read = bench(tmp_path, ENGAGEMENT.replace("to: [ana]", "to: []"))
    without_kernel(monkeypatch)
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        assert rounds.once(read)
    assert not hooks.taken


def test_figures_and_state_are_for_the_owners_eyes(tmp_path, monkeypatch, no_keyring):
    read = bench(tmp_path)
    without_kernel(monkeypatch)
    rounds.once(read)
    held = [path for path in rounds.state_of(read).rglob("*") if path.is_file()]
    held = [path for path in held if path.stat().st_size]  # a lock holds nothing
    assert len(held) > 2
    assert {
        path.name: path.stat().st_mode & 0o077 for path in held if path.stat().st_mode & 0o077
    } == {}


def _round_killed_at(point: int, read) -> bool:
    """Whether a child was killed at a point before its round had ended."""
    child = os.fork()
    if child == 0:
        steps = 0

        def counted(function):
            def at(*given, **named):
                nonlocal steps
                for when in ("before", "after"):
                    steps += 1
                    if steps == point:
                        os.kill(os.getpid(), signal.SIGKILL)
                    if when == "before":
                        made = function(*given, **named)
                return made

            return at

        queue.Outbox._run = counted(queue.Outbox._run)
        post.send = counted(post.send)
        State.write = counted(State.write)
        durable.place = counted(durable.place)
        try:
            rounds.once(read)
            os._exit(0)
        except BaseException:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_round_killed_at_any_point_tells_once(tmp_path, monkeypatch):
    """The next round, an hour later with one more day, tells what the killed one did not.

    Twice comes only what was taken in the moment of the kill, under the same identity.
    """
    from datetime import timedelta

    post.fault("json://127.0.0.1:9/x")
    point, twice, killed = 0, 0, True
    with hook_server() as hooks:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", hooks.url())
        while killed:
            point += 1
            hooks.taken.clear()
            read = bench(tmp_path / str(point))
            without_kernel(monkeypatch)
            killed = _round_killed_at(point, read)
            without_kernel(monkeypatch, values=(120, 120, 90, 80))
            rounds.once(read)
            later = queue._now() + timedelta(hours=2)
            with Outbox.open(rounds.state_of(read)) as box:
                box.deliver({"ana": hooks.url()}, now=later)
                assert {entry.state for entry in box.entries()} == {"sent"}
            ids = [headers["Idempotency-Key"] for _path, headers, _body in hooks.taken]
            assert len(set(ids)) == 1, point
            twice += len(ids) - 1
            state = json.loads((rounds.state_of(read) / "alerts.json").read_text())
            assert len(state["incidents"]) == 1
    assert point > 30
    assert twice == 2
