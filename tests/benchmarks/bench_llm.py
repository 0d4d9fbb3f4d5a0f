"""The door to the language models: what it adds to a call, and a limit over four processes.

On a service of this machine, in a process of its own, through OpenAI's client. Time of one's own
processor, as others may be at work beside: the client's, bare and with the door, by turns.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

CALLS, RPM, SPEED = 2000, 500, 2  # a minute takes half of one
TURNS = 300
_told = partial(mock.patch.dict, os.environ)


def figures() -> Iterator[dict[str, Any]]:
    """Overhead of a call and of one from the cache; the busiest minute, and the rate."""
    from tests.development.llm.servers import apart

    with tempfile.TemporaryDirectory() as folder, apart() as (environ, _came), _told(environ):
        bare, ours, cached = _by_turns(Path(folder))
    yield {
        "name": f"the door's own time in a call, beside OpenAI's client ({TURNS} by turns)",
        "value": ours - bare, "unit": "ms", "beside": f"the client alone: {bare:.2f} ms",
        "ratio": ours / bare, "target": "at most 1 ms", "met": ours - bare <= 1,
    }  # fmt: skip
    yield {
        "name": "an answer from the cache", "value": cached, "unit": "ms",
        "target": "under 1 ms", "met": cached < 1,
    }  # fmt: skip
    yield from _limited()


def _by_turns(folder: Path) -> tuple[float, float, float]:
    """Milliseconds of processor: the client alone, the door, the door's cache; medians."""
    from openai import AsyncOpenAI

    from taller.development.llm.model.door import Settings, open_door
    from taller.development.llm.model.door.question import Question
    from tests.development.llm.door_cases import Mask, Topic, request
    from tests.development.llm.servers import settings

    loop, client = asyncio.new_event_loop(), AsyncOpenAI(max_retries=0)
    schema = {**Topic.model_json_schema(), "additionalProperties": False}
    form = {"name": "Topic", "schema": schema, "strict": True}

    def alone(text: str) -> None:
        system, user = Question.of(request(text), Mask).messages()
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        loop.run_until_complete(client.chat.completions.create(
            model="gpt-5-mini", messages=messages, max_completion_tokens=2000,
            response_format={"type": "json_schema", "json_schema": form},
        ))  # fmt: skip

    def took(function: Callable[[], object]) -> float:
        began = time.process_time()
        function()
        return (time.process_time() - began) * 1000

    bare, ours, cached = [], [], []
    with open_door(Settings.model_validate(settings("openai")), folder, Mask) as door:
        door.ask(request("to load what it needs"))
        alone("the same")
        for i in range(TURNS):
            asked = request(f"n{i}")
            bare.append(took(lambda i=i: alone(f"n{i}")))
            ours.append(took(lambda asked=asked: door.ask(asked)))
            cached.append(took(lambda asked=asked: door.ask(asked)))
    loop.run_until_complete(client.close())
    loop.close()
    return statistics.median(bare), statistics.median(ours), statistics.median(cached)


def _limited() -> Iterator[dict[str, Any]]:
    """Four processes within one limit, by when the service was asked."""
    from taller.development.llm.model.door.pace import WINDOW
    from tests.development.llm.at_once import asked_by_four, busiest
    from tests.development.llm.servers import apart

    with tempfile.TemporaryDirectory() as folder, apart() as (environ, came), _told(environ):
        answered = asked_by_four(Path(folder), CALLS, RPM, SPEED)
    moments = sorted(at * SPEED for at, _text in came)
    most = busiest(moments, [1] * len(moments), WINDOW)
    yield {
        "name": f"{CALLS:,} calls of four processes at {RPM} a minute: the busiest minute",
        "value": most, "unit": "calls", "target": f"at most {RPM}", "met": most <= RPM,
    }  # fmt: skip
    rate = (CALLS - RPM) / (moments[-1] - moments[RPM - 1]) * WINDOW / RPM
    yield {
        "name": "the rate they keep, as a share of the limit", "value": rate * 100, "unit": "%",
        "target": "at least 95 %", "met": rate >= 0.95,
    }  # fmt: skip
    wrong = sum(answer != f"n{i}" for i, answer in enumerate(answered))
    wrong += abs(CALLS - len(answered)) + len(came) - len({text for _at, text in came})
    yield {
        "name": "answers lost, and questions sent twice", "value": wrong, "unit": "of them",
        "target": "0", "met": wrong == 0,
    }  # fmt: skip
