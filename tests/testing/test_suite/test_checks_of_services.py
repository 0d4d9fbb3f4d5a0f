"""Each shipped check of a service: green on one that is right, red on the fault it means."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.deployment.deployment.model import service as services
from taller.testing.test_suite.features import logged
from taller.testing.test_suite.params import Params

_spec = importlib.util.spec_from_file_location("little", Path(__file__).with_name("little.py"))
little = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(little)
CHECKS = "taller.testing.test_suite.checks"
integration, performance, security = (
    importlib.import_module(f"{CHECKS}.test_{kind}_service")
    for kind in ("integration", "performance", "security")
)
FRAME = pd.DataFrame({"x": np.arange(60) / 8 + 0.03}, index=[f"u{i}" for i in range(60)])
P = Params()
PATIENT = P.model_copy(update={"latency_ms": 20_000})  # this machine may have other work
CONTRACT = {"columns": {"x": {"kind": "number", "low": 0.0, "high": 8.0, "missing": 0.1}}}


class Scorer:
    """Half of x, as the little service answers; `fault` makes it wrong."""

    def __init__(self, fault=""):
        self.fault = fault

    def example(self):
        return {"x": 1.0}

    def score(self, rows):
        return [0.0 if row["x"] is None else row["x"] / 2 for row in rows]

    def batch(self, batches):
        import pyarrow as pa

        for batch in batches:
            xs = batch.column("x").to_pylist()
            scores = [0.0 if x is None else x / 2 for x in xs]
            if self.fault == "drops":
                scores = [None if x is None else score for x, score in zip(xs, scores, strict=True)]
            if self.fault == "leaks" and None in xs:
                scores = [score + 1 for score in scores]
            yield pa.record_batch({"probability": scores})


def model(folder=Path("/nowhere"), fault=""):
    return SimpleNamespace(
        leaves_rows=False,
        name="classification", kind="probability", folder=folder, contract=CONTRACT,
        profile={"score": {"edges": [0.1, 0.2]}}, scorer=Scorer(fault),
    )  # fmt: skip


OWN = SimpleNamespace(now=lambda _model: FRAME)


def in_time(held, p, evidence):
    performance.test_answers_come_in_time(held.models[0], held, OWN, p, evidence)


def as_the_list(held, evidence):
    integration.test_service_answers_as_the_list(held.models[0], held, OWN, evidence)


class Evidence(dict):
    def __call__(self, name, value, **how):
        self[name] = (value, how.get("threshold"))


@pytest.fixture
def evidence():
    return Evidence()


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """As few requests as intervals can be made of."""
    monkeypatch.setattr(performance, "ONE_BY_ONE", 80)
    monkeypatch.setattr(performance, "REQUESTS", 160)


@contextlib.contextmanager
def service(fault="", *, folder=Path("/nowhere"), state=Path("/nowhere"), pids=()):
    with little.served(fault) as url:
        running = SimpleNamespace(worker_pids=lambda: list(pids))
        yield SimpleNamespace(
            url=url, key=little.KEY, models=(model(folder),), state=state, running=running
        )


def red(call, english, spanish):
    """The check fails in the language in force, in these words."""
    for code, words in (("en", english), ("es", spanish)):
        with language.speaking(code), pytest.raises(AssertionError, match=words):
            call()


@pytest.mark.parametrize("fault", ["open", "prefix"])
def test_a_service_that_lets_in_without_the_key_is_seen(fault, evidence):
    with service(fault) as held:
        red(lambda: security.test_api_key_is_asked(held, evidence),
            "Answered without the right key: ", "Respondidas sin la clave correcta: ")  # fmt: skip
    assert evidence["keys_taken"][0] > 0


def test_a_service_whose_own_key_does_not_open_it_is_seen(evidence):
    with service() as held:
        locked = SimpleNamespace(**{**vars(held), "key": "another-key-0123456789"})
        red(lambda: security.test_api_key_is_asked(locked, evidence),
            "the service answers 401, not 200", "el servicio responde 401, no 200")  # fmt: skip


@pytest.mark.parametrize(
    ("fault", "english", "spanish"),
    [("raises", "Hostile requests that were not refused", "Peticiones hostiles que no se rech"),
     ("believes", "Hostile requests that were not refused", "Peticiones hostiles que no se rech"),
     ("tells", "Refusals that tell how the service is built", "Rechazos que cuentan cómo está"),
     ("echo", r"planted: 1 \(header_injected\)", r"plantó: 1 \(header_injected\)")],
)  # fmt: skip
def test_each_way_to_meet_a_hostile_request_wrongly_is_seen(fault, english, spanish, evidence):
    with service(fault) as held:
        red(lambda: security.test_hostile_requests_are_refused(held, evidence), english, spanish)


def test_a_service_that_breaks_its_description_is_seen(evidence):
    with service("believes") as held:
        run = SimpleNamespace(seed=1)
        red(lambda: security.test_service_keeps_to_its_description(held, run, evidence),
            "wrong data taken as right", "datos erróneos dados por buenos")  # fmt: skip


def test_a_service_that_is_right_passes_what_it_is_asked(evidence):
    with service() as held:
        security.test_hostile_requests_are_refused(held, evidence)
        security.test_service_keeps_to_its_description(held, SimpleNamespace(seed=1), evidence)
        security.test_slow_clients_hold_up_nobody(held, PATIENT, evidence)
        performance.test_answers_come_in_time(held.models[0], held, OWN, PATIENT, evidence)
        performance.test_load_is_borne(held, OWN, PATIENT, evidence)
        integration.test_service_answers_as_the_model(held.models[0], held, OWN, evidence)
    late, most = evidence["latency_p95"]
    assert late.low <= late.value <= late.high < most == 20
    assert evidence["hostile"][0] > 30
    assert evidence["generated"][0] > evidence["generated_refused"][0] > 0


def test_a_slow_service_is_seen_whoever_waits(evidence):
    quick = P.model_copy(update={"latency_ms": 0.01})
    with service() as held:
        red(lambda: in_time(held, quick, evidence),
            "at most 0.000 s are allowed", "permiten como mucho 0,000 s")  # fmt: skip
        red(lambda: security.test_slow_clients_hold_up_nobody(held, quick, evidence),
            "Beside slow clients 95 of 100", "Junto a clientes lentos, 95 de cada")  # fmt: skip
        red(lambda: performance.test_load_is_borne(held, OWN, quick, evidence),
            "at most 0.000 s are allowed", "se permiten como mucho")  # fmt: skip
        short = P.model_copy(update={"latency_max_s": 1e-9})
        red(lambda: in_time(held, short, evidence),
            r"The slowest took", r"La más lenta tardó")  # fmt: skip


def test_a_service_that_pauses_takes_longer_than_is_allowed(evidence, monkeypatch):
    """Each answer waits 250 ms of 200."""
    monkeypatch.setattr(performance.load, "loaded", _quickened(performance.load.loaded))
    with service("slow") as held, language.speaking("en"), pytest.raises(
        AssertionError, match=r"95 of 100 answers took up to 0\.\d\d\d s"
    ):  # fmt: skip
        performance.test_answers_come_in_time(held.models[0], held, OWN, P, evidence)
    assert evidence["latency_p95"][0].low > 0.2


def _quickened(loaded):
    """The same load by eight clients, so that the test does not wait as long."""
    return lambda url, key, requests, **how: loaded(url, key, requests, **{**how, "clients": 8})


def test_requests_without_an_answer_are_seen(evidence):
    with service() as held:
        deaf = SimpleNamespace(**{**vars(held), "key": "another-key-0123456789"})
        for call in (
            lambda: performance.test_answers_come_in_time(deaf.models[0], deaf, OWN, P, evidence),
            lambda: performance.test_pages_come_in_time(deaf.models[0], deaf, OWN, P, evidence),
            lambda: performance.test_load_is_borne(deaf, OWN, P, evidence),
            lambda: integration.test_log_reads_back(deaf.models[0], deaf, OWN, evidence),
        ):
            red(call, r"refused: [\d,.]+ \(status 401\)", r"rechazadas: [\d,.]+ \(estado 401\)")


def test_memory_that_grows_under_load_is_seen(evidence, monkeypatch):
    grown = iter([10**8, 2 * 10**8] * 2)
    monkeypatch.setattr(performance.load, "memory", lambda _pids: next(grown))
    with service() as held:
        red(lambda: performance.test_load_is_borne(held, OWN, PATIENT, evidence),
            "took 95 MB more", "tomó 95 MB más")  # fmt: skip


def test_a_slow_batch_is_seen(evidence, monkeypatch):
    run = SimpleNamespace(seed=1)
    performance.test_batches_come_in_time(model(), OWN, run, evidence)
    assert evidence["batch_million"][0].high < 30
    monkeypatch.setattr(performance, "BATCH_SECONDS", 1e-6)
    red(lambda: performance.test_batches_come_in_time(model(), OWN, run, evidence),
        "A million rows take", "Un millón de filas ocupa")  # fmt: skip


def written(folder, scores):
    lines = "".join(f"{user},{score:.2f}\n" for user, score in scores.items())
    (folder / "scores.csv").write_text("user_id,probability\n" + lines)


def test_a_service_that_says_other_than_the_list_is_seen(tmp_path, evidence):
    written(tmp_path, FRAME["x"] / 2)
    with service(folder=tmp_path) as held:
        as_the_list(held, evidence)
        assert evidence["list_asked"][0] >= 40
        scores = FRAME["x"] / 2
        scores["u0"] += 0.02
        written(tmp_path, scores)
        red(lambda: as_the_list(held, evidence),
            r"Of 40 customers .* 1 otherwise", r"De 40 clientes, .* a 1 otra")  # fmt: skip


def test_without_a_list_the_check_is_skipped_with_the_reason(tmp_path, evidence):
    with language.speaking("en"), pytest.raises(pytest.skip.Exception, match="left no list"):
        integration.test_service_answers_as_the_list(model(tmp_path), None, OWN, evidence)


def test_a_service_that_rounds_is_not_the_model(evidence):
    with service("wrong") as held:
        red(lambda: integration.test_service_answers_as_the_model(
            held.models[0], held, OWN, evidence),
            r"of 60 answers are not the model's own", r"de 60 respuestas no son las")  # fmt: skip


def rows_of(answers, **wrong):
    """What a log would hold of the little service's answers, one row by their common id."""
    return {"request_id": "r1", "status": 200, "version": 1, "score": answers, "items": None,
            "inputs": json.dumps({"x": 1.0}), **wrong}  # fmt: skip


def test_a_log_that_lost_or_changed_an_answer_is_seen(evidence, monkeypatch):
    with service() as held:
        check = integration.test_log_reads_back
        call = lambda: check(held.models[0], held, OWN, evidence)  # noqa: E731
        monkeypatch.setattr(logged, "rows", lambda *_: [])
        red(call, "The log holds 0 of 60 answers", "guarda 0 de 60 respuestas")
        monkeypatch.setattr(logged, "rows", lambda *_: [rows_of(0.1)] * 60)
        red(call, "60 of 60 answers stand otherwise", "60 de 60 respuestas están")


def test_a_log_that_cannot_be_watched_is_seen(evidence, monkeypatch):
    with service() as held:
        call = lambda: integration.test_log_can_be_watched(  # noqa: E731
            held.models[0], held, OWN, evidence)  # fmt: skip
        monkeypatch.setattr(logged, "rows", lambda *_: [rows_of(0.1)])
        call()
        monkeypatch.setattr(logged, "rows", lambda *_: [rows_of(0.1, inputs="{}")])
        red(call, r"absent from the log: 1 \(x\)", r"faltan en el registro: 1 \(x\)")
        monkeypatch.setattr(logged, "rows", lambda *_: [rows_of(None)])
        red(call, "are no numbers", "no son números")


@pytest.mark.parametrize(
    ("fault", "english", "spanish"),
    [("drops", "70 of 80 rows of the day", "70 de las 80 filas"),
     ("leaks", "answered otherwise beside new ones", "otra respuesta junto a las nuevas")],
)  # fmt: skip
def test_a_new_day_that_does_not_go_through_is_seen(tmp_path, evidence, fault, english, spanish):
    integration.test_new_day_goes_through(model(), OWN, tmp_path, evidence)
    call = lambda: integration.test_new_day_goes_through(  # noqa: E731
        model(fault=fault), OWN, tmp_path, evidence)  # fmt: skip
    red(call, english, spanish)


@pytest.mark.parametrize("planted", [security.PERSON, little.KEY])
def test_a_customer_or_a_key_in_the_log_is_seen(tmp_path, evidence, monkeypatch, planted):
    monkeypatch.setattr(logged, "rows", lambda *_: [rows_of(0.5)])
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    state = tmp_path / "state"
    state.mkdir()
    engagement = SimpleNamespace(slug="moda-viva")
    with service(state=state) as held:
        call = lambda: security.test_log_hides_people(held, engagement, evidence)  # noqa: E731
        call()
        (state / "requests.log").write_text(f"user={planted}")
        red(call, "Places that show a customer or a secret", "Sitios que dejan ver a un cliente")
        monkeypatch.setattr(logged, "rows", lambda *_: [])
        red(call, "not in the request log", "no está en el registro")


def test_a_service_that_answers_whoever_asks_too_often_is_seen(tmp_path, evidence, monkeypatch):
    @contextlib.contextmanager
    def unlimited(_state, **_how):
        with little.served() as url:
            yield SimpleNamespace(url=url)

    monkeypatch.setattr(services, "start", unlimited, raising=False)
    with service(state=tmp_path) as held:
        red(lambda: security.test_too_many_requests_are_refused(held, tmp_path, evidence),
            "Answered: 90 requests; allowed: 30", "Respondidas: 90 .*; permitidas: 30")  # fmt: skip
