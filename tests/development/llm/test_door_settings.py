"""What an engagement file, an environment or a text may hold that the door does not take."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version

import keyring
import pytest
from keyring.backend import KeyringBackend
from pydantic import TypeAdapter

from taller import language
from taller.development.llm.model.door import Refused, Settings, money, open_door
from taller.development.llm.model.door.keys import ADDRESSES, address_of, key_of, reached, scrubbed
from taller.development.llm.model.door.settings import Provider
from taller.workbench.engagement.validation import validate
from tests.development.llm.door_cases import Mask, request

SECRET = "sk-proj-Zx81planted9dK3"


class _Lines:
    """A document none of whose lines is known."""

    def line(self, _key):
        return None


def faults(given):
    found = []
    validate(TypeAdapter(Settings), given, ("door",), _Lines(), found)
    return [str(fault) for fault in found]


@pytest.mark.parametrize(
    ("given", "told"),
    [({"providers": {"a": {"kind": "openai", "api_key": SECRET}}}, "api_key: looks like a key"),
     ({"providers": {"a": {"kind": "openai", "key_env": SECRET}}}, "key_env: looks like a key"),
     ({"endpoints": {"copy": [SECRET]}}, "looks like a key"),
     ({"providers": {"a": {"kind": "openai", "token": "short"}}}, "token: looks like a key"),
     ({"providers": {"a": {"kind": "openai", "key_env": "AWS_SECRET"}}}, "key_env: must look like"),
     ({"providers": {"a": {"kind": "openai", "rpm": 0}}}, "rpm: must be at least 1 (got 0)"),
     ({"providers": {"a": {"kind": "openai", "tpm": 0}}}, "tpm: must be at least 1 (got 0)"),
     ({"budget": {"per_run": 0}}, "per_run: must be more than 0"),
     ({"providers": {"a": {"kind": "openai-compatible"}}}, "needs a base_url"),
     ({"providers": {"a": {"kind": "openai", "base_url": "http://api.example/v1"}}},
      "must begin with https://"),
     ({"providers": {"a": {"kind": "openai", "base_url": "http://localhost.example/v1"}}},
      "must begin with https://"),
     ({"providers": {"a": {"kind": "openai", "base_url": "https://u:p@api.example"}}},
      "without user, password"),
     ({"endpoints": {"copy": ["opnai/gpt-5-mini"]}}, "names no provider; did you mean 'openai'"),
     ({"endpoints": {"copy": ["openai"]}}, "must name a model"),
     ({"endpoints": {"copy": ["microsoft/gpt-5"]}}, "names no provider"),
     ({"prices": {"a/b": {"input": -1, "output": 0, "as_of": "2026-01-01"}}}, "input: must be at")],
)  # fmt: skip
def test_a_fault_of_the_file_is_told_where_it_is_and_repeats_no_key(given, told):
    found = faults(given)
    assert any(told in fault for fault in found), found
    assert SECRET not in str(found)
    assert "short" not in str(found)


def test_what_is_sound_is_taken():
    own = {"kind": "openai-compatible", "base_url": "http://127.0.0.1:8000/v1", "rpm": 60}
    given = Settings(providers={"own": own}, endpoints={"copy": ["own/llama/3", "offline"]})
    chain = given.chain("copy")
    assert [(name, model) for name, _provider, model in chain] == [
        ("own", "llama/3"),
        ("offline", ""),
    ]
    assert [name for name, _provider, _model in given.chain("another")] == ["offline"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "empty"), (" \n", "empty"), ("x" * 5_000_000, "long"), ("caf\ud800", "garbled")],
)
def test_what_is_no_text_is_refused_in_either_language(tmp_path, text, kind):
    told = set()
    with open_door(Settings(), tmp_path, Mask) as door:
        for code in ("en", "es"):
            with language.speaking(code):
                (refused,) = door.ask_many([request(text)])
            assert refused.kind == kind
            told.add(str(refused))
    assert len(told) == 2
    assert all(len(each) < 200 for each in told)


class _Ring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return {("taller", "acme"): "from-the-ring"}.get((service, username))

    def set_password(self, service, username, password):
        raise NotImplementedError


def test_a_key_comes_from_the_environment_or_the_keyring_alone(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(Refused, match="openai: no key in OPENAI_API_KEY") as caught:
        key_of("openai", Provider(kind="openai"))
    assert caught.value.kind == "key"
    monkeypatch.setenv("TALLER_ACME", "from-the-environment\n")
    own = Provider(kind="openai", key_env="TALLER_ACME")
    assert key_of("a", own) == "from-the-environment"
    monkeypatch.setattr(keyring.core, "_keyring_backend", _Ring())
    assert key_of("a", Provider(kind="openai", keyring="acme")) == "from-the-ring"
    with pytest.raises(Refused, match="no key in keyring taller/other"):
        key_of("a", Provider(kind="openai", keyring="other"))
    assert key_of("a", Provider(kind="openai-compatible", base_url="https://x.example")) == "none"


def test_what_is_outside_is_named_by_its_endpoint(monkeypatch):
    """Where texts and a key would go is asked about; this machine and `offline` are not outside."""
    for name in ADDRESSES.values():
        monkeypatch.delenv(name, raising=False)
    held = Settings(
        providers={
            "own": Provider(kind="openai-compatible", base_url="https://llm.acme.example/v1"),
            "here": Provider(kind="openai-compatible", base_url="http://127.0.0.1:11434/v1"),
        },
        endpoints={"copy": ["own/llama", "here/llama", "openai/gpt-5"], "judge": ["offline"]},
    )
    hosts = {key: host for key, (host, _sent) in reached(held).items()}
    assert hosts == {
        ("endpoints", "copy", 0): "llm.acme.example", ("endpoints", "copy", 2): "api.openai.com",
    }  # fmt: skip
    monkeypatch.setenv("OPENAI_BASE_URL", "https://proxy.example/v1")
    assert reached(held)["endpoints", "copy", 2][0] == "proxy.example"


@pytest.mark.parametrize(
    ("kind", "variable"),
    [("openai", "OPENAI_BASE_URL"), ("anthropic", "ANTHROPIC_BASE_URL"),
     ("google", "GOOGLE_GEMINI_BASE_URL"), ("microsoft", "AZURE_OPENAI_ENDPOINT")],
)  # fmt: skip
def test_the_environment_s_addresses_are_taken_where_they_are_safe(monkeypatch, kind, variable):
    monkeypatch.setenv(variable, "https://proxy.example")
    assert address_of("a", Provider(kind=kind)) == "https://proxy.example"
    monkeypatch.setenv(variable, "http://proxy.example")
    with pytest.raises(Refused, match=f"{variable}: must begin with https://"):
        address_of("a", Provider(kind=kind))
    monkeypatch.delenv(variable)
    if kind == "microsoft":
        with pytest.raises(Refused, match="needs its address: set AZURE_OPENAI_ENDPOINT"):
            address_of("a", Provider(kind=kind))
    else:
        assert address_of("a", Provider(kind=kind)) is None


def test_a_service_s_words_lose_what_looks_like_any_key():
    text = f"bad {SECRET} or AIza{'x' * 35} or Bearer abc.def or 0123456789abcdef0123456789abcdef"
    assert scrubbed(text, "own") == "bad *** or *** or Bearer *** or ***"


@pytest.mark.parametrize(
    ("kind", "model", "into", "out"),
    [("openai", "gpt-5-mini", 250, 2000), ("anthropic", "claude-haiku-4-5", 1000, 5000),
     ("google", "gemini-2.5-flash", 300, 2500), ("microsoft", "gpt-5-mini", 250, 2000)],
)  # fmt: skip
def test_prices_are_those_of_the_bundled_list(kind, model, into, out):
    """As the services' pages had them: in billionths of a dollar for one token."""
    cost = money.tariff({}, f"a/{model}", Provider(kind=kind), model).cost
    assert cost(money.Tokens(7, 0)) == 7 * into
    assert cost(money.Tokens(0, 3)) == 3 * out


def test_long_texts_that_cost_more_are_counted_so():
    cost = money.tariff({}, "g", Provider(kind="google"), "gemini-2.5-pro").cost
    assert cost(money.Tokens(300_000, 0)) == 2 * 3 * cost(money.Tokens(100_000, 0))


def test_an_engagement_s_own_price_goes_before_the_list_s():
    own = Settings(prices={"a/m": {"input": 1, "output": 2, "as_of": "2026-11-01"}}).prices
    cost = money.tariff(own, "a/m", Provider(kind="openai"), "m").cost
    assert cost(money.Tokens(1_000_000, 500_000)) == 2 * money.NANOS
    with pytest.raises(Refused, match="a/n: nobody here knows its price"):
        money.tariff(own, "a/n", Provider(kind="openai"), "n")


def test_old_prices_are_said_to_be_old_with_their_date(tmp_path):
    prices = {"openai/m": {"input": 1, "output": 2, "as_of": "2020-01-31"}}
    given = Settings(
        prices=prices, endpoints={"copy": ["openai/m", "offline"], "judge": ["openai/m"]}
    )
    with open_door(given, tmp_path, Mask) as door, language.speaking("es"):
        (told,) = door.notices()
    assert "El precio de openai/m es del 31 de enero de 2020" in told


def test_the_installed_price_list_has_its_date():
    """Whoever renews the lock writes it into `money.DATED`."""
    assert version("genai-prices") in money.DATED
    assert money.DATED[version("genai-prices")] <= dt.date.today()
