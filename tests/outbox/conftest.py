import datetime as dt
from collections.abc import Iterator

import pytest

from taller.outbox import Outbox
from tests.outbox.receivers import Hooks, Mails, hook_server, mail_server

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)


@pytest.fixture
def mails() -> Iterator[Mails]:
    with mail_server() as taken:
        yield taken


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with hook_server() as taken:
        yield taken


@pytest.fixture
def box(tmp_path) -> Iterator[Outbox]:
    with Outbox.open(tmp_path) as opened:
        yield opened
