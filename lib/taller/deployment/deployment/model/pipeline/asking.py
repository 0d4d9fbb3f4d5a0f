"""Questions of the pipeline's own: whether a version answers as its files do, to the last digit."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from taller.deployment.deployment.model.pipeline.counted import PROBE
from taller.deployment.deployment.model.pipeline.messages import say
from taller.errors import InputError, TallerError

if TYPE_CHECKING:
    from taller.deployment.deployment.model.scoring import Scorer

ASKED = 20
"""Rows that a version is asked before anybody else may ask it."""
TRIES = 10  # rows drawn for each that is asked, at most
PATIENCE = 10.0  # seconds that an answer may take
AGAIN, PASSING = 3.0, (404, 409, 503)  # seconds to ask again, and where that may help


@dataclass(frozen=True)
class Probe:
    """A question, and what the version's own files answer."""

    route: str
    body: Mapping[str, Any]
    answer: Any


def probes(folder: Path, *, seed: int = 0, n: int = ASKED) -> list[Probe]:
    """Questions within a version's contract: its example, and rows drawn from what it has seen.

    Missing values are among them where validation had some; a recommender is also asked for
    somebody it knows nothing of.

    Raises
    ------
    DataError
        If its files are not what was written.
    """
    from taller.deployment.deployment.model import scoring

    scorer = scoring.load(folder)
    if scorer.kind == "items":
        example = scorer.example()
        return [_suggested(scorer, each) for each in (example, {**example, "history": []})]
    rng, found = random.Random(seed), [_scored(scorer, scorer.example())]
    for _try in range(TRIES * n):
        if len(found) == n:
            break
        # Beside its contract a model may ask more, as that what was bought last came after the
        # first: what its own files refuse is no question.
        with contextlib.suppress(TallerError, ValueError):
            found.append(_scored(scorer, _drawn(scorer, rng)))
    return found


def _drawn(scorer: Scorer, rng: random.Random) -> dict[str, Any]:
    """A row of the contract; what has no range or levels is as in the example."""
    row = scorer.example()
    for column in scorer.contract.columns:
        if rng.random() < column.missing:
            row[column.name] = None
        elif column.kind == "number" and column.low is not None and column.high is not None:
            low, high = float(column.low), float(column.high)
            drawn = rng.uniform(low, high)
            whole = low.is_integer() and high.is_integer()
            row[column.name] = float(round(drawn)) if whole else drawn
        elif column.kind == "text" and column.levels:
            row[column.name] = rng.choice(column.levels)
    return row


def _scored(scorer: Scorer, row: dict[str, Any]) -> Probe:
    as_sent = scorer.row(scorer.request.model_validate_json(json.dumps(row)))
    return Probe("score", {"features": row}, scorer.score([as_sent])[0])


def _suggested(scorer: Scorer, given: dict[str, Any]) -> Probe:
    found = scorer.recommend(**given)
    return Probe("recommend", given, [[item.item_id, item.score] for item in found.items])


@dataclass(frozen=True)
class Service:
    """Where a service answers, and the key it asks for."""

    url: str
    key: str | None = None

    def ask(self, model: str, probe: Probe, version: int | None) -> dict[str, Any]:
        """What it answers; by one version where one is named.

        A worker that was born a moment ago may not have a version yet, and one that dies takes its
        connections with it: so it is asked again for a while before that is told.

        Raises
        ------
        InputError
            If nothing comes back, or no answer.
        """
        until = time.monotonic() + AGAIN
        while True:
            try:
                status, answer = self._asked(model, probe, version)
            except InputError:
                if time.monotonic() > until:
                    raise
            else:
                if status == 200:
                    return answer
                if status not in PASSING or time.monotonic() > until:
                    why = str(answer.get("message", ""))
                    told = say("pipeline-refused-answer", status=status, why=why)
                    raise InputError(self.url, told)
            time.sleep(0.1)

    def alive(self) -> bool:
        """Whether anything answers there."""
        try:
            return self._sent("GET", "/health", None, {})[0] == 200
        except InputError:
            return False

    def _asked(self, model: str, probe: Probe, version: int | None) -> tuple[int, dict[str, Any]]:
        path, body = f"/v1/{quote(model)}/{probe.route}", json.dumps(probe.body).encode()
        return self._sent("POST", path, body, self._heads(version))

    def _sent(
        self, method: str, path: str, body: bytes | None, heads: Mapping[str, str]
    ) -> tuple[int, dict[str, Any]]:
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        wire = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            wire.request(method, parts.path.rstrip("/") + path, body, dict(heads))
            got = wire.getresponse()
            status, answer = got.status, json.loads(got.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = str(error) or type(error).__name__
            raise InputError(self.url, say("pipeline-no-answer", why=why)) from None
        finally:
            wire.close()
        return status, answer if isinstance(answer, dict) else {}

    def _heads(self, version: int | None) -> dict[str, str]:
        heads = {"Content-Type": "application/json",
                 "X-Request-ID": PROBE + secrets.token_hex(8)}  # fmt: skip
        if self.key:
            heads["X-API-Key"] = self.key
        return heads | ({"X-Taller-Version": str(version)} if version is not None else {})


def differing(
    service: Service, model: str, asked: Iterable[Probe], version: int, *, named: bool
) -> list[dict[str, Any]]:
    """The questions that a service answers otherwise than the version's files.

    Parameters
    ----------
    named : whether the version is asked for by number; else whatever is live has to be it

    Raises
    ------
    InputError
        If it does not answer.
    """
    found = []
    for place, probe in enumerate(asked):
        answer = service.ask(model, probe, version if named else None)
        got = _told(answer)
        if answer.get("version") != version or got != probe.answer:
            found.append({"row": place, "version": answer.get("version"), "answer": got,
                          "expected": probe.answer})  # fmt: skip
    return found


def _told(answer: Mapping[str, Any]) -> Any:
    if "items" in answer:
        return [[item.get("item_id"), item.get("score")] for item in answer["items"]]
    return answer.get("score")
