"""The services' own clients, through pydantic-ai: what is sent, what came back, what went wrong.

Imported where a service is asked, and only there: pydantic-ai takes seconds to import.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from httpx2 import AsyncClient, Timeout
from openai import AsyncAzureOpenAI, AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import exceptions as errors
from pydantic_ai.direct import model_request
from pydantic_ai.messages import ModelRequest, ModelResponse, ToolCallPart, UserPromptPart
from pydantic_ai.models import Model, ModelRequestParameters, create_async_httpx2_client
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.tools import ToolDefinition

from taller.development.llm.model.door.keys import scrubbed
from taller.development.llm.model.door.requests import Kind
from taller.development.llm.model.door.settings import Provider

CONNECT = 10.0  # seconds
_KINDS: tuple[tuple[type[Exception], Kind], ...] = (  # the more special first
    (errors.ModelRateLimitError, "limit"), (errors.ModelQuotaExceededError, "quota"),
    (errors.ModelUnavailableError, "busy"), (errors.ModelServerError, "server"),
    (errors.ModelTimeoutError, "timeout"), (errors.ModelRequestTimeout, "timeout"),
    (errors.ModelContextWindowExceededError, "context"),
    (errors.ModelAuthenticationError, "key"), (errors.ModelNotFoundError, "model"),
    (errors.ModelRequestRejectedError, "rejected"), (errors.ContentFilterError, "refusal"),
    (errors.UnexpectedModelBehavior, "invalid"), (errors.ModelAPIError, "lost"),
)  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What a service said: its JSON, and what it took; or of which kind its failure is."""

    content: str = ""
    usage: Any = None
    kind: Kind | None = None
    words: str = ""
    after: float | None = None


class LateError(Exception):
    """A call was ready only after its moment, and was not sent."""


_in_time: ContextVar[Callable[[], bool]] = ContextVar("in_time")


async def _leave(_request: Any) -> None:
    """Asked by the client right before a request leaves, however long it took to prepare."""
    if not _in_time.get()():
        raise LateError


class Client:
    """A model as pydantic-ai asks it: one attempt a call, no redirect, no word to anybody else."""

    def __init__(self, provider: Provider, model: str, key: str, url: str | None) -> None:
        self._http = create_async_httpx2_client(timeout=Timeout(provider.timeout, connect=CONNECT))
        self._http.event_hooks["request"].append(_leave)
        self._key, self._model = key, _model(provider, model, url, key, self._http)
        self._api = provider.api if provider.kind not in ("anthropic", "google") else None
        self._typed = lru_cache(256)(self._asked_for)
        self.host = urlsplit(self._model.base_url or "").netloc

    async def send(
        self, system: str, user: str, output: type[BaseModel], limits: dict[str, Any],
        in_time: Callable[[], bool],
    ) -> Reply:  # fmt: skip
        """One attempt. What fails is told, not raised: no trace carries a service's words."""
        _in_time.set(in_time)
        message = ModelRequest(parts=[UserPromptPart(user)], instructions=system)
        typed, beside = self._typed(output)
        try:
            response = await model_request(
                self._model, [message], model_request_parameters=typed, instrument=False,
                model_settings={**limits, **beside},  # type: ignore[arg-type]
            )  # fmt: skip
        except Exception as error:
            return _failed(error, self._key)
        return _read(response, self._key)

    def _asked_for(self, output: type[BaseModel]) -> tuple[ModelRequestParameters, dict[str, Any]]:
        """How a type is asked for: the service's own way where the model has one, else as a tool.

        What OpenAI's client copies of a schema, field by field at every call, is a third of its
        time: there the schema is made fit once, and goes beside.
        """
        schema, name = output.model_json_schema(), output.__name__
        if not self._model.profile.get("supports_json_schema_output"):
            tool = ToolDefinition(name=name, parameters_json_schema=schema, kind="output")
            return ModelRequestParameters(
                output_mode="tool", output_tools=[tool], allow_text_output=False
            ), {}
        wanted = OutputObjectDefinition(json_schema=schema, name=name)
        typed = ModelRequestParameters(output_mode="native", output_object=wanted)
        if not self._api:
            return typed, {}
        fit = self._model.customize_request_parameters(typed).output_object
        form = {"name": name, "schema": fit.json_schema, "strict": bool(fit.strict)}
        body = {
            "chat": {"response_format": {"type": "json_schema", "json_schema": form}},
            "responses": {"text": {"format": {"type": "json_schema", **form}}},
        }
        return ModelRequestParameters(), {"extra_body": body[self._api]}

    async def close(self) -> None:
        """End its connections."""
        await self._http.aclose()


def _model(provider: Provider, model: str, url: str | None, key: str, http: AsyncClient) -> Model:
    given: dict[str, Any] = {"api_key": key, "http_client": http}
    if provider.kind == "anthropic":
        from anthropic import AsyncAnthropic
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        client = AsyncAnthropic(base_url=url, max_retries=0, **given)
        return AnthropicModel(model, provider=AnthropicProvider(anthropic_client=client))
    if provider.kind == "google":
        from google.genai.types import HttpRetryOptions
        from pydantic_ai.models.google import GoogleModel
        from pydantic_ai.providers.google import GoogleProvider

        once = HttpRetryOptions(attempts=1)
        reached = GoogleProvider(base_url=url, retry_options=once, **given)
        return GoogleModel(model, provider=reached)
    return _openai(provider, model, url, max_retries=0, **given)


def _openai(provider: Provider, model: str, url: str | None, **given: Any) -> Model:
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.azure import AzureProvider
    from pydantic_ai.providers.openai import OpenAIProvider

    if provider.kind == "microsoft":
        place = (url or "").rstrip("/")
        version = provider.api_version or os.environ.get("OPENAI_API_VERSION")
        if version and not place.endswith("/v1"):
            more = {"azure_endpoint": place, "api_version": version}
            client: Any = AsyncAzureOpenAI(**more, **given)
        else:
            place = place if place.endswith("/v1") else f"{place}/openai/v1"
            client = AsyncOpenAI(base_url=place, **given)
        reached: Any = AzureProvider(openai_client=client)
    else:
        reached = OpenAIProvider(openai_client=AsyncOpenAI(base_url=url, **given))
    if provider.api == "responses":  # which keeps what it is sent unless told otherwise
        return OpenAIResponsesModel(model, provider=reached, settings={"openai_store": False})
    older = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    own = older if provider.kind == "openai-compatible" else None
    return OpenAIChatModel(model, provider=reached, profile=own)


def _read(response: ModelResponse, key: str) -> Reply:
    if response.finish_reason == "content_filter":
        words = (response.provider_details or {}).get("refusal") or response.text or ""
        return Reply(usage=response.usage, kind="refusal", words=scrubbed(str(words), key))
    called = [part for part in response.parts if isinstance(part, ToolCallPart)]
    content = called[0].args_as_json_str() if called else response.text or ""
    if response.finish_reason == "length":
        return Reply(usage=response.usage, kind="invalid", words="max_tokens")
    return Reply(content.encode(errors="replace").decode(), response.usage)


def _failed(error: Exception, key: str) -> Reply:
    kind = next((kind for of, kind in _KINDS if isinstance(error, of)), "lost")
    words = f"{getattr(error, 'status_code', '')} {_words(error)}"
    return Reply(kind=kind, words=scrubbed(words, key), after=getattr(error, "retry_after", None))


def _words(error: Exception) -> str:
    """What a service says of an error, without what it repeats of ours."""
    body = getattr(error, "body", None)
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return type(error).__name__
    while isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return body["message"]
    return type(error).__name__
