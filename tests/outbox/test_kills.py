"""A process that delivers is killed at each point in turn; nothing is lost, nothing told twice."""

import os
import signal
import sys

import pytest

from taller.outbox import Attachment, Message, Outbox, post, queue


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _work(folder, urls, keys, point: int) -> None:
    """Put and deliver a message of each key to each; killed before the given one of all steps."""
    steps = 0

    def before(function):
        def counted(*given, **named):
            nonlocal steps
            steps += 1
            if steps == point:
                _die()
            made = function(*given, **named)
            steps += 1
            if steps == point:
                _die()
            return made

        return counted

    queue.Outbox._run = before(queue.Outbox._run)
    post.send = before(post.send)
    with Outbox.open(folder) as box:
        for key in keys:
            for to in urls:
                box.put(Message(key, to, key, key, attachments=(Attachment("p", b"page"),)))
        box._run("update messages set due = put")  # no waiting in a test
        box.deliver(urls)


def _killed_at(folder, urls, keys, point: int) -> bool:
    """Whether a child that was to be killed at a point still lived to get there."""
    child = os.fork()
    if child == 0:
        try:
            _work(folder, urls, keys, point)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return status == signal.SIGKILL


def _doubled(folder, mails, hooks, urls, keys) -> int:
    """How many messages came twice, over kills at each point; none is lost, each known again."""
    post.fault(urls["bot"])  # a child forks with Apprise loaded
    point, doubled, killed = 0, 0, True
    while killed:
        point += 1
        mails.taken.clear()
        hooks.taken.clear()
        here = folder / str(point)
        killed = _killed_at(here, urls, keys, point)
        while killed and _killed_at(here, urls, keys, 0):
            pass
        ids = [mail["Message-ID"] for mail in mails.taken]
        ids += [headers["Idempotency-Key"] for _path, headers, _body in hooks.taken]
        assert len(set(ids)) == len(keys) * len(urls)
        assert len(ids) - len(set(ids)) <= 1
        doubled += len(ids) - len(set(ids))
        with Outbox.open(here) as box:
            assert {entry.state for entry in box.entries()} == {"sent"}
    return doubled


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


@needs_fork
def test_a_kill_at_any_point_loses_nothing(tmp_path, mails, hooks):
    """One comes twice, under the same identity, where it was taken and nobody wrote so yet.

    That is two of the points: after the answer, and before the statement that writes it down.
    """
    assert _doubled(tmp_path, mails, hooks, {"bot": hooks.url()}, ["one"]) == 2


@needs_fork
@pytest.mark.slow
def test_a_kill_at_any_point_loses_neither_mail_nor_webhook(tmp_path, mails, hooks):
    urls = {"ana": mails.url(), "bot": hooks.url()}
    assert _doubled(tmp_path, mails, hooks, urls, ["one"]) == 2 * 2
