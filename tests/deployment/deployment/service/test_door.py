"""Who is let in, and what is refused, by a service on loopback."""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack

import httpx
import pytest

from taller.deployment.deployment.model.service import start
from taller.errors import InputError
from tests.deployment.deployment.service.conftest import KEY, OTHER, ROW, Case


def test_a_row_is_scored_by_the_live_version(case: Case):
    """100 plus a tenth of x."""
    answer = case.score()
    assert answer.status_code == 200
    assert {**answer.json(), "request_id": ""} == {
        "model": "churn", "version": 1, "request_id": "", "kind": "value", "score": 100.3,
    }  # fmt: skip


def test_the_name_of_a_request_is_kept_and_a_bad_one_replaced(case: Case):
    assert case.score(**{"X-Request-ID": "a.b-1"}).json()["request_id"] == "a.b-1"
    assert case.score(**{"X-Request-ID": "a b<script>"}).json()["request_id"] != "a b<script>"


def test_many_rows_are_scored_in_their_order(case: Case):
    rows = {"rows": [{"features": {"x": x}} for x in (3, 1, 2)]}
    answer = case.client.post("/v1/churn/score-many", json=rows).json()
    assert answer["scores"] == [100.3, 100.1, 100.2]


def test_an_explanation_names_what_each_column_adds(case: Case):
    answer = case.client.post("/v1/churn/explain", json=ROW).json()
    assert answer["reasons"] == [{"column": "x", "value": 3.0, "adds": 0.3}]


def test_a_version_can_be_asked_for_whoever_is_live(case: Case):
    assert case.score(**{"X-Taller-Version": "2"}).json()["score"] == 200.3
    refused = case.score(**{"X-Taller-Version": "9"})
    assert (refused.status_code, refused.json()["error"]) == (409, "no_version")
    assert case.score(**{"X-Taller-Version": "two"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-API-Key": KEY}, 200),
        ({"X-API-Key": OTHER}, 200),
        ({"Authorization": f"Bearer {OTHER}"}, 200),
        ({}, 401),
        ({"X-API-Key": KEY[:-1]}, 401),
        ({"X-API-Key": ""}, 401),
        ({"Authorization": "Bearer x"}, 401),
    ],
)
def test_only_who_has_a_key_is_answered(case: Case, headers: dict[str, str], status: int):
    answer = httpx.post(f"{case.running.url}/v1/churn/score", json=ROW, headers=headers)
    assert answer.status_code == status


def test_pages_need_a_key_but_for_health_and_readiness(case: Case):
    asked = {
        path: httpx.get(case.running.url + path).status_code
        for path in ("/health", "/ready", "/metrics", "/openapi.json", "/docs")
    }
    assert asked == {
        "/health": 200, "/ready": 200, "/metrics": 401, "/openapi.json": 401, "/docs": 401,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"features": {}}, 422, "features.x"),
        ({"features": {"x": "3"}}, 422, "features.x"),
        ({"features": {"x": 1e9}}, 422, "features.x"),
        ({"features": {"x": 1, "y": 2}}, 422, "features.y"),
        ({"features": {"x": 1, "city": "M" * 51}}, 422, "features.city"),
        ({"features": {"x": 1}, "user": ""}, 422, "user"),
        ({"features": {"x": 1}, "user": "u" * 201}, 422, "user"),
        ([], 422, ""),
        ('{"features": {"x": NaN}}', 422, "features.x"),
        ('{"features": {"x": 1e999}}', 422, "features.x"),
        ('{"features": ', 400, None),
        ("", 400, None),
        (b"\xff\xfe", 400, None),
        ("[" * 5000, 400, None),
    ],
)
def test_what_is_not_as_the_contract_says_is_named(case: Case, body, status, where):
    text = json.dumps(body) if isinstance(body, dict | list) else body
    answer = case.client.post(
        "/v1/churn/score", content=text, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == status
    if where is not None:
        assert where in [fault["where"] for fault in answer.json()["faults"]]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/churn/score", 405, "method"),
        ("POST", "/v1/other/score", 404, "no_model"),
        ("POST", "/v1/churn/steal", 404, "no_route"),
        ("POST", "/v1/churn/recommend", 404, "no_route"),
        ("POST", "/v1/../../etc/passwd", 404, "no_route"),
        ("GET", "/", 404, "no_route"),
    ],
)
def test_an_address_that_is_none_is_refused(case: Case, method, path, status, code):
    answer = case.client.request(method, path, json=ROW)
    assert (answer.status_code, answer.json()["error"]) == (status, code)


def test_only_json_is_taken(case: Case):
    answer = case.client.post("/v1/churn/score", content=json.dumps(ROW))
    assert (answer.status_code, answer.json()["error"]) == (415, "media_type")


def test_too_many_rows_are_refused(case: Case):
    answer = case.client.post("/v1/churn/score-many", json={"rows": [ROW] * 51})
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, "rows")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_long_body_is_refused_whether_or_not_it_says_its_length(case: Case, chunked: bool):
    body = b" " * 30_000
    given = iter([body[:15_000], body[15_000:]]) if chunked else body
    answer = case.client.post(
        "/v1/churn/score", content=given, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_a_body_that_does_not_come_is_not_waited_for(case: Case):
    """Of forty each is told: a loop calls one timer in ten a tick before its time."""
    head = (
        f"POST /v1/churn/score HTTP/1.1\r\nHost: t\r\nX-API-Key: {KEY}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    )
    with ExitStack() as opened:
        began = time.monotonic()
        place = (case.running.plan.host, case.running.plan.port)
        slow = [opened.enter_context(socket.create_connection(place, 5)) for _ in range(40)]
        for one in slow:
            one.sendall(head.encode())
            time.sleep(0.003)  # each has a time of its own
        told = [one.recv(4096).splitlines()[0] for one in slow]
    assert [line for line in told if b" 408 " not in line] == []
    assert time.monotonic() - began < 3
    assert case.score().status_code == 200


def test_a_body_that_breaks_off_is_the_askers_fault(case: Case):
    head = (
        f"POST /v1/churn/score HTTP/1.1\r\nHost: t\r\nX-API-Key: {KEY}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n"
    )
    with socket.create_connection((case.running.plan.host, case.running.plan.port)) as odd:
        odd.sendall(head.encode())
        odd.settimeout(5)
        told = odd.recv(4096)
    assert b" 400 " in told.splitlines()[0]
    assert case.score().status_code == 200


def test_openapi_describes_each_route_by_the_contract(case: Case):
    told = case.client.get("/openapi.json").json()
    assert set(told["paths"]) == {
        "/health", "/ready", "/v1/churn/score", "/v1/churn/score-many", "/v1/churn/explain",
    }  # fmt: skip
    assert told["components"]["schemas"]["Columns"]["properties"]["x"]["maximum"] == 1e6
    assert told["components"]["securitySchemes"]["APIKeyHeader"]["name"] == "X-API-Key"


def test_no_key_is_served_to_this_machine_alone(tmp_path):
    with pytest.raises(InputError, match="without a key the service answers this machine alone"):
        start(tmp_path, host="0.0.0.0")


def test_a_short_key_is_refused_and_not_told(tmp_path):
    with pytest.raises(InputError, match="at least 16") as refused:
        start(tmp_path, keys=["secret-1"])
    assert "secret" not in str(refused.value)


def test_a_taken_port_is_told(case: Case, tmp_path):
    with pytest.raises(InputError, match="cannot listen there: Address already in use"):
        start(tmp_path, port=case.running.plan.port)
