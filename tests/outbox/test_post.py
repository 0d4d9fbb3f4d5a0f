"""Where messages go: what is an address, and what of it may be seen."""

import logging

import pytest

from taller.errors import InputError
from taller.outbox import Message, Outbox, addresses, told, variable
from tests.outbox.receivers import hook_server

SECRET = "s3cr3tPlantedForThisTest"  # Slack takes 24 letters and digits


@pytest.fixture
def keyring_of(monkeypatch):
    """A keyring that holds what is given."""
    import keyring

    held: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda ring, user: held.get((ring, user)))
    return held


def test_addresses_come_from_the_environment_and_then_the_keyring(monkeypatch, keyring_of):
    keyring_of["taller", "notify/ana"] = "json://ring.example/a"
    keyring_of["taller", "notify/luis"] = "json://ring.example/l"
    monkeypatch.setenv("TALLER_NOTIFY_ANA", "json://environment.example/a")
    assert addresses(["ana", "luis", "eva"]) == {
        "ana": "json://environment.example/a", "luis": "json://ring.example/l",
    }  # fmt: skip


def test_faulty_addresses_are_told_all_at_once_and_not_shown(monkeypatch, keyring_of):
    given = {
        "ana": f"pigeon://{SECRET}",
        "luis": f"mailtos://u:{SECRET}@x.es?to=a@x.es,b@x.es",
        "eva": f"mailtos://u:{SECRET}@x.es?to=a@x.es&bcc=b@x.es",
        "teo": f"mailto://u:{SECRET}@mail.example?to=a@x.es",
        "pia": f"mailtos://u:{SECRET}@x.es?to=a@x.es&pgp=encrypt",
    }
    for name, url in given.items():
        monkeypatch.setenv(variable(name), url)
    with pytest.raises(InputError, match="TALLER_NOTIFY_ANA: is no address") as caught:
        addresses(given)
    assert str(caught.value).count("\n") == 4
    assert str(caught.value).count("is of several recipients") == 2
    assert "TALLER_NOTIFY_TEO: would send a password in clear" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_password_may_go_to_this_machine_in_clear(monkeypatch):
    monkeypatch.setenv("TALLER_NOTIFY_ANA", "mailto://u:p@127.0.0.1:25?from=t@x.es&to=a@x.es")
    assert addresses(["ana"])


def test_a_planted_secret_is_nowhere(tmp_path, monkeypatch, capfd):
    """All that is logged, at the level of debugging, kept, printed and told is searched for it."""
    log = tmp_path / "log"
    handler = logging.FileHandler(log)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [handler])
    monkeypatch.setattr(root, "level", logging.DEBUG)
    for name in ("apprise", "urllib3", "requests"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    logging.getLogger("x").debug("this log works")
    with hook_server() as hooks, Outbox.open(tmp_path) as box:
        hooks.answers = [500, 401, 404]
        urls = {
            "ok": f"json://u:{SECRET}@127.0.0.1:{hooks.port}/{SECRET}?+X-Key={SECRET}",
            "down": f"json://u:{SECRET}@127.0.0.1:9/{SECRET}",
            "mail": f"mailto://u:{SECRET}@127.0.0.1:9?from=t@x.es&to=a@x.es",
            "slack": f"slack://T1JJ3T3L2/A1BRTD4JD/{SECRET}",
        }
        monkeypatch.setattr("apprise.plugins.slack.NotifySlack.webhook_url", "http://127.0.0.1:9")
        for name, url in urls.items():
            monkeypatch.setenv(variable(name), url)
        for key in "abcd":
            for name in urls:
                box.put(Message(key, name, "s", "t"))
        for _ in range(4):
            box.deliver(addresses(urls))
            box._run("update messages set due = put")
        said = [told(entry) for entry in box.entries()] + [repr(entry) for entry in box.entries()]
    handler.close()
    printed = capfd.readouterr()
    kept = [file.read_text(errors="replace") for file in tmp_path.iterdir()]
    everything = "\n".join([*said, *kept, printed.out, printed.err])
    assert "this log works" in everything
    assert {entry.state for entry in box_entries(tmp_path)} == {"sent", "waiting", "failed"}
    assert SECRET not in everything


def box_entries(folder):
    with Outbox.open(folder) as box:
        return box.entries()


def test_a_chat_finds_no_call_to_all_in_a_clients_text(tmp_path):
    """The signs for everybody, a person, a link under another name are broken by a joiner."""
    with hook_server() as hooks, Outbox.open(tmp_path) as box:
        box.put(Message("k", "ops", "<!channel>", "<!here> <@U1> @all [bank](http://x.example)"))
        box.deliver({"ops": f"mmost://127.0.0.1:{hooks.port}/abcdefghijklmnopqrstuvwx"})
        [(_path, _headers, body)] = hooks.taken
    assert "channel>" in body["text"]
    assert not [sign for sign in ("<!", "<@", "@all", "[bank") if sign in body["text"]]


def test_only_commands_send(root):
    """No notebook does, nor any step of one: an engagement file may be a stranger's."""
    sending = ("import outbox", "Outbox", "import post", "import apprise", "from apprise")
    places = [*root.glob("lib/taller/**/*.py"), *root.glob("notebooks/**/*.ipynb")]
    found = {
        path.relative_to(root).parts[2]
        for path in places
        if any(each in path.read_text(encoding="utf-8") for each in sending)
    }
    assert found == {"outbox", "commands"}
