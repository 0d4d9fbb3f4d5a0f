"""The board: one word says who answers; who reads it elsewhere reads the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.deployment.deployment.model.service import Board, Held, layout, slots
from taller.deployment.deployment.model.service.layout import Control, Record
from taller.errors import DataError, InputError


@pytest.fixture
def board(tmp_path: Path):
    with Board.open(tmp_path / "churn") as opened:
        yield opened


def worker(board: Board, states: tuple[int, int] = (1, 1), fault: str = "", pid: int = 0) -> int:
    """A record of this process, as a worker's that has the present generation."""
    pid = pid or os.getpid()
    place = board.claim(pid)
    born = layout.started(pid)
    board.tell(place, Record(pid, board.generation, born, time.monotonic(), states, ("", fault)))
    return place


@given(st.integers(0, 1), st.booleans(), st.integers(0, 10_000))
def test_the_word_says_what_was_written(live: int, shadow: bool, share: int):
    control = Control(live, shadow, share)
    assert Control.of(control.word()) == control
    assert control.word() < 2**32


def test_a_new_board_lets_slot_a_answer_alone(board: Board):
    assert (board.live, board.other, board.share, board.shadow) == ("a", "b", 0, False)
    assert not board.ready("a")
    assert board.workers() == ()


def test_another_process_reads_what_was_written(board: Board):
    board.flip("b")
    board.set_share(2500)
    code = (
        "import sys; from pathlib import Path\n"
        "from taller.deployment.deployment.model.service import Board\n"
        "with Board.open(Path(sys.argv[1])) as b: print(b.live, b.share, b.generation)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, board.path.parent], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["b", "2500", "0"]


def test_a_flip_takes_canary_and_shadow_off_in_the_same_word(board: Board):
    board.set_share(10_000)
    board.set_shadow(True)
    board.flip("b")
    assert board.control == Control(1, False, 0)


def test_a_slot_is_ready_once_every_worker_says_so(board: Board):
    worker(board)
    assert board.ready("b")
    board.reload()
    assert not board.ready("b")
    assert board.ready("b").faults == ()  # still loading
    with pytest.raises(InputError, match="slot b cannot answer yet: still loading"):
        board.flip("b")
    worker(board, (1, 2), "DataError: is broken")
    assert f"worker {os.getpid()}: DataError: is broken" in board.ready("b").faults


def test_a_fault_is_told_at_once_and_a_missing_one_waited_for(board: Board):
    worker(board, (1, 2), "cannot be loaded")
    began = time.monotonic()
    assert "cannot be loaded" in board.wait("b", 5).faults[0]
    board.reload()
    assert not board.wait("a", 0.1)
    assert time.monotonic() - began < 3


def test_a_worker_that_is_gone_is_forgotten_and_its_place_given_again(board: Board):
    gone = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    place = worker(board, pid=gone.pid)
    assert [each.pid for each in board.workers()] == [gone.pid]
    gone.communicate()
    assert board.workers() == ()
    assert board.claim(os.getpid()) == place


def test_a_number_of_a_process_that_was_given_again_is_not_the_worker(board: Board):
    place = board.claim(os.getpid())
    board.tell(place, Record(os.getpid(), 0, layout.started(os.getpid()) + 1, time.monotonic()))
    assert board.workers() == ()


def test_a_worker_without_a_sign_of_life_is_not_ready(board: Board):
    place = worker(board)
    layout.beat(board.bytes, place, time.monotonic() - 9)
    assert "no sign of life for 9 s" in board.ready("a").faults[0]


BEATS = """
import sys
from pathlib import Path
from taller.deployment.deployment.model.service import Board
from taller.deployment.deployment.model.service.layout import Record

board = Board.open(Path(sys.argv[1]))
for n in range(200_000):
    board.beat(0)
    Record(7, 8 + n % 2, 9, 10.0).put(board.bytes, 0)
"""


def test_a_record_is_never_read_half_written(board: Board):
    """While a worker writes, whoever reads finds each number whole: the one before or the new."""
    Record(7, 8, 9, 10.0).put(board.bytes, 0)
    writer = subprocess.Popen([sys.executable, "-c", BEATS, str(board.path.parent)])
    found = set()
    while writer.poll() is None:
        record = Record.at(board.bytes, 0)
        found.add((record.pid, record.started, record.generation in (8, 9), record.beat >= 10))
    assert found == {(7, 9, True, True)}


@pytest.mark.parametrize("share", [-1, 10_001])
def test_a_share_is_one_of_ten_thousand(board: Board, share: int):
    with pytest.raises(InputError, match="share must be from 0 to 10000"):
        board.set_share(share)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * layout.SIZE])
def test_a_file_that_is_no_board_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "board").write_bytes(content)
    with pytest.raises(DataError, match="is no board of a service"):
        Board.open(tmp_path)


def test_slots_are_read_as_they_were_written(tmp_path: Path):
    assert slots.read(tmp_path) == {"a": None, "b": None}
    held = {"a": None, "b": Held(version=2, folder=tmp_path, sha256="f" * 64)}
    slots.write(tmp_path, held)
    assert slots.read(tmp_path) == held


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"a": 1, "b": null}', '{"a": null}', "[" * 9999])
def test_slots_that_are_broken_are_told(tmp_path: Path, text: str):
    (tmp_path / slots.FILE).write_text(text)
    with pytest.raises(DataError, match="does not say which versions stand ready"):
        slots.read(tmp_path)
