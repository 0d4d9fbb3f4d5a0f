"""Performance: how fast answers come, one by one, many at once and by the night's batch."""

from __future__ import annotations

import time

import numpy as np
import pytest

from taller.deployment.deployment.model import load
from taller.measurement import estimates
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.features import asked

ONE_BY_ONE = 400  # requests
FOR_THE_HIGHEST = 368  # that the 99th percentile needs for an interval
CLIENTS, REQUESTS, SECONDS = 4, 1_200, 3.0  # of a load
PAGE, PAGES = 1_000, 5  # rows of a page, and how often it is asked
BATCHES, BATCH = 8, 5_000  # record batches of a night, and rows of each
BATCH_SECONDS = 30.0  # of processor, for a million rows
MOST_GROWTH = 64 * 2**20  # bytes that a worker may take while it answers a load


def test_answers_come_in_time(model, service, own_rows, p, evidence):
    """It fails where the whole interval of the 95th percentile lies above the threshold."""
    requests = asked.one(model, own_rows, 200)
    load.loaded(service.url, service.key, requests, clients=1, count=20, seconds=2)  # warm
    answers = load.loaded(
        service.url, service.key, requests, clients=1, count=ONE_BY_ONE, seconds=20
    )
    failed = [each.status for each in answers if each.status != 200]
    assert not failed, say("suite-failed.unanswered", n=len(failed), statuses=sorted(set(failed)))
    seconds = [each.seconds for each in answers]
    if len(seconds) >= FOR_THE_HIGHEST:
        for at in (0.5, 0.99):
            name = f"latency_p{round(100 * at)}"
            evidence(name, load.percentile(seconds, at), unit="seconds")
    late, most = load.percentile(seconds, 0.95), p.latency_ms / 1000
    evidence("latency_p95", late, threshold=most, unit="seconds")
    evidence("latency_slowest", max(seconds), threshold=p.latency_max_s, unit="seconds")
    assert late.low <= most, say("suite-failed.answers_come_in_time", took=late, most=most)
    assert max(seconds) < p.latency_max_s, say("suite-failed.slowest", took=max(seconds),
                                               most=p.latency_max_s)  # fmt: skip


def test_pages_come_in_time(model, service, own_rows, p, evidence):
    request = asked.many(model, own_rows, PAGE)
    answers = [load.ask(service.url, service.key, request) for _ in range(PAGES)]
    failed = [each.status for each in answers if each.status != 200]
    assert not failed, say("suite-failed.unanswered", n=len(failed), statuses=sorted(set(failed)))
    slowest = max(each.seconds for each in answers)
    evidence("page_rows", PAGE if model.kind != "items" else 100, unit="count")
    evidence("page_slowest", slowest, threshold=p.latency_max_s, unit="seconds")
    assert slowest < p.latency_max_s, say("suite-failed.slowest", took=slowest,
                                          most=p.latency_max_s)  # fmt: skip


def test_load_is_borne(service, own_rows, p, evidence):
    requests = [each for model in service.models for each in asked.one(model, own_rows, 100)]
    spread = [requests[place] for place in np.random.default_rng(1).permutation(len(requests))]
    before = load.memory(service.running.worker_pids())
    answers = load.loaded(
        service.url, service.key, spread, clients=CLIENTS, count=REQUESTS, seconds=SECONDS
    )
    after = load.memory(service.running.worker_pids())
    evidence("load_clients", CLIENTS, unit="count")
    evidence("throughput", load.throughput(answers), better="higher")
    failed = [each.status for each in answers if each.status != 200]
    evidence("load_unanswered", estimates.share(len(failed), len(answers)), unit="share")
    assert not failed, say("suite-failed.unanswered", n=len(failed), statuses=sorted(set(failed)))
    late, most = load.percentile([each.seconds for each in answers], 0.95), p.latency_ms / 1000
    evidence("latency_p95_load", late, threshold=most, unit="seconds")
    assert late.low <= most, say("suite-failed.answers_come_in_time", took=late, most=most)
    if before is not None and after is not None:
        grown = max(after - before, 0.0)  # what was given back meanwhile is no memory taken
        evidence("memory", after, unit="bytes")
        evidence("memory_growth", grown, threshold=MOST_GROWTH, unit="bytes")
        assert grown < MOST_GROWTH, say("suite-failed.memory_grows", mb=round(grown / 2**20))


@pytest.mark.kept("probability", "value")
def test_batches_come_in_time(model, own_rows, run, evidence):
    """It fails where the whole interval of the mean lies above the threshold."""
    import pyarrow as pa

    held = pa.Table.from_pandas(own_rows.now(model).iloc[:BATCH], preserve_index=False)
    table = pa.concat_tables([held] * -(-BATCH // max(held.num_rows, 1))).slice(0, BATCH)
    batch = table.combine_chunks().to_batches()[0]
    seconds, rows = [], 0
    for _ in range(BATCHES):
        began = time.process_time()  # whatever else the machine does meanwhile
        rows += sum(each.num_rows for each in model.scorer.batch([batch]))
        seconds.append(time.process_time() - began)
    assert rows == BATCHES * BATCH, say("suite-failed.batch_rows", n=rows, of=BATCHES * BATCH)
    rng = estimates.generator(run.seed, "batches", model.name)
    per_million = np.array(seconds[1:]) * 1_000_000 / BATCH  # the first warms up
    took = estimates.mean(per_million, rng, unit="number")
    evidence("batch_million", took, threshold=BATCH_SECONDS, unit="seconds")
    assert took.low <= BATCH_SECONDS, say("suite-failed.batches_come_in_time", took=took,
                                          most=BATCH_SECONDS)  # fmt: skip
