"""How a service is measured and attacked, on a little one that is right or has one fault."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.deployment.deployment.model import load
from taller.testing.test_suite.model.probes import hostile, openapi

_spec = importlib.util.spec_from_file_location("little", Path(__file__).with_name("little.py"))
little = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(little)

PATH = "/v1/classification/score"


@pytest.fixture(scope="module")
def right():
    with little.served() as url:
        yield url


def faults(url, key=little.KEY):
    """Names of hostile requests that are not refused, or whose answer tells something."""
    found = {}
    for each in hostile.requests(url, key, "classification"):
        met = hostile.meet(url, each)
        if not met.is_refused or met.leaks or b"planted" in met.head:
            found[each.name] = met.status
    return found


def test_a_client_keeps_its_connection_and_tells_what_it_was_answered(right):
    with load.Client(right, little.KEY) as client:
        answers = [client.ask(load.Request(PATH, little.body(x))) for x in (1.0, 3.0)]
    assert [(each.status, each.body["score"]) for each in answers] == [(200, 0.5), (200, 1.5)]
    assert load.ask(right, "", load.Request(PATH, little.body(1.0))).status == 401
    assert load.ask("http://127.0.0.1:9", "", load.Request("/health")).status == load.NONE


def test_several_clients_ask_as_often_and_as_long_as_they_are_told(right):
    requests = [load.Request(PATH, little.body(float(x))) for x in range(5)]
    found = load.loaded(right, little.KEY, requests, clients=3, count=30, seconds=20)
    assert sorted(each.body["score"] for each in found) == sorted([0, 0.5, 1, 1.5, 2] * 6)
    assert [each.at for each in found] == sorted(each.at for each in found)
    began = time.perf_counter()
    load.loaded(right, little.KEY, requests, clients=2, count=10**6, seconds=0.2)
    assert time.perf_counter() - began < 5


def test_a_percentiles_interval_is_bounded_by_measurements():
    # 200 numbers, the 95th percentile: ranks 184 to 197, of the binomial's 2.5 and 97.5 %.
    found = load.percentile(np.arange(200, 0, -1) / 1000, 0.95, scale=1000)
    assert (found.low, found.value, found.high, found.n) == (184.0, 190.0, 197.0, 200)
    with pytest.raises(ValueError, match=r"50 measurements are too few .* percentile 0.95"):
        load.percentile(range(50), 0.95)


@pytest.mark.parametrize(("at", "n"), [(0.5, 40), (0.95, 200), (0.99, 1000)])
def test_the_interval_holds_the_percentile_as_often_as_it_claims(at, n):
    rng = np.random.default_rng(7)
    truth = np.exp(np.sqrt(2) * 0.8 * float(_erfinv(2 * at - 1)))
    drawn = np.exp(0.8 * rng.standard_normal((1000, n)))
    held = [load.percentile(row, at) for row in drawn]
    share = np.mean([each.low <= truth <= each.high for each in held])
    assert 0.94 <= share <= 0.98  # of 1,000; discrete, so rather more than 95 %


def _erfinv(x):
    from scipy.special import erfinv

    return erfinv(x)


@given(st.lists(st.floats(0, 100), min_size=80, max_size=300))
def test_a_percentile_is_one_of_the_measurements_within_its_interval(seconds):
    found = load.percentile(seconds, 0.95)
    assert found.low <= found.value <= found.high
    assert found.value in seconds
    assert np.mean(np.array(seconds) <= found.value) >= 0.95


def test_throughput_is_answers_a_second_over_equal_stretches():
    steady = [load.Answer(at, 0.001, 200, None) for at in np.linspace(0, 10, 1001)]
    found = load.throughput(steady)
    assert found.value == pytest.approx(100.1)
    assert found.low > 99
    uneven = [load.Answer(at, 0.001, 200, None) for at in np.linspace(0, 1, 1000) ** 3 * 10]
    assert load.throughput(uneven).low < 10  # of 100 a second: nearly all in the first stretch


def test_memory_of_this_process_is_told_and_of_none_is_not():
    import os

    assert load.memory([os.getpid()]) > 10_000_000
    assert load.memory([2**22 + 1]) is None


def test_a_service_that_is_right_refuses_everything_hostile(right):
    assert faults(right) == {}
    assert load.ask(right, "", load.Request("/health")).status == 200


@pytest.mark.parametrize(
    ("fault", "name", "status"),
    [("raises", "no_json", 500), ("believes", "unknown", 200), ("tells", "no_json", 422),
     ("echo", "header_injected", 422), ("endless", "said_oversized", -1)],
)  # fmt: skip
def test_each_fault_of_a_service_is_seen(fault, name, status, monkeypatch):
    if fault == "endless":  # which is waited for in vain
        monkeypatch.setattr(hostile, "PATIENCE", 2.0)
    with little.served(fault) as url:
        assert faults(url)[name] == status


def test_slow_clients_are_held_while_others_are_answered(right):
    with hostile.slow_clients(right, little.KEY, PATH, 6) as held:
        answer = load.ask(right, little.KEY, load.Request(PATH, little.body(2.0)))
        assert (len(held), answer.status) == (6, 200)


def test_a_service_that_never_answers_is_told_from_one_that_hangs_up():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        met = hostile.meet(url, hostile.Hostile("x", b"GET / HTTP/1.1\r\n\r\n"), patience=0.2)
        assert (met.status, met.is_refused) == (-1, False)


def test_requests_made_from_the_description_are_the_same_each_time(right):
    first, again = (openapi.conforms(right, little.KEY, examples=4, seed=1) for _ in range(2))
    assert first.faults == {}
    assert first.sent == again.sent
    assert first.refused == again.refused > 0
    assert set(first.sent) == {"GET /health", "POST /v1/classification/score"}


@pytest.mark.parametrize(("fault", "kind"), [("raises", "server"), ("believes", "believed")])
def test_a_service_that_breaks_its_own_description_is_seen(fault, kind):
    with little.served(fault) as url:
        found = openapi.conforms(url, little.KEY, examples=10, seed=1)
    assert found.faults[("POST /v1/classification/score", kind)]
