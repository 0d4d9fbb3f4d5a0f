"""A server that an engagement file names is connected to only once somebody here has said yes."""

from __future__ import annotations

import contextlib
import os
import socket
import threading

import pytest

from taller.workbench.engagement import engagement, trust

FILE = """\
client: A
language: en
data:
  source: database
  url: {url}
  orders:
    table: orders
    columns: {{transaction_id: id, user_id: u, event_timestamp: t, value: v}}
"""


@pytest.fixture
def server():
    """A listening port that counts who calls."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = listening.accept()
                    calls.append(caller.recv(64))
                    caller.close()

        threading.Thread(target=answer, daemon=True).start()
        yield listening.getsockname()[1], calls


def given(bench, url: str) -> str:
    bench.settings("x").write_text(FILE.format(url=url), encoding="utf-8")
    return f"{bench.settings('x')}"


def test_a_strangers_file_connects_nowhere_until_it_is_trusted(bench, server):
    port, calls = server
    given(bench, f"postgresql://u@127.0.0.1:{port}/shop")
    for command in ("check", "run"):
        said = bench.taller(command, bench.settings("x"))
        assert said.code == 2
        assert f"line 5  data.url: names the server 127.0.0.1:{port}/shop" in said.text
        assert "give --trust" in said.text
    assert calls == []
    said = bench.taller("check", bench.settings("x"), "--trust")
    assert said.code == 2, "it hangs up on everybody"
    assert len(calls) >= 1
    before = len(calls)
    bench.taller("check", bench.settings("x"))
    assert len(calls) > before, "it is asked once"


LLM = """\
client: A
language: en
data: {source: fashion_store}
workflow: [llm]
llm:
  door:
    endpoints:
      copy: [openai/gpt-5-mini, anthropic/claude-sonnet-4-5]
      classify: [openai/gpt-5-mini]
"""


def test_texts_and_keys_go_to_no_service_that_a_strangers_file_names(bench, monkeypatch):
    """Asked once about each service, by the first endpoint that names it."""
    for name in ("OPENAI_BASE_URL", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    bench.settings("x").write_text(LLM, encoding="utf-8")
    said = bench.taller("check", bench.settings("x"))
    assert said.code == 2
    assert "line 8  llm.door.endpoints.copy[0]: names the server api.openai.com" in said.text
    assert "copy[1]: names the server api.anthropic.com" in said.text
    assert "a key and the client's texts would go there" in said.text
    assert said.text.count("names the server") == 2
    assert bench.taller("check", bench.settings("x"), "--trust").code == 0
    assert bench.taller("check", bench.settings("x")).code == 0


def test_trust_is_for_one_file_and_one_server(bench, server, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(bench.home))
    port, _ = server
    given(bench, f"postgresql://u@127.0.0.1:{port}/shop")
    file = bench.settings("x")
    trust.trust(file, f"127.0.0.1:{port}/shop")
    assert trust.is_trusted(file, f"127.0.0.1:{port}/shop")
    assert not trust.is_trusted(file, f"127.0.0.1:{port}/other")
    assert not trust.is_trusted(file.with_name("y.yaml"), f"127.0.0.1:{port}/shop")
    trust.require(engagement.read(file))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u@h/${TALLER_X:-db}", "holds a variable; host, user and database"),
        ("postgresql://u@h/${OPENAI_API_KEY}", "is called like a secret"),
        ("postgresql://u@h/db?passfile=/etc/passwd", "gives passfile"),
        ("postgresql://u@h/db?hostaddr=10.0.0.1", "gives hostaddr"),
        ("postgresql://u@h/db?service=other", "gives service"),
        ("postgresql://u@h:x/%zz", "cannot be read; write it as postgresql://"),
        ("mysql://u@h/db", "mysql is no database that is read"),
    ],
)
def test_a_url_that_says_more_than_where_to_connect_is_refused(bench, monkeypatch, url, said):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted")
    given(bench, url)
    answer = bench.taller("check", bench.settings("x"), "--trust")
    assert answer.code == 2
    assert said in answer.text
    assert "sk-planted" not in answer.text
    assert "Traceback" not in answer.text


def test_host_in_the_query_is_the_server_that_is_asked_about():
    from taller.data.reading.containers import databases

    assert databases.server("postgresql://u@h:5433/db?host=evil.example") == "evil.example:5433/db"


@pytest.mark.parametrize("text", ["[", '{"a": 3}', "[]", "[" * 50_000])
def test_a_damaged_memory_of_servers_is_none(monkeypatch, tmp_path, text):
    """Nothing is trusted by it, and nothing fails."""
    monkeypatch.setenv("TALLER_HOME", str(tmp_path))
    (tmp_path / trust.FILE).write_text(text)
    assert not trust.is_trusted(tmp_path / "x.yaml", "h:5432/d")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as POSIX has them")
def test_a_pipe_in_place_of_the_memory_of_servers_is_not_waited_for(monkeypatch, tmp_path):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path))
    os.mkfifo(tmp_path / trust.FILE)
    assert not trust.is_trusted(tmp_path / "x.yaml", "h:5432/d")
