"""Clients that ask a service again and again, and how long each answer took."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from taller.deployment.deployment.messages import say
from taller.measurement.estimates import LEVEL
from taller.phase import Estimate

if TYPE_CHECKING:
    import numpy as np

PATIENCE = 10.0  # seconds that an answer is waited for
NONE = 0  # status of a request without an answer


@dataclass(frozen=True)
class Request:
    """What a client asks: a path, and its body as JSON (None: a GET)."""

    path: str
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes
    ----------
    at, seconds : when it had been asked, from the beginning, and how long it took
    status : of HTTP; 0 where no answer came
    body : what the JSON says; None where it is none
    """

    at: float
    seconds: float
    status: int
    body: Any


class Client:
    """One client, on one connection that it keeps.

    Parameters
    ----------
    key : what the service asks for; empty: none is sent
    """

    def __init__(self, url: str, key: str = "", *, patience: float = PATIENCE) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=patience
        )
        self._headers = {"X-API-Key": key} if key else {}

    def ask(self, request: Request, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask once; a connection that broke is made anew at the next request."""
        sent = {**self._headers, **(headers or {})}
        body, method = None, "GET"
        if request.body is not None:
            body, method = json.dumps(request.body).encode(), "POST"
            sent["Content-Type"] = "application/json"
        began = time.perf_counter()
        try:
            self._connection.request(method, request.path, body, sent)
            response = self._connection.getresponse()
            content, status = response.read(), response.status
        except (OSError, http.client.HTTPException):
            self.close()
            return Answer(began, time.perf_counter() - began, NONE, None)
        seconds = time.perf_counter() - began
        try:
            return Answer(began, seconds, status, json.loads(content))
        except ValueError:
            return Answer(began, seconds, status, None)

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def ask(
    url: str, key: str, request: Request, headers: Mapping[str, str] | None = None
) -> Answer:  # fmt: skip
    """Ask once, on a connection of its own."""
    with Client(url, key) as client:
        return client.ask(request, headers)


def loaded(
    url: str, key: str, requests: Sequence[Request], *, clients: int, count: int, seconds: float
) -> list[Answer]:
    """What several clients were answered, in the order in which they asked.

    Parameters
    ----------
    requests : asked in turn, each client beginning elsewhere
    count : requests at most, of all clients
    seconds : after which none begins
    """
    found: list[list[Answer]] = [[] for _ in range(clients)]
    began = time.perf_counter()

    def work(place: int) -> None:
        with Client(url, key) as client:
            for turn in range(place, count, clients):
                if time.perf_counter() - began > seconds:
                    break
                found[place].append(client.ask(requests[turn % len(requests)]))

    threads = [threading.Thread(target=work, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted((each for own in found for each in own), key=lambda each: each.at)


def percentile(seconds: Sequence[float] | np.ndarray, at: float, *, scale: float = 1.0) -> Estimate:
    """A percentile with the interval that two of the measurements bound, whatever their spread.

    Parameters
    ----------
    at : share of the measurements below it, such as .95
    scale : by which the measurements are multiplied, such as 1,000 for milliseconds

    Raises
    ------
    ValueError
        If there are too few measurements for an interval: 72 for .95, 368 for .99.

    References
    ----------
    David and Nagaraja (2003), "Order Statistics", section 7.1.

    >>> found = percentile(range(1, 201), 0.95)
    >>> found.low, found.value, found.high
    (184.0, 190.0, 197.0)
    """
    import numpy as np
    from scipy.stats import binom

    held = np.sort(np.asarray(seconds, dtype=float)) * scale
    n = len(held)
    low = int(binom.ppf((1 - LEVEL) / 2, n, at))
    high = int(binom.ppf((1 + LEVEL) / 2, n, at)) + 1
    if low < 1 or high > n:
        raise ValueError(f"{n} measurements are too few for an interval of the percentile {at}")
    return Estimate(
        value=held[max(int(np.ceil(at * n)), 1) - 1], low=held[low - 1], high=held[high - 1],
        unit="number", n=n, method=say("load-percentile", n=n), level=LEVEL,
    )  # fmt: skip


def throughput(answers: Sequence[Answer], *, slices: int = 10) -> Estimate:
    """Answers a second, by equal slices of the time in which requests began.

    Slices rather than single answers: one slow stretch holds many of them.
    """
    import numpy as np
    from scipy.stats import t

    at = np.array([each.at for each in answers])
    edges = np.linspace(at.min(), at.max(), slices + 1)
    rates = np.histogram(at, edges)[0] / (edges[1] - edges[0])
    mean = float(rates.mean())
    reach = float(t.ppf((1 + LEVEL) / 2, slices - 1) * rates.std(ddof=1) / slices**0.5)
    return Estimate(
        value=mean, low=max(mean - reach, 0.0), high=mean + reach, unit="number", n=slices,
        method=say("load-slices", n=slices), level=LEVEL,
    )  # fmt: skip


def memory(pids: Sequence[int]) -> int | None:
    """Bytes that some processes hold in memory; None where the system does not tell."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/status", encoding="utf-8") as told:
                held = next(line for line in told if line.startswith("VmRSS:"))
        except (OSError, StopIteration):
            return None
        total += int(held.split()[1]) * 1024
    return total
