"""Requests made from what a service says of itself, right and wrong ones, by schemathesis."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 10.0  # seconds that an answer is waited for


@dataclass
class Conformance:
    """How a service met requests made from its own description.

    Attributes
    ----------
    sent : requests, by operation
    refused : how many of them were answered 4xx
    faults : what was wrong, by operation: each kind of fault once
    """

    sent: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    faults: dict[tuple[str, str], str] = field(default_factory=dict)


def conforms(url: str, key: str, *, examples: int, seed: int) -> Conformance:
    """Send requests to every operation that a service describes.

    Parameters
    ----------
    examples : requests of each kind (right, wrong) to each operation, at most
    seed : of the generated requests; the same ones each time

    Raises
    ------
    OSError
        If the description cannot be fetched.
    """
    import schemathesis
    from schemathesis import GenerationMode

    headers = {"X-API-Key": key} if key else {}
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json", headers=headers)
    found = Conformance()
    with _characters_kept():
        for held in schema.get_all_operations():
            operation = held.ok()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                if operation.body or operation.path_parameters or mode is GenerationMode.POSITIVE:
                    made = operation.as_strategy(generation_mode=mode)
                    ask = _asker(url, headers, found, wrong=mode is GenerationMode.NEGATIVE)
                    _send(made, ask, examples=examples, seed=seed)
    return found


@contextlib.contextmanager
def _characters_kept() -> Iterator[None]:
    """Hypothesis' tables of characters from the last time: making them takes three seconds."""
    import platformdirs
    from hypothesis import configuration

    before = configuration.storage_directory().path
    cache = Path(platformdirs.user_cache_dir("taller"))
    configuration.set_hypothesis_home_dir(cache / "hypothesis")
    try:
        yield
    finally:
        configuration.set_hypothesis_home_dir(before)


def _send(made: Any, ask: Callable[[Any], None], *, examples: int, seed: int) -> None:
    """Ask with what Hypothesis makes: nothing is kept of it, nothing made smaller."""
    import hypothesis
    from hypothesis import HealthCheck, Phase

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), verbosity=hypothesis.Verbosity.quiet,
    )  # fmt: skip
    @hypothesis.given(case=made)
    def asked(case: Any) -> None:
        ask(case)

    # Nothing wrong can be made of an operation that takes anything.
    try:
        asked()
    except hypothesis.errors.Unsatisfiable:
        return


def _asker(
    url: str, headers: dict[str, str], found: Conformance, *, wrong: bool
) -> Callable[[Any], None]:
    def ask(case: Any) -> None:
        import requests

        label = case.operation.label
        found.sent[label] += 1
        try:
            answer = case.call(base_url=url, headers=headers, timeout=PATIENCE)
        except requests.RequestException as error:
            found.faults.setdefault((label, "silent"), type(error).__name__)
            return
        status = answer.status_code
        found.refused += 400 <= status < 500
        described = {str(each) for each in case.operation.definition.raw.get("responses", {})}
        if status >= 500 and not (status == 503 and "503" in described):
            found.faults.setdefault((label, "server"), f"{status}")
        elif wrong and status < 300 and case.meta is not None and _is_wrong_in_body(case):
            found.faults.setdefault((label, "believed"), f"{status}")

    return ask


def _is_wrong_in_body(case: Any) -> bool:
    """Whether the body itself breaks the description, rather than a header or the path."""
    from schemathesis.core.parameters import ParameterLocation

    held = case.meta.components.get(ParameterLocation.BODY)
    return held is not None and held.mode.is_negative
