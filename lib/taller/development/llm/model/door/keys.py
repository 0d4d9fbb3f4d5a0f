"""Keys and addresses: where they may come from, and how they stay out of what is told."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from taller.development.llm.model.door.messages import say
from taller.development.llm.model.door.requests import Refused
from taller.development.llm.model.door.settings import (
    LOOKS_SECRET,
    Provider,
    Settings,
    is_loopback,
    safe_url,
)
from taller.errors import printable

KEYS: dict[str, tuple[str, ...]] = {
    "openai": ("OPENAI_API_KEY",), "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GOOGLE_API_KEY", "GEMINI_API_KEY"), "microsoft": ("AZURE_OPENAI_API_KEY",),
}  # fmt: skip
"""The variables that hold a service's key unless the file names another."""
RING = "taller"  # the keyring's service
ADDRESSES = {
    "openai": "OPENAI_BASE_URL", "anthropic": "ANTHROPIC_BASE_URL",
    "google": "GOOGLE_GEMINI_BASE_URL", "microsoft": "AZURE_OPENAI_ENDPOINT",
}  # fmt: skip
HOSTS = {
    "openai": "https://api.openai.com", "anthropic": "https://api.anthropic.com",
    "google": "https://generativelanguage.googleapis.com",
}  # fmt: skip
"""Where a kind of service always is."""
LONGEST = 300  # characters told of a service's own words


def key_of(name: str, provider: Provider) -> str:
    """The key of a service, from the environment or the keyring.

    Raises
    ------
    Refused
        If there is none, naming where it was looked for.
    """
    if provider.keyring:
        import keyring
        from keyring.errors import KeyringError

        try:
            key = keyring.get_password(RING, provider.keyring)
        except KeyringError:
            key = None
        looked = f"keyring {RING}/{provider.keyring}"
    else:
        named = (provider.key_env,) if provider.key_env else KEYS.get(provider.kind, ())
        key = next((os.environ[n] for n in named if os.environ.get(n)), None)
        looked = " / ".join(named)
        if not named:  # a server of the client's own may ask for none
            return "none"
    key = (key or "").strip()
    if not key or not key.isascii() or not key.isprintable():
        raise Refused("key", say("door-no-key", provider=name, looked=looked))
    return key


def named(provider: Provider) -> str | None:
    """The address that the engagement or the environment gives a service, if any."""
    return provider.base_url or os.environ.get(ADDRESSES.get(provider.kind, "")) or None


def address_of(name: str, provider: Provider) -> str | None:
    """Where a service is; None for where its kind always is.

    Raises
    ------
    Refused
        If it is nowhere, or no place that texts and a key may be sent to.
    """
    url, variable = named(provider), ADDRESSES.get(provider.kind, "base_url")
    if provider.kind == "microsoft" and not url:
        raise Refused("address", say("door-no-azure", provider=name, variable=variable))
    try:
        return url and safe_url(url)
    except ValueError as error:
        raise Refused("address", f"{variable}: {error}") from None


def reached(settings: Settings) -> dict[tuple[str | int, ...], tuple[str, str]]:
    """The hosts that a service outside is asked at, by the endpoint that names it.

    An engagement file may be a stranger's: `Section.reaches`.
    """
    found: dict[tuple[str | int, ...], tuple[str, str]] = {}
    for task in settings.endpoints:
        for i, (_name, provider, _model) in enumerate(settings.chain(task)):
            url = named(provider) or HOSTS.get(provider.kind)
            host = url and urlsplit(url).hostname
            if host and not is_loopback(host):
                found["endpoints", task, i] = (host, "a key and the client's texts")
    return found


def scrubbed(text: str, key: str) -> str:
    """A service's words, short, on one line, without the key or what looks like one.

    >>> scrubbed("Incorrect API key: abc-123. " + "x" * 500, "abc-123")[:23]
    'Incorrect API key: ***.'
    """
    text = text.replace(key, "***") if len(key) > 4 else text
    return printable(LOOKS_SECRET.sub("***", " ".join(text.split())))[:LONGEST]
