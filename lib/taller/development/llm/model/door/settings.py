"""What an engagement file may say of the door: services, who answers what, limits, money."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from taller.development.llm.model.door.messages import say
from taller.errors import did_you_mean
from taller.faults import Found, together
from taller.phase import Record, Section

Service = Literal["openai", "anthropic", "google", "microsoft", "openai-compatible", "offline"]
STANDARD = {"openai", "anthropic", "google"}  # services that need no entry in providers
OFFLINE = "offline"
LOOKS_SECRET = re.compile(
    r"\b(?:sk|pk|rk|gsk|xai)-[\w-]{12,}|\bAIza[\w-]{20,}|\bey[JK][\w-]{8,}(?:\.[\w-]+)*"
    r"|(?<=[Bb]earer )\S+|\b(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[0-9a-zA-Z]{32,}\b"
)
_VARIABLE = r"^(TALLER_[A-Z0-9_]+|(OPENAI|ANTHROPIC|GOOGLE|GEMINI|AZURE_OPENAI)_API_KEY)$"
_SECRET_NAME = re.compile(r"^(api[_-]?)?(key|token|secret|password)s?$", re.IGNORECASE)


class Provider(Record):
    """A service that models are reached through."""

    kind: Service = Field(description="whose way of asking it speaks")
    base_url: str | None = Field(None, description="where it is, if not where its kind always is")
    api: Literal["chat", "responses"] = Field("chat", description="which of OpenAI's two ways")
    api_version: str | None = Field(None, description="Azure's, where the URL does not end in /v1")
    key_env: str | None = Field(
        None, pattern=_VARIABLE, description="the environment's variable that holds the key"
    )
    keyring: str | None = Field(None, description="the key's user name in the keyring of `taller`")
    rpm: int | None = Field(None, ge=1, description="requests a minute, at most")
    tpm: int | None = Field(None, ge=1, description="tokens a minute, at most")
    timeout: float = Field(60.0, gt=0, le=600, description="seconds an answer may take")

    @field_validator("base_url")
    @classmethod
    def _is_safe(cls, url: str | None) -> str | None:
        return url and safe_url(url)

    @model_validator(mode="after")
    def _has_a_place(self) -> Self:
        if self.kind == "openai-compatible" and not self.base_url:
            raise ValueError(say("door-no-url"))
        return self


class Budget(Record):
    """The most money that may be spent, in US dollars, as the services' price lists are."""

    per_run: float = Field(5.0, gt=0, le=1e6, description="US dollars for one run")
    per_month: float = Field(50.0, gt=0, le=1e6, description="US dollars for a calendar month")


class Price(Record):
    """What a model costs, where the list does not say, or says otherwise than a contract."""

    input: float = Field(ge=0, le=1e6, description="US dollars for a million tokens read")
    output: float = Field(ge=0, le=1e6, description="US dollars for a million tokens written")
    as_of: dt.date = Field(description="when that was so")


class Settings(Section):
    """The door's settings; without endpoints everything is answered offline."""

    providers: dict[str, Provider] = Field({}, description="services by the name you give them")
    endpoints: dict[str, tuple[str, ...]] = Field(
        {}, description="task to models, each as provider/model; the next where the first is down"
    )
    budget: Budget = Field(Budget(), description="the most that may be spent")
    prices: dict[str, Price] = Field({}, description="prices by provider/model, before the list's")
    max_tokens: int = Field(2000, ge=16, le=20_000, description="tokens one answer may have")
    tries: int = Field(4, ge=1, le=10, description="times a model is asked before the next is")
    at_once: int = Field(8, ge=1, le=64, description="questions on their way at the same time")
    log_content: bool = Field(False, description="log what was sent and answered, names masked")

    @model_validator(mode="wrap")
    @classmethod
    def _holds_no_key(cls, given: Any, handler: Any) -> Any:
        found: list[tuple[tuple[str | int, ...], str, Any]] = []
        clean = _without_keys(given, (), found)

        def look(held: dict) -> Found:
            yield from found
            yield from _unknown(held)

        return together(cls, clean, handler, look)

    def chain(self, task: str) -> list[tuple[str, Provider, str]]:
        """Whom to ask, in order: the provider's name, the provider, the model."""
        found = []
        for endpoint in self.endpoints.get(task, ()):
            name, _slash, model = endpoint.partition("/")
            found.append((name, self.providers.get(name) or Provider(kind=name), model))
        return found or [(OFFLINE, Provider(kind=OFFLINE), OFFLINE)]


def safe_url(url: str) -> str:
    """A base URL that may be sent a key and texts: HTTPS, or on this machine.

    Raises
    ------
    ValueError
        If it is not, or holds a user or a password.
    """
    parts = urlsplit(url)
    if parts.username or parts.password or parts.query or not parts.hostname:
        raise ValueError(say("door-odd-url"))
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise ValueError(say("door-not-https"))
    return url


def is_loopback(host: str) -> bool:
    """Whether a host is this machine.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("127.0.0.1.evil.example")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _without_keys(given: Any, at: tuple[str | int, ...], found: list) -> Any:
    """What was given, each key in it told of and put out of sight."""
    if isinstance(given, dict):
        return {k: _without_keys(v, (*at, k), found) for k, v in given.items()}
    if isinstance(given, list | tuple):
        return [_without_keys(v, (*at, i), found) for i, v in enumerate(given)]
    named = bool(at) and _SECRET_NAME.match(str(at[-1])) and isinstance(given, str)
    if named or (isinstance(given, str) and LOOKS_SECRET.search(given)):
        found.append((at, say("door-key-in-file"), "***"))
        return "***"
    return given


def _unknown(held: dict) -> Found:
    """Endpoints that name no provider or no model."""
    providers, endpoints = held.get("providers") or {}, held.get("endpoints") or {}
    if not isinstance(providers, dict) or not isinstance(endpoints, dict):
        return
    known = {*map(str, providers), *STANDARD, OFFLINE}
    for task, listed in endpoints.items():
        for i, endpoint in enumerate(listed if isinstance(listed, list | tuple) else ()):
            name, _slash, model = str(endpoint).partition("/")
            if name not in known:
                what = say("door-no-provider") + did_you_mean(name, known)
                yield ("endpoints", task, i), what, endpoint
            elif not model and name != OFFLINE:
                yield ("endpoints", task, i), say("door-no-model"), endpoint
