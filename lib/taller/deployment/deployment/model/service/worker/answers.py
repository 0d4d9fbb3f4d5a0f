"""How one scoring request is answered: champion, challenger, shadow, and what is logged of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import ValidationError

from taller.deployment.deployment.model.service.layout import Control
from taller.deployment.deployment.model.service.request_log import Row
from taller.deployment.deployment.model.service.settings import Settings
from taller.deployment.deployment.model.service.worker import bodies
from taller.deployment.deployment.model.service.worker.bodies import Asked
from taller.deployment.deployment.model.service.worker.metrics import Metrics
from taller.deployment.deployment.model.service.worker.refusals import (
    RefusedError,
    impossible,
    invalid,
)
from taller.deployment.deployment.model.service.worker.scorers import Loaded, ModelError
from taller.deployment.deployment.model.service.worker.serving import Serving, lot
from taller.errors import DataError

Fields = dict[str, Any]
Champion = Callable[[], Awaitable[Fields]]
SHADOWS = 64  # answers of shadows that may wait in one worker; more are left out
OUTCOMES = {"model_fault": "fault", "model_slow": "slow", "busy": "slow"}


@dataclass(slots=True)
class Request:
    """What was asked, as it came, and what the board said then."""

    serving: Serving
    id: str
    route: str
    text: bytes
    control: Control
    version: int | None = None  # asked of this version, whoever is live
    shadow: bool = False


class Answerer:
    """Answers requests in one worker."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.settings, self.metrics = settings, metrics
        self._shadows: set[asyncio.Task] = set()

    async def answer(self, asked: Request) -> Fields:
        """The answer's fields.

        Raises
        ------
        RefusedError
            If the body is not valid, no version is loaded here, or the model failed.
        """
        serving, control = asked.serving, asked.control
        live, beside = serving.pair(control)
        if asked.version is not None:
            live, beside = serving.holding(asked.version), None
            if live is None:
                raise RefusedError(409, "no_version", f"version {asked.version} is not loaded here")
        if live is None:
            raise RefusedError(503, "not_loaded", "no version of this model is loaded")
        valid = self._read(live, asked)
        who = valid.users[0] or asked.id
        if beside is None or beside.tripped:
            return await self._first(live, valid, asked)
        if control.share and lot(serving.name, who) < control.share:
            return await self._challenge(beside, asked, partial(self._first, live, valid, asked))
        fields = await self._first(live, valid, asked)
        if control.shadow and len(self._shadows) < SHADOWS:
            task = asyncio.get_running_loop().create_task(self._shadow(beside, asked))
            self._shadows.add(task)
            task.add_done_callback(self._shadows.discard)
        return fields

    def _read(self, loaded: Loaded, asked: Request) -> Asked:
        if asked.route not in bodies.routes(loaded.scorer):
            told = f"this model answers {', '.join(bodies.routes(loaded.scorer))}"
            raise RefusedError(404, "no_route", told)
        try:
            return bodies.read(loaded.scorer, asked.route, asked.text, self.settings.most_rows)
        except ValidationError as error:
            raise invalid(error) from None

    async def _first(self, loaded: Loaded, valid: Asked, asked: Request) -> Fields:
        """The answer of the version that has to give one."""
        try:
            return await self._ask(loaded, valid, asked, answered=True)
        except ModelError as fault:
            raise RefusedError(fault.status, fault.code, str(fault)) from fault
        except DataError as error:
            raise impossible(error) from error

    async def _challenge(self, loaded: Loaded, asked: Request, champion: Champion) -> Fields:
        """The challenger's answer; where it gives none, the champion has to."""
        refused: Exception | None = None
        try:
            return await self._ask(loaded, self._read(loaded, asked), asked, answered=False)
        except ModelError:
            pass
        except (RefusedError, DataError) as error:
            refused = error
        fields = await champion()  # raises where it refuses the request too
        if refused is not None:  # what the champion takes, its challenger has to take
            loaded.in_row += 1
            fault = ModelError("model_fault", f"refuses what the live version takes: {refused}")
            self._told(loaded, None, asked, 0.0, fault=fault, answered=False)
        return fields

    async def _shadow(self, loaded: Loaded, asked: Request) -> None:
        """Ask the challenger too; the champion's answer is given already."""

        async def given() -> Fields:
            return {}

        await self._challenge(loaded, replace(asked, shadow=True), given)

    async def _ask(self, loaded: Loaded, valid: Asked, asked: Request, *, answered: bool) -> Fields:
        """Ask one version, and log what it did; ``answered`` is who has to answer by all means."""
        began = time.perf_counter()
        try:
            fields, outcomes = await loaded.ask(
                valid.call, self.settings.score_seconds, large=valid.large
            )
        except ModelError as fault:
            took = time.perf_counter() - began
            self._told(loaded, valid, asked, took, fault=fault, answered=answered)
            raise
        took = time.perf_counter() - began
        self._told(loaded, valid, asked, took, outcomes=outcomes, answered=not asked.shadow)
        return {
            "model": asked.serving.name, "version": loaded.version, "request_id": asked.id,
            "kind": loaded.scorer.kind, **fields,
        }  # fmt: skip

    def _told(
        self,
        loaded: Loaded,
        valid: Asked | None,
        asked: Request,
        seconds: float,
        *,
        answered: bool,
        outcomes: list[Any] | None = None,
        fault: ModelError | None = None,
    ) -> None:
        """Count what a version did, and log each of its rows."""
        serving, name = asked.serving, asked.serving.name
        outcome = OUTCOMES[fault.code] if fault else "ok"
        self.metrics.answered(name, loaded.version, loaded.slot, outcome, seconds)
        if loaded.tripped and fault:
            serving.tell()
        at = time.time_ns() // 1000
        items = asked.route == "recommend"
        users = valid.users if valid else [None]
        for index, user in enumerate(users):
            given = outcomes[index] if outcomes else None
            serving.log.add(
                Row(
                    at, asked.id, index, user, loaded.version,
                    loaded.slot, serving.board.generation, asked.control.share, asked.route,
                    fault.status if fault else 200, seconds, answered, asked.shadow,
                    asked.version is not None, None if items else given, given if items else None,
                    valid.inputs[index] if valid else None,
                    str(fault) if fault else None,
                )
            )  # fmt: skip
