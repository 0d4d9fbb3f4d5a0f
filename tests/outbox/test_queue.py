"""What is put is delivered, whatever happens on the way, and once."""

import datetime as dt
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.errors import HeldError, InputError
from taller.outbox import Attachment, Message, Outbox, told
from taller.outbox.message import Entry
from taller.outbox.queue import _pause
from tests.outbox.conftest import NOON

NOBODY = "json://127.0.0.1:9/hook"  # the port that discards; nothing listens there
PAGE = Attachment("monitoring.html", b"<p>page</p>")


def test_a_key_is_put_once_for_each_recipient(box, hooks):
    assert box.put(Message("sales", "ana", "Sales", "fell"))
    assert not box.put(Message("sales", "ana", "Sales", "fell once more"))
    assert box.put(Message("sales", "luis", "Sales", "fell"))
    box.deliver({"ana": hooks.url("ana"), "luis": hooks.url("luis")})
    assert not box.put(Message("sales", "ana", "Sales", "fell, long after"))
    assert [(path, body["message"]) for path, _headers, body in hooks.taken] == [
        ("/ana", "fell"), ("/luis", "fell"),
    ]  # fmt: skip


def test_an_email_carries_text_html_and_files(box, mails):
    html = Attachment("página.html", "<p>ñ</p>".encode())
    box.put(Message("k", "ana", "Ventas — año\nBcc: x@y.es", "Bajó ñ", "<b>Bajó ñ</b>", (html,)))
    box.deliver({"ana": mails.url()})
    [taken] = mails.taken
    assert (taken["Subject"], taken["To"], taken["From"], taken["Bcc"]) == (
        "Ventas — año Bcc: x@y.es", "ana@client.example", "Agency <taller@agency.example>", None,
    )  # fmt: skip
    assert taken.get_body(("plain",)).get_content().strip() == "Bajó ñ"
    assert taken.get_body(("html",)).get_content().strip() == "<b>Bajó ñ</b>"
    [file] = taken.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (html.name, html.content)
    assert taken["Auto-Submitted"] == "auto-generated"


def test_a_target_that_cannot_be_reached_gets_it_later(box, mails):
    box.put(Message("k", "ana", "s", "t", attachments=(PAGE,)), now=NOON)
    mails.answers = ["451 later"]
    first = box.deliver({"ana": mails.url()}, now=NOON)
    assert (first.sent, first.failed) == ((), ())
    [waiting] = first.waiting
    assert (waiting.attempts, waiting.why, waiting.code) == (1, "unreachable", 451)
    assert dt.timedelta(seconds=30) <= waiting.due - NOON <= dt.timedelta(minutes=1)
    assert not box.deliver({"ana": mails.url()}, now=NOON + dt.timedelta(seconds=29)).sent
    second = box.deliver({"ana": mails.url()}, now=NOON + dt.timedelta(minutes=1))
    assert [entry.attempts for entry in second.sent] == [2]
    assert [file.get_content() for file in mails.taken[0].iter_attachments()] == ["<p>page</p>"]


def test_each_try_has_the_same_identity(box, mails, hooks):
    """A server that took a message, but said so to nobody, knows it when it comes again."""
    for to in ("ana", "bot"):
        box.put(Message("k", to, "s", "t"), now=NOON)
    urls = {"ana": mails.url(), "bot": hooks.url()}
    box.deliver(urls, now=NOON)
    box._run("update messages set state = 'waiting', body = 't'")  # as a kill would leave it
    box.deliver(urls, now=NOON + dt.timedelta(hours=1))
    assert len({mail["Message-ID"] for mail in mails.taken}) == 1 < len(mails.taken)
    keys = [headers["Idempotency-Key"] for _path, headers, _body in hooks.taken]
    assert len(set(keys)) == 1 < len(keys)


def test_a_refusal_for_good_fails_at_once_and_is_kept(box, mails, hooks):
    mails.refuses = ("ana@client.example",)
    hooks.answers = [410]
    for to in ("ana", "bot"):
        box.put(Message("k", to, "Sales", "t"))
    urls = {"ana": mails.url(), "bot": hooks.url()}
    failed = box.deliver(urls).failed
    assert [(entry.to, entry.why, entry.code) for entry in failed] == [
        ("ana", "refused", 550), ("bot", "refused", 410),
    ]  # fmt: skip
    assert told(failed[0]) == (
        "“Sales” has not reached ana: their server refused it for good (it answered 550). "
        "It is kept."
    )
    mails.refuses = ()
    assert box.again("k") == 2
    assert len(box.deliver(urls).sent) == 2


def test_it_is_given_up_after_three_days_and_kept(box):
    box.put(Message("k", "ana", "Sales", "t"), now=NOON)
    assert box.deliver({"ana": NOBODY}, now=NOON + dt.timedelta(days=2.9)).waiting
    [failed] = box.deliver({"ana": NOBODY}, now=NOON + dt.timedelta(days=3)).failed
    assert told(failed).endswith("It was given up after three days, and is kept.")
    assert box.entries("failed") == (failed,)


def test_a_name_without_address_waits_and_costs_no_try(box, hooks):
    box.put(Message("k", "ana", "Sales", "t"))
    [waiting] = box.deliver({}).waiting
    assert (waiting.attempts, waiting.why) == (0, "no_address")
    assert "TALLER_NOTIFY_ANA" in told(waiting)
    assert box.deliver({"ana": hooks.url()}).sent


def test_one_who_is_not_reached_keeps_nobody_else_waiting(box, hooks):
    """Of three messages to one server that is down, one is tried; the others' goes out."""
    for key in "abc":
        box.put(Message(key, "ana", "s", "t"))
    box.put(Message("d", "luis", "s", "t"))
    done = box.deliver({"ana": NOBODY, "luis": hooks.url()})
    assert [entry.key for entry in done.sent] == ["d"]
    assert [entry.attempts for entry in done.waiting] == [1, 0, 0]


def test_a_clock_that_was_set_back_leaves_nothing_waiting_for_long(box, hooks):
    box.put(Message("k", "ana", "s", "t"), now=NOON + dt.timedelta(days=300))
    assert box.deliver({"ana": hooks.url()}, now=NOON).sent


def test_content_is_gone_once_it_was_sent(box, hooks, tmp_path):
    box.put(Message("k", "ana", "s", "a text of the client", "<p>", (PAGE,)))
    box.deliver({"ana": hooks.url()})
    for file in tmp_path.iterdir():
        assert b"a text of the client" not in file.read_bytes()
        assert PAGE.content not in file.read_bytes()


def test_only_its_owner_reads_it(box):
    assert stat.S_IMODE(box.path.stat().st_mode) == 0o600


def test_two_that_deliver_at_once_send_each_message_once(tmp_path, hooks):
    with Outbox.open(tmp_path) as box:
        for i in range(20):
            box.put(Message(f"k{i}", "ana", "s", str(i)))

    def deliver() -> None:
        with Outbox.open(tmp_path) as own:
            own.deliver({"ana": hooks.url()})

    threads = [threading.Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(body["message"]) for _path, _headers, body in hooks.taken) == [*range(20)]


def test_who_finds_another_delivering_is_told(tmp_path, hooks):
    with (
        Outbox.open(tmp_path) as box,
        Outbox.open(tmp_path) as other,
        box._held(0),
        pytest.raises(HeldError, match="another command is delivering"),
    ):
        other.deliver({}, wait=0)


def test_a_damaged_outbox_is_told_of_by_name(tmp_path):
    (tmp_path / "outbox.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(InputError, match=r"outbox\.sqlite: cannot be read"):
        Outbox.open(tmp_path)


@given(st.integers(0, 12), st.text(max_size=5))
def test_pauses_double_up_to_an_hour_and_do_not_fall_together(attempts, key):
    pause = _pause(Entry(key, "ana", "s", "waiting", attempts, NOON, NOON)).total_seconds()
    most = min(60 * 2 ** min(attempts, 16), 3600)
    assert most / 2 <= pause <= most


def test_pauses_reach_both_ends_of_their_spread():
    """After the second failure, of 100 messages: from one minute to two."""
    drawn = [_pause(Entry(f"k{i}", "ana", "s", "waiting", 1, NOON, NOON)) for i in range(100)]
    seconds = sorted(pause.total_seconds() for pause in drawn)
    assert 60 <= seconds[0] < 63
    assert 117 < seconds[-1] <= 120


def test_messages_put_together_are_not_tried_again_together():
    """Of 100 after one failure, no tenth of the half minute holds more than a third."""
    drawn = [_pause(Entry(f"k{i}", "ana", "s", "waiting", 0, NOON, NOON)) for i in range(100)]
    tenths = [int((pause.total_seconds() - 30) / 3) for pause in drawn]
    assert max(tenths.count(tenth) for tenth in range(10)) < 33
