"""Security: how the service meets whoever has no key, means harm, or asks too much."""

from __future__ import annotations

import pytest

from taller.data.people import salts
from taller.deployment.deployment.model import load
from taller.deployment.deployment.model.load import Request
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.features import asked, logged
from taller.testing.test_suite.model.probes import hostile, looked, openapi, secrets

EXAMPLES = 4  # requests of each kind to each operation that the service describes
SLOW = 12  # clients that begin a request and do not end it
FEW = 30  # requests a minute of the service that is asked too much
PERSON = "lucia.gomez@correo.es"
MOST_TOLD = 5


@pytest.mark.critical
def test_api_key_is_asked(service, evidence):
    right = asked.example(service.models[0])
    route = right.path.rpartition("/")[0]
    paths = [right, Request("/metrics"), Request("/openapi.json"),
             *(Request(f"{route}/{name}", {}) for name in ("score-many", "explain"))]  # fmt: skip
    wrong = ["", service.key[:-1], service.key + "x", service.key.swapcase(), "null"]
    answers = {
        f"{request.path} · {place}": load.ask(service.url, key, request).status
        for request in paths
        for place, key in enumerate(wrong)
    }
    in_address = Request(f"{right.path}?key={service.key}&X-API-Key={service.key}", right.body)
    answers[f"{right.path}?key="] = load.ask(service.url, "", in_address).status
    opened = [name for name, status in answers.items() if status not in (401, 403)]
    evidence("keys_tried", len(answers), unit="count")
    evidence("keys_taken", len(opened), threshold=0, unit="count")
    assert not opened, say("suite-failed.api_key_is_asked", n=len(opened), where=opened[:MOST_TOLD])
    status = load.ask(service.url, service.key, right).status
    assert status == 200, say("suite-failed.right_key", status=status)


@pytest.mark.critical
def test_hostile_requests_are_refused(service, evidence):
    first = service.models[0]
    right = asked.example(first)
    before = load.ask(service.url, service.key, right)
    met = [
        hostile.meet(service.url, each)
        for each in hostile.requests(
            service.url, service.key, first.name, right.path.rpartition("/")[2]
        )
    ]
    evidence("hostile", len(met), unit="count")
    evidence("hostile_slowest", max(each.seconds for each in met), unit="seconds")
    told = [f"{each.name} ({each.status})" for each in met if not each.is_refused]
    assert not told, say("suite-failed.hostile_requests_are_refused", n=len(told),
                         where=told[:MOST_TOLD])  # fmt: skip
    leaks = [each.name for each in met if each.leaks or b"planted=1" in _cookies(each.head)]
    assert not leaks, say("suite-failed.hostile_learns", n=len(leaks), where=leaks[:MOST_TOLD])
    after = load.ask(service.url, service.key, right)
    assert _answer(after) == _answer(before), say("suite-failed.hostile_changes")


def _cookies(head: bytes) -> bytes:
    """The lines of a head that set a cookie: what is repeated within another line sets none."""
    lines = head.lower().replace(b"\r", b"\n").split(b"\n")
    return b"\n".join(line for line in lines if line.startswith(b"set-cookie"))


def _answer(answer: load.Answer) -> object:
    body = answer.body or {}
    return answer.status, body.get("score", body.get("items"))


@pytest.mark.critical
def test_service_keeps_to_its_description(service, run, evidence):
    found = openapi.conforms(service.url, service.key, examples=EXAMPLES, seed=run.seed)
    evidence("generated", sum(found.sent.values()), unit="count")
    evidence("generated_refused", found.refused, unit="count")
    told = [f"{label}: {say(f'broken.{kind}')} ({what})"
            for (label, kind), what in found.faults.items()]  # fmt: skip
    assert not told, say("suite-failed.service_keeps_to_its_description", n=len(told),
                         where=told[:MOST_TOLD])  # fmt: skip


def test_slow_clients_hold_up_nobody(service, p, evidence):
    right = asked.example(service.models[0])
    with hostile.slow_clients(service.url, service.key, right.path, SLOW) as held:
        answers = load.loaded(service.url, service.key, [right], clients=1, count=100, seconds=4.0)
        evidence("slow_clients", len(held), unit="count")
    unanswered = sum(each.status != 200 for each in answers)
    assert not unanswered, say("suite-failed.slow_clients_unanswered", n=unanswered)
    late, most = load.percentile([each.seconds for each in answers], 0.95), p.latency_ms / 1000
    evidence("latency_beside_slow", late, threshold=most, unit="seconds")
    told = say("suite-failed.slow_clients_hold_up_nobody", most=most, took=late)
    assert late.low <= most, told


@pytest.mark.critical
def test_log_hides_people(service, engagement, evidence):
    first = service.models[0]
    right = asked.example(first)
    request = Request(right.path, {**(right.body or {}), "user": PERSON})
    answer = load.ask(service.url, service.key, request)
    assert answer.status == 200, say("suite-failed.right_key", status=answer.status)
    rows = logged.rows(service, first.name, [answer.body["request_id"]])
    assert rows, say("suite-failed.not_logged")
    salt = salts.path(engagement.slug)
    known = secrets.own(salt.read_bytes() if salt.exists() else None, [service.key])
    found = looked.through({"": service.state}, known | {PERSON.encode(): "person"})
    evidence("files", found.files, unit="count")
    where = [each.where for each in (*found.people, *found.secrets)]
    evidence("named", len(where), threshold=0, unit="count")
    assert not where, say("suite-failed.log_hides_people", n=len(where), where=where[:MOST_TOLD])


def test_too_many_requests_are_refused(service, tmp_path, evidence):
    from taller.deployment.deployment.model import service as services
    from taller.deployment.deployment.model.service import Settings, slots

    first = service.models[0]
    slots.write(tmp_path / first.name, slots.read(service.state / first.name))
    limit = Settings(requests_a_minute=FEW)
    right = asked.example(first)
    with services.start(tmp_path, workers=1, keys=[service.key], settings=limit) as running:
        statuses = [
            load.ask(running.url, service.key, right).status for _ in range(3 * FEW)
        ]  # at once, so that no minute passes
        alive = load.ask(running.url, "", Request("/health")).status
    evidence("limit", FEW, unit="count")
    evidence("asked_at_once", len(statuses), unit="count")
    # Twice the limit, where a minute ends while they are asked.
    assert statuses.count(200) <= 2 * FEW, say("suite-failed.too_many_requests_are_refused",
                                               n=statuses.count(200), limit=FEW)  # fmt: skip
    assert statuses[0] == alive == 200, say("suite-failed.right_key", status=statuses[0])
    odd = sorted({status for status in statuses if status not in (200, 429)})
    assert not odd, say("suite-failed.limit_odd", statuses=odd)
