"""Load: what is made of how long answers took."""

from __future__ import annotations

import pytest

from taller.deployment.deployment.model import load


def test_a_percentile_lies_between_two_of_the_measurements():
    """Of 1 to 100: the median is the 50th; 40th and 61st bound it with 96.5 % (binomial)."""
    found = load.percentile(range(1, 101), 0.5)
    assert (found.low, found.value, found.high) == (40.0, 50.0, 61.0)


def test_too_few_measurements_make_no_interval():
    with pytest.raises(ValueError, match="71 measurements are too few"):
        load.percentile(range(71), 0.95)


def test_throughput_is_counted_by_stretches_of_time():
    """Ten a second for ten seconds, evenly: no spread."""
    answers = [load.Answer(at / 10, 0.001, 200, None) for at in range(101)]
    found = load.throughput(answers)
    assert found.value == pytest.approx(10.1)
    assert found.low <= 10 <= found.high


def test_nobody_there_is_no_answer_and_no_crash():
    client = load.Client("http://127.0.0.1:9", patience=1)
    assert client.ask(load.Request("/health")).status == load.NONE
